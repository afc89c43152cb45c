"""Laws of audits: evidence is monotone, order does not matter where it must not, bounds are what their definition says."""

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.errors import ModelError
from foedus.voting.assertion import Way
from foedus.voting.audit import Comparison, comparison_confirms, comparison_p
from foedus.voting.logarithm import at_most
from foedus.voting.logarithm import product as worked_out
from foedus.voting.martingale import alpha
from foedus.voting.register import chance_hypergeometric, most_defects
from foedus.voting.seed import draw, draw_apart
from foedus.voting.strata import Stratum, at_null, least_favourable, of_margins, of_shares
from foedus.voting.tamper import (
    Contest,
    destroyed_ballots,
    elected,
    false_ballots,
    fewest_people,
    larger_electorate,
    swapped,
)  # fmt: skip

LIMITS = st.fractions(Fraction(1, 1000), Fraction(1, 4), max_denominator=1000)
MARGINS = st.fractions(Fraction(1, 200), Fraction(1), max_denominator=200)
ERRORS = st.dictionaries(st.sampled_from((-2, -1, 0, 1, 2)), st.integers(0, 40), max_size=5)


@settings(deadline=None)
@given(MARGINS, ERRORS, st.sampled_from((1, 2)))
def test_an_overstatement_more_is_never_evidence(margin, errors, size):
    worse = {**errors, size: errors.get(size, 0) + 1, 0: errors.get(0, 0)}
    level = {**errors, 0: errors.get(0, 0) + 1}
    assert comparison_p(margin, worse) >= comparison_p(margin, level)


@settings(deadline=None)
@given(MARGINS, MARGINS, ERRORS)
def test_a_larger_margin_to_confirm_is_easier(one, other, errors):
    assert comparison_p(max(one, other), errors) <= comparison_p(min(one, other), errors)


@settings(deadline=None)
@given(MARGINS, ERRORS, LIMITS)
def test_the_fast_decision_is_the_exact_one(margin, errors, limit):
    assert comparison_confirms(margin, errors, limit) == (comparison_p(margin, errors) <= limit)


@settings(deadline=None)
@given(st.lists(st.tuples(st.fractions(Fraction(1, 9), 9, max_denominator=9), st.integers(-9, 9)), max_size=5))
def test_a_product_is_at_most_itself_and_not_less(powers):
    """The hair's breadth where logarithms cannot tell: equality."""
    value = worked_out(powers)
    assert at_most(powers, value)
    assert not at_most(powers, value * Fraction(10**40 - 1, 10**40))


@settings(deadline=None)
@given(MARGINS, st.permutations([0] * 25 + [1, 1, 2, -1]))
def test_the_p_value_does_not_depend_on_the_order_of_cards(margin, errors):
    audit = Comparison(margin, Fraction(1, 20))
    for size in errors:
        audit.read(size)
    assert audit.p == comparison_p(margin, {0: 25, 1: 2, 2: 1, -1: 1})


@settings(deadline=None)
@given(MARGINS, st.lists(st.sampled_from((0, 0, 0, 0, 1, -1, 2)), max_size=80), LIMITS)
def test_an_audit_confirms_at_the_first_card_that_does(margin, errors, limit):
    audit = Comparison(margin, limit)
    for size in errors:
        audit.read(size)
    counts = dict.fromkeys((-2, -1, 0, 1, 2), 0)
    first = None
    for card, size in enumerate(errors, 1):
        counts[size] += 1
        if first is None and comparison_p(margin, counts) <= limit:
            first = card
    assert audit.confirmed_at == first


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 2), min_size=3, max_size=4), st.sampled_from([Fraction(3, 5), Fraction(9, 10)]))
def test_the_wealth_is_a_fair_game_under_the_null(values, eta):
    """By enumeration: over all draws without replacement from cards whose mean is the null, the wealth is 1 on average."""
    population = [Fraction(value, 2) for value in values]
    mean = sum(population) / len(population)
    if not 0 < mean < 1:
        return
    total = Fraction(0)
    orders = [order for order in product(range(len(population)), repeat=2) if len(set(order)) == 2]
    for order in orders:
        above, below = alpha([population[place] for place in order], mean=mean, eta=eta, cards=len(population)).steps[-1]
        assert above > 0, "the null is true, so nothing may refute it outright"
        total += Fraction(below, above)
    assert total / len(orders) <= 1


@settings(deadline=None)
@given(st.integers(2, 60), st.data(), LIMITS)
def test_a_bound_is_the_last_number_that_is_not_excluded(size, data, risk):
    sampled = data.draw(st.integers(1, size))
    defects = data.draw(st.integers(0, min(3, sampled)))
    bound = most_defects(size, sampled, defects, risk)
    likely = [bad for bad in range(defects, size - (sampled - defects) + 1) if chance_hypergeometric(size, bad, sampled, defects) > risk]
    assert bound == max(likely)


