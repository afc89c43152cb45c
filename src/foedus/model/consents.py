"""A Rule of a text as a condition over consents: which voices must say yes for an act to carry.

Each bloc has one proposition, `yes of BLOC to ACT`; by monotonicity only all-yes and all-no of a bloc need be told apart. Where the base of
a share hangs on who belongs where, absent units are put on the other side of the scale, so that the threshold stays one whole number.
Needs: the standard library. Source: design page LANGUAGE, section 6.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from fractions import Fraction

from foedus.model import phrases as ph
from foedus.model.asked import electorates
from foedus.model.bind import (
    Binding,
    chambers,
    is_office,
    manned,
    members,
    own_organs,
)
from foedus.model.families import Meant, each_of, family_of
from foedus.model.formula import (
    FALSE,
    TRUE,
    Formula,
    Is,
    all_of,
    any_of,
    negation,
    weighs,
)
from foedus.model.settlement import Settlement
from foedus.model.voters import (
    Seat,
    assembly_of,
    electorate,
    is_people,
    people,
    present,
    seats_of,
    voice_of_unit,
    weights_of_people,
)


def yes(bloc: str, act: str) -> str:
    """The name of the variable that says whether a bloc's consent to an act stands."""
    return f"yes of {bloc} to {act}"


@dataclass(slots=True)
class Scale:
    """One Count with its voices: (weight, says yes, sits) for each entry."""

    entries: list[tuple[int, Formula, Formula]]

    def at_least(self, share: Fraction, *, strictly: bool) -> Formula:
        """The yes weigh at least (or more than) a share of those who sit, and somebody says yes."""
        p, q = share.numerator, share.denominator
        parts = [(q * weight, all_of((voice, sits))) for weight, voice, sits in self.entries if weight]
        parts += [(p * weight, negation(sits)) for weight, _, sits in self.entries if weight and p and sits != TRUE]
        total = p * sum(weight for weight, _, _ in self.entries)
        return all_of((weighs(total + (1 if strictly else 0), parts), self.somebody()))

    def votes(self, number: int) -> Formula:
        """So many yes, whatever the base."""
        return weighs(max(1, number), [(weight, all_of((voice, sits))) for weight, voice, sits in self.entries if weight])

    def all_but(self, number: int) -> Formula:
        """At most so many of those who sit are not yes, and somebody is."""
        parts = [(weight, any_of((negation(sits), voice))) for weight, voice, sits in self.entries if weight]
        total = sum(weight for weight, _, _ in self.entries)
        return all_of((weighs(total - number, parts), self.somebody()))

    def somebody(self) -> Formula:
        """At least one voice says yes: a share of no votes is not reached."""
        return any_of(all_of((voice, sits)) for weight, voice, sits in self.entries if weight)


