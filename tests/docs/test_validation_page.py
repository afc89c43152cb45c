"""The table of the page on validation is what `foedus validate elections` prints now, digit by digit."""

from __future__ import annotations

from pathlib import Path

from foedus.data.world import world
from foedus.simulate.validate_elections import Row, backtest

PAGE = (Path(__file__).parents[2] / "docs" / "explanation" / "validation.md").read_text(encoding="utf-8")


def as_written(row: Row) -> str:
    bands = [f"{one:.2f}".removeprefix("0") for one in (row.relative_band, row.absolute_band)]
    inside = f"{row.nation} of {row.origins} ({'independent: ' if row.years == 4 else ''}{row.nation_independent})"
    energies = [f"{one:.1f}" for one in (row.energy, row.uniform, row.independent, row.around)]
    return "| " + " | ".join([f"{row.years} ({row.origins})", *energies, f"{row.crps:.2f}", *bands, inside]) + " |"


def test_the_table_is_what_is_printed() -> None:
    for row in backtest(world(), choosing=2000, draws=4000):
        assert as_written(row) in PAGE
