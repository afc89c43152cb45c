"""The fast engine's moves: attraction, flows as two products of matrices, births, arrivals, and the leanings that come of it.

Needs: Numba.
"""

# mypy: disable-error-code="no-untyped-def"

from __future__ import annotations

from foedus.simulate.fast_math import HALF, LANES, ONE, TWO, exp32, f32, lanes, product
from foedus.simulate.fast_tables import CARD
from foedus.simulate.ground import ELECTION_YEARS, LEAST_ATTRACTION, MOST_ATTRACTION

_A_LEAN, _IMMIGRATION = CARD["a_lean"], CARD["immigration"]
_MOST, _LEAST = f32(MOST_ATTRACTION), f32(LEAST_ATTRACTION)
BOTH = 2 * LANES


@lanes
def pulls(sh, st, w, cards, one_over_mix, v):
    """How strongly each place draws each group: w.pull, [places, both]."""
    people, a_lean = st.people[v], cards[_A_LEAN]
    for i in range(people.shape[0]):
        for lane in range(LANES):
            drawn = min(max(w.attract[i, lane] + sh.people_drift[i, lane], _LEAST), _MOST)
            w.attract[i, lane] = exp32(drawn) * one_over_mix[i, lane]
        for lane in range(LANES):
            deviation = (people[i, lane] - people[i, LANES + lane]) / (TWO * w.population[i, lane])
            w.lean[i, lane] = exp32(a_lean[lane] * deviation)
        pull = w.pull[i]
        for lane in range(LANES):
            pull[lane] = w.attract[i, lane] * w.lean[i, lane]
        for lane in range(LANES):
            pull[LANES + lane] = w.attract[i, lane] / w.lean[i, lane]


@lanes
def _inside(values, m, out):
    for i in range(values.shape[0]):
        for lane in range(LANES):
            out[i, lane] = m[i, lane] * values[i, lane]
        for lane in range(LANES):
            out[i, LANES + lane] = m[i, lane] * values[i, LANES + lane]


@lanes
def _refuse(whole, inside, m, left_in_zero, left_in_one, out):
    """From flows over all borders to those that borders leave: by the side on which a place lies."""
    for i in range(whole.shape[0]):
        for half in range(2):
            first = half * LANES
            for lane in range(LANES):
                one = inside[i, first + lane]
                zero = whole[i, first + lane] - one
                out[i, first + lane] = one + left_in_one * zero if m[i, lane] > HALF else zero + left_in_zero * one


@lanes
def flows(va, st, w, v):
    """What each place sends and draws, both groups at once: w.arrive and w.leave."""
    people, m = st.people[v], st.member[v]
    product(va.moves[v], people, w.arrive, BOTH)
    product(va.moves_back[v], w.pull, w.leave, BOTH)
    if va.changing[v] == 0 or va.is_open[v] == 1:
        return
    zero, one = va.entry[v, 0], va.entry[v, 1]
    _inside(people, m, w.inside)
    product(va.moves[v], w.inside, w.arrive_inside, BOTH)
    _inside(w.pull, m, w.inside)
    product(va.moves_back[v], w.inside, w.leave_inside, BOTH)
    _refuse(w.arrive, w.arrive_inside, m, zero, one, w.arrive)
    _refuse(w.leave, w.leave_inside, m, one, zero, w.leave)


@lanes
def move(pl, sh, st, w, cards, melting, v, t):
    """Move people; then births less deaths, arrivals, what base flows have always changed, and in every second year the swing."""
    people, swings = st.people[v], t % ELECTION_YEARS == 0
    immigration = cards[_IMMIGRATION]
    for i in range(people.shape[0]):
        row, pull, arrive, leave = people[i], w.pull[i], w.arrive[i], w.leave[i]
        for lane in range(BOTH):
            arrive[lane] *= pull[lane]
        for lane in range(BOTH):
            leave[lane] *= row[lane]
        for lane in range(BOTH):
            row[lane] += arrive[lane] - leave[lane]
        for lane in range(LANES):
            w.moved_in[i, lane] = arrive[lane] + arrive[LANES + lane]
        for lane in range(LANES):
            w.moved_out[i, lane] = leave[lane] + leave[LANES + lane]
        for lane in range(LANES):
            w.lean[i, lane] = row[LANES + lane] / row[lane] * melting[i, lane]
        if swings:
            for lane in range(LANES):
                w.lean[i, lane] *= sh.swing[i, lane]
        born, share = ONE + pl.natural[i], pl.immigration[i]
        for lane in range(LANES):
            w.population[i, lane] = (row[lane] + row[LANES + lane]) * born + share * immigration[lane]
        for lane in range(LANES):
            row[lane] = w.population[i, lane] / (ONE + w.lean[i, lane])
        for lane in range(LANES):
            row[LANES + lane] = row[lane] * w.lean[i, lane]
