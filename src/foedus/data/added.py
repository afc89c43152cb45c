"""Where columns that a user added live: kept, listed, taken away again.

The folder is `$FOEDUS_FACTS`, else `$XDG_DATA_HOME/foedus/facts`, else `~/.local/share/foedus/facts`; in it, a folder for each country.
Needs: the standard library.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from functools import lru_cache
from pathlib import Path

from foedus.data.supplied import Supplied, read_supplied
from foedus.data.world import world
from foedus.errors import DataError

VARIABLE = "FOEDUS_FACTS"


def home(folder: str = "us") -> Path:
    """Where the columns added for a country live."""
    named = os.environ.get(VARIABLE)
    base = Path(named) if named else Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "foedus" / "facts"
    return base / (folder if folder in ("us", "world") else _key(folder))


def _key(folder: str) -> str:
    path = Path(folder).resolve()
    return f"{path.name}-{hashlib.sha256(str(path).encode()).hexdigest()[:8]}"


def added(folder: str = "us") -> tuple[Supplied, ...]:
    """The columns added for a country, in order of name. Raises DataError where one was spoilt since."""
    where = home(folder)
    try:
        files = sorted(where.glob("*.csv"))
        stamps = tuple((str(path), path.stat().st_mtime_ns) for path in files)
    except OSError:
        return ()
    return _read(folder, stamps) if stamps else ()


@lru_cache(maxsize=8)
def _read(folder: str, stamps: tuple[tuple[str, int], ...]) -> tuple[Supplied, ...]:
    codes = world(folder).codes
    try:
        return tuple(read_supplied(path, codes) for path, _ in stamps)
    except DataError as problem:
        message = f"a column that was added was spoilt since: {problem.message}; mend it, or take it away with `foedus data remove`"
        raise DataError(message, diagnostics=problem.diagnostics) from problem


def add(one: Supplied, folder: str = "us") -> Path:
    """Keep a column that was read; it becomes a series of the country. Raises DataError where it cannot be written: nothing is left half-written."""
    where = home(folder)
    try:
        where.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=where, suffix=".part")
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="") as out:
                out.write(as_csv(one))
            Path(name).replace(where / f"{one.name}.csv")
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as problem:
        raise DataError(f"{where} cannot be written: {problem.strerror}", mend=f"set {VARIABLE} to a folder of your own") from problem
    return where / f"{one.name}.csv"


def remove(name: str, folder: str = "us") -> Path:
    """Take an added column away. Raises DataError if there is none of that name."""
    path = home(folder) / f"{name}.csv"
    known = sorted(one.stem for one in home(folder).glob("*.csv"))
    if name not in known:
        listed = f"the columns you added are {', '.join(known)}" if known else "you have added none"
        raise DataError(f"no column `{name}` was added", mend=listed)
    path.unlink()
    return path


def as_csv(one: Supplied) -> str:
    """A column in the form in which it is read, the same in every case: lines of facts, then places by year and code."""
    lines = [f"# {key}: {value}" for key, value in (
        ("name", one.name), ("title", one.title), ("unit", one.unit), ("source", one.source), ("licence", one.licence),
        ("adds", "yes" if one.adds else "no"), ("blanks", "suppressed" if one.blanks else "none"),
    )]  # fmt: skip
    with_margins = bool(one.margins)
    lines.append("code,year,value" + (",margin90" if with_margins else ""))
    for year in one.years:
        for code, value in sorted(one.values[year].items()):
            margin = one.margins.get(year, {}).get(code)
            lines.append(f"{code},{year},{value}" + (f",{margin if margin is not None else ''}" if with_margins else ""))
    return "\n".join(lines) + "\n"
