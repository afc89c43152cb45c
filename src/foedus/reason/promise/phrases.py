"""The separable phrases of a text, and the text without some of them.

Phrases that restrict are struck in the moves: conditions, bars, incompatibilities, and each part of a Rule whose consent is needed beside others.
Effects said beside others, clauses that give something, and bars of the table are struck in the text itself.
Needs: the standard library. Source: design page REASONING, section 7.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from operator import is_

from foedus.model import clauses as cl
from foedus.model import phrases as ph
from foedus.model import words as w
from foedus.model.consents import Consents, yes
from foedus.model.formula import FALSE, TRUE, Formula, Is, replacing
from foedus.model.formula import names as names_in
from foedus.model.machine import Effect, Machine, MoveKind
from foedus.model.recorded import inherit
from foedus.model.settlement import Settlement
from foedus.reason.promise.ghosts import bindings
from foedus.reason.promise.verdict import Phrase
from foedus.source import Citation

_EACH = ("each_of", "chambers", "names", "referendum")
"""Bodies that each count by themselves."""
_CITE = re.compile(r"Art\. \d+[A-Z]?(?:\(\d+[A-Z]?\))?(?:\([a-z]\))?")


@dataclass(frozen=True, slots=True)
class ConsentPart:
    """One part of the Rule of an act: by instance, the blocs that only it asks. name: of the phrase."""

    name: str
    phrase: Phrase
    blocs: Mapping[str, frozenset[str]]


def consent_parts(settlement: Settlement) -> Mapping[str, ConsentPart]:
    """Every part of a Rule that stands beside others, so that the act could be done without it."""
    known: dict[str, ConsentPart] | None = settlement.memo.get("consent parts")
    if known is None:
        known = settlement.memo["consent parts"] = {}
        for clause in settlement.acts.values():
            parts = [*(_parts(clause.by) if clause.by else ()), *(_parts(clause.with_consent) if clause.with_consent else ())]
            if len(parts) > 1 and not clause.stages:
                for part in _of_act(settlement, clause, parts):
                    known[part.name] = part
    return known


def _parts(rule: ph.RulePhrase) -> Iterator[ph.RulePhrase]:
    """The parts of a rule that must all carry."""
    match rule:
        case ph.RuleJoin("and", parts):
            for part in parts:
                yield from _parts(part)
        case ph.CountOf(share, base, bodies, extras):
            for body in bodies:
                if isinstance(body.of, ph.Names) and body.how in _EACH and not body.together and len(body.of.items) > 1:
                    for item in body.of.items:
                        yield ph.CountOf(share, base, (replace(body, of=ph.Names((item,), body.of.join)),), extras)
                else:
                    yield ph.CountOf(share, base, (body,), extras)
        case ph.ConsentOf(ph.Names(items, "and")) if len(items) > 1:
            yield from (ph.ConsentOf(ph.Names((item,))) for item in items)
        case _:
            yield rule


def _of_act(settlement: Settlement, clause: cl.ActClause, parts: list[ph.RulePhrase]) -> Iterator[ConsentPart]:
    by_part: list[dict[str, frozenset[str]]] = [{} for _ in parts]
    for instance, binding in bindings(settlement).items():
        if instance.split(" of ")[0] != clause.name:
            continue
        asked = []
        for part in parts:
            consents = Consents(settlement, binding, instance)
            consents.rule(part)
            asked.append(frozenset(consents.blocs))
        for n, blocs in enumerate(asked):
            by_part[n][instance] = blocs - frozenset().union(*(other for k, other in enumerate(asked) if k != n))
    for part, own in zip(parts, by_part, strict=True):
        if any(own.values()):
            said = w.rule(part)
            yield ConsentPart(f"{clause.cite} by {said}", Phrase(clause.cite, said), own)


def phrase_of(settlement: Settlement, name: str) -> Phrase:
    """A phrase of a guard, or a part of a Rule, as people read it."""
    part = consent_parts(settlement).get(name)
    if part is not None:
        return part.phrase
    match = _CITE.match(name)
    cite = match.group() if match else name
    rest = name[len(cite) :].strip()
    clause = settlement.by_cite.get(cite)
    if rest == "when" and isinstance(clause, cl.ActClause) and clause.when is not None:
        return Phrase(cite, f"{clause.when_word} {w.cond(clause.when)}")
    if not rest and isinstance(clause, cl.BarClause):
        return Phrase(cite, " ".join(clause.at.text.split()) or "the whole clause")
    if rest.startswith("incompatible") or rest in ("in force", "not before", "repeated", "of", "failing that"):
        return Phrase(cite, rest)
    return Phrase(cite, rest or " ".join(clause.at.text.split()) if clause else rest)


# ---- struck in the moves


def strike(machine: Machine, names: Collection[str], consents: Mapping[str, ConsentPart]) -> Machine:
    """The machine without some phrases: parts of guards that they ask for, and consents that they need."""
    struck = frozenset(names) - {""}
    free: dict[str, frozenset[str]] = {}
    for name in struck:
        for instance, blocs in consents[name].blocs.items() if name in consents else ():
            free[instance] = free.get(instance, frozenset()) | blocs
    moves = list(machine.moves)
    for place in {place for name in struck for place in machine.by_phrase.get(name, ())}:
        moves[place] = replace(moves[place], guard=tuple(part for part in moves[place].guard if part.phrase not in struck))
    for instance, blocs in free.items():
        for place, effects in _freed(machine, instance, blocs):
            moves[place] = replace(moves[place], effects=effects)
    return Machine(machine.variables, tuple(moves), machine.ticks, machine.procedures)


def _freed(machine: Machine, instance: str, blocs: frozenset[str]) -> list[tuple[int, tuple[Effect, ...]]]:
    """The moves of an instance that read otherwise where some consents to it are not needed: the place of each, and its effects; worked out once."""
    known: dict[tuple[str, frozenset[str]], list[tuple[int, tuple[Effect, ...]]]] = machine.memo.setdefault("freed", {})
    if (instance, blocs) not in known:
        free = _Freed(frozenset(yes(bloc, instance) for bloc in blocs))
        places = (place for place in machine.by_instance.get(instance, ()) if machine.moves[place].key.kind != MoveKind.EVENT.value)
        read = ((place, tuple(map(free.effect, machine.moves[place].effects))) for place in places)
        known[instance, blocs] = [(place, effects) for place, effects in read if not all(map(is_, effects, machine.moves[place].effects))]
    return known[instance, blocs]


class _Freed:
    """Consents to one instance of an act that are not needed any more.

    One counts as given where it would be missed, and as not given where it would begin a time.
    """

    def __init__(self, bits: frozenset[str]) -> None:
        self.bits = bits
        self._given, self._missed = (replacing(partial(self._atom, put), bits) for put in (TRUE, FALSE))

    def _atom(self, put: Formula, leaf: Is) -> Formula:
        return put if leaf.variable in self.bits else leaf

    def effect(self, effect: Effect) -> Effect:
        """An effect as it reads without the need of them."""
        if names_in(effect.when).isdisjoint(self.bits):
            return effect
        put = self._missed if effect.variable.startswith("time left for ") else self._given
        return replace(effect, when=put(effect.when))


# ---- struck in the text


def without(settlement: Settlement, clause: cl.Clause) -> Settlement:
    """The settlement without a clause; without that of an organ, the organ is not there."""
    return _changed(settlement, clause, None)


def with_other(settlement: Settlement, clause: cl.Clause, other: cl.Clause) -> Settlement:
    """The settlement with another clause in the place of one."""
    return _changed(settlement, clause, other)


def _changed(settlement: Settlement, clause: cl.Clause, other: cl.Clause | None) -> Settlement:
    clauses = tuple(one if one is not clause else other for one in settlement.clauses if one is not clause or other is not None)
    organs = settlement.organs
    if isinstance(clause, cl.OrganClause) and other is None:
        organs = {name: organ for name, organ in settlement.organs.items() if organ.clause is not clause}
    changed = replace(settlement, clauses=tuple(one for one in clauses if one is not None), organs=organs, memo={})
    inherit(settlement, changed)
    return changed


def with_traits(settlement: Settlement, clause: cl.OrganClause, traits: cl.Traits) -> Settlement:
    """The settlement with other traits of an organ."""
    other = replace(clause, traits=traits)
    changed = with_other(settlement, clause, other)
    organs = {
        name: replace(organ, traits=traits, clause=other) if organ.clause is clause and not organ.assembly else organ
        for name, organ in settlement.organs.items()
    }
    changed = replace(changed, organs=organs, memo={})
    inherit(settlement, changed)
    return changed


def effect_phrases(settlement: Settlement, acts: Iterable[str]) -> Iterator[tuple[Phrase, Settlement]]:
    """Each effect that an act has beside others, with the settlement without it: made once, since one promise after the other asks for it."""
    known: dict[tuple[str, int], Settlement] = settlement.memo.setdefault("without effects", {})
    for name in acts:
        clause = settlement.acts.get(name)
        if clause is None or len(clause.effects) < 2:
            continue
        for n, effect in enumerate(clause.effects):
            if (name, n) not in known:
                rest = tuple(other for k, other in enumerate(clause.effects) if k != n)
                known[name, n] = with_other(settlement, clause, replace(clause, effects=rest))
            yield Phrase(clause.cite, f"effect {w.effect(effect)}"), known[name, n]


def table_phrases(settlement: Settlement) -> Iterator[tuple[Phrase, Settlement]]:
    """Each bar, and each condition and exception of a competence or a bar, with the settlement without it."""
    for clause in settlement.clauses:
        if isinstance(clause, cl.BarClause):
            yield Phrase(clause.cite, " ".join(clause.at.text.split()) or "the whole clause"), without(settlement, clause)
        elif isinstance(clause, cl.CompetenceClause):
            for said, limits in _limits(clause.limits):
                yield Phrase(clause.cite, said), with_other(settlement, clause, replace(clause, limits=limits))


def _limits(limits: cl.Limits) -> Iterator[tuple[str, cl.Limits]]:
    if limits.when is not None:
        yield f"{limits.word} {w.cond(limits.when)}", replace(limits, when=None)
    if limits.except_on:
        yield f"except on {w.listed(limits.except_on)}", replace(limits, except_on=())
    if limits.except_place is not None:
        yield f"except {w.place(limits.except_place)}", replace(limits, except_place=None)


def giving_clauses(settlement: Settlement) -> Iterator[tuple[Phrase, Settlement]]:
    """Each clause that gives a matter to somebody or somebody an organ, with the settlement without it."""
    for clause in settlement.clauses:
        owned = isinstance(clause, cl.OrganClause) and any(organ.owner and not organ.assembly for organ in settlement.organs.values() if organ.clause is clause)
        if owned or isinstance(clause, cl.CompetenceClause | cl.ResidualClause):
            yield Phrase(clause.cite, " ".join(clause.at.text.split()) or "the whole clause"), without(settlement, clause)


def function_clauses(settlement: Settlement) -> Iterator[tuple[Phrase, Settlement]]:
    """Each clause on a function, with the settlement without it."""
    for clause in settlement.of_type(cl.FunctionClause):
        yield Phrase(clause.cite, " ".join(clause.at.text.split()) or "the whole clause"), without(settlement, clause)


def cites_of(phrases: Iterable[Phrase]) -> tuple[Citation, ...]:
    """The clauses in which phrases stand, each once."""
    return tuple(dict.fromkeys(phrase.cite for phrase in phrases))
