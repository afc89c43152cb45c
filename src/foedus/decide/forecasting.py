"""What an audit of a joint election would ask for, before it is held: entries to look up, votes that may be nobody's, cards to read.

Figures suppose that nothing wrong is found; every error found asks for more. Needs: the standard library.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from foedus.decide.counting import polling_start
from foedus.decide.published import Plan
from foedus.errors import ModelError
from foedus.voting.assertion import Assertion, assertions
from foedus.voting.audit import comparison_size
from foedus.voting.register import most_defects
from foedus.voting.seed import PART_OF_ROUND

LOOKUPS = (300, 1_000, 3_000, 10_000)
"""How many entries of each register might be looked up."""


@dataclass(frozen=True, slots=True)
class Sized:
    """One assertion and so many entries looked up of each register.

    nobodys: votes that may be nobody's in the pools meant; margin: of votes, less these, per card (or of shares);
    comparison, polling: cards to read, None where the margin is not above what may be nobody's.
    """

    assertion: Assertion
    lookups: int
    nobodys: int
    margin: Fraction
    comparison: int | None
    polling: int | None


def forecast(
    plan: Plan, votes: Mapping[str, Mapping[str, int]], polity_of: Mapping[str, str], lookups: tuple[int, ...] = LOOKUPS
) -> tuple[Sized, ...]:
    """Forecast for each assertion and each number of entries. votes: by pool, taken as all cards.

    Raises ModelError where the votes elect nobody.
    """
    cards = {pool: sum(table.values()) for pool, table in votes.items()}
    marked: dict[str, int] = {}
    for pool, number in cards.items():
        marked[polity_of[pool]] = marked.get(polity_of[pool], 0) + number
    found = []
    for one in assertions(plan.way, votes, people=plan.people, numbers=plan.numbers):
        for many in lookups:
            risk = plan.register_risk * PART_OF_ROUND[0]
            bounds = {polity: most_defects(number, min(many, number), 0, risk) for polity, number in marked.items()}
            found.append(_sized(plan, one, votes, cards, bounds, polity_of, many))
    return tuple(found)


def _sized(
    plan: Plan, one: Assertion, votes: Mapping[str, Mapping[str, int]], cards: Mapping[str, int], bounds: Mapping[str, int],
    polity_of: Mapping[str, str], lookups: int,
) -> Sized:  # fmt: skip
    nobodys = sum(bounds[polity] for polity in dict.fromkeys(polity_of[pool] for pool in one.pools))
    if one.of_shares:
        margin = sum(
            (weight * Fraction(_lead(one, votes[pool]) - bounds[polity_of[pool]], cards[pool]) for weight, pool in zip(one.weights, one.pools, strict=True)),
            Fraction(0),
        )
    else:
        margin = Fraction(sum(_lead(one, votes[pool]) for pool in one.pools) - nobodys, sum(cards[pool] for pool in one.pools))
    limit = plan.count_risk * PART_OF_ROUND[0]
    if margin <= 0:
        return Sized(one, lookups, nobodys, margin, None, None)
    return Sized(one, lookups, nobodys, margin, comparison_size(margin, limit, plan.gamma), polling_start(margin, limit))


def _lead(one: Assertion, table: Mapping[str, int]) -> int:
    return table.get(one.winner, 0) - sum(table.get(name, 0) for name in one.losers)


def forecast_json(found: tuple[Sized, ...]) -> list[dict[str, Any]]:
    """A forecast as plain values."""
    return [
        {"assertion": one.assertion.words, "entries_looked_up_of_each_register": one.lookups, "votes_that_may_be_nobodys": one.nobodys,
         "margin_to_confirm": str(one.margin), "margin_to_confirm_decimal": float(one.margin), "cards_comparison": one.comparison,
         "cards_polling": one.polling}
        for one in found
    ]  # fmt: skip


def nobody_elected(plan: Plan, votes: Mapping[str, Mapping[str, int]]) -> str | None:
    """Why the votes elect nobody, or None where they elect somebody."""
    try:
        assertions(plan.way, votes, people=plan.people, numbers=plan.numbers)
    except ModelError as nobody:
        return nobody.message
    return None
