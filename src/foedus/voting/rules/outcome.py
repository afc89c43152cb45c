"""What every counting rule returns: the winners, every stage of the count, and a tie where there is one.

Needs: the standard library.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from foedus.errors import ModelError

Votes = Mapping[str, int]
"""Votes by candidate."""

VotesByUnit = Mapping[str, Votes]
"""Votes by candidate, by unit or polity."""


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of a count: what it did, in words, and the tallies after it.

    exhausted: votes that no candidate has any more.
    """

    words: str
    tallies: dict[str, int | Fraction]
    elected: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    exhausted: int | Fraction = 0


@dataclass(frozen=True, slots=True)
class Tie:
    """Candidates with equal claims; the rule needs so many of them, and the settlement, or a lot, says which."""

    candidates: tuple[str, ...]
    places: int
    words: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result of an election. No winner and no tie: nobody has what the rule asks for."""

    rule: str
    winners: tuple[str, ...]
    stages: tuple[Stage, ...]
    tied: Tie | None = None

    @property
    def winner(self) -> str | None:
        """The one who won, if one did."""
        return self.winners[0] if len(self.winners) == 1 else None


def check(votes: Votes) -> None:
    """Refuse what is no table of votes. Raises ModelError."""
    if not votes:
        raise ModelError("nobody stands", mend="name at least one candidate")
    if bad := [name for name, number in votes.items() if number < 0]:
        raise ModelError(f"{bad[0]} has fewer votes than none", mend="count votes from zero up")


def check_units(votes: VotesByUnit) -> tuple[str, ...]:
    """The candidates of a table by unit, in order. Raises ModelError where there is no unit or no candidate."""
    if not votes:
        raise ModelError("there is no unit to count in", mend="give the votes of at least one unit")
    for table in votes.values():
        check(table)
    return tuple(dict.fromkeys(name for table in votes.values() for name in table))


def most_votes(rule: str, tallies: Mapping[str, int | Fraction], words: str) -> Outcome:
    """The one with most, or a tie at the top; nobody where there are no votes at all."""
    best = max(tallies.values())
    first = tuple(name for name, number in tallies.items() if number == best)
    stage = Stage(words, dict(tallies), first if len(first) == 1 and best else ())
    if not best:
        return Outcome(rule, (), (stage,))
    if len(first) > 1:
        return Outcome(rule, (), (stage,), Tie(first, 1, f"{len(first)} have {best} each"))
    return Outcome(rule, first, (stage,))


def by_lot(candidates: Sequence[str], lot: Sequence[str]) -> str | None:
    """The first of them in the order drawn; nobody where the draw does not hold them all.

    Raises ModelError for a doubled draw.
    """
    if len(set(lot)) != len(lot):
        raise ModelError("the lot draws somebody twice", mend="draw each candidate once")
    if not set(candidates) <= set(lot):
        return None
    return next(name for name in lot if name in candidates)
