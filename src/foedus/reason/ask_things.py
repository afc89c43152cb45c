"""Questions on things: who holds, commands, pays for, gets; what is open, what is silent; what promises say.

Needs: the standard library.
"""

from __future__ import annotations

import difflib

from foedus.errors import QuestionError
from foedus.model import clauses as cl
from foedus.model import phrases as ph
from foedus.model import questions as qu
from foedus.model import words
from foedus.model.bind import Binding, command, commanded, holder, is_office, members
from foedus.model.money import funding_of, payers_of
from foedus.model.settlement import ABROAD, Settlement
from foedus.reason.answers import Answer, Holder, in_order, those
from foedus.reason.asking import Asking
from foedus.reason.functions import Succession, successions
from foedus.reason.silence import open_questions, silences


def who_has(asking: Asking, query: qu.WhoHas) -> Answer:
    """`who holds R`, `who commands F`, `who pays for X`."""
    name = asking.name(query.what)
    if query.how == "holds":
        return _holds(asking, name)
    if query.how == "commands":
        return _commands(asking, name)
    return _pays(asking, name)


def _grouped(asking: Asking, pairs: list[tuple[str, str]]) -> str:
    """(thing, holder) pairs told together: each holding its own, or the holders with what they hold."""
    own = [thing for thing, who in pairs if thing.endswith(f" of {who}")]
    rest = [(thing, who) for thing, who in pairs if thing not in own]
    parts = []
    if len(own) > 1:
        parts.append("each its own: " + those([who for thing, who in pairs if thing in own], 4))
    elif own:
        parts.append(next(who for thing, who in pairs if thing in own))
    by: dict[str, list[str]] = {}
    for thing, who in rest:
        by.setdefault(who, []).append(thing)
    parts += [f"{who}" if len(pairs) == 1 else f"{who}: {those(things, 4)}" for who, things in by.items()]
    return "; ".join(parts)


def _holds(asking: Asking, name: str) -> Answer:
    settlement, values = asking.settlement, asking.situation.values
    lots = [lot for lot in members(settlement, name) if lot in settlement.lots]
    if not lots and is_office(settlement, name):
        who = str(values[holder(name)])
        text = "nobody: it is vacant" if who == "vacant" else "somebody holds the office; who it is, the text does not say"
        return Answer("", "held" if who != "vacant" else "gap", text, (settlement.organs[name].cite,))
    if not lots:
        raise QuestionError(f"{name} is nothing that can be held", mend="ask for a resource or an office")
    pairs = [(lot, str(values[holder(lot)])) for lot in lots]
    held = [(lot, who) for lot, who in pairs if who not in ("nobody", "orphan")]
    orphans = [lot for lot, who in pairs if who == "orphan"]
    cite = (settlement.lots[lots[0]].cite,)
    if not held:
        return Answer("", "gap", f"nobody{': an orphan' if orphans else ''}", cite)
    holders = tuple(Holder(who, who, "custody", (), cite) for _, who in held)
    return Answer("", "held", _grouped(asking, held) + (f"; orphans: {those(orphans)}" if orphans else ""), cite, holders)


def _commands(asking: Asking, name: str) -> Answer:
    settlement, values = asking.settlement, asking.situation.values
    forces = [force for force in members(settlement, name) if commanded(settlement, force)]
    if not forces:
        raise QuestionError(f"{name} is under nobody's command and never can be", mend="ask for a force")
    pairs = [(force, str(values[command(force)])) for force in forces]
    under = [(force, who) for force, who in pairs if who != "nobody"]
    cite = (settlement.organs[forces[0]].cite,)
    if not under:
        return Answer("", "gap", f"nobody{comes_under(asking, forces[0])}", cite)
    holders = tuple(Holder(who, who, "command", (), cite) for who in dict.fromkeys(who for _, who in under))
    return Answer("", "held", _grouped(asking, under), cite, holders)


def comes_under(asking: Asking, force: str) -> str:
    """`; PlaceUnderCommand puts it under Chief`: the acts by which a force that nobody commands comes under somebody; empty where none does."""
    found: dict[str, list[str]] = {}
    for clause in asking.settlement.acts.values():
        for phrase in clause.effects:
            if phrase.how == "under" and _is_put(asking.settlement, clause, phrase, force):
                found.setdefault(phrase.value, []).append(clause.name)
    return "".join(f"; {words.listed(acts, 'or')} puts it under {who}" for who, acts in found.items())


