"""Whether a possibility still stands in a changed text, by what was shown of the text before: its slice, its plans, its history.

Where these do not show it, it is decided anew; nothing is told of it but the answer.
Needs: `foedus.reason.standing`, `foedus.reason.promise.chances`. Source: design page REASONING, sections 6 and 7.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property, partial

from foedus.errors import LimitReached
from foedus.model import speech as sp
from foedus.model.formula import Formula, holds
from foedus.model.machine import Machine, MoveKey
from foedus.model.settlement import Settlement
from foedus.reason.game import Loses, Wins, game
from foedus.reason.limits import Deadline, EngineError, Limits
from foedus.reason.possible import Follows
from foedus.reason.promise.asked import NotDecidable
from foedus.reason.promise.chances import judged, shown, sides_of, ticks_in, ticks_of, time_of, whose_moves
from foedus.reason.promise.deserted import deserted
from foedus.reason.promise.docket import Docket
from foedus.reason.promise.given import model_of
from foedus.reason.promise.groundwork import groundwork
from foedus.reason.promise.seeds import asked_of, seeds_of
from foedus.reason.promise.verdict import UNDECIDED
from foedus.reason.replay import end_of
from foedus.reason.slice import same_slice
from foedus.reason.standing import no_harder


@dataclass(frozen=True)
class Still:
    """A possibility that stands in a text, to be asked of changes of it."""

    docket: Docket
    clause: sp.PossibleClause

    @cached_property
    def _asked(self) -> tuple[Formula, Formula]:
        return asked_of(self.docket.settlement, self.clause.chance)

    @cached_property
    def _seeds(self) -> tuple[Formula, ...]:
        settlement = self.docket.settlement
        return seeds_of(settlement, self._model, self.clause.chance, groundwork(settlement, self.docket.limits).facts)

    @cached_property
    def _model(self) -> Machine:
        return model_of(self.docket)

    @cached_property
    def _known(self) -> Follows | tuple[MoveKey, ...] | None:
        """What was shown; where the verdict came from another process, it is shown here once more."""
        if self._asked not in shown(self.docket.settlement) and not isinstance(self.clause.chance, sp.AloneCan):
            judged(self.docket, self.clause)
        return shown(self.docket.settlement).get(self._asked)

    def stands(self, changed: Settlement, limits: Limits) -> bool | None:
        """Whether it stands in a changed text too; None where that is not decided."""
        docket = replace(self.docket, settlement=changed, limits=limits)
        try:
            return self._by_what_was_shown(docket) or self._anew(docket)
        except (LimitReached, NotDecidable):
            return None

    def _by_what_was_shown(self, docket: Docket) -> bool:
        """Whether the changes leave what was shown before."""
        ground = groundwork(self.docket.settlement, self.docket.limits)
        facts = groundwork(docket.settlement, docket.limits, before=ground).facts
        model = model_of(docket)
        if asked_of(docket.settlement, self.clause.chance) != self._asked or model.ticks != self._model.ticks:
            return False
        if facts != ground.facts:
            return False  # plans were worked out with what was always true put in
        if same_slice(self._model, model, self._seeds, facts):
            return True
        return self._shown_before(model, Deadline(docket.limits.seconds))

    def _shown_before(self, model: Machine, deadline: Deadline) -> bool:
        chance, known = self.clause.chance, self._known
        if isinstance(chance, sp.AloneCan) or known is None:
            return False
        limit = ticks_of(self.docket.settlement, model, chance.within)
        if chance.once or not isinstance(known, Follows):
            return chance.once and limit is None and not isinstance(known, Follows) and self._leads(known, model)
        in_time = limit is None or (bool(known.plans) and all(ticks_in(plan.moves) <= limit for plan in known.plans))
        return in_time and self._plans_work(known, model, deadline)

    def _plans_work(self, known: Follows, model: Machine, deadline: Deadline) -> bool:
        """Whether every move of the plans does the same and needs no more, and wherever the question arises one of the plans still works."""
        used = dict.fromkeys(key for plan in known.plans for key in plan.moves)
        there = all(key in model.by_key and no_harder(self._model.by_key[key], model.by_key[key]) for key in used)
        return there and known.stands is not None and known.stands.on(model, deadline) is not None

    def _leads(self, history: tuple[MoveKey, ...], model: Machine) -> bool:
        """Whether a history can still be made, and still leads there."""
        try:
            return all(key in model.by_key for key in history) and holds(self._asked[1], end_of(model, history))
        except EngineError:
            return False

    def _anew(self, docket: Docket) -> bool | None:
        chance = self.clause.chance
        if not (isinstance(chance, sp.CanCome) and chance.once) and self._lost(docket):
            return False
        if isinstance(chance, sp.AloneCan):
            answer = self._played(docket, chance)
            if answer is not None:
                return answer
        one = judged(docket, self.clause)
        return None if one.verdict == UNDECIDED else not one.is_refuted

    def _lost(self, docket: Docket) -> bool:
        """Whether a polity that always kept a unit can lose its last now, and the goal with it: that is seen sooner than by a search for plans."""
        kept, before = (groundwork(one.settlement, one.limits).facts for one in (docket, self.docket))
        if set(before) <= set(kept):
            return False
        sides = sides_of(self.clause.chance) if isinstance(self.clause.chance, sp.AloneCan) else ((),)
        when, goal = asked_of(docket.settlement, self.clause.chance)
        return deserted(docket, model_of(docket), when, goal, Deadline(docket.limits.seconds), sides) is not None

    def _played(self, docket: Docket, chance: sp.AloneCan) -> bool | None:
        """Whether each side wins the game; None where one is not decided."""
        model, facts = model_of(docket), groundwork(docket.settlement, docket.limits).facts
        limit, goal = time_of(docket.settlement, model, chance.within), asked_of(docket.settlement, chance)[1]
        whose = partial(whose_moves, docket.settlement)
        answers = (game(model, own, goal, within=limit, assume=facts, limits=docket.limits, whose=whose(own)) for own in sides_of(chance))
        for found in answers:
            if not isinstance(found, Wins):
                return False if isinstance(found, Loses) else None
        return True
