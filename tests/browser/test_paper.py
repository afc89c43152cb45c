"""The report on paper: all folds open, nothing cut at the edge, ink outlines for filled marks, the hash of the text on each sheet."""

from __future__ import annotations

import re

import pytest

from browser.conftest import PAGES

pytestmark = pytest.mark.browser

A4 = 680
"""The width of the printed area in pixels: A4 less its margins."""
CUT = """() => [...document.querySelectorAll("main *")].filter((one) => {
  const box = one.getBoundingClientRect();
  return box.width > 0 && box.right > innerWidth + 2 && getComputedStyle(one).display !== "none" && !one.closest("svg, .hide, .skip");
}).slice(0, 5).map((one) => one.outerHTML.slice(0, 140))"""


@pytest.mark.parametrize("page", PAGES)
def test_nothing_is_cut_on_paper(page, report, visit):
    tab = visit(report, page, width=A4, script=False)
    tab.emulate_media(media="print")
    assert tab.evaluate(CUT) == []
    closed = (
        "() => [...document.querySelectorAll('details')].filter((one) => one.lastElementChild.getBoundingClientRect().height === 0).length"
    )
    assert tab.evaluate(closed) == 0
    assert tab.locator("header nav, .pick label, .theme").evaluate_all(
        "all => all.every((one) => getComputedStyle(one).display === 'none')"
    )


def test_filled_marks_become_outlines(report, visit):
    tab = visit(report, "decides", width=A4)
    tab.emulate_media(media="print")
    cell = tab.locator(".c-alone .cell").first
    assert cell.evaluate("one => getComputedStyle(one).backgroundColor") == "rgba(0, 0, 0, 0)"
    assert "inset" in cell.evaluate("one => getComputedStyle(one).boxShadow")


def test_pages_of_the_text(report, visit):
    """The text of 13 articles with its clauses and answers: a dozen sheets and some, each whole."""
    tab = visit(report, "text", width=A4)
    pdf = tab.pdf(format="A4")
    sheets = len(re.findall(rb"/Type\s*/Page\b", pdf))
    assert 8 <= sheets <= 24
    assert report.joinpath("print.css").read_text(encoding="utf-8").count("@page{") == 1


def test_cited_clauses_stand_as_notes(report, visit):
    tab = visit(report, "decides", width=A4)
    tab.emulate_media(media="print")
    assert tab.locator(".notes").is_visible()
    cited = set(tab.locator("main a.cite").all_inner_texts())
    noted = set(tab.locator(".notes dt").all_inner_texts())
    assert cited == noted
