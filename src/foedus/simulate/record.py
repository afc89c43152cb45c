"""What a block of worlds writes down at the end of a year, in the order of `quantities.series_of`.

Needs: NumPy.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from foedus.simulate.equations import State, scopes
from foedus.simulate.ground import Ground
from foedus.simulate.polities import Grouping
from foedus.simulate.quantities import OFFICES

Floats = NDArray[np.float64]

THOUSAND = 1000.0
"""Product is in thousands of dollars, flows per head in dollars."""


@dataclass
class Since:
    """What adds up since the start, for one variant of a block: [scopes, worlds] or [worlds]."""

    net: Floats
    misfit: Floats
    alone: Floats
    carries: Floats
    elections: int
    wins: Floats
    rounds: list[int]
    deadlocks: Floats
    lapses: Floats
    changes: Floats
    votes: Floats
    adults: Floats
    first: Floats
    place_net: Floats
    pivots: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, np.int64))


def since_start(ground: Ground, state: State) -> Since:
    """Nothing yet; votes as the leanings and the base turnout would have them."""
    worlds = state.population.shape[1]
    s, blank = ground.scopes.number, np.zeros(worlds)
    votes, adults = _standing_votes(ground, state)
    shares = state.people / state.population
    return Since(
        np.zeros((s, worlds)), np.zeros((s, worlds)), np.zeros((s, worlds)), np.zeros((s, worlds)), 0, np.zeros((OFFICES, worlds)), [0] * OFFICES,
        blank, blank, blank, votes, adults, np.asarray(votes * shares[0]), np.zeros_like(votes),
    )  # fmt: skip


def _standing_votes(ground: Ground, state: State) -> tuple[Floats, Floats]:
    c = ground.calibration
    adults = state.population * (c.base.adults / c.base.population)[:, None]
    return adults * c.votes.turnout[:, None], adults


def add_year(ground: Ground, state: State, since: Since) -> None:
    """Add the year that has just been lived."""
    year, here = state.year, scopes(ground, state)
    net = year.moved_in - year.moved_out
    since.place_net = since.place_net + net
    since.deadlocks, since.lapses = since.deadlocks + year.deadlock, since.lapses + year.lapsed
    since.changes = since.changes + year.changed
    if ground.scopes.number:
        since.net = since.net + here.sum(net)
        since.misfit = since.misfit + year.misfit
    if year.won:
        _add_election(ground, state, since, here)


def _add_election(ground: Ground, state: State, since: Since, here: Grouping) -> None:
    year, c = state.year, ground.calibration
    for office, won in year.won.items():
        since.wins[office] += won
        since.rounds[office] += 1
    since.votes, since.first = year.votes, year.votes * year.shares[0]
    since.adults = state.population * (c.base.adults / c.base.population)[:, None]
    since.pivots = year.pivot
    if 0 not in year.won:
        return
    since.elections += 1
    lead = year.votes * year.shares[0] - year.votes * year.shares[1]
    whole, votes = lead.sum(0), year.votes.sum(0)
    for scope in range(ground.scopes.number):
        own = np.where(here.is_in(scope), lead, 0.0).sum(0)
        rest = np.where(here.is_in(scope), 0.0, lead).sum(0)
        since.carries[scope] += (np.sign(own) == np.sign(whole)) & (np.sign(rest) != np.sign(whole))
        since.alone[scope] += np.where(here.is_in(scope), year.votes, 0.0).sum(0) > 0.5 * votes


def rows(ground: Ground, state: State, since: Since, t: int) -> Floats:
    """The series of the year: [series, worlds]."""
    found: list[Floats] = []
    here = scopes(ground, state)
    everything = Grouping(1, np.zeros(ground.calibration.places, np.int64))
    for scope in range(ground.scopes.number):
        found += _polity(ground, state, since, here, scope, t)
    found += _all(ground, state, since, everything, t)
    found += [since.wins[office] / max(since.rounds[office], 1) for office in range(OFFICES)]
    found += [since.deadlocks, since.lapses, since.changes, state.parted.astype(np.float64)]
    return np.stack(found)


def _polity(ground: Ground, state: State, since: Since, here: Grouping, scope: int, t: int) -> list[Floats]:
    year, inside = state.year, here.is_in(scope)
    weights = np.broadcast_to(inside, state.population.shape).astype(np.float64)

    def of(values: Floats) -> Floats:
        return np.asarray(np.einsum("ij,ij->j", weights, values))

    people, product, adults = of(state.population), of(year.product), of(since.adults)
    held = max(since.elections, 1)
    sizes = here.sizes(people.shape[0])[scope] if ground.follows else np.full(people.shape[0], float((here.member == scope).sum()))
    return [
        people, of(year.moved_in), of(year.moved_out), since.net[scope], product, *_growth(ground, inside, people, product, t),
        _gap(year.income, state.population, inside), _over(of(year.flow), people) * THOUSAND, _over(of(year.charge), product),
        since.misfit[scope] / t, _over(of(since.first), of(since.votes)), _over(of(since.votes), adults), since.alone[scope] / held,
        since.carries[scope] / held, sizes,
    ]  # fmt: skip


def _all(ground: Ground, state: State, since: Since, everything: Grouping, t: int) -> list[Floats]:
    year, inside = state.year, everything.is_in(0)
    people, product = state.population.sum(0), year.product.sum(0)
    return [
        people, year.moved_in.sum(0), product, *_growth(ground, inside, people, product, t), _gap(year.income, state.population, inside),
        year.charge.sum(0) / product, since.first.sum(0) / since.votes.sum(0), since.votes.sum(0) / since.adults.sum(0),
    ]  # fmt: skip


def _growth(ground: Ground, inside: NDArray[np.bool_], people: Floats, product: Floats, t: int) -> tuple[Floats, Floats]:
    """Mean growth a year since the start, of product and of product per head, of the places that belong now."""
    base = ground.calibration.base
    people0 = np.where(inside, base.population[:, None], 0.0).sum(0)
    product0 = np.where(inside, base.product[:, None], 0.0).sum(0)
    growth = np.log(_over(product, product0, 1.0)) / t
    return growth, growth - np.log(_over(people, people0, 1.0)) / t


def _gap(income: Floats, population: Floats, inside: NDArray[np.bool_]) -> Floats:
    weights = np.where(inside, population, 0.0)
    total = weights.sum(0)
    middle = _over((weights * income).sum(0), total)
    return np.asarray(np.sqrt(_over((weights * (income - middle) ** 2).sum(0), total)))


def _over(top: Floats, bottom: Floats, empty: float = 0.0) -> Floats:
    return np.divide(top, bottom, out=np.full_like(top, empty), where=bottom > 0)


def place_rows(ground: Ground, state: State, since: Since) -> Floats:
    """The quantities of places: [quantities, places, worlds]."""
    year = state.year
    pivot = np.zeros_like(state.population)
    if len(since.pivots):
        pivot[since.pivots, np.arange(pivot.shape[1])] = 1.0
    return np.stack((
        state.population, year.moved_in, year.moved_out, since.place_net, year.product, year.flow / state.population * THOUSAND,
        since.first / since.votes, since.votes / since.adults, pivot,
    ))  # fmt: skip
