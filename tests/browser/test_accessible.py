"""axe-core finds nothing on any page, in light and dark, wide and narrow, in every state; and finds what is planted."""

from __future__ import annotations

import pytest

from browser.conftest import PAGES, STATES

pytestmark = pytest.mark.browser

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """async (tags) => {
  const found = await axe.run(document, {runOnly: {type: "tag", values: tags}, resultTypes: ["violations"]});
  return found.violations.map((one) => `${one.id}: ${one.nodes.length} × ${one.help}; first: ${one.nodes[0].html.slice(0, 160)}`);
}"""


def violations(tab, axe_source: str) -> list[str]:
    if not tab.evaluate("() => 'axe' in window"):
        tab.evaluate(axe_source)
    return tab.evaluate(RUN, TAGS)


@pytest.mark.parametrize("page", [*PAGES, "matter-trade", "seats"])
def test_the_flagship_has_no_violation(page, report, visit, axe_source):
    tab = visit(report, page)
    found = {}
    for width in (1280, 390):
        tab.set_viewport_size({"width": width, "height": 900})
        for scheme in ("light", "dark"):
            tab.emulate_media(color_scheme=scheme)
            found[width, scheme] = violations(tab, axe_source)
    assert {where: what for where, what in found.items() if what} == {}


@pytest.mark.parametrize("name", STATES)
def test_no_state_of_a_page_has_a_violation(name, state, visit, axe_source):
    found = {}
    tab = None
    for page in PAGES:
        if tab is None:
            tab = visit(state(name), page, width=390)
        else:
            tab.goto(f"{state(name).as_uri()}/{page}.html")
        found[page] = violations(tab, axe_source)
    assert {where: what for where, what in found.items() if what} == {}


def test_what_is_opened_has_no_violation(report, visit, axe_source):
    """Every fold open, and the other side of the matrix shown."""
    for page in ("text", "promises", "votes"):
        tab = visit(report, page, width=390)
        tab.evaluate("() => document.querySelectorAll('details').forEach((fold) => { fold.open = true; })")
        assert violations(tab, axe_source) == []
    tab = visit(report, "decides")
    tab.locator("label", has_text="In Federation").click()
    assert violations(tab, axe_source) == []


def test_right_to_left_has_no_violation_and_no_sideways_scroll(state, visit, axe_source):
    for page in ("index", "decides", "text"):
        tab = visit(state("alder-and-birch"), page, width=390)
        tab.evaluate("() => { document.documentElement.dir = 'rtl'; }")
        assert violations(tab, axe_source) == []
        assert tab.evaluate("() => document.documentElement.scrollWidth <= innerWidth")


PLANTED = """<!doctype html><html><head><title>Faults</title></head><body><main><h1>Faults</h1>
<img src="x.png"><button></button><p style="color:#aaa;background:#fff">pale</p><input type="text">
</main></body></html>"""


def test_five_planted_faults_are_found(tmp_path, visit, axe_source):
    (tmp_path / "faults.html").write_text(PLANTED, encoding="utf-8")
    found = violations(visit(tmp_path, "faults"), axe_source)
    assert sorted(one.split(":")[0] for one in found) == ["button-name", "color-contrast", "html-has-lang", "image-alt", "label"]
