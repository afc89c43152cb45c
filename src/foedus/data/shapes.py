"""The outlines of units, for maps: an SVG path for each, and the borders between neighbours.

Needs: the standard library. Source: us-atlas 3.0.1, from boundary files of the US Census Bureau; written by `tools/build_shapes.py`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Shape:
    """One unit on the map: its path, where its label stands, and its area in the frame's units."""

    path: str
    label: tuple[float, float]
    area: int


@dataclass(frozen=True, slots=True)
class Shapes:
    """A map: its frame, the units by code, and the borders as (unit, unit, path)."""

    width: int
    height: int
    units: Mapping[str, Shape]
    borders: tuple[tuple[str, str, str], ...]


@cache
def shapes(name: str) -> Shapes | None:
    """The map of a gazetteer, or None where there is none."""
    if name != "us":
        return None
    found = json.loads(files("foedus.data").joinpath("us", "shapes.json").read_text(encoding="utf-8"))
    units = {code: Shape(item["path"], tuple(item["label"]), item["area"]) for code, item in found["units"].items()}
    return Shapes(found["frame"][0], found["frame"][1], units, tuple((a, b, path) for a, b, path in found["borders"]))
