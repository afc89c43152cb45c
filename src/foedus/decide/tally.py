"""Votes cast on an act become a Decision: the tally at every Count, what failed, what would flip it, what the text says of ties and silence.

The count is `model.rule.evaluate`, the one count there is. Where the text does not say of what a share is taken, every reading is counted,
and the verdict is `depends` where they differ.
Needs: the standard library. Source: design page VOTING, section 1.

>>> import foedus
>>> votes = {body: {"yes": 100, "no": 20} for body in ("Commonwealth.Congress.House", "Federation.Congress.House")}
>>> votes |= {body: {"yes": 10, "no": 11} for body in ("Commonwealth.Congress.Senate", "Federation.Congress.Senate")}
>>> war = decide(foedus.load("soft-secession"), "DeclareWar", votes)
>>> war.verdict, [tally.body for tally in war.failing], war.change.members
('lost', ['Commonwealth.Congress.Senate', 'Federation.Congress.Senate'], 2)
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, Literal

from foedus.decide.ballots import ballots_of, entitled_of
from foedus.decide.figures import Json
from foedus.decide.rules import RuleOfAct, rule_of
from foedus.decide.standing import Standing
from foedus.decide.votes import Votes, VotesOf, votes_from
from foedus.errors import FoedusError
from foedus.model import words
from foedus.model.rule import Ballots, Base, Count, Gate, Rule, Tally, carries, evaluate, tally
from foedus.model.settlement import Settlement
from foedus.voting.change import Change, smallest_change

Verdict = Literal["carried", "lost", "tied", "no_quorum", "depends"]

READINGS = {Base.VOTING: "of those voting", Base.PRESENT: "of those present", Base.ENTITLED: "of all members"}


@dataclass(frozen=True, slots=True)
class TallyOf:
    """The tally at one Count: in words and in numbers, by its weight; margin: yes votes beyond those needed, below nought those lacking."""

    body: str
    words: str
    cite: str
    yes: int
    no: int
    abstain: int
    absent: int
    base: int
    base_of: str
    needed: int
    margin: int
    quorate: bool
    carried: bool

    def as_json(self) -> Json:
        """The same as plain values."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True)
class Decision:
    """What a vote came to.

    failing: of an act not carried, a smallest set of Counts whose success would carry it; carrying: of one carried, a smallest set whose failure
    would lose it; change: the fewest members who must vote otherwise; readings: where the text is silent, whether it carries under each;
    fallback: what the text says of a tie or a failed vote, or that it is silent.
    """

    act: str
    verdict: Verdict
    tallies: tuple[TallyOf, ...]
    failing: tuple[TallyOf, ...]
    carrying: tuple[TallyOf, ...]
    change: Change
    cites: tuple[str, ...]
    readings: Mapping[str, bool]
    fallback: str = ""
    notes: tuple[str, ...] = ()

    @property
    def carried(self) -> bool:
        """Whether the act is carried, under every reading of the text."""
        return self.verdict == "carried"

    @property
    def sentence(self) -> str:
        """The answer in one sentence."""
        lead = {
            "carried": f"{self.act} is carried",
            "lost": f"{self.act} is lost",
            "tied": f"{self.act} is tied",
            "no_quorum": f"{self.act} is not decided, for want of a quorum",
            "depends": f"whether {self.act} is carried hangs on what the text does not say",
        }[self.verdict]
        where = ""
        if self.failing:
            where = f": it needed {' and '.join(f'{one.needed} yes in {one.body}, which had {one.yes}' for one in self.failing)}"
        elif self.verdict == "depends":
            where = ": " + ", ".join(f"{'carried' if carried else 'lost'} {reading}" for reading, carried in self.readings.items())
        return f"{lead}{where} ({', '.join(self.cites)})"

    def as_json(self) -> Json:
        """The same as plain values."""
        return {
            "act": self.act,
            "verdict": self.verdict,
            "sentence": self.sentence,
            "tallies": [one.as_json() for one in self.tallies],
            "failing": [one.as_json() for one in self.failing],
            "carrying": [one.as_json() for one in self.carrying],
            "flip": {"members": self.change.members, "to": self.change.to, "of": dict(self.change.of)},
            "readings": dict(self.readings),
            "fallback": self.fallback,
            "cites": list(self.cites),
            "notes": list(self.notes),
        }


def decide(settlement: Settlement, act: str, votes: Votes | Mapping[str, Any], *, standing: Standing | None = None) -> Decision:
    """Decide an act by the votes cast.

    act: as in `rule_of`; votes: as `read_votes` gives them, or plain values. Raises QuestionError for an unknown act; DataError for votes of
    bodies or members that the rule does not ask, or more votes than seats.
    """
    return decide_rule(settlement, act, votes, standing=standing)


