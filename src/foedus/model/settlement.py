"""A settlement resolved: polities, units, organs, conditions, acts and the rest, each member of a family by itself, every part citing its clause.

Frozen: a change is a new settlement. It is made by `resolve.settle` from clauses, whether these were read from a text or built in Python.
Needs: the standard library.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import Any, TypeVar

from foedus.model import clauses as cl
from foedus.model import phrases as ph
from foedus.model import speech as sp
from foedus.model.document import Document
from foedus.model.formula import FALSE, TRUE, Formula, Is, any_of
from foedus.model.gazetteer import Gazetteer, NoPlaces
from foedus.model.matters import Matter, ancestors
from foedus.source import Citation, article_of

_Clause = TypeVar("_Clause", bound=cl.Clause)

ABROAD = "abroad"
"""The place that is everywhere outside the polities."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A constituent unit: its code in the text, its name in full, the polity it starts in (empty: none), and what puts it there."""

    code: str
    title: str
    polity: str
    cite: Citation = ""


@dataclass(frozen=True, slots=True)
class Polity:
    """A polity, in order of declaration. of_unit: the unit whose polity it is, where each unit is one."""

    name: str
    title: str
    cite: Citation
    of_unit: str = ""


@dataclass(frozen=True, slots=True)
class Organ:
    """One organ, or one chamber of an assembly.

    name: `Guard of AL`, `Alder.Congress`, `Alder.Congress.House`; declared: the name in its clause; owner: a polity or unit, empty if joint;
    joint_to: the polities it is joint to; within: the polity whose units form its family (`of each unit of Alder`); assembly: of a chamber, its own.
    """

    name: str
    kind: str
    title: str
    declared: str
    owner: str
    cite: Citation
    traits: cl.Traits
    clause: cl.OrganClause
    joint_to: tuple[str, ...] = ()
    within: str = ""
    chambers: tuple[str, ...] = ()
    assembly: str = ""

    @property
    def is_joint(self) -> bool:
        """Whether it belongs to several polities and to none alone."""
        return not self.owner


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition, `AtWar` or `AtWar of Alder`."""

    name: str
    declared: str
    owner: str
    title: str
    initially: bool
    cite: Citation


@dataclass(frozen=True, slots=True)
class Lot:
    """One lot of a resource, `Weapons of Guard of AL`: of what, and who holds it at the start (empty: nobody)."""

    name: str
    declared: str
    of: str
    title: str
    holder: str
    cite: Citation


@dataclass(frozen=True, slots=True)
class Group:
    """A named part of an assembly's members."""

    name: str
    title: str
    within: tuple[str, ...]
    cite: Citation


@dataclass(frozen=True, slots=True)
class Silence:
    """Something that the text does not say, and what it is taken to mean."""

    code: str
    words: str
    cites: tuple[Citation, ...]


