"""The equations of votes: elections of joint offices, decisions due each year, changes of polity, parting.

A voice in a decision refuses with a chance that grows with the distance of its median from the midpoint of all; the settlement's own rule
combines the voices. Support in a referendum is a normal form of how much nearer the other polity lies, less what a campaign costs.
Needs: NumPy, SciPy. Source: design page SIMULATION, section 3.8.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr

from foedus.simulate.compiled import Decision
from foedus.simulate.draws import Weather, normals
from foedus.simulate.equations import Flags, Floats, State, grouping
from foedus.simulate.ground import ELECTION_YEARS, SWITCH_SPREAD, Cards, Ground
from foedus.simulate.polities import Grouping, in_order, mean, weighted_median

CONSENTS = 64
"""Items of stream `change of polity` from here on are consents: 64 (leaf + 1) + place; below, item = place."""


def is_election(ground: Ground, t: int) -> bool:
    """Whether an office that all elect is filled in a year."""
    return any(t % office.term == 0 for office in ground.compiled.offices)


def take_seats(ground: Ground, state: State, t: int) -> None:
    """The median of each voice, as group 1's share less a half: of a chamber by seats, of a people or an office by people."""
    if t % ELECTION_YEARS or not ground.compiled.leaves:
        return
    deviation, population, own = state.deviation, state.population, grouping(ground, state)
    means, order = mean(deviation, population, own), in_order(deviation)
    medians = []
    for leaf in ground.compiled.leaves:
        if leaf.kind == "chamber":
            weights = np.where(own.is_in(leaf.polity), np.array(leaf.seats, np.float64)[:, None], 0.0)
            medians.append(weighted_median(deviation, np.broadcast_to(weights, deviation.shape), order))
        else:
            medians.append(means[leaf.polity])
    state.medians = np.stack(medians)


# ---- elections


def votes_cast(ground: Ground, state: State, weather: Weather, t: int) -> Floats:
    """Votes by place: residents of 18 and over, by their share at the base, times turnout with log noise of place and nation."""
    c = ground.calibration
    noise = weather.normals("turnout", c.places + 1, t)
    v = c.votes
    log = v.turnout_place_sd * noise[:-1] + v.turnout_national_sd * noise[-1]
    return np.asarray(state.population * (c.base.adults / c.base.population * v.turnout)[:, None] * np.exp(log))


def election_day(ground: Ground, state: State, weather: Weather, t: int, votes: Floats) -> Floats:
    """logit share_i = lean_i - L + n + sqrt(.25) (L_i . q' + sp_i zeta'_i), L the logit of the nation under the leanings."""
    v = ground.calibration.votes
    common = weather.normals("leaning common", 6, t)[3:]
    passing = v.factors @ common + v.sp[:, None] * weather.normals("leaning passing by place", ground.calibration.places, t)
    shares = state.people / state.population
    nation = np.log((votes * shares[0]).sum(0)) - np.log((votes * shares[1]).sum(0))
    swing = v.mu + v.s_n * weather.normals("national vote", 1, t)[0]
    return np.asarray(state.logit - nation + swing + np.sqrt(v.passing) * passing)


def elections(ground: Ground, state: State, weather: Weather, t: int) -> None:
    """Fill the offices whose term ends: who has most votes, most electors, or most votes in each polity (else in all)."""
    state.year.won = {}
    if not is_election(ground, t):
        return
    votes = votes_cast(ground, state, weather, t)
    logit = election_day(ground, state, weather, t, votes)
    state.year.votes = votes
    state.year.shares = np.stack((1.0 / (1.0 + np.exp(-logit)), 1.0 / (1.0 + np.exp(logit))))
    lead = votes * state.year.shares[0] - votes * state.year.shares[1]
    for number, office in enumerate(ground.compiled.offices):
        if t % office.term == 0:
            electors = np.array(office.electors, np.float64)[:, None] if office.electors else None
            state.year.won[number] = winner(ground, state, office.how, lead, electors)
            if number == 0:
                weights = np.broadcast_to(electors, votes.shape) if electors is not None else votes
                state.year.pivot = pivot(logit, weights)


