"""The who-decides matrix: for a place, who holds each matter, as rows of cells that cite their articles.

A column is a polity, the units of a polity that hold in their own territory, or a joint organ that holds something. Rows that come out
alike are told together; the last row is everything that no clause names.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from foedus.model import clauses as cl
from foedus.model.competence import Kind
from foedus.model.holding import Held, Scope, Table, start_facts, table
from foedus.model.settlement import ABROAD, Settlement
from foedus.reason.cover import admitted, situations
from foedus.source import Citation


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """One cell. how: alone, together, residual, if, barred, both (an overlap), none; said: the word shown; when: the condition of an if."""

    how: str
    said: str
    cites: tuple[Citation, ...] = ()
    when: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One matter, with the verbs for which its cells come out alike."""

    matter: str
    title: str
    verbs: tuple[str, ...]
    cells: tuple[MatrixCell, ...]
    gap: bool
    again: bool = False
    """Whether the row above is of the same matter."""


@dataclass(frozen=True, slots=True)
class Matrix:
    """The matrix for one kind of place, told by one unit that stands for it."""

    key: str
    title: str
    place: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


_NONE = MatrixCell("none", "–")


def matrices(settlement: Settlement) -> tuple[Matrix, ...]:
    """One matrix for each polity, told by one of its units, and one for abroad where a clause reaches there."""
    facts = start_facts(settlement)
    tables = [table(settlement, {**facts, **changed}) for changed in situations(settlement)]
    whens = [" and ".join(name for name, value in changed.items() if value != facts[name]) for changed in situations(settlement)]
    build = _Build(settlement, tables, whens)
    places = [(f"in {name}", build.stands_for(name)) for name in settlement.polities if not settlement.polities[name].of_unit]
    if not places and settlement.units:
        places = [("in any unit", next(iter(settlement.units)))]
    found = [build.matrix(title, place) for title, place in places if place]
    if any(ABROAD in Scope.of(settlement).places_of(verb, matter) for verb, matter in admitted(settlement)):
        found.append(build.matrix(ABROAD, ABROAD))
    return tuple(found)


def _without_empty_columns(matrix: Matrix) -> Matrix:
    """The matrix without the columns of units that hold nothing and are barred from nothing."""
    kept = [
        n
        for n, name in enumerate(matrix.columns)
        if not name.startswith("Each unit of") or any(row.cells[n] != _NONE for row in matrix.rows)
    ]
    rows = tuple(replace(row, cells=tuple(row.cells[n] for n in kept)) for row in matrix.rows)
    return replace(matrix, columns=tuple(matrix.columns[n] for n in kept), rows=rows)


def condensed(matrix: Matrix) -> Matrix:
    """The matrix in short: matters and verbs that the same holders hold are one row; a bar that covers only some of them says so."""
    groups: dict[tuple[tuple[MatrixCell, ...], bool], list[Row]] = {}
    for row in matrix.rows:
        held = tuple(cell if cell.how not in ("barred", "none") else _NONE for cell in row.cells)
        groups.setdefault((held, row.gap), []).append(row)
    rows = []
    for (held, gap), members in groups.items():
        by_verbs: dict[tuple[str, ...], list[Row]] = {}
        for title in dict.fromkeys(row.title for row in members):
            own = [row for row in members if row.title == title]
            by_verbs.setdefault(tuple(dict.fromkeys(verb for row in own for verb in row.verbs)), []).extend(own)
        for verbs, alike in by_verbs.items():
            cells = tuple(cell if cell != _NONE else _barred_in([row.cells[n] for row in alike]) for n, cell in enumerate(held))
            titles = "; ".join(dict.fromkeys(row.title for row in alike))
            rows.append(Row(alike[0].matter, titles, verbs, cells, gap))
    return replace(matrix, rows=together(rows))


def together(rows: Sequence[Row]) -> tuple[Row, ...]:
    """Rows of one matter brought together where the first of them stands, the further ones marked as of the same matter."""
    first: dict[str, int] = {}
    for n, row in enumerate(rows):
        first.setdefault(row.title, n)
    ordered = sorted(rows, key=lambda row: first[row.title])
    return tuple(replace(row, again=n > 0 and ordered[n - 1].title == row.title) for n, row in enumerate(ordered))


def _barred_in(cells: list[MatrixCell]) -> MatrixCell:
    barred = [cell for cell in cells if cell.how == "barred"]
    if not barred:
        return _NONE
    cites = tuple(dict.fromkeys(cite for cell in barred for cite in cell.cites))
    return MatrixCell("barred", "Barred" if len(barred) == len(cells) else "Barred in part", cites)


