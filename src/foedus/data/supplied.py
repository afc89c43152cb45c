"""A column that a user brings: `code,value` or `code,year,value`, with or without `margin90`, and lines `# key: value` above.

Name, title, unit, year, source and licence come from those lines; without unit and source a table is refused. Every defect is reported with its
line, and nothing of a table with a defect is used. CSV, or Parquet with the extra `frames`.
Needs: the standard library; for Parquet, PyArrow.
"""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from foedus.data.listing import figure
from foedus.errors import DataError, Diagnostic, Place
from foedus.source import Span

LARGEST = 20_000_000
"""Bytes that a table may have."""
YEARS = range(1500, 2101)
"""Years that a figure may be of."""
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_HEADERS = ("name", "title", "unit", "year", "source", "licence", "blanks", "adds")
_COUNTED = re.compile(r"\b(people|persons|residents|voters|votes|households|citizens|members|seats|workers|inhabitants)\b")


@dataclass(frozen=True, slots=True)
class Supplied:
    """A column that a user supplied. values, margins: by year, then code; a code without a value is missing.

    unit: in words; adds: values of places add up; blanks: whether places may be missing (they make a share an interval).
    """

    name: str
    title: str
    unit: str
    source: str
    licence: str
    values: Mapping[int, Mapping[str, Decimal]]
    margins: Mapping[int, Mapping[str, Decimal]]
    file: str
    sha256: str
    adds: bool = True
    blanks: bool = False
    headers: Mapping[str, str] = field(default_factory=dict, compare=False)

    @property
    def years(self) -> tuple[int, ...]:
        """The years that it has values of, in order."""
        return tuple(sorted(self.values))


@dataclass
class _Found:
    file: str
    lines: Sequence[str]
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def wrong(self, code: str, message: str, line: int, mend: str, earlier: int = 0) -> None:
        places = [Place(self._span(line), "here")]
        if earlier:
            places.append(Place(self._span(earlier), "first here"))
        self.diagnostics.append(Diagnostic(code, f"{Path(self.file).name}, line {line}: {message}", tuple(places), mend))

    def _span(self, line: int) -> Span:
        width = len(self.lines[line - 1]) if 0 < line <= len(self.lines) else 0
        return Span(self.file, max(line, 1), 1, max(line, 1), width + 1)


@dataclass(frozen=True, slots=True)
class _Row:
    line: int
    cells: Mapping[str, str]


def read_supplied(path: str | Path, codes: Iterable[str], *, taken: Iterable[str] = ()) -> Supplied:
    """Read a column that a user brings. codes: of the places; taken: names of series that the country has already.

    Raises DataError with a diagnostic for every defect, each at its line.
    """
    path = Path(path)
    data = _bytes(path)
    if path.suffix.lower() in (".parquet", ".pq"):
        from foedus.data.parquet import csv_of

        data = csv_of(path)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise DataError(f"{path} is not UTF-8 text", mend="save it as CSV in UTF-8") from problem
    return parse_supplied(text, str(path), tuple(codes), taken=frozenset(taken))


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST:
            raise DataError(f"{path} has more than {LARGEST:,} bytes", mend="leave out what is not `code,year,value`")
        return path.read_bytes()
    except OSError as problem:
        raise DataError(f"{path} cannot be read: {problem.strerror}", mend="give the path of a CSV or Parquet file") from problem


def parse_supplied(text: str, file: str, codes: Sequence[str], *, taken: frozenset[str] = frozenset()) -> Supplied:
    """Read the text of a column; see `read_supplied`."""
    lines = text.splitlines()
    found = _Found(file, lines)
    headers, rows = _split(lines, found)
    name = headers.get("name", (Path(file).stem.lower().replace("-", "_").replace(" ", "_"), 1))[0]
    _check_headers(headers, name, taken, found)
    blanks = headers.get("blanks", ("", 0))[0] in ("yes", "suppressed", "allowed")
    values, margins = _values(rows, headers, codes, blanks, found)
    if found.diagnostics:
        count = len(found.diagnostics)
        raise DataError(
            f"{Path(file).name} cannot be used: {count} thing{'s are' if count > 1 else ' is'} amiss in it", diagnostics=found.diagnostics
        )

    def said(key: str, default: str = "") -> str:
        return headers.get(key, (default, 0))[0]

    return Supplied(
        name, said("title", name.replace("_", " ")), said("unit"), said("source"), said("licence", "not said"), values, margins, file,
        hashlib.sha256(text.encode()).hexdigest(), said("adds", "yes") != "no", blanks, {key: value for key, (value, _) in headers.items()},
    )  # fmt: skip


