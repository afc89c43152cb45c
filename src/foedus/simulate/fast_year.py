"""The fast engine's year up to the votes: economy, fiscal flows, people, leanings; `equations` says what each line means.

Loops run over places, and within a place over lanes; each touches few arrays, so that lanes run side by side. Sums are in place order.
Needs: Numba.
"""

# mypy: disable-error-code="no-untyped-def"

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from foedus.draws import STREAMS, WHOLE_WORLD
from foedus.simulate.fast_draws import exp16, fill_normals, fill_uniforms, log16
from foedus.simulate.fast_lanes import WIDTH, choose, least, load, most, splat, store
from foedus.simulate.fast_math import HALF, LANES, ONE, TWO, ZERO, f32, lanes, rows_of
from foedus.simulate.fast_tables import CARD, NUMBERS
from foedus.simulate.ground import BARRIER_YEARS, ELECTION_YEARS, LEAST_ATTRACTION, MOST_ATTRACTION

(GAMMA, F_SD, OKUN, CORRELATION, PERSISTENCE, DEFICIT, BURDEN, DRIFT_SD, MU, S_N, PASSING, KEPT, TURNOUT_PLACE, TURNOUT_NATION) = range(len(NUMBERS))
_GROWTH, _COMMON, _JOBS, _JOBS_COMMON = (np.int64(STREAMS[n]) for n in ("growth by place", "growth common", "jobs by place", "jobs common"))
_WALK, _PASSING, _LEANING, _NATION, _TURNOUT = (
    np.int64(STREAMS[n]) for n in ("leaning walk by place", "leaning passing by place", "leaning common", "national vote", "turnout")
)
_DRIFT, _PEOPLE_DRIFT = np.int64(STREAMS["growth drift"]), np.int64(STREAMS["people drift"])
_SMOOTHING, _KAPPA, _LAMBDA, _RATE_INFLATION, _RATE_SLACK = (CARD[n] for n in ("smoothing", "kappa", "lambda", "rate_inflation", "rate_slack"))
_A_INCOME, _A_TAX, _A_LEAN, _DELTA, _JOINT_COST = (CARD[n] for n in ("a_income", "a_tax", "a_lean", "delta", "joint_cost"))
_MOST, _LEAST, _TENTH = f32(MOST_ATTRACTION), f32(LEAST_ATTRACTION), f32(0.1)
_FIVE, _YEARS_OF_LOSS = f32(5), f32(BARRIER_YEARS)
_WHOLE_WORLD = np.int64(WHOLE_WORLD)
_ZERO, _ONE, _THREE, _SIX, _NINE = map(np.int64, (0, 1, 3, 6, 9))
"""As numbers of one kind, since each kind of argument would be compiled anew."""


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
    ahead: Any
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


(
    S_POPULATION, S_PRODUCT, S_FISCAL, S_POPX, S_FORCE, S_FORCEV, S_CLOSED, S_XBAR,
    S_CHARGE, S_TAX, S_DY, S_TMP, S_INCOME, S_SHARE, S_NEWPOP, S_COMMON,
) = map(np.int64, range(16))  # fmt: skip
"""The rows of `Work.sums`."""


@rows_of
def put(sums, row, groups, half, mixed, label, one, value):
    """Add a place's lanes to a row of sums: to its group, or where groups differ between lanes to the two groups."""
    at = row * groups * LANES + half
    if mixed:
        store(sums, at, load(sums, at) + choose(one, splat(ZERO), value))
        store(sums, at + LANES, load(sums, at + LANES) + choose(one, value, splat(ZERO)))
    else:
        at += label * LANES
        store(sums, at, load(sums, at) + value)


@rows_of
def take(sums, row, groups, half, mixed, label, one):
    """A place's lanes of a row of sums."""
    at = row * groups * LANES + half
    if mixed:
        return choose(one, load(sums, at + LANES), load(sums, at))
    return load(sums, at + label * LANES)


@lanes
def gather(values, member, m, changing, number, out):
    """Sums over the places of each group: out is [groups, LANES]."""
    out[:number] = ZERO
    for half in range(0, LANES, WIDTH):
        for place in range(values.shape[0]):
            at = place * LANES + half
            put(out, _ZERO, number, half, changing, member[place], load(m, at) > splat(HALF), load(values, at))


