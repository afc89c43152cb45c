"""Known answers of the yearly model: the sanity run of the design, and each equation by hand where chance is off.

Each test here fails when the equation that it names is altered; `test_planted_bugs_are_caught` alters them all.
"""

import inspect
from dataclasses import replace

import numpy as np
import pytest

from foedus.simulate import equations, politics, polities
from foedus.simulate.cards import with_values
from foedus.simulate.draws import Weather
from foedus.simulate.ground import attraction, ground, scopes_of
from foedus.simulate.yearly import calibration_of
from yearly import one_polity, run, series, small, small_task, task, two_peers


def still(calibration):
    """The same country without any chance: every spread is nothing."""
    zero = np.zeros(calibration.places)
    flat = np.zeros((calibration.places, 3))
    return replace(
        calibration,
        product=replace(calibration.product, f_sd=0.0, factors=flat, sigma=zero, residual=zero),
        jobs=replace(calibration.jobs, factors=flat, s=zero),
        people=replace(calibration.people, drift_sd=0.0),
        votes=replace(calibration.votes, s_n=0.0, factors=flat, sp=zero, turnout_place_sd=0.0, turnout_national_sd=0.0),
    )


def lived(compiled=None, years=1, calibration=None, **cards):
    """The state after some years without chance, in one world, and the ground."""
    figures = calibration or still(small())
    compiled = compiled or two_peers(change=None, part=None)
    values = with_values({name.rstrip("_"): value for name, value in cards.items()})
    here = ground(compiled, figures, scopes_of(compiled), values)
    weather = Weather(1, np.arange(1, dtype=np.uint64))
    world, state = equations.lasting(here, values, weather), equations.start(here, 1)
    politics.take_seats(here, state, 0)
    for t in range(1, years + 1):
        equations.before_votes(here, state, world, weather, values, t)
        politics.votes_of_the_year(here, state, weather, values, t)
    return state, here, values


# ---- each equation


def test_product_grows_by_gamma_less_the_years_loss():
    state, here, _ = lived(years=3, delta=0.05)
    assert np.allclose(state.x, 3 * (here.calibration.product.gamma - 0.005), rtol=1e-12)


def test_a_shock_reaches_places_by_their_beta():
    state, here, values = lived()
    shock = equations.Shocks(np.array([0.02]), np.zeros((3, 1)), np.zeros((6, 1)), np.zeros((3, 1)), np.zeros((6, 1)))
    world = equations.lasting(here, values, Weather(1, np.arange(1, dtype=np.uint64)))
    state.x = np.zeros((6, 1))
    equations.grow(here, state, shock, world, {**values, "delta": 0.0}, 1)
    assert np.allclose(state.x[:, 0], here.calibration.product.gamma + here.calibration.product.beta * 0.02, rtol=1e-12)


def test_a_gap_keeps_what_persists_and_what_the_rate_adds():
    state, here, values = lived()
    state.v = np.arange(1.0, 7.0)[:, None]
    force = state.population[:, 0] * here.calibration.jobs.labour_force
    mean = (force * state.v[:, 0]).sum() / force.sum()
    quiet = equations.Shocks(np.zeros(1), np.zeros((3, 1)), np.zeros((6, 1)), np.zeros((3, 1)), np.zeros((6, 1)))
    equations.jobs(here, state, quiet, values)
    gap = np.arange(1.0, 7.0)
    misfit = -(1 + 1.5 * 0.2) * (gap - mean)
    rho0 = 0.86 - 0.05 * (1 + 1.5 * 0.2)
    assert rho0 == pytest.approx(0.795)
    assert np.allclose(state.v[:, 0], rho0 * gap - 0.05 * misfit, rtol=1e-12)


def test_a_national_fall_raises_unemployment_by_okun():
    state, here, values = lived()
    state.v = np.zeros((6, 1))
    fall = equations.Shocks(np.array([-0.02]), np.zeros((3, 1)), np.zeros((6, 1)), np.zeros((3, 1)), np.zeros((6, 1)))
    equations.jobs(here, state, fall, values)
    assert np.allclose(state.v[:, 0], here.calibration.jobs.response * 53 * 0.02, rtol=1e-12)


def test_own_currency_fits_the_polity_as_a_whole():
    made = small_task(two_peers(change=None, part=None, currency="own"), years=4)
    assert run(made)[0, :, series(made, "policy_rate_misfit", "Alder")].max() < 1e-12
    shared = small_task(two_peers(change=None, part=None), years=4)
    assert run(shared)[0, -1, series(shared, "policy_rate_misfit", "Alder")].min() > 0


