"""What each part of a text adds to the machine, recorded, so that it is compiled again only where something that it reads has changed.

A part is an act with all its instances, or what follows without a clause of its own: implied acts and events. Its record is what it declared
and brought about, in order, with all that it reads; where a text reads the same, the very same moves are taken over. Where a part is compiled
again, each move that comes out as it was is the one that was there, so that whoever works with moves can tell by identity what is unchanged.
Needs: the standard library. Source: design page REASONING, section 11.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from itertools import islice

from foedus.model import clauses as cl
from foedus.model import phrases as ph
from foedus.model import speech as sp
from foedus.model.bind import Binding, pairs_compared, persons
from foedus.model.effects import holders_of_lots, possible_commands
from foedus.model.machine import Effect, Move, MoveKey, StepRule, Variable
from foedus.model.procedure import Building
from foedus.model.settlement import Settlement

Reads = tuple[object, ...]
"""All that a part reads, as a value to compare."""

_SPEECH = (sp.OpenClause, sp.PromiseClause, sp.PossibleClause, sp.ExpectClause, sp.AssumeClause)
_OF_THE_TABLE = (cl.CompetenceClause, cl.ResidualClause, cl.FunctionClause, cl.FunctionsFromClause)
"""Clauses that no move reads."""
_BY_THEMSELVES = (cl.ActClause, cl.BarClause, cl.DutyNotClause, cl.MatterClause, cl.MattersFromClause)
"""Clauses that each part names which of them it reads; matters say no more than which bars speak of an act."""


_LATE = "what is made of all parts"
"""The name of the record of moves that are made or changed when all parts are there: time passes, the countdowns of duties."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """What one part added: variables, moves, what runs out with time, procedures and what follows elections, each in order; and what it read.

    of: what the instance is of that each move belongs to; free: the moves before bars and duties were put on them, which read `barred`.
    """

    reads: Reads
    variables: tuple[Variable, ...]
    free: tuple[Move, ...]
    of: tuple[Binding, ...]
    barred: Reads
    moves: tuple[Move, ...]
    expiring: tuple[Effect, ...]
    procedures: Mapping[str, tuple[StepRule, ...]]
    on_election: Mapping[str, tuple[Effect, ...]]


@dataclass(frozen=True, slots=True)
class Barring:
    """What is put on the moves of a part: bars and duties against it. reads: whatever `put` looks at beside what the part reads."""

    reads: Reads
    put: Callable[[Move, Binding], Move]


class Recorder:
    """Adds parts to a building, and keeps the record of each."""

    def __init__(self, build: Building) -> None:
        self.build = build
        self.before: Mapping[str, Recorded] = build.settlement.memo.pop("parts before", {})
        self.parts: dict[str, Recorded] = {}

    def add(self, name: str, reads: Reads, make: Callable[[], Sequence[Binding]], barring: Barring | None = None) -> None:
        """Add a part: as it was recorded where it reads the same, else by making it.

        reads: whatever `make` looks at, which gives what each move's instance is of; barring: what is put on its moves in the end.
        """
        old, start = self.before.get(name), len(self.build.moves)
        barred = barring.reads if barring is not None else ()
        stands = old is not None and old.reads == reads and self.build.variables.keys().isdisjoint(one.name for one in old.variables)
        if old is not None and stands:
            found = old
            self._replay(old)
        else:
            found = self._made(reads, make)
        if not stands or found.barred != barred:
            moves = [barring.put(move, of) for move, of in zip(found.free, found.of, strict=True)] if barring is not None else list(found.free)
            known = {move.key: move for move in old.moves} if old is not None else {}
            found = replace(found, barred=barred, moves=tuple(as_before(moves, known)))
        self.build.moves[start:] = found.moves
        self.parts[name] = found

    def _replay(self, old: Recorded) -> None:
        build = self.build
        build.variables.update((one.name, one) for one in old.variables)
        build.expiring += old.expiring
        build.procedures.update(old.procedures)
        for organ, effects in old.on_election.items():
            build.on_election.setdefault(organ, []).extend(effects)

    def _made(self, reads: Reads, make: Callable[[], Sequence[Binding]]) -> Recorded:
        build = self.build
        variables, moves, expiring, procedures = (len(one) for one in (build.variables, build.moves, build.expiring, build.procedures))
        elections = {organ: len(effects) for organ, effects in build.on_election.items()}
        of = make()
        free = tuple(build.moves[moves:])
        return Recorded(
            reads,
            tuple(islice(build.variables.values(), variables, None)),
            free,
            tuple(of),
            (),
            free,
            tuple(build.expiring[expiring:]),
            dict(islice(build.procedures.items(), procedures, None)),
            {organ: more for organ, effects in build.on_election.items() if (more := tuple(effects[elections.get(organ, 0) :]))},
        )

    def finished(self) -> tuple[Move, ...]:
        """All moves, once those that speak of all parts are there too; these too are the ones that were there where they say the same."""
        moves, recorded = self.build.moves, {id(move) for part in self.parts.values() for move in part.moves}
        late = [n for n, move in enumerate(moves) if id(move) not in recorded]
        old = self.before.get(_LATE)
        if old is not None:
            known = {move.key: move for move in old.moves}
            for n in late:
                moves[n] = as_before([moves[n]], known)[0]
        self.parts[_LATE] = Recorded((), (), (), (), (), tuple(moves[n] for n in late), (), {}, {})
        self.build.settlement.memo["parts"] = self.parts
        return tuple(moves)


def as_before(moves: list[Move], before: Mapping[MoveKey, Move]) -> list[Move]:
    """Moves, with those that were there before in the place of others that say the same."""
    return [old if (old := before.get(move.key)) is not None and say_the_same(move, old) else move for move in moves]


def say_the_same(one: Move, other: Move) -> bool:
    """Moves of one key are alike in every part and word; formulas, which are deep, are told apart by their hashes of 64 bits."""
    if one is other:
        return True
    if len(one.guard) != len(other.guard) or len(one.effects) != len(other.effects):
        return False
    return (
        (one.cites, one.sides, one.words) == (other.cites, other.sides, other.words)
        and all(
            hash(mine.formula) == hash(its.formula)
            and (mine.mode, mine.cites, mine.words, mine.phrase, mine.otherwise) == (its.mode, its.cites, its.words, its.phrase, its.otherwise)
            for mine, its in zip(one.guard, other.guard, strict=True)
        )
        and all(
            hash(mine.when) == hash(its.when) and (mine.variable, mine.value, mine.cites) == (its.variable, its.value, its.cites)
            for mine, its in zip(one.effects, other.effects, strict=True)
        )
    )


def surroundings(build: Building) -> Reads:
    """What every part may read beside acts, bars and duties not to: the length of a tick, parts of the settlement, other clauses, persons."""
    settlement = build.settlement
    others = tuple(
        (clause.cite, clause) for clause in settlement.clauses if not isinstance(clause, (*_SPEECH, *_OF_THE_TABLE, *_BY_THEMSELVES))
    )
    return (build.ticks, *structure(settlement, matters=False), settlement.gazetteer, others, tuple(persons(settlement).items()))


def who_may_come(settlement: Settlement) -> Reads:
    """Who may ever hold each lot, and command each force: only what ends organs reads it, and what asks who holds something."""
    return (tuple(holders_of_lots(settlement).items()), tuple(possible_commands(settlement).items()))


def asks_who_holds(part: object) -> bool:
    """Whether some condition in a clause, or in several, asks who holds something."""
    if isinstance(part, ph.Says) and part.what == "holds":
        return True
    if isinstance(part, tuple):
        return any(map(asks_who_holds, part))
    if is_dataclass(part) and not isinstance(part, type):
        return any(asks_who_holds(getattr(part, one.name)) for one in fields(part) if one.name != "at")
    return False


def structure(settlement: Settlement, *, matters: bool = True) -> Reads:
    """The parts of which a settlement is made, each in order of declaration; with its matters or without."""
    named = (settlement.units, settlement.polities, settlement.organs, settlement.groups, settlement.conditions, settlement.lots)
    parts = tuple(tuple(group.values()) for group in named)
    return (*parts, tuple(settlement.parameters.items()), tuple(settlement.matters.values()) if matters else ())


def inherit(before: Settlement, after: Settlement) -> None:
    """Give a settlement after an edit what it may take over of the one before: the records of its parts, and what comes of clauses that are the same."""
    old = before.memo.get("parts") or before.memo.get("parts before")
    if old is not None:
        after.memo["parts before"] = old
    kept: list[str] = []
    if (*after.units.values(), *after.polities.values()) == (*before.units.values(), *before.polities.values()):
        kept += _OF_MEMBERSHIP
        if structure(before) == structure(after):
            kept += _OF_STRUCTURE
            changed = changed_clauses(before, after)
            acts = [clause for clause in changed if isinstance(clause, cl.ActClause)]
            kept += _OF_PERSONS if not any(True for _ in pairs_compared(changed)) else ()
            kept += _OF_LOTS if not any(effect.how == "passes" for act in acts for effect in act.effects) else ()
            kept += _OF_COMMANDS if not any(effect.how == "under" for act in acts for effect in act.effects) else ()
    after.memo.update({key: before.memo[key] for key in kept if key in before.memo})


def changed_clauses(before: Settlement, after: Settlement) -> tuple[cl.Clause, ...]:
    """The clauses of either that do not stand, with the same citation, in the other."""
    found: list[cl.Clause] = []
    for one, other in ((before, after), (after, before)):
        there = {(clause.cite, id(clause)) for clause in other.clauses}
        by_cite = {clause.cite: clause for clause in other.clauses}
        found += [clause for clause in one.clauses if (clause.cite, id(clause)) not in there and by_cite.get(clause.cite) != clause]
    return tuple(found)


_OF_MEMBERSHIP = ("belongs", "two belong")
_OF_STRUCTURE = ("exists", "offices", "carried", "lots near", "lots meant", "organs owned")
_OF_PERSONS = ("persons",)
_OF_LOTS = ("lot holders", "lots that may be held")
_OF_COMMANDS = ("possible commands", "commanders", "commanded pairs")
"""What is worked out from who belongs where; from all parts of a settlement; and from these with clauses that compare persons, pass lots, put
under command."""
