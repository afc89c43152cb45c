"""The fast engine's year up to the votes: economy, fiscal flows, people, leanings; `equations` says what each line means.

Loops run over places, and within a place over lanes; each touches few arrays, so that lanes run side by side. Sums are in place order.
Needs: Numba.
"""

# mypy: disable-error-code="no-untyped-def"

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from foedus.draws import STREAMS, WHOLE_WORLD
from foedus.simulate.fast_math import HALF, LANES, ONE, TWO, ZERO, exp32, f32, fill_normals, fill_uniforms, lanes, log32
from foedus.simulate.fast_tables import CARD, NUMBERS
from foedus.simulate.ground import BARRIER_YEARS, ELECTION_YEARS, LEAST_ATTRACTION, MOST_ATTRACTION

(GAMMA, F_SD, OKUN, CORRELATION, PERSISTENCE, DEFICIT, BURDEN, DRIFT_SD, MU, S_N, PASSING, KEPT, TURNOUT_PLACE, TURNOUT_NATION) = range(len(NUMBERS))
_GROWTH, _COMMON, _JOBS, _JOBS_COMMON = (STREAMS[n] for n in ("growth by place", "growth common", "jobs by place", "jobs common"))
_WALK, _PASSING, _LEANING, _NATION, _TURNOUT = (
    STREAMS[n] for n in ("leaning walk by place", "leaning passing by place", "leaning common", "national vote", "turnout")
)
_DRIFT, _PEOPLE_DRIFT = STREAMS["growth drift"], STREAMS["people drift"]
_SMOOTHING, _KAPPA, _LAMBDA, _RATE_INFLATION, _RATE_SLACK = (CARD[n] for n in ("smoothing", "kappa", "lambda", "rate_inflation", "rate_slack"))
_A_INCOME, _A_TAX, _A_LEAN, _DELTA, _IMMIGRATION, _JOINT_COST = (
    CARD[n] for n in ("a_income", "a_tax", "a_lean", "delta", "immigration", "joint_cost")
)
_MOST, _LEAST, _TENTH = f32(MOST_ATTRACTION), f32(LEAST_ATTRACTION), f32(0.1)
_FIVE, _YEARS_OF_LOSS = f32(5), f32(BARRIER_YEARS)
_WHOLE_WORLD = WHOLE_WORLD


class Shared(NamedTuple):
    """What a block of worlds shares between variants: [places, LANES] unless said."""

    drift: Any
    people_drift: Any
    growth: Any
    jobs: Any
    swing: Any
    ballots: Any
    day: Any
    decisions: Any
    asked: Any
    asked_place: Any
    asked_lane: Any
    asked_number: Any
    parting: Any
    eps: Any
    eta: Any
    common: Any
    f: Any


class State(NamedTuple):
    """What changes, by variant: people [variants, places, 2 LANES] (both groups side by side), the rest [variants, places, LANES] unless said."""

    people: Any
    x: Any
    v: Any
    member: Any
    due: Any
    parts: Any
    parted: Any
    funded: Any
    medians: Any
    order: Any
    place_net: Any
    votes: Any
    first: Any
    adults: Any
    pivot: Any
    net: Any
    misfit: Any
    alone: Any
    carries: Any
    wins: Any
    joint: Any


class Work(NamedTuple):
    """Room for one variant's year: [places, LANES], pulls and flows [places, 2 LANES], sums [polities, LANES]."""

    population: Any
    product: Any
    force: Any
    spread: Any
    attract: Any
    lean: Any
    income: Any
    moved_in: Any
    moved_out: Any
    flow: Any
    charge: Any
    pull: Any
    arrive: Any
    leave: Any
    inside: Any
    arrive_inside: Any
    leave_inside: Any
    sums: Any
    by_scope: Any
    lane: Any
    key: Any


S_POPULATION, S_PRODUCT, S_FISCAL, S_POPX, S_FORCE, S_FORCEV, S_CLOSED, S_XBAR, S_CHARGE, S_TAX, S_DY, S_TMP, S_INCOME, S_SHARE, S_NEWPOP = range(15)
"""The rows of `Work.sums`."""


