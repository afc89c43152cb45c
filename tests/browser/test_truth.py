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
