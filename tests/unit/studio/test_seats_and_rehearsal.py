"""Seats of the houses and the rehearsed audit: what the report shows is what the package works out, picture and table alike."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from fractions import Fraction

import pytest

import foedus
from browser import texts
from foedus import api
from foedus.decide.rehearsed import rehearsed
from foedus.decide.standing import Standing, seats, seats_in
from foedus.studio.report import pages, tables, views
from foedus.studio.results import gather
from foedus.studio.seated import seated
from foedus.studio.views.rehearsals import rehearsal_view
from foedus.studio.views.seats import seats_view
from foedus.voting.audit import comparison_p


@pytest.fixture(scope="module")
def settlement():
    return foedus.load("soft-secession")


@pytest.fixture(scope="module")
def houses(settlement):
    return seats_view(seated(settlement), settlement)


@pytest.fixture(scope="module")
def audit(settlement):
    return rehearsed(settlement, "CommanderInChief")


def figures(chart) -> dict[str, str]:
    return {row[0]: row[1] for row in list(csv.reader(io.StringIO(chart.table.csv())))[1:]}


def test_the_map_its_table_and_the_apportionment_are_one(settlement, houses):
    given = {unit: number for one in seats(settlement).values() if one.method for unit, number in one.by_unit.items()}
    assert sum(given.values()) == 185 + 250
    (drawn,) = houses.maps
    marks = dict(re.findall(r'data-unit="([^"]+)" data-v="(\d+)"', drawn.svg))
    assert {unit: int(number) for unit, number in marks.items()} == given
    assert figures(drawn) == {settlement.units[unit].title: str(number) for unit, number in given.items()}


def test_a_sweep_is_the_apportionment_at_each_size(settlement):
    for one in seated(settlement):
        organ = settlement.organs[one["chamber"]]
        for n in (0, 12, 24):
            size = one["sweep"]["sizes"][n]
            assert size == one["total"] - 12 + n
            again = seats_in(Standing(settlement, sizes={organ.name: size}), organ).by_unit
            assert {unit: row[n] for unit, row in one["sweep"]["seats"].items()} == again


def test_a_unit_that_loses_a_seat_is_always_shown(settlement):
    """Of three houses, whatever stands apart; and one that loses, however small."""
    made = {"sizes": [10, 11], "seats": {"CA": [9, 9], "NV": [1, 0]}}
    view = seats_view([{**seated(settlement)[0], "sweep": made}], settlement)
    assert "NV loses a seat" in view.sweeps[0].title
    assert view.sweeps[0].table.columns == ("House", "CA", "NV")


def test_the_path_is_the_p_value_of_its_errors(audit):
    """Each figure again from the formula, and not from the walk."""
    path = audit.path
    assert path.confirmed_at == path.cards[-1]
    for cards, p in zip(path.cards[1:], path.p[1:], strict=True):
        wrong = sum(one <= cards for one in path.wrong)
        assert float(p) == pytest.approx(float(comparison_p(path.margin, {0: cards - wrong, 1: wrong})), rel=1e-9)
        assert (p <= path.limit) == (cards == path.confirmed_at)


def test_a_rehearsal_is_the_same_each_time_and_another_with_another_seed(settlement, audit):
    assert rehearsed(settlement, "CommanderInChief") == audit
    assert rehearsed(settlement, "CommanderInChief", seed=2).path.wrong != audit.path.wrong


def test_without_wrong_records_the_rehearsal_takes_what_the_forecast_says(settlement):
    found = rehearsed(settlement, "CommanderInChief", planted=Fraction(0))
    (sized,) = (one for one in found.sized if one.lookups == 3000 and one.assertion.words == found.path.words)
    assert found.path.confirmed_at == sized.comparison


def test_too_few_lookups_confirm_nothing_and_the_page_says_so(settlement):
    view = rehearsal_view(rehearsed(settlement, "CommanderInChief", lookups=20).as_json())
    assert view.path is None
    assert "cannot confirm it" in view.answer


def test_the_picture_of_the_path_is_its_table(audit):
    view = rehearsal_view(audit.as_json())
    told = {int(cards): float(p) for cards, p in figures(view.path).items()}
    assert told == {cards: float(p) for cards, p in zip(audit.path.cards, audit.path.p, strict=True)}
    curve = re.search(r'class="curve" d="M([^"]+)"', view.path.svg).group(1).split("L")
    assert [float(one.split(",")[0]) for one in curve] == [round(1000 * cards / max(told), 1) for cards in told]
    assert "rehearsal" in view.answer.lower()


def test_a_text_without_houses_or_joint_offices_shows_neither():
    checked = api.check(texts.ALDER_AND_BIRCH)
    results = gather(checked)
    made = views(checked, results)
    assert not results.seats
    assert made.votes.seats is None
    assert all(one.rehearsal is None for one in made.votes.elections)
    assert "seats.html" not in pages(made, checked)


def test_the_pages_link_to_one_another_and_file_their_figures(settlement):
    checked = replace(api.check("soft-secession"), limits=None)
    made = views(checked, gather(checked, worlds=0))
    written = pages(made, checked)
    assert 'href="seats.html"' in written["votes.html"]
    assert "foedus audit plan" in written["votes.html"]
    assert {"seats.csv", "votes-CommanderInChief-p-value.csv", "sweep-Federation-Congress-House.csv"} <= set(tables(made))
    assert "transfer weapons of Commonwealth.Military<" in written["votes.html"]


def test_the_text_itself_is_compared_with_nothing_equal_to_it(tmp_path):
    """By what it says, whatever its file is called: a copy of a variant is not set beside itself, a changed variant of the same title is."""
    from foedus.shipped import find

    content = find("three-joint-offices", None).read_text(encoding="utf-8")
    path = tmp_path / "mine.md"
    for text, beside in ((content, False), (content.replace("every 4 years", "every 5 years"), True)):
        path.write_text(text, encoding="utf-8")
        checked = replace(api.check(path), limits=None)
        compared = gather(checked, worlds=8).simulated["variants"]
        assert ("three-joint-offices" in compared) is beside, text[:80]
