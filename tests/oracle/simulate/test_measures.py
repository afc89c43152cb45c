"""The figures that the page on expectations prints for the worked cut, two groups by each place's plurality of 2024: P has 20 places, Q 31."""

from __future__ import annotations

from fractions import Fraction

import pytest

from foedus import api
from foedus.data.series import category
from foedus.data.world import world
from foedus.simulate.balance import CENTS_A_BILLION, Totals, balances, keys, moved_most, split, terms
from foedus.simulate.calibration import RULES
from foedus.simulate.measures import Measures
from foedus.simulate.measures_offices import alone_can_decide, carries, people_behind_act, people_behind_chamber, seats_of, winner

WORLD = world()
_MOST = category(WORLD, "president_2024_plurality") or {}
P = tuple(code for code in WORLD.codes if _MOST[code] == "democratic")
Q = tuple(code for code in WORLD.codes if _MOST[code] == "republican")
MEASURES = Measures(WORLD)


def billions(cents: int) -> float:
    return round(cents / CENTS_A_BILLION, 1)


def test_the_worked_cut_has_twenty_places_and_thirty_one() -> None:
    assert (len(P), len(Q)) == (20, 31)


@pytest.mark.parametrize(
    ("name", "share", "year"),
    [
        ("farm_value_added", 0.644, "2024"), ("oil_gas_value_added", 0.885, "2023"), ("manufacturing_value_added", 0.620, "2024"),
        ("gross_product", 0.521, "2024"), ("population", 0.585, "2024"), ("votes", 0.586, "2024"),
    ],
)  # fmt: skip
def test_shares_of_q(name: str, share: float, year: str) -> None:
    found = MEASURES.share(name, Q, "Q")
    assert round(float(found.figures[0].value), 3) == share
    assert found.year == year
    assert found.sources


def test_seats_and_electors_of_q() -> None:
    assert MEASURES.total("house_seats", Q, "Q").figures[0].value == 250
    assert MEASURES.total("electors", Q, "Q").figures[0].value == 312


def test_what_is_suppressed_makes_a_share_an_interval() -> None:
    """Of 2024 one cell of oil and gas is blank: the national figure leaves it at most a rounding unit."""
    found = MEASURES.share("oil_gas_value_added", Q, "Q", 2024).figures[0]
    assert found.low is not None
    assert found.high is not None
    assert found.low <= found.value <= found.high
    assert 0 < found.high - found.low < Fraction(1, 10_000)


# ---- the federal account


@pytest.mark.parametrize(
    ("rule", "p", "q"), [("cash", 412.7, 571.7), ("balanced_by_tax", -56.5, 56.5), ("balanced_by_head", -2.1, 2.1), ("benefit", -117.4, 117.4)]
)
def test_four_rules_side_by_side(rule: str, p: float, q: float) -> None:
    found = balances(WORLD)
    assert billions(found.of(P)[rule]) == p
    assert billions(found.of(Q)[rule]) == q


def test_the_balance_sums_to_the_deficit_to_the_cent() -> None:
    found = balances(WORLD)
    assert found.deficit == {"cash": 98_440_000_000_000, "balanced_by_tax": 0, "balanced_by_head": 0, "benefit": 0}
    for rule in RULES:
        assert sum(found.outlays[rule]) - sum(found.taxes[rule]) == found.deficit[rule]
        assert sum(found.outlays[rule]) == 444_660_000_000_000


def test_national_totals() -> None:
    lines = {line.name: line.total for line in terms(keys(WORLD))}
    assert billions(sum(line.total for line in terms(keys(WORLD)) if line.receipt)) == 3462.2
    assert round(lines["all other outlays"] / CENTS_A_BILLION, 2) == 2149.97
    assert round(lines["federal civilian"] / CENTS_A_BILLION, 2) == 479.57
    assert round((lines["Medicaid"] + lines["other grants"]) / CENTS_A_BILLION, 2) == 762.06


def test_income_tax_keyed_to_large_returns() -> None:
    found = balances(WORLD, instead={"income tax": "agi_high"})
    assert (billions(found.of(P)["balanced_by_tax"]), billions(found.of(Q)["balanced_by_tax"])) == (-153.2, 153.2)


