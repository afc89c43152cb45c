"""Promises of the table of competences, in every situation that can be reached: who may act where, no gap, no overlap, no orphan.

Each cell that comes out against the promise gives a condition; the promise holds where no history reaches one. Acts have no place, and what
several hold only together none of them holds, so neither counts as an organ's reach. Where a force is under somebody's command, it may act
where its commander may command.
Needs: `foedus.reason.portfolio`. Source: design pages LANGUAGE, section 9; REASONING, sections 3 and 4.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from foedus.model import phrases as ph
from foedus.model import speech as sp
from foedus.model import words as w
from foedus.model.bind import Binding, command, condition
from foedus.model.competence import Kind, closed, in_set, verbs_of
from foedus.model.effects import possible_commands
from foedus.model.formula import FALSE, TRUE, All, Any, Formula, Is, Value, all_of, any_of, given, names, negation
from foedus.model.holding import Held
from foedus.model.machine import Machine
from foedus.model.places import covers
from foedus.model.settlement import ABROAD, Settlement
from foedus.reason.functions import clause_for, fates
from foedus.reason.limits import DEFAULT, Limits
from foedus.reason.promise.asked import Part, Property
from foedus.reason.promise.atlas import Atlas, Entry, Exchange, Leaf
from foedus.reason.promise.docket import Docket
from foedus.reason.promise.given import model_of
from foedus.reason.promise.groundwork import groundwork
from foedus.reason.promise.verdict import Verdict
from foedus.source import Citation

BY_TABLE = "every cell of the table, in every situation"


def judged(docket: Docket, one: sp.NoOrganMay | sp.Whole) -> Verdict:
    """Decide a promise of the table."""
    from foedus.reason.promise.judge import decided

    settlement, name = docket.settlement, docket.clause.name
    asked = property_of_table(settlement, model_of(docket), one, docket)
    if settlement.promises.get(name) is not docket.clause:
        return decided(docket, asked)
    settlement.memo.setdefault("bad cells", {})[name] = asked.bad
    settlement.memo.setdefault("parts of the table", {})[name] = asked.parts
    before: tuple[tuple[Part, ...], Verdict] | None = settlement.memo.get("table before", {}).get(name)
    if before is not None and before[0] == asked.parts:
        return before[1]  # what must never be is the same, and so are all moves
    return decided(docket, asked)


def property_of_table(settlement: Settlement, model: Machine, one: sp.NoOrganMay | sp.Whole, docket: Docket) -> Property:
    """The cells against a promise, as what must never be."""
    return Property(model, parts_of_table(settlement, one, atlas_of(settlement, docket.limits)))


def atlas_of(settlement: Settlement, limits: Limits = DEFAULT) -> Atlas:
    """The cells of a settlement, worked out once; those are taken over that are known from before an edit, with the same facts."""
    known: Atlas | None = settlement.memo.get("atlas")
    if known is None:
        known = settlement.memo["atlas"] = Atlas(settlement, groundwork(settlement, limits).facts)
        facts, alike, leaves = settlement.memo.pop("leaves before", ((), {}, {}))
        if facts == known.facts and alike == known.one_of_many:
            known.leaves.update(leaves)
    return known


def parts_of_table(settlement: Settlement, one: sp.NoOrganMay | sp.Whole, atlas: Atlas) -> tuple[Part, ...]:
    """The cells against a promise of the table, each with the condition under which it is so."""
    if isinstance(one, sp.NoOrganMay):
        return tuple(_Reach(settlement, atlas, one).parts())
    return tuple({"no_gap": _gaps, "no_overlap": _overlaps, "no_orphan": _orphans}[one.what](settlement, atlas))


def joined(parts: Iterable[Formula]) -> Formula:
    """A conjunction in which what one part says of a variable is put into the others; false where they contradict each other."""
    whole = all_of(parts)
    if type(whole) is not All:
        return whole
    known: dict[str, Value] = {}
    for part in whole.parts:
        if type(part) is Is and known.setdefault(part.variable, part.value) != part.value:
            return FALSE
    if not known or all(type(part) is Is or names(part).isdisjoint(known) for part in whole.parts):
        return whole
    leaves = [part for part in whole.parts if isinstance(part, Is)]
    return all_of((*leaves, *(given(part, known) for part in whole.parts if not isinstance(part, Is))))


# ---- who may act where


@dataclass(frozen=True, slots=True)
class _Reached:
    """Who reaches a place by a cell: when, by what clauses, and where a force does, under whom."""

    name: str
    when: Formula
    place: str
    cites: tuple[Citation, ...]
    through: str = ""


@dataclass(frozen=True, slots=True)
class _Way:
    """One way in which somebody reaches a place: by what verb, on which matters."""

    verb: str
    matters: tuple[str, ...]
    reached: _Reached


_MOST_KEPT = 200_000
"""How many ways to reach a place are kept over edits; beyond them all are forgotten, since those of cells that are gone are among them."""


@dataclass(slots=True)
class _Known:
    """What is known of a promise over edits: whom it means and where, a matter of organs and units; and of each cell, who reaches a place by it.

    cells: by the number of a leaf, which is kept with it so that no other has its number; for those who may come to command what.
    """

    places: dict[tuple[str, str], Formula] = field(default_factory=dict)
    spoken: dict[str, Formula] = field(default_factory=dict)
    joined: dict[tuple[Formula, Formula], Formula] = field(default_factory=dict)
    commanded: list[tuple[str, str]] = field(default_factory=list)
    cells: dict[tuple[int, str, str], tuple[Leaf, tuple[_Reached, ...]]] = field(default_factory=dict)

    def for_commands(self, commanded: list[tuple[str, str]]) -> None:
        """Forget cells that were read with others in command, or far too many."""
        if self.commanded != commanded:
            self.commanded, self.cells = commanded, {}
        if max(len(self.joined), sum(len(found) for _, found in self.cells.values())) > _MOST_KEPT:
            self.joined, self.cells = {}, {}


@dataclass
class _Reach:
    """Everybody of a set with the ways in which each reaches where it may not."""

    settlement: Settlement
    atlas: Atlas
    one: sp.NoOrganMay
    ways: dict[str, list[_Way]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.known: _Known = self.settlement.memo.setdefault("reach", {}).setdefault(self.one, _Known())
        self.known.for_commands(self._commanded())

    def parts(self) -> Iterator[Part]:
        self._gather()
        doing, limits = self.one.doing, self.one.limits
        while_ = condition(self.settlement, limits.when, Binding()) if limits.when is not None else TRUE
        both = doing.place.names.items if doing.place is not None and doing.place.how == "both" and doing.place.names else ()
        for name, ways in self.ways.items():
            if both:
                yield from self._both(name, ways, both, while_)
            else:
                yield from self._somewhere(name, ways, while_)

    def _somewhere(self, name: str, ways: list[_Way], while_: Formula) -> Iterator[Part]:
        grouped: dict[tuple[str, tuple[str, ...], tuple[Citation, ...], str], list[Formula]] = {}
        for way in ways:
            reached = way.reached
            here = self._place(name, reached.place)
            if here != FALSE:
                grouped.setdefault((way.verb, way.matters, reached.cites, reached.through), []).append(self._both_hold(reached.when, here))
        merged: dict[tuple[tuple[Citation, ...], str], list[tuple[str, tuple[str, ...], Formula]]] = {}
        for (verb, matters, cites, through), conditions in grouped.items():
            merged.setdefault((cites, through), []).append((verb, matters, any_of(conditions)))
        for (cites, through), group in merged.items():
            said = self._said(name, list(dict.fromkeys(verb for verb, _, _ in group)), [m for _, ms, _ in group for m in ms], through)
            yield Part(all_of((while_, any_of(formula for _, _, formula in group))), name, said, {"organ": name}, cites=cites)

    def _both(self, name: str, ways: list[_Way], both: tuple[str, ...], while_: Formula) -> Iterator[Part]:
        cites: dict[Citation, None] = {}
        reaches = []
        for polity in both:
            found = []
            for reached in (way.reached for way in ways):
                here = covers(self.settlement, ph.PlaceOf("places", ph.Names((polity,))), name, reached.place, silent=FALSE)
                if here != FALSE:
                    found.append(self._both_hold(reached.when, here))
                    cites.update(dict.fromkeys(reached.cites))
            reaches.append(any_of(found))
        bad = joined((while_, *reaches))
        if bad != FALSE:
            said = f"{name} may {w.doing(self.one.doing)}, on what is not excepted"
            yield Part(bad, name, said, {"organ": name}, cites=tuple(cites))

    def _said(self, name: str, verbs: list[str], matters: list[str], through: str) -> str:
        on = list(dict.fromkeys(matters))
        told = w.listed(on[:4] if len(on) <= 4 else [*on[:3], f"{len(on) - 3} matters more"])
        under = f", being under {through}" if through else ""
        place = f" {w.place(self.one.doing.place)}" if self.one.doing.place is not None else ""
        doing = w.listed(verbs) if not through else "act"
        return f"{name} may {doing} on {told}{place}{under}"

    def _both_hold(self, one: Formula, other: Formula) -> Formula:
        if one is TRUE or other is TRUE:
            return one if other is TRUE else other
        known = self.known.joined.get((one, other))
        if known is None:
            known = self.known.joined[one, other] = joined((one, other))
        return known

    def _place(self, name: str, place: str) -> Formula:
        known = self.known.places.get((name, place))
        if known is None:
            known = self.known.places[name, place] = self._asked_of(name, place)
        return known

    def _asked_of(self, name: str, place: str) -> Formula:
        here = self._plain(covers(self.settlement, self.one.doing.place, name, place, silent=TRUE))
        out = self.one.limits.except_place
        return all_of((here, negation(covers(self.settlement, out, name, place, silent=FALSE)))) if out is not None else here

    def _gather(self) -> None:
        verbs = verbs_of(self.one.doing)
        wanted = closed(self.settlement, self.one.doing.matters)
        excepted = closed(self.settlement, self.one.limits.except_on) if self.one.limits.except_on else frozenset[str]()
        act = any(verb.how == "act" for verb in self.one.doing.verbs)
        for entry in self.atlas.entries(verbs):
            matters = tuple(m for m in entry.matters if m not in (excepted or ()) and (wanted is None or m in wanted))
            if not matters:
                continue
            for leaf in entry.leaves:
                for reached in self._reached(entry, leaf, by_command=entry.verb == "command" and (act or "command" in verbs)):
                    self.ways.setdefault(reached.name, []).append(_Way(entry.verb, matters, reached))

    def _reached(self, entry: Entry, leaf: Leaf, *, by_command: bool) -> tuple[_Reached, ...]:
        key = (id(leaf), entry.verb, entry.place)
        known = self.known.cells.get(key)
        if known is None:
            known = self.known.cells[key] = leaf, tuple(self._by_cell(entry.place, leaf, by_command=by_command))
        return known[1]

    def _by_cell(self, place_of_cell: str, leaf: Leaf, *, by_command: bool) -> Iterator[_Reached]:
        for holding in leaf.cell.holdings:
            if holding.act or len(holding.holders) > 1 or holding.kind is Kind.JOINT:
                continue
            for place in self.atlas.everywhere(place_of_cell):
                exchange = Exchange(place_of_cell, place)
                here = exchange.holding(holding)
                when = exchange.formula(leaf.when)
                for name in dict.fromkeys((*here.organs, *here.holders)):
                    yield from self._meant(name, when, place, here.cites)
                for force, who in self._commanded() if by_command else ():
                    if who in here.holders or who in here.organs:
                        yield from self._meant(force, all_of((when, Is(command(force), who))), place, here.cites, who)

    def _meant(self, name: str, when: Formula, place: str, cites: tuple[Citation, ...], through: str = "") -> Iterator[_Reached]:
        spoken = self.known.spoken.get(name)
        if spoken is None:
            spoken = self.known.spoken[name] = self._plain(in_set(self.settlement, self.one.organs, name))
        if spoken != FALSE and (name in self.settlement.organs or self.one.organs.what in ("polity", "unit")):
            yield _Reached(name, self._both_hold(when, spoken), place, cites, through)

    def _plain(self, formula: Formula) -> Formula:
        """Without what says no more than that a unit belongs somewhere."""
        if type(formula) is All:
            return all_of(part for part in formula.parts if not self._says_nothing(part))
        return TRUE if self._says_nothing(formula) else formula

    def _says_nothing(self, formula: Formula) -> bool:
        if type(formula) is not Any:
            return False
        named = names(formula)
        leaves = {part.value for part in formula.parts if type(part) is Is}
        return len(named) == 1 and leaves.issuperset(self.atlas.domain(*named))

    def _commanded(self) -> list[tuple[str, str]]:
        """Everything whose command may change, with those who may ever command it."""
        known: list[tuple[str, str]] | None = self.settlement.memo.get("commanded pairs")
        if known is None:
            possible = possible_commands(self.settlement)
            known = self.settlement.memo["commanded pairs"] = [(force, who) for force, names in possible.items() for who in names]
        return known


# ---- the whole table


def _gaps(settlement: Settlement, atlas: Atlas) -> Iterator[Part]:
    yield from _cells(settlement, atlas, Held.GAP, "nobody may {doing}")


def _overlaps(settlement: Settlement, atlas: Atlas) -> Iterator[Part]:
    yield from _cells(settlement, atlas, Held.OVERLAP, "{holders} may each {doing}, and nothing settles it")


def _cells(settlement: Settlement, atlas: Atlas, verdict: Held, pattern: str) -> Iterator[Part]:
    for entry in atlas.entries():
        for leaf in entry.leaves:
            if leaf.cell.verdict is not verdict:
                continue
            cites = leaf.cell.cites or tuple(dict.fromkeys(cite for one in leaf.cell.defeated for cite in (one.cite, *one.bars)))
            for place in atlas.everywhere(entry.place):
                exchange = Exchange(entry.place, place)
                holders = w.listed(list(dict.fromkeys(exchange.name(who) for one in leaf.cell.holdings for who in one.holders)))
                where = "abroad" if place == ABROAD else f"in {settlement.units[place].title}"
                doing = f"{entry.verb} on {_few(entry.matters)} {where}"
                said = pattern.format(doing=doing, holders=holders)
                yield Part(exchange.formula(leaf.when), f"{entry.verb} on {entry.matters[0]}", said, {"place": place}, cites=cites)


def _few(matters: tuple[str, ...]) -> str:
    return w.listed(matters if len(matters) <= 4 else (*matters[:3], f"{len(matters) - 3} matters more"))


def _orphans(settlement: Settlement, atlas: Atlas) -> Iterator[Part]:
    known: dict[tuple[Citation, str], Formula] = {}
    for function in settlement.functions:
        clause = clause_for(settlement, function)
        for place in settlement.units:
            key = (clause.cite if clause is not None else "", place)
            if key not in known:
                somebody = any_of(atlas.plain_of(when) for when, _ in fates(settlement, function, place))
                known[key] = negation(_by_cases(atlas, somebody, place))
            bad = known[key]
            if bad != FALSE:
                said = f"“{function}” passes to nobody in {settlement.units[place].title} and does not end there"
                yield Part(bad, function, said, {"place": place})


def _by_cases(atlas: Atlas, formula: Formula, place: str) -> Formula:
    """True where it holds whichever polity a place belongs to: `it belongs to Alder, or it belongs to Birch` says nothing."""
    variable = f"polity of {place}"
    cases = [given(formula, {variable: value}) for value in atlas.domain(variable)]
    return TRUE if all(case == TRUE for case in cases) else formula

