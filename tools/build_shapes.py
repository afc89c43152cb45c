"""Writes src/foedus/data/us/shapes.json: the outlines of the 51 units and the borders between them, as SVG paths.

Source: us-atlas 3.0.1, states-albers-10m.json (ISC licence, beside it), from the cartographic boundary files of the US Census Bureau.
Arcs are thinned to one point where the outline bends by less than about a pixel of the 975 x 610 frame, and islets are left out.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

HERE = Path(__file__).parent
SOURCE = HERE / "us-atlas" / "states-albers-10m.json"
TARGET = HERE.parent / "src" / "foedus" / "data" / "us" / "shapes.json"
STATES = HERE.parent / "src" / "foedus" / "data" / "us" / "states.csv"
TOLERANCE = 0.7
SMALLEST = 3.0

Point = tuple[float, float]


def decode(topology: dict) -> list[list[Point]]:
    """The arcs in the frame's coordinates: quantized and delta-coded in the file."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        arcs.append(points)
    return arcs


def thin(points: list[Point]) -> list[Point]:
    """Douglas and Peucker 1973: keep the ends, and the farthest point of each stretch that bends by more than the tolerance."""
    if len(points) < 3:
        return points
    (ax, ay), (bx, by) = points[0], points[-1]
    length = ((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5
    worst, where = 0.0, 0
    for n, (x, y) in enumerate(points[1:-1], 1):
        away = abs((by - ay) * x - (bx - ax) * y + bx * ay - by * ax) / length if length else ((x - ax) ** 2 + (y - ay) ** 2) ** 0.5
        if away > worst:
            worst, where = away, n
    if worst <= TOLERANCE:
        return [points[0], points[-1]]
    return thin(points[: where + 1])[:-1] + thin(points[where:])


def path(points: list[Point], *, close: bool) -> str:
    """An SVG path of whole tenths."""
    shown = [f"{x:.1f},{y:.1f}".replace(".0,", ",").removesuffix(".0") for x, y in points]
    return "M" + "L".join(shown) + ("Z" if close else "")


def area(points: list[Point]) -> float:
    """The area of a ring."""
    pairs = zip(points, points[1:] + points[:1], strict=True)
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs)) / 2


def centre(points: list[Point]) -> Point:
    """The centroid of a ring."""
    total = cx = cy = 0.0
    for (x1, y1), (x2, y2) in zip(points, points[1:] + points[:1], strict=True):
        cross = x1 * y2 - x2 * y1
        total, cx, cy = total + cross, cx + (x1 + x2) * cross, cy + (y1 + y2) * cross
    return (cx / (3 * total), cy / (3 * total)) if total else points[0]


def build() -> dict:
    """The shapes as plain values."""
    topology = json.loads(SOURCE.read_text(encoding="utf-8"))
    arcs = [thin(arc) for arc in decode(topology)]
    header, *lines = STATES.read_text(encoding="utf-8").splitlines()
    columns = header.split(",")
    by_fips = {line.split(",")[columns.index("fips")]: line.split(",")[columns.index("code")] for line in lines}
    units, owners = {}, {}
    for shape in topology["objects"]["states"]["geometries"]:
        code = by_fips.get(shape["id"])
        if code is None:
            continue
        polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        rings = []
        for polygon in polygons:
            for ring in polygon:
                points: list[Point] = []
                for n in ring:
                    arc = arcs[n] if n >= 0 else arcs[~n][::-1]
                    points += arc if not points else arc[1:]
                    owners.setdefault(n if n >= 0 else ~n, set()).add(code)
                rings.append(points)
        rings.sort(key=area, reverse=True)
        kept = [ring for n, ring in enumerate(rings) if n == 0 or area(ring) >= SMALLEST]
        x, y = centre(rings[0])
        units[code] = {
            "path": "".join(path(ring[:-1], close=True) for ring in kept),
            "label": [round(x, 1), round(y, 1)],
            "area": round(sum(map(area, kept))),
        }
    borders = [[*sorted(codes), path(arcs[n], close=False)] for n, codes in sorted(owners.items()) if len(codes) == 2]
    return {"frame": [975, 610], "units": dict(sorted(units.items())), "borders": borders}


def text() -> str:
    """The file as written."""
    return json.dumps(build(), separators=(",", ":")) + "\n"


if __name__ == "__main__":
    TARGET.write_text(text(), encoding="utf-8")
    sys.stdout.write(f"{TARGET.name}: {TARGET.stat().st_size:,} bytes\n")