@lanes
def gather(values, member, m, changing, number, out):
    """Sums over the places of each group: out is [groups, LANES]."""
    for group in range(number):
        for lane in range(LANES):
            out[group, lane] = ZERO
    if changing:
        whole, one = out[0], out[1]
        for place in range(values.shape[0]):
            for lane in range(LANES):
                whole[lane] += values[place, lane]
                one[lane] += m[place, lane] * values[place, lane]
        for lane in range(LANES):
            whole[lane] -= one[lane]
    else:
        for place in range(values.shape[0]):
            row = out[member[place]]
            for lane in range(LANES):
                row[lane] += values[place, lane]


@lanes
def times(a, b, out):
    """out = a b, place by place."""
    for place in range(a.shape[0]):
        for lane in range(LANES):
            out[place, lane] = a[place, lane] * b[place, lane]


@lanes
def scaled(values, by, out):
    """out = values * by[place]."""
    for place in range(values.shape[0]):
        factor = by[place]
        for lane in range(LANES):
            out[place, lane] = values[place, lane] * factor


@lanes
def spread(of_group, member, m, changing, out):
    """From [groups, LANES] back to places."""
    if changing:
        zero, one = of_group[0], of_group[1]
        for place in range(out.shape[0]):
            for lane in range(LANES):
                out[place, lane] = one[lane] if m[place, lane] > HALF else zero[lane]
    else:
        for place in range(out.shape[0]):
            row = of_group[member[place]]
            for lane in range(LANES):
                out[place, lane] = row[lane]


@lanes
def total(sums, number, out):
    """The sum over groups: out is [LANES]."""
    for lane in range(LANES):
        out[lane] = ZERO
    for group in range(number):
        for lane in range(LANES):
            out[lane] += sums[group, lane]


# ---- what variants share


@lanes
def lasting(pl, sh, world, k0, k1):
    """Drifts of the whole world."""
    places = pl.people.shape[0]
    fill_normals(sh.drift, places, world, _WHOLE_WORLD, _DRIFT, k0, k1)
    fill_normals(sh.people_drift, places, world, _WHOLE_WORLD, _PEOPLE_DRIFT, k0, k1)
    sd, middle = pl.numbers[DRIFT_SD], sh.f
    middle[:] = ZERO
    for place in range(places):
        for lane in range(LANES):
            sh.drift[place, lane] *= pl.drift[place]
            middle[lane] += pl.weights[place] * sh.people_drift[place, lane] * sd
    for place in range(places):
        for lane in range(LANES):
            sh.people_drift[place, lane] = (sh.people_drift[place, lane] * sd - middle[lane]) * pl.drift_per_inflow[place]


@lanes
def economy_shocks(pl, sh, world, t, k0, k1):
    """Growth and jobs of the year, all that does not depend on a settlement."""
    places = pl.people.shape[0]
    fill_normals(sh.common, 9, world, t, _COMMON, k0, k1)
    fill_normals(sh.eps, places, world, t, _GROWTH, k0, k1)
    fill_normals(sh.eta, places, world, t, _JOBS, k0, k1)
    c, f = sh.common, sh.f
    for lane in range(LANES):
        square = c[1, lane] * c[1, lane] + c[2, lane] * c[2, lane] + c[3, lane] * c[3, lane] + c[4, lane] * c[4, lane] + c[5, lane] * c[5, lane]
        f[lane] = pl.numbers[F_SD] * (c[0, lane] / np.sqrt(square / _FIVE))
    h0, h1, h2 = c[6], c[7], c[8]
    for i in range(places):
        g, b, s = pl.numbers[GAMMA], pl.beta[i], pl.sigma[i]
        l0, l1, l2 = pl.growth_factors[i, 0], pl.growth_factors[i, 1], pl.growth_factors[i, 2]
        for lane in range(LANES):
            sh.growth[i, lane] = g + b * f[lane] + (l0 * h0[lane] + l1 * h1[lane] + l2 * h2[lane]) + s * sh.eps[i, lane]
        for lane in range(LANES):
            sh.growth[i, lane] += sh.drift[i, lane]
    fill_normals(c, 3, world, t, _JOBS_COMMON, k0, k1)
    r = pl.numbers[CORRELATION]
    rest = np.sqrt(ONE - r * r)
    for i in range(places):
        national, s = -pl.numbers[OKUN] * pl.response[i], pl.job_sigma[i]
        l0, l1, l2 = pl.job_factors[i, 0], pl.job_factors[i, 1], pl.job_factors[i, 2]
        for lane in range(LANES):
            sh.jobs[i, lane] = national * f[lane] + (l0 * c[0, lane] + l1 * c[1, lane] + l2 * c[2, lane])
        for lane in range(LANES):
            sh.jobs[i, lane] += s * (r * sh.eps[i, lane] + rest * sh.eta[i, lane])


