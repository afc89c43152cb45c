"""Gauges: one row an expectation, and rows of intervals on a common scale.

The shaded side is what the text expects, the dashed line the threshold, the dot the median or the figure, the thick bar 80 per cent of
worlds (or, for data of one year, the spread over other memberships or rules), the thin line 95 per cent. The verdict is given, never read
off the picture. Needs: the standard library.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from foedus.studio.charts.base import Cell, Chart, Scale, Table, at, frame, tag, text
from foedus.studio.figures import digits_of, number, step, ticks, with_unit


@dataclass(frozen=True, slots=True)
class Interval:
    """A figure with what is known of its doubt; ends that are None are not drawn. said: the figure as words.

    low95, high95: the ends of the thin line, which hold 95 per cent of worlds unless the picture is told otherwise.
    note: what stands beneath a row of `multiples`, such as the difference from another row.
    """

    name: str
    value: float
    said: str = ""
    low80: float | None = None
    high80: float | None = None
    low95: float | None = None
    high95: float | None = None
    note: str = ""

    @property
    def ends(self) -> tuple[float, ...]:
        """Every number that must fit on the scale."""
        return tuple(one for one in (self.value, self.low80, self.high80, self.low95, self.high95) if one is not None)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a gauge shows: the figure with its doubt, the threshold, and whether the text expects more (`>`) or less (`<`) than it."""

    figure: Interval
    threshold: float
    expects: str
    unit: str = ""
    digits: int = 1
    low: float | None = None
    high: float | None = None
    bar: str = "80 % of worlds"
    outer: str = "95 % of worlds"
    dots: tuple[tuple[str, float], ...] = ()
    """Several figures in place of one, each by the rule that gives it."""


def gauge(reading: Reading, *, title: str, verdict: str, name: str = "gauge") -> Chart:
    """One expectation as a row. title: what the text expects, in words; verdict: as it was reached elsewhere."""
    one = reading.figure
    low, high = _reach(reading)
    x = Scale(low, high)
    edge = x(reading.threshold)
    left, right = (edge, 1.0) if reading.expects.startswith(">") else (0.0, edge)
    parts = [tag("rect", class_="exp", x=at(left), y=22, width=at(right - left), height=18)]
    parts.append(tag("line", class_="axis", x1="0", x2="100%", y1=40.5, y2=40.5))
    parts.append(tag("line", class_="thr", x1=at(edge), x2=at(edge), y1=18, y2=40))
    parts += _dots(reading, x) if reading.dots else _marks(one, x, 31)
    middle = (min(v for _, v in reading.dots) + max(v for _, v in reading.dots)) / 2 if reading.dots else one.value
    parts.append(text(one.said or _said(one.value, reading), x(middle), 14, "val"))
    for value, words in _ends(reading, low, high):
        parts.append(text(words, x(value), 55, "tick"))
    summary = f"{title}: {one.said or _said(one.value, reading)}; expected {_wanted(reading)}. {verdict}."
    return Chart(name, title, summary, frame("gauge", 60, summary, parts), Table(title, ("What", "Figure"), tuple(_rows(reading, verdict))))


def _dots(reading: Reading, x: Scale) -> list[str]:
    values = [value for _, value in reading.dots]
    span = tag("line", class_="i80", x1=at(x(min(values))), x2=at(x(max(values))), y1=31, y2=31)
    return [span, *(tag("circle", class_="dot", cx=at(x(value)), cy=31, r=4.5, data_v=value) for value in values)]


def _reach(reading: Reading) -> tuple[float, float]:
    ends = [*(reading.figure.ends if not reading.dots else (v for _, v in reading.dots)), reading.threshold]
    width = (max(ends) - min(ends)) or abs(reading.threshold) or 1.0
    low = reading.low if reading.low is not None else min(ends) - 0.15 * width
    high = reading.high if reading.high is not None else max(ends) + 0.15 * width
    return low, high


def _ends(reading: Reading, low: float, high: float) -> list[tuple[float, str]]:
    """The words under the axis: the ends as round numbers and the threshold, none on another."""
    places = digits_of(step(high - low))
    found = [(reading.threshold, number(reading.threshold, min(reading.digits, digits_of(abs(reading.threshold)))))]
    marks = ticks(low, high)
    for value in (marks[0], marks[-1]) if marks else ():
        if all(abs(value - other) > 0.2 * (high - low) for other, _ in found):
            found.append((value, number(value, places)))
    last = max(range(len(found)), key=lambda n: found[n][0])
    found[last] = (found[last][0], with_unit(found[last][1], reading.unit))
    return found


def _said(value: float, reading: Reading) -> str:
    return with_unit(number(value, reading.digits), reading.unit)


