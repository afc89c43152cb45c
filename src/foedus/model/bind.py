"""What the words of an act mean for one thing that it is of: `that force`, `its assembly`, `the other polity`; and conditions as formulas.

A binding is the thing (and where there is one, the further argument) of an act's instance: `ChangePolity of TX`. Where a word's meaning
hangs on who belongs where, it is a list of cases, each with its condition.
Needs: the standard library. Source: design page LANGUAGE, sections 2 and 5.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass

from foedus.model import clauses as cl
from foedus.model import phrases as ph
from foedus.model.formula import FALSE, TRUE, Formula, Is, all_of, any_of, negation, weighs
from foedus.model.incumbents import carried, incumbents
from foedus.model.matters import ORGANS_FOR
from foedus.model.money import payers_of
from foedus.model.settlement import Organ, Settlement

VACANT = "vacant"
NOBODY = "nobody"
ORPHAN = "orphan"
"""What holds a lot whose holder ceased to exist, where no effect settled it."""


def command(force: str) -> str:
    """The name of the variable that says under whose command a force is."""
    return f"command of {force}"


def holder(lot_or_office: str) -> str:
    """The name of the variable that says who holds an office or a lot."""
    return f"holder of {lot_or_office}"


def share(payer: str, organ: str) -> str:
    """The name of the variable that says whether a payer's share of an organ is voted."""
    return f"share of {payer} in {organ}"


Cases = list[tuple[Formula, tuple[str, ...]]]
"""Names, each tuple under a condition; the conditions exclude one another."""


@dataclass(frozen=True, slots=True)
class Binding:
    """What an act is of: `thing` of a `type`, and `to` of a `to_type` where it has a second argument."""

    type: str = ""
    thing: str = ""
    to_type: str = ""
    to: str = ""

    @property
    def words(self) -> str:
        """`Guard of AL`, `Elm, Birch`; empty for an act that is of nothing."""
        return f"{self.thing}, {self.to}" if self.to else self.thing

    def owner(self, settlement: Settlement) -> str:
        """The polity or unit that the thing is, or belongs to as an organ; empty where there is none."""
        organ = settlement.organs.get(self.thing)
        return organ.owner if organ else self.thing

    def of_type(self, kind: str) -> str:
        """The bound thing that `that polity` or `that force` means."""
        if kind == self.to_type or (kind == "organ" and self.to_type == "joint organ"):
            return self.to
        return self.thing if kind == self.type or (kind == "organ" and self.type not in ("", "unit", "polity")) else ""

    @staticmethod
    def instances(settlement: Settlement, params: cl.Params | None) -> Iterator[Binding]:
        """One binding for each thing that an act may be of."""
        if params is None:
            yield Binding()
            return
        for thing in _of_type(settlement, params.type, params.of):
            if not params.to:
                yield Binding(params.type, thing)
            else:
                yield from (Binding(params.type, thing, params.to, to) for to in _of_type(settlement, params.to, "") if to != thing)


def _of_type(settlement: Settlement, kind: str, of: str) -> Iterable[str]:
    if kind == "polity":
        return settlement.polities
    if kind == "unit":
        return settlement.units
    if kind == "joint organ":
        return [organ.name for organ in settlement.organs.values() if organ.is_joint and not organ.assembly]
    if kind == "organ":
        return [organ.name for organ in settlement.organs.values() if organ.kind in ORGANS_FOR["hold"] and organ.name == organ.declared]
    return [
        organ.name
        for organ in settlement.organs.values()
        if organ.kind == kind and not organ.assembly and of in ("", organ.owner, organ.within)
    ]


def polity_of(settlement: Settlement, owner: str) -> Cases:
    """The polity of a polity (itself), of a unit or of an organ, by cases of membership."""
    organ = settlement.organs.get(owner)
    name = organ.owner if organ else owner
    if name in settlement.polities:
        return [(TRUE, (name,))]
    found = ((settlement.belongs(name, polity), (polity,)) for polity in settlement.polities)
    return [(formula, names) for formula, names in found if formula != FALSE]


