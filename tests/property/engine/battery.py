"""One battery of checks for a random machine: each answer of the engine against the plainest possible one. Raises where they differ.

The battery is what the tests of the engine run, and what every mutant of it must fail. It says nothing about how an answer is found.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from fractions import Fraction
from functools import cached_property

from foedus.model.formula import TRUE, Formula, Is, Value, Weighs, all_of, any_of, holds, negation
from foedus.model.machine import Machine, Move, apply, failing, is_lawful, occurs
from foedus.reason.certificate import Checker, Support, conjunction
from foedus.reason.clauses import Clauses
from foedus.reason.encode import pattern, state_literals
from foedus.reason.enumeration import certify_states
from foedus.reason.game import Loses, Wins, game
from foedus.reason.hide import Filling, hidden
from foedus.reason.limits import Deadline, Limits
from foedus.reason.part import Part, Transition, after, before, enabled, guard_of
from foedus.reason.pdr import History, Lemma, pdr
from foedus.reason.portfolio import Matter, Proved, Refuted, Undecided, decide
from foedus.reason.possible import Follows, Stuck, possible
from foedus.reason.ranks import Ranked, ranked
from foedus.reason.replay import keys, replay
from foedus.reason.rests import rests_on, strike
from foedus.reason.search import Exhausted, Found, Reached, compiled, explore
from foedus.reason.slice import part_of
from foedus.reason.solver import Sat
from foedus.reason.unroll import shortest
from foedus.reason.ways import alone
from property.engine.random_machines import (
    SIDES,
    Drawn,
    a_formula,
    a_machine,
    all_situations,
    as_key,
    reachable,
    something_to_ask,
    with_time_for_objections,
)

SECONDS = 10.0
"""Far more than any question about a small machine takes."""

LIMITS = Limits(seconds=SECONDS, shorten=SECONDS)
SMALL = 200
"""Situations up to which every one of them, reachable or not, is looked at."""

State = tuple[Value, ...]


class Subject:
    """A drawn machine, and all that can be known about it by looking at every situation."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self.drawn: Drawn = a_machine(random.Random(seed))
        self.machine: Machine = self.drawn.machine
        self.asked = self.drawn.asked
        self.breach = self.stream("breach").random() < 0.3
        self.draw = self.stream("")

    def of(self, machine: Machine) -> Subject:
        """Another machine in the place of this one, asked the same."""
        other = Subject(self.seed)
        other.machine, other.draw = machine, self.draw
        return other

    def stream(self, name: str) -> random.Random:
        """A stream of chance for one check, so that it draws the same alone and after others."""
        return random.Random(f"{name} {self.seed}")

    @cached_property
    def reached(self) -> dict[State, tuple[dict[str, Value], int]]:
        return reachable(self.machine, even_in_breach=self.breach)

    @cached_property
    def least(self) -> int | None:
        return min((length for situation, length in self.reached.values() if holds(self.asked, situation)), default=None)

    @cached_property
    def first(self) -> tuple[int, ...]:
        """Of the shortest histories to what is asked for, the one with the earliest moves in order of declaration."""
        goals = {key for key, (situation, _) in self.reached.items() if holds(self.asked, situation)}
        layers = [goals]
        while as_key(self.machine.start) not in layers[-1]:
            known = layers[-1]
            layers.append(
                {
                    key
                    for key, (situation, _) in self.reached.items()
                    if any(as_key(apply(move, situation)) in known for move in self.occurring(situation))
                }
            )
        situation, trace = self.machine.start, []
        for layer in reversed(layers[:-1]):
            following = ((n, apply(move, situation)) for n, move in enumerate(self.machine.moves) if move in self.occurring(situation, (move,)))
            number, situation = next((n, after_) for n, after_ in following if as_key(after_) in layer)
            trace.append(number)
        return tuple(trace)

    @cached_property
    def situations(self) -> list[dict[str, Value]]:
        return list(all_situations(self.machine))

    @cached_property
    def steps(self) -> list[tuple[int, int]]:
        """All moves from all situations, as pairs of places in `situations`."""
        places = {as_key(situation): n for n, situation in enumerate(self.situations)}
        pairs = {
            (n, places[as_key(apply(move, situation))]) for n, situation in enumerate(self.situations) for move in self.occurring(situation)
        }
        return sorted(pairs)

    @cached_property
    def always(self) -> tuple[Formula, ...]:
        """Some formulas that hold in every situation reached, to be assumed."""
        variables = list(self.machine.variables.values())
        draw = self.stream("always")
        tried = (a_formula(draw, variables, draw.choice((1, 2))) for _ in range(12))
        return tuple(fact for fact in tried if all(holds(fact, situation) for situation, _ in self.reached.values()))[:3]

    def occurring(self, situation: Mapping[str, Value], moves: Iterable[Move] | None = None) -> list[Move]:
        return [move for move in (self.machine.moves if moves is None else moves) if occurs(move, situation, even_in_breach=self.breach)]

    def from_here(self, situation: dict[str, Value], moves: Iterable[Move] | None = None) -> dict[State, dict[str, Value]]:
        """Every situation that some moves lead to."""
        moves = self.machine.moves if moves is None else tuple(moves)
        found = {as_key(situation): situation}
        waiting = [situation]
        for one in waiting:
            for move in self.occurring(one, moves):
                following = apply(move, one)
                if as_key(following) not in found:
                    found[as_key(following)] = following
                    waiting.append(following)
        return found


