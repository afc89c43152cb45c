"""The model held against the record, each score with its number of origins, beside the figure published and the gate that it must pass.

`validate()` runs elections, product, jobs, people, moves, sharing and refit; a part alone can be named. A gate that is missed is reported as missed.
Another country is scored on its own tables, without gates; a part that its tables lack is named with what it lacks.
Needs: NumPy. Source: design page SIMULATION, sections 3 and 5.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from foedus.data.world import World, world
from foedus.errors import QuestionError
from foedus.simulate.calibration import Calibration
from foedus.simulate.grids import Absent
from foedus.simulate.validate_elections import Cut, Row, backtest, cuts
from foedus.simulate.validate_world import damping, flows, gaps, product_bands

PARTS = ("elections", "product", "jobs", "people", "moves", "sharing", "refit")
COUNTRY = "us"
"""The country whose scores are published, and for which the gates are set."""
Progress = Callable[[str, int, int], None]
Lacking = Callable[[str, str], None]
"""Called with a part that a country's tables cannot score, and what they lack."""


@dataclass(frozen=True, slots=True)
class Score:
    """One score. years: ahead, 0 where none; origins: how many forecasts, surveys or cuts it is a mean of; published: in the reference, None if
    not; gate: (least, most) that is let through, None if none; note: what it is beside.
    """

    part: str
    what: str
    value: float
    origins: int
    years: int = 0
    published: float | None = None
    gate: tuple[float, float] | None = None
    note: str = ""

    @property
    def passes(self) -> bool | None:
        """Whether the gate lets it through; None where there is none."""
        return None if self.gate is None else self.gate[0] <= self.value <= self.gate[1]

    def as_json(self) -> dict[str, Any]:
        """Plain values."""
        return {"part": self.part, "what": self.what, "years": self.years, "value": self.value, "origins": self.origins, "published": self.published,
                "gate": list(self.gate) if self.gate else None, "passes": self.passes, "note": self.note}  # fmt: skip


PUBLISHED = {
    4: (18.9, 19.1, 21.0, 2.17, 0.84, 0.89), 8: (23.0, 23.7, 27.3, 2.54, 0.82, 0.89), 12: (25.9, 27.9, 28.4, 2.82, 0.81, 0.91),
    20: (35.1, 38.7, 36.8, 3.82, 0.82, 0.89),
}  # fmt: skip
"""By years ahead: energy of the model, of uniform swing, of independent places; ranked score; bands of a place less the nation, and of a place."""
_CUTS = {4: (0.82, 0.89, 0.84), 8: (0.78, 0.85, 0.82), 12: (0.80, 0.83, 0.80), 20: (0.78, 0.81, 0.75)}
_BANDS = {1: (0.80, 0.80), 3: (0.79, 0.73), 5: (0.76, 0.69), 10: (0.74, 0.60)}
_SLOPES = {5: 0.69, 10: 0.62, 20: 0.61}
RELATIVE, ABSOLUTE = (0.75, 0.88), (0.70, 0.93)


def validate(
    parts: Sequence[str] = (), *, quick: bool = False, facts: World | None = None, progress: Progress | None = None, lacking: Lacking | None = None
) -> tuple[Score, ...]:
    """Run the back-tests. parts: of PARTS, all if none; quick: fewer draws, for a test that nothing got worse; facts: the country's tables.

    lacking: told of each part that the tables cannot score, or not whole; without it, the first such part raises Absent (a DataError).
    Raises QuestionError for a part that is none.
    """
    for part in parts:
        if part not in PARTS:
            raise QuestionError(f"there is no back-test of `{part}`", mend=f"name one of {', '.join(PARTS)}")
    known, found = facts or world(), list[Score]()
    for part in parts or PARTS:
        try:
            found.extend(_of_its_own(known, score) for score in _RUN[part](known, quick, progress))
        except Absent as gap:
            if lacking is None:
                raise
            lacking(part, gap.message)
    return tuple(found)


def _of_its_own(known: World, score: Score) -> Score:
    """A score of another country has nothing published beside it, and no gate."""
    return score if known.folder == COUNTRY else replace(score, published=None, gate=None)


