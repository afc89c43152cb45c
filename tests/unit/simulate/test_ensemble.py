"""Ensembles: whole-number sums against NumPy, quantiles to one bin, rows, tables, files that are whole or not there, and what is told."""

import json
import resource
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

import foedus
from foedus.errors import DataError, FoedusError, LimitReached, ModelError
from foedus.simulate import frames
from foedus.simulate.accumulate import Watch
from foedus.simulate.ahead import asked, verdict_of, watches
from foedus.simulate.ensemble import Ensemble
from foedus.simulate.expectation import Verdict
from foedus.simulate.nobody import banned_in, cannot_tell
from foedus.simulate.running import Reference, Task, checked, engine_for
from foedus.simulate.running import run as run_task
from foedus.simulate.yearly import prepare, simulate
from yearly import run, series, settlement, small_task, task, two_peers
from yearly import small as small_country


@pytest.fixture(scope="module")
def made() -> Task:
    base = task("soft-secession", "status-quo", worlds=300, years=5)
    number = series(base, "net_migration", "Federation")
    return replace(base, map_years=(5,), watches=(Watch("They come", ((number, ">", 0.0),), 5), Watch("More than", ((0, ">", 16),), 5)))


@pytest.fixture(scope="module")
def found(made) -> Ensemble:
    return Ensemble(made, run_task(made, Reference()), ("soft-secession", "status-quo"), "reference", foedus.__version__)


@pytest.fixture(scope="module")
def values(made) -> np.ndarray:
    return run(made)


@pytest.mark.parametrize("quantity", ["population", "net_migration", "growth", "policy_rate_misfit", "members", "carries"])
@pytest.mark.parametrize("paired", [False, True])
def test_figures_are_those_of_all_worlds(found, values, quantity, paired):
    number = found.index(quantity, "Federation")
    true = values[0, 4, number] - (values[1, 4, number] if paired else 0.0)
    figure = found.figure("soft-secession", quantity, "Federation", 5, paired=paired)
    assert figure.mean == pytest.approx(true.mean(), abs=1e-8 * max(1.0, np.abs(true).max()))
    assert figure.sd == pytest.approx(true.std(), rel=1e-4, abs=figure.bin_width / 1000)
    assert figure.mc_se == pytest.approx(figure.sd / np.sqrt(300))
    assert figure.outside == 0
    for name, share in (("p10", 0.1), ("p50", 0.5), ("p90", 0.9)):
        low, high = np.quantile(true, share, method="lower"), np.quantile(true, share, method="higher")
        assert low - figure.bin_width <= figure.quantiles[name] <= high + figure.bin_width


def test_watched_statements_are_counted_world_by_world(found, values):
    number = found.index("net_migration", "Federation")
    share, error = found.share("They come", "soft-secession")
    assert share == (values[0, 4, number] > 0).mean()
    assert 0 < error < 0.05
    assert found.share("More than", "status-quo")[0] == (values[1, 4, 0] > values[1, 4, 16]).mean()
    with pytest.raises(ModelError, match="was not watched"):
        found.share("Nobody comes", "status-quo")


def test_maps_hold_the_mean_of_each_place(found, made):
    _, places = Reference().run(made, 0, 300)
    true = places[5][0, 0].mean(-1)
    figures = found.place_figures("soft-secession", "population", 5)
    assert np.allclose([mean for mean, _ in figures.values()], true, rtol=1e-6)
    with pytest.raises(ModelError, match="map_years=4"):
        found.place_figures("soft-secession", "population", 4)


def test_rows_have_the_columns_of_the_tidy_table(found):
    rows = list(found.rows())
    assert tuple(rows[0]) == frames.COLUMNS
    assert {row["statistic"] for row in rows} >= {"mean", "sd", "p05", "p95", "probability"}
    assert {row["scope"] for row in rows} == {"place", "polity", "all", "joint"}
    assert {row["baseline"] for row in rows} == {"", "status-quo"}
    assert all(row["run"] == found.run for row in rows)


def test_tables_of_other_libraries_hold_the_same(found, tmp_path):
    rows = list(found.rows())
    table = found.to_pandas()
    assert table.shape == (len(rows), 14)
    assert found.to_polars().shape == table.shape
    cube = found.to_xarray()
    assert dict(cube.sizes) == {"variant": 2, "year": 5, "series": len(found.task.series), "statistic": 10}
    mean = cube["value"].sel(variant="soft-secession", year=2029, series="growth of Federation", statistic="mean")
    assert float(mean) == found.figure("soft-secession", "growth", "Federation", 5).mean
    for suffix in ("parquet", "csv", "jsonl"):
        assert frames.write(found, tmp_path / f"rows.{suffix}").stat().st_size > 1000
    import pyarrow.parquet

    kept = pyarrow.parquet.read_table(tmp_path / "rows.parquet")
    assert kept.num_rows == len(rows)
    assert json.loads(kept.schema.metadata[b"foedus"])["run"] == found.run
    assert len((tmp_path / "rows.jsonl").read_text().splitlines()) == len(rows)
    with pytest.raises(ModelError, match=r"rows\.xls"):
        frames.write(found, tmp_path / "rows.xls")


def test_the_same_again_from_what_a_result_carries(found):
    about = found.provenance
    again = simulate(settlement("soft-secession"), vs=(settlement("status-quo"),), worlds=about["worlds"], years=about["years"], seed=about["seed"],
                     engine=about["engine"], cards={name: value for name, value in about["cards"].items() if value != 0 or name == "delta"})  # fmt: skip
    one = again.figure(again.names[0], "growth", "Federation", 5)
    assert one.mean == found.figure("soft-secession", "growth", "Federation", 5).mean
    assert len(about["run"]) == 24
    assert about["data"]
    assert set(about["settlements"]) == {"soft-secession", "status-quo"}


