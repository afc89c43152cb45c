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
        return self.found.get(clause.name) or blank(settlement, clause, "it was not among the expectations that were counted")


def foresee(settlement: Settlement, *, vs: Sequence[Source] = (STATUS_QUO,), worlds: int = 2000, seed: int | None = None, engine: str | None = None,
            threads: int | None = None, progress: Progress | None = None) -> Foreseen:  # fmt: skip
    """Answer a settlement's expectations of years to come, as far ahead as they look.

    vs: what is compared; worlds: with cards at their values; seed: of the chances, the model's own if none. Raises what `simulate` raises.
    """
    years = max((horizon(settlement, clause) for clause in settlement.expects.values()), default=1) or 1
    few, seed = min(worlds, DRAWN_WORLDS), SEED if seed is None else seed
    whole = worlds + few

    def tell(before: int) -> Progress | None:
        return None if progress is None else lambda done, _: progress(before + done, whole)

    ready = prepare(settlement, vs=vs, worlds=worlds, years=years, seed=seed, watches=watches)
    ensemble = run_prepared(ready, engine=engine, threads=threads, progress=tell(0))
    alone = prepare(settlement, vs=(), worlds=few, years=years, seed=seed, priors=True, watches=watches)
    drawn = run_prepared(alone, engine=engine, threads=threads, progress=tell(worlds))
    found = {one.name: one for one in answers(settlement, ensemble, drawn)}
    return Foreseen(found, tuple(cannot_tell(ensemble)), ensemble, drawn)