def _elections(known: World, quick: bool, progress: Progress | None) -> Iterator[Score]:
    def tell(done: int, whole: int) -> None:
        if progress is not None:
            progress("elections", done, whole)

    for row in backtest(known, choosing=256 if quick else 2000, draws=1000 if quick else 4000, progress=tell):
        yield from _row(row)
    for cut in cuts(known, draws=500 if quick else 2000, number=200 if quick else 1000):
        yield from _cut(cut)


def _row(row: Row) -> Iterator[Score]:
    said = PUBLISHED.get(row.years, (math.nan,) * 6)

    def score(what: str, value: float, published: float | None = None, gate: tuple[float, float] | None = None, note: str = "") -> Score:
        return Score("elections", what, value, row.origins, row.years, published, gate, note)

    yield score("energy, points", row.energy, said[0])
    yield score("energy of uniform swing", row.uniform, said[1])
    yield score("energy of independent places", row.independent, said[2])
    yield score("energy of places about the nation's mean", row.around, note="a stronger baseline: by this score alone it is as good or better")
    last = row.years == 20
    yield score("energy / uniform swing", row.energy / row.uniform, said[0] / said[1], (0.0, 0.95) if last else None)
    yield score("energy / independent places", row.energy / row.independent, said[0] / said[2], (0.0, 0.97) if last else None)
    yield score("ranked score of a place, points", row.crps, said[3])
    yield score("band of 80 %, place less nation", row.relative_band, said[4], RELATIVE)
    yield score("band of 80 %, place", row.absolute_band, said[5], ABSOLUTE)
    counted = f"{row.nation} of {row.origins}"
    yield score("nation inside its band", row.nation / row.origins, 1.0, note=f"{counted}; by chance all of eight are inside one time in six")
    yield score("nation inside, independent places", row.nation_independent / row.origins, note=f"{row.nation_independent} of {row.origins}")
    yield score("Brier score of the national winner", row.brier, note="a coin gives .25")


def _cut(cut: Cut) -> Iterator[Score]:
    said = _CUTS.get(cut.years, (None,) * 3)
    yield Score("elections", "band of 80 %, fixed random cuts less nation", cut.random, cut.origins, cut.years, said[0], (0.65, 0.93))
    yield Score("elections", "gap of a cut by the election before, inside", cut.gap / cut.origins, cut.origins, cut.years,
                note=f"{cut.gap} of {cut.origins}")  # fmt: skip
    yield Score("elections", "places on the same side later", cut.stayed, cut.origins, cut.years, said[1])
    yield Score("elections", "places on the same side later, model", cut.stayed_model, cut.origins, cut.years, said[2])


def _product(known: World, quick: bool, progress: Progress | None) -> Iterator[Score]:
    for one in product_bands(known):
        said = _BANDS[one.years]
        gate = (0.70, 1.0) if one.years == 5 else None
        yield Score("product", "band of 80 %, drift chosen in each window", one.with_drift, one.origins, one.years, said[0], gate)
        yield Score("product", "band of 80 %, without drift", one.without, one.origins, one.years, said[1])


def _jobs(known: World, quick: bool, progress: Progress | None) -> Iterator[Score]:
    one = gaps(known)
    note = f"points, {one.years} years"
    yield Score("jobs", "spread of the gap of random halves, model", one.model, one.cuts, 0, 0.38, (0.30, 0.50), note)
    yield Score("jobs", "spread of the gap of random halves, recorded", one.recorded, one.cuts, 0, 0.40, None, note)
    yield Score("jobs", "yearly innovation, model", one.innovation_model, one.cuts, 0, 0.195, (0.15, 0.25), note)
    yield Score("jobs", "yearly innovation, recorded", one.innovation_recorded, one.cuts, 0, 0.195, None, note)
    if known.folder == COUNTRY:  # the halves are those of its last vote, by a text that ships
        yield from _misfit(known, quick)


_MISFIT = {"hindcast": (0.42, 0.34), "simulated": (0.29, 0.20)}
"""Mean misfit of the two halves of the last vote, points, at kappa .2."""


