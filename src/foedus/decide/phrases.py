"""Phrases of decision read for one act: each becomes a Count or a Gate over the bodies of the settlement.

Needs: the standard library. Source: design page VOTING, section 1, the table of words and nodes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from fractions import Fraction

from foedus.decide.acts import ActNamed
from foedus.decide.bodies import Bodies, voice
from foedus.model import phrases as ph
from foedus.model import words
from foedus.model.asked import electorates
from foedus.model.bind import Binding, Cases, chambers, members, own_organs, target
from foedus.model.families import each_of, family_of
from foedus.model.objecting import takes_all
from foedus.model.rule import (
    HALF,
    AllBut,
    AtLeast,
    Base,
    Body,
    Count,
    Gate,
    MoreThan,
    Quorum,
    Rule,
    Threshold,
    all_of,
    any_of,
    consent,
    k_of,
    needed,
    weighted,
)
from foedus.model.settlement import Settlement
from foedus.model.voters import assembly_of, is_people
from foedus.source import Citation

NEVER = Gate(Fraction(1), ())
"""The rule of a body that does not exist: nobody can carry it."""

BASES: dict[ph.BaseWord, Base] = {
    "those voting": Base.VOTING,
    "those present": Base.PRESENT,
    "all members": Base.ENTITLED,
    "all votes": Base.ENTITLED,
    "the electorate": Base.ENTITLED,
}


@dataclass(slots=True)
class Reading:
    """Reads phrases for one act's instance, and writes down what it had to settle."""

    bodies: Bodies
    binding: Binding
    cite: Citation
    silent_base: Base
    notes: dict[str, None] = field(default_factory=dict)
    cites: dict[Citation, None] = field(default_factory=dict)
    silent: list[Citation] = field(default_factory=list)
    within: tuple[str, ...] = ()
    voices: dict[str, Threshold] = field(default_factory=dict)
    together: bool = False
    unsaid: list[Citation] = field(default_factory=list)

    @property
    def settlement(self) -> Settlement:
        """The settlement that is read."""
        return self.bodies.where.settlement

    def act(self, named: ActNamed) -> Rule:
        """The steps of an act: any of them."""
        steps = []
        for step in named.steps:
            rule = all_of(*map(self.rule, step.rules), cite=self.cite)
            if step.objection is not None:
                rule = all_of(rule, self._objection(step.objection, step.rules), cite=self.cite)
            steps.append(rule)
        if len(steps) > 1:
            self.notes["each step of the act is a way to carry it"] = None
        for word in named.left_out:
            self.notes[word] = None
        return any_of(*steps, cite=self.cite) if steps else NEVER

    def rule(self, phrase: ph.RulePhrase) -> Rule:
        """A phrase as nodes."""
        match phrase:
            case ph.RuleJoin(join, parts):
                rules = [self.rule(part) for part in parts]
                return all_of(*rules, cite=self.cite) if join == "and" else any_of(*rules, cite=self.cite)
            case ph.CountOf():
                return self._count(phrase)
            case ph.ConsentOf(of):
                return self._consent(of)
            case ph.AnyOf(number, names):
                organs = [self.organ(name) for item in names.items for name in members(self.settlement, item)]
                return k_of(int(self.settlement.number(number)), organs)
            case ph.OfTheUnits():
                return self._of_the_units(phrase)

    # ---- consents

    def _consent(self, of: ph.Names | ph.Each | ph.FamilyOf | ph.Own) -> Rule:
        if isinstance(of, ph.Own):
            organs = [all_of(*map(self.organ, names)) for names in self._true(own_organs(self.settlement, of, self.binding))]
            return any_of(*organs) if organs else NEVER
        if isinstance(of, ph.Names):
            said = [self.organ(name) for item in of.items for name in members(self.settlement, item)]
            return all_of(*said, cite=self.cite) if of.join == "and" else any_of(*said, cite=self.cite)
        there = [self.organ(name) for name in self._meant(of)]
        return all_of(*there, cite=self.cite) if there else NEVER

    def _true(self, cases: Cases) -> list[tuple[str, ...]]:
        return [names for when, names in cases if self.bodies.where.true(when)]

    def _meant(self, of: ph.Each | ph.FamilyOf) -> list[str]:
        """The members of a set or a family as things stand."""
        found = family_of(self.settlement, of) if isinstance(of, ph.FamilyOf) else each_of(self.settlement, of)
        return [name for name, when in found if self.bodies.where.true(when)]

    def organ(self, name: str) -> Rule:
        """The yes of an organ by its own way of deciding; of a polity or a unit, by its assembly."""
        settlement = self.settlement
        if name in settlement.polities or name in settlement.units:
            return all_of(*map(self.organ, assembly_of(settlement, name, self.binding)))
        organ = settlement.organs.get(name)
        if organ is None:
            return self._voice(name) if is_people(name) else self._majority(name, self.cite)
        if organ.traits.deciding_by is not None and name not in self.within:
            self.cites[organ.cite] = None
            inner = replace(self, binding=Binding("organ", name), cite=organ.cite, within=(*self.within, name))
            return inner.rule(organ.traits.deciding_by)
        if organ.chambers:
            self.notes[f"{name} decides in each of its chambers, since the text does not say which"] = None
            return all_of(*map(self.organ, organ.chambers), cite=self.cite)
        if organ.kind == "office":
            polity = organ.owner if organ.owner in settlement.polities else ""
            groups = (*((("unit", organ.owner),) if organ.owner in settlement.units else ()), *((("polity", polity),) if polity else ()))
            return consent(name, self.cite, groups)
        self.cites[organ.cite] = None
        return self._majority(name, organ.cite)

    def _majority(self, name: str, cite: Citation) -> Rule:
        self.silent.append(cite)
        body = self.bodies.of((name,))
        return Count(body, MoreThan(HALF), self.silent_base, cite=cite, words=f"a majority in {name}")

    def _voice(self, name: str) -> Rule:
        return self._referendum_count(ph.CountOf(ph.Share("majority"), "those voting", ()), (name,), "one")

    # ---- counts

    def _count(self, count: ph.CountOf) -> Rule:
        weight = next((extra.series for extra in count.extras if isinstance(extra, ph.WeightedBy)), "one")
        found: list[Rule] = []
        for body in count.bodies:
            groups = [names for names in self._bodies(body) if names]
            rules = [self._one(count, names, weight) for names in groups]
            found.append((any_of if body.how == "any_of" else all_of)(*rules, cite=self.cite) if rules else NEVER)
        return all_of(*found, cite=self.cite) if found else NEVER

    def _bodies(self, body: ph.BodyOf) -> Iterable[tuple[str, ...]]:
        """The bodies that a phrase means, each a tuple of names that are counted together."""
        settlement, of = self.settlement, body.of
        if body.how == "referendum":
            owners = self._peoples(body)
            return [owners] if body.together else [(owner,) for owner in owners]
        if isinstance(of, ph.Own):
            whole = body.how == "chambers"
            names = [name for case in self._true(own_organs(settlement, of, self.binding)) for name in case]
            return [(chamber,) for name in names for chamber in (chambers(settlement, name) if whole else (name,))]
        if isinstance(of, ph.Names):
            names = [name for item in of.items for name in members(settlement, item)]
            parts = [chamber for name in names for chamber in chambers(settlement, name)]
            joined = body.how in ("together", "joint_sitting")
            if body.how == "names" and len(of.items) > 1:
                self.unsaid.append(self.cite)
                joined = self.together
            return [tuple(parts)] if joined else [(part,) for part in parts]
        if isinstance(of, ph.FamilyOf | ph.Each):
            return [(name if name in settlement.organs else voice(name),) for name in self._meant(of)]
        return []

    def _peoples(self, body: ph.BodyOf) -> tuple[str, ...]:
        if isinstance(body.of, ph.Each):
            return tuple(map(voice, self._meant(body.of)))
        if isinstance(body.of, ph.Target) and body.of.how in ("own", "other"):
            return tuple(voice(name) for names in self._true(target(self.settlement, body.of, self.binding)) for name in names)
        return tuple(map(voice, electorates(self.settlement, body, self.binding)))

    def _one(self, count: ph.CountOf, names: tuple[str, ...], weight: str) -> Rule:
        if all(map(is_people, names)):
            return self._referendum_count(count, names, weight)
        by_lot = next((self._lot_kind(names) for extra in count.extras if isinstance(extra, ph.EqualByLot)), "")
        body = self.bodies.of(names, by_lot=by_lot)
        if by_lot:
            self.notes["numbers are made equal by lot before the vote; votes that are told are those of members drawn"] = None
        base = self._base(count)
        quorums = tuple(quorum for extra in count.extras if isinstance(extra, ph.QuorumOf) for quorum in self._quorums(extra, body))
        said = f"{words.share(count.share)}{f' of {count.base}' if count.base else ''} in {body.name}"
        main = Count(body, self._threshold(count.share), base, weight, quorums=quorums, cite=self.cite, words=said)
        return all_of(main, *(rule for extra in count.extras for rule in self._extra(extra, body, count)), cite=self.cite)

    def _lot_kind(self, names: tuple[str, ...]) -> str:
        members_ = self.bodies.of(names).members
        return next((kind for kind in ("group", "polity", "unit", "body") if len({one.group(kind) for one in members_}) > 1), "body")

    def _base(self, count: ph.CountOf) -> Base:
        if count.base is not None:
            return BASES[count.base]
        if count.share.how == "absolute":
            return Base.ENTITLED
        if count.share.how != "all_but" and not self._is_number(count.share):
            self.silent.append(self.cite)
        return self.silent_base

    def _is_number(self, share: ph.Share) -> bool:
        amount = share.number
        return amount is not None and amount.style in ("whole", "words") and self.settlement.number(amount) > 1

    def _threshold(self, share: ph.Share) -> Threshold:
        number = self.settlement.number(share.number) if share.number else Fraction(0)
        match share.how:
            case "majority" | "absolute":
                return MoreThan(HALF)
            case "all":
                return AtLeast(Fraction(1))
            case "all_but":
                return AllBut(int(number))
            case "more_than":
                return AtLeast(votes=int(number) + 1) if self._is_number(share) else MoreThan(number)
            case _:
                return AtLeast(votes=int(number)) if self._is_number(share) else AtLeast(number)

    def _referendum_count(self, count: ph.CountOf, names: tuple[str, ...], weight: str) -> Rule:
        """The people: each polity or unit one voice (together: weighed by the votes cast there), or so many entitled, where they are told."""
        body = self.bodies.of(names)
        asked = names[0] if len(names) == 1 else body.name
        said = f"{words.share(count.share)}{f' of {count.base}' if count.base else ''} in a referendum of {asked.removeprefix('the people of ')}"
        base = self._base(count)
        quorums = tuple(quorum for extra in count.extras if isinstance(extra, ph.QuorumOf) for quorum in self._quorums(extra, body))
        if all(self.bodies.entitled.get(name) for name in names):
            return Count(body, self._threshold(count.share), base, weight, quorums=quorums, cite=self.cite, words=said)
        self.notes["the people of a polity or a unit are one voice" + (", weighed by the votes cast there" if len(names) > 1 else "")] = None
        self.voices[body.name] = self._threshold(count.share)
        if len(names) > 1:
            return Count(body, self._threshold(count.share), Base.ENTITLED, "votes", cite=self.cite, words=said)
        return Count(body, AtLeast(votes=1), Base.ENTITLED, cite=self.cite, words=said)

    # ---- what must be among the yes

    def _extra(self, extra: ph.CountExtra, body: Body, count: ph.CountOf) -> Iterator[Rule]:
        if isinstance(extra, ph.Comprising):
            held = AtLeast(self.settlement.number(extra.number))
            said = f"comprising {words.amount(extra.number)} of {extra.series} in {body.name}"
            yield Count(body, held, Base.ENTITLED, extra.series, cite=self.cite, words=said)
        elif isinstance(extra, ph.Including) and extra.names is not None:
            for item in extra.names.items:
                for name in members(self.settlement, item):
                    yield self._among(name, body)
        elif isinstance(extra, ph.Including):
            base = BASES[extra.base] if extra.base else self._base(replace(count, extras=()))
            parts = self._parts(extra.origin, body)
            share = self._threshold(extra.share or ph.Share("majority"))
            rules = [Count(body, share, base, only=part, cite=self.cite, words=f"including those from {part[1]} in {body.name}") for part in parts]
            some = extra.origin is not None and extra.origin.how in ("any", "any_of")
            yield (any_of if some else all_of)(*rules, cite=self.cite) if rules else NEVER

    def _among(self, name: str, body: Body) -> Rule:
        for kind in ("member", "unit", "polity", "group"):
            if body.part((kind, name)):
                said = f"including {name} in {body.name}"
                return Count(body, AtLeast(Fraction(1)), Base.ENTITLED, only=(kind, name), cite=self.cite, words=said)
        return self.organ(name)

    def _parts(self, origin: ph.Origin | None, body: Body) -> list[tuple[str, str]]:
        """The parts that an origin names, as (kind, name): the groups, units or polities from which members come."""
        of = origin.of if origin else None
        each = of.type if isinstance(of, ph.Each) else ""
        wanted = of.items if isinstance(of, ph.Names) else self._meant(of) if isinstance(of, ph.Each) and of.of else None
        found: dict[tuple[str, str], None] = {}
        for member in body.members:
            for kind in (each,) if each in ("unit", "polity") else ("group", "unit", "polity"):
                name = member.group(kind)
                if name and (wanted is None or name in wanted):
                    found[(kind, name)] = None
                    break
        return list(found)

    def _quorums(self, extra: ph.QuorumOf, body: Body) -> Iterator[Quorum]:
        number = self.settlement.number(extra.number)
        heads = int(number) if extra.number.style in ("whole", "words") and number > 1 else None
        for part in self._parts(extra.origin, body) if extra.origin else (None,):
            yield Quorum(votes=heads, group=part) if heads else Quorum(number, part)

    # ---- units, objections

    def _of_the_units(self, phrase: ph.OfTheUnits) -> Rule:
        polities = self.settlement.polities
        within = phrase.of or (next(iter(polities)) if len(polities) == 1 else "")
        series = self.settlement.gazetteer.series(phrase.weighted_by) if phrase.weighted_by else None
        parts: list[tuple[int, Rule]] = []
        for unit in self.bodies.where.units(within):
            value = series.get(unit, 0) if series else 1
            inner = replace(self, binding=Binding("unit", unit))
            parts.append((0 if isinstance(value, str) else int(value), inner.rule(phrase.each_by)))
        enough = needed(self._threshold(phrase.share), sum(weight for weight, _ in parts))
        return weighted(enough, parts, self.cite) if parts else NEVER

    def _objection(self, objection: ph.Objection, rules: tuple[ph.RulePhrase, ...]) -> Rule:
        """Nobody objects who may: the consent of each by name; of a share, that the rest of it says yes."""
        self.notes["an objection that may be made is read as a consent that is needed"] = None
        if objection.names is not None:
            silent = [self.organ(name) for item in objection.names.items for name in members(self.settlement, item)]
            return any_of(*silent) if takes_all(objection) else all_of(*silent)
        share = self._threshold(objection.share or ph.Share("majority"))
        found: list[Rule] = []
        for count in (phrase for phrase in rules if isinstance(phrase, ph.CountOf)):
            for names in (names for body in count.bodies for names in self._bodies(body)):
                body = self.bodies.of(names)
                for part in self._parts(objection.origin, body) if objection.origin else [None]:
                    heads = sum(member.count for member in body.part(part))
                    found.append(Count(body, AtLeast(votes=max(1, heads - needed(share, heads) + 1)), Base.ENTITLED, only=part, cite=self.cite))
        return all_of(*found, cite=self.cite) if found else Gate(Fraction(0), ())