def test_keys_of_p() -> None:
    shares = keys(WORLD).shares
    found = {name: round(float(sum(shares[name][WORLD.codes.index(code)] for code in P)), 3) for name in shares}
    expected = {"population": 0.421, "contributions": 0.487, "transfers": 0.430, "grants": 0.475, "federal_civilian": 0.557, "defence": 0.511}
    assert {name: found[name] for name in expected} == expected
    assert round(float(sum(shares["agi"][WORLD.codes.index(code)] for code in P)), 4) == 0.4775


def test_forty_nine_places_are_positive_in_cash() -> None:
    assert sum(part > 0 for part in balances(WORLD).by_rule["cash"]) == 49


def test_the_key_that_moves_the_figure_most_is_named() -> None:
    line, key, cents = moved_most(WORLD, P)
    assert line == "income tax"
    before = balances(WORLD).of(P)["balanced_by_tax"]
    assert balances(WORLD, instead={line: key}).of(P)["balanced_by_tax"] - before == cents


def test_the_card_can_be_changed() -> None:
    from decimal import Decimal

    changed = balances(WORLD, Totals(income_tax=Decimal(1000)))
    assert changed.deficit["cash"] == 98_440_000_000_000 + 71_790_000_000_000


def test_remainders_go_by_size_then_by_place_number() -> None:
    assert split(10, [Fraction(1, 3)] * 3) == (4, 3, 3)
    assert split(-10, [Fraction(1, 3)] * 3) == (-3, -3, -4)
    assert split(7, [Fraction(1, 2), Fraction(1, 4), Fraction(1, 4)]) == (3, 2, 2)


# ---- people, rates, elections


def test_net_migration_by_survey_and_by_census() -> None:
    found = MEASURES.net_migration(Q, "Q")
    assert [(one.rule, int(one.value)) for one in found.figures] == [("survey", 897_719), ("census estimate", 486_948)]
    assert round(float(found.figures[0].margin90 or 0)) == 54_209
    assert MEASURES.net_migration(P, "P").figures[0].value == -897_719


def test_rate_misfit_hindcast() -> None:
    p, q = MEASURES.policy_rate_misfit(P, "P"), MEASURES.policy_rate_misfit(Q, "Q")
    assert [(round(float(a.value), 2), round(float(b.value), 2)) for a, b in zip(p.figures, q.figures, strict=True)] == [
        (0.32, 0.26), (0.42, 0.34), (0.52, 0.41)
    ]  # fmt: skip
    assert "kappa 0 0 %, kappa 0.2 9 %, kappa 0.4 16 %" in p.notes[1]


def test_growth_per_head_of_the_two_groups() -> None:
    first, second = (MEASURES.growth("real_gross_product", group, "", per_head=True).figures[0].value for group in (P, Q))
    assert (round(float(first), 4), round(float(second), 4)) == (0.0173, 0.0136)
    total = [round(float(MEASURES.growth("real_gross_product", group, "").figures[0].value), 4) for group in (P, Q)]
    assert total == [0.0235, 0.0232]


def test_growth_across_the_break_is_refused() -> None:
    assert "breaks between 1996 and 1997" in MEASURES.growth("gross_product", Q, "Q", 30).cannot
    assert MEASURES.growth("gross_product", Q, "Q", 27).year == "1997-2024"


def test_elections_decided_alone() -> None:
    assert MEASURES.elections_decided(Q, "Q").figures[0].value == 1
    assert MEASURES.elections_decided(P, "P").figures[0].value == 0
    assert alone_can_decide(WORLD, Q, 2024)
    assert not alone_can_decide(WORLD, P, 2024)


def test_who_won_by_plurality() -> None:
    assert (winner(WORLD, 2024), winner(WORLD, 2020), winner(WORLD, 1992, ("ME",))) == ("rep", "dem", "dem")
    assert carries(WORLD, Q, 2024)
    assert not carries(WORLD, Q, 2020)
    assert carries(WORLD, P, 2020)


def test_seats_of_chambers_and_the_people_behind_a_majority() -> None:
    text = api.load("soft-secession")
    house = seats_of(text, "Commonwealth", "Commonwealth.Congress.House").figures[0].value
    assert house == 185
    senate = people_behind_chamber(text, "Federation.Congress.Senate")
    assert 0 < senate.figures[0].value < Fraction(1, 2)
    assert "a floor, not what happens" in senate.notes
    assert 0 < people_behind_act(text, "DeclareWar").figures[0].value < 1
