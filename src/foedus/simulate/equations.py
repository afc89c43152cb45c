"""The equations of one year, for a block of worlds, in the order in which the year runs: the specification that every engine must match.

Due effects, economy, fiscal flows, people, leanings and elections, joint decisions, changes of polity and parting. Arrays are
[places, worlds] or [polities, worlds]; each card is one value or one for each world. What is written down of a year is `record`.
Needs: NumPy. Source: design page SIMULATION, sections 3.4 to 3.8.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from foedus.simulate.draws import Weather
from foedus.simulate.ground import (
    BARRIER_YEARS,
    ELECTION_YEARS,
    LEAST_ATTRACTION,
    MOST_ATTRACTION,
    Attraction,
    Cards,
    Ground,
    attraction,
    by_inflow,
)
from foedus.simulate.polities import Grouping, mean

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass
class State:
    """Everything that changes in a block of worlds of one variant; engines keep nothing else from year to year.

    people: [2, places, worlds] by leaning; x: log product per head since the base; v: unemployment gap, points; member: polity of each place;
    due: the year in which a place changes polity (0: none); parts: the year in which a world parts (0: none); funded: [heads, worlds].
    """

    people: Floats
    x: Floats
    v: Floats
    member: NDArray[np.int64]
    due: NDArray[np.int64]
    parts: NDArray[np.int64]
    parted: Flags
    funded: Flags
    medians: Floats
    year: Year = field(default_factory=lambda: Year())

    @property
    def population(self) -> Floats:
        """People by place."""
        return np.asarray(self.people[0] + self.people[1])

    @property
    def deviation(self) -> Floats:
        """Group 1's two-party share less a half, by place."""
        return np.asarray((self.people[0] - self.people[1]) / (2.0 * self.population))

    @property
    def logit(self) -> Floats:
        """Leaning by place."""
        return np.asarray(np.log(self.people[0]) - np.log(self.people[1]))


@dataclass
class Year:
    """What one year came to, before it is written down; refilled each year. Elections keep what the last one gave."""

    misfit: Floats = field(default_factory=lambda: np.zeros((0, 0)))
    product: Floats = field(default_factory=lambda: np.zeros((0, 0)))
    flow: Floats = field(default_factory=lambda: np.zeros((0, 0)))
    charge: Floats = field(default_factory=lambda: np.zeros((0, 0)))
    income: Floats = field(default_factory=lambda: np.zeros((0, 0)))
    moved_in: Floats = field(default_factory=lambda: np.zeros((0, 0)))
    moved_out: Floats = field(default_factory=lambda: np.zeros((0, 0)))
    votes: Floats = field(default_factory=lambda: np.zeros((0, 0)))
    shares: Floats = field(default_factory=lambda: np.zeros((0, 0, 0)))
    won: dict[int, Floats] = field(default_factory=dict)
    pivot: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, np.int64))
    deadlock: Flags = field(default_factory=lambda: np.zeros(0, bool))
    lapsed: Flags = field(default_factory=lambda: np.zeros(0, bool))
    changed: Floats = field(default_factory=lambda: np.zeros(0))


@dataclass(frozen=True)
class Lasting:
    """What lasts a whole world, the same in every variant: drifts, and the base of attraction."""

    drift: Floats
    people_drift: Floats
    base: Attraction


def lasting(ground: Ground, cards: Cards, weather: Weather) -> Lasting:
    """Draw what lasts a whole world: N(0, r s_i^2) for growth, N(0, drift_sd) for people, zero over the nation."""
    c = ground.calibration
    drift = (np.sqrt(c.product.drift_ratio) * c.product.residual)[:, None] * weather.normals("growth drift", c.places)
    people = c.people.drift_sd * weather.normals("people drift", c.places)
    weights = (c.base.population / c.base.population.sum())[:, None]
    people = people - (weights * people).sum(0)
    return Lasting(drift, by_inflow(people, c.people.inflow[:, None]), attraction(c, cards["a_lean"]))


def start(ground: Ground, worlds: int) -> State:
    """The state at the base year."""
    c, places = ground.calibration, ground.calibration.places
    people = np.stack((c.base.population * c.base.share, c.base.population * (1.0 - c.base.share)))
    blank = np.zeros((places, worlds))
    member = ground.polity_of if not ground.changes else np.repeat(ground.polity_of[:, None], worlds, 1)
    none = np.zeros(worlds, np.int64)
    heads, leaves = len(ground.compiled.heads), len(ground.compiled.leaves)
    return State(np.repeat(people[:, :, None], worlds, 2), blank, blank, member, np.zeros((places, worlds), np.int64), none,
                 np.zeros(worlds, bool), np.ones((heads, worlds), bool), np.zeros((leaves, worlds)))  # fmt: skip


def grouping(ground: Ground, state: State) -> Grouping:
    """The polities as they now are."""
    return Grouping(ground.polities, state.member)


