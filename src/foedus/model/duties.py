"""Duties not to do something, `X must not …`, written out for everybody whom they bind.

An act, a use or a taking into hands against such a duty is a breach: it has its effect, and is not lawful. A duty binds whom it names, the
members of a set or family, the chambers and the members voting in a body that it names, and the organs and the people of a polity or unit.
Needs: the standard library. Source: design page LANGUAGE, sections 4, 5 and 7.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from foedus.model import clauses as cl
from foedus.model import phrases as ph
from foedus.model.bind import Binding, condition
from foedus.model.competence import Bar, bars, bound, closed, through, verbs_of
from foedus.model.formula import FALSE, TRUE, Formula, Is, Valuation, all_of, any_of, holds, negation
from foedus.model.places import covers
from foedus.model.settlement import Settlement
from foedus.source import Citation, article_of


@dataclass(frozen=True, eq=False)
class Duty:
    """A duty not to. who: those bound, each while a condition holds; matters (None: all) without those excepted; acts: acts that it names."""

    clause: cl.DutyNotClause
    who: Mapping[str, Formula]
    verbs: frozenset[str]
    matters: frozenset[str] | None
    excepted: frozenset[str]
    acts: frozenset[str]
    in_force: Formula

    @property
    def cite(self) -> Citation:
        """The clause that says it."""
        return self.clause.cite

    @property
    def lifted_by(self) -> ph.RulePhrase | None:
        """The Rule whose consent lifts it."""
        return self.clause.limits.without

    def speaks_of(self, verb: str, matter: str) -> bool:
        """Whether doing this, on this, is what it forbids."""
        return verb in self.verbs and (self.matters is None or matter in self.matters) and matter not in self.excepted

    def names(self, *how: str, name: str = "") -> bool:
        """Whether one of its verbs is of these kinds (hold, used, act), and of that name where one is given."""
        return any(verb.how in how and name in ("", verb.name) for verb in self.clause.doing.verbs)


def duties_not(settlement: Settlement) -> tuple[Duty, ...]:
    """All duties not to do something, in order of declaration."""
    known: tuple[Duty, ...] | None = settlement.memo.get("duties not")
    if known is None:
        known = settlement.memo["duties not"] = tuple(_duty(settlement, clause) for clause in settlement.of_type(cl.DutyNotClause))
    return known


def _duty(settlement: Settlement, clause: cl.DutyNotClause) -> Duty:
    doing, excepted = clause.doing, clause.limits.except_on
    acts = frozenset(verb.name for verb in doing.verbs if verb.how == "do")
    return Duty(
        clause, bound(settlement, clause.subjects), verbs_of(doing), closed(settlement, doing.matters),
        (closed(settlement, excepted) or frozenset()) if excepted else frozenset(), acts, settlement.in_force(clause.cite),
    )  # fmt: skip


def binds(settlement: Settlement, who: Mapping[str, Formula], name: str) -> Formula:
    """The condition under which what binds these binds somebody: by name, as a chamber or a part of a body, or as an organ or the people."""
    body = name.partition(" in ")[2] or name.removeprefix("the people of ")
    organ = settlement.organs.get(body)
    meant = (body, *((organ.assembly, organ.owner, *organ.chambers) if organ else ()))
    return any_of(who[one] for one in dict.fromkeys(meant) if one in who)


def while_said(settlement: Settlement, duty: Duty, binding: Binding) -> Formula:
    """The condition under which a duty stands: its article is in force, and its `when` or `while` holds for what an act is of."""
    when = duty.clause.limits.when
    return all_of((duty.in_force, condition(settlement, when, binding) if when is not None else TRUE))


def forbids(settlement: Settlement, duty: Duty, name: str, place: str) -> Formula:
    """The condition under which a duty forbids somebody to do in a place what it speaks of."""
    there = covers(settlement, duty.clause.doing.place, name, place, silent=TRUE)
    if duty.clause.limits.except_place is not None:
        there = all_of((there, negation(covers(settlement, duty.clause.limits.except_place, name, place, silent=FALSE))))
    return all_of((binds(settlement, duty.who, name), there, while_said(settlement, duty, Binding())))


def standing_against(
    settlement: Settlement, facts: Valuation, name: str, verb: str, matter: str, place: str, *, notwithstanding: Iterable[Citation] = ()
) -> Iterator[Duty]:
    """The duties against which somebody would do this, on this, there: its own, or those of all the organs through which it would do it."""
    kept = frozenset(notwithstanding)
    for duty in duties_not(settlement):
        if not duty.speaks_of(verb, matter) or facts.get(allowed(duty.cite)) or kept & {duty.cite, f"Art. {article_of(duty.cite)}"}:
            continue
        organs = through(settlement, name, verb)
        if holds(forbids(settlement, duty, name, place), facts) or (
            organs and all(holds(forbids(settlement, duty, organ, place), facts) for organ in organs)
        ):
            yield duty


def allowed(cite: Citation) -> str:
    """The name of the variable that says that the consent which lifts a duty has been given."""
    return f"allowed under {cite}"


def lifted(duty: Duty | Bar) -> Formula:
    """The consent that lifts a duty or a bar on an act has been given."""
    return Is(allowed(duty.cite), True) if duty.lifted_by is not None else FALSE


def forbidding(settlement: Settlement) -> tuple[Duty | Bar, ...]:
    """The duties not to, then the bars."""
    return (*duties_not(settlement), *bars(settlement))


def lifting(settlement: Settlement) -> dict[Citation, str]:
    """Of each duty or bar that a consent lifts by an act of its own, that act: `Allow of` the acts and things that it names.

    One on a competence is none of these: there the consent is a part of the answer.
    """
    found: dict[Citation, str] = {}
    for duty in forbidding(settlement):
        kinds = {verb.how for verb in duty.clause.doing.verbs} - {"plain"}
        # The use of a force is judged where it happens: a bar on it asks for the consent each time.
        if duty.lifted_by is not None and (kinds - {"used"} if isinstance(duty, Bar) else kinds):
            of = ", ".join(verb.name for verb in duty.clause.doing.verbs if verb.how in ("do", "hold"))
            found[duty.cite] = duty.cite if not of else f"{of}, {duty.cite}" if of in found.values() else of
    return {cite: f"Allow of {of}" for cite, of in found.items()}