def _is_put(settlement: Settlement, clause: cl.ActClause, phrase: ph.EffectPhrase, force: str) -> bool:
    """Whether the effect of an act is on this force: one that it names, or the one that the act is of."""
    if isinstance(phrase.thing, ph.That):
        kind = phrase.thing.type
        return any(binding.of_type(kind) == force for binding in Binding.instances(settlement, clause.of))
    return phrase.thing is not None and force in members(settlement, phrase.thing)


def _pays(asking: Asking, name: str) -> Answer:
    settlement = asking.settlement
    found = funding_of(settlement, name)
    if found is None:
        cites = (settlement.organs[name].cite,) if name in settlement.organs else ()
        return Answer("", "gap", "the text does not say who pays for it", cites)
    funding, cite = found
    payers = funding.payers
    if payers.how == "shares":
        text = words.listed([f"{payer} {words.amount(amount)}" for payer, amount in payers.shares])
    elif payers.how == "proportion":
        text = f"{words.names(payers.names) if payers.names else ''} in proportion to {payers.series}"
    else:
        text = f"{payers.series} first, and the rest by {words.listed(list(payers_of(settlement, name)))}"
    if funding.voted_by:
        text += f", each share voted by its {funding.voted_by}"
    if funding.otherwise is not None:
        text += f"; {words.stage(funding.otherwise)}"
    return Answer("", "held", text, (cite,), tuple(Holder(payer, payer, "payer", (), (cite,)) for payer in payers_of(settlement, name)))


# ---- functions


def who_gets(asking: Asking, query: qu.WhoGets) -> Answer:
    """`who gets "F" in P`, `what becomes of "F"`: heirs told place by place where they differ."""
    settlement = asking.settlement
    if query.function not in settlement.functions:
        close = difflib.get_close_matches(query.function, settlement.functions, n=3, cutoff=0.4)
        raise QuestionError(f'no function is called "{query.function}"', mend=f"ask for {' or '.join(close) or 'one of the table'}")
    groups: dict[tuple[str, ...], list[str]] = {}
    cites: list[str] = []
    for place in asking.places(query.place):
        if place != ABROAD:
            found = successions(settlement, asking.table.facts, query.function, place)
            cites += [one.cite for one in found]
            groups.setdefault(tuple(_fate_words(settlement, one, place) for one in found), []).append(place)
    said = []
    for fates, places in sorted(groups.items(), key=lambda item: asking.order(item[1][0])):
        text = " and ".join(dict.fromkeys(fates)) if fates else "nobody: an orphan"
        said.append(text if len(groups) == 1 else f"{asking.telling(tuple(places))}: {text}")
    verdict = "held" if all(groups) else "orphan"
    return Answer("", verdict, "; ".join(said), in_order(cites))


def _fate_words(settlement: Settlement, one: Succession, place: str) -> str:
    if one.how == "ends":
        return "it ends"
    organ = settlement.organs.get(one.heir)
    itself = one.heir == place or (organ is not None and organ.owner == place)
    name = (f"{organ.declared} of each unit" if organ else "each unit") if itself else one.heir
    if one.how == "shared":
        return f"shared, {name} in proportion to {one.series}" if one.series else f"shared, {name}"
    return name + (f" on {words.listed(one.matters)}" if one.matters else "")


# ---- open questions, silences


def what_is(asking: Asking, query: qu.WhatIs) -> Answer:
    """`what is open`, `what is silent`."""
    if query.what == "open":
        clauses = open_questions(asking.settlement)
        said = [f"{clause.question} {'settled here ' + clause.settled if clause.settled else 'left open'}" for clause in clauses]
        return Answer("", "told", "; ".join(said) or "nothing", in_order(clause.cite for clause in clauses))
    found = silences(asking.settlement)
    return Answer(
        "", "told", "; ".join(f"{one.what}: {one.taken_as}" for one in found) or "nothing", in_order(c for one in found for c in one.cites)
    )
