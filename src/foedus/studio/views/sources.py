"""The page of sources: where each figure is from, and what reproduces the report to the last digit."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from foedus.checked import Checked
from foedus.data.places import series_info
from foedus.data.tables import tables
from foedus.model import clauses as cl
from foedus.model import speech as sp
from foedus.model.settlement import Settlement
from foedus.studio.views.site import Site

_ALWAYS = ("states", "adjacency")
_SHOWN = ("population", "votes_cast", "gross_product", "land_area")


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One table of figures."""

    what: str
    source: str
    licence: str
    status: str
    sha256: str


@dataclass(frozen=True, slots=True)
class SourcesView:
    """The whole page. stamps: what with which value makes the same report again."""

    answer: str
    rows: tuple[SourceRow, ...]
    stamps: tuple[tuple[str, str, str], ...]


def sources_view(checked: Checked, site: Site, found: Mapping[str, Any], provenance: Mapping[str, Any]) -> SourcesView:
    """Fill the page. found: the check as plain values; provenance: of the simulated years, empty where none were run."""
    settlement = checked.settlement
    rows = tuple(_rows(settlement)) if settlement and settlement.gazetteer.name else ()
    model = next((item["model"] for item in found.get("promises", ()) if item.get("model")), "")
    stamps = [
        ("Program", f"foedus {site.version}", ""),
        ("Text", site.text_hash, "SHA-256 of its prose and clauses after amendments"),
        ("Model", model.removeprefix("sha256:"), "SHA-256 of the resolved model that the verdicts were reached on"),
        ("Data", data_hash(rows), "SHA-256 over the tables below"),
        (
            "Verdicts",
            digest({key: found.get(key) for key in ("promises", "possible", "coverage", "open", "silent")}),
            "SHA-256 of the result file, timings left out",
        ),
        ("Seed", str(provenance.get("seed", "")), "of the chances of the simulated years"),
        ("Run", provenance.get("run", ""), "digest of everything that decides the simulated years: texts, data, cards, seed, engine"),
        ("Numbers", provenance.get("numbers", ""), "digest of the simulated years themselves"),
    ]
    answer = f"{len(rows)} tables, each with its source, licence and checksum." if rows else "This text uses no figures of real places."
    return SourcesView(answer, rows, tuple(one for one in stamps if one[1]))


def digest(value: Any) -> str:
    """SHA-256 of plain values, the seconds that something took left out."""
    return hashlib.sha256(json.dumps(_timeless(value), sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _timeless(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _timeless(one) for key, one in value.items() if key != "seconds"}
    return [_timeless(one) for one in value] if isinstance(value, list | tuple) else value


def data_hash(rows: Iterable[SourceRow]) -> str:
    """One SHA-256 over those of the tables; empty where there are none."""
    joined = "".join(sorted(row.sha256 for row in rows if row.sha256))
    return hashlib.sha256(joined.encode()).hexdigest() if joined else ""


def _rows(settlement: Settlement) -> Iterable[SourceRow]:
    used = {member.series for clause in settlement.of_type(cl.PolityClause) for member in clause.members if member.series}
    names = {info.table for name in (*used, *_SHOWN) if (info := series_info(name)) is not None}
    names |= set(_ALWAYS) | ({"federal_functions"} if settlement.of_type(cl.FunctionsFromClause) else set())
    known = tables(settlement.gazetteer.name)
    if settlement.of_type(sp.ExpectClause):
        names |= set(known)
    for name in sorted(names & set(known)):
        table = known[name]
        yield SourceRow(table.title, table.source, table.licence, table.status, table.sha256)
    yield SourceRow(
        "Outlines of the units on the map", "US Census Bureau boundary files, as in us-atlas 3.0.1", "US public domain; ISC", "computed", ""
    )
