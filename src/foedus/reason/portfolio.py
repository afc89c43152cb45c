"""Deciding whether something can ever happen: several methods side by side, the first sound answer wins.

Methods take turns by amounts of work, never by the clock, so that the same question gets the same answer. A history is replayed by the
kernel on the whole machine before it leaves; a proof leaves only with a certificate.
Needs: `foedus.reason.solver` behind its methods. Source: design page REASONING, section 5.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Generator, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from foedus.errors import LimitReached
from foedus.model.formula import Formula, Value, holds
from foedus.model.machine import Machine, Move, MoveKey
from foedus.reason.certificate import BY_PRECONDITION, Checker, ProofCertificate
from foedus.reason.enumeration import certify_states
from foedus.reason.hide import Filling, hidden
from foedus.reason.limits import DEFAULT, Deadline, EngineError, Limits, Tried
from foedus.reason.near import Near
from foedus.reason.part import Part
from foedus.reason.pdr import History, Lemma, pdr
from foedus.reason.replay import end_of, keys
from foedus.reason.search import Exhausted, Found, TooMany, can_compile, explore
from foedus.reason.slice import part_of, stated
from foedus.reason.unroll import shortest


@dataclass(frozen=True, slots=True)
class Proved:
    """It never happens, in histories of any length.

    lemma: clauses which, with the promise itself, every move keeps; facts: values that are the only ones their variables ever have;
    phrases: phrases of guards that suffice for this proof, or None where it looked at every situation.
    """

    lemma: tuple[Formula, ...]
    facts: tuple[Formula, ...]
    certificate: ProofCertificate
    tried: tuple[Tried, ...]
    phrases: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Refuted:
    """It can happen. trace: a history, replayed by the kernel; shortest: whether it is proved that none is shorter."""

    trace: tuple[MoveKey, ...]
    shortest: bool
    tried: tuple[Tried, ...]


@dataclass(frozen=True, slots=True)
class Undecided:
    """Neither was shown within the limits."""

    tried: tuple[Tried, ...]


Decision = Proved | Refuted | Undecided

LIGHT = 200
"""Values in all domains up to which a query of the solver is taken to be short."""

FEW = 100
"""Queries with which no lemma is found."""


@dataclass(frozen=True)
class Matter:
    """What all questions of one kind have in common.

    assume: formulas proved to be always true; hide: the variables that are consents; start: where histories begin, by default the
    machine's start; only: which moves occur at all; first: among which moves a history is looked for first, since it is then short to find
    and to read.
    """

    machine: Machine
    assume: tuple[Formula, ...] = ()
    even_in_breach: bool = False
    hide: frozenset[str] = frozenset()
    start: Mapping[str, Value] | None = None
    only: Callable[[Move], bool] | None = None
    first: Callable[[Move], bool] | None = None

    def among_few(self) -> Matter | None:
        """The same with the moves alone that are tried first; None where there are none such."""
        few, only = self.first, self.only
        if few is None:
            return None
        both = few if only is None else (lambda move: few(move) and only(move))
        return Matter(self.machine, self.assume, self.even_in_breach, self.hide, self.start, both)

    def part(self, *asked: Formula) -> tuple[Part, tuple[Formula, ...]]:
        """The part on which formulas depend, and the formulas as they read there."""
        return part_of(
            self.machine, asked, assume=self.assume, even_in_breach=self.even_in_breach, start=self.start, only=self.only
        )

    def checker(self, bad: Formula, deadline: Deadline) -> Checker:
        """A checker of proofs that a formula never holds."""
        return Checker(
            self.machine,
            bad,
            deadline,
            assume=self.assume,
            even_in_breach=self.even_in_breach,
            start=self.start,
            only=self.only,
            stated=self.stated(bad),
        )

    def stated(self, formula: Formula) -> Formula:
        """A formula as it reads where what is assumed is put in."""
        return stated(self.machine, formula, self.assume, even_in_breach=self.even_in_breach)


def decide(
    machine: Machine,
    bad: Formula,
    *,
    assume: Iterable[Formula] = (),
    even_in_breach: bool = False,
    hide: Collection[str] = (),
    limits: Limits = DEFAULT,
) -> Decision:
    """Decide whether a formula holds in no situation that can be reached.

    bad: what must never hold. assume: formulas already proved to be always true in the histories meant. even_in_breach: histories in which
    breaches occur too. hide: the variables that are consents; they are made free choices where that helps, and never for a refutation.
    Raises EngineError if a history does not replay, which is a defect of the program.
    """
    return settle(Matter(machine, tuple(assume), even_in_breach, frozenset(hide)), bad, limits, Deadline(limits.seconds))


def settle(matter: Matter, bad: Formula, limits: Limits, deadline: Deadline, *, shorten: bool = True) -> Decision:
    """As `decide`, for a matter and a deadline; shorten: whether a shortest history is looked for."""
    found = _at_hand(matter, bad, deadline)
    if found is not None:
        return found
    few = matter.among_few()
    if few is not None:
        part, (asked,) = few.part(bad)
        tried = _Run(few, bad, part, asked, limits, deadline.within(limits.seconds / 4), shorten).decision()
        if isinstance(tried, Refuted):
            return Refuted(tried.trace, False, tried.tried)
    part, (asked,) = matter.part(bad)
    return _Run(matter, bad, part, asked, limits, deadline, shorten).decision()


def _at_hand(matter: Matter, bad: Formula, deadline: Deadline) -> Decision | None:
    """What needs no search: a history of two moves or fewer, or a promise that every move keeps by itself."""
    near = Near(matter.machine, matter.stated(bad), deadline, matter.even_in_breach, matter.start, matter.only)
    try:
        trace = near.at_once()
        if trace is None:
            checker = matter.checker(bad, deadline)
            support = checker.support((), ())
            if not isinstance(support, str):
                tried = (Tried("near", "every move keeps it", 0, deadline.spent),)
                return Proved((), (), checker.certificate(support), tried, support.phrases)
            trace = near.of_two()
    except LimitReached:
        return None
    if trace is None:
        return None
    told = keys(matter.machine, trace)
    end = end_of(matter.machine, told, even_in_breach=matter.even_in_breach, start=matter.start)
    if not holds(bad, end):
        raise EngineError("a history does not end in the situation that it was found for")
    return Refuted(told, True, (Tried("near", "found", len(trace), deadline.spent),))


@dataclass(frozen=True, slots=True)
class _Filled:
    """A history in numbers of moves, found with consents hidden and filled in."""

    trace: tuple[int, ...]


Answer = Found | Exhausted | TooMany | Lemma | History | _Filled | None
Engine = Generator[None, None, Answer]


@dataclass(slots=True)
class _Turn:
    """One method with its share of the work: so many pauses in the first round, twice as many in each further one."""

    method: str
    engine: Engine
    share: int
    seconds: float = 0.0


@dataclass
class _Run:
    """One question being decided."""

    matter: Matter
    bad: Formula
    part: Part
    asked: Formula
    limits: Limits
    deadline: Deadline
    shorten: bool
    tried: list[Tried] = field(default_factory=list)

    def decision(self) -> Decision:
        try:
            return self._first_answer()
        except LimitReached as reached:
            self.tried.append(Tried("limit", reached.message, seconds=self.deadline.spent))
            return Undecided(tuple(self.tried))

    def _first_answer(self) -> Decision:
        turns = self._methods()
        round_ = 0
        while turns:
            for turn in tuple(turns):
                answer, over = self._work(turn, turn.share << round_)
                if not over:
                    continue
                turns.remove(turn)
                found = self._conclude(turn, answer)
                if found is not None:
                    return found
            round_ += 1
        return Undecided(tuple(self.tried))

    def _methods(self) -> list[_Turn]:
        """The methods that apply, those first that answer most questions at once."""
        found = []
        room = self.limits.cells // max(1, len(self.part.variables))
        bits = sum(len(variable.domain) for variable in self.part.variables.values())
        if can_compile(self.part, self.asked):
            # Where the solver is no help, all the room there is goes to looking at every situation.
            limit = room if bits > self.limits.bits else min(self.limits.states, room)
            found.append(_Turn("explicit", explore(self.part, self.asked, limit), 8))
        if bits > self.limits.bits:
            self.tried.append(Tried("pdr", "too many values for the solver", bits))
            return found
        veiled = hidden(self.part, self.matter.hide)
        if veiled.choices:
            found.append(_Turn("pdr, consents hidden", self._veiled(veiled), 64))
        found.append(_Turn("pdr", pdr(self.part, self.asked, self.deadline), 64))
        return found

    def _veiled(self, veiled: Part) -> Engine:
        answer = yield from pdr(veiled, self.asked, self.deadline)
        if isinstance(answer, Lemma):
            return answer
        trace = yield from Filling(self.part, veiled, self.deadline).fill(answer, self.asked)
        return None if trace is None else _Filled(trace)

    def _work(self, turn: _Turn, share: int) -> tuple[Answer, bool]:
        """Let a method work for its share: (what it found, whether it is through)."""
        began = self.deadline.spent
        try:
            for _ in range(share):
                self.deadline.check()
                next(turn.engine)
        except StopIteration as stop:
            answer: Answer = stop.value
            return answer, True
        except LimitReached:
            self.tried.append(Tried(turn.method, "not finished", seconds=turn.seconds + self.deadline.spent - began))
            raise
        finally:
            turn.seconds += self.deadline.spent - began
        return None, False

    # ---- from an answer to a decision

    def _conclude(self, turn: _Turn, answer: Answer) -> Decision | None:
        match answer:
            case Found(trace, states):
                self._note(turn, "found", states)
                return self._refuted(trace, shortest_known=True)
            case History(legs, frames):
                self._note(turn, "found", frames)
                return self._refuted(tuple(self.part.transitions[place].number for place, _ in legs), shortest_known=False)
            case _Filled(trace):
                self._note(turn, "found", len(trace))
                return self._refuted(trace, shortest_known=False)
            case Lemma(clauses, frames):
                self._note(turn, "proved", frames)
                return self._proved(clauses)
            case Exhausted():
                self._note(turn, "exhausted", answer.states)
                return self._proved_by_states(answer)
            case TooMany(states):
                self._note(turn, "too many situations", states)
            case None:
                self._note(turn, "not filled in", 0)
        return None

    def _note(self, turn: _Turn, outcome: str, size: int) -> None:
        self.tried.append(Tried(turn.method, outcome, size, turn.seconds))

    def _refuted(self, trace: tuple[int, ...], *, shortest_known: bool) -> Refuted:
        is_shortest = shortest_known
        self._replayed(trace)
        if not shortest_known and self.shorten:
            within = self.deadline.within(self.limits.shorten)
            shorter, is_shortest = shortest(self.part, self.asked, len(trace), within, self.limits.conflicts)
            self.tried.append(Tried("unrolling", "shortest" if is_shortest else "not finished", len(trace), within.spent))
            if shorter is not None:
                trace = shorter
                self._replayed(trace)
            elif is_shortest:
                raise EngineError("a history that replays was not found again by unrolling it")
        return Refuted(keys(self.matter.machine, trace), is_shortest, tuple(self.tried))

    def _replayed(self, trace: Sequence[int]) -> None:
        told = keys(self.matter.machine, trace)
        end = end_of(self.matter.machine, told, even_in_breach=self.matter.even_in_breach, start=self.matter.start)
        if not holds(self.bad, end):
            raise EngineError("a history does not end in the situation that it was found for")

    def _proved(self, clauses: Sequence[Formula]) -> Proved | None:
        checker = self.matter.checker(self.bad, self.deadline)
        support = checker.support(clauses, self.part.facts)
        if isinstance(support, str):
            self.tried.append(Tried("certificate", support))
            return None
        try:
            support = checker.shrunk(support, self.limits.lemma)
            certificate = checker.certificate(support)
        except LimitReached:
            # There was no time to say it in fewer clauses; as it stands it was checked.
            certificate = ProofCertificate(BY_PRECONDITION, True)
        return Proved(support.lemma, support.facts, certificate, tuple(self.tried), support.phrases)

    def _proved_by_states(self, answer: Exhausted) -> Decision | None:
        """A proof by exhaustion: the solver is asked for a lemma in few words; else the kernel looks at every situation again."""
        lemma, over = self._lemma_in_words()
        if isinstance(lemma, Lemma):
            found = self._proved(lemma.clauses)
            if found is not None:
                return found
        elif over:
            raise EngineError("explicit search and the solver contradict each other")
        certificate = certify_states(self.matter.checker(self.bad, self.deadline), self.bad, self.part, answer.reached, self.deadline)
        return None if not certificate.ok else Proved((), self.part.facts, certificate, tuple(self.tried))

    def _lemma_in_words(self) -> tuple[Answer, bool]:
        """A lemma from the solver where it is soon found: within few queries, fewer where each is long, and a quarter of the time left."""
        bits = sum(len(variable.domain) for variable in self.part.variables.values())
        share = self.limits.lemma_work * LIGHT // max(LIGHT, bits)
        within = self.deadline.within((self.deadline.seconds - self.deadline.spent) / 4)
        turn = _Turn("pdr", pdr(self.part, self.asked, within), 0)
        if bits > self.limits.bits or share < FEW:
            return None, False
        try:
            lemma, over = self._work(turn, share)
        except LimitReached:
            return None, False
        self._note(turn, "proved" if isinstance(lemma, Lemma) else "not finished", lemma.frames if isinstance(lemma, Lemma) else share)
        return lemma, over
