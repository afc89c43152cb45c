"""Maps: which unit belongs to which polity, and a whole number for each unit, such as its seats.

Membership shows by fill and by hatch, with an ink line between polities, so that it reads in grey and to the colour-blind. Places without
outlines are drawn as labelled tiles. Needs: the standard library.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from foedus.data.shapes import Shapes
from foedus.studio.charts.base import Cell, Chart, Table, plain, side_class, tag
from foedus.studio.figures import number

_ROOM = 900
"""The least area, in units of the frame, for a label of two letters on the unit itself."""
_SMALL = 60
"""Below this area a unit is drawn as a dot too."""
_MOVED = {
    "FL": (24, 6), "LA": (-8, 4), "MI": (8, 22), "ID": (-2, 24), "HI": (20, 8), "KY": (6, 2), "WV": (-6, 4), "VA": (8, 4), "MD": (0, 0),
    "CA": (-8, 0), "NY": (4, 4), "MN": (-6, 0), "AK": (4, 0), "NV": (0, -10), "OK": (12, 0), "TX": (10, 0), "NE": (6, 0), "SC": (4, -2), "NH": (0, 0),
}  # fmt: skip
"""How far a label is moved from the middle of its unit to stand clear."""
_BESIDE = (("VT", 850, 74, "end"), ("NH", 872, 58, "end"), ("MA", 944, 148, ""), ("RI", 944, 165, ""), ("CT", 944, 182, ""), ("NJ", 944, 206, ""),
           ("DE", 944, 223, ""), ("MD", 944, 240, ""), ("DC", 944, 257, ""))  # fmt: skip
"""The units too small for a label: where it stands beside the map, at the end of a line."""


def units_map(shapes: Shapes, side_of: Mapping[str, int], names: Sequence[str], *, titles: Mapping[str, str], name: str = "map") -> Chart:
    """The map of who belongs where.

    side_of: for each unit the number of its polity in declared order, from 0; -1 for none. names: the polities, as declared.
    titles: the full name of each unit. Raises nothing: a unit without an outline is left to the table.
    """
    parts = [_outline(code, shape.path, side_of.get(code, -1), titles.get(code, code)) for code, shape in shapes.units.items()]
    for first, second, path in shapes.borders:
        between = side_of.get(first, -1) != side_of.get(second, -1)
        parts.append(tag("path", class_="between" if between else "within", d=path))
    parts += _dots(shapes, side_of)
    parts += _labels(shapes, side_of)
    counts = [(one, sum(side == n for side in side_of.values())) for n, one in enumerate(names)]
    told = "; ".join(f"{one}: {_units(count)}" for one, count in counts) or f"{_units(len(side_of))}, each a polity of its own"
    summary = f"Map of the units. {told}."
    rows = tuple((Cell(titles.get(code, code)), Cell(names[side] if 0 <= side < len(names) else "–")) for code, side in side_of.items())
    return Chart(
        name, "Who belongs where", summary, _map(shapes.width, shapes.height, summary, parts), Table("Units", ("Unit", "Polity"), rows)
    )


def _units(count: int) -> str:
    return f"{count} unit{'' if count == 1 else 's'}"


def _map(width: int, height: int, label: str, parts: Sequence[str]) -> str:
    return f'<svg class="map" viewBox="0 0 {width} {height}" role="img" aria-label="{escape(label)}">{"".join(parts)}</svg>'


def _outline(code: str, path: str, side: int, title: str, extra: str = "") -> str:
    inner = tag("title", escape(title)) if title else ""
    return tag("path", inner, class_=f"unit {side_class(side) if side >= 0 else 'none'}{extra}", data_unit=code, d=path)


def _dots(shapes: Shapes, side_of: Mapping[str, int]) -> list[str]:
    small = [(code, shape) for code, shape in shapes.units.items() if shape.area < _SMALL]
    return [
        tag("circle", class_=f"unit spot {side_class(side_of.get(code, -1))}", cx=shape.label[0], cy=shape.label[1], r=4)
        for code, shape in small
    ]


def _labels(shapes: Shapes, side_of: Mapping[str, int], said: Mapping[str, str] | None = None) -> list[str]:
    beside = {code for code, *_ in _BESIDE}
    parts = ['<g class="labels" aria-hidden="true">']
    for code, shape in shapes.units.items():
        if code in beside or (shape.area < _ROOM and code != "HI"):
            continue
        dx, dy = _MOVED.get(code, (0, 0))
        x, y = shape.label[0] + dx, shape.label[1] + dy + 4
        parts.append(
            tag("text", escape(code), *_second(said, code, x), x=x, y=y, class_=f"t{side_of.get(code, -1)}" if code != "HI" else "out")
        )
    for code, x, y, anchor in _BESIDE:
        if code in shapes.units:
            a, b = shapes.units[code].label
            end = x + (2 if anchor else -3)
            words = f"{code} {said[code]}" if said and code in said else code
            parts.append(tag("path", class_="leader", d=f"M{plain(a)},{plain(b)}L{end},{y}"))
            parts.append(tag("text", escape(words), x=x, y=y + 4, class_="out", text_anchor=anchor or "start"))
    return [*parts, "</g>"]


def _second(said: Mapping[str, str] | None, code: str, x: float) -> list[str]:
    return [tag("tspan", escape(said[code]), **({"dx": 4} if code == "HI" else {"x": x, "dy": 14}))] if said and code in said else []


def tiles_map(side_of: Mapping[str, int], names: Sequence[str], *, titles: Mapping[str, str], name: str = "map") -> Chart:
    """Units without outlines, as labelled tiles, polity by polity in declared order; the place of a tile says nothing of the land."""
    order = sorted(side_of, key=lambda code: side_of[code] if side_of[code] >= 0 else len(names))
    wide = 62 if max((len(code) for code in order), default=2) <= 5 else 124
    across = 744 // wide
    parts = []
    for n, code in enumerate(order):
        x, y = n % across * wide, n // across * 44
        side = side_of[code]
        parts.append(tag("rect", tag("title", escape(titles.get(code, code))), class_=f"unit {side_class(side) if side >= 0 else 'none'}", x=x + 2, y=y + 2,
                         width=wide - 4, height=40, data_unit=code))  # fmt: skip
        short = code if len(code) <= 13 else code[:12] + "…"
        parts.append(
            f'<g class="labels tiles" aria-hidden="true">{tag("text", escape(short), x=x + wide / 2, y=y + 26, class_=f"t{side}")}</g>'
        )
    counts = [(one, sum(side == n for side in side_of.values())) for n, one in enumerate(names)]
    summary = "The units as tiles. " + "; ".join(f"{one}: {_units(count)}" for one, count in counts) + "."
    rows = tuple((Cell(titles.get(code, code)), Cell(names[side_of[code]] if 0 <= side_of[code] < len(names) else "–")) for code in order)
    height = 44 * ((len(order) + across - 1) // across) if order else 1
    return Chart(name, "Who belongs where", summary, _map(across * wide, height, summary, parts), Table("Units", ("Unit", "Polity"), rows))


def seats_map(shapes: Shapes, seats: Mapping[str, int], *, titles: Mapping[str, str], what: str = "seats", title: str = "", name: str = "seats") -> Chart:
    """A whole number for each unit, such as its seats: five steps of ink, the number under each label. A unit without one is cross-hatched.

    title: the finding; without it, who has most of all.
    """
    edges = _edges([value for value in seats.values() if value])
    step_of = {code: sum(value > edge for edge in edges) for code, value in seats.items()}
    parts = []
    for code, shape in shapes.units.items():
        known = code in seats
        words = f"{titles.get(code, code)}: {seats[code]:,} {what}" if known else f"{titles.get(code, code)}: no figure"
        parts.append(tag("path", tag("title", escape(words)), class_=f"unit k{step_of[code]}" if known else "unit unknown", data_unit=code,
                         data_v=seats.get(code), d=shape.path))  # fmt: skip
    parts += [tag("path", class_="within", d=path) for _, _, path in shapes.borders]
    parts += _labels(shapes, {}, {code: number(value) for code, value in seats.items()})
    ordered = sorted(seats, key=lambda code: -seats[code])
    total = sum(seats.values())
    most = f"{titles.get(ordered[0], ordered[0])} has most, {seats[ordered[0]]:,} of {total:,} {what}" if ordered else f"No {what}"
    title = title or most
    summary = f"{title}. A stronger tone is more: {_steps(edges, what)}."  # on a dark page it is the lighter one
    rows = tuple((Cell(titles.get(code, code)), Cell(number(seats[code]), seats[code])) for code in ordered)
    svg = _map(shapes.width + 14, shapes.height, summary, parts)
    return Chart(name, title, summary, svg, Table(f"{what[:1].upper()}{what[1:]} by unit", ("Unit", what[:1].upper() + what[1:]), rows))


def _edges(values: Sequence[int]) -> list[int]:
    """The upper ends of the first four of five steps, as near as ties allow to a fifth of the units each."""
    ordered = sorted(values)
    return sorted({ordered[len(ordered) * n // 5] for n in (1, 2, 3, 4)}) if ordered else []


def _steps(edges: Sequence[int], what: str) -> str:
    low, said = 0, list[str]()
    for edge in edges:
        said.append(f"up to {number(edge)}" if not said else f"{number(low + 1)} to {number(edge)}" if edge > low + 1 else number(edge))
        low = edge
    return ", ".join([*said, f"more than {number(low)} {what}"])
