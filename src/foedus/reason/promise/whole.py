"""A verdict with all that there is to say: what it rests on, whether by silence, and the changes that would mend it.

Needs: `foedus.reason.promise.judge`. Source: design page REASONING, sections 7 and 8.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from foedus.model import clauses as cl
from foedus.model import speech as sp
from foedus.model.settlement import Settlement
from foedus.reason.limits import DEFAULT, Limits
from foedus.reason.promise.docket import Docket
from foedus.reason.promise.given import model_of
from foedus.reason.promise.judge import property_of
from foedus.reason.promise.plan import known, verdict
from foedus.reason.promise.rest import rests
from foedus.reason.promise.unhurried import seldom_collected
from foedus.reason.promise.verdict import Verdict

Write = Callable[[cl.Clause], str]
"""Writes a clause in the words of the language."""


def whole_verdict(settlement: Settlement, name: str, *, limits: Limits = DEFAULT, mends: Write | None = None) -> Verdict:
    """The verdict on a promise with what it rests on and, where `mends` can write them as clauses, the changes that would mend it."""
    with seldom_collected():
        return _whole(settlement, verdict(settlement, name, limits), limits, mends=mends)


def _whole(settlement: Settlement, one: Verdict, limits: Limits, *, mends: Write | None) -> Verdict:
    name = one.name
    if one.is_proved and not one.vacuous and one.rests_on is None:
        one = known(settlement)[name] = resting(settlement, one, limits)
    if mends is not None and one.is_refuted and name not in settlement.memo.setdefault("mends tried", set()):
        from foedus.reason.promise.mends import mended

        found = mended(settlement, one, limits, mends)
        settlement.memo["mends tried"].add(name)
        one = known(settlement)[name] = replace(one, mends=tuple(found.mends), notes=(*one.notes, *found.notes()))
    return one


def resting(settlement: Settlement, one: Verdict, limits: Limits) -> Verdict:
    """A proved verdict with what it rests on."""
    clause = settlement.promises.get(one.name)
    if clause is None:
        from foedus.reason.promise.rest_chances import rests_of_chance

        chance = settlement.possibles[one.name]
        return replace(one, rests_on=rests_of_chance(Docket(settlement, chance, limits), chance))
    docket, formula = Docket(settlement, clause, limits), clause.formula
    if isinstance(formula, sp.Alike | sp.ElectedCount):
        return one
    if isinstance(formula, sp.NoOrganMay | sp.Whole):
        from foedus.reason.promise.table import property_of_table

        asked = property_of_table(settlement, model_of(docket), formula, docket)
    else:
        asked = property_of(settlement, model_of(docket), formula)
    found, silence = rests(docket, asked, formula)
    reason = silenced(one, found.cites) if silence else one.reason
    return replace(one, rests_on=found, silence=silence, reason=reason)


def silenced(one: Verdict, _: object) -> str:
    """Why it holds, where no clause does any work for it."""
    return "It holds because no clause gives it, and no clause does any work for it."
