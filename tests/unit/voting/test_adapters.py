"""The adapters to pref_voting and VoteKit.

Neither package can live in the environment of the tests (both pin a numba of their own). Here STUB modules stand in for them, which record what they are
handed: a contract of what the adapters say. The `long` test makes an environment for each and runs the packages themselves.
"""

from __future__ import annotations

import json
import subprocess
import sys
from fractions import Fraction
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from foedus.errors import DataError, QuestionError
from foedus.voting.adapters import pref_voting, votekit
from foedus.voting.ballot import Profile
from foedus.voting.rules import Tie

CAPITALS = Profile.of({("Memphis", "Nashville"): 42, ("Nashville", "Chattanooga", "Memphis"): 26, ("Chattanooga",): 15})


class StubProfileWithTies:
    """A STUB of pref_voting.profiles_with_ties.ProfileWithTies."""

    def __init__(self, rankings: list[dict[int, int]], rcounts: list[int], candidates: list[int], cmap: dict[int, str]) -> None:
        self.rankings, self.rcounts, self.candidates, self.cmap = rankings, rcounts, candidates, cmap
        self.extended = False

    def use_extended_strict_preference(self) -> None:
        self.extended = True


@pytest.fixture
def stub_pref_voting(monkeypatch: pytest.MonkeyPatch) -> None:
    methods, profiles = ModuleType("pref_voting.voting_methods"), ModuleType("pref_voting.profiles_with_ties")
    profiles.ProfileWithTies = StubProfileWithTies  # type: ignore[attr-defined]
    methods.one = lambda profile: [2]  # type: ignore[attr-defined]
    methods.several = lambda profile: [2, 0]  # type: ignore[attr-defined]
    for name, module in {"pref_voting": ModuleType("pref_voting"), methods.__name__: methods, profiles.__name__: profiles}.items():
        monkeypatch.setitem(sys.modules, name, module)


def test_pref_voting_is_handed_ranks_and_counts(stub_pref_voting: None) -> None:
    theirs = pref_voting.to_pref_voting(CAPITALS)

    assert theirs.cmap == {0: "Chattanooga", 1: "Memphis", 2: "Nashville"}
    assert list(zip(theirs.rankings, theirs.rcounts, strict=True)) == [({1: 1, 2: 2}, 42), ({2: 1, 0: 2, 1: 3}, 26), ({0: 1}, 15)]
    assert theirs.extended, "whom a ballot leaves out stands below all it ranks"


def test_pref_votings_winners_become_an_outcome(stub_pref_voting: None) -> None:
    assert pref_voting.elect(CAPITALS, "one").winner == "Nashville"
    assert pref_voting.elect(CAPITALS, "several").tied == Tie(("Chattanooga", "Nashville"), 1, "all of these win, as the package has it")
    for name in ("none_such", "__name__"):
        with pytest.raises(QuestionError, match="no method called"):
            pref_voting.elect(CAPITALS, name)


class StubElection:
    """A STUB of an election of votekit that elects all at once."""

    def __init__(self, profile: Any, n_seats: int = 1) -> None:
        if n_seats > 2:
            raise ValueError("too many seats")
        self.profile = profile

    def get_elected(self) -> tuple[frozenset[str], ...]:
        return (frozenset({"Nashville"}), frozenset({"Memphis", "Chattanooga"}))


class StubOfOne:
    """A STUB of an election of votekit that takes no number of seats."""

    def __init__(self, profile: Any) -> None:
        self.profile = profile

    def get_elected(self) -> tuple[frozenset[str], ...]:
        return (frozenset({"Memphis"}),)


