"""The fast engine's economy and accounts of one variant's year; `equations` says what each line means.

Loops run over places, and within a place over lanes; each touches few arrays, so that lanes run side by side. Sums are in place order.
Needs: Numba.
"""

# mypy: disable-error-code="no-untyped-def"

from __future__ import annotations

from foedus.simulate.fast_draws import exp16, log16
from foedus.simulate.fast_groups import is_one, part, quotient, take, total
from foedus.simulate.fast_lanes import WIDTH, choose, least, load, most, size, splat, store
from foedus.simulate.fast_math import HALF, LANES, ONE, TWO, ZERO, f32, lanes
from foedus.simulate.fast_rooms import (
    S_CHARGE,
    S_CLOSED,
    S_COMMON,
    S_DY,
    S_FISCAL,
    S_FORCE,
    S_FORCEV,
    S_POPULATION,
    S_POPX,
    S_PRODUCT,
    S_TAX,
    S_TMP,
    S_XBAR,
)
from foedus.simulate.fast_tables import CARD
from foedus.simulate.fast_weather import BURDEN, DEFICIT, PERSISTENCE
from foedus.simulate.ground import LEAST_ATTRACTION, MOST_ATTRACTION

_SMOOTHING, _KAPPA, _LAMBDA, _RATE_INFLATION, _RATE_SLACK = (CARD[n] for n in ("smoothing", "kappa", "lambda", "rate_inflation", "rate_slack"))
_A_INCOME, _A_TAX, _A_LEAN, _JOINT_COST = (CARD[n] for n in ("a_income", "a_tax", "a_lean", "joint_cost"))
_MOST, _LEAST, _TENTH = f32(MOST_ATTRACTION), f32(LEAST_ATTRACTION), f32(0.1)


@lanes
def due_effects(va, st, v, t):
    """Changes of polity and partings whose time has come."""
    now, one, zero = splat(f32(t)), splat(ONE), splat(ZERO)
    if va.changing[v]:
        member, due = st.member[v], st.due[v]
        for at in range(0, member.shape[0] * LANES, WIDTH):
            wait, side = load(due, at), load(member, at)
            store(member, at, choose(wait == now, one - side, side))
            store(due, at, choose(wait == now, zero, wait))
    if va.asks_parting[v]:
        for half in range(0, LANES, WIDTH):
            store(st.parted[v], half, choose(load(st.parts[v], half) == now, one, load(st.parted[v], half)))


@lanes
def grow(va, pl, sh, st, w, v):
    """People, product and labour force by place and by polity."""
    people, gaps, m, s, kind = st.people[v], st.v[v], st.member[v], w.sums, va.barrier[v]
    x, made, mixed, row = sh.x[kind], sh.made[kind], va.changing[v] == 1, s.shape[1] * LANES
    first, places = va.group_first[v], va.group_place[v]
    for half in range(0, LANES, WIDTH):
        for i in range(x.shape[0]):
            at, both = i * LANES + half, 2 * i * LANES + half
            here = load(people, both) + load(people, both + LANES)
            store(w.population, at, here)
            store(w.product, at, load(made, at) * here)
        for k in range(va.polities[v]):
            population, product, fiscal, popx, force, forcev = splat(ZERO), splat(ZERO), splat(ZERO), splat(ZERO), splat(ZERO), splat(ZERO)
            for n in range(first[k], first[k + 1]):
                i = places[n]
                at = i * LANES + half
                belongs = part(mixed, m, at, k)
                here, product_here = load(w.population, at) * belongs, load(w.product, at) * belongs
                working = pl.force[i] * here
                population, product, fiscal = population + here, product + product_here, fiscal + product_here * pl.fiscal[i]
                popx, force, forcev = popx + here * load(x, at), force + working, forcev + working * load(gaps, at)
            at = k * LANES + half
            store(s, S_POPULATION * row + at, population)
            store(s, S_PRODUCT * row + at, product)
            store(s, S_FISCAL * row + at, fiscal)
            store(s, S_POPX * row + at, popx)
            store(s, S_FORCE * row + at, force)
            store(s, S_FORCEV * row + at, forcev)


