"""The cheapest coalitions of an act: the fewest members, the fewest units, the smallest share of the people.

By units and by people, the whole delegation of a unit votes as one, in all bodies at once, and its people are counted once; the people of a
referendum count by the votes that carry it; an office stands for nobody.
Needs: the standard library. Source: design page VOTING, section 4.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from foedus.decide.figures import Json, figure
from foedus.errors import LimitReached, ModelError
from foedus.model.rule import Member
from foedus.model.voters import is_people
from foedus.voting.coalition import Coalition, cheapest
from foedus.voting.diagram import diagram
from foedus.voting.game import Game

NODES = 100_000
"""How many nodes the game of units may have."""


@dataclass(frozen=True, slots=True)
class Cheapest:
    """One cheapest coalition: whom, by name of kind, unit or body, with how many; what it costs in people or units, and its share."""

    whom: Mapping[str, int]
    number: int
    cost: int
    share: Fraction

    def as_json(self) -> Json:
        """The same as plain values."""
        return {"whom": dict(self.whom), "number": self.number, "cost": self.cost, **figure("share", self.share)}


@dataclass(frozen=True, slots=True)
class CheapestOf:
    """members: fewest members; units, people: fewest units and fewest people, None where no member is of a unit; refused: why, if too dear."""

    members: Cheapest
    units: Cheapest | None = None
    people: Cheapest | None = None
    refused: str = ""

    def as_json(self) -> Json:
        """The same as plain values."""
        found: Json = {"members": self.members.as_json()}
        found |= {name: one.as_json() for name, one in (("units", self.units), ("people", self.people)) if one is not None}
        return found | ({"refused": self.refused} if self.refused else {})


def cheapest_of(game: Game, people_of: Callable[[str, Member], int]) -> tuple[CheapestOf, CheapestOf]:
    """The cheapest winning and the cheapest blocking coalitions. people_of: the people for whom an entry of a body stands."""
    fewest = [_told(game, cheapest(game, blocking=blocking)) for blocking in (False, True)]
    if not any(entry.group("unit") and not is_people(kind.body) for kind in game.kinds for entry in kind.entries):
        return CheapestOf(fewest[0]), CheapestOf(fewest[1])
    try:
        blocs = game.merged(lambda body, entry: "" if is_people(body) else entry.group("unit"))
        drawn = diagram(blocs, limit=NODES)
    except (LimitReached, ModelError) as reached:
        refused = f"by units and by people: {reached.message}"
        return CheapestOf(fewest[0], refused=refused), CheapestOf(fewest[1], refused=refused)
    lives = any(people_of(kind.body, kind.entries[0]) for kind in blocs.kinds)

    def found(number: Cheapest, blocking: bool) -> CheapestOf:
        units = _told(blocs, cheapest(blocs, _is_unit, blocking=blocking, drawn=drawn))
        people = _told(blocs, cheapest(blocs, people_of, blocking=blocking, drawn=drawn)) if lives else None
        return CheapestOf(number, units, people)

    return found(fewest[0], False), found(fewest[1], True)


def _is_unit(body: str, entry: Member) -> int:
    return int(bool(entry.group("unit")) and not is_people(body))


def _told(game: Game, one: Coalition) -> Cheapest:
    whom = {kind.name: level for kind, level in zip(game.kinds, one.levels, strict=True) if level}
    return Cheapest(whom, one.members, one.cost, one.share_of_cost)
