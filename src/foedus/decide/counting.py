"""The audit of one assertion of a joint election: which cards to read, what those read so far prove, when all are counted.

Pools counted by hand are known exactly, but for their missing cards; the others are sampled. The threshold is never a
margin above zero but a margin above the votes that may be nobody's. How many cards are read follows from those read, so
anybody who has the readings can redo every step.

Needs: the standard library. Source: design page VOTING, section 7.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import islice

from foedus.decide.published import LOST, Card, Election, Pool
from foedus.voting.assertion import WORST, Assertion, Choices
from foedus.voting.audit import Comparison, comparison_size
from foedus.voting.logarithm import ceiling, decimal, ln
from foedus.voting.martingale import Path, alpha
from foedus.voting.seed import draws
from foedus.voting.strata import Card as Value
from foedus.voting.strata import Stratum, at_null, least_favourable, of_margins, of_shares

Readings = Mapping[Card, Choices | None]
"""What the other side read on each card; None where the card could not be found."""

Memo = dict[str, Mapping[str, int]]
"""Hand counts, by pool; and of one assertion, by pool and assertion."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What the audit of one assertion came to.

    margin: what was to be confirmed, per card (or as a weighted difference of shares), after all votes that may be
    nobody's are taken off; read: cards drawn up to the decision; errors: how many overstated by how much.
    """

    assertion: Assertion
    method: str
    margin: Fraction
    ineligible: int
    limit: Fraction
    confirmed: bool
    p: Fraction
    read: int = 0
    missing: int = 0
    errors: Mapping[int, int] = field(default_factory=dict)
    split: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Needs:
    """What must be read next: cards of the sample, or every card of some pools."""

    cards: tuple[Card, ...] = ()
    pools: tuple[str, ...] = ()
    words: str = ""


class Sample:
    """The draw of one sample of one or several pools, extended as far as asked; anybody can redo it from the seed."""

    def __init__(self, seed: str, pools: Sequence[Pool]) -> None:
        self.seed, self.pools = seed, tuple(pools)
        self.name = "cards of " + ",".join(pool.name for pool in pools)
        self.cards = sum(pool.cards for pool in pools)
        self._drawn: list[Card] = []
        self._places = draws(seed, self.name, self.cards)

    def first(self, many: int) -> list[Card]:
        """The first cards drawn; a card may be drawn twice."""
        for place in islice(self._places, max(0, many - len(self._drawn))):
            self._drawn.append(self._card(place))
        return self._drawn[:many]

    def _card(self, place: int) -> Card:
        for pool in self.pools:
            if place < pool.cards:
                return pool.card(place)
            place -= pool.cards
        raise AssertionError("a number beyond the last card")


@dataclass(frozen=True)
class Auditing:
    """Everything the audit of an assertion reads: the election, bounds of ineligible votes by polity, limit, seed, readings, hand counts."""

    election: Election
    bounds: Mapping[str, int]
    limit: Fraction
    seed: str
    readings: Readings
    by_hand: frozenset[str]
    memo: Memo = field(default_factory=dict)
    samples: dict[tuple[str, ...], Sample] = field(default_factory=dict)

    def sample(self, pools: Sequence[Pool]) -> Sample:
        """The sample of these pools, drawn once."""
        names = tuple(pool.name for pool in pools)
        if names not in self.samples:
            self.samples[names] = Sample(self.seed, pools)
        return self.samples[names]

    def unread(self, cards: Sequence[Card]) -> tuple[Card, ...]:
        """Those of the cards that nobody has read yet, in order, each once."""
        return tuple(dict.fromkeys(card for card in cards if card not in self.readings and card.box != LOST))

    def value(self, assertion: Assertion, card: Card) -> Value:
        """What a card is worth as read; the worst where it could not be found."""
        choices = self.readings.get(card)
        return WORST if choices is None else assertion.value(choices)

    def record(self, assertion: Assertion, card: Card) -> Value:
        """What a card is worth by its record; nothing where it has none."""
        return assertion.value(self.election.sides[card.polity].records.get(card, frozenset()))

    def counted(self, assertion: Assertion, pool: Pool) -> tuple[int, int, int]:
        """The margin, the votes that count and the missing cards of a pool counted by hand; missing cards are the loser's."""
        key = f"{pool.name}: {assertion.words}"
        if key not in self.memo:
            values = [self.value(assertion, card) for card in pool.all_cards()]
            missing = pool.lost + sum(self.readings[card] is None for card in pool.all_cards())
            margin, votes = sum(value[0] for value in values) - pool.lost, sum(value[1] for value in values) + pool.lost
            self.memo[key] = {"margin": margin, "votes": votes, "missing": missing}
        found = self.memo[key]
        return found["margin"], found["votes"], found["missing"]