def _split(lines: Sequence[str], found: _Found) -> tuple[dict[str, tuple[str, int]], list[_Row]]:
    headers: dict[str, tuple[str, int]] = {}
    start = 0
    for number, line in enumerate(lines, 1):
        if line.strip() and not line.lstrip().startswith("#"):
            start = number
            break
        key, colon, value = line.lstrip("# \t").partition(":")
        key = key.strip().lower()
        if colon and key in _HEADERS:
            if key in headers:
                found.wrong("F703", f"`{key}` is said twice", number, "keep one of them", headers[key][1])
            headers[key] = (value.strip(), number)
    if not start:
        found.wrong("F703", "there is no table", max(len(lines), 1), "write a line `code,value`, then a line for each place")
        return headers, []
    columns = [column.strip().lower() for column in next(csv.reader([lines[start - 1]]))]
    if "code" not in columns or "value" not in columns or set(columns) - {"code", "year", "value", "margin90"} or len(set(columns)) < len(columns):
        found.wrong("F703", f"the columns are {', '.join(columns)}", start, "name them `code,value` or `code,year,value`, and `margin90` if known")
        return headers, []
    rows = []
    for number in range(start + 1, len(lines) + 1):
        line = lines[number - 1]
        if line.strip() and not line.lstrip().startswith("#"):
            cells = next(csv.reader([line]))
            if len(cells) != len(columns):
                found.wrong("F703", f"it has {len(cells)} cells, and {len(columns)} columns are named", number, "give each column a cell")
                continue
            rows.append(_Row(number, dict(zip(columns, (cell.strip() for cell in cells), strict=True))))
    return headers, rows


def _check_headers(headers: Mapping[str, tuple[str, int]], name: str, taken: frozenset[str], found: _Found) -> None:
    for key in ("unit", "source"):
        if not headers.get(key, ("", 0))[0]:
            found.wrong("F701", f"it does not say its {key}", headers.get(key, ("", 1))[1], f"write a line `# {key}: …` above the table")
    line = headers.get("name", ("", 1))[1]
    if not _NAME.fullmatch(name):
        found.wrong("F703", f"`{name}` cannot be the name of a series", line, "write `# name: …` in small letters, digits and `_`")
    elif name in taken:
        found.wrong("F703", f"`{name}` is a series already", line, "write `# name: …` with another name")


def _values(
    rows: Sequence[_Row], headers: Mapping[str, tuple[str, int]], codes: Sequence[str], blanks: bool, found: _Found
) -> tuple[dict[int, dict[str, Decimal]], dict[int, dict[str, Decimal]]]:
    values: dict[int, dict[str, Decimal]] = {}
    margins: dict[int, dict[str, Decimal]] = {}
    seen: dict[tuple[int, str], int] = {}
    known, counted = set(codes), bool(_COUNTED.search(headers.get("unit", ("", 0))[0].lower()))
    stated = _stated_year(headers, rows, found)
    for row in rows:
        code, year = row.cells["code"], _year(row, stated, found)
        if code not in known:
            found.wrong("F704", f"there is no place `{code}`", row.line, "write a code of `foedus data show places`; leave national rows out")
            continue
        if year is None:
            continue
        of = f" of {year}" if year else ""
        if (year, code) in seen:
            found.wrong("F705", f"{code}{of} stands twice", row.line, "keep one of them", seen[year, code])
            continue
        seen[year, code] = row.line
        value = _value(row, blanks, counted, found)
        if value is not None:
            values.setdefault(year, {})[code] = value
            margin = _margin(row, found)
            if margin is not None:
                margins.setdefault(year, {})[code] = margin
    _missing(seen, codes, blanks, rows, found)
    return values, margins


def _stated_year(headers: Mapping[str, tuple[str, int]], rows: Sequence[_Row], found: _Found) -> int:
    """The year said above the table; 0 where it is a column, or amiss."""
    text, line = headers.get("year", ("", 1))
    if rows and "year" in rows[0].cells:
        return 0
    if not text:
        found.wrong("F701", "it does not say its year", 1, "write a line `# year: …` above the table, or a column `year`")
        return 0
    if not text.isdigit() or int(text) not in YEARS:
        found.wrong("F706", f"`{text}` is no year", line, f"write a year from {YEARS[0]} to {YEARS[-1]}")
        return 0
    return int(text)


def _year(row: _Row, stated: int, found: _Found) -> int | None:
    if "year" not in row.cells:
        return stated
    text = row.cells["year"]
    if not text.isdigit() or int(text) not in YEARS:
        found.wrong("F706", f"`{text}` is no year", row.line, f"write a year from {YEARS[0]} to {YEARS[-1]}")
        return None
    return int(text)


def _value(row: _Row, blanks: bool, counted: bool, found: _Found) -> Decimal | None:
    text, code = row.cells["value"], row.cells["code"]
    if not text:
        if not blanks:
            found.wrong("F702", f"{code} has no value", row.line, "give it, or write `# blanks: suppressed` above if the source has none")
        return None
    value = figure(text)
    if value is None:
        found.wrong("F702", f"`{text}` is no number", row.line, "write a decimal number, without separators")
    elif value < 0 and counted:
        found.wrong("F702", f"{text} cannot be: what is counted is not below 0", row.line, "give the count")
        return None
    return value


def _margin(row: _Row, found: _Found) -> Decimal | None:
    text = row.cells.get("margin90", "")
    margin = figure(text) if text else None
    if text and (margin is None or margin < 0):
        found.wrong("F702", f"the margin `{text}` is no number from 0 up", row.line, "write the half width of the interval of 90 %")
        return None
    return margin


def _missing(seen: Mapping[tuple[int, str], int], codes: Sequence[str], blanks: bool, rows: Sequence[_Row], found: _Found) -> None:
    for year in sorted({year for year, _ in seen}) if not blanks else ():
        absent = [code for code in codes if (year, code) not in seen]
        if absent:
            few = ", ".join(absent[:8]) + (f" and {len(absent) - 8} more" if len(absent) > 8 else "")
            mend = "add them, or write `# blanks: suppressed` above if the source has none"
            found.wrong("F707", f"{few}{f' of {year}' if year else ''} have no line", rows[-1].line, mend)
