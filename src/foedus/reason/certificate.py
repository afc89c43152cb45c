"""The independent check of a proof: the lemma holds at the start, every move keeps it, and it excludes what was never to be.

Nothing is taken from the search but its lemma. The check runs on the whole machine, before slicing and folding; a move is judged by the
weakest precondition of each clause, without a transition relation, by another solver; weighted thresholds are added up in binary.
Needs: `foedus.reason.solver`. Source: design page REASONING, section 5.
"""

from __future__ import annotations

import weakref
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from foedus.model.formula import All, Any, Formula, Is, Value, all_of, any_of, holds, names, negation, variables
from foedus.model.machine import Machine, Move, Outcome
from foedus.reason.clauses import Clauses, Literal
from foedus.reason.limits import Deadline
from foedus.reason.part import Prepared, Reading, before, prepared
from foedus.reason.solver import CHECKER, Sat

BY_PRECONDITION = "cadical, weakest precondition"


@dataclass(frozen=True, slots=True)
class ProofCertificate:
    """How a proof was checked. by: the path of the check; ok: whether it stood; failing: the clause, or the move, that did not."""

    by: str
    ok: bool
    failing: str = ""


@dataclass(frozen=True, slots=True)
class Support:
    """What a checked proof needs.

    lemma: clauses found by search; facts: values that folding found to be the only ones; phrases: the phrases of guards that were leant on.
    """

    lemma: tuple[Formula, ...]
    facts: tuple[Formula, ...]
    phrases: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Kept:
    """That a move keeps a formula. reasons: the formulas that were needed, by number; phrases: those of the move's guard."""

    reasons: frozenset[int]
    phrases: frozenset[str]


