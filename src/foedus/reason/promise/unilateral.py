"""Who can decide or block alone: the Rule of an act, or the way an office is filled, as a condition over who belongs where.

X alone can decide D where D carries at some step when exactly X's blocs say yes; X alone can block D where D would carry with all, and fails at
every step when exactly X's blocs say no. X's blocs are its organs, those of its units, and its people; to object is to say no.
Needs: the standard library. Source: design pages LANGUAGE, section 6; REASONING, section 4.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from foedus.model import clauses as cl
from foedus.model import phrases as ph
from foedus.model import speech as sp
from foedus.model import words as w
from foedus.model.bind import Binding, filled, is_office, members
from foedus.model.compile import fill_rules, machine
from foedus.model.consents import Consents, Scale
from foedus.model.formula import FALSE, TRUE, Formula, Valuation, all_of, any_of, holds, negation, variables
from foedus.model.incumbents import incumbents
from foedus.model.machine import Machine, StepRule
from foedus.model.sense import parts_of
from foedus.model.settlement import Organ, Settlement
from foedus.model.voters import Seat, is_people, people, weights_of_people
from foedus.reason.carrying import carried, consented, entered, passes, unbarred, unopposed
from foedus.reason.promise.asked import NotDecidable, Part, Property
from foedus.source import Citation

IN_EACH = ("double_majority",)
"""Methods by which a winner must win in each of the polities, though their people vote together."""

NOT_BY_VOTES = ("electoral_college", "list_proportional")
"""Methods by which more than half of the votes does not decide."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way in which something is decided: the steps of an act's instance, or a count of peoples; its clause."""

    said: str
    cite: Citation
    steps: tuple[StepRule, ...] = ()
    instance: str = ""
    electors: cl.Electors | None = None

    def carries(self, settlement: Settlement, who: str, *, saying: bool) -> Formula:
        """It carries when exactly who's blocs say yes (saying), or when exactly these say no."""
        if self.electors is not None:
            return _peoples(settlement, self.electors, who, saying=saying)
        answer = says(settlement, who, yes_of_theirs=saying)
        return carried(self.steps, self.instance, answer, unbarred(settlement, self.instance, answer), by_default=not saying)

    def carries_with_all(self, settlement: Settlement) -> Formula:
        """It carries when everybody says yes: nobody is needed who is not there."""
        return carried(self.steps, self.instance, _yes, unbarred(settlement, self.instance, _yes))

    def told(self, settlement: Settlement, who: str, verb: str) -> tuple[str, ...]:
        """How who alone decides or blocks at the start, where it is not plain: by objecting, and at which of several steps."""
        start, answer = machine(settlement).start, says(settlement, who, yes_of_theirs=verb == "decide")
        may = unbarred(settlement, self.instance, answer)
        steps = [(n, step) for n, step in enumerate(entered(self.steps), 1) if step.what == "rule"]
        if verb == "decide":
            where = [n for n, step in steps if holds(passes(step, self.instance, answer, may), start)]
            return tuple(f"at step {n}" for n in where) if len(steps) > 1 else ()
        agreed = [(n, step) for n, step in steps if holds(consented(step, self.instance, answer, may), start)]
        if not agreed or any(holds(unopposed(step, answer), start) for _, step in agreed):
            return ()
        return (f"by objecting at step {w.listed([str(n) for n, _ in agreed])}" if len(steps) > 1 else "by objecting",)


def _yes(_: Seat) -> Formula:
    return TRUE


def says(settlement: Settlement, who: str, *, yes_of_theirs: bool) -> Callable[[Seat], Formula]:
    """Who's blocs say yes and all others no, or the other way round, as conditions over who belongs where."""

    def answer(seat: Seat) -> Formula:
        mine = answers(settlement, seat, who)
        return mine if yes_of_theirs else negation(mine)

    return answer


def answers(settlement: Settlement, seat: Seat, who: str) -> Formula:
    """A bloc answers to somebody, and to nobody else: to a polity by its own organs, its units' and its people; to an organ by its chambers.

    An office held ex officio answers as the office with which it comes; a vacant one as whoever acts in it.
    """
    organ = settlement.organs.get(seat.bloc)
    deputy = settlement.find(organ.traits.acting) if organ is not None and organ.traits.acting and seat.bloc != who else None
    if deputy is None:
        return _itself(settlement, seat, who)
    there = filled(settlement, seat.bloc)
    acts = _itself(settlement, Seat(deputy, 1, sides=settlement.sides(deputy)), who)
    return any_of((all_of((there, _itself(settlement, seat, who))), all_of((negation(there), acts))))


