"""Bars: the share strip of the polities, voting power of members, and what moves a result most.

Needs: the standard library.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from foedus.studio.charts.base import Cell, Chart, Number, Table, at, frame, lines, side_class, tag, text
from foedus.studio.figures import fraction, number, percent

_ROW, _TOP = 40, 4
NOTHING = "no vote of theirs matters"


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: who, how much, and the polity it belongs to (by order of declaration; None: no one polity's); said: the figure in words."""

    name: str
    value: Number
    side: int | None = None
    said: str = ""


def strip(title: str, parts: Sequence[Bar], *, name: str = "strip") -> Chart:
    """One bar of 100 %, a part for each polity in declared order. value: the figures whose shares are drawn; said: each in words."""
    total = sum(float(one.value) for one in parts)
    shares = [float(one.value) / total if total else 0.0 for one in parts]
    cells = tuple(
        (Cell(one.name), Cell(percent(share), share), Cell(one.said or number(one.value), one.value))
        for one, share in zip(parts, shares, strict=True)
    )
    summary = "; ".join(f"{one.name} {row[1].text}" for one, row in zip(parts, cells, strict=True))
    left, drawn = 0.0, []
    for one, share in zip(parts, shares, strict=True):
        drawn.append(tag("rect", class_=f"bar {side_class(one.side)}", x=at(left), y=0.5, width=at(share), height=13, data_v=share))
        left += share
    return Chart(name, title, summary, frame("strip", 14, f"{title}: {summary}", drawn), Table(title, ("Polity", "Share", title), cells))


def power_bars(members: Sequence[Bar], *, index: str, what: str, name: str = "power", whole: float | None = None) -> Chart:
    """Voting power of members, strongest first; equals stay in the order given.

    members: value as a Fraction or a float from 0 to 1. index: its name in full with its kind (`Shapley-Shubik index`). what: the decision.
    whole: the value at the right edge; by default the largest value.
    The table has the decimals and the exact fraction; nought says that no vote of theirs matters.

    >>> power_bars([Bar("Birch", Fraction(1, 4)), Bar("Alder", Fraction(3, 4))], index="Shapley-Shubik index", what="war").title
    'Alder has most: 75.0\\u202f% of the Shapley-Shubik index'
    """
    ordered = sorted(members, key=lambda one: -float(one.value))
    most = whole or max((float(one.value) for one in ordered), default=1.0) or 1.0
    rows, parts = [], []
    y = float(_TOP)
    for one in ordered:
        share = float(one.value) / most
        said = one.said or (percent(one.value) if one.value else "0")
        exact = fraction(one.value) if isinstance(one.value, Fraction | int) else ""
        rows.append((Cell(one.name), Cell(said if one.value else f"0, {NOTHING}", one.value, exact)))
        labels, y = _named(one.name, said, y)
        parts += labels
        parts.append(tag("rect", class_="track", x="0", y=y + 19, width="100%", height=13))
        parts.append(tag("rect", class_=f"bar {side_class(one.side)}", x="0", y=y + 19, width=at(share), height=13, data_v=one.value))
        y += _ROW
    title = _leader(ordered, index)
    summary = f"{index} for {what}: " + "; ".join(f"{row[0].text} {row[1].text}" for row in rows) + "."
    table = Table(f"{index} for {what}", ("Member", index), tuple(rows))
    return Chart(name, title, summary, frame("bars", y, summary, parts), table)


def _named(name: str, said: str, y: float) -> tuple[list[str], float]:
    """The name above a bar, in as many lines as it needs, with the figure at the right; and where the bar's row begins then."""
    words = lines(name)
    parts = [text(line, 0, y + 13 + 15 * n) for n, line in enumerate(words)]
    return [*parts, text(said, 1, y + 13, "val")], y + 15 * (len(words) - 1)


def _leader(ordered: Sequence[Bar], index: str) -> str:
    if not ordered or not ordered[0].value:
        return f"Nobody has any of the {index}"
    first = [one.name for one in ordered if one.value == ordered[0].value]
    said = ordered[0].said or percent(ordered[0].value)
    if len(first) == 1:
        return f"{first[0]} has most: {said} of the {index}"
    if len(first) == len(ordered):
        return f"All have alike: {said} of the {index}"
    return f"{len(first)} have most, {said} each, of the {index}"


@dataclass(frozen=True, slots=True)
class Reach:
    """How far one assumption moves a result: the share of the spread that it explains (0 to 1), with an interval if there is one."""

    name: str
    share: float
    low: float | None = None
    high: float | None = None


def sensitivity(reaches: Sequence[Reach], *, of: str, name: str = "sensitivity") -> Chart:
    """What moves a result most: for each assumption the share of the spread that it explains, largest first.

    of: the result that is moved, in words. An interval is drawn as a thin line over the bar.
    """
    ordered = sorted(reaches, key=lambda one: -one.share)
    top = max([1e-9, *(max(one.share, one.high or 0.0) for one in ordered)])
    rows, parts, known = [], [], any(one.low is not None for one in ordered)
    y = float(_TOP)
    for one in ordered:
        said = percent(one.share, 0)
        interval = "" if one.low is None or one.high is None else f"{percent(one.low, 0)} to {percent(one.high, 0)}"
        rows.append((Cell(one.name), Cell(said, one.share), *((Cell(interval or "–"),) if known else ())))
        labels, y = _named(one.name, said, y)
        parts += labels
        parts.append(tag("rect", class_="bar ink", x="0", y=y + 19, width=at(max(0.0, one.share) / top), height=13, data_v=one.share))
        if one.low is not None and one.high is not None:
            parts.append(tag("line", class_="i95", x1=at(max(0.0, one.low) / top), x2=at(one.high / top), y1=y + 25.5, y2=y + 25.5))
        y += _ROW
    title = "Nothing was varied"
    if ordered:
        first = f"{ordered[0].name[:1].upper()}{ordered[0].name[1:]}"
        title = f"{first}: {percent(ordered[0].share, 0)} of what the assumptions move"
    summary = f"Share of the spread of {of} that each assumption explains: " + "; ".join(f"{r[0].text} {r[1].text}" for r in rows) + "."
    table = Table(f"What moves {of}", ("Assumption", "Share of the spread", *(("95 % interval",) if known else ())), tuple(rows))
    return Chart(name, title, summary, frame("bars", y, summary, parts), table)
