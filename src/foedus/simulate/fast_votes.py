"""The fast engine's votes: elections, medians of chambers, decisions due, changes of polity, parting; `politics` says what each line means.

Needs: Numba.
"""

# mypy: disable-error-code="no-untyped-def"

from __future__ import annotations

import math

from numpy import int64

from foedus.draws import STREAMS
from foedus.simulate.fast_lanes import WIDTH, choose, load, pick, splat, store
from foedus.simulate.fast_math import HALF, LANES, ONE, TWO, ZERO, exp32, f32, lanes, normal32, one_uniform
from foedus.simulate.fast_tables import CARD
from foedus.simulate.fast_year import S_FISCAL, S_INCOME, S_NEWPOP, S_POPX, S_SHARE, S_TMP, gather, times, total
from foedus.simulate.ground import ELECTION_YEARS, SWITCH_SPREAD
from foedus.simulate.politics import CONSENTS

_CAMPAIGNS, _CHANGES, _PARTING = (int64(STREAMS[n]) for n in ("campaigns", "change of polity", "parting"))
_D0, _D1, _HAZARD, _CAMPAIGN, _GAIN = CARD["d0"], CARD["d1"], CARD["hazard"], CARD["campaign"], CARD["change_income"]
_ROOT_HALF, _SPREAD = 0.7071067811865476, f32(SWITCH_SPREAD)
_FAR, _LITTLE = f32(5.9), f32(1e-6)
"""No draw of a campaign is further than this many of its means from nothing."""


@lanes
def deviations(st, w, v):
    """Group 1's share less a half, by place: w.lean."""
    people = st.people[v]
    for i in range(people.shape[0]):
        for lane in range(LANES):
            w.lean[i, lane] = (people[i, lane] - people[i, LANES + lane]) / (TWO * w.population[i, lane])


@lanes
def sort_lane(key, order):
    """Put an order of places right for their keys; it begins where it last ended, so that little moves."""
    for n in range(1, order.shape[0]):
        place = order[n]
        value = key[place]
        at = n
        while at > 0 and key[order[at - 1]] > value:
            order[at] = order[at - 1]
            at -= 1
        order[at] = place


@lanes
def take_seats(va, pl, st, w, v, t):
    """The medians of all voices, in years in which chambers are elected."""
    if t % ELECTION_YEARS != 0 or va.leaves[v] == 0:
        return
    _in_order(pl, st, w, v)
    for leaf in range(va.leaves[v]):
        if va.leaf_is_chamber[v, leaf]:
            _medians(va, st, w, v, leaf)
        else:
            for lane in range(LANES):
                st.medians[v, leaf, lane] = _mean(va, st, w, v, leaf, lane)


@lanes
def _in_order(pl, st, w, v):
    """Places by their leanings, in each lane: w.spread the leanings, w.attract the places, w.force their polities. By a network of exchanges."""
    keys, names, sides, m = w.spread, w.attract, w.force, st.member[v]
    for half in range(0, LANES, WIDTH):
        for i in range(keys.shape[0]):
            at = i * LANES + half
            store(keys, at, load(w.lean, at))
            store(names, at, splat(f32(i)))
        for n in range(pl.network.shape[0]):
            one, two = pl.network[n, 0] * LANES + half, pl.network[n, 1] * LANES + half
            key1, key2, name1, name2 = load(keys, one), load(keys, two), load(names, one), load(names, two)
            swaps = key2 < key1
            store(keys, one, choose(swaps, key2, key1))
            store(keys, two, choose(swaps, key1, key2))
            store(names, one, choose(swaps, name2, name1))
            store(names, two, choose(swaps, name1, name2))
        for i in range(keys.shape[0]):
            at = i * LANES + half
            store(sides, at, pick(m, half, 1, load(names, at) * f32(LANES)))


@lanes
def _medians(va, st, w, v, leaf):
    """The median of a chamber by seats: half-way between where half of them is reached and where it is passed."""
    polity, places, seats, zero = f32(va.leaf_polity[v, leaf]), w.lean.shape[0], va.leaf_seats[v, leaf], splat(ZERO)
    for half in range(0, LANES, WIDTH):
        whole, reached, low, high = zero, zero, zero, zero
        for n in range(places):
            at = n * LANES + half
            own = choose(load(w.force, at) == splat(polity), pick(seats, 0, 0, load(w.attract, at)), zero)
            store(w.arrive, at, own)
            whole = whole + own
        middle = HALF * whole
        for n in range(places):
            at = n * LANES + half
            now, key = reached + load(w.arrive, at), load(w.spread, at)
            low = choose((reached < middle) & (now >= middle), key, low)
            high = choose((reached <= middle) & (now > middle), key, high)
            reached = now
        store(st.medians, (v * st.medians.shape[1] + leaf) * LANES + half, choose(whole > zero, HALF * (low + high), zero))


