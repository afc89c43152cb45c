"""The Rule of an act, or the way an office is filled, without one of its parts.

Needs: the standard library. Source: design page REASONING, section 7.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from foedus.model import clauses as cl
from foedus.model import phrases as ph
from foedus.model import speech as sp
from foedus.model import words as w
from foedus.model.bind import members
from foedus.model.sense import parts_of
from foedus.model.settlement import Organ, Settlement
from foedus.reason.promise.phrases import with_other, with_traits
from foedus.reason.promise.verdict import Phrase


def without_part(settlement: Settlement, decision: sp.Deciding) -> Iterator[tuple[Phrase, Settlement]]:
    """Each part of the Rule by which something is decided, with the settlement in which that part is not asked."""
    clause = settlement.acts.get(decision.name)
    if clause is None or decision.office:
        yield from _of_office(settlement, decision)
        return
    for said, rest in reduced(clause.by) if clause.by is not None else ():
        yield Phrase(clause.cite, said), with_other(settlement, clause, replace(clause, by=rest))
    for said, rest in reduced(clause.with_consent) if clause.with_consent is not None else ():
        yield Phrase(clause.cite, said), with_other(settlement, clause, replace(clause, with_consent=rest))
    for organ in _deciding(settlement, clause):
        for said, rest in reduced(organ.traits.deciding_by) if organ.traits.deciding_by is not None else ():
            yield Phrase(organ.cite, said), with_traits(settlement, organ.clause, replace(organ.clause.traits, deciding_by=rest))


def _deciding(settlement: Settlement, clause: cl.ActClause) -> tuple[Organ, ...]:
    """The organs that an act asks by name and that decide by a Rule of their own."""
    asked = (part.of for part in parts_of(clause) if isinstance(part, ph.ConsentOf) and isinstance(part.of, ph.Names))
    names = (name for of in asked for item in of.items for name in members(settlement, item))
    found = (settlement.organs[name] for name in dict.fromkeys(names) if name in settlement.organs)
    return tuple(organ for organ in found if organ.traits.deciding_by is not None)


def _of_office(settlement: Settlement, decision: sp.Deciding) -> Iterator[tuple[Phrase, Settlement]]:
    """The peoples in each of which a winner must win, and the parts of the Rules by which an office is filled."""
    organ = settlement.organs.get(settlement.find(decision.name) or "")
    if organ is None:
        return
    for n, way in enumerate(organ.traits.filling):
        electors = way.electors
        if electors is not None and electors.names is not None and len(electors.names.items) > 1:
            for name in electors.names.items:
                rest = tuple(other for other in electors.names.items if other != name)
                fewer = replace(electors, names=ph.Names(rest, electors.names.join))
                yield Phrase(organ.cite, f"the people of {name}"), _filled(settlement, organ.clause, n, replace(way, electors=fewer))
    rule = organ.traits.refilled_by
    for said, rest_ in reduced(rule) if rule is not None else ():
        traits = replace(organ.clause.traits, refilled_by=rest_)
        yield Phrase(organ.cite, said), with_traits(settlement, organ.clause, traits)


def _filled(settlement: Settlement, clause: cl.OrganClause, n: int, way: cl.Filling) -> Settlement:
    filling = tuple(way if k == n else other for k, other in enumerate(clause.traits.filling))
    return with_traits(settlement, clause, replace(clause.traits, filling=filling))


def reduced(rule: ph.RulePhrase) -> Iterator[tuple[str, ph.RulePhrase]]:
    """A rule without one of the parts that must all carry: (the part in words, the rest)."""
    match rule:
        case ph.RuleJoin("and", parts):
            for n, part in enumerate(parts):
                rest = tuple(other for k, other in enumerate(parts) if k != n)
                yield w.rule(part), rest[0] if len(rest) == 1 else ph.RuleJoin("and", rest)
            for n, part in enumerate(parts):
                for said, inner in reduced(part):
                    yield said, ph.RuleJoin("and", tuple(inner if k == n else other for k, other in enumerate(parts)))
        case ph.CountOf(share, base, bodies, extras):
            if len(bodies) > 1:
                for n, body in enumerate(bodies):
                    rest_of = tuple(other for k, other in enumerate(bodies) if k != n)
                    yield w.rule(ph.CountOf(share, base, (body,), extras)), ph.CountOf(share, base, rest_of, extras)
            for n, body in enumerate(bodies):
                for said, fewer in _fewer(body):
                    changed = tuple(fewer if k == n else other for k, other in enumerate(bodies))
                    yield said, ph.CountOf(share, base, changed, extras)
            for n, extra in enumerate(extras):
                if isinstance(extra, ph.Including | ph.Comprising):
                    yield w.counted_besides(extra), ph.CountOf(share, base, bodies, tuple(other for k, other in enumerate(extras) if k != n))
        case ph.ConsentOf(ph.Names(items, "and")) if len(items) > 1:
            for item in items:
                yield f"the consent of {item}", ph.ConsentOf(ph.Names(tuple(other for other in items if other != item)))
        case _:
            return


def _fewer(body: ph.BodyOf) -> Iterator[tuple[str, ph.BodyOf]]:
    if not isinstance(body.of, ph.Names) or len(body.of.items) < 2 or body.together or body.how in ("together", "joint_sitting", "any_of"):
        return
    for item in body.of.items:
        rest = ph.Names(tuple(other for other in body.of.items if other != item), body.of.join)
        yield f"{item}", replace(body, of=rest)
