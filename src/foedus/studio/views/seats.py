"""The seats of the apportioned chambers on the page of votes: a map, its table, and seats as each house grows.

Reads the plain values of `foedus.studio.seated`. Neutral: chambers in the order of the text, shades by number of seats and not by polity.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from foedus.data.shapes import Shapes, shapes
from foedus.model.settlement import Settlement
from foedus.model.words import listed
from foedus.source import Citation
from foedus.studio.charts import Cell, Chart, Table, seats_map, size_sweep
from foedus.studio.figures import number
from foedus.studio.views.site import count

_APART = 0.12
"""The ends of two stairs are at least this share of the picture apart, so that their names do not touch."""


@dataclass(frozen=True, slots=True)
class SeatsView:
    """The section. maps: one where no unit sits in two chambers, else one for each; tables: where there is no map; sweeps: one a chamber."""

    answer: str
    cites: tuple[Citation, ...]
    maps: tuple[Chart, ...]
    tables: tuple[Table, ...]
    sweeps: tuple[Chart, ...]
    small: str


def seats_view(chambers: Sequence[Mapping[str, Any]], settlement: Settlement | None) -> SeatsView | None:
    """Fill the section; None where no chamber is apportioned."""
    if not chambers or settlement is None:
        return None
    titles = {code: unit.title for code, unit in settlement.units.items()}
    drawn = shapes(settlement.gazetteer.name) if settlement.gazetteer.name else None
    groups = [list(chambers)] if _disjoint(chambers) else [[one] for one in chambers]
    held = [{unit: seats for one in group for unit, seats in one["seats"].items()} for group in groups]
    on_map = drawn is not None and all(set(one) <= set(drawn.units) for one in held)
    names = ["seats"] if len(groups) == 1 else [f"seats-{_slug(group[0]['chamber'])}" for group in groups]
    maps = tuple(_map(drawn, one, titles, name) for name, one in zip(names, held, strict=True)) if drawn and on_map else ()
    return SeatsView(
        answer=_answer(chambers, titles),
        cites=tuple(dict.fromkeys(cite for one in chambers for cite in one["cites"])),
        maps=maps,
        tables=() if maps else tuple(_table(one, titles) for one in chambers),
        sweeps=tuple(chart for one in chambers if (chart := _sweep(one))),
        small=". ".join(dict.fromkeys(_how(one) for one in chambers)) + ".",
    )


def _map(drawn: Shapes, seats: Mapping[str, int], titles: Mapping[str, str], name: str) -> Chart:
    """The map, with what its shades mean under it."""
    chart = seats_map(drawn, seats, titles=titles, name=name)
    return replace(chart, note=chart.summary.removeprefix(f"{chart.title}. "))


def _disjoint(chambers: Sequence[Mapping[str, Any]]) -> bool:
    return len({unit for one in chambers for unit in one["seats"]}) == sum(len(one["seats"]) for one in chambers)


def _slug(name: str) -> str:
    return "".join(one if one.isalnum() else "-" for one in name)


def _answer(chambers: Sequence[Mapping[str, Any]], titles: Mapping[str, str]) -> str:
    said = []
    for one in chambers:
        most = max(one["seats"], key=lambda unit: one["seats"][unit])
        said.append(
            f"{one['chamber']} has {count(one['total'], 'seat')} for {count(len(one['seats']), 'unit')}, most for {titles.get(most, most)}, "
            f"{number(one['seats'][most])}"
        )
        if one["tied"]:
            said.append(f"{count(one['tied']['seats_between'], 'seat')} lie between {listed(one['tied']['units'])}, which the text must settle")
    return ". ".join(said) + "."


def _how(one: Mapping[str, Any]) -> str:
    least = f", at least {number(one['minimum'])} for each unit" if one["minimum"] else ""
    return f"{one['chamber']}: by {_method(one)}{least}, from the {one['series'].replace('_', ' ')}"


def _method(one: Mapping[str, Any]) -> str:
    return "-".join(part.capitalize() for part in one["method"].split("-"))


def _table(one: Mapping[str, Any], titles: Mapping[str, str]) -> Table:
    rows = tuple((Cell(titles.get(unit, unit)), Cell(number(seats), seats)) for unit, seats in one["seats"].items())
    return Table(f"Seats of {one['chamber']}", ("Unit", "Seats"), rows)


def _sweep(one: Mapping[str, Any]) -> Chart | None:
    """Some units of a house as it grows: the largest that stand apart, and any that loses a seat on the way."""
    sizes, seats = one["sweep"]["sizes"], one["sweep"]["seats"]
    if len(sizes) < 2:
        return None
    chart = size_sweep(
        sizes, {unit: seats[unit] for unit in _shown(seats)}, method=_method(one), at_size=one["total"], name=f"sweep-{_slug(one['chamber'])}"
    )
    note = f"All {count(len(seats), 'unit')} were tried at every size; the dashed line is the size that the text gives."
    table = replace(chart.table, caption=f"{chart.table.caption}: {one['chamber']}")
    return replace(chart, title=f"{one['chamber']}: {chart.title}", table=table, note=note)


def _shown(seats: Mapping[str, Sequence[int]]) -> list[str]:
    ordered = sorted(seats, key=lambda unit: -seats[unit][-1])
    losing = [unit for unit in ordered if any(after < before for before, after in pairwise(seats[unit]))]
    shown: list[str] = []
    for unit in ordered:
        if len(shown) < 3 and all(abs(seats[unit][-1] - seats[other][-1]) >= _APART * seats[ordered[0]][-1] for other in shown):
            shown.append(unit)
    return [unit for unit in ordered if unit in {*shown, *losing}]
