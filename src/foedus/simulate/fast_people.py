"""The fast engine's moves: attraction, flows as two products of matrices, births, arrivals, and the leanings that come of it.

Needs: Numba.
"""

# mypy: disable-error-code="no-untyped-def"

from __future__ import annotations

from foedus.simulate.fast_draws import product
from foedus.simulate.fast_groups import fill, is_one
from foedus.simulate.fast_lanes import WIDTH, choose, load, store
from foedus.simulate.fast_math import HALF, LANES, ONE, ZERO, lanes
from foedus.simulate.fast_tables import CARD
from foedus.simulate.ground import ELECTION_YEARS

_IMMIGRATION = CARD["immigration"]


@lanes
def _inside(values, m, out):
    """What lies in the second polity: [places, 2 LANES]."""
    for half in range(0, LANES, WIDTH):
        for i in range(values.shape[0]):
            one, both = load(m, i * LANES + half), 2 * i * LANES + half
            store(out, both, one * load(values, both))
            store(out, both + LANES, one * load(values, both + LANES))


@lanes
def _refuse(whole, inside, m, left_in_zero, left_in_one, out):
    """From flows over all borders to those that borders leave: by the side on which a place lies."""
    for half in range(0, LANES, WIDTH):
        for i in range(whole.shape[0]):
            here = is_one(m, i * LANES + half)
            for at in range(2 * i * LANES + half, 2 * (i + 1) * LANES + half, LANES):
                one = load(inside, at)
                zero = load(whole, at) - one
                store(out, at, choose(here, one + left_in_one * zero, zero + left_in_zero * one))


@lanes
def flows(va, st, w, v):
    """What each place sends and draws, both groups at once: w.arrive and w.leave."""
    people, m = st.people[v], st.member[v]
    if va.moves_none[v]:
        for nothing in (w.pull, w.arrive, w.leave):
            fill(nothing, 2 * people.shape[0], ZERO)
        return
    product(va.moves[v], people, w.arrive)
    product(va.moves_back[v], w.pull, w.leave)
    if va.changing[v] == 0 or va.is_open[v] == 1:
        return
    zero, one = va.entry[v, 0], va.entry[v, 1]
    _inside(people, m, w.inside)
    product(va.moves[v], w.inside, w.arrive_inside)
    _inside(w.pull, m, w.inside)
    product(va.moves_back[v], w.inside, w.leave_inside)
    _refuse(w.arrive, w.arrive_inside, m, zero, one, w.arrive)
    _refuse(w.leave, w.leave_inside, m, one, zero, w.leave)


@lanes
def move(pl, sh, st, w, cards, melting, v, t):
    """Move people; then births less deaths, arrivals, what base flows have always changed, and every second year the swing. Gives w.lean."""
    people, swings, net = st.people[v], t % ELECTION_YEARS == 0, st.place_net[v]
    for half in range(0, LANES, WIDTH):
        immigration = load(cards, _IMMIGRATION * LANES + half)
        for i in range(people.shape[0]):
            at, one = i * LANES + half, 2 * i * LANES + half
            two = one + LANES
            first, second = load(people, one), load(people, two)
            arrive1, arrive2 = load(w.arrive, one) * load(w.pull, one), load(w.arrive, two) * load(w.pull, two)
            leave1, leave2 = load(w.leave, one) * first, load(w.leave, two) * second
            first, second = first + (arrive1 - leave1), second + (arrive2 - leave2)
            moved_in, moved_out = arrive1 + arrive2, leave1 + leave2
            store(w.moved_in, at, moved_in)
            store(w.moved_out, at, moved_out)
            store(net, at, load(net, at) + (moved_in - moved_out))
            odds = second / first * load(melting, at)
            if swings:
                odds = odds * load(sh.swing, at)
            whole = (first + second) * (ONE + pl.natural[i]) + pl.immigration[i] * immigration
            part = ONE / (ONE + odds)
            first = whole * part
            store(w.population, at, whole)
            store(people, one, first)
            store(people, two, first * odds)
            store(w.lean, at, HALF * (ONE - odds) * part)
