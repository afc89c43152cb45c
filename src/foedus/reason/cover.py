"""Coverage: for every verb, matter and place, who holds it; gaps, overlaps, defeated competences, orphaned functions, idle organs.

Plain evaluation of the table in every situation that the conditions of competences and bars tell apart; membership is that of the start.
Needs: the standard library. Source: design pages LANGUAGE, section 7; REASONING, section 3.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product

from foedus.model import matters as mt
from foedus.model.asked import organs_asked
from foedus.model.bind import Binding
from foedus.model.competence import Competence, Kind
from foedus.model.formula import FALSE, variables
from foedus.model.holding import Cell, Held, Scope, Table, start_facts, table
from foedus.model.settlement import ABROAD, Settlement
from foedus.reason.functions import successions
from foedus.source import Citation

MOST_SITUATIONS = 64
"""How many combinations of conditions are tried; beyond, each condition is tried alone."""


CODES = {"defeated": "F202", "overlap": "F203", "gap": "F204", "orphan": "F205", "idle": "F207", "split": "F208"}
"""The diagnostic code of each kind of finding."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One stretch of cells that come out alike. places: in order; holders: of an overlap; when: the conditions that hold (empty: none)."""

    kind: str
    verbs: tuple[str, ...]
    matters: tuple[str, ...]
    places: tuple[str, ...]
    holders: tuple[str, ...]
    cites: tuple[Citation, ...]
    bars: tuple[Citation, ...] = ()
    when: tuple[str, ...] = ()
    mend: str = ""

    @property
    def code(self) -> str:
        """Its diagnostic code."""
        return CODES[self.kind]


