"""What a report shows of the years to come: expectations answered, fans, differences between variants, what moves them, what nobody can know.

`report_ensemble(settlement)` runs it all; `as_json()` is what pages and `foedus simulate --json` of a report read:

`expectations`: records of `expectation.Expectation`; `fans`: {quantity, scope_id, unit, words, years, variants: {name: {p025, p10, p50, p90,
p975}}}, each a list by year; `multiples`: {quantity, scope_id, unit, words, year, baseline, rows: [{variant, value, p10, p90, p05, p95,
difference: {mean, p10, p90, mc_se} or null}]}; `maps`: {quantity, unit, words, year, since, places: {code: value}}; `sensitivity`: {quantity,
scope_id, words, worlds, rows: [{block, share, cards}]}; `cannot_tell`: sentences;
`simulated`: {seed, worlds, years, cards, variants}; `provenance`, `not_simulated`, `taken_as`. Needs: NumPy.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from foedus.simulate.ahead import answers, watches
from foedus.simulate.cards import BLOCKS, CARDS
from foedus.simulate.ensemble import Ensemble
from foedus.simulate.expectation import Expectation
from foedus.simulate.nobody import cannot_tell
from foedus.simulate.quantities import QUANTITIES
from foedus.simulate.running import Progress
from foedus.simulate.yearly import SEED, Source, prepare, run_prepared

VARIANTS = ("status-quo", "three-joint-offices", "no-common-bank", "full-secession", "fifty-sovereign-states")
"""What the flagship is compared with."""
DRAWN_WORLDS = 1024
BLOCK_WORLDS = 256
HEADLINES = ("population", "net_migration", "gross_product", "growth", "net_fiscal_flow", "policy_rate_misfit", "vote_share")
FAN = {"p025": 0.025, "p10": 0.10, "p50": 0.50, "p90": 0.90, "p975": 0.975}


@dataclass(frozen=True)
class EnsembleReport:
    """Everything at once. drawn: the ensemble whose cards come from their priors; moves: for each block, its share of the cards' effect."""

    ensemble: Ensemble
    drawn: Ensemble
    expectations: tuple[Expectation, ...]
    moves: tuple[tuple[str, str, str, tuple[tuple[str, float], ...]], ...]

    def as_json(self) -> dict[str, Any]:
        """Plain values; the module says their shape."""
        task, first = self.ensemble.task, self.ensemble.task.variants[0]
        return {
            "expectations": [one.as_json() for one in self.expectations],
            "fans": fans(self.ensemble), "multiples": multiples(self.ensemble), "maps": maps(self.ensemble),
            "sensitivity": [
                {"quantity": quantity, "scope_id": scope, "words": words, "worlds": BLOCK_WORLDS,
                 "rows": [{"block": block, "share": share, "cards": [card.name for card in CARDS.values() if card.block == block]}
                          for block, share in rows]}
                for quantity, scope, words, rows in self.moves
            ],
            "cannot_tell": list(cannot_tell(self.ensemble)),
            "simulated": {"seed": task.seed, "worlds": self.ensemble.worlds, "years": task.years, "cards": sorted(CARDS),
                          "variants": list(self.ensemble.names)},
            "provenance": self.ensemble.provenance,
            "not_simulated": [{"cite": one.cite, "what": one.what, "why": one.why} for one in first.not_simulated],
            "taken_as": [{"cite": one.cite, "what": one.what, "why": one.why} for one in first.taken_as],
        }  # fmt: skip


def report_ensemble(
    settlement: Source, *, vs: Sequence[Source] = VARIANTS, worlds: int = 2000, years: int = 20, seed: int = SEED, engine: str | None = None,
    threads: int | None = None, progress: Progress | None = None,
) -> EnsembleReport:  # fmt: skip
    """Run a settlement against the status quo and the other variants, and what its answers rest on.

    Three kinds of run: all variants with every card at its value; the settlement and the status quo with cards drawn from their priors; and
    small ones in which one block of cards is drawn at a time. Raises TextError, ModelError, LimitReached, each with a mend.
    """
    ready = prepare(settlement, vs=vs, worlds=worlds, years=years, seed=seed, watches=watches)
    ensemble = run_prepared(ready, engine=engine, threads=threads, progress=progress)
    base = ready.settlements[ready.task.baseline]
    few = prepare(ready.settlements[0], vs=(base,), worlds=min(worlds, DRAWN_WORLDS), years=years, seed=seed, priors=True, watches=watches)
    drawn = run_prepared(few, engine=engine, threads=threads)
    rests = block_shares(ready.settlements[0], ensemble, years=years, seed=seed, engine=engine)
    return EnsembleReport(ensemble, drawn, answers(ready.settlements[0], ensemble, drawn), rests)


