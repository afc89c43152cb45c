"""Published results on audits, registers and tampering, each with its source; rlacalc is a referee."""

from decimal import Decimal
from fractions import Fraction

import pytest
import rlacalc

from foedus.voting.assertion import Way
from foedus.voting.audit import GAMMA, Comparison, bravo_p, bravo_size, comparison_p, comparison_size, wald_without_replacement
from foedus.voting.forecast import chance_confirmed
from foedus.voting.martingale import alpha, kaplan_markov
from foedus.voting.register import highest_share, most_defects, sample_size
from foedus.voting.tamper import Contest, destroyed_ballots, elected, false_ballots, larger_electorate

FIVE, TEN = Fraction(1, 20), Fraction(1, 10)


@pytest.mark.parametrize(("share", "cards"), [("0.60", 119), ("0.55", 470), ("0.52", 2_902), ("0.505", 46_151)])
def test_bravo_expects_so_many_cards(share, cards):
    """Lindeman, Stark and Yates 2012, average sample numbers at 10 % risk."""
    assert bravo_size(Fraction(share), TEN) == cards


@pytest.mark.parametrize(("margin", "cards"), [("0.1", 61), ("0.02", 310), ("0.01", 622), ("0.001", 6_224)])
def test_a_comparison_without_errors_takes_so_many_cards(margin, cards):
    """Lindeman and Stark 2012, gamma 1.03905, 5 % risk."""
    assert comparison_size(Fraction(margin), FIVE) == cards
    assert comparison_p(Fraction(margin), {0: cards}) <= FIVE < comparison_p(Fraction(margin), {0: cards - 1})


@pytest.mark.parametrize("margin", ["0.1", "0.05", "0.013", "0.002"])
@pytest.mark.parametrize("errors", [(0, 0, 0, 0), (1, 0, 0, 0), (0, 1, 2, 0), (3, 1, 0, 1), (2, 0, 5, 2)])
def test_p_values_are_those_of_rlacalc(margin, errors):
    """rlacalc 0.4 (McBurnett), after Stark's tools for comparison audits."""
    o1, o2, u1, u2 = errors
    cards = 400
    ours = comparison_p(Fraction(margin), {0: cards - sum(errors), 1: o1, 2: o2, -1: u1, -2: u2})
    theirs = rlacalc.KM_P_value(cards, float(GAMMA), float(margin), o1, o2, u1, u2)
    assert float(ours) == pytest.approx(min(1.0, theirs), rel=1e-9)


@pytest.mark.parametrize("margin", ["0.1", "0.02", "0.01"])
def test_sizes_are_within_the_approximation_of_rlacalc(margin):
    """rlacalc sizes by `ln(1 - x) = -x`, which never asks for fewer cards than the product does."""
    theirs = rlacalc.nmin(0.05, float(GAMMA), float(margin))
    assert comparison_size(Fraction(margin), FIVE) <= theirs <= 1.1 * comparison_size(Fraction(margin), FIVE)


def test_five_ones_against_one_half():
    """Kaplan and Markov's p-value of five ones against a mean of 1/2: 1/32."""
    assert kaplan_markov([Fraction(1)] * 5).p == Fraction(1, 32)


def test_alpha_stops_at_card_8():
    """Stark 2023: 1,000 cards without replacement, eta 0.75, 5 %, all ones."""
    path = alpha([Fraction(1)] * 30, eta=Fraction(3, 4), cards=1_000)
    assert path.stops_at(FIVE) == 8
    assert path.at(7) > FIVE


def test_alpha_with_a_fixed_guess_is_bravo():
    """Stark 2023, section 2: with replacement and a fixed eta, ALPHA is Wald's test."""
    votes = [1, 1, 0, 1, 1, 1, 0, 1]
    path = alpha([Fraction(vote) for vote in votes], eta=Fraction(3, 5))
    assert path.p == bravo_p(Fraction(3, 5), 6, 2)


def test_wald_without_replacement_by_the_ratio_of_chances():
    """The likelihood ratio of two hypergeometric populations, worked out as a ratio of ordered ways."""
    share, cards, votes = Fraction(7, 10), 40, [True, True, False, True, False, True, True]
    claimed = even = Fraction(1)
    winner, loser = 0, 0
    for vote in votes:
        left = cards - winner - loser
        claimed *= Fraction((28 - winner) if vote else (12 - loser), left)
        even *= Fraction((20 - winner) if vote else (20 - loser), left)
        winner, loser = winner + vote, loser + (not vote)
    assert list(wald_without_replacement(share, cards, votes))[-1] == min(Fraction(1), even / claimed)


@pytest.mark.parametrize(("entries", "share"), [(49, "0.0595"), (299, "0.01"), (598, "0.005"), (2_995, "0.001")])
def test_so_many_sound_entries_exclude_a_share(entries, share):
    """Clopper and Pearson 1934, zero defects, 95 %; the design's 5.95, 1, 0.5 and 0.1 per cent."""
    assert sample_size(Fraction(share), FIVE) == entries
    assert highest_share(entries, 0, FIVE) <= Fraction(share) < highest_share(entries - 1, 0, FIVE)


