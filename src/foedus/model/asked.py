"""Whose consent the first step of an act may need: every organ and electorate that its Rules name, each while it is one of those meant.

Needs: the standard library. Source: design page LANGUAGE, sections 5 and 6.
"""

from __future__ import annotations

from collections.abc import Iterator

from foedus.model import clauses as cl
from foedus.model import phrases as ph
from foedus.model.bind import Binding, members, own_organs, target
from foedus.model.families import Meant, each_of, family_of
from foedus.model.formula import FALSE, TRUE, Formula, any_of
from foedus.model.settlement import Settlement


def organs_asked(settlement: Settlement, clause: cl.ActClause, binding: Binding) -> tuple[str, ...]:
    """All organs and electorates whose consent the first step of an act may need, each once, in the order of the text."""
    return tuple(asked_while(settlement, clause, binding))


def asked_while(settlement: Settlement, clause: cl.ActClause, binding: Binding) -> dict[str, Formula]:
    """The same, each with the condition under which a set or a family means it; whoever is named otherwise always counts."""
    found: dict[str, Formula] = {}
    for rule in (clause.by, clause.with_consent):
        for name, when in _asked(settlement, rule, binding) if rule is not None else ():
            found[name] = any_of((found.get(name, FALSE), when))
    return found


def _asked(settlement: Settlement, rule: ph.RulePhrase, binding: Binding) -> Iterator[Meant]:
    match rule:
        case ph.RuleJoin(_, parts):
            for part in parts:
                yield from _asked(settlement, part, binding)
        case ph.CountOf(_, _, bodies, _):
            for body in bodies:
                yield from _asked_in(settlement, body, binding)
        case ph.ConsentOf(of):
            yield from _organs(settlement, of, binding)
        case ph.AnyOf(_, names):
            yield from _always(names.items)
        case ph.OfTheUnits():
            yield "the units", TRUE


def _always(names: tuple[str, ...]) -> Iterator[Meant]:
    return ((name, TRUE) for name in names)


def _asked_in(settlement: Settlement, body: ph.BodyOf, binding: Binding) -> Iterator[Meant]:
    if isinstance(body.of, ph.Each) and (body.how == "referendum" or body.of.type in ("polity", "unit")):
        yield from ((f"the people of {name}", when) for name, when in each_of(settlement, body.of))
    elif body.how == "referendum":
        yield from _always(tuple(f"the people of {name}" for name in electorates(settlement, body, binding)))
    elif body.of is not None and not isinstance(body.of, ph.Target):
        yield from _organs(settlement, body.of, binding)


def _organs(settlement: Settlement, of: ph.Names | ph.Each | ph.FamilyOf | ph.Own, binding: Binding) -> Iterator[Meant]:
    if isinstance(of, ph.Names):
        yield from _always(tuple(name for item in of.items for name in members(settlement, item)))
    elif isinstance(of, ph.FamilyOf):
        yield from family_of(settlement, of)
    elif isinstance(of, ph.Own):
        yield from _always(tuple(name for _, names in own_organs(settlement, of, binding) for name in names))
    else:
        yield from each_of(settlement, of)


def electorates(settlement: Settlement, body: ph.BodyOf, binding: Binding) -> tuple[str, ...]:
    """The polities or units whose people may be asked in a referendum."""
    of = body.of
    if of is None:
        return (binding.owner(settlement),)
    if isinstance(of, ph.Target):
        return tuple(name for _, names in target(settlement, of, binding) for name in names)
    if isinstance(of, ph.Names):
        return tuple(settlement.find(name) or name for name in of.items)
    if isinstance(of, ph.Each):
        return tuple(name for name, _ in each_of(settlement, of))
    return ()
