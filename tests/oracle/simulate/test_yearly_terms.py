"""Each term of the equations of a year by hand, with chances that are given: no term may be lost, doubled or weighed otherwise."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from foedus.simulate import equations, politics, record
from foedus.simulate.cards import with_values
from foedus.simulate.draws import Weather
from foedus.simulate.ground import attraction, ground, scopes_of
from yearly import one_polity, small, two_peers

WORLDS = 3
MANY = 60_000


def begun(compiled=None, worlds=WORLDS, **cards):
    """Ground, cards, weather, what lasts, and a state whose product, jobs and people differ from place to place and world to world."""
    compiled = compiled or two_peers(change=None, part=None)
    values = with_values(cards)
    here = ground(compiled, small(), scopes_of(compiled), values)
    weather = Weather(5, np.arange(worlds, dtype=np.uint64))
    state = equations.start(here, worlds)
    rng = np.random.default_rng(1)
    state.x, state.v = rng.normal(0, 0.1, (6, worlds)), rng.normal(0, 1, (6, worlds))
    state.people = state.people * rng.uniform(0.8, 1.2, state.people.shape)
    return here, values, weather, equations.lasting(here, values, weather), state


def given(worlds=WORLDS):
    rng = np.random.default_rng(2)
    return equations.Shocks(rng.normal(0, 0.02, worlds), rng.normal(0, 1, (3, worlds)), rng.normal(0, 1, (6, worlds)), rng.normal(0, 1, (3, worlds)),
                            rng.normal(0, 1, (6, worlds)))  # fmt: skip


def test_every_term_of_growth():
    here, values, _, world, state = begun(delta=0.02)
    shock, p, before = given(), here.calibration.product, state.x.copy()
    equations.grow(here, state, shock, world, values, 1)
    for i in range(6):
        for w in range(WORLDS):
            factors = sum(p.factors[i, k] * shock.h[k, w] for k in range(3))
            step = p.gamma + world.drift[i, w] + p.beta[i] * shock.f[w] + factors + p.sigma[i] * shock.eps[i, w] - 0.002
            assert state.x[i, w] == pytest.approx(before[i, w] + step, rel=1e-12)
    later = state.x.copy()
    equations.grow(here, state, equations.Shocks(*(np.zeros_like(one) for one in (shock.f, shock.h, shock.eps, shock.q, shock.eta))), world, values, 11)
    assert np.allclose(state.x - later, p.gamma + world.drift, rtol=1e-9), "a border's loss ends after ten years"


def test_every_term_of_jobs_and_the_misfit():
    here, values, _, _, state = begun(kappa=0.3)
    shock, j, before = given(), here.calibration.jobs, state.v.copy()
    force = state.population * j.labour_force[:, None]
    equations.jobs(here, state, shock, values)
    slope = 1.5 * 0.3 + 2 * 0.5
    for w in range(WORLDS):
        shared = (force[:, w] * before[:, w]).sum() / force[:, w].sum()
        misfit = -slope * (before[:, w] - shared)
        for i in range(6):
            kept = (j.persistence - 0.05 * slope) * before[i, w] - 0.05 * misfit[i]
            factors = sum(j.factors[i, k] * shock.q[k, w] for k in range(3))
            assert state.v[i, w] == pytest.approx(kept - j.response[i] * j.okun * shock.f[w] + factors + j.s[i] * shock.eta[i, w], rel=1e-9)
        for polity, inside in enumerate((slice(0, 3), slice(3, 6))):
            of_polity = (force[inside, w] * misfit[inside]).sum() / force[inside, w].sum()
            assert state.year.misfit[polity, w] == pytest.approx(abs(of_polity), rel=1e-9)


def test_a_parted_world_has_a_rate_for_each_polity():
    here, values, _, _, state = begun(two_peers(), parting=1.0)
    state.parted = np.array([True, False, True])
    equations.jobs(here, state, given(), values)
    assert state.year.misfit[:, [0, 2]].max() < 1e-12
    assert state.year.misfit[:, 1].min() > 0


def test_a_parted_world_pays_for_nothing_joint():
    here, values, _, _, state = begun(two_peers(), parting=1.0)
    state.parted = np.array([True, False, True])
    equations.accounts(here, state, values)
    charged = state.year.charge.sum(0)
    assert charged[[0, 2]].max() == 0.0
    assert charged[1] == pytest.approx(0.0005 * state.year.product[:, 1].sum())


def test_the_nations_shock_has_the_spread_that_is_recorded_and_heavy_ends():
    f, h = equations.national_shock(Weather(5, np.arange(MANY, dtype=np.uint64)), 3, 0.0184)
    assert f.std() == pytest.approx(0.0184, rel=0.03)
    assert (np.abs(f) > 3 * 0.0184).mean() > 2.5 * 0.0027, "five degrees of freedom have more beyond three deviations than a normal"
    assert np.allclose(h.std(1), 1.0, atol=0.02)


def test_jobs_and_product_of_a_place_share_their_chance_by_the_correlation():
    here, _, weather, _, _ = begun(worlds=MANY // 6)
    shock, r = equations.shocks(here, weather, 2), here.calibration.jobs.correlation
    assert r == -0.31
    assert np.corrcoef(shock.eps.ravel(), shock.eta.ravel())[0, 1] == pytest.approx(r, abs=0.01)
    assert shock.eta.std() == pytest.approx(1.0, abs=0.01)


def test_drifts_have_their_spread_and_that_of_people_is_none_over_the_nation():
    here, _, weather, world, _ = begun()
    c = here.calibration
    z = weather.normals("growth drift", 6)
    assert np.allclose(world.drift, np.sqrt(0.09) * c.product.residual[:, None] * z, rtol=1e-12)
    drift, share = 0.0036 * weather.normals("people drift", 6), c.base.population / c.base.population.sum()
    told = world.people_drift * c.people.inflow[:, None]
    assert np.allclose(told, drift - (share[:, None] * drift).sum(0), rtol=1e-9)
    assert np.abs((share[:, None] * told).sum(0)).max() < 1e-15


def test_births_and_arrivals_come_after_the_moves():
    here, values, _, world, state = begun(immigration=600_000.0)
    c, before = here.calibration, state.population
    nothing = np.zeros((6, WORLDS))
    equations.move(here, state, world, values, nothing, nothing)
    stayed = before - state.year.moved_out + state.year.moved_in
    assert np.allclose(state.population, stayed * (1 + c.people.natural[:, None]) + c.people.immigration[:, None] * 600_000, rtol=1e-12)


def test_the_base_of_attraction_is_the_nations_mix_and_what_base_flows_change():
    c = small()
    share, n = c.base.share, c.base.population
    first, second = (n * share).sum() / n.sum(), (n * (1 - share)).sum() / n.sum()
    found = attraction(c, 1.5)
    up, down = np.exp(1.5 * (share - 0.5)), np.exp(-1.5 * (share - 0.5))
    assert np.allclose(found.mix[:, 0], first * up + second * down, rtol=1e-12)
    after = []
    for people, pull in ((n * share, up / found.mix[:, 0]), (n * (1 - share), down / found.mix[:, 0])):
        here = people.copy()
        for i in range(6):
            for j in range(6):
                here[i] += pull[i] * c.people.moves[i, j] * people[j]
                here[j] -= pull[i] * c.people.moves[i, j] * people[j]
        after.append(here)
    assert np.allclose(found.melting[:, 0], np.log(after[0] / after[1]) - np.log(share / (1 - share)), rtol=1e-9, atol=1e-12)


# ---- votes


def test_an_election_day_has_leaning_nation_swing_and_what_passes():
    here, _, weather, _, state = begun()
    votes, v = politics.votes_cast(here, state, weather, 4), here.calibration.votes
    noise = weather.normals("turnout", 7, 4)
    adults = state.population * (here.calibration.base.adults / here.calibration.base.population)[:, None]
    assert np.allclose(votes, adults * v.turnout[:, None] * np.exp(0.044 * noise[:6] + 0.071 * noise[6]), rtol=1e-12)
    found = politics.election_day(here, state, weather, 4, votes)
    q, zeta = weather.normals("leaning common", 6, 4)[3:], weather.normals("leaning passing by place", 6, 4)
    nation = np.log((votes * state.people[0] / state.population).sum(0) / (votes * state.people[1] / state.population).sum(0))
    swing = 0.015 + 0.13 * weather.normals("national vote", 1, 4)[0]
    assert np.allclose(found, state.logit - nation + swing + 0.5 * (v.factors @ q + v.sp[:, None] * zeta), rtol=1e-9, atol=1e-12)


def test_a_budgets_voices_stand_apart_from_the_midpoint_of_the_furthest():
    here, values, weather, _, state = begun(worlds=2000)
    state.medians = np.repeat(np.array([-0.10, 0.02, 0.03, 0.10])[:, None], 2000, 1)
    politics.joint_decisions(here, state, weather, values, 1)
    u = weather.uniforms("joint decisions", 4, 1)
    refuse = 1 / (1 + np.exp(-(-2.5 + 8 * np.abs(np.array([-0.10, 0.02, 0.03, 0.10]) - 0.0))))
    items = [leaf.item for leaf in here.compiled.leaves]
    assert np.array_equal(state.year.deadlock, (u[items] < refuse[:, None]).any(0))
    state.parted = np.ones(2000, bool)
    state.medians = state.medians * 1000
    politics.joint_decisions(here, state, weather, values, 1)
    assert not state.year.deadlock.any(), "parted polities decide nothing jointly"


def test_chambers_keep_their_medians_between_elections():
    here, _, _, _, state = begun()
    politics.take_seats(here, state, 0)
    before = state.medians
    state.people = state.people[::-1].copy()
    politics.take_seats(here, state, 1)
    assert np.array_equal(state.medians, before)
    politics.take_seats(here, state, 2)
    assert not np.array_equal(state.medians, before)


# ---- what is written down


@pytest.fixture(scope="module")
def written():
    """Six years of one world by hand: every state kept, and the rows."""
    here, values, weather, world, _ = begun()
    state = equations.start(here, WORLDS)
    politics.take_seats(here, state, 0)
    since, kept, rows = record.since_start(here, state), [], []
    for t in range(1, 7):
        equations.before_votes(here, state, world, weather, values, t)
        politics.votes_of_the_year(here, state, weather, values, t)
        record.add_year(here, state, since)
        kept.append((state.population, replace(state.year), state.member))
        rows.append(record.rows(here, state, since, t))
    return here, kept, rows


def row(written, quantity, scope, t):
    here, _, rows = written
    from foedus.simulate.quantities import series_of

    keys = [(one.quantity, one.scope_id) for one in series_of(here.compiled, here.calibration, here.scopes)]
    return rows[t - 1][keys.index((quantity, scope))]


def test_sums_since_the_start_and_means_over_years(written):
    net = sum((year.moved_in - year.moved_out)[:3].sum(0) for _, year, _ in written[1])
    assert np.allclose(row(written, "net_migration", "Alder", 6), net, rtol=1e-9)
    misfit = sum(year.misfit[0] for _, year, _ in written[1]) / 6
    assert np.allclose(row(written, "policy_rate_misfit", "Alder", 6), misfit, rtol=1e-9)


def test_growth_of_product_and_of_product_per_head(written):
    here, kept, _ = written
    people, year, _ = kept[5]
    base = here.calibration.base
    growth = np.log(year.product[:3].sum(0) / base.product[:3].sum()) / 6
    assert np.allclose(row(written, "growth", "Alder", 6), growth, rtol=1e-9)
    assert np.allclose(row(written, "growth_per_head", "Alder", 6), growth - np.log(people[:3].sum(0) / base.population[:3].sum()) / 6, rtol=1e-9)


def test_gap_flow_contribution_and_turnout(written):
    here, kept, _ = written
    people, year, _ = kept[5]
    n, y = people[:3], year.income[:3]
    middle = (n * y).sum(0) / n.sum(0)
    assert np.allclose(row(written, "income_gap", "Alder", 6), np.sqrt((n * (y - middle) ** 2).sum(0) / n.sum(0)), rtol=1e-9)
    assert np.allclose(row(written, "net_fiscal_flow", "Alder", 6), 1000 * year.flow[:3].sum(0) / n.sum(0), atol=1e-6)
    assert np.allclose(row(written, "contribution", "Alder", 6), year.charge[:3].sum(0) / year.product[:3].sum(0), rtol=1e-9)
    polled, election, _ = kept[3]
    adults = polled[:3] * (here.calibration.base.adults / here.calibration.base.population)[:3, None]
    assert np.allclose(row(written, "turnout", "Alder", 6), election.votes[:3].sum(0) / adults.sum(0), rtol=1e-9)
    shares = (election.votes * election.shares[0])[:3].sum(0) / election.votes[:3].sum(0)
    assert np.allclose(row(written, "vote_share", "Alder", 6), shares, rtol=1e-9)


def test_who_decides_alone_has_more_than_half_of_the_votes_and_who_carries_turns_the_rest(written):
    _, kept, _ = written
    _, year, _ = kept[3]
    lead = year.votes * (year.shares[0] - year.shares[1])
    for polity, own, rest in (("Alder", slice(0, 3), slice(3, 6)), ("Birch", slice(3, 6), slice(0, 3))):
        assert np.array_equal(row(written, "alone_can_decide", polity, 6), (year.votes[own].sum(0) > 0.5 * year.votes.sum(0)).astype(float))
        turned = (np.sign(lead[own].sum(0)) == np.sign(lead.sum(0))) & (np.sign(lead[rest].sum(0)) != np.sign(lead.sum(0)))
        assert np.array_equal(row(written, "carries", polity, 6), turned.astype(float))


def test_the_status_quo_has_one_purse_that_closes_over_all():
    here, values, _, _, state = begun(one_polity())
    equations.accounts(here, state, values)
    assert np.abs(state.year.flow.sum(0)).max() < 1e-6 * state.year.product.sum(0).max()
    assert np.abs(state.year.flow[:3].sum(0)).min() > 0


def test_flow_per_head_is_in_dollars():
    here, values, weather, world, state = begun(two_peers(change=None, part=None, common_tax=True))
    since = record.since_start(here, state)
    politics.take_seats(here, state, 0)
    equations.before_votes(here, state, world, weather, values, 1)
    politics.votes_of_the_year(here, state, weather, values, 1)
    record.add_year(here, state, since)
    found = row((here, [], [record.rows(here, state, since, 1)]), "net_fiscal_flow", "Alder", 1)
    assert np.allclose(found, 1000 * state.year.flow[:3].sum(0) / state.population[:3].sum(0), rtol=1e-9)
    assert np.abs(found).min() > 10


def test_a_border_lets_in_by_the_rule_of_the_polity_that_is_entered():
    here = begun(two_peers(change=None, part=None, entry=("mild", "closed")))[0]
    moves = here.calibration.people.moves
    assert np.allclose(here.moves[:3, 3:], 0.6 * moves[:3, 3:])
    assert np.array_equal(here.moves[3:, :3], 0 * moves[3:, :3])
    assert np.array_equal(here.moves[:3, :3], moves[:3, :3])


def test_an_offices_share_is_of_its_elections():
    here, values, weather, world, _ = begun()
    state, won = equations.start(here, WORLDS), []
    politics.take_seats(here, state, 0)
    since = record.since_start(here, state)
    for t in range(1, 9):
        equations.before_votes(here, state, world, weather, values, t)
        politics.votes_of_the_year(here, state, weather, values, t)
        record.add_year(here, state, since)
        won += [state.year.won[0]] if state.year.won else []
    assert len(won) == 2
    assert np.array_equal(row((here, [], [record.rows(here, state, since, 8)]), "office_group1", "Warden", 1), (won[0] + won[1]) / 2)


# ---- changes of polity and parting


def asking(compiled, **cards):
    """A state of many worlds in which incomes differ, so that some wish to go and some to stay."""
    here, values, weather, _, state = begun(compiled, worlds=400, **cards)
    equations.accounts(here, state, values)
    state.year.income = np.random.default_rng(4).normal(0, 0.2, (6, 400))
    politics.take_seats(here, state, 0)
    return here, values, weather, state


def test_a_unit_goes_where_support_less_the_campaign_passes_the_threshold():
    here, values, weather, state = asking(two_peers(part=None), hazard=1.0, d0=-20.0, d1=0.0, change_income=3.0)
    support = politics.change_support(here, state, values)
    campaign = weather.normals("campaigns", 6, 3)
    carried = support - 0.04 * (1 + campaign) > 0.5
    politics.changes(here, state, weather, values, 3)
    nobody_last = ~carried[:3].all(0) & ~carried[3:].all(0)
    assert 0.2 < carried.mean() < 0.8
    assert np.array_equal((state.due == 4)[:, nobody_last], carried[:, nobody_last])
    assert np.array_equal(state.year.changed, (state.due == 4).sum(0))


def test_the_polity_that_is_joined_consents_by_the_distance_of_its_own_voices():
    here, values, weather, state = asking(two_peers(part=None), d0=-2.0, d1=10.0)
    place, column = (one.ravel() for one in np.meshgrid(np.arange(6), np.arange(400), indexing="ij"))
    found = politics._received(here, state, weather, values, 3, place, column)
    expected = np.ones(len(place), bool)
    for n, (i, w) in enumerate(zip(place, column, strict=True)):
        voices = (2, 3) if i < 3 else (0, 1)
        for number, leaf in enumerate(voices):
            u = weather.uniforms_at("change of polity", 3, np.array([politics.CONSENTS * (number + 1) + i]), np.array([w]))[0]
            expected[n] &= u >= 1 / (1 + np.exp(2 - 10 * abs(state.medians[leaf, w] - state.deviation[i, w])))
    assert 0.1 < expected.mean() < 0.9
    assert np.array_equal(found, expected)


def test_a_polity_parts_where_its_people_stand_apart_and_its_voices_agree_after_the_wait():
    from scipy.special import ndtr

    parting = replace(two_peers().part, wait=2)
    here, values, weather, state = asking(two_peers(part=parting, change=None), parting=1.0, hazard=1.0, d0=-20.0, d1=0.0, change_income=1.0)
    n, d, y = state.population, state.deviation, state.year.income
    whole, gain = (n * d).sum(0) / n.sum(0), (n * y).sum(0) / n.sum(0)
    carried = np.zeros(400, bool)
    for rank, own in enumerate((slice(0, 3), slice(3, 6))):
        share, income = ((n * one)[own].sum(0) / n[own].sum(0) for one in (d, y))
        support = ndtr((np.abs(share - whole) + 1.0 * (income - gain)) / 0.1)
        z = politics.normals(weather.uniforms_at("campaigns", 1, np.full(400, politics.CONSENTS + rank), np.arange(400)))
        carried |= support - 0.04 * (1 + z) > 0.5
    politics.parting(here, state, weather, values, 1)
    assert 0.1 < carried.mean() < 0.999
    assert np.array_equal(state.parts, np.where(carried, 3, 0))


def test_who_carries_has_the_whole_on_its_side_against_the_rest():
    here, _, _, _, state = begun()
    since = record.since_start(here, state)
    state.year.votes = np.full((6, WORLDS), 10.0)
    # Alder and Birch both for group 1; Alder's lead turns Birch's; Birch's turns Alder's
    alder, birch = np.array([0.6, 0.9, 0.4]), np.array([0.6, 0.4, 0.9])
    first = np.stack([alder, alder, alder, birch, birch, birch])
    state.year.shares, state.year.won, state.year.pivot = np.stack((first, 1 - first)), {0: np.ones(WORLDS)}, np.zeros(WORLDS, np.int64)
    record._add_election(here, state, since, equations.scopes(here, state))
    assert since.carries.tolist() == [[0, 1, 0], [0, 0, 1]]