def winner(ground: Ground, state: State, how: str, lead: Floats, electors: Floats | None) -> Floats:
    """1 where group 1 wins, 0 where group 2 does, a half on an even split: [worlds]."""
    popular = 0.5 + 0.5 * np.sign(lead.sum(0))
    if how == "electors" and electors is not None:
        return np.asarray(0.5 + 0.5 * np.sign((electors * np.sign(lead)).sum(0)))
    if how == "each_polity":
        each = np.sign(grouping(ground, state).sum(lead))
        return np.where((each > 0).all(0), 1.0, np.where((each < 0).all(0), 0.0, popular))
    return np.asarray(popular)


def pivot(logit: Floats, weights: Floats) -> NDArray[np.int64]:
    """The place at which the count, from one end of the leanings to the other, passes a half: [worlds]."""
    order = in_order(logit)
    reached = np.cumsum(np.take_along_axis(weights, order, 0), axis=0)
    first = np.argmax(reached >= 0.5 * reached[-1], axis=0)
    return np.asarray(order[first, np.arange(logit.shape[1])])


# ---- decisions due each year


def refusal(distance: Floats, cards: Cards) -> Floats:
    """The chance that a voice refuses: logistic(d0 + d1 * distance)."""
    return np.asarray(1.0 / (1.0 + np.exp(-(cards["d0"] + cards["d1"] * distance))))


def carried(decision: Decision, says_yes: Flags) -> Flags:
    """Whether the yes of the leaves, [leaves of the decision, worlds], contains one of the least winning sets."""
    found = np.zeros(says_yes.shape[1], bool)
    for mask in decision.winning:
        members = [bit for bit in range(len(decision.leaves)) if mask >> bit & 1]
        found |= says_yes[members].all(0)
    return found


def joint_decisions(ground: Ground, state: State, weather: Weather, cards: Cards, t: int) -> None:
    """The joint budget of the year: each voice says yes or no, the rule combines them; not carried is a deadlock, and the text's fallback holds."""
    worlds = state.population.shape[1]
    state.year.deadlock, state.year.lapsed = np.zeros(worlds, bool), np.zeros(worlds, bool)
    due = [(number, head) for number, head in enumerate(ground.compiled.heads) if head.decision is not None]
    if not due:
        return
    u = weather.uniforms("joint decisions", len(ground.compiled.leaves), t)
    for number, head in due:
        decision = ground.compiled.decisions[head.decision or 0]
        leaves = list(decision.leaves)
        medians = state.medians[leaves]
        middle = 0.5 * (medians.max(0) + medians.min(0))
        items = [ground.compiled.leaves[leaf].item for leaf in leaves]
        failed = ~carried(decision, u[items] >= refusal(np.abs(medians - middle), cards)) & ~state.parted
        state.year.deadlock = state.year.deadlock | failed
        if not head.continues:
            state.year.lapsed = state.year.lapsed | failed
            state.funded = state.funded.copy()
            state.funded[number] = ~failed


# ---- changes of polity, parting


def changes(ground: Ground, state: State, weather: Weather, cards: Cards, t: int) -> None:
    """Units whose people wish it put the question; who carries it, with the receiving polity's consent, belongs to it after the wait."""
    state.year.changed = np.zeros(state.population.shape[1])
    change = ground.compiled.change
    if change is None or t < change.opens:
        return
    places = ground.calibration.places
    asked = weather.uniforms("change of polity", places, t) < cards["hazard"]
    asked &= np.array(change.may)[:, None] & (state.due == 0)
    support = change_support(ground, state, cards)
    place, column = np.nonzero(asked & (support > change.threshold - 0.5))
    if not len(place):
        return
    z = normals(weather.uniforms_at("campaigns", t, place, column))
    loss = _at(cards["campaign"], column) * (1.0 + z)
    kept = support[place, column] - loss > change.threshold
    place, column = place[kept], column[kept]
    kept = _received(ground, state, weather, cards, t, place, column)
    _let_go(state, place[kept], column[kept], t + change.wait)


def change_support(ground: Ground, state: State, cards: Cards) -> Floats:
    """Phi(((distance to own mean share - distance to the other's) + b gain) / .1), gain: of mean disposable log income: [places, worlds]."""
    own, deviation = grouping(ground, state), state.deviation
    shares = mean(deviation, state.population, own)
    income = mean(state.year.income, state.population, own)
    nearer = np.abs(deviation - own.spread(shares)) - np.abs(deviation - own.spread(shares[::-1]))
    gain = own.spread(income[::-1] - income)
    return np.asarray(ndtr((nearer + cards["change_income"] * gain) / SWITCH_SPREAD))


