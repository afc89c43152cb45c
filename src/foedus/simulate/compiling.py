"""From a resolved settlement to what the yearly model needs of it.

Everything is read from the model and its machine: consents of acts and of joint budgets are the kernel's own conditions, here written as the
least sets of voices that carry. Raises ModelError, with the clause, where a text cannot be computed with; lists what is not followed.
Needs: the standard library. Source: design page SIMULATION, section 3.2.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations

from foedus.errors import ModelError
from foedus.model import clauses as cl
from foedus.model import phrases as ph
from foedus.model.compile import machine
from foedus.model.consents import yes
from foedus.model.formula import Value, holds
from foedus.model.kernel import may, start
from foedus.model.machine import Outcome, StepRule
from foedus.model.money import fallback_cite, funding_of, payers_of
from foedus.model.settlement import Settlement
from foedus.simulate.compiled import MOST_LEAVES, Change, Compiled, Decision, Head, Key, Leaf, Part, Unfollowed
from foedus.simulate.joint import currency, elected_offices, entrance, is_bordered, is_taxed_in_common
from foedus.simulate.seats import seats_by_place

_SERIES: dict[str, Key] = {"population": "population", "gross_product": "gross_product"}
_NO_EFFECT = "it changes nothing that the model follows: people, product, votes, money, or who belongs where"


@dataclass(slots=True)
class _Work:
    settlement: Settlement
    codes: tuple[str, ...]
    polities: tuple[str, ...]
    leaves: list[Leaf] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)
    followed: set[str] = field(default_factory=set)
    cites: dict[str, tuple[str, ...]] = field(default_factory=dict)
    unfollowed: list[Unfollowed] = field(default_factory=list)
    taken: list[Unfollowed] = field(default_factory=list)

    def leaf(self, bloc: str, cite: str) -> int:
        """The number of a voice, taken up when it is first met."""
        for number, leaf in enumerate(self.leaves):
            if leaf.name == bloc:
                return number
        self.leaves.append(_leaf(self, bloc, cite))
        return len(self.leaves) - 1


def compile_settlement(settlement: Settlement, codes: Sequence[str]) -> Compiled:
    """Compile a settlement for places in a given order.

    codes: the places of the calibration. Raises ModelError, naming the clause, where units have no figures or belong to no polity, where a
    decision has too many voices, or a term is not of whole years.
    """
    polities = tuple(settlement.polities)
    work = _Work(settlement, tuple(codes), polities)
    polity_of = _membership(work)
    heads = tuple(_heads(work))
    change, part = _change(work), _part(work)
    offices = elected_offices(settlement, work.codes, work.followed)
    money = currency(settlement, work.taken)
    clauses = repr(tuple(settlement.clauses)).encode()
    _list_unfollowed(work)
    if len(polities) > 1:
        _taken_as_one_purse(work)
    found = Compiled(
        settlement.title, hashlib.sha256(clauses).hexdigest()[:16], work.codes, polities, polity_of, money, is_taxed_in_common(settlement),
        entrance(settlement, work.taken), is_bordered(settlement), tuple(work.leaves), tuple(work.decisions), heads, offices, change, part,
        tuple(work.cites.items()), tuple(work.unfollowed), tuple(work.taken),
    )  # fmt: skip
    return replace(found, leaves=_numbered(found))


def _numbered(found: Compiled) -> tuple[Leaf, ...]:
    """The leaves with their items: those of the polity with the first place come first, each polity's in the order of the text."""
    order = sorted(range(len(found.leaves)), key=lambda number: (found.rank[found.leaves[number].polity], number))
    return tuple(replace(leaf, item=order.index(number)) for number, leaf in enumerate(found.leaves))


def _membership(work: _Work) -> tuple[int, ...]:
    units = work.settlement.units
    strangers = [code for code in units if code not in work.codes]
    if strangers or not units:
        raise ModelError(
            f"there are no figures for {', '.join(strangers[:5]) or 'the units of this settlement, which names none'}",
            mend="write `places: us` at the head of the text, or load a world that has these units",
        )
    missing = [code for code in work.codes if code not in units or not units[code].polity]
    if missing:
        cite = next((units[code].cite for code in missing if code in units and units[code].cite), "")
        raise ModelError(
            f"{', '.join(missing[:5])} belong to no polity{f' ({cite})' if cite else ''}, and the model counts every place",
            mend="say to which polity each unit belongs",
        )
    work.cites["polity_of"] = tuple(dict.fromkeys(units[code].cite for code in work.codes if units[code].cite))
    return tuple(work.polities.index(units[code].polity) for code in work.codes)


