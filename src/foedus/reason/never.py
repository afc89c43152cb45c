"""Rules that nobody can satisfy, however many say yes: more voices asked for than there are.

Only rules that name a number are looked at: a share of a body can always be reached.
Needs: the standard library. Source: design page LANGUAGE, section 7.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass

from foedus.model import clauses as cl
from foedus.model import phrases as ph
from foedus.model import words
from foedus.model.bind import Binding
from foedus.model.consents import Consents, yes
from foedus.model.formula import FALSE, given
from foedus.model.settlement import Settlement
from foedus.source import Citation


@dataclass(frozen=True, slots=True)
class Never:
    """A rule that never carries. what: the act, or what else is decided by it; cites: the clause, and those that say who there is."""

    what: str
    rule: str
    cites: tuple[Citation, ...]
    clause: cl.Clause


def never_carried(settlement: Settlement) -> Iterator[Never]:
    """The rules of acts and removals, and the ways in which organs decide, that ask for more voices than there are."""
    for clause in settlement.acts.values():
        bindings = list(Binding.instances(settlement, clause.of))
        for rule in _rules(clause):
            yield from _judged(settlement, clause.name, rule, bindings, clause)
    for organ in {organ.clause.cite: organ for organ in reversed(tuple(settlement.organs.values()))}.values():
        own = [Binding("organ", organ.name)]
        for what, found in (("the removal of", organ.traits.removed_by), ("a decision of", organ.traits.deciding_by)):
            if found is not None:
                yield from _judged(settlement, f"{what} {organ.name}", found, own, organ.clause)


def _rules(clause: cl.ActClause) -> list[ph.RulePhrase]:
    found = [clause.by, clause.with_consent, *(stage.rule for stage in clause.stages if stage.how == "rule")]
    return [rule for rule in found if rule is not None]


def _judged(settlement: Settlement, what: str, rule: ph.RulePhrase, bindings: list[Binding], clause: cl.Clause) -> Iterator[Never]:
    if not _names_a_number(rule) or not bindings:
        return
    bodies: dict[Citation, None] = {clause.cite: None}
    for binding in bindings:
        consents = Consents(settlement, binding, what)
        formula = consents.rule(rule)
        if given(formula, {yes(bloc, what): True for bloc in consents.blocs}) != FALSE:
            return
        for bloc in consents.blocs:
            organ = settlement.organs.get(bloc.partition(" in ")[2] or bloc)
            bodies.update({organ.cite: None} if organ else {})
    yield Never(what, words.rule(rule), tuple(bodies), clause)


def _names_a_number(part: object) -> bool:
    """Some `any 4 of`, or a share that is a number of votes."""
    if isinstance(part, ph.AnyOf):
        return True
    if isinstance(part, ph.Share):
        return part.number is not None and part.number.style in ("whole", "words", "parameter")
    if isinstance(part, tuple):
        return any(map(_names_a_number, part))
    if is_dataclass(part) and not isinstance(part, type):
        return any(_names_a_number(getattr(part, field.name)) for field in fields(part))
    return False
