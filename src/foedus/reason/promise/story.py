"""Histories as stories: each move a sentence that cites its clause, says what makes it possible, and what it changes.

Every history is made once more by the kernel, move by move, on the settlement itself; one that the kernel does not make is no story.
Needs: the standard library. Source: design page REASONING, sections 5 and 9.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from foedus.model.compile import machine
from foedus.model.formula import Formula, Value, holds, variables
from foedus.model.kernel import Refusal, Situation, start, step
from foedus.model.machine import Machine, Move, MoveKey, MoveKind, Outcome, apply, failing
from foedus.model.settlement import Settlement
from foedus.model.words import listed
from foedus.reason.limits import EngineError
from foedus.reason.promise.saying import Saying
from foedus.reason.promise.verdict import Folded, TraceStep

QUIET = ("yes of ", "time left for ", "term of ", "step of ", "notes on ")
"""Variables whose changes are not told: consents are told by the step that gives them, countdowns by what they end in."""


@dataclass(frozen=True, slots=True)
class Story:
    """A history told. situations: from the first to the last, ghosts included."""

    steps: tuple[TraceStep, ...]
    folded: tuple[Folded, ...]
    situations: tuple[Mapping[str, Value], ...]
    words: tuple[str, ...]
    """The story as it is read: steps that are folded are told once."""


@dataclass
class Telling:
    """Tells histories of one settlement. ghosts: variables that are no part of the situation."""

    settlement: Settlement
    machine: Machine
    ghosts: Collection[str] = ()
    saying: Saying = field(init=False)

    def __post_init__(self) -> None:
        self.saying = Saying(self.settlement, self.machine)
        self.ghosts = frozenset(self.ghosts) | (self.machine.variables.keys() - machine(self.settlement).variables.keys())

    def tell(self, trace: Sequence[MoveKey], *, even_in_breach: bool = False) -> Story:
        """Tell a history. Raises EngineError where the kernel does not make one of its moves."""
        situations = self._replayed(trace, even_in_breach=even_in_breach)
        since: dict[str, int] = {}
        steps = []
        for n, key in enumerate(trace, 1):
            before, after = situations[n - 1], situations[n]
            steps.append(self._step(n, self.machine.by_key[key], before, after, since))
            since.update({name: n for name in after if after[name] != before[name]})
        folded = tuple(self._folds(trace, steps))
        return Story(tuple(steps), folded, tuple(situations), tuple(_read(steps, folded)))

    def _replayed(self, trace: Sequence[MoveKey], *, even_in_breach: bool) -> list[dict[str, Value]]:
        """The situations of a history by the machine with ghosts, each move made by the kernel too."""
        values = dict(self.machine.start)
        real = start(self.settlement)
        found = [values]
        for n, key in enumerate(trace, 1):
            move = self.machine.by_key[key]
            lacking = [part for part in failing(move, values) if not (even_in_breach and part.mode is Outcome.BREACH)]
            if lacking:
                raise EngineError(f"step {n} of a history cannot occur: {key}")
            values = apply(move, values)
            real = self._really(real, key, n)
            found.append(values)
        if any(values[name] != value for name, value in real.values.items()):
            raise EngineError("the kernel comes to another situation than the history")
        return found

    def _really(self, situation: Situation, key: MoveKey, n: int) -> Situation:
        if key.kind == MoveKind.USE.value or key.act.startswith("the question"):
            return situation  # what leaves no trace in the situation is no move of the kernel
        made = step(self.settlement, situation, key)
        if isinstance(made, Refusal):
            raise EngineError(f"the kernel refuses step {n} of a history: {key}: {'; '.join(made.missing)}")
        return made

    # ---- one step

    def _step(
        self, n: int, move: Move, before: Mapping[str, Value], after: Mapping[str, Value], since: Mapping[str, int]
    ) -> TraceStep:
        changed = {name: (before[name], value) for name, value in after.items() if before[name] != value and name not in self.ghosts}
        breach = [part for part in failing(move, before) if part.mode is Outcome.BREACH]
        told = [name for name in changed if not name.startswith(QUIET)]
        now = [self.saying.fact(name, after[name]) for name in told]
        words = f"{self.saying.move(move.key)} ({', '.join(move.cites)})" if move.cites else self.saying.move(move.key)
        if move.key.act == "time passes" and move.kind is MoveKind.EVENT:
            words = self.saying.move(move.key)
        because = self._because(move, before, since)
        if because:
            words += f": {because}"
        if breach:
            duties = listed(list(dict.fromkeys(cite for part in breach for cite in part.cites)))
            words += f". This is a breach of {duties}"
        if now:
            words += f". Now {listed(_shortened(now))}"
        cites = move.cites if move.key.act != "time passes" else _cites_of(move, changed, before)
        changes = {self.saying.name(name): pair for name, pair in changed.items()}
        return TraceStep(n, move.key.actor, _act(move.key), cites, words + ".", changes, bool(breach))

    def _because(self, move: Move, before: Mapping[str, Value], since: Mapping[str, int]) -> str:
        """What an earlier step made possible: the parts of the guard that did not hold at the start and hold now."""
        found = []
        for part in move.guard:
            if part.mode in (Outcome.VOID, Outcome.CANNOT) and part.words and not holds(part.formula, self.machine.start):
                turned = [n for name, n in since.items() if _speaks(part.formula, name)]
                if turned and part.phrase:
                    found.append(f"{part.words} since step {max(turned)}")
        return listed(list(dict.fromkeys(found)))

    # ---- steps told once

    def _folds(self, trace: Sequence[MoveKey], steps: Sequence[TraceStep]) -> list[Folded]:
        """Stretches of steps that are told once: the voices of one act, and the same steps for one unit after another."""
        found: list[Folded] = []
        n = 0
        while n < len(trace):
            fold = self._over_units(trace, n) or self._voices(trace, steps, n)
            if fold is None:
                n += 1
            else:
                found.append(fold)
                n = fold.steps[1]
        return found

    def _over_units(self, trace: Sequence[MoveKey], first: int) -> Folded | None:
        """The same steps, renamed, for at least three units in a row."""
        units = self.settlement.units
        for size in range(1, min(8, (len(trace) - first) // 3 + 1)):
            block = trace[first : first + size]
            here = [unit for unit in units if any(_of(key, unit) for key in block)]
            if len(here) != 1:
                continue
            told, n = [here[0]], first + size
            while n + size <= len(trace):
                other = next((unit for unit in units if any(_of(key, unit) for key in trace[n : n + size])), None)
                if other is None or [_renamed(key, here[0], other) for key in block] != list(trace[n : n + size]):
                    break
                told.append(other)
                n += size
            if len(told) >= 3:
                return self._fold(block, here[0], told, first, n)
        return None

    def _fold(self, block: Sequence[MoveKey], one: str, told: list[str], first: int, end: int) -> Folded:
        sides = list(dict.fromkeys(self.settlement.units[unit].polity for unit in told))
        whose = f"units of {sides[0]}" if len(sides) == 1 else "units"
        general = [_renamed(key, one, "each of them") for key in block]
        said = [self.saying.move(key).replace("of each of them", "of it") for key in general]
        words = f"For each of {len(told)} {whose}: {'; '.join(dict.fromkeys(said))}"
        return Folded(len(told), whose, (first + 1, end), words + ".")

    def _voices(self, trace: Sequence[MoveKey], steps: Sequence[TraceStep], first: int) -> Folded | None:
        """Consents to one act, one after the other, told by who they are."""
        key = trace[first]
        if key.kind != MoveKind.CONSENT.value:
            return None
        end = first
        while end < len(trace) and (trace[end].kind, trace[end].act, trace[end].of) == (key.kind, key.act, key.of):
            end += 1
        if end - first < 2:
            return None
        act = f"{key.act} of {key.of}" if key.of else key.act
        who = self.assembled([trace[n].actor for n in range(first, end)])
        words = f"{listed(who)} consent to {act} ({', '.join(steps[end - 1].cites)})"
        now = steps[end - 1].words.partition(". Now ")[2]
        return Folded(end - first, f"voices on {act}", (first + 1, end), f"{words}. Now {now}" if now else f"{words}.")

    def assembled(self, names: Sequence[str]) -> list[str]:
        """Chambers told as `both chambers of X` where all of them are meant."""
        found: dict[str, None] = {}
        for name in names:
            organ = self.settlement.organs.get(name)
            whole = self.settlement.organs.get(organ.assembly) if organ and organ.assembly else None
            if whole is not None and set(whole.chambers) <= set(names):
                found[f"{'both' if len(whole.chambers) == 2 else 'all'} chambers of {whole.name}"] = None
            else:
                found[name] = None
        return list(found)


def _read(steps: Sequence[TraceStep], folded: Sequence[Folded]) -> list[str]:
    by_first = {fold.steps[0]: fold for fold in folded}
    said, n = [], 1
    while n <= len(steps):
        fold = by_first.get(n)
        said.append(fold.words if fold else steps[n - 1].words)
        n = fold.steps[1] + 1 if fold else n + 1
    return said


def _act(key: MoveKey) -> str:
    said = f"{key.act} of {key.of}" if key.of else key.act
    return said if key.kind in (MoveKind.ACT.value, MoveKind.EVENT.value) else f"{key.kind}: {said}"


def _shortened(now: list[str], most: int = 4) -> list[str]:
    said = [text.removesuffix(" holds") if " " not in text.removesuffix(" holds") else text for text in now]
    said = [f"not {text.removesuffix(' does not hold')}" if text.endswith(" does not hold") and text.count(" ") == 3 else text for text in said]
    return said if len(said) <= most else [*said[:most], f"{len(said) - most} things more"]


def _cites_of(move: Move, changed: Mapping[str, object], before: Mapping[str, Value]) -> tuple[str, ...]:
    """Of all that the passing of time may bring about, the clauses of what it did bring about."""
    found = [
        cite
        for effect in move.effects
        if effect.variable in changed and not effect.variable.startswith(QUIET) and holds(effect.when, before)
        for cite in effect.cites
    ]
    return tuple(dict.fromkeys(found))


def _speaks(formula: Formula, name: str) -> bool:
    return name in set(variables(formula))


def _of(key: MoveKey, unit: str) -> bool:
    return any(unit in text.replace(",", " ").split() for text in (key.actor, key.of))


def _renamed(key: MoveKey, one: str, other: str) -> MoveKey:
    def put(text: str) -> str:
        return " ".join(word.replace(one, other) if word.rstrip(",") == one else word for word in text.split())

    return MoveKey(key.kind, put(key.actor), key.act, put(key.of))
