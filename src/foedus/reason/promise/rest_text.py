"""What a promise rests on that is read off the text: bars, conditions, exceptions, clauses that give, parts of a Rule, each struck in the text.

To strike one of these can also take a competence from the residue, so nothing is inferred from one attempt for another: every set that is told
was tried. Of the clauses that give something only those are told of which each is needed.
Needs: `foedus.reason.promise.judge`. Source: design page REASONING, section 7.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace

from foedus.errors import LimitReached
from foedus.model import speech as sp
from foedus.model.competence import speaks_of
from foedus.model.compile import machine
from foedus.model.formula import FALSE, any_of, holds
from foedus.model.holding import Scope
from foedus.model.settlement import Settlement
from foedus.reason.limits import Deadline
from foedus.reason.portfolio import Proved, Refuted
from foedus.reason.promise.asked import NotDecidable, Part, Property
from foedus.reason.promise.atlas import Atlas
from foedus.reason.promise.deeds import acting, actors_of, competences_of
from foedus.reason.promise.docket import Docket
from foedus.reason.promise.given import model_of
from foedus.reason.promise.groundwork import groundwork
from foedus.reason.promise.lent import lend, lend_cells
from foedus.reason.promise.phrases import function_clauses, giving_clauses, table_phrases
from foedus.reason.promise.verdict import Phrase, RestsOn
from foedus.reason.rests import least_sets

Struck = Iterable[tuple[Phrase, Settlement]]
SETS = 6
"""How many least sets are looked for."""


def reads_table(formula: sp.Formula) -> bool:
    """Whether a promise speaks of who may do what where."""
    return isinstance(formula, sp.NoOrganMay | sp.Whole) or acting(formula)


def in_the_text(settlement: Settlement, formula: sp.Formula) -> Struck:
    """Each phrase of the text that may keep a promise, with the settlement without it."""
    match formula:
        case sp.Whole("no_gap"):
            return giving_clauses(settlement)
        case sp.Whole("no_orphan"):
            return function_clauses(settlement)
        case sp.NoOrganMay() | sp.Whole():
            return table_phrases(settlement)
        case _ if acting(formula):
            return _concerning(settlement, formula)
        case _:
            return _rule_parts(settlement, formula)


def _concerning(settlement: Settlement, formula: sp.Formula) -> Iterator[tuple[Phrase, Settlement]]:
    """The bars on those of whom a promise says that they never act, and the limits of their competences."""
    names = set(actors_of(settlement, formula))
    names |= {settlement.organs[name].owner for name in names if name in settlement.organs} - {""}
    theirs = {bar.cite for bar in Scope.of(settlement).bars if any(speaks_of(settlement, bar, name) != FALSE for name in names)}
    theirs |= {one.cite for one in Scope.of(settlement).given if not names.isdisjoint(one.holders)}
    yield from (one for one in table_phrases(settlement) if one[0].cite in theirs)


def _rule_parts(settlement: Settlement, formula: sp.Formula) -> Iterator[tuple[Phrase, Settlement]]:
    """The parts of the Rule of the act that a promise speaks of."""
    from foedus.reason.promise.rules import without_part

    decision = getattr(formula, "decision", None)
    if decision is not None:
        yield from without_part(settlement, decision)


# ---- struck one by one, and together


def one_by_one(
    docket: Docket, formula: sp.Formula, struck: Struck, deadline: Deadline, *, cells_only: bool = False
) -> tuple[tuple[Phrase, ...], bool]:
    """The phrases without which the promise breaks, each tried alone; and whether every attempt was decided. cells_only: as in `breaks`."""
    necessary: list[Phrase] = []
    decided = True
    for phrase, settlement in struck:
        if deadline.is_over:
            return tuple(necessary), False
        answer = breaks(replace(docket, settlement=settlement), formula, docket.settlement, cells_only=cells_only)
        if answer is None:
            decided = False
        elif answer:
            necessary.append(phrase)
    return tuple(dict.fromkeys(necessary)), decided


def read_off(docket: Docket, formula: sp.Formula, deadline: Deadline) -> tuple[RestsOn, bool]:
    """What a promise rests on that no situation at all is against, and whether no phrase does any work for it."""
    struck = tuple(in_the_text(docket.settlement, formula))
    necessary, decided = one_by_one(docket, formula, struck, deadline)
    trials = Trials(docket, formula, tuple(dict.fromkeys(phrase for phrase, _ in struck)), deadline)
    ruled = hasattr(formula, "decision")
    if isinstance(formula, sp.Whole) and formula.what == "no_gap":
        return RestsOn(necessary, (), decided), False
    if ruled and not trials.phrases:
        return RestsOn((), (), decided), False  # on its Rule as a whole
    if decided and trials.holds(frozenset(trials.phrases).difference(necessary)):
        return RestsOn(necessary, (necessary,), True), not necessary and not ruled
    sets, exhausted = trials.least_sets(necessary)
    return RestsOn(necessary, sets, decided and exhausted), False


@dataclass
class Trials:
    """A promise tried with several phrases of the text struck at once."""

    docket: Docket
    formula: sp.Formula
    phrases: tuple[Phrase, ...]
    deadline: Deadline
    known: dict[frozenset[Phrase], bool] = field(default_factory=dict)
    decided: bool = True

    def holds(self, struck: frozenset[Phrase]) -> bool:
        """Whether it holds without some phrases; not where nothing would be left, nor where that is not decided in time."""
        if struck not in self.known:
            changed = None if self.deadline.is_over else without(self.docket.settlement, self.formula, struck)
            answer = True if changed is None else self._broken(changed)
            self.decided = self.decided and answer is not None and not self.deadline.is_over
            self.known[struck] = answer is False
        return self.known[struck]

    def _broken(self, changed: Settlement) -> bool | None:
        return breaks(replace(self.docket, settlement=changed), self.formula, self.docket.settlement, cells_only=acting(self.formula))

    def least_sets(self, necessary: Collection[Phrase]) -> tuple[tuple[tuple[Phrase, ...], ...], bool]:
        """Least sets that suffice, and whether these are all."""
        sets, exhausted = least_sets(self.phrases, necessary, SETS, self.holds, self._least)
        return tuple(sets), exhausted and self.decided

    def _least(self, struck: frozenset[Phrase]) -> frozenset[Phrase]:
        """A least set that suffices with some struck already, by striking more and more."""
        for phrase in self.phrases:
            if phrase not in struck and self.holds(struck | {phrase}):
                struck = struck | {phrase}
        return frozenset(self.phrases) - struck


def without(settlement: Settlement, formula: sp.Formula, struck: Collection[Phrase]) -> Settlement | None:
    """The settlement without some phrases; None where one cannot be struck beside the others, such as the last part of a Rule."""
    for phrase in struck:
        changed = next((other for one, other in in_the_text(settlement, formula) if one == phrase), None)
        if changed is None:
            return None
        settlement = changed
    return settlement


def breaks(docket: Docket, formula: sp.Formula, base: Settlement | None = None, *, cells_only: bool = False) -> bool | None:
    """Whether a promise is broken in a settlement; None where that is not decided.

    base: the settlement that this one was made of by striking a clause of the table, whose facts and start it shares. cells_only: of a promise
    that somebody never acts, whether it is broken by a competence.
    """
    from foedus.reason.promise.judge import property_of, settled, standings

    settlement = docket.settlement
    if base is not None and reads_table(formula):
        lend(base, settlement)
    try:
        if isinstance(formula, sp.NoOrganMay | sp.Whole) or cells_only:
            atlas = Atlas(settlement, groundwork(base or settlement, docket.limits).facts)
            if base is not None:
                lend_cells(base, atlas)
            bad = any_of(part.formula for part in cells(settlement, formula, atlas))
            if bad == FALSE:
                return False
            if holds(bad, machine(base or settlement).start):
                return True
            asked = Property(model_of(docket), tuple(cells(settlement, formula, Atlas(settlement))))
        else:
            asked = property_of(settlement, model_of(docket), formula)
        if asked.bad == FALSE:
            return False
        before = None if base is None else groundwork(base, docket.limits, even_in_breach=docket.even_in_breach)
        ground = groundwork(settlement, docket.limits, even_in_breach=docket.even_in_breach, before=before)
        known = None if base is None else standings(base).get((asked.bad, docket.even_in_breach))
        if known is not None and known.on(asked.machine, Deadline(docket.limits.seconds), assume=ground.facts):
            return False
        found = settled(docket, asked, ground)
    except (LimitReached, NotDecidable):
        return None
    return True if isinstance(found, Refuted) else False if isinstance(found, Proved) else None


def cells(settlement: Settlement, formula: sp.Formula, atlas: Atlas) -> Iterable[Part]:
    """What of the table is against a promise; of a promise that somebody never acts, the competences alone."""
    from foedus.reason.promise.table import parts_of_table

    if isinstance(formula, sp.NoOrganMay | sp.Whole):
        return parts_of_table(settlement, formula, atlas)
    return competences_of(settlement, formula, atlas)