def purses(ground: Ground, state: State) -> Grouping:
    """The tax unions: one for all, or each polity."""
    return Grouping(1, np.zeros(ground.calibration.places, np.int64)) if ground.compiled.common_tax else grouping(ground, state)


# ---- due effects, economy


def due_effects(state: State, t: int) -> None:
    """Changes of polity and partings whose time has come."""
    moving = state.due == t
    if moving.any():
        state.member = np.where(moving, 1 - state.member, state.member)
        state.due = np.where(moving, 0, state.due)
    state.parted = state.parted | (state.parts == t)


def national_shock(weather: Weather, t: int, f_sd: float) -> tuple[Floats, Floats]:
    """f: five degrees of freedom scaled to the s.d. recorded, [worlds]; h: the common factors, [3, worlds]."""
    z = weather.normals("growth common", 9, t)
    t5 = z[0] / np.sqrt((z[1] ** 2 + z[2] ** 2 + z[3] ** 2 + z[4] ** 2 + z[5] ** 2) / 5.0)
    return f_sd * np.sqrt(3.0 / 5.0) * t5, z[6:9]


@dataclass(frozen=True)
class Shocks:
    """The year's chances in the economy: national shock, common factors, and each place's own."""

    f: Floats
    h: Floats
    eps: Floats
    q: Floats
    eta: Floats


def shocks(ground: Ground, weather: Weather, t: int) -> Shocks:
    """Draw the year's shocks."""
    c = ground.calibration
    f, h = national_shock(weather, t, c.product.f_sd)
    eps = weather.normals("growth by place", c.places, t)
    r = c.jobs.correlation
    eta = r * eps + np.sqrt(1.0 - r * r) * weather.normals("jobs by place", c.places, t)
    return Shocks(f, h, eps, weather.normals("jobs common", 3, t), eta)


def grow(ground: Ground, state: State, shock: Shocks, world: Lasting, cards: Cards, t: int) -> None:
    """Product per head: dx_i = gamma + drift_i + beta_i f + L_i . h + sigma_i eps_i - delta'."""
    p = ground.calibration.product
    loss = cards["delta"] / BARRIER_YEARS if ground.compiled.barrier and t <= BARRIER_YEARS else 0.0
    common = p.gamma + p.beta[:, None] * shock.f + p.factors @ shock.h
    state.x = state.x + (common + world.drift + p.sigma[:, None] * shock.eps - loss)


def rate_slope(cards: Cards) -> float | Floats:
    """How many points the rate that fits moves for a point of unemployment gap: (1 + w) kappa + 2 s."""
    return (1.0 + cards["rate_inflation"]) * cards["kappa"] + 2.0 * cards["rate_slack"]


def jobs(ground: Ground, state: State, shock: Shocks, cards: Cards) -> None:
    """Unemployment gaps: v_i' = rho0 v_i - lambda m_i + b_i (-okun f) + L_i . q + s_i eta_i, with m_i = -slope (v_i - v_c)."""
    j = ground.calibration.jobs
    force = state.population * j.labour_force[:, None]
    own = grouping(ground, state)
    everywhere = (force * state.v).sum(0) / force.sum(0)
    shared = everywhere[None, :] if ground.one_currency else own.spread(mean(state.v, force, own))
    if ground.one_currency and ground.asks_parting:
        shared = np.where(state.parted, own.spread(mean(state.v, force, own)), shared)
    slope = rate_slope(cards)
    misfit = -slope * (state.v - shared)
    state.year.misfit = np.abs(mean(misfit, force, scopes(ground, state)))
    rho0 = j.persistence - cards["lambda"] * slope
    national = j.response[:, None] * (-j.okun * shock.f)
    state.v = rho0 * state.v - cards["lambda"] * misfit + national + j.factors @ shock.q + j.s[:, None] * shock.eta


def scopes(ground: Ground, state: State) -> Grouping:
    """What is recorded by polity: the polities as they now are, or the territory that they have at the start."""
    return grouping(ground, state) if ground.follows else Grouping(ground.scopes.number, ground.scopes.territory)


# ---- fiscal flows


def accounts(ground: Ground, state: State, cards: Cards) -> tuple[Floats, Floats]:
    """Close every purse, even out shocks, charge the joint heads: disposable log income and log tax, both less the nation's mean."""
    c = ground.calibration
    population = state.population
    product = (c.base.product / c.base.population)[:, None] * np.exp(state.x) * population
    purse = purses(ground, state)
    base = c.fiscal.base[ground.rule][:, None]
    deficit = c.fiscal.deficit[ground.rule] / c.fiscal.product.sum()
    closed = purse.spread(deficit - mean(base, product, purse))  # a purse without product has nobody to whom it could be spread
    evened = cards["smoothing"] * (purse.spread(mean(state.x, population, purse)) - state.x)
    charge = grouping(ground, state).spread(charges(ground, state, product, cards))
    income = state.x + evened + closed - charge
    burden = c.fiscal.taxes[ground.rule].sum() / c.fiscal.product.sum() or 1.0
    tax = np.log(np.maximum(1.0 + (charge - closed) / burden, 0.1))
    state.year.product, state.year.flow, state.year.charge, state.year.income = product, (base + closed) * product, charge * product, income
    total = population.sum(0)
    tax = tax - tax[0]  # so that a tax that is everywhere the same differs nowhere, to the last bit
    return income - (income * population).sum(0) / total, tax - (tax * population).sum(0) / total