def test_another_seed_card_or_text_is_another_run(found, made):
    others = (replace(made, seed=8), replace(made, values={**made.values, "kappa": 0.3}), replace(made, variants=made.variants[::-1]),
              replace(made, rule="cash"))  # fmt: skip
    runs = {Ensemble(one, found.total, found.names, "reference", foedus.__version__).run for one in (made, *others)}
    assert len(runs) == 5


def test_trajectories_are_kept_only_when_asked(tmp_path):
    ready = prepare(settlement("soft-secession"), worlds=30, years=2)
    path = tmp_path / "paths.parquet"
    simulate(ready.settlements[0], worlds=30, years=2, trajectories=path, engine="reference")
    import pyarrow.parquet

    table = pyarrow.parquet.read_table(path)
    assert table.num_rows == 30 * 2 * 2
    assert "net_migration of Federation" in table.column_names
    assert set(table["year"].to_pylist()) == {2025, 2026}


# ---- what is told


@pytest.mark.parametrize(
    ("numbers", "words"),
    [({"worlds": 0}, "0 worlds say nothing"), ({"worlds": 10**9}, "1,000,000,000 worlds are more than"), ({"years": 0}, "cannot run 0 years"),
     ({"years": 101}, "1 to 100"), ({"rule": "fair"}, "no accounting rule fair"), ({"values": {"kappa": 9.0}}, "kappa cannot be 9")],
)  # fmt: skip
def test_numbers_that_cannot_be_run_are_told(made, numbers, words):
    with pytest.raises((ModelError, LimitReached)) as told:
        checked(replace(made, **numbers))
    assert words in str(told.value)
    assert "mend:" in str(told.value)


def test_an_engine_that_is_not_there_is_told():
    with pytest.raises(ModelError, match="no engine quick"):
        engine_for("quick", 1000)
    assert engine_for(None, 100).name == "reference"


def test_a_settlement_without_figures_is_refused_with_a_mend():
    with pytest.raises(ModelError) as told:
        simulate("serbia-montenegro-2003", worlds=10, years=2)
    assert "no figures for" in str(told.value)
    assert "mend:" in str(told.value)


def test_a_full_disk_is_told_and_leaves_nothing_half_written(found, tmp_path):
    """The size of a file is limited, which is what a full disk looks like to a program."""
    code = (
        "import resource, signal, sys; sys.path[:0] = ['src', 'tests']\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "from pathlib import Path\n"
        "from yearly import task\n"
        "from foedus.simulate import frames\n"
        "from foedus.simulate.ensemble import Ensemble\n"
        "from foedus.simulate.running import Reference, run\n"
        "made = task('status-quo', worlds=10, years=3)\n"
        "found = Ensemble(made, run(made, Reference()), ('status-quo',), 'reference', '0')\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (20000, 20000))\n"
        "try:\n    frames.write(found, Path(sys.argv[1]))\n"
        "except Exception as problem:\n    print(type(problem).__name__, problem)\n"
    )
    root = Path(__file__).parents[3]
    told = subprocess.run([sys.executable, "-c", code, str(tmp_path / "rows.csv")], capture_output=True, text=True, cwd=root, check=False)
    assert "DataError" in told.stdout, told.stderr
    assert "could not be written" in told.stdout
    assert list(tmp_path.iterdir()) == []
    assert resource.RLIMIT_FSIZE is not None
    assert issubclass(DataError, FoedusError)


# ---- expectations


def test_verdicts_ask_for_ninety_five_of_a_hundred_under_every_row_of_cards():
    assert verdict_of(0.97, 0.96) is Verdict.HOLDS
    assert verdict_of(0.97, 0.90) is Verdict.DEPENDS
    assert verdict_of(0.02, 0.04) is Verdict.FAILS
    assert verdict_of(0.5) is Verdict.DEPENDS


def test_the_flagships_expectations_are_all_watched():
    ready = prepare(settlement("soft-secession"), worlds=10, years=20, watches=watches)
    known = asked(ready.settlements[0], ready.task)
    assert [one.clause.name for one in known if not one.cannot] == [
        "PeopleMoveToTheFederation", "FederationGrowsFaster", "OneRateFitsBoth", "CommonwealthDecidesAlone", "FederationDecidesAlone",
    ]  # fmt: skip
    short = prepare(settlement("soft-secession"), worlds=10, years=5)
    assert all("it speaks of 20 years" in one.cannot for one in asked(short.settlements[0], short.task))


def test_what_nobody_can_know_ends_every_result(found):
    said = list(cannot_tell(found))
    assert any("scenario (card `parting`)" in sentence for sentence in said)
    assert any(sentence.startswith("Not simulated: DeclareWar (Art. 7(2))") for sentence in said)
    assert not [claim for sentence in said for claim in banned_in(sentence)]


@pytest.mark.parametrize(
    "claim",
    ["The probability that they part is 12 %.", "The chance of secession rose.", "It would cost 3 % of product.", "Alder pays for the other.",
     "Birch will win.", "There may be civil war.", "We are 99 % certain."],
)  # fmt: skip
def test_banned_claims_are_known(claim):
    assert banned_in(claim)


def test_a_small_country_needs_no_figures_of_ours():
    made = small_task(two_peers(), worlds=20, years=2)
    assert made.calibration.codes == small_country().codes
    total = run_task(made, Reference())
    assert total.worlds == 20