def target(settlement: Settlement, wanted: ph.Target, binding: Binding) -> Cases:
    """What `Alder`, `that polity`, `its polity` or `the other polity` is, by cases."""
    if wanted.how == "named":
        return [(TRUE, (settlement.find(wanted.name) or wanted.name,))]
    if wanted.how == "that":
        thing = binding.of_type(wanted.name)
        return [(TRUE, (thing,))] if thing else []
    own = polity_of(settlement, binding.thing)
    if wanted.how == "own":
        return own
    if binding.to_type == wanted.name:
        return [(TRUE, (binding.to,))]
    others = [(formula, tuple(name for name in settlement.polities if name not in names)) for formula, names in own]
    return [(formula, names) for formula, names in others if names]


def own_organs(settlement: Settlement, own: ph.Own, binding: Binding) -> Cases:
    """The organs that `its assembly` or `the assembly of the other polity` means, by cases; an organ counts only while it exists."""
    owners: Cases = [(TRUE, (binding.owner(settlement),))] if own.of is None else target(settlement, own.of, binding)
    found: Cases = []
    for formula, names in owners:
        for name in names:
            owner = settlement.organs[name].owner if name in settlement.organs else name
            for organ in settlement.organs_of(owner, own.what):
                within = settlement.organs[organ].within
                exists = settlement.exists(organ) if within else TRUE
                found.append((all_of((formula, exists)), (organ,)))
    return found


def chambers(settlement: Settlement, organ: str) -> tuple[str, ...]:
    """The chambers of an assembly, or itself where it has none."""
    known = settlement.organs.get(organ)
    return known.chambers or (organ,) if known else (organ,)


def members(settlement: Settlement, name: str) -> tuple[str, ...]:
    """The parts that a name means: itself, or the members of its family."""
    full = settlement.find(name) or name
    return settlement.members(full) or (full,)


# ---- conditions


def condition(settlement: Settlement, cond: ph.CondPhrase, binding: Binding, *, every: bool = False) -> Formula:
    """A condition as a formula over the situation. every: a family by its name alone means all its members (else: some member)."""
    known: dict[tuple[ph.CondPhrase, Binding, bool], Formula] = settlement.memo.setdefault("conditions", {})
    key = (cond, binding, every)
    found = known.get(key)
    if found is None:
        found = known[key] = _condition(settlement, cond, binding, every)
    return found


def _condition(settlement: Settlement, cond: ph.CondPhrase, binding: Binding, every: bool) -> Formula:
    match cond:
        case ph.CondJoin(join, parts):
            formulas = [condition(settlement, part, binding, every=every) for part in parts]
            return all_of(formulas) if join == "and" else any_of(formulas)
        case ph.Facts(names):
            facts = [_fact(settlement, name, binding, every) for name in names.items]
            return all_of(facts) if names.join == "and" else any_of(facts)
        case ph.NotFact(name):
            return negation(_fact(settlement, name, binding, every))
        case ph.SamePerson(first, second):
            return same_person(settlement, first, second)
        case ph.Says():
            return _says(settlement, cond, binding, every)


def _fact(settlement: Settlement, name: str, binding: Binding, every: bool) -> Formula:
    for owner in (binding.of_type("polity"), binding.of_type("unit"), binding.owner(settlement) if binding.thing else ""):
        if owner and f"{name} of {owner}" in settlement.conditions:
            return Is(f"{name} of {owner}", True)
    found = [Is(member, True) for member in members(settlement, name) if member in settlement.conditions]
    return all_of(found) if every else any_of(found)


def same_person(settlement: Settlement, first: str, second: str) -> Formula:
    """One person holds both offices: both have the same holder, and it is somebody."""
    of_one, of_two = (incumbents(settlement, settlement.find(name) or name) for name in (first, second))
    return any_of(_same_person(settlement, one, two) for one in of_one for two in of_two)


def _same_person(settlement: Settlement, one: str, two: str) -> Formula:
    count = persons(settlement).get(one, 0)
    if count == 0 or persons(settlement).get(two, 0) != count:
        return FALSE
    if one == two:
        return filled(settlement, one)
    return any_of(all_of((Is(holder(one), person), Is(holder(two), person))) for person in person_names(count))


def person_names(count: int) -> tuple[str, ...]:
    """The interchangeable persons who may hold the offices of one group, each group by itself."""
    return tuple(f"person {n}" for n in range(1, count + 1))