@lanes
def jobs(va, pl, sh, st, w, cards, v):
    """Unemployment gaps, and the misfit of each scope. rho0 v - lambda m is persistence v - lambda slope v_c, since rho0 = persistence - lambda slope."""
    number, s = va.polities[v], w.sums
    gaps, member, m, keep, groups, mixed = st.v[v], va.member[v], st.member[v], pl.numbers[PERSISTENCE], w.sums.shape[1], va.changing[v] == 1
    for half in range(0, LANES, WIDTH):
        shared = total(s, S_FORCEV, number, half) / total(s, S_FORCE, number, half)
        slope = (ONE + load(cards, _RATE_INFLATION * LANES + half)) * load(cards, _KAPPA * LANES + half)
        slope = slope + TWO * load(cards, _RATE_SLACK * LANES + half)
        _common_rates(va, st, w, v, number, shared, half)
        _misfit(va, pl, st, w, v, slope, half)
        pulled = load(cards, _LAMBDA * LANES + half) * slope
        for i in range(gaps.shape[0]):
            at = i * LANES + half
            common = take(s, S_COMMON, groups, half, mixed, member[i], is_one(m, at))
            store(gaps, at, keep * load(gaps, at) - pulled * common + load(sh.jobs, at))


@lanes
def _common_rates(va, st, w, v, number, shared, half):
    """The gap to which each polity's rate is set: the nation's, or its own where it has its own currency or has parted."""
    s, row = w.sums, w.sums.shape[1] * LANES
    parted = load(st.parted[v], half) > splat(HALF)
    for k in range(number):
        at = k * LANES + half
        rate = shared
        if va.one_currency[v] == 0 or va.asks_parting[v] == 1:
            alone = quotient(load(s, S_FORCEV * row + at), load(s, S_FORCE * row + at))
            rate = alone if va.one_currency[v] == 0 else choose(parted, alone, shared)
        store(s, S_COMMON * row + at, rate)


@lanes
def _misfit(va, pl, st, w, v, slope, half):
    """abs(mean of slope (v - v_c)) by scope, added to what has been since the start."""
    gaps, m, member, groups, mixed = st.v[v], st.member[v], va.member[v], w.sums.shape[1], va.changing[v] == 1
    first, places, since = va.scope_first[v], va.scope_place[v], st.misfit[v]
    for k in range(pl.whole[0]):
        away, force = splat(ZERO), splat(ZERO)
        for n in range(first[k], first[k + 1]):
            i = places[n]
            at = i * LANES + half
            working = pl.force[i] * load(w.population, at) * part(va.scope_mixed[v] == 1, m, at, k)
            common = take(w.sums, S_COMMON, groups, half, mixed, member[i], is_one(m, at))
            away, force = away + working * (load(gaps, at) - common), force + working
        at = k * LANES + half
        store(since, at, load(since, at) + size(slope * quotient(away, force)))


@lanes
def accounts(va, pl, sh, st, w, cards, over_mix, v):
    """Close purses, even out shocks, charge joint heads; then income less the mean, and how strongly each place draws each group: w.pull."""
    number = va.polities[v]
    x, people, member, m, s = sh.x[va.barrier[v]], st.people[v], va.member[v], st.member[v], w.sums
    groups, mixed = s.shape[1], va.changing[v] == 1
    for half in range(0, LANES, WIDTH):
        _close(va, pl, w, v, number, half)
        _charges(va, st, w, cards, v, number, half)
        _draw(va, pl, w, cards, v, number, half)
        kept = ONE - load(cards, _SMOOTHING * LANES + half)
        pulled, a_lean = load(cards, _A_INCOME * LANES + half) * kept, load(cards, _A_LEAN * LANES + half)
        for i in range(x.shape[0]):
            at, both, label = i * LANES + half, 2 * i * LANES + half, member[i]
            one, now, made = is_one(m, at), load(x, at), load(w.product, at)
            store(w.income, at, take(s, S_DY, groups, half, mixed, label, one) + kept * now)
            store(w.flow, at, (pl.fiscal[i] + take(s, S_CLOSED, groups, half, mixed, label, one)) * made)
            store(w.charge, at, take(s, S_CHARGE, groups, half, mixed, label, one) * made)
            if va.moves_none[v]:
                continue
            drawn = take(s, S_TMP, groups, half, mixed, label, one) + pulled * now + load(sh.people_drift, at)
            drawn = exp16(least(most(drawn, splat(_LEAST)), splat(_MOST))) * load(over_mix, at)
            first, second = load(people, both), load(people, both + LANES)
            lean = exp16(a_lean * ((first - second) / (TWO * load(w.population, at))))
            store(w.pull, both, drawn * lean)
            store(w.pull, both + LANES, drawn / lean)


