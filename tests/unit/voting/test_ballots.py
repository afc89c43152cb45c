"""Ballots from a file: every slip is told with its line, treatments are declared, memory is bounded by different lines."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import pytest

from foedus.errors import DataError, LimitReached, ModelError
from foedus.voting.ballot import Overvote, Profile, Skipped, Treatment, read_approvals, read_profile

HEAD = ["candidate a Ash", "candidate b Box", "candidate e Elm"]


def test_a_ballot_may_stand_for_many_and_a_comment_for_none() -> None:
    profile = read_profile([*HEAD, "ballots 8", "# counted twice", "3: a > b", "a > b", "b", "2: e > a # by post", "", ">"])

    assert profile.voters == 7
    assert profile.blank == 1, "an empty place is no choice, and an empty line no ballot"
    assert profile.first_choices() == {"Ash": 4, "Box": 1, "Elm": 2}


@pytest.mark.parametrize(
    ("treatment", "ranking"),
    [
        (Treatment(), (0,)),
        (Treatment(Overvote.SKIPPED), (0, 2)),
        (Treatment(Overvote.SKIPPED, Skipped.ENDS), (0,)),
    ],
)
def test_overvotes_and_skips_are_treated_as_declared(treatment: Treatment, ranking: tuple[int, ...]) -> None:
    """`a`, an empty place, an overvote, `e`."""
    profile = read_profile([*HEAD, "a >  > a = b > e"], treatment)

    assert dict(profile.ballots) == {ranking: 1}
    assert str(treatment)


def test_two_empty_places_in_a_row_may_end_a_ballot() -> None:
    lines = [*HEAD, "a >  > e > b", "a >  >  > b"]

    assert read_profile(lines, Treatment(skipped=Skipped.ENDS_AFTER_TWO)).ballots == {(0, 2, 1): 1, (0,): 1}
    assert read_profile(lines).ballots == {(0, 2, 1): 1, (0, 1): 1}


def test_approvals_take_every_name_in_whatever_place() -> None:
    assert read_approvals([*HEAD, "2: a = b > e", "b"]) == {frozenset({"Ash", "Box", "Elm"}): 2, frozenset({"Box"}): 1}


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        ([*HEAD, "a > x"], "line 4: `x` names nobody who stands"),
        ([*HEAD, "many: a > b"], "line 4: `many` is no number of ballots"),
        (["a > b"], "declare no candidate"),
        ([], "declare no candidate"),
        ([*HEAD, "candidate a Again"], "line 4: the candidate a is declared twice"),
        ([*HEAD, "candidate"], "line 4: the candidate without a code"),
        ([*HEAD, "candidate f Ash"], "two candidates bear one name"),
        ([*HEAD, "ballots 9", "3: a > b"], "9 ballots are declared and 3 are held"),
        ([*HEAD, "ballots 2", "3: a > b"], "2 ballots are declared and 3 are held"),
    ],
)
def test_a_slip_is_told_with_its_line(tmp_path: Path, lines: list[str], says: str) -> None:
    path = tmp_path / "ballots.txt"
    path.write_text("\n".join(lines), encoding="utf-8")

    for source in (lines, path):
        with pytest.raises(DataError, match=says) as told:
            read_profile(source)
        assert told.value.mend


def test_a_truncated_file_is_noticed_and_a_missing_or_binary_one_refused(tmp_path: Path) -> None:
    whole = "\n".join([*HEAD, "ballots 1000", *(["a > b > e"] * 1000)])
    cut = tmp_path / "cut.txt"
    cut.write_text(whole[: len(whole) // 2], encoding="utf-8")
    with pytest.raises(DataError, match=r"cut or changed|names nobody"):
        read_profile(cut)
    with pytest.raises(DataError, match=r"none.txt cannot be read"):
        read_profile(tmp_path / "none.txt")
    binary = tmp_path / "binary.txt"
    binary.write_bytes(b"\xff\xfe candidate")
    with pytest.raises(DataError, match="UTF-8"):
        read_profile(binary)


def test_memory_is_bounded_by_the_different_lines_not_by_the_file(tmp_path: Path) -> None:
    few, many = tmp_path / "few.txt", tmp_path / "many.txt"
    for path, times in ((few, 5_000), (many, 100_000)):
        with path.open("w", encoding="utf-8") as file:
            file.write("\n".join(HEAD) + "\n")
            for _ in range(times):
                file.write("a > b\nb > e\ne\n")
    peaks, told = [], []
    for path in (few, many):
        tracemalloc.start()
        profile = read_profile(path, progress=told.append)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert profile.voters == 300_000
    assert told[-1] == 300_003, "progress is told"
    assert peaks[1] < 40 * 2**20


def test_too_many_different_lines_are_refused_with_their_number() -> None:
    lines = [*HEAD, *(f"{n}: a" for n in range(1, 400))]

    with pytest.raises(LimitReached, match="more than 100 different"):
        read_profile(lines, limit=100)


def test_a_profile_from_names_refuses_what_is_no_ranking() -> None:
    with pytest.raises(ModelError, match="who does not stand"):
        Profile.of({("ash", "elm"): 1}, ("ash", "box"))
    with pytest.raises(ModelError, match="twice"):
        Profile.of({("ash", "ash"): 1})
    with pytest.raises(ModelError, match="negative"):
        Profile.of({("ash",): -1})
    with pytest.raises(ModelError, match="stands twice"):
        Profile(("ash", "ash"), {})
