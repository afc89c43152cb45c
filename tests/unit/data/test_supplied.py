"""A column that a user brings: read exactly, or refused with every defect at its line."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from foedus.data.added import add, added, remove
from foedus.data.places import gazetteer
from foedus.data.series import series
from foedus.data.supplied import parse_supplied, read_supplied
from foedus.data.world import world
from foedus.errors import DataError, Diagnostic

CODES = ("AL", "AK", "AZ")
GOOD = """\
# name: ferries
# title: ferries in service
# unit: vessels
# year: 2021
# source: Harbour Board, register of 2022
# licence: public domain
code,value
AL,2
AK,11
AZ,0
"""


def defects(text: str, codes: tuple[str, ...] = CODES) -> list[Diagnostic]:
    with pytest.raises(DataError) as raised:
        parse_supplied(text, "ferries.csv", codes)
    return list(raised.value.diagnostics)


def told(text: str) -> list[tuple[str, int]]:
    return [(one.code, one.span.line) for one in defects(text)]


def test_a_good_table_is_read_exactly() -> None:
    found = parse_supplied(GOOD, "ferries.csv", CODES)
    assert (found.name, found.unit, found.years, found.source) == ("ferries", "vessels", (2021,), "Harbour Board, register of 2022")
    assert found.values == {2021: {"AL": Decimal(2), "AK": Decimal(11), "AZ": Decimal(0)}}


def test_years_and_margins() -> None:
    text = GOOD.replace("# year: 2021\n", "").replace("code,value", "code,year,value,margin90")
    text = text.replace("AL,2", "AL,2020,2.50,0.25\nAL,2021,3,").replace("AK,11", "AK,2020,1,\nAK,2021,1,").replace("AZ,0", "AZ,2020,1,\nAZ,2021,1,")
    found = parse_supplied(text, "x.csv", CODES)
    assert found.values[2020]["AL"] == Decimal("2.50")
    assert found.margins == {2020: {"AL": Decimal("0.25")}}
    assert found.years == (2020, 2021)


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("# unit: vessels\n", "", "F701", 1),
        ("# unit: vessels", "# unit:", "F701", 3),
        ("# source: Harbour Board, register of 2022\n", "", "F701", 1),
        ("# year: 2021\n", "", "F701", 1),
        ("AK,11", "AK,NaN", "F702", 9),
        ("AK,11", "AK,inf", "F702", 9),
        ("AK,11", "AK,eleven", "F702", 9),
        ("AK,11", "AK,", "F702", 9),
        ("code,value", "place,value", "F703", 7),
        ("AK,11", "AK,11,12", "F703", 9),
        ("# name: ferries", "# name: Ferries!", "F703", 1),
        ("AK,11", "US,11", "F704", 9),
        ("AK,11", "AK,11\nAK,12", "F705", 10),
        ("# year: 2021", "# year: 21", "F706", 4),
        ("# year: 2021", "# year: 2199", "F706", 4),
        ("AZ,0\n", "", "F707", 9),
    ],
)
def test_each_defect_is_told_at_its_line(old: str, new: str, code: str, line: int) -> None:
    assert (code, line) in told(GOOD.replace(old, new))


def test_people_are_never_negative_and_a_balance_may_be() -> None:
    assert ("F702", 8) in told(GOOD.replace("vessels", "people").replace("AL,2", "AL,-2"))
    found = parse_supplied(GOOD.replace("vessels", "million dollars").replace("AL,2", "AL,-2"), "x.csv", CODES)
    assert found.values[2021]["AL"] == -2


def test_a_wrong_year_in_a_column_is_told_at_its_line() -> None:
    text = GOOD.replace("# year: 2021\n", "").replace("code,value", "code,year,value").replace("AL,2", "AL,20212,2").replace("AK,11", "AK,2021,11")
    assert ("F706", 7) in told(text.replace("AZ,0", "AZ,2021,0"))


def test_all_defects_are_reported_at_once() -> None:
    text = GOOD.replace("# unit: vessels\n", "").replace("AL,2", "AL,x").replace("AK,11", "ZZ,11").replace("AZ,0", "AZ,0\nAZ,0")
    assert {code for code, _ in told(text)} == {"F701", "F702", "F704", "F705", "F707"}
    assert all(one.mend and one.message.startswith("ferries.csv, line") for one in defects(text))


def test_the_second_of_two_shows_the_first() -> None:
    twice = next(one for one in defects(GOOD.replace("AK,11", "AK,11\nAK,12")) if one.code == "F705")
    assert [place.span.line for place in twice.places] == [10, 9]


def test_blanks_must_be_said() -> None:
    found = parse_supplied(GOOD.replace("# year: 2021", "# year: 2021\n# blanks: suppressed").replace("AK,11\n", "AK,\n"), "x.csv", CODES)
    assert found.blanks
    assert "AK" not in found.values[2021]


def test_a_name_of_the_tables_cannot_be_taken(tmp_path: Path) -> None:
    path = tmp_path / "population.csv"
    path.write_text(_whole("population"), encoding="utf-8")
    with pytest.raises(DataError) as raised:
        read_supplied(path, world().codes, taken=("population",))
    assert "is a series already" in raised.value.diagnostics[0].message


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"", b"# unit: x\n", b"code,value\n", b"\x00\x00\x00"])
def test_no_bytes_give_a_traceback(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(content)
    with pytest.raises(DataError):
        read_supplied(path, CODES)


def _whole(name: str) -> str:
    lines = "".join(f"{code},{number}\n" for number, code in enumerate(world().codes, 1))
    return f"# name: {name}\n# unit: vessels\n# year: 2021\n# source: Harbour Board\ncode,value\n{lines}"


def test_an_added_column_is_a_series_until_it_is_removed(tmp_path: Path, own_folder: Path) -> None:
    path = tmp_path / "ferries.csv"
    path.write_text(_whole("ferries"), encoding="utf-8")
    where = add(read_supplied(path, world().codes))
    assert where == own_folder / "us" / "ferries.csv"
    places = gazetteer("us")
    assert places is not None
    assert places.series("ferries")["AL"] == 1
    found = series(world("us", added("us")), "ferries")
    assert found is not None
    assert (found.supplied, found.status) == (True, "supplied")
    remove("ferries")
    assert added("us") == ()
    with pytest.raises(DataError, match="no column `ferries` was added"):
        remove("ferries")


def test_what_is_written_reads_back_the_same(tmp_path: Path) -> None:
    path = tmp_path / "ferries.csv"
    path.write_text(_whole("ferries"), encoding="utf-8")
    first = read_supplied(path, world().codes)
    second = read_supplied(add(first), world().codes)
    assert (second.values, second.unit, second.source, second.title) == (first.values, first.unit, first.source, first.title)


def test_an_added_column_that_was_spoilt_is_told(tmp_path: Path, own_folder: Path) -> None:
    (own_folder / "us").mkdir(parents=True)
    (own_folder / "us" / "bad.csv").write_text("code,value\nAL,x\n", encoding="utf-8")
    with pytest.raises(DataError, match="spoilt since"):
        added("us")


def test_a_folder_that_cannot_be_written_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "ferries.csv"
    path.write_text(_whole("ferries"), encoding="utf-8")
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("FOEDUS_FACTS", str(tmp_path / "file"))
    with pytest.raises(DataError, match="cannot be written"):
        add(read_supplied(path, world().codes))


def test_parquet_is_read_like_csv(tmp_path: Path) -> None:
    pa, pq = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    table = pa.table({"code": list(CODES), "value": [2, 11, 0]})
    said = {"name": "ferries", "unit": "vessels", "year": "2021", "source": "Harbour Board"}
    path = tmp_path / "ferries.parquet"
    pq.write_table(table.replace_schema_metadata(said), path)
    assert read_supplied(path, CODES).values == {2021: {"AL": Decimal(2), "AK": Decimal(11), "AZ": Decimal(0)}}
    bad = tmp_path / "bad.parquet"
    bad.write_bytes(b"PAR1 nonsense")
    with pytest.raises(DataError, match="cannot be read as Parquet"):
        read_supplied(bad, CODES)
