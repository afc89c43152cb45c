"""The report as files: whole or not at all, within its budgets, stamped, of nobody else's files."""

from __future__ import annotations

import gzip
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from browser import texts
from foedus import api
from foedus.errors import DataError
from foedus.studio import report as module
from foedus.studio.report import write_report
from foedus.studio.results import gather

BUDGET_PAGE, BUDGET_INDEX_PACKED, BUDGET_SCRIPT = 150_000, 60_000, 8_192
BUDGET_STYLE, BUDGET_SHEETS = 12_000, 18_000
SHEETS = ("charts.css", "foedus.css", "print.css")


@pytest.fixture(scope="module")
def flagship():
    """The flagship without its promises: their pages are held to the truth elsewhere."""
    checked = replace(api.check("soft-secession"), limits=None)
    return checked, gather(checked, worlds=64)


@pytest.fixture(scope="module")
def folder(flagship, tmp_path_factory) -> Path:
    checked, results = flagship
    out = tmp_path_factory.mktemp("report") / "report"
    write_report(checked, out, results=results)
    return out


def test_pages_keep_their_budgets(folder):
    for path in folder.glob("*.html"):
        assert path.stat().st_size <= BUDGET_PAGE, path.name
    assert len(gzip.compress((folder / "index.html").read_bytes())) <= BUDGET_INDEX_PACKED
    assert (folder / "foedus.js").stat().st_size <= BUDGET_SCRIPT


def test_style_sheets_keep_their_budget(folder):
    """The sheet of the interface by itself, as it lies on the disk; pictures and paper have sheets of their own."""
    assert (folder / "foedus.css").stat().st_size <= BUDGET_STYLE
    assert sum((folder / name).stat().st_size for name in SHEETS) <= BUDGET_SHEETS


def test_a_page_asks_for_few_files(folder):
    for path in folder.glob("*.html"):
        html = path.read_text(encoding="utf-8")
        asked = re.findall(r'<(?:link rel="stylesheet"|script|img|iframe)[^>]*', html)
        assert len(asked) + 1 <= 10
        assert "http://" not in html.replace("http://www.w3.org/2000/svg", "")
        assert "https://" not in html


def test_no_inline_style_or_script(folder):
    for path in folder.glob("*.html"):
        html = path.read_text(encoding="utf-8")
        assert " style=" not in html
        assert "<style" not in html
        assert not re.findall(r"<script(?![^>]*\bsrc=)", html)
        assert not re.findall(r"\son[a-z]+=", html)


def test_sources_have_version_hashes_and_tables(folder):
    html = (folder / "sources.html").read_text(encoding="utf-8")
    stored = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    assert "foedus 0." in html
    assert len(stored["stamps"]["text"]) == 64
    assert stored["stamps"]["text"] in html
    assert stored["stamps"]["data"] in html
    assert "Election Data and Science Lab" in html


def test_the_same_text_gives_the_same_report(flagship, folder, tmp_path):
    checked = flagship[0]
    write_report(checked, tmp_path / "again", results=gather(checked, worlds=64))
    for path in folder.rglob("*.*"):
        assert (tmp_path / "again" / path.relative_to(folder)).read_bytes() == path.read_bytes(), path.name


def test_a_changed_text_has_another_hash():
    one, other = (
        module.sites.text_hash(api.check(text)) for text in (texts.ALDER_AND_BIRCH, texts.ALDER_AND_BIRCH.replace("7 seats", "9 seats"))
    )
    assert one != other


def test_what_fails_half_way_leaves_nothing(tmp_path, monkeypatch):
    checked = api.check(texts.ALDER_AND_BIRCH)
    written = []
    original = Path.write_text

    def full(self, *args, **kwargs):
        written.append(self)
        if len(written) > 3:
            raise OSError(28, "No space left on device")
        return original(self, *args, **kwargs)

    monkeypatch.setattr(Path, "write_text", full)
    with pytest.raises(DataError, match="No space left") as told:
        write_report(checked, tmp_path / "report")
    assert "--out" in told.value.mend
    assert list(tmp_path.iterdir()) == []


