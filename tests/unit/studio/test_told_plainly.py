"""What a page tells is plain: words in backticks are code, attempts are said in words, and a mend names nobody of the other polity."""

from __future__ import annotations

import re

import pytest

import foedus.api as api
from foedus.reason.silence import silences
from foedus.studio.report import pages, views
from foedus.studio.results import gather
from foedus.studio.views.promises import _tried


@pytest.fixture(scope="module")
def written():
    checked = api.check("soft-secession", promises=False)
    return pages(views(checked, gather(checked, lambda _: None, worlds=0)), checked)


def test_no_backtick_stands_on_the_page_of_what_is_open(written):
    assert "`" not in written["open.html"]
    assert "write <code>ties broken by lot</code>" in written["open.html"]


@pytest.mark.parametrize("page", ["open.html", "sources.html", "votes.html"])
def test_each_cell_of_a_table_of_words_names_its_column_for_a_narrow_screen(written, page):
    tables = re.findall(r'<table class="told".*?</table>', written[page], re.DOTALL)
    assert tables
    for table in tables:
        heads = re.findall(r'<th scope="col">(.*?)</th>', table)
        for row in table.split("<tbody>")[1].split("</tr>")[:-1]:
            assert re.findall(r'<td data-column="(.*?)"', row) == heads[1:]


def test_an_attempt_is_told_in_words():
    assert _tried({"method": "near", "outcome": "found", "size": 1}) == "Short histories from the start: found, 1 step"
    assert _tried({"method": "explicit", "outcome": "exhausted", "size": 1200}) == "Every situation that can come about: exhausted, 1,200 situations"
    assert _tried({"method": "pdr, consents hidden", "outcome": "not filled in", "size": 9}).endswith(", consents hidden: not filled in")
    assert _tried({"method": "another", "outcome": ""}) == "Another: no answer"


def test_who_may_act_in_a_vacancy_is_no_office_of_the_other_polity():
    """Federation.Leader is not stood in for by Commonwealth.President, nor an office by a court."""
    mends = {one.what: one.mend for one in silences(api.load("soft-secession")) if one.code == "F310"}
    assert mends["who acts while Federation.Leader is vacant"] == "write `when vacant Federation.Deputy acts`"
    assert mends["who acts while CommanderInChief is vacant"] == "write `when vacant Deputy acts`"