def audit_assertion(auditing: Auditing, assertion: Assertion) -> Finding | Needs:
    """Audit one assertion as far as the readings go."""
    pools = [auditing.election.pools[name] for name in assertion.pools]
    sampled = [pool for pool in pools if pool.name not in auditing.by_hand and pool.cards]
    if assertion.of_shares:
        return _shares(auditing, assertion, pools, sampled)
    if len(sampled) == 2 and auditing.election.plan.strata:
        return _two_samples(auditing, assertion, sampled)
    return _one_sample(auditing, assertion, pools, sampled)


def _bound(auditing: Auditing, pools: Sequence[Pool]) -> int:
    return sum(auditing.bounds[polity] for polity in dict.fromkeys(pool.polity for pool in pools))


def _reported(assertion: Assertion, pool: Pool) -> Value:
    votes = pool.votes
    return votes[assertion.winner] - sum(votes[name] for name in assertion.losers), sum(votes.values())


def _by_hand(pools: Sequence[Pool], why: str) -> Needs:
    names = tuple(pool.name for pool in pools)
    return Needs(pools=names, words=f"{why}: every card of {' and '.join(names)} is counted by hand")


# ---- one margin, one sample


def _one_sample(auditing: Auditing, assertion: Assertion, pools: Sequence[Pool], sampled: Sequence[Pool]) -> Finding | Needs:
    ineligible = _bound(auditing, pools)
    known = [auditing.counted(assertion, pool) for pool in pools if pool not in sampled]
    lead = sum(margin for margin, _, _ in known) + sum(_reported(assertion, pool)[0] for pool in sampled) - ineligible
    missing = sum(lost for _, _, lost in known)
    whole = sum(pool.cards for pool in (sampled or pools)) or 1
    margin = Fraction(lead, whole)
    if not sampled:
        return Finding(assertion, "full hand count", margin, ineligible, auditing.limit, lead > 0, Fraction(lead <= 0), whole, missing)
    if lead <= 0:
        return _by_hand(sampled, f"the reported margin is not above the {ineligible} votes that may be nobody's")
    sample = auditing.sample(sampled)
    if auditing.election.plan.polling:
        found = _polling(auditing, assertion, sample, margin, ineligible)
    else:
        found = _comparison(auditing, assertion, sample, margin, ineligible)
    return replace(found, missing=found.missing + missing) if isinstance(found, Finding) else found


def _comparison(auditing: Auditing, assertion: Assertion, sample: Sample, margin: Fraction, ineligible: int) -> Finding | Needs:
    following = Comparison(margin, auditing.limit, auditing.election.plan.gamma)
    missing = 0
    while following.confirmed_at is None:
        needed = following.drawn + following.more()
        if needed > sample.cards:
            return _by_hand(sample.pools, f"{needed} cards would have to be drawn, and there are {sample.cards}")
        cards = sample.first(needed)
        if unread := auditing.unread(cards):
            return Needs(cards=unread, words=f"{needed} cards are drawn for: {assertion.words}")
        for card in islice(cards, following.drawn, None):
            missing += auditing.readings.get(card) is None
            if following.read(auditing.record(assertion, card)[0] - auditing.value(assertion, card)[0]):
                break
    errors = {size: number for size, number in following.counts.items() if size and number}
    return Finding(
        assertion, "comparison", margin, ineligible, auditing.limit, True, following.p, following.drawn, missing, errors
    )


