"""Fixed census weights: each polity weighs by a number fixed beforehand, whatever its turnout.

>>> votes = {"alder": {"ash": 60, "box": 40}, "birch": {"ash": 4, "box": 5}}
>>> census_weights(votes, {"alder": 55, "birch": 45}).winner
'ash'
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from foedus.errors import ModelError
from foedus.voting.rules.equal_weight import weighted_shares
from foedus.voting.rules.outcome import Outcome, VotesByUnit


def census_weights(votes: VotesByUnit, people: Mapping[str, int]) -> Outcome:
    """Elect by shares weighted by people.

    Raises ModelError for a polity without people, and one in which nobody voted.
    """
    if missing := [polity for polity in votes if people.get(polity, 0) <= 0]:
        raise ModelError(f"{missing[0]} has no census weight", mend="give each polity a whole number of people")
    whole = sum(people[polity] for polity in votes)
    return weighted_shares("census weights", votes, {polity: Fraction(people[polity], whole) for polity in votes})
