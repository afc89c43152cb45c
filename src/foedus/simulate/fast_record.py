"""What the fast engine writes down of a year, in the order of `quantities.series_of`; `record` says what each line means.

Needs: Numba.
"""

# mypy: disable-error-code="no-untyped-def"

from __future__ import annotations

import numpy as np

from foedus.simulate.fast_lanes import WIDTH, load, splat
from foedus.simulate.fast_math import HALF, LANES, ONE, ZERO, f32, lanes, log32
from foedus.simulate.fast_year import put, total
from foedus.simulate.quantities import ALL, JOINT, OFFICES, POLITY
from foedus.simulate.record import THOUSAND

_THOUSAND = f32(THOUSAND)
_OF_POLITY, _OF_ALL, _OF_JOINT = len(POLITY), len(ALL), len(JOINT)
R_PEOPLE, R_IN, R_OUT, R_PRODUCT, R_FLOW, R_CHARGE, R_DY, R_DY2, R_VOTES, R_FIRST, R_ADULTS, R_PEOPLE0, R_PRODUCT0 = map(np.int64, range(13))
"""The rows of `Work.by_scope`; its groups are the scopes, and behind them one for all."""


@lanes
def sums(va, pl, st, w, v):
    """All sums that the series need, by scope and in all."""
    scopes, follows = pl.whole[0], va.follows[v]
    member, changing, m = va.member[v] if follows else pl.territory, va.changing[v] if follows else 0, st.member[v]
    mixed, out, wide = changing == 1 and scopes > 0, w.by_scope, scopes + 1
    votes, first, adults = st.votes[v], st.first[v], st.adults[v]
    out[:, :wide] = ZERO
    for half in range(0, LANES, WIDTH):
        for i in range(w.population.shape[0]):
            at, label = i * LANES + half, member[i] if scopes > 0 else 0
            one, here = load(m, at) > splat(HALF), load(w.population, at)
            income = here * load(w.income, at)
            put(out, R_PEOPLE, wide, half, mixed, label, one, here)
            put(out, R_IN, wide, half, mixed, label, one, load(w.moved_in, at))
            put(out, R_OUT, wide, half, mixed, label, one, load(w.moved_out, at))
            put(out, R_PRODUCT, wide, half, mixed, label, one, load(w.product, at))
            put(out, R_FLOW, wide, half, mixed, label, one, load(w.flow, at))
            put(out, R_CHARGE, wide, half, mixed, label, one, load(w.charge, at))
            put(out, R_DY, wide, half, mixed, label, one, income)
            put(out, R_DY2, wide, half, mixed, label, one, income * load(w.income, at))
            put(out, R_VOTES, wide, half, mixed, label, one, load(votes, at))
            put(out, R_FIRST, wide, half, mixed, label, one, load(first, at))
            put(out, R_ADULTS, wide, half, mixed, label, one, load(adults, at))
            put(out, R_PEOPLE0, wide, half, mixed, label, one, splat(pl.people[i]))
            put(out, R_PRODUCT0, wide, half, mixed, label, one, splat(pl.product[i]))
    if scopes > 0:
        for row in range(out.shape[0]):
            total(out[row], scopes, out[row, scopes])


@lanes
def add_year(pl, st, w, v):
    """Add the year's moves to what has been since the start."""
    for s in range(pl.whole[0]):
        for lane in range(LANES):
            st.net[v, s, lane] += w.by_scope[R_IN, s, lane] - w.by_scope[R_OUT, s, lane]


@lanes
def _growth(w, s, lane, t):
    g = log32(w.by_scope[R_PRODUCT, s, lane] / w.by_scope[R_PRODUCT0, s, lane]) / t
    return g, g - log32(w.by_scope[R_PEOPLE, s, lane] / w.by_scope[R_PEOPLE0, s, lane]) / t


@lanes
def _gap(w, s, lane):
    people = w.by_scope[R_PEOPLE, s, lane]
    middle = w.by_scope[R_DY, s, lane] / people
    return np.sqrt(max(w.by_scope[R_DY2, s, lane] / people - middle * middle, ZERO))


