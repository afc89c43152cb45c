"""What proofs cost when a settlement grows: the flagship as it is, with 300 further acts, with 500 units, and with both; and limits met.

Questions are asked as `foedus check` asks them: what is proved first (that a polity keeps a unit; its cost is printed by itself) is put in, and
among units that are alike a history is looked for with a few of them first.

Run: `python benchmarks/bench_engine.py [--quick] [NAME …]` (machine, slices, verdicts, long, chains). Times are CPU seconds of one core, each
measured once and in one run; a verdict includes its certificate, and a refutation its replay, but not the search for a shorter history. A goal
is that of the design within a factor of two; one that is missed is printed as missed. Nothing here is a test.
"""

from __future__ import annotations

import random
import resource
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from foedus.data.places import gazetteer
from foedus.model.compile import machine
from foedus.model.formula import Formula, Is, all_of, any_of, negation
from foedus.model.gazetteer import Gazetteer, PlaceUnit
from foedus.model.machine import Down, Effect, GuardPart, Machine, Move, MoveKey, Outcome, Variable
from foedus.model.settlement import Settlement
from foedus.reason.limits import Deadline, Limits
from foedus.reason.portfolio import Decision, Matter, Refuted, settle
from foedus.reason.promise.groundwork import few, groundwork
from foedus.reason.promise.judge import property_of
from foedus.reason.slice import part_of
from foedus.shipped import find, shipped
from foedus.text.load import load

LINES: list[tuple[str, str, float, float, str]] = []


@dataclass(frozen=True)
class Grown:
    """The places of the flagship with invented units beside the real ones, up to a number, alternately of either plurality."""

    real: Gazetteer
    number: int

    @property
    def name(self) -> str:
        return self.real.name

    @cached_property
    def invented(self) -> tuple[str, ...]:
        return tuple(f"Unit{n}" for n in range(1, self.number - len(self.real.units()) + 1))

    def units(self) -> tuple[PlaceUnit, ...]:
        return (*self.real.units(), *(PlaceUnit(code, code) for code in self.invented))

    def series_names(self) -> tuple[str, ...]:
        return self.real.series_names()

    def series(self, name: str) -> Mapping[str, int | float | str] | None:
        found = self.real.series(name)
        if found is None:
            return None
        values = list(found.values())
        words = ("democratic", "republican")
        like = [values[n % len(values)] if not isinstance(values[0], str) else words[n % 2] for n in range(len(self.invented))]
        return {**found, **dict(zip(self.invented, like, strict=True))}

    def functions(self, table: str) -> tuple[str, ...] | None:
        return self.real.functions(table)

    def known_bodies(self) -> tuple[str, ...]:
        return self.real.known_bodies()

    def neighbours(self, code: str) -> tuple[str, ...]:
        return () if code in self.invented else self.real.neighbours(code)


def flagship(units: int) -> Settlement:
    """The flagship, with so many units."""
    real = gazetteer("us")
    places = real if units <= len(real.units()) else Grown(real, units)
    found = load(Path(shipped("soft-secession")), lambda name: places if name == "us" else None, find=find)
    if found.settlement is None or found.errors:
        raise SystemExit(f"the flagship does not load: {[item.message for item in found.errors]}")
    return found.settlement


# ---- further acts


def chain(number: int, organs: int, ticks: int, draw: random.Random | None = None) -> tuple[dict[str, Variable], list[Move], list[Effect]]:
    """Acts of so many consents and a delay, each open once another has had effect: in a row, or (draw) after one or two at random before it.

    Returns variables, moves, and what the passing of time brings about.
    """
    variables: dict[str, Variable] = {}
    moves: list[Move] = []
    passing: list[Effect] = []
    for n in range(1, number + 1):
        done, timer = f"Act{n} done", f"time to Act{n}"
        bits = [f"yes of Organ{n}.{k} to Act{n}" for k in range(1, organs + 1)]
        variables |= {bit: Variable(bit, (False, True), False) for bit in bits}
        variables |= {done: Variable(done, (False, True), False), timer: Variable(timer, range(ticks + 1), 0)}
        earlier = [n - 1] if draw is None else sorted({draw.randint(max(0, n - 40), n - 1) for _ in range(draw.choice((1, 1, 2)))})
        when = all_of(Is(f"Act{m} done", True) for m in earlier if m)
        for bit in bits:
            complete = all_of(Is(other, True) for other in bits if other != bit)
            parts = ((when, Outcome.CANNOT), (negation(Is(done, True)), Outcome.CANNOT), (Is(timer, 0), Outcome.CANNOT))
            guard = tuple(GuardPart(formula, mode, ("Art. 90",), phrase=f"Art. 90({n})") for formula, mode in parts)
            begun = Effect(complete, timer, ticks) if ticks else Effect(complete, done, True)
            effects = (Effect(negation(complete), bit, True), *(Effect(complete, other, False) for other in bits), begun)
            actor = bit.removeprefix("yes of ").partition(" to ")[0]
            moves.append(Move(MoveKey("consent", actor, f"Act{n}"), guard, effects))
            stands = (GuardPart(Is(bit, True), Outcome.CANNOT, ("Art. 90",)),)
            moves.append(Move(MoveKey("withdrawal", actor, f"Act{n}"), stands, (Effect(all_of(()), bit, False),)))
        if ticks:
            passing += [Effect(Is(timer, 1), done, True), Effect(negation(Is(timer, 0)), timer, Down.ONE)]
    return variables, moves, passing


