"""Histories told again by the kernel, move by move, on the whole machine.

Needs: the standard library. Source: design page REASONING, section 5.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping

from foedus.model.formula import Value
from foedus.model.machine import Machine, MoveKey, apply, occurs
from foedus.reason.limits import EngineError


def keys(machine: Machine, trace: Iterable[int]) -> tuple[MoveKey, ...]:
    """The names of moves by their places."""
    return tuple(machine.moves[number].key for number in trace)


def replay(
    machine: Machine, trace: Iterable[MoveKey], *, even_in_breach: bool = False, start: Mapping[str, Value] | None = None
) -> tuple[dict[str, Value], ...]:
    """The situations of a history, from the first to the last. Raises EngineError if a move of it cannot occur."""
    return tuple(_told(machine, trace, even_in_breach, start))


def end_of(
    machine: Machine, trace: Iterable[MoveKey], *, even_in_breach: bool = False, start: Mapping[str, Value] | None = None
) -> dict[str, Value]:
    """The last situation of a history, however long it is. Raises EngineError if a move of it cannot occur."""
    return deque(_told(machine, trace, even_in_breach, start), maxlen=1)[0]


def _told(
    machine: Machine, trace: Iterable[MoveKey], even_in_breach: bool, start: Mapping[str, Value] | None
) -> Iterator[dict[str, Value]]:
    situation = dict(machine.start if start is None else start)
    yield situation
    for number, key in enumerate(trace, 1):
        move = machine.by_key[key]
        if not occurs(move, situation, even_in_breach=even_in_breach):
            raise EngineError(f"step {number} of a history cannot occur: {key}")
        situation = apply(move, situation)
        yield situation
