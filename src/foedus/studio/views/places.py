"""The page of places: who belongs where, the shares of the polities, a table of the units, membership by other elections."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from foedus.data.shapes import shapes
from foedus.model import clauses as cl
from foedus.model.settlement import Settlement
from foedus.source import Citation
from foedus.studio.charts import Bar, Cell, Chart, Table, strip, tiles_map, units_map
from foedus.studio.figures import BOUND, large, number
from foedus.studio.views.site import Side, count, sides

_MEASURES = (
    ("population", "People, 2024"),
    ("votes_cast", "Ballots, 2024"),
    ("gross_product", "Gross product, 2024"),
    ("land_area", "Land"),
)
_YEARS = tuple(range(1976, 2025, 4))
Values = Mapping[str, float | str]


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One unit in the table: its figures in the order of the measures, as shown and as sorted."""

    code: str
    title: str
    polity: str
    side: int
    figures: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class OtherYear:
    """Membership by another election: how many units each polity would have, and which would be elsewhere than now."""

    year: int
    units: tuple[int, ...]
    moved: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlacesView:
    """The whole page."""

    answer: str
    cites: tuple[Citation, ...]
    map: Chart | None
    strips: tuple[Chart, ...]
    measures: tuple[str, ...]
    units: tuple[UnitRow, ...]
    others: tuple[OtherYear, ...]
    members: tuple[tuple[Side, tuple[str, ...]], ...]
    table: Table


def places_view(settlement: Settlement) -> PlacesView | None:
    """Fill the page; None where the text names no units."""
    if not settlement.units:
        return None
    parties = sides(settlement)
    number_of = {one.name: one.number for one in parties}
    side = {code: number_of.get(unit.polity, -1) for code, unit in settlement.units.items()}
    series = {name: settlement.gazetteer.series(name) or {} for name, _ in _MEASURES}
    known = [(name, title) for name, title in _MEASURES if any(code in series[name] for code in settlement.units)]
    units = tuple(
        UnitRow(code, unit.title, unit.polity, side[code], tuple(_figure(series[name].get(code), name) for name, _ in known))
        for code, unit in settlement.units.items()
    )
    members = tuple((one, tuple(code for code in settlement.units if side[code] == one.number)) for one in parties)
    strips = tuple(_strip(name, title, members, series[name]) for name, title in known) if len(parties) > 1 else ()
    heads = tuple(title for _, title in known)
    cells = tuple((Cell(row.title), Cell(row.code), Cell(row.polity or "–"), *row.figures) for row in units)
    return PlacesView(
        answer=_answer(settlement, members, strips, heads),
        cites=tuple(dict.fromkeys(settlement.polities[one.name].cite for one in parties)),
        map=_map(settlement, side, parties),
        strips=strips,
        measures=heads,
        units=units,
        others=tuple(_other_years(settlement, parties)),
        members=members,
        table=Table("Units", ("Unit", "Code", "Polity", *heads), cells),
    )


def _answer(
    settlement: Settlement, members: tuple[tuple[Side, tuple[str, ...]], ...], strips: tuple[Chart, ...], heads: tuple[str, ...]
) -> str:
    if not members:
        return f"{count(len(settlement.units), 'unit')}, each a polity of its own."
    said = []
    for n, (one, codes) in enumerate(members):
        shares = {head: chart.table.rows[n][1].text for head, chart in zip(heads, strips, strict=False)}
        of = [
            f"{share} of the {what}"
            for head, what in ((_MEASURES[0][1], "people"), (_MEASURES[2][1], "gross product"))
            if (share := shares.get(head))
        ]
        having = f", with {' and '.join(of)}," if of else ""
        said.append(f"{count(len(codes), 'unit')}{having} form{'s' if len(codes) == 1 else ''} {one.name}")
    loose = sum(not unit.polity for unit in settlement.units.values())
    more = f" {count(loose, 'unit')} in no polity." if loose else ""
    return (", ".join(said) if len(said) > 3 else "; ".join(said)) + "." + more


def _map(settlement: Settlement, side: Mapping[str, int], parties: tuple[Side, ...]) -> Chart | None:
    titles = {code: unit.title for code, unit in settlement.units.items()}
    names = [one.name for one in parties]
    drawn = shapes(settlement.gazetteer.name) if settlement.gazetteer.name else None
    if drawn is None or not set(side) <= set(drawn.units):
        return tiles_map(side, names, titles=titles) if parties else None
    if not parties:
        side = {code: n + 4 for n, code in enumerate(side)}
    return units_map(drawn, side, names, titles=titles)


def _figure(value: float | str | None, series: str) -> Cell:
    if value is None or isinstance(value, str):
        return Cell("no figure")
    return Cell(_said(value, series, exact=True), value)


def _said(value: float, series: str, *, exact: bool = False) -> str:
    if series == "gross_product":
        return f"${number(value / 1_000_000, 1)}{BOUND}bn" if exact else f"${large(value * 1000)}"
    if series == "land_area":
        return f"{number(value / 1000)}{BOUND}sq{BOUND}mi"
    return number(value) if exact else large(value)


def _strip(series: str, title: str, members: tuple[tuple[Side, tuple[str, ...]], ...], values: Values) -> Chart:
    bars = []
    for one, codes in members:
        total = sum(value for code in codes if isinstance(value := values.get(code, 0), int | float))
        bars.append(Bar(one.name, total, one.number, _said(total, series)))
    return strip(title, bars, name=f"share-{series.replace('_', '-')}")


def _other_years(settlement: Settlement, parties: tuple[Side, ...]) -> Iterable[OtherYear]:
    """If membership followed another election; nothing where the text draws its line otherwise."""
    rules = {
        clause.name: member
        for clause in settlement.of_type(cl.PolityClause)
        for member in clause.members
        if member.how == "where_is" and re.fullmatch(r"president_\d{4}_plurality", member.series)
    }
    if len(rules) != 1 or len(parties) != 2:
        return
    ((first, rule),) = rules.items()
    fixed = {member.name for clause in settlement.of_type(cl.PolityClause) for member in clause.members if member.how == "named"}
    other = next(one.name for one in parties if one.name != first)
    for year in _YEARS:
        values = settlement.gazetteer.series(f"president_{year}_plurality") or {}
        chosen = {
            code: unit.polity if code in fixed else first if values.get(code) == rule.value else other
            for code, unit in settlement.units.items()
        }
        moved = tuple(code for code in settlement.units if chosen[code] != settlement.units[code].polity)
        yield OtherYear(year, tuple(sum(one == party.name for one in chosen.values()) for party in parties), moved)
