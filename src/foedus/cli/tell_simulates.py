"""What the commands on years to come print."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from foedus.cli.tell import console, grid
from foedus.simulate.cards import CARDS
from foedus.simulate.ensemble import Ensemble, Figure
from foedus.simulate.expectation import Expectation
from foedus.simulate.nobody import cannot_tell
from foedus.simulate.quantities import QUANTITIES
from foedus.simulate.report import HEADLINES

if TYPE_CHECKING:
    from foedus.simulate.replay import Replay
    from foedus.simulate.sweep.sobol import Shares

_SWEPT = ("net_migration", "growth", "policy_rate_misfit")


def told(value: float, error: float) -> str:
    """A number with no digit below its error.

    >>> told(7241895.76, 66198.1), told(0.01811, 0.0001), told(0.0, 0.0)
    ('7,240,000', '0.0181', '0')
    """
    from math import floor, log10

    if value == 0 or error <= 0:
        return f"{value:,.4g}" if value else "0"
    place = floor(log10(error))
    rounded = round(value / 10**place) * 10**place
    return f"{rounded:,.{max(0, -place)}f}"


def _cell(figure: Figure) -> tuple[str, str]:
    error = max(figure.mc_se, figure.bin_width) if figure.bin_width > figure.mc_se else figure.mc_se
    return told(figure.mean, figure.mc_se), f"{told(figure.quantiles['p10'], error)} to {told(figure.quantiles['p90'], error)}"


def tell_ensemble(ensemble: Ensemble, expectations: Sequence[Expectation]) -> None:
    """The last year of each headline by variant, with its difference from the baseline; expectations; what this cannot tell."""
    out, task = console(), ensemble.task
    year = task.calibration.base.year + task.years
    out.print(f"{ensemble.worlds:,} worlds, {task.years} years to {year}, seed {task.seed}, engine {ensemble.engine}, cards: {ensemble.card_row}",
              style="bold", markup=False)  # fmt: skip
    for number, one in enumerate(task.series):
        if one.quantity not in HEADLINES:
            continue
        table = grid(f"\n{one.scope_id}: {QUANTITIES[one.quantity].words} ({QUANTITIES[one.quantity].unit})", "settlement", "mean", "80 % of worlds",
                     f"less {ensemble.baseline}", "80 % of differences")  # fmt: skip
        for v, name in enumerate(ensemble.names):
            paired = _cell(ensemble._figure(v, number, task.years, paired=True)) if v != task.baseline else ("", "")
            table.add_row(name, *_cell(ensemble._figure(v, number, task.years, paired=False)), *paired)
        out.print(table)
    _tell_bins(ensemble)
    if expectations:
        table = grid(f"\nExpectations of years to come ({len(expectations)})", "name", "verdict", "why", "article")
        for found in expectations:
            table.add_row(found.name, found.verdict.words, found.why, found.cite)
        out.print(table)
        for note in dict.fromkeys(note for found in expectations for note in found.notes):
            out.print(f"- {note}", markup=False, highlight=False)
    tell_limits(ensemble)


def _tell_bins(ensemble: Ensemble) -> None:
    wide = []
    for number, one in enumerate(ensemble.task.series):
        figure = ensemble._figure(0, number, ensemble.task.years, paired=False)
        if one.quantity in HEADLINES and figure.bin_width > figure.mc_se > 0:
            wide.append(f"{one.quantity} of {one.scope_id} {figure.bin_width:,.3g}")
    if wide:
        console().print(f"\nQuantiles are exact to one bin, wider here than the Monte Carlo error: {'; '.join(wide)}", markup=False, highlight=False)


def tell_limits(ensemble: Ensemble) -> None:
    """The section that ends every result."""
    out = console()
    out.print("\nWhat this cannot tell you", style="bold")
    for sentence in cannot_tell(ensemble):
        out.print(f"- {sentence}", markup=False, highlight=False)
    out.print(f"\nrun {ensemble.run}, numbers {ensemble.digest[:24]}, foedus {ensemble.version}; the same texts, data, cards and seed give the same numbers",
              markup=False, highlight=False)  # fmt: skip


def tell_cards() -> None:
    """The assumption cards."""
    table = grid("", "card", "what", "unit", "default", "prior", "mark", "source", "against it")
    for card in CARDS.values():
        prior = card.prior
        words = "" if prior.how == "fixed" else f"{prior.how}({prior.first:g}, {prior.second:g})"
        table.add_row(card.name, card.title, card.unit, f"{card.default:g}", words, card.mark, card.source, card.against)
    console().print(table)


def tell_sweep(found: Sequence[tuple[dict[str, float], Ensemble]]) -> None:
    """One line a row of cards: the headlines of the last year."""
    if not found:
        return
    first = found[0][1]
    shown = [(number, one) for number, one in enumerate(first.task.series) if one.quantity in _SWEPT and one.scope == "polity"]
    table = grid(f"{first.worlds:,} worlds a row, {first.task.years} years, seed {first.task.seed}", "cards",
                 *(f"{one.quantity} of {one.scope_id}" for _, one in shown))  # fmt: skip
    for row, ensemble in found:
        cells = (ensemble._figure(0, number, ensemble.task.years, paired=False) for number, _ in shown)
        table.add_row(" ".join(f"{name}={value:g}" for name, value in row.items()) or "defaults", *(told(one.mean, one.mc_se) for one in cells))
    console().print(table)
    tell_limits(first)


def tell_sobol(shares: Shares) -> None:
    """The shares of variance by card."""
    table = grid(f"Share of the variance of {shares.what}, {shares.rows} rows of cards", "card", "alone", "±", "with others", "±")
    for name, first, first_error, whole, whole_error in shares.cards:
        table.add_row(name, f"{first:.2f}", f"{first_error:.2f}", f"{whole:.2f}", f"{whole_error:.2f}")
    console().print(table)
    console().print("Of what the cards and their priors do to the mean; neither causes nor estimates.", markup=False)


def tell_replay(found: Replay) -> None:
    """One world, year by year."""
    out = console()
    out.print(f"{found.title}: world {found.world} of seed {found.seed}", style="bold", markup=False)
    for line in found.lines:
        out.print(f"{line.year}  {line.text}{f' ({line.cite})' if line.cite else ''}", markup=False, highlight=False)
