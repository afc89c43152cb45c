"""Competences, bars and residual clauses of a settlement, written out for every holder.

A clause that speaks of several holders becomes one competence for each (or one for all of them, where they act together). An act `on` a
matter is the way that matter is exercised: it stands here as a joint competence of those whose consent it needs.
Needs: the standard library. Source: design page LANGUAGE, section 7.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from types import MappingProxyType

from foedus.model import clauses as cl
from foedus.model import phrases as ph
from foedus.model.asked import asked_while
from foedus.model.bind import Binding, condition
from foedus.model.families import each_of, family_of
from foedus.model.formula import FALSE, TRUE, Formula, all_of, any_of, negation
from foedus.model.matters import ORGANS_FOR, VERBS
from foedus.model.places import covers, places, territory
from foedus.model.settlement import ABROAD, Settlement
from foedus.source import Citation


class Kind(Enum):
    """How a competence is held."""

    EXCLUSIVE = "exclusive"
    CONCURRENT = "concurrent"
    JOINT = "joint"
    RESIDUAL = "residual"


@dataclass(frozen=True, eq=False)
class Competence:
    """Authority of holders over matters in places, while a condition holds.

    holders: one, or all those who act only together; verbs and matters (closed downwards; None: all); reach: the condition for each place;
    principal: for whom it acts abroad; needs: a Rule whose consent it takes; act: the act through which it is exercised, if one is;
    while_meant: of those holders that a set or a family names, the condition under which it means them.
    """

    holders: tuple[str, ...]
    kind: Kind
    verbs: frozenset[str]
    matters: frozenset[str] | None
    reach: dict[str, Formula]
    when: Formula
    clause: cl.Clause
    principal: str = ""
    prevailing: str = ""
    needs: ph.RulePhrase | None = None
    hearing: ph.Hearing | None = None
    notwithstanding: tuple[Citation, ...] = ()
    act: str = ""
    level: int = 0
    while_meant: Mapping[str, Formula] = field(default_factory=dict)

    @property
    def cite(self) -> Citation:
        """The clause that gives it."""
        return self.clause.cite


@dataclass(frozen=True, eq=False)
class Bar:
    """A clause that takes competence away. who: those whom it names, each while a condition holds; lifted_by: the Rule whose consent lifts it.

    Whom it covers where is found by `bar_reach`.
    """

    clause: cl.BarClause
    verbs: frozenset[str]
    who: Mapping[str, Formula]
    matters: frozenset[str] | None
    excepted: frozenset[str]
    acts: frozenset[str]
    when: Formula
    lifted_by: ph.RulePhrase | None = None

    @property
    def cite(self) -> Citation:
        """The clause that bars."""
        return self.clause.cite


def through(settlement: Settlement, holder: str, verb: str) -> tuple[str, ...]:
    """The organs through which a holder does something: itself if it is an organ, else the organs of the first kind that it has for the verb.

    Who only acts while another office is vacant is none of them.
    """
    if holder in settlement.organs:
        return (holder,)
    for kind in ORGANS_FOR.get(verb, ()):
        found = settlement.owned.get((holder, kind), ())
        deputies = {settlement.organs[name].traits.acting for name in found}
        able = tuple(name for name in found if name not in deputies)
        if able:
            return able
    return ()


def closed(settlement: Settlement, words: tuple[str, ...]) -> frozenset[str] | None:
    """Matters with all that stands below them; None (all) where no matter is named."""
    if not words:
        return None
    found: set[str] = set()
    waiting = [word for word in words if word in settlement.matters]
    while waiting:
        word = waiting.pop()
        if word not in found:
            found.add(word)
            waiting += settlement.below.get(word, ())
    return frozenset(found)


def verbs_of(doing: ph.Doing) -> frozenset[str]:
    """The verbs of government that a phrase names; `act` is all of them."""
    if any(verb.how == "act" for verb in doing.verbs):
        return frozenset(VERBS)
    return frozenset(verb.name for verb in doing.verbs if verb.how == "plain")


def holders_of(settlement: Settlement, subjects: ph.Subjects) -> Iterator[tuple[str, Formula]]:
    """Everybody of whom a clause speaks, with the condition under which each is one of them."""
    for item in subjects.items:
        yield from members_of(settlement, item)


def members_of(settlement: Settlement, item: ph.Subject) -> Iterator[tuple[str, Formula]]:
    """The members that one subject means."""
    if isinstance(item, str):
        found = settlement.find(item) or item
        for name in settlement.members(found) or (found,):
            yield name, TRUE
    elif isinstance(item, ph.FamilyOf):
        yield from family_of(settlement, item)
    elif isinstance(item, ph.JointOrgan):
        yield from ((organ.name, TRUE) for organ in settlement.organs.values() if organ.is_joint and not organ.assembly)
    else:
        yield from each_of(settlement, item)


def bound(settlement: Settlement, subjects: ph.Subjects) -> dict[str, Formula]:
    """Everybody whom a clause binds, each with the condition under which it does."""
    found: dict[str, Formula] = {}
    for name, formula in holders_of(settlement, subjects):
        found[name] = any_of((found.get(name, FALSE), formula))
    return found


Known = Mapping[int, Sequence[Competence]]
"""What comes of clauses that were gone through before, by the identity of each."""


def competences(settlement: Settlement, known: Known = MappingProxyType({})) -> tuple[Competence, ...]:
    """All competences but the residual ones, in order of declaration."""
    found: list[Competence] = []
    for clause in settlement.clauses:
        if isinstance(clause, cl.CompetenceClause):
            found += known.get(id(clause)) or _of_clause(settlement, clause)
        elif isinstance(clause, cl.ActClause) and clause.on:
            found += known.get(id(clause)) or _of_act(settlement, clause)
    return tuple(found)


def _of_clause(settlement: Settlement, clause: cl.CompetenceClause) -> Iterator[Competence]:
    doing, limits = clause.doing, clause.limits
    verbs, matters = verbs_of(doing), closed(settlement, doing.matters)
    excepted = closed(settlement, limits.except_on) if limits.except_on else frozenset[str]()
    if excepted:
        matters = frozenset(settlement.matters if matters is None else matters) - excepted
    members = list(holders_of(settlement, clause.subjects))
    together = clause.manner == "together"
    kind = {"together": Kind.JOINT, "concurrently": Kind.CONCURRENT}.get(clause.manner, Kind.EXCLUSIVE)
    for group in [members] if together else [[member] for member in members]:
        names = tuple(name for name, _ in group)
        when = all_of((settlement.in_force(clause.cite), any_of(formula for _, formula in group)))
        if limits.when is not None:
            when = all_of((when, condition(settlement, limits.when, Binding())))
        yield Competence(
            names, kind, verbs, matters, _reach(settlement, clause, names), when, clause,
            principal=names[0] if doing.place and doing.place.how == "for_itself" else "",
            prevailing=limits.prevailing, needs=limits.with_consent, hearing=limits.hearing, notwithstanding=limits.notwithstanding,
            while_meant={name: formula for name, formula in group if formula != TRUE} if together else {},
        )  # fmt: skip


def _reach(settlement: Settlement, clause: cl.CompetenceClause, names: tuple[str, ...]) -> dict[str, Formula]:
    reach = {}
    for place in places(settlement):
        own = any_of(territory(settlement, name, place) for name in names)
        inside = any_of(covers(settlement, clause.doing.place, name, place, silent=own) for name in names)
        if clause.limits.except_place is not None:
            out = any_of(covers(settlement, clause.limits.except_place, name, place, silent=FALSE) for name in names)
            inside = all_of((inside, negation(out)))
        reach[place] = inside
    return reach


def _of_act(settlement: Settlement, clause: cl.ActClause) -> Iterator[Competence]:
    """An act on a matter: held together by those whose consent it needs, where the thing that it is of lies."""
    matters = closed(settlement, clause.on)
    for binding in Binding.instances(settlement, clause.of):
        asked = asked_while(settlement, clause, binding)
        meant = {name: when for name, when in asked.items() if when != TRUE}
        owner = binding.owner(settlement)
        reach = {
            place: (territory(settlement, owner, place) if owner else (FALSE if place == ABROAD else TRUE)) for place in places(settlement)
        }
        yield Competence(
            tuple(asked), Kind.JOINT, frozenset(VERBS), matters, reach, settlement.in_force(clause.cite), clause, act=clause.name, while_meant=meant
        )


def residuals(settlement: Settlement, known: Known = MappingProxyType({})) -> tuple[Competence, ...]:
    """Residual competences; level tells the general (0) from the particular (1 for a polity, 2 for a unit)."""
    found: list[Competence] = []
    for clause in settlement.of_type(cl.ResidualClause):
        if id(clause) in known:
            found += known[id(clause)]
            continue
        level = 0 if not clause.of else 1 if clause.of in settlement.polities else 2
        for name, when in _residual_holders(settlement, clause):
            scope = clause.of
            reach = {
                place: all_of((
                    covers(settlement, clause.place, name, place, silent=territory(settlement, name, place)),
                    territory(settlement, scope, place) if scope else TRUE,
                ))
                for place in places(settlement)
            }  # fmt: skip
            when = all_of((when, settlement.in_force(clause.cite)))
            found.append(Competence((name,), Kind.RESIDUAL, frozenset(VERBS), None, reach, when, clause, level=level))
    return tuple(found)


def _residual_holders(settlement: Settlement, clause: cl.ResidualClause) -> Iterator[tuple[str, Formula]]:
    if clause.to is None:
        each = ph.Each("unit", clause.of)
        return members_of(settlement, each)
    return members_of(settlement, clause.to)


def bars(settlement: Settlement) -> tuple[Bar, ...]:
    """All bars, in order of declaration."""
    known: tuple[Bar, ...] | None = settlement.memo.get("bars")
    if known is None:
        known = settlement.memo["bars"] = tuple(_bars(settlement))
    return known


def _bars(settlement: Settlement) -> Iterator[Bar]:
    for clause in settlement.of_type(cl.BarClause):
        doing, limits = clause.doing, clause.limits
        excepted = closed(settlement, limits.except_on) if limits.except_on else frozenset[str]()
        when = settlement.in_force(clause.cite)
        if limits.when is not None:
            when = all_of((when, condition(settlement, limits.when, Binding())))
        spoken = bound(settlement, clause.subjects) if isinstance(clause.subjects, ph.Subjects) else {}
        # What does not exist does nothing: that it exists need not be asked again.
        who = {name: TRUE if formula == settlement.exists(name) else formula for name, formula in spoken.items()}
        acts = frozenset(verb.name for verb in doing.verbs if verb.how == "do")
        yield Bar(clause, verbs_of(doing), who, closed(settlement, doing.matters), excepted or frozenset(), acts, when, limits.without)


def speaks_of(settlement: Settlement, bar: Bar, name: str) -> Formula:
    """The condition under which a bar speaks of a polity, unit or organ."""
    organ = settlement.organs.get(name)
    subjects = bar.clause.subjects
    if isinstance(subjects, ph.Subjects):
        meant = (name, organ.assembly, organ.owner) if organ else (name,)
        return any_of(bar.who[one] for one in meant if one in bar.who)
    return in_set(settlement, subjects, name)


def in_set(settlement: Settlement, organs: ph.OrganSet, name: str) -> Formula:
    """The condition under which a polity, unit or organ is one of a set: `organ of a polity`, `joint organ`, `court of Alder`."""
    organ = settlement.organs.get(name)
    if organs.what in ("polity", "unit"):
        group = settlement.polities if organs.what == "polity" else settlement.units
        return TRUE if name in group else FALSE
    if organs.what == "joint":
        return TRUE if organ is not None and organ.is_joint else FALSE
    if organs.what != "organ" and (organ is None or organ.kind != organs.what):
        return FALSE
    if organ is not None and organ.is_joint:
        return FALSE if organs.of or organs.of_a else TRUE
    owner = organ.owner if organ else name
    if organs.of:
        if owner == organs.of:
            return TRUE
        return settlement.belongs(owner, organs.of) if owner in settlement.units else FALSE
    if organs.of_a == "unit":
        return TRUE if owner in settlement.units else FALSE
    if organs.of_a == "polity" and owner in settlement.units and owner not in settlement.polities:
        return any_of(settlement.belongs(owner, polity) for polity in settlement.polities)
    return TRUE


def bar_reach(settlement: Settlement, bar: Bar, name: str, place: str) -> Formula:
    """The condition under which a bar covers what somebody does in a place: it speaks of them, reaches there, and is not excepted."""
    phrase = bar.clause.doing.place
    reach = covers(settlement, phrase, name, place, silent=TRUE)
    if bar.clause.limits.except_place is not None:
        reach = all_of((reach, negation(covers(settlement, bar.clause.limits.except_place, name, place, silent=FALSE))))
    return all_of((speaks_of(settlement, bar, name), reach, bar.when))
