"""Elections of offices as the text has them, what the people decide in an act, and keys that neither polity can open alone."""

from __future__ import annotations

from pathlib import Path

import pytest

import foedus
from foedus.decide.counted import count, read_votes_by_place
from foedus.decide.election import elect
from foedus.decide.keys import LABEL, added, drawing, encrypt, joint_key, opened, part_of, polity_key, share_is_sound
from foedus.decide.referendum import electorates_of, referendum
from foedus.errors import DataError, ModelError, QuestionError
from foedus.model.settlement import Settlement
from foedus.voting.ballot import Profile


@pytest.fixture(scope="module")
def flagship() -> Settlement:
    return foedus.load("soft-secession")


def text_of(*clauses: str) -> Settlement:
    """Alder has Ash and Elm, Birch has Oak."""
    body = "\n".join(("polity Alder comprises Ash and Elm", "polity Birch comprises Oak", *clauses))
    return foedus.load(f"---\ntitle: T\n---\n\n## Article 1. A\n\n```foedus\n{body}\n```\n")


VOTES = {"Commonwealth": {"ash": 46, "box": 38}, "Federation": {"ash": 33, "box": 36}}


def test_an_office_elected_by_both_peoples_together(flagship: Settlement) -> None:
    found = elect(flagship, "CommanderInChief", VOTES)

    assert (found.verdict, found.outcome.winner, found.cites) == ("elected", "ash", ("Art. 5(3)",))


def test_a_tie_leaves_the_office_vacant_and_the_text_is_said_to_be_silent(flagship: Settlement) -> None:
    found = elect(flagship, "CommanderInChief", {"Commonwealth": {"ash": 2, "box": 1}, "Federation": {"ash": 1, "box": 2}})

    assert found.verdict == "tied"
    assert "does not say what a tie does (Art. 5(3))" in found.fallback


def test_the_method_of_the_text_is_the_one_that_counts() -> None:
    text = text_of(
        "office Chief, joint to Alder and Birch, elected every 4 years by the people of Alder and Birch by plurality",
        "office Alder.President, elected every 4 years by the people of Alder by two_rounds",
        "office Birch.President, elected every 4 years by the people of Birch by ranked_choice",
    )
    split = elect(text, "Chief", {"Alder": {"ash": 46, "box": 38}, "Birch": {"ash": 33, "box": 36}})
    ranked = Profile.of({("ash",): 4, ("box", "elm"): 3, ("elm", "box"): 2})

    assert (split.verdict, split.outcome.rule) == ("nobody", "double majority")
    assert elect(text, "Alder.President", {"Ash": {"ash": 40, "box": 20}, "Elm": {"box": 25, "elm": 15}}).outcome.stages[-1].words.startswith("second")
    assert elect(text, "Birch.President", {"Birch": ranked}).outcome.winner == "box"
    with pytest.raises(QuestionError, match="ranked_choice"):
        elect(text, "Birch.President", {"Birch": {"ash": 3}})


def test_votes_of_places_that_have_none_are_refused(flagship: Settlement) -> None:
    with pytest.raises(DataError, match="Cedar have no vote"):
        elect(flagship, "CommanderInChief", {"Cedar": {"ash": 1}})
    with pytest.raises(QuestionError):
        elect(flagship, "Commonwealth.Congress", VOTES)


def test_what_the_people_decide_takes_the_organs_as_given(flagship: Settlement) -> None:
    asked = electorates_of(flagship, "ChangePolity of AZ")
    votes = {"the people of AZ": {"yes": 1_600_000, "no": 1_500_000}}

    assert [(one.name, one.units, one.cite) for one in asked] == [("the people of AZ", ("AZ",), "Art. 11(1)")]
    found = referendum(flagship, "ChangePolity of AZ", votes)
    assert found.verdict == "carried"
    assert any("taken as given" in note for note in found.notes)
    with pytest.raises(QuestionError, match="asks no people"):
        referendum(flagship, "DeclareWar", votes)


def test_a_referendum_told_unit_by_unit_adds_up(flagship: Settlement) -> None:
    votes = {"the people of Commonwealth": {"CA": {"yes": 5, "no": 4}, "NY": {"yes": 3, "no": 5}}, "the people of Federation": {"TX": {"yes": 2}}}

    found = referendum(flagship, "ShareCurrency", votes)

    assert found.verdict == "lost"
    assert [(one.yes, one.no) for one in found.tallies] == [(8, 9), (2, 0)]


