"""Replay: people, votes and money in whole numbers that close, the numbers of the reference engine, every act through the kernel."""

from dataclasses import replace

import numpy as np
import pytest

from foedus.errors import ModelError
from foedus.simulate.quantities import PLACE
from foedus.simulate.replay import lines_of, replay, whole_parts
from foedus.simulate.running import Reference
from yearly import SHIPPED, run, series, settlement, task


@pytest.fixture(scope="module", params=SHIPPED)
def told(request):
    return replay(settlement(request.param), world=5, years=9, seed=7)


def test_people_close_to_the_unit_in_every_year(told):
    before = None
    for account in told.accounts:
        assert sum(account.moved_in) == sum(account.moved_out)
        assert sum(account.arrived) == 1_000_000
        if before is not None:
            kept = zip(before, account.moved_in, account.moved_out, account.born, account.arrived, strict=True)
            assert [a + b - c + d + e for a, b, c, d, e in kept] == list(account.people)
        before = account.people


def test_money_closes_to_the_cent_in_every_purse(told):
    for account in told.accounts:
        for purse in set(account.purse_of):
            inside = [cents for cents, own in zip(account.flow_cents, account.purse_of, strict=True) if own == purse]
            assert sum(inside) == 0
            assert any(inside) or len(inside) == 1
        assert all(isinstance(cents, int) for cents in account.charge_cents)


def test_under_cash_purses_come_to_their_deficit_and_no_place_is_moved_by_more_than_rounding():
    told = replay(settlement("soft-secession"), world=5, years=3, seed=7, rule="cash")
    made = replace(task("soft-secession", worlds=6, years=3), rule="cash", map_years=(1, 2, 3))
    _, places = Reference().run(made, 0, 6)
    number = PLACE.index("net_fiscal_flow"), PLACE.index("population")
    for year, account in enumerate(told.accounts, 1):
        flow, people = (places[year][0, n, :, 5] for n in number)
        exact = flow * people * 100
        assert sum(account.flow_cents) > 1e13
        assert np.abs(np.array(account.flow_cents) - exact).max() < 1e4, "a hundred dollars of billions is what float64 leaves"


def test_votes_are_whole_and_make_the_count(told):
    for account in told.accounts:
        if account.votes is not None:
            first, second = account.votes
            assert all(isinstance(n, int) and n >= 0 for n in (*first, *second))
            assert sum(first) + sum(second) < sum(account.people)


def test_no_act_is_refused_by_the_kernel(told):
    assert told.refused == []


def test_the_numbers_are_those_of_the_reference_engine():
    told = replay(settlement("soft-secession"), world=5, years=9, seed=7)
    made = task("soft-secession", worlds=6, years=9)
    out = run(made)[0]
    whole = out[:, series(made, "population", "all"), 5]
    people = np.array([sum(account.people) for account in told.accounts])
    assert np.abs(people - whole).max() < 51 * 9
    refused = len({line.year for line in told.lines if "refuse" in line.text})
    assert refused == out[-1, series(made, "deadlock_years", "joint"), 5]
    decided = sum("decides to join" in line.text for line in told.lines)
    assert decided == out[-1, series(made, "changes_of_polity", "joint"), 5]


def test_every_line_of_an_institution_cites_its_article():
    told = replay(settlement("soft-secession"), world=1234, years=20)
    assert told.lines
    assert all(line.cite.startswith("Art. ") for line in told.lines)
    assert any("ME decides to join Federation" in line for line in lines_of(told))


@pytest.mark.long
def test_two_hundred_worlds_contain_no_act_that_the_kernel_refuses():
    for world in range(200):
        assert replay(settlement("soft-secession"), world=world).refused == []


def test_a_few_worlds_with_many_changes_contain_none_either():
    for world in range(3):
        told = replay(settlement("soft-secession"), world=world, years=12, cards={"hazard": 0.6, "campaign": -0.1})
        assert told.refused == []


def test_remainders_go_to_the_largest():
    assert whole_parts(np.array([0.2, 0.7, 0.1]), 1) == [0, 1, 0]
    assert whole_parts(np.array([-1.5, 1.5]), 0) == [-1, 1]
    assert sum(whole_parts(np.array([1 / 3] * 3), 1)) == 1


def test_a_world_below_nought_is_told():
    with pytest.raises(ModelError, match="no world -1"):
        replay(settlement("status-quo"), world=-1)
