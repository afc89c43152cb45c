"""The ground that a run stands on: one settlement, one calibration and one row of cards, as arrays ready for an engine.

Both engines read the same `Ground`. A card may differ from world to world (drawn from its prior); then it is an array over worlds.
Needs: NumPy.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from foedus.simulate.calibration import RULES, Calibration
from foedus.simulate.cards import ENTRY_WORDS, FROM_TEXT
from foedus.simulate.compiled import Compiled

Floats = NDArray[np.float64]
Cards = Mapping[str, "float | Floats"]
"""Every card by name: one value, or [worlds]."""

MOST_ATTRACTION, LEAST_ATTRACTION = 2.3, -4.0
"""Bounds of log attraction: tenfold at most, so that no place is ever left by more people than it has."""
BARRIER_YEARS = 10
ELECTION_YEARS = 2
"""Chambers are elected, and leanings move, every second year."""
SWITCH_SPREAD = 0.1
"""Spread of support over the distance of shares, in the normal form of a referendum's result."""


@dataclass(frozen=True)
class Scopes:
    """What is recorded by polity: the polities of the settlement under study, and where each place lies at the start."""

    names: tuple[str, ...]
    territory: NDArray[np.int64]

    @property
    def number(self) -> int:
        """How many there are."""
        return len(self.names)


@dataclass(frozen=True)
class Ground:
    """One variant, ready to run. rule: row of `fiscal.balance`; entry: [polities], what is left of moves into each across its border.

    follows: whether its polities are the scopes recorded, so that these follow the units that change polity; moves: [places, places], the
    moves of a year with what borders leave of them, where nobody changes polity.
    """

    compiled: Compiled
    calibration: Calibration
    scopes: Scopes
    rule: int
    polity_of: NDArray[np.int64]
    entry: Floats
    one_currency: bool
    follows: bool
    asks_parting: bool
    moves: Floats

    @property
    def polities(self) -> int:
        """How many polities there are."""
        return self.compiled.number_of_polities

    @property
    def changes(self) -> bool:
        """Whether units may change polity."""
        return self.compiled.change is not None

    @property
    def is_open(self) -> bool:
        """Whether every border is free."""
        return bool((self.entry == 1.0).all())


def scopes_of(compiled: Compiled) -> Scopes:
    """The scopes for a settlement under study. A single polity is `all` already, and places stand for themselves."""
    number = compiled.number_of_polities
    if number == 1 or number == len(compiled.codes):
        return Scopes((), np.zeros(len(compiled.codes), np.int64))
    return Scopes(compiled.polities, np.array(compiled.polity_of, np.int64))


def ground(compiled: Compiled, calibration: Calibration, scopes: Scopes, cards: Cards, rule: str = "balanced_by_tax") -> Ground:
    """Lay the ground for one variant. `entry`, `shared_currency` and `parting` are read once for all worlds."""
    polity_of = np.array(compiled.polity_of, np.int64)
    entry = _entry(compiled, cards)
    votes_yes = float(np.max(cards["shared_currency"])) >= 0.5
    one = compiled.currency == "one" or (compiled.currency == "by_vote" and votes_yes)
    left = np.where(polity_of[:, None] == polity_of[None, :], 1.0, entry[polity_of][:, None])
    follows = scopes.names == compiled.polities
    asks = compiled.part is not None and float(np.max(cards["parting"])) >= 0.5
    return Ground(
        compiled, calibration, scopes, RULES.index(rule), polity_of, entry, one, follows, asks, np.ascontiguousarray(calibration.people.moves * left)
    )


def _entry(compiled: Compiled, cards: Cards) -> Floats:
    asked = float(np.max(cards["entry"]))
    if asked == FROM_TEXT:
        return np.array([ENTRY_WORDS[word] for word in compiled.entry])
    return np.full(compiled.number_of_polities, max(asked, 0.0) if compiled.number_of_polities > 1 else 1.0)


@dataclass(frozen=True)
class Attraction:
    """What people are drawn by at the base: [places, worlds] (or one column), so that base flows stay as they are recorded.

    mix: the nation's mean attraction of each place by leaning; melting: change of logit that base flows make in a year, taken out again.
    """

    mix: Floats
    melting: Floats


def attraction(calibration: Calibration, a_lean: float | Floats) -> Attraction:
    """The base of attraction for a value of the card `a_lean`, or for one value for each world."""
    share, population = calibration.base.share, calibration.base.population
    people = np.stack((population * share, population * (1.0 - share)))
    pull = np.multiply.outer(share - 0.5, np.atleast_1d(np.asarray(a_lean, np.float64)))
    groups = people.sum(1) / population.sum()
    up, down = np.exp(pull), np.exp(-pull)
    mix = groups[0] * up + groups[1] * down
    moves = calibration.people.moves
    after = [_after_base_flows(moves, people[g][:, None], e / mix) for g, e in enumerate((up, down))]
    before = np.log(people[0]) - np.log(people[1])
    return Attraction(mix, np.log(after[0]) - np.log(after[1]) - before[:, None])


def by_inflow(drift: Floats, inflow: Floats) -> Floats:
    """A drift of people as attraction: by the moves in of a year at the base. Where nobody moves in, nobody is drawn."""
    inflow = np.broadcast_to(inflow, drift.shape)
    return np.divide(drift, inflow, out=np.zeros_like(drift), where=inflow > 0)


def _after_base_flows(moves: Floats, people: Floats, pull: Floats) -> Floats:
    return np.asarray(people * (1.0 - moves.T @ pull) + pull * (moves @ people))
