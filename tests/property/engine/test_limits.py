"""Limits met honestly: decided, or undecided with what was tried, within the time and the memory allowed. No test looks at the clock alone."""

from __future__ import annotations

import random
import tracemalloc

import pytest

from foedus.model.formula import FALSE, TRUE, Is, all_of, any_of, negation
from foedus.model.machine import Down, Effect, GuardPart, Machine, Move, MoveKey, Outcome, Variable
from foedus.reason import limits
from foedus.reason.limits import Deadline, Limits
from foedus.reason.portfolio import Proved, Refuted, Undecided, decide
from foedus.reason.replay import end_of
from foedus.reason.solver import Sat

BIG = 60.0


def countdown(ticks: int) -> Machine:
    """A countdown, and something that may happen at its end."""
    variables = (Variable("left", range(ticks + 1), ticks), Variable("over", (False, True), False), Variable("done", (False, True), False))
    passing = (Effect(Is("left", 1), "over", True), Effect(negation(Is("left", 0)), "left", Down.ONE))
    guard = (GuardPart(Is("over", True), Outcome.CANNOT, ("Art. 1",)),)
    moves = (Move(MoveKey("event", "", "time passes"), (), passing), Move(MoveKey("act", "Alder", "Act"), guard, (Effect(TRUE, "done", True),)))
    return Machine({variable.name: variable for variable in variables}, moves)


def row_of_acts(number: int, consents: int, ticks: int, *, barred: int = 0) -> Machine:
    """Acts in a row, each of so many consents and a delay, each open once the one before has had effect; one may be struck out."""
    variables: dict[str, Variable] = {}
    moves, passing = [], []
    for n in range(1, number + 1):
        done, timer, bits = f"done {n}", f"time to {n}", [f"yes {n}.{k}" for k in range(consents)]
        variables |= {name: Variable(name, (False, True), False) for name in (done, *bits)}
        variables[timer] = Variable(timer, range(ticks + 1), 0)
        when = all_of((*((Is(f"done {n - 1}", True),) if n > 1 else ()), negation(Is(done, True)), Is(timer, 0)))
        for bit in bits:
            complete = all_of(Is(other, True) for other in bits if other != bit)
            clear = (Effect(complete, other, False) for other in bits)
            effects = (Effect(negation(complete), bit, True), *clear, Effect(complete, timer, ticks))
            if n != barred:
                moves.append(Move(MoveKey("consent", bit, f"act {n}"), (GuardPart(when, Outcome.CANNOT, ("Art. 1",)),), effects))
            given = (GuardPart(Is(bit, True), Outcome.CANNOT, ("Art. 1",)),)
            moves.append(Move(MoveKey("withdrawal", bit, f"act {n}"), given, (Effect(TRUE, bit, False),)))
        passing += [Effect(Is(timer, 1), done, True), Effect(negation(Is(timer, 0)), timer, Down.ONE)]
    return Machine(variables, (*moves, Move(MoveKey("event", "", "time passes"), (), tuple(passing))))


def consents_of(machine: Machine) -> frozenset[str]:
    return frozenset(name for name in machine.variables if name.startswith("yes "))


@pytest.mark.parametrize("ticks", [400, 4_800, 144_000])
def test_four_hundred_years_by_years_months_and_days(ticks):
    machine = countdown(ticks)
    early = decide(machine, all_of((Is("done", True), negation(Is("left", 0)))), limits=Limits(seconds=BIG))
    assert isinstance(early, Proved)
    assert early.certificate.ok
    late = decide(machine, Is("done", True), limits=Limits(seconds=BIG))
    assert isinstance(late, Refuted)
    assert len(late.trace) == ticks + 1
    assert end_of(machine, late.trace)["done"]


def test_a_long_countdown_takes_no_great_memory():
    tracemalloc.start()
    found = decide(countdown(20_000), all_of((Is("done", True), negation(Is("left", 0)))), limits=Limits(seconds=BIG))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert isinstance(found, Proved)
    assert peak < 300 * 2**20


def test_forty_acts_in_a_row_of_four_consents_and_two_years():
    machine = row_of_acts(40, 4, 2)
    reached = decide(machine, Is("done 40", True), hide=consents_of(machine), limits=Limits(seconds=BIG, shorten=0.1))
    assert isinstance(reached, Refuted)
    assert len(reached.trace) == 40 * 6
    barred = row_of_acts(40, 4, 2, barred=20)
    never = decide(barred, Is("done 40", True), hide=consents_of(barred), limits=Limits(seconds=BIG))
    assert isinstance(never, Proved)
    assert never.certificate.ok


