"""Approval: each voter approves any number, and most approvals win.

>>> approval({frozenset({"ash", "box"}): 3, frozenset({"box"}): 1}).winner
'box'
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from foedus.errors import ModelError
from foedus.voting.rules.outcome import Outcome, check, most_votes


def approval(ballots: Mapping[frozenset[str], int], candidates: Sequence[str] = ()) -> Outcome:
    """Elect whoever most voters approve. Raises ModelError for a ballot that approves somebody who does not stand."""
    names = tuple(candidates) or tuple(sorted({name for approved in ballots for name in approved}))
    tallies = dict.fromkeys(names, 0)
    for approved, number in ballots.items():
        if strange := approved - set(names):
            raise ModelError(
                f"a ballot names {min(strange)}, who does not stand", mend=f"name only {', '.join(names)}"
            )
        for name in approved:
            tallies[name] += number
    check(tallies)
    check({f"the ballot {'+'.join(sorted(approved))}": number for approved, number in ballots.items()} or tallies)
    return most_votes("approval", tallies, "approvals")