def charges(ground: Ground, state: State, product: Floats, cards: Cards) -> Floats:
    """What the joint heads cost each polity, as a share of its product: [polities, worlds]. A head that has lapsed costs nothing."""
    own = grouping(ground, state)
    of_polity, whole = own.sum(product), product.sum(0)
    due = np.zeros_like(of_polity)
    heads = ground.compiled.heads
    for number, head in enumerate(heads):
        key = payers_key(head.key, np.array(head.shares), own.sum(state.population), of_polity)
        due = due + np.where(state.funded[number] & ~state.parted, cards["joint_cost"] / len(heads), 0.0) * whole * key
    return np.divide(due, of_polity, out=np.zeros_like(due), where=of_polity > 0)


def payers_key(key: str, shares: Floats, population: Floats, product: Floats) -> Floats:
    """Each polity's part of a joint head: [polities, worlds], sum 1."""
    if key in ("shares", "equal"):
        return np.broadcast_to(shares[:, None], population.shape)
    by = (population if key == "population" else product) * shares[:, None]
    return np.asarray(by / by.sum(0))


# ---- people


def move(ground: Ground, state: State, world: Lasting, cards: Cards, income: Floats, tax: Floats) -> None:
    """Flow from j to i of group g = V_gj A_ij k e_gi; births less deaths; arrivals; leanings lose what base flows have always changed."""
    c = ground.calibration
    drawn = cards["a_income"] * income + cards["a_tax"] * tax + world.people_drift
    drawn = np.clip(drawn, LEAST_ATTRACTION, MOST_ATTRACTION)
    lean = cards["a_lean"] * state.deviation
    into, out = np.zeros_like(drawn), np.zeros_like(drawn)
    moved = []
    for group, sign in ((0, 1.0), (1, -1.0)):
        pull = np.exp(drawn + sign * lean) / world.base.mix
        arrive, leave = flows(ground, state, state.people[group], pull)
        moved.append(state.people[group] - leave + arrive)
        into, out = into + arrive, out + leave
    state.year.moved_in, state.year.moved_out = into, out
    population = moved[0] + moved[1]
    logit = np.log(moved[0]) - np.log(moved[1]) - world.base.melting
    growth = 1.0 + c.people.natural[:, None] + c.people.immigration[:, None] * cards["immigration"] / population
    settle(state, logit, population * growth)


def flows(ground: Ground, state: State, people: Floats, pull: Floats) -> tuple[Floats, Floats]:
    """People arriving at and leaving each place: [places, worlds] each. Who is refused at a border stays."""
    if state.member.ndim == 1:
        return pull * (ground.moves @ people), people * (ground.moves.T @ pull)
    moves = ground.calibration.people.moves
    arrive, leave = moves @ people, moves.T @ pull
    if ground.is_open:
        return pull * arrive, people * leave
    into, out = np.zeros_like(people), np.zeros_like(people)
    for polity, left in enumerate(ground.entry):
        inside = state.member == polity
        from_inside = moves @ np.where(inside, people, 0.0)
        to_inside = moves.T @ np.where(inside, pull, 0.0)
        into = into + np.where(inside, pull * (from_inside + left * (arrive - from_inside)), 0.0)
        out = out + people * np.where(inside, to_inside, left * to_inside)
    return into, out


def settle(state: State, logit: Floats, population: Floats) -> None:
    """Divide the people of each place by its leaning; the two groups make the whole."""
    state.people = np.stack((population / (1.0 + np.exp(-logit)), population / (1.0 + np.exp(logit))))


def walk(ground: Ground, state: State, weather: Weather, t: int) -> None:
    """Leanings move in every second year by what lasts: sqrt(.75 * 2/4) (L_i . q + sp_i zeta_i)."""
    if t % ELECTION_YEARS:
        return
    v = ground.calibration.votes
    common = weather.normals("leaning common", 6, t)[:3]
    swing = v.factors @ common + v.sp[:, None] * weather.normals("leaning walk by place", ground.calibration.places, t)
    settle(state, state.logit + np.sqrt((1.0 - v.passing) * ELECTION_YEARS / v.every) * swing, state.population)


def before_votes(ground: Ground, state: State, world: Lasting, weather: Weather, cards: Cards, t: int) -> None:
    """The part of a year before votes are counted."""
    due_effects(state, t)
    shock = shocks(ground, weather, t)
    grow(ground, state, shock, world, cards, t)
    jobs(ground, state, shock, cards)
    income, tax = accounts(ground, state, cards)
    move(ground, state, world, cards, income, tax)
    walk(ground, state, weather, t)
