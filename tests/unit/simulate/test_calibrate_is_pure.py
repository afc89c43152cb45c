"""The calibration reads nothing later than its year, changes nothing, and says what it lacks."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from decimal import Decimal

import numpy as np
import pytest

from foedus.data.tables import Cell
from foedus.data.world import World, column_year, world
from foedus.simulate.calibrate import calibrate

ROLES = ("population", "product", "votes", "moves", "labour", "income", "sectors", "places", "fiscal")


def _poisoned(facts: World, year: int) -> World:
    """Later rows multiplied beyond belief, later columns too, and rows added for a year that has not come."""
    for role in ROLES:
        rows = facts.rows(role)
        dated = "year" in rows[0]
        new = [_poison_row(row, late=dated and isinstance(row["year"], int) and row["year"] > year, dated=dated, year=year) for row in rows]
        if dated:
            new += [_poison_row({**row, "year": year + 1}, late=True, dated=True, year=year) for row in rows if row["year"] == rows[0]["year"]]
        facts = facts.with_rows(role, tuple(new))
    return facts


def _poison_row(row: dict[str, Cell], *, late: bool, dated: bool, year: int) -> dict[str, Cell]:
    def poison(name: str, value: Cell) -> Cell:
        when = None if dated else column_year(name)
        if name != "year" and isinstance(value, int | Decimal) and (late or (when is not None and when > year)):
            return value * 977 + 13
        return value

    return {name: poison(name, value) for name, value in row.items()}


def _same(one: object, other: object) -> bool:
    if isinstance(one, np.ndarray):
        return bool(np.array_equal(one, other))  # type: ignore[arg-type]
    if is_dataclass(one):
        return all(_same(getattr(one, item.name), getattr(other, item.name)) for item in fields(one) if item.name != "digest")
    return one == other


@pytest.mark.parametrize("year", [2010, 2018, 2022, 2024])
def test_nothing_later_is_used(year: int) -> None:
    assert _same(calibrate(world(), year), calibrate(_poisoned(world(), year), year))


def test_the_poison_bites_when_it_is_not_later() -> None:
    assert not _same(calibrate(world(), 2024), calibrate(_poisoned(world(), 2018), 2024))


def test_the_same_call_gives_the_same_bits() -> None:
    assert _same(calibrate(world(), 2024), calibrate(world(), 2024))


def test_what_is_missing_is_neutral_and_said() -> None:
    early = calibrate(world(), 2010)
    assert set(early.absent) == {"fiscal", "people", "adults"}
    assert "no survey of moves up to 2010" in early.absent["people"]
    assert (early.people.moves == 0).all()
    assert early.base.year == 2010
    assert early.jobs.years == (1976, 2010)