def decide_rule(
    settlement: Settlement,
    act: str,
    votes: Votes | Mapping[str, Any],
    *,
    standing: Standing | None = None,
    changed: Callable[[RuleOfAct], RuleOfAct] = lambda read: read,
) -> Decision:
    """The same, with the rule changed before it is counted: such as by taking some consents as given."""
    cast = _read(votes)
    entitled = entitled_of(cast)

    def read_by(base: Base, together: bool = False) -> RuleOfAct:
        return changed(rule_of(settlement, act, standing=standing, entitled=entitled, silent_base=base, together=together))

    read = read_by(Base.VOTING)
    readings: dict[str, bool] = {}
    for base, name in (READINGS if read.silent else {Base.VOTING: ""}).items():
        for together in (False, True) if read.unsaid else (False,):
            other = read_by(base, together)
            said = ", ".join(filter(None, (name, "together" if together else "each" if read.unsaid else "")))
            if said:
                readings[said] = carries(other.rule, ballots_of(other, cast))
    return _decision(read, ballots_of(read, cast), readings)


def _read(votes: Votes | Mapping[str, Any]) -> Votes:
    if votes and all(isinstance(one, dict) and all(isinstance(told, VotesOf) for told in one.values()) for one in votes.values()):
        return dict(votes)
    return votes_from(dict(votes))


def _decision(read: RuleOfAct, ballots: Ballots, readings: Mapping[str, bool]) -> Decision:
    found = evaluate(read.rule, ballots)
    tallies = tuple(map(_told, found.tallies))
    failing = tuple(_told(tally(count, ballots)) for count in _fewest(read.rule, ballots, carried=False) or ())
    carrying = tuple(_told(tally(count, ballots)) for count in _fewest(read.rule, ballots, carried=True) or ())
    verdict, fallback = _verdict(read, ballots, found.carried)
    if len(set(readings.values())) > 1:
        unsaid = [f"of what the share is taken ({', '.join(read.silent)})"] if read.silent else []
        unsaid += [f"whether they vote each or together ({', '.join(read.unsaid)})"] if read.unsaid else []
        verdict, fallback = "depends", f"the text does not say {' and '.join(unsaid)}"
    try:
        change = smallest_change(read.rule, ballots)
    except FoedusError:
        change = Change(0)
    return Decision(
        read.act,
        verdict,
        tallies,
        () if found.carried else failing,
        carrying if found.carried else (),
        change,
        read.cites,
        readings,
        fallback,
        read.notes,
    )


def _told(one: Tally) -> TallyOf:
    count = one.count
    of = {Base.VOTING: "those voting", Base.PRESENT: "those present", Base.FILLED: "seats held", Base.ENTITLED: "all entitled"}[count.base]
    said = count.words or f"the count in {count.of.name}"
    return TallyOf(
        count.of.name, said, count.cite, one.yes, one.no, one.abstain, one.absent, one.base, of, one.needed, one.margin, one.quorate, one.carried
    )


# ---- which Counts decided


def _fewest(rule: Rule, ballots: Ballots, *, carried: bool) -> tuple[Count, ...] | None:
    """A smallest set of Counts whose turning turns the rule; None where it stands otherwise, or none could."""
    if isinstance(rule, Count):
        return (rule,) if tally(rule, ballots).carried == carried else ()
    total = sum((weight for weight, _ in rule.parts), Fraction(0))
    need = total - rule.at_least if carried else rule.at_least
    best: dict[Fraction, tuple[Count, ...]] = {Fraction(0): ()}
    for weight, part in rule.parts:
        turned = () if carries(part, ballots) != carried else _fewest(part, ballots, carried=carried)
        if turned is None:
            continue
        for held, counts in list(best.items()):
            more = held + weight
            joined = tuple(dict.fromkeys((*counts, *turned)))
            if more not in best or len(joined) < len(best[more]):
                best[more] = joined
    enough = [counts for held, counts in best.items() if (held > need if carried else held >= need)]
    return min(enough, key=len) if enough else None


# ---- ties and silence


def _verdict(read: RuleOfAct, ballots: Ballots, carried: bool) -> tuple[Verdict, str]:
    if carried:
        return "carried", ""
    if carries(_as_if(read.rule, ballots, quorate=True), ballots):
        return "no_quorum", "without a quorum nothing is decided; the text does not say what follows"
    if carries(_as_if(read.rule, ballots, quorate=False), ballots):
        return _tied(read)
    return "lost", ""


def _tied(read: RuleOfAct) -> tuple[Verdict, str]:
    ties = read.ties
    if ties is None:
        return "tied", f"the text does not say what a tie does ({read.cites[0]}): it is taken as not carried"
    if ties.how == "lost":
        return "lost", f"a tie is lost ({read.cites[0]})"
    said = words.rule(ties.rule) if ties.rule is not None else "lot"
    return "tied", f"the tie is broken by {said} ({read.cites[0]})"


def _as_if(rule: Rule, ballots: Ballots, *, quorate: bool) -> Rule:
    """The rule with every quorum taken as met, or else with every tie taken as carried."""
    if isinstance(rule, Gate):
        return replace(rule, parts=tuple((weight, _as_if(part, ballots, quorate=quorate)) for weight, part in rule.parts))
    if quorate:
        return replace(rule, quorums=())
    found = tally(rule, ballots)
    level = found.quorate and not found.carried and found.yes == found.no and 2 * found.yes == found.base and found.yes > 0
    return Gate(Fraction(0), ()) if level else rule
