"""Plurality: most votes, however few.

>>> plurality({"ash": 3, "box": 2}).winner
'ash'
"""

from __future__ import annotations

from collections.abc import Mapping

from foedus.voting.ballot import Profile
from foedus.voting.rules.outcome import Outcome, Votes, check, check_units, most_votes


def plurality(votes: Votes | Profile) -> Outcome:
    """Elect whoever has most votes (first places, of ranked ballots); a tie at the top is the result."""
    table = votes.first_choices() if isinstance(votes, Profile) else votes
    check(table)
    return most_votes("plurality", table, "votes")


def plurality_of_units(votes: Mapping[str, Votes]) -> Outcome:
    """Plurality of all people together, whatever unit they live in."""
    names = check_units(votes)
    return plurality({name: sum(table.get(name, 0) for table in votes.values()) for name in names})
