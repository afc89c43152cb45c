"""Tables on disk: written whole or not at all, read line by line with every refusal saying where.

Every file ends with a line break, so that one that was cut is noticed. Needs: the standard library.
"""

from __future__ import annotations

import csv
import io
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from fractions import Fraction
from pathlib import Path

from foedus.errors import DataError

MOST_BYTES = 400_000_000

Row = tuple[int, dict[str, str]]
"""The line a row stands in, and its fields."""


def write(path: Path, text: str) -> None:
    """Write a file whole or not at all: to a name beside it, then renamed. Raises DataError where it cannot be written."""
    beside = path.with_name(f".{path.name}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_text(text, encoding="utf-8", newline="")
        os.replace(beside, path)
    except OSError as problem:
        with suppress(OSError):  # where no folder is, there is nothing to take away
            beside.unlink()
        raise DataError(f"{path} cannot be written: {problem.strerror}", mend="choose a folder that can be written to") from problem


def csv_text(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table as text, lines ended by a line feed."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return out.getvalue()


def rows_of(path: Path, columns: Sequence[str], name: str) -> Iterator[Row]:
    """The rows of a table, each with its line. Raises DataError, with the line, for a file that is missing, cut or of another shape."""
    data = bytes_of(path, name)
    if not data.endswith(b"\n"):
        line = data.count(b"\n") + 1
        raise DataError(f"{name}, line {line}: the file ends in the middle of a line: it was cut", mend="fetch the whole file")
    try:
        reader = csv.reader(io.StringIO(data.decode("utf-8"), newline=""), strict=True)
        header = next(reader, [])
        if header != list(columns):
            raise DataError(f"{name}, line 1: the columns are {', '.join(header) or 'none'}", mend=f"begin with {','.join(columns)}")
        for fields in reader:
            if len(fields) != len(columns):
                raise DataError(
                    f"{name}, line {reader.line_num}: {len(fields)} fields, and {len(columns)} were expected", mend=f"write {','.join(columns)}"
                )
            yield reader.line_num, dict(zip(columns, fields, strict=True))
    except UnicodeDecodeError as broken:
        raise DataError(f"{name} is no text in UTF-8 from byte {broken.start} on", mend="save it as UTF-8") from broken
    except csv.Error as broken:
        raise DataError(f"{name}, line {reader.line_num}: {broken}", mend="put fields with commas or quotes in quotes") from broken


def bytes_of(path: Path, name: str) -> bytes:
    """The bytes of a file. Raises DataError where it is missing or too large."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise DataError(f"{name} has {path.stat().st_size} bytes", mend=f"split the election: a table may have {MOST_BYTES}")
        return path.read_bytes()
    except OSError as problem:
        raise DataError(f"{name} cannot be read: {problem.strerror}", mend="publish the file") from problem


def whole(text: str, what: str, name: str, line: int) -> int:
    """A whole number from zero up. Raises DataError with the line."""
    if not text.isascii() or not text.isdigit() or len(text) > 12:
        raise DataError(f"{name}, line {line}: {what} is `{text}`", mend="write a whole number, zero or more")
    return int(text)


_SHARE = re.compile(r"[0-9]{1,12}(\.[0-9]{1,12})?|[0-9]{1,12}/[0-9]{1,12}")


def fraction(text: object) -> Fraction:
    """A number from zero up, written `1/20` or `0.05`. Raises ValueError for anything else, however large it would be."""
    if not isinstance(text, str) or not _SHARE.fullmatch(text):
        raise ValueError(f"{text!r} is no number such as 1/20")
    return Fraction(text)