def block_shares(
    settlement: Source, ensemble: Ensemble, *, years: int, seed: int, engine: str | None = None
) -> tuple[tuple[str, str, str, tuple[tuple[str, float], ...]], ...]:
    """For each headline, what share of the cards' effect each block has: the mean square change, world by world, when it alone is drawn.

    The same worlds are run with every card at its value and with one block drawn, so that nothing but the block differs.
    """
    import numpy as np

    from foedus.simulate.running import engine_for

    def values(priors: bool | tuple[str, ...]) -> np.ndarray[Any, np.dtype[np.float64]]:
        task = prepare(settlement, vs=(), worlds=BLOCK_WORLDS, years=years, seed=seed, priors=priors).task
        return np.asarray(engine_for(engine or "reference", BLOCK_WORLDS).run(task, 0, BLOCK_WORLDS)[0][0, -1], np.float64)

    still = values(False)
    drawn = {block: tuple(card.name for card in CARDS.values() if card.block == block and card.prior.how != "fixed") for block in BLOCKS}
    effects = {block: ((values(cards) - still) ** 2).mean(-1) for block, cards in drawn.items() if cards}
    found = []
    for number, one in enumerate(ensemble.task.series):
        if one.scope == "polity" and one.quantity in HEADLINES:
            whole = sum(float(effect[number]) for effect in effects.values())
            rows = tuple((block, float(effect[number]) / whole if whole else 0.0) for block, effect in effects.items())
            found.append((one.quantity, one.scope_id, QUANTITIES[one.quantity].words, rows))
    return tuple(found)


def fans(ensemble: Ensemble) -> list[dict[str, Any]]:
    """The headline quantities of each polity, year by year, in each variant."""
    task, first = ensemble.task, ensemble.task.calibration.base.year + 1
    found = []
    for number, one in enumerate(task.series):
        if one.quantity not in HEADLINES or one.scope not in ("polity", "all"):
            continue
        variants = {}
        for v, name in enumerate(ensemble.names):
            by_year = [ensemble.quantiles(v, number, year, FAN) for year in range(1, task.years + 1)]
            variants[name] = {key: [row[key] for row in by_year] for key in FAN}
        found.append({"quantity": one.quantity, "scope_id": one.scope_id, "unit": QUANTITIES[one.quantity].unit, "words": QUANTITIES[one.quantity].words,
                      "years": list(range(first, first + task.years)), "variants": variants})  # fmt: skip
    return found


def multiples(ensemble: Ensemble) -> list[dict[str, Any]]:
    """The headline quantities in the last year, a row a variant, each with its difference from the baseline."""
    task = ensemble.task
    found = []
    for number, one in enumerate(task.series):
        if one.quantity not in HEADLINES or one.scope not in ("polity", "all"):
            continue
        rows = []
        for v, name in enumerate(ensemble.names):
            level = ensemble._figure(v, number, task.years, paired=False)
            paired = ensemble._figure(v, number, task.years, paired=True) if v != task.baseline else None
            rows.append({"variant": name, "value": level.mean, **{key: level.quantiles[key] for key in ("p05", "p10", "p50", "p90", "p95")},
                         "difference": {"mean": paired.mean, "p10": paired.quantiles["p10"], "p90": paired.quantiles["p90"], "mc_se": paired.mc_se}
                         if paired else None})  # fmt: skip
        found.append({"quantity": one.quantity, "scope_id": one.scope_id, "unit": QUANTITIES[one.quantity].unit, "words": QUANTITIES[one.quantity].words,
                      "year": task.calibration.base.year + task.years, "baseline": ensemble.baseline, "rows": rows})  # fmt: skip
    return found


def maps(ensemble: Ensemble) -> list[dict[str, Any]]:
    """How many more people each place has in the last year than at the base, under the settlement: the mean over worlds, per cent."""
    task, base = ensemble.task, ensemble.task.calibration.base
    if task.years not in ensemble.total.places:
        return []
    figures = ensemble.place_figures(ensemble.names[0], "population", task.years)
    change = {code: 100 * (mean / float(was) - 1) for (code, (mean, _)), was in zip(figures.items(), base.population, strict=True)}
    return [{"quantity": "population_change", "unit": "per cent", "words": "change of the number of people", "since": base.year,
             "year": base.year + task.years, "places": change}]  # fmt: skip
