"""Gathers what a report is made of: the check as plain values, the power in each decision, the expectations.

Each part is worked out here and nowhere else, so that pages, tables and `report.json` say the same. A part that cannot be had says why.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from foedus.checked import Checked
from foedus.errors import FoedusError
from foedus.model import clauses as cl
from foedus.model.bind import Binding
from foedus.model.settlement import Settlement

Progress = Callable[[str], None]
"""Told what is being worked on, in words."""


@dataclass(frozen=True, slots=True)
class Results:
    """What the pages show. found: the check; powers: in each decision, in the order of the text; refused: decisions not weighed, and why."""

    found: Mapping[str, Any]
    powers: tuple[Mapping[str, Any], ...] = ()
    refused: tuple[tuple[str, str], ...] = ()
    expectations: tuple[Mapping[str, Any], ...] = ()
    simulated: Mapping[str, Any] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """Everything as plain values, as `report.json` has it."""
        return {
            "check": dict(self.found),
            "power": [dict(one) for one in self.powers],
            "not_weighed": [{"act": act, "why": why} for act, why in self.refused],
            "expectations": [dict(one) for one in self.expectations],
            "simulated": dict(self.simulated),
        }


def gather(checked: Checked, progress: Progress = lambda words: None) -> Results:
    """Work out everything that the report shows. Nothing is raised for a bad text."""
    progress("deciding promises")
    found = checked.as_json()
    settlement = checked.settlement
    if settlement is None:
        return Results(found)
    progress("weighing votes")
    powers, refused = _powers(settlement)
    return Results(found, powers, refused)


def decisions(settlement: Settlement) -> tuple[str, ...]:
    """What can be weighed, in the order of the text: each act, or of an act of something one for each polity, and how each bank decides."""
    found: dict[str, None] = {}
    for clause in settlement.of_type(cl.ActClause):
        found.update(dict.fromkeys(_instances(settlement, clause)))
    found.update(dict.fromkeys(organ.name for organ in settlement.organs.values() if organ.kind == "bank" and organ.is_joint))
    return tuple(found)


def _instances(settlement: Settlement, clause: cl.ActClause) -> Iterator[str]:
    """The act itself, or one instance for each polity: that of its first unit, force or organ."""
    told: set[str] = set()
    for binding in Binding.instances(settlement, clause.of):
        if not binding.words:
            yield clause.name
            continue
        thing = binding.words.partition(", ")[0]
        organ, unit = settlement.organs.get(thing), settlement.units.get(thing)
        owner = organ.owner if organ else unit.polity if unit else thing
        side = settlement.units[owner].polity if owner in settlement.units else owner
        if side not in told and thing not in _named_apart(settlement):
            told.add(side)
            yield f"{clause.name} of {binding.words}"


def _named_apart(settlement: Settlement) -> frozenset[str]:
    """Units that a clause names by themselves: none of them stands for the others."""
    return frozenset(member.name for clause in settlement.of_type(cl.PolityClause) for member in clause.members if member.how == "named")


def _powers(settlement: Settlement) -> tuple[tuple[Mapping[str, Any], ...], tuple[tuple[str, str], ...]]:
    from foedus.decide.power import power_of

    powers: list[Mapping[str, Any]] = []
    refused: list[tuple[str, str]] = []
    for act in decisions(settlement):
        try:
            powers.append(power_of(settlement, act).as_json())
        except FoedusError as problem:
            refused.append((act, problem.message))
    return tuple(powers), tuple(refused)