def _misfit(known: World, quick: bool) -> Iterator[Score]:
    """The hindcast beside what is simulated for two polities under one rate: the worked cut was rougher than cuts at random."""
    from foedus.simulate.expect import Answering
    from foedus.simulate.measures import Measures
    from foedus.simulate.yearly import read, simulate

    text = read("soft-secession")[1]
    belongs, measures, worlds = Answering(text).belongs, Measures(known), 128 if quick else 1000
    found = simulate(text, vs=(), worlds=worlds, years=20, engine="reference")
    for polity, past, model in zip(text.polities, _MISFIT["hindcast"], _MISFIT["simulated"], strict=True):
        codes = [code for code, owner in belongs.items() if owner == polity]
        hindcast = measures.policy_rate_misfit(codes, polity).figure("kappa 0.2")
        years = len(measures.gaps(codes))
        yield Score("jobs", f"mean rate misfit of {polity}, hindcast", float(hindcast.value), years, 0, past, None, "points; origins are years")
        figure = found.figure(found.names[0], "policy_rate_misfit", polity, 20)
        note = "points; origins are worlds; without the roughness of this cut"
        yield Score("jobs", f"mean rate misfit of {polity}, simulated", figure.mean, worlds, 20, model, (0.1, float(hindcast.value)), note)


def _moves(known: World, quick: bool, progress: Progress | None) -> Iterator[Score]:
    one = flows(known)
    count, told = len(one.learned), f"{', '.join(map(str, one.learned))} foretell {one.foretold}"
    yield Score("moves", "share of flows right, shrunk", one.shrunk, count, 1, 0.876, (one.mean, 1.0), told)
    yield Score("moves", "share of flows right, plain mean", one.mean, count, 1, 0.872)
    yield Score("moves", "share of flows right, gravity", one.gravity, count, 1, 0.795)
    yield Score("moves", "what two noisy surveys would reach", one.ceiling, count, 1, 0.894)


def _people(known: World, quick: bool, progress: Progress | None) -> Iterator[Score]:
    found = damping(known, 0.62)
    for years, origins, slope in found.slopes:
        yield Score("people", "slope of coming on past growth", slope, origins, years, _SLOPES[years], (0.5, 0.8))
    places = len(known.codes)
    told = "origins are places"
    yield Score("people", "error of net moves, damped, people", found.error_damped, places, 1, 14_644.0, (0.0, found.error_undamped), told)
    yield Score("people", "error of net moves, undamped, people", found.error_undamped, places, 1, 32_119.0, None, told)


def _sharing(known: World, quick: bool, progress: Progress | None) -> Iterator[Score]:
    from foedus.simulate.validate_sharing import one_purse, sharing

    calibration = _calibrated(known, "product")
    found = sharing(one_purse(calibration), calibration, worlds=64 if quick else 256)
    reach = max(2 * found.error, 1e-3)
    yield Score("sharing", "income differences evened, estimated again", found.slope, found.worlds, found.years, found.card,
                (found.card - reach, found.card + reach), f"standard error {found.error:.5f}; origins are worlds of the status quo")  # fmt: skip


def _refit(known: World, quick: bool, progress: Progress | None) -> Iterator[Score]:
    from foedus.simulate.validate_refit import AHEAD, persistence_again, product_ranks

    truth, histories = _calibrated(known, "product"), 30 if quick else 120
    found = product_ranks(truth.product, histories=histories)
    note = "origins are simulated histories; truth known"
    yield Score("refit", "product: band of 80 % on simulated histories", found.inside, histories, AHEAD, 0.8, (0.76, 0.84), note)
    yield Score("refit", "product: a tenth of ranks furthest from .1, by", found.furthest, histories, AHEAD, 0.0, (0.0, 0.03), note)
    raw, corrected = persistence_again(_calibrated(known, "jobs").jobs, histories=histories)
    told = truth.jobs.persistence
    yield Score("refit", "jobs: persistence found again, corrected", corrected, histories, 0, told, (told - 0.03, told + 0.03), note)
    yield Score("refit", "jobs: persistence found again, raw", raw, histories, 0, None, None, note)


def _calibrated(known: World, block: str) -> Calibration:
    """The calibration of a country. Raises Absent where its tables do not fill a block."""
    from foedus.simulate.yearly import calibration_of

    found = calibration_of(known.folder)
    if block in found.absent:
        raise Absent(found.absent[block], mend="add the table")
    return found


_RUN: Mapping[str, Callable[[World, bool, Progress | None], Iterable[Score]]] = {
    "elections": _elections, "product": _product, "jobs": _jobs, "people": _people, "moves": _moves, "sharing": _sharing, "refit": _refit,
}  # fmt: skip


def missed(scores: Sequence[Score]) -> tuple[Score, ...]:
    """The scores that their gate does not let through."""
    return tuple(score for score in scores if score.passes is False)
