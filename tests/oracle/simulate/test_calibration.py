"""The figures that the page on simulation prints, reproduced by the calibration to the digits shown."""

from __future__ import annotations

import numpy as np
import pytest

from foedus.data.world import world
from foedus.simulate.calibrate import calibrate
from foedus.simulate.calibrate_jobs import labour
from foedus.simulate.calibrate_people import border_steps, damped, net, relative_errors, shrink, surveys
from foedus.simulate.calibrate_product import band_sd, growth, window
from foedus.simulate.calibration import Calibration
from foedus.simulate.grids import column, complete, grid


@pytest.fixture(scope="module")
def found() -> Calibration:
    return calibrate(world(), 2024)


def _place(found: Calibration, values: object, code: str) -> float:
    return float(np.asarray(values)[found.number(code)])


def test_every_block_is_filled(found: Calibration) -> None:
    assert found.absent == {}
    assert found.places == 51
    assert found.codes[:4] == ("AL", "AK", "AZ", "AR"), "place number is the row of the table of places"


def test_growth_of_product_per_head(found: Calibration) -> None:
    product = found.product
    assert round(product.gamma, 4) == 0.0154
    assert round(product.f_sd, 4) == 0.0184
    assert round(product.f_sd_calm, 4) == 0.0098
    assert round(product.beta_mean, 2) == 0.93
    assert round(product.beta_spread, 2) == 0.29
    assert [round(_place(found, product.beta, code), 2) for code in ("AK", "DC", "NV")] == [0.44, 0.49, 1.54]
    assert round(window(growth(world()), 27).raw_error, 2) == 0.21
    assert product.years == (1997, 2024), "1963 to 1996 are another series"


def test_residual_spread_of_product(found: Calibration) -> None:
    residual = found.product.residual
    assert round(float(np.median(residual)), 4) == 0.0149
    assert (round(float(residual.min()), 4), round(float(residual.max()), 4)) == (0.0089, 0.0446)
    assert found.codes[int(residual.argmin())] == "WI"
    assert found.codes[int(residual.argmax())] == "ND"
    weights = found.base.product / found.base.product.sum()
    assert round(float(np.sqrt((weights * residual**2).sum())), 3) == 0.015
    assert round(float((weights * found.product.beta).sum()), 2) == 1.01


def test_common_factors_of_product_exceed_noise(found: Calibration) -> None:
    assert [round(float(share) * 100, 1) for share in found.product.factor_shares[:3]] == [15.5, 11.6, 10.5]
    assert (found.product.sigma**2 >= 0.2 * found.product.residual**2 - 1e-12).all()


def test_factors_restore_the_spread_between_two_halves(found: Calibration) -> None:
    """The model's spread of growth of P less Q is .0088; recorded .0090; independent places would give .0066."""
    first = found.base.share > 0.5
    last = complete(*grid(world(), "product", "real"))[1][-1]
    cut = last * first / last[first].sum() - last * ~first / last[~first].sum()
    shock = (cut @ found.product.beta * found.product.f_sd) ** 2
    independent = np.sqrt((cut**2 * found.product.residual**2).sum() + shock)
    model = np.sqrt(((cut @ found.product.factors) ** 2).sum() + (cut**2 * found.product.sigma**2).sum() + shock)
    assert round(float(independent), 4) == 0.0066
    assert round(float(model), 4) == 0.0088


def test_drift_of_product(found: Calibration) -> None:
    assert found.product.drift_ratio == 0.09


@pytest.mark.parametrize(("years", "covered", "origins"), [(1, 0.80, 17), (3, 0.73, 15), (5, 0.69, 13), (10, 0.60, 8)])
def test_bands_without_drift_are_too_narrow(years: int, covered: float, origins: int) -> None:
    real = growth(world())
    relative = real.places - real.nation[:, None]
    inside = []
    for origin in range(10, len(real.years) - years):
        inside.append((np.abs(relative[origin + years] - relative[origin]) < 1.2816 * band_sd(window(real, origin), years, 0.0)).mean())
    assert len(inside) == origins
    assert round(float(np.mean(inside)), 2) == covered


def test_jobs(found: Calibration) -> None:
    jobs = found.jobs
    assert (round(jobs.persistence_raw, 2), jobs.persistence, round(jobs.national_persistence, 2)) == (0.83, 0.86, 0.83)
    assert round(jobs.rho0(0.05, 0.2), 3) == 0.795
    assert (round(float(jobs.response.mean()), 2), round(jobs.response_spread, 2)) == (0.89, 0.27)
    assert round(jobs.okun / 100, 2) == 0.53
    assert round(jobs.correlation, 2) == -0.31
    assert [round(float(one), 2) for one in (np.median(jobs.residual), jobs.residual.min(), jobs.residual.max())] == [0.50, 0.34, 0.91]
    assert [round(float(share) * 100) for share in jobs.factor_shares[:3]] == [27, 16, 9]
    assert jobs.years == (1976, 2018)


