"""The fast engine's decisions: joint budgets, changes of polity and parting; `politics` says what each line means.

Needs: Numba.
"""

# mypy: disable-error-code="no-untyped-def"

from __future__ import annotations

import math

from numpy import int64

from foedus.draws import STREAMS
from foedus.simulate.fast_draws import exp16, normal16
from foedus.simulate.fast_groups import part, quotient
from foedus.simulate.fast_lanes import WIDTH, bits, choose, least, load, lowest, most, size, splat, store
from foedus.simulate.fast_math import HALF, LANES, ONE, ZERO, exp32, f32, lanes, normal32, one_uniform
from foedus.simulate.fast_rooms import S_INCOME, S_NEWPOP, S_SHARE
from foedus.simulate.fast_tables import CARD
from foedus.simulate.ground import SWITCH_SPREAD
from foedus.simulate.politics import CONSENTS

_CAMPAIGNS, _CHANGES, _PARTING = (int64(STREAMS[n]) for n in ("campaigns", "change of polity", "parting"))
_D0, _D1, _HAZARD, _CAMPAIGN, _GAIN = CARD["d0"], CARD["d1"], CARD["hazard"], CARD["campaign"], CARD["change_income"]
_ROOT_HALF, _SPREAD = 0.7071067811865476, f32(SWITCH_SPREAD)
_FAR, _LITTLE, _SLACK = f32(5.9), f32(1e-6), f32(1e-4)
"""No draw of a campaign is further than this many of its means from nothing; what is so near to a bound is looked at again."""


@lanes
def joint_decisions(va, sh, st, w, cards, v):
    """The joint budget of the year: st.joint counts deadlocks and lapses."""
    zero, one, joint = splat(ZERO), splat(ONE), st.joint[v]
    for half in range(0, LANES, WIDTH):
        dead, lapsed, failed, last = zero, zero, zero, -1
        parted = load(st.parted[v], half) > splat(HALF)
        for h in range(va.heads[v]):
            decision = va.head_decision[v, h]
            if decision < 0:
                continue
            if decision != last:
                last, failed = decision, choose(parted, zero, one - _agreed(va, sh, st, w, cards, v, decision, half))
            dead = most(dead, failed)
            if va.head_continues[v, h] == 0:
                lapsed = most(lapsed, failed)
                store(st.funded[v], h * LANES + half, one - failed)
        store(joint, half, load(joint, half) + dead)
        store(joint, LANES + half, load(joint, LANES + half) + lapsed)


@lanes
def _agreed(va, sh, st, w, cards, v, decision, half):
    """1 where voices agree on a decision that is due, else 0: each refuses by the distance of its median from the midpoint."""
    number, medians = va.decision_size[v, decision], st.medians[v]
    zero, one, low, high = splat(ZERO), splat(ONE), splat(f32(9)), splat(f32(-9))
    for n in range(number):
        median = load(medians, va.decision_leaves[v, decision, n] * LANES + half)
        low, high = least(low, median), most(high, median)
    for n in range(number):
        leaf = va.decision_leaves[v, decision, n]
        distance = size(load(medians, leaf * LANES + half) - HALF * (low + high))
        refuses = one / (ONE + exp16(zero - (load(cards, _D0 * LANES + half) + load(cards, _D1 * LANES + half) * distance)))
        store(w.said, n * LANES + half, choose(load(sh.decisions, va.leaf_item[v, leaf] * LANES + half) >= refuses, one, zero))
    found = zero
    for n in range(va.decision_number[v, decision]):
        mask, all_of_them = va.decision_masks[v, decision, n], one
        for bit in range(number):
            if mask >> bit & 1:
                all_of_them = least(all_of_them, load(w.said, bit * LANES + half))
        found = most(found, all_of_them)
    return found


# ---- changes of polity, parting: few ask, so that each is looked at by itself


@lanes
def means(va, st, w, v):
    """Mean deviation and mean income of each polity, by the people there now: S_SHARE and S_INCOME."""
    m, mixed, s, row = st.member[v], va.changing[v] == 1, w.sums, w.sums.shape[1] * LANES
    first, places = va.group_first[v], va.group_place[v]
    for half in range(0, LANES, WIDTH):
        for k in range(va.polities[v]):
            people, share, income = splat(ZERO), splat(ZERO), splat(ZERO)
            for n in range(first[k], first[k + 1]):
                at = places[n] * LANES + half
                here = load(w.population, at) * part(mixed, m, at, k)
                people, share, income = people + here, share + here * load(w.lean, at), income + here * load(w.income, at)
            at = k * LANES + half
            store(s, S_NEWPOP * row + at, people)
            store(s, S_SHARE * row + at, quotient(share, people))
            store(s, S_INCOME * row + at, quotient(income, people))