def whole_part(machine: Machine, *, even_in_breach: bool) -> Part:
    """A machine as a part from which nothing is cut."""
    transitions = (
        Transition(n, move.key, guard_of(move, even_in_breach=even_in_breach), move.effects) for n, move in enumerate(machine.moves)
    )
    return Part(machine.variables, tuple(transitions))


def ended(engine):
    """What a generator returns."""
    while True:
        try:
            next(engine)
        except StopIteration as stop:
            return stop.value


def ends_well(machine: Machine, trace, asked: Formula, **how) -> None:
    assert holds(asked, replay(machine, trace, **how)[-1])


# ---- the readers of one tree


def check_readers(subject: Subject) -> int:
    """Kernel, compiled functions, encoder and precondition agree on (situation, move) pairs; returns how many were looked at."""
    machine, draw, breach = subject.machine, subject.draw, subject.breach
    part = whole_part(machine, even_in_breach=breach)
    drawing = pattern(part, (subject.asked,))
    solver = Sat(Deadline(SECONDS), drawing.clauses)
    program = compiled(part)
    is_asked = program.test(subject.asked)
    leaves = {(atom.variable, atom.value): n + 1 for n, atom in enumerate(drawing.atoms)}
    for variable in machine.variables.values():
        if len(variable.domain) == 2:
            leaves[variable.name, variable.domain[0]] = -leaves[variable.name, variable.domain[1]]
    for variable in machine.variables.values():
        if len(variable.domain) > 2:
            for prime in (abs, drawing.prime):
                values = [prime(leaves[variable.name, value]) for value in variable.domain]
                assert not solver.solve(values[:2])
                assert not solver.solve([-literal for literal in values])
    pairs = 0
    for situation in draw.sample(subject.situations, min(4, len(subject.situations))):
        bits = state_literals(leaves, part, situation)
        place = tuple(tuple(variable.domain).index(situation[name]) for name, variable in machine.variables.items())
        successors = {n: program.valuation(state) for n, state in program.successors(place)}
        assert is_asked(place) == holds(subject.asked, situation)
        assert solver.solve([*bits, drawing.asked[0]]) == holds(subject.asked, situation)
        for n, move in enumerate(machine.moves):
            pairs += 1
            can = occurs(move, situation, even_in_breach=breach)
            assert can == enabled(part.transitions[n], situation)
            assert is_lawful(move, situation) == (not failing(move, situation))
            assert (n in successors) == can
            assert solver.solve([*bits, drawing.moves[n]]) == can
            following = apply(move, situation)
            assert following == after(move.effects, situation)
            assert holds(before(move.effects, machine.variables, subject.asked), situation) == holds(subject.asked, following)
            if can:
                assert successors[n] == following
                told = state_literals(leaves, part, following)
                assert all(literal in solver.model for literal in map(drawing.prime, told))
                assert not any(solver.solve([*bits, drawing.moves[n], -drawing.prime(literal)]) for literal in told)
        assert all(literal in _idle(solver, bits, drawing) for literal in map(drawing.prime, bits))
    return pairs


