"""The report reads without a script, without a network, on a narrow screen, at twice the size, in forced colours, and by a stranger's means."""

from __future__ import annotations

import pytest

from browser.conftest import PAGES, STATES

pytestmark = pytest.mark.browser

SIDEWAYS = """() => {
  const wide = document.documentElement.scrollWidth > innerWidth + 1;
  if (!wide) return [];
  return [...document.querySelectorAll("body *")].filter((one) => !one.closest(".scroll") && one.getBoundingClientRect().right > innerWidth + 1)
    .slice(0, 5).map((one) => one.outerHTML.slice(0, 120));
}"""
CUT = """() => [...document.querySelectorAll("main *")].filter((one) => {
  const style = getComputedStyle(one);
  return ["hidden", "clip"].includes(style.overflowX) && one.scrollWidth > one.clientWidth + 1 && !one.closest(".hide, svg") && one.clientWidth > 1;
}).map((one) => one.outerHTML.slice(0, 120))"""
SPACING = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }"


def test_without_a_script_everything_is_there(report, visit):
    tab = visit(report, "decides", script=False)
    assert tab.locator(".panel:visible").count() == 1
    tab.locator("label", has_text="In Federation").click()
    assert tab.locator(".panel:visible caption").inner_text().startswith("In Federation")
    tab = visit(report, "promises", script=False)
    fold = tab.locator("details.promise:not([open])").last
    name = fold.get_attribute("id")
    fold.locator("summary").first.click()
    assert tab.locator(f"#{name} .inside").is_visible()
    tab = visit(report, "places", script=False)
    assert tab.locator("#units ~ .scroll tbody tr").count() == 51
    assert tab.locator(".theme").is_hidden()


def test_nothing_is_fetched_from_elsewhere(browser, report):
    """Every page, with the content security policy of the product in force, and no network at all."""
    context = browser.new_context(offline=True)
    tab = context.new_page()
    asked: list[str] = []
    said: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.on("console", lambda message: said.append(message.text))
    tab.on("pageerror", lambda problem: said.append(str(problem)))
    for path in sorted(report.glob("*.html")):
        asked.clear()
        tab.goto(path.as_uri())
        assert [url for url in asked if not url.startswith(report.as_uri())] == []
        assert len(asked) <= 10
        assert tab.evaluate("() => getComputedStyle(document.body).fontSize") == "16px"
        assert tab.evaluate("() => document.styleSheets.length") == 3
        assert tab.evaluate("() => document.querySelector('.theme').hidden") is False, "the script ran"
    assert said == []
    context.close()


@pytest.mark.parametrize("page", [*PAGES, "matter-trade", "seats"])
def test_a_narrow_screen_needs_no_sideways_scroll(page, report, visit):
    tab = visit(report, page, width=320)
    assert tab.evaluate(SIDEWAYS) == []
    assert tab.evaluate(CUT) == []
    tab.add_style_tag(content="html { font-size: 200% }")
    tab.set_viewport_size({"width": 640, "height": 900})
    assert tab.evaluate(SIDEWAYS) == []
    tab.add_style_tag(content=SPACING)
    assert tab.evaluate(SIDEWAYS) == []
    assert tab.evaluate(CUT) == []


@pytest.mark.parametrize("name", STATES)
def test_no_state_needs_sideways_scroll(name, state, visit):
    tab = visit(state(name), "index", width=320)
    for page in PAGES:
        tab.goto(f"{state(name).as_uri()}/{page}.html")
        assert tab.evaluate(SIDEWAYS) == [], page


def test_forced_colours_keep_outlines_and_hatches(report, visit):
    tab = visit(report, "index", forced_colors="active")
    border = "one => getComputedStyle(one).borderTopWidth"
    assert tab.locator(".c-alone .cell").first.evaluate(border) != tab.locator(".c-barred .cell").first.evaluate(border)
    assert "side-b" in tab.locator(".map .s1").first.evaluate("one => getComputedStyle(one).fill")


def test_reduced_motion_is_kept(report, visit):
    quiet = visit(report, "text", reduced_motion="reduce")
    assert quiet.evaluate("() => getComputedStyle(document.documentElement).scrollBehavior") == "auto"
    assert quiet.evaluate("() => document.getAnimations().length") == 0


def test_the_theme_follows_the_system_and_a_switch_stores_a_choice(report, visit):
    paper = "() => getComputedStyle(document.body).backgroundColor"
    tab = visit(report, "index", dark=True)
    assert tab.evaluate(paper) == "rgb(20, 23, 26)"
    tab.get_by_role("button", name="Light").click()
    assert tab.evaluate(paper) == "rgb(251, 250, 247)"
    tab.reload()
    assert tab.evaluate(paper) == "rgb(251, 250, 247)"


def test_nothing_moves_while_a_page_loads(report, visit):
    tab = visit(report, "index")
    shift = """() => new Promise((done) => { let sum = 0;
      new PerformanceObserver((list) => { for (const one of list.getEntries()) sum += one.value; }).observe({type: "layout-shift", buffered: true});
      setTimeout(() => done(sum), 300); })"""
    assert tab.evaluate(shift) == 0
