"""Electors by unit: who leads in a unit takes its electors, and more than half of all electors elects.

>>> votes = {"elm": {"ash": 9, "box": 1}, "fir": {"ash": 4, "box": 5}, "oak": {"ash": 4, "box": 5}}
>>> electors(votes, {"elm": 4, "fir": 3, "oak": 3}).winner
'box'
"""

from __future__ import annotations

from collections.abc import Mapping

from foedus.errors import ModelError
from foedus.voting.rules.outcome import Outcome, Stage, Tie, VotesByUnit, check_units

RULE = "electors"


def electors(votes: VotesByUnit, numbers: Mapping[str, int]) -> Outcome:
    """Elect by electors; districts are units of their own.

    Nobody, where nobody has more than half: the text's fallback holds.

    Electors of a unit whose first place is level go to nobody; the outcome is tied where they would decide.
    """
    names = check_units(votes)
    if missing := [unit for unit in votes if numbers.get(unit, -1) < 0]:
        raise ModelError(f"{missing[0]} has no number of electors", mend="give each unit its electors, zero or more")
    won = dict.fromkeys(names, 0)
    level: dict[str, int] = dict.fromkeys(names, 0)
    for unit, table in votes.items():
        best = max(table.values())
        first = [name for name, number in table.items() if number == best and best]
        for name in first:
            (won if len(first) == 1 else level)[name] += numbers[unit]
    whole = sum(numbers[unit] for unit in votes)
    winners = tuple(name for name, number in won.items() if 2 * number > whole)
    possible = tuple(name for name in names if 2 * (won[name] + level[name]) > whole)
    stage = Stage(f"electors, {whole // 2 + 1} of {whole} needed", dict(won), winners)
    tied = Tie(possible, 1, "a unit is level, and its electors decide") if possible and not winners else None
    return Outcome(RULE, winners, (stage,), tied)