@lanes
def leaning_shocks(pl, sh, world, t, is_office, k0, k1):
    """The factors of the odds of group 2 by which leanings move, and of an election day; and the ballots of a resident."""
    places, c = pl.people.shape[0], sh.common
    if t % ELECTION_YEARS == 0 or is_office:
        fill_normals(c, 6, world, t, _LEANING, k0, k1)
    if t % ELECTION_YEARS == 0:
        fill_normals(sh.eps, places, world, t, _WALK, k0, k1)
        _odds(pl, c[0], c[1], c[2], sh.eps, pl.numbers[KEPT], sh.swing)
    if is_office:
        fill_normals(sh.eps, places, world, t, _PASSING, k0, k1)
        _odds(pl, c[3], c[4], c[5], sh.eps, pl.numbers[PASSING], sh.day)
        fill_normals(sh.eta, 1, world, t, _NATION, k0, k1)
        for lane in range(LANES):
            sh.f[lane] = exp32(-(pl.numbers[MU] + pl.numbers[S_N] * sh.eta[0, lane]))
        fill_normals(sh.eps, places + 1, world, t, _TURNOUT, k0, k1)
        for i in range(places):
            level = pl.adults[i] * pl.turnout[i]
            for lane in range(LANES):
                sh.day[i, lane] *= sh.f[lane]
            for lane in range(LANES):
                noise = pl.numbers[TURNOUT_PLACE] * sh.eps[i, lane] + pl.numbers[TURNOUT_NATION] * sh.eps[places, lane]
                sh.ballots[i, lane] = level * exp32(noise)


@lanes
def _odds(pl, q0, q1, q2, own, size, out):
    for i in range(pl.people.shape[0]):
        l0, l1, l2, s = pl.vote_factors[i, 0], pl.vote_factors[i, 1], pl.vote_factors[i, 2], pl.vote_sigma[i]
        for lane in range(LANES):
            out[i, lane] = exp32(-size * ((l0 * q0[lane] + l1 * q1[lane] + l2 * q2[lane]) + s * own[i, lane]))


@lanes
def chances(sh, stream, items, world, t, k0, k1, out):
    """Numbers between 0 and 1 of a stream."""
    fill_uniforms(out, items, world, t, stream, k0, k1)


# ---- a variant's year


@lanes
def due_effects(va, st, v, t):
    """Changes of polity and partings whose time has come."""
    if va.changing[v]:
        member, due = st.member[v], st.due[v]
        for i in range(member.shape[0]):
            for lane in range(LANES):
                now = due[i, lane] == f32(t)
                member[i, lane] = ONE - member[i, lane] if now else member[i, lane]
                due[i, lane] = ZERO if now else due[i, lane]
    for lane in range(LANES):
        if st.parts[v, lane] == f32(t):
            st.parted[v, lane] = ONE


@lanes
def grow(va, pl, sh, st, w, cards, v, t):
    """Product per head, product, people, labour force."""
    x, people = st.x[v], st.people[v]
    lost = va.barrier[v] == 1 and t <= BARRIER_YEARS
    for lane in range(LANES):
        w.lane[0, lane] = cards[_DELTA, lane] / _YEARS_OF_LOSS if lost else ZERO
    loss = w.lane[0]
    for i in range(x.shape[0]):
        y0, force = pl.product_per_head[i], pl.force[i]
        for lane in range(LANES):
            x[i, lane] += sh.growth[i, lane] - loss[lane]
        for lane in range(LANES):
            w.population[i, lane] = people[i, lane] + people[i, LANES + lane]
        for lane in range(LANES):
            w.product[i, lane] = y0 * exp32(x[i, lane]) * w.population[i, lane]
        for lane in range(LANES):
            w.force[i, lane] = force * w.population[i, lane]


