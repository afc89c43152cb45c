"""The votes file: how each body voted on an act, in JSON or CSV, read into exact numbers with every slip located.

JSON: `{"votes": {"Alder.House": {"yes": 120, "no": 80, "abstain": 3}, "Alder.Senate": {"Ash": {"yes": 2}}}}`, by body, or by body and member; of an
electorate, `entitled` says how many may vote. CSV: the columns `body`, `member` (may be empty), `yes`, `no`, `abstain`, `absent`, `vacant`,
`entitled`, in any order, empty for nought. Who is not told of was absent. An office may be `"yes"` or `"no"` alone.
Needs: the standard library.

>>> votes_from({"votes": {"Alder.House": {"yes": 3, "no": 2}, "Alder.President": "yes"}})["Alder.House"][""].yes
3
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from foedus.errors import DataError

KINDS = ("yes", "no", "abstain", "absent", "vacant", "entitled")


@dataclass(frozen=True, slots=True)
class VotesOf:
    """The votes of a body, or of one member of it. absent: None where not told, so that the rest was absent; entitled: of an electorate."""

    yes: int = 0
    no: int = 0
    abstain: int = 0
    absent: int | None = None
    vacant: int = 0
    entitled: int | None = None

    @property
    def told(self) -> int:
        """How many are told of."""
        return self.yes + self.no + self.abstain + (self.absent or 0) + self.vacant


Votes = dict[str, dict[str, VotesOf]]
"""By body, then by member; the member "" is the body as a whole."""


def read_votes(path: Path) -> Votes:
    """Read a votes file. Raises DataError, with the place, for what cannot be read."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as missing:
        raise DataError(f"{path.name} cannot be read: {missing.strerror}", mend="name a file of votes, in JSON or CSV") from missing
    except UnicodeDecodeError as broken:
        raise DataError(f"{path.name} is no text in UTF-8", mend="save it as plain text") from broken
    if path.suffix.lower() == ".csv":
        return _from_csv(text, path.name)
    return votes_from_text(text, path.name)


def votes_from_text(text: str, name: str = "votes") -> Votes:
    """Read votes from JSON. Raises DataError, with the line, for what cannot be read."""
    try:
        found = json.loads(text)
    except json.JSONDecodeError as broken:
        raise DataError(
            f"{name}, line {broken.lineno}, column {broken.colno}: {broken.msg.lower()}", mend="write JSON, or a table with the suffix .csv"
        ) from broken
    return votes_from(found, name)


def votes_from(found: Any, name: str = "votes") -> Votes:
    """Read votes from plain values, as `json` gives them. Raises DataError, with the place, for what is no table of votes."""
    table = found.get("votes", found) if isinstance(found, dict) else None
    if not isinstance(table, dict) or not table:
        raise DataError(f"{name} holds no votes", mend='write {"votes": {"Alder.House": {"yes": 120, "no": 80}}}')
    return {str(body): _of_body(one, f"{name}, {body}") for body, one in table.items()}


def _of_body(found: Any, place: str) -> dict[str, VotesOf]:
    if isinstance(found, str):
        return {"": _votes_of({found: 1}, place)}
    if not isinstance(found, dict) or not found:
        raise DataError(f"{place}: there are no votes here", mend='write {"yes": 120, "no": 80}')
    if all(isinstance(one, dict | str) for one in found.values()):
        return {str(member): _votes_of({one: 1} if isinstance(one, str) else one, f"{place}, {member}") for member, one in found.items()}
    return {"": _votes_of(found, place)}


def _votes_of(found: Mapping[str, Any], place: str) -> VotesOf:
    if strange := [key for key in found if key not in KINDS]:
        raise DataError(f"{place}: `{strange[0]}` is no way to vote", mend=f"write {', '.join(KINDS[:-1])} (and entitled, of an electorate)")
    for key, number in found.items():
        if isinstance(number, bool) or not isinstance(number, int) or number < 0:
            raise DataError(f"{place}: {key} is `{number}`", mend="count votes in whole numbers from zero up")
    return VotesOf(**found)


def _from_csv(text: str, name: str) -> Votes:
    reader = csv.DictReader(io.StringIO(text, newline=""))
    columns = [column.strip() for column in reader.fieldnames or ()]
    if "body" not in columns or not set(columns) <= {"body", "member", *KINDS}:
        strange = ", ".join(sorted(set(columns) - {"body", "member", *KINDS})) or "no column `body`"
        raise DataError(f"{name}, line 1: {strange}", mend=f"name the columns body, member, {', '.join(KINDS)}")
    reader.fieldnames = columns
    votes: Votes = {}
    for row in reader:
        line = reader.line_num
        body, member = (row.get("body") or "").strip(), (row.get("member") or "").strip()
        if None in row or not body or any(value is None for value in row.values()):
            raise DataError(f"{name}, line {line}: the row has not the {len(columns)} cells of the header", mend="give every row its cells")
        if member in votes.get(body, {}):
            raise DataError(f"{name}, line {line}: {member or body} has voted in {body} already", mend="give each member, or the body, one row")
        votes.setdefault(body, {})[member] = _row(row, f"{name}, line {line}")
    if not votes:
        raise DataError(f"{name} holds no votes", mend="give a row for each body")
    return votes


def _row(row: Mapping[str, str], place: str) -> VotesOf:
    found: dict[str, int] = {}
    for kind in KINDS:
        cell = (row.get(kind) or "").strip()
        if cell and not (cell.isascii() and cell.isdigit()):
            raise DataError(f"{place}: {kind} is `{cell}`", mend="count votes in whole numbers from zero up")
        if cell:
            found[kind] = int(cell)
    return VotesOf(**found)