def with_acts(model: Machine, number: int) -> Machine:
    """A machine with further acts that depend on one another at random; to engage, and to part, depends on late ones of them."""
    draw = random.Random("further acts")
    variables, moves, _ = chain(number, 4, 0, draw)
    needed = {"Engage": f"Act{number // 30} done", "Part": f"Act{number // 20} done"}

    def bound(move: Move) -> Move:
        condition = needed.get(move.key.act)
        if condition is None or move.key.kind == "withdrawal":
            return move
        return replace(move, guard=(*move.guard, GuardPart(Is(condition, True), Outcome.CANNOT, ("Art. 90",), phrase="Art. 90 when")))

    return Machine({**model.variables, **variables}, (*map(bound, model.moves), *moves), model.ticks, model.procedures)


# ---- measuring


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    begun = time.process_time()
    found = work()
    return time.process_time() - begun, found


def note(name: str, said: str, seconds: float, goal: float = 0.0) -> None:
    met = "" if not goal else "met" if seconds <= 2 * goal and said != "undecided" else "MISSED"
    LINES.append((name, said, seconds, goal, met))
    told = f"{goal:8.2f}" if goal else "        "
    print(f"  {name:<58} {said:<34} {seconds:9.2f} {told} {met}", flush=True)


def said_of(found: Decision) -> str:
    name = type(found).__name__.lower()
    return f"{name}, {len(found.trace)} moves" if isinstance(found, Refuted) else name


def judged(
    model: Machine,
    bad: Formula,
    *,
    hide: bool,
    seconds: float = 60.0,
    assume: tuple[Formula, ...] = (),
    first: Callable[[Move], bool] | None = None,
) -> tuple[float, Decision]:
    hidden = frozenset(name for name in model.variables if name.startswith("yes of ")) if hide else frozenset()
    limits = Limits(seconds=seconds)
    return timed(lambda: settle(Matter(model, assume, hide=hidden, first=first), bad, limits, Deadline(seconds), shorten=False))


GOALS = {
    "51 units": (0.15, 0.1, 0.1, 0.1),
    "51 units and 300 acts": (0.15, 1.0, 0.5, 0.1),
    "500 units": (3.5, 2.0, 2.0, 12.0),
    "500 units and 300 acts": (3.0, 14.0, 9.0, 9.0),
}
"""The table of the design: WarTakesTwo, NoFightingWithoutWar, Parted and Engaged, OneCustodian, in seconds."""


def questions(settlement: Settlement, model: Machine) -> Iterator[tuple[str, Machine, Formula, bool]]:
    """The four questions of the table: name, machine (with ghosts where needed), what must never be, and whether consents are hidden."""
    for name in ("WarTakesTwo", "NoFightingWithoutWar"):
        asked = property_of(settlement, model, settlement.promises[name].formula)
        yield name, asked.machine, asked.bad, not asked.ghosts
    parted = any_of(Is(name, True) for name in settlement.conditions if name.partition(" ")[0] == "Parted")
    yield "Parted and Engaged", model, all_of((Is("Engaged", True), parted)), True
    asked = property_of(settlement, model, settlement.promises["OneCustodian"].formula)
    yield "OneCustodian", asked.machine, asked.bad, not asked.ghosts