# ---- keys


def test_both_polities_open_together_and_neither_alone() -> None:
    draw = drawing(b"a test")
    alder, birch = polity_key("Alder", 3, 2, draw), polity_key("Birch", 4, 3, draw)
    total = added(encrypt(joint_key((alder, birch)), vote, draw) for vote in (1, 1, 0, 1, 0))
    everybody = [part_of(total, trustee) for trustee in (*alder.trustees, *birch.trustees)]

    assert opened(total, (alder, birch), everybody, most=5).votes == 3
    assert opened(total, (alder, birch), everybody, most=5).label == LABEL
    assert opened(total, (alder, birch), everybody[1:3] + everybody[4:], most=5).votes == 3, "any two, and any three"
    with pytest.raises(ModelError, match="0 trustees of Birch take part, and 3 are needed"):
        opened(total, (alder, birch), everybody[:3], most=5)
    with pytest.raises(ModelError, match="Alder withholds"):
        opened(total, (alder, birch), everybody[2:], most=5)


def test_a_wrong_part_opens_to_nothing_and_sends_to_the_hand_count() -> None:
    draw = drawing(b"another")
    alder, birch = polity_key("Alder", 1, 1, draw), polity_key("Birch", 1, 1, draw)
    total = added(encrypt(joint_key((alder, birch)), vote, draw) for vote in (1, 0))
    forged = part_of(added((total, total)), birch.trustees[0])

    with pytest.raises(DataError, match="one of them is wrong") as told:
        opened(total, (alder, birch), [part_of(total, alder.trustees[0]), forged], most=2)
    assert "by hand" in told.value.mend


def test_shares_fit_their_checks_and_bad_thresholds_are_refused() -> None:
    key = polity_key("Alder", 3, 2, drawing(b"shares"))

    assert all(share_is_sound(key, trustee) for trustee in key.trustees)
    assert not share_is_sound(key, type(key.trustees[0])("Alder", 2, key.trustees[0].share))
    with pytest.raises(ModelError):
        polity_key("Alder", 2, 3, drawing(b""))
    with pytest.raises(ModelError, match="two polities"):
        joint_key((key,))


# ---- files


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("v.csv", "place,candidate,votes\nAlder,ash,many\n", "v.csv, line 2"),
        ("v.csv", "place,candidate,votes\nAlder,ash,1\nAlder,ash,2\n", "v.csv, line 3: ash has votes in Alder already"),
        ("v.csv", "place,votes\nAlder,1\n", "v.csv, line 1"),
        ("v.csv", "place,candidate,votes\n", "holds no votes"),
        ("v.json", '{"votes": {"Alder": {"ash": -1}}}', "v.json, Alder, ash"),
        ("v.json", '{"votes": [1]}', "holds no votes by place"),
        ("v.json", '{"votes": ', "v.json, line 1"),
    ],
)
def test_a_file_of_votes_by_place_is_refused_with_its_place(tmp_path: Path, name: str, content: str, says: str) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")

    with pytest.raises(DataError, match=says) as told:
        read_votes_by_place(path)
    assert told.value.mend


def test_ballots_are_counted_by_a_named_rule_and_an_unknown_one_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "b.txt"
    path.write_text("candidate a Ash\ncandidate b Box\n3: a > b\n2: b\n", encoding="utf-8")

    assert count(None, "", ballots=path, rule="instant-runoff").outcome.winner == "Ash"
    assert count(None, "", ballots=path, rule="approval").outcome.winner == "Box"
    assert count(None, "", ballots=path, rule="single-transferable-vote", seats=2).outcome.winners == ("Ash", "Box")
    with pytest.raises(QuestionError, match="is no rule"):
        count(None, "", ballots=path, rule="best-hat")
    with pytest.raises(QuestionError, match="elects one"):
        count(None, "", ballots=path, rule="schulze", seats=2)
    with pytest.raises(QuestionError, match="overvote"):
        count(None, "", ballots=path, rule="schulze", overvote="maybe")
