"""The answer to an expectation: its verdict, every figure it rests on, how far from the threshold, and what would change it.

`as_json()` is what `foedus expect --json` prints: `name`, `cite`, `statement`, `verdict` (holds, fails, depends, cannot_be_measured), `why`,
`readings` (rule, scope, left, right, holds, distance), `left` and `right` (the measures with unit, year, sources, notes), `horizon` in years
(0: from facts), `close_units` (what each close unit would change), `placements`, `ensemble` (shares of worlds, empty for facts), `rests_on`.
Needs: the standard library.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from foedus.simulate.measured import Measured, Number, plain, written
from foedus.source import Citation


class Verdict(Enum):
    """How an expectation comes out: on facts under every rule and suppressed value, on an ensemble in 95 of 100 worlds under every card row."""

    HOLDS = "holds"
    FAILS = "fails"
    DEPENDS = "depends"
    CANNOT = "cannot_be_measured"

    @property
    def words(self) -> str:
        """The verdict as it is printed."""
        return self.value.replace("_", " ")


@dataclass(frozen=True, slots=True)
class Reading:
    """The comparison under one rule, for one scope. holds: None where what is suppressed decides; distance: left less right, in the unit."""

    rule: str
    scope: str
    left: Number
    right: Number
    holds: bool | None
    distance: Number

    def as_json(self) -> dict[str, Any]:
        """Plain values."""
        return {"rule": self.rule, "scope": self.scope, "left": plain(self.left), "right": plain(self.right), "holds": self.holds,
                "distance": plain(self.distance)}  # fmt: skip


@dataclass(frozen=True, slots=True)
class CloseUnit:
    """A unit whose last vote was close, and the answer if it belonged elsewhere. margin: share of two-party votes between the two groups."""

    unit: str
    title: str
    margin: Number
    belongs: str
    instead: str
    verdict: Verdict
    figures: tuple[tuple[str, Number], ...]

    def as_json(self) -> dict[str, Any]:
        """Plain values."""
        return {"unit": self.unit, "title": self.title, "margin": plain(self.margin), "belongs": self.belongs, "instead": self.instead,
                "verdict": self.verdict.value, "figures": {rule: plain(value) for rule, value in self.figures}}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Placement:
    """Where all close units would have to belong to make the figure least, or most, and the answer then."""

    how: str
    moved: tuple[str, ...]
    verdict: Verdict
    figures: tuple[tuple[str, Number], ...]

    def as_json(self) -> dict[str, Any]:
        """Plain values."""
        return {"how": self.how, "moved": list(self.moved), "verdict": self.verdict.value,
                "figures": {rule: plain(value) for rule, value in self.figures}}  # fmt: skip


@dataclass(frozen=True)
class Expectation:
    """One expectation answered.

    measures: what was measured on the left, for each scope; against: on the right (empty for a number); horizon: years ahead, 0 for facts;
    ensemble: what an ensemble of years gave, as plain values, empty for facts; why: in words, how the verdict came about.
    """

    name: str
    cite: Citation
    statement: str
    verdict: Verdict
    why: str
    readings: tuple[Reading, ...] = ()
    measures: tuple[Measured, ...] = ()
    against: tuple[Measured, ...] = ()
    horizon: int = 0
    close_units: tuple[CloseUnit, ...] = ()
    placements: tuple[Placement, ...] = ()
    ensemble: Mapping[str, Any] = field(default_factory=dict)

    @property
    def unit(self) -> str:
        """The unit of the figure."""
        return next((one.unit for one in self.measures if one.unit), "")

    @property
    def flips(self) -> tuple[CloseUnit, ...]:
        """The close units each of which alone would change the verdict."""
        return tuple(one for one in self.close_units if one.verdict is not self.verdict)

    @property
    def sentence(self) -> str:
        """The answer in one line: verdict, then why."""
        return f"{self.verdict.words}: {self.why}"

    @property
    def rests_on(self) -> tuple[str, ...]:
        """Columns and cards."""
        found = [item for one in (*self.measures, *self.against) for item in (*one.columns, *(f"card {card}" for card in one.cards))]
        return tuple(dict.fromkeys(found))

    @property
    def notes(self) -> tuple[str, ...]:
        """What must be said with the figures."""
        return tuple(dict.fromkeys(note for one in (*self.measures, *self.against) for note in one.notes))

    @property
    def sources(self) -> tuple[str, ...]:
        """Sources, each once."""
        return tuple(dict.fromkeys(source for one in (*self.measures, *self.against) for source in one.sources))

    def told(self, value: Number) -> str:
        """A figure of this expectation as people read it."""
        return written(value, self.unit)

    def told_distance(self, value: Number) -> str:
        """A difference of two figures as people read it: of shares, in percentage points."""
        if not self.unit.startswith("share"):
            return self.told(value)
        points = self.told(value).removesuffix(" %")
        return f"{'' if points.startswith('-') else '+'}{points} points"

    def as_json(self) -> dict[str, Any]:
        """The record as plain values; the module says its fields."""
        return {
            "name": self.name, "cite": self.cite, "statement": self.statement, "verdict": self.verdict.value, "why": self.why,
            "unit": self.unit, "horizon": self.horizon, "readings": [one.as_json() for one in self.readings],
            "left": [one.as_json() for one in self.measures], "right": [one.as_json() for one in self.against],
            "close_units": [one.as_json() for one in self.close_units], "placements": [one.as_json() for one in self.placements],
            "ensemble": dict(self.ensemble), "rests_on": list(self.rests_on), "sources": list(self.sources), "notes": list(self.notes),
        }  # fmt: skip
