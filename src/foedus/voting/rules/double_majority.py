"""Double majority of polities: the same candidate must win in each polity.

>>> double_majority({"alder": {"ash": 6, "box": 4}, "birch": {"ash": 3, "box": 2}}).winner
'ash'
"""

from __future__ import annotations

from foedus.voting.rules.outcome import Outcome, Stage, Tie, VotesByUnit, check_units

RULE = "double majority"


def double_majority(votes: VotesByUnit, *, more_than_half: bool = False) -> Outcome:
    """Elect whoever leads in each polity, or has more than half in each; else nobody, and the text's fallback holds.

    A tie is the result only where the tied candidates alone decide it.
    """
    check_units(votes)
    stages, wins, level = [], [], []
    for polity, table in votes.items():
        best, whole = max(table.values()), sum(table.values())
        enough = bool(best) and (2 * best > whole or not more_than_half)
        first = tuple(name for name, number in table.items() if number == best) if enough else ()
        stages.append(Stage(f"in {polity}", dict(table), first if len(first) == 1 else ()))
        wins.append(set(first))
        level.append(len(first) > 1)
    common = set.intersection(*wins)
    if len(common) == 1 and not any(level):
        return Outcome(RULE, tuple(common), tuple(stages))
    tied = Tie(tuple(sorted(common)), 1, "level in a polity, and nowhere behind") if common else None
    return Outcome(RULE, (), tuple(stages), tied)
