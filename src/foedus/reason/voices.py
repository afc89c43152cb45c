"""The smallest sets of voices that can carry an act alone, or stop it: its steps joined, objections read as the withholding of a consent.

Needs: the standard library. Source: design page LANGUAGE, section 6.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from foedus.errors import QuestionError
from foedus.model.consents import yes
from foedus.model.formula import FALSE, TRUE, Formula, Valuation, holds, variables
from foedus.model.machine import StepRule
from foedus.model.settlement import Settlement
from foedus.model.voters import Seat
from foedus.model.words import listed
from foedus.reason.carrying import Answer, MayVote, consented, entered, lifters, passes, unbarred, unopposed

MOST_VOICES = 14
"""The most voices among which smallest sets are listed."""

FEW_OBJECTORS = 3
"""The most who may object of whom each is told as a voice of its own."""


@dataclass(frozen=True, slots=True)
class Voices:
    """Those whom an act's instance listens to, as the law stands.

    steps: those that can be come to; asked: whose consent is, and whose lifts a bar on it; values: the situation; settlement: that of the bars.
    """

    instance: str
    steps: tuple[StepRule, ...]
    asked: tuple[str, ...]
    objecting: tuple[str, ...]
    crowds: tuple[tuple[str, frozenset[str]], ...]
    values: Valuation
    settlement: Settlement

    @property
    def names(self) -> tuple[str, ...]:
        """Every voice; many who may object to one step are one, since any of them stops it."""
        crowd = frozenset(name for _, names in self.crowds for name in names)
        alone = (name for name in self.objecting if name not in crowd)
        return tuple(dict.fromkeys((*self.asked, *alone, *(name for name, _ in self.crowds))))

    @property
    def adopted(self) -> bool:
        """It is adopted where its last step fails: then nobody can stop it."""
        return any(step.what == "adopted" for step in self.steps)

    def answer(self, saying: Collection[str]) -> Answer:
        """Exactly these say yes, and do not object."""
        said = set(saying)
        for name, names in self.crowds:
            if name in said:
                said |= names

        def one(seat: Seat) -> bool:
            return seat.bloc in said

        return lambda seat: TRUE if one(seat) else FALSE

    def step(self, saying: Collection[str]) -> int:
        """The step at which the act is carried when exactly these say yes; 0 where at none."""
        return self._first(passes, saying)

    def consented(self, saying: Collection[str]) -> int:
        """The step at which it would be carried if nobody objected; 0 where at none."""
        return self._first(consented, saying)

    def _first(self, how: Callable[[StepRule, str, Answer, MayVote], Formula], saying: Collection[str]) -> int:
        answer = self.answer(saying)
        may = unbarred(self.settlement, self.instance, answer)
        rules = ((n, step) for n, step in enumerate(self.steps, 1) if step.what == "rule")
        return next((n for n, step in rules if holds(how(step, self.instance, answer, may), self.values)), 0)

    def smallest(self, *, blocking: bool) -> Iterator[tuple[str, ...]]:
        """The smallest sets without which it fails, or with which alone it is carried. Raises QuestionError where there are too many voices."""
        names = self.names
        if len(names) > MOST_VOICES:
            mend = f"at most {MOST_VOICES} are told; `foedus power` counts more"
            raise QuestionError(f"{self.instance} listens to {len(names)} voices", mend=mend)
        if not self.step(names) or (blocking and self.adopted):
            return
        found: list[set[str]] = []
        for size in range(1, len(names) + 1):
            for one in combinations(names, size):
                chosen = set(one)
                if any(smaller <= chosen for smaller in found):
                    continue
                if not self.step(set(names) - chosen) if blocking else self.step(chosen):
                    found.append(chosen)
                    yield one

    def told(self, one: Sequence[str], told: Callable[[Sequence[str]], list[str]], *, blocking: bool) -> str:
        """A set in words: whose consent it takes, who of it objects, or does not; and at which of several steps."""
        several = sum(step.what == "rule" for step in self.steps) > 1
        objecting = [name for name in one if name not in self.asked]
        plain = [name for name in one if name in self.asked]
        rest = set(self.names) - set(one)
        if blocking and not objecting and self.consented(rest):
            plain, objecting = [], list(one)
        parts = [listed(told(plain))] if plain else []
        if objecting:
            how = " not objecting" if not blocking else " objecting" if plain else ", by objecting"
            parts.append(f"{listed(told(objecting))}{how}")
        said = (" with " if blocking else " and ").join(parts)
        if not several:
            return said
        if not blocking:
            return f"{said}, at step {self.step(one)}"
        at = [str(n) for n, step in enumerate(self.steps, 1) if self._only_opposed(step, rest)]
        return said + (f" at step {listed(at)}" if objecting and at else "")

    def _only_opposed(self, step: StepRule, saying: Collection[str]) -> bool:
        answer = self.answer(saying)
        may = unbarred(self.settlement, self.instance, answer)
        return step.what == "rule" and holds(consented(step, self.instance, answer, may), self.values) and not holds(unopposed(step, answer), self.values)


def voices(instance: str, steps: Sequence[StepRule], values: Valuation, settlement: Settlement) -> Voices:
    """The voices of an act's instance, in a situation."""
    open_ = tuple(entered(steps))
    asked: dict[str, None] = {}
    objecting: dict[str, None] = {}
    crowds: dict[str, frozenset[str]] = {}
    for step in open_:
        heard = set(variables(step.formula))
        asked.update(dict.fromkeys(bloc for bloc in step.blocs if yes(bloc, instance) in heard))
        there = [seat.bloc for seat, present in step.objectors if holds(present, values)]
        objecting.update(dict.fromkeys(there))
        if len(there) > FEW_OBJECTORS and not step.together:
            crowds[f"any of the {len(there)} who may object"] = frozenset(there)
    asked.update(dict.fromkeys(lifters(settlement, instance)))
    return Voices(instance, open_, tuple(asked), tuple(objecting), tuple(crowds.items()), values, settlement)
