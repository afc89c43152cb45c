"""What holds of every settlement and every history, by the kernel: random settlements, random histories."""

from __future__ import annotations

import random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foedus.errors import Diagnostic
from foedus.model.bind import NOBODY, ORPHAN, holder
from foedus.model.compile import machine
from foedus.model.formula import holds
from foedus.model.kernel import Refusal, Situation, lawful, may, moves, start, step
from foedus.model.machine import MoveKind, Outcome, failing, occurs
from foedus.model.resolve import settle
from foedus.model.settlement import Settlement
from foedus.text.parse import parse_clause
from property.kernel.random_settlements import bars, duties, settlements

LOOK = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
FEW = settings(LOOK, max_examples=20)
SEEDS = st.integers(0, 10**6)


def settlement_of(clauses: tuple[str, ...]) -> Settlement:
    parsed = [parse_clause(clause) for clause in clauses]
    assert not [one for one in parsed if isinstance(one, Diagnostic)], parsed
    found = settle(parsed)
    assert not found.diagnostics.has_errors, [item.message for item in found.diagnostics.found]
    return found.settlement


def history(settlement: Settlement, seed: int, length: int = 30):
    """Situations along a random history: lawful moves mostly, and whatever is tried besides."""
    draw = random.Random(seed)
    situation = start(settlement)
    everything = moves(settlement)
    yield situation
    for _ in range(length):
        possible = list(lawful(settlement, situation))
        move = draw.choice(possible) if possible and draw.random() < 0.9 else draw.choice(everything)
        found = step(settlement, situation, move.key)
        if isinstance(found, Situation):
            situation = found
            yield situation


@LOOK
@given(settlements(), SEEDS)
def test_a_step_is_deterministic_and_a_refused_act_changes_nothing(clauses, seed):
    settlement, again = settlement_of(clauses), settlement_of(clauses)
    draw = random.Random(seed)
    for situation in history(settlement, seed):
        before = dict(situation.values)
        for move in draw.sample(moves(settlement), 12):
            found = step(settlement, situation, move.key)
            other = step(again, Situation(before), move.key)
            assert type(found) is type(other)
            assert dict(situation.values) == before
            if isinstance(found, Refusal):
                assert found == other
            else:
                assert dict(found.values) == dict(other.values)
                assert found.values.keys() == before.keys()


@LOOK
@given(settlements(), SEEDS)
def test_values_stay_in_their_domains_and_only_what_a_move_says_changes(clauses, seed):
    settlement = settlement_of(clauses)
    model = machine(settlement)
    previous = None
    for situation in history(settlement, seed, 60):
        assert all(situation[name] in variable.domain for name, variable in model.variables.items())
        if previous is not None:
            changed = set(situation.changes_from(previous))
            assert any(changed <= {effect.variable for effect in move.effects} for move in model.moves)
        previous = situation


@LOOK
@given(settlements(), SEEDS)
def test_what_one_organ_loses_another_gains_or_is_orphan(clauses, seed):
    settlement = settlement_of(clauses)
    for situation in history(settlement, seed, 60):
        for name, lot in settlement.lots.items():
            keeper = situation.values.get(holder(name), lot.holder)
            assert keeper == ORPHAN or holds(settlement.exists(str(keeper)), situation.values), (name, keeper)
        for name, organ in settlement.organs.items():
            commander = situation.values.get(f"command of {name}", NOBODY)
            assert commander == NOBODY or holds(settlement.exists(name), situation.values)
            assert commander == NOBODY or organ.kind == "force"
        belong = [situation[settlement.membership(unit)] for unit in settlement.units]
        assert all(polity in settlement.polities for polity in belong)


@LOOK
@given(settlements(), bars().filter(lambda bar: "may not" in bar), SEEDS)
def test_a_bar_added_never_grants(clauses, bar, seed):
    """Whatever can be done under a further bar can be done without it, with the same outcome for the situation."""
    with_bar, without = settlement_of((*clauses, bar)), settlement_of(clauses)
    draw = random.Random(seed)
    for situation in history(with_bar, seed):
        for move in draw.sample(moves(with_bar), 20):
            found = step(with_bar, situation, move.key)
            if isinstance(found, Situation):
                other = step(without, situation, move.key)
                assert isinstance(other, Situation)
                assert dict(other.values) == dict(found.values)


KEPT = ("breach of ", "time left for ", "allowed under ")
"""What a duty adds to the situation."""


