"""Equal weight of polities: the mean of the shares that a candidate has in each.

>>> equal_weight({"alder": {"ash": 60, "box": 40}, "birch": {"ash": 4, "box": 5}}).stages[0].tallies["ash"]
Fraction(47, 90)
"""

from __future__ import annotations

from fractions import Fraction

from foedus.errors import ModelError
from foedus.voting.rules.outcome import Outcome, VotesByUnit, check_units, most_votes


def equal_weight(votes: VotesByUnit) -> Outcome:
    """Elect by the mean of shares. Raises ModelError for a polity in which nobody voted."""
    return weighted_shares("equal weight", votes, dict.fromkeys(votes, Fraction(1, len(votes) or 1)))


def weighted_shares(rule: str, votes: VotesByUnit, weights: dict[str, Fraction]) -> Outcome:
    """Elect by the sum of weight times share over the polities."""
    names = check_units(votes)
    if silent := [polity for polity, table in votes.items() if not sum(table.values())]:
        raise ModelError(
            f"nobody voted in {silent[0]}, so no share of its votes can be taken", mend="say what holds then"
        )
    shares: dict[str, int | Fraction] = {
        name: sum(
            (weights[p] * Fraction(table.get(name, 0), sum(table.values())) for p, table in votes.items()), Fraction(0)
        )
        for name in names
    }
    return most_votes(rule, shares, "weighted shares")