@dataclass(frozen=True, slots=True)
class Coverage:
    """What the whole table comes to. cells: how many were looked at; situations: in how many combinations of conditions."""

    gaps: tuple[Finding, ...]
    overlaps: tuple[Finding, ...]
    defeated: tuple[Finding, ...]
    orphans: tuple[Finding, ...]
    idle: tuple[Finding, ...]
    splits: tuple[Finding, ...]
    cells: int
    situations: tuple[tuple[str, ...], ...] = field(default=())

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings, in the order of their codes."""
        found = (*self.gaps, *self.overlaps, *self.defeated, *self.orphans, *self.idle, *self.splits)
        return tuple(sorted(found, key=lambda one: one.code))


def situations(settlement: Settlement) -> tuple[Mapping[str, bool], ...]:
    """The combinations of conditions that competences and bars mention; the start, in which none is changed, first."""
    scope = Scope.of(settlement)
    mentioned: dict[str, None] = {}
    conditions = [item.when for item in (*scope.given, *scope.residual)] + [bar.when for bar in scope.bars]
    for formula in conditions:
        for name in variables(formula):
            if name in settlement.conditions or name.endswith(" in force"):
                mentioned[name] = None
    names = list(mentioned)
    start = start_facts(settlement)
    if 2 ** len(names) <= MOST_SITUATIONS:
        combinations: Iterable[tuple[bool, ...]] = product(*((bool(start[name]), not start[name]) for name in names))
        return tuple(dict(zip(names, values, strict=True)) for values in combinations)
    alone = [{name: bool(start[name]) for name in names}]
    return tuple(alone + [{**alone[0], name: not start[name]} for name in names])


def admitted(settlement: Settlement) -> Iterator[tuple[str, str]]:
    """The cells to look at: each matter with the verbs that it admits, and those that a clause uses on it."""
    scope = Scope.of(settlement)
    for word, matter in settlement.matters.items():
        for verb in mt.VERBS[:-1]:
            if verb in matter.verbs or any(_named(scope.given[n]) for n in scope.candidates(verb, word)):
                yield verb, word


def _named(item: Competence) -> bool:
    """Whether a competence names its verbs and its matters."""
    return len(item.verbs) < len(mt.VERBS) and item.matters is not None


def cover(settlement: Settlement) -> Coverage:
    """Look at every cell in every situation and gather what is not simply held."""
    known: Coverage | None = settlement.memo.get("coverage")
    if known is None:
        known = settlement.memo["coverage"] = _Covering(settlement).run()
    return known


@dataclass(frozen=True, slots=True)
class _Alike:
    """What cells that are told together have in common."""

    holders: tuple[tuple[str, ...], ...]
    cites: tuple[Citation, ...]
    when: tuple[str, ...]


_Cells = dict[tuple[_Alike, str, str], dict[str, None]]


@dataclass(slots=True)
class _Row:
    """What the cells of one verb come to, for all matters that the same clauses speak of."""

    gaps: dict[_Alike, dict[str, None]] = field(default_factory=dict)
    overlaps: dict[_Alike, dict[str, None]] = field(default_factory=dict)
    special: dict[tuple[tuple[str, ...], Citation], None] = field(default_factory=dict)


@dataclass(slots=True)
class _Covering:
    settlement: Settlement
    cells: int = 0
    gaps: _Cells = field(default_factory=dict)
    overlaps: _Cells = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
    counted: set[Citation] = field(default_factory=set)
    barred: dict[Citation, dict[Citation, None]] = field(default_factory=dict)
    special: dict[tuple[str, tuple[str, ...], Citation], dict[str, None]] = field(default_factory=dict)

    def run(self) -> Coverage:
        found = situations(self.settlement)
        start = start_facts(self.settlement)
        pairs = list(admitted(self.settlement))
        for changed in found:
            when = tuple(name for name, value in changed.items() if value)
            one = self._table(start, changed)
            rows: dict[tuple[tuple[int, ...], tuple[int, ...], str, frozenset[str]], _Row] = {}
            for verb, matter in pairs:
                places = one.scope.places_of(verb, matter)
                key = (one.scope.candidates(verb, matter), one.scope.against(verb, matter), verb, places)
                if key not in rows:
                    rows[key] = self._row(one, verb, matter, places, when)
                self._add(rows[key], verb, matter)
                self.cells += len(places)
        return Coverage(
            self._findings("gap", self.gaps),
            self._findings("overlap", self.overlaps),
            tuple(self._defeated()),
            tuple(self._orphans()),
            tuple(self._idle()),
            tuple(self._splits()),
            self.cells,
            tuple(tuple(name for name, value in changed.items() if value) for changed in found),
        )

    def _table(self, start: Mapping[str, str | bool], changed: Mapping[str, bool]) -> Table:
        """The table in a situation, with the cells that are known from before an edit."""
        one = table(self.settlement, {**start, **changed})
        key = tuple(sorted(name for name, value in changed.items() if value != start[name]))
        one.known(self.settlement.memo.get("cells before", {}).get(key, {}))
        self.settlement.memo.setdefault("cells", {})[key] = one.cells
        return one

    def _row(self, one: Table, verb: str, matter: str, places: frozenset[str], when: tuple[str, ...]) -> _Row:
        row = _Row()
        for place in (*self.settlement.units, ABROAD):
            if place not in places:
                continue
            cell = one.cell(verb, matter, place)
            if cell.verdict is Held.GAP:
                bars = tuple(dict.fromkeys(cite for item in cell.defeated for cite in (item.cite, *item.bars)))
                row.gaps.setdefault(_Alike((), bars, when), {})[place] = None
            elif cell.verdict is Held.OVERLAP:
                holders = tuple(_general(self.settlement, holding.holders, place) for holding in cell.holdings)
                row.overlaps.setdefault(_Alike(holders, cell.cites, when), {})[place] = None
            self._note(cell, place, row)
        return row

    def _add(self, row: _Row, verb: str, matter: str) -> None:
        """Count a row for one of the matters that it stands for."""
        for where, cells in ((self.gaps, row.gaps), (self.overlaps, row.overlaps)):
            for alike, places in cells.items():
                where.setdefault((alike, verb, matter), {}).update(places)
        for holders, cite in row.special:
            self.special.setdefault((matter, holders, cite), {})[verb] = None

    def _note(self, cell: Cell, place: str, row: _Row) -> None:
        for holding in cell.holdings:
            self.used.update(holding.organs)
            self.counted.update(holding.cites[:1])
            if holding.kind is not Kind.RESIDUAL and not holding.act and place != ABROAD:
                row.special[holding.holders, holding.cites[0]] = None
        for item in cell.defeated:
            if item.bars:
                self.barred.setdefault(item.cite, {}).update(dict.fromkeys(item.bars))

    def _findings(self, kind: str, where: _Cells) -> tuple[Finding, ...]:
        """Cells with the same holders, articles, places and conditions are told together: matters whose verbs are the same."""
        by_matter: dict[tuple[_Alike, tuple[str, ...], str], dict[str, None]] = {}
        for (alike, verb, matter), cells in where.items():
            places = tuple(code for code in (*self.settlement.units, ABROAD) if code in cells)
            by_matter.setdefault((alike, places, matter), {})[verb] = None
        groups: dict[tuple[_Alike, tuple[str, ...], tuple[str, ...]], list[str]] = {}
        for (alike, places, matter), verbs in by_matter.items():
            groups.setdefault((alike, places, tuple(verbs)), []).append(matter)
        found = []
        for (alike, places, told), matters in groups.items():
            names = tuple(dict.fromkeys(" and ".join(one) for one in alike.holders))
            mend = _mend(kind, names)
            found.append(Finding(kind, told, tuple(matters), places, names, alike.cites, when=alike.when, mend=mend))
        return tuple(one for one in found if not any(_says_more(other, one) for other in found))

    def _defeated(self) -> Iterator[Finding]:
        """Competences that count nowhere, in no situation, because bars cover all that they give; each clause once, for all its holders."""
        found: dict[Citation, list[Competence]] = {}
        for item in Scope.of(self.settlement).given:
            if item.cite in self.barred and item.cite not in self.counted and not item.act:
                found.setdefault(item.cite, []).append(item)
        for cite, items in found.items():
            bars, holders = tuple(self.barred[cite]), tuple(dict.fromkeys(who for item in items for who in item.holders))
            mend = f"drop {cite}, or write `notwithstanding {bars[0]}` in it"
            yield Finding("defeated", tuple(sorted(items[0].verbs)), _matters(items[0]), (), holders, (cite,), bars, mend=mend)

    def _orphans(self) -> Iterator[Finding]:
        facts = start_facts(self.settlement)
        for function in self.settlement.functions:
            places = tuple(code for code in self.settlement.units if not successions(self.settlement, facts, function, code))
            if places:
                mend = f'write `function "{function}" passes to …`, or `every other function passes to …`'
                yield Finding("orphan", (), (function,), places, (), (), mend=mend)

    def _idle(self) -> Iterator[Finding]:
        """Organs of polities that may execute, judge or staff something, and through which nothing is done."""
        asked = _actors(self.settlement)
        over = {organ.traits.under for organ in self.settlement.organs.values() if isinstance(organ.traits.under, str)}
        for organ in self.settlement.organs.values():
            busy = organ.name in self.used or organ.name in asked or any(chamber in asked for chamber in organ.chambers)
            if organ.assembly or busy or organ.kind == "force" or self.settlement.exists(organ.name) == FALSE:
                continue
            if organ.name in over:
                continue
            unit = self.settlement.units.get(organ.owner)
            if organ.within and unit is not None and unit.polity != organ.within:
                continue
            yield Finding("idle", (), (), (), (organ.name,), (organ.cite,), mend=f"give {organ.name} something to do, or leave it out")

    def _splits(self) -> Iterator[Finding]:
        """Matters named for some verbs only: what is not given stays in the residue."""
        if not Scope.of(self.settlement).residual:
            return
        found: dict[tuple[Citation, tuple[str, ...]], tuple[dict[str, None], dict[str, None]]] = {}
        for (matter, holders, cite), verbs in self.special.items():
            known = self.settlement.matters[matter].verbs
            rest = tuple(verb for verb in known if verb not in verbs)
            if rest and verbs and not _all_given(self.settlement, matter, rest):
                matters, names = found.setdefault((cite, rest), ({}, {}))
                matters[matter] = None
                names.update(dict.fromkeys(holders))
        for (cite, rest), (matters, names) in found.items():
            mend = f"say who may {', '.join(rest)} on {', '.join(matters)}, if not the residue"
            yield Finding("split", rest, tuple(matters), (), tuple(names), (cite,), mend=mend)


def _says_more(other: Finding, one: Finding) -> bool:
    """The other finding is the same under fewer conditions."""
    same = (other.verbs, other.matters, other.places, other.holders) == (one.verbs, one.matters, one.places, one.holders)
    return same and set(other.when) < set(one.when)


def _all_given(settlement: Settlement, matter: str, verbs: tuple[str, ...]) -> bool:
    scope = Scope.of(settlement)
    return all(any(scope.given[n].matters is not None for n in scope.candidates(verb, matter)) for verb in verbs)


def _matters(item: Competence) -> tuple[str, ...]:
    return tuple(sorted(item.matters or ()))


def _general(settlement: Settlement, holders: tuple[str, ...], place: str) -> tuple[str, ...]:
    """Holders with the unit itself said generally, so that the cells of all units are told together."""
    return tuple("the unit itself" if name == place else name for name in holders)


def _mend(kind: str, names: tuple[str, ...]) -> str:
    if kind == "gap":
        return "give it to somebody, or write a residual clause"
    return f"write `except on` in one clause, or that {' and '.join(names)} may `concurrently` or `together`"


def _actors(settlement: Settlement) -> frozenset[str]:
    """Everybody whose consent an act asks."""
    asked: set[str] = set()
    for clause in settlement.acts.values():
        for binding in Binding.instances(settlement, clause.of):
            asked.update(organs_asked(settlement, clause, binding))
    return frozenset(asked)