def _wanted(reading: Reading) -> str:
    words = {">": "more than", "<": "less than", ">=": "at least", "<=": "at most"}.get(reading.expects, reading.expects)
    return f"{words} {with_unit(number(reading.threshold, min(reading.digits, digits_of(abs(reading.threshold)))), reading.unit)}"


def _rows(reading: Reading, verdict: str) -> list[tuple[Cell, ...]]:
    one = reading.figure
    rows = [(Cell(rule), Cell(_said(value, reading), value)) for rule, value in reading.dots]
    rows = rows or [(Cell("Figure"), Cell(one.said or _said(one.value, reading), one.value))]
    rows.append((Cell("Expected"), Cell(_wanted(reading), reading.threshold)))
    for words, low, high in ((reading.bar, one.low80, one.high80), (reading.outer, one.low95, one.high95)):
        if low is not None and high is not None:
            rows.append((Cell(f"{words}, from"), Cell(_said(low, reading), low)))
            rows.append((Cell(f"{words}, to"), Cell(_said(high, reading), high)))
    return [*rows, (Cell("Verdict"), Cell(verdict))]


def _marks(one: Interval, x: Scale, y: float) -> list[str]:
    parts = []
    if one.low80 is not None and one.high80 is not None:
        parts.append(
            tag("line", class_="i80", x1=at(x(one.low80)), x2=at(x(one.high80)), y1=y, y2=y, data_low=one.low80, data_high=one.high80)
        )
    if one.low95 is not None and one.high95 is not None:
        parts.append(
            tag("line", class_="i95", x1=at(x(one.low95)), x2=at(x(one.high95)), y1=y, y2=y, data_low=one.low95, data_high=one.high95)
        )
    parts.append(tag("circle", class_="dot", cx=at(x(one.value)), cy=y, r=5.5, data_v=one.value))
    return parts


def multiples(
    rows: Sequence[Interval],
    *,
    title: str,
    unit: str,
    digits: int = 1,
    threshold: float | None = None,
    worlds: int = 0,
    outer: str = "95 % of worlds",
    noted: str = "",
    name: str = "multiples",
) -> Chart:
    """Small multiples: a row for each variant (or polity, or year), all on one scale, each with its intervals.

    title: the finding. threshold: a value drawn as a dashed line through all rows. noted: the head of the notes in the table.
    """
    ends = [v for one in rows for v in one.ends] + ([] if threshold is None else [threshold])
    width = (max(ends) - min(ends)) or 1.0
    x = Scale(min(ends) - 0.08 * width, max(ends) + 0.08 * width)
    parts, cells, tall = [], [], 64 if any(one.note for one in rows) else 46
    for n, one in enumerate(rows):
        y = 4 + tall * n
        said = one.said or with_unit(number(one.value, digits), unit)
        parts += [
            text(one.name, 0, y + 13),
            text(said, 1, y + 13, "val"),
            tag("line", class_="grid", x1="0", x2="100%", y1=y + 29, y2=y + 29),
        ]
        parts += _marks(one, x, y + 29)
        spans = ((one.low80, one.high80), (one.low95, one.high95))
        cells.append((Cell(one.name), Cell(said, one.value), *(_span(low, high, digits) for low, high in spans)))
        if noted:
            parts += [text(one.note, 0, y + 50, "tick")] if one.note else []
            cells[-1] = (*cells[-1], Cell(one.note or "–"))
    bottom = 4 + tall * len(rows)
    if threshold is not None:
        parts.insert(0, tag("line", class_="thr", x1=at(x(threshold)), x2=at(x(threshold)), y1=0, y2=bottom))
    parts += _axis(x, bottom, unit)
    summary = f"{title}: " + "; ".join(f"{row[0].text} {row[1].text}" for row in cells) + (f"; {worlds:,} worlds" if worlds else "") + "."
    table = Table(title, ("What", "Median", "80 % of worlds", outer, *((noted,) if noted else ())), tuple(cells))
    return Chart(name, title, summary, frame("multiples", bottom + 24, summary, parts), table)


def _axis(x: Scale, bottom: float, unit: str) -> list[str]:
    marks, places = ticks(x.low, x.high, 3), digits_of(step(x.high - x.low, 3))
    if len(unit) > 8 and len(marks) > 2:
        marks = (*marks[:-2], marks[-1])  # the words at the last tick need the room
    words = [number(value, places) for value in marks]
    if words:
        words[-1] = with_unit(words[-1], unit)
    line = tag("line", class_="axis", x1="0", x2="100%", y1=bottom, y2=bottom)
    return [line, *(text(said, x(value), bottom + 18, "tick") for said, value in zip(words, marks, strict=True))]


def _span(low: float | None, high: float | None, digits: int) -> Cell:
    return Cell("–" if low is None or high is None else f"{number(low, digits)} to {number(high, digits)}")