def test_an_earlier_report_stays_whole_where_a_new_one_fails(tmp_path, monkeypatch):
    out = tmp_path / "report"
    write_report(api.check(texts.ALDER_AND_BIRCH), out)
    before = {path.name: path.read_bytes() for path in out.glob("*.*")}

    def full(self, *args, **kwargs):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_text", full)
    with pytest.raises(DataError):
        write_report(api.check(texts.ONE_POLITY), out)
    assert {path.name: path.read_bytes() for path in out.glob("*.*")} == before
    assert [path.name for path in tmp_path.iterdir()] == ["report"]


def test_a_new_report_takes_away_what_the_earlier_left_and_nothing_else(tmp_path):
    out = tmp_path / "report"
    write_report(api.check(texts.ALDER_AND_BIRCH), out)
    (out / "mine.txt").write_text("keep", encoding="utf-8")
    assert (out / "matter-war_and_peace.html").is_file()
    write_report(api.check(texts.ONE_POLITY), out)
    assert not (out / "matter-war_and_peace.html").exists()
    assert (out / "mine.txt").read_text(encoding="utf-8") == "keep"


def test_a_list_that_somebody_forged_takes_nothing_away(tmp_path):
    out = tmp_path / "report"
    out.mkdir()
    outside = tmp_path / "outside.txt"
    outside.write_text("keep", encoding="utf-8")
    (out / "report.json").write_text(
        json.dumps({"files": ["../outside.txt", "/etc/hostname", 3, "tables/../../outside.txt"]}), encoding="utf-8"
    )
    write_report(api.check(texts.ONE_POLITY), out)
    assert outside.read_text(encoding="utf-8") == "keep"


def test_a_folder_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "report").write_text("a file", encoding="utf-8")
    with pytest.raises(DataError, match="cannot be written"):
        write_report(api.check(texts.ONE_POLITY), tmp_path / "report")


def test_what_a_text_says_is_never_markup(tmp_path):
    """In front matter, prose, titles of matters, questions and how they are settled."""
    text = texts.ALDER_AND_BIRCH.replace("summary: Two", "summary: <script>alert(1)</script> Two")
    text = text.replace("are peers.", "are peers <img src=x onerror=alert(1)>.")
    text = text.replace(
        'open "How does a war end?"', 'open "How does a war <script>alert(2)</script> end?", settled here by <script>alert(3)</script>'
    )
    text = text.replace(
        "condition AtWar", 'matter lore "<script>alert(4)</script> lore"\nAlder.Congress may legislate on lore in Alder\ncondition AtWar'
    )
    out = tmp_path / "report"
    checked = api.check(text)
    assert not checked.errors
    write_report(checked, out)
    told = "".join(path.read_text(encoding="utf-8") for path in out.glob("*.html"))
    assert "alert(3)" in told
    assert "alert(4)" in told
    assert "<script>alert" not in told
    assert "<img src=x" not in told


def test_years_simulated_beside_the_promises_are_the_same(flagship):
    alone, beside = flagship[1], gather(flagship[0], processes=2, worlds=64)
    assert (beside.expectations, beside.simulated, beside.ahead, beside.limits) == (alone.expectations, alone.simulated, alone.ahead, alone.limits)


def test_faults_head_the_report(tmp_path):
    out = tmp_path / "report"
    checked = api.check(texts.FAULTY)
    write_report(checked, out)
    html = (out / "index.html").read_text(encoding="utf-8")
    for item in checked.errors:
        assert f"<code>{item.code}</code>" in html
    assert html.index("What is wrong with the text") < html.index("<footer")


def test_empty_states_say_what_to_do(tmp_path):
    out = tmp_path / "report"
    write_report(api.check(texts.ONE_POLITY), out)
    assert "The text promises nothing. Add a <code>promise</code>." in (out / "promises.html").read_text(encoding="utf-8")
    assert "The text expects nothing of the world." in (out / "expects.html").read_text(encoding="utf-8")
    write_report(api.check(texts.PROSE_ONLY), out)
    assert "nothing formal to check" in (out / "text.html").read_text(encoding="utf-8")
