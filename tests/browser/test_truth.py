"""What a page says is what the package found: figures in pictures, tables and the result file; articles; both polities alike."""

from __future__ import annotations

import csv
import json
import re
from fractions import Fraction

import pytest

from browser.conftest import PAGES
from browser.texts import ALDER_AND_BIRCH, swapped
from foedus import api
from foedus.studio.report import write_report

pytestmark = pytest.mark.browser

FIGURES = """() => [...document.querySelectorAll("figure.fig")].filter((one) => one.querySelector("table")).map((one) => ({
  name: one.id,
  marks: [...one.querySelectorAll("svg [data-v]")].map((mark) => mark.dataset.v),
  widths: [...one.querySelectorAll("svg rect.bar")].map((mark) =>
    [mark.dataset.v, mark.getBoundingClientRect().width, mark.ownerSVGElement.getBoundingClientRect().width]),
  cells: [...one.querySelectorAll("table td[data-v]")].map((cell) => cell.dataset.v),
}))"""


def test_figures_in_a_picture_are_those_of_its_table_and_its_file(report, visit):
    figures = visit(report, "votes").evaluate(FIGURES)
    assert len(figures) > 10
    for one in figures:
        with (report / "tables" / f"{one['name']}.csv").open(encoding="utf-8") as handle:
            filed = {cell for row in list(csv.reader(handle))[1:] for cell in row}
        assert set(one["cells"]) <= filed
        if one["widths"]:
            assert sorted(one["marks"]) == sorted(one["cells"]), one["name"]


def test_a_bar_is_as_long_as_its_figure(report, visit):
    for one in visit(report, "votes").evaluate(FIGURES):
        longest = max((float(value) for value, _, _ in one["widths"]), default=0)
        for value, width, whole in one["widths"]:
            assert width == pytest.approx(whole * float(value) / longest, abs=2)


def test_powers_on_the_page_are_those_of_the_result_file(report, visit, flagship_results):
    stored = json.loads((report / "report.json").read_text(encoding="utf-8"))
    assert stored["power"] == json.loads(json.dumps(flagship_results.as_json()["power"], default=str))
    war = next(item for item in stored["power"] if item["act"] == "DeclareWar")
    chambers = {group["name"]: Fraction(group["shapley_shubik"]) for group in war["groups"] if group["kind"] == "chamber"}
    tab = visit(report, "votes")
    rows = tab.locator("#votes-DeclareWar-shapley-shubik table tbody tr")
    shown = {row.locator("th").text_content(): row.locator("td").get_attribute("data-v") for row in rows.all()}
    assert {name: float(value) for name, value in shown.items()} == {name: pytest.approx(float(value)) for name, value in chambers.items()}


def test_units_on_the_page_are_those_of_the_settlement(report, visit, flagship):
    tab = visit(report, "places")
    shown = dict(
        zip(
            tab.locator("#units ~ .scroll tbody tr").evaluate_all("rows => rows.map((one) => one.id.slice(5))"),
            tab.locator("#units ~ .scroll tbody td:nth-child(2)").all_inner_texts(),
            strict=True,
        )
    )
    assert shown == {code: unit.polity for code, unit in flagship.settlement.units.items()}
    drawn = tab.locator(".map path[data-unit]").evaluate_all("all => all.map((one) => [one.dataset.unit, one.classList[1]])")
    sides = {"Commonwealth": "s0", "Federation": "s1"}
    assert dict(drawn) == {code: sides[unit.polity] for code, unit in flagship.settlement.units.items()}


def test_shares_add_up_and_equal_the_data(report, visit, flagship):
    people = flagship.settlement.gazetteer.series("population")
    total = sum(people.values())
    ours = sum(people[code] for code, unit in flagship.settlement.units.items() if unit.polity == "Commonwealth")
    tab = visit(report, "places")
    parts = [float(one) for one in tab.locator(".share").first.locator("rect").evaluate_all("all => all.map((one) => one.dataset.v)")]
    assert parts == [pytest.approx(ours / total), pytest.approx(1 - ours / total)]


def test_every_cited_article_exists(report, flagship):
    text = (report / "text.html").read_text(encoding="utf-8")
    anchors = set(re.findall(r'id="(art-[^"]+)"', text))
    for path in report.glob("*.html"):
        linked = set(re.findall(r'href="(?:text\.html)?#(art-[^"]+)"', path.read_text(encoding="utf-8")))
        assert linked <= anchors, path.name


def test_every_link_of_the_report_leads_somewhere(report):
    for path in report.glob("*.html"):
        html = path.read_text(encoding="utf-8")
        for target in set(re.findall(r'(?:href|src)="([^"]+)"', html)):
            name, _, place = target.partition("#")
            assert not name or (report / name).is_file(), (path.name, target)
            aimed = html if not name else (report / name).read_text(encoding="utf-8")
            assert not place or f'id="{place}"' in aimed, (path.name, target)