def offices(settlement: Settlement) -> tuple[Organ, ...]:
    """The organs that one person holds and that may be vacant: every office, and whatever is appointed as a whole."""
    found: dict[str, Organ] | None = settlement.memo.get("offices")
    if found is None:
        found = settlement.memo["offices"] = {
            organ.name: organ
            for organ in settlement.organs.values()
            if not organ.assembly
            and (organ.kind == "office" or any(filling.how == "appointed" for filling in organ.traits.filling))
            and not any(filling.how == "ex_officio" for filling in organ.traits.filling)
        }
    return tuple(found.values())


def is_office(settlement: Settlement, name: str) -> bool:
    """Whether the organ is one that may be vacant."""
    offices(settlement)
    return name in settlement.memo["offices"]


def incompatible(settlement: Settlement, office: Organ) -> dict[str, str]:
    """The offices that nobody may hold beside this one, each with the citation that says so (said of either of the two)."""
    found: dict[str, str] = {}
    everyone = [other for other in offices(settlement) if other.name != office.name]
    for other in everyone:
        by = [organ.cite for organ in carried(settlement, office) if _excludes(settlement, organ, other)]
        by += [organ.cite for organ in carried(settlement, other) if _excludes(settlement, organ, office)]
        if by:
            found[other.name] = by[0]
    return found


def _excludes(settlement: Settlement, office: Organ, other: Organ) -> bool:
    if not office.traits.incompatible and not office.traits.incompatible_any:
        return False
    meant = {name for names in office.traits.incompatible for item in names.items for name in members(settlement, item)}
    named = {one for name in meant for one in incumbents(settlement, name)}
    return other.name in named or (office.traits.incompatible_any and other.kind == "office" and other.name == other.declared)


def persons(settlement: Settlement) -> dict[str, int]:
    """For each office, among how many interchangeable persons its holder is told apart.

    Offices that are incompatible, or that a condition compares, form one group with a person for each; any other office has one person.
    """
    found: dict[str, int] | None = settlement.memo.get("persons")
    if found is None:
        found = settlement.memo["persons"] = {name: len(group) for group in _person_groups(settlement) for name in group}
    return found


def _person_groups(settlement: Settlement) -> list[set[str]]:
    groups: list[set[str]] = [{office.name} for office in offices(settlement)]
    known = {office.name for office in offices(settlement)}
    links = [(office.name, other) for office in offices(settlement) for other in incompatible(settlement, office)]
    for clause in settlement.clauses:
        for pair in pairs_compared(clause):
            of_one, of_two = (incumbents(settlement, settlement.find(name) or name) for name in (pair.first, pair.second))
            links += [(one, two) for one in of_one for two in of_two]
    for first, second in links:
        if first in known and second in known:
            one = next(group for group in groups if first in group)
            two = next(group for group in groups if second in group)
            if one is not two:
                groups.remove(two)
                one |= two
    return groups


def pairs_compared(part: object) -> Iterator[ph.SamePerson]:
    """The pairs of offices of which a clause asks whether one person holds both."""
    if isinstance(part, ph.SamePerson):
        yield part
    elif isinstance(part, tuple):
        for item in part:
            yield from pairs_compared(item)
    elif is_dataclass(part) and not isinstance(part, type):
        for field in fields(part):
            if field.name != "at":
                yield from pairs_compared(getattr(part, field.name))


def funded(settlement: Settlement, organ: str) -> Formula:
    """Every payer's share of the organ is voted."""
    return all_of(Is(share(payer, organ), True) for payer in payers_of(settlement, organ))


def manned(settlement: Settlement, organ: str) -> Formula:
    """Somebody holds the office, or acts in it while it is vacant."""
    known = settlement.organs.get(organ)
    deputies = members(settlement, known.traits.acting) if known is not None and known.traits.acting else ()
    return any_of((filled(settlement, organ), *(filled(settlement, deputy) for deputy in deputies)))


def filled(settlement: Settlement, organ: str) -> Formula:
    """Somebody holds the office; held ex officio, while that office is filled. What is no office is never vacant."""
    known = settlement.organs.get(organ)
    if known is None:
        return TRUE
    for filling in known.traits.filling:
        if filling.how == "ex_officio" and filling.names:
            return all_of(filled(settlement, name) for item in filling.names.items for name in members(settlement, item))
    if is_office(settlement, organ):
        return negation(Is(holder(organ), VACANT))
    return TRUE


