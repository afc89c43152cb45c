"""From parse trees to clauses: definitions, organs, competences, acts, money, succession, amendments.

One method for each alias of the grammar.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

from lark import Token

from foedus.model import clauses as cl
from foedus.model import phrases as ph
from foedus.text.build_phrases import BuildPhrases, limits_of
from foedus.text.build_words import Pair, citation, plain
from foedus.text.slips import Astray, NoValue, SaidTwice, once


def _named(pairs: list[Any]) -> dict[str, Any]:
    return {pair[0]: pair[1] for pair in pairs if isinstance(pair, tuple) and pair and isinstance(pair[0], str)}


def traits_of(pairs: list[Any]) -> cl.Traits:
    """Gather the phrases said of an organ or a chamber; phrases that may be said more than once add up."""
    several: dict[str, list[Any]] = {"seats": [], "filling": [], "incompatible": [], "stages": []}
    single = []
    for name, value in pairs:
        key = "stages" if name == "stage" else name
        if key in several:
            several[key].append(value)
        else:
            single.append((name, value))
    fields = once(single)
    least = fields.pop("minimum", None)
    if least is not None:
        if "apportioned" not in fields:
            raise Astray("`at least … each` belongs to seats that are apportioned", mend="write `apportioned by population with METHOD, at least 1 each`")
        fields["apportioned"] = replace(fields["apportioned"], at_least=least)
    if "funding" in fields and several["stages"]:
        fields["funding"] = replace(fields["funding"], otherwise=several["stages"].pop(0))
    fields.update({name: tuple(values) for name, values in several.items()})
    return cl.Traits(**fields)


class BuildClauses(BuildPhrases):
    """The clauses of law."""

    def start(self, c: list[Any]) -> Any:
        return c[0]

    def clause(self, c: list[Any]) -> Any:
        return c[0]

    # ---- definitions

    def polity(self, c: list[Any]) -> cl.PolityClause:
        return cl.PolityClause(str(c[0]), **_named(c[1:-1]), members=c[-1])

    def members(self, c: list[Any]) -> tuple[cl.Member, ...]:
        return tuple(plain(c))

    def member_named(self, c: list[Any]) -> cl.Member:
        return cl.Member("named", str(c[0]))

    def member_all(self, _: list[Any]) -> cl.Member:
        return cl.Member("all")

    def member_other(self, _: list[Any]) -> cl.Member:
        return cl.Member("other")

    def member_where(self, c: list[Any]) -> cl.Member:
        return cl.Member("where_is", series=str(c[0]), value=str(c[1]))

    def member_compare(self, c: list[Any]) -> cl.Member:
        return cl.Member("where_compare", series=str(c[0]), compare=str(c[1]), number=c[2])  # type: ignore[arg-type]

    def polities(self, c: list[Any]) -> cl.PolitiesClause:
        return cl.PolitiesClause(c[0])

    def unit(self, c: list[Any]) -> cl.UnitClause:
        return cl.UnitClause(str(c[0]), **_named(c[1:]))

    def group(self, c: list[Any]) -> cl.GroupClause:
        return cl.GroupClause(str(c[0]), **_named(c[1:-1]), within=c[-1])

    def matter(self, c: list[Any]) -> cl.MatterClause:
        return cl.MatterClause(str(c[0]), **_named(c[1:]))

    def under(self, c: list[Any]) -> Pair:
        return "under", str(c[0])

    def cofog(self, c: list[Any]) -> Pair:
        amount: ph.Amount = c[0]
        if amount.style not in ("whole", "decimal") or not 0 <= amount.value < 100 or (100 * amount.value).denominator != 1:
            raise NoValue("a class of COFOG is a number such as 02.1", mend="write the class as the table of COFOG does, such as 02.1")
        return "cofog", _division(amount.value)

    def matters_from(self, c: list[Any]) -> cl.MattersFromClause:
        return cl.MattersFromClause(str(c[0]))

    def parameter(self, c: list[Any]) -> cl.ParameterClause:
        parts = plain(c)
        return cl.ParameterClause(str(parts[0]), *parts[1:])

    def condition(self, c: list[Any]) -> cl.ConditionClause:
        return cl.ConditionClause(str(c[0]), **_named(c[1:]))

    def initially_yes(self, _: list[Any]) -> Pair:
        return "initially", True

    def initially_not(self, _: list[Any]) -> Pair:
        return "initially", False

    # ---- organs

    def organ(self, c: list[Any]) -> cl.OrganClause:
        kind, name, rest = c[0], str(c[1]), c[2:]
        chambers = tuple(item for item in rest if isinstance(item, cl.Chamber))
        pairs = [item for item in rest if isinstance(item, tuple)]
        own = {key: value for key, value in pairs if key in ("title", "of")}
        return cl.OrganClause(kind, name, **own, traits=traits_of([p for p in pairs if p[0] not in ("title", "of")]), chambers=chambers)

    def chamber(self, c: list[Any]) -> cl.Chamber:
        own = {key: value for key, value in c[1:] if key == "title"}
        return cl.Chamber(str(c[0]), **own, traits=traits_of([p for p in c[1:] if p[0] != "title"]))

    def size(self, c: list[Any]) -> Pair:
        return "seats", cl.Seats(c[0], _seat_word(c[1]))

    def size_each(self, c: list[Any]) -> Pair:
        return "seats", cl.Seats(c[0], _seat_word(c[1]), of_each=c[2])

    def seats_chosen(self, c: list[Any]) -> Pair:
        return "seats", cl.Seats(c[0], chosen_by=c[1])

    def seats_chosen_group(self, c: list[Any]) -> Pair:
        return "seats", cl.Seats(c[0], group=str(c[1]), chosen_by=c[2])

    def seats_chosen_origin(self, c: list[Any]) -> Pair:
        return "seats", cl.Seats(c[0], origin=str(c[1]), chosen_by=c[2])

    def seats_chosen_both(self, c: list[Any]) -> Pair:
        return "seats", cl.Seats(c[0], group=str(c[1]), origin=str(c[2]), chosen_by=c[3])

    def seats_named(self, c: list[Any]) -> Pair:
        return "seats", cl.Seats(c[0], group=str(c[1]), origin=str(c[2]) if len(c) > 2 else "")

    def apportioned(self, c: list[Any]) -> Pair:
        return "apportioned", cl.Apportioned(str(c[0]), str(c[1]))

    def minimum(self, c: list[Any]) -> Pair:
        return "minimum", c[0]

    def elected(self, c: list[Any]) -> Pair:
        return "filling", cl.Filling("elected", every=_named(c[:-1]).get("every"), electors=c[-1])

    def appointed(self, c: list[Any]) -> Pair:
        return "filling", cl.Filling("appointed", every=_named(c[:-1]).get("every"), rule=c[-1])

    def ex_officio(self, c: list[Any]) -> Pair:
        return "filling", cl.Filling("ex_officio", names=c[0])

    def for_life(self, _: list[Any]) -> Pair:
        return "filling", cl.Filling("life")

    def rotating(self, c: list[Any]) -> Pair:
        return "filling", cl.Filling("rotating", every=c[0][1], names=c[1])

    def drawn(self, c: list[Any]) -> Pair:
        return "filling", cl.Filling("lot", names=c[0])

    def term(self, c: list[Any]) -> Pair:
        return "term", c[0]

    def term_limit(self, c: list[Any]) -> Pair:
        return "term_limit", c[0]

    def under_named(self, c: list[Any]) -> Pair:
        return "under", str(c[0])

    def under_own(self, c: list[Any]) -> Pair:
        return "under", c[0]

    def joint_to(self, c: list[Any]) -> Pair:
        return "joint_to", c[0]

    def incompatible(self, c: list[Any]) -> Pair:
        return "incompatible", c[0]

    def incompatible_any(self, _: list[Any]) -> Pair:
        return "incompatible_any", True

    def removed(self, c: list[Any]) -> Pair:
        return "removed_by", c[0]

    def acting(self, c: list[Any]) -> Pair:
        return "acting", str(c[0])

    def refilled(self, c: list[Any]) -> Pair:
        return "refilled_by", c[0]

    def deciding(self, c: list[Any]) -> Pair:
        return "deciding_by", c[0]

    def sitting(self, c: list[Any]) -> Pair:
        return "separate_from", str(c[0])

    def until_succeeded(self, _: list[Any]) -> Pair:
        return "until_succeeded", True

    def initially_vacant(self, _: list[Any]) -> Pair:
        return "initially_vacant", True

    def organ_funded(self, c: list[Any]) -> Pair:
        return "funding", c[0]

    def by_method(self, c: list[Any]) -> cl.Electors:
        return cl.Electors("method", str(c[0]), len(c) > 1)

    def districts(self, _: list[Any]) -> bool:
        return True

    def by_people(self, c: list[Any]) -> cl.Electors:
        return cl.Electors("people", str(c[-1]), names=c[0], together="together" in [x for x in c if isinstance(x, str)])

    def by_own_people(self, c: list[Any]) -> cl.Electors:
        return cl.Electors("own_people", str(c[0]))

    def by_rule(self, c: list[Any]) -> cl.Electors:
        return cl.Electors("rule", rule=c[0])

    def resource(self, c: list[Any]) -> cl.ResourceClause:
        return cl.ResourceClause(str(c[0]), **_named(c[1:-1]), held_by=c[-1])

    def it(self, _: list[Any]) -> None:
        return None

    # ---- competences, bars, duties

    def may(self, c: list[Any]) -> cl.CompetenceClause:
        manner = next((item for item in c[1:] if isinstance(item, str)), "")
        doing = next(item for item in c if isinstance(item, ph.Doing))
        return cl.CompetenceClause(c[0], doing, manner, limits_of([p for p in c if isinstance(p, tuple)]))  # type: ignore[arg-type]

    def bar(self, c: list[Any]) -> cl.BarClause:
        return cl.BarClause(c[0], c[1], limits_of(c[2:]))

    bar_all = bar

    def must(self, c: list[Any]) -> cl.DutyClause:
        fields = once([p for p in c[2:] if p[0] != "stage"])
        if "when" in fields:
            fields["when"] = fields["when"][0]
        return cl.DutyClause(c[0], c[1], **fields, stages=tuple(p[1] for p in c[2:] if p[0] == "stage"))

    def must_pay(self, c: list[Any]) -> cl.PayClause:
        return cl.PayClause(c[0], c[1], str(c[2]), str(c[3]), c[4][1] if len(c) > 4 else None)

    def must_not(self, c: list[Any]) -> cl.DutyNotClause:
        return cl.DutyNotClause(c[0], c[1], limits_of(c[2:]))

    def residual(self, c: list[Any]) -> cl.ResidualClause:
        of = next((str(item[1]) for item in c if isinstance(item, tuple)), "")
        to, place = [item for item in c if not isinstance(item, tuple)]
        return cl.ResidualClause(of, None if to is Ellipsis else to, place)

    def residual_of(self, c: list[Any]) -> Pair:
        return "of", str(c[0])

    def to_named(self, c: list[Any]) -> str:
        return str(c[0])

    def to_units(self, _: list[Any]) -> Any:
        return Ellipsis

    # ---- acts

    def act(self, c: list[Any]) -> cl.ActClause:
        fields: dict[str, Any] = {}
        stages: list[ph.Stage] = []
        for item in c[2:]:
            name, value = self._part(item)
            if name == "stage":
                stages.append(value)
            elif stages and name in ("hearing", "objection", "ties", "within"):
                stages[-1] = _with(stages[-1], "limit" if name == "within" else name, value)
            elif name in fields:
                raise SaidTwice(name)
            else:
                fields[name] = value
        if "when" in fields:
            fields["when"], fields["when_word"] = fields["when"]
        if "succeeded" in fields:
            fields["succeeded_by"], fields["succeeded_in"] = fields.pop("succeeded")
        return cl.ActClause(kind=c[0], name=str(c[1]), **fields, stages=tuple(stages))

    @staticmethod
    def _part(item: Any) -> Pair:
        return ("of", item) if isinstance(item, cl.Params) else item

    def params(self, c: list[Any]) -> cl.Params:
        to = next((item[1] for item in c if isinstance(item, tuple)), "")
        of = next((str(item) for item in c if isinstance(item, Token)), "")
        return cl.Params(c[0], of, to)

    def to_a(self, c: list[Any]) -> Pair:
        return "to", c[0]

    def to_joint(self, _: list[Any]) -> Pair:
        return "to", "joint organ"

    def by(self, c: list[Any]) -> Pair:
        return "by", c[0]

    def effect(self, c: list[Any]) -> Pair:
        return "effects", c[0]

    def delay(self, c: list[Any]) -> Pair:
        return "after", c[0]

    def lasting(self, c: list[Any]) -> Pair:
        return "lasting", c[0]

    def not_before_date(self, c: list[Any]) -> Pair:
        return "not_before", cl.NotBefore(date=day(c[0]))

    def not_before_wait(self, c: list[Any]) -> Pair:
        return "not_before", cl.NotBefore(after_start=c[0])

    def notice(self, c: list[Any]) -> Pair:
        return "notice", c[0]

    def surviving(self, c: list[Any]) -> Pair:
        return "surviving", c[0]

    def succeeded(self, c: list[Any]) -> Pair:
        return "succeeded", (str(c[0]), str(c[1]) if len(c) > 1 else "")

    def repeated_after(self, c: list[Any]) -> Pair:
        return "repeated", cl.Repeated(after=c[0])

    def repeated_election(self, c: list[Any]) -> Pair:
        return "repeated", cl.Repeated(election_of=str(c[0]))

    # ---- money, succession, time

    def funded(self, c: list[Any]) -> cl.FundedClause:
        funding = c[1]
        if len(c) > 2:
            funding = cl.Funding(funding.payers, funding.yearly, funding.voted_by, c[2][1])
        return cl.FundedClause(c[0], funding)

    def funding(self, c: list[Any]) -> cl.Funding:
        return cl.Funding(
            next(item for item in c if isinstance(item, cl.Payers)),
            any(item == "yearly" for item in c if isinstance(item, str)),
            next((item[1] for item in c if isinstance(item, tuple)), ""),
        )

    def yearly(self, _: list[Any]) -> str:
        return "yearly"

    def voted(self, c: list[Any]) -> Pair:
        return "voted_by", c[0]

    def payers_shares(self, c: list[Any]) -> cl.Payers:
        return cl.Payers("shares", tuple(plain(c)))

    def payer(self, c: list[Any]) -> tuple[str, ph.Amount]:
        return str(c[0]), c[1]

    def payers_proportion(self, c: list[Any]) -> cl.Payers:
        return cl.Payers("proportion", names=c[0], series=str(c[1]))

    def payers_first(self, c: list[Any]) -> cl.Payers:
        first, rest = plain(c)
        return cl.Payers("first", series=str(first), rest=rest)

    def entrance(self, c: list[Any]) -> cl.EntranceClause:
        return cl.EntranceClause(c[0], c[1], c[2][1] if len(c) > 2 else "")

    def entrance_rule(self, c: list[Any]) -> Pair:
        return "initially", str(c[0])

    def functions_from(self, c: list[Any]) -> cl.FunctionsFromClause:
        return cl.FunctionsFromClause(str(c[0]))

    def function(self, c: list[Any]) -> cl.FunctionClause:
        return cl.FunctionClause(str(c[0]), tuple(plain(c[1:])))

    def other_functions(self, c: list[Any]) -> cl.FunctionClause:
        return cl.FunctionClause("", tuple(plain(c)))

    def fate_passes(self, c: list[Any]) -> cl.Fate:
        return cl.Fate("passes", tuple(plain(c)))

    def fate_ends(self, c: list[Any]) -> cl.Fate:
        return cl.Fate("ends", place=c[0] if c else None)

    def fate_shared(self, c: list[Any]) -> cl.Fate:
        return cl.Fate("shared", names=c[0], series=str(c[1]) if len(c) > 1 else "")

    def heir(self, c: list[Any]) -> cl.Heir:
        matters = next((item[1] for item in c if isinstance(item, tuple)), ())
        return cl.Heir(c[0], matters, next((item for item in c if isinstance(item, ph.PlaceOf)), None))

    def in_force(self, c: list[Any]) -> cl.InForceClause:
        fields = dict(c[1:])
        return cl.InForceClause(c[0], **fields)

    def from_date(self, c: list[Any]) -> Pair:
        return "start", day(c[0])

    def until_date(self, c: list[Any]) -> Pair:
        return "until", day(c[0])

    def until_lasting(self, c: list[Any]) -> Pair:
        return "lasting", c[0]

    def renewal(self, c: list[Any]) -> Pair:
        return "renewable_by", c[0]

    # ---- amendments

    def strike(self, c: list[Any]) -> cl.StrikeClause:
        return cl.StrikeClause(c[0])

    def named(self, c: list[Any]) -> tuple[str, str]:
        return str(c[0]), str(c[1])

    def strike_named(self, c: list[Any]) -> cl.StrikeClause:
        return cl.StrikeClause((), *c[0])

    def replace_article(self, c: list[Any]) -> cl.ReplaceClause:
        return cl.ReplaceClause(citation(c[0]))

    def replace_clause(self, c: list[Any]) -> cl.ReplaceClause:
        return cl.ReplaceClause(citation(c[0]), clause=c[1])

    def replace_named(self, c: list[Any]) -> cl.ReplaceClause:
        kind, name = c[0]
        return cl.ReplaceClause("", kind, name, c[1])

    def insert(self, c: list[Any]) -> cl.InsertClause:
        return cl.InsertClause(citation(c[0]), c[1])


def _with(stage: ph.Stage, name: str, value: Any) -> ph.Stage:
    if getattr(stage, name) is not None:
        raise SaidTwice("within" if name == "limit" else name)
    return replace(stage, **{name: value})


def _division(number: Fraction) -> str:
    """A class as its table writes it: `02`, `02.1`, `02.15`. number: exact, below 100, of whole hundredths."""
    whole, rest = divmod(int(100 * number), 100)
    return f"{whole:02}.{rest:02}".removesuffix("0").removesuffix(".0")


def day(token: Token) -> date:
    """A date as written. Raises NoValue for a day that the calendar lacks."""
    try:
        return date.fromisoformat(str(token))
    except ValueError:
        raise NoValue(f"{token} is no day of the calendar", token, "write a day that the calendar has, such as 2006-02-04") from None


def _seat_word(word: str) -> Any:
    return {"seat": "seats"}.get(word, word)