@lanes
def belongs(va, st, v, i, lane, polity):
    """Whether a place belongs to a polity in one lane."""
    return st.member[v, i, lane] == f32(polity) if va.changing[v] else va.member[v, i] == polity


@lanes
def _mean(va, st, w, v, leaf, lane):
    people, lean = ZERO, ZERO
    for i in range(w.lean.shape[0]):
        if belongs(va, st, v, i, lane, va.leaf_polity[v, leaf]):
            people += w.population[i, lane]
            lean += w.population[i, lane] * w.lean[i, lane]
    return lean / people if people > ZERO else ZERO


# ---- elections


@lanes
def elections(va, pl, sh, st, w, v, t, pivots):
    """Fill the offices whose term ends."""
    due = False
    for office in range(va.offices[v]):
        due = due or t % va.office_term[v, office] == 0
    if not due:
        return
    _count(pl, sh, st, w, v)
    for office in range(va.offices[v]):
        if t % va.office_term[v, office] == 0:
            _win(va, st, w, v, office)
    if t % va.office_term[v, 0] == 0:
        _alone(va, pl, st, w, v)
        if pivots:
            _pivot(va, st, w, v)


@lanes
def _count(pl, sh, st, w, v):
    """The ballots of the day: st.votes, st.first; w.spread is the lead of group 1, w.attract the odds of group 2."""
    people, votes, first, second, ours = st.people[v], st.votes[v], st.first[v], w.lane[1], w.lane[0]
    second[:], ours[:] = ZERO, ZERO
    for i in range(people.shape[0]):
        adults = pl.adults[i]
        for lane in range(LANES):
            st.adults[v, i, lane] = adults * w.population[i, lane]
        for lane in range(LANES):
            votes[i, lane] = w.population[i, lane] * sh.ballots[i, lane]
        for lane in range(LANES):
            ours[lane] += sh.ballots[i, lane] * people[i, lane]
            second[lane] += sh.ballots[i, lane] * people[i, LANES + lane]
    for lane in range(LANES):
        ours[lane] /= second[lane]
    for i in range(people.shape[0]):
        for lane in range(LANES):
            w.attract[i, lane] = people[i, LANES + lane] / people[i, lane] * ours[lane] * sh.day[i, lane]
        for lane in range(LANES):
            first[i, lane] = votes[i, lane] / (ONE + w.attract[i, lane])
        for lane in range(LANES):
            w.spread[i, lane] = first[i, lane] * (ONE - w.attract[i, lane])


@lanes
def sign(x):
    """-1, 0 or 1."""
    return ONE if x > ZERO else -ONE if x < ZERO else ZERO


@lanes
def _win(va, st, w, v, office):
    how, number, sums = va.office_how[v, office], va.polities[v], w.sums[S_TMP]
    gather(w.spread, va.member[v], st.member[v], va.changing[v], number, sums)
    total(sums, number, w.lane[0])
    for lane in range(LANES):
        result = sign(w.lane[0, lane])
        if how == 1:
            count = ZERO
            for i in range(w.spread.shape[0]):
                count += va.office_electors[v, office, i] * sign(w.spread[i, lane])
            result = sign(count)
        elif how == 2:
            most, least = -ONE, ONE
            for k in range(number):
                most, least = max(most, sign(sums[k, lane])), min(least, sign(sums[k, lane]))
            result = ONE if least > ZERO else -ONE if most < ZERO else result
        st.wins[v, office, lane] += HALF + HALF * result


