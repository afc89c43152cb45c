"""From clauses to a settlement: who is declared, which units belong where, every family written out, every name checked.

Nothing is raised for what a drafter may get wrong: all findings of the pass are collected, and a settlement is made of the rest.
Needs: the standard library.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction

from foedus.errors import Diagnostics, Place
from foedus.model import clauses as cl
from foedus.model import matters as mt
from foedus.model.declare import Declared, check_names, declare, twice
from foedus.model.document import Document
from foedus.model.gazetteer import Gazetteer, NoPlaces
from foedus.model.organs import write_out
from foedus.model.sense import check_sense, valued
from foedus.model.settlement import Polity, Settlement, Unit
from foedus.source import Citation


@dataclass(frozen=True, slots=True)
class Resolved:
    """A settlement with all that was found on the way."""

    settlement: Settlement
    diagnostics: Diagnostics


def settle(
    clauses: Iterable[cl.Clause],
    *,
    title: str = "",
    summary: str = "",
    gazetteer: Gazetteer | None = None,
    document: Document | None = None,
    parameters: Mapping[str, Fraction] | None = None,
    struck: Mapping[str, Citation] | None = None,
) -> Resolved:
    """Resolve clauses into a settlement.

    parameters: values in place of the defaults. struck: terms that an amendment took out, with the citation of the directive.
    Clauses built in Python and without citations are numbered as one article, `Art. 1(n)`.
    """
    numbered = _number(tuple(clauses))
    found = Diagnostics()
    places = gazetteer or NoPlaces()
    declared = declare(numbered, found)
    values = _parameters(numbered, parameters or {}, found)
    numbered = valued(numbered, values)
    standing = tuple(clause for clause in numbered if declared.stands(clause))
    units, polities = _Membership(standing, places, values, found, declared).resolve()
    matters = _matters(numbered, found)
    parts = write_out(standing, units, polities, found)
    settlement = Settlement(
        title=title,
        summary=summary,
        clauses=numbered,
        units=units,
        polities=polities,
        organs=parts.organs,
        groups=parts.groups,
        conditions=parts.conditions,
        lots=parts.lots,
        matters=matters,
        parameters=values,
        functions=_functions(numbered, places, found),
        gazetteer=places,
        document=document,
    )
    check_names(settlement, declared, struck or {}, found)
    check_sense(settlement, found)
    return Resolved(settlement, found)


def _number(clauses: tuple[cl.Clause, ...]) -> tuple[cl.Clause, ...]:
    if any(clause.cite for clause in clauses):
        return clauses
    return tuple(replace(clause, at=replace(clause.at, cite=f"Art. 1({n})")) for n, clause in enumerate(clauses, 1))


def place_of(clause: cl.Clause, word: str = "", label: str = "") -> Place:
    """The place of a word of a clause, for a diagnostic."""
    return Place(clause.at.mark(word) if word else clause.at.span, label, clause.cite)


def _parameters(clauses: tuple[cl.Clause, ...], given: Mapping[str, Fraction], found: Diagnostics) -> dict[str, Fraction]:
    values: dict[str, Fraction] = {}
    for clause in clauses:
        if not isinstance(clause, cl.ParameterClause):
            continue
        value = given.get(clause.name, clause.default.value)
        low, high = clause.low, clause.high
        if (low and value < low.value) or (high and value > high.value):
            found.error(
                "F112",
                f"[{clause.name}] is {value}, outside what its clause allows",
                [place_of(clause, clause.name, "its limits stand here")],
                f"give [{clause.name}] a value between {low.value if low else '-'} and {high.value if high else '-'}",
            )
        values[clause.name] = value
    return values


def _matters(clauses: tuple[cl.Clause, ...], found: Diagnostics) -> dict[str, mt.Matter]:
    tree = dict(mt.BASE)
    for clause in clauses:
        if isinstance(clause, cl.MattersFromClause):
            if clause.table not in mt.TREES:
                mend = f"name one of {', '.join(mt.TREES)}"
                found.error("F113", f'there is no table of matters "{clause.table}"', [place_of(clause)], mend)
            tree = dict(mt.TREES.get(clause.table, mt.BASE))
    for clause in clauses:
        if not isinstance(clause, cl.MatterClause):
            continue
        parent = tree.get(clause.under)
        shipped = tree.get(clause.word)
        verbs = shipped.verbs if shipped else parent.verbs if parent else mt.VERBS[:-1]
        title = clause.title or (shipped.title if shipped else clause.word.replace("_", " "))
        under = clause.under or (shipped.under if shipped else "")
        tree[clause.word] = mt.Matter(clause.word, title, under, clause.cofog or (shipped.cofog if shipped else ""), verbs, clause.cite)
    return tree


def _functions(clauses: tuple[cl.Clause, ...], places: Gazetteer, found: Diagnostics) -> tuple[str, ...]:
    names: dict[str, None] = {}
    for clause in clauses:
        if isinstance(clause, cl.FunctionsFromClause):
            listed = places.functions(clause.table)
            if listed is None:
                found.error(
                    "F113",
                    f'there is no table of functions "{clause.table}"',
                    [place_of(clause)],
                    'name a table that the places of the front matter have, for example "us/federal_functions"',
                )
            names.update(dict.fromkeys(listed or ()))
        elif isinstance(clause, cl.FunctionClause) and clause.title:
            _check_function(clause, names, places, found)
            names[clause.title] = None
    return tuple(names)


def _check_function(clause: cl.FunctionClause, listed: Mapping[str, None], places: Gazetteer, found: Diagnostics) -> None:
    """A function must be one that a list knows, where the text reads its functions from a list."""
    known = (*listed, *places.known_bodies())
    if listed and places.known_bodies() and clause.title not in known:
        near = difflib.get_close_matches(clause.title, known, n=3, cutoff=0.0)
        message = f'no list of functions, agencies or well-known bodies has "{clause.title}"'
        found.error("F708", message, [place_of(clause, clause.title)], " or ".join(f'write "{name}"' for name in near))


@dataclass(slots=True)
class _Membership:
    """Who belongs where at the start."""

    clauses: tuple[cl.Clause, ...]
    places: Gazetteer
    values: Mapping[str, Fraction]
    found: Diagnostics
    declared: Declared
    titles: dict[str, str] = field(default_factory=dict)
    polity_of: dict[str, tuple[str, cl.Clause]] = field(default_factory=dict)

    def resolve(self) -> tuple[dict[str, Unit], dict[str, Polity]]:
        """Units in order of code (those of the text alone in order of declaration), polities in order of declaration."""
        self._know_units()
        polities = [clause for clause in self.clauses if isinstance(clause, cl.PolityClause)]
        waiting: list[cl.PolityClause] = []
        for clause in polities:
            for member in clause.members:
                if member.how == "other":
                    waiting.append(clause)
                else:
                    self._claim(clause, self._meant(clause, member), overlap=member.how != "all" or len(polities) == 1)
        if len(waiting) > 1:
            self.found.error(
                "F114",
                f"two polities comprise `the other units`: {waiting[0].name} and {waiting[1].name}",
                [place_of(waiting[0], "other", "here"), place_of(waiting[1], "other", "and here")],
                "name the units of one of them, or say `the units where …`",
            )
        for clause in waiting[:1]:
            self._claim(clause, [code for code in self.titles if code not in self.polity_of], overlap=True)
        return self._written_out(polities)

    def _know_units(self) -> None:
        self.titles = {unit.code: unit.title for unit in self.places.units()}
        for clause in self.clauses:
            if isinstance(clause, cl.UnitClause) and self._other(clause.name) is None:
                self.titles[clause.name] = clause.title or self.titles.get(clause.name, clause.name)
        if not self.places.units():
            for clause in self.clauses:
                if isinstance(clause, cl.PolityClause):
                    for member in clause.members:
                        if member.how != "named":
                            continue
                        other = self._other(member.name)
                        if other is None:
                            self.titles.setdefault(member.name, member.name)
                        else:
                            twice(member.name, clause, other, self.found)

    def _other(self, name: str) -> cl.Clause | None:
        """The clause that declares the name as something that is neither a unit nor a polity."""
        kind, clause = self.declared.by_name.get(name, ("unit", None))
        return None if kind in ("unit", "polity") else clause

    def _meant(self, clause: cl.PolityClause, member: cl.Member) -> list[str]:
        if member.how == "named":
            return [member.name] if member.name in self.titles else []
        if member.how == "all":
            return [code for code in self.titles if code not in self.polity_of]
        series = self.places.series(member.series)
        if series is None:
            return []
        chosen = [code for code in self.titles if code in series and self._fits(series[code], member)]
        missing = [code for code in self.titles if code not in series]
        if missing:
            self.found.warning(
                "F115",
                f"{member.series} has no value for {', '.join(missing)}",
                [place_of(clause, member.series)],
                "name these units in the polity that they belong to",
            )
        if not chosen:
            self.found.warning(
                "F116",
                f"no unit has {member.series} {member.compare or 'is'} {member.value or (member.number and member.number.value)}",
                [place_of(clause, member.value or member.series)],
                f"its values are {', '.join(sorted({str(value) for value in series.values()})[:6])}",
            )
        return chosen

    def _fits(self, value: float | str, member: cl.Member) -> bool:
        if member.how == "where_is":
            return str(value) == member.value
        if isinstance(value, str) or member.number is None:
            return False
        bound = self.values.get(member.number.parameter, member.number.value)
        exact = Fraction(value)
        return {"<": exact < bound, "<=": exact <= bound, ">": exact > bound, ">=": exact >= bound}[member.compare or ">"]

    def _claim(self, clause: cl.PolityClause, codes: Iterable[str], *, overlap: bool) -> None:
        for code in codes:
            before = self.polity_of.get(code)
            if before is None:
                self.polity_of[code] = (clause.name, clause)
            elif overlap and before[0] != clause.name:
                self.found.error(
                    "F109",
                    f"{code} belongs to {before[0]} and to {clause.name}",
                    [place_of(clause, code, "claimed here"), place_of(before[1], code, "and here")],
                    f"leave {code} out of one of them",
                )

    def _written_out(self, clauses: list[cl.PolityClause]) -> tuple[dict[str, Unit], dict[str, Polity]]:
        polities = {clause.name: Polity(clause.name, clause.title or clause.name, clause.cite) for clause in clauses}
        for clause in self.clauses:
            if isinstance(clause, cl.PolitiesClause):
                for code, title in self.titles.items():
                    polities.setdefault(code, Polity(code, title, clause.cite, of_unit=code))
                    self.polity_of.setdefault(code, (code, clause))
        units = {}
        for code, title in self.titles.items():
            polity, by = self.polity_of.get(code, ("", None))
            units[code] = Unit(code, title, polity, by.cite if by else "")
        return units, polities
