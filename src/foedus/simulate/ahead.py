"""Expectations about years to come, answered from ensembles: in what share of worlds, with what error, and resting on which cards.

Three doubts are kept apart: the Monte Carlo error of a share, which more worlds make small; what the cards may be, shown by a second ensemble
whose cards are drawn from their priors; and what nobody can know, said in words. Never a probability that a parting happens.
Needs: NumPy.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from foedus.model import speech as sp
from foedus.model.settlement import Settlement
from foedus.simulate.accumulate import Compare, Watch
from foedus.simulate.ensemble import Ensemble
from foedus.simulate.expect import blank, horizon, number_of, statement
from foedus.simulate.expectation import Expectation, Reading, Verdict
from foedus.simulate.measured import Figure, Measured
from foedus.simulate.quantities import QUANTITIES
from foedus.simulate.rests import rests_on
from foedus.simulate.running import Task
from foedus.simulate.yearly import Prepared

SURE = 0.95
"""The share of worlds from which an expectation holds; from 1 - SURE downward it fails."""

MEASURES: Mapping[str, str] = {
    "net_migration": "net_migration", "gross_product_growth": "growth", "gross_product_per_head_growth": "growth_per_head",
    "policy_rate_misfit": "policy_rate_misfit", "population": "population", "gross_product": "gross_product", "movers": "movers_in",
    "net_fiscal_flow": "net_fiscal_flow", "contribution": "contribution", "members": "members", "turnout": "turnout",
    "deadlock_years": "deadlock_years", "changes_of_polity": "changes_of_polity",
}  # fmt: skip
"""What the yearly model calls a measure of the language."""

_NOTES: Mapping[str, tuple[str, ...]] = {
    "growth": ("A ranking by growth per head is near a coin toss; in total it mostly follows where people live.",
               "A border's cost is a scenario, never a forecast."),
    "growth_per_head": ("No place has a usable trend of its own: a ranking by growth per head is near a coin toss.",),
    "policy_rate_misfit": ("Jobs by place end in 2018; prices by place are not in the data, and stand on a card.",),
    "alone_can_decide": ("A bloc that votes as one is an idealisation; no winner is told beyond the next election.",),
    "net_migration": ("Three survey years of moves; movers carry no party, income or reason.",),
    "net_fiscal_flow": ("One accounting rule of four: see the balance under all of them.",),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """An expectation as the model can watch it: the sides by scope, or why it cannot."""

    clause: sp.ExpectClause
    years: int
    sides: tuple[tuple[str, int, Compare, int | float, str], ...] = ()
    """(scope, series, compare, series or number, scope of the right)."""
    cannot: str = ""

    @property
    def watch(self) -> Watch:
        """The statement that is counted: every side at once."""
        return Watch(self.clause.name, tuple((left, compare, right) for _, left, compare, right, _ in self.sides), self.years)


def asked(settlement: Settlement, task: Task) -> tuple[Asked, ...]:
    """The expectations of a settlement that speak of years to come."""
    found = [(clause, horizon(settlement, clause)) for clause in settlement.expects.values()]
    return tuple(_ask(settlement, task, clause, years) for clause, years in found if years)


def watches(ready: Prepared) -> Sequence[Watch]:
    """What a run must watch to answer the expectations of the settlement under study."""
    return [one.watch for one in asked(ready.settlements[0], ready.task) if not one.cannot]


def _ask(settlement: Settlement, task: Task, clause: sp.ExpectClause, years: int) -> Asked:
    if years > task.years:
        return Asked(clause, years, cannot=f"it speaks of {years} years, and the run has {task.years}")
    left, why = _scopes(settlement, task, clause.left)
    right, other = _scopes(settlement, task, clause.right)
    if why or other:
        return Asked(clause, years, cannot=why or other)
    sides = tuple((name, int(one), clause.compare, two, of) for name, one in left for of, two in right)
    return Asked(clause, years, sides)


def _scopes(settlement: Settlement, task: Task, side: sp.Quantity) -> tuple[list[tuple[str, int | float]], str]:
    number = number_of(settlement, side)
    if number is not None or isinstance(side, sp.NumberQuantity):
        return [("", float(number or 0))], ""
    quantity, why = _quantity(task, side)
    names = (side.of,) if side.of else tuple(settlement.polities)
    found: list[tuple[str, int | float]] = []
    for name in names if not why else ():
        series = _series(task, quantity, name)
        if series is None:
            return [], f"the model does not record {quantity} of {name}"
        found.append((name, series))
    return found, why


def _quantity(task: Task, side: sp.MeasureQuantity) -> tuple[str, str]:
    """The model's quantity for a measure, or why there is none."""
    if side.how == "elections":
        offices = task.variants[0].offices
        if not offices or offices[0].name != side.office:
            return "", f"{side.office} is not elected by all the people, or not the first office that is"
        return "alone_can_decide", ""
    if side.how == "share_of" or side.series not in MEASURES:
        return "", f"the yearly model lacks {side.series or 'this measure'}"
    return MEASURES[side.series], ""