@lanes
def _alone(va, pl, st, w, v):
    """For each scope: whether its votes are more than half, and whether its winner wins without the rest's."""
    scopes, follows = pl.whole[0], va.follows[v]
    if scopes == 0:
        return
    member, changing = va.member[v] if follows else pl.territory, va.changing[v] if follows else 0
    gather(w.spread, member, st.member[v], changing, scopes, w.by_scope[0])
    gather(st.votes[v], member, st.member[v], changing, scopes, w.by_scope[1])
    total(w.by_scope[0], scopes, w.lane[0])
    total(w.by_scope[1], scopes, w.lane[1])
    for s in range(scopes):
        for lane in range(LANES):
            own, whole = w.by_scope[0, s, lane], w.lane[0, lane]
            if sign(own) == sign(whole) and sign(whole - own) != sign(whole):
                st.carries[v, s, lane] += ONE
            if w.by_scope[1, s, lane] > HALF * w.lane[1, lane]:
                st.alone[v, s, lane] += ONE


@lanes
def _pivot(va, st, w, v):
    """The place at which the count passes a half, from the leanings of group 2 to those of group 1."""
    by_electors = va.office_how[v, 0] == 1
    for lane in range(LANES):
        whole, reached, order = ZERO, ZERO, st.order[v, lane]
        for i in range(order.shape[0]):
            w.key[i] = -w.attract[i, lane]
            whole += va.office_electors[v, 0, i] if by_electors else st.votes[v, i, lane]
        sort_lane(w.key, order)
        for n in range(order.shape[0]):
            i = order[n]
            reached += va.office_electors[v, 0, i] if by_electors else st.votes[v, i, lane]
            if reached >= HALF * whole:
                st.pivot[v, lane] = i
                break


# ---- decisions


@lanes
def _carried(va, v, decision, said):
    for n in range(va.decision_number[v, decision]):
        mask = va.decision_masks[v, decision, n]
        if said & mask == mask:
            return True
    return False


@lanes
def joint_decisions(va, sh, st, w, cards, v):
    """The joint budget of the year: st.joint counts deadlocks and lapses."""
    for lane in range(LANES):
        dead, lapsed, failed, last = False, False, False, -1
        for h in range(va.heads[v]):
            decision = va.head_decision[v, h]
            if decision < 0:
                continue
            if decision != last:
                last, failed = decision, not _agreed(va, sh, st, cards, v, decision, lane) and st.parted[v, lane] < HALF
            dead = dead or failed
            if va.head_continues[v, h] == 0:
                lapsed = lapsed or failed
                st.funded[v, h, lane] = ZERO if failed else ONE
        st.joint[v, 0, lane] += ONE if dead else ZERO
        st.joint[v, 1, lane] += ONE if lapsed else ZERO


@lanes
def _agreed(va, sh, st, cards, v, decision, lane):
    """Whether voices agree on a decision that is due: each refuses by the distance of its median from the midpoint."""
    size, said, low, high = va.decision_size[v, decision], 0, f32(9), f32(-9)
    for n in range(size):
        median = st.medians[v, va.decision_leaves[v, decision, n], lane]
        low, high = min(low, median), max(high, median)
    for n in range(size):
        leaf = va.decision_leaves[v, decision, n]
        distance = abs(st.medians[v, leaf, lane] - HALF * (low + high))
        refuses = ONE / (ONE + exp32(-(cards[_D0, lane] + cards[_D1, lane] * distance)))
        said |= (1 if sh.decisions[va.leaf_item[v, leaf], lane] >= refuses else 0) << n
    return _carried(va, v, decision, said)


@lanes
def _consents(va, st, cards, v, decision, stream, item, lane, where, world, t, k0, k1):
    """Whether voices consent, each by the distance of its median from where the question lies."""
    said = 0
    for n in range(va.decision_size[v, decision]):
        leaf = va.decision_leaves[v, decision, n]
        u = one_uniform(world + lane, t, stream, CONSENTS * (n + 1) + item, k0, k1)
        distance = abs(st.medians[v, leaf, lane] - where)
        said |= (1 if u >= ONE / (ONE + exp32(-(cards[_D0, lane] + cards[_D1, lane] * distance))) else 0) << n
    return _carried(va, v, decision, said)


@lanes
def phi(x):
    """The normal distribution function."""
    return f32(0.5 * math.erfc(-x * _ROOT_HALF))