@dataclass(slots=True)
class Consents:
    """The condition under which rules carry for one act's instance, and the blocs that it listens to.

    act: the name of the instance in variables; asked: the condition under which each bloc is asked at all; context: that of the case at hand;
    asking: the organs whose own way of deciding is being read; ties: who breaks a tie in a count of the act, where the text says.
    """

    settlement: Settlement
    binding: Binding
    act: str
    blocs: dict[str, Seat] = field(default_factory=dict)
    asked: dict[str, Formula] = field(default_factory=dict)
    context: Formula = TRUE
    asking: tuple[str, ...] = ()
    ties: ph.Ties | None = None

    def _where(self, when: Formula) -> Consents:
        """The same listening, within a case: who is heard here is asked only under its condition."""
        return replace(self, context=all_of((self.context, when)))

    def rule(self, rule: ph.RulePhrase) -> Formula:
        """A rule as a condition over consents."""
        match rule:
            case ph.RuleJoin(join, parts):
                formulas = [self.rule(part) for part in parts]
                return all_of(formulas) if join == "and" else any_of(formulas)
            case ph.CountOf():
                return self._count(rule)
            case ph.ConsentOf(of):
                return self._consent(of)
            case ph.AnyOf(number, names):
                enough = int(self.settlement.number(number))
                return weighs(enough, [(1, self.organ(name)) for item in names.items for name in members(self.settlement, item)])
            case ph.OfTheUnits():
                return self._of_the_units(rule)

    # ---- consent by name

    def _consent(self, of: ph.Names | ph.Each | ph.FamilyOf | ph.Own) -> Formula:
        if isinstance(of, ph.Own):
            cases = own_organs(self.settlement, of, self.binding)
            return any_of(all_of((when, *map(self._where(when).organ, names))) for when, names in cases)
        if isinstance(of, ph.Names):
            said = [self.organ(name) for item in of.items for name in members(self.settlement, item)]
            return all_of(said) if of.join == "and" else any_of(said)
        meant = list(self._meant(of))
        said = [any_of((negation(when), self._where(when).organ(name))) for name, when in meant]
        return all_of((any_of(when for _, when in meant), *said))

    def _meant(self, of: ph.Each | ph.FamilyOf) -> Iterable[Meant]:
        """The members of a set or a family; where at some time there is none, nobody can consent for it."""
        return family_of(self.settlement, of) if isinstance(of, ph.FamilyOf) else each_of(self.settlement, of)

    def organ(self, name: str) -> Formula:
        """The yes of an organ by its own way of deciding; of a polity or a unit, by its assembly."""
        settlement = self.settlement
        if name in settlement.polities or name in settlement.units:
            return all_of(self.organ(organ) for organ in assembly_of(settlement, name, self.binding))
        organ = settlement.organs.get(name)
        if organ is None:
            return self._voice(electorate(settlement, name.removeprefix("the people of "))) if is_people(name) else self._group(name)
        if organ.traits.deciding_by is not None:
            if name in self.asking:  # they decide by one another, F312
                return FALSE
            inner = replace(self, binding=Binding("organ", name), asking=(*self.asking, name))
            return all_of((settlement.exists(name), inner.rule(organ.traits.deciding_by)))
        if organ.chambers:
            return all_of(self.organ(chamber) for chamber in organ.chambers)
        if organ.kind == "office":
            return self._voice(Seat(name, 1, polity=organ.owner, sides=settlement.sides(name)))
        return self._scale(name, "one", parts=False).at_least(Fraction(1, 2), strictly=True)

    def _group(self, name: str) -> Formula:
        return self._scale(name, "one", parts=True).at_least(Fraction(1, 2), strictly=True)

    def _voice(self, seat: Seat) -> Formula:
        """A bloc says yes: its proposition holds, it exists, and an office is filled (or somebody acts in it)."""
        self.blocs.setdefault(seat.bloc, seat)
        self.asked[seat.bloc] = any_of((self.asked.get(seat.bloc, FALSE), self.context))
        said = Is(yes(seat.bloc, self.act), True)
        return all_of((said, present(self.settlement, seat.bloc), self._manned(seat.bloc)))

    def _manned(self, bloc: str) -> Formula:
        organ = self.settlement.organs.get(bloc)
        return TRUE if organ is None or not (organ.kind == "office" or is_office(self.settlement, bloc)) else manned(self.settlement, bloc)

    # ---- counts

    def _scale(self, body: str, weight: str, *, parts: bool) -> Scale:
        """The voices of one body, weighed by heads or by a series."""
        series = None if weight == "one" else self.settlement.gazetteer.series(weight)
        entries = []
        seats = (electorate(self.settlement, body.removeprefix("the people of ")),) if is_people(body) else ()
        for seat in seats or seats_of(self.settlement, body, parts=parts):
            size = seat.number if series is None else _whole(series.get(seat.unit, 0))
            entries.append((size, self._voice(seat), all_of((seat.present, present(self.settlement, body)))))
        return Scale(entries)

    def _count(self, count: ph.CountOf) -> Formula:
        """A count in each of its bodies; `together` and a joint sitting make one body of several."""
        found: list[Formula] = []
        weight = next((extra.series for extra in count.extras if isinstance(extra, ph.WeightedBy)), "one")
        parts = weight != "one" or any(isinstance(extra, ph.Comprising | ph.Including) for extra in count.extras)
        for body in count.bodies:
            for when, groups in self._bodies(body):
                here = self._where(when)
                counted = [here._enough(count, names, weight, parts) for names in groups]
                found.append(any_of((negation(when), any_of(counted) if body.how == "any_of" else all_of(counted))))
                if not counted:
                    found.append(negation(when))
        return all_of(found) if found else FALSE

    def _bodies(self, body: ph.BodyOf) -> Iterable[tuple[Formula, list[tuple[str, ...]]]]:
        """The bodies that a phrase means, by cases: each a tuple of names counted together."""
        settlement, of = self.settlement, body.of
        if body.how == "referendum":
            yield from self._referendum(body)
        elif isinstance(of, ph.Own):
            cases = own_organs(settlement, of, self.binding)
            whole = body.how == "chambers"
            for when, names in cases:
                yield when, [(chamber,) for name in names for chamber in (chambers(settlement, name) if whole else (name,))]
            yield negation(any_of(when for when, _ in cases)), [()]
        elif isinstance(of, ph.Names):
            names = tuple(name for item in of.items for name in members(settlement, item))
            if body.how in ("together", "joint_sitting"):
                yield TRUE, [tuple(chamber for name in names for chamber in chambers(settlement, name))]
            else:
                yield TRUE, [(chamber,) for name in names for chamber in chambers(settlement, name)]
        elif isinstance(of, ph.FamilyOf | ph.Each):
            yield from self._in_each(of)

    def _in_each(self, of: ph.Each | ph.FamilyOf) -> Iterable[tuple[Formula, list[tuple[str, ...]]]]:
        """Each member of a set or a family by itself: an organ, or the people of a polity or unit."""
        meant = list(self._meant(of))
        for name, when in meant:
            yield when, [(name if name in self.settlement.organs else people(name),)]
        yield negation(any_of(when for _, when in meant)), [()]

    def _referendum(self, body: ph.BodyOf) -> Iterable[tuple[Formula, list[tuple[str, ...]]]]:
        if isinstance(body.of, ph.Each):
            yield from self._in_each(body.of)
            return
        owners = electorates(self.settlement, body, self.binding)
        if body.together:
            yield TRUE, [tuple(people(owner) for owner in owners)]
        else:
            yield TRUE, [(people(owner),) for owner in owners]

    def _enough(self, count: ph.CountOf, names: tuple[str, ...], weight: str, parts: bool) -> Formula:
        """One count: the share of its base is reached, with what must be among the yes."""
        if not names:
            return FALSE
        if all(map(is_people, names)) and len(names) > 1:
            return self._share(count.share, self._peoples(names))
        scale = Scale([entry for name in names for entry in self._scale(name, weight, parts=parts or len(names) > 1).entries])
        extras = [self._extra(extra, names) for extra in count.extras]
        return all_of((self._share(count.share, scale), *extras))

    def _peoples(self, names: tuple[str, ...]) -> Scale:
        """Several peoples counted together, weighed unit by unit by the votes cast there."""
        owners = tuple(name.removeprefix("the people of ") for name in names)
        people_of, _ = weights_of_people(self.settlement)
        voices = {name: self._voice(electorate(self.settlement, owner)) for name, owner in zip(names, owners, strict=True)}
        entries = []
        for unit in self.settlement.units:
            followed = list(voice_of_unit(self.settlement, unit, owners))
            said = any_of(all_of((when, voices[voice])) for when, voice in followed)
            entries.append((people_of.get(unit, 0), said, any_of(when for when, _ in followed)))
        return Scale(entries)

    def _share(self, share: ph.Share, scale: Scale) -> Formula:
        number = self.settlement.number(share.number) if share.number else Fraction(0)
        whole = share.number is not None and share.number.style in ("whole", "words") and number > 1
        match share.how:
            case "majority" | "absolute":
                return any_of((scale.at_least(Fraction(1, 2), strictly=True), self._tied(scale)))
            case "all":
                return scale.at_least(Fraction(1), strictly=False)
            case "all_but":
                return scale.all_but(int(number))
            case "more_than":
                return scale.votes(int(number) + 1) if whole else scale.at_least(number, strictly=True)
            case _:
                return scale.votes(int(number)) if whole else scale.at_least(number, strictly=False)

    def _tied(self, scale: Scale) -> Formula:
        """As many say yes as do not, and whoever breaks a tie says yes. (With more, the majority is reached in any case.)"""
        if self.ties is None or self.ties.rule is None:
            return FALSE
        level = scale.at_least(Fraction(1, 2), strictly=False)
        if level == scale.at_least(Fraction(1, 2), strictly=True):
            return FALSE
        return all_of((level, replace(self, ties=None).rule(self.ties.rule)))

    def _extra(self, extra: ph.CountExtra, names: tuple[str, ...]) -> Formula:
        match extra:
            case ph.Comprising(number, series):
                scales = [self._scale(name, series, parts=True) for name in names]
                return Scale([entry for scale in scales for entry in scale.entries]).at_least(
                    self.settlement.number(number), strictly=False
                )
            case ph.Including(named, share, _, origin):
                if named is not None:
                    return all_of(self._among(name, names) for item in named.items for name in members(self.settlement, item))
                return self._from_each(share or ph.Share("majority"), origin, names)
            case _:
                return TRUE

    def _among(self, name: str, bodies: tuple[str, ...]) -> Formula:
        """A member named is among the yes: the seats of a unit or polity in the body, else an organ of that name."""
        entries = [
            all_of((self._voice(seat), seat.present))
            for body in bodies
            for seat in seats_of(self.settlement, body, parts=True)
            if name in (seat.unit, seat.polity, seat.group, seat.bloc)
        ]
        return all_of(entries) if entries else self.organ(name)

    def _from_each(self, share: ph.Share, origin: ph.Origin | None, bodies: tuple[str, ...]) -> Formula:
        """The share is reached within each (or any) of the parts that an origin names."""
        parts: dict[str, list[tuple[int, Formula, Formula]]] = {}
        for body in bodies:
            for seat in seats_of(self.settlement, body, parts=True):
                for key, when in self._part_of(seat, origin):
                    parts.setdefault(key, []).append((seat.number, self._voice(seat), all_of((seat.present, when))))
        reached = [
            any_of((all_of(negation(sits) for _, _, sits in entries) if any(sits != TRUE for _, _, sits in entries) else FALSE,
                    self._share(share, Scale(entries))))
            for entries in parts.values()
        ]  # fmt: skip
        if not reached:
            return FALSE
        return any_of(reached) if origin and origin.how in ("any", "any_of") else all_of(reached)

    def _part_of(self, seat: Seat, origin: ph.Origin | None) -> Iterable[Meant]:
        """The parts in which a seat counts, each while a condition holds: its unit while that is one meant, the polity of its unit, its group."""
        of = origin.of if origin else None
        if isinstance(of, ph.Each) and seat.unit:
            if of.type == "polity":
                return [(name, self.settlement.belongs(seat.unit, name)) for name in self.settlement.polities]
            return [one for one in each_of(self.settlement, of) if one[0] == seat.unit]
        wanted = of.items if isinstance(of, ph.Names) else None
        key = seat.group if wanted and seat.group in wanted else seat.unit or seat.polity or seat.group
        if wanted is None or key in wanted:
            return [(key, TRUE)]
        return [(name, self.settlement.belongs(seat.unit, name)) for name in wanted if seat.unit and name in self.settlement.polities]

    def _of_the_units(self, rule: ph.OfTheUnits) -> Formula:
        """A share of the units, each by its own rule; a unit outside the polity meant does not count."""
        series = self.settlement.gazetteer.series(rule.weighted_by) if rule.weighted_by else None
        within = rule.of or (next(iter(self.settlement.polities)) if len(self.settlement.polities) == 1 else "")
        entries = []
        for unit in self.settlement.units:
            inner = replace(self, binding=Binding("unit", unit))
            sits = self.settlement.belongs(unit, within) if within in self.settlement.polities else TRUE
            if sits != FALSE:
                entries.append((_whole(series.get(unit, 0)) if series else 1, inner.rule(rule.each_by), sits))
        return self._share(rule.share, Scale(entries))


def _whole(value: float | str) -> int:
    return 0 if isinstance(value, str) else int(value)