@lanes
def _close(va, pl, w, v, number, half):
    """What closes each purse, and the mean of its log product per head."""
    s, row, deficit = w.sums, w.sums.shape[1] * LANES, pl.numbers[DEFICIT]
    people, made = total(s, S_POPULATION, number, half), total(s, S_PRODUCT, number, half)
    base, popx = total(s, S_FISCAL, number, half), total(s, S_POPX, number, half)
    for k in range(number):
        at = k * LANES + half
        if va.common_tax[v] == 0:
            people, made = load(s, S_POPULATION * row + at), load(s, S_PRODUCT * row + at)
            base, popx = load(s, S_FISCAL * row + at), load(s, S_POPX * row + at)
        store(s, S_CLOSED * row + at, choose(made > ZERO, deficit - base / made, splat(ZERO)))
        store(s, S_XBAR * row + at, quotient(popx, people))


@lanes
def _charges(va, st, w, cards, v, number, half):
    """What joint heads cost each polity, as a share of its product."""
    s, row, zero = w.sums, w.sums.shape[1] * LANES, splat(ZERO)
    for k in range(number):
        store(s, S_CHARGE * row + k * LANES + half, zero)
    heads = va.heads[v]
    for h in range(heads):
        key, shares = va.head_key[v, h], va.head_shares[v, h]
        by = zero
        for k in range(number):
            by = by + shares[k] * _keyed(s, key, row, k * LANES + half)
        due = load(cards, _JOINT_COST * LANES + half) / f32(heads) * total(s, S_PRODUCT, number, half)
        lapsed = (load(st.funded[v], h * LANES + half) < splat(HALF)) | (load(st.parted[v], half) > splat(HALF))
        due = choose(lapsed, zero, due)
        for k in range(number):
            at = k * LANES + half
            owed = shares[k] * _keyed(s, key, row, at)
            owed = owed if key == 0 else owed / by
            store(s, S_CHARGE * row + at, load(s, S_CHARGE * row + at) + quotient(due * owed, load(s, S_PRODUCT * row + at)))


@lanes
def _keyed(s, key, row, at):
    """By what a polity pays: 1, its people or its product."""
    if key == 0:
        return splat(ONE)
    return load(s, (S_POPULATION if key == 1 else S_PRODUCT) * row + at)


@lanes
def _draw(va, pl, w, cards, v, number, half):
    """For each polity: its part of income less the nation's mean (S_DY), and of attraction (S_TMP)."""
    s, row, burden = w.sums, w.sums.shape[1] * LANES, ONE / pl.numbers[BURDEN]
    smooth, zero = load(cards, _SMOOTHING * LANES + half), splat(ZERO)
    people, income, tax = zero, zero, zero
    for k in range(number):
        at = k * LANES + half
        closed, charge = load(s, S_CLOSED * row + at), load(s, S_CHARGE * row + at)
        n, base = load(s, S_POPULATION * row + at), smooth * load(s, S_XBAR * row + at) + closed - charge
        taxed = zero if va.moves_none[v] else log16(most(ONE + (charge - closed) * burden, splat(_TENTH)))
        store(s, S_DY * row + at, base)
        store(s, S_TAX * row + at, taxed)
        people = people + n
        income = income + ((ONE - smooth) * load(s, S_POPX * row + at) + n * base)
        tax = tax + n * taxed
    income, tax = income / people, tax / people
    a_income, a_tax = load(cards, _A_INCOME * LANES + half), load(cards, _A_TAX * LANES + half)
    for k in range(number):
        at = k * LANES + half
        away = load(s, S_DY * row + at) - income
        store(s, S_DY * row + at, away)
        store(s, S_TMP * row + at, a_income * away + a_tax * (load(s, S_TAX * row + at) - tax))


