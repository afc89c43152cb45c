"""Writes docs/reference/data.md from the listing of tables."""

from __future__ import annotations

from pathlib import Path

from foedus.data.series import all_series, categories
from foedus.data.tables import tables
from foedus.data.world import world

TARGET = Path(__file__).parents[1] / "docs" / "reference" / "data.md"
HEAD = """# Facts and their tables

The facts ship with foedus as tables, each with its source, year, unit, licence and the traps a reader must know. Figures are kept exactly: whole
numbers, decimals and fractions, never floats. `foedus data check` runs every sum and join by which they can be trusted; a file that is not the one
that was checked is refused.

| command | does |
| --- | --- |
| `foedus data list` | the series that a text may name, with unit, years and source |
| `foedus data show NAME [--year YEAR]` | a column or a table: values, unit, year, source, licence, traps |
| `foedus data check` | every sum and join, a line each; ends with 1 if one differs |
| `foedus data add FILE` | a column of your own, kept; see [Bring your own figures](../how-to/bring-your-own-figures.md) |
| `foedus data remove NAME` | takes it away |

From Python:

```python
>>> from foedus.data import world, series, facts
>>> us = world("us")
>>> us.codes[:3], us.national("product", "nominal", year=2024)
(('AL', 'AK', 'AZ'), Decimal('29298013.0'))
>>> farms = series(us, "farm_value_added")
>>> farms.latest(us).year, farms.unit
(2024, 'million dollars')
>>> from foedus.data.rows import Vote
>>> facts(Vote)[0]
Vote(year=1976, code='AL', dem=659170, rep=504070, other=19610, total=1182850)

```

A *place number* is the row of the table of places, fixed for ever. `US` in a column `code` is the agency's own national figure, never a sum of ours.
A share takes the latest year in which every place has a value; a blank is suppressed or absent, never zero, and makes a share of its year an interval.

## Another country

Another country is a folder of the same kind, with no code: a `places.csv` with columns `code,name`, other tables beside it, and a `tables.json` that says
of each its `source`, its `licence` and the `units` of its columns of numbers. A text names it in its front matter, from its own folder: `places: meadow`.

```json
{"places": {"source": "Meadow Statistics, yearbook of 2020", "licence": "public domain", "units": {"sheep": "sheep"}},
 "population": {"source": "…", "licence": "…", "units": {"population": "people"}}}
```

Tables are found by the part they play (their `role`, which is their name if it is not said):

| role | columns | is needed for |
| --- | --- | --- |
| `places` | `code,name`, and any numbers | everything |
| `population` | `year,code,population` | the yearly model; `share of population` |
| `product` | `year,code,nominal,real` | growth, product, bands |
| `votes` | `year,code`, a column for each group, `other`, `total` | leanings, offices, close units; `plurality` names the categories |
| `moves` | `year,origin,destination,movers,margin90` | moves between places |
| `borders` | `a,b` | neighbours; gravity |
| `labour` | `year,code,labour_force,unemployed,rate` | jobs and the one rate |
| `income`, `fiscal`, `sectors` | as in `us` | the federal account |
| `functions`, `agencies`, `well_known` | `function`; `name` | `functions from "meadow/functions"` |

A column that has another name than the one looked for is named under `means`: `"means": {"nominal": "gdp_nominal_musd"}`. What is missing turns off what
needs it, by name: an expectation answers `cannot be measured` and says which table it lacked, and the yearly model lists it. `foedus validate --places meadow`
runs the back-tests on its own tables, without gates, and names each part that they cannot score with what is missing.
"""


def text() -> str:
    """The page."""
    parts = [HEAD, "\n## Tables\n"]
    for folder in ("us", "world"):
        for table in tables(folder).values():
            parts.append(_table(table))
    known = world("us")
    parts.append("\n## Series\n\nWhat a text may name, as in `share of farm_value_added in Alder` or `population of Alder`.\n")
    parts.append("| series | what | unit | column |\n| --- | --- | --- | --- |")
    for name, one in all_series(known).items():
        parts.append(f"| `{name}` | {one.title} | {one.unit} | `{one.table}.{one.entry.column}` |")
    names = list(categories(known))
    parts.append(f"\nCategories: `{names[0]}` to `{names[-1]}`, the group with most votes in a place (democratic, republican, other; tied).\n")
    return "\n".join(parts)


def _table(table) -> str:
    years = table.years.replace("no year", "none")
    lines = [f"### {table.name}\n", f"{table.title}. Years: {years}. Source: {table.source} ({table.status}). Licence: {table.licence}.\n"]
    lines += [f"- {trap}" for trap in table.traps]
    units = ", ".join(f"`{column}` ({unit})" for column, unit in table.units.items())
    return "\n".join([*lines, f"\nColumns: {units or ', '.join(f'`{column}`' for column in table.columns)}. Role: `{table.role}`.\n"])


if __name__ == "__main__":
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text(text(), encoding="utf-8")
