"""Whether what a clause says can be meant: those who vote, words that point to something, numbers of the kind that stands there, shares of a whole.

Needs: the standard library.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from fractions import Fraction
from typing import Any

from foedus.errors import Diagnostics, Place
from foedus.model import clauses as cl
from foedus.model import phrases as ph
from foedus.model import speech as sp
from foedus.model import words
from foedus.model.settlement import Settlement

ENTRANCE = ("free", "mild", "strict", "closed")
"""The rules of entrance that migration reads."""
METHODS = ("huntington-hill", "webster", "jefferson", "adams", "dean", "hamilton", "quota", "modified-sainte-lague")
"""The ways of apportioning seats, as a text names them but for the capitals."""
LONGEST_TIME = 10_000
"""The most years that a duration may have."""
MOST = 10**12
"""The most of anything that is counted one by one."""

_COUNTED: dict[tuple[type, str], int] = {
    (ph.AnyOf, "number"): 1, (cl.Seats, "number"): 1, (cl.Apportioned, "at_least"): 0, (cl.Traits, "term_limit"): 1,
    (ph.Stage, "exchanges"): 1, (sp.Custody, "number"): 0, (sp.ElectedCount, "number"): 0,
}  # fmt: skip
"""Fields that hold a whole number, each with the least that it may be."""
_SHARES = {(ph.QuorumOf, "number"), (ph.Comprising, "number")}
_DAYS = {"day": 1, "month": 30, "year": 360}


def parts_of(part: object) -> Iterator[Any]:
    """A clause and every phrase in it, the whole before its parts; what says where it stands is left out."""
    if isinstance(part, tuple):
        for item in part:
            yield from parts_of(item)
    elif is_dataclass(part) and not isinstance(part, type):
        yield part
        for field in fields(part):
            if field.name != "at":
                yield from parts_of(getattr(part, field.name))


def valued(clauses: tuple[cl.Clause, ...], values: Mapping[str, Fraction]) -> tuple[cl.Clause, ...]:
    """The clauses with every `[Parameter]` at its value, and still called so."""
    return tuple(_valued(clause, values) for clause in clauses) if values else clauses


def _valued(part: Any, values: Mapping[str, Fraction]) -> Any:
    if isinstance(part, ph.Amount):
        return replace(part, value=values[part.parameter]) if part.parameter in values else part
    if isinstance(part, tuple):
        changed = tuple(_valued(item, values) for item in part)
        return part if all(new is old for new, old in zip(changed, part, strict=True)) else changed
    if not is_dataclass(part) or isinstance(part, type):
        return part
    new = {}
    for field in fields(part):
        if field.name != "at":
            old = getattr(part, field.name)
            value = _valued(old, values)
            if value is not old:
                new[field.name] = value
    return replace(part, **new) if new else part


def check_sense(settlement: Settlement, found: Diagnostics) -> None:
    """Report what no clause can mean: F102 (a word of a closed list), F105, F107, F110, F312, F401."""
    for clause in settlement.clauses:
        for part in parts_of(clause):
            if isinstance(part, ph.CountOf):
                _voting_bodies(settlement, clause, part, found)
            elif isinstance(part, cl.Payers) and part.how == "shares":
                _whole(clause, part, found)
            for number, why in wrong_numbers(part):
                _number(clause, number, why, found)
            _closed_lists(clause, part, found)
        _pointing(settlement, clause, found)
    _rings(settlement, found)


# ---- F105


def _voting_bodies(settlement: Settlement, clause: cl.Clause, count: ph.CountOf, found: Diagnostics) -> None:
    for body in count.bodies:
        for name in body.of.items if isinstance(body.of, ph.Names) and body.how != "referendum" else ():
            organ = settlement.organs.get(settlement.find(name) or name)
            if organ is not None and organ.kind in ("office", "force"):
                places = [
                    Place(clause.at.mark(name), "stands among bodies that vote", clause.cite),
                    Place(organ.clause.at.mark(organ.declared), "declared here", organ.cite),
                ]
                kind = "an office" if organ.kind == "office" else "a force"
                message = f"{name} is {kind} and casts no votes; it stands in a list of voting bodies"
                found.error("F105", message, places, f"say it apart: `… and the consent of {name}`")


# ---- F312


def _rings(settlement: Settlement, found: Diagnostics) -> None:
    """Organs that decide by one another, so that none of them can."""
    asks = {
        name: _asks(settlement, organ.traits.deciding_by)
        for name, organ in settlement.organs.items()
        if organ.traits.deciding_by is not None
    }
    told: set[str] = set()
    for first in asks:
        ring = _ring(first, asks)
        if ring and not told & set(ring):
            told.update(ring)
            organs = [settlement.organs[name] for name in ring]
            places = [Place(organ.clause.at.mark(organ.declared), "decides by the next", organ.cite) for organ in organs]
            said = " by ".join([*ring, ring[0]])
            found.error(
                "F312",
                f"none of these can decide, since each waits for another: {said}",
                places,
                "let one of them decide by its own majority",
            )


def _asks(settlement: Settlement, rule: ph.RulePhrase | None) -> tuple[str, ...]:
    """Whose consent by name a rule needs; a count in a body asks nobody by name."""
    names: dict[str, None] = {}
    for part in parts_of(rule):
        asked = part.of if isinstance(part, ph.ConsentOf) else part.names if isinstance(part, ph.AnyOf) else None
        if isinstance(asked, ph.Names):
            for item in asked.items:
                name = settlement.find(item) or item
                names.update(dict.fromkeys(settlement.organs_of(name, "assembly") if name in settlement.polities else (name,)))
    return tuple(names)


def _ring(first: str, asks: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """A way from an organ back to itself, if there is one."""
    waiting: list[tuple[str, ...]] = [(first,)]
    seen: set[str] = set()
    while waiting:
        way = waiting.pop(0)
        for name in asks.get(way[-1], ()):
            if name == first:
                return way
            if name not in seen:
                seen.add(name)
                waiting.append((*way, name))
    return ()


# ---- F107


def _pointing(settlement: Settlement, clause: cl.Clause, found: Diagnostics) -> None:
    if isinstance(clause, cl.ActClause):
        for phrase in _pointers(clause):
            _in_act(clause, phrase, found)
    elif isinstance(clause, cl.ResourceClause) and clause.of is None and clause.held_by is None:
        _astray(clause, "it", "nothing to point to", found, f"write `resource {clause.name} of each …, held by it`, or name who holds it")
    elif isinstance(clause, cl.OrganClause):
        organ = settlement.organs.get(clause.name)
        owned = clause.of is not None or (organ is not None and organ.owner)
        for phrase in () if owned else _pointers(clause):
            _astray(clause, phrase, "nothing to point to", found, "name the thing, or say `of each …`")
    elif isinstance(clause, sp.PromiseClause | sp.PossibleClause | sp.AssumeClause | cl.InForceClause):
        for phrase in _pointers(clause):
            _astray(clause, phrase, "nothing to point to", found, "name the thing, or say `some …` or `every …`")


def _in_act(clause: cl.ActClause, phrase: str, found: Diagnostics) -> None:
    of = clause.of
    what, _, kind = phrase.partition(" ")
    if of is None:
        _astray(clause, phrase, "nothing to point to", found, f"say what the act is of, `act {clause.name} of a …`, or name the thing")
    elif what == "that" and of.type == of.to == kind:
        why = f"two things to point to: the {kind} that the act is of, and the one that it goes to"
        _astray(clause, phrase, why, found, "name the thing, or say `the other …`")
    elif (
        what == "that"
        and kind not in (of.type, of.to)
        and not (kind == "organ" and ("joint" in of.to or of.type not in ("unit", "polity")))
    ):
        _astray(clause, phrase, "nothing to point to", found, f"say `that {of.type}`, which the act is of")


def _pointers(part: object) -> Iterator[str]:
    """`its assembly`, `that force`, `it`, `the other polity`: words that point to a thing bound elsewhere in the clause."""
    if isinstance(part, ph.OfTheUnits):
        return
    if isinstance(part, tuple):
        for item in part:
            yield from _pointers(item)
    elif isinstance(part, ph.Own) and part.of is None:
        yield "its"
    elif isinstance(part, ph.That) or (isinstance(part, ph.Someone) and part.how == "that"):
        yield f"that {part.type}"
    elif isinstance(part, ph.Target) and part.how != "named":
        yield {"own": "its", "that": f"that {part.name}", "other": "other"}[part.how]
    elif isinstance(part, ph.BodyOf) and part.how == "referendum" and part.of is None:
        yield "it"
    elif is_dataclass(part) and not isinstance(part, type):
        for field in fields(part):
            if field.name != "at":
                yield from _pointers(getattr(part, field.name))


def _astray(clause: cl.Clause, phrase: str, why: str, found: Diagnostics, mend: str) -> None:
    said = {"its": "its …", "other": "the other …"}.get(phrase, phrase)
    found.error("F107", f"`{said}` has {why}", [Place(clause.at.mark(phrase.partition(" ")[0]), "here", clause.cite)], mend)


# ---- words of a closed list: F102


def _closed_lists(clause: cl.Clause, part: Any, found: Diagnostics) -> None:
    if isinstance(part, cl.EntranceClause) and part.initially and part.initially not in ENTRANCE:
        _no_such(clause, part.initially, "rule of entrance", ENTRANCE, found)
    elif isinstance(part, cl.Apportioned) and part.method.lower() not in METHODS:
        _no_such(clause, part.method, "way of apportioning seats", tuple(name.title() for name in METHODS), found)


def _no_such(clause: cl.Clause, word: str, what: str, those: tuple[str, ...], found: Diagnostics) -> None:
    near = difflib.get_close_matches(word, those, n=1)
    mend = f"write {near[0]}" if near else f"write one of {', '.join(those)}"
    found.error("F102", f"{word} is no {what}: these are {', '.join(those)}", [Place(clause.at.mark(word), "here", clause.cite)], mend)


# ---- F110, F401


def wrong_numbers(part: Any) -> Iterator[tuple[ph.Amount, str]]:
    """The numbers of one phrase (of a clause or a question) that cannot stand there, each with what may."""
    if isinstance(part, ph.Duration):
        value = part.number.value
        if value < 0 or value * _DAYS[part.unit] > LONGEST_TIME * 360:
            yield part.number, f"a length of time lies between 0 and {LONGEST_TIME:,} years"
        return
    if isinstance(part, ph.Share) and part.number is not None:
        yield from _share(part.number, counted=part.how == "all_but")
    for field in fields(part):
        value = getattr(part, field.name)
        if not isinstance(value, ph.Amount):
            continue
        least = _COUNTED.get((type(part), field.name))
        if least is not None and (value.value.denominator != 1 or not least <= value.value <= MOST) and _known(value):
            yield value, f"a whole number from {least} stands here"
        if (type(part), field.name) in _SHARES:
            yield from _share(value, counted=False)


def _share(number: ph.Amount, *, counted: bool) -> Iterator[tuple[ph.Amount, str]]:
    value = number.value
    whole = value.denominator == 1 and value >= 1
    if _known(number) and not whole and (counted or not 0 < value <= 1) and not (counted and value == 0):
        yield number, "a share lies above 0 and up to 1 (100 %), and a count of votes is a whole number"


def _known(number: ph.Amount) -> bool:
    return not number.parameter or number.value != 0


def _number(clause: cl.Clause, number: ph.Amount, why: str, found: Diagnostics) -> None:
    said = words.amount(number)
    place = Place(clause.at.mark(said.split()[0]), "here", clause.cite)
    found.error("F110", f"{said} is no number that can stand here: {why}", [place], "write a number of that kind")


def _whole(clause: cl.Clause, payers: cl.Payers, found: Diagnostics) -> None:
    if any(number.parameter for _, number in payers.shares):
        return
    total = sum((number.value for _, number in payers.shares), Fraction(0))
    if total != 1 or any(number.value < 0 for _, number in payers.shares):
        said = " and ".join(words.amount(number) for _, number in payers.shares)
        places = [Place(clause.at.mark(name), "", clause.cite) for name, _ in payers.shares]
        found.error("F401", f"the shares {said} do not add up to the whole", places, "write shares whose sum is 1, or 100 %")