def test_jobs_between_two_halves(found: Calibration) -> None:
    """Innovations of the gap P less Q: model .27, recorded .30, independent places .19; the gap itself .54 and .75."""
    first, facts, jobs = found.base.share > 0.5, labour(world()), found.jobs
    force = facts.force[-1]
    cut = force * first / force[first].sum() - force * ~first / force[~first].sum()
    model = np.sqrt(((cut @ jobs.factors) ** 2).sum() + (cut**2 * jobs.s**2).sum())
    assert round(float(model), 2) == 0.27
    assert round(float(np.sqrt((cut**2 * jobs.residual**2).sum())), 2) == 0.19
    assert round(float(model / np.sqrt(1 - 0.86**2)), 2) in (0.53, 0.54)
    rate = [facts.unemployed[:, side].sum(axis=1) / facts.force[:, side].sum(axis=1) * 100 for side in (first, ~first)]
    gap = rate[0] - rate[1] - (rate[0] - rate[1]).mean()
    assert round(float(gap.std()), 2) == 0.75
    assert round(float((gap[1:] - 0.86 * gap[:-1]).std()), 2) == 0.30


def test_an_autoregression_of_second_order_fits_jobs_better() -> None:
    gaps = labour(world()).gaps
    lags = np.stack([gaps[1:-1].ravel(), gaps[:-2].ravel()], axis=1)
    first, second = np.linalg.lstsq(lags, gaps[2:].ravel(), rcond=None)[0]
    assert (round(float(first), 2), round(float(second), 2)) == (1.14, -0.36)


def test_moves(found: Calibration) -> None:
    people = found.people
    assert people.years == (2019, 2021, 2022)
    assert people.damping == 0.62
    assert round(people.cell_variance, 2) == 0.22
    assert (np.diag(people.moves) == 0).all()
    leaving = people.moves_undamped.sum(axis=0)
    assert round(float((leaving * found.base.population).sum() / found.base.population.sum()), 3) == 0.023
    assert (round(float(leaving.min()), 3), round(float(leaving.max()), 3)) == (0.016, 0.085)


def test_flows_are_damped_by_what_the_census_finds(found: Calibration) -> None:
    facts = world()
    flows = shrink(list(surveys(facts).values()), border_steps(facts)).flows
    census = column(facts, "places", "net_domestic_migration")
    assert round(float(np.sqrt(((net(damped(flows, 0.62)) - census) ** 2).mean()))) == 14_644
    assert round(float(np.sqrt(((net(flows) - census) ** 2).mean()))) == 32_119
    assert net(damped(flows, 0.62)).sum() == pytest.approx(0, abs=1e-6)


def test_two_surveys_weigh_nearly_three_quarters() -> None:
    """The mean weight .73 is of two surveys, as in the back-test; with three it is .78."""
    found, steps = surveys(world()), border_steps(world())
    cells = ~np.eye(51, dtype=bool)
    assert round(float(shrink([found[2019], found[2021]], steps).weight[cells].mean()), 2) == 0.73
    assert round(float(shrink(list(found.values()), steps).weight[cells].mean()), 2) == 0.78


def test_births_deaths_and_arrivals(found: Calibration) -> None:
    people = found.people
    assert (round(float(people.natural.min()), 3), round(float(people.natural.max()), 3)) == (-0.004, 0.007)
    assert people.arrivals == 2_786_119
    assert people.immigration.sum() == pytest.approx(1)


def test_drift_of_people(found: Calibration) -> None:
    assert round(found.people.drift_sd, 4) == 0.0036
    years, heads = complete(*grid(world(), "population", "population"))
    errors = [float(np.sqrt((relative_errors(years, heads, 0.62, ahead, 1995) ** 2).mean())) for ahead in (5, 10, 20)]
    assert [round(one, 3) for one in errors] == [0.021, 0.038, 0.068]


def test_votes(found: Calibration) -> None:
    votes = found.votes
    assert round(votes.mu, 3) == 0.015
    share = 1 / (1 + np.exp(-votes.mu))
    assert round(float(share), 3) == 0.504
    assert round(votes.s_n_fitted, 3) == 0.130
    assert round(float(votes.s_n_fitted * share * (1 - share) * 100), 1) == 3.2
    assert round(votes.s_n**2, 6) == round(votes.s_n_fitted**2 * (1 + 1 / 13), 6)
    assert [round(float(one), 3) for one in votes.factor_rms] == [0.058, 0.043, 0.037]
    assert [round(float(one), 3) for one in (votes.sp.mean(), votes.sp.min(), votes.sp.max())] == [0.061, 0.047, 0.084]
    assert round(float(np.sqrt((votes.factors**2).sum(axis=1) + votes.sp**2).mean()), 3) == 0.095


def test_turnout(found: Calibration) -> None:
    votes = found.votes
    assert (round(float(votes.turnout.min()), 2), round(float(votes.turnout.max()), 2)) == (0.45, 0.72)
    assert (round(votes.turnout_place_sd, 3), round(votes.turnout_national_sd, 3)) == (0.044, 0.071)
    assert found.base.groups == ("dem", "rep")
    assert int((found.base.share > 0.5).sum()) == 20
