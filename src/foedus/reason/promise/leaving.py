"""A history in which every unit leaves a polity, one after the other, made move by move.

Where nothing keeps a unit in a polity, such a history has a move or more for each unit: far too long to be searched for, and easy to make.
What is made is a history of the machine; that none is made proves nothing.
Needs: the standard library.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from foedus.model.formula import Value, holds
from foedus.model.machine import Machine, Move, MoveKey, MoveKind, apply, occurs
from foedus.model.settlement import Settlement
from foedus.reason.game import TIME_PASSES

TICKS = 40
"""How often time passes at most while one unit leaves."""

_VOICES = (MoveKind.ACT.value, MoveKind.CONSENT.value)


def emptied(
    machine: Machine, settlement: Settlement, polity: str, *, even_in_breach: bool = False, start: Mapping[str, Value] | None = None
) -> tuple[MoveKey, ...] | None:
    """A history to where a polity has no unit; None where none comes about by one unit leaving after another.

    start: the situation in which it begins; by default the machine's start.
    """
    ways = _ways(machine, settlement)
    walk = _Walk(machine, dict(machine.start if start is None else start), even_in_breach)
    for unit in settlement.units:
        name = settlement.membership(unit)
        if walk.situation.get(name) == polity and not any(walk.leaves(name, polity, moves) for moves in ways.get(unit, ())):
            return None
    return None if holds(settlement.exists(polity), walk.situation) else tuple(walk.told)


def _ways(machine: Machine, settlement: Settlement) -> dict[str, list[Sequence[Move]]]:
    """By unit, the voices for each act of which it is the thing, or that writes where it belongs."""
    found: dict[str, list[Sequence[Move]]] = {}
    units = {settlement.membership(unit): unit for unit in settlement.units}
    for (_, of), moves in machine.by_act.items():
        voices = [move for move in moves if move.key.kind in _VOICES]
        about = {of.partition(",")[0], *(units.get(effect.variable, "") for move in voices for effect in move.effects)}
        for unit in sorted(about & settlement.units.keys()):
            found.setdefault(unit, []).append(voices)
    return found


class _Walk:
    """A history being made."""

    def __init__(self, machine: Machine, situation: dict[str, Value], even_in_breach: bool) -> None:
        self.machine = machine
        self.situation = situation
        self.even_in_breach = even_in_breach
        self.told: list[MoveKey] = []
        self.time = [move for move in machine.moves if move.key.act == TIME_PASSES]

    def leaves(self, name: str, polity: str, voices: Sequence[Move]) -> bool:
        """Raise every voice in turn, and let time pass where none is left to be raised; taken back where the unit stays."""
        situation, told = self.situation, list(self.told)
        for _ in range(TICKS):
            raised = [self._take(move) for move in voices if self.situation[name] == polity]
            if self.situation[name] != polity:
                return True
            if not any(raised) and not any(self._take(move) for move in self.time):
                break
        self.situation, self.told = situation, told
        return False

    def _take(self, move: Move) -> bool:
        """Let a move occur where it can and changes something."""
        if not occurs(move, self.situation, even_in_breach=self.even_in_breach):
            return False
        after = apply(move, self.situation)
        if after == self.situation:
            return False
        self.situation = after
        self.told.append(move.key)
        return True
