"""On what a possibility depends: where its question arises, what is to come about, and whose the moves are that bear on it.

What a unit does is its polity's, whichever that is then; so what some can bring about alone hangs on who belongs where too, even where the goal
does not. Needs: `foedus.reason.slice`. Source: design page REASONING, section 6; `docs/decisions/0013-at-the-seams.md`.
"""

from __future__ import annotations

from foedus.model import phrases as ph
from foedus.model import speech as sp
from foedus.model.bind import Binding, condition
from foedus.model.formula import FALSE, TRUE, Formula
from foedus.model.machine import Machine
from foedus.model.settlement import Settlement
from foedus.reason.promise.chances import sides_of, whose_moves
from foedus.reason.slice import vocabulary


def asked_of(settlement: Settlement, chance: sp.Chance) -> tuple[Formula, Formula]:
    """Where the question of a possibility arises, and what is to come about."""
    nothing = Binding()
    if isinstance(chance, sp.AloneCan):
        return TRUE, condition(settlement, ph.Facts(ph.Names((chance.condition,))), nothing, every=True)
    when = condition(settlement, chance.cond, nothing) if chance.cond is not None else TRUE
    return when, condition(settlement, chance.goal, nothing, every=True)


def seeds_of(settlement: Settlement, model: Machine, chance: sp.Chance, facts: tuple[Formula, ...] = ()) -> tuple[Formula, ...]:
    """The formulas of which the slice of a possibility is made. facts: what is always true."""
    known = dict.fromkeys(asked_of(settlement, chance))
    while isinstance(chance, sp.AloneCan):
        _, numbers = vocabulary(model, known, assume=facts)
        whose = [whose_moves(settlement, own) for own in sides_of(chance)]
        hang = dict.fromkeys(theirs(model.moves[number]) for theirs in whose for number in numbers)
        more = [one for one in hang if one not in (TRUE, FALSE) and one not in known]
        if not more:
            break
        known.update(dict.fromkeys(more))
    return tuple(known)
