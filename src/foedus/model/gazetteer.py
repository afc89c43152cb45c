"""What a settlement may ask of the facts about real places: units, series, functions.

`text` and the kernel know only this protocol; `foedus.data` implements it. A settlement without real places uses `NoPlaces`.
Needs: the standard library.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class PlaceUnit:
    """One unit that a gazetteer knows: its code as the text writes it (`AL`, `DC`) and its name in full."""

    code: str
    title: str


class Gazetteer(Protocol):
    """Facts about the units of one country, each with a source."""

    @property
    def name(self) -> str:
        """The name used in front matter (`us`)."""

    def units(self) -> tuple[PlaceUnit, ...]:
        """All units, in alphabetical order of code."""

    def series_names(self) -> tuple[str, ...]:
        """The names of all series that a clause may use."""

    def series(self, name: str) -> Mapping[str, int | float | str] | None:
        """The value of a series for each unit code that has one, or None if there is no such series.

        Whole-number series (people, votes) hold `int`; categories (`president_2024_plurality`) hold lower-case words.
        """

    def functions(self, table: str) -> tuple[str, ...] | None:
        """The functions of government that a table (`us/federal_functions`) lists, or None if there is no such table."""

    def known_bodies(self) -> tuple[str, ...]:
        """Names of agencies and well-known bodies that a clause on functions may use beside the functions listed."""

    def neighbours(self, code: str) -> tuple[str, ...]:
        """Codes of the units that share a land boundary with this one."""


@dataclass(frozen=True, slots=True)
class NoPlaces:
    """The gazetteer of a text that names no country: it knows nothing, so every unit comes from the text itself."""

    name: str = ""

    def units(self) -> tuple[PlaceUnit, ...]:
        """None."""
        return ()

    def series_names(self) -> tuple[str, ...]:
        """None."""
        return ()

    def series(self, name: str) -> Mapping[str, int | float | str] | None:
        """None."""
        return None

    def functions(self, table: str) -> tuple[str, ...] | None:
        """None."""
        return None

    def known_bodies(self) -> tuple[str, ...]:
        """None."""
        return ()

    def neighbours(self, code: str) -> tuple[str, ...]:
        """None."""
        return ()