def polling_start(margin: Fraction, limit: Fraction) -> int:
    """The cards of a polling audit to begin with: about what an audit of that margin is expected to need."""
    return ceiling(-2 * ln(limit) / decimal(margin * margin))


def _polling(auditing: Auditing, assertion: Assertion, sample: Sample, margin: Fraction, ineligible: int) -> Finding | Needs:
    needed = polling_start(margin, auditing.limit)
    while needed <= sample.cards:
        cards = sample.first(needed)
        if unread := auditing.unread(cards):
            return Needs(cards=unread, words=f"{needed} cards are drawn for: {assertion.words}")
        path = polling_path(auditing, assertion, sample, margin, cards)
        stop = path.stops_at(auditing.limit)
        if stop is not None:
            missing = sum(auditing.readings.get(card) is None for card in cards[:stop])
            return Finding(assertion, "polling", margin, ineligible, auditing.limit, True, path.at(stop), stop, missing)
        needed += needed // 2 + 1
    return _by_hand(sample.pools, f"{needed} cards would have to be drawn, and there are {sample.cards}")


def polling_path(auditing: Auditing, assertion: Assertion, sample: Sample, margin: Fraction, cards: Sequence[Card]) -> Path:
    """The p-value after each card of a polling audit: values from 0 (the loser's) to 1, betting on the reported mean."""
    reported = (1 + Fraction(sum(_reported(assertion, pool)[0] for pool in sample.pools), sample.cards)) / 2
    null = reported - margin / 2
    if null <= 0:
        # Below 0 the hand count of the others has decided; at 0 it has not, and no bet can be made.
        return Path((((0, 1) if null < 0 else (1, 1)),) * len(cards))
    values = [Fraction(auditing.value(assertion, card)[0] + 1, 2) for card in cards]
    return alpha(values, mean=null, eta=min(reported, Fraction(999, 1000)))


# ---- two samples, one assertion


def _strata(auditing: Auditing, assertion: Assertion, pools: Sequence[Pool], read: Sequence[Sequence[Card]]) -> list[Stratum]:
    polling = auditing.election.plan.polling
    found = []
    for pool, cards in zip(pools, read, strict=True):
        pairs = Counter(((0, 0) if polling else auditing.record(assertion, card), auditing.value(assertion, card)) for card in cards)
        reported = _reported(assertion, pool)
        bet = min(Fraction(1), max(Fraction(1, 50), 2 * Fraction(abs(reported[0]), pool.cards))) if polling else None
        found.append(Stratum(pool.cards, reported, pairs, auditing.bounds[pool.polity], bet))
    if polling:
        # One stake for both keeps the product near what one sample of all would give.
        stake = min(one.bet for one in found if one.bet is not None)
        found = [Stratum(one.cards, one.reported, one.read, one.ineligible, stake) for one in found]
    return found


