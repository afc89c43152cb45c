"""Who holds a matter: for a verb, a matter, a place and a situation, the holders, or the gap, or the overlap, with every clause that decides it.

Needs: the standard library. Source: design page LANGUAGE, section 7.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from foedus.model import phrases as ph
from foedus.model.competence import (
    Bar,
    Competence,
    Kind,
    bar_reach,
    bars,
    competences,
    residuals,
    through,
)
from foedus.model.formula import FALSE, TRUE, Formula, Valuation, holds
from foedus.model.settlement import ABROAD, Settlement
from foedus.model.spans import start_date
from foedus.source import Citation, article_of


class Held(Enum):
    """How a cell of the table comes out."""

    HELD = "held"
    GAP = "gap"
    OVERLAP = "overlap"


@dataclass(frozen=True, slots=True)
class Holding:
    """One way in which a matter is held.

    holders: one, or those who act only together; organs: through which each does it; needs: the Rule whose consent it takes, each with the
    citation; act: the act through which it is exercised; principal: for whom, where it is in somebody's own name.
    """

    holders: tuple[str, ...]
    organs: tuple[str, ...]
    kind: Kind
    cites: tuple[Citation, ...]
    needs: tuple[tuple[ph.RulePhrase, Citation], ...] = ()
    hearing: ph.Hearing | None = None
    act: str = ""
    principal: str = ""
    prevailing: str = ""


@dataclass(frozen=True, slots=True)
class Defeated:
    """A competence that does not count here: what bars it, or (no bar) that its holder has no organ for the verb."""

    holders: tuple[str, ...]
    cite: Citation
    bars: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """The answer for one verb, matter and place."""

    verdict: Held
    holdings: tuple[Holding, ...]
    defeated: tuple[Defeated, ...] = ()

    @property
    def cites(self) -> tuple[Citation, ...]:
        """All clauses that give the holdings, each once."""
        return tuple(dict.fromkeys(cite for holding in self.holdings for cite in holding.cites))


@dataclass(slots=True)
class Scope:
    """The competences, bars and residual clauses of a settlement, indexed; made once, read in every situation."""

    settlement: Settlement
    given: tuple[Competence, ...] = ()
    residual: tuple[Competence, ...] = ()
    bars: tuple[Bar, ...] = ()
    index: dict[tuple[str, str], tuple[int, ...]] = field(default_factory=dict)
    barring: dict[tuple[str, str], tuple[int, ...]] = field(default_factory=dict)
    _bar_reach: dict[tuple[int, str, str], Formula] = field(default_factory=dict)
    _covered: dict[tuple[str, str], frozenset[str]] = field(default_factory=dict)
    _through: dict[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    _on: dict[str, list[int]] = field(default_factory=dict)
    _against: dict[str, list[int]] = field(default_factory=dict)

    @classmethod
    def of(cls, settlement: Settlement) -> Scope:
        """The scope of a settlement, worked out at the first call."""
        known: Scope | None = settlement.memo.get("scope")
        if known is None:
            known = settlement.memo["scope"] = cls(settlement, competences(settlement), residuals(settlement), bars(settlement))
        return known

    @classmethod
    def beside(cls, settlement: Settlement, other: Scope) -> Scope:
        """The scope of a settlement that has the organs, units and conditions of another: what comes of a clause of both is the very same."""
        known: dict[int, list[Competence]] = {}
        for item in (*other.given, *other.residual):
            known.setdefault(id(item.clause), []).append(item)
        return cls(settlement, competences(settlement, known), residuals(settlement, known), bars(settlement))

    def candidates(self, verb: str, matter: str) -> tuple[int, ...]:
        """The competences whose verb and matter fit, by position."""
        key = (verb, matter)
        if key not in self.index:
            if not self._on:
                self._on = _by_matter([item.matters for item in self.given], self.settlement)
            self.index[key] = tuple(n for n in self._on.get(matter, ()) if verb in self.given[n].verbs)
        return self.index[key]

    def against(self, verb: str, matter: str) -> tuple[int, ...]:
        """The bars whose verb and matter fit, by position."""
        key = (verb, matter)
        if key not in self.barring:
            self.barring[key] = tuple(
                n
                for n, bar in enumerate(self.bars)
                if verb in bar.verbs and (bar.matters is None or matter in bar.matters) and matter not in bar.excepted
            )
        return self.barring[key]

    def bar_reach(self, bar: int, name: str, place: str) -> Formula:
        """The condition under which a bar covers somebody in a place."""
        key = (bar, name, place)
        if key not in self._bar_reach:
            self._bar_reach[key] = bar_reach(self.settlement, self.bars[bar], name, place)
        return self._bar_reach[key]

    def through(self, holder: str, verb: str) -> tuple[str, ...]:
        """The organs through which a holder does something."""
        key = (holder, verb)
        if key not in self._through:
            self._through[key] = through(self.settlement, holder, verb)
        return self._through[key]

    def places_of(self, verb: str, matter: str) -> frozenset[str]:
        """Where the question can be asked: every unit, and `abroad` only where a clause reaches there."""
        key = (verb, matter)
        if key not in self._covered:
            abroad = any(self.given[n].reach[ABROAD] != FALSE and not self.given[n].act for n in self.candidates(verb, matter))
            self._covered[key] = frozenset(self.settlement.units) | ({ABROAD} if abroad else set())
        return self._covered[key]


def _by_matter(spoken: list[frozenset[str] | None], settlement: Settlement) -> dict[str, list[int]]:
    """For each matter, the positions of what speaks of it, in order; what names no matter speaks of all."""
    found: dict[str, list[int]] = {word: [] for word in settlement.matters}
    for n, matters in enumerate(spoken):
        for word in found if matters is None else matters:
            found[word].append(n)
    return found


@dataclass(slots=True)
class Table:
    """The answers in one situation. facts: a value for membership, conditions and articles in force."""

    scope: Scope
    facts: Valuation
    _cells: dict[tuple[tuple[int, ...], tuple[int, ...], str, str], Cell] = field(default_factory=dict)
    _truth: dict[int, bool] = field(default_factory=dict)

    def cell(self, verb: str, matter: str, place: str) -> Cell:
        """Who may do this, on this, there. Matter and place must be known to the settlement."""
        candidates, against = self.scope.candidates(verb, matter), self.scope.against(verb, matter)
        key = (candidates, against, verb, place)
        found = self._cells.get(key)
        if found is None:
            found = self._cells[key] = self._decide(candidates, against, verb, place)
        return found

    @property
    def cells(self) -> dict[tuple[tuple[int, ...], tuple[int, ...], str, str], Cell]:
        """The cells worked out so far: by the positions of the competences and bars that speak of each, the verb and the place."""
        return self._cells

    def known(self, cells: Mapping[tuple[tuple[int, ...], tuple[int, ...], str, str], Cell]) -> None:
        """Take in cells that are known already, and known to be made of the same."""
        self._cells.update(cells)

    def _true(self, formula: Formula) -> bool:
        # By identity: the scope keeps every formula that is asked for, and hashing a deep one costs more than its truth.
        known = self._truth.get(id(formula))
        if known is None:
            known = self._truth[id(formula)] = holds(formula, self.facts)
        return known

    def _decide(self, candidates: tuple[int, ...], against: tuple[int, ...], verb: str, place: str) -> Cell:
        holdings: list[Holding] = []
        defeated: list[Defeated] = []
        for n in candidates:
            item = self.scope.given[n]
            if self._true(item.reach[place]) and self._true(item.when):
                self._weigh(item, against, verb, place, holdings, defeated)
        if not holdings:
            level = -1
            for item in sorted(self.scope.residual, key=lambda item: -item.level):
                if item.level < level or not (self._true(item.reach[place]) and self._true(item.when)):
                    continue
                level = item.level
                self._weigh(item, against, verb, place, holdings, defeated)
        return Cell(_verdict(holdings), tuple(holdings), tuple(defeated))

    def _weigh(
        self, item: Competence, against: tuple[int, ...], verb: str, place: str, holdings: list[Holding], defeated: list[Defeated]
    ) -> None:
        """Put a competence that reaches here among the holdings, or among the defeated with what defeats it."""
        cites, needs, barring = [item.cite], [(item.needs, item.cite)] if item.needs else [], []
        holders = self._meant(item) if item.while_meant else item.holders
        for n in against:
            bar = self.scope.bars[n]
            if item.act and bar.clause.doing.place is not None and bar.clause.doing.place.how != "anywhere":
                continue  # an act has no place
            if article_of(bar.cite) in map(article_of, item.notwithstanding) and _named(bar.cite, item.notwithstanding):
                continue
            if not any(self._barred(n, holder, verb, place) for holder in holders):
                continue
            if bar.lifted_by is not None:
                needs.append((bar.lifted_by, bar.cite))
                cites.append(bar.cite)
            else:
                barring.append(bar.cite)
        organs = holders if item.act else tuple(organ for who in holders for organ in self.scope.through(who, verb))
        if barring or not organs:
            defeated.append(Defeated(holders or item.holders, item.cite, tuple(barring)))
            return
        holdings.append(
            Holding(holders, organs, item.kind, tuple(cites), tuple(needs), item.hearing, item.act,
                    item.principal if place == ABROAD else "", item.prevailing)
        )  # fmt: skip

    def _meant(self, item: Competence) -> tuple[str, ...]:
        """The holders of a competence, held together or through an act, that a set or a family means as things stand."""
        return tuple(who for who in item.holders if self._true(item.while_meant.get(who, TRUE)))

    def _barred(self, bar: int, holder: str, verb: str, place: str) -> bool:
        """A bar covers a holder, or all the organs through which it would act."""
        if self._true(self.scope.bar_reach(bar, holder, place)):
            return True
        organs = self.scope.through(holder, verb)
        return bool(organs) and all(organ != holder and self._true(self.scope.bar_reach(bar, organ, place)) for organ in organs)

    def barred_by(self, name: str, verb: str, matter: str, place: str) -> tuple[Citation, ...]:
        """The bars that cover somebody here and that no consent lifts, whether or not there is anything to bar."""
        against = self.scope.against(verb, matter)
        return tuple(
            self.scope.bars[n].cite for n in against if self.scope.bars[n].lifted_by is None and self._barred(n, name, verb, place)
        )


def _named(cite: Citation, named: tuple[Citation, ...]) -> bool:
    return cite in named or f"Art. {article_of(cite)}" in named


def _verdict(holdings: list[Holding]) -> Held:
    """One holder holds; several hold if all act concurrently, or each in its own name, or through acts; otherwise they overlap."""
    if not holdings:
        return Held.GAP
    by_principal: dict[str, list[Holding]] = {}
    for holding in holdings:
        by_principal.setdefault(holding.principal, []).append(holding)
    for group in by_principal.values():
        plain = [holding for holding in group if not holding.act]
        if len(plain) > 1 and not all(holding.kind is Kind.CONCURRENT for holding in plain):
            return Held.OVERLAP
        if plain and len(plain) < len(group):
            return Held.OVERLAP
    return Held.HELD


def start_facts(settlement: Settlement) -> dict[str, str | bool]:
    """Membership, conditions and articles in force at the start: all that a table reads."""
    facts: dict[str, str | bool] = {settlement.membership(unit.code): unit.polity for unit in settlement.units.values()}
    facts.update({condition.name: condition.initially for condition in settlement.conditions.values()})
    begins = start_date(settlement)
    for article, clause in settlement.in_force_clauses.items():
        facts[f"{article} in force"] = clause.start is None or clause.start == begins
    return facts


def table(settlement: Settlement, facts: Valuation | None = None) -> Table:
    """The table of a settlement in a situation; at the start where none is given."""
    return Table(Scope.of(settlement), facts if facts is not None else start_facts(settlement))
