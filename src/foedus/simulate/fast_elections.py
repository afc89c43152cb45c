"""The fast engine's elections and chambers: who wins an office, and the medians of voices; `politics` says what each line means.

Needs: Numba.
"""

# mypy: disable-error-code="no-untyped-def"

from __future__ import annotations

from foedus.simulate.fast_groups import gather, part, quotient, sign
from foedus.simulate.fast_lanes import WIDTH, choose, least, load, most, pick, splat, store
from foedus.simulate.fast_math import HALF, LANES, ONE, TWO, ZERO, f32, lanes
from foedus.simulate.fast_rooms import R_PEOPLE, R_VOTES, S_TMP
from foedus.simulate.ground import ELECTION_YEARS

_NONE = f32(-1)


@lanes
def deviations(st, w, v):
    """Group 1's share less a half, by place: w.lean."""
    people = st.people[v]
    for half in range(0, LANES, WIDTH):
        for i in range(people.shape[0]):
            at, both = i * LANES + half, 2 * i * LANES + half
            store(w.lean, at, (load(people, both) - load(people, both + LANES)) / (TWO * load(w.population, at)))


# ---- chambers


@lanes
def take_seats(va, pl, st, w, v, t):
    """The medians of all voices, in years in which chambers are elected."""
    if t % ELECTION_YEARS != 0 or va.leaves[v] == 0:
        return
    places = w.lean.shape[0]
    for half in range(0, LANES, WIDTH):
        for i in range(places):
            at = i * LANES + half
            side = load(st.member[v], at) if va.changing[v] else splat(f32(va.member[v, i]))
            store(w.keys, at, load(w.lean, at))
            store(w.names, at, f32(places) * side + f32(i))
        _in_order(pl, w, half)
        for leaf in range(va.leaves[v]):
            median = _median(va, w, v, leaf, half) if va.leaf_is_chamber[v, leaf] else _mean(va, st, w, v, leaf, half)
            store(st.medians[v], leaf * LANES + half, median)


@lanes
def _in_order(pl, w, half):
    """Put w.keys in order, and w.names with them, by a network of exchanges."""
    keys, names = w.keys, w.names
    for n in range(pl.network.shape[0]):
        one, two = pl.network[n, 0] * LANES + half, pl.network[n, 1] * LANES + half
        key1, key2, name1, name2 = load(keys, one), load(keys, two), load(names, one), load(names, two)
        swaps = key2 < key1
        store(keys, one, choose(swaps, key2, key1))
        store(keys, two, choose(swaps, key1, key2))
        store(names, one, choose(swaps, name2, name1))
        store(names, two, choose(swaps, name1, name2))


@lanes
def _median(va, w, v, leaf, half):
    """The median of a chamber by seats: half-way between where half of them is reached and where it is passed."""
    places, polity, column, seats = w.lean.shape[0], va.leaf_polity[v, leaf], va.column_of[v, leaf], w.arrive
    zero, whole = splat(ZERO), splat(ZERO)
    begin, end, even = f32(polity * places), f32((polity + 1) * places), splat(va.even_seats[v, leaf])
    for n in range(places):
        at = n * LANES + half
        name = load(w.names, at)
        sent = even if column < 0 else pick(va.columns[v], column * va.columns.shape[2], 0, name)
        sent = choose((name >= begin) & (name < end), sent, zero)
        store(seats, at, sent)
        whole = whole + sent
    middle, reached, low, high = HALF * whole, zero, zero, zero
    for n in range(places):
        at = n * LANES + half
        now, key = reached + load(seats, at), load(w.keys, at)
        low = choose((reached < middle) & (now >= middle), key, low)
        high = choose((reached <= middle) & (now > middle), key, high)
        reached = now
    return choose(whole > ZERO, HALF * (low + high), zero)


@lanes
def _mean(va, st, w, v, leaf, half):
    """The mean deviation of a polity's people."""
    people, lean, polity = splat(ZERO), splat(ZERO), va.leaf_polity[v, leaf]
    for n in range(va.group_first[v, polity], va.group_first[v, polity + 1]):
        at = va.group_place[v, n] * LANES + half
        here = load(w.population, at) * part(va.changing[v] == 1, st.member[v], at, polity)
        people, lean = people + here, lean + here * load(w.lean, at)
    return quotient(lean, people)


# ---- elections


@lanes
def elections(va, pl, sh, st, w, v, t, pivots):
    """Fill the offices whose term ends, of a variant and of all that run as it does."""
    due = False
    for office in range(va.offices[v]):
        due = due or t % va.office_term[v, office] == 0
    if not due:
        return
    _count(pl, sh, st, w, v)
    gather(w.keys, va.group_first[v], va.group_place[v], va.changing[v] == 1, st.member[v], va.polities[v], w.sums, S_TMP)
    for other in range(v, va.polities.shape[0]):
        if va.course[other] == v:
            for office in range(va.offices[other]):
                if t % va.office_term[other, office] == 0:
                    _win(va, st, w, v, other, office)
    if t % va.office_term[v, 0] == 0:
        _alone(va, pl, st, w, v)
        if pivots:
            _pivot(va, pl, st, w, v)