def check_thresholds(subject: Subject) -> None:
    """A weighted threshold as a decision diagram and as an adder, against the sum."""
    draw = subject.draw
    variables = list(subject.machine.variables.values())
    weights = tuple((draw.randint(1, 9), a_formula(draw, variables, 1)) for _ in range(draw.randint(2, 6)))
    threshold = Weighs(draw.randint(1, sum(weight for weight, _ in weights)), weights)
    for large in (-1, 0, 2_000):
        atoms: dict[Is, int] = {}
        clauses = Clauses(lambda leaf, atoms=atoms: atoms.setdefault(leaf, 1_000 + len(atoms)), count=2_000, large=large)
        literal = clauses.literal(threshold)
        solver = Sat(Deadline(SECONDS), clauses.clauses)
        for situation in draw.sample(subject.situations, min(3, len(subject.situations))):
            told = [number if holds(leaf, situation) else -number for leaf, number in atoms.items()]
            assert solver.solve([*told, literal]) == holds(threshold, situation)
            assert solver.solve([*told, -literal]) != holds(threshold, situation)


def _idle(solver: Sat, bits, drawing) -> set[int]:
    """The situation after the idle move, which is always possible."""
    assert solver.solve([*bits, *(-move for move in drawing.moves)])
    return set(solver.model)


# ---- the part of a machine that matters


def check_slice(subject: Subject) -> None:
    """A slice reaches exactly the images of what the machine reaches, the question reads the same there, and its facts are facts."""
    assume = subject.always if subject.draw.random() < 0.6 else ()
    begin = subject.draw.choice([situation for situation, _ in subject.reached.values()])
    for start, reached in ((None, [one for one, _ in subject.reached.values()]), (begin, list(subject.from_here(begin).values()))):
        part, (asked,) = part_of(subject.machine, (subject.asked,), assume=assume, even_in_breach=subject.breach, start=start)
        for situation in reached:
            assert holds(asked, part.project(situation)) == holds(subject.asked, situation)
            assert all(holds(fact, situation) for fact in part.facts)
        images = {as_key(part.project(situation)) for situation in reached}
        found = {as_key(part.start)}
        waiting = [part.start]
        for one in waiting:
            for transition in part.transitions:
                if enabled(transition, one):
                    following = after(transition.effects, one)
                    if as_key(following) not in found:
                        found.add(as_key(following))
                        waiting.append(following)
        assert found == images


# ---- verdicts


def check_verdict(subject: Subject) -> None:
    """The portfolio says what explicit search on the whole machine says; histories are shortest and replay; proofs have certificates."""
    assume = subject.always if subject.draw.random() < 0.5 else ()
    found = decide(
        subject.machine, subject.asked, assume=assume, even_in_breach=subject.breach, hide=subject.drawn.hide, limits=LIMITS
    )
    if subject.least is None:
        assert isinstance(found, Proved)
        assert found.certificate.ok
        kept = conjunction(Support(found.lemma, found.facts))
        assert all(holds(kept, situation) for situation, _ in subject.reached.values())
    else:
        assert isinstance(found, Refuted)
        assert found.shortest
        assert found.trace == keys(subject.machine, subject.first)


def check_methods(subject: Subject) -> None:
    """Each method by itself, on the slice and on the whole."""
    deadline = Deadline(SECONDS)
    matter = Matter(subject.machine, even_in_breach=subject.breach, hide=subject.drawn.hide)
    part, (asked,) = matter.part(subject.asked)
    for one, formula in ((part, asked), (whole_part(subject.machine, even_in_breach=subject.breach), subject.asked)):
        checker = matter.checker(subject.asked, deadline)
        _check_search(subject, one, formula, checker, deadline)
        _check_pdr(subject, one, formula, checker, deadline)
    _check_hidden(subject, matter, part, asked, deadline)


def _check_search(subject: Subject, part: Part, asked: Formula, checker: Checker, deadline: Deadline) -> None:
    if not part.variables:
        assert holds(asked, {}) == (subject.least == 0)
        return
    found = ended(explore(part, asked, 10_000))
    if subject.least is not None:
        assert isinstance(found, Found)
        assert found.trace == subject.first
        return
    assert isinstance(found, Exhausted)
    assert certify_states(checker, subject.asked, part, found.reached, deadline).ok
    parents = dict(found.reached.parents)
    del parents[subject.draw.choice(list(parents))]
    assert not certify_states(checker, subject.asked, part, Reached(found.reached.program, parents), deadline).ok
    somewhere = all_of(Is(name, value) for name, value in found.reached.program.valuation(subject.draw.choice(list(found.reached.parents))).items())
    assert not certify_states(checker, somewhere, part, found.reached, deadline).ok