@dataclass(slots=True)
class _Build:
    settlement: Settlement
    tables: list[Table]
    whens: list[str]
    verbs: dict[str, list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for verb, matter in admitted(self.settlement):
            self.verbs.setdefault(matter, []).append(verb)

    def stands_for(self, polity: str) -> str:
        """The unit that stands for a polity: the first that is named by no clause of its own, so that it is like the others."""
        units = [code for code, unit in self.settlement.units.items() if unit.polity == polity]
        named = {member.name for clause in self.settlement.of_type(cl.PolityClause) for member in clause.members if member.how == "named"}
        return next((code for code in units if code not in named), units[0] if units else "")

    def matrix(self, title: str, place: str) -> Matrix:
        """All rows for one place."""
        columns = self._columns(place)
        rows: list[Row] = []
        named = self._named_matters()
        for matter in named:
            rows += self._rows(matter, place, columns, self.settlement.matters[matter].title)
        other = next((word for word in self.settlement.matters if word not in named and not self._under(word, named)), None)
        if other is not None and place != ABROAD:
            rows += self._rows(other, place, columns, "everything else")
        full = Matrix(title.replace(" ", "-").lower(), title[:1].upper() + title[1:], place, tuple(columns), together(rows))
        return _without_empty_columns(full)

    def _named_matters(self) -> list[str]:
        found: dict[str, None] = {}
        for clause in self.settlement.clauses:
            if isinstance(clause, cl.CompetenceClause):
                found.update(dict.fromkeys(clause.doing.matters))
            elif isinstance(clause, cl.ActClause):
                found.update(dict.fromkeys(clause.on))
        return list(found)

    def _under(self, word: str, named: list[str]) -> bool:
        return bool(set(self.settlement.chain(word)) & set(named))

    def _columns(self, place: str) -> dict[str, set[str]]:
        """The columns and the holders that each stands for."""
        columns = {name: {name} for name in self.settlement.polities if not self.settlement.polities[name].of_unit}
        if place in self.settlement.units:
            polity = self.settlement.units[place].polity
            label = f"Each unit of {polity}" if polity in columns else "The unit itself"
            columns[label] = {place}
        for organ in self.settlement.organs.values():
            if organ.is_joint and not organ.assembly and any(organ.name in item.holders for item in Scope.of(self.settlement).given):
                columns[organ.title or organ.name] = {organ.name}
        return columns

    def _rows(self, matter: str, place: str, columns: dict[str, set[str]], title: str) -> list[Row]:
        groups: dict[tuple[tuple[MatrixCell, ...], bool], list[str]] = {}
        for verb in self.verbs.get(matter, ()):
            if place in Scope.of(self.settlement).places_of(verb, matter):
                cells = tuple(self._cell(verb, matter, place, holders) for holders in columns.values())
                gap = self.tables[0].cell(verb, matter, place).verdict is Held.GAP
                groups.setdefault((cells, gap), []).append(verb)
        return [Row(matter, title, tuple(verbs), cells, gap) for (cells, gap), verbs in groups.items()]

    def _cell(self, verb: str, matter: str, place: str, holders: set[str]) -> MatrixCell:
        now = self._held(self.tables[0], verb, matter, place, holders)
        if now is not None:
            return now
        for one, when in zip(self.tables[1:], self.whens[1:], strict=True):
            later = self._held(one, verb, matter, place, holders)
            if later is not None:
                return MatrixCell("if", "If …", later.cites, when)
        bars = {cite: None for name in holders for cite in self.tables[0].barred_by(name, verb, matter, place)}
        return MatrixCell("barred", "Barred", tuple(bars)) if bars else _NONE

    def _held(self, one: Table, verb: str, matter: str, place: str, holders: set[str]) -> MatrixCell | None:
        cell = one.cell(verb, matter, place)
        mine = [holding for holding in cell.holdings if holders & self._behind(holding.holders)]
        if not mine:
            return None
        cites = tuple(dict.fromkeys(cite for holding in mine for cite in holding.cites))
        if cell.verdict is Held.OVERLAP:
            return MatrixCell("both", "Overlap", cites)
        if len(mine[0].holders) > 1:
            return MatrixCell("together", "Together", cites)
        if mine[0].kind is Kind.CONCURRENT:
            return MatrixCell("together", "Either", cites)
        return MatrixCell("residual", "Alone, as residual", cites) if mine[0].kind is Kind.RESIDUAL else MatrixCell("alone", "Alone", cites)

    def _behind(self, holders: tuple[str, ...]) -> set[str]:
        """The holders and, for organs, whose they are."""
        organs = self.settlement.organs
        return set(holders) | {organs[name].owner for name in holders if name in organs and organs[name].owner}