@lanes
def jobs(va, pl, sh, st, w, cards, v):
    """Unemployment gaps, and the misfit of each scope. rho0 v - lambda m is persistence v - lambda slope v_c, since rho0 = persistence - lambda slope."""
    gaps, member, m, changing, number = st.v[v], va.member[v], st.member[v], va.changing[v], va.polities[v]
    force, forcev = w.sums[S_FORCE], w.sums[S_FORCEV]
    gather(w.force, member, m, changing, number, force)
    times(w.force, gaps, w.spread)
    gather(w.spread, member, m, changing, number, forcev)
    slope, lam, shared, keep = w.lane[0], w.lane[1], w.lane[3], pl.numbers[PERSISTENCE]
    total(force, number, w.lane[4])
    total(forcev, number, shared)
    for lane in range(LANES):
        shared[lane] /= w.lane[4, lane]
        slope[lane] = (ONE + cards[_RATE_INFLATION, lane]) * cards[_KAPPA, lane] + TWO * cards[_RATE_SLACK, lane]
        lam[lane] = cards[_LAMBDA, lane] * slope[lane]
    _common_rates(va, st, w, v, number)
    common = w.sums[S_TMP]
    spread(common, member, m, changing, w.attract)
    _misfit(va, pl, st, w, v)
    for i in range(gaps.shape[0]):
        for lane in range(LANES):
            gaps[i, lane] = keep * gaps[i, lane] - lam[lane] * w.attract[i, lane] + sh.jobs[i, lane]


@lanes
def _common_rates(va, st, w, v, number):
    """The gap to which each polity's rate is set: the nation's, or its own where it has its own currency or has parted."""
    for k in range(number):
        for lane in range(LANES):
            own = w.sums[S_FORCEV, k, lane] / w.sums[S_FORCE, k, lane] if w.sums[S_FORCE, k, lane] > ZERO else ZERO
            alone = va.one_currency[v] == 0 or (va.asks_parting[v] == 1 and st.parted[v, lane] > HALF)
            w.sums[S_TMP, k, lane] = own if alone else w.lane[3, lane]


@lanes
def _misfit(va, pl, st, w, v):
    """abs(mean of slope (v - v_c)) by scope, added to what has been since the start."""
    scopes, follows = pl.whole[0], va.follows[v]
    if scopes == 0:
        return
    member, m = va.member[v] if follows else pl.territory, st.member[v]
    changing = va.changing[v] if follows else 0
    for i in range(w.force.shape[0]):
        for lane in range(LANES):
            w.spread[i, lane] = w.force[i, lane] * (st.v[v, i, lane] - w.attract[i, lane])
    gather(w.spread, member, m, changing, scopes, w.by_scope[0])
    gather(w.force, member, m, changing, scopes, w.by_scope[1])
    for s in range(scopes):
        for lane in range(LANES):
            if w.by_scope[1, s, lane] > ZERO:
                st.misfit[v, s, lane] += abs(w.lane[0, lane] * w.by_scope[0, s, lane] / w.by_scope[1, s, lane])


@lanes
def accounts(va, pl, st, w, cards, v):
    """Close purses, even out shocks, charge joint heads; then what draws people to each place, in logs: w.attract; and w.income, less the mean."""
    member, m, changing, number = va.member[v], st.member[v], va.changing[v], va.polities[v]
    s = w.sums
    gather(w.population, member, m, changing, number, s[S_POPULATION])
    gather(w.product, member, m, changing, number, s[S_PRODUCT])
    scaled(w.product, pl.fiscal, w.spread)
    gather(w.spread, member, m, changing, number, s[S_FISCAL])
    times(w.population, st.x[v], w.spread)
    gather(w.spread, member, m, changing, number, s[S_POPX])
    _close(va, pl, w, v, number)
    _charges(va, st, w, cards, v, number)
    _draw(pl, w, cards, number)
    spread(s[S_DY], member, m, changing, w.income)
    spread(s[S_TMP], member, m, changing, w.attract)
    spread(s[S_CLOSED], member, m, changing, w.flow)
    spread(s[S_CHARGE], member, m, changing, w.charge)
    x, kept, pulled = st.x[v], w.lane[5], w.lane[6]
    for lane in range(LANES):
        kept[lane] = ONE - cards[_SMOOTHING, lane]
        pulled[lane] = cards[_A_INCOME, lane] * kept[lane]
    for i in range(x.shape[0]):
        base = pl.fiscal[i]
        for lane in range(LANES):
            w.income[i, lane] += kept[lane] * x[i, lane]
        for lane in range(LANES):
            w.attract[i, lane] += pulled[lane] * x[i, lane]
        for lane in range(LANES):
            w.flow[i, lane] = (base + w.flow[i, lane]) * w.product[i, lane]
        for lane in range(LANES):
            w.charge[i, lane] *= w.product[i, lane]