@dataclass(frozen=True)
class Settlement:
    """The whole of a constitutional text in force, resolved. Mappings keep the order of declaration."""

    title: str
    summary: str
    clauses: tuple[cl.Clause, ...]
    units: Mapping[str, Unit]
    polities: Mapping[str, Polity]
    organs: Mapping[str, Organ]
    groups: Mapping[str, Group]
    conditions: Mapping[str, Condition]
    lots: Mapping[str, Lot]
    matters: Mapping[str, Matter]
    parameters: Mapping[str, Fraction]
    functions: tuple[str, ...] = ()
    silences: tuple[Silence, ...] = ()
    gazetteer: Gazetteer = field(default_factory=NoPlaces, compare=False, repr=False)
    document: Document | None = field(default=None, compare=False, repr=False)
    memo: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)
    """What readers have worked out once and need again; nothing of it is part of the settlement."""

    # ---- who belongs where

    def membership(self, unit: str) -> str:
        """The name of the variable that says to which polity a unit belongs."""
        return f"polity of {unit}"

    def belongs(self, unit: str, polity: str) -> Formula:
        """The unit belongs to the polity; where each unit is a polity, that is fixed."""
        owner = self.polities.get(polity)
        if owner and owner.of_unit:
            return TRUE if owner.of_unit == unit else FALSE
        if unit not in self.units or polity not in self.polities:
            return FALSE
        known: dict[tuple[str, str], Formula] = self.memo.setdefault("belongs", {})
        found = known.get((unit, polity))
        if found is None:
            found = known[unit, polity] = Is(self.membership(unit), polity)
        return found

    def exists(self, owner: str) -> Formula:
        """A polity exists while it has a unit; a unit always does; an organ while its owner does, in a family while the unit is of its polity."""
        known: dict[str, Formula] = self.memo.setdefault("exists", {})
        if owner not in known:
            known[owner] = self._existence(owner)
        return known[owner]

    def _existence(self, owner: str) -> Formula:
        if owner in self.polities:
            return any_of(self.belongs(unit, owner) for unit in self.units)
        organ = self.organs.get(owner)
        if organ is None:
            return TRUE
        if organ.within and organ.owner in self.units:
            return self.belongs(organ.owner, organ.within)
        return self.exists(organ.owner) if organ.owner else TRUE

    def sides(self, name: str, seen: tuple[str, ...] = ()) -> tuple[str, ...]:
        """The polities that an organ, unit or polity answers to from the start: one, or for a joint organ all that it is joint to.

        A joint office held ex officio answers as whoever holds it does.
        """
        if name in self.polities:
            return (name,)
        if name in self.units:
            return tuple(polity for polity in (self.units[name].polity,) if polity)
        organ = self.organs.get(name)
        if organ is None:
            return ()
        if organ.owner:
            return self.sides(organ.owner)
        with_ = [way.names.items for way in organ.traits.filling if way.how == "ex_officio" and way.names]
        held = [self.find(item) or item for items in with_ for item in items] if organ.kind == "office" and name not in seen else []
        return tuple(dict.fromkeys(side for one in held for side in self.sides(one, (*seen, name)))) or organ.joint_to

    # ---- finding parts

    @cached_property
    def families(self) -> Mapping[str, tuple[str, ...]]:
        """The members of each declared family of organs, conditions and lots, by the declared name."""
        found: dict[str, list[str]] = {}
        for group in (self.organs, self.conditions, self.lots):
            for part in group.values():
                if part.name != part.declared:
                    found.setdefault(part.declared, []).append(part.name)
        return {name: tuple(members) for name, members in found.items()}

    @cached_property
    def owned(self) -> Mapping[tuple[str, str], tuple[str, ...]]:
        """The organs of an owner by kind: (owner, kind) to names, chambers left out."""
        found: dict[tuple[str, str], list[str]] = {}
        for organ in self.organs.values():
            if organ.owner and not organ.assembly:
                found.setdefault((organ.owner, organ.kind), []).append(organ.name)
        return {key: tuple(names) for key, names in found.items()}

    def organs_of(self, owner: str, what: str) -> tuple[str, ...]:
        """The organs that `its assembly` or `its Governor` may mean for an owner: by kind, or by declared name."""
        found = self.owned.get((owner, what))
        if found is not None:
            return found
        return tuple(name for name in (f"{owner}.{what}", f"{what} of {owner}") if name in self.organs)

    def members(self, name: str) -> tuple[str, ...]:
        """The parts that a name means: itself, or the members of a family."""
        if name in self.families:
            return self.families[name]
        return (name,) if self.knows(name) else ()

    def knows(self, name: str) -> bool:
        """Whether a name is that of a part of the settlement (not of an act or a promise)."""
        return name in self._parts

    @cached_property
    def _parts(self) -> frozenset[str]:
        return frozenset().union(self.polities, self.units, self.organs, self.groups, self.conditions, self.lots)

    def find(self, name: str, of: str = "") -> str | None:
        """The full name of a part: `Governor` of `TX`, `TX.Governor`, `Alder.Congress`; None if there is no such part."""
        for candidate in (f"{name} of {of}", f"{of}.{name}") if of else (name,):
            if self.knows(candidate) or candidate in self.families:
                return candidate
        if not of and "." in name:
            owner, _, rest = name.partition(".")
            return self.find(rest, owner)
        return None

    def chain(self, matter: str) -> tuple[str, ...]:
        """A matter and all that stand above it."""
        return ancestors(dict(self.matters), matter)

    @cached_property
    def below(self) -> Mapping[str, tuple[str, ...]]:
        """The matters that stand directly below each."""
        found: dict[str, list[str]] = {}
        for matter in self.matters.values():
            found.setdefault(matter.under, []).append(matter.word)
        return {word: tuple(words) for word, words in found.items()}

    # ---- clauses by kind

    @cached_property
    def acts(self) -> Mapping[str, cl.ActClause]:
        """Acts and exits by name."""
        return {clause.name: clause for clause in self.clauses if isinstance(clause, cl.ActClause)}

    @cached_property
    def promises(self) -> Mapping[str, sp.PromiseClause]:
        """Promises by name."""
        return {clause.name: clause for clause in self.clauses if isinstance(clause, sp.PromiseClause)}

    @cached_property
    def possibles(self) -> Mapping[str, sp.PossibleClause]:
        """Possibilities by name."""
        return {clause.name: clause for clause in self.clauses if isinstance(clause, sp.PossibleClause)}

    @cached_property
    def expects(self) -> Mapping[str, sp.ExpectClause]:
        """Expectations by name."""
        return {clause.name: clause for clause in self.clauses if isinstance(clause, sp.ExpectClause)}

    @cached_property
    def assumes(self) -> Mapping[str, sp.AssumeClause]:
        """Assumptions by name."""
        return {clause.name: clause for clause in self.clauses if isinstance(clause, sp.AssumeClause)}

    @cached_property
    def opens(self) -> tuple[sp.OpenClause, ...]:
        """The questions that the text leaves open."""
        return tuple(clause for clause in self.clauses if isinstance(clause, sp.OpenClause))

    @cached_property
    def by_cite(self) -> Mapping[Citation, cl.Clause]:
        """Clauses by citation."""
        return {clause.cite: clause for clause in self.clauses if clause.cite}

    def of_type(self, kind: type[_Clause]) -> tuple[_Clause, ...]:
        """All clauses of one class."""
        return tuple(clause for clause in self.clauses if isinstance(clause, kind))

    # ---- numbers and force

    def number(self, amount: ph.Amount) -> Fraction:
        """The value of a number as written, a parameter at its value."""
        return self.parameters[amount.parameter] if amount.parameter else amount.value

    @cached_property
    def in_force_clauses(self) -> Mapping[str, cl.InForceClause]:
        """For each article number or clause citation under a clause of time, that clause."""
        return {article: clause for clause in self.clauses if isinstance(clause, cl.InForceClause) for article in clause.articles}

    def in_force(self, cite: Citation) -> Formula:
        """The clause cited is in force: true unless a clause of time limits it or its article."""
        for key in (cite, f"Art. {article_of(cite)}"):
            if key in self.in_force_clauses:
                return Is(f"{key} in force", True)
        return TRUE