def _leaf(work: _Work, bloc: str, cite: str) -> Leaf:
    settlement = work.settlement
    owner = bloc.removeprefix("the people of ")
    sides = settlement.sides(owner if bloc.startswith("the people of ") else bloc)
    if len(sides) != 1 or sides[0] not in work.polities:
        raise ModelError(
            f"the model cannot follow {bloc} ({cite}): it answers to {' and '.join(sides) or 'no polity'}",
            mend="compute without this text, or let an organ of one polity consent",
        )
    polity = work.polities.index(sides[0])
    if bloc.startswith("the people of "):
        return Leaf(bloc, "referendum", polity)
    organ = settlement.organs[bloc]
    if organ.kind == "assembly":
        return Leaf(bloc, "chamber", polity, seats_by_place(settlement, organ, work.codes, sides[0]))
    return Leaf(bloc, "office", polity)


# ---- decisions


def winning_sets(step: StepRule, act: str, situation: dict[str, Value]) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """The blocs heard in a situation, and the least sets of them, as bit masks, that carry a step of an act.

    Raises ModelError, with the clause, for more than MOST_LEAVES blocs.
    """
    blocs = tuple(bloc for bloc in step.blocs if bloc not in step.asked or holds(step.asked[bloc], situation))
    if len(blocs) > MOST_LEAVES:
        raise ModelError(
            f"{act} listens to {len(blocs)} voices ({step.cite}), and the model follows {MOST_LEAVES} at most",
            mend="compute without this act",
        )
    values = situation | {yes(bloc, act): False for bloc in step.blocs}
    found: list[int] = []
    for size in range(len(blocs) + 1):
        for chosen in combinations(range(len(blocs)), size):
            mask = sum(1 << number for number in chosen)
            if any(mask & known == known for known in found):
                continue
            if holds(step.formula, values | {yes(blocs[number], act): True for number in chosen}):
                found.append(mask)
    return blocs, tuple(found)


def _decision(work: _Work, act: str, situation: dict[str, Value], without: str = "") -> int | None:
    """The decision on the first step of an act, as its own number; blocs named `without` are taken to say yes. None: nobody is asked."""
    steps = machine(work.settlement).procedures.get(act, ())
    if not steps:
        return None
    if without:
        situation = situation | {yes(without, act): True}
    blocs, masks = winning_sets(steps[0], act, situation)
    if without in blocs:
        bit = 1 << blocs.index(without)
        masks = tuple(dict.fromkeys(mask & ~bit for mask in masks if mask & bit))
    if not masks or masks == (0,):
        return None
    used = [number for number in range(len(blocs)) if any(mask >> number & 1 for mask in masks)]
    renumbered = tuple(sum(1 << new for new, old in enumerate(used) if mask >> old & 1) for mask in masks)
    leaves = tuple(work.leaf(blocs[number], steps[0].cite) for number in used)
    decision = Decision(act, leaves, renumbered, (steps[0].cite,))
    work.decisions.append(decision)
    return len(work.decisions) - 1


def _all_of(work: _Work, name: str, numbers: Sequence[int]) -> int:
    """One decision that carries when all of several do."""
    parts = [work.decisions[number] for number in numbers]
    leaves = tuple(dict.fromkeys(leaf for part in parts for leaf in part.leaves))
    masks = {0}
    for part in parts:
        moved = [sum(1 << leaves.index(part.leaves[bit]) for bit in range(len(part.leaves)) if mask >> bit & 1) for mask in part.winning]
        masks = {one | other for one in masks for other in moved}
    cites = tuple(dict.fromkeys(cite for part in parts for cite in part.cites))
    work.decisions.append(Decision(name, leaves, tuple(sorted(masks)), cites))
    return len(work.decisions) - 1


# ---- joint heads


def _heads(work: _Work) -> Iterator[Head]:
    settlement = work.settlement
    for organ in settlement.organs.values():
        found = funding_of(settlement, organ.name)
        if found is None or len(settlement.polities) < 2:
            continue
        funding, cite = found
        payers = [name for name in payers_of(settlement, organ.name) if name in work.polities]
        if not payers or len(payers) < len(payers_of(settlement, organ.name)):
            work.unfollowed.append(Unfollowed(cite, f"how {organ.title} is paid for", "it is not the polities that pay"))
            continue
        situation = dict(start(settlement).values)
        due = [_decision(work, f"Fund of {organ.name}, {name}", situation) for name in payers]
        votes = [number for number in due if number is not None]
        decision = (_all_of(work, f"the funding of {organ.name}", votes) if len(votes) > 1 else votes[0]) if votes else None
        work.cites[f"head {organ.name}"] = (cite,)
        key, shares = _key(work, funding.payers, payers)
        yield Head(organ.name, key, shares, decision, bool(fallback_cite(settlement, organ.name)), cite)


def _key(work: _Work, payers: cl.Payers, names: list[str]) -> tuple[Key, tuple[float, ...]]:
    if payers.how == "shares":
        shares = {work.settlement.find(name) or name: float(work.settlement.number(amount)) for name, amount in payers.shares}
        return "shares", tuple(shares.get(polity, 0.0) for polity in work.polities)
    series = _SERIES.get(payers.series) if payers.how == "proportion" else None
    if series is not None:
        return series, tuple(1.0 if polity in names else 0.0 for polity in work.polities)
    return "equal", tuple(1.0 / len(names) if polity in names else 0.0 for polity in work.polities)


