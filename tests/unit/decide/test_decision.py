"""Votes become a decision: what carried, what failed, what would flip it, and what the text says of ties and silence."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import foedus
from foedus.decide.tally import decide
from foedus.decide.votes import read_votes
from foedus.errors import DataError, QuestionError
from foedus.model.settlement import Settlement


def text_of(*clauses: str) -> Settlement:
    """Alder has Ash and Elm, Birch has Oak."""
    begins = ("polity Alder comprises Ash and Elm", "polity Birch comprises Oak", "assembly Alder.Council with 9 seats", "office Alder.Speaker")
    body = "\n".join((*begins, *clauses))
    return foedus.load(f"---\ntitle: T\n---\n\n## Article 1. A\n\n```foedus\n{body}\n```\n")


PLAIN = text_of("act Pass by a majority of those voting in Alder.Council")
VOTES: dict[str, Any] = {"Alder.Council": {"yes": 4, "no": 3, "abstain": 1}}


def test_a_majority_of_those_voting_does_not_count_who_abstains() -> None:
    decision = decide(PLAIN, "Pass", VOTES)
    tally = decision.tallies[0]

    assert decision.verdict == "carried"
    assert (tally.yes, tally.no, tally.abstain, tally.absent) == (4, 3, 1, 1)
    assert (tally.base, tally.needed, tally.margin) == (7, 4, 0)
    assert [one.body for one in decision.carrying] == ["Alder.Council"]
    assert decision.failing == ()
    assert (decision.change.members, decision.change.to) == (1, "no")
    assert decision.cites == ("Art. 1(5)",)


def test_a_tie_is_not_carried_and_the_text_is_said_to_be_silent() -> None:
    decision = decide(PLAIN, "Pass", {"Alder.Council": {"yes": 4, "no": 4}})

    assert decision.verdict == "tied"
    assert "does not say what a tie does (Art. 1(5))" in decision.fallback
    assert decision.change.members == 1


@pytest.mark.parametrize(
    ("said", "verdict", "fallback"),
    [
        ("ties lost", "lost", "a tie is lost"),
        ("ties broken by lot", "tied", "broken by lot"),
        ("ties broken by Alder.Speaker", "tied", "broken by Alder.Speaker"),
    ],
)
def test_a_tie_goes_as_the_text_says(said: str, verdict: str, fallback: str) -> None:
    text = text_of(f"act Pass by a majority of those voting in Alder.Council, {said}")

    decision = decide(text, "Pass", {"Alder.Council": {"yes": 4, "no": 4}})

    assert decision.verdict == verdict
    assert fallback in decision.fallback


def test_a_share_without_a_base_is_counted_under_every_reading() -> None:
    text = text_of("act Pass by a majority in Alder.Council")
    narrow = decide(text, "Pass", {"Alder.Council": {"yes": 4, "no": 3}})
    wide = decide(text, "Pass", {"Alder.Council": {"yes": 5, "no": 3}})

    assert narrow.verdict == "depends"
    assert narrow.readings == {"of those voting": True, "of those present": True, "of all members": False}
    assert "carried of those voting" in narrow.sentence
    assert wide.verdict == "carried"


def test_a_missing_quorum_is_told_as_such() -> None:
    text = text_of("act Pass by a majority of those voting in Alder.Council quorum two thirds")

    assert decide(text, "Pass", {"Alder.Council": {"yes": 4, "no": 1}}).verdict == "no_quorum"
    assert decide(text, "Pass", {"Alder.Council": {"yes": 2, "no": 3}}).verdict == "lost"
    assert decide(text, "Pass", {"Alder.Council": {"yes": 4, "no": 2}}).verdict == "carried"


def test_the_counts_that_failed_are_the_fewest_that_would_carry() -> None:
    text = text_of(
        "assembly Birch.Council with 5 seats",
        "office Birch.Speaker",
        "act Pass by (a majority of those voting in Alder.Council and a majority of those voting in Birch.Council) or Birch.Speaker",
    )
    decision = decide(text, "Pass", {"Alder.Council": {"yes": 1, "no": 8}, "Birch.Council": {"yes": 1, "no": 4}})

    assert decision.verdict == "lost"
    assert [one.body for one in decision.failing] == ["Birch.Speaker"]
    assert decision.change.members == 1
    assert decision.change.of == (("Birch.Speaker who did not vote", 1),)


def test_a_referendum_counts_the_people_who_voted_and_those_entitled_where_the_text_does() -> None:
    text = text_of(
        "act Join by a majority of those voting in a referendum of Alder",
        "act Clear by more than 50 % of the electorate in a referendum of Alder",
    )
    votes = {"the people of Alder": {"yes": 1_200_000, "no": 1_000_000, "entitled": 3_000_000}}

    assert decide(text, "Join", votes).verdict == "carried"
    clear = decide(text, "Clear", votes)
    assert clear.verdict == "lost"
    assert clear.tallies[0].needed == 1_500_001
    assert clear.change.members == 300_001
    with pytest.raises(DataError, match="not told") as told:
        decide(text, "Clear", {"the people of Alder": {"yes": 2, "no": 1}})
    assert "entitled" in told.value.mend


def test_members_who_do_not_count_alike_are_told_one_by_one() -> None:
    text = text_of(
        "assembly Joint joint to Alder and Birch with 3 members from each polity",
        "act Pass by two thirds of all members in Joint including a majority of all members from each polity",
    )
    by_member = {"Joint": {"Alder": {"yes": 3}, "Birch": {"yes": 1, "no": 2}}}

    decision = decide(text, "Pass", by_member)

    assert decision.verdict == "lost"
    assert [one.words for one in decision.failing] == ["including those from Birch in Joint"]
    with pytest.raises(DataError, match="do not count alike"):
        decide(text, "Pass", {"Joint": {"yes": 4, "no": 2}})
    with pytest.raises(DataError, match="Cedar is no member of Joint"):
        decide(text, "Pass", {"Joint": {"Cedar": {"yes": 3}}})


def test_votes_that_are_nobodys_or_too_many_are_refused() -> None:
    with pytest.raises(DataError, match=r"Birch.Council has no vote on Pass \(Art. 1\(5\)\)") as told:
        decide(PLAIN, "Pass", {"Birch.Council": {"yes": 1}})
    assert "Alder.Council" in told.value.mend
    with pytest.raises(DataError, match="has 9 votes, and 12 are told"):
        decide(PLAIN, "Pass", {"Alder.Council": {"yes": 12}})
    with pytest.raises(QuestionError):
        decide(PLAIN, "Passs", VOTES)


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("v.json", '{"votes": {"Alder.Council": {"yes": 4,', r"v.json, line 1, column \d+"),
        ("v.json", "{}", "holds no votes"),
        ("v.json", '{"votes": {"Alder.Council": {"yes": -4}}}', "v.json, Alder.Council: yes is `-4`"),
        ("v.json", '{"votes": {"Alder.Council": {"ayes": 4}}}', "`ayes` is no way to vote"),
        ("v.json", '{"votes": {"Alder.Council": {"yes": true}}}', "yes is `True`"),
        ("v.json", '{"votes": {"Alder.Council": 4}}', "there are no votes here"),
        ("v.csv", "body,yes,no\nAlder.Council,4\n", "v.csv, line 2"),
        ("v.csv", "body,yes,no\nAlder.Council,four,3\n", "v.csv, line 2: yes is `four`"),
        ("v.csv", "house,yes\nA,1\n", "v.csv, line 1"),
        ("v.csv", "body,yes\nAlder.Council,1\nAlder.Council,2\n", "has voted in Alder.Council already"),
        ("v.csv", "body,yes\n", "holds no votes"),
    ],
)
def test_a_votes_file_that_cannot_be_read_is_told_with_its_place(tmp_path: Path, name: str, content: str, says: str) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")

    with pytest.raises(DataError, match=says) as told:
        read_votes(path)
    assert told.value.mend


def test_csv_and_json_say_the_same(tmp_path: Path) -> None:
    table, plain = tmp_path / "v.csv", tmp_path / "v.json"
    table.write_text("body,member,yes,no,abstain\nAlder.Council,,4,3,1\n", encoding="utf-8")
    plain.write_text('{"votes": {"Alder.Council": {"yes": 4, "no": 3, "abstain": 1}}}', encoding="utf-8")

    assert read_votes(table) == read_votes(plain)
    assert decide(PLAIN, "Pass", read_votes(table)) == decide(PLAIN, "Pass", VOTES)
    with pytest.raises(DataError, match="cannot be read"):
        read_votes(tmp_path / "none.json")
    (tmp_path / "bad.json").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(DataError, match="UTF-8"):
        read_votes(tmp_path / "bad.json")


def test_bodies_that_may_vote_each_or_together_are_counted_both_ways() -> None:
    text = text_of("assembly Birch.Council with 5 seats", "act Pass by a majority of those voting in Alder.Council and Birch.Council")
    split = decide(text, "Pass", {"Alder.Council": {"yes": 8, "no": 1}, "Birch.Council": {"yes": 2, "no": 3}})
    agreed = decide(text, "Pass", {"Alder.Council": {"yes": 8, "no": 1}, "Birch.Council": {"yes": 3, "no": 2}})

    assert split.verdict == "depends"
    assert split.readings == {"each": False, "together": True}
    assert "each or together (Art. 1(6))" in split.fallback
    assert agreed.verdict == "carried"


def test_half_of_those_present_is_no_tie_where_more_say_yes_than_no() -> None:
    text = text_of("act Pass by a majority of those present in Alder.Council")

    assert decide(text, "Pass", {"Alder.Council": {"yes": 4, "no": 3, "abstain": 1}}).verdict == "lost"
