"""Units whose last vote was close: where they belong may hang on few votes, and with them what is measured.

Needs: the standard library.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from foedus.data.world import World

_NOT_GROUPS = {"year", "total", "other", "blank_over_undervotes_excluded"}


def margins(world: World) -> dict[str, Fraction]:
    """By place, the distance of the two largest groups of the last vote, as a share of their votes; empty where there are no votes."""
    table = world.table("votes")
    years = world.years("votes") if table else ()
    if table is None or not years:
        return {}
    groups = [name for name, kind in table.columns.items() if kind == "whole" and name not in _NOT_GROUPS]
    rows = [row for row in world.rows("votes") if row["year"] == years[-1]]
    sums = {name: sum(value for row in rows if isinstance(value := row[name], int)) for name in groups}
    first, second = sorted(groups, key=lambda name: -sums[name])[:2] if len(groups) > 1 else ("", "")
    found = {}
    for row in rows:
        a, b = row.get(first), row.get(second)
        if isinstance(a, int) and isinstance(b, int) and a + b:
            found[str(row["code"])] = Fraction(abs(a - b), a + b)
    return found


def close_units(world: World, belongs: Mapping[str, str], within: Fraction) -> tuple[tuple[str, Fraction], ...]:
    """The units of polities whose last vote was closer than a share, the closest first, each with its margin."""
    found = margins(world)
    close = [(code, found[code]) for code, polity in belongs.items() if polity and code in found and found[code] < within]
    return tuple(sorted(close, key=lambda one: (one[1], one[0])))