# ---- changes of polity, parting


def _change(work: _Work) -> Change | None:
    settlement = work.settlement
    for act in settlement.acts.values():
        if not any(effect.how == "belongs" for effect in act.effects):
            continue
        if len(work.polities) != 2:
            work.unfollowed.append(Unfollowed(act.cite, act.name, "the model follows changes between two polities"))
            continue
        work.followed.add(act.name)
        work.cites["change"] = (act.cite,)
        can = tuple(_may_change(settlement, act.name, code) for code in work.codes)
        receiving = tuple(_receiving(work, act.name, polity, can) for polity in work.polities)
        return Change(can, 0.5, receiving, _years(work, act.after, act.cite), _opens(work, act), act.cite)
    return None


def _may_change(settlement: Settlement, act: str, code: str) -> bool:
    if f"{act} of {code}" not in machine(settlement).procedures:
        return False
    judged = may(settlement, start(settlement), actor=f"the people of {code}", act=act, of=code)
    return judged.verdict is not Outcome.VOID


def _receiving(work: _Work, act: str, polity: str, can: tuple[bool, ...]) -> int | None:
    """The consent that a polity gives to a unit which joins it, read off the first unit that may."""
    units = work.settlement.units
    joining = next((code for code, able in zip(work.codes, can, strict=True) if able and units[code].polity != polity), None)
    if joining is None:
        return None
    return _decision(work, f"{act} of {joining}", dict(start(work.settlement).values), without=f"the people of {joining}")


def _part(work: _Work) -> Part | None:
    for act in work.settlement.acts.values():
        if act.kind != "exit" or len(work.polities) < 2:
            continue
        situation = dict(start(work.settlement).values)
        decisions = tuple(
            _decision(work, f"{act.name} of {polity}", situation, without=f"the people of {polity}") for polity in work.polities
        )
        if all(decision is None for decision in decisions):
            work.unfollowed.append(Unfollowed(act.cite, act.name, "it is not a polity that leaves"))
            continue
        work.followed.add(act.name)
        work.cites["part"] = (act.cite,)
        return Part(decisions, 0.5, _years(work, act.after, act.cite), _opens(work, act), act.cite)
    return None


def _years(work: _Work, duration: object, cite: str) -> int:
    """A wait in whole years; anything shorter than a year takes effect at the next step."""
    if not isinstance(duration, ph.Duration):
        return 1
    number = work.settlement.number(duration.number)
    if duration.unit == "year":
        return max(1, -(-number.numerator // number.denominator))
    work.taken.append(Unfollowed(cite, "a wait in months or days", "it is taken as one year, the model's step"))
    return 1


def _opens(work: _Work, act: cl.ActClause) -> int:
    """The years before which an act cannot be done; a date is listed as not followed."""
    if act.not_before is None:
        return 0
    if act.not_before.after_start is not None:
        return _years(work, act.not_before.after_start, act.cite)
    work.taken.append(Unfollowed(act.cite, f"when {act.name} opens", "the model counts from the start; a date is not followed"))
    return 0


# ---- what is not followed


def _list_unfollowed(work: _Work) -> None:
    settlement = work.settlement
    for act in settlement.acts.values():
        if act.name not in work.followed and not any(one.cite == act.cite for one in work.unfollowed):
            why = "it is a scenario: card `shared_currency`" if _is_on_money(settlement, act) else _NO_EFFECT
            work.unfollowed.append(Unfollowed(act.cite, act.name, why))
    for clause in settlement.of_type(cl.FunctionClause):
        if any(fate.how == "shared" for fate in clause.fates):
            what = f"how {clause.title} is shared" if clause.title else "how other functions are shared"
            work.unfollowed.append(Unfollowed(clause.cite, what, "debt is outside this version: the key is the text's, the amount is the user's"))
    for pay in settlement.of_type(cl.PayClause):
        work.unfollowed.append(Unfollowed(pay.cite, "a payment between polities", "fixed payments are outside this version"))


def _is_on_money(settlement: Settlement, act: cl.ActClause) -> bool:
    names = {name for competence in settlement.of_type(cl.CompetenceClause) if "money" in competence.doing.matters
             for name in conditions_in(competence.limits.when)}  # fmt: skip
    return any(effect.value in names for effect in act.effects)


def conditions_in(phrase: object) -> Iterator[str]:
    """The conditions that a `when` or `while` names."""
    match phrase:
        case ph.Facts(names):
            yield from names.items
        case ph.NotFact(name):
            yield name
        case ph.CondJoin(_, parts):
            for part in parts:
                yield from conditions_in(part)


def _taken_as_one_purse(work: _Work) -> None:
    inner = [clause for clause in work.settlement.of_type(cl.ResidualClause) if clause.of in work.polities]
    for clause in inner:
        words = f"who taxes within {clause.of}"
        work.taken.append(Unfollowed(clause.cite, words, "the polity is one purse, though its units may keep taxes to themselves"))
