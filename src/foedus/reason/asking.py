"""A question on its way to its answer: the settlement, the situation it is asked in, and how places are told together.

Needs: the standard library.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from foedus.errors import QuestionError
from foedus.model import phrases as ph
from foedus.model import questions as qu
from foedus.model.formula import FALSE, holds
from foedus.model.holding import Table
from foedus.model.kernel import Situation
from foedus.model.places import covers, places
from foedus.model.sense import parts_of, wrong_numbers
from foedus.model.settlement import ABROAD, Settlement
from foedus.model.words import amount
from foedus.reason.answers import those
from foedus.reason.limits import DEFAULT, Limits

_PEOPLE = "the people of "


def unknown(settlement: Settlement, said: str, name: str) -> QuestionError:
    """The error for a term that the text does not know, with the nearest that it does."""
    pool = [*settlement.polities, *settlement.units, *settlement.families, *settlement.conditions]
    pool += [name for name in settlement.organs if " of " not in name]
    titled = [code for code, unit in settlement.units.items() if unit.title.casefold() == name.casefold() or code.casefold() == name.casefold()]
    close = titled or difflib.get_close_matches(name, pool, n=3, cutoff=0.5)
    others = those([*settlement.polities, *(name for name, organ in settlement.organs.items() if name == organ.declared and not organ.assembly)], 6)
    return QuestionError(f"nothing is called {said}", mend=f"ask for {' or '.join(close)}" if close else f"ask for one of {others}")


def check_names(settlement: Settlement, part: object) -> None:
    """Raise QuestionError for a place or a condition of a question that the text does not know."""
    if isinstance(part, ph.PlaceOf | ph.Facts):
        names = part.names.items if part.names is not None else ()
    elif isinstance(part, ph.NotFact):
        names = (part.name,)
    elif isinstance(part, ph.Says):
        names = part.subject.items if isinstance(part.subject, ph.Names) else ()
    else:
        names = ()
        for one in part.parts if isinstance(part, ph.CondJoin) else ():
            check_names(settlement, one)
    for name in names:
        if settlement.find(name) is None:
            raise unknown(settlement, name, name)


def check_numbers(settlement: Settlement, query: object) -> None:
    """Raise QuestionError for a number of a question that could not stand in a clause either, or a parameter that the text lacks."""
    for phrase in parts_of(query):
        if isinstance(phrase, ph.Amount) and phrase.parameter and phrase.parameter not in settlement.parameters:
            close = difflib.get_close_matches(phrase.parameter, settlement.parameters, n=2)
            mend = f"ask with [{'] or ['.join(close)}]" if close else "ask with a number"
            raise QuestionError(f"there is no parameter [{phrase.parameter}]", mend=mend)
        for number, why in wrong_numbers(phrase):
            raise QuestionError(f"{amount(number)} is no number that can stand here: {why}", mend="ask with a number of that kind")


@dataclass
class Asking:
    """One question on its way: the settlement, the table of competences, what gives the whole situation where it is needed, what a promise may cost."""

    settlement: Settlement
    question: qu.Question
    table: Table
    suppose: Callable[[], Situation]
    limits: Limits = DEFAULT

    @cached_property
    def situation(self) -> Situation:
        """The situation in which the question is asked. Questions of competence need only the facts of the table."""
        return self.suppose()

    @property
    def words(self) -> str:
        """The question as asked."""
        return self.question.text

    def name(self, whom: qu.Whom) -> str:
        """The full name of a term in a question. Raises QuestionError with the nearest where nothing is called so."""
        found = self.settlement.find(whom.name, whom.of)
        if found is not None:
            return found
        if whom.name.startswith(_PEOPLE):
            return f"{_PEOPLE}{self._electorate(whom.name.removeprefix(_PEOPLE))}"
        said = f"{whom.name} of {whom.of}" if whom.of else whom.name
        raise unknown(self.settlement, said, whom.name)

    def _electorate(self, name: str) -> str:
        owner = self.settlement.find(name)
        owners = [*self.settlement.polities, *self.settlement.units]
        if owner not in owners:
            close = difflib.get_close_matches(name, owners, n=3, cutoff=0.5)
            told = close or owners[:2]
            raise QuestionError(f"there is no people of {name}", mend=f"ask for {' or '.join(f'{_PEOPLE}{one}' for one in told)}")
        return str(owner)

    def places(self, phrase: ph.PlaceOf | None, holder: str = "") -> tuple[str, ...]:
        """The places that a phrase means here and now; all units where nothing is said."""
        if phrase is None and self.settlement.units:
            return tuple(self.settlement.units)
        found = []
        for place in places(self.settlement) if phrase is not None else ():
            formula = covers(self.settlement, phrase, holder, place, silent=FALSE)
            if holds(formula, self.table.facts):
                found.append(place)
        if not found:
            raise QuestionError("no place is meant here and now", mend="name a polity, a unit, or `abroad`")
        return tuple(found)

    def polity_of(self, unit: str) -> str:
        """The polity of a unit here and now."""
        owner = self.settlement.polities.get(unit)
        return unit if owner and owner.of_unit else str(self.table.facts.get(self.settlement.membership(unit), ""))

    def order(self, place: str) -> tuple[int, str]:
        """The order in which places are told: polities as the text declares them, then units by name."""
        polity = self.polity_of(place) if place in self.settlement.units else ""
        names = list(self.settlement.polities)
        return (names.index(polity) if polity in names else len(names), place)

    def telling(self, found: tuple[str, ...]) -> str:
        """Places in words: a polity where all its units are meant, else the units."""
        units = [place for place in found if place != ABROAD]
        parts: list[str] = []
        for polity in self.settlement.polities:
            own = [unit for unit in self.settlement.units if self.polity_of(unit) == polity]
            if own and set(own) <= set(units) and len(own) > 1:
                parts.append(polity)
                units = [unit for unit in units if unit not in own]
        if len(units) == len(self.settlement.units) > 1:
            parts, units = ["every unit"], []
        words = f"in {those([*parts, *units])}" if parts or units else ""
        if ABROAD in found:
            words = f"{words} and abroad" if words else "abroad"
        return words
