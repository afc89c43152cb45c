"""From parse trees to the phrases of the model: numbers, names, rules, conditions, places, effects, procedure.

One method for each alias of the grammar; a phrase that fills a field of its clause is a pair of the field's name and its value.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from lark import Token, Transformer

from foedus.model import clauses as cl
from foedus.model import phrases as ph
from foedus.model.matters import VERBS
from foedus.text.lexer import fraction_word, number_word
from foedus.text.slips import MixedJoin, NoSuchVerb, NoValue, once

LONGEST_NUMBER = 15
"""The most digits that a number may have before and after its point."""

_JOINERS = {"LISTCOMMA", "AND", "ANDITEM", "ORITEM", "OR", "ANDOF", "ANDIN", "ANDTO", "ANDABROAD", "NOR"}
_JOINS: dict[str, ph.Join] = {"AND": "and", "ANDITEM": "and", "OR": "or", "ORITEM": "or"}
Pair = tuple[str, Any]


def join_of(children: list[Any]) -> ph.Join:
    """`or` if the list is joined by it, else `and`."""
    return "or" if any(isinstance(child, Token) and child.type in ("OR", "ORITEM") for child in children) else "and"


def plain(children: list[Any]) -> list[Any]:
    """The children without the words that join them."""
    return [child for child in children if not (isinstance(child, Token) and child.type in _JOINERS)]


def words(children: list[Any]) -> str:
    """Keyword tokens as text."""
    return " ".join(str(child) for child in children)


def _constant(value: Any) -> Any:
    def build(self: object, _: list[Any]) -> Any:
        return value

    return build


def _pair(name: str) -> Any:
    def build(self: object, children: list[Any]) -> Pair:
        return name, plain(children)[0] if plain(children) else True

    return build


class BuildPhrases(Transformer[Token, Any]):
    """The phrases that clauses share."""

    # ---- words, numbers, names

    def kind(self, c: list[Any]) -> str:
        return str(c[0])

    def type(self, c: list[Any]) -> str:
        return words(c)

    seat_word = of_word = decide = how_many = named_word = act_word = state_word = manner = set_word = type

    def n_param(self, c: list[Any]) -> ph.Amount:
        return ph.Amount(Fraction(0), "parameter", str(c[0])[1:-1])

    def n_plain(self, c: list[Any]) -> ph.Amount:
        return ph.Amount(_exact(c[0]), "decimal" if "." in c[0] else "whole")

    def n_fraction(self, c: list[Any]) -> ph.Amount:
        below = _exact(c[1])
        if below == 0:
            raise NoValue(f"{c[0]}/{c[1]} has no value", c[1], "write a denominator that is not zero, such as 1/2")
        return ph.Amount(Fraction(_exact(c[0]), below), "fraction")

    def n_percent(self, c: list[Any]) -> ph.Amount:
        return ph.Amount(_exact(c[0]) / 100, "percent")

    def n_one(self, _: list[Any]) -> ph.Amount:
        return ph.Amount(Fraction(1), "words")

    def n_word(self, c: list[Any]) -> ph.Amount:
        return ph.Amount(Fraction(number_word(c[0])), "words")

    def n_words(self, c: list[Any]) -> ph.Amount:
        return ph.Amount(Fraction(number_word(c[0]), fraction_word(c[1])), "words")

    def n_one_of(self, c: list[Any]) -> ph.Amount:
        return ph.Amount(Fraction(1, fraction_word(c[0])), "words")

    def duration(self, c: list[Any]) -> ph.Duration:
        return ph.Duration(c[0], c[1].value)

    def every(self, c: list[Any]) -> Pair:
        return "every", c[0]

    def refs(self, c: list[Any]) -> ph.Names:
        return ph.Names(tuple(str(name) for name in plain(c)), join_of(c))

    def title(self, c: list[Any]) -> Pair:
        return "title", str(c[0])

    def owner(self, c: list[Any]) -> Pair:
        return "of", c[0]

    def each_type(self, c: list[Any]) -> ph.Each:
        return ph.Each(c[0], str(c[1]) if len(c) > 1 else "")

    def family(self, c: list[Any]) -> ph.FamilyOf:
        return ph.FamilyOf(str(c[0]), c[1][1])

    def joint_organ(self, _: list[Any]) -> ph.JointOrgan:
        return ph.JointOrgan()

    def subject_named(self, c: list[Any]) -> str:
        return str(c[0])

    def subjects(self, c: list[Any]) -> ph.Subjects:
        return ph.Subjects(tuple(plain(c)), _one_join(c))

    def articles(self, c: list[Any]) -> tuple[str, ...]:
        return tuple(citation(item) for item in plain(c))

    def own_kind(self, c: list[Any]) -> ph.Own:
        return ph.Own(c[0])

    def own_named(self, c: list[Any]) -> ph.Own:
        return ph.Own(str(c[0]))

    def own_of(self, c: list[Any]) -> ph.Own:
        return ph.Own(c[0], c[1])

    def target_other(self, c: list[Any]) -> ph.Target:
        return ph.Target("other", c[0])

    def target_that(self, c: list[Any]) -> ph.Target:
        return ph.Target("that", c[0])

    def target_own(self, _: list[Any]) -> ph.Target:
        return ph.Target("own", "polity")

    def target_named(self, c: list[Any]) -> ph.Target:
        return ph.Target("named", str(c[0]))

    # ---- rules

    def rule(self, c: list[Any]) -> Any:
        parts = plain(c)
        if len(parts) == 1:
            return parts[0].inner if isinstance(parts[0], _Bracket) else parts[0]
        join = _one_join(c)
        return ph.RuleJoin(join, tuple(_rule_part(part, join) for part in parts))

    def bracket(self, c: list[Any]) -> Any:
        return _Bracket(c[0])

    def bracket_refs(self, c: list[Any]) -> ph.RuleJoin:
        inner, names = plain(c)
        join = join_of(c)
        return ph.RuleJoin(join, (inner, _rule_part(ph.ConsentOf(names), join)))

    def consent(self, c: list[Any]) -> ph.ConsentOf:
        return ph.ConsentOf(c[0])

    def any_of(self, c: list[Any]) -> ph.AnyOf:
        return ph.AnyOf(c[0], c[1])

    def of_the_units(self, c: list[Any]) -> ph.OfTheUnits:
        of = next((str(child) for child in c if isinstance(child, Token)), "")
        weight = next((child.series for child in c if isinstance(child, ph.WeightedBy)), "")
        return ph.OfTheUnits(c[0], of, weight, c[-1].inner if isinstance(c[-1], _Bracket) else c[-1])

    def count(self, c: list[Any]) -> ph.CountOf:
        share, rest = c[0], list(c[1:])
        base: Any = rest.pop(0) if isinstance(rest[0], str) else None
        return ph.CountOf(share, base, rest[0], tuple(rest[1:]))

    majority = _constant(ph.Share("majority"))
    absolute = _constant(ph.Share("absolute"))
    all = _constant(ph.Share("all"))
    voting = _constant("those voting")
    present = _constant("those present")
    all_members = _constant("all members")
    all_votes = _constant("all votes")
    the_electorate = _constant("the electorate")

    def share_number(self, c: list[Any]) -> ph.Share:
        return ph.Share("share", c[0])

    def at_least(self, c: list[Any]) -> ph.Share:
        return ph.Share("at_least", c[0])

    def more_than(self, c: list[Any]) -> ph.Share:
        return ph.Share("more_than", c[0])

    def all_but(self, c: list[Any]) -> ph.Share:
        return ph.Share("all_but", c[0])

    def body(self, c: list[Any]) -> tuple[ph.BodyOf, ...]:
        """`in each chamber of A and of B`: what follows `and of` is counted as what stands before it."""
        found: list[ph.BodyOf] = []
        for n, item in enumerate(c):
            if isinstance(item, ph.BodyOf):
                follows = n > 0 and isinstance(c[n - 1], Token) and c[n - 1].type == "ANDOF"
                before = found[-1] if found else None
                goes_on = {"chambers": ("names", "own"), "referendum": ("names",)}.get(before.how, ()) if before is not None else ()
                if follows and before is not None and item.how in goes_on:
                    item = ph.BodyOf(before.how, item.of, item.together)
                found.append(item)
        return tuple(found)

    def body_names(self, c: list[Any]) -> ph.BodyOf:
        if len(c) > 1:
            return ph.BodyOf("together", c[0], together=True)
        return ph.BodyOf("names", c[0])

    def body_each_of(self, c: list[Any]) -> ph.BodyOf:
        return ph.BodyOf("each_of", c[0])

    def body_any_of(self, c: list[Any]) -> ph.BodyOf:
        return ph.BodyOf("any_of", c[0])

    def body_each(self, c: list[Any]) -> ph.BodyOf:
        return ph.BodyOf("each", c[0])

    def body_family(self, c: list[Any]) -> ph.BodyOf:
        return ph.BodyOf("family", ph.FamilyOf(str(c[0]), c[1][1]))

    def body_chambers(self, c: list[Any]) -> ph.BodyOf:
        return ph.BodyOf("chambers", c[0])

    def body_joint_sitting(self, c: list[Any]) -> ph.BodyOf:
        return ph.BodyOf("joint_sitting", c[0])

    def body_own(self, c: list[Any]) -> ph.BodyOf:
        return ph.BodyOf("own", c[0])

    def body_referendum(self, c: list[Any]) -> ph.BodyOf:
        return c[0]  # type: ignore[no-any-return]

    def electorate_names(self, c: list[Any]) -> ph.BodyOf:
        return ph.BodyOf("referendum", c[0], len(c) > 1)

    def electorate_it(self, _: list[Any]) -> ph.BodyOf:
        return ph.BodyOf("referendum")

    def electorate_that(self, c: list[Any]) -> ph.BodyOf:
        return ph.BodyOf("referendum", ph.Target("that", c[0]))

    def electorate_each(self, c: list[Any]) -> ph.BodyOf:
        return ph.BodyOf("referendum", c[0])

    def together(self, _: list[Any]) -> str:
        return "together"

    def including(self, c: list[Any]) -> ph.Including:
        return ph.Including(names=c[0])

    def including_from(self, c: list[Any]) -> ph.Including:
        base: Any = next((child for child in c if isinstance(child, str)), None)
        return ph.Including(share=c[0], base=base, origin=c[-1])

    def comprising(self, c: list[Any]) -> ph.Comprising:
        return ph.Comprising(c[0], str(c[1]))

    def weighted(self, c: list[Any]) -> ph.WeightedBy:
        return ph.WeightedBy(str(c[0]))

    def quorum(self, c: list[Any]) -> ph.QuorumOf:
        return ph.QuorumOf(c[0], c[1] if len(c) > 1 else None)

    def equal_by_lot(self, _: list[Any]) -> ph.EqualByLot:
        return ph.EqualByLot()

    def origin_each(self, c: list[Any]) -> ph.Origin:
        return ph.Origin("each", c[0])

    def origin_each_of(self, c: list[Any]) -> ph.Origin:
        return ph.Origin("each_of", c[0])

    def origin_any(self, c: list[Any]) -> ph.Origin:
        return ph.Origin("any", c[0])

    def origin_any_of(self, c: list[Any]) -> ph.Origin:
        return ph.Origin("any_of", c[0])

    def origin_names(self, c: list[Any]) -> ph.Origin:
        return ph.Origin("names", c[0])

    # ---- conditions

    def facts(self, c: list[Any]) -> ph.Facts:
        return ph.Facts(c[0])

    def cond_join(self, c: list[Any]) -> ph.CondJoin | ph.Facts:
        return _cond_join(c)

    def cond_facts(self, c: list[Any]) -> ph.CondJoin | ph.Facts:
        first, names = plain(c)
        return _cond_join([first, c[1], ph.Facts(names)])

    def cond_bracket(self, c: list[Any]) -> Any:
        inner = c[0]
        return _Bracket(inner) if isinstance(inner, ph.CondJoin | ph.Facts) else inner

    def not_fact(self, c: list[Any]) -> ph.NotFact:
        return ph.NotFact(str(c[0]))

    def same_person(self, c: list[Any]) -> ph.SamePerson:
        first, second = plain(c)
        return ph.SamePerson(str(first), str(second))

    def says_names(self, c: list[Any]) -> ph.Says:
        return _says(c[0], c[1])

    def says_some(self, c: list[Any]) -> ph.Says:
        return _says(ph.Someone("some", c[0]), c[1])

    def says_some_other(self, c: list[Any]) -> ph.Says:
        return _says(ph.Someone("some_other", c[0]), c[1])

    def says_every(self, c: list[Any]) -> ph.Says:
        return _says(ph.Someone("every", c[0]), c[1])

    def says_that(self, c: list[Any]) -> ph.Says:
        return _says(ph.Someone("that", c[0]), c[1])

    def says_no(self, c: list[Any]) -> ph.Says:
        return _says(ph.Someone("no", c[0]), c[1])

    def says_joint(self, c: list[Any]) -> ph.Says:
        return _says(ph.Someone("joint"), c[0])

    def is_state(self, c: list[Any]) -> dict[str, Any]:
        return {"what": c[0]}

    def is_not_state(self, c: list[Any]) -> dict[str, Any]:
        return {"what": c[0], "negated": True}

    def holds(self, c: list[Any]) -> dict[str, Any]:
        return {"what": "holds", "value": str(c[0])}

    def is_under(self, c: list[Any]) -> dict[str, Any]:
        return {"what": "under", "value": str(c[0])}

    def is_not_under(self, c: list[Any]) -> dict[str, Any]:
        return {"what": "under", "value": str(c[0]), "negated": True}

    def is_fact(self, c: list[Any]) -> dict[str, Any]:
        return {"what": "is", "value": str(c[0])}

    def is_not_fact(self, c: list[Any]) -> dict[str, Any]:
        return {"what": "is", "value": str(c[0]), "negated": True}

    def belongs(self, c: list[Any]) -> dict[str, Any]:
        return {"what": "belongs", "target": c[0]}

    def is_used(self, c: list[Any]) -> dict[str, Any]:
        return {"what": "used", "place": c[0]}

    def acts(self, c: list[Any]) -> dict[str, Any]:
        return {"what": "acts", "place": c[0] if c else None}

    def cp_in(self, c: list[Any]) -> ph.CondPlace:
        return ph.CondPlace("in", str(c[0]))

    def cp_another(self, c: list[Any]) -> ph.CondPlace:
        return ph.CondPlace("another", c[0])

    def cp_abroad(self, _: list[Any]) -> ph.CondPlace:
        return ph.CondPlace("abroad")

    def cp_outside(self, c: list[Any]) -> ph.CondPlace:
        return ph.CondPlace("outside", str(c[0]))

    # ---- verbs and places

    def verb_plain(self, c: list[Any]) -> ph.Verb:
        if str(c[0]) not in VERBS:
            raise NoSuchVerb(token=c[0])
        return ph.Verb("plain", str(c[0]))

    def verb_do(self, c: list[Any]) -> ph.Verb:
        return ph.Verb("do", str(c[0]))

    def verb_hold(self, c: list[Any]) -> ph.Verb:
        return ph.Verb("hold", str(c[0]))

    verb_act = _constant(ph.Verb("act"))
    verb_used = _constant(ph.Verb("used"))

    def verbs(self, c: list[Any]) -> tuple[ph.Verb, ...]:
        _one_join(c)
        return tuple(plain(c))

    def matters(self, c: list[Any]) -> tuple[str, ...]:
        _one_join(c)
        return tuple(str(word) for word in plain(c))

    def on(self, c: list[Any]) -> Pair:
        return "on", c[0]

    def doing(self, c: list[Any]) -> ph.Doing:
        matters = next((child[1] for child in c if isinstance(child, tuple) and child and child[0] == "on"), ())
        place = next((child for child in c if isinstance(child, ph.PlaceOf)), None)
        return ph.Doing(c[0], matters, place)

    def in_places(self, c: list[Any]) -> ph.PlaceOf:
        return ph.PlaceOf("places", c[0])

    def in_places_and_abroad(self, c: list[Any]) -> ph.PlaceOf:
        return ph.PlaceOf("places_and_abroad", ph.Names(c[0].items))

    def in_another(self, c: list[Any]) -> ph.PlaceOf:
        return ph.PlaceOf("another", type=c[0])

    def in_both(self, c: list[Any]) -> ph.PlaceOf:
        return ph.PlaceOf("both", c[0])

    def outside(self, c: list[Any]) -> ph.PlaceOf:
        return ph.PlaceOf("outside", c[0])

    def in_each(self, c: list[Any]) -> ph.PlaceOf:
        return ph.PlaceOf("each", each=c[0])

    abroad = _constant(ph.PlaceOf("abroad"))
    anywhere = _constant(ph.PlaceOf("anywhere"))
    outside_own = _constant(ph.PlaceOf("outside_own"))
    for_itself = _constant(ph.PlaceOf("for_itself"))
    in_itself = _constant(ph.PlaceOf("in_itself"))
    in_own = _constant(ph.PlaceOf("own"))

    def organ_set(self, c: list[Any]) -> ph.OrganSet:
        what = "joint" if c[0] == "joint organ" else c[0]
        if len(c) == 1:
            return ph.OrganSet(what)
        return ph.OrganSet(what, of=str(c[1])) if isinstance(c[1], Token) else ph.OrganSet(what, of_a=c[1])

    # ---- procedure

    def hearing(self, c: list[Any]) -> Pair:
        parts = plain(c)
        return "hearing", ph.Hearing(parts[0], parts[1] if len(parts) > 1 else None)

    def within(self, c: list[Any]) -> Pair:
        return "within", ph.Within(c[0], len(c) > 1)

    def first(self, _: list[Any]) -> bool:
        return True

    def objection(self, c: list[Any]) -> Pair:
        within = next((child[1].duration for child in c if isinstance(child, tuple) and child[0] == "within"), None)
        who = c[-1]
        if isinstance(who, ph.Names):
            return "objection", ph.Objection(within, who)
        share, base, origin = who
        return "objection", ph.Objection(within, None, share, base, origin)

    def objector_named(self, c: list[Any]) -> ph.Names:
        return c[0]  # type: ignore[no-any-return]

    def objector_share(self, c: list[Any]) -> tuple[Any, Any, Any]:
        base = next((child for child in c if isinstance(child, str)), None)
        return c[0], base, next((child for child in c if isinstance(child, ph.Origin)), None)

    def ties_lot(self, _: list[Any]) -> Pair:
        return "ties", ph.Ties("lot")

    def ties_lost(self, _: list[Any]) -> Pair:
        return "ties", ph.Ties("lost")

    def ties_rule(self, c: list[Any]) -> Pair:
        return "ties", ph.Ties("rule", c[0])

    def exchanges(self, c: list[Any]) -> Pair:
        return "exchanges", c[0]

    def stage(self, c: list[Any]) -> Pair:
        fields: dict[str, Any] = once(child for child in c if isinstance(child, tuple))
        fields.update(next(child for child in c if isinstance(child, dict)))
        return "stage", ph.Stage(**fields)

    def do_rule(self, c: list[Any]) -> dict[str, Any]:
        return {"how": "rule", "rule": c[0]}

    def do_decides(self, c: list[Any]) -> dict[str, Any]:
        return {"how": "decides", "who": str(c[0])}

    def do_fixes(self, c: list[Any]) -> dict[str, Any]:
        return {"how": "fixes", "who": str(c[0]), "duration": c[1]}

    do_fails = _constant({"how": "fails"})
    do_adopted = _constant({"how": "adopted"})
    do_lapses = _constant({"how": "lapses"})
    do_continues = _constant({"how": "continues"})
    do_last_budget = _constant({"how": "last_budget"})
    do_unpaid = _constant({"how": "unpaid"})

    # ---- effects

    def effects(self, c: list[Any]) -> tuple[ph.EffectPhrase, ...]:
        return tuple(plain(c))

    def that(self, c: list[Any]) -> ph.That:
        return ph.That(c[0])

    def thing_named(self, c: list[Any]) -> str:
        return str(c[0])

    def eff_true(self, c: list[Any]) -> ph.EffectPhrase:
        return ph.EffectPhrase("becomes", value=str(c[0]))

    def eff_false(self, c: list[Any]) -> ph.EffectPhrase:
        return ph.EffectPhrase("ceases", value=str(c[0]))

    def eff_under(self, c: list[Any]) -> ph.EffectPhrase:
        return ph.EffectPhrase("under", c[0], str(c[1]))

    def eff_not_under(self, c: list[Any]) -> ph.EffectPhrase:
        return ph.EffectPhrase("not_under", c[0], str(c[1]))

    def eff_belongs(self, c: list[Any]) -> ph.EffectPhrase:
        return ph.EffectPhrase("belongs", c[0], target=c[1])

    def eff_passes(self, c: list[Any]) -> ph.EffectPhrase:
        return ph.EffectPhrase("passes", c[0], target=c[1])

    def eff_is(self, c: list[Any]) -> ph.EffectPhrase:
        return ph.EffectPhrase("is", c[0], str(c[1]))

    def eff_is_not(self, c: list[Any]) -> ph.EffectPhrase:
        return ph.EffectPhrase("is_not", c[0], str(c[1]))

    def eff_vacant(self, c: list[Any]) -> ph.EffectPhrase:
        return ph.EffectPhrase("vacant", c[0])

    def eff_amend(self, c: list[Any]) -> ph.EffectPhrase:
        return ph.EffectPhrase("amended", value=citation(c[0]))

    def eff_amend_all(self, _: list[Any]) -> ph.EffectPhrase:
        return ph.EffectPhrase("all_amended")

    # ---- limits shared by competences and acts

    def when_cond(self, c: list[Any]) -> Pair:
        return "when", (_unbracket(c[0]), "when")

    def while_cond(self, c: list[Any]) -> Pair:
        return "when", (_unbracket(c[0]), "while")

    without = _pair("without")
    with_consent = _pair("with_consent")
    except_place = _pair("except_place")
    notwithstanding = _pair("notwithstanding")

    def prevailing(self, c: list[Any]) -> Pair:
        return "prevailing", str(c[0])

    def except_on(self, c: list[Any]) -> Pair:
        return "except_on", c[0][1]


class _Bracket:
    """A bracketed rule or condition on its way: it keeps its own join when it meets another."""

    def __init__(self, inner: Any) -> None:
        self.inner = inner


def _rule_part(part: Any, join: ph.Join) -> Any:
    """A part of a joined rule. Raises MixedJoin for a list of names without brackets that is joined otherwise."""
    if isinstance(part, _Bracket):
        return part.inner
    if isinstance(part, ph.ConsentOf) and isinstance(part.of, ph.Names) and len(part.of.items) > 1 and part.of.join != join:
        raise MixedJoin
    return part


def _unbracket(cond: Any) -> Any:
    return cond.inner if isinstance(cond, _Bracket) else cond


def unbracket(cond: Any) -> Any:
    """A condition without the mark of its outermost bracket."""
    return _unbracket(cond)


def _cond_join(c: list[Any]) -> ph.CondJoin | ph.Facts:
    join = join_of(c)
    parts: list[Any] = []
    for part in plain(c):
        if isinstance(part, ph.CondJoin):
            if part.join != join:
                raise MixedJoin
            parts += part.parts
        elif isinstance(part, _Bracket):
            inner = part.inner
            for one in inner.parts if isinstance(inner, ph.CondJoin) and inner.join == join else [inner]:
                _add(join, parts, one)
        elif isinstance(part, ph.Facts) and len(part.names.items) > 1 and part.names.join != join:
            raise MixedJoin
        else:
            _add(join, parts, part)
    return parts[0] if len(parts) == 1 else ph.CondJoin(join, tuple(parts))


def _add(join: ph.Join, parts: list[Any], part: Any) -> None:
    """Add a part. Conditions by name that stand side by side are one list: `A and (B)` says what `A and B` says."""
    if parts and _listed(parts[-1], join) and _listed(part, join):
        parts[-1] = ph.Facts(ph.Names((*parts[-1].names.items, *part.names.items), join))
    else:
        parts.append(part)


def _listed(part: Any, join: ph.Join) -> bool:
    return isinstance(part, ph.Facts) and (len(part.names.items) == 1 or part.names.join == join)


def _one_join(c: list[Any]) -> ph.Join:
    joins = {_JOINS[child.type] for child in c if isinstance(child, Token) and child.type in _JOINS}
    if len(joins) > 1:
        raise MixedJoin
    return "or" if "or" in joins else "and"


def _says(subject: Any, fields: dict[str, Any]) -> ph.Says:
    return ph.Says(subject, **fields)


def _exact(token: Token) -> Fraction:
    text = str(token).replace(",", "")
    whole, _, part = text.lstrip("-").partition(".")
    if len(whole) > LONGEST_NUMBER or len(part) > LONGEST_NUMBER:
        raise NoValue(f"{text[:12]}… has more than {LONGEST_NUMBER} digits", token, "write a smaller number")
    return Fraction(text)


def citation(token: Any) -> str:
    """A citation as this project writes it."""
    return "Art. " + str(token).removeprefix("Article").removeprefix("Art.").strip()


def limits_of(pairs: list[Pair]) -> cl.Limits:
    """The limits of a competence, a bar or a duty from its phrases."""
    fields = once(pairs)
    if "when" in fields:
        fields["when"], fields["word"] = fields["when"]
    return cl.Limits(**fields)
