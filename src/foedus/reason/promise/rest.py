"""What a proved promise rests on, in phrases of the text; and that it rests on none.

To strike a restriction only adds histories, so least sets are told of restrictions alone. An effect that an act has beside others, and a clause
that gives something, is struck by itself: without it the promise breaks, or it does not.
Needs: `foedus.reason.rests`. Source: design page REASONING, section 7.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from foedus.model import speech as sp
from foedus.model.formula import FALSE, Formula, any_of, names
from foedus.model.machine import Machine, Move, Outcome
from foedus.reason.limits import Deadline
from foedus.reason.part import prepared
from foedus.reason.portfolio import Matter, Proved, Refuted, Undecided, settle
from foedus.reason.promise.asked import Property
from foedus.reason.promise.atlas import Atlas
from foedus.reason.promise.deeds import acting
from foedus.reason.promise.docket import Docket
from foedus.reason.promise.ghosts import instance_of
from foedus.reason.promise.groundwork import Ground, facts_without, groundwork
from foedus.reason.promise.judge import settled, standings
from foedus.reason.promise.phrases import ConsentPart, consent_parts, effect_phrases, phrase_of, strike
from foedus.reason.promise.rest_text import Struck, Trials, cells, in_the_text, one_by_one, read_off, reads_table, without
from foedus.reason.promise.verdict import Phrase, RestsOn
from foedus.reason.rests import rests_on
from foedus.reason.slice import Rewrite, assuming, vocabulary


def rests(docket: Docket, asked: Property, formula: sp.Formula) -> tuple[RestsOn, bool]:
    """What a safety promise rests on, and whether no phrase does any work for it."""
    ground = groundwork(docket.settlement, docket.limits, even_in_breach=docket.even_in_breach)
    deadline = Deadline(docket.limits.seconds)
    if asked.bad == FALSE:
        return read_off(docket, formula, deadline)
    if (asked.bad, docket.even_in_breach) not in standings(docket.settlement):
        settled(docket, asked, ground)  # the verdict came from another process; its proof is needed here
    found, minimal, complete, silence = _of_moves(docket, asked, ground)
    effects, decided = one_by_one(docket, formula, _effects(docket, asked), deadline)
    necessary = tuple(phrase_of(docket.settlement, name) for name in found)
    least = tuple(tuple(phrase_of(docket.settlement, name) for name in one) for one in minimal)
    of_moves = RestsOn((*necessary, *effects), least, complete and decided)
    if not reads_table(formula):
        return of_moves, silence and not effects
    what = _beside_the_table(docket, asked, formula, of_moves, ground, deadline)
    return what, silence and what.minimal == ((),) and not what.necessary


def _beside_the_table(
    docket: Docket, asked: Property, formula: sp.Formula, of_moves: RestsOn, ground: Ground, deadline: Deadline
) -> RestsOn:
    """What does work in the table too. A least set is told where it suffices with all others struck, those of moves and those of the table.

    Sets of phrases of moves were found with the table as it stands; where these do no work, sets of phrases of the table are looked for.
    """
    struck = tuple(in_the_text(docket.settlement, formula))
    necessary, decided = one_by_one(docket, formula, struck, deadline, cells_only=acting(formula))
    trials = Trials(docket, formula, tuple(dict.fromkeys(phrase for phrase, _ in struck)), deadline)
    exhausted, sets = of_moves.complete and decided, of_moves.minimal
    enough = [_suffice(docket, asked, formula, one, trials.phrases, ground) for one in sets]
    if not all(enough) and sets == ((),):
        sets, all_ = trials.least_sets(necessary)
        exhausted = exhausted and all_
        enough = [_suffice(docket, asked, formula, one, trials.phrases, ground) for one in sets]
    both = tuple(dict.fromkeys((*of_moves.necessary, *necessary)))
    return RestsOn(both, sets if all(enough) else (), exhausted and all(enough))


def _suffice(docket: Docket, asked: Property, formula: sp.Formula, kept: tuple[Phrase, ...], of_table: tuple[Phrase, ...], ground: Ground) -> bool:
    """Whether some phrases suffice with all others struck. (A bar stands in the moves and in the table.)"""
    changed = without(docket.settlement, formula, frozenset(of_table).difference(kept))
    if changed is None:
        return False
    watched = (part.formula for part in asked.parts if not asked.ghosts.isdisjoint(names(part.formula)))
    bad = any_of((*watched, *(part.formula for part in cells(changed, formula, Atlas(changed)))))
    consents = consent_parts(docket.settlement)
    everything = {part.phrase for move in asked.machine.moves for part in move.guard if part.phrase} | consents.keys()
    others = frozenset(name for name in everything if phrase_of(docket.settlement, name) not in kept)
    matter = Matter(strike(asked.machine, others, consents), facts_without(ground, others), docket.even_in_breach)
    return isinstance(settle(matter, bad, docket.limits, Deadline(docket.limits.seconds).within(docket.limits.seconds / 4), shorten=False), Proved)


def _of_moves(
    docket: Docket, asked: Property, ground: Ground
) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...], bool, bool]:
    """Phrases of guards and of Rules: (necessary, least sets, whether all were decided, whether none does any work)."""
    consents = consent_parts(docket.settlement)
    small = _relevant(docket, asked, ground)
    about = {instance_of(move) for move in small.moves}
    further = [name for name, part in consents.items() if about & set(part.blocs)]
    hide = frozenset(name for name in small.variables if name.startswith("yes of ")) if not asked.ghosts else frozenset[str]()
    what = rests_on(
        small, asked.bad, even_in_breach=docket.even_in_breach, hide=hide, limits=docket.limits, further=further,
        striker=lambda model, struck: strike(model, struck, consents),
    )  # fmt: skip
    if what is None:
        return (), (), False, False
    beneath, decided = _beneath(docket, asked, ground, consents)
    minimal = tuple((*least, *beneath) for least in what.minimal)
    return (*what.necessary, *beneath), minimal, what.complete and decided, what.silence and not beneath


def _relevant(docket: Docket, asked: Property, ground: Ground) -> Machine:
    """The moves that bear on a promise where what was proved first is taken as known: what else there is stays as it starts.

    A move counts even where a phrase keeps it from ever being made, and what that phrase speaks of counts too: it may be struck.
    """
    model, reads = asked.machine, _Reads.of(docket, ground)
    writers = prepared(model, even_in_breach=docket.even_in_breach).writers
    found = set(names(reads.rewrite(asked.bad)))
    waiting, moves = list(found), {}
    while waiting:
        for number, place in writers.get(waiting.pop(), ()):
            guard, effects = reads.by(model.moves[number])
            fresh = effects[place] | guard if number not in moves else effects[place]
            moves[number] = model.moves[number]
            waiting.extend(fresh - found)
            found |= fresh
    kept = tuple(_writing(moves[number], found) for number in sorted(moves))
    return Machine(model.variables, kept, model.ticks)


def _writing(move: Move, names_: set[str]) -> Move:
    """A move with those of its effects alone that write one of some variables."""
    effects = tuple(effect for effect in move.effects if effect.variable in names_)
    return move if len(effects) == len(move.effects) else replace(move, effects=effects)


class _Reads:
    """What each move reads where what was proved first is put in: by all parts of its guard together, and by each effect. Found once for a text."""

    def __init__(self, rewrite: Rewrite, even_in_breach: bool) -> None:
        self.rewrite = rewrite
        self.even_in_breach = even_in_breach
        self._known: dict[int, tuple[Move, frozenset[str], tuple[frozenset[str], ...]]] = {}

    @classmethod
    def of(cls, docket: Docket, ground: Ground) -> _Reads:
        """Those of a settlement; kept with it."""
        known: dict[tuple[tuple[Formula, ...], bool], _Reads] = docket.settlement.memo.setdefault("reads", {})
        place = (ground.facts, docket.even_in_breach)
        if place not in known:
            known[place] = cls(assuming(ground.facts), docket.even_in_breach)
        return known[place]

    def by(self, move: Move) -> tuple[frozenset[str], tuple[frozenset[str], ...]]:
        """What a move reads."""
        if id(move) not in self._known:
            parts = (part for part in move.guard if not (self.even_in_breach and part.mode is Outcome.BREACH))
            guard = frozenset[str]().union(*(names(self.rewrite(part.formula)) for part in parts))
            self._known[id(move)] = move, guard, tuple(names(self.rewrite(effect.when)) for effect in move.effects)
        return self._known[id(move)][1:]


def _beneath(docket: Docket, asked: Property, ground: Ground, consents: Mapping[str, ConsentPart]) -> tuple[tuple[str, ...], bool]:
    """The phrases on which what was proved first rests, so far as the promise breaks without them; and whether that was decided."""
    if not ground.used(asked, docket.even_in_breach):
        return (), True
    necessary: list[str] = []
    decided = True
    deadline = Deadline(docket.limits.seconds)
    known = standings(docket.settlement).get((asked.bad, docket.even_in_breach))
    bare = None if known is None else known.on(asked.machine, deadline, assume=())
    for name in sorted(ground.phrases):
        facts = facts_without(ground, frozenset((name,)))
        struck = strike(asked.machine, (name,), consents)
        if (bare is not None and bare.on(struck, deadline)) or (known is not None and known.on(struck, deadline, assume=facts)):
            continue
        matter = Matter(struck, facts, docket.even_in_breach)
        found = settle(matter, asked.bad, docket.limits, Deadline(docket.limits.seconds).within(docket.limits.seconds / 4), shorten=False)
        if isinstance(found, Refuted):
            necessary.append(name)
        decided = decided and not isinstance(found, Undecided)
    return tuple(necessary), decided


def _effects(docket: Docket, asked: Property) -> Struck:
    """The effects that could bear on the promise, each with the settlement without it.

    Whole guards are enough here: a move that its guard forbids for ever stays forbidden when another's effect is struck; and where its own effect is
    what a bar keeps it from, it is among these moves all the same.
    """
    _, numbers = vocabulary(asked.machine, (asked.bad,), even_in_breach=docket.even_in_breach)
    acts = dict.fromkeys(asked.machine.moves[number].key.act for number in numbers)
    return effect_phrases(docket.settlement, acts)