def test_a_purse_evens_shocks_and_closes():
    state, here, values = lived()
    state.x = np.linspace(-0.1, 0.1, 6)[:, None]
    state.funded = np.ones_like(state.funded)
    income, _ = equations.accounts(here, state, values)
    population, made = state.population[:, 0], state.year.product[:, 0]
    base = here.calibration.fiscal.base[here.rule]
    expected = np.zeros(6)
    for inside in (slice(0, 3), slice(3, 6)):
        mean = (population[inside] * state.x[inside, 0]).sum() / population[inside].sum()
        closing = -(base[inside] * made[inside]).sum() / made[inside].sum()
        charge = 0.5 * 0.0005 * made.sum() / made[inside].sum()
        expected[inside] = state.x[inside, 0] + 0.14 * (mean - state.x[inside, 0]) + closing - charge
    nation = (population * expected).sum() / population.sum()
    assert np.allclose(income[:, 0], expected - nation, rtol=1e-10, atol=1e-14)


def test_a_higher_tax_lowers_inflow_by_its_elasticity():
    """Two polities whose purses differ: the log of the tax, less the nation's mean, times the card."""
    state, here, values = lived()
    _, tax = equations.accounts(here, state, values)
    population, made = state.population[:, 0], state.year.product[:, 0]
    base, fiscal = here.calibration.fiscal.base[here.rule], here.calibration.fiscal
    burden = fiscal.taxes[here.rule].sum() / fiscal.product.sum()
    raw = np.zeros(6)
    for inside in (slice(0, 3), slice(3, 6)):
        closing = -(base[inside] * made[inside]).sum() / made[inside].sum()
        charge = 0.5 * 0.0005 * made.sum() / made[inside].sum() if state.funded[0, 0] else 0.0
        raw[inside] = np.log(1 + (charge - closing) / burden)
    assert np.allclose(tax[:, 0], raw - (population * raw).sum() / population.sum(), rtol=1e-10)


def test_attraction_draws_by_income_tax_leaning_and_entrance():
    state, here, values = lived(entry=0.3)
    income, tax = np.linspace(-0.05, 0.05, 6)[:, None], np.linspace(0.1, -0.1, 6)[:, None]
    before = state.people.copy()
    world = equations.lasting(here, values, Weather(1, np.arange(1, dtype=np.uint64)))
    deviation = state.deviation.copy()
    equations.move(here, state, world, values, income, tax)
    moves, mix = here.calibration.people.moves, attraction(here.calibration, 1.0).mix
    into = np.zeros(6)
    for group, sign in ((0, 1), (1, -1)):
        for i in range(6):
            pull = np.exp(2 * income[i, 0] - 0.21 * tax[i, 0] + sign * deviation[i, 0]) / mix[i, 0]
            for j in range(6):
                left = 1.0 if (i < 3) == (j < 3) else 0.3
                into[i] += before[group, j, 0] * moves[i, j] * left * pull
    assert np.allclose(state.year.moved_in[:, 0], into, rtol=1e-12)


def test_leanings_do_not_melt_by_base_flows_alone():
    """In the first year of one polity without chance, incomes alike, leanings stay as they are."""
    country = still(small())
    country = replace(country, fiscal=replace(country.fiscal, base=np.zeros((4, 6))))
    state, _, _ = lived(one_polity(), calibration=country)
    assert np.allclose(state.logit[:, 0], np.log(country.base.share / (1 - country.base.share)), atol=1e-12)


def test_leanings_walk_in_every_second_year_by_what_lasts():
    country = still(small())
    country = replace(country, votes=replace(country.votes, sp=np.full(6, 0.1)))
    two, _, _ = lived(one_polity(), 2, country)
    plain, _, _ = lived(one_polity(), 2)
    z = Weather(1, np.arange(1, dtype=np.uint64)).normals("leaning walk by place", 6, 2)
    assert np.allclose(two.logit - plain.logit, np.sqrt(0.75 * 2 / 4) * 0.1 * z, atol=1e-9)


def test_an_even_nation_with_mu_elects_by_mu():
    """Without chance the national logit is mu: .015 gives group 1 a share of .504, and the office."""
    country = still(small())
    state, here, _ = lived(years=4, calibration=country)
    votes, share = state.year.votes[:, 0], state.year.shares[0][:, 0]
    assert state.year.won[0][0] == 1.0
    # the shift is made on logits, so that the nation's share is near, not at, logistic(mu)
    assert (votes * share).sum() / votes.sum() == pytest.approx(0.504, abs=0.002)
    assert np.allclose(votes, state.population[:, 0] * here.calibration.base.adults / here.calibration.base.population * 0.6, rtol=1e-12)
    other, _, _ = lived(years=4, calibration=replace(country, votes=replace(country.votes, mu=-0.015)))
    assert other.year.won[0][0] == 0.0


