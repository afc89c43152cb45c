"""What polities have in common, as the yearly model needs it: currency, taxes, trade, entrance, and offices elected by all.

Needs: the standard library.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from foedus.errors import ModelError
from foedus.model import clauses as cl
from foedus.model import phrases as ph
from foedus.model.settlement import Organ, Settlement
from foedus.simulate.compiled import Elected, Unfollowed

_MOST_OFFICES = 4


def _competences(settlement: Settlement, organ: str) -> Iterator[cl.CompetenceClause]:
    """The clauses that give an organ a competence by its name, or give one to any joint organ."""
    for clause in settlement.of_type(cl.CompetenceClause):
        for item in clause.subjects.items:
            if item == organ or isinstance(item, ph.JointOrgan):
                yield clause


def _joint(settlement: Settlement) -> list[Organ]:
    return [organ for organ in settlement.organs.values() if organ.is_joint and not organ.assembly]


def _on(settlement: Settlement, clause: cl.CompetenceClause, matter: str) -> bool:
    return bool(set(settlement.chain(matter)) & set(clause.doing.matters)) if matter in settlement.matters else matter in clause.doing.matters


def currency(settlement: Settlement, taken: list[Unfollowed]) -> Literal["one", "own", "by_vote"]:
    """Whether there is one currency, one for each polity, or one if a vote says so."""
    if len(settlement.polities) == 1:
        return "one"
    for organ in _joint(settlement):
        money = [clause for clause in _competences(settlement, organ.name) if _on(settlement, clause, "money")]
        if money:
            return "by_vote" if all(clause.limits.when is not None for clause in money) else "one"
    if not any(organ.kind == "bank" for organ in settlement.organs.values()):
        taken.append(Unfollowed("", "which currency each polity has", "the text does not say; each is taken to have its own"))
    return "own"


def is_taxed_in_common(settlement: Settlement) -> bool:
    """Whether a joint organ may tax, so that all polities are one purse."""
    verbs = (verb for organ in _joint(settlement) for clause in _competences(settlement, organ.name) for verb in clause.doing.verbs)
    return len(settlement.polities) == 1 or any(verb.name == "tax" for verb in verbs)


def is_bordered(settlement: Settlement) -> bool:
    """Whether the polities trade apart, so that a new border lies between them."""
    if len(settlement.polities) == 1:
        return False
    return not any(_on(settlement, clause, "trade") for organ in _joint(settlement) for clause in _competences(settlement, organ.name))


def entrance(settlement: Settlement, taken: list[Unfollowed]) -> tuple[str, ...]:
    """For each polity, how open it is at the start: free, mild, strict or closed."""
    words: dict[str, str] = {}
    for clause in settlement.of_type(cl.EntranceClause):
        for item in clause.to.items:
            names = tuple(settlement.polities) if isinstance(item, ph.Each) else (item,) if isinstance(item, str) else ()
            words.update(dict.fromkeys(names, clause.initially or "free"))
            if not clause.initially:
                taken.append(Unfollowed(clause.cite, "entrance at the start", "the text does not say; it is taken as free"))
    if not words and len(settlement.polities) > 1:
        taken.append(Unfollowed("", "entrance to each polity", "the text does not say; it is taken as free"))
    return tuple(words.get(polity, "free") for polity in settlement.polities)


def elected_offices(settlement: Settlement, codes: Sequence[str], followed: set[str]) -> tuple[Elected, ...]:
    """The offices that the people of all polities elect together. Raises ModelError for a term that is not of whole years."""
    found: list[Elected] = []
    electors = settlement.gazetteer.series("electors") or {}
    for organ in settlement.organs.values():
        if organ.kind != "office" or organ.assembly or not (organ.is_joint or len(settlement.polities) == 1) or organ.owner in settlement.units:
            continue
        for filling in organ.traits.filling:
            how = _how(settlement, filling)
            if filling.how != "elected" or how is None or len(found) >= _MOST_OFFICES:
                continue
            weights = tuple(int(electors.get(code, 0)) for code in codes) if how == "electors" else ()
            found.append(Elected(organ.name, organ.title, how, _term(settlement, organ, filling), weights, organ.cite))
            followed.add(organ.name)
    return tuple(found)


def _how(settlement: Settlement, filling: cl.Filling) -> Literal["popular", "electors", "each_polity"] | None:
    electors = filling.electors
    if electors is None:
        return None
    if electors.how == "rule":
        return "each_polity" if _asks_each_people(electors.rule) else None
    if electors.how not in ("people", "own_people"):
        return None
    return "electors" if "electoral_college" in electors.method else "popular"


def _asks_each_people(rule: ph.RulePhrase | None) -> bool:
    return isinstance(rule, ph.CountOf) and bool(rule.bodies) and all(body.how == "referendum" and not body.together for body in rule.bodies)


def _term(settlement: Settlement, organ: Organ, filling: cl.Filling) -> int:
    every = filling.every or organ.traits.term
    number = settlement.number(every.number) if every is not None else None
    if every is None or number is None or every.unit != "year" or number.denominator != 1 or number < 1:
        raise ModelError(
            f"the model cannot follow the elections of {organ.title} ({organ.cite}): its term is not of whole years",
            mend="write `elected every 4 years`, or another whole number of years",
        )
    return int(number)