@lanes
def times(a, b, out):
    """out = a b, place by place."""
    for at in range(0, a.shape[0] * LANES, WIDTH):
        store(out, at, load(a, at) * load(b, at))


@lanes
def total(sums, number, out):
    """The sum over groups: out is [LANES]."""
    for half in range(0, LANES, WIDTH):
        whole = splat(ZERO)
        for group in range(number):
            whole = whole + load(sums, group * LANES + half)
        store(out, half, whole)


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
    fill_normals(sh.common, _NINE, world, t, _COMMON, k0, k1)
    fill_normals(sh.eps, places, world, t, _GROWTH, k0, k1)
    fill_normals(sh.eta, places, world, t, _JOBS, k0, k1)
    c, f = sh.common, sh.f
    for lane in range(LANES):
        square = c[1, lane] * c[1, lane] + c[2, lane] * c[2, lane] + c[3, lane] * c[3, lane] + c[4, lane] * c[4, lane] + c[5, lane] * c[5, lane]
        f[lane] = pl.numbers[F_SD] * (c[0, lane] / np.sqrt(square / _FIVE))
    fill_normals(sh.ahead, _THREE, world, t, _JOBS_COMMON, k0, k1)
    r = pl.numbers[CORRELATION]
    rest = np.sqrt(ONE - r * r)
    for half in range(0, LANES, WIDTH):
        nation = load(f, half)
        h0, h1, h2 = load(c, 6 * LANES + half), load(c, 7 * LANES + half), load(c, 8 * LANES + half)
        q0, q1, q2 = load(sh.ahead, half), load(sh.ahead, LANES + half), load(sh.ahead, 2 * LANES + half)
        for i in range(places):
            at, a, b = i * LANES + half, pl.growth_factors[i], pl.job_factors[i]
            eps = load(sh.eps, at)
            grown = pl.numbers[GAMMA] + pl.beta[i] * nation + (a[0] * h0 + a[1] * h1 + a[2] * h2) + pl.sigma[i] * eps
            store(sh.growth, at, grown + load(sh.drift, at))
            gap = (-pl.numbers[OKUN] * pl.response[i]) * nation + (b[0] * q0 + b[1] * q1 + b[2] * q2)
            store(sh.jobs, at, gap + pl.job_sigma[i] * (r * eps + rest * load(sh.eta, at)))


@lanes
def leaning_shocks(pl, sh, world, t, is_office, k0, k1):
    """The factors of the odds of group 2 by which leanings move, and of an election day; and the ballots of a resident."""
    places, c = pl.people.shape[0], sh.common
    if t % ELECTION_YEARS == 0 or is_office:
        fill_normals(c, _SIX, world, t, _LEANING, k0, k1)
    if t % ELECTION_YEARS == 0:
        fill_normals(sh.eps, places, world, t, _WALK, k0, k1)
        _odds(pl, c, _ZERO, sh.eps, pl.numbers[KEPT], sh.swing)
    if is_office:
        fill_normals(sh.eps, places, world, t, _PASSING, k0, k1)
        _odds(pl, c, _THREE, sh.eps, pl.numbers[PASSING], sh.day)
        fill_normals(sh.eta, _ONE, world, t, _NATION, k0, k1)
        fill_normals(sh.ahead, places + 1, world, t, _TURNOUT, k0, k1)
        for half in range(0, LANES, WIDTH):
            nation = exp16(splat(-pl.numbers[MU]) - pl.numbers[S_N] * load(sh.eta, half))
            common = pl.numbers[TURNOUT_NATION] * load(sh.ahead, places * LANES + half)
            for i in range(places):
                at = i * LANES + half
                store(sh.day, at, load(sh.day, at) * nation)
                level = pl.adults[i] * pl.turnout[i]
                store(sh.ballots, at, level * exp16(pl.numbers[TURNOUT_PLACE] * load(sh.ahead, at) + common))


