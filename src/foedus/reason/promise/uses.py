"""The use of a force as a move, made only for promises that speak of it: where its commander may command it is lawful, elsewhere a breach.

A use needs command and leaves no trace in the situation. It is a fact: done where no competence covers it, or against a bar, it is a breach.
Needs: the standard library. Source: design page REASONING, sections 2 and 4.
"""

from __future__ import annotations

from foedus.model import phrases as ph
from foedus.model import words as w
from foedus.model.bind import NOBODY, command, members
from foedus.model.duties import duties_not, forbids, lifted
from foedus.model.effects import possible_commands
from foedus.model.formula import FALSE, TRUE, Formula, Is, all_of, any_of, negation
from foedus.model.holding import Scope
from foedus.model.machine import GuardPart, Machine, Move, MoveKey, MoveKind, Outcome
from foedus.model.places import same_polity, territory
from foedus.model.settlement import ABROAD, Settlement
from foedus.reason.promise.asked import NotDecidable, Part
from foedus.reason.promise.atlas import Atlas, Exchange
from foedus.reason.promise.ghosts import Ghost, deed


def used(settlement: Settlement, machine: Machine, says: ph.Says, while_: Formula, said: str) -> tuple[Part, Ghost, tuple[Move, ...]]:
    """`F is used in P`: a move for each force, and a ghost that remembers that one was made."""
    if says.what == "acts":
        raise NotDecidable("where somebody acts is told of the use of a force; an act has no place")
    forces = [force for force in _forces(settlement, says.subject) if command(force) in machine.variables]
    atlas = Atlas(settlement)
    where = w.cond_place(says.place) if says.place is not None else "anywhere"
    moves = tuple(move for force in forces for move in _use(settlement, machine, atlas, force, says, where))
    keys = {move.key for move in moves}
    name = f"{w.cond(says)}{' while ' + said if said else ''}"
    ghost = deed(name, name, while_, lambda move: move.key in keys)
    return Part(Is(name, True), w.cond(says), name), ghost, moves


def _forces(settlement: Settlement, subject: ph.Names | ph.Someone) -> list[str]:
    if isinstance(subject, ph.Names):
        return [name for item in subject.items for name in members(settlement, item)]
    return [organ.name for organ in settlement.organs.values() if organ.kind == "force"]


def _use(settlement: Settlement, machine: Machine, atlas: Atlas, force: str, says: ph.Says, where: str) -> tuple[Move, ...]:
    places = {place: _lies(settlement, force, says.place, place) for place in (*settlement.units, ABROAD)}
    there = {place: formula for place, formula in places.items() if formula != FALSE}
    if not there:
        return ()
    organ = settlement.organs[force]
    may = any_of(all_of((formula, _may(settlement, atlas, force, place))) for place, formula in there.items())
    guard = [
        GuardPart(settlement.exists(force), Outcome.CANNOT, (organ.cite,), f"there is a {force}"),
        GuardPart(negation(Is(command(force), NOBODY)), Outcome.CANNOT, (organ.cite,), f"{force} is under somebody's command"),
        GuardPart(any_of(there.values()), Outcome.CANNOT, (organ.cite,), f"there is such a place {where}"),
        GuardPart(may, Outcome.BREACH, (organ.cite,), f"its commander may command it {where}"),
    ]
    kept = tuple(part for part in guard if part.formula != TRUE)
    return (Move(MoveKey(MoveKind.USE.value, force, "is used", where), kept, (), (organ.cite,), settlement.sides(force)),)


def _lies(settlement: Settlement, force: str, where: ph.CondPlace | None, place: str) -> Formula:
    """The place is one that the promise means, for this force."""
    if where is None:
        return TRUE
    abroad = TRUE if place == ABROAD else FALSE
    match where.how:
        case "in":
            return territory(settlement, settlement.find(where.name) or where.name, place)
        case "abroad":
            return abroad
        case "outside":
            return negation(territory(settlement, settlement.find(where.name) or where.name, place))
        case "another" if where.name == "polity":
            somewhere = any_of(settlement.belongs(place, polity) for polity in settlement.polities)
            return FALSE if place == ABROAD else all_of((somewhere, negation(same_polity(settlement, force, place))))
        case _:
            return FALSE if place == ABROAD else negation(territory(settlement, force, place))


def _may(settlement: Settlement, atlas: Atlas, force: str, place: str) -> Formula:
    """Whoever commands the force may command there, on some matter, and no bar or duty stands against the use."""
    found = []
    for who in possible_commands(settlement).get(force, {}):
        found += [all_of((Is(command(force), who), when)) for when in _commands(atlas, who, place)]
    scope = Scope.of(settlement)
    barring = [
        scope.bar_reach(n, force, place)
        for n, bar in enumerate(scope.bars)
        if any(verb.how in ("used", "act") for verb in bar.clause.doing.verbs)
    ]
    against = [
        all_of((forbids(settlement, duty, force, place), negation(lifted(duty))))
        for duty in duties_not(settlement)
        if duty.names("used", "act")
    ]
    return all_of((any_of(found), negation(any_of((*barring, *against)))))


def _commands(atlas: Atlas, who: str, place: str) -> list[Formula]:
    """The conditions under which somebody may command in a place."""
    found: dict[Formula, None] = {}
    for entry in atlas.entries(frozenset(("command",))):
        if place in atlas.everywhere(entry.place):
            exchange = Exchange(entry.place, place)
            for leaf in entry.leaves:
                for holding in leaf.cell.holdings:
                    here = exchange.holding(holding)
                    if who in here.holders or who in here.organs:
                        found[exchange.formula(leaf.when)] = None
    return list(found)