def _itself(settlement: Settlement, seat: Seat, who: str) -> Formula:
    bloc = seat.bloc
    organ = settlement.organs.get(bloc)
    held = incumbents(settlement, bloc) if organ is not None and bloc != who else (bloc,)
    if held != (bloc,):
        return all_of(_itself(settlement, Seat(name, 1, sides=settlement.sides(name)), who) for name in held) if held else FALSE
    if who in settlement.organs or (who not in settlement.polities and who not in settlement.units):
        mine = bloc == who or (organ is not None and organ.assembly == who) or bloc.endswith(f" in {who}")
        return TRUE if mine else FALSE
    if is_people(bloc):
        owner = bloc.removeprefix("the people of ")
    elif organ is not None:
        owner = organ.owner
    else:
        owner = seat.unit or seat.polity or (seat.sides[0] if len(seat.sides) == 1 else "")
    if not owner:
        return FALSE
    if owner == who:
        return TRUE
    return settlement.belongs(owner, who) if owner in settlement.units and who in settlement.polities else FALSE


def _peoples(settlement: Settlement, electors: cl.Electors, who: str, *, saying: bool) -> Formula:
    """The people decide together: more than half of the votes; in each: every people that there is."""
    names = tuple(settlement.find(name) or name for name in (electors.names.items if electors.names else ()))
    if electors.method in NOT_BY_VOTES:
        raise NotDecidable(f"who wins by {electors.method} does not follow from who has more than half of the votes")
    if not electors.together or electors.method in IN_EACH:
        each = [any_of((negation(settlement.exists(name)), TRUE if name == who else FALSE)) for name in names]
        none = [any_of((negation(settlement.exists(name)), FALSE if name == who else TRUE)) for name in names]
        return all_of(each if saying else none)
    weights, _ = weights_of_people(settlement)
    entries = []
    for unit in settlement.units:
        sits = any_of(settlement.belongs(unit, name) if name in settlement.polities else TRUE if name == unit else FALSE for name in names)
        mine = settlement.belongs(unit, who) if who in settlement.polities else TRUE if unit == who else FALSE
        if sits != FALSE:
            entries.append((weights.get(unit, 0), mine if saying else negation(mine), sits))
    return Scale(entries).at_least(Fraction(1, 2), strictly=True)


# ---- what is decided


def ways(settlement: Settlement, decision: sp.Deciding) -> tuple[Way, ...]:
    """The ways in which a decision is made, in the order of the text; for an act of several things, those of each instance."""
    if decision.office:
        organ = settlement.organs.get(settlement.find(decision.name) or "")
        if organ is None:
            raise NotDecidable(f"there is no office {decision.name}")
        return tuple(_ways_to_fill(settlement, organ))
    clause = settlement.acts.get(decision.name)
    if clause is None:
        raise NotDecidable(f"there is no act {decision.name}")
    known = machine(settlement).procedures
    return tuple(Way(name, clause.cite, steps, name) for name, steps in known.items() if name.split(" of ")[0] == clause.name)


def _ways_to_fill(settlement: Settlement, organ: Organ) -> Iterator[Way]:
    said = f"who becomes {organ.declared}"
    for way in organ.traits.filling:
        electors = way.electors
        if way.how == "ex_officio" and way.names:
            for item in way.names.items:
                for name in members(settlement, item):
                    yield from _ways_to_fill(settlement, settlement.organs[name])
        elif way.how == "elected" and electors is not None and electors.how in ("people", "own_people"):
            named = electors if electors.names else cl.Electors("people", electors.method, names=_own(organ))
            yield Way(said, organ.cite, electors=named)
    for rule, _ in fill_rules(organ) if is_office(settlement, organ.name) else ():
        name = f"Fill of {organ.name}"
        consents = Consents(settlement, Binding("organ", organ.name), name)
        formula = consents.rule(rule)
        step = StepRule(formula, tuple(consents.blocs), organ.cite, seats=dict(consents.blocs))
        yield Way(said, organ.cite, (step,), name)


def _own(organ: Organ) -> ph.Names:
    return ph.Names((organ.owner,))


# ---- promises