def test_offices_are_won_by_votes_by_electors_or_in_each_polity():
    state, here, _ = lived(years=1)
    lead = np.array([5.0, 5, 5, -4, -4, -4])[:, None]
    electors = np.array([1.0, 1, 1, 2, 2, 2])[:, None]
    assert politics.winner(here, state, "popular", lead, None)[0] == 1.0
    assert politics.winner(here, state, "electors", lead, electors)[0] == 0.0
    assert politics.winner(here, state, "each_polity", lead, None)[0] == 1.0
    assert politics.winner(here, state, "each_polity", -np.abs(lead), None)[0] == 0.0
    assert politics.winner(here, state, "popular", 0 * lead, None)[0] == 0.5
    narrow, wide = np.array([1.0, 1, 1, -4, -4, -4])[:, None], np.array([50.0, 1, 1, -4, -4, -4])[:, None]
    assert politics.winner(here, state, "each_polity", narrow, None)[0] == 0.0
    assert politics.winner(here, state, "electors", wide, electors)[0] == 0.0


def test_the_pivot_is_where_the_count_passes_a_half():
    logit = np.array([0.3, -0.2, 0.1, 0.0])[:, None]
    assert politics.pivot(logit, np.ones((4, 1)))[0] == 3
    assert politics.pivot(logit, np.array([1.0, 9, 1, 1])[:, None])[0] == 1


def test_the_median_member_stands_in_the_middle_by_seats():
    values = np.array([0.3, 0.1, 0.2, 0.4])[:, None]
    assert polities.weighted_median(values, np.array([1.0, 1, 1, 0])[:, None])[0] == 0.2
    assert polities.weighted_median(values, np.array([1.0, 1, 1, 1])[:, None])[0] == 0.25
    assert polities.weighted_median(values, np.array([5.0, 1, 1, 1])[:, None])[0] == 0.3
    assert polities.weighted_median(values, np.zeros((4, 1)))[0] == 0.0


def test_a_voice_refuses_by_its_distance():
    cards = with_values({})
    assert politics.refusal(np.array([0.0, 0.1]), cards) == pytest.approx([1 / (1 + np.exp(2.5)), 1 / (1 + np.exp(1.7))])


def test_a_decision_carries_when_a_winning_set_says_yes():
    decision = two_peers().decisions[2]
    yes = np.array([[True, True], [True, False], [True, True], [True, True]])
    assert politics.carried(decision, yes).tolist() == [True, False]


def test_what_is_never_refused_never_lapses_and_what_always_is_always_does():
    sure = small_task(two_peers(), years=5, d0=-20, d1=0)
    never = small_task(two_peers(), years=5, d0=20, d1=0)
    number = series(sure, "deadlock_years", "joint")
    assert run(sure)[0, -1, number].max() == 0
    assert run(never)[0, -1, number].min() == 5
    contribution = series(sure, "contribution", "all")
    assert np.allclose(run(sure)[0, :, contribution], 0.0005, rtol=1e-12)
    assert run(never)[0, 1:, contribution].max() == 0.0


def test_support_grows_with_how_much_nearer_the_other_polity_lies():
    state, here, values = lived(two_peers(part=None))
    from scipy.special import ndtr

    d, n = state.deviation[:, 0], state.population[:, 0]
    own, other = (np.repeat([(n[a] * d[a]).sum() / n[a].sum() for a in order], 3) for order in ((slice(0, 3), slice(3, 6)), (slice(3, 6), slice(0, 3))))
    y = state.year.income[:, 0]
    mean = np.repeat([(n[a] * y[a]).sum() / n[a].sum() for a in (slice(0, 3), slice(3, 6))], 3)
    gain = np.repeat([mean[3] - mean[0], mean[0] - mean[3]], 3)
    expected = ndtr((np.abs(d - own) - np.abs(d - other) + 0.5 * gain) / 0.1)
    assert np.allclose(politics.change_support(here, state, values)[:, 0], expected, rtol=1e-10)


