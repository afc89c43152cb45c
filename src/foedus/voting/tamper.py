"""How a joint election could be tampered with, for each way of electing, in exact whole numbers.

Two attacks are kept apart. *False ballots*: one side adds ballots for a candidate in its own territory (the mirror: it
destroys ballots of the rival). *A larger electorate*: one side has more voters, whose shares are as before. Every figure
is given for both sides and both candidates, whoever it helps. The counting rules themselves say who is elected; nothing
here counts a second time.

Does not know: settlements, who would do such a thing, or how likely it is. Needs: the standard library.
Source: design page VOTING, section 7.

>>> votes = {"Alder": {"Ash": 46, "Box": 38}, "Birch": {"Ash": 33, "Box": 36}}
>>> contest = Contest(votes, {"Alder": "Alder", "Birch": "Birch"})
>>> false_ballots(Way.PLURALITY, contest, "Alder", "Box"), larger_electorate(Way.PLURALITY, contest, "Birch")
(6, (Fraction(8, 3), 'Box'))
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from foedus.errors import ModelError
from foedus.voting.assertion import Way, elect
from foedus.voting.rules.outcome import Outcome, VotesByUnit, check_units

BEYOND_REACH = 10**18
"""A number of ballots beyond this is told as none."""


@dataclass(frozen=True, slots=True)
class Contest:
    """The votes of an election by unit, and to which polity each unit belongs.

    people: census people of each polity, for census weights; numbers: electors of each unit, for electors by unit.
    """

    votes: VotesByUnit
    polity_of: Mapping[str, str]
    people: Mapping[str, int] = field(default_factory=dict)
    numbers: Mapping[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        check_units(self.votes)
        if homeless := [unit for unit in self.votes if unit not in self.polity_of]:
            raise ModelError(f"{homeless[0]} belongs to no polity", mend="say to which polity each unit belongs")

    @property
    def polities(self) -> tuple[str, ...]:
        """The polities in order of their first unit."""
        return tuple(dict.fromkeys(self.polity_of[unit] for unit in self.votes))

    @property
    def by_polity(self) -> dict[str, dict[str, int]]:
        """The votes of each polity."""
        names = check_units(self.votes)
        found = {polity: dict.fromkeys(names, 0) for polity in self.polities}
        for unit, table in self.votes.items():
            for name, number in table.items():
                found[self.polity_of[unit]][name] += number
        return found

    def units(self, polity: str) -> tuple[str, ...]:
        """The units of a polity."""
        return tuple(unit for unit in self.votes if self.polity_of[unit] == polity)


def elected(way: Way, contest: Contest) -> Outcome:
    """Who is elected by one way."""
    pools = contest.votes if way is Way.ELECTORS else contest.by_polity
    return elect(way, pools, people=contest.people, numbers=contest.numbers)


def front_runners(contest: Contest) -> tuple[str, str]:
    """The two candidates with most votes in all; those level stand in the order given. Raises ModelError with one alone."""
    totals: dict[str, int] = {}
    for table in contest.votes.values():
        for name, number in table.items():
            totals[name] = totals.get(name, 0) + number
    if len(totals) < 2:
        raise ModelError("only one candidate stands", mend="give the votes of two candidates or more")
    first, second = sorted(totals, key=lambda name: -totals[name])[:2]
    return first, second


# ---- false ballots, and ballots destroyed


def false_ballots(way: Way, contest: Contest, polity: str, candidate: str) -> int | None:
    """The fewest false ballots, all in one polity, that elect a candidate; 0 if elected already, None if no number does.

    By electors they go to the units where the fewest are needed.
    """
    if way is Way.ELECTORS:
        return _by_electors(contest, polity, candidate, _to_lead)
    table = contest.by_polity

    def wins(ballots: int) -> bool:
        changed = {**table, polity: {**table[polity], candidate: table[polity][candidate] + ballots}}
        return elect(way, changed, people=contest.people).winner == candidate

    return _least(wins, BEYOND_REACH)


def destroyed_ballots(way: Way, contest: Contest, polity: str, candidate: str, rival: str) -> int | None:
    """The fewest ballots of the rival that must vanish, all in one polity, to elect a candidate; None if not even all do."""
    if way is Way.ELECTORS:
        return _by_electors(contest, polity, candidate, lambda votes, name: _until_behind(votes, name, rival))
    table = contest.by_polity

    def wins(ballots: int) -> bool:
        changed = {**table, polity: {**table[polity], rival: table[polity][rival] - ballots}}
        if way in (Way.EQUAL, Way.CENSUS) and not sum(changed[polity].values()):
            return False
        return elect(way, changed, people=contest.people).winner == candidate

    return _least(wins, table[polity][rival])


def _least(wins: Callable[[int], bool], most: int) -> int | None:
    """The least number with which somebody wins, where more never hurts."""
    if wins(0):
        return 0
    high = 1
    while not wins(min(high, most)):
        if high >= most:
            return None
        high *= 2
    low, high = high // 2, min(high, most)
    while high - low > 1:
        middle = (low + high) // 2
        if wins(middle):
            high = middle
        else:
            low = middle
    return high


def _to_lead(votes: Mapping[str, int], candidate: str) -> int | None:
    """Ballots that make a candidate lead a unit."""
    best = max((number for name, number in votes.items() if name != candidate), default=0)
    return max(0, best - votes.get(candidate, 0) + 1)


def _until_behind(votes: Mapping[str, int], candidate: str, rival: str) -> int | None:
    """Ballots of the rival without which a candidate leads a unit, unless a third leads it."""
    own = votes.get(candidate, 0)
    if any(number >= own for name, number in votes.items() if name not in (candidate, rival)):
        return None
    return max(0, votes.get(rival, 0) - own + 1)


def _by_electors(
    contest: Contest, polity: str, candidate: str, cost: Callable[[Mapping[str, int], str], int | None]
) -> int | None:
    """The cheapest set of units of a polity that, won as well, gives more than half of the electors."""
    whole = sum(contest.numbers[unit] for unit in contest.votes)
    held, offers = 0, []
    for unit, votes in contest.votes.items():
        needed = cost(votes, candidate)
        leads = _to_lead(votes, candidate) == 0
        if leads:
            held += contest.numbers[unit]
        elif contest.polity_of[unit] == polity and needed is not None:
            offers.append((contest.numbers[unit], needed))
    return _cheapest(offers, whole // 2 + 1 - held)


def _cheapest(offers: Sequence[tuple[int, int]], wanted: int) -> int | None:
    """The least cost of offers (amount, cost) that together come to the amount wanted: a knapsack, exactly."""
    if wanted <= 0:
        return 0
    least: list[int | None] = [0, *([None] * wanted)]
    for amount, cost in offers:
        for target in range(wanted, 0, -1):
            before = least[max(0, target - amount)]
            now = least[target]
            if before is not None and amount and (now is None or before + cost < now):
                least[target] = before + cost
    return least[wanted]


# ---- a larger electorate


def larger_electorate(way: Way, contest: Contest, polity: str) -> tuple[Fraction, str] | None:
    """The factor by which a polity's votes must grow, shares unchanged, to change who is elected, and who then gains.

    At exactly that factor the two are level; beyond it the gainer is elected. None where no growth changes the result:
    always by equal weight, double majority, fixed census weights and fixed electors.
    """
    if way not in (Way.PLURALITY, Way.MAJORITY):
        return None
    table = contest.by_polity
    winner = elected(way, contest).winner
    if winner is None:
        return None
    found: list[tuple[Fraction, str]] = []
    for other in table[polity]:
        lead = sum(votes[winner] - votes[other] for name, votes in table.items() if name != polity)
        behind = table[polity][other] - table[polity][winner]
        if other != winner and behind > 0:
            found.append((Fraction(lead, behind), other))
    if way is Way.MAJORITY:
        lead = sum(2 * votes[winner] - sum(votes.values()) for name, votes in table.items() if name != polity)
        behind = sum(table[polity].values()) - 2 * table[polity][winner]
        found += [(Fraction(lead, behind), "nobody at once")] if behind > 0 else []
    return min(found, key=lambda one: one[0], default=None)


def who_gains(contest: Contest, polity: str) -> str | None:
    """The candidate whom more voters of the same mind in a polity help: the one who leads there."""
    table = contest.by_polity[polity]
    best = max(table.values())
    first = [name for name, number in table.items() if number == best]
    return first[0] if len(first) == 1 else None


# ---- how few people elect, and what a vote weighs


def fewest_people(way: Way, contest: Contest) -> int:
    """The fewest voters who, voting alike against one rival, elect by one way; all others vote for the rival.

    Those who voted are taken as the electorate.
    """
    sizes = {polity: sum(table.values()) for polity, table in contest.by_polity.items()}
    if way in (Way.PLURALITY, Way.MAJORITY):
        return sum(sizes.values()) // 2 + 1
    if way is Way.DOUBLE:
        return sum(size // 2 + 1 for size in sizes.values())
    if way is Way.ELECTORS:
        whole = sum(contest.numbers[unit] for unit in contest.votes)
        offers = [(contest.numbers[unit], sum(table.values()) // 2 + 1) for unit, table in contest.votes.items()]
        found = _cheapest(offers, whole // 2 + 1)
        return found if found is not None else sum(sizes.values())
    weights = weights_of(way, contest)
    return _fewest_by_weight(sizes, weights)


def weights_of(way: Way, contest: Contest) -> dict[str, Fraction]:
    """The weight of each polity's shares, by equal weight or by census."""
    polities = contest.polities
    if way is Way.EQUAL:
        return dict.fromkeys(polities, Fraction(1, len(polities)))
    whole = sum(contest.people[polity] for polity in polities)
    return {polity: Fraction(contest.people[polity], whole) for polity in polities}


