"""Proofs that outlive a change of the moves: what every move kept, the moves that are the same keep still; only the others are looked at.

A proof is a set of formulas, true at the start, that every move keeps together. On another machine it stands as soon as they are true at its start,
and each move that is not among the old ones, or that reads what has other values now, keeps them too. What falls away is no matter.
Needs: `foedus.reason.certificate`. Source: design page REASONING, sections 5 and 7.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from foedus.errors import LimitReached
from foedus.model.formula import All, Any, Formula, Is, Not, Weighs, holds, names
from foedus.model.machine import Machine, Move
from foedus.reason.certificate import promised
from foedus.reason.limits import Deadline
from foedus.reason.portfolio import Matter, Proved


@dataclass(frozen=True, slots=True)
class Standing:
    """A proof with the machine on which it stands.

    matter: the moves, and what is assumed; bad: what never holds; formulas: what every move keeps, the promise among them; phrases: those of guards
    that were leant on.
    """

    matter: Matter
    bad: Formula
    formulas: tuple[Formula, ...]
    phrases: frozenset[str]

    def on(self, machine: Machine, deadline: Deadline, assume: Iterable[Formula] | None = None) -> Standing | None:
        """The same proof on another machine, where it stands there; None where it does not, or where what it speaks of has other values.

        assume: what is taken as always true there; by default the same. Where it is less, every move is looked at.
        """
        facts = self.matter.assume if assume is None else tuple(assume)
        matter = replace(self.matter, machine=machine, assume=facts)
        begin = machine.start if matter.start is None else matter.start
        keeps_facts = set(self.matter.assume) <= set(facts)
        spoken = frozenset().union(*map(names, (*self.formulas, *self.matter.assume)))
        others = _other_variables(self.matter.machine, machine)
        if not others.isdisjoint(spoken) or not spoken <= begin.keys():
            return None
        writing = [move for move in machine.moves if any(effect.variable in spoken for effect in move.effects)]
        changed = [*other_moves(self.matter.machine, writing, others)] if keeps_facts else writing
        allowed = tuple(move for move in changed if matter.only is None or matter.only(move))
        if not all(holds(formula, begin) for formula in self.formulas):
            return None
        try:
            phrases = replace(matter, machine=Machine(machine.variables, allowed, machine.ticks)).checker(self.bad, deadline).keeps(self.formulas)
        except LimitReached:
            return None
        if phrases is None:
            return None
        return Standing(matter, self.bad, self.formulas, (self.phrases | phrases) if keeps_facts else phrases)


def standing(matter: Matter, bad: Formula, proof: Proved) -> Standing | None:
    """A proof by what every move keeps, with its machine; None of one that looked at every situation."""
    if proof.phrases is None or not proof.certificate.ok:
        return None
    promises = promised(matter.stated(bad))
    return Standing(matter, bad, tuple(dict.fromkeys((*promises, *proof.lemma, *proof.facts))), proof.phrases)


def other_moves(before: Machine, after: Iterable[Move], others: frozenset[str] = frozenset()) -> Iterator[Move]:
    """The moves that a machine does not have just so. Citations and words are no matter; what a move needs and does is.

    others: the variables that have other values than before; a move that reads one of them is another.
    """
    same = {id(move) for move in before.moves}
    told = _Told()
    for move in after:
        known = move if id(move) in same else before.by_key.get(move.key)
        if known is None or (known is not move and not told.same_move(known, move)) or (others and not others.isdisjoint(_read_by(move))):
            yield move


def _read_by(move: Move) -> Iterator[str]:
    """The variables that a move reads."""
    for part in move.guard:
        yield from names(part.formula)
    for effect in move.effects:
        yield from names(effect.when)


def no_harder(before: Move, after: Move) -> bool:
    """Whether a move does the same as before and needs no more."""
    told = _Told()
    if before is after:
        return True
    easier = all(any(told.same(part.formula, known.formula) for known in before.guard) for part in after.guard)
    return easier and before.sides == after.sides and told.does_the_same(before, after)


class _Told:
    """Compares formulas that share parts: what was found to be the same once is not gone through again."""

    def __init__(self) -> None:
        self.known: dict[tuple[int, int], bool] = {}

    def same_move(self, one: Move, other: Move) -> bool:
        """Whether two moves need the same, phrase by phrase, and do the same. Both must outlive the use of this."""
        needs = len(one.guard) == len(other.guard) and all(
            (a.mode, a.phrase) == (b.mode, b.phrase) and self.same(a.formula, b.formula) for a, b in zip(one.guard, other.guard, strict=True)
        )
        return needs and one.sides == other.sides and self.does_the_same(one, other)

    def does_the_same(self, one: Move, other: Move) -> bool:
        """Whether two moves have the same effects."""
        return len(one.effects) == len(other.effects) and all(
            (a.variable, a.value) == (b.variable, b.value) and self.same(a.when, b.when) for a, b in zip(one.effects, other.effects, strict=True)
        )

    def same(self, one: Formula, other: Formula) -> bool:
        """Whether two formulas are equal."""
        if one is other:
            return True
        if hash(one) != hash(other) or type(one) is not type(other):
            return False
        place = (id(one), id(other))
        if place not in self.known:
            self.known[place] = one == other if isinstance(one, Is) else self._same_parts(one, other)
        return self.known[place]

    def _same_parts(self, one: Formula, other: Formula) -> bool:
        match one, other:
            case (Not(part), Not(like)):
                return self.same(part, like)
            case (All(parts), All(likes)) | (Any(parts), Any(likes)):
                return len(parts) == len(likes) and all(map(self.same, parts, likes))
            case (Weighs(least, weighted), Weighs(at_least, likes)):
                return least == at_least and len(weighted) == len(likes) and all(
                    weight == other_weight and self.same(part, like) for (weight, part), (other_weight, like) in zip(weighted, likes, strict=True)
                )
        return False


def _other_variables(one: Machine, other: Machine) -> frozenset[str]:
    """The variables that are not in both machines with the same values."""
    if one.variables is other.variables:
        return frozenset()
    alone = one.variables.keys() ^ other.variables.keys()
    return frozenset((*alone, *(name for name, known in one.variables.items() if name not in alone and other.variables[name].domain != known.domain)))