@lanes
def _odds(pl, q, first, own, size, out):
    """The odds by which three common factors, from row `first` on, and places' own move votes."""
    for half in range(0, LANES, WIDTH):
        at = first * LANES + half
        q0, q1, q2 = load(q, at), load(q, at + LANES), load(q, at + 2 * LANES)
        for i in range(pl.people.shape[0]):
            by, at = pl.vote_factors[i], i * LANES + half
            store(out, at, exp16(-size * ((by[0] * q0 + by[1] * q1 + by[2] * q2) + pl.vote_sigma[i] * load(own, at))))


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
    x, people, gaps, m, member, sums = st.x[v], st.people[v], st.v[v], st.member[v], va.member[v], w.sums
    groups, mixed = sums.shape[1], va.changing[v] == 1
    for row in (S_POPULATION, S_PRODUCT, S_FISCAL, S_POPX, S_FORCE, S_FORCEV):
        sums[row, : va.polities[v]] = ZERO
    lost = f32(1) / _YEARS_OF_LOSS if va.barrier[v] == 1 and t <= BARRIER_YEARS else ZERO
    for half in range(0, LANES, WIDTH):
        loss = lost * load(cards, _DELTA * LANES + half)
        for i in range(x.shape[0]):
            at, both, label = i * LANES + half, 2 * i * LANES + half, member[i]
            one = load(m, at) > splat(HALF)
            now = load(x, at) + (load(sh.growth, at) - loss)
            here = load(people, both) + load(people, both + LANES)
            made = pl.product_per_head[i] * exp16(now) * here
            force = pl.force[i] * here
            store(x, at, now)
            store(w.population, at, here)
            store(w.product, at, made)
            put(sums, S_POPULATION, groups, half, mixed, label, one, here)
            put(sums, S_PRODUCT, groups, half, mixed, label, one, made)
            put(sums, S_FISCAL, groups, half, mixed, label, one, made * pl.fiscal[i])
            put(sums, S_POPX, groups, half, mixed, label, one, here * now)
            put(sums, S_FORCE, groups, half, mixed, label, one, force)
            put(sums, S_FORCEV, groups, half, mixed, label, one, force * load(gaps, at))


@lanes
def jobs(va, pl, sh, st, w, cards, v):
    """Unemployment gaps, and the misfit of each scope. rho0 v - lambda m is persistence v - lambda slope v_c, since rho0 = persistence - lambda slope."""
    number = va.polities[v]
    slope, shared = w.lane[0], w.lane[3]
    total(w.sums[S_FORCE], number, w.lane[4])
    total(w.sums[S_FORCEV], number, shared)
    for lane in range(LANES):
        shared[lane] /= w.lane[4, lane]
        slope[lane] = (ONE + cards[_RATE_INFLATION, lane]) * cards[_KAPPA, lane] + TWO * cards[_RATE_SLACK, lane]
    _common_rates(va, st, w, v, number)
    _misfit(va, pl, st, w, v)
    gaps, member, m, sums, keep = st.v[v], va.member[v], st.member[v], w.sums, pl.numbers[PERSISTENCE]
    groups, mixed = sums.shape[1], va.changing[v] == 1
    for half in range(0, LANES, WIDTH):
        pulled = load(cards, _LAMBDA * LANES + half) * load(slope, half)
        for i in range(gaps.shape[0]):
            at = i * LANES + half
            common = take(sums, S_COMMON, groups, half, mixed, member[i], load(m, at) > splat(HALF))
            store(gaps, at, keep * load(gaps, at) - pulled * common + load(sh.jobs, at))


@lanes
def _common_rates(va, st, w, v, number):
    """The gap to which each polity's rate is set: the nation's, or its own where it has its own currency or has parted."""
    for k in range(number):
        for lane in range(LANES):
            own = w.sums[S_FORCEV, k, lane] / w.sums[S_FORCE, k, lane] if w.sums[S_FORCE, k, lane] > ZERO else ZERO
            alone = va.one_currency[v] == 0 or (va.asks_parting[v] == 1 and st.parted[v, lane] > HALF)
            w.sums[S_COMMON, k, lane] = own if alone else w.lane[3, lane]


