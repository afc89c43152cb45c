"""No face of expectations, facts or validation makes a claim that is banned, whatever is asked; and each says what it cannot tell."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

import foedus.cli.main  # the commands register themselves
from foedus.cli.app import app
from foedus.simulate.nobody import banned_in

ROOT = Path(__file__).resolve().parents[3]
run = CliRunner()
assert foedus.cli.main

TEXT = """---
title: Halves
places: us
---

## Article 1. All

Two halves.

```foedus
polity Alder comprises DC and the units where president_2024_plurality is democratic
polity Birch comprises the other units
expect Rank: gross_product_per_head_growth of Alder over 10 years > gross_product_per_head_growth of Birch over 10 years
expect Money: net_federal_balance of Alder < 0
expect Product: gross_product of Birch over 10 years > 0
expect Parted: parted of Alder over 10 years > 0
expect Deadlock: deadlock_years of Alder over 10 years < 5
```
"""


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("halves") / "halves.md"
    path.write_text(TEXT, encoding="utf-8")
    result = run.invoke(app, ["expect", str(path), "--worlds", "64", "--quiet"])
    assert result.exit_code == 0, result.output
    return " ".join(result.stdout.split())


def test_nothing_banned_is_said(shown: str) -> None:
    assert banned_in(shown) == []


def test_what_it_cannot_tell_ends_it(shown: str) -> None:
    assert "What this cannot tell you" in shown
    assert "regional prices" in shown


def test_no_probability_of_parting_can_be_asked_for(shown: str) -> None:
    part = re.search(r"Parted.{0,400}", shown)
    assert part
    assert "cannot be measured" in part.group()


def test_a_ranking_of_growth_says_that_it_is_near_a_coin_toss(shown: str) -> None:
    assert "near a coin toss" in shown


def test_one_rule_of_the_balance_never_stands_alone(shown: str) -> None:
    assert all(rule in shown for rule in ("cash", "balanced_by_tax", "balanced_by_head", "benefit"))
    assert "no rule is `the` balance" in shown


def test_a_difference_from_the_status_quo_is_no_forecast(shown: str) -> None:
    assert shown.count("no forecast") >= 1


def test_no_digits_below_the_error(shown: str) -> None:
    """With 64 worlds a share is told in steps of 5 or 10 per cent, unless it is at an end."""
    shares = [float(one) for one in re.findall(r"in ([\d.]+) % of worlds", shown)]
    assert shares
    assert all(share % 1 == 0 for share in shares)


@pytest.mark.parametrize("page", ["docs/explanation/validation.md", "docs/reference/measures.md", "docs/reference/data.md"])
def test_pages_claim_nothing_banned(page: str) -> None:
    assert banned_in((ROOT / page).read_text(encoding="utf-8")) == []


def test_validation_prints_the_score_of_winners_and_its_origins() -> None:
    page = (ROOT / "docs" / "explanation" / "validation.md").read_text(encoding="utf-8")
    assert "a coin gives .25" in page
    assert banned_in(page) == []
