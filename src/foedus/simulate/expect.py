"""Expectations answered from facts: each side measured, compared under every rule, and again with close units placed elsewhere.

An expectation `over n years` is about the years after the start: an ensemble answers it, through the function given as `ahead`.
Needs: NumPy for some measures. Source: design page SIMULATION, section 2.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from foedus.data.places import CountryPlaces
from foedus.data.world import World
from foedus.model import speech as sp
from foedus.model.settlement import Settlement
from foedus.simulate.balance import Totals
from foedus.simulate.close_units import close_units
from foedus.simulate.compare import compared, verdict_of
from foedus.simulate.expectation import CloseUnit, Expectation, Placement, Reading, Verdict
from foedus.simulate.measured import Figure, Measured, Number, unmeasured
from foedus.simulate.measures import Measures
from foedus.text.render import render

Belongs = Mapping[str, str]
"""The polity of each unit."""
Ahead = Callable[[Settlement, sp.ExpectClause], Expectation]
"""How an ensemble answers an expectation about years to come."""
CLOSE = Fraction(5, 100)
"""A unit is close where the two largest groups of its last vote lay within this share of their votes."""
NEEDS_YEARS = "it speaks of years to come: an ensemble of years answers it (`foedus expect FILE --worlds 2000`)"


def expect(
    settlement: Settlement, *, ahead: Ahead | None = None, close: Fraction = CLOSE, card: Totals | None = None
) -> tuple[Expectation, ...]:
    """Answer every expectation of a settlement, in order of the text.

    ahead: answers those about years to come, which otherwise cannot be measured; close: margin within which a unit is tried elsewhere;
    card: national totals of the federal account in place of those that ship.
    """
    answering = Answering(settlement, close, card)
    return tuple(_answer(answering, clause, ahead) for clause in settlement.expects.values())


def _answer(answering: Answering, clause: sp.ExpectClause, ahead: Ahead | None) -> Expectation:
    if not horizon(answering.settlement, clause):
        return answering.answer(clause)
    if ahead is not None:
        return ahead(answering.settlement, clause)
    return blank(answering.settlement, clause, NEEDS_YEARS)


def horizon(settlement: Settlement, clause: sp.ExpectClause) -> int:
    """The years ahead that an expectation speaks of, 0 where it speaks of facts."""
    found = [settlement.number(side.over.number) for side in (clause.left, clause.right) if isinstance(side, sp.MeasureQuantity) and side.over]
    return int(max(found, default=Fraction(0)))


def blank(settlement: Settlement, clause: sp.ExpectClause, why: str) -> Expectation:
    """An expectation without a figure, and why."""
    return Expectation(clause.name, clause.cite, statement(clause), Verdict.CANNOT, why, horizon=horizon(settlement, clause))


def statement(clause: sp.ExpectClause) -> str:
    """What is expected, in the words of the text."""
    return " ".join(render(clause).removeprefix(f"expect {clause.name}:").split())


class Answering:
    """What is needed to answer the expectations of one settlement: its measures, who belongs where, which units are close."""

    def __init__(self, settlement: Settlement, close: Fraction = CLOSE, card: Totals | None = None) -> None:
        self.settlement = settlement
        self.world = world_of(settlement)
        self.measures = Measures(self.world, card) if self.world else None
        self.belongs: Belongs = {code: polity_of(settlement, code) for code in settlement.units}
        own = all(polity.of_unit for polity in settlement.polities.values())
        found = close_units(self.world, self.belongs, close) if self.world and not own else ()
        self.margins = dict(found)
        self.close = tuple(self.margins)

    def answer(self, clause: sp.ExpectClause) -> Expectation:
        """One expectation about facts."""
        if self.measures is None:
            return blank(self.settlement, clause, "the text names no places with figures (`places:` in its front matter)")
        left, right = self._sides(clause, self.belongs, full=True)
        missing = next((one.cannot for one in (*left, *right) if one.cannot), "")
        if missing:
            return Expectation(clause.name, clause.cite, statement(clause), Verdict.CANNOT, missing, measures=left, against=right)
        readings = self._readings(clause, left, right)
        verdict = verdict_of(readings)
        moved = self._elsewhere(clause)
        found = Expectation(clause.name, clause.cite, statement(clause), verdict, "", readings, left, right, 0, moved, self._placements(clause, moved))
        return replace(found, why=why(found, clause.compare))

    # ---- sides

    def _sides(self, clause: sp.ExpectClause, belongs: Belongs, *, full: bool = False) -> tuple[tuple[Measured, ...], tuple[Measured, ...]]:
        return self._side(clause.left, belongs, full), self._side(clause.right, belongs, full)

    def _side(self, quantity: sp.Quantity, belongs: Belongs, full: bool) -> tuple[Measured, ...]:
        """A side measured, for each scope it names; a number has none and gives nothing."""
        if isinstance(quantity, sp.NumberQuantity):
            return ()
        scopes = (quantity.of,) if quantity.of else tuple(self.settlement.polities)
        return tuple(self._measure(quantity, scope, belongs, full) for scope in scopes)

    def _measure(self, quantity: sp.MeasureQuantity, scope: str, belongs: Belongs, full: bool) -> Measured:
        assert self.measures is not None  # noqa: S101 - asked only where there are places
        codes = self._codes(scope, belongs)
        if isinstance(codes, str):
            return unmeasured(quantity.series or quantity.how, scope, codes)
        if quantity.how == "share_of":
            return self.measures.share(quantity.series, codes, scope)
        if quantity.how == "elections":
            return self.measures.elections_decided(codes, scope)
        if quantity.series == "net_federal_balance":
            return self.measures.net_federal_balance(codes, scope, with_key=full)
        return self.measures.plain(quantity.series, codes, scope)

    def _codes(self, scope: str, belongs: Belongs) -> tuple[str, ...] | str:
        """The places of a polity or a unit; in words, why there are none."""
        assert self.world is not None  # noqa: S101 - asked only where there are places
        if scope in self.settlement.polities:
            found = tuple(code for code, polity in belongs.items() if polity == scope)
        elif scope in self.settlement.units:
            found = (scope,)
        else:
            return f"{scope} is neither a polity nor a unit, and has no places of its own"
        known = set(self.world.codes)
        unknown = [code for code in found if code not in known]
        if unknown:
            return f"there are no figures for {', '.join(unknown[:4])}"
        return found or f"no unit belongs to {scope} at the start"

    # ---- comparing

    def _readings(self, clause: sp.ExpectClause, left: Sequence[Measured], right: Sequence[Measured]) -> tuple[Reading, ...]:
        number = number_of(self.settlement, clause.right)
        lefts = left or (Measured("", "", "", (Figure(number_of(self.settlement, clause.left) or Fraction(0)),)),)
        rights = right or (Measured("", "", "", (Figure(number or Fraction(0)),)),)
        found = []
        for one in lefts:
            for other in rights:
                for rule in one.rules if len(one.rules) >= len(other.rules) else other.rules:
                    a, b = (side.figure(rule if rule in side.rules else "") for side in (one, other))
                    holds = compared(a, clause.compare, b)
                    found.append(Reading(rule, one.scope or other.scope, a.value, b.value, holds, _less(a.value, b.value)))
        return tuple(found)

    # ---- close units elsewhere

    def _elsewhere(self, clause: sp.ExpectClause) -> tuple[CloseUnit, ...]:
        found = []
        for unit in self.close:
            for polity in self.settlement.polities:
                if polity != self.belongs[unit]:
                    verdict, figures = self._if(clause, {**self.belongs, unit: polity})
                    title = self.settlement.units[unit].title
                    found.append(CloseUnit(unit, title, self.margins[unit], self.belongs[unit], polity, verdict, figures))
        return tuple(found)

    def _if(self, clause: sp.ExpectClause, belongs: Belongs) -> tuple[Verdict, tuple[tuple[str, Number], ...]]:
        left, right = self._sides(clause, belongs)
        if any(one.cannot for one in (*left, *right)):
            return Verdict.CANNOT, ()
        readings = self._readings(clause, left, right)
        return verdict_of(readings), tuple((f"{one.scope} {one.rule}".strip(), one.distance) for one in readings)

    def _placements(self, clause: sp.ExpectClause, moved: Sequence[CloseUnit]) -> tuple[Placement, ...]:
        """Under each rule, all close units where each alone lowers the figure most, or raises it most; of sums, the least and most there are."""
        now = self._if(clause, self.belongs)[1]
        found = []
        for number, (name, value) in enumerate(now if moved else ()):
            for how, sign in (("least", -1), ("most", 1)):
                placed = _placed(moved, number, value, sign)
                verdict, figures = self._if(clause, {**self.belongs, **placed})
                found.append(Placement(f"{how} {name}".strip(), tuple(placed), verdict, figures))
        return tuple(found)


def _placed(moved: Sequence[CloseUnit], number: int, now: Number, sign: int) -> dict[str, str]:
    """For each close unit, the polity where it alone changes a figure most in one direction; units that change nothing stay."""
    best: dict[str, tuple[Number, str]] = {}
    for one in moved:
        effect = sign * (one.figures[number][1] - now) if len(one.figures) > number else 0
        if effect > best.get(one.unit, (0, ""))[0]:
            best[one.unit] = (effect, one.instead)
    return {unit: polity for unit, (_, polity) in best.items()}


def _less(left: Number, right: Number) -> Number:
    if isinstance(left, Fraction) and isinstance(right, Fraction):
        return left - right
    return float(left) - float(right)


def number_of(settlement: Settlement, quantity: sp.Quantity) -> Fraction | None:
    """The number on a side; points are percentage points as they are written. None for a measure."""
    return settlement.number(quantity.number) if isinstance(quantity, sp.NumberQuantity) else None


def world_of(settlement: Settlement) -> World | None:
    """The tables that a settlement's places are in, or None where it names no country."""
    places = settlement.gazetteer
    return places.world if isinstance(places, CountryPlaces) else None


def polity_of(settlement: Settlement, code: str) -> str:
    """The polity to which a unit belongs at the start; its own where each unit is one."""
    own = next((name for name, polity in settlement.polities.items() if polity.of_unit == code), "")
    return own or settlement.units[code].polity


def why(one: Expectation, compare: str) -> str:
    """How the verdict came about: figures by rule, the threshold, and close units that would change it."""
    parts = []
    many = len({reading.scope for reading in one.readings}) > 1
    for reading in one.readings:
        name = " ".join(part for part in (reading.scope if many else "", f"under {reading.rule}" if reading.rule else "") if part)
        parts.append(f"{one.told(reading.left)}{' ' + name if name else ''}")
    threshold = one.told(one.readings[0].right) if one.readings else ""
    found = f"{', '.join(parts)}; expected {compare} {threshold}"
    years = ", ".join(dict.fromkeys(measure.year for measure in (*one.measures, *one.against) if measure.year))
    found += f" ({years})" if years else ""
    if one.flips:
        found += f"; {', '.join(dict.fromkeys(unit.unit for unit in one.flips))} alone would change it"
    return found
