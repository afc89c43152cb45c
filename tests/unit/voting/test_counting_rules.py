"""Each counting rule on small profiles counted by hand: winners, stages, ties as results, refusals."""

from __future__ import annotations

from fractions import Fraction

import pytest

from foedus.errors import ModelError
from foedus.voting.ballot import Profile
from foedus.voting.rules import (
    Tie,
    approval,
    census_weights,
    condorcet,
    double_majority,
    electors,
    equal_weight,
    instant_runoff,
    minimax,
    plurality,
    plurality_of_units,
    schulze,
    single_transferable_vote,
    two_round,
)

HALVES = {"alder": {"ash": 46, "box": 38}, "birch": {"ash": 33, "box": 36}}
"""The example of the design page: two polities, in millions of votes."""


def test_plurality_and_its_tie() -> None:
    assert plurality({"ash": 3, "box": 2}).winner == "ash"
    assert plurality({"ash": 2, "box": 2, "elm": 1}).tied == Tie(("ash", "box"), 1, "2 have 2 each")
    nobody = plurality({"ash": 0, "box": 0})
    assert (nobody.winners, nobody.tied) == ((), None)
    assert plurality_of_units(HALVES).stages[0].tallies == {"ash": 79, "box": 74}


def test_the_ways_of_two_polities_on_one_table() -> None:
    assert plurality_of_units(HALVES).winner == "ash"
    assert double_majority(HALVES).winners == ()
    assert equal_weight(HALVES).stages[0].tallies["ash"] == (Fraction(46, 84) + Fraction(33, 69)) / 2
    assert census_weights(HALVES, {"alder": 55, "birch": 45}).stages[0].tallies["ash"] == Fraction(55, 100) * Fraction(46, 84) + Fraction(
        45, 100
    ) * Fraction(33, 69)
    assert equal_weight(HALVES).winner == census_weights(HALVES, {"alder": 55, "birch": 45}).winner == "ash"


def test_a_double_majority_may_ask_for_more_than_half() -> None:
    votes = {"alder": {"ash": 4, "box": 3, "elm": 3}, "birch": {"ash": 6, "box": 4}}

    assert double_majority(votes).winner == "ash"
    assert double_majority(votes, more_than_half=True).winners == ()
    level = double_majority({"alder": {"ash": 5, "box": 5}, "birch": {"ash": 6, "box": 4}})
    assert level.tied is not None
    assert level.tied.candidates == ("ash",)


def test_two_rounds_by_votes_and_by_rankings() -> None:
    first = {"ash": 40, "box": 35, "elm": 25}
    assert two_round({"ash": 51, "box": 49}).winner == "ash"
    assert two_round(first).winners == ()
    assert two_round(first, {"ash": 45, "box": 55}).winner == "box"
    assert two_round(first, {"ash": 50, "box": 50}).tied == Tie(("ash", "box"), 1, "2 have 50 each")
    level = two_round({"ash": 40, "box": 30, "elm": 30})
    assert level.tied == Tie(("box", "elm"), 1, "2 have 30 votes each")
    ranked = Profile.of({("ash",): 4, ("box", "elm"): 3, ("elm", "box"): 2})
    assert two_round(ranked).stages[-1].tallies == {"ash": 4, "box": 5}


def test_instant_runoff_keeps_every_stage_and_counts_exhausted_ballots() -> None:
    profile = Profile.of({("ash",): 5, ("box", "elm"): 4, ("elm",): 2, ("elm", "box"): 1})
    found = instant_runoff(profile)

    assert [stage.tallies for stage in found.stages] == [{"ash": 5, "box": 4, "elm": 3}, {"ash": 5, "box": 5}]
    assert found.stages[1].exhausted == 2
    assert found.tied == Tie(("ash", "box"), 1, "2 have 5 votes each")