@lanes
def changes(va, sh, st, w, cards, v, world, t, k0, k1):
    """Units that put the question of changing polity this year, in place order."""
    if va.changing[v] == 0 or t < va.change_opens[v]:
        return
    s, row, m, due, zero = w.sums, w.sums.shape[1] * LANES, st.member[v], st.due[v], splat(ZERO)
    for half in range(0, LANES, WIDTH):
        hazard, by, campaign = load(cards, _HAZARD * LANES + half), load(cards, _GAIN * LANES + half), load(cards, _CAMPAIGN * LANES + half)
        bound = normal16(most(va.change_share[v] - _FAR * size(campaign), splat(_LITTLE))) - _SLACK
        share0, share1 = load(s, S_SHARE * row + half), load(s, S_SHARE * row + LANES + half)
        gain = by * (load(s, S_INCOME * row + LANES + half) - load(s, S_INCOME * row + half))
        for i in range(due.shape[0]):
            if va.may_change[v, i] == 0:
                continue
            at = i * LANES + half
            here = load(w.lean, at)
            nearer = (size(here - share0) - size(here - share1) + gain) / _SPREAD
            wish = choose(load(m, at) > splat(HALF), zero - nearer, nearer)
            asks = bits((load(sh.asked, at) < hazard) & (wish > bound) & (load(due, at) == zero))
            while asks != 0:
                _change(va, st, w, cards, v, i, half + lowest(asks), world, t, k0, k1)
                asks &= asks - 1


@lanes
def _change(va, st, w, cards, v, i, lane, world, t, k0, k1):
    """A unit that puts the question in one world: its people, then the polity that it would join; the last unit of a polity stays."""
    shares, income = w.sums[S_SHARE], w.sums[S_INCOME]
    one = st.member[v, i, lane] > HALF
    mine, other = (1, 0) if one else (0, 1)
    here, campaign = w.lean[i, lane], cards[_CAMPAIGN, lane]
    nearer = abs(here - shares[mine, lane]) - abs(here - shares[other, lane])
    wish = (nearer + cards[_GAIN, lane] * (income[other, lane] - income[mine, lane])) / _SPREAD
    asked = va.change_share[v] + campaign * (ONE + normal32(one_uniform(world + lane, t, _CAMPAIGNS, i, k0, k1)))
    if not _carries(wish, asked):
        return
    decision = va.receiving[v, other]
    if decision >= 0 and not _consents(va, st, cards, v, decision, _CHANGES, i, lane, here, world, t, k0, k1):
        return
    staying = 0
    for j in range(w.lean.shape[0]):
        staying += 1 if st.member[v, j, lane] == st.member[v, i, lane] and st.due[v, j, lane] == ZERO else 0
    if staying > 1:
        st.due[v, i, lane] = f32(t + va.change_wait[v])
        st.joint[v, 2, lane] += ONE


@lanes
def _carries(wish, asked):
    """Whether phi(wish) is above a share; phi itself is asked only where the share's normal deviate is too near to tell."""
    if not _LITTLE < asked < ONE - _LITTLE:
        return phi(wish) > asked
    bound = normal32(asked)
    if abs(wish - bound) < _SLACK:
        return phi(wish) > asked
    return wish > bound


@lanes
def _consents(va, st, cards, v, decision, stream, item, lane, where, world, t, k0, k1):
    """Whether voices consent, each by the distance of its median from where the question lies."""
    said = 0
    for n in range(va.decision_size[v, decision]):
        leaf = va.decision_leaves[v, decision, n]
        u = one_uniform(world + lane, t, stream, CONSENTS * (n + 1) + item, k0, k1)
        distance = abs(st.medians[v, leaf, lane] - where)
        said |= (1 if u >= ONE / (ONE + exp32(-(cards[_D0, lane] + cards[_D1, lane] * distance))) else 0) << n
    for n in range(va.decision_number[v, decision]):
        mask = va.decision_masks[v, decision, n]
        if said & mask == mask:
            return True
    return False


@lanes
def phi(x):
    """The normal distribution function."""
    return f32(0.5 * math.erfc(-x * _ROOT_HALF))


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
            if support - cards[_CAMPAIGN, lane] * (ONE + z) > va.part_share[v] and (
                decision < 0 or _consents(va, st, cards, v, decision, _PARTING, item, lane, s[S_SHARE, k, lane], world, t, k0, k1)
            ):
                st.parts[v, lane] = f32(t + va.part_wait[v])