def nobody_alone(settlement: Settlement, model: Machine, names: tuple[str, ...], verb: str, decision: sp.Deciding) -> Property:
    """`neither A nor B alone can decide D`, `none of … alone can block D`."""
    found = ways(settlement, decision)
    parts = []
    for name in names:
        who = settlement.find(name) or name
        cites = tuple(dict.fromkeys(way.cite for way in found))
        how = tuple(dict.fromkeys(one for way in found for one in way.told(settlement, who, verb)))
        said = f"{name} alone can {verb} {w.deciding(decision)}{' ' if how else ''}{w.listed(how, 'or')}"
        formula = any_of(_alone(settlement, way, who, verb) for way in found)
        parts.append(Part(formula, said, said, {"who": name}, (name,), cites))
    return Property(model, tuple(parts), notes=_by_staying_away(settlement, decision) if verb == "block" else ())


def each_blocks(settlement: Settlement, model: Machine, one: sp.EachBlocks) -> Property:
    """`each of A and B alone can block D`: never can it carry without one of them."""
    found = ways(settlement, one.decision)
    parts = []
    for name in one.names.items:
        who = settlement.find(name) or name
        said = f"{w.deciding(one.decision)} can be decided without {name}"
        formula = any_of(way.carries(settlement, who, saying=False) for way in found)
        parts.append(Part(formula, said, said, {"who": name}, (name,), tuple(dict.fromkeys(way.cite for way in found))))
    return Property(model, tuple(parts), notes=_by_staying_away(settlement, one.decision))


def _by_staying_away(settlement: Settlement, decision: sp.Deciding) -> tuple[str, ...]:
    """That a quorum is taken as met, where the act asks for one: to block is to say no."""
    clause = settlement.acts.get(decision.name)
    asks = clause is not None and any(isinstance(part, ph.QuorumOf) for part in parts_of(clause))
    return (f"A quorum is taken as met: whether somebody can block {decision.name} by staying away is not asked.",) if asks else ()


def _alone(settlement: Settlement, way: Way, who: str, verb: str) -> Formula:
    if verb == "decide":
        return way.carries(settlement, who, saying=True)
    able = TRUE if way.electors is not None else way.carries_with_all(settlement)
    return all_of((able, negation(way.carries(settlement, who, saying=False))))


# ---- the split at which it turns


def split(settlement: Settlement, decision: sp.Deciding, situation: Valuation) -> tuple[str, ...]:
    """Where the answer hangs on how many people live where: the shares, the threshold, and the units whose change of side would turn it."""
    for way in ways(settlement, decision):
        electors = way.electors
        if electors is None or electors.names is None or not electors.together or electors.method in IN_EACH:
            continue
        weights, series = weights_of_people(settlement)
        names = [settlement.find(name) or name for name in electors.names.items]
        where = {unit: next((name for name in names if holds(settlement.belongs(unit, name), situation)), "") for unit in settlement.units}
        sums = {name: sum(weights.get(unit, 0) for unit, side in where.items() if side == name) for name in names}
        return tuple(_told(settlement, sums, where, weights, series))
    return ()


def _told(settlement: Settlement, sums: dict[str, int], where: dict[str, str], weights: Mapping[str, int], series: str) -> Iterator[str]:
    total = sum(sums.values())
    if not total:
        return
    shares = w.listed([f"{people(name)} {_percent(part, total)}" for name, part in sums.items()])
    counted = f"of {series.replace('_', ' ')}" if series else "of the units, each weighing one"
    yield f"Where people count, each unit weighs what its people weigh by the share {counted}: {shares}. More than half decides."
    strong = max(sums, key=lambda name: sums[name])
    excess = 2 * sums[strong] - total
    if excess <= 0:
        return
    moving, left = [], excess
    for unit in sorted((unit for unit, side in where.items() if side == strong), key=lambda unit: -weights.get(unit, 0)):
        if left < 0:
            break
        moving.append(unit)
        left -= 2 * weights.get(unit, 0)
    titles = [settlement.units[unit].title for unit in moving]
    yield (
        f"{strong} is {_percent(excess, 2 * total)} of all beyond half; it would turn if units with more than that changed sides, "
        f"the fewest being {w.listed(titles)}."
    )


def _percent(part: int, whole: int) -> str:
    tenths = (2000 * part + whole) // (2 * whole)
    return f"{tenths // 10}.{tenths % 10} %"


def depends_on_people(formula: Formula) -> bool:
    """Whether a condition over voices hangs on who belongs where."""
    return any(name.startswith("polity of ") for name in variables(formula))
