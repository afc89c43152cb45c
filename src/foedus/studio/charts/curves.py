"""Curves: the chance that a body acts, the path of an audit's p-value, fans of simulated years, seats as a house grows.

Needs: the standard library.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import log10

from foedus.studio.charts.base import Cell, Chart, Scale, Table, at, frame, line, smooth, stretched, tag, text
from foedus.studio.figures import digits_of, number, percent, step, ticks, with_unit

_TOP, _HEIGHT = 26, 190
_WHOLE = _TOP + _HEIGHT + 26


def _grid(scale: Scale, values: Sequence[float], words: Sequence[str]) -> list[str]:
    """Lines across at these values, each with its words above its left end."""
    parts = []
    for value, said in zip(values, words, strict=True):
        y = round(_TOP + _HEIGHT * (1 - scale(value)), 1)
        parts += [tag("line", class_="grid", x1="0", x2="100%", y1=y, y2=y), text(said, 0, y - 4, "tick")]
    return parts


def _along(scale: Scale, values: Sequence[float], words: Sequence[str]) -> list[str]:
    """The axis below, with words under its ticks."""
    y = _TOP + _HEIGHT
    parts = [tag("line", class_="axis", x1="0", x2="100%", y1=y, y2=y)]
    for value, said in zip(values, words, strict=True):
        x = at(scale(value))
        parts += [tag("line", class_="axis", x1=x, x2=x, y1=y, y2=y + 4), text(said, scale(value), y + 18, "tick")]
    return parts


def _shares(values: Sequence[float]) -> list[str]:
    return [percent(one, 0) for one in values]


def act_curve(points: Sequence[tuple[float, float]], *, even: float | None, what: str, name: str = "act") -> Chart:
    """The chance that a decision is carried when every member says yes with chance p, against p.

    points: (p, chance of carrying), both from 0 to 1, in order of p. even: the p at which carrying is as likely as not, if there is one.
    """
    x, y = Scale(0, 1), Scale(0, 1)
    parts = _grid(y, (0.5, 1.0), ("carried half of the time", "always"))
    parts.append(stretched(_TOP, _HEIGHT, [tag("path", class_="curve", d=smooth([(x(p), y(act)) for p, act in points]))]))
    if even is not None:
        down = round(_TOP + _HEIGHT / 2, 1)
        parts.append(tag("line", class_="thr", x1=at(x(even)), x2=at(x(even)), y1=down, y2=_TOP + _HEIGHT))
        parts.append(tag("circle", class_="dot", cx=at(x(even)), cy=down, r=5, data_v=even))
        parts.append(text(f"even at {percent(even)}", min(x(even) + 0.02, 0.78), down + 18, "val", anchor="start"))
    parts += _along(x, (0, 0.25, 0.5, 0.75, 1), ["0", "25", "50", "75", f"{percent(1, 0)} yes"])
    title = f"Carrying becomes likely when {percent(even)} say yes" if even is not None else "There is no even chance"
    rows = tuple((Cell(percent(p, 0), p), Cell(percent(act, 2), act)) for p, act in points)
    summary = f"The chance that {what} is carried when each member says yes with the same chance: {_some(points)}."
    table = Table(f"Chance of carrying: {what}", ("Chance of a yes", "Chance of carrying"), rows)
    return Chart(name, title, summary, frame("curves", _WHOLE, summary, parts), table)


def _some(points: Sequence[tuple[float, float]]) -> str:
    shown = points[:: max(1, (len(points) - 1) // 4)] if points else ()
    return "; ".join(f"{percent(act, 1)} at {percent(p, 0)}" for p, act in shown)


def p_path(points: Sequence[tuple[int, float]], *, limit: float, what: str = "the audit", name: str = "p-value") -> Chart:
    """The p-value of an audit after each card, on a scale of powers of ten, with the risk limit that it must pass.

    points: (cards seen, p-value above 0), in order. limit: the risk limit.
    """
    low = min([limit / 3, *(p for _, p in points)])
    tens = Scale(log10(low), 0.0)
    cards = Scale(0, max((n for n, _ in points), default=1))
    powers = [10.0**-n for n in range(int(-log10(low)) + 1)]
    powers = powers[:: max(1, len(powers) // 4)]
    parts = []
    for value in powers:
        level = round(_TOP + _HEIGHT * (1 - tens(log10(value))), 1)
        parts += [
            tag("line", class_="grid", x1="0", x2="100%", y1=level, y2=level),
            text(number(value, digits_of(value)), 0, level - 4, "tick"),
        ]
    down = round(_TOP + _HEIGHT * (1 - tens(log10(limit))), 1)
    parts.append(tag("line", class_="thr", x1="0", x2="100%", y1=down, y2=down))
    parts.append(text(f"risk limit {percent(limit, digits_of(limit * 100))}", 0.1, down - 5, "val", anchor="start"))
    curve = line([(cards(n), tens(log10(p))) for n, p in points])
    parts.append(stretched(_TOP, _HEIGHT, [tag("path", class_="curve", d=curve)]))
    marks = ticks(0, cards.high)
    parts += _along(cards, marks, [number(one) for one in marks[:-1]] + [f"{number(marks[-1])} cards"])
    met = next((n for n, p in points if p <= limit), None)
    last = points[-1] if points else (0, 1.0)
    title = f"The limit is met at card {met:,}" if met is not None else f"After {last[0]:,} cards the limit is not met"
    summary = (
        f"The p-value of {what} after each card: {number(last[1], 4)} after {last[0]:,}; the limit is {number(limit, digits_of(limit))}."
    )
    rows = tuple((Cell(number(n), n), Cell(f"{p:.4g}", p)) for n, p in points)
    return Chart(name, title, summary, frame("curves", _WHOLE, summary, parts), Table(f"p-value of {what}", ("Cards", "p-value"), rows))


@dataclass(frozen=True, slots=True)
class Fan:
    """Simulated years: for each year the median and, from low to high, the ends of the 95 and 80 per cent intervals."""

    years: Sequence[int]
    median: Sequence[float]
    low95: Sequence[float]
    low80: Sequence[float]
    high80: Sequence[float]
    high95: Sequence[float]
    outer: str = "95 %"
    """How much of the worlds the outer band holds."""
    beside: Mapping[str, Sequence[float]] = field(default_factory=dict)
    """Other medians drawn as dashed lines, such as that of the status quo."""


def fan(data: Fan, *, title: str, unit: str, digits: int = 1, threshold: float | None = None, worlds: int = 0, name: str = "fan") -> Chart:
    """A fan of simulated years: the median as a line, 80 and 95 per cent of the worlds as bands.

    title: the finding. unit: words at the last tick. threshold: a value drawn as a dashed line across.
    """
    ends = [*data.low95, *data.high95, *(v for one in data.beside.values() for v in one), *([] if threshold is None else [threshold])]
    low, high = min([0.0, *ends]) if min(ends) > 0 and min(ends) < 0.3 * max(ends) else min(ends), max(ends)
    y, x = Scale(low, high if high > low else low + 1), Scale(data.years[0], data.years[-1])
    marks = ticks(y.low, y.high)
    places = digits_of(step(y.high - y.low))
    said = [number(one, places) for one in marks]
    parts = _grid(y, marks, [*said[:-1], with_unit(said[-1], unit)] if said else [])
    xs = [x(one) for one in data.years]
    inner = [
        tag("path", class_="b95", d=_band(xs, data.low95, data.high95, y)),
        tag("path", class_="b80", d=_band(xs, data.low80, data.high80, y)),
    ]
    inner += [tag("path", class_="beside", d=line(list(zip(xs, map(y, one), strict=True)))) for one in data.beside.values()]
    inner.append(tag("path", class_="curve", d=line(list(zip(xs, map(y, data.median), strict=True)))))
    parts.append(stretched(_TOP, _HEIGHT, inner))
    if threshold is not None:
        down = round(_TOP + _HEIGHT * (1 - y(threshold)), 1)
        parts.append(tag("line", class_="thr", x1="0", x2="100%", y1=down, y2=down))
    for words, one in data.beside.items():
        parts.append(text(words, 1, round(_TOP + _HEIGHT * (1 - y(one[-1])) - 5, 1), "tick"))
    years = ticks(data.years[0], data.years[-1])
    parts += _along(x, years, [f"{one:.0f}" for one in years])
    last = with_unit(number(data.median[-1], digits), unit)
    reach = f"80 % of worlds between {number(data.low80[-1], digits)} and {number(data.high80[-1], digits)}"
    summary = f"{title}: {last} in {data.years[-1]} in the median, {reach}{f', {worlds:,} worlds' if worlds else ''}."
    return Chart(name, title, summary, frame("curves", _WHOLE, summary, parts), _fan_table(data, title, digits))


def _band(xs: Sequence[float], low: Sequence[float], high: Sequence[float], y: Scale) -> str:
    there = list(zip(xs, map(y, high), strict=True))
    back = list(zip(xs, map(y, low), strict=True))[::-1]
    return line([*there, *back]) + "Z"


def _fan_table(data: Fan, title: str, digits: int) -> Table:
    columns = (data.low95, data.low80, data.median, data.high80, data.high95, *data.beside.values())
    heads = ("Year", f"{data.outer} from", "80 % from", "Median", "80 % to", f"{data.outer} to", *data.beside)
    rows = tuple((Cell(str(year), year), *(Cell(number(one[n], digits), one[n]) for one in columns)) for n, year in enumerate(data.years))
    return Table(title, heads, rows)


def size_sweep(
    sizes: Sequence[int], seats: Mapping[str, Sequence[int]], *, method: str, at_size: int | None = None, name: str = "sweep"
) -> Chart:
    """Seats of some units as a house grows: a stair for each. seats: for each unit its seats at each size. at_size: the size of the text."""
    x, y = Scale(sizes[0], sizes[-1]), Scale(0, max(max(one) for one in seats.values()))
    marks = ticks(0, y.high)
    parts = _grid(y, marks[1:], [number(one) for one in marks[1:-1]] + [f"{number(marks[-1])} seats"])
    inner = []
    for n, one in enumerate(seats.values()):
        stairs = [(x(sizes[k + move]), y(one[k])) for k in range(len(sizes)) for move in (0, 1) if k + move < len(sizes)]
        inner.append(tag("path", class_=f"curve w{n % 4}", d=line(stairs)))
    parts.append(stretched(_TOP, _HEIGHT, inner))
    if at_size is not None:
        parts.append(tag("line", class_="thr", x1=at(x(at_size)), x2=at(x(at_size)), y1=_TOP, y2=_TOP + _HEIGHT))
    for unit, one in seats.items():
        parts.append(text(unit, 1, round(_TOP + _HEIGHT * (1 - y(one[-1])) - 5, 1), "val"))
    along = ticks(sizes[0], sizes[-1])
    parts += _along(x, along, [number(one) for one in along])
    losing = sorted({unit for unit, one in seats.items() for a, b in pairwise(one) if b < a})
    title = (
        f"{', '.join(losing)} lose{'s' if len(losing) == 1 else ''} a seat while the house grows"
        if losing
        else "No unit loses while the house grows"
    )
    summary = f"{title}, by {method}, from {sizes[0]:,} to {sizes[-1]:,} seats."
    rows = tuple((Cell(number(size), size), *(Cell(number(one[n]), one[n]) for one in seats.values())) for n, size in enumerate(sizes))
    return Chart(name, title, summary, frame("curves", _WHOLE, summary, parts), Table(f"Seats by {method}", ("House", *seats), rows))
