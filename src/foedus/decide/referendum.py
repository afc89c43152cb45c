"""What the people decide in an act: which electorates are asked, by what share, and what their votes came to.

The consents of organs that the same act needs are taken as given here, and the result says so; `decide` counts them all.
Needs: the standard library.

>>> import foedus
>>> from foedus.decide.tally import decide
>>> [(one.name, one.words) for one in electorates_of(foedus.load("soft-secession"), "ShareCurrency")][0]
('the people of Commonwealth', 'a majority of those voting in a referendum of Commonwealth')
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from foedus.decide.rules import RuleOfAct, rule_of
from foedus.decide.standing import Standing
from foedus.decide.tally import Decision, decide_rule
from foedus.decide.votes import Votes
from foedus.errors import QuestionError
from foedus.model.rule import Count, Gate, Rule, counts
from foedus.model.settlement import Settlement
from foedus.model.voters import is_people
from foedus.source import Citation

TAKEN_AS_GIVEN = "the consents of organs that the act needs as well are taken as given"


@dataclass(frozen=True, slots=True)
class ElectorateOf:
    """An electorate that an act asks: its name, what share carries in words, the units whose people vote in it, and the clause."""

    name: str
    words: str
    units: tuple[str, ...]
    cite: Citation


def electorates_of(settlement: Settlement, act: str, *, standing: Standing | None = None) -> tuple[ElectorateOf, ...]:
    """The electorates that an act asks, each once, in the order of the text; none where it asks no people."""
    where = standing or Standing(settlement)
    found: dict[str, ElectorateOf] = {}
    for count in counts(rule_of(settlement, act, standing=where).rule):
        if is_people(count.of.name):
            owner = count.of.name.removeprefix("the people of ")
            units = where.units(owner) if owner in settlement.polities else (owner,)
            found.setdefault(count.of.name, ElectorateOf(count.of.name, count.words, units, count.cite))
    return tuple(found.values())


def referendum(settlement: Settlement, act: str, votes: Votes | Mapping[str, Any], *, standing: Standing | None = None) -> Decision:
    """What the people decided: the act's rule with the consents of organs taken as given.

    Raises QuestionError where the act asks no people; DataError as `decide` does.
    """
    if not electorates_of(settlement, act, standing=standing):
        raise QuestionError(f"{act} asks no people", mend="name an act that a referendum decides, or use `decide`")
    return decide_rule(settlement, act, votes, standing=standing, changed=_people_only)


def _people_only(read: RuleOfAct) -> RuleOfAct:
    return replace(read, rule=_granted(read.rule), notes=(*read.notes, TAKEN_AS_GIVEN))


def _granted(rule: Rule) -> Rule:
    if isinstance(rule, Count):
        return rule if is_people(rule.of.name) else Gate(Fraction(0), ())
    return replace(rule, parts=tuple((weight, _granted(part)) for weight, part in rule.parts))
