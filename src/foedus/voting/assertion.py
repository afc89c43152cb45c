"""What an audit must confirm so that a reported winner is the right one, for each counting rule.

An assertion speaks of the winner, of losers, and of pools of cards (polities or units). All assertions of an election
must hold, so each is audited at the full risk limit. A card is worth +1 for the winner, -1 for a loser, 0 for others;
a card that bears no valid vote is worth 0 and counts in no share.

Does not know: settlements, registers. Needs: the standard library.
Sources: Stark 2020 (assertions); Lindeman and Stark 2012; design page VOTING, section 7.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from foedus.errors import ModelError
from foedus.voting.rules import census_weights, double_majority, electors, equal_weight, plurality_of_units
from foedus.voting.rules.outcome import Outcome, VotesByUnit, check_units
from foedus.voting.strata import Card

Choices = frozenset[str]
"""Whom a card names: nobody for a blank or spoilt one, several where the rule lets a voter approve several."""


class Way(Enum):
    """The ways of electing a joint office that can be audited."""

    PLURALITY = "plurality of all people"
    MAJORITY = "majority of all people"
    DOUBLE = "double majority"
    EQUAL = "equal weight of polities"
    CENSUS = "census weights"
    ELECTORS = "electors by unit"


@dataclass(frozen=True, slots=True)
class Assertion:
    """One thing to confirm.

    losers: whose votes count against the winner; pools: whose cards are meant; weights: of each pool where shares are
    weighed, empty for a plain margin of votes.
    """

    words: str
    winner: str
    losers: tuple[str, ...]
    pools: tuple[str, ...]
    weights: tuple[Fraction, ...] = ()

    @property
    def of_shares(self) -> bool:
        """Whether shares are weighed, so that wrong denominators matter."""
        return bool(self.weights)

    def value(self, choices: Choices) -> Card:
        """What a card is worth, and whether it counts in a share."""
        return (self.winner in choices) - any(loser in choices for loser in self.losers), 1 if choices else 0

    def margin(self, votes: VotesByUnit) -> Fraction:
        """The reported margin: in votes, or as a weighted difference of shares; a pool without votes has none."""
        if not self.weights:
            return Fraction(sum(self._margin(votes[pool]) for pool in self.pools))
        return sum(
            (weight * Fraction(self._margin(votes[pool]), sum(votes[pool].values()) or 1) for pool, weight in zip(self.pools, self.weights, strict=True)),
            Fraction(0),
        )

    def _margin(self, table: Mapping[str, int]) -> int:
        return table.get(self.winner, 0) - sum(table.get(loser, 0) for loser in self.losers)


WORST: Card = (-1, 1)
"""What a card is worth that cannot be found: a vote for the loser (Bañuelos and Stark 2012)."""


def elect(
    way: Way, votes: VotesByUnit, *, people: Mapping[str, int] | None = None, numbers: Mapping[str, int] | None = None
) -> Outcome:
    """Count by one of the ways. people: of each pool, for census weights; numbers: electors of each pool."""
    match way:
        case Way.PLURALITY:
            return plurality_of_units(votes)
        case Way.MAJORITY:
            outcome = plurality_of_units(votes)
            whole = sum(sum(table.values()) for table in votes.values())
            led = sum(table.get(outcome.winner or "", 0) for table in votes.values())
            return outcome if 2 * led > whole else Outcome(way.value, (), outcome.stages, outcome.tied)
        case Way.DOUBLE:
            return double_majority(votes)
        case Way.EQUAL:
            return equal_weight(votes)
        case Way.CENSUS:
            return census_weights(votes, people or {})
        case Way.ELECTORS:
            return electors(votes, numbers or {})


def assertions(
    way: Way, votes: VotesByUnit, *, people: Mapping[str, int] | None = None, numbers: Mapping[str, int] | None = None
) -> tuple[Assertion, ...]:
    """All assertions of a reported result. Raises ModelError where it has no winner: there is nothing to confirm.

    >>> [one.words for one in assertions(Way.DOUBLE, {"Alder": {"Ash": 6, "Box": 4}, "Birch": {"Ash": 3, "Box": 2}})]
    ['Ash has more votes than Box in Alder', 'Ash has more votes than Box in Birch']
    """
    names = check_units(votes)
    outcome = elect(way, votes, people=people, numbers=numbers)
    winner = outcome.winner
    if winner is None:
        said = outcome.tied.words if outcome.tied else f"by {way.value} nobody has what is needed"
        raise ModelError(f"the reported votes elect nobody: {said}", mend="what follows is the fallback of the text; count every card by hand")
    others = tuple(name for name in names if name != winner)
    pools = tuple(votes)
    if way is Way.MAJORITY:
        return (Assertion(f"{winner} has more votes than all others together", winner, others, pools),)
    if way in (Way.DOUBLE, Way.ELECTORS):
        needed = pools if way is Way.DOUBLE else _units_needed(winner, votes, numbers or {})
        return tuple(
            Assertion(f"{winner} has more votes than {other} in {pool}", winner, (other,), (pool,)) for pool in needed for other in others
        )
    weights: tuple[Fraction, ...] = ()
    said = "more votes than {} among all people"
    if way is Way.EQUAL:
        weights, said = tuple(Fraction(1, len(pools)) for _ in pools), "a higher mean of shares than {}"
    elif way is Way.CENSUS:
        whole = sum((people or {})[pool] for pool in pools)
        weights, said = tuple(Fraction((people or {})[pool], whole) for pool in pools), "a higher share than {} by census weights"
    return tuple(Assertion(f"{winner} has {said.format(other)}", winner, (other,), pools, weights) for other in others)


def _units_needed(winner: str, votes: VotesByUnit, numbers: Mapping[str, int]) -> tuple[str, ...]:
    """The units that the winner leads by most, in share of their votes, until they hold more than half of the electors."""
    def lead(unit: str) -> Fraction:
        table = votes[unit]
        best = max((number for name, number in table.items() if name != winner), default=0)
        return Fraction(table.get(winner, 0) - best, max(1, sum(table.values())))

    whole, held, needed = sum(numbers[unit] for unit in votes), 0, []
    for unit in sorted((unit for unit in votes if lead(unit) > 0), key=lead, reverse=True):
        if 2 * held <= whole and numbers[unit]:
            held += numbers[unit]
            needed.append(unit)
    return tuple(unit for unit in votes if unit in needed)
