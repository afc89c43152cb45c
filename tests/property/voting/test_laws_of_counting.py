"""Laws of the counting rules: no order of input matters, names are only names, a majority of first places wins where it should."""

from __future__ import annotations

import pyrankvote
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from foedus.voting.ballot import Profile
from foedus.voting.rules import RANKED, condorcet, instant_runoff, minimax, schulze, single_transferable_vote, two_round

NAMES = ("ash", "box", "elm", "fir", "oak")


@st.composite
def profiles(draw: st.DrawFn) -> Profile:
    size = draw(st.integers(2, 5))
    rankings = draw(
        st.dictionaries(
            st.lists(st.sampled_from(range(size)), min_size=1, max_size=size, unique=True).map(tuple), st.integers(1, 9), min_size=1, max_size=8
        )
    )
    return Profile(NAMES[:size], rankings)


def renamed(profile: Profile, order: tuple[int, ...]) -> Profile:
    """The same with the candidates in another order."""
    place = {old: new for new, old in enumerate(order)}
    ballots = {tuple(place[one] for one in ranking): number for ranking, number in reversed(list(profile.ballots.items()))}
    return Profile(tuple(profile.candidates[old] for old in order), ballots)


@settings(max_examples=150, deadline=None)
@given(profiles(), st.data())
def test_the_order_of_candidates_and_ballots_changes_nothing(profile: Profile, data: st.DataObject) -> None:
    other = renamed(profile, tuple(data.draw(st.permutations(range(len(profile.candidates))))))

    for rule in RANKED.values():
        one, two = rule(profile), rule(other)
        assert set(one.winners) == set(two.winners)
        assert [dict(sorted(stage.tallies.items())) for stage in one.stages] == [dict(sorted(stage.tallies.items())) for stage in two.stages]
        assert (one.tied is None) == (two.tied is None)
        if one.tied and two.tied:
            assert set(one.tied.candidates) == set(two.tied.candidates)


@settings(max_examples=150, deadline=None)
@given(profiles())
def test_a_majority_of_first_places_wins_and_a_condorcet_winner_wins_where_promised(profile: Profile) -> None:
    first = profile.first_choices()
    most = max(first, key=lambda name: first[name])
    best = condorcet(profile).winner
    if 2 * first[most] > profile.voters:
        assert {rule(profile).winner for rule in RANKED.values()} == {most}
    if best:
        assert minimax(profile).winner == schulze(profile).winner == best


@settings(max_examples=150, deadline=None)
@given(profiles())
def test_no_ballot_is_lost_or_made(profile: Profile) -> None:
    for found in (instant_runoff(profile, to_the_last_two=True), single_transferable_vote(profile, min(2, len(profile.candidates)), lot=NAMES)):
        for stage in found.stages:
            assert sum(stage.tallies.values()) + stage.exhausted == profile.voters


@settings(max_examples=150, deadline=None)
@given(profiles())
def test_instant_runoff_agrees_with_pyrankvote_where_nobody_ties(profile: Profile) -> None:
    found = instant_runoff(profile)
    level = any(list(stage.tallies.values()).count(min(stage.tallies.values())) > 1 for stage in found.stages)
    assume(found.winner is not None and not level)
    candidates = {name: pyrankvote.Candidate(name) for name in profile.candidates}
    ballots = [
        pyrankvote.Ballot(ranked_candidates=[candidates[profile.candidates[place]] for place in ranking])
        for ranking, number in profile.ballots.items()
        for _ in range(number)
    ]

    theirs = pyrankvote.instant_runoff_voting(list(candidates.values()), ballots)

    assert [winner.name for winner in theirs.get_winners()] == [found.winner]


@settings(max_examples=150, deadline=None)
@given(profiles())
def test_two_rounds_of_three_or_fewer_is_instant_runoff_where_nobody_ties(profile: Profile) -> None:
    assume(len(profile.candidates) <= 3)
    one, two = two_round(profile), instant_runoff(profile)
    assume(one.tied is None and two.tied is None)

    assert one.winner == two.winner
