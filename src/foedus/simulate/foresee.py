"""Runs the ensembles that a settlement's expectations of years to come need, and hands their answers to `expect`.

Two runs under the same chances: cards at their values, against the status quo; and cards drawn from their priors.
Needs: NumPy.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from foedus.model import speech as sp
from foedus.model.settlement import Settlement
from foedus.simulate.ahead import answers, watches
from foedus.simulate.ensemble import Ensemble
from foedus.simulate.expect import blank, horizon
from foedus.simulate.expectation import Expectation
from foedus.simulate.nobody import cannot_tell
from foedus.simulate.running import Progress
from foedus.simulate.yearly import SEED, STATUS_QUO, Source, prepare, run_prepared

NEEDS: Mapping[str, tuple[str, ...]] = {
    "net_migration": ("people",), "movers_in": ("people",), "movers_out": ("people",), "policy_rate_misfit": ("jobs",),
    "net_fiscal_flow": ("fiscal",), "growth": ("product", "gross_product"), "growth_per_head": ("product", "gross_product"),
    "gross_product": ("product", "gross_product"), "income_gap": ("product", "gross_product"), "alone_can_decide": ("votes", "elections"),
    "carries": ("votes", "elections"), "vote_share": ("votes", "elections"), "turnout": ("votes", "elections"),
}  # fmt: skip
"""The blocks of the calibration without which a quantity would only look like a figure."""
DRAWN_WORLDS = 1024
"""Worlds whose cards are drawn from their priors, at most."""


@dataclass(frozen=True)
class Foreseen:
    """The answers to expectations of years to come, by name, and what they cannot tell; `answer` is what `expect` takes as `ahead`."""

    found: Mapping[str, Expectation]
    cannot_tell: tuple[str, ...]
    ensemble: Ensemble
    drawn: Ensemble

    def answer(self, settlement: Settlement, clause: sp.ExpectClause) -> Expectation:
        """The answer to one expectation."""
        one = self.found.get(clause.name)
        if one is None:
            return blank(settlement, clause, "it was not among the expectations that were counted")
        absent = self.ensemble.task.calibration.absent
        missing = [absent[block] for measure in one.measures for block in NEEDS.get(measure.measure, ()) if block in absent]
        return blank(settlement, clause, f"the model lacks what it needs: {missing[0]}") if missing else one


def foresee(
    settlement: Settlement, *, vs: Sequence[Source] | None = None, worlds: int = 2000, seed: int | None = None,
    cards: Mapping[str, float] | None = None, engine: str | None = None, threads: int | None = None, progress: Progress | None = None,
) -> Foreseen:  # fmt: skip
    """Answer a settlement's expectations of years to come, as far ahead as they look.

    vs: what is compared, the status quo if not said (of another country there is none);
    worlds: with cards at their values; seed: of the chances, the model's own if none; cards: values given by name. Raises what `simulate` raises.
    """
    years = max((horizon(settlement, clause) for clause in settlement.expects.values()), default=1) or 1
    few, seed = min(worlds, DRAWN_WORLDS), SEED if seed is None else seed
    whole = worlds + few

    def tell(before: int) -> Progress | None:
        return None if progress is None else lambda done, _: progress(before + done, whole)

    if vs is None:
        vs = (STATUS_QUO,) if settlement.gazetteer.name == "us" else ()
    ready = prepare(settlement, vs=vs, worlds=worlds, years=years, seed=seed, cards=cards, watches=watches)
    ensemble = run_prepared(ready, engine=engine, threads=threads, progress=tell(0))
    alone = prepare(settlement, vs=(), worlds=few, years=years, seed=seed, cards=cards, priors=True, watches=watches)
    drawn = run_prepared(alone, engine=engine, threads=threads, progress=tell(worlds))
    found = {one.name: one for one in answers(settlement, ensemble, drawn)}
    return Foreseen(found, tuple(cannot_tell(ensemble)), ensemble, drawn)
