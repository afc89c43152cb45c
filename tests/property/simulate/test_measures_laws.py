"""Laws of measures: shares of a partition add to one, money splits to the cent, moves over a border cancel, names do not matter."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.data.world import world
from foedus.simulate.balance import balances, split
from foedus.simulate.calibration import RULES
from foedus.simulate.measures import Measures

WORLD = world()
MEASURES = Measures(WORLD)
ACCOUNT = balances(WORLD)
groups = st.sets(st.sampled_from(WORLD.codes), min_size=1, max_size=50)


@given(st.integers(-(10**16), 10**16), st.lists(st.fractions(0, 1000), min_size=1, max_size=60).filter(any))
def test_parts_equal_the_whole_and_keep_to_their_share(total: int, shares: list[Fraction]) -> None:
    parts = split(total, shares)
    whole = sum(shares)
    assert sum(parts) == total
    assert all(abs(part - total * share / whole) < 1 for part, share in zip(parts, shares, strict=True))


@given(groups)
@settings(max_examples=30)
def test_shares_of_a_group_and_the_rest_add_to_one(group: set[str]) -> None:
    rest = [code for code in WORLD.codes if code not in group]
    for name in ("farm_value_added", "population", "votes", "gross_product"):
        found = [MEASURES.share(name, codes, "").figures[0].value for codes in (sorted(group), rest)]
        assert sum(found) == 1


@given(groups)
@settings(max_examples=15)
def test_what_moves_in_has_moved_out(group: set[str]) -> None:
    rest = [code for code in WORLD.codes if code not in group]
    here, there = (MEASURES.net_migration(codes, "") for codes in (sorted(group), rest))
    for one, other in zip(here.figures, there.figures, strict=True):
        assert one.value == -other.value
        assert one.margin90 == other.margin90


@given(groups)
@settings(max_examples=50)
def test_balances_of_a_group_and_the_rest_add_to_the_deficit(group: set[str]) -> None:
    rest = [code for code in WORLD.codes if code not in group]
    here, there = ACCOUNT.of(sorted(group)), ACCOUNT.of(rest)
    for rule in RULES:
        assert here[rule] + there[rule] == ACCOUNT.deficit[rule]


@given(groups)
@settings(max_examples=20)
def test_a_group_and_the_rest_are_never_both_able_to_decide_alone(group: set[str]) -> None:
    rest = [code for code in WORLD.codes if code not in group]
    here, there = (MEASURES.elections_decided(codes, "").figures[0].value for codes in (sorted(group), rest))
    assert here + there <= 1
