"""What the arithmetic of audits refuses, each with a mend; and registers that shrink or grow."""

from fractions import Fraction

import pytest

from foedus.errors import DataError, ModelError
from foedus.voting.assertion import Way, assertions, elect
from foedus.voting.audit import (
    Comparison,
    bravo_p,
    bravo_size,
    comparison_confirms,
    comparison_p,
    comparison_size,
    wald_without_replacement,
)
from foedus.voting.forecast import chance_confirmed
from foedus.voting.martingale import alpha, kaplan_markov, shrink
from foedus.voting.register import check_growth, most_defects, reconcile, sample_size
from foedus.voting.strata import of_shares
from foedus.voting.tamper import Contest, destroyed_ballots, false_ballots, front_runners, larger_electorate, weight_of_a_vote, who_gains

HALF, FIVE = Fraction(1, 2), Fraction(1, 20)
ONE = Fraction(1)


@pytest.mark.parametrize(
    "call",
    [
        lambda: comparison_size(Fraction(0), FIVE),
        lambda: comparison_size(FIVE, Fraction(0)),
        lambda: comparison_size(FIVE, Fraction(1)),
        lambda: comparison_p(FIVE, {3: 1}),
        lambda: comparison_p(FIVE, {1: -1}),
        lambda: comparison_p(FIVE, {0: 1}, gamma=Fraction(1)),
        lambda: Comparison(FIVE, FIVE).read(5),
        lambda: bravo_size(HALF, FIVE),
        lambda: bravo_size(ONE, FIVE),
        lambda: bravo_p(Fraction(3, 5), -1, 0),
        lambda: list(wald_without_replacement(Fraction(3, 5), 2, [True, False, True])),
        lambda: alpha([Fraction(2)], eta=HALF),
        lambda: alpha([ONE], mean=ONE, eta=HALF),
        lambda: alpha([ONE, ONE], eta=HALF, cards=1),
        lambda: kaplan_markov([Fraction(-1)]),
        lambda: shrink(HALF, 0),
        lambda: most_defects(10, 11, 0, FIVE),
        lambda: most_defects(10, 5, 6, FIVE),
        lambda: most_defects(10, 5, 0, Fraction(0)),
        lambda: sample_size(Fraction(0), FIVE),
        lambda: of_shares(Fraction(0), ONE),
        lambda: chance_confirmed(10, FIVE, {1: 2, 2: 1}, FIVE, most=5),
        lambda: chance_confirmed(10, FIVE, {1: 11}, FIVE, most=5),
        lambda: assertions(Way.PLURALITY, {"Alder": {"Ash": 5, "Box": 5}}),
        lambda: assertions(Way.DOUBLE, {"Alder": {"Ash": 5, "Box": 4}, "Birch": {"Ash": 4, "Box": 5}}),
        lambda: Contest({}, {}),
        lambda: Contest({"a": {"Ash": 1}}, {}),
        lambda: front_runners(Contest({"a": {"Ash": 1}}, {"a": "Alder"})),
    ],
)
def test_it_is_refused_with_a_mend(call):
    with pytest.raises(ModelError) as refused:
        call()
    assert refused.value.mend


def test_a_margin_beyond_two_votes_a_card_is_certain():
    assert comparison_p(Fraction(21, 10), {}) == 0
    assert comparison_confirms(Fraction(21, 10), {}, FIVE)
    assert Comparison(Fraction(21, 10), FIVE).confirmed_at == 0
    assert comparison_size(Fraction(21, 10), FIVE) == 0


def test_more_cards_are_asked_for_after_an_error():
    audit = Comparison(Fraction(1, 10), FIVE)
    assert audit.more() == 61
    audit.read(1)
    assert audit.more() == comparison_size(Fraction(1, 10), FIVE, overstatements={1: 1}) - 1 > 61