@lanes
def rows(va, pl, st, w, v, t, rounds, out, first):
    """Write the series of the year into out, [series, worlds], from world `first` on. rounds: elections held of each office so far."""
    scopes, b, at, years = pl.whole[0], w.by_scope, 0, f32(t)
    held = f32(max(rounds[v, 0], 1))
    for s in range(scopes):
        for lane in range(LANES):
            o, n = first + lane, b[R_PEOPLE, s, lane]
            alive = n > ZERO
            out[at, o], out[at + 1, o], out[at + 2, o], out[at + 3, o] = n, b[R_IN, s, lane], b[R_OUT, s, lane], st.net[v, s, lane]
            growth, head = _growth(w, s, lane, years) if alive else (ZERO, ZERO)
            out[at + 4, o], out[at + 5, o], out[at + 6, o] = b[R_PRODUCT, s, lane], growth, head
            out[at + 7, o] = _gap(w, s, lane) if alive else ZERO
            out[at + 8, o] = b[R_FLOW, s, lane] / n * _THOUSAND if alive else ZERO
            out[at + 9, o] = b[R_CHARGE, s, lane] / b[R_PRODUCT, s, lane] if alive else ZERO
            out[at + 10, o] = st.misfit[v, s, lane] / years
            out[at + 11, o] = b[R_FIRST, s, lane] / b[R_VOTES, s, lane] if alive else ZERO
            out[at + 12, o] = b[R_VOTES, s, lane] / b[R_ADULTS, s, lane] if alive else ZERO
            out[at + 13, o], out[at + 14, o] = st.alone[v, s, lane] / held, st.carries[v, s, lane] / held
        _members(va, pl, st, v, s, out[at + 15], first)
        at += _OF_POLITY
    for lane in range(LANES):
        o, n = first + lane, b[R_PEOPLE, scopes, lane]
        growth, head = _growth(w, scopes, lane, years)
        out[at, o], out[at + 1, o], out[at + 2, o], out[at + 3, o], out[at + 4, o] = n, b[R_IN, scopes, lane], b[R_PRODUCT, scopes, lane], growth, head
        out[at + 5, o] = _gap(w, scopes, lane)
        out[at + 6, o] = b[R_CHARGE, scopes, lane] / b[R_PRODUCT, scopes, lane]
        out[at + 7, o] = b[R_FIRST, scopes, lane] / b[R_VOTES, scopes, lane]
        out[at + 8, o] = b[R_VOTES, scopes, lane] / b[R_ADULTS, scopes, lane]
    at += _OF_ALL
    for lane in range(LANES):
        for office in range(OFFICES):
            out[at + office, first + lane] = st.wins[v, office, lane] / f32(max(rounds[v, office], 1))
        for n in range(3):
            out[at + OFFICES + n, first + lane] = st.joint[v, n, lane]
        out[at + OFFICES + 3, first + lane] = st.parted[v, lane]


@lanes
def _members(va, pl, st, v, s, out, first):
    follows, places = va.follows[v], pl.people.shape[0]
    if follows and va.changing[v]:
        for lane in range(LANES):
            out[first + lane] = ZERO
        for i in range(places):
            for lane in range(LANES):
                out[first + lane] += st.member[v, i, lane] if s == 1 else ONE - st.member[v, i, lane]
        return
    count = ZERO
    for i in range(places):
        count += ONE if (va.member[v, i] if follows else pl.territory[i]) == s else ZERO
    for lane in range(LANES):
        out[first + lane] = count


@lanes
def place_rows(st, w, v, out, first):
    """Write the quantities of places, [quantities, places, worlds]."""
    for i in range(w.population.shape[0]):
        for lane in range(LANES):
            o, n = first + lane, w.population[i, lane]
            out[0, i, o], out[1, i, o], out[2, i, o], out[3, i, o] = n, w.moved_in[i, lane], w.moved_out[i, lane], st.place_net[v, i, lane]
            out[4, i, o], out[5, i, o] = w.product[i, lane], w.flow[i, lane] / n * _THOUSAND
            out[6, i, o] = st.first[v, i, lane] / st.votes[v, i, lane]
            out[7, i, o] = st.votes[v, i, lane] / st.adults[v, i, lane]
            out[8, i, o] = ONE if st.pivot[v, lane] == i else ZERO