def _fewest_by_weight(sizes: Mapping[str, int], weights: Mapping[str, Fraction]) -> int:
    """Fill the polity whose voters weigh most, then the next, until the weighted share is above one half."""
    missing, total = Fraction(1, 2), 0
    for polity in sorted(sizes, key=lambda name: weights[name] / sizes[name], reverse=True):
        each = weights[polity] / sizes[polity]
        needed = int(missing / each) + 1
        if needed <= sizes[polity]:
            return total + needed
        total, missing = total + sizes[polity], missing - weights[polity]
    return total


def weight_of_a_vote(way: Way, contest: Contest) -> dict[str, Fraction] | None:
    """What one vote in each polity weighs, as a part of the whole; None where it depends on how close the count is."""
    sizes = {polity: sum(table.values()) for polity, table in contest.by_polity.items()}
    if way in (Way.PLURALITY, Way.MAJORITY):
        return dict.fromkeys(sizes, Fraction(1, sum(sizes.values())))
    if way in (Way.EQUAL, Way.CENSUS):
        return {polity: weight / sizes[polity] for polity, weight in weights_of(way, contest).items()}
    return None


def as_bloc(way: Way, contest: Contest) -> tuple[int, dict[str, int]]:
    """The weighted game in which each polity votes as one: (quota, weights). Two or more polities.

    By plurality a polity weighs its votes cast; by electors its electors; by double majority each is needed.
    """
    polities = contest.polities
    if way is Way.DOUBLE:
        return len(polities), dict.fromkeys(polities, 1)
    if way is Way.EQUAL:
        return len(polities) // 2 + 1, dict.fromkeys(polities, 1)
    if way is Way.CENSUS:
        weights = {polity: contest.people[polity] for polity in polities}
    elif way is Way.ELECTORS:
        weights = {polity: sum(contest.numbers[unit] for unit in contest.units(polity)) for polity in polities}
    else:
        weights = {polity: sum(contest.by_polity[polity].values()) for polity in polities}
    return sum(weights.values()) // 2 + 1, weights


def swapped(contest: Contest, names: Mapping[str, str]) -> Contest:
    """The same contest with the polities renamed, for the test that nothing but the names changes."""
    return replace(
        contest,
        polity_of={unit: names[polity] for unit, polity in contest.polity_of.items()},
        people={names[polity]: number for polity, number in contest.people.items()},
    )
