"""What answers say of duties: what stands against somebody, what they must do, and what turns on with a condition.

Needs: the standard library.
"""

from __future__ import annotations

from collections.abc import Iterable

from foedus.model import clauses as cl
from foedus.model import phrases as ph
from foedus.model import words
from foedus.model.bind import Binding
from foedus.model.competence import bound
from foedus.model.duties import Duty, allowed, binds, duties_not, forbids, standing_against, while_said
from foedus.model.formula import holds, names
from foedus.model.holding import Holding
from foedus.model.machine import GuardPart, Outcome
from foedus.model.undone import dues
from foedus.reason.answers import Answer, in_order
from foedus.reason.asking import Asking


def against(asking: Asking, name: str, mine: Iterable[Holding], verb: str, matter: str, place: str) -> list[Duty]:
    """The duties against which somebody would use these competences. A competence may be declared to stand notwithstanding a duty."""
    settlement = asking.settlement
    if not duties_not(settlement):
        return []
    given = [settlement.by_cite.get(cite) for holding in mine for cite in holding.cites]
    kept = [cite for clause in given if isinstance(clause, cl.CompetenceClause) for cite in clause.limits.notwithstanding]
    return list(standing_against(settlement, asking.situation.values, name, verb, matter, place, notwithstanding=kept))


def sorted_out(asking: Asking, yes: list[str], wrong: list[str], no: list[str], cites: Iterable[str]) -> Answer:
    """An answer where what is asked is a breach, everywhere or in some of the places; void elsewhere."""
    groups = {"yes": yes, "no: breach": wrong, "no": no}
    told = [f"{said} {asking.telling(tuple(dict.fromkeys(places)))}" for said, places in groups.items() if places]
    verdict = Outcome.VOID if no else Outcome.BREACH
    return Answer("", verdict.value, "; ".join(told) if yes or no else "no: breach", in_order(cites))


def against_holding(asking: Asking, name: str, resource: str) -> Answer | None:
    """What a duty not to hold a resource says to somebody; None where none stands."""
    found = [duty for duty in duties_not(asking.settlement) if duty.names("hold", name=resource) and _stands(asking, duty, name)]
    return _said(found) if found else None


def against_use(asking: Asking, name: str, where: Iterable[str]) -> list[str]:
    """The articles of the duties not to use a force in a place."""
    found = [duty for duty in duties_not(asking.settlement) if duty.names("used", "act") and _stands(asking, duty, name)]
    values = asking.situation.values
    return [duty.cite for duty in found if any(holds(forbids(asking.settlement, duty, name, place), values) for place in where)]


def _stands(asking: Asking, duty: Duty, name: str) -> bool:
    values, settlement = asking.situation.values, asking.settlement
    if values.get(allowed(duty.cite)) or not holds(binds(settlement, duty.who, name), values):
        return False
    return holds(while_said(settlement, duty, Binding()), values)


def _said(found: list[Duty]) -> Answer:
    lifting = [words.rule(duty.lifted_by) for duty in found if duty.lifted_by is not None]
    without = f" without the consent of {words.listed(lifting)}" if len(lifting) == len(found) else ""
    return Answer("", Outcome.BREACH.value, f"no: breach{without}", in_order(duty.cite for duty in found), needs=tuple(lifting if without else ()))


def breach(asking: Asking, parts: Iterable[GuardPart]) -> Answer:
    """The answer for an act against duties; of those that a consent lifts, whose."""
    cites = in_order(cite for part in parts for cite in part.cites)
    found = [duty for duty in duties_not(asking.settlement) if duty.cite in cites]
    if {duty.cite for duty in found} != set(cites):
        return Answer("", Outcome.BREACH.value, "no: breach", cites)
    return _said(found)


# ---- what somebody must, and must not


def must_do(asking: Asking, name: str, act: str) -> tuple[str, tuple[str, ...]]:
    """`; and must, within 30 days`: that an act is somebody's duty now, and the articles; empty where it is nobody's."""
    values, settlement = asking.situation.values, asking.settlement
    found = {due.cite: due.clause for due in dues(settlement) if due.act == act and _is_bound(asking, due.clause, name) and holds(due.when, values)}
    times = [_time(clause) for clause in found.values() if isinstance(clause, cl.DutyClause)]
    return (f", and must{times[0]}", tuple(found)) if found else ("", ())


def _is_bound(asking: Asking, clause: cl.DutyClause | cl.PayClause, name: str) -> bool:
    return holds(binds(asking.settlement, bound(asking.settlement, clause.subjects), name), asking.situation.values)


def duties_of(asking: Asking, name: str, where: Iterable[str]) -> dict[str, str]:
    """What somebody must and must not do here and now, by article."""
    settlement, found, places = asking.settlement, dict[str, str](), tuple(where)
    if not duties_not(settlement) and not dues(settlement):
        return found
    for duty in duties_not(settlement):
        if any(holds(forbids(settlement, duty, name, place), asking.situation.values) for place in places):
            found[duty.cite] = _must_not(duty.clause)
    organ = settlement.organs.get(name)
    own = (name, organ.assembly if organ else name)
    for due in dues(settlement):
        if due.name in own and holds(due.when, asking.situation.values):
            found[due.cite] = _must(due.clause)
    return found


def turning(asking: Asking, spoken: set[str]) -> dict[str, str]:
    """The duties that turn on or off with what is spoken of, by article."""
    settlement, found = asking.settlement, dict[str, str]()
    for duty in duties_not(settlement):
        if spoken & names(while_said(settlement, duty, Binding())):
            found[duty.cite] = f"{words.subjects(duty.clause.subjects)} {_must_not(duty.clause)}"
    for due in dues(settlement):
        if spoken & names(due.when):
            found[due.cite] = f"{words.subjects(due.clause.subjects)} {_must(due.clause)}"
    return found


def _must_not(clause: cl.DutyNotClause) -> str:
    limits: cl.Limits = clause.limits
    text = f"must not {words.doing(clause.doing, 'or')}"
    if limits.except_on:
        text += f" except on {words.listed(list(limits.except_on))}"
    if limits.except_place is not None:
        text += f" except {words.place(limits.except_place)}"
    text += _when(limits.when, limits.word)
    return text + (f" without {words.rule(limits.without)}" if limits.without is not None else "")


def _must(clause: cl.DutyClause | cl.PayClause) -> str:
    if isinstance(clause, cl.PayClause):
        return f"must pay {words.amount(clause.number)} {clause.unit} yearly to {clause.to}"
    return f"must {words.doing(clause.doing)}{_time(clause).replace(',', '', 1)}{_when(clause.when, 'when')}"


def _time(clause: cl.DutyClause) -> str:
    text = f", {words.within(clause.within)}" if clause.within is not None else ""
    return text + (f", every {words.duration(clause.every)}" if clause.every is not None else "")


def _when(cond: ph.CondPhrase | None, word: str) -> str:
    return f" {word} {words.cond(cond)}" if cond is not None else ""
