"""The defined terms, matters, series and parameters that a clause speaks of, each with what kind of thing may stand there.

One walk over the fields of a clause; the table below says what a field names. `resolve` checks the result against what is declared.
Needs: the standard library.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from foedus.model import clauses as cl
from foedus.model import phrases as ph
from foedus.model import speech as sp

BODY = ("polity", "unit", "organ", "group")
PLACE = ("polity", "unit")
OWNER = ("polity", "unit", "organ")
ANY = ("polity", "unit", "organ", "group", "condition", "resource")


@dataclass(frozen=True, slots=True)
class Use:
    """One use of a name, and the kinds of thing that may stand there."""

    name: str
    kinds: tuple[str, ...]


_KINDS: dict[tuple[type, str], tuple[str, ...]] = {
    (ph.Amount, "parameter"): ("parameter",),
    (ph.Each, "of"): PLACE,
    (ph.FamilyOf, "name"): ("organ", "resource", "condition"),
    (ph.Including, "names"): BODY,
    (ph.Comprising, "series"): ("series",),
    (ph.WeightedBy, "series"): ("series",),
    (ph.ConsentOf, "of"): BODY,
    (ph.BodyOf, "of"): BODY,
    (ph.AnyOf, "names"): BODY,
    (ph.OfTheUnits, "of"): ("polity",),
    (ph.OfTheUnits, "weighted_by"): ("series",),
    (ph.Facts, "names"): ("condition",),
    (ph.NotFact, "name"): ("condition",),
    (ph.SamePerson, "first"): ("organ",),
    (ph.SamePerson, "second"): ("organ",),
    (ph.CondPlace, "name"): PLACE,
    (ph.Doing, "matters"): ("matter",),
    (ph.PlaceOf, "names"): PLACE,
    (ph.OrganSet, "of"): PLACE,
    (ph.Hearing, "names"): BODY,
    (ph.Objection, "names"): BODY,
    (ph.Stage, "who"): BODY,
    (cl.Member, "series"): ("series",),
    (cl.GroupClause, "within"): ("organ",),
    (cl.MatterClause, "under"): ("matter",),
    (cl.Electors, "names"): PLACE,
    (cl.Seats, "group"): ("group",),
    (cl.Seats, "origin"): PLACE,
    (cl.Apportioned, "series"): ("series",),
    (cl.Payers, "names"): OWNER,
    (cl.Payers, "series"): ("series",),
    (cl.Filling, "names"): BODY,
    (cl.Traits, "under"): ("organ",),
    (cl.Traits, "joint_to"): PLACE,
    (cl.Traits, "incompatible"): ("organ",),
    (cl.Traits, "acting"): ("organ",),
    (cl.Traits, "separate_from"): ("organ",),
    (cl.Limits, "prevailing"): OWNER,
    (cl.Limits, "except_on"): ("matter",),
    (cl.PayClause, "to"): OWNER,
    (cl.ResidualClause, "of"): PLACE,
    (cl.ResidualClause, "to"): OWNER,
    (cl.Params, "of"): PLACE,
    (cl.ActClause, "on"): ("matter",),
    (cl.ActClause, "succeeded_by"): OWNER,
    (cl.Repeated, "election_of"): ("organ",),
    (cl.Heir, "subject"): OWNER,
    (cl.Heir, "matters"): ("matter",),
    (cl.Fate, "names"): OWNER,
    (cl.Fate, "series"): ("series",),
    (ph.Subjects, "items"): (*BODY, "resource"),
    (sp.Custody, "resource"): ("resource",),
    (sp.OnlyAfter, "names"): BODY,
    (sp.Neither, "first"): BODY,
    (sp.Neither, "second"): BODY,
    (sp.NoneAlone, "names"): BODY,
    (sp.EachBlocks, "names"): BODY,
    (sp.ElectedCount, "people"): PLACE,
    (sp.Alike, "names"): PLACE,
    (sp.AloneCan, "names"): BODY,
    (sp.AloneCan, "condition"): ("condition",),
    (sp.MeasureQuantity, "of"): PLACE,
    (sp.MeasureQuantity, "office"): ("organ",),
    (sp.PromiseClause, "given"): ("assume",),
    (sp.PossibleClause, "given"): ("assume",),
}


def uses(part: object, kinds: tuple[str, ...] = ANY) -> Iterator[Use]:
    """Every name that a clause or phrase uses, in order; its own name and what lies in a clause that it quotes are left out.

    kinds: what a name may be where the field itself does not say.
    """
    if isinstance(part, str):
        if part:
            yield Use(part, kinds)
    elif isinstance(part, tuple):
        for item in part:
            yield from uses(item, kinds)
    elif isinstance(part, ph.Names):
        yield from uses(part.items, kinds)
    elif is_dataclass(part) and not isinstance(part, type):
        special = _SPECIAL.get(type(part))
        if special is not None:
            yield from special(part, kinds)
        else:
            yield from _fields(part)


def _fields(part: Any) -> Iterator[Use]:
    for item in fields(part):
        value = getattr(part, item.name)
        kinds = _KINDS.get((type(part), item.name))
        if kinds is not None:
            yield from uses(value, kinds)
        elif not isinstance(value, str) and item.name != "at":
            if isinstance(value, tuple) and any(isinstance(entry, str) for entry in value):
                continue
            yield from uses(value)


def _target(part: Any, _: tuple[str, ...]) -> Iterator[Use]:
    if part.how == "named":
        yield Use(part.name, OWNER)


def _own(part: Any, _: tuple[str, ...]) -> Iterator[Use]:
    if part.what[:1].isupper():
        yield Use(part.what, ("owned",))
    if part.of is not None:
        yield from uses(part.of)


def _origin(part: Any, _: tuple[str, ...]) -> Iterator[Use]:
    """`from any unit` names a type, which is declared nowhere."""
    if part.how != "any":
        yield from uses(part.of, BODY)


def _body(part: Any, _: tuple[str, ...]) -> Iterator[Use]:
    kinds = (*PLACE, "organ") if part.how == "referendum" else BODY
    yield from uses(part.of, kinds)


def _says(part: Any, _: tuple[str, ...]) -> Iterator[Use]:
    if isinstance(part.subject, ph.Names):
        yield from uses(part.subject, (*BODY, "resource"))
    kinds = {"is": ("condition",), "under": ("organ",), "holds": ("resource",)}.get(part.what)
    if kinds:
        yield Use(part.value, kinds)
    yield from uses(part.target)
    if part.place is not None and part.place.how != "another":  # `in another unit` names a type, which is declared nowhere
        yield from uses(part.place)


def _verb(part: Any, _: tuple[str, ...]) -> Iterator[Use]:
    kinds = {"do": ("act",), "hold": ("resource",), "plain": ("verb",)}.get(part.how)
    if kinds:
        yield Use(part.name, kinds)


def _effect(part: Any, _: tuple[str, ...]) -> Iterator[Use]:
    if isinstance(part.thing, str):
        yield Use(part.thing, (*BODY, "resource"))
    if part.how in ("becomes", "ceases", "is", "is_not"):
        yield Use(part.value, ("condition",))
    elif part.how in ("under", "not_under"):
        yield Use(part.value, ("organ",))
    yield from uses(part.target)


def _payers(part: Any, _: tuple[str, ...]) -> Iterator[Use]:
    for name, amount in part.shares:
        yield Use(name, OWNER)
        yield from uses(amount)
    yield from uses(part.names, OWNER)
    if part.how == "proportion":
        yield Use(part.series, ("series",))
    yield from uses(part.rest)


def _deciding(part: Any, _: tuple[str, ...]) -> Iterator[Use]:
    yield Use(part.name, ("organ",) if part.office else ("act",))


def _measure(part: Any, _: tuple[str, ...]) -> Iterator[Use]:
    yield from uses(part.of, PLACE)
    yield from uses(part.office, ("organ",))


_SPECIAL = {
    ph.Target: _target,
    ph.Own: _own,
    ph.BodyOf: _body,
    ph.Origin: _origin,
    ph.Says: _says,
    ph.Verb: _verb,
    ph.EffectPhrase: _effect,
    cl.Payers: _payers,
    sp.Deciding: _deciding,
    sp.MeasureQuantity: _measure,
}