@pytest.fixture
def stub_votekit(monkeypatch: pytest.MonkeyPatch) -> None:
    ballot, profile, elections = (ModuleType(f"votekit.{name}") for name in ("ballot", "pref_profile", "elections"))
    ballot.RankBallot = lambda ranking, weight: SimpleNamespace(ranking=[frozenset(place) for place in ranking], weight=weight)  # type: ignore[attr-defined]
    profile.RankProfile = lambda ballots, candidates: SimpleNamespace(ballots=ballots, candidates=candidates)  # type: ignore[attr-defined]
    elections.Stub, elections.One = StubElection, StubOfOne  # type: ignore[attr-defined]
    for module in (ModuleType("votekit"), ballot, profile, elections):
        monkeypatch.setitem(sys.modules, module.__name__, module)


def test_votekit_is_handed_ballots_and_gives_them_back(stub_votekit: None) -> None:
    theirs = votekit.to_votekit(CAPITALS)

    assert theirs.candidates == ["Chattanooga", "Memphis", "Nashville"]
    assert [(one.ranking, one.weight) for one in theirs.ballots][2] == ([frozenset({"Chattanooga"})], 15)
    assert votekit.from_votekit(theirs) == CAPITALS
    theirs.ballots[0].weight = Fraction(1, 2)
    with pytest.raises(DataError, match="weighs 1/2"):
        votekit.from_votekit(theirs)


def test_votekits_groups_become_winners_or_a_tie(stub_votekit: None) -> None:
    found = votekit.elect(CAPITALS, "Stub", 2)

    assert found.winners == ("Nashville",)
    assert found.tied == Tie(("Chattanooga", "Memphis"), 1, "elected at once, as the package has it")
    assert votekit.elect(CAPITALS, "One").winner == "Memphis"
    for name, seats, says in (("None", 1, "no election called"), ("Stub", 3, "too many seats"), ("One", 2, "it elects one")):
        with pytest.raises(QuestionError, match=says):
            votekit.elect(CAPITALS, name, seats)


def test_a_package_that_is_not_installed_is_named_with_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("pref_voting", "pref_voting.profiles_with_ties", "votekit", "votekit.ballot"):
        monkeypatch.setitem(sys.modules, name, None)
    for work in (lambda: pref_voting.elect(CAPITALS, "split_cycle"), lambda: votekit.elect(CAPITALS, "STV")):
        with pytest.raises(DataError, match="cannot be loaded") as told:
            work()
        assert "pip install" in told.value.mend


PROGRAM = """
import json, sys
sys.path.insert(0, sys.argv[1])
from importlib import import_module
from foedus.voting.ballot import Profile
adapter = import_module(f"foedus.voting.adapters.{sys.argv[2]}")
profile = Profile.of({("Memphis", "Nashville", "Chattanooga", "Knoxville"): 42, ("Nashville", "Chattanooga", "Knoxville", "Memphis"): 26,
                      ("Chattanooga", "Knoxville", "Nashville", "Memphis"): 15, ("Knoxville", "Chattanooga", "Nashville", "Memphis"): 17})
print(json.dumps({name: adapter.elect(profile, name).winners for name in sys.argv[3:]}))
"""


@pytest.mark.long
@pytest.mark.parametrize(
    ("package", "adapter", "expected"),
    [
        ("pref-voting", "pref_voting", {"split_cycle": ["Nashville"], "plurality": ["Memphis"], "instant_runoff_tb": ["Knoxville"]}),
        ("votekit", "votekit", {"Schulze": ["Nashville"], "Plurality": ["Memphis"], "IRV": ["Knoxville"], "RankedPairs": ["Nashville"]}),
    ],
)
def test_the_packages_themselves_in_an_environment_of_their_own(
    tmp_path: Path, package: str, adapter: str, expected: dict[str, list[str]]
) -> None:
    """The three capitals of Tennessee, once more."""
    python = tmp_path / "venv" / "bin" / "python"
    subprocess.run([sys.executable, "-m", "venv", str(tmp_path / "venv")], check=True)
    subprocess.run([str(python), "-m", "pip", "install", "--quiet", package], check=True)
    source = str(Path(__file__).resolve().parents[3] / "src")

    found = subprocess.run([str(python), "-c", PROGRAM, source, adapter, *expected], check=True, capture_output=True, text=True)

    assert json.loads(found.stdout) == expected
