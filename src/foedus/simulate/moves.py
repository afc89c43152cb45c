"""Net migration over the border of a group of places: by the latest survey, with its margin, and by the census estimate.

The margin of a sum is the root of the summed squares of the margins of its cells.
Needs: the standard library.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction

from foedus.data.world import World
from foedus.errors import DataError
from foedus.simulate.measured import Figure, Measured, joined, unmeasured


def net_moves(world: World, codes: Sequence[str], scope: str) -> Measured:
    """Movers in less movers out: a figure for the survey and one for the census estimate, people in a year."""
    inside, figures, columns, sources, years = set(codes), [], [], [], []
    table = world.table("moves")
    if table is not None and world.years("moves"):
        year = world.years("moves")[-1]
        figures.append(_survey(world, inside, year))
        columns.append(f"{table.name}.movers")
        sources.append(table.source)
        years.append(f"survey {year}")
    try:
        domestic = world.values("places", "net_domestic_migration")
    except DataError:
        domestic = {}
    if domestic and all(isinstance(domestic.get(code), int) for code in codes):
        figures.append(Figure(Fraction(sum(value for code, value in domestic.items() if code in inside and isinstance(value, int))), "census estimate"))
        column = world.column("places", "net_domestic_migration")
        columns.append(f"{places.name if (places := world.table('places')) else 'places'}.{column}")
        sources.append(table_source(world))
        years.append(f"census estimate {column.rpartition('_')[2]}")
    if not figures:
        return unmeasured("net_migration", scope, "the tables have neither a survey of moves nor a census estimate")
    notes = ("survey and census estimate differ", "movers carry no party, income or reason", *(table.traps if table else ()))
    return Measured("net_migration", scope, "people", tuple(figures), "; ".join(years), tuple(columns), joined(sources), (), joined(notes))


def table_source(world: World) -> str:
    """The source of the table of places."""
    table = world.table("places")
    return table.source if table else ""


def _survey(world: World, inside: set[str], year: int) -> Figure:
    net, squares = 0, 0
    margin = world.column("moves", "margin90")
    for row in world.rows("moves"):
        if row["year"] == year and (row["origin"] in inside) != (row["destination"] in inside):
            movers, wide = row["movers"], row[margin]
            if isinstance(movers, int):
                net += movers if row["destination"] in inside else -movers
            if isinstance(wide, int):
                squares += wide * wide
    return Figure(Fraction(net), "survey", margin90=math.sqrt(squares))
