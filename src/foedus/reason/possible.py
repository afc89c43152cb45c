"""What can always come about: plans are gathered until, wherever the question arises, one of them works; or a situation is found from
which none can.

A plan's exact condition is kept as a formula, so that it covers every situation like the one it was made for. Asked of polities alone, the
plans are made of their own moves.
Needs: `foedus.reason.portfolio`. Source: design page REASONING, section 6.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field, replace

from foedus.errors import LimitReached
from foedus.model.formula import FALSE, All, Formula, Is, Not, Value, all_of, given, holds, negation
from foedus.model.machine import Machine, Move, MoveKey
from foedus.reason.certificate import ProofCertificate
from foedus.reason.limits import DEFAULT, Deadline, EngineError, Limits, Tried
from foedus.reason.part import Transition, prepared
from foedus.reason.portfolio import Matter, Proved, Refuted, Undecided, settle
from foedus.reason.ranks import Ranked, Unranked, ranked
from foedus.reason.replay import replay
from foedus.reason.slice import assuming
from foedus.reason.standing import Standing, standing
from foedus.reason.ways import Plan, alone, precondition, with_all_voices


@dataclass(frozen=True, slots=True)
class Follows:
    """Wherever the question arises, the goal can come about.

    plans: ways to it, one of which works wherever the question arises; none where every situation was looked at instead.
    lemma, facts: what the proof keeps, as in `Proved`; vacuous: whether the question never arises; stands: the proof that somewhere a plan works.
    """

    plans: tuple[Plan, ...]
    lemma: tuple[Formula, ...]
    facts: tuple[Formula, ...]
    certificate: ProofCertificate
    tried: tuple[Tried, ...]
    vacuous: bool = False
    stands: Standing | None = None


@dataclass(frozen=True, slots=True)
class Stuck:
    """A situation where the question arises and from which the goal can never come about.

    trace: a history to it; situation: every variable with its value there; because, facts: what from there on always holds and keeps the
    goal away, with its certificate; shortest: whether it is proved that no shorter history ends so.
    """

    trace: tuple[MoveKey, ...]
    situation: dict[str, Value]
    because: tuple[Formula, ...]
    facts: tuple[Formula, ...]
    certificate: ProofCertificate
    shortest: bool
    tried: tuple[Tried, ...]


Possibility = Follows | Stuck | Undecided

MOST_VARIABLES = 40
"""The most variables of a part of which every situation is looked at."""


def possible(
    machine: Machine,
    when: Formula,
    goal: Formula,
    *,
    own: Collection[str] | None = None,
    assume: Iterable[Formula] = (),
    even_in_breach: bool = False,
    hide: Collection[str] = (),
    limits: Limits = DEFAULT,
    first: Callable[[Move], bool] | None = None,
) -> Possibility:
    """Decide whether, wherever `when` holds, some further history leads to a goal.

    own: the polities that must bring it about by themselves and at once, by moves that answer to nobody else; None for anybody.
    assume, even_in_breach, hide: as in `decide`; first: among which moves histories are looked for first. Raises EngineError if a history does not replay.
    """
    matter = Matter(machine, tuple(assume), even_in_breach, frozenset(hide), first=first)
    return _Gathering(matter, when, goal, own, limits, Deadline(limits.seconds)).decision()


def together(parts: Iterable[Formula]) -> Formula:
    """A conjunction in which what one part says of a variable is put into the others."""
    whole = all_of(parts)
    if not isinstance(whole, All):
        return whole
    known: dict[str, Value] = {}
    for part in whole.parts:
        leaf = part.part if isinstance(part, Not) else part
        if isinstance(leaf, Is) and isinstance(leaf.value, bool):
            value = leaf.value != isinstance(part, Not)
            if known.setdefault(leaf.variable, value) != value:
                return FALSE
    rest = (given(part, known) for part in whole.parts if not isinstance(part.part if isinstance(part, Not) else part, Is))
    leaves = (part for part in whole.parts if isinstance(part.part if isinstance(part, Not) else part, Is))
    return all_of((*leaves, *rest)) if known else whole


@dataclass
class _Gathering:
    """Plans being gathered for one question."""

    matter: Matter
    when: Formula
    goal: Formula
    own: Collection[str] | None
    limits: Limits
    deadline: Deadline
    plans: list[Plan] = field(default_factory=list)
    tried: list[Tried] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.part, (self.asked, self.aim) = self.matter.part(self.when, self.goal)
        self.by_key = {transition.key: transition for transition in self.part.transitions}

    def decision(self) -> Possibility:
        try:
            return self._gather() or self._look_at_all() or Undecided(tuple(self.tried))
        except LimitReached as reached:
            self.tried.append(Tried("plans", reached.message, len(self.plans), self.deadline.spent))
            return Undecided(tuple(self.tried))

    @property
    def _uncovered(self) -> Formula:
        return together((self.asked, negation(self.aim), *(negation(plan.when) for plan in self.plans)))

    def _gather(self) -> Possibility | None:
        while len(self.plans) <= self.limits.plans:
            open_ = settle(self.matter, self._uncovered, self.limits, self.deadline, shorten=False)
            if isinstance(open_, Undecided):
                self._note("not finished", open_.tried)
                return None
            if isinstance(open_, Proved):
                return self._follows(open_)
            situation = self._end(open_)
            way = settle(self._from(situation), self.goal, self._brief, self.deadline)
            if isinstance(way, Proved):
                return self._stuck(open_, situation, way)
            if isinstance(way, Undecided):
                self._note("no way found, none excluded", way.tried)
                return None
            plan = self._plan(way, situation)
            if plan is None:
                self._note("a plan is too long", way.tried)
                return None
            self.plans.append(plan)
        self._note("too many plans", ())
        return None

    @property
    def _brief(self) -> Limits:
        """Ways are shortened only so far as is quickly done."""
        return replace(self.limits, shorten=min(1.0, self.limits.shorten), conflicts=self.limits.conflicts // 10)

    def _note(self, outcome: str, tried: tuple[Tried, ...]) -> None:
        self.tried.extend(tried)
        self.tried.append(Tried("plans", outcome, len(self.plans), self.deadline.spent))

    def _end(self, way: Refuted) -> dict[str, Value]:
        return replay(self.matter.machine, way.trace, even_in_breach=self.matter.even_in_breach)[-1]

    def _from(self, situation: dict[str, Value]) -> Matter:
        return replace(self.matter, start=situation, only=None if self.own is None else alone(self.own))

    def _plan(self, way: Refuted, situation: dict[str, Value]) -> Plan | None:
        for moves in dict.fromkeys((with_all_voices(way.trace, self.matter.machine.procedures, self.by_key), way.trace)):
            when = precondition((self.by_key[key] for key in moves), self.part.variables, self.aim, self.limits.size)
            if when is not None and holds(when, situation):
                return Plan(moves, when)
        if when is None:
            return None
        raise EngineError("the condition of a plan fails where the plan was made")

    # ---- answers

    def _follows(self, proof: Proved) -> Follows | None:
        """Check the proof once more with each plan's condition worked out on the moves before folding."""
        whole = prepared(self.matter.machine, even_in_breach=self.matter.even_in_breach)
        rewrite = assuming(self.matter.assume)
        moves: dict[MoveKey, Transition] = {}
        for transition in whole.transitions:
            if transition.key in self.by_key:
                effects = tuple(replace(effect, when=rewrite(effect.when)) for effect in transition.effects)
                moves[transition.key] = Transition(transition.number, transition.key, rewrite(transition.guard), effects)
        never = [rewrite(self.when), negation(rewrite(self.goal))]
        for plan in self.plans:
            exact = precondition(
                (moves[key] for key in plan.moves), self.matter.machine.variables, rewrite(self.goal), 10 * self.limits.size
            )
            if exact is None:
                self._note("a plan is too long to be checked", ())
                return None
            never.append(negation(exact))
        uncovered = together(never)
        checker = self.matter.checker(uncovered, self.deadline)
        facts = tuple(dict.fromkeys((*self.part.facts, *proof.facts)))
        support = checker.support((*proof.lemma, negation(self._uncovered)), facts)
        if isinstance(support, str):
            self._note(f"certificate: {support}", proof.tried)
            return None
        self._note("proved", proof.tried)
        vacuous = not self.plans and isinstance(self._vacuity(), Proved)
        certificate = checker.certificate(support)
        stands = standing(self.matter, uncovered, Proved(support.lemma, support.facts, certificate, (), support.phrases))
        return Follows(tuple(self.plans), support.lemma, support.facts, certificate, tuple(self.tried), vacuous, stands)

    def _vacuity(self) -> Proved | Refuted | Undecided:
        return settle(self.matter, self.when, self.limits, self.deadline, shorten=False)

    def _stuck(self, open_: Refuted, situation: dict[str, Value], proof: Proved) -> Stuck:
        """Tell the stuck situation by the shortest history that is found to one like it."""
        self.tried.extend(proof.tried)
        exact = self._ranks()
        if isinstance(exact, Unranked):
            refuted = Refuted(exact.trace(self.matter.machine), True, ())
        else:
            alike = all_of((self.when, negation(self.goal), *proof.lemma, *proof.facts))
            found = settle(self.matter, alike, self.limits, self.deadline)
            self.tried.extend(found.tried)
            refuted = Refuted(found.trace if isinstance(found, Refuted) else open_.trace, False, ())
        end = self._end(refuted)
        if end != situation:
            again = self._stands_at(end, proof) or settle(self._from(end), self.goal, self.limits, self.deadline)
            if not isinstance(again, Proved):
                refuted, end, again = Refuted(open_.trace, False, ()), situation, proof
            proof = again
        if not holds(self.when, end) or holds(self.goal, end):
            raise EngineError("a stuck situation is none")
        self._note("stuck", ())
        return Stuck(refuted.trace, end, proof.lemma, proof.facts, proof.certificate, refuted.shortest, tuple(self.tried))

    def _stands_at(self, situation: dict[str, Value], proof: Proved) -> Proved | None:
        """The same lemma, where it holds in another situation too and is kept from there."""
        checker = self._from(situation).checker(self.goal, self.deadline)
        support = checker.support(proof.lemma, proof.facts)
        if isinstance(support, str):
            return None
        return replace(proof, lemma=support.lemma, facts=support.facts, certificate=checker.certificate(support), phrases=support.phrases)

    # ---- every situation

    def _ranks(self) -> Ranked | Unranked | None:
        if len(self.part.variables) > MOST_VARIABLES:
            return None
        return ranked(self.matter, self.part, self.asked, self.aim, self.own, self.limits, self.deadline)

    def _look_at_all(self) -> Possibility | None:
        """Where plans do not suffice, every situation in turn."""
        exact = self._ranks()
        if exact is None:
            return None
        if isinstance(exact, Ranked):
            certificate = exact.certificate(self.matter, self.part, self.when, self.goal, self.own, self.deadline)
            self._note("every situation looked at", ())
            return Follows((), (), self.part.facts, certificate, tuple(self.tried)) if certificate.ok else None
        trace = exact.trace(self.matter.machine)
        situation = self._end(Refuted(trace, True, ()))
        proof = settle(self._from(situation), self.goal, self.limits, self.deadline)
        if not isinstance(proof, Proved):
            return None
        self._note("stuck", proof.tried)
        return Stuck(trace, situation, proof.lemma, proof.facts, proof.certificate, True, tuple(self.tried))