def _two_samples(auditing: Auditing, assertion: Assertion, pools: Sequence[Pool]) -> Finding | Needs:
    empty = _strata(auditing, assertion, pools, ((), ()))
    ineligible = _bound(auditing, pools)
    if assertion.of_shares:
        split = of_shares(*assertion.weights)
        margin = sum((weight * split.margin(one, Fraction(0)) for weight, one in zip(assertion.weights, empty, strict=True)), Fraction(0))
    else:
        split = of_margins(empty[0], empty[1])
        margin = Fraction(sum(one.reported[0] for one in empty) - ineligible, sum(one.cards for one in empty))
    if margin <= 0:
        return _by_hand(pools, f"the reported margin is not above what {ineligible} votes that may be nobody's could move")
    plan = auditing.election.plan
    start = polling_start(margin, auditing.limit) if plan.polling else comparison_size(margin, auditing.limit, plan.gamma)
    whole = sum(pool.cards for pool in pools)
    needed = start
    while True:
        numbers = [-(-needed * pool.cards // whole) for pool in pools]
        if any(number > pool.cards for number, pool in zip(numbers, pools, strict=True)):
            return _by_hand(pools, f"{needed} cards would have to be drawn, and there are {whole}")
        drawn = [auditing.sample([pool]).first(number) for pool, number in zip(pools, numbers, strict=True)]
        if unread := auditing.unread([*drawn[0], *drawn[1]]):
            return Needs(cards=unread, words=f"{numbers[0]} and {numbers[1]} cards are drawn for: {assertion.words}")
        first, second = _strata(auditing, assertion, pools, drawn)
        result = least_favourable(first, second, split, gamma=plan.gamma, limit=auditing.limit)
        if result.confirms(auditing.limit):
            missing = sum(auditing.readings.get(card) is None for cards in drawn for card in cards)
            return Finding(assertion, "two samples, least favourable split", margin, ineligible, auditing.limit, True, result.p_bound,
                           sum(numbers), missing, {} if plan.polling else _errors(first, second), result.split)  # fmt: skip
        needed += needed // 4 + 1


def _errors(*strata: Stratum) -> dict[int, int]:
    """How many cards overstated the margin by how much."""
    found: dict[int, int] = {}
    for stratum in strata:
        for (record, reading), times in stratum.read.items():
            if size := record[0] - reading[0]:
                found[size] = found.get(size, 0) + times
    return found


def _shares(auditing: Auditing, assertion: Assertion, pools: Sequence[Pool], sampled: Sequence[Pool]) -> Finding | Needs:
    if len(sampled) == 2:
        return _two_samples(auditing, assertion, pools)
    weights = dict(zip(assertion.pools, assertion.weights, strict=True))
    ineligible = _bound(auditing, pools)
    known, missing = Fraction(0), 0
    for pool in pools:
        if pool not in sampled:
            margin, votes, lost = auditing.counted(assertion, pool)
            off = auditing.bounds[pool.polity]
            known += weights[pool.name] * (max(Fraction(-1), Fraction(margin - off, votes - off)) if votes > off else -1)
            missing += lost
    if not sampled:
        return Finding(assertion, "full hand count", known, ineligible, auditing.limit, known > 0, Fraction(known <= 0),
                       sum(pool.cards for pool in pools), missing)  # fmt: skip
    return _one_share(auditing, assertion, sampled[0], -known / weights[sampled[0].name], missing)


def _one_share(auditing: Auditing, assertion: Assertion, pool: Pool, null: Fraction, missing: int) -> Finding | Needs:
    """The other pool is counted by hand: the difference of shares in this one must exceed a known number."""
    ineligible = _bound(auditing, [auditing.election.pools[name] for name in assertion.pools])
    (empty,) = _strata(auditing, assertion, [pool], ((),))
    margin = (empty.reported[0] - null * empty.reported[1] - empty.ineligible * (1 - null)) / Fraction(pool.cards)
    if null < -1:
        return Finding(assertion, "certain by the hand count of the other", margin, ineligible, auditing.limit, True, Fraction(0), 0, missing)
    if margin <= 0 or null >= 1:
        return _by_hand([pool], "the reported margin is not above what votes that may be nobody's could move")
    plan = auditing.election.plan
    needed = polling_start(margin, auditing.limit) if plan.polling else comparison_size(min(margin, Fraction(2)), auditing.limit, plan.gamma)
    while needed <= pool.cards:
        cards = auditing.sample([pool]).first(needed)
        if unread := auditing.unread(cards):
            return Needs(cards=unread, words=f"{needed} cards are drawn for: {assertion.words}")
        (stratum,) = _strata(auditing, assertion, [pool], (cards,))
        p = at_null(stratum, null, plan.gamma)
        if p <= auditing.limit:
            missing += sum(auditing.readings.get(card) is None for card in cards)
            return Finding(assertion, "one sample beside a hand count", margin, ineligible, auditing.limit, True, p, needed, missing)
        needed += needed // 4 + 1
    return _by_hand([pool], f"{needed} cards would have to be drawn, and there are {pool.cards}")