class Checker:
    """Checks lemmas for one promise on one machine.

    bad: what must never hold; assume: formulas proved elsewhere; start: where histories begin, by default the machine's start;
    only: which moves occur at all; stated: what must never hold, as it reads where the assumptions are put in: that it comes to the same is checked.
    """

    def __init__(
        self,
        machine: Machine,
        bad: Formula,
        deadline: Deadline,
        *,
        assume: Iterable[Formula] = (),
        even_in_breach: bool = False,
        start: Mapping[str, Value] | None = None,
        only: Callable[[Move], bool] | None = None,
        stated: Formula | None = None,
    ) -> None:
        self.machine = machine
        self.bad = bad
        stated = bad if stated is None else stated
        self._same = stated == bad
        # What must never hold is denied part by part; all together they are the promise, and of each move it is asked at once whether it keeps them.
        self.promises = promised(stated)
        self.start = machine.start if start is None else start
        self.even_in_breach = even_in_breach
        self.whole: Prepared = prepared(machine, even_in_breach=even_in_breach)
        self.only = only
        self.assume = tuple(assume)
        self.assumed_of = frozenset(name for fact in self.assume for name in variables(fact))
        self.leaves: dict[str, dict[Value, Literal]] = {}
        # Thresholds are adders here but for the simplest, and decision diagrams where proofs are searched for: one construction checks the other.
        # Its owner is held weakly: with a ring through it, solver and tables would live on until the collector of garbage came round.
        owner: Checker = weakref.proxy(self)
        self.clauses = Clauses(lambda leaf: owner._leaf(leaf), large=0)
        self.sat = Sat(deadline, name=CHECKER)
        self._formulas: list[Formula] = []
        self._numbers: dict[Formula, int] = {}
        self._switches: dict[int, Literal] = {}
        self._guards: dict[int, tuple[tuple[Literal, str], ...]] = {}
        self._after: dict[int, list[Literal]] = {}
        self._needed: dict[tuple[int, int], tuple[tuple[int, Literal], ...]] = {}
        self._parts: dict[int, tuple[tuple[Formula, ...], list[Literal], dict[str, list[int]]]] = {}
        self._reads: dict[int, frozenset[str]] = {}
        self._verdicts: dict[tuple[int, int, bool], tuple[frozenset[int] | None, _Kept | None]] = {}
        for formula in self.assume:
            self.clauses.add(self.clauses.literal(formula))

    def _number(self, formula: Formula) -> int:
        """Formulas are long; they are handled by number."""
        number = self._numbers.setdefault(formula, len(self._formulas))
        if number == len(self._formulas):
            self._formulas.append(formula)
        return number

    def _leaf(self, leaf: Is) -> Literal:
        if leaf.variable not in self.leaves:
            literals = {value: self.clauses.new() for value in self.machine.variables[leaf.variable].domain}
            self.leaves[leaf.variable] = literals
            self.clauses.exactly_one(list(literals.values()))
        return self.leaves[leaf.variable].get(leaf.value) or -self.clauses.true

    def _solve(self, assumptions: Sequence[Literal]) -> bool:
        self.sat.add_all(self.clauses.handed_over())
        return self.sat.solve(assumptions)

    def _switch(self, number: int) -> Literal:
        """A literal under which a formula is taken to hold before the move."""
        if number not in self._switches:
            holding = self.clauses.literal(self._formulas[number])
            switch = self._switches[number] = self.clauses.new()
            self.clauses.add(-switch, holding)
        return self._switches[number]

    def _guard(self, move: int) -> tuple[tuple[Literal, str], ...]:
        """The parts of a move's guard, each with its phrase."""
        if move not in self._guards:
            parts = (
                part for part in self.machine.moves[move].guard if not (self.even_in_breach and part.mode is Outcome.BREACH)
            )
            self._guards[move] = tuple((self.clauses.literal(part.formula), part.phrase) for part in parts)
        return self._guards[move]

    def _writers(self, formula: Formula) -> list[int]:
        found = {number for name in names(formula) for number, _ in self.whole.writers.get(name, ())}
        return sorted(number for number in found if self.only is None or self.only(self.machine.moves[number]))

    def _kept_by(self, move: int, formula: int, using: frozenset[int], *, after: bool) -> _Kept | None:
        """What of the formulas in use, and of the guard, makes a move keep a formula; None if the move can break it.

        after: what is assumed is taken to hold after the move too, which is seldom needed.
        """
        guard = self._guard(move)
        assumed = self._assumed_after(move) if after else []
        broken = [*(literal for literal, _ in guard), *assumed, *self._not_before(move, formula)]
        switches = {self._switch(other): other for other in sorted(using)}
        if self._solve([*broken, *switches]):
            return None
        core = self.sat.core
        reasons = frozenset(other for switch, other in switches.items() if switch in core)
        return _Kept(reasons, frozenset(phrase for literal, phrase in guard if phrase and literal in core))

    def _not_before(self, move: int, formula: int) -> Sequence[Literal]:
        """What holds before a move after which a formula does not hold: of an alternative, the denial of each of its parts."""
        parts, denied, about = self._apart(formula)
        known = self._needed.get((move, formula))
        if known is None:
            effects = self.machine.moves[move].effects
            places = sorted({place for effect in effects for place in about.get(effect.variable, ())})
            if denied:
                needed = ((place, before(effects, self.machine.variables, parts[place])) for place in places)
                known = tuple((place, -self.clauses.literal(part)) for place, part in needed)
            else:
                some = any_of(negation(parts[place]) for place in places)
                known = ((0, self.clauses.passing(before(effects, self.machine.variables, some))),)
            self._needed[move, formula] = known
        if not denied:
            return [literal for _, literal in known]
        found = list(denied)
        for place, literal in known:
            found[place] = literal
        return found

    def _apart(self, formula: int) -> tuple[tuple[Formula, ...], list[Literal], dict[str, list[int]]]:
        """The parts of an alternative, the denial of each, and by variable the places of those that speak of it; those of all that is to hold, undenied."""
        if formula not in self._parts:
            whole = self._formulas[formula]
            parts = whole.parts if isinstance(whole, All | Any) else (whole,)
            about: dict[str, list[int]] = {}
            for place, part in enumerate(parts):
                for name in names(part):
                    about.setdefault(name, []).append(place)
            denied = [] if isinstance(whole, All) else [-self.clauses.literal(part) for part in parts]
            self._parts[formula] = parts, denied, about
        return self._parts[formula]

    def _read(self, move: int) -> frozenset[str]:
        """The variables that a move reads."""
        if move not in self._reads:
            reading = Reading(set())
            for formula in self.whole.read_by(move):
                reading.fresh(formula)
            self._reads[move] = frozenset(reading.found)
        return self._reads[move]

    def _is_stated(self) -> bool:
        """Where the promise holds as it is stated, what must never hold does not."""
        if not self._same:
            kept = [self.clauses.literal(part) for part in self.promises]
            self._same = not self._solve([self.clauses.literal(self.bad), *kept])
        return self._same

    def _assumed_after(self, move: int) -> list[Literal]:
        """What is assumed to be always true is true after a move too; it is said of the moves that write into it."""
        if move not in self._after:
            effects = self.machine.moves[move].effects
            written = {effect.variable for effect in effects}
            told = (fact for fact in self.assume if not written.isdisjoint(variables(fact)))
            self._after[move] = [self.clauses.literal(before(effects, self.machine.variables, fact)) for fact in told]
        return self._after[move]

    def support(self, lemma: Sequence[Formula], facts: Sequence[Formula]) -> Support | str:
        """The clauses on which the promise rests, each true at the start and kept by every move; or, in words, what fails.

        facts speak of one variable each.
        """
        if not self._is_stated():
            return "what is promised was not stated in full"
        clauses = frozenset(map(self._number, lemma))
        about = {next(variables(fact)): self._number(fact) for fact in facts}
        promise = self._number(all_of(self.promises))
        spoken = names(self._formulas[promise]).union(*map(names, lemma))
        needed = {promise}
        phrases: set[str] = set()
        waiting = [promise]
        while waiting:
            formula = waiting.pop()
            if not holds(self._formulas[formula], self.start):
                return f"false at the start: {self._formulas[formula]}"
            own = names(self._formulas[formula])
            for move in self._writers(self._formulas[formula]):
                # A fact bears on a move only through a variable that the move reads, or that a clause or an assumption speaks of.
                read = (own, spoken, self.assumed_of, self._read(move)) if about else ()
                using = clauses.union((promise,), *(map(about.__getitem__, about.keys() & said) for said in read))
                kept = self._kept(move, formula, using)
                if kept is None:
                    return f"not kept by {self.whole.transitions[move].key}"
                phrases |= kept.phrases
                fresh = sorted(kept.reasons - needed)
                needed.update(fresh)
                waiting.extend(fresh)
        used = {self._formulas[number] for number in needed}
        return Support(
            tuple(part for part in lemma if part in used), tuple(part for part in facts if part in used), frozenset(phrases)
        )

    def _kept(self, move: int, formula: int, using: frozenset[int]) -> _Kept | None:
        """As `_kept_by`, remembering answers: reasons still in use stand, and what failed fails with fewer formulas too."""
        found = None
        for late in (False, True):
            then, kept = self._verdicts.get((move, formula, late), (None, None))
            if kept is not None and kept.reasons <= using:
                return kept
            if kept is not None or then is None or not using <= then:
                found = self._kept_by(move, formula, using, after=late)
                self._verdicts[move, formula, late] = (using, found)
            if found is not None:
                return found
        return None

    def shrunk(self, support: Support, limit: int) -> Support:
        """Drop clauses of the lemma while the rest still stands; of a lemma longer than the limit, none is tried."""
        if len(support.lemma) > limit:
            return support
        for clause in reversed(support.lemma):
            if clause in support.lemma:
                fewer = self.support([part for part in support.lemma if part != clause], support.facts)
                if isinstance(fewer, Support):
                    support = fewer
        return support

    def certificate(self, support: Support) -> ProofCertificate:
        """The verdict on a support: promise and clauses taken together, each true at the start and kept by every move."""
        found = self.support(support.lemma, support.facts)
        return ProofCertificate(BY_PRECONDITION, not isinstance(found, str), found if isinstance(found, str) else "")

    def keeps(self, formulas: Sequence[Formula]) -> frozenset[str] | None:
        """The phrases leant on, where formulas together exclude what must never hold and every move keeps each; None where they do not.

        Whether they are true at the start is not asked here.
        """
        together = self._number(all_of(formulas))
        if self._solve([self.clauses.literal(self.bad), self._switch(together)]):
            return None
        phrases: set[str] = set()
        for move in self._writers(self._formulas[together]):
            kept = self._kept(move, together, frozenset((together,)))
            if kept is None:
                return None
            phrases |= kept.phrases
        return frozenset(phrases)

    def facts_fail(self, facts: Sequence[Formula]) -> str:
        """What is wrong with facts taken by themselves; empty if each is true at the start and kept by every move."""
        about = {next(variables(fact)): self._number(fact) for fact in facts}
        for fact in facts:
            if not holds(fact, self.start):
                return f"false at the start: {fact}"
            for move in self._writers(fact):
                read = self._read(move).union(variables(fact), self.assumed_of)
                if self._kept(move, self._number(fact), frozenset(about[name] for name in read if name in about)) is None:
                    return f"not kept by {self.whole.transitions[move].key}"
        return ""


def promised(bad: Formula) -> tuple[Formula, ...]:
    """What is promised where something must never hold: the denial of each of its parts."""
    return tuple(negation(part) for part in bad.parts) if isinstance(bad, Any) and bad.parts else (negation(bad),)


def conjunction(support: Support) -> Formula:
    """What a support says, as one formula."""
    return all_of((*support.lemma, *support.facts))