def test_matrix_cells_cite_what_the_settlement_answers(report, visit, flagship):
    """Trade in Federation is Federation's alone, by Art. 8(1), on the page as in the answer."""
    answer = api.ask(flagship.settlement, "who may legislate on trade in TX")
    tab = visit(report, "decides")
    row = tab.locator(".panel").nth(1).locator("tr", has_text="Trade and tariffs").first
    cell = row.locator(".c-alone")
    assert cell.locator(".cell").get_attribute("data-column") == answer.holders[0].name
    assert cell.locator("a").evaluate_all("all => all.map((one) => one.textContent.replace('\\u00a0', ' '))") == list(answer.cites)


HASHES = re.compile(r"[0-9a-f]{64}|[0-9a-f]{12}|<code>[0-9a-f]{4}·[0-9a-f]{4}</code>")


def test_swapping_the_names_swaps_the_pages_and_changes_nothing_else(tmp_path):
    first, second = tmp_path / "first", tmp_path / "second"
    write_report(api.check(ALDER_AND_BIRCH), first)
    write_report(api.check(swapped(ALDER_AND_BIRCH)), second)
    for name in [f"{page}.html" for page in PAGES]:
        one, other = ((folder / name).read_text(encoding="utf-8") for folder in (first, second))
        assert HASHES.sub("", swapped(one)) == HASHES.sub("", other), name


GAUGES = """() => Object.fromEntries([...document.querySelectorAll(".g")].map((row) => [row.id, {
  dots: [...row.querySelectorAll(".dot")].map((dot) => Number(dot.dataset.v)),
  bars: [...row.querySelectorAll("[data-low]")].map((bar) => [Number(bar.dataset.low), Number(bar.dataset.high)]),
  places: [...row.querySelectorAll(".dot")].map((dot) => parseFloat(dot.getAttribute("cx")) / 100),
  chip: row.querySelector(".chip").innerText.trim(),
}]))"""


def test_gauges_show_the_figures_and_verdicts_of_the_record(report, visit):
    stored = json.loads((report / "report.json").read_text(encoding="utf-8"))["expectations"]
    shown = visit(report, "expects").evaluate(GAUGES)
    words = {"holds": "Met", "fails": "Not met", "depends": "Cannot say", "cannot_be_measured": "Cannot say"}
    assert set(shown) == {one["name"] for one in stored}
    for one in stored:
        row = shown[one["name"]]
        assert row["chip"] == words[one["verdict"]]
        if one["unit"].startswith("share") and len(one["readings"]) == 1:
            quantiles = one["ensemble"].get("quantiles")
            expected = quantiles["p50"] if quantiles else one["readings"][0]["left"]
            assert row["dots"] == [pytest.approx(100 * expected)]
            assert row["places"] == [pytest.approx(min(1, max(0, expected)), abs=0.001)], "the axis of a share runs from 0 to 100 %"
            if quantiles:
                assert row["bars"][0] == [pytest.approx(100 * quantiles["p10"]), pytest.approx(100 * quantiles["p90"])]
        if len(one["readings"]) > 1:
            ratio = one["readings"][0]["left"] / row["dots"][0]
            assert row["dots"] == [pytest.approx(reading["left"] / ratio) for reading in one["readings"]]


def test_fans_have_the_quantiles_of_the_result_file(report):
    stored = json.loads((report / "report.json").read_text(encoding="utf-8"))
    moves = next(one for one in stored["ahead"]["fans"] if (one["quantity"], one["scope_id"]) == ("net_migration", "Federation"))
    own = next(iter(moves["variants"].values()))
    with (report / "tables" / "expect-PeopleMoveToTheFederation-Federation-years.csv").open(encoding="utf-8") as handle:
        rows = list(csv.DictReader(handle))
    assert [int(row["Year"]) for row in rows] == moves["years"]
    assert [float(row["Median"]) * 1e6 for row in rows] == [pytest.approx(value) for value in own["p50"]]
    assert [float(row["80 % from"]) * 1e6 for row in rows] == [pytest.approx(value) for value in own["p10"]]


def test_the_report_claims_nothing_that_nobody_can_know(report, visit):
    """The banned claims of the model, looked for in the words of every page."""
    from foedus.simulate.nobody import banned_in

    for page in ("index", "expects", "votes", "promises"):
        words = visit(report, page).locator("main").inner_text()
        assert banned_in(words) == [], page
    assert "What this cannot tell you" in visit(report, "expects").locator("main").inner_text()


def test_a_story_shows_nine_steps_at_most(report, visit):
    tab = visit(report, "promises")
    tab.evaluate("() => document.querySelectorAll('details.promise').forEach((one) => { one.open = true; })")
    for fold in tab.locator("details.promise").all():
        shown = fold.locator(".story > li:visible").count()
        assert shown <= 9


def test_verdicts_beside_the_text_are_those_of_the_check(report, flagship_results):
    text = (report / "text.html").read_text(encoding="utf-8")
    for one in (*flagship_results.found["promises"], *flagship_results.found["possible"]):
        assert re.search(rf'href="promises.html#{one["name"]}".{{0,300}}{one["verdict"].capitalize()}', text, re.DOTALL), one["name"]
