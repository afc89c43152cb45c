"""The fast engine's weather: everything of a year that does not depend on a settlement, drawn once for all variants of a block.

Needs: Numba.
"""

# mypy: disable-error-code="no-untyped-def"

from __future__ import annotations

import numpy as np

from foedus.draws import STREAMS, WHOLE_WORLD
from foedus.simulate.fast_draws import exp16, fill_normals, fill_uniforms
from foedus.simulate.fast_lanes import WIDTH, load, splat, store
from foedus.simulate.fast_math import LANES, ONE, ZERO, f32, lanes
from foedus.simulate.fast_tables import CARD, NUMBERS
from foedus.simulate.ground import BARRIER_YEARS, ELECTION_YEARS

(GAMMA, F_SD, OKUN, CORRELATION, PERSISTENCE, DEFICIT, BURDEN, DRIFT_SD, MU, S_N, PASSING, KEPT, TURNOUT_PLACE, TURNOUT_NATION) = range(len(NUMBERS))
_GROWTH, _COMMON, _JOBS, _JOBS_COMMON = (np.int64(STREAMS[n]) for n in ("growth by place", "growth common", "jobs by place", "jobs common"))
_WALK, _PASSING, _LEANING, _NATION, _TURNOUT = (
    np.int64(STREAMS[n]) for n in ("leaning walk by place", "leaning passing by place", "leaning common", "national vote", "turnout")
)
_DRIFT, _PEOPLE_DRIFT = np.int64(STREAMS["growth drift"]), np.int64(STREAMS["people drift"])
_DECISIONS, _CHANGES, _PARTING = (np.int64(STREAMS[n]) for n in ("joint decisions", "change of polity", "parting"))
_DELTA = CARD["delta"]
_FIVE, _YEARS_OF_LOSS = f32(5), f32(BARRIER_YEARS)
_WHOLE_WORLD = np.int64(WHOLE_WORLD)
_ZERO, _ONE, _THREE, _SIX, _NINE = map(np.int64, (0, 1, 3, 6, 9))
"""As numbers of one kind, since each kind of argument would be compiled anew."""


@lanes
def weather(va, pl, sh, cards, world, t, needs, k0, k1):
    """Everything that all variants share of a year. needs: items of decisions, whether units may change, whether parting may be asked; barriers."""
    is_office = False
    for v in range(va.polities.shape[0]):
        for office in range(va.offices[v]):
            is_office = is_office or t % va.office_term[v, office] == 0
    _economy(pl, sh, world, t, k0, k1)
    _product(pl, sh, cards, _ZERO, t)
    if needs[3] > 0:
        _product(pl, sh, cards, _ONE, t)
    _leaning(pl, sh, world, t, is_office, k0, k1)
    if needs[0] > 0:
        fill_uniforms(sh.decisions, needs[0], world, t, _DECISIONS, k0, k1)
    if needs[1] > 0:
        fill_uniforms(sh.asked, pl.people.shape[0], world, t, _CHANGES, k0, k1)
    if needs[2] > 0:
        fill_uniforms(sh.parting, needs[2], world, t, _PARTING, k0, k1)


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
def _economy(pl, sh, world, t, k0, k1):
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
def _product(pl, sh, cards, kind, t):
    """Log product per head since the base, and product per head: it is the same in every variant but for the loss behind a new border (kind 1)."""
    x, made = sh.x[kind], sh.made[kind]
    lost = ONE / _YEARS_OF_LOSS if kind == 1 and t <= BARRIER_YEARS else ZERO
    for half in range(0, LANES, WIDTH):
        loss = lost * load(cards, _DELTA * LANES + half)
        for i in range(x.shape[0]):
            at = i * LANES + half
            now = load(x, at) + (load(sh.growth, at) - loss)
            store(x, at, now)
            store(made, at, pl.product_per_head[i] * exp16(now))


@lanes
def _leaning(pl, sh, world, t, is_office, k0, k1):
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