def puzzle(number: int) -> tuple[Machine, object]:
    """What clauses say badly: more pigeons than holes, and sums of weights that never meet."""
    draw = random.Random("puzzle")
    names = [f"p{n}.{k}" for n in range(number + 1) for k in range(number)]
    variables = {name: Variable(name, (False, True), False) for name in names}
    moves = [Move(MoveKey("act", "", name), (), (Effect(Is(name, False), name, True), Effect(Is(name, True), name, False))) for name in names]
    draw.shuffle(moves)
    housed = all_of(any_of(Is(f"p{n}.{k}", True) for k in range(number)) for n in range(number + 1))
    apart = all_of(
        negation(all_of((Is(f"p{n}.{k}", True), Is(f"p{m}.{k}", True)))) for k in range(number) for n in range(number + 1) for m in range(n)
    )
    return Machine(variables, tuple(moves)), all_of((housed, apart))


def test_what_the_encoding_says_badly_is_undecided_in_time_with_what_was_tried():
    machine, asked = puzzle(11)
    found = decide(machine, asked, limits=Limits(seconds=1.5))
    assert isinstance(found, Undecided)
    assert found.tried
    assert any("limit" in one.outcome or "limit" in one.method for one in found.tried)
    assert sum(one.seconds for one in found.tried if one.method != "limit") < 10


def test_a_limit_holds_inside_one_call_of_the_solver():
    """One call, which would take minutes, ends within its time: the clock is read every few hundred conflicts, and before every call."""
    from foedus.errors import LimitReached
    from foedus.reason.clauses import Clauses

    numbers: dict[str, int] = {}
    clauses = Clauses(lambda leaf: numbers.setdefault(leaf.variable, len(numbers) + 1))
    clauses.count = 12 * 11
    _, asked = puzzle(11)
    clauses.add(clauses.literal(asked))
    deadline = Deadline(0.5)
    solver = Sat(deadline, clauses.clauses)
    with pytest.raises(LimitReached):
        solver.solve()
    assert deadline.spent < 10
    with pytest.raises(LimitReached):
        Sat(Deadline(0.0), [[1]]).solve()


def test_a_part_too_wide_for_the_solver_says_so():
    machine = countdown(3_000)
    found = decide(machine, all_of((Is("done", True), negation(Is("left", 0)))), limits=Limits(seconds=BIG, bits=1_000, states=10))
    assert isinstance(found, Proved)
    found = decide(machine, Is("done", True), limits=Limits(seconds=BIG, bits=1_000, cells=300))
    assert isinstance(found, Undecided)
    assert {one.outcome for one in found.tried} >= {"too many values for the solver", "too many situations"}


def test_no_time_at_all_is_undecided_and_never_an_error():
    found = decide(row_of_acts(5, 2, 1), Is("done 5", True), limits=Limits(seconds=0.0))
    assert isinstance(found, Undecided)
    assert found.tried


def test_what_never_can_be_is_proved_at_once_however_little_time_there_is():
    assert not isinstance(decide(countdown(10), FALSE, limits=Limits(seconds=5.0)), Refuted)


def test_what_takes_too_much_memory_ends_with_words(monkeypatch):
    monkeypatch.setattr(limits, "MEMORY", 1.0)
    monkeypatch.setattr(limits, "ROOM", -10_000.0)
    monkeypatch.setattr(limits, "GLANCE", -1.0)
    found = decide(row_of_acts(12, 3, 2), Is("done 12", True), limits=Limits(seconds=BIG))
    assert isinstance(found, Undecided)
    assert any("MB of memory" in one.outcome for one in found.tried)


def test_a_question_has_room_even_in_a_process_that_holds_much(monkeypatch):
    monkeypatch.setattr(limits, "resident", lambda: 5_000.0)
    assert Deadline(1.0).memory == 5_000.0 + limits.ROOM
    assert not Deadline(1.0).is_over
    monkeypatch.setattr(limits, "resident", lambda: 100.0)
    assert Deadline(1.0).memory == limits.MEMORY
    assert Deadline(1.0).within(0.5).memory == limits.MEMORY


def test_the_memory_that_is_told_is_that_of_the_process():
    assert 10 < limits.resident() < 100_000
    assert 10 < limits._most_held() < 100_000