def test_k_defects_by_the_tables_of_clopper_and_pearson():
    """Upper 97.5 % limits for 1 of 10 and 5 of 20: 0.4450 and 0.4910 (Clopper and Pearson 1934, in many later tables)."""
    risk = Fraction(25, 1000)
    assert round(float(highest_share(10, 1, risk)), 4) == 0.4450
    assert round(float(highest_share(20, 5, risk)), 4) == 0.4910


def test_a_whole_register_leaves_no_doubt():
    assert most_defects(500, 500, 7, FIVE) == 7
    assert most_defects(500, 499, 0, FIVE) == 0


def test_an_audit_of_the_plain_margin_proves_too_little():
    """VOTING section 7: reported 100 in 1,000, true 40, at most 40 nobody's. The plain audit confirms 23 %, the right one under 5 %.

    The page's 4.4 % was drawn; worked out, it is 4.3 % by the card at which an audit without errors ends, 4.9 % by card 1,000.
    """
    plain = chance_confirmed(1_000, Fraction(100, 1_000), {2: 30}, FIVE, most=1_000)
    right = chance_confirmed(1_000, Fraction(60, 1_000), {2: 30}, FIVE, most=1_000)
    assert round(plain, 2) == Decimal("0.23")
    assert Decimal("0.043") < chance_confirmed(1_000, Fraction(60, 1_000), {2: 30}, FIVE, most=110) < right < Decimal("0.05")


def test_an_honest_hundred_passes_always():
    audit = Comparison(Fraction(60, 1_000), FIVE)
    assert any(audit.read(0) for _ in range(1_000))
    assert chance_confirmed(1_000, Fraction(60, 1_000), {}, FIVE, most=1_000) == 1


# ---- tampering, VOTING section 7

MILLION = 10**6
TABLE = {"Alder": {"1": 46 * MILLION, "2": 38 * MILLION}, "Birch": {"1": 33 * MILLION, "2": 36 * MILLION}}
CONTEST = Contest(TABLE, {"Alder": "Alder", "Birch": "Birch"}, {"Alder": 55, "Birch": 45})


@pytest.mark.parametrize(("way", "millions"), [(Way.PLURALITY, "5.00"), (Way.CENSUS, "4.84"), (Way.EQUAL, "4.17"), (Way.DOUBLE, "8.00")])
def test_false_ballots_for_2_in_alder_that_elect_2(way, millions):
    needed = false_ballots(way, CONTEST, "Alder", "2")
    assert f"{needed / MILLION:.2f}" == millions


@pytest.mark.parametrize("way", [Way.PLURALITY, Way.CENSUS, Way.EQUAL, Way.DOUBLE])
def test_the_number_is_the_least(way):
    needed = false_ballots(way, CONTEST, "Alder", "2")
    for ballots, wins in ((needed, True), (needed - 1, False)):
        votes = {**TABLE, "Alder": {"1": 46 * MILLION, "2": 38 * MILLION + ballots}}
        assert (elected(way, Contest(votes, CONTEST.polity_of, CONTEST.people)).winner == "2") is wins


def test_a_larger_birch_changes_the_result_of_plurality_alone():
    assert larger_electorate(Way.PLURALITY, CONTEST, "Birch") == (Fraction(8, 3), "2")
    assert all(larger_electorate(way, CONTEST, "Birch") is None for way in (Way.CENSUS, Way.EQUAL, Way.DOUBLE))
    # Birch in thirds of its size: at 8 it is level, a hair below or above decides.
    for thirds, winner in ((8 * MILLION - 1, "1"), (8 * MILLION, None), (8 * MILLION + 1, "2")):
        grown = {"Alder": TABLE["Alder"], "Birch": {"1": 11 * thirds, "2": 12 * thirds}}
        assert elected(Way.PLURALITY, Contest(grown, CONTEST.polity_of)).winner == winner


def test_double_majority_elects_nobody_at_first_and_cannot_be_forced_where_the_other_prefers_1():
    assert elected(Way.DOUBLE, CONTEST).winner is None
    birch_prefers_1 = {**TABLE, "Birch": {"1": 36 * MILLION, "2": 33 * MILLION}}
    assert false_ballots(Way.DOUBLE, Contest(birch_prefers_1, CONTEST.polity_of), "Alder", "2") is None


def test_the_mirror_for_plurality_is_as_many_ballots():
    assert destroyed_ballots(Way.PLURALITY, CONTEST, "Alder", "2", "1") == false_ballots(Way.PLURALITY, CONTEST, "Alder", "2")


@pytest.mark.parametrize("limit", [FIVE, Fraction(1, 100)])
@pytest.mark.parametrize("votes", [10, 25, 60])
@pytest.mark.parametrize("size", [1, 2])
def test_the_exact_chance_of_confirming_what_is_false_is_within_the_limit(limit, votes, size):
    """Not drawn but worked out: reported ahead by so many of 200 cards, level in truth, audited for as many draws as cards."""
    assert chance_confirmed(200, Fraction(votes, 200), {size: -(-votes // size)}, limit, most=200) <= Decimal(limit.numerator) / limit.denominator


def test_without_replacement_the_chance_is_smaller():
    """Draws that are not put back tell more of what is false."""
    there, gone = (chance_confirmed(200, Fraction(1, 10), {2: 10}, FIVE, most=200, replacement=back) for back in (True, False))
    assert 0 < gone < there
