"""The back-tests, in their quick form, are no worse than the table that is published, and would notice a model that got worse."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest
from typer.testing import CliRunner

import foedus.cli.main  # the commands register themselves
from foedus.cli.app import app
from foedus.data.world import world
from foedus.errors import QuestionError
from foedus.simulate import validate as validation
from foedus.simulate.calibrate import calibrate
from foedus.simulate.calibrate_votes import Settings, elections
from foedus.simulate.scores import brier, covered, crps, energy, shared_flow
from foedus.simulate.validate import PUBLISHED, Score, missed, validate
from foedus.simulate.validate_elections import AHEAD, GRID, Backtest, chosen, energies
from foedus.simulate.validate_refit import product_ranks
from foedus.simulate.validate_sharing import sharing

assert foedus.cli.main


@pytest.fixture(scope="module")
def scores() -> tuple[Score, ...]:
    return validate(quick=True)


def value(scores: tuple[Score, ...], part: str, what: str, years: int = 0) -> float:
    return next(one.value for one in scores if (one.part, one.years) == (part, years) and one.what.startswith(what))


def test_every_gate_passes(scores: tuple[Score, ...]) -> None:
    assert [one.what for one in missed(scores)] == []
    assert sum(one.gate is not None for one in scores) >= 20


@pytest.mark.parametrize("years", sorted(PUBLISHED))
def test_elections_are_no_worse_than_the_table(scores: tuple[Score, ...], years: int) -> None:
    """Within two per cent, which is what fewer draws may cost."""
    assert value(scores, "elections", "energy, points", years) <= PUBLISHED[years][0] * 1.02
    assert value(scores, "elections", "ranked score", years) <= PUBLISHED[years][3] * 1.02
    assert value(scores, "elections", "energy, points", years) < value(scores, "elections", "energy of uniform swing", years)
    assert value(scores, "elections", "energy, points", years) < value(scores, "elections", "energy of independent places", years)


def test_the_number_of_origins_stands_beside_each_score(scores: tuple[Score, ...]) -> None:
    counts = {one.years: one.origins for one in scores if one.part == "elections" and one.what == "energy, points"}
    assert counts == {4: 8, 8: 7, 12: 6, 20: 4}
    assert {one.years: one.origins for one in scores if one.part == "product"} == {1: 17, 3: 15, 5: 13, 10: 8}
    assert all(one.origins > 0 for one in scores)


def test_product_bands(scores: tuple[Score, ...]) -> None:
    found = {one.years: one.value for one in scores if one.part == "product" and "each window" in one.what}
    assert {years: abs(found[years] - said) <= 0.015 for years, said in {1: 0.80, 3: 0.79, 5: 0.76, 10: 0.74}.items()} == dict.fromkeys(found, True)


def test_flows(scores: tuple[Score, ...]) -> None:
    assert round(value(scores, "moves", "share of flows right, shrunk", 1), 3) == 0.876
    assert round(value(scores, "moves", "share of flows right, plain mean", 1), 3) == 0.872
    assert round(value(scores, "moves", "share of flows right, gravity", 1), 3) == 0.795
    assert value(scores, "moves", "what two noisy surveys", 1) == pytest.approx(0.894, abs=0.004)


def test_random_halves_of_jobs(scores: tuple[Score, ...]) -> None:
    assert round(value(scores, "jobs", "spread of the gap of random halves, model"), 2) == 0.38
    assert round(value(scores, "jobs", "spread of the gap of random halves, recorded"), 2) == 0.40
    assert value(scores, "jobs", "yearly innovation, model") == pytest.approx(0.195, abs=0.003)


def test_the_same_seed_gives_the_same_scores() -> None:
    assert validate(("product", "people")) == validate(("product", "people"))


def test_an_origin_is_forecast_by_windows_that_had_ended() -> None:
    """Spoiling every election from the origin on changes neither the choice nor the forecast made before it."""
    facts = elections(world())
    spoilt = replace(facts, first=np.vstack([facts.first[:8], facts.first[8:] * 3.0]))
    true, other = Backtest(facts, 64), Backtest(spoilt, 64)
    a, b = energies(true), energies(other)
    for ahead in AHEAD:
        for known in range(5, 9):
            if known + ahead <= len(facts.years):
                assert chosen(a, known, ahead) == chosen(b, known, ahead)
                assert np.array_equal(true.forecast(known, ahead, Settings()), other.forecast(known, ahead, Settings()))


def test_the_grid_is_the_one_described() -> None:
    assert len(GRID) == 144
    assert Settings() in GRID


def test_a_model_that_got_worse_misses_its_gates(monkeypatch: pytest.MonkeyPatch) -> None:
    true = Backtest.forecast

    def narrow(self: Backtest, known: int, ahead: int, settings: Settings) -> object:
        found = true(self, known, ahead, settings)
        return found.mean(axis=0) + (found - found.mean(axis=0)) * 0.4

    monkeypatch.setattr(Backtest, "forecast", narrow)
    assert missed(tuple(validation._elections(world(), True, None)))


def test_risk_sharing_is_found_again_for_any_card() -> None:
    from foedus.simulate.compiling import compile_settlement
    from foedus.simulate.yearly import read

    calibration = calibrate(world())
    compiled = compile_settlement(read("status-quo")[1], calibration.codes)
    for card in (0.05, 0.14, 0.3):
        found = sharing(compiled, calibration, worlds=16, years=8, values={"smoothing": card})
        assert found.agrees
        assert found.slope == pytest.approx(card, abs=1e-3)


def test_refits_on_simulated_histories_notice_a_wrong_spread(monkeypatch: pytest.MonkeyPatch) -> None:
    from foedus.simulate import validate_refit

    truth = calibrate(world()).product
    assert 0.76 < product_ranks(truth, histories=30).inside < 0.84
    true = validate_refit.band_sd
    monkeypatch.setattr(validate_refit, "band_sd", lambda fit, years, ratio: true(fit, years, ratio) * 0.6)
    assert product_ranks(truth, histories=30).inside < 0.7


def test_an_unknown_part_is_told() -> None:
    with pytest.raises(QuestionError, match="no back-test of `weather`"):
        validate(("weather",))


def test_the_command_prints_scores_with_origins_and_dumps_the_same() -> None:
    run = CliRunner()
    shown = run.invoke(app, ["validate", "product", "moves"])
    assert shown.exit_code == 0
    assert "origins" in shown.stdout
    assert "gates pass" in shown.stdout
    dumped = json.loads(run.invoke(app, ["validate", "people", "--json"]).stdout)
    assert dumped == [one.as_json() for one in validate(("people",))]


# ---- scores themselves


def test_scores_are_least_at_the_truth() -> None:
    chance = np.random.Generator(np.random.Philox(3))
    came = np.zeros(5)
    near, far = chance.normal(0, 1, (2000, 5)), chance.normal(2, 1, (2000, 5))
    assert energy(near, came) < energy(far, came)
    assert crps(near, came) < crps(far, came)
    assert covered(near, came) == 1.0
    assert covered(far + 2, came) == 0.0


def test_crps_of_a_normal_at_its_mean() -> None:
    """For N(0, 1) at 0 it is (sqrt 2 - 1) / sqrt(pi) (Gneiting and Raftery 2007)."""
    chance = np.random.Generator(np.random.Philox(4))
    assert crps(chance.normal(0, 1, (200_000, 1)), np.zeros(1)) == pytest.approx((2**0.5 - 1) / np.pi**0.5, abs=0.005)


def test_brier_of_a_coin_and_flows_of_twins() -> None:
    assert brier(0.5, True) == brier(0.5, False) == 0.25
    one = np.array([[0.0, 2.0], [3.0, 0.0]])
    assert shared_flow(one, one) == 1.0
    assert shared_flow(one, one * 0) == 0.0
