"""The mended text: every promise proved, none of nothing, every possibility stands; and the variants."""

from __future__ import annotations

from pathlib import Path

import pytest

import foedus.api as api
from foedus.reason.promise.judge import judge, judge_clause


def test_every_promise_is_proved_and_none_of_nothing(mended):
    assert {name for name, one in mended.found.items() if not one.holds} == set()


def test_nothing_that_was_proved_before_is_lost(flagship, mended):
    assert set(flagship.found) == set(mended.found)


def test_each_amendment_says_what_it_costs():
    document = api.load("soft-secession-mended").document
    text = Path(document.file).read_text(encoding="utf-8")
    articles = text.split("\n## ")[1:]
    assert articles
    assert all("costs" in " ".join(article.split()) for article in articles)


def test_three_joint_offices_break_the_promise_of_one_where_it_is_kept(flagship):
    variant = api.load("three-joint-offices")
    kept = flagship.settlement.promises["OnlyOneJointOffice"]
    one = judge_clause(variant, kept)
    assert one.is_refuted
    assert "CommanderInChief (Art. 5(3)), ForeignSecretary (Art. 5A(1)) and BankHead (Art. 5A(2))" in one.reason
    assert judge(variant, "OnlyThreeJointOffices").is_proved


@pytest.mark.parametrize("name", ["full-secession", "no-common-bank", "status-quo", "fifty-sovereign-states", "autonomy-first"])
def test_a_variant_decides_whatever_it_promises_of_the_table(name):
    settlement = api.load(name)
    wanted = [one for one in ("NothingAbove", "NoCommonTax", "NothingOrphaned", "NothingUnheld", "NothingHeldTwice") if one in settlement.promises]
    assert all(judge(settlement, one).verdict != "undecided" for one in wanted)
