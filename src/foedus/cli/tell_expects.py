"""What the command `expect` prints: a line for each expectation, then its figures by rule, close units, sources and notes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Console

from foedus.cli.tell import console, grid
from foedus.simulate.expectation import Expectation, Verdict
from foedus.simulate.measured import kept
from foedus.simulate.measures import NOT_SHIPPED

_HOLDS = {True: "yes", False: "no", None: "depends on what is suppressed"}


def tell_expectations(found: Sequence[Expectation], limits: Sequence[str] = ()) -> None:
    """All expectations of a settlement. limits: what an ensemble of years cannot tell."""
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
    _tell_end(out, found, limits)


def _figures(one: Expectation) -> str:
    if one.verdict is Verdict.CANNOT:
        return one.why
    if one.ensemble:
        return f"in {_share(one.ensemble)} of worlds"
    return ", ".join(dict.fromkeys(one.told(reading.left) for reading in one.readings)) if len(one.readings) < 3 else "by rule, below"


def _share(found: Mapping[str, Any]) -> str:
    """A share of worlds without digits below its Monte Carlo error."""
    return f"{kept(100 * found['share'], 100 * found['mc_se']):g} %"


def _tell_one(out: Console, one: Expectation) -> None:
    if not one.readings:
        return
    out.print(f"\n{one.name} ({one.cite}): {one.verdict.words}", style="bold", markup=False)
    if one.ensemble:
        out.print(f"{one.why[:1].upper()}{one.why[1:]}.", markup=False)
    error = one.ensemble.get("figure", {}).get("mc_se", 0.0)
    table = grid("", "scope", "rule" if not one.ensemble else "", "mean" if one.ensemble else "figure", "expected against", "distance", "holds")
    for reading in one.readings:
        left, right, far = ((kept(float(value), error) if error else value) for value in (reading.left, reading.right, reading.distance))
        holds = f"in {_share(one.ensemble)} of worlds" if one.ensemble else _HOLDS[reading.holds]
        table.add_row(reading.scope, reading.rule, one.told(left), one.told(right), one.told_distance(far), holds)
    out.print(table)
    _tell_difference(out, one, error)
    for measure in (*one.measures, *one.against):
        for figure in measure.figures:
            if figure.margin90 is not None:
                out.print(f"{measure.scope}, {figure.rule}: margin of 90 % {one.told(figure.margin90)}.", markup=False)
    _tell_close(out, one)
    for label, words in (("Year", tuple(dict.fromkeys(m.year for m in (*one.measures, *one.against)))), ("Source", one.sources),
                         ("Rests on", _rests(one)), ("Credit", tuple(dict.fromkeys(m.credit for m in one.measures)))):  # fmt: skip
        if any(words):
            out.print(f"{label}: {'; '.join(word for word in words if word)}.", markup=False)
    for note in one.notes:
        out.print(f"Mind: {note}.".replace("..", "."), markup=False)


def _tell_difference(out: Console, one: Expectation, error: float) -> None:
    """The middle of worlds, and what differs from the baseline under the same chances."""
    middle, apart = one.ensemble.get("quantiles"), one.ensemble.get("difference")
    if middle and len(one.readings) == 1:
        out.print(f"In 8 of 10 worlds: {one.told(kept(middle['p10'], error))} to {one.told(kept(middle['p90'], error))}.", markup=False)
    if apart and len(one.readings) == 1:
        low, mean, high = (one.told_distance(kept(apart[name], apart["mc_se"])) for name in ("p10", "mean", "p90"))
        out.print(f"Less {apart['from']}, world by world: {mean} on average, in 8 of 10 worlds {low} to {high}; what the cards make of it, no forecast.",
                  markup=False)  # fmt: skip


def _rests(one: Expectation) -> tuple[str, ...]:
    """Columns, then all cards in one list."""
    cards = [item.removeprefix("card ") for item in one.rests_on if item.startswith("card ")]
    columns = tuple(item for item in one.rests_on if not item.startswith("card "))
    return (*columns, f"cards {', '.join(cards)}") if cards else columns


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


def _tell_end(out: Console, found: Sequence[Expectation], limits: Sequence[str]) -> None:
    out.print("\nWhat this cannot tell you", style="bold")
    for limit in limits:
        out.print(limit, markup=False)
    if any(one.verdict is Verdict.CANNOT and one.horizon for one in found):
        out.print("Years to come need an ensemble of years; facts alone say nothing of them.", markup=False)
    out.print(f"Not in the data: {NOT_SHIPPED}.", markup=False)
    out.print("Facts are of their year, under the laws of that year; they do not say what a settlement would change.", markup=False)
