"""The sums and joins by which the shipped figures can be trusted, run again on request.

Each check compares what the tables give with a figure published by the source, or with another table.
Needs: the standard library. Sources: SOURCES.md beside the tables.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from foedus.data.sums import JOINS, SUMS, Found
from foedus.data.tables import rows, tables
from foedus.errors import DataError


@dataclass(frozen=True, slots=True)
class CheckResult:
    """One check: what was expected, what was found, and whose figure it is."""

    name: str
    expected: str
    found: str
    ok: bool
    source: str


def check() -> tuple[CheckResult, ...]:
    """Run every check: each table against its checksum and shape, then the sums, then the joins. Nothing is raised."""
    return (*_shapes(), *_sums(), *_joins())


def _shapes() -> Iterator[CheckResult]:
    for folder in ("us", "world"):
        for table in tables(folder).values():
            try:
                count = len(rows(folder, table.name))
            except DataError as problem:
                yield CheckResult(f"{table.file} is as checked", "unchanged", problem.message, False, table.source)
            else:
                yield CheckResult(f"{table.file} is as checked", f"{table.number_of_rows} rows", f"{count} rows", True, table.source)


def _sums() -> Iterator[CheckResult]:
    for one in SUMS:
        told = f"{one.expected:,}" + (f" within {one.within:,}" if one.within else "")
        try:
            found = one.total()
        except DataError as problem:
            yield CheckResult(one.name, told, problem.message, False, one.source)
        else:
            yield CheckResult(one.name, told, f"{found:,}", abs(found - one.expected) <= one.within, one.source)


def _joins() -> Iterator[CheckResult]:
    for name, expected, find, source in JOINS:
        yield _join(name, expected, find, source)


def _join(name: str, expected: str, find: Callable[[], Found], source: str) -> CheckResult:
    try:
        words, ok = find()
    except DataError as problem:
        return CheckResult(name, expected, problem.message, False, source)
    return CheckResult(name, expected, words, ok, source)