@lanes
def _close(va, pl, w, v, number):
    """What closes each purse, and the mean of its log product per head."""
    s = w.sums
    if va.common_tax[v]:
        for row in range(4):
            total(s[S_POPULATION + row], number, w.lane[7 + row])
    for k in range(number):
        for lane in range(LANES):
            if va.common_tax[v]:
                people, made, base, popx = w.lane[7, lane], w.lane[8, lane], w.lane[9, lane], w.lane[10, lane]
            else:
                people, made, base, popx = s[S_POPULATION, k, lane], s[S_PRODUCT, k, lane], s[S_FISCAL, k, lane], s[S_POPX, k, lane]
            s[S_CLOSED, k, lane] = pl.numbers[DEFICIT] - base / made if made > ZERO else ZERO
            s[S_XBAR, k, lane] = popx / people if people > ZERO else ZERO


@lanes
def _charges(va, st, w, cards, v, number):
    """What joint heads cost each polity, as a share of its product."""
    s = w.sums
    for k in range(number):
        for lane in range(LANES):
            s[S_CHARGE, k, lane] = ZERO
    total(s[S_PRODUCT], number, w.lane[7])
    for h in range(va.heads[v]):
        key = va.head_key[v, h]
        for lane in range(LANES):
            by = ZERO
            for k in range(number):
                by += va.head_shares[v, h, k] * (ONE if key == 0 else s[S_POPULATION, k, lane] if key == 1 else s[S_PRODUCT, k, lane])
            due = cards[_JOINT_COST, lane] / f32(va.heads[v]) * w.lane[7, lane]
            if st.funded[v, h, lane] < HALF or st.parted[v, lane] > HALF:
                due = ZERO
            for k in range(number):
                part = va.head_shares[v, h, k] * (ONE if key == 0 else s[S_POPULATION, k, lane] if key == 1 else s[S_PRODUCT, k, lane])
                part = part if key == 0 else part / by
                s[S_CHARGE, k, lane] += due * part / s[S_PRODUCT, k, lane] if s[S_PRODUCT, k, lane] > ZERO else ZERO


@lanes
def _draw(pl, w, cards, number):
    """For each polity: its part of income less the nation's mean (S_DY), and of attraction (S_TMP)."""
    s, people, income, tax = w.sums, w.lane[8], w.lane[9], w.lane[10]
    people[:], income[:], tax[:] = ZERO, ZERO, ZERO
    for k in range(number):
        for lane in range(LANES):
            smooth, n = cards[_SMOOTHING, lane], s[S_POPULATION, k, lane]
            base = smooth * s[S_XBAR, k, lane] + s[S_CLOSED, k, lane] - s[S_CHARGE, k, lane]
            taxed = max(ONE + (s[S_CHARGE, k, lane] - s[S_CLOSED, k, lane]) / pl.numbers[BURDEN], _TENTH)
            s[S_DY, k, lane] = base
            s[S_TAX, k, lane] = log32(taxed)
            people[lane] += n
            income[lane] += (ONE - smooth) * s[S_POPX, k, lane] + n * base
            tax[lane] += n * s[S_TAX, k, lane]
    for k in range(number):
        for lane in range(LANES):
            s[S_DY, k, lane] -= income[lane] / people[lane]
            away = s[S_TAX, k, lane] - tax[lane] / people[lane]
            s[S_TMP, k, lane] = cards[_A_INCOME, lane] * s[S_DY, k, lane] + cards[_A_TAX, lane] * away
