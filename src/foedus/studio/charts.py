"""Pictures as SVG, written by hand: the map of units, and bars of shares. No library draws at run time.

Every picture has a title and a description; the same figures stand in a table beside it. Colour and hatching come from the style sheet.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from foedus.data.shapes import Shapes

_LETTER_ROOM = 900
_ASIDE = ("VT", "NH", "MA", "RI", "CT", "NJ", "DE", "MD", "DC")
"""The units too small for a label on the map; they are named at its side, from north to south."""


def map_of(shapes: Shapes, side_of: Mapping[str, int], title: str, description: str) -> str:
    """The map of who belongs where. side_of: for each unit the number of its polity in declared order, from 0; -1 for none."""
    parts = [
        f'<svg class="map" viewBox="0 0 {shapes.width} {shapes.height}" role="img" aria-labelledby="map-title map-desc">',
        f'<title id="map-title">{escape(title)}</title><desc id="map-desc">{escape(description)}</desc>',
        "<defs>"
        '<pattern id="hatch-1" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        '<path class="hatch" d="M0,0V7"/></pattern>'
        '<pattern id="hatch-2" width="8" height="8" patternUnits="userSpaceOnUse"><circle class="dot" cx="4" cy="4" r="1.2"/></pattern>'
        "</defs>",
    ]
    for code, shape in shapes.units.items():
        side = side_of.get(code, -1)
        parts.append(f'<path class="unit side-{side}" d="{shape.path}"/>')
        if side in (1, 2):
            parts.append(f'<path class="over" fill="url(#hatch-{side})" d="{shape.path}"/>')
    for first, second, path in shapes.borders:
        kind = "border-between" if side_of.get(first, -1) != side_of.get(second, -1) else "border"
        parts.append(f'<path class="{kind}" d="{path}"/>')
    parts.append('<g class="labels" aria-hidden="true">')
    for code, shape in shapes.units.items():
        x, y = shape.label
        if shape.area >= _LETTER_ROOM and code not in _ASIDE:
            parts.append(f'<text x="{x}" y="{y + 4}">{code}</text>')
    aside = [code for code in _ASIDE if code in shapes.units]
    for n, code in enumerate(aside):
        x, y = shapes.units[code].label
        ty = 190 + 22 * n
        parts.append(f'<path class="leader" d="M{x},{y}L940,{ty - 4}"/><text class="aside" x="944" y="{ty}">{code}</text>')
    parts.append("</g></svg>")
    return "".join(parts)


def strip(label: str, shares: Sequence[tuple[str, float, str]]) -> str:
    """A bar of 100 %: (name, share from 0 to 1, figure as words) for each polity in declared order."""
    said = "; ".join(f"{name} {100 * share:.1f} %" for name, share, _ in shares)
    parts = [f'<svg class="strip" role="img" aria-label="{escape(label)}: {escape(said)}" height="20" width="100%">']
    left = 0.0
    for side, (_, share, _) in enumerate(shares):
        parts.append(f'<rect class="side-{side}" x="{100 * left:.2f}%" y="1" width="{100 * share:.2f}%" height="18"/>')
        left += share
    return "".join(parts) + "</svg>"