def test_a_change_takes_effect_after_its_wait_and_the_last_unit_stays():
    peers = two_peers(change=replace(two_peers().change, wait=2))
    made = small_task(peers, years=8, hazard=1, campaign=-0.5, d0=-20, d1=0, change_income=0)
    out = run(made)[0]
    members = out[:, series(made, "members", "Alder")]
    changes = out[:, series(made, "changes_of_polity", "joint")]
    assert changes[0].max() > 0
    assert (members[:2] == 3).all()
    assert (members[2] != 3).any()
    assert changes[-1].max() > 0
    assert members.min() >= 1
    assert members.max() <= 5


def test_nobody_parts_unless_the_scenario_puts_the_question():
    number = series(small_task(two_peers()), "parted", "joint")
    assert run(small_task(two_peers(), years=6))[0, :, number].max() == 0
    asked = run(small_task(two_peers(), years=6, parting=1, hazard=1, d0=-20, d1=0))[0, :, number]
    assert asked[0].max() == 0
    assert asked[-1].mean() > 0.5


# ---- the sanity run


@pytest.fixture(scope="module")
def sane():
    """Plain NumPy of the same equations, other draws, 1,000 worlds and 20 years, gave these; one chamber a polity, nobody changing."""
    from yearly import shipped

    whole = shipped("soft-secession")
    leaves = tuple(replace(leaf, kind="referendum") for leaf in (whole.leaves[0], whole.leaves[2]))
    plain = replace(whole, change=None, part=None, leaves=tuple(replace(leaf, item=n) for n, leaf in enumerate(leaves)),
                    decisions=(replace(whole.decisions[2], leaves=(0, 1), winning=(3,)),), heads=(replace(whole.heads[0], decision=0),))  # fmt: skip
    figures = calibration_of()
    # the sanity run weighed unemployment by people, and not by the labour force
    figures = replace(figures, jobs=replace(figures.jobs, labour_force=np.ones(51)))
    made = replace(task("soft-secession", worlds=1024, years=20, seed=11, calibration=figures), variants=(plain,), baseline=0)
    return made, run(made)[0]


@pytest.mark.parametrize(
    ("quantity", "scope", "expected"),
    [
        ("population", "all", 371e6), ("growth", "Commonwealth", 0.018), ("growth", "Federation", 0.022), ("net_migration", "Federation", 7.9e6),
        ("policy_rate_misfit", "Commonwealth", 0.29), ("policy_rate_misfit", "Federation", 0.20), ("deadlock_years", "joint", 0.25 * 20),
    ],
)  # fmt: skip
def test_it_agrees_with_the_sanity_run(sane, quantity, scope, expected):
    made, out = sane
    values = out[-1, series(made, quantity, scope)]
    # both runs have an error of their own, and the published figure is rounded
    error = np.sqrt(1 / len(values) + 1 / 1000) * values.std()
    rounded = 0.005 if quantity == "policy_rate_misfit" else 0.0
    assert abs(values.mean() - expected) < max(0.05 * expected, 3 * error) + rounded


def test_first_year_moves_and_the_share_of_votes_agree_too(sane):
    made, out = sane
    assert out[0, series(made, "movers_in", "all")].mean() == pytest.approx(8.0e6, rel=0.05)
    votes = [out[-1, series(made, "turnout", name)].mean() for name in ("Commonwealth", "Federation")]
    people = [out[-1, series(made, "population", name)].mean() for name in ("Commonwealth", "Federation")]
    assert votes[0] * people[0] / (votes[0] * people[0] + votes[1] * people[1]) == pytest.approx(0.40, rel=0.05)


def test_with_an_entry_of_six_tenths_fewer_come(sane):
    made, _ = sane
    narrow = replace(made, values={**made.values, "entry": 0.6})
    assert run(narrow)[0, -1, series(made, "net_migration", "Federation")].mean() == pytest.approx(5.2e6, rel=0.07)


# ---- every equation is watched