def _check_pdr(subject: Subject, part: Part, asked: Formula, checker: Checker, deadline: Deadline) -> None:
    answer = ended(pdr(part, asked, deadline))
    if subject.least is None:
        assert isinstance(answer, Lemma)
        support = checker.support(answer.clauses, part.facts)
        assert isinstance(support, Support), support
        assert checker.certificate(support).ok
        shrunk = checker.shrunk(support, 100)
        assert checker.certificate(shrunk).ok
        assert set(shrunk.lemma) <= set(support.lemma)
        assert shortest(part, asked, 3, deadline, 100_000) == (None, True)
        return
    assert isinstance(answer, History)
    trace = keys(subject.machine, (part.transitions[place].number for place, _ in answer.legs))
    ends_well(subject.machine, trace, subject.asked, even_in_breach=subject.breach)
    shorter, is_shortest = shortest(part, asked, len(trace), deadline, 1_000_000)
    assert is_shortest
    assert shorter is not None
    assert shorter == subject.first


def _check_hidden(subject: Subject, matter: Matter, part: Part, asked: Formula, deadline: Deadline) -> None:
    """Hiding never proves what is refuted; what it proves has a certificate on the whole machine; what it fills in replays."""
    veiled = hidden(part, subject.drawn.hide)
    if not veiled.choices:
        return
    answer = ended(pdr(veiled, asked, deadline))
    if isinstance(answer, Lemma):
        assert subject.least is None
        support = matter.checker(subject.asked, deadline).support(answer.clauses, part.facts)
        assert isinstance(support, Support), support
        return
    trace = ended(Filling(part, veiled, deadline).fill(answer, asked))
    if trace is not None:
        assert subject.least is not None
        ends_well(subject.machine, keys(subject.machine, trace), subject.asked, even_in_breach=subject.breach)


# ---- certificates


def check_certificates(subject: Subject) -> None:
    """Random lemmas, most of them wrong: the checker accepts one if and only if all situations, looked at one by one, bear it out."""
    if len(subject.situations) > SMALL:
        return
    assume = subject.always if subject.draw.random() < 0.5 else ()
    checker = Matter(subject.machine, assume, even_in_breach=subject.breach).checker(subject.asked, Deadline(SECONDS))
    promise = negation(subject.asked)
    variables = list(subject.machine.variables.values())
    for _ in range(6):
        lemma = tuple(_a_clause(subject, variables) for _ in range(subject.draw.randint(0, 3)))
        facts = tuple(_some_facts(subject)) if subject.draw.random() < 0.5 else ()
        found = checker.support(lemma, facts)
        if isinstance(found, Support):
            assert set(found.lemma) <= set(lemma)
            assert set(found.facts) <= set(facts)
            assert _is_kept(subject, (promise, *found.lemma, *found.facts), assume)
            assert checker.certificate(found).ok
        else:
            assert not _is_kept(subject, (promise, *lemma, *facts), assume)
        assert (checker.facts_fail(facts) == "") == _is_kept(subject, facts, assume)


def _a_clause(subject: Subject, variables) -> Formula:
    """A clause: now and then anything, most often one that holds at the start."""
    draw = subject.draw
    formula = any_of(a_formula(draw, variables, draw.choice((0, 0, 1))) for _ in range(draw.randint(1, 3)))
    if not holds(formula, subject.machine.start) and draw.random() < 0.9:
        formula = negation(formula)
    return formula


def _some_facts(subject: Subject):
    """What folding might say: that a variable has one of some values only, of one variable each."""
    draw = subject.draw
    for name, variable in subject.machine.variables.items():
        if draw.random() < 0.4:
            seen = {situation[name] for situation, _ in subject.reached.values()} if draw.random() < 0.7 else {variable.start}
            if len(seen) < len(variable.domain):
                yield any_of(Is(name, value) for value in variable.domain if value in seen)


def _is_kept(subject: Subject, formulas: tuple[Formula, ...], assume: tuple[Formula, ...]) -> bool:
    """By definition: all hold at the start, and where all hold, they hold after every move, as far as what is assumed holds."""
    together, given = all_of(formulas), all_of(assume)
    if not holds(together, subject.machine.start):
        return False
    thought = [holds(given, situation) for situation in subject.situations]
    truth = [holds(together, situation) for situation in subject.situations]
    return all(truth[then] for first, then in subject.steps if truth[first] and thought[first] and thought[then])


# ---- what can follow, and who can bring it about


