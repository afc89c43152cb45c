"""Published counts of elections, each with its source, and textbook profiles whose winners are known."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from foedus.voting.ballot import Overvote, Profile, Skipped, Treatment, read_profile
from foedus.voting.rules import (
    approval,
    condorcet,
    instant_runoff,
    minimax,
    plurality,
    schulze,
    single_transferable_vote,
    two_round,
)
from foedus.voting.rules.minimax import Defeat

BALLOTS = Path(__file__).parent / "ballots"

ALASKA = Profile.of(
    {
        ("Begich", "Palin"): 27053,
        ("Begich", "Peltola"): 15467,
        ("Begich",): 11290,
        ("Palin", "Begich"): 34049,
        ("Palin", "Peltola"): 3652,
        ("Palin",): 21272,
        ("Peltola", "Begich"): 47407,
        ("Peltola", "Palin"): 4645,
        ("Peltola",): 23747,
    }
)
"""The special election to the House of 2022: counts of every ranking by the Division of Elections of Alaska."""


def test_alaska_2022_first_choices_and_instant_runoff() -> None:
    found = instant_runoff(ALASKA)

    assert found.stages[0].tallies == {"Begich": 53_810, "Palin": 58_973, "Peltola": 75_799}
    assert found.stages[0].excluded == ("Begich",)
    assert found.stages[1].tallies == {"Palin": 86_026, "Peltola": 91_266}
    assert found.stages[1].exhausted == 11_290
    assert found.winner == "Peltola"


def test_alaska_2022_had_another_condorcet_winner() -> None:
    """Graham-Squire and McCune 2022: Begich would have beaten each of the two."""
    above, names = ALASKA.pairwise(), ALASKA.candidates
    begich, palin, peltola = (names.index(name) for name in ("Begich", "Palin", "Peltola"))

    assert (above[begich][peltola], above[peltola][begich]) == (87_859, 79_451)
    assert (above[begich][palin], above[palin][begich]) == (101_217, 63_618)
    for rule in (condorcet, minimax, schulze):
        assert rule(ALASKA).winner == "Begich"
    assert plurality(ALASKA).winner == "Peltola"
    assert two_round(ALASKA).winner == "Peltola"


def test_minneapolis_2013_mayor() -> None:
    """City of Minneapolis: Hodges 38,870 and Andrew 24,972 in the last round. Overvotes are passed over there, and the next choice moves up."""
    treatment = Treatment(Overvote.SKIPPED, Skipped.MOVES_UP)
    profile = read_profile(BALLOTS / "minneapolis_2013_mayor.txt", treatment)

    found = instant_runoff(profile, to_the_last_two=True)

    assert (profile.voters, profile.blank, len(profile.candidates)) == (79_378, 723, 35)
    assert found.winner == "Betsy Hodges"
    assert found.stages[-1].tallies == {"Betsy Hodges": 38_870, "Mark Andrew": 24_972}
    assert found.stages[0].tallies["Betsy Hodges"] > 28_900
    for stage in found.stages:
        assert sum(stage.tallies.values()) + stage.exhausted == profile.voters


@pytest.mark.parametrize(
    ("overvote", "skipped", "last"),
    [
        (Overvote.ENDS, Skipped.MOVES_UP, 38_857),
        (Overvote.ENDS, Skipped.ENDS, 38_796),
        (Overvote.SKIPPED, Skipped.ENDS_AFTER_TWO, 38_865),
    ],
)
def test_minneapolis_2013_differs_by_the_treatment_of_ballots(overvote: Overvote, skipped: Skipped, last: int) -> None:
    """Our own regression values: the treatment must be said, since it changes the figures."""
    profile = read_profile(BALLOTS / "minneapolis_2013_mayor.txt", Treatment(overvote, skipped))

    assert instant_runoff(profile, to_the_last_two=True).stages[-1].tallies["Betsy Hodges"] == last


def test_a_scottish_ward_of_2012() -> None:
    """Eilean Siar, Na Hearadh agus Ceann a Deas nan Loch, 3 of 4: quota 201; the three who were returned. The surplus of 297 moves at 0.59638."""
    profile = read_profile(BALLOTS / "eilean_siar_2012_ward_3.txt")

    found = single_transferable_vote(profile, 3)

    assert set(found.winners) == {"Catherine Macdonald", "Philip Robert Mclean", "D J Macrae"}
    assert "quota is 201" in found.stages[0].words
    assert found.stages[0].tallies["Catherine Macdonald"] == 498
    assert found.stages[1].tallies["D J Macrae"] == 69 + 159 * Fraction(59_638, 100_000)
    for stage in found.stages:
        assert sum(stage.tallies.values()) + stage.exhausted == 802


TENNESSEE = Profile.of(
    {
        ("Memphis", "Nashville", "Chattanooga", "Knoxville"): 42,
        ("Nashville", "Chattanooga", "Knoxville", "Memphis"): 26,
        ("Chattanooga", "Knoxville", "Nashville", "Memphis"): 15,
        ("Knoxville", "Chattanooga", "Nashville", "Memphis"): 17,
    }
)
"""The usual textbook example: where Tennessee puts its capital."""


def test_five_rules_and_three_capitals_of_tennessee() -> None:
    assert plurality(TENNESSEE).winner == "Memphis"
    assert two_round(TENNESSEE).winner == "Nashville"
    assert instant_runoff(TENNESSEE).winner == "Knoxville"
    assert [stage.excluded for stage in instant_runoff(TENNESSEE).stages] == [("Chattanooga",), ("Nashville",), ()]
    for rule in (condorcet, minimax, schulze):
        assert rule(TENNESSEE).winner == "Nashville"


def test_schulze_2011_example_1() -> None:
    """Schulze 2011, section 3.1: 45 voters, no Condorcet winner, E wins."""
    rankings = {"ACBED": 5, "ADECB": 5, "BEDAC": 8, "CABED": 3, "CAEBD": 7, "CBADE": 2, "DCEBA": 7, "EBADC": 8}
    profile = Profile.of({tuple(ranking): number for ranking, number in rankings.items()})

    assert condorcet(profile).winner is None
    assert schulze(profile).winner == "E"


def test_minimax_depends_on_how_a_defeat_is_measured() -> None:
    """By hand, nine voters: A loses to B 2:4, B loses to C 4:5, C loses to A 3:6. Worst by winning votes 4, 5, 6; by margin 2, 1, 3."""
    profile = Profile.of({("C",): 3, ("B", "A"): 4, ("A", "C"): 2}, "ABC")

    assert profile.pairwise() == ((0, 2, 6), (4, 0, 4), (3, 5, 0))
    assert minimax(profile, Defeat.WINNING_VOTES).stages[0].tallies == {"A": 4, "B": 5, "C": 6}
    assert minimax(profile, Defeat.WINNING_VOTES).winner == "A"
    assert minimax(profile, Defeat.MARGIN).stages[0].tallies == {"A": 2, "B": 1, "C": 3}
    assert minimax(profile, Defeat.MARGIN).winner == "B"


def test_approval_counts_every_name() -> None:
    """Brams and Fishburn 1978: each voter approves any number."""
    found = approval({frozenset({"ash", "box"}): 30, frozenset({"box"}): 25, frozenset({"ash", "elm"}): 20, frozenset(): 5})

    assert found.stages[0].tallies == {"ash": 50, "box": 55, "elm": 20}
    assert found.winner == "box"