def test_a_register_that_shrinks_or_grows():
    check_growth(["a", "b"], ["b", "a"], "the register of Birch")
    with pytest.raises(DataError, match="the register of Birch has shrunk: 1 entries of the frozen register are gone, the first b"):
        check_growth(["a", "b"], ["a"], "the register of Birch")
    with pytest.raises(DataError, match="has grown: 1 entries were not in the frozen register, the first c"):
        check_growth(["a"], ["a", "c"], "the register of Birch")


def test_numbers_set_against_each_other():
    agreed = reconcile("Birch", 95, 100, 120)
    assert (agreed.lost, agreed.too_many) == (5, 0)
    assert reconcile("Birch", 103, 100, 120).too_many == 3
    with pytest.raises(DataError, match="Birch marks 121 entries as voted and has 120"):
        reconcile("Birch", 100, 121, 120)


def test_kaplan_markov_after_a_zero_proves_nothing():
    assert kaplan_markov([ONE, Fraction(0), ONE]).p == 1
    assert kaplan_markov([ONE, Fraction(0), ONE]).smallest == HALF


def test_alpha_that_learns_stops_too():
    path = alpha([ONE] * 60, eta=shrink(Fraction(3, 5), 20), cards=1_000)
    assert path.stops_at(FIVE) is not None
    assert path.smallest == path.p


def test_alpha_is_sure_when_what_is_left_cannot_matter():
    assert alpha([ONE] * 6, eta=Fraction(3, 4), cards=10).p == 0
    assert alpha([Fraction(0)] * 6, eta=Fraction(3, 4), cards=10).p == 1


def test_a_majority_of_all_people_needs_more_than_half():
    votes = {"Alder": {"Ash": 4, "Box": 3, "Elm": 2}}
    assert elect(Way.MAJORITY, votes).winner is None
    assert elect(Way.PLURALITY, votes).winner == "Ash"
    assert elect(Way.MAJORITY, {"Alder": {"Ash": 6, "Box": 3, "Elm": 2}}).winner == "Ash"


def test_growth_under_a_majority_may_end_the_majority_first():
    contest = Contest({"a": {"Ash": 10, "Box": 2, "Elm": 2}, "b": {"Ash": 4, "Box": 3, "Elm": 3}}, {"a": "Alder", "b": "Birch"})
    assert larger_electorate(Way.MAJORITY, contest, "Birch") == (Fraction(6, 2), "nobody at once")


def test_who_gains_where_two_are_level_is_nobody():
    contest = Contest({"a": {"Ash": 4, "Box": 4}}, {"a": "Alder"})
    assert who_gains(contest, "Alder") is None
    assert larger_electorate(Way.PLURALITY, contest, "Alder") is None


def test_ballots_of_the_rival_cannot_make_up_for_a_third():
    contest = Contest({"a": {"Ash": 4, "Box": 9, "Elm": 6}}, {"a": "Alder"}, {}, {"a": 3})
    assert destroyed_ballots(Way.PLURALITY, contest, "Alder", "Ash", "Box") is None
    assert destroyed_ballots(Way.ELECTORS, contest, "Alder", "Ash", "Box") is None
    assert false_ballots(Way.ELECTORS, contest, "Alder", "Ash") == 6


def test_what_a_vote_weighs():
    contest = Contest({"a": {"Ash": 30, "Box": 10}, "b": {"Ash": 5, "Box": 5}}, {"a": "Alder", "b": "Birch"}, {"Alder": 2, "Birch": 1})
    assert weight_of_a_vote(Way.PLURALITY, contest) == {"Alder": Fraction(1, 50), "Birch": Fraction(1, 50)}
    assert weight_of_a_vote(Way.EQUAL, contest) == {"Alder": Fraction(1, 80), "Birch": Fraction(1, 20)}
    assert weight_of_a_vote(Way.CENSUS, contest) == {"Alder": Fraction(2, 120), "Birch": Fraction(1, 30)}
    assert weight_of_a_vote(Way.DOUBLE, contest) is None