def check_possible(subject: Subject) -> None:
    """From every situation where the question arises, backward search finds the goal; or the story ends where it finds none."""
    draw = subject.draw
    when = subject.asked if draw.random() < 0.7 else TRUE
    goal = a_formula(draw, list(subject.machine.variables.values()), 2)
    own = draw.choice((None, None, ("Alder",), SIDES))
    found = possible(subject.machine, when, goal, own=own, even_in_breach=subject.breach, hide=subject.drawn.hide, limits=LIMITS)
    is_own = None if own is None else alone(own)
    moves = [move for move in subject.machine.moves if is_own is None or is_own(move)]
    reached = [situation for situation, _ in subject.reached.values()]
    good = {as_key(situation) for situation in reached if holds(goal, situation)}
    grown = True
    while grown:
        more = {
            as_key(situation)
            for situation in reached
            if as_key(situation) not in good and any(as_key(apply(move, situation)) in good for move in subject.occurring(situation, moves))
        }
        good |= more
        grown = bool(more)
    stuck = [length for situation, length in subject.reached.values() if holds(when, situation) and as_key(situation) not in good]
    if not stuck:
        assert isinstance(found, Follows)
        assert found.certificate.ok
        assert found.vacuous == (not found.plans and not any(holds(when, situation) for situation in reached)) or found.plans
        return
    assert isinstance(found, Stuck)
    assert found.certificate.ok
    end = replay(subject.machine, found.trace, even_in_breach=subject.breach)[-1]
    assert end == found.situation
    assert holds(when, end)
    assert as_key(end) not in good
    because = all_of((*found.because, *found.facts))
    assert all(holds(because, one) and not holds(goal, one) for one in subject.from_here(end, moves).values())
    if found.shortest:
        assert len(found.trace) == min(stuck)


def check_ranks(subject: Subject) -> None:
    """A table of ranks is what backward search says, and one that is wrong in a place is refused."""
    draw = subject.draw
    goal = a_formula(draw, list(subject.machine.variables.values()), 1)
    matter = Matter(subject.machine, even_in_breach=subject.breach)
    own = draw.choice((None, ("Alder",)))
    part, (asked, aim) = matter.part(subject.asked, goal)
    if not part.variables:
        return
    table = ranked(matter, part, asked, aim, own, LIMITS, Deadline(SECONDS))
    if not isinstance(table, Ranked):
        return
    assert table.certificate(matter, part, subject.asked, goal, own, Deadline(SECONDS)).ok
    wrong = dict(table.ranks)
    where = [state for state, rank in wrong.items() if rank > 0]
    if where:
        wrong[draw.choice(where)] -= 1
        assert not Ranked(table.reached, wrong).certificate(matter, part, subject.asked, goal, own, Deadline(SECONDS)).ok


def check_game(subject: Subject) -> None:
    """The year game by its definition, on every situation of the whole machine."""
    draw = subject.draw
    goal = something_to_ask(draw, subject.machine, list(subject.machine.variables.values()))
    when = TRUE if draw.random() < 0.7 else subject.asked
    if draw.random() < 0.4:
        subject, goal = subject.of(with_time_for_objections(draw, subject.machine)), Is("done", True)
    within = draw.choice((None, None, 1, 2, 3, Fraction(1, 2), Fraction(3, 2)))
    found = game(subject.machine, ("Alder",), goal, when=when, within=within, even_in_breach=subject.breach, limits=LIMITS)
    winning, ticks = _by_definition(subject, goal, within)
    asked = {key for key, (situation, _) in subject.reached.items() if holds(when, situation)}
    few = replace(LIMITS, states=draw.choice((2, 5, 10)))
    _is_sound(subject, game(subject.machine, ("Alder",), goal, when=when, within=within, even_in_breach=subject.breach, limits=few), asked, winning)
    if asked <= winning:
        assert isinstance(found, Wins)
        assert found.vacuous == (not asked)
        assert found.ticks == ticks(asked)
        return
    assert isinstance(found, Loses)
    end = replay(subject.machine, found.trace, even_in_breach=subject.breach)[-1]
    assert as_key(end) in asked - winning
    assert len(found.trace) == min(subject.reached[key][1] for key in asked - winning)


def _is_sound(subject: Subject, found: Wins | Loses | Undecided, asked: set[State], winning: set[State]) -> None:
    """Within a limit of few situations, what is answered is true, though the history need not be shortest."""
    if isinstance(found, Wins):
        assert asked <= winning
    if isinstance(found, Loses):
        assert as_key(replay(subject.machine, found.trace, even_in_breach=subject.breach)[-1]) in asked - winning