@FEW
@given(settlements(), duties(), SEEDS)
def test_a_duty_added_makes_nothing_void_or_impossible_but_only_a_breach(clauses, duty, seed):
    """What is refused under a further duty is refused without it, for the same reasons; what has effect has the same effect."""
    bound, free = settlement_of((*clauses, duty)), settlement_of(clauses)
    added = machine(bound).variables.keys() - machine(free).variables.keys()
    assert all(name.startswith(KEPT) for name in added if " to " not in name and not name.startswith(("yes of ", "step of ")))
    draw = random.Random(seed)
    for situation in history(bound, seed, 12):
        plain = Situation({name: value for name, value in situation.values.items() if name not in added})
        for move in draw.sample(tuple(machine(free).by_key.values()), 12):
            same = machine(bound).by_key[move.key]
            with_duty, without = failing(same, situation.values), failing(move, plain.values)
            assert {part.words for part in without} <= {part.words for part in with_duty}
            assert all(part.mode is Outcome.BREACH for part in with_duty if part.words not in {one.words for one in without})
            found, other = step(bound, situation, move.key), step(free, plain, move.key)
            assert type(found) is type(other)
            if isinstance(found, Situation):
                assert {name: value for name, value in found.values.items() if name not in added} == dict(other.values)


@FEW
@given(settlements(), duties().filter(lambda duty: " must not " not in duty), SEEDS)
def test_no_lawful_history_leaves_a_duty_undone(clauses, duty, seed):
    """Nobody comes to stand in breach by a lawful move; by another, only with the articles of the duty."""
    settlement = settlement_of((*clauses, duty))
    draw = random.Random(seed)
    situation = start(settlement)
    assert not [name for name, value in situation.values.items() if name.startswith("breach of ") and value]
    for _ in range(20):
        move = draw.choice([move for move in machine(settlement).by_key.values() if occurs(move, situation.values, even_in_breach=True)])
        after = step(settlement, situation, move.key)
        came = [name for name, (_, value) in after.changes_from(situation).items() if name.startswith("breach of ") and value]
        against = {cite for part in failing(move, situation.values) for cite in part.cites}
        assert {name.removeprefix("breach of ").partition(" by ")[0] for name in came} <= against
        situation = after


@LOOK
@given(settlements(), SEEDS)
def test_void_breach_pending_and_cannot_are_told_apart_and_a_refusal_says_what_is_missing(clauses, seed):
    settlement = settlement_of(clauses)
    draw = random.Random(seed)
    for situation in history(settlement, seed, 12):
        for move in draw.sample([move for move in moves(settlement) if move.kind in (MoveKind.ACT, MoveKind.CONSENT)], 8):
            lacking = failing(move, situation.values)
            modes = {part.mode for part in lacking}
            answer = may(settlement, situation, actor=move.key.actor, act=move.key.act, of=move.key.of)
            if isinstance(answer, Refusal):
                if {other.key.actor for other in machine(settlement).by_act[move.key.act, move.key.of]} == {move.key.actor}:
                    assert answer.verdict is (Outcome.VOID if Outcome.VOID in modes else Outcome.CANNOT)
                assert answer.missing
                assert all(cite.startswith("Art. ") for cite in answer.cites)
                assert answer.cites
                assert (move.key.actor in answer.who_may) == (Outcome.VOID not in modes)
                assert answer.why
                assert answer.remedy
            else:
                assert (answer.verdict is Outcome.BREACH) == (Outcome.BREACH in modes)
                assert (answer.verdict is Outcome.BREACH) == bool(answer.against)
                assert answer.needs == frozenset() or answer.verdict in (Outcome.PENDING, Outcome.BREACH)


@LOOK
@given(settlements(), SEEDS)
def test_whoever_has_no_part_in_an_act_is_told_who_has(clauses, seed):
    settlement = settlement_of(clauses)
    draw = random.Random(seed)
    for act in ("Do1", "Do2"):
        parts = machine(settlement).by_act[act, ""]
        doing = tuple(dict.fromkeys(move.key.actor for move in parts if move.kind in (MoveKind.ACT, MoveKind.CONSENT)))
        other = draw.choice([name for name in ("Legislature of Elm", "Legislature of Yew") if name not in doing])
        answer = may(settlement, start(settlement), actor=other, act=act)
        assert isinstance(answer, Refusal)
        assert answer.verdict is Outcome.VOID
        barred = {move.key.actor for move in parts if Outcome.VOID in {part.mode for part in failing(move, start(settlement).values)}}
        assert answer.who_may == tuple(name for name in doing if name not in barred)


@LOOK
@given(settlements())
def test_effects_of_a_move_on_one_variable_exclude_one_another(clauses):
    """In every situation at most one value is given to a variable; told by random situations, reachable or not."""
    model = machine(settlement_of(clauses))
    draw = random.Random(len(clauses[-1]))
    for _ in range(20):
        situation = {name: draw.choice(tuple(variable.domain)) for name, variable in model.variables.items()}
        for move in draw.sample(model.moves, 20):
            given_: dict[str, object] = {}
            for effect in move.effects:
                if holds(effect.when, situation):
                    assert given_.setdefault(effect.variable, effect.value) == effect.value, (move.key, effect.variable)
