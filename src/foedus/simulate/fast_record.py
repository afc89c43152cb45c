"""What the fast engine writes down of a year, in the order of `quantities.series_of`; `record` says what each line means.

A page is [series, LANES], one year of a block in one variant; pages of a block follow one another.
Needs: Numba.
"""

# mypy: disable-error-code="no-untyped-def"

from __future__ import annotations

from foedus.simulate.fast_draws import log16
from foedus.simulate.fast_groups import part
from foedus.simulate.fast_lanes import WIDTH, choose, load, most, root, splat, store
from foedus.simulate.fast_math import LANES, ONE, ZERO, f32, lanes
from foedus.simulate.fast_rooms import (
    R_ADULTS,
    R_CHARGE,
    R_DY,
    R_DY2,
    R_FIRST,
    R_FLOW,
    R_IN,
    R_OUT,
    R_PEOPLE,
    R_PEOPLE0,
    R_PRODUCT,
    R_PRODUCT0,
    R_VOTES,
)
from foedus.simulate.quantities import ALL, OFFICES, POLITY
from foedus.simulate.record import THOUSAND

_THOUSAND = f32(THOUSAND)
_OF_POLITY, _OF_ALL = len(POLITY), len(ALL)


@lanes
def sums(va, pl, st, w, v):
    """All sums that the series need, by scope and behind them in all."""
    scopes, first, places, mixed, m, b = pl.whole[0], va.scope_first[v], va.scope_place[v], va.scope_mixed[v] == 1, st.member[v], w.by_scope
    votes, firsts, adults, row, zero = st.votes[v], st.first[v], st.adults[v], w.by_scope.shape[1] * LANES, splat(ZERO)
    for half in range(0, LANES, WIDTH):
        for s in range(max(scopes, 1)):
            people, into, out, product, flow, charge, dy = zero, zero, zero, zero, zero, zero, zero
            dy2, voted, mine, adult, people0, product0 = zero, zero, zero, zero, zero, zero
            for n in range(first[s], first[s + 1]):
                i = places[n]
                at = i * LANES + half
                belongs = part(mixed, m, at, s)
                here, income = load(w.population, at) * belongs, load(w.income, at)
                people, into, out = people + here, into + load(w.moved_in, at) * belongs, out + load(w.moved_out, at) * belongs
                product, flow = product + load(w.product, at) * belongs, flow + load(w.flow, at) * belongs
                charge, dy, dy2 = charge + load(w.charge, at) * belongs, dy + here * income, dy2 + here * income * income
                voted, mine, adult = voted + load(votes, at) * belongs, mine + load(firsts, at) * belongs, adult + load(adults, at) * belongs
                people0, product0 = people0 + pl.people[i] * belongs, product0 + pl.product[i] * belongs
            at = s * LANES + half
            _six(b, row, at, R_PEOPLE, people, into, out, product, flow, charge)
            _six(b, row, at, R_DY, dy, dy2, voted, mine, adult, people0)
            store(b, R_PRODUCT0 * row + at, product0)
        if scopes > 0:
            for number in range(b.shape[0]):
                whole = zero
                for s in range(scopes):
                    whole = whole + load(b, number * row + s * LANES + half)
                store(b, number * row + scopes * LANES + half, whole)


@lanes
def _six(b, row, at, first, x0, x1, x2, x3, x4, x5):
    """Six rows of sums, one after another."""
    at = first * row + at
    store(b, at, x0)
    store(b, at + row, x1)
    store(b, at + 2 * row, x2)
    store(b, at + 3 * row, x3)
    store(b, at + 4 * row, x4)
    store(b, at + 5 * row, x5)


@lanes
def rows(va, pl, st, w, v, t, rounds, page):
    """Write the series of the year into a page. rounds: elections held of each office so far."""
    scopes, years = pl.whole[0], splat(f32(t))
    for half in range(0, LANES, WIDTH):
        for s in range(scopes):
            _of_polity(va, pl, st, w, v, s, years, f32(max(rounds[v, 0], 1)), half, page)
        _of_all(w, scopes, years, half, page, _OF_POLITY * scopes)
        at = (_OF_POLITY * scopes + _OF_ALL + OFFICES) * LANES + half
        for n in range(3):
            store(page, at + n * LANES, load(st.joint[v], n * LANES + half))
        store(page, at + 3 * LANES, load(st.parted[v], half))


@lanes
def offices(st, pl, v, rounds, page):
    """Write who won the offices of a variant into its page."""
    first = (_OF_POLITY * pl.whole[0] + _OF_ALL) * LANES
    for office in range(OFFICES):
        held = f32(max(rounds[v, office], 1))
        for half in range(0, LANES, WIDTH):
            at = office * LANES + half
            store(page, first + at, load(st.wins[v], at) / held)