BUGS = [
    (equations, "grow", "p.gamma +", "p.gamma * 1.01 +", test_product_grows_by_gamma_less_the_years_loss),
    (equations, "grow", "- loss", "+ loss", test_product_grows_by_gamma_less_the_years_loss),
    (equations, "grow", "p.beta[:, None] * shock.f", "shock.f", test_a_shock_reaches_places_by_their_beta),
    (equations, "jobs", "rho0 * state.v", "j.persistence * state.v", test_a_gap_keeps_what_persists_and_what_the_rate_adds),
    (equations, "jobs", "- cards[\"lambda\"] * misfit", "+ cards[\"lambda\"] * misfit", test_a_gap_keeps_what_persists_and_what_the_rate_adds),
    (equations, "jobs", "(-j.okun * shock.f)", "(j.okun * shock.f)", test_a_national_fall_raises_unemployment_by_okun),
    (equations, "jobs", "if ground.one_currency else own.spread(mean(state.v, force, own))", "", test_own_currency_fits_the_polity_as_a_whole),
    (equations, "accounts", "(purse.spread(mean(state.x, population, purse)) - state.x)", "(state.x - purse.spread(mean(state.x, population, purse)))",
     test_a_purse_evens_shocks_and_closes),
    (equations, "accounts", "income = state.x + evened + closed - charge", "income = state.x + evened + closed + charge", test_a_purse_evens_shocks_and_closes),
    (equations, "accounts", "deficit - mean", "deficit + mean", test_a_purse_evens_shocks_and_closes),
    (equations, "accounts", "(charge - closed)", "(closed - charge)", test_a_higher_tax_lowers_inflow_by_its_elasticity),
    (equations, "move", "cards[\"a_income\"] * income", "income", test_attraction_draws_by_income_tax_leaning_and_entrance),
    (equations, "move", "cards[\"a_tax\"] * tax", "0.0 * tax", test_attraction_draws_by_income_tax_leaning_and_entrance),
    (equations, "move", "sign * lean", "lean", test_attraction_draws_by_income_tax_leaning_and_entrance),
    (equations, "flows", "ground.moves @ people", "ground.calibration.people.moves @ people", test_attraction_draws_by_income_tax_leaning_and_entrance),
    (equations, "move", "- world.base.melting", "", test_leanings_do_not_melt_by_base_flows_alone),
    (equations, "walk", "(1.0 - v.passing)", "v.passing", test_leanings_walk_in_every_second_year_by_what_lasts),
    (equations, "payers_key", "shares[:, None]", "0.5 * shares[:, None]", test_what_is_never_refused_never_lapses_and_what_always_is_always_does),
    (politics, "election_day", "v.mu +", "-v.mu +", test_an_even_nation_with_mu_elects_by_mu),
    (politics, "votes_cast", "v.turnout)", "v.turnout * 1.01)", test_an_even_nation_with_mu_elects_by_mu),
    (politics, "winner", "(each > 0).all(0)", "(each > 0).any(0)", test_offices_are_won_by_votes_by_electors_or_in_each_polity),
    (politics, "winner", "(electors * np.sign(lead))", "(electors * lead)", test_offices_are_won_by_votes_by_electors_or_in_each_polity),
    (politics, "pivot", ">= 0.5 * reached[-1]", "> 0.0", test_the_pivot_is_where_the_count_passes_a_half),
    (politics, "refusal", "+ cards[\"d1\"] * distance", "", test_a_voice_refuses_by_its_distance),
    (politics, "carried", ".all(0)", ".any(0)", test_a_decision_carries_when_a_winning_set_says_yes),
    (politics, "joint_decisions", "~failed", "failed", test_what_is_never_refused_never_lapses_and_what_always_is_always_does),
    (politics, "change_support", "income[::-1] - income", "income - income[::-1]", test_support_grows_with_how_much_nearer_the_other_polity_lies),
    (politics, "change_support", "shares[::-1]", "shares", test_support_grows_with_how_much_nearer_the_other_polity_lies),
    (politics, "_let_go", "staying.sum() > 1", "True", test_a_change_takes_effect_after_its_wait_and_the_last_unit_stays),
    (equations, "due_effects", "state.due == t", "state.due >= t", test_a_change_takes_effect_after_its_wait_and_the_last_unit_stays),
    (polities, "weighted_median", "reached > half", "reached >= half", test_the_median_member_stands_in_the_middle_by_seats),
]


@pytest.mark.parametrize(("module", "function", "right", "wrong", "guard"), BUGS, ids=[f"{bug[1]}: {bug[3] or 'nothing'}" for bug in BUGS])
def test_planted_bugs_are_caught(monkeypatch, module, function, right, wrong, guard):
    """An equation is altered in one place, and the test that guards it fails."""
    source = inspect.getsource(getattr(module, function))
    assert right in source, f"{function} has changed: say the bug anew"
    space = dict(vars(module))
    exec(compile("from __future__ import annotations\n" + source.replace(right, wrong), "planted", "exec"), space)  # noqa: S102
    guard()
    monkeypatch.setattr(module, function, space[function])
    for other in (equations, politics):
        if hasattr(other, function):
            monkeypatch.setattr(other, function, space[function])
    with pytest.raises(AssertionError):
        guard()