def _subjects(settlement: Settlement, subject: ph.Names | ph.Someone, binding: Binding, every: bool) -> tuple[tuple[str, ...], bool]:
    """The things that a predicate is said of, and whether it is said of all of them (else: of some)."""
    if isinstance(subject, ph.Names):
        found = tuple(name for item in subject.items for name in members(settlement, item))
        all_said = subject.join == "and" and (len(subject.items) > 1 or len(found) == 1 or every)
        return found, all_said
    if subject.how == "that":
        thing = binding.of_type(subject.type)
        return ((thing,) if thing else ()), True
    if subject.how == "joint":
        return tuple(_of_type(settlement, "joint organ", "")), False
    found = tuple(name for name in _of_type(settlement, subject.type, "") if subject.how != "some_other" or name != binding.thing)
    return found, subject.how == "every"


def _says(settlement: Settlement, cond: ph.Says, binding: Binding, every: bool) -> Formula:
    if isinstance(cond.subject, ph.Someone) and cond.subject.how == "some_other" and cond.what == "belongs" and not cond.negated:
        return _some_other_belongs(settlement, cond, cond.subject, binding)
    names, all_said = _subjects(settlement, cond.subject, binding, every)
    none_said = isinstance(cond.subject, ph.Someone) and cond.subject.how == "no"
    said = []
    for name in names:
        formula = predicate(settlement, cond, name, binding)
        said.append(negation(formula) if cond.negated else formula)
    if none_said:
        return negation(any_of(said))
    if all_said and isinstance(cond.subject, ph.Someone):
        return all_of(any_of((negation(settlement.exists(name)), formula)) for name, formula in zip(names, said, strict=True))
    return all_of(said) if all_said else any_of(all_of((settlement.exists(name), part)) for name, part in zip(names, said, strict=True))


def _some_other_belongs(settlement: Settlement, cond: ph.Says, subject: ph.Someone, binding: Binding) -> Formula:
    """`some other unit belongs to its polity`: two belong, where this one does; one formula that all units share, and not one for each."""
    others, _ = _subjects(settlement, subject, binding, every=False)
    said = []
    for when, polities in target(settlement, cond.target, binding) if cond.target else []:
        for polity in polities:
            if when == settlement.belongs(binding.thing, polity) and subject.type == "unit":
                said.append(all_of((when, two_belong(settlement, polity))))
            else:
                said.append(all_of((when, any_of(all_of((settlement.exists(name), settlement.belongs(name, polity))) for name in others))))
    return any_of(said)


def two_belong(settlement: Settlement, polity: str) -> Formula:
    """At least two units belong to a polity."""
    known: dict[str, Formula] = settlement.memo.setdefault("two belong", {})
    if polity not in known:
        known[polity] = weighs(2, ((1, settlement.belongs(unit, polity)) for unit in settlement.units))
    return known[polity]


def predicate(settlement: Settlement, cond: ph.Says, name: str, binding: Binding) -> Formula:
    """What is said of one thing, before any `not`. Use and action are told by moves, not by the situation: FALSE here."""
    match cond.what:
        case "vacant":
            return negation(filled(settlement, name))
        case "filled":
            return filled(settlement, name)
        case "funded":
            return funded(settlement, name)
        case "is":
            own = f"{cond.value} of {name}"
            return Is(own, True) if own in settlement.conditions else FALSE
        case "under":
            return any_of(Is(command(name), organ) for organ in members(settlement, cond.value)) if commanded(settlement, name) else FALSE
        case "holds":
            # Of what can never come into these hands nothing need be said: `effects` knows who may hold what, once acts are compiled.
            keepers: dict[str, tuple[str, ...]] | None = settlement.memo.get("lot holders")
            lots = (lot for lot in members(settlement, cond.value) if lot in settlement.lots)
            return any_of(Is(holder(lot), name) for lot in lots if keepers is None or name in keepers[lot])
        case "belongs":
            cases = target(settlement, cond.target, binding) if cond.target else []
            return any_of(all_of((when, settlement.belongs(name, to))) for when, found in cases for to in found)
        case _:
            return FALSE


def commanded(settlement: Settlement, name: str) -> bool:
    """Whether a thing is one whose command may change: a force, or an organ said to be under another."""
    organ = settlement.organs.get(name)
    return organ is not None and (organ.kind == "force" or organ.traits.under is not None)
