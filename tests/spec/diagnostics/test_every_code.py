"""Every diagnostic code: a shortest text that gives it, every place where clauses clash, the nearest name, a mend; and no code without one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import foedus.api as api
from foedus.codes import CODES, GROUND
from foedus.errors import Diagnostic
from foedus.reason.findings import diagnostic
from foedus.text.show import show

ROOT = Path(__file__).resolve().parents[3]


def text_of(clauses: str, *, front: str = "title: T", ground: str = GROUND) -> str:
    return (
        f"---\n{front}\n---\n\n## Article 1. Ground\n\nWhat is taken as given.\n\n```foedus\n{ground}\n```\n\n"
        f"## Article 2. Case\n\nWhat is tried.\n\n```foedus\n{clauses}\n```\n"
    )


def found_in(source: str | Path) -> list[Diagnostic]:
    """Everything that a check finds: diagnostics, silences, coverage."""
    checked = api.check(api.read(source))
    found = [*checked.diagnostics, *checked.empty_promises, *(one.diagnostic for one in checked.silent)]
    if checked.coverage is not None and checked.settlement is not None:
        found += [diagnostic(checked.settlement, one) for one in checked.coverage.findings]
    return found


def of_code(source: str | Path, code: str) -> list[Diagnostic]:
    return [item for item in found_in(source) if item.code == code]


BY_EXAMPLE = sorted(code for code, one in CODES.items() if one.example)


@pytest.mark.parametrize("code", BY_EXAMPLE)
def test_its_example_gives_the_code_at_a_place_with_a_mend(code):
    found = of_code(text_of(CODES[code].example), code)
    assert found, f"{code} is not found in its own example"
    for item in found:
        assert item.mend
        assert item.message.strip()
        assert item.message != CODES[code].title
        assert show(item, text_of(CODES[code].example)).startswith(f"{item.severity.value}[{code}]")
    if code != "F205":  # an orphaned function is one that no clause speaks of
        assert any(place.span.line > 1 for item in found for place in item.places)


@pytest.mark.parametrize("code", BY_EXAMPLE)
def test_without_its_example_the_code_is_not_found(code):
    assert of_code(text_of("condition Calm"), code) == []


BOTH_PLACES = {
    "F103": ("Art. 2(1)", "Art. 2(2)"),
    "F105": ("Art. 2(1)", "Art. 1(3)"),
    "F108": ("Art. 2(1)", "Art. 1(6)"),
    "F109": ("Art. 1(1)", "Art. 2(1)"),
    "F111": ("Art. 2(1)",),
    "F114": ("Art. 2(1)", "Art. 2(2)"),
    "F202": ("Art. 2(1)", "Art. 2(2)"),
    "F203": ("Art. 2(1)", "Art. 2(2)"),
    "F204": ("Art. 2(1)", "Art. 2(2)"),
}


@pytest.mark.parametrize("code", sorted(BOTH_PLACES))
def test_where_two_clauses_clash_both_places_are_shown(code):
    item = of_code(text_of(CODES[code].example), code)[0]
    assert set(BOTH_PLACES[code]) <= set(item.cites)
    spans = {(place.span.line, place.span.column) for place in item.places}
    assert len(spans) == len(item.places) >= 2


NEAREST = {
    "Alder.Congres may legislate on trade in Alder": ("F102", "Alder.Congress"),
    "Alder.Congress may legislate on trad in Alder": ("F102", "trade"),
    "Alder.Congress may legislat on trade in Alder": ("F101", "legislate"),
    "act DeclareWar, by Alder.Congress, effect AtWarr": ("F102", "AtWar"),
    "Alder.Congress may legislate on trade in Eln": ("F102", "Elm"),
    "condition Calm, initialy not": ("F101", "initially"),
    "entrance to Alder set by its assembly, initially freee": ("F102", "free"),
    "assembly Alder.Diet, apportioned by population with Huntingdon-Hill": ("F102", "Huntington-Hill"),
    "office Alder.Chief, elected every 4 years by pluralty": ("F101", "plurality"),
    "promise P: neither Alder nor Birch alone can decide DeclarWar\nact DeclareWar, by Alder.Congress, effect AtWar": (
        "F102",
        "DeclareWar",
    ),
    "act DeclareWar, by a majority in a referendum of Aldr, effect AtWar": ("F102", "Alder"),
}


@pytest.mark.parametrize("clause", sorted(NEAREST))
def test_the_mend_names_the_nearest_known_word(clause):
    code, name = NEAREST[clause]
    assert any(name in item.mend for item in of_code(text_of(clause), code))


def test_both_readings_of_a_mixed_rule_are_shown_and_both_read():
    from foedus.text.parse import parse_clause

    mixed = parse_clause("act War, by Alder.Congress and Alder.President or Alder.Court, effect AtWar")
    assert isinstance(mixed, Diagnostic)
    readings = re.findall(r"`([^`]*\([^`]*\)[^`]*)`", mixed.mend)
    assert readings == [
        "(Alder.Congress and Alder.President) or Alder.Court",
        "Alder.Congress and (Alder.President or Alder.Court)",
    ]
    read = [parse_clause(f"act War, by {reading}, effect AtWar") for reading in readings]
    assert not any(isinstance(one, Diagnostic) for one in read)
    assert read[0] != read[1]


@pytest.mark.parametrize(
    "clause",
    [
        "act War, by Alder.Congress and the consent of Alder.President or the consent of Alder.Court, effect AtWar",
        "act War, by Alder.Congress or Alder.President and the consent of Alder.Court, effect AtWar",
        "act War, by its assembly and (Alder or Birch) or the consent of Alder.Court, effect AtWar",
        "act War, by Alder.Congress, when some office is vacant and no office is filled or not AtWar, effect AtWar",
        "act War, by Alder.Congress, when AtWar or Calm and some office is vacant, effect AtWar",
        "Alder.Congress, Alder.President or Alder.Court and each unit may legislate on trade in Alder",
        "Alder.Congress may legislate and execute or tax on trade in Alder",
        "Alder.Congress may legislate on trade and health or money in Alder",
        "promise P: never AtWar and Calm or Armed",
    ],
)
def test_wherever_and_and_or_are_mixed_both_words_are_shown(clause):
    from foedus.text.parse import parse_clause

    told = parse_clause(clause)
    assert isinstance(told, Diagnostic)
    assert told.code == "F106"
    assert {place.label for place in told.places} == {"`and` here", "`or` here"}
    assert told.mend


@pytest.mark.parametrize(
    ("clause", "why"),
    [
        ("act Swap of a unit to a unit, by Alder.Congress, effect that unit belongs to Alder", "two things to point to"),
        ("act Move of a unit, by Alder.Congress, effect that force is under Alder.President", "nothing to point to"),
        ("act War, by a majority in a referendum of it, effect AtWar", "nothing to point to"),
        ("act War, by Alder.Congress, when that force is under Alder.President, effect AtWar", "nothing to point to"),
        ("resource Seal, held by it", "nothing to point to"),
        ("promise P: never that force is under Alder.President", "nothing to point to"),
        ("polity Birch comprises Ash\nagency Staff, joint to Alder and Birch, under its office", "nothing to point to"),
    ],
)
def test_a_word_that_points_to_nothing_or_to_two_things(clause, why):
    found = of_code(text_of(clause), "F107")
    assert found
    assert why in found[0].message


@pytest.mark.parametrize(
    "clause",
    [
        "act Move of a unit to a polity, by its assembly, effect that unit belongs to that polity",
        "act Ask of a unit, by a majority of those voting in a referendum of it, effect AtWar",
        "act Amend, by 3/4 of the units, each by its assembly, effect AtWar",
        "force Guard of each unit of Alder\nresource Weapons of each force, held by it",
        "entrance to each polity set by its assembly",
    ],
)
def test_a_word_that_points_to_one_thing_is_no_mistake(clause):
    assert of_code(text_of(clause), "F107") == []


@pytest.mark.parametrize(
    "clause",
    [
        "assembly Alder.Diet, with 0 seats",
        "assembly Alder.Diet, with 1/2 seats",
        "act A, by a majority in Alder.Congress quorum 3/2, effect AtWar",
        "act A, by more than 150 % of those voting in Alder.Congress, effect AtWar",
        "act A, by 0 of those voting in Alder.Congress, effect AtWar",
        "act A, by Alder.Congress, effect AtWar, after 20000 years",
        "act A, by Alder.Congress, effect AtWar, after -1 days",
        "office Alder.Chief, for at most 0 terms",
        "promise P: at most 1/2 office is elected by the people of Alder",
    ],
)
def test_a_number_that_cannot_stand_where_it_stands(clause):
    assert of_code(text_of(clause), "F110")


@pytest.mark.parametrize("share", ["1/2", "1", "55 %", "two thirds", "9", "at least 3", "more than 50 %", "all but 0", "all but 3"])
def test_shares_and_counts_that_may_stand(share):
    assert of_code(text_of(f"act A, by {share} of those voting in Alder.Congress, effect AtWar"), "F110") == []


def test_all_errors_of_a_pass_are_reported():
    clauses = "nonsense one\ncondition Calm\ncondition Calm\nact A, by Nobody, effect Nothing\nparameter P = 1/0\nmore nonsense"
    found = [item.code for item in found_in(text_of(clauses))]
    assert [code for code in found if code in ("F101", "F103", "F120")] == ["F101", "F120", "F101", "F103"]
    assert found.count("F102") == 2


# ---- texts that are wrong as documents


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


DOCUMENTS = {
    "F115": "---\ntitle: T\nplaces: us\n---\n\n## Article 1. A\n\nx\n\n```foedus\nunit Zed\npolity Alder comprises the units where population > 1\n```\n",
    "F116": "---\ntitle: T\nplaces: us\n---\n\n## Article 1. A\n\nx\n\n```foedus\npolity Alder comprises the units where population > 999999999\n```\n",
    "F121": text_of("condition Calm") + "\n```foedus-answer\n> what is open\n```\n",
    "F122": "---\nnonsense\n---\n",
    "F123": "---\ntitle: T\n---\n\n```foedus\ncondition Calm\n```\n",
    "F124": "---\ntitle: T\n---\n\n## Article 1. A\n\nx\n\n## Article 1. B\n\ny\n",
    "F125": "---\ntitle: T\nplaces: atlantis\n---\n\n## Article 1. A\n\nx\n",
    "F127": "---\ntitle: T\n---\n\n# T\n\n## Article 1. A\n\nProse.\n",
    "F126": text_of("condition Calm") + "\n```foedus-answer\n> who may legislate on trade in Elm\nnobody\n```\n",
    "F708": (
        "---\ntitle: T\nplaces: us\n---\n\n## Article 1. A\n\nx\n\n```foedus\npolity Alder comprises AL\n"
        'functions from "us/federal_functions"\nfunction "Internal Revenu Service" passes to Alder in Alder\n```\n'
    ),
    "F720": None,
    "F721": "x" * 10_000_001,
    "F722": "---\ntitle: Größe\n---\n".encode("latin-1"),
    "F723": "---\ntitle: T\nextends: nowhere.md\n---\n",
    "F724": "---\ntitle: T\nextends: case.md\n---\n",
    "F801": "---\ntitle: T\n---\n\n## Article 1. A\n\nProse alone.\n",
    "F802": "---\ntitle: T\n---\n\n## Article 1. A\n\n```foedus\ncondition Calm\n```\n",
}
TABLES = {"F701", "F702", "F703", "F704", "F705", "F706", "F707"}
"""Codes of tables of facts, given in tests/unit/data."""
AMENDMENTS = {
    "F602": "## Article 2. A\n\nx\n\n```foedus\ncondition New\n```\n",
    "F603": "## Article 9. A\n\nx\n\n```foedus\nstrike condition AtWar\n```\n",
    "F604": "## Article 9. A\n\nx\n\n```foedus\nreplace Article 9\ncondition New\n```\n",
    "F605": "## Article 9. A\n\nx\n\n```foedus\nreplace Article 2\n```\n",
    "F606": "## Article 9. A\n\nx\n\n```foedus\nstrike Art. 7(1)\n```\n",
}


@pytest.mark.parametrize("code", sorted(DOCUMENTS))
def test_a_document_that_gives_the_code(code, tmp_path):
    content = DOCUMENTS[code]
    path = tmp_path / "case.md" if content is None else write(tmp_path, "case.md", content)
    found = of_code(path, code)
    assert found
    assert all(item.mend and item.places for item in found)


@pytest.mark.parametrize("code", sorted(AMENDMENTS))
def test_an_amendment_that_gives_the_code(code, tmp_path):
    write(tmp_path, "base.md", text_of("act DeclareWar, by Alder.Congress, effect AtWar"))
    path = write(tmp_path, "case.md", f"---\ntitle: T\nextends: base.md\n---\n\n{AMENDMENTS[code]}")
    found = of_code(path, code)
    assert found
    assert all(item.mend and item.places[0].span.line for item in found)


def test_a_clause_about_something_struck_shows_who_struck_it(tmp_path):
    write(tmp_path, "base.md", text_of("act DeclareWar, by Alder.Congress, effect AtWar"))
    path = write(tmp_path, "case.md", f"---\ntitle: T\nextends: base.md\n---\n\n{AMENDMENTS['F603']}")
    assert "was struck by Art. 9" in of_code(path, "F603")[0].message


# ---- no code without a test, none without a heading


def codes_in_code() -> set[str]:
    source = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "src" / "foedus").rglob("*.py") if path.name != "codes.py")
    return set(re.findall(r'"(F\d{3})"', source))


def test_every_code_that_is_given_is_in_the_table_and_the_other_way_round():
    assert codes_in_code() == set(CODES)


def test_every_code_has_a_text_that_gives_it():
    assert set(BY_EXAMPLE) | set(DOCUMENTS) | set(AMENDMENTS) | TABLES == set(CODES)


def test_every_code_has_a_heading_in_the_reference_that_says_what_the_table_says():
    page = (ROOT / "docs" / "reference" / "diagnostics.md").read_text(encoding="utf-8")
    headings = dict(re.findall(r"^## (F\d{3}): (.+)$", page, re.MULTILINE))
    assert headings == {code: one.title for code, one in CODES.items()}
    for one in CODES.values():
        assert one.why in page
        assert one.mend in page


def test_every_drafting_mistake_of_the_design_page_has_a_code():
    named = {101, 102, 103, 105, 106, 107, 201, 202, 203, 204, 206, 301, 303, 304, 305, 307, 309, 402, 501, 603}
    assert {f"F{number}" for number in named} <= set(CODES)