def _series(task: Task, quantity: str, name: str) -> int | None:
    single = task.variants[0].number_of_polities == 1
    for number, one in enumerate(task.series):
        if one.quantity == quantity and (one.scope_id == name or (single and one.scope == "all") or one.scope_id == "joint"):
            return number
    return None


# ---- answers


def answers(settlement: Settlement, ensemble: Ensemble, drawn: Ensemble | None = None) -> tuple[Expectation, ...]:
    """Answer every expectation about years to come. drawn: the same watched with cards drawn from their priors, where that was run."""
    return tuple(_answer(settlement, ensemble, drawn, one) for one in asked(settlement, ensemble.task))


def _answer(settlement: Settlement, ensemble: Ensemble, drawn: Ensemble | None, one: Asked) -> Expectation:
    if one.cannot:
        return blank(settlement, one.clause, one.cannot)
    name = ensemble.names[0]
    share, error = ensemble.share(one.clause.name, name)
    other = drawn.share(one.clause.name, drawn.names[0]) if drawn is not None else None
    verdict = verdict_of(share, other[0] if other else share)
    return Expectation(
        one.clause.name, one.clause.cite, statement(one.clause), verdict, _why(ensemble, one, share, error, other), _readings(ensemble, one, verdict),
        _measured(ensemble, one), (), one.years, ensemble=_plain(ensemble, drawn, one, share, error, other),
    )  # fmt: skip


def verdict_of(*shares: float) -> Verdict:
    """Holds where it is true in 95 of 100 worlds under every row of cards tried, fails where in 5 or fewer, else depends."""
    if min(shares) >= SURE:
        return Verdict.HOLDS
    return Verdict.FAILS if max(shares) <= 1.0 - SURE else Verdict.DEPENDS


def _readings(ensemble: Ensemble, one: Asked, verdict: Verdict) -> tuple[Reading, ...]:
    held = {Verdict.HOLDS: True, Verdict.FAILS: False}.get(verdict)
    found = []
    for scope, left, _, right, _ in one.sides:
        value = ensemble._figure(0, left, one.years, paired=False).mean
        other = ensemble._figure(0, right, one.years, paired=False).mean if isinstance(right, int) else right
        found.append(Reading("", scope, value, other, held, value - other))
    return tuple(found)


def _measured(ensemble: Ensemble, one: Asked) -> tuple[Measured, ...]:
    first, end = ensemble.task.calibration.base.year + 1, ensemble.task.calibration.base.year + one.years
    found: dict[tuple[str, str], Measured] = {}
    for scope, left, _, _, _ in one.sides:
        quantity = ensemble.task.series[left].quantity
        figure = ensemble._figure(0, left, one.years, paired=False)
        found[quantity, scope] = Measured(
            quantity, scope, QUANTITIES[quantity].unit, (Figure(figure.mean),), f"{first} to {end}", (), (f"yearly model, {ensemble.worlds:,} worlds",),
            rests_on(quantity, ensemble.task.variants[0]), _NOTES.get(quantity, ()),
        )  # fmt: skip
    return tuple(found.values())


def _percent(share: float, error: float) -> str:
    digits = 1 if error < 0.005 else 0
    return f"{100 * share:.{digits}f} % (± {100 * 1.96 * error:.1f})"


def _why(ensemble: Ensemble, one: Asked, share: float, error: float, other: tuple[float, float] | None) -> str:
    said = f"true in {_percent(share, error)} of {ensemble.worlds:,} worlds with every card at its value"
    if other is not None:
        said += f", in {_percent(*other)} with the cards drawn from their priors"
    if ensemble.task.baseline != 0:
        base, base_error = ensemble.share(one.clause.name, ensemble.baseline)
        said += f"; under {ensemble.baseline}, of the same places and chances, in {_percent(base, base_error)}"
    return said


def _plain(ensemble: Ensemble, drawn: Ensemble | None, one: Asked, share: float, error: float, other: tuple[float, float] | None) -> dict[str, Any]:
    left = one.sides[0][1]
    figure = ensemble._figure(0, left, one.years, paired=False)
    found: dict[str, Any] = {
        "worlds": ensemble.worlds, "year": ensemble.task.calibration.base.year + one.years, "share": share, "mc_se": error,
        "quantiles": {**figure.quantiles, **ensemble.quantiles(0, left, one.years, {"p025": 0.025, "p975": 0.975})}, "figure": figure.as_json(),
        "variants": {name: dict(zip(("share", "mc_se"), ensemble.share(one.clause.name, name), strict=True)) for name in ensemble.names},
        "run": ensemble.run, "seed": ensemble.task.seed,
    }  # fmt: skip
    if other is not None and drawn is not None:
        found["cards_drawn"] = {"share": other[0], "mc_se": other[1], "worlds": drawn.worlds, "run": drawn.run}
    if ensemble.task.baseline != 0:
        found["difference"] = {"from": ensemble.baseline, **ensemble._figure(0, left, one.years, paired=True).as_json()}
    return found
