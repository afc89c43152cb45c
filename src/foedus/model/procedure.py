"""One act's instance as moves: consents, noes, withdrawals, hearings and objections, steps with their times, delays, and the effect.

The consent that completes the Rule brings the act about at once and clears all consents; a Rule that one voice satisfies is done
single-handed. A step fails when its time is over or a body that it needs says no; the next is entered, or the act lapses.
Needs: the standard library. Source: design pages LANGUAGE, section 6; REASONING, section 2.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from foedus.model import clauses as cl
from foedus.model import phrases as ph
from foedus.model.bind import Binding, members
from foedus.model.calendar import Ticks
from foedus.model.consents import Consents, yes
from foedus.model.effects import exclusive
from foedus.model.formula import (
    FALSE,
    TRUE,
    Formula,
    Is,
    all_of,
    any_of,
    given,
    negation,
    replace_atoms,
)
from foedus.model.machine import (
    Down,
    Effect,
    GuardPart,
    Move,
    MoveKey,
    MoveKind,
    Outcome,
    StepRule,
    Variable,
)
from foedus.model.objecting import able, objectors, takes_all
from foedus.model.settlement import Settlement
from foedus.model.standing import standing
from foedus.model.voters import Seat
from foedus.source import Citation


@dataclass(slots=True)
class Building:
    """What the compiler has so far: variables, moves, and what the passing of time brings about."""

    settlement: Settlement
    ticks: Ticks
    variables: dict[str, Variable] = field(default_factory=dict)
    moves: list[Move] = field(default_factory=list)
    expiring: list[Effect] = field(default_factory=list)
    on_election: dict[str, list[Effect]] = field(default_factory=dict)
    on_done: dict[tuple[str, str], list[Effect]] = field(default_factory=dict)
    """What else follows when an act of a thing is done: duties to do it are."""
    procedures: dict[str, tuple[StepRule, ...]] = field(default_factory=dict)

    def boolean(self, name: str, start: bool, cite: Citation, words: str = "") -> None:
        """Declare a variable of no and yes."""
        self.variables.setdefault(name, Variable(name, (False, True), start, cite, words))

    def timer(self, name: str, length: int, cite: Citation, *, start: int = 0, words: str = "") -> None:
        """Declare a countdown; the passing of time takes one tick from it while it runs."""
        if name not in self.variables:
            self.variables[name] = Variable(name, range(length + 1), start, cite, words)
            self.expiring.append(Effect(negation(Is(name, 0)), name, Down.ONE, (cite,)))

    def at_zero(self, name: str, effects: tuple[Effect, ...]) -> None:
        """What happens when a countdown runs out."""
        self.expiring += [Effect(all_of((Is(name, 1), effect.when)), effect.variable, effect.value, effect.cites) for effect in effects]


@dataclass(slots=True)
class _Step:
    """One step: its condition over consents, its blocs, and what belongs to it; what: rule, adopted, or (ends) anything else."""

    what: str
    formula: Formula = FALSE
    blocs: dict[str, Seat] = field(default_factory=dict)
    asked: dict[str, Formula] = field(default_factory=dict)
    hearing: ph.Hearing | None = None
    objection: ph.Objection | None = None
    limit: ph.Duration | None = None
    exchanges: int = 0
    cite: Citation = ""


@dataclass(slots=True)
class Procedure:
    """An act's instance. guard: what every move of it needs; does: its effects; already: the condition under which it has no effect left."""

    building: Building
    clause: cl.ActClause
    binding: Binding
    name: str
    guard: tuple[GuardPart, ...]
    does: tuple[Effect, ...]
    already: Formula
    cite: Citation
    parts: Counter[tuple[MoveKind, str]] = field(default_factory=Counter)
    """In how many steps somebody has had such a part so far: one who has it in several is told apart by it."""

    def add(self) -> None:
        """Declare the variables and moves of the instance."""
        self._act, self._steps = self.clause.name, list(self._read_steps())
        self._bits = list(dict.fromkeys(yes(bloc, self.name) for step in self._steps for bloc in step.blocs))
        first = self._steps[0] if self._steps else None
        if first is None or not first.blocs:
            return
        self._declare()
        self.building.procedures[self.name] = tuple(map(self._as_rule, self._steps))
        if len(self._steps) == 1 and len(first.blocs) == 1 and not self._has_procedure(first):
            self._single_handed(first)
            return
        for number, step in enumerate(self._steps, 1):
            if step.what == "rule":
                self._step_moves(number, step)

    _act: str = ""
    _steps: list[_Step] = field(default_factory=list)
    _bits: list[str] = field(default_factory=list)

    def _as_rule(self, step: _Step) -> StepRule:
        settlement = self.building.settlement
        may = objectors(settlement, step.blocs, step.objection) if step.objection is not None else ()
        objecting = tuple((seat, able(settlement, seat.bloc, seat.present)) for seat in may)
        fails = step.limit is not None or bool(objecting) or any(self._is_needed(step, yes(bloc, self.name)) for bloc in step.blocs)
        together = step.objection is not None and takes_all(step.objection)
        return StepRule(step.formula, tuple(step.blocs), step.cite, step.what, step.asked, dict(step.blocs), objecting, fails, together)

    def _is_needed(self, step: _Step, bit: str) -> bool:
        """Whether a step cannot be carried without that consent, whatever holds: only then can a no end it."""
        without = replace_atoms(step.formula, lambda leaf: FALSE if leaf.variable == bit else leaf)
        return given(without, {other: True for other in self._bits if other != bit}) == FALSE

    # ---- reading the steps

    def _read_steps(self) -> Iterator[_Step]:
        clause = self.clause
        rules = [rule for rule in (clause.by, clause.with_consent) if rule is not None]
        limits = [clause.within.duration if clause.within else None]
        limits += [stage.limit.duration if stage.limit else None for stage in clause.stages]
        for n, stage in enumerate(clause.stages):
            if stage.within is not None:
                limits[n] = stage.within.duration
        exchanges = [int(stage.exchanges.value) if stage.exchanges else 0 for stage in clause.stages] + [0]
        if rules:
            yield self._rule_step(rules, clause.hearing, clause.objection, limits[0], exchanges[0], 0)
        for n, stage in enumerate(clause.stages, 1):
            if stage.how == "rule" and stage.rule is not None:
                yield self._rule_step([stage.rule], stage.hearing, stage.objection, limits[n], exchanges[n], n)
            elif stage.how == "decides":
                yield self._rule_step([ph.ConsentOf(ph.Names((stage.who,)))], stage.hearing, stage.objection, limits[n], exchanges[n], n)
            else:
                yield _Step(stage.how, cite=self.cite)

    def _rule_step(
        self,
        rules: list[ph.RulePhrase],
        hearing: ph.Hearing | None,
        objection: ph.Objection | None,
        limit: ph.Duration | None,
        exchanges: int,
        letter: int,
    ) -> _Step:
        consents = Consents(self.building.settlement, self.binding, self.name, ties=self.clause.ties)
        formula = all_of(consents.rule(rule) for rule in rules)
        cite = f"{self.cite}({'abcdefghijklmnopqrstuvwxyz'[letter % 26]})" if self.clause.stages else self.cite
        return _Step("rule", formula, consents.blocs, consents.asked, hearing, objection, limit, exchanges, cite)

    def _has_procedure(self, step: _Step) -> bool:
        clause = self.clause
        return bool(step.hearing or step.objection or step.limit or clause.repeated)

    # ---- variables

    def _declare(self) -> None:
        build, clause, name = self.building, self.clause, self.name
        single = len(self._steps) == 1 and len(self._bits) == 1 and not self._has_procedure(self._steps[0])
        if not single:
            for bit in self._bits:
                build.boolean(bit, False, self.cite)
        if len(self._steps) > 1:
            build.variables[self._step_var] = Variable(self._step_var, tuple(range(1, len(self._steps) + 1)), 1, self.cite)
        delay = self._delay()
        if delay:
            build.timer(f"time to {name}", delay, self.cite, words=f"{name} takes effect")
            build.at_zero(f"time to {name}", self.does)
        if clause.lasting is not None:
            build.timer(f"{name} lasts", build.ticks.of(clause.lasting), self.cite, words=f"{name} lasts")
            build.at_zero(f"{name} lasts", tuple(_undone(self.does)))
        if clause.repeated is not None:
            self._declare_repetition(clause.repeated)

    def _delay(self) -> int:
        """The ticks between the decision and its effect: notice and delay together."""
        return sum(self.building.ticks.of(duration) for duration in (self.clause.notice, self.clause.after) if duration is not None)

    def _declare_repetition(self, repeated: cl.Repeated) -> None:
        build, passed = self.building, f"passed {self.name}"
        build.variables[passed] = Variable(passed, (0, 1, 2), 0, self.cite, f"{self.name} has passed once")
        ready = Effect(Is(passed, 1), passed, 2, (self.cite,))
        if repeated.after is not None:
            build.timer(f"repeat {self.name}", build.ticks.of(repeated.after), self.cite)
            build.at_zero(f"repeat {self.name}", (ready,))
        else:
            for organ in members(build.settlement, repeated.election_of):
                build.on_election.setdefault(organ, []).append(ready)

    @property
    def _step_var(self) -> str:
        return f"step of {self.name}"

    @property
    def _left(self) -> str:
        return f"time left for {self.name}"

    # ---- moves

    def _key(self, kind: MoveKind, actor: str) -> MoveKey:
        of = self.name.removeprefix(f"{self._act} of ") if self.name != self._act else ""
        return MoveKey(kind.value, actor, self._act, of)

    def _single_handed(self, step: _Step) -> None:
        bloc, seat = next(iter(step.blocs.items()))
        condition = given(step.formula, {yes(bloc, self.name): True})
        asked = self._asked(bloc, step)
        able = (GuardPart(condition, Outcome.CANNOT, (step.cite,), f"{bloc} is there to act"),) if condition != TRUE else ()
        self._move(MoveKind.ACT, bloc, seat, (*asked, *self.guard, *able, *self._own_guard()), tuple(self._finish(TRUE, step, 1)))

    def _asked(self, bloc: str, step: _Step) -> tuple[GuardPart, ...]:
        """The bloc is one of those whose consent is asked here: where the words `its` and `other` mean it."""
        formula = step.asked.get(bloc, TRUE)
        return () if formula == TRUE else (GuardPart(formula, Outcome.VOID, (step.cite,), f"the consent of {bloc} is asked"),)

    def _own_guard(self) -> tuple[GuardPart, ...]:
        """What the instance itself forbids: to begin what runs already, or what would change nothing."""
        parts = []
        if self.already != FALSE:
            why = f"it would change nothing, for {standing(self.clause, self.binding)}"
            must = f"{self.name} would change something"
            parts.append(GuardPart(negation(self.already), Outcome.CANNOT, (self.cite,), must, otherwise=why))
        if self._delay():
            must, why = f"{self.name} is not on its way already", f"{self.name} is on its way already"
            parts.append(GuardPart(Is(f"time to {self.name}", 0), Outcome.CANNOT, (self.cite,), must, otherwise=why))
        if any(self._timed(step) for step in self._steps):
            must, why = f"{self.name} does not wait for objections", f"{self.name} waits for objections already"
            parts.append(GuardPart(Is(self._objecting, 0), Outcome.CANNOT, (self.cite,), must, otherwise=why))
        if self.clause.repeated is not None:
            passed = negation(Is(f"passed {self.name}", 1))
            parts.append(GuardPart(passed, Outcome.CANNOT, (self.cite,), f"{self.name} may be repeated", f"{self.cite} repeated"))
        return tuple(parts)

    def _step_moves(self, number: int, step: _Step) -> None:
        here: tuple[GuardPart, ...] = ()
        if len(self._steps) > 1:
            here = (GuardPart(Is(self._step_var, number), Outcome.CANNOT, (step.cite,), f"{self.name} has come to this step"),)
        for bloc, seat in step.blocs.items():
            self._consent_moves(number, step, bloc, seat, here)
        if step.hearing is not None:
            self._hearing_moves(step, step.hearing, here)
        if step.objection is not None:
            self._objection_moves(number, step, step.objection)
        if step.limit is not None:
            self.building.timer(self._left, self._limit_ticks(), self.cite)
            self.building.at_zero(self._left, tuple(self._fail(all_of(part.formula for part in here), number)))

    def _limit_ticks(self) -> int:
        return max(self.building.ticks.of(step.limit) for step in self._steps if step.limit is not None)

    def _consent_moves(self, number: int, step: _Step, bloc: str, seat: Seat, here: tuple[GuardPart, ...]) -> None:
        bit = yes(bloc, self.name)
        complete = all_of((given(step.formula, {bit: True}), *self._heard(step)))
        others = [other for other in self._bits if other != bit]
        fresh = all_of(negation(Is(other, True)) for other in others)
        must, why = f"{bloc} has not consented already", f"{bloc} has consented already"
        not_yet = (GuardPart(negation(Is(bit, True)), Outcome.CANNOT, (step.cite,), must, otherwise=why),)
        there = given(step.formula, dict.fromkeys(self._bits, True))
        alive = (
            (GuardPart(there, Outcome.CANNOT, (step.cite,), f"those whose consent {self.name} needs are there"),) if there != TRUE else ()
        )
        effects = [Effect(negation(complete), bit, True, (step.cite,)), *self._finish(complete, step, number)]
        if step.limit is not None:
            start = self.building.ticks.of(step.limit)
            effects.append(Effect(all_of((negation(complete), fresh, Is(self._left, 0))), self._left, start, (step.cite,)))
        asked = self._asked(bloc, step)
        guard = (*asked, *self.guard, *here, *self._own_guard(), *not_yet, *alive, *self._unobjected(step))
        self._move(MoveKind.CONSENT, bloc, seat, guard, tuple(effects))
        stands = GuardPart(Is(bit, True), Outcome.CANNOT, (step.cite,), f"the consent of {bloc} stands")
        withdrawn = [Effect(TRUE, bit, False, (step.cite,))]
        if step.limit is not None and number == 1:
            withdrawn.append(Effect(fresh, self._left, 0, (step.cite,)))
        self._move(MoveKind.WITHDRAWAL, bloc, seat, (stands,), tuple(withdrawn))
        if len(self._steps) > 1 and self._is_needed(step, bit):
            self._move(MoveKind.NO, bloc, seat, (*self.guard, *here, *self._own_guard()), tuple(self._no(number, step)))

    def _no(self, number: int, step: _Step) -> Iterator[Effect]:
        if step.exchanges < 2:
            yield from self._fail(TRUE, number)
            return
        counter = f"notes on {self.name}"
        self.building.variables.setdefault(counter, Variable(counter, tuple(range(step.exchanges)), 0, self.cite))
        for n in range(step.exchanges - 1):
            yield Effect(Is(counter, n), counter, n + 1, (step.cite,))
        last = Is(counter, step.exchanges - 1)
        yield Effect(last, counter, 0, (step.cite,))
        yield from self._fail(last, number)

    # ---- hearing and objection

    def _heard(self, step: _Step) -> list[Formula]:
        names = step.hearing.names.items if step.hearing else ()
        return [Is(f"{organ} heard on {self.name}", True) for name in names for organ in members(self.building.settlement, name)]

    def _hearing_moves(self, step: _Step, hearing: ph.Hearing, here: tuple[GuardPart, ...]) -> None:
        for name in hearing.names.items:
            for organ in members(self.building.settlement, name):
                heard = f"{organ} heard on {self.name}"
                self.building.boolean(heard, False, step.cite, f"{organ} was heard on {self.name}")
                done = [*self._complete_on(heard, step), Effect(TRUE, heard, True, (step.cite,))]
                seat = Seat(organ, 1, sides=self.building.settlement.sides(organ))
                there = self._able(organ, f"{organ} is there to be heard", step.cite)
                self._move(MoveKind.HEARING, organ, seat, (*self.guard, *here, *self._own_guard(), *there), tuple(done))
                if hearing.or_after is not None:
                    asked = f"{organ} asked on {self.name}"
                    self.building.timer(asked, self.building.ticks.of(hearing.or_after), step.cite)
                    self.building.at_zero(asked, (*self._complete_on(heard, step), Effect(TRUE, heard, True, (step.cite,))))
                    self._ask_move(organ, asked, hearing.or_after, step, here)

    def _ask_move(self, organ: str, asked: str, wait: ph.Duration, step: _Step, here: tuple[GuardPart, ...]) -> None:
        bloc, seat = next(iter(step.blocs.items()))
        effect = Effect(Is(asked, 0), asked, self.building.ticks.of(wait), (step.cite,))
        key = MoveKey(MoveKind.HEARING.value, bloc, self._act, f"{self._key(MoveKind.HEARING, bloc).of} asks {organ}".strip())
        self.building.moves.append(Move(key, (*self.guard, *here), (effect,), (step.cite,), seat.sides, f"{bloc} asks {organ}"))

    def _complete_on(self, heard: str, step: _Step) -> Iterator[Effect]:
        """The answer that was still awaited completes the act, where all consents stand; said before the answer itself, which is then spent."""
        complete = given(all_of((step.formula, *self._heard(step))), {heard: True})
        yield from self._finish(all_of((complete, negation(Is(heard, True)))), step, self._steps.index(step) + 1)

    def _timed(self, step: _Step) -> bool:
        """Whether what a step decides waits for objections; without a time for them, an objection stands beforehand or not at all."""
        return step.objection is not None and step.objection.within is not None

    def _objection_of(self, seat: Seat) -> str:
        return f"objection of {seat.bloc} to {self.name}"

    def _unobjected(self, step: _Step) -> tuple[GuardPart, ...]:
        """Where objections have no time of their own, nobody's stands that could stop the act."""
        if step.objection is None or self._timed(step):
            return ()
        settlement = self.building.settlement
        seats = objectors(settlement, step.blocs, step.objection)
        silent = [any_of((negation(Is(self._objection_of(seat), True)), negation(able(settlement, seat.bloc, seat.present)))) for seat in seats]
        formula = any_of(silent) if takes_all(step.objection) else all_of(silent)
        return (GuardPart(formula, Outcome.CANNOT, (step.cite,), f"nobody objects to {self.name}"),)

    @property
    def _objecting(self) -> str:
        return f"time to object to {self.name}"

    def _objection_moves(self, number: int, step: _Step, objection: ph.Objection) -> None:
        seats = tuple(objectors(self.building.settlement, step.blocs, objection))
        if not self._timed(step):
            self._standing_objections(number, step, seats)
            return
        waiting = GuardPart(negation(Is(self._objecting, 0)), Outcome.CANNOT, (step.cite,), f"{self.name} waits for objections")
        bits = {seat.bloc: self._objection_of(seat) for seat in seats} if takes_all(objection) else {}
        for bit in bits.values():
            self.building.boolean(bit, False, step.cite)
        spent = tuple(Effect(TRUE, bit, False, (step.cite,)) for bit in bits.values())
        self.building.at_zero(self._objecting, spent)
        for seat in seats:
            there = self._able(seat.bloc, f"{seat.bloc} is there to object", step.cite, seat.present)
            own, last = bits.get(seat.bloc), all_of(Is(bit, True) for name, bit in bits.items() if name != seat.bloc)
            again = (GuardPart(negation(Is(own, True)), Outcome.CANNOT, (step.cite,), f"{seat.bloc} has not objected already"),) if own else ()
            said = (Effect(negation(last), own, True, (step.cite,)),) if own else ()
            ended = (Effect(last, self._objecting, 0, (step.cite,)), *(replace(effect, when=last) for effect in spent), *self._fail(last, number))
            self._move(MoveKind.OBJECTION, seat.bloc, seat, (waiting, *there, *again), (*said, *ended))

    def _standing_objections(self, number: int, step: _Step, seats: tuple[Seat, ...]) -> None:
        """Objections without a time: made at any time, they stand until they are withdrawn, and clear the consents that stand."""
        here = TRUE if len(self._steps) == 1 else Is(self._step_var, number)
        for seat in seats:
            own = self._objection_of(seat)
            self.building.boolean(own, False, step.cite)
            there = self._able(seat.bloc, f"{seat.bloc} is there to object", step.cite, seat.present)
            fresh = GuardPart(negation(Is(own, True)), Outcome.CANNOT, (step.cite,), f"{seat.bloc} has not objected already")
            others = [Is(self._objection_of(other), True) for other in seats if other.bloc != seat.bloc]
            last = all_of((here, *others)) if step.objection is not None and takes_all(step.objection) else here
            self._move(MoveKind.OBJECTION, seat.bloc, seat, (fresh, *there), (Effect(TRUE, own, True, (step.cite,)), *self._fail(last, number)))
            stands = GuardPart(Is(own, True), Outcome.CANNOT, (step.cite,), f"the objection of {seat.bloc} stands")
            self._move(MoveKind.WITHDRAWAL, seat.bloc, seat, (stands,), (Effect(TRUE, own, False, (step.cite,)),))

    def _able(self, name: str, words: str, cite: Citation, sits: Formula = TRUE) -> tuple[GuardPart, ...]:
        """Somebody exists, sits, and if it is an office is filled: nobody answers or objects for a vacant one."""
        formula = able(self.building.settlement, name, sits)
        return () if formula == TRUE else (GuardPart(formula, Outcome.CANNOT, (cite,), words),)

    # ---- how a step ends

    def _finish(self, when: Formula, step: _Step, number: int) -> Iterator[Effect]:
        """The Rule is satisfied: consents are cleared, and the act is done, delayed, repeated, or open to objection."""
        yield from self._clear(when, step)
        if step.objection is not None and step.objection.within is not None:
            length = self.building.ticks.of(step.objection.within)
            self.building.timer(self._objecting, length, step.cite)
            if not any(effect.variable == self._objecting and effect.value == 0 for effect in self.building.expiring):
                done = tuple(self._done(TRUE))
                self.building.expiring += [
                    Effect(all_of((Is(self._objecting, 1), effect.when)), effect.variable, effect.value, effect.cites) for effect in done
                ]
            yield Effect(when, self._objecting, length, (step.cite,))
        else:
            yield from self._done(when)
        if len(self._steps) > 1 and number > 1:
            yield Effect(when, self._step_var, 1, (step.cite,))

    def _done(self, when: Formula) -> Iterator[Effect]:
        clause, name = self.clause, self.name
        if clause.repeated is not None:
            passed = f"passed {name}"
            first = all_of((when, Is(passed, 0)))
            yield Effect(first, passed, 1, (self.cite,))
            if clause.repeated.after is not None:
                yield Effect(first, f"repeat {name}", self.building.ticks.of(clause.repeated.after), (self.cite,))
            when = all_of((when, Is(passed, 2)))
            yield Effect(when, passed, 0, (self.cite,))
        for effect in self.building.on_done.get((clause.name, self.binding.thing), ()):
            yield Effect(all_of((when, effect.when)), effect.variable, effect.value, effect.cites)
        delay = self._delay()
        if delay:
            yield Effect(when, f"time to {name}", delay, (self.cite,))
            return
        for effect in self.does:
            yield Effect(all_of((when, effect.when)), effect.variable, effect.value, effect.cites)
        if clause.lasting is not None:
            yield Effect(when, f"{name} lasts", self.building.ticks.of(clause.lasting), (self.cite,))

    def _clear(self, when: Formula, step: _Step) -> Iterator[Effect]:
        for bit in self._bits:
            if bit in self.building.variables:
                yield Effect(when, bit, False, (step.cite,))
        for heard in self._heard(step):
            if isinstance(heard, Is):
                yield Effect(when, heard.variable, False, (step.cite,))
        if any(other.limit for other in self._steps):
            yield Effect(when, self._left, 0, (step.cite,))

    def _fail(self, when: Formula, number: int) -> Iterator[Effect]:
        """A step failed: its consents are cleared, and the next step is entered, or the act is adopted or lapses."""
        step = self._steps[number - 1]
        following = self._steps[number] if number < len(self._steps) else None
        cites = (step.cite,)
        for bit in self._bits:
            yield Effect(when, bit, False, cites)
        if following is not None and following.what == "rule":
            yield Effect(when, self._step_var, number + 1, cites)
            if following.limit is not None:
                yield Effect(when, self._left, self.building.ticks.of(following.limit), cites)
            elif step.limit is not None:
                yield Effect(when, self._left, 0, cites)
            return
        if step.limit is not None:
            yield Effect(when, self._left, 0, cites)
        if len(self._steps) > 1:
            yield Effect(when, self._step_var, 1, cites)
        if following is not None and following.what == "adopted":
            yield from self._done(when)

    def _move(self, kind: MoveKind, actor: str, seat: Seat, guard: tuple[GuardPart, ...], effects: tuple[Effect, ...]) -> None:
        kept = tuple(part for part in guard if part.formula != TRUE)
        self.parts[kind, actor] += 1
        key = replace(self._key(kind, actor), again=self.parts[kind, actor] - 1)
        self.building.moves.append(Move(key, kept, exclusive(effects), (self.cite,), seat.sides))


def _undone(effects: tuple[Effect, ...]) -> Iterator[Effect]:
    """What an act for a time changes back when the time is over: conditions only."""
    for effect in effects:
        if isinstance(effect.value, bool):
            yield Effect(effect.when, effect.variable, not effect.value, effect.cites)


def nothing_left(effects: tuple[Effect, ...]) -> Formula:
    """The condition under which an act would change nothing: every effect that would apply holds already."""
    if not effects:
        return FALSE
    done = [any_of((negation(effect.when), Is(effect.variable, effect.value))) for effect in effects if not isinstance(effect.value, Down)]
    return all_of(done)