@lanes
def _misfit(va, pl, st, w, v):
    """abs(mean of slope (v - v_c)) by scope, added to what has been since the start."""
    scopes, follows = pl.whole[0], va.follows[v]
    if scopes == 0:
        return
    gaps, sums, m, own, out = st.v[v], w.sums, st.member[v], va.member[v], w.by_scope
    mixed, groups, wide = va.changing[v] == 1, w.sums.shape[1], w.by_scope.shape[1]
    out[:2, :scopes] = ZERO
    for half in range(0, LANES, WIDTH):
        for i in range(gaps.shape[0]):
            at = i * LANES + half
            one = load(m, at) > splat(HALF)
            label = own[i] if follows else pl.territory[i]
            force = pl.force[i] * load(w.population, at)
            away = force * (load(gaps, at) - take(sums, S_COMMON, groups, half, mixed, own[i], one))
            put(out, _ZERO, wide, half, mixed and follows == 1, label, one, away)
            put(out, _ONE, wide, half, mixed and follows == 1, label, one, force)
    for s in range(scopes):
        for lane in range(LANES):
            if w.by_scope[1, s, lane] > ZERO:
                st.misfit[v, s, lane] += abs(w.lane[0, lane] * w.by_scope[0, s, lane] / w.by_scope[1, s, lane])


@lanes
def accounts(va, pl, sh, st, w, cards, over_mix, v):
    """Close purses, even out shocks, charge joint heads; then income less the mean, and how strongly each place draws each group: w.pull."""
    number = va.polities[v]
    _close(va, pl, w, v, number)
    _charges(va, st, w, cards, v, number)
    _draw(pl, w, cards, number)
    x, people, member, m, sums = st.x[v], st.people[v], va.member[v], st.member[v], w.sums
    groups, mixed = sums.shape[1], va.changing[v] == 1
    for half in range(0, LANES, WIDTH):
        kept = ONE - load(cards, _SMOOTHING * LANES + half)
        pulled, a_lean = load(cards, _A_INCOME * LANES + half) * kept, load(cards, _A_LEAN * LANES + half)
        for i in range(x.shape[0]):
            at, both, label = i * LANES + half, 2 * i * LANES + half, member[i]
            one, now, made = load(m, at) > splat(HALF), load(x, at), load(w.product, at)
            store(w.income, at, take(sums, S_DY, groups, half, mixed, label, one) + kept * now)
            store(w.flow, at, (pl.fiscal[i] + take(sums, S_CLOSED, groups, half, mixed, label, one)) * made)
            store(w.charge, at, take(sums, S_CHARGE, groups, half, mixed, label, one) * made)
            drawn = take(sums, S_TMP, groups, half, mixed, label, one) + pulled * now + load(sh.people_drift, at)
            drawn = exp16(least(most(drawn, splat(_LEAST)), splat(_MOST))) * load(over_mix, at)
            first, second = load(people, both), load(people, both + LANES)
            lean = exp16(a_lean * ((first - second) / (TWO * load(w.population, at))))
            store(w.pull, both, drawn * lean)
            store(w.pull, both + LANES, drawn / lean)


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
    s, groups, burden = w.sums, w.sums.shape[1], ONE / pl.numbers[BURDEN]
    for half in range(0, LANES, WIDTH):
        smooth, zero = load(cards, _SMOOTHING * LANES + half), splat(ZERO)
        people, income, tax = zero, zero, zero
        for k in range(number):
            at = k * LANES + half
            closed, charge = load(s, S_CLOSED * groups * LANES + at), load(s, S_CHARGE * groups * LANES + at)
            n, base = load(s, S_POPULATION * groups * LANES + at), smooth * load(s, S_XBAR * groups * LANES + at) + closed - charge
            taxed = log16(most(ONE + (charge - closed) * burden, splat(_TENTH)))
            store(s, S_DY * groups * LANES + at, base)
            store(s, S_TAX * groups * LANES + at, taxed)
            people = people + n
            income = income + ((ONE - smooth) * load(s, S_POPX * groups * LANES + at) + n * base)
            tax = tax + n * taxed
        income, tax = income / people, tax / people
        a_income, a_tax = load(cards, _A_INCOME * LANES + half), load(cards, _A_TAX * LANES + half)
        for k in range(number):
            at = k * LANES + half
            away = load(s, S_DY * groups * LANES + at) - income
            store(s, S_DY * groups * LANES + at, away)
            store(s, S_TMP * groups * LANES + at, a_income * away + a_tax * (load(s, S_TAX * groups * LANES + at) - tax))
