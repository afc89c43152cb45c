"""A picture, its table and its sentence say the same, in the order and under the names given."""

from __future__ import annotations

import math
import re
import xml.etree.ElementTree as ET
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.data.shapes import shapes
from foedus.studio import charts as ch
from foedus.studio.charts.base import smooth
from foedus.studio.figures import digits_of, number, ticks

YEARS = list(range(2025, 2046))
FAN = ch.Fan(YEARS, *([shift + 0.1 * n for n in range(21)] for shift in (0.0, -2.0, -1.0, 1.0, 2.0)), beside={"status quo": [0.0] * 21})
UNITS = shapes("us")
TITLES = {code: code for code in UNITS.units}
EXAMPLES = {
    "strip": ch.strip("People", [ch.Bar("Alder", 41, 0), ch.Bar("Birch", 59, 1)]),
    "power": ch.power_bars(
        [ch.Bar("Alder", Fraction(2, 3), 0), ch.Bar("Birch", Fraction(1, 3), 1), ch.Bar("Cedar", Fraction(0))], index="I", what="w"
    ),
    "act": ch.act_curve([(n / 20, (n / 20) ** 2) for n in range(21)], even=math.sqrt(0.5), what="war"),
    "p": ch.p_path([(n, 0.98**n) for n in range(1, 200)], limit=0.05),
    "fan": ch.fan(FAN, title="People move", unit="million", worlds=2000, threshold=0.0),
    "multiples": ch.multiples([ch.Interval("A", 1.0, "", 0.5, 1.5, 0.2, 1.9), ch.Interval("B", -1.0)], title="T", unit="%", threshold=0.0),
    "gauge": ch.gauge(ch.Reading(ch.Interval("f", 64.4, "", 50.1, 70.0), 50, ">", "%", low=0, high=100), title="Food", verdict="Met"),
    "rules": ch.gauge(
        ch.Reading(ch.Interval("f", 1.0), 0, "<", "bn", dots=(("cash", 1.0), ("tax", 3.0))), title="Money", verdict="Not met"
    ),
    "sensitivity": ch.sensitivity([ch.Reach("prices", 0.2, 0.1, 0.3), ch.Reach("moves", 0.6)], of="net migration"),
    "sweep": ch.size_sweep(list(range(10, 21)), {"Oak": [n // 2 for n in range(10, 21)], "Yew": [3] * 11}, method="Hamilton", at_size=15),
    "map": ch.units_map(UNITS, {code: n % 2 for n, code in enumerate(UNITS.units)}, ["Alder", "Birch"], titles=TITLES),
    "seats": ch.seats_map(UNITS, {code: n for n, code in enumerate(UNITS.units) if n}, titles=TITLES),
    "tiles": ch.tiles_map({"Ash": 0, "Elm": 1, "Fir": -1}, ["Alder", "Birch"], titles={}),
}


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_picture_is_told_in_a_sentence_and_stands_alone(name):
    chart = EXAMPLES[name]
    assert chart.summary
    assert 'role="img" aria-label="' in chart.svg
    root = ET.fromstring(chart.document())  # noqa: S314  our own
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert root.find("{http://www.w3.org/2000/svg}title").text == chart.title
    assert "style=" not in chart.svg, "the content security policy of the pages allows no inline style"
    assert "script" not in chart.document()


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_marked_figure_stands_in_the_table(name):
    chart = EXAMPLES[name]
    marked = set(re.findall(r'data-(?:v|low|high)="([^"]+)"', chart.svg))
    told = {cell.raw for row in chart.table.rows for cell in row} | set(re.findall(r"[\d.]+", chart.table.csv()))
    shares = {cell.raw for row in chart.table.rows for cell in row}
    if name == "multiples":
        marked -= {"0.5", "1.5", "0.2", "1.9"}  # intervals are told as words: 0.5 to 1.5
        assert "0.5 to 1.5" in shares
        assert "0.2 to 1.9" in shares
    if name == "act":
        marked = {f"{float(one):.3f}" for one in marked}
        assert marked == {"0.707"}
        assert "70.7" in chart.title
        return
    assert marked <= told


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_file_of_figures_has_a_line_for_each_row(name):
    table = EXAMPLES[name].table
    assert len(table.csv().splitlines()) == len(table.rows) + 1
    assert all(len(row) == len(table.columns) for row in table.rows)


def test_bars_are_sorted_and_equals_keep_their_order():
    names = [row[0].text for row in ch.power_bars([ch.Bar("B", 1), ch.Bar("A", 2), ch.Bar("C", 1)], index="I", what="w").table.rows]
    assert names == ["A", "B", "C"]


def test_nought_says_that_no_vote_matters():
    assert "0, no vote of theirs matters" in EXAMPLES["power"].table.rows[-1][1].text


def test_exact_fractions_stand_on_demand():
    assert EXAMPLES["power"].table.rows[0][1].exact == "2/3"


def test_swapped_sides_swap_and_change_nothing_else():
    one = ch.strip("People", [ch.Bar("Alder", 1, 0), ch.Bar("Birch", 1, 1)])
    other = ch.strip("People", [ch.Bar("Birch", 1, 0), ch.Bar("Alder", 1, 1)])
    swap = {"Alder": "Birch", "Birch": "Alder"}
    assert re.sub("Alder|Birch", lambda found: swap[found[0]], one.svg) == other.svg


def test_a_house_that_loses_a_seat_is_told():
    chart = ch.size_sweep([10, 11], {"Oak": [4, 3], "Yew": [6, 8]}, method="Hamilton")
    assert chart.title == "Oak loses a seat while the house grows"


def test_what_a_user_names_is_escaped():
    chart = ch.power_bars([ch.Bar('<script>"x"</script>', 1)], index="I", what="<b>")
    assert "<script" not in chart.svg
    ET.fromstring(chart.document())  # noqa: S314  our own


@given(st.floats(-1e9, 1e9), st.floats(1e-6, 1e9))
def test_ticks_lie_within_and_are_few(low, width):
    found = ticks(low, low + width)
    slack = width * 1e-6
    assert 1 <= len(found) + (width < abs(low) * 1e-9) <= 7
    assert all(low - slack <= one <= low + width + slack for one in found)


@given(st.lists(st.floats(0, 1), min_size=3, max_size=12))
def test_a_smooth_curve_goes_through_its_points_and_overshoots_none(values):
    points = [(n / (len(values) - 1), value) for n, value in enumerate(values)]
    numbers = [float(one) for one in re.findall(r"-?[\d.]+", smooth(points))]
    heights = [1 - y / 1000 for y in numbers[1::2]]
    assert min(heights) >= min(values) - 0.001
    assert max(heights) <= max(values) + 0.001


@given(st.floats(-1e12, 1e12), st.integers(0, 4))
def test_numbers_read_back(value, digits):
    said = number(value, digits)
    assert float(said.replace(",", "").replace("−", "-")) == pytest.approx(value, abs=0.51 * 10**-digits, rel=1e-12)
    assert "-" not in said


def test_digits_of_a_step():
    assert [digits_of(step) for step in (1, 0.1, 0.05, 20)] == [0, 1, 2, 0]


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_picture_on_its_own_stands_under_its_title(name):
    root = ET.fromstring(EXAMPLES[name].document())  # noqa: S314  our own
    said = [one.text or "" for one in root if one.tag.endswith("text")]
    assert " ".join(said) == EXAMPLES[name].title


def test_a_row_of_variants_tells_its_difference_in_picture_and_table():
    rows = [ch.Interval("A", 1.0, "", 0.5, 1.5, note="difference +0.2 (0.1 to 0.3)"), ch.Interval("B", 0.8)]
    chart = ch.multiples(rows, title="T", unit="%", noted="Less B")
    assert "difference +0.2 (0.1 to 0.3)" in chart.svg
    assert chart.table.columns[-1] == "Less B"
    assert [row[-1].text for row in chart.table.rows] == ["difference +0.2 (0.1 to 0.3)", "–"]
