"""The table of competences in every situation at once: each cell with the conditions under which it comes out one way or another.

A cell is worked out by the table itself, which is asked under suppositions: where it wants to know whether a condition holds, both answers
are followed. Units of which no clause speaks by name are alike, so that the cells of one are those of all.
Needs: the standard library. Source: design pages LANGUAGE, section 7; REASONING, sections 3 and 4.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace

from foedus.model import clauses as cl
from foedus.model.competence import Competence
from foedus.model.formula import FALSE, TRUE, All, Any, Formula, Is, Not, Value, all_of, any_of, names, negation, replace_atoms
from foedus.model.holding import Cell, Holding, Scope, Table
from foedus.model.settlement import ABROAD, Settlement
from foedus.reason.cover import admitted
from foedus.reason.slice import assuming

FEW = 6
"""The most parts of a formula that are supposed one by one."""


class _Unknown(Exception):
    """The table asks whether a formula holds, which no supposition says yet."""

    def __init__(self, formula: Formula) -> None:
        super().__init__()
        self.formula = formula


@dataclass(frozen=True, slots=True)
class Leaf:
    """One way in which a cell comes out, and when it does."""

    when: Formula
    cell: Cell


@dataclass(frozen=True, slots=True)
class Entry:
    """Cells that are worked out alike: one verb, several matters, one place, with every way they come out."""

    verb: str
    matters: tuple[str, ...]
    place: str
    leaves: tuple[Leaf, ...]


class _Supposing(Table):
    """A table that knows only what is supposed."""

    def __init__(self, atlas: Atlas, path: tuple[tuple[Formula, bool], ...]) -> None:
        super().__init__(atlas.scope, {})
        self.atlas = atlas
        self.said: dict[Formula, bool] = {}
        self.values: dict[str, Value] = {}
        self.excluded: dict[str, set[Value]] = {}
        for formula, holds in path:
            self._suppose(formula, holds)

    def _suppose(self, formula: Formula, holds: bool) -> None:
        self.said[formula] = holds
        match formula:
            case Is(variable, value) if holds:
                self.values[variable] = value
            case Is(variable, value):
                self.excluded.setdefault(variable, set()).add(value)
                left = [other for other in self.atlas.domain(variable) if other not in self.excluded[variable]]
                if len(left) == 1:
                    self.values[variable] = left[0]
            case Not(part):
                self._suppose(part, not holds)
            case All(parts) if holds:
                for part in parts:
                    self._suppose(part, True)
            case Any(parts) if not holds:
                for part in parts:
                    self._suppose(part, False)
            case _:
                pass

    def _atom(self, leaf: Is) -> Formula:
        if leaf.variable in self.values:
            return TRUE if self.values[leaf.variable] == leaf.value else FALSE
        return FALSE if leaf.value in self.excluded.get(leaf.variable, ()) else leaf

    def _true(self, formula: Formula) -> bool:
        known = self._truth.get(id(formula))
        if known is not None:
            return known
        now = self._put(replace_atoms(self.atlas.plain(formula), self._atom))
        if now not in (TRUE, FALSE):
            raise _Unknown(_first(now))
        self._truth[id(formula)] = now == TRUE
        return now == TRUE

    def _meant(self, item: Competence) -> tuple[str, ...]:
        """All who may ever be meant: no promise reads who holds a matter together or through an act, and to suppose it would double the leaves for each."""
        return item.holders

    def _put(self, formula: Formula) -> Formula:
        """Put in what was supposed of whole formulas."""
        said = self.said.get(formula)
        if said is not None:
            return TRUE if said else FALSE
        match formula:
            case Not(part):
                return negation(self._put(part))
            case All(parts) if len(parts) <= FEW:
                return all_of(map(self._put, parts))
            case Any(parts) if len(parts) <= FEW:
                return any_of(map(self._put, parts))
            case _:
                return formula


def _first(formula: Formula) -> Formula:
    """What to suppose next: the first part of a short formula; a long one as a whole."""
    match formula:
        case Not(part):
            return _first(part)
        case All(parts) | Any(parts) if len(parts) <= FEW:
            return _first(parts[0])
        case _:
            return formula


class Atlas:
    """Every cell of a settlement with the ways it comes out. facts: formulas that always hold."""

    def __init__(self, settlement: Settlement, facts: Iterable[Formula] = ()) -> None:
        self.settlement = settlement
        self.scope = Scope.of(settlement)
        self.facts = tuple(facts)
        self._assume = assuming(self.facts)
        self._plain: dict[int, Formula] = {}
        self._domains: dict[str, tuple[Value, ...]] = {}
        self.leaves: dict[tuple[tuple[int, ...], tuple[int, ...], str, str], tuple[Leaf, ...]] = {}
        self.one_of_many = alike_units(settlement)

    def plain(self, formula: Formula) -> Formula:
        """A formula with the facts put in."""
        known = self._plain.get(id(formula))
        if known is None:
            known = self._plain[id(formula)] = self._assume(formula)
        return known

    def plain_of(self, formula: Formula) -> Formula:
        """A formula that nobody keeps, with the facts put in."""
        return self._assume(formula)

    def domain(self, variable: str) -> tuple[Value, ...]:
        """The values of a variable that a table may read."""
        if variable.startswith("polity of "):
            unit = self.settlement.units.get(variable.removeprefix("polity of "))
            return tuple(self.settlement.polities) if unit is None or unit.polity else (*self.settlement.polities, "")
        return (False, True)

    def entries(self, verbs: frozenset[str] | None = None, holders: Collection[str] = ()) -> Iterator[Entry]:
        """All cells, those alike together; of units that are alike, one stands for all (see `everywhere`).

        holders: those alone in whom one is interested, with their owners; cells that no clause could give them are left out.
        """
        meant = frozenset(holders)
        everything = not meant or any(not meant.isdisjoint(item.holders) for item in self.scope.residual)
        groups: dict[tuple[tuple[int, ...], tuple[int, ...], str], list[str]] = {}
        for verb, matter in admitted(self.settlement):
            if verbs is None or verb in verbs:
                key = (self.scope.candidates(verb, matter), self.scope.against(verb, matter), verb)
                groups.setdefault(key, []).append(matter)
        for (candidates, against, verb), matters in groups.items():
            if not everything and all(meant.isdisjoint(self.scope.given[n].holders) for n in candidates):
                continue
            for place in self.places:
                inside = tuple(word for word in matters if place in self.scope.places_of(verb, word))
                if inside:
                    yield Entry(verb, inside, place, self._of(candidates, against, verb, place))

    @property
    def places(self) -> tuple[str, ...]:
        """One of the units that are alike, each of the others, and abroad."""
        return (*(unit for unit in self.settlement.units if self.one_of_many.get(unit, unit) == unit), ABROAD)

    def everywhere(self, place: str) -> tuple[str, ...]:
        """The places for which the cells of one stand."""
        return tuple(unit for unit, one in self.one_of_many.items() if one == place) or (place,)

    def _of(self, candidates: tuple[int, ...], against: tuple[int, ...], verb: str, place: str) -> tuple[Leaf, ...]:
        key = (candidates, against, verb, place)
        if key not in self.leaves:
            self.leaves[key] = tuple(self._followed(*key))
        return self.leaves[key]

    def _followed(self, candidates: tuple[int, ...], against: tuple[int, ...], verb: str, place: str) -> Iterator[Leaf]:
        waiting: list[tuple[tuple[Formula, bool], ...]] = [()]
        while waiting:
            path = waiting.pop()
            try:
                cell = _Supposing(self, path)._decide(candidates, against, verb, place)
            except _Unknown as question:
                waiting += [(*path, (question.formula, False)), (*path, (question.formula, True))]
            else:
                yield Leaf(all_of(formula if holds else negation(formula) for formula, holds in path), cell)


# ---- units that are alike


def alike_units(settlement: Settlement) -> Mapping[str, str]:
    """For each unit of which no clause speaks by name, the first such unit: cells of one are those of all, with the names exchanged."""
    found: dict[str, str] | None = settlement.memo.get("alike units")
    if found is None:
        named = named_units(settlement)
        free = [unit for unit in settlement.units if unit not in named]
        found = settlement.memo["alike units"] = dict.fromkeys(free, free[0]) if free else {}
    return found


def named_units(settlement: Settlement) -> frozenset[str]:
    """The units of which some clause speaks by name, other than to say where they belong at the start."""
    words: set[str] = set()
    for clause in settlement.clauses:
        if not isinstance(clause, cl.PolityClause | cl.UnitClause | cl.PolitiesClause):
            words.update(words_of(clause))
    return frozenset(unit for unit in settlement.units if unit in words)


def words_of(part: object) -> Iterator[str]:
    """Every word in the parts of a clause, places in the text left out."""
    if isinstance(part, str):
        yield from re.split(r"[^\w]+", part)
    elif isinstance(part, tuple):
        for item in part:
            yield from words_of(item)
    elif is_dataclass(part) and not isinstance(part, type):
        for field in fields(part):
            if field.name != "at":
                yield from words_of(getattr(part, field.name))


class Exchange:
    """Two units exchanged in formulas, names and holdings."""

    def __init__(self, one: str, other: str) -> None:
        self.one, self.other = one, other
        self._pattern = re.compile(rf"(?<!\w)(?:{re.escape(one)}|{re.escape(other)})(?!\w)")

    def name(self, text: str) -> str:
        """A name with the units exchanged."""
        return self._pattern.sub(lambda match: self.other if match.group() == self.one else self.one, text)

    def formula(self, formula: Formula) -> Formula:
        """A formula with the units exchanged."""
        if self.one == self.other or not any(self._pattern.search(name) for name in names(formula)):
            return formula
        return replace_atoms(formula, lambda leaf: Is(self.name(leaf.variable), self._value(leaf.value)))

    def _value(self, value: Value) -> Value:
        return self.name(value) if isinstance(value, str) else value

    def holding(self, holding: Holding) -> Holding:
        """A holding with the units exchanged."""
        holders, organs = tuple(map(self.name, holding.holders)), tuple(map(self.name, holding.organs))
        return replace(holding, holders=holders, organs=organs)
