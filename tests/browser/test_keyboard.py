"""What a reader does with the keyboard alone; the focus is seen at each stop, and never caught."""

from __future__ import annotations

import pytest

from browser.conftest import PAGES

pytestmark = pytest.mark.browser

FOCUS = """() => {
  const one = document.activeElement;
  let seen = one;
  if (one.matches(".pick input")) seen = one.nextElementSibling;
  const style = getComputedStyle(seen), box = seen.getBoundingClientRect();
  return {tag: one.tagName, text: (one.innerText || one.value || one.id || "").trim().slice(0, 60), href: one.getAttribute("href") || "",
          seen: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
          inside: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth};
}"""


def tab_to(tab, wanted, most: int = 400):
    """Press Tab until the focus is on what is wanted; every stop on the way must be seen."""
    for _ in range(most):
        tab.keyboard.press("Tab")
        here = tab.evaluate(FOCUS)
        if here["tag"] != "BODY":
            assert here["seen"], f"the focus is not seen on {here}"
            assert here["inside"], f"the focus is out of sight on {here}"
        if wanted(here):
            return here
    raise AssertionError("the keyboard never gets there")


def test_skip_link_comes_first_and_skips(report, visit):
    tab = visit(report, "index")
    tab.keyboard.press("Tab")
    assert tab.evaluate(FOCUS)["text"] == "Skip to the content"
    tab.keyboard.press("Enter")
    assert tab.evaluate("() => document.activeElement.id") == "main"


def test_read_a_promise_to_its_last_article(report, visit):
    tab = visit(report, "promises")
    tab_to(tab, lambda here: here["tag"] == "SUMMARY")
    if not tab.evaluate("() => document.activeElement.parentElement.open"):
        tab.keyboard.press("Enter")
    assert tab.evaluate("() => document.activeElement.parentElement.open")
    last = tab.evaluate("() => [...document.activeElement.parentElement.querySelectorAll('a.cite')].at(-1).textContent").replace(
        "\xa0", " "
    )
    tab_to(tab, lambda here: here["text"].replace("\xa0", " ") == last)
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/text.html#art-*")
    assert tab.evaluate("() => document.querySelector(location.hash).innerText").replace("\xa0", " ").startswith(last)


def test_find_who_decides_trade_in_a_place(report, visit):
    tab = visit(report, "decides")
    tab_to(tab, lambda here: here["tag"] == "INPUT")
    tab.keyboard.press("ArrowRight")
    assert tab.locator(".panel:visible caption").inner_text().startswith("In Federation")
    row = tab.locator(".panel:visible tr", has_text="Trade and tariffs").first
    assert row.locator(".c-alone").is_visible()
    tab_to(tab, lambda here: here["text"] == "Trade and tariffs")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/matter-trade.html")
    assert "Art." in tab.locator("td").nth(1).inner_text()


def test_sort_the_table_of_units(report, visit):
    tab = visit(report, "places")
    tab_to(tab, lambda here: here["tag"] == "BUTTON" and here["text"].startswith("People"))
    tab.keyboard.press("Enter")
    tab.keyboard.press("Enter")
    table = tab.locator("table.sortable")
    assert table.locator("th[aria-sort=descending]").inner_text().startswith("People")
    people = [int(value) for value in table.locator("tbody tr td:nth-child(3)").evaluate_all("cells => cells.map((one) => one.dataset.v)")]
    assert people == sorted(people, reverse=True)
    assert tab.evaluate(FOCUS)["tag"] == "BUTTON"


def test_open_a_source(report, visit):
    tab = visit(report, "index")
    tab_to(tab, lambda here: here["text"] == "Sources")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/sources.html")
    tab_to(tab, lambda here: here["href"] == "report.json")


@pytest.mark.parametrize("page", PAGES)
def test_no_page_traps_the_keyboard(page, state, visit):
    """Tab leads through the whole page and out at its end."""
    tab = visit(state("alder-and-birch"), page, width=390)
    stops = []
    for _ in range(250):
        tab.keyboard.press("Tab")
        here = tab.evaluate(FOCUS)
        if here["tag"] == "BODY" or (stops and here == stops[0]):
            break
        stops.append(here)
        assert here["seen"], f"the focus is not seen on {here}"
    else:
        raise AssertionError("the end is never reached")
    assert any(here["href"] == "sources.html" for here in stops[-4:])


def test_a_clause_shows_under_a_focused_citation_and_escape_puts_it_away(report, visit):
    tab = visit(report, "decides")
    tab_to(tab, lambda here: here["text"].startswith("Art."))
    assert len(tab.locator(".tip").inner_text()) > 10
    tab.keyboard.press("Escape")
    assert tab.locator(".tip").count() == 0
