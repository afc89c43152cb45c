"""Whether an act is carried, given who says yes, who says no and who objects: its steps joined.

A step is entered when the one before it fails: since its time is over, somebody that it needs says no, or somebody objects. Who is asked what
it would take says no where it must; so a step that can fail does, and the act is carried where any step that can be entered is. To object is
to say no. Needs: the standard library. Source: design pages LANGUAGE, section 6; VOTING, section 1.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from foedus.model.compile import machine
from foedus.model.consents import yes
from foedus.model.duties import allowed, lifting
from foedus.model.formula import FALSE, TRUE, Formula, Is, all_of, any_of, negation, replace_atoms, variables
from foedus.model.holding import Scope
from foedus.model.machine import MoveKind, Outcome, StepRule
from foedus.model.settlement import Settlement
from foedus.model.voters import Seat

Answer = Callable[[Seat], Formula]
"""The condition under which a bloc says yes, and does not object."""


MayVote = Callable[[Seat], Formula]
"""The condition under which no bar keeps a bloc from its part in an act."""


def anybody(seat: Seat) -> Formula:
    """No bar keeps anybody from it."""
    return TRUE


def entered(steps: Iterable[StepRule]) -> Iterator[StepRule]:
    """The steps that can be come to: up to the first that can never fail."""
    for step in steps:
        yield step
        if not step.fails:
            return


def consented(step: StepRule, instance: str, answer: Answer, may: MayVote = anybody) -> Formula:
    """The Rule of a step is satisfied, whoever may object; the yes of whom a bar keeps from the act does not count."""
    said = {yes(bloc, instance): all_of((answer(seat), may(seat))) for bloc, seat in step.seats.items()}

    def atom(leaf: Is) -> Formula:
        return said.get(leaf.variable, leaf)

    return replace_atoms(step.formula, atom)


def unopposed(step: StepRule, answer: Answer) -> Formula:
    """Nobody objects: whoever may says yes, or is not there to object; where it takes all of them, one of these is enough."""
    silent = (any_of((answer(seat), negation(there))) for seat, there in step.objectors)
    return any_of(silent) if step.together else all_of(silent)


def passes(step: StepRule, instance: str, answer: Answer, may: MayVote = anybody) -> Formula:
    """A step is carried."""
    return all_of((consented(step, instance, answer, may), unopposed(step, answer)))


def carried(steps: Iterable[StepRule], instance: str, answer: Answer, may: MayVote = anybody, *, by_default: bool = False) -> Formula:
    """Some step is carried; by_default: also where the last step fails and the act is then adopted."""
    found = []
    for step in entered(steps):
        if step.what == "rule":
            found.append(passes(step, instance, answer, may))
        else:
            found.append(TRUE if by_default and step.what == "adopted" else FALSE)
    return any_of(found)


def unbarred(settlement: Settlement, instance: str, answer: Answer) -> MayVote:
    """Of each bloc: no bar keeps it from its part in an act, or the consent that lifts the bar is given by those who say yes.

    A duty not to is no bar: who acts against it decides, in breach.
    """
    bars = _bars(settlement, instance)
    if not bars:
        return anybody
    procedures, lifts = machine(settlement).procedures, _lifts(settlement)

    def atom(leaf: Is) -> Formula:
        lift = lifts.get(leaf.variable)
        return leaf if lift is None else carried(procedures[lift], lift, answer)

    return lambda seat: all_of(replace_atoms(part, atom) for part in bars.get(seat.bloc, ()))


def lifters(settlement: Settlement, instance: str) -> tuple[str, ...]:
    """Those whose consent lifts a bar on an act, by an act of its own."""
    spoken = {name for parts in _bars(settlement, instance).values() for part in parts for name in variables(part)}
    steps = [step for variable, lift in _lifts(settlement).items() if variable in spoken for step in machine(settlement).procedures[lift]]
    return tuple(dict.fromkeys(bloc for step in steps for bloc in step.blocs))


def _bars(settlement: Settlement, instance: str) -> dict[str, dict[Formula, None]]:
    """By bloc, what must hold so that no bar keeps it from an act: read off the guards of the kernel's own moves."""
    known: dict[str, dict[str, dict[Formula, None]]] | None = settlement.memo.get("bars on acts")
    if known is None:
        known = settlement.memo["bars on acts"] = {}
        cites = {bar.cite for bar in Scope.of(settlement).bars}
        for move in machine(settlement).moves if cites else ():
            stands = dict.fromkeys(part.formula for part in move.guard if part.mode is Outcome.VOID and part.phrase in cites)
            if stands and move.kind in (MoveKind.ACT, MoveKind.CONSENT):
                of = f"{move.key.act} of {move.key.of}" if move.key.of else move.key.act
                known.setdefault(of, {}).setdefault(move.key.actor, {}).update(stands)
    return known.get(instance, {})


def _lifts(settlement: Settlement) -> dict[str, str]:
    """The act of consent that lifts a bar or a duty, by the variable that says so."""
    return {allowed(cite): act for cite, act in lifting(settlement).items()}
