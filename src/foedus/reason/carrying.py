"""Whether an act is carried, given who says yes, who says no and who objects: its steps joined.

A step is entered when the one before it fails: since its time is over, somebody that it needs says no, or somebody objects. Who is asked what
it would take says no where it must; so a step that can fail does, and the act is carried where any step that can be entered is. To object is
to say no. Needs: the standard library. Source: design pages LANGUAGE, section 6; VOTING, section 1.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from foedus.model.consents import yes
from foedus.model.formula import FALSE, TRUE, Formula, Is, all_of, any_of, negation, replace_atoms
from foedus.model.machine import StepRule
from foedus.model.voters import Seat

Answer = Callable[[Seat], Formula]
"""The condition under which a bloc says yes, and does not object."""


def entered(steps: Iterable[StepRule]) -> Iterator[StepRule]:
    """The steps that can be come to: up to the first that can never fail."""
    for step in steps:
        yield step
        if not step.fails:
            return


def consented(step: StepRule, instance: str, answer: Answer) -> Formula:
    """The Rule of a step is satisfied, whoever may object."""
    said = {yes(bloc, instance): answer(seat) for bloc, seat in step.seats.items()}

    def atom(leaf: Is) -> Formula:
        return said.get(leaf.variable, leaf)

    return replace_atoms(step.formula, atom)


def unopposed(step: StepRule, answer: Answer) -> Formula:
    """Nobody objects: whoever may says yes, or is not there to object."""
    return all_of(any_of((answer(seat), negation(there))) for seat, there in step.objectors)


def passes(step: StepRule, instance: str, answer: Answer) -> Formula:
    """A step is carried."""
    return all_of((consented(step, instance, answer), unopposed(step, answer)))


def carried(steps: Iterable[StepRule], instance: str, answer: Answer, *, by_default: bool = False) -> Formula:
    """Some step is carried; by_default: also where the last step fails and the act is then adopted."""
    found = []
    for step in entered(steps):
        if step.what == "rule":
            found.append(passes(step, instance, answer))
        else:
            found.append(TRUE if by_default and step.what == "adopted" else FALSE)
    return any_of(found)