@lanes
def means(va, st, w, v):
    """Mean deviation and mean income of each polity, by the people there now: S_SHARE and S_INCOME."""
    member, m, changing, number, s = va.member[v], st.member[v], va.changing[v], va.polities[v], w.sums
    gather(w.population, member, m, changing, number, s[S_NEWPOP])
    times(w.population, w.lean, w.spread)
    gather(w.spread, member, m, changing, number, s[S_FISCAL])
    times(w.population, w.income, w.spread)
    gather(w.spread, member, m, changing, number, s[S_POPX])
    for k in range(number):
        for lane in range(LANES):
            n = s[S_NEWPOP, k, lane]
            s[S_SHARE, k, lane] = s[S_FISCAL, k, lane] / n if n > ZERO else ZERO
            s[S_INCOME, k, lane] = s[S_POPX, k, lane] / n if n > ZERO else ZERO


@lanes
def changes(va, sh, st, w, cards, v, world, t, k0, k1):
    """Units that put the question of changing polity this year, in place order."""
    if va.changing[v] == 0 or t < va.change_opens[v]:
        return
    shares, income = w.sums[S_SHARE], w.sums[S_INCOME]
    for lane in range(LANES):
        w.lane[11, lane] = normal32(max(HALF - _FAR * abs(cards[_CAMPAIGN, lane]), _LITTLE))
    for n in range(sh.asked_number[0]):
        i, lane = sh.asked_place[n], sh.asked_lane[n]
        if va.may_change[v, i] == 0 or st.due[v, i, lane] != ZERO:
            continue
        one = st.member[v, i, lane] > HALF
        own, other = (1, 0) if one else (0, 1)
        here = w.lean[i, lane]
        nearer = abs(here - shares[own, lane]) - abs(here - shares[other, lane])
        wish = (nearer + cards[_GAIN, lane] * (income[other, lane] - income[own, lane])) / _SPREAD
        if wish <= w.lane[11, lane]:
            continue
        support, campaign = phi(wish), cards[_CAMPAIGN, lane]
        z = normal32(one_uniform(world + lane, t, _CAMPAIGNS, i, k0, k1))
        if not support - campaign * (ONE + z) > HALF:
            continue
        decision = va.receiving[v, other]
        if decision >= 0 and not _consents(va, st, cards, v, decision, _CHANGES, i, lane, here, world, t, k0, k1):
            continue
        staying = 0
        for j in range(w.lean.shape[0]):
            staying += 1 if st.member[v, j, lane] == st.member[v, i, lane] and st.due[v, j, lane] == ZERO else 0
        if staying > 1:
            st.due[v, i, lane] = f32(t + va.change_wait[v])
            st.joint[v, 2, lane] += ONE


@lanes
def parting(va, sh, st, w, cards, v, world, t, k0, k1):
    """Where the scenario puts the question: whether a polity parts."""
    if va.asks_parting[v] == 0 or t < va.part_opens[v]:
        return
    s, number = w.sums, va.polities[v]
    for k in range(number):
        for lane in range(LANES):
            people, lean, income = ZERO, ZERO, ZERO
            for other in range(number):
                people += s[S_NEWPOP, other, lane]
                lean += s[S_NEWPOP, other, lane] * s[S_SHARE, other, lane]
                income += s[S_NEWPOP, other, lane] * s[S_INCOME, other, lane]
            item = va.rank[v, k]
            if sh.parting[item, lane] >= cards[_HAZARD, lane] or st.parted[v, lane] > HALF or st.parts[v, lane] != ZERO:
                continue
            gain = s[S_INCOME, k, lane] - income / people
            support = phi((abs(s[S_SHARE, k, lane] - lean / people) + cards[_GAIN, lane] * gain) / _SPREAD)
            z = normal32(one_uniform(world + lane, t, _CAMPAIGNS, CONSENTS + item, k0, k1))
            decision = va.parting_decision[v, k]
            if support - cards[_CAMPAIGN, lane] * (ONE + z) > HALF and (
                decision < 0 or _consents(va, st, cards, v, decision, _PARTING, item, lane, s[S_SHARE, k, lane], world, t, k0, k1)
            ):
                st.parts[v, lane] = f32(t + va.part_wait[v])


@lanes
def who_asks(va, sh, cards, places, v):
    """The places and lanes in which the question of changing polity is put this year, in place order; the same for every variant."""
    count = 0
    for i in range(places):
        for lane in range(LANES):
            if sh.asked[i, lane] < cards[_HAZARD, lane]:
                sh.asked_place[count], sh.asked_lane[count] = i, lane
                count += 1
    sh.asked_number[0] = count


