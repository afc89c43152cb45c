"""Promises that are counted in the text: how many offices the people of some polities elect.

Needs: the standard library. Source: design page REASONING, section 4.
"""

from __future__ import annotations

from foedus.model import speech as sp
from foedus.model import words as w
from foedus.model.settlement import Organ, Settlement
from foedus.reason.promise.docket import Docket
from foedus.reason.promise.verdict import PROVED, REFUTED, Broken, Certified, Phrase, RestsOn, Verdict

BY_COUNTING = "counted in the text"


def elected(docket: Docket, one: sp.ElectedCount) -> Verdict:
    """`exactly 1 office is elected by the people of A and B together`."""
    settlement = docket.settlement
    found = [organ for organ in settlement.organs.values() if not organ.assembly and _is_elected(settlement, organ, one)]
    wanted, number = settlement.number(one.number), len(found)
    holds = {"exactly": number == wanted, "at most": number <= wanted, "at least": number >= wanted}[one.how]
    names = w.listed([f"{organ.declared} ({organ.cite})" for organ in found]) or "none"
    told = f"The text has {number}: {names}."
    cites = tuple(dict.fromkeys(organ.cite for organ in found))
    phrases = tuple(Phrase(organ.cite, f"elected by the people of {w.names(one.people)}{' together' if one.together else ''}") for organ in found)
    if holds:
        rests = RestsOn(phrases if one.how != "at most" else (), (phrases,) if one.how != "at most" else ((),))
        return docket.verdict(PROVED, told, certificate=Certified(BY_COUNTING, ok=True), rests_on=rests, silence=not cites)
    ending = f"{told[:-1]}: this breaks {docket.clause.name} ({docket.clause.cite})."
    broken = Broken(f"{one.how} {w.amount(one.number)}", {"found": w.listed([organ.declared for organ in found])}, ending)
    return docket.verdict(REFUTED, ending, trace=(), shortest=True, broken=broken)


def _is_elected(settlement: Settlement, organ: Organ, one: sp.ElectedCount) -> bool:
    """The organ is of that kind, and elected by the people of just these polities; said without `together`, in either way."""
    wanted = {settlement.find(name) or name for name in one.people.items}
    if one.kind not in (organ.kind, "organ"):
        return False
    for way in organ.traits.filling:
        electors = way.electors
        if way.how != "elected" or electors is None or electors.how == "rule":
            continue
        named = {settlement.find(name) or name for name in electors.names.items} if electors.names else {organ.owner}
        if named == wanted and (electors.together or not one.together or len(wanted) == 1):
            return True
    return False