def test_instant_runoff_ties_for_exclusion_are_results_unless_a_lot_was_drawn() -> None:
    profile = Profile.of({("ash",): 3, ("box", "ash"): 2, ("elm", "box"): 2})

    level = instant_runoff(profile)
    assert level.winners == ()
    assert level.tied == Tie(("box", "elm"), 1, "2 have 2 votes each")
    assert instant_runoff(profile, lot=("elm", "box", "ash")).winner == "ash"
    assert instant_runoff(profile, lot=("box", "elm", "ash")).winner == "box"
    with pytest.raises(ModelError, match="twice"):
        instant_runoff(profile, lot=("box", "box", "elm", "ash"))
    with pytest.raises(ModelError, match="nobody stands"):
        instant_runoff(Profile((), {}))


def test_scottish_stv_by_hand() -> None:
    """Two seats, 11 votes, quota 4. Ash has 6: a surplus of 2 moves at 2/6, cut to 0.33333, and Elm passes Box with 2 + 1.99998 at the exclusion."""
    profile = Profile.of({("ash", "elm"): 6, ("box",): 3, ("elm",): 2})
    found = single_transferable_vote(profile, 2)

    assert found.winners == ("ash", "elm")
    assert found.stages[1].tallies["elm"] == 2 + 6 * Fraction(33_333, 100_000)
    assert found.stages[1].exhausted == Fraction(2, 100_000)
    assert found.stages[1].tallies["ash"] == 4
    with pytest.raises(ModelError, match="cannot be filled"):
        single_transferable_vote(profile, 4)
    with pytest.raises(ModelError, match="cannot be filled"):
        single_transferable_vote(profile, 0)


def test_scottish_stv_looks_back_for_ties_and_then_asks_for_a_lot() -> None:
    profile = Profile.of({("ash",): 10, ("box", "ash"): 2, ("elm", "ash"): 2, ("fir",): 4})

    found = single_transferable_vote(profile, 2)
    assert found.tied is not None
    assert found.tied.candidates == ("box", "elm")
    assert single_transferable_vote(profile, 2, lot=("box", "elm", "fir", "ash")).winners == ("ash", "fir")


def test_condorcet_may_find_nobody_and_schulze_a_tie() -> None:
    circle = Profile.of({("ash", "box", "elm"): 1, ("box", "elm", "ash"): 1, ("elm", "ash", "box"): 1})

    assert condorcet(circle).winners == ()
    assert minimax(circle).tied == Tie(("ash", "box", "elm"), 1, "worst defeat: 2 each")
    assert schulze(circle).tied is not None


def test_electors_by_unit() -> None:
    votes = {"elm": {"ash": 9, "box": 1}, "fir": {"ash": 4, "box": 5}, "oak": {"ash": 4, "box": 5}}

    assert electors(votes, {"elm": 4, "fir": 3, "oak": 3}).winner == "box"
    assert electors(votes, {"elm": 3, "fir": 3, "oak": 0}).winners == (), "half of the electors is not more than half"
    level = electors({"elm": {"ash": 5, "box": 5}, "fir": {"ash": 9, "box": 1}}, {"elm": 4, "fir": 3})
    assert level.tied is not None
    with pytest.raises(ModelError, match="fir has no number of electors"):
        electors(votes, {"elm": 4})


@pytest.mark.parametrize("bad", [{}, {"ash": -1}])
def test_no_table_of_votes_is_refused(bad: dict[str, int]) -> None:
    for rule in (plurality, two_round):
        with pytest.raises(ModelError):
            rule(bad)
    for by_place in (plurality_of_units, double_majority, equal_weight):
        with pytest.raises(ModelError):
            by_place({"alder": bad})
    with pytest.raises(ModelError, match="no unit"):
        double_majority({})


def test_a_polity_where_nobody_voted_and_one_without_a_weight_are_refused() -> None:
    silent = {"alder": {"ash": 1, "box": 0}, "birch": {"ash": 0, "box": 0}}

    with pytest.raises(ModelError, match="nobody voted in birch"):
        equal_weight(silent)
    with pytest.raises(ModelError, match="birch has no census weight"):
        census_weights(HALVES, {"alder": 55})
    with pytest.raises(ModelError, match="who does not stand"):
        approval({frozenset({"oak"}): 1}, ("ash", "box"))
