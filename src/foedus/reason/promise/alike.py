"""`A and B are treated alike`: the text under the exchange of two polities, clause by clause.

With the polities their organs change places: those of one name, then those of one kind in the order of declaration. A rule has its mirror
where the exchanged rule stands in the text, whatever the order of names in its lists. Speech and titles do not count; a rule that names a
unit of one polity has a mirror only where the like is said of a unit of the other.
Needs: the standard library. Source: design page LANGUAGE, section 9.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from foedus.model import clauses as cl
from foedus.model import phrases as ph
from foedus.model import speech as sp
from foedus.model import words as w
from foedus.model.settlement import Settlement
from foedus.reason.promise.docket import Docket
from foedus.reason.promise.verdict import (
    PROVED,
    REFUTED,
    Broken,
    Certified,
    Mirrorless,
    Phrase,
    RestsOn,
    Verdict,
)
from foedus.source import Citation, article_of

if TYPE_CHECKING:
    from dataclasses import Field
    from typing import Any, ClassVar, Protocol

    class _Part(Protocol):
        """Any dataclass of the model."""

        __dataclass_fields__: ClassVar[dict[str, Field[Any]]]


BY_EXCHANGE = "the text under the exchange of the polities"
_SPEECH = (sp.OpenClause, sp.PromiseClause, sp.PossibleClause, sp.ExpectClause, sp.AssumeClause)
_UNTOLD = ("at", "title")

Shape = object
"""A clause as nested tuples: lists of names sorted, places in the text and titles left out."""


def judged(docket: Docket, one: sp.Alike) -> Verdict:
    """Decide whether polities are treated alike, and list each clause without a mirror."""
    settlement = docket.settlement
    names = tuple(settlement.find(name) or name for name in one.names.items)
    found: dict[Citation, Mirrorless] = {}
    for first, second in combinations(names, 2):
        for clause in without_mirror(settlement, first, second):
            found.setdefault(clause.cite, Mirrorless(clause.cite, _said(clause)))
    left = tuple(one_ for cite, one_ in found.items() if not _excepted(cite, one.except_in))
    if not left:
        return _proved(docket, one, found)
    ending = (
        f"{len(left)} clause{'' if len(left) == 1 else 's'} would not stand in the text if {w.listed(names)} changed places: "
        f"{w.listed([one_.cite for one_ in left])}. This breaks {docket.clause.name} ({docket.clause.cite})."
    )
    notes = _accepted(found, one.except_in)
    broken = Broken("treated alike", {"names": w.listed(names)}, ending)
    return docket.verdict(REFUTED, ending, trace=(), shortest=True, broken=broken, mirrorless=left, notes=notes)


def _proved(docket: Docket, one: sp.Alike, found: Mapping[Citation, Mirrorless]) -> Verdict:
    needed = tuple(
        Phrase(docket.clause.cite, f"except in {article}") for article in one.except_in if any(_excepted(cite, (article,)) for cite in found)
    )
    idle = [article for article in one.except_in if not any(_excepted(cite, (article,)) for cite in found)]
    notes = (*_accepted(found, one.except_in), *(f"The exception of {article} does no work: all its clauses have their mirror." for article in idle))
    names = w.listed(one.names.items)
    reason = f"With {names} exchanged, every rule of the text that is not excepted stands in the text."
    return docket.verdict(PROVED, reason, certificate=Certified(BY_EXCHANGE, ok=True), rests_on=RestsOn(needed, (needed,)), notes=notes)


def _accepted(found: Mapping[Citation, Mirrorless], except_in: tuple[Citation, ...]) -> tuple[str, ...]:
    cites = [cite for cite in found if _excepted(cite, except_in)]
    return (f"Without a mirror, and accepted as such: {w.listed(cites)}.",) if cites else ()


def _excepted(cite: Citation, except_in: tuple[Citation, ...]) -> bool:
    return cite in except_in or f"Art. {article_of(cite)}" in except_in


def _said(clause: cl.Clause) -> str:
    words = " ".join(clause.at.text.split()) or type(clause).__name__
    return words if len(words) <= 160 else f"{words[:157]}…"


def without_mirror(settlement: Settlement, first: str, second: str) -> tuple[cl.Clause, ...]:
    """The rules of a text that would not stand in it with two polities exchanged."""
    rules = [clause for clause in settlement.clauses if not isinstance(clause, _SPEECH)]
    shapes = [shape(clause, {}) for clause in rules]
    plain = Counter(shapes)
    exchange = counterparts(settlement, first, second)
    units = {name: unit.polity for name, unit in settlement.units.items() if unit.polity in (first, second)}
    found = []
    for clause, own in zip(rules, shapes, strict=True):
        mirrored = shape(clause, exchange)
        if plain[mirrored] != plain[own] or (mirrored == own and _names_a_unit(clause, units)):
            found.append(clause)
    return tuple(found)


def counterparts(settlement: Settlement, first: str, second: str) -> dict[str, str]:
    """What changes places with what: the polities, and their organs by name, then by kind in the order of declaration."""
    found = {first: second, second: first}
    mine = [organ for organ in settlement.organs.values() if organ.owner == first and not organ.assembly]
    theirs = [organ for organ in settlement.organs.values() if organ.owner == second and not organ.assembly]
    by_name = {organ.name.removeprefix(f"{second}."): organ for organ in theirs}
    for organ in list(mine):
        local = organ.name.removeprefix(f"{first}.")
        if local in by_name:
            mine.remove(organ)
            theirs.remove(by_name[local])
    for organ in mine:
        other = next((one for one in theirs if one.kind == organ.kind), None)
        if other is not None:
            theirs.remove(other)
            found |= {organ.name: other.name, other.name: organ.name}
    return found


def _names_a_unit(clause: cl.Clause, units: Mapping[str, str]) -> bool:
    """A rule that is its own mirror in words, and yet speaks of one polity's unit by name."""
    said = set(re.split(r"[^\w]+", repr(shape(clause, {}))))
    return not isinstance(clause, cl.UnitClause) and any(unit in said for unit in units)