def bench_machine(sizes: tuple[int, ...]) -> dict[int, Settlement]:
    """From text to machine, and how that grows."""
    print("From text to moves (seconds)")
    found, before = {}, None
    for units in sizes:
        seconds, settlement = timed(lambda units=units: flagship(units))
        note(f"load, {units} units", f"{len(settlement.clauses)} clauses", seconds)
        seconds, model = timed(lambda settlement=settlement: machine(settlement))
        note(f"machine, {units} units", f"{len(model.variables)} variables, {len(model.moves)} moves", seconds)
        if before:
            from math import log

            print(f"    grows as n^{log(seconds / before[1]) / log(units / before[0]):.2f} from {before[0]} units")
        before = (units, seconds)
        found[units] = settlement
    return found


def bench_verdicts(settlements: Mapping[int, Settlement], acts: tuple[int, ...]) -> None:
    """The table of the design, section 11."""
    for units, settlement in settlements.items():
        seconds, ground = timed(lambda settlement=settlement: groundwork(settlement, Limits()))
        note(f"what is proved first, {units} units", f"{len(ground.facts)} of {len(settlement.polities)} polities keep a unit", seconds)
        for number in acts:
            name = f"{units} units" + (f" and {number} acts" if number else "")
            model = with_acts(machine(settlement), number) if number else machine(settlement)
            print(f"{name}: {len(model.variables)} variables, {len(model.moves)} moves (seconds; goal of the design)")
            goals = GOALS.get(name, (0.0,) * 4)
            for (asked, own, bad, hide), goal in zip(questions(settlement, model), goals, strict=True):
                seconds, (part, _) = timed(lambda own=own, bad=bad, facts=ground.facts: part_of(own, (bad,), assume=facts))
                note(f"  slice of {asked}", f"{len(part.variables)} variables, {len(part.transitions)} moves", seconds, 1.0 if units >= 500 else 0.0)
                seconds, found = judged(own, bad, hide=hide, assume=ground.facts, first=few(settlement))
                note(f"  {asked}", said_of(found), seconds, goal)


def long_machine(years: int) -> Machine:
    """A countdown of so many years that a yearly move can set back only while it is young, and something that may happen at its end."""
    timer = Variable("time left", range(years + 1), years)
    over, calm = Variable("over", (False, True), False), Variable("calm", (False, True), True)
    passing = (Effect(Is("time left", 1), "over", True), Effect(negation(Is("time left", 0)), "time left", Down.ONE))
    moves = (
        Move(MoveKey("event", "", "time passes"), (), passing),
        Move(MoveKey("act", "Alder", "Stir"), (GuardPart(Is("over", True), Outcome.CANNOT, ("Art. 1",)),), (Effect(all_of(()), "calm", False),)),
    )
    return Machine({v.name: v for v in (timer, over, calm)}, moves)


def bench_long() -> None:
    """Long countdowns, by years and by days."""
    print("Long countdowns (seconds)")
    for ticks in (40, 400, 400 * 12, 400 * 360):
        for name, bad in (("after the end", Is("calm", False)), ("before the end", all_of((Is("calm", False), negation(Is("time left", 0)))))):
            seconds, found = judged(long_machine(ticks), bad, hide=False, seconds=20.0)
            note(f"{ticks} ticks, {name}", said_of(found), seconds)


def bench_chains() -> None:
    """Acts in a row, each of four consents and two years: the last is reached, or one is barred."""
    print("Chains of acts of 4 consents and 2 years (seconds)")
    for number in (10, 40):
        variables, moves, passing = chain(number, 4, 2)
        time_passes = Move(MoveKey("event", "", "time passes"), (), tuple(passing))
        model = Machine(variables, (*moves, time_passes))
        barred = replace(model, moves=tuple(move for move in model.moves if move.key.act != f"Act{number // 2}"))
        for said, one, goal in (("reached", model, 1.2), ("barred half-way", barred, 4.3)):
            seconds, found = judged(one, Is(f"Act{number} done", True), hide=True)
            note(f"{number} acts, the last {said}", said_of(found), seconds, goal if number == 40 else 0.0)


def main(words: list[str]) -> None:
    """Run what is named, or all."""
    quick = "--quick" in words
    wanted = [word for word in words if not word.startswith("-")]
    sizes = (51,) if quick else (51, 500)
    if not wanted or {"machine", "slices", "verdicts"} & set(wanted):
        settlements = bench_machine(sizes)
        bench_verdicts(settlements, (0, 300))
    if not wanted or "long" in wanted:
        bench_long()
    if not wanted or "chains" in wanted:
        bench_chains()
    missed = [name.strip() for name, _, _, _, met in LINES if met == "MISSED"]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"\nPeak memory {peak:.0f} MB. Goals missed: {', '.join(missed) or 'none'}.")


if __name__ == "__main__":
    main(sys.argv[1:])