def _by_definition(subject: Subject, goal: Formula, within: Fraction | int | None) -> tuple[set[State], Callable[[set[State]], int]]:
    """The situations won within so many ticks, and for a set of them the least number of ticks that wins them all."""
    is_own = alone(("Alder",))
    own = [move for move in subject.machine.moves if is_own(move)]
    time = [move for move in subject.machine.moves if move.key.act == "time passes"]
    others = [move for move in subject.machine.moves if move not in own and move not in time]
    reached = {key: situation for key, (situation, _) in subject.reached.items()}
    answers = {key: set(subject.from_here(situation, own)) for key, situation in reached.items()}
    turned = {key: next((as_key(apply(move, one)) for move in subject.occurring(one, time)), key) for key, one in reached.items()}
    met = {key: [as_key(apply(move, one)) for move in subject.occurring(one, others)] for key, one in reached.items()}
    aim = {key for key, situation in reached.items() if holds(goal, situation)}
    objections = [move for move in others if move.key.kind == "objection"]

    def last_words(key: State, said: frozenset[State] = frozenset()) -> frozenset[State]:
        """Where the tick may end: here, or after objections; what is the goal has come about."""
        if key in said or key in aim:
            return said
        said |= {key}
        for move in subject.occurring(reached[key], objections):
            said = last_words(as_key(apply(move, reached[key])), said)
        return said

    ends = {key: {turned[last] for last in last_words(key)} for key in reached}
    def others_first(won: set[State]) -> set[State]:
        """Where a tick may begin: whatever the others do before an answer, it stays won, or the goal has come about."""
        if all(key in aim or set(met[key]) <= won for key in won):
            return won
        return others_first({key for key in won if key in aim or set(met[key]) <= won})

    layers = [aim if within is None or within == int(within) else {key for key in reached if answers[key] & aim}]
    while within is None or len(layers) <= within:
        kept = set(reached)
        while True:
            safe = {key for key in kept if ends[key] <= others_first(layers[-1]) and all(other in kept for other in met[key])}
            fewer = {key for key in kept if answers[key] & (aim | safe)}
            if fewer == kept:
                break
            kept = fewer
        if within is None and kept == layers[-1]:
            break
        layers.append(kept)
    return layers[-1], lambda wanted: next(n for n, layer in enumerate(layers) if wanted <= layer)


# ---- what a proof rests on


def check_rests_on(subject: Subject) -> None:
    """Necessary phrases, least sets and silence, against striking every set of phrases; and a struck phrase never proves more."""
    phrases = tuple(dict.fromkeys(part.phrase for move in subject.machine.moves for part in move.guard if part.phrase))
    if subject.least is not None:
        struck = strike(subject.machine, subject.draw.sample(phrases, subject.draw.randint(0, len(phrases))))
        assert any(holds(subject.asked, situation) for situation, _ in reachable(struck, even_in_breach=subject.breach).values())
        assert rests_on(subject.machine, subject.asked, even_in_breach=subject.breach, limits=LIMITS) is None
        return
    if len(phrases) > 6:
        return
    found = rests_on(subject.machine, subject.asked, even_in_breach=subject.breach, limits=LIMITS, sets=40)
    assert found is not None
    sufficient: list[frozenset[str]] = []
    for number in range(1 << len(phrases)):
        kept = frozenset(phrase for n, phrase in enumerate(phrases) if number >> n & 1)
        struck = strike(subject.machine, set(phrases) - kept)
        if not any(holds(subject.asked, one) for one, _ in reachable(struck, even_in_breach=subject.breach).values()):
            sufficient.append(kept)
    least = {kept for kept in sufficient if not any(other < kept for other in sufficient)}
    everything = frozenset(phrases)
    assert found.complete
    assert found.silence == (frozenset() in least)
    assert set(found.necessary) == {phrase for phrase in phrases if everything - {phrase} not in sufficient}
    assert set(map(frozenset, found.minimal)) == least
    for phrase, trace in found.broken_by.items():
        ends_well(strike(subject.machine, {phrase}), trace, subject.asked, even_in_breach=subject.breach)


CHECKS: tuple[Callable[[Subject], object], ...] = (
    check_readers,
    check_thresholds,
    check_slice,
    check_verdict,
    check_methods,
    check_certificates,
    check_possible,
    check_ranks,
    check_game,
    check_rests_on,
)


def run(seed: int, checks: Iterable[Callable[[Subject], object]] = CHECKS) -> None:
    """All checks of one random machine."""
    subject = Subject(seed)
    for check in checks:
        subject.draw = subject.stream(check.__name__)
        check(subject)