@lanes
def _of_polity(va, pl, st, w, v, s, years, held, half, page):
    """The quantities of one polity; its moves are added to what has been since the start."""
    b, row, at, zero, net = w.by_scope, w.by_scope.shape[1] * LANES, s * LANES + half, splat(ZERO), st.net[v]
    people, into, out, product = load(b, at), load(b, R_IN * row + at), load(b, R_OUT * row + at), load(b, R_PRODUCT * row + at)
    votes, to, alive = load(b, R_VOTES * row + at), _OF_POLITY * s * LANES + half, people > ZERO
    store(net, at, load(net, at) + (into - out))
    growth, head = _growth(b, row, at, people, product, years)
    store(page, to, people)
    store(page, to + LANES, into)
    store(page, to + 2 * LANES, out)
    store(page, to + 3 * LANES, load(net, at))
    store(page, to + 4 * LANES, product)
    store(page, to + 5 * LANES, choose(alive, growth, zero))
    store(page, to + 6 * LANES, choose(alive, head, zero))
    store(page, to + 7 * LANES, choose(alive, _gap(b, row, at, people), zero))
    store(page, to + 8 * LANES, choose(alive, load(b, R_FLOW * row + at) / people * _THOUSAND, zero))
    store(page, to + 9 * LANES, choose(alive, load(b, R_CHARGE * row + at) / product, zero))
    store(page, to + 10 * LANES, load(st.misfit[v], at) / years)
    store(page, to + 11 * LANES, choose(alive, load(b, R_FIRST * row + at) / votes, zero))
    store(page, to + 12 * LANES, choose(alive, votes / load(b, R_ADULTS * row + at), zero))
    store(page, to + 13 * LANES, load(st.alone[v], at) / held)
    store(page, to + 14 * LANES, load(st.carries[v], at) / held)
    store(page, to + 15 * LANES, _members(va, st, v, s, half))


@lanes
def _of_all(w, scopes, years, half, page, first):
    """The quantities of all places."""
    b, row, at, to = w.by_scope, w.by_scope.shape[1] * LANES, scopes * LANES + half, first * LANES + half
    people, product, votes = load(b, at), load(b, R_PRODUCT * row + at), load(b, R_VOTES * row + at)
    growth, head = _growth(b, row, at, people, product, years)
    store(page, to, people)
    store(page, to + LANES, load(b, R_IN * row + at))
    store(page, to + 2 * LANES, product)
    store(page, to + 3 * LANES, growth)
    store(page, to + 4 * LANES, head)
    store(page, to + 5 * LANES, _gap(b, row, at, people))
    store(page, to + 6 * LANES, load(b, R_CHARGE * row + at) / product)
    store(page, to + 7 * LANES, load(b, R_FIRST * row + at) / votes)
    store(page, to + 8 * LANES, votes / load(b, R_ADULTS * row + at))


@lanes
def _growth(b, row, at, people, product, years):
    """Mean growth a year since the start, of product and of product per head."""
    growth = log16(product / load(b, R_PRODUCT0 * row + at)) / years
    return growth, growth - log16(people / load(b, R_PEOPLE0 * row + at)) / years


@lanes
def _gap(b, row, at, people):
    """The root mean square distance of incomes from their mean."""
    middle = load(b, R_DY * row + at) / people
    return root(most(load(b, R_DY2 * row + at) / people - middle * middle, splat(ZERO)))


@lanes
def _members(va, st, v, s, half):
    """How many places belong to a scope."""
    first, places, found = va.scope_first[v], va.scope_place[v], splat(ZERO)
    for n in range(first[s], first[s + 1]):
        found = found + part(va.scope_mixed[v] == 1, st.member[v], places[n] * LANES + half, s)
    return found


@lanes
def place_rows(st, w, v, out):
    """Write the quantities of places, [quantities, places, LANES]."""
    places = w.population.shape[0]
    step = places * LANES
    for half in range(0, LANES, WIDTH):
        pivot = load(st.pivot[v], half)
        for i in range(places):
            at = i * LANES + half
            people, votes = load(w.population, at), load(st.votes[v], at)
            _six(out, step, at, 0, people, load(w.moved_in, at), load(w.moved_out, at), load(st.place_net[v], at), load(w.product, at),
                 load(w.flow, at) / people * _THOUSAND)  # fmt: skip
            store(out, 6 * step + at, load(st.first[v], at) / votes)
            store(out, 7 * step + at, votes / load(st.adults[v], at))
            store(out, 8 * step + at, choose(pivot == splat(f32(i)), splat(ONE), splat(ZERO)))
