"""Writes out organs, conditions, resources and groups: one of each for every member of a family.

Needs: the standard library.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from foedus.errors import Diagnostics, Place
from foedus.model import clauses as cl
from foedus.model import phrases as ph
from foedus.model.settlement import Condition, Group, Lot, Organ, Polity, Unit
from foedus.source import cite


@dataclass(slots=True)
class Parts:
    """What the clauses of a text declare, written out."""

    units: Mapping[str, Unit]
    polities: Mapping[str, Polity]
    found: Diagnostics
    organs: dict[str, Organ] = field(default_factory=dict)
    groups: dict[str, Group] = field(default_factory=dict)
    conditions: dict[str, Condition] = field(default_factory=dict)
    lots: dict[str, Lot] = field(default_factory=dict)


def write_out(clauses: tuple[cl.Clause, ...], units: Mapping[str, Unit], polities: Mapping[str, Polity], found: Diagnostics) -> Parts:
    """Write out the declarations. Organs come before what is held or said of them, in whatever order the text has them."""
    parts = Parts(units, polities, found)
    organs = [clause for clause in clauses if isinstance(clause, cl.OrganClause)]
    for declaring in sorted(organs, key=_depends_on_organs):
        for owner, within in _owners(parts, declaring.of):
            _add_organ(parts, declaring, owner, within)
    order = {clause.cite: n for n, clause in enumerate(organs)}
    parts.organs = dict(sorted(parts.organs.items(), key=lambda item: order[item[1].clause.cite]))
    for clause in clauses:
        if isinstance(clause, cl.GroupClause):
            parts.groups[clause.name] = Group(clause.name, clause.title or clause.name, clause.within.items, clause.cite)
        elif isinstance(clause, cl.ConditionClause):
            _add_condition(parts, clause)
    _groups_of_seats(parts)
    for clause in clauses:
        if isinstance(clause, cl.ResourceClause):
            _add_lots(parts, clause)
    return parts


def _depends_on_organs(clause: cl.OrganClause) -> bool:
    return clause.of is not None and clause.of.type not in ("unit", "polity")


def _owners(parts: Parts, each: ph.Each | None) -> Iterator[tuple[str, str]]:
    """The members of a set as (owner, polity within whose units it lies); one empty owner where there is no family."""
    if each is None:
        yield "", ""
    elif each.type == "polity":
        yield from ((name, "") for name in parts.polities)
    elif each.type == "unit":
        yield from ((code, each.of) for code in parts.units)
    else:
        for organ in tuple(parts.organs.values()):
            if organ.kind == each.type and not organ.assembly and (not each.of or each.of in (organ.owner, organ.within)):
                yield organ.name, organ.within


def _add_organ(parts: Parts, clause: cl.OrganClause, owner: str, within: str) -> None:
    name: str = clause.name
    joint_to: tuple[str, ...] = ()
    if owner:
        name = f"{clause.name} of {owner}"
        if owner in parts.organs:
            owner = parts.organs[owner].owner
    else:
        owner, joint_to = _owner_by_name(parts, clause)
    kind, title = clause.kind, clause.title or ""
    chambers = tuple(f"{name}.{chamber.name}" for chamber in clause.chambers)
    parts.organs[name] = Organ(
        name, kind, title or name, clause.name, owner, clause.cite, clause.traits, clause, joint_to, within, chambers
    )
    article, _, number = clause.cite.removeprefix("Art. ").rstrip(")").partition("(")
    for n, chamber in enumerate(clause.chambers):
        letter = chr(ord("a") + min(n, 25))
        full = f"{name}.{chamber.name}"
        where = cite(article, number, letter) if number else clause.cite
        parts.organs[full] = Organ(
            full,
            kind,
            chamber.title or full,
            f"{clause.name}.{chamber.name}",
            owner,
            where,
            chamber.traits,
            clause,
            joint_to,
            within,
            (),
            name,
        )


def _owner_by_name(parts: Parts, clause: cl.OrganClause) -> tuple[str, tuple[str, ...]]:
    """Who owns an organ that is no member of a family: by its dot, by `joint to`, or as the only polity's."""
    joint = clause.traits.joint_to
    if joint is not None:
        return "", tuple(name for name in joint.items if name in parts.polities or name in parts.units)
    prefix = clause.name.rpartition(".")[0]
    if prefix in parts.polities or prefix in parts.units:
        return prefix, ()
    single = [name for name, polity in parts.polities.items() if not polity.of_unit]
    if len(single) == 1:
        return single[0], ()
    if prefix:
        parts.found.error(
            "F102",
            f"{prefix}, which owns {clause.name}, is never declared",
            [Place(clause.at.mark(clause.name), "its owner stands before the dot", clause.cite)],
            f"declare `polity {prefix} comprises …`, or write `joint to …`",
        )
    elif single:
        parts.found.warning(
            "F104",
            f"the text does not say to whom {clause.name} belongs",
            [Place(clause.at.mark(clause.name), "taken as joint to all polities", clause.cite)],
            f"write `joint to {' and '.join(single[:2])}`, or a dot: `{single[0]}.{clause.name}`",
        )
    return "", tuple(parts.polities)


def _add_condition(parts: Parts, clause: cl.ConditionClause) -> None:
    for owner, _ in _owners(parts, clause.of):
        name = f"{clause.name} of {owner}" if owner else clause.name
        title = clause.title or clause.name
        parts.conditions[name] = Condition(name, clause.name, owner, title, bool(clause.initially), clause.cite)
    if clause.of is None:
        return
    if not any(condition.declared == clause.name for condition in parts.conditions.values()):
        parts.found.warning(
            "F117",
            f"there is no {clause.of.type} for {clause.name} to be said of",
            [Place(clause.at.mark(clause.name), "", clause.cite)],
            f"declare a {clause.of.type}, or drop `of each {clause.of.type}`",
        )


def _groups_of_seats(parts: Parts) -> None:
    """`5 Croats from Elm` names a group of the body, declared or not."""
    for organ in parts.organs.values():
        for seats in organ.traits.seats:
            if seats.group:
                known = parts.groups.get(seats.group)
                within = known.within if known else ()
                if organ.name not in within:
                    title, where = (known.title, known.cite) if known else (seats.group, organ.cite)
                    parts.groups[seats.group] = Group(seats.group, title, (*within, organ.name), where)


def _add_lots(parts: Parts, clause: cl.ResourceClause) -> None:
    for owner, _ in _owners(parts, clause.of):
        name = f"{clause.name} of {owner}" if owner else clause.name
        holder = owner if clause.held_by is None else _first_named(clause.held_by)
        organ = parts.organs.get(owner)
        unit = parts.units.get(organ.owner) if organ else None
        if organ and organ.within and unit is not None and unit.polity != organ.within:
            holder = ""
        parts.lots[name] = Lot(name, clause.name, owner, clause.title or name, holder, clause.cite)


def _first_named(subjects: ph.Subjects) -> str:
    return next((item for item in subjects.items if isinstance(item, str)), "")