@settings(deadline=None)
@given(st.integers(5, 400), st.data(), LIMITS)
def test_more_defects_never_lower_a_bound_and_more_entries_never_raise_it(size, data, risk):
    sampled = data.draw(st.integers(1, size - 1))
    assert most_defects(size, sampled, 0, risk) <= most_defects(size, sampled, min(1, sampled), risk)
    assert most_defects(size, sampled + 1, 0, risk) <= most_defects(size, sampled, 0, risk)


@settings(deadline=None)
@given(st.integers(1, 500), st.integers(0, 60), st.text("0123456789abcdef", min_size=4, max_size=8))
def test_draws_begin_alike_and_stay_in_range(below, many, seed):
    longer = draw(seed, "cards", below, many + 5)
    assert longer[:many] == draw(seed, "cards", below, many)
    assert all(0 <= one < below for one in longer)
    apart = draw_apart(seed, "entries", below, min(many, below))
    assert len(set(apart)) == len(apart)
    assert set(apart) <= set(range(below))


# ---- two strata


@st.composite
def strata(draw_from):
    """Two strata with a few kinds of errors."""
    pairs = [((1, 1), (1, 1)), ((1, 1), (0, 0)), ((1, 1), (-1, 1)), ((0, 0), (1, 1)), ((-1, 1), (0, 1))]
    found = []
    for _ in range(2):
        cards = draw_from(st.integers(50, 400))
        margin = draw_from(st.integers(1, cards // draw_from(st.sampled_from((1, 2, 8)))))
        read = {pairs[0]: draw_from(st.integers(1, 120)), **{pair: draw_from(st.integers(0, 2)) for pair in pairs[1:]}}
        found.append(Stratum(cards, (margin, cards - draw_from(st.integers(0, (cards - margin) // 2))), read, draw_from(st.integers(0, 3))))
    return found


@settings(max_examples=60, deadline=None)
@given(strata(), st.booleans(), st.booleans())
def test_no_split_is_less_favourable_than_the_bound(pair, shares, fisher):
    first, second = pair
    split = of_shares(Fraction(3, 5), Fraction(2, 5)) if shares else of_margins(first, second)
    result = least_favourable(first, second, split, fisher=fisher)
    low, high = split.range
    for step in range(21):
        there = low + (high - low) * step / 20
        p = _p(first, there, shares) * _p(second, split.other(there), shares)
        assert fisher or min(Fraction(1), p) <= result.p_bound
    if not fisher:
        assert result.p_at_split <= result.p_bound <= result.p_at_split * Fraction(1001, 1000)


def _p(stratum, null, shares):
    """By the definition, card by card."""
    gamma = Fraction(103905, 100000)
    counted = stratum.reported[1] if shares else stratum.cards
    off = stratum.ineligible * (1 - null) if shares else 0
    margin = (stratum.reported[0] - null * counted - off) / Fraction(stratum.cards)
    if margin <= 0:
        return Fraction(1)
    p = Fraction(1)
    for (record, reading), times in stratum.read.items():
        over = record[0] - reading[0] - (null * (record[1] - reading[1]) if shares else 0)
        p *= ((1 - margin / (2 * gamma)) / (1 - over / (2 * gamma))) ** times
    return p if margin <= 2 else Fraction(0)


@settings(max_examples=40, deadline=None)
@given(strata(), st.booleans())
def test_swapping_the_strata_swaps_nothing_but_the_split(pair, shares):
    first, second = pair
    one, other = of_margins(first, second), of_margins(second, first)
    if shares:
        one, other = of_shares(Fraction(3, 5), Fraction(2, 5)), of_shares(Fraction(2, 5), Fraction(3, 5))
    here, there = least_favourable(first, second, one), least_favourable(second, first, other)
    assert float(here.p_bound) == pytest.approx(float(there.p_bound), rel=2e-5)


@settings(max_examples=40, deadline=None)
@given(strata(), st.booleans(), st.booleans(), LIMITS)
def test_giving_up_at_the_limit_decides_the_same(pair, shares, fisher, limit):
    first, second = pair
    split = of_shares(Fraction(3, 5), Fraction(2, 5)) if shares else of_margins(first, second)
    whole, hasty = (least_favourable(first, second, split, fisher=fisher, limit=given) for given in (None, limit))
    assert whole.confirms(limit) == hasty.confirms(limit) or abs(float(whole.p_bound / limit) - 1) < 1e-5


@settings(deadline=None)
@given(strata(), st.fractions(Fraction(-9, 10), Fraction(9, 10), max_denominator=20))
def test_one_stratum_at_a_known_split(pair, null):
    assert at_null(pair[0], null) == min(Fraction(1), _p(pair[0], null, True))


def test_a_split_that_no_record_could_be_so_wrong_about_is_no_danger_and_its_neighbours_are():
    """A stratum wholly for the winner: where its null nears -1 a margin of nearly 2 is to be confirmed, and few cards do not."""
    first, second = Stratum(100, (100, 100), {((1, 1), (1, 1)): 1}), Stratum(100, (1, 100), {((1, 1), (1, 1)): 200})
    split = of_shares(Fraction(1, 100), Fraction(99, 100))
    result = least_favourable(first, second, split)
    worst = max(_p(first, one, True) * _p(second, split.other(one), True) for one in (Fraction(step, 40) for step in range(-40, 41)))
    assert result.p_bound >= min(Fraction(1), worst)


def test_equal_strata_lose_nothing_by_being_apart():
    """With samples in proportion and no error, the least favourable split gives what one sample of all gives."""
    first, second = (Stratum(cards, (cards // 10, cards), {((1, 1), (1, 1)): cards // 10}) for cards in (600, 400))
    result = least_favourable(first, second, of_margins(first, second))
    assert float(result.p_bound) == pytest.approx(float(comparison_p(Fraction(1, 10), {0: 100})), rel=1e-5)


def test_fisher_is_weaker_where_strata_are_alike():
    first, second = (Stratum(cards, (cards // 10, cards), {((1, 1), (1, 1)): cards // 10}) for cards in (600, 400))
    split = of_margins(first, second)
    assert least_favourable(first, second, split, fisher=True).p_bound > least_favourable(first, second, split).p_bound


def test_more_that_may_be_nobodys_than_a_margin_leaves_no_split():
    first, second = Stratum(10, (5, 10), {}, 30), Stratum(10, (5, 10), {}, 0)
    with pytest.raises(ModelError, match="more votes may be nobody's"):
        least_favourable(first, second, of_margins(first, second))


# ---- tampering


@st.composite
def contests(draw_from):
    """Two polities of two units each, two or three candidates."""
    names = ["Ash", "Box", "Elm"][: draw_from(st.integers(2, 3))]
    units = {"a": "Alder", "b": "Alder", "c": "Birch", "d": "Birch"}
    votes = {unit: {name: draw_from(st.integers(1, 40)) for name in names} for unit in units}
    return Contest(votes, units, {"Alder": draw_from(st.integers(1, 9)), "Birch": draw_from(st.integers(1, 9))}, dict.fromkeys(units, 3) | {"a": 4})


@settings(deadline=None)
@given(contests(), st.sampled_from([Way.PLURALITY, Way.MAJORITY, Way.DOUBLE, Way.EQUAL, Way.CENSUS, Way.ELECTORS]))
def test_swapping_the_polities_names_swaps_the_answers(contest, way):
    names = {"Alder": "Birch", "Birch": "Alder"}
    other = swapped(contest, names)
    assert elected(way, contest).winner == elected(way, other).winner
    assert fewest_people(way, contest) == fewest_people(way, other)
    for polity in contest.polities:
        assert larger_electorate(way, contest, polity) == larger_electorate(way, other, names[polity])
        for one, rival in (("Ash", "Box"), ("Box", "Ash")):
            assert false_ballots(way, contest, polity, one) == false_ballots(way, other, names[polity], one)
            assert destroyed_ballots(way, contest, polity, one, rival) == destroyed_ballots(way, other, names[polity], one, rival)


@settings(deadline=None)
@given(contests(), st.sampled_from(["Alder", "Birch"]), st.sampled_from(["Ash", "Box"]))
def test_the_fewest_ballots_by_electors_are_those_of_trying_every_set_of_units(contest, polity, candidate):
    found = false_ballots(Way.ELECTORS, contest, polity, candidate)
    units, best = contest.units(polity), None
    for chosen in product((False, True), repeat=len(units)):
        votes, spent = {unit: dict(table) for unit, table in contest.votes.items()}, 0
        for unit, take in zip(units, chosen, strict=True):
            more = max(0, max(number for name, number in votes[unit].items() if name != candidate) + 1 - votes[unit][candidate]) if take else 0
            votes[unit][candidate] += more
            spent += more
        if elected(Way.ELECTORS, Contest(votes, contest.polity_of, contest.people, contest.numbers)).winner == candidate:
            best = spent if best is None else min(best, spent)
    assert found == best


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(1, 6), min_size=2, max_size=3), st.sampled_from([Way.PLURALITY, Way.DOUBLE, Way.EQUAL, Way.CENSUS, Way.ELECTORS]), st.data())
def test_the_fewest_people_are_those_of_trying_every_number(sizes, way, data):
    """All others vote for one rival; every division of voters over the polities is tried."""
    names = [f"P{place}" for place in range(len(sizes))]
    people = {name: data.draw(st.integers(1, 5)) for name in names}
    numbers = {name: data.draw(st.integers(1, 5)) for name in names}
    at_start = Contest({name: {"Ash": size, "Box": 0} for name, size in zip(names, sizes, strict=True)}, {name: name for name in names}, people, numbers)
    winning = [
        sum(yes)
        for yes in product(*(range(size + 1) for size in sizes))
        if elected(way, Contest({name: {"Ash": one, "Box": size - one} for name, one, size in zip(names, yes, sizes, strict=True)},
                                at_start.polity_of, people, numbers)).winner == "Ash"
    ]  # fmt: skip
    assert fewest_people(way, at_start) == min(winning)
