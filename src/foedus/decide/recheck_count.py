"""The p-values of a certificate worked out again from their definitions, card by card, in fractions.

Needs: the standard library.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from fractions import Fraction

from foedus.decide.recheck_files import DoesNotHold, Files, Place, Worth, must, of_shares, stream, weights_of

SPLITS = 200
"""So many splits of a margin between two samples are tried, on either side of none."""


def check_counts(state: Files) -> str:
    """Work out the p-value of every assertion anew."""
    plan = state.plan
    whole = Fraction(plan["risk_limit"]) - len(state.polities) * Fraction(plan["risk_of_each_register"])
    limit = whole * state.part
    read = 0
    for claimed in state.certificate["count"]:
        words, pools = claimed["assertion"], tuple(claimed["pools"])
        sampled = [pool for pool in pools if pool not in state.hand and state.pools[pool][1]]
        p = _p_value(state, words, pools, sampled, claimed["cards_read"])
        must(p <= limit, f"the cards read do not confirm: {words} (p = {float(p):.4g}, limit {float(limit):.4g})")
        told = Fraction(claimed["p_at_most"])
        must(p <= told * (1 + Fraction(1, 10**6)), f"the p-value told is too small: {words}")
        # Between two samples only some splits are tried here, so the largest found may be below what is told.
        must(claimed["method"].startswith("two samples") or p >= told * (1 - Fraction(1, 10**6)), f"the p-value told is another: {words}")
        read += claimed["cards_read"]
    number = len(state.certificate["count"])
    return f"{number} assertion{'s' if number > 1 else ''} confirmed on {read} cards drawn or counted"


def _worth(choice: str | None, winner: str, losers: list[str]) -> Worth:
    if choice == "missing":
        return -1, 1
    return (choice == winner) - (choice in losers), 1 if choice else 0


def _p_value(state: Files, words: str, pools: tuple[str, ...], sampled: list[str], read: int) -> Fraction:
    winner, losers = state.certificate["winner"], state.losers[words, pools]
    bound = sum(state.bounds[polity] for polity in {state.pools[pool][0] for pool in pools})
    known = {pool: _by_hand(state, pool, winner, losers) for pool in pools if pool not in sampled}
    if of_shares(state):
        return _of_two(state, pools, sampled, known, winner, losers, read)
    lead = sum(margin for margin, _ in known.values()) - bound
    lead += sum(state.votes(pool)[winner] - sum(state.votes(pool)[name] for name in losers) for pool in sampled)
    if not sampled:
        return Fraction(lead <= 0)
    apart = state.plan["samples"] == "one for each" and len(sampled) == 2
    if apart:
        return _of_two(state, pools, sampled, known, winner, losers, read)
    cards = [card for pool in sampled for card in state.pools[pool][1]]
    margin = Fraction(lead, len(cards))
    drawn = _drawn(state, "cards of " + ",".join(sampled), cards, read)
    if not state.polling:
        return _product((_per_card(state, card, margin, winner, losers) for card in drawn), margin)
    reported = (1 + Fraction(sum(state.votes(pool)[winner] - sum(state.votes(pool)[name] for name in losers) for pool in sampled), len(cards))) / 2
    null = reported - margin / 2
    if null <= 0:
        return Fraction(null == 0)
    guess = max(null, min(reported, Fraction(999, 1000)))
    wealth = Fraction(1)
    for card in drawn:
        value = Fraction(_worth(_reading(state, card), winner, losers)[0] + 1, 2)
        wealth *= value * guess / null + (1 - value) * (1 - guess) / (1 - null)
    return min(Fraction(1), 1 / wealth) if wealth else Fraction(1)


def _reading(state: Files, card: Place) -> str:
    return "missing" if card[1] == "lost" else state.readings[card]


def _drawn(state: Files, name: str, cards: list[Place], many: int) -> list[Place]:
    found: list[Place] = []
    numbers = stream(state.seed, name)
    while len(found) < many:
        one = next(numbers)
        if one < 2**256 - 2**256 % len(cards):
            found.append(cards[one % len(cards)])
    return found


def _per_card(state: Files, card: Place, margin: Fraction, winner: str, losers: list[str]) -> Fraction:
    twice = 2 * Fraction(state.plan["gamma"])
    over = _worth(state.records.get(card, ""), winner, losers)[0] - _worth(_reading(state, card), winner, losers)[0]
    return (1 - margin / twice) / (1 - over / twice)


def _product(factors: Iterator[Fraction], margin: Fraction) -> Fraction:
    if margin > 2:
        return Fraction(0)
    above = below = 1
    for factor in factors:
        above, below = above * factor.numerator, below * factor.denominator
    return Fraction(above, below)


def _by_hand(state: Files, pool: str, winner: str, losers: list[str]) -> Worth:
    worth = [_worth(_reading(state, card), winner, losers) for card in state.pools[pool][1]]
    return sum(one[0] for one in worth), sum(one[1] for one in worth)


def _of_two(
    state: Files, pools: tuple[str, ...], sampled: list[str], known: Mapping[str, Worth], winner: str, losers: list[str], read: int
) -> Fraction:
    """The largest p-value over many splits between two pools, each split worked out card by card."""
    shares, weights = of_shares(state), weights_of(state, pools)
    sizes = [len(state.pools[pool][1]) for pool in pools]
    bounds = [state.bounds[state.pools[pool][0]] for pool in pools]
    if not sampled:
        return Fraction(sum((w * _share(known[pool], off) for w, pool, off in zip(weights, pools, bounds, strict=True)), Fraction(0)) <= 0)
    strata = {pool: _Stratum(state, pool, winner, losers, bounds[place], shares, _own(sampled, pools, sizes, place, read))
              for place, pool in enumerate(pools) if pool in sampled}  # fmt: skip
    if len(sampled) == 1:
        other = next(place for place, pool in enumerate(pools) if pool not in sampled)
        null = -weights[other] * _share(known[pools[other]], bounds[other]) / weights[1 - other]
        return Fraction(0) if null < -1 else Fraction(1) if null >= 1 else min(Fraction(1), strata[sampled[0]].p(null))
    if state.polling:
        stake = min(one.stake for one in strata.values())
        for one in strata.values():
            one.stake = stake
    first, second = strata[pools[0]], strata[pools[1]]
    slope = weights[0] / weights[1] if shares else Fraction(sizes[0], sizes[1])
    offset = Fraction(0) if shares else Fraction(sum(bounds), sizes[1])
    worst = Fraction(0)
    for step in range(2 * SPLITS + 1):
        split = Fraction(step - SPLITS, SPLITS)
        if abs(offset - slope * split) <= 1:
            worst = max(worst, first.p(split) * second.p(offset - slope * split))
    return min(Fraction(1), worst)


def _own(sampled: list[str], pools: tuple[str, ...], sizes: list[int], place: int, read: int) -> int:
    """How many of the cards read were of one pool: samples are in proportion, rounded up, so a total tells both."""
    if len(sampled) == 1:
        return read
    for needed in range(max(0, read - len(pools)), read + 1):
        numbers = [-(-needed * size // sum(sizes)) for size in sizes]
        if sum(numbers) == read:
            return numbers[place]
    raise DoesNotHold(f"{read} cards are no sample in proportion to the pools")


def _share(counted: Worth, off: int) -> Fraction:
    margin, votes = counted
    return max(Fraction(-1), Fraction(margin - off, votes - off)) if votes > off else Fraction(-1)


class _Stratum:
    """One pool sampled by itself."""

    def __init__(self, state: Files, pool: str, winner: str, losers: list[str], bound: int, shares: bool, read: int) -> None:
        cards = state.pools[pool][1]
        votes = state.votes(pool)
        self.size, self.bound, self.shares, self.polling = len(cards), bound, shares, state.polling
        self.lead, self.whole = votes[winner] - sum(votes[name] for name in losers), sum(votes.values())
        self.twice = 2 * Fraction(state.plan["gamma"])
        self.stake = min(Fraction(1), max(Fraction(1, 50), 2 * Fraction(abs(self.lead), self.size)))
        drawn = _drawn(state, f"cards of {pool}", cards, read)
        self.pairs = Counter((_worth(state.records.get(card, ""), winner, losers), _worth(_reading(state, card), winner, losers)) for card in drawn)

    def p(self, null: Fraction) -> Fraction:
        off = self.bound * (1 - null) if self.shares else 0
        margin = (self.lead - null * (self.whole if self.shares else self.size) - off) / self.size
        if margin <= 0:
            return Fraction(1)
        if margin > 2:
            return Fraction(0)
        above = below = 1
        for (record, reading), times in self.pairs.items():
            if self.polling:
                factor = 1 / (1 + self.stake * (reading[0] - null * (reading[1] if self.shares else 1) - off / Fraction(self.size)) / 2)
            else:
                over = record[0] - reading[0] - null * (record[1] - reading[1] if self.shares else 0)
                factor = (1 - margin / self.twice) / (1 - over / self.twice)
            above, below = above * factor.numerator**times, below * factor.denominator**times
        return Fraction(above, below)