# ---- shapes


def shape(part: object, exchange: Mapping[str, str]) -> Shape:
    """A part of the model as nested tuples, with names exchanged and lists of names in one order."""
    match part:
        case str():
            return _exchanged(part, exchange)
        case ph.Names(items, join):
            return ("Names", join, tuple(sorted(_exchanged(item, exchange) for item in items)))
        case ph.Subjects(items, join):
            return ("Subjects", join, tuple(sorted((shape(item, exchange) for item in items), key=repr)))
        case ph.RuleJoin(join, parts):
            return ("RuleJoin", join, tuple(sorted((shape(one, exchange) for one in parts), key=repr)))
        case ph.CondJoin(join, parts):
            return ("CondJoin", join, tuple(sorted((shape(one, exchange) for one in parts), key=repr)))
        case ph.CountOf(share, base, bodies, extras):
            told = tuple(sorted((shape(one, exchange) for one in bodies), key=repr))
            return ("CountOf", shape(share, exchange), base, told, tuple(sorted((shape(one, exchange) for one in extras), key=repr)))
        case cl.Payers():
            shares = tuple(sorted(((_exchanged(name, exchange), shape(share, exchange)) for name, share in part.shares), key=repr))
            return ("Payers", part.how, shares, shape(part.names, exchange), part.series, shape(part.rest, exchange))
        case cl.Traits():
            return ("Traits", tuple((name, _trait(value, exchange)) for name, value in _fields(part)))
        case cl.FunctionClause():
            return ("FunctionClause", part.title, tuple(sorted((shape(fate, exchange) for fate in part.fates), key=repr)))
        case tuple():
            return tuple(shape(item, exchange) for item in part)
        case _ if is_dataclass(part) and not isinstance(part, type):
            return (type(part).__name__, tuple((name, shape(value, exchange)) for name, value in _fields(part)))
        case _:
            return part


def _fields(part: _Part) -> list[tuple[str, object]]:
    return [(field.name, getattr(part, field.name)) for field in fields(part) if field.name not in _UNTOLD]


def _trait(value: object, exchange: Mapping[str, str]) -> Shape:
    """Traits that are lists have no order: seats, ways of filling, incompatibilities."""
    told = shape(value, exchange)
    return tuple(sorted(told, key=repr)) if isinstance(value, tuple) and isinstance(told, tuple) else told


def _exchanged(name: str, exchange: Mapping[str, str]) -> str:
    """A name with the polities and their organs exchanged: a whole name first, then the longest beginning of a dotted one."""
    if name in exchange:
        return exchange[name]
    start = name
    while "." in start:
        start = start.rpartition(".")[0]
        if start in exchange:
            return exchange[start] + name[len(start) :]
    return name