@lanes
def _count(pl, sh, st, w, v):
    """The ballots of the day: st.votes, st.first; w.keys is the lead of group 1, w.names the odds of group 2."""
    people, votes, first, adults = st.people[v], st.votes[v], st.first[v], st.adults[v]
    for half in range(0, LANES, WIDTH):
        ours, second = splat(ZERO), splat(ZERO)
        for i in range(votes.shape[0]):
            at, both = i * LANES + half, 2 * i * LANES + half
            ballots, here = load(sh.ballots, at), load(w.population, at)
            store(adults, at, pl.adults[i] * here)
            store(votes, at, here * ballots)
            ours, second = ours + ballots * load(people, both), second + ballots * load(people, both + LANES)
        ours = ours / second
        for i in range(votes.shape[0]):
            at, both = i * LANES + half, 2 * i * LANES + half
            odds = load(people, both + LANES) / load(people, both) * ours * load(sh.day, at)
            mine = load(votes, at) / (ONE + odds)
            store(w.names, at, odds)
            store(first, at, mine)
            store(w.keys, at, mine * (ONE - odds))


@lanes
def _win(va, st, w, v, other, office):
    """Who wins an office of a variant `other` that runs as v does."""
    how, number, row = va.office_how[other, office], va.polities[v], S_TMP * w.sums.shape[1] * LANES
    for half in range(0, LANES, WIDTH):
        whole, one, none = splat(ZERO), splat(ONE), splat(ZERO)
        if how == 1:
            for i in range(w.keys.shape[0]):
                whole = whole + va.office_electors[other, office, i] * sign(load(w.keys, i * LANES + half))
        else:
            for k in range(number):
                whole = whole + load(w.sums, row + k * LANES + half)
        result = sign(whole)
        if how == 2:
            high, low = splat(_NONE), one
            for k in range(number):
                mine = sign(load(w.sums, row + k * LANES + half))
                high, low = most(high, mine), least(low, mine)
            result = choose(low > none, one, choose(high < none, none - one, result))
        at = office * LANES + half
        store(st.wins[other], at, load(st.wins[other], at) + (HALF + HALF * result))


@lanes
def _alone(va, pl, st, w, v):
    """For each scope: whether its votes are more than half, and whether its winner wins without the rest's."""
    scopes, b, row = pl.whole[0], w.by_scope, w.by_scope.shape[1] * LANES
    if scopes == 0:
        return
    first, places, mixed, m = va.scope_first[v], va.scope_place[v], va.scope_mixed[v] == 1, st.member[v]
    gather(w.keys, first, places, mixed, m, scopes, b, R_PEOPLE)
    gather(st.votes[v], first, places, mixed, m, scopes, b, R_VOTES)
    one, none = splat(ONE), splat(ZERO)
    for half in range(0, LANES, WIDTH):
        lead, votes = none, none
        for s in range(scopes):
            lead, votes = lead + load(b, s * LANES + half), votes + load(b, R_VOTES * row + s * LANES + half)
        for s in range(scopes):
            at = s * LANES + half
            mine = load(b, at)
            carried = choose(sign(lead - mine) == sign(lead), none, choose(sign(mine) == sign(lead), one, none))
            store(st.carries[v], at, load(st.carries[v], at) + carried)
            store(st.alone[v], at, load(st.alone[v], at) + choose(load(b, R_VOTES * row + at) > HALF * votes, one, none))


@lanes
def _pivot(va, pl, st, w, v):
    """The place at which the count passes a half, from the leanings of group 2 to those of group 1."""
    by_electors, places, names, zero = va.office_how[v, 0] == 1, w.lean.shape[0], w.names, splat(ZERO)
    for half in range(0, LANES, WIDTH):
        whole, reached, found = zero, zero, splat(_NONE)
        for i in range(places):
            at = i * LANES + half
            store(w.keys, at, zero - load(names, at))
            store(names, at, splat(f32(i)))
            whole = whole + (splat(va.office_electors[v, 0, i]) if by_electors else load(st.votes[v], at))
        _in_order(pl, w, half)
        for n in range(places):
            name = load(names, n * LANES + half)
            here = pick(va.office_electors[v, 0], 0, 0, name) if by_electors else pick(st.votes[v], half, 1, name * f32(LANES))
            reached = reached + here
            found = choose((found < zero) & (reached >= HALF * whole), name, found)
        store(st.pivot[v], half, found)