def _at(card: float | Floats, column: NDArray[np.int64]) -> float | Floats:
    return card[column] if isinstance(card, np.ndarray) and card.ndim else card


def _received(
    ground: Ground, state: State, weather: Weather, cards: Cards, t: int, place: NDArray[np.int64], column: NDArray[np.int64]
) -> Flags:
    """Whether the polity that a unit would join consents: each voice refuses by the distance of its median from the unit."""
    change = ground.compiled.change
    member = state.member[place, column] if len(place) else np.zeros(0, np.int64)
    agreed = np.ones(len(place), bool)
    for polity, number in enumerate(change.receiving if change is not None else ()):
        chosen = np.nonzero(member == 1 - polity)[0]
        if number is None or not len(chosen):
            continue
        decision = ground.compiled.decisions[number]
        agreed[chosen] = _consents(decision, state, weather, cards, t, place[chosen], column[chosen], "change of polity")
    return agreed


def _consents(
    decision: Decision, state: State, weather: Weather, cards: Cards, t: int, item: NDArray[np.int64], column: NDArray[np.int64], stream: str,
    at: Floats | None = None,
) -> Flags:  # fmt: skip
    where = state.deviation[item, column] if at is None else at
    says = []
    for number, leaf in enumerate(decision.leaves):
        u = weather.uniforms_at(stream, t, CONSENTS * (number + 1) + item, column)
        distance = np.abs(state.medians[leaf, column] - where)
        says.append(u >= 1.0 / (1.0 + np.exp(-(_at(cards["d0"], column) + _at(cards["d1"], column) * distance))))
    return carried(decision, np.stack(says))


def _let_go(state: State, place: NDArray[np.int64], column: NDArray[np.int64], when: int) -> None:
    """Write down who changes; the last unit of a polity stays. Units of one world are taken in place order."""
    state.due = state.due.copy()
    for i, w in zip(place.tolist(), column.tolist(), strict=True):
        own = state.member[i, w]
        staying = (state.member[:, w] == own) & (state.due[:, w] == 0)
        if staying.sum() > 1:
            state.due[i, w] = when
            state.year.changed[w] += 1.0


def parting(ground: Ground, state: State, weather: Weather, cards: Cards, t: int) -> None:
    """Where the scenario puts the question: a polity parts if its people and its own voices carry it. Never a forecast."""
    part = ground.compiled.part
    if part is None or not ground.asks_parting or t < part.opens:
        return
    own = grouping(ground, state)
    shares = mean(state.deviation, state.population, own)
    income = mean(state.year.income, state.population, own)
    everybody = Grouping(1, np.zeros(ground.calibration.places, np.int64))
    whole, all_income = (mean(values, state.population, everybody)[0] for values in (state.deviation, state.year.income))
    support = ndtr((np.abs(shares - whole) + cards["change_income"] * (income - all_income)) / SWITCH_SPREAD)
    asked = weather.uniforms("parting", ground.polities, t) < cards["hazard"]
    rank = ground.compiled.rank
    for polity, number in enumerate(part.decisions):
        column = np.nonzero(asked[rank[polity]] & ~state.parted & (state.parts == 0) & (support[polity] > part.threshold - 0.5))[0]
        item = np.full(len(column), rank[polity])
        z = normals(weather.uniforms_at("campaigns", t, CONSENTS + item, column))
        kept = support[polity][column] - _at(cards["campaign"], column) * (1.0 + z) > part.threshold
        if number is not None and len(column):
            decision = ground.compiled.decisions[number]
            kept &= _consents(decision, state, weather, cards, t, item, column, "parting", shares[polity][column])
        state.parts = state.parts.copy()
        state.parts[column[kept]] = t + part.wait


def votes_of_the_year(ground: Ground, state: State, weather: Weather, cards: Cards, t: int) -> None:
    """The part of a year in which votes are counted."""
    take_seats(ground, state, t)
    elections(ground, state, weather, t)
    joint_decisions(ground, state, weather, cards, t)
    changes(ground, state, weather, cards, t)
    parting(ground, state, weather, cards, t)
