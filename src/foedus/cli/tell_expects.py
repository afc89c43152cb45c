"""What the command `expect` prints: a line for each expectation, then its figures by rule, close units, sources and notes."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console

from foedus.cli.tell import console, grid
from foedus.simulate.expectation import Expectation, Verdict
from foedus.simulate.measures import NOT_SHIPPED


def tell_expectations(found: Sequence[Expectation]) -> None:
    """All expectations of a settlement."""
    out = console()
    if not found:
        out.print("The text expects nothing of the world. Add an `expect`.", markup=False)
        return
    table = grid(f"Expectations ({len(found)})", "name", "expected", "verdict", "figure", "article")
    for one in found:
        table.add_row(one.name, one.statement, one.verdict.words, _figures(one), one.cite)
    out.print(table)
    for one in found:
        _tell_one(out, one)
    _tell_end(out, found)


def _figures(one: Expectation) -> str:
    if one.verdict is Verdict.CANNOT:
        return one.why
    return ", ".join(dict.fromkeys(one.told(reading.left) for reading in one.readings)) if len(one.readings) < 3 else "by rule, below"


def _tell_one(out: Console, one: Expectation) -> None:
    if not one.readings:
        return
    out.print(f"\n{one.name} ({one.cite}): {one.verdict.words}", style="bold", markup=False)
    table = grid("", "scope", "rule", "figure", "expected against", "distance", "holds")
    for reading in one.readings:
        table.add_row(reading.scope, reading.rule, one.told(reading.left), one.told(reading.right), one.told_distance(reading.distance),
                      "depends on what is suppressed" if reading.holds is None else "yes" if reading.holds else "no")  # fmt: skip
    out.print(table)
    for measure in (*one.measures, *one.against):
        for figure in measure.figures:
            if figure.margin90 is not None:
                out.print(f"{measure.scope}, {figure.rule}: margin of 90 % {one.told(figure.margin90)}.", markup=False)
    _tell_close(out, one)
    for label, words in (("Year", tuple(dict.fromkeys(m.year for m in (*one.measures, *one.against)))), ("Source", one.sources),
                         ("Rests on", one.rests_on), ("Credit", tuple(dict.fromkeys(m.credit for m in one.measures)))):  # fmt: skip
        if any(words):
            out.print(f"{label}: {'; '.join(word for word in words if word)}.", markup=False)
    for note in one.notes:
        out.print(f"Mind: {note}.".replace("..", "."), markup=False)


def _tell_close(out: Console, one: Expectation) -> None:
    if not one.close_units:
        return
    tried = ", ".join(dict.fromkeys(f"{unit.unit} ({float(unit.margin) * 100:.1f} %)" for unit in one.close_units))
    out.print(f"Close units, by the margin of the last vote: {tried}.", markup=False)
    if one.flips:
        for unit in one.flips:
            out.print(f"  {unit.unit} in {unit.instead} instead of {unit.belongs}: {unit.verdict.words}.", markup=False)
    else:
        out.print("  None of them alone changes the verdict.", markup=False)
    for placement in one.placements:
        if placement.verdict is not one.verdict:
            out.print(f"  {', '.join(placement.moved)} elsewhere, together ({placement.how}): {placement.verdict.words}.", markup=False)


def _tell_end(out: Console, found: Sequence[Expectation]) -> None:
    out.print("\nWhat this cannot tell you", style="bold")
    if any(one.verdict is Verdict.CANNOT and one.horizon for one in found):
        out.print("Years to come need an ensemble of years; facts alone say nothing of them.", markup=False)
    out.print(f"Not in the data: {NOT_SHIPPED}.", markup=False)
    out.print("Facts are of their year, under the laws of that year; they do not say what a settlement would change.", markup=False)
