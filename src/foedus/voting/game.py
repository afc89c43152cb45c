"""A Rule as a simple game: which sets of members win when they say yes and all others no.

Members whose votes weigh alike in every Count of the rule are one *kind*; 435 representatives are one kind with 436
levels, not 435 variables. Shares become whole quotas under the reading in force, which is told with every result: every
entitled member is present and votes, unless seats are said to be vacant. A quorum is no part of a simple game (one more
*no* may reach it), so a rule with one is refused until the caller says that everybody attends.

Does not know: settlements, parties, real votes. Needs: the standard library.
Sources: Taylor and Zwicker, *Simple Games*, 1999; Felsenthal and Machover 1998; design page VOTING, sections 1 and 2.

>>> from foedus.model.rule import all_of, majority
>>> war = all_of(*(majority(Body(name, (Member("member", 9, (("polity", name[:5]),)),)))
...     for name in ("Alder.House", "Alder.Senate", "Birch.House", "Birch.Senate")))
>>> game(war).winning({"Alder"}), game(war).blocking({"Alder"})
(False, True)
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from math import lcm

from foedus.errors import ModelError
from foedus.model.rule import (
    AtLeast,
    Base,
    Body,
    Count,
    Gate,
    Member,
    Rule,
    bodies,
    counts,
    names_of,
    needed,
)
from foedus.voting.formula import (
    FALSE,
    TRUE,
    Formula,
    Leaf,
    decided,
    holds,
    mirrored,
    weighing,
)

FULL_READING = "every entitled member is present and votes yes or no"


class Attendance(Enum):
    """How a quorum is read. FULL: everybody attends, so every quorum is met."""

    FULL = "full"


class Lot(Enum):
    """How `in equal numbers by lot` is read: the rule may carry (the kindest draw) or must carry (the harshest)."""

    MAY = "may"
    MUST = "must"


@dataclass(frozen=True, slots=True)
class Kind:
    """Members of one body who are alike in every Count of the rule.

    entries: whom it holds; `count` is how many they are.
    """

    name: str
    count: int
    body: str
    entries: tuple[Member, ...]

    def named(self, names: Collection[str]) -> int:
        """How many of them answer to one of these names: of a member, a body or a group."""
        wanted = set(names)
        alike = Body(self.body, ())
        return sum(entry.count for entry in self.entries if not wanted.isdisjoint(names_of(alike, entry)))


@dataclass(frozen=True, slots=True)
class Tallied:
    """One Count as whole numbers: what each level of each kind adds, and how much is enough.

    gains: for each kind in order, the weight of each member, or a table of what 0, 1, 2 … of them add (which never
    falls).
    """

    quota: int
    gains: tuple[int | tuple[int, ...], ...]
    label: str = ""

    def gain(self, kind: int, level: int) -> int:
        """What `level` yes votes of a kind add."""
        gain = self.gains[kind]
        return gain * level if isinstance(gain, int) else gain[level]


@dataclass(frozen=True, slots=True)
class Game:
    """A simple game: kinds of members, whole-number Counts, and the formula that joins them.

    `reading` goes with every result.
    """

    kinds: tuple[Kind, ...]
    atoms: tuple[Tallied, ...]
    formula: Formula
    reading: str = FULL_READING

    @property
    def members(self) -> int:
        """How many members play."""
        return sum(kind.count for kind in self.kinds)

    def carries(self, levels: Iterable[int]) -> bool:
        """Whether it carries with so many yes of each kind, in the order of `kinds`."""
        said = tuple(levels)
        reached = [sum(atom.gain(kind, level) for kind, level in enumerate(said)) >= atom.quota for atom in self.atoms]
        return holds(self.formula, reached)

    def levels(self, group: Collection[str] | Mapping[str, int]) -> tuple[int, ...]:
        """How many of each kind a group is: names of members, bodies or groups, or numbers by name of kind.

        Raises ModelError for a name that nobody answers to, or for more members than a kind has.
        """
        if isinstance(group, Mapping):
            return self._numbered(group)
        known = {name for kind in self.kinds for entry in kind.entries for name in names_of(Body(kind.body, ()), entry)}
        if unknown := set(group) - known:
            raise ModelError(
                f"nobody in this game is called {', '.join(sorted(unknown))}",
                mend=f"name one of {', '.join(sorted(known))}",
            )
        return tuple(kind.named(group) for kind in self.kinds)

    def _numbered(self, group: Mapping[str, int]) -> tuple[int, ...]:
        sizes = {kind.name: kind.count for kind in self.kinds}
        for name, number in group.items():
            if not 0 <= number <= sizes.get(name, -1):
                raise ModelError(f"{number} of {name} is no part of this game", mend=f"there are {sizes}")
        return tuple(group.get(kind.name, 0) for kind in self.kinds)

    def winning(self, group: Collection[str] | Mapping[str, int]) -> bool:
        """Whether the rule carries when exactly this group says yes: can they decide alone?"""
        return self.carries(self.levels(group))

    def blocking(self, group: Collection[str] | Mapping[str, int]) -> bool:
        """Whether the rule fails when exactly this group says no: can they stop it alone?"""
        return not self.carries(kind.count - said for kind, said in zip(self.kinds, self.levels(group), strict=True))

    def dual(self) -> Game:
        """The game of blocking: its winning sets are the sets that block this one."""
        atoms = tuple(_mirror(atom, self.kinds) for atom in self.atoms)
        return replace(self, atoms=atoms, formula=mirrored(self.formula))

    def given(self, fixed: Mapping[int, int]) -> Game:
        """What is left of the game once some kinds (by place) have said yes so many times.

        Its formula may be decided.
        """
        left = [place for place in range(len(self.kinds)) if place not in fixed]
        atoms, known = [], {}
        for number, atom in enumerate(self.atoms):
            quota = atom.quota - sum(atom.gain(place, level) for place, level in fixed.items())
            most = sum(atom.gain(place, self.kinds[place].count) for place in left)
            if quota <= 0 or quota > most:
                known[number] = quota <= 0
            atoms.append(Tallied(max(quota, 1), tuple(atom.gains[place] for place in left), atom.label))
        kinds = tuple(self.kinds[place] for place in left)
        return Game(kinds, tuple(atoms), decided(self.formula, known), self.reading)

    def merged(self, bloc_of_entry: Callable[[str, Member], str]) -> Game:
        """The game of blocs: each bloc is one player, whose vote is that of all its members; who is in no bloc stays as it is.

        bloc_of_entry: the bloc of an entry of a body, empty for none. Raises ModelError where a part votes in equal numbers by lot.
        """
        if any(isinstance(gain, tuple) for atom in self.atoms for gain in atom.gains):
            raise ModelError("a part that votes in equal numbers by lot cannot be one with others", mend="simulate the lot")
        blocs: dict[tuple[str, str], list[tuple[int, Member]]] = {}
        for place, kind in enumerate(self.kinds):
            for entry in kind.entries:
                bloc = bloc_of_entry(kind.body, entry)
                blocs.setdefault(("", bloc) if bloc else (kind.body, entry.name), []).append((place, entry))
        kinds, shares = [], []
        for (body, name), held in blocs.items():
            place, first = held[0]
            entry = first if body else Member(name, 1, first.groups)
            kinds.append(Kind(f"{name} in {body}" if body and name != body else name, entry.count, body or self.kinds[place].body, (entry,)))
            shares.append([(place, 1 if body else one.count) for place, one in held])
        atoms = tuple(
            replace(atom, gains=tuple(sum(atom.gain(place, heads) for place, heads in share) for share in shares)) for atom in self.atoms
        )
        return replace(self, kinds=tuple(kinds), atoms=atoms)

    def split(self, name_of: Mapping[str, str]) -> Game:
        """The same game with kinds cut so that no kind holds members of two blocs.

        name_of: the bloc of each member or group.
        """
        cut: list[tuple[int, Kind]] = []
        for place, kind in enumerate(self.kinds):
            shares: dict[str, list[Member]] = {}
            for entry in kind.entries:
                shares.setdefault(bloc_of(kind, entry, name_of), []).append(entry)
            for bloc, entries in shares.items():
                name = kind.name if len(shares) == 1 else f"{kind.name} of {bloc or 'nobody'}"
                cut.append((place, Kind(name, sum(entry.count for entry in entries), kind.body, tuple(entries))))
        if len(cut) > len(self.kinds) and any(isinstance(gain, tuple) for atom in self.atoms for gain in atom.gains):
            raise ModelError(
                "a bloc cuts a part that votes in equal numbers by lot", mend="let every such part lie in one bloc"
            )
        atoms = tuple(replace(atom, gains=tuple(atom.gains[place] for place, _ in cut)) for atom in self.atoms)
        return replace(self, kinds=tuple(kind for _, kind in cut), atoms=atoms)


def bloc_of(kind: Kind, entry: Member, name_of: Mapping[str, str]) -> str:
    """The bloc of an entry: by its own name, its body's, or one of its groups'."""
    return next((name_of[name] for name in names_of(Body(kind.body, ()), entry) if name in name_of), "")


def _mirror(atom: Tallied, kinds: tuple[Kind, ...]) -> Tallied:
    total = sum(atom.gain(place, kind.count) for place, kind in enumerate(kinds))
    gains = tuple(
        gain if isinstance(gain, int) else tuple(gain[-1] - gain[kind.count - level] for level in range(kind.count + 1))
        for gain, kind in zip(atom.gains, kinds, strict=True)
    )
    return replace(atom, quota=total - atom.quota + 1, gains=gains)


# ---- from a Rule


def game(
    rule: Rule,
    *,
    attendance: Attendance | None = None,
    vacant: Mapping[tuple[str, str], int] | None = None,
    lot: Lot | None = None,
) -> Game:
    """Read a Rule as a simple game.

    attendance: FULL where the rule has a quorum; vacant: empty seats by (body, member); lot: which bound, where numbers
    are made equal by lot. Raises ModelError for a rule that nobody can carry or stop, an empty body, or a reading that
    must be chosen and was not.
    """
    _check_readings(rule, attendance, lot)
    empty = dict(vacant or {})
    held = [(body, _held(body, member, empty)) for body in bodies(rule) for member in body.members]
    atoms: dict[tuple[int, tuple[object, ...]], int] = {}
    columns: list[tuple[int, tuple[object, ...], Count]] = []
    formula = _formula(rule, held, empty, lot, atoms, columns)
    if isinstance(formula, bool):
        raise ModelError(
            f"this rule {'always' if formula else 'never'} carries, so nobody's vote matters",
            mend="ask for a number of votes that some, and not all, of the members can reach",
        )
    kinds, firsts = _kinds(held, columns)
    read = _reading(rule, attendance, empty, lot)
    return Game(kinds, tuple(_tallied(column, held, kinds, firsts, lot) for column in columns), formula, read)


def weighted_game(quota: int, weights: Mapping[str, int]) -> Game:
    """One threshold over weighted members, `[quota; w1, w2, …]`.

    Raises ModelError for a quota that nobody or everybody reaches, for no members, and for negative weights.

    >>> weighted_game(12, {"a": 4, "b": 4, "c": 4, "d": 2, "e": 2, "f": 1}).winning({"a", "b", "c"})
    True
    """
    members = tuple(Member(name, weights=(("votes", weight),)) for name, weight in weights.items())
    return game(Count(Body("assembly", members), AtLeast(votes=quota), Base.ENTITLED, "votes"))


def _check_readings(rule: Rule, attendance: Attendance | None, lot: Lot | None) -> None:
    for count in counts(rule):
        place = f"the count in {count.of.name}" + (f" ({count.cite})" if count.cite else "")
        if count.quorums and attendance is None:
            raise ModelError(
                f"{place} has a quorum, so it is no simple game: one more no can carry it",
                mend="read it with attendance=Attendance.FULL (--full-attendance), which is then said, or with three votes (--abstention)",
            )
        if not any(member.count for member in count.voters):
            raise ModelError(f"{place} counts nobody", mend="give the body at least one member")
        if count.of.equal_by_lot and lot is None:
            raise ModelError(
                f"{place} draws equal numbers by lot, so it may carry or must carry",
                mend="choose lot=Lot.MAY or Lot.MUST (--lot may, --lot must)",
            )
        if count.of.equal_by_lot and count.weight != "one":
            raise ModelError(
                f"{place} weighs votes and draws equal numbers by lot", mend="count heads where lots are drawn"
            )


def _reading(rule: Rule, attendance: Attendance | None, vacant: Mapping[tuple[str, str], int], lot: Lot | None) -> str:
    words = [FULL_READING]
    if attendance and any(count.quorums for count in counts(rule)):
        words.append("every quorum is taken as met")
    words += [f"{number} seats of {member} in {body} are vacant" for (body, member), number in vacant.items() if number]
    if lot and any(body.equal_by_lot for body in bodies(rule)):
        words.append(f"of the draws by lot, the {'kindest' if lot is Lot.MAY else 'harshest'}")
    return "; ".join(words)


def _held(body: Body, member: Member, vacant: dict[tuple[str, str], int]) -> Member:
    empty = vacant.get((body.name, member.name), 0)
    if not 0 <= empty <= member.count:
        raise ModelError(
            f"{empty} of the {member.count} seats of {member.name} in {body.name} cannot be vacant",
            mend="give a number of seats that it has",
        )
    return replace(member, count=member.count - empty)


def _formula(
    rule: Rule,
    held: list[tuple[Body, Member]],
    vacant: dict[tuple[str, str], int],
    lot: Lot | None,
    atoms: dict[tuple[int, tuple[object, ...]], int],
    columns: list[tuple[int, tuple[object, ...], Count]],
) -> Formula:
    if isinstance(rule, Gate):
        scale = lcm(rule.at_least.denominator, *(weight.denominator for weight, _ in rule.parts))
        parts = [
            (int(weight * scale), _formula(part, held, vacant, lot, atoms, columns)) for weight, part in rule.parts
        ]
        return weighing(int(rule.at_least * scale), parts)
    quota, column = _count(rule, held, vacant, lot)
    if quota > _most(rule, held, lot):
        return FALSE
    key = (quota, column)
    if key not in atoms:
        atoms[key] = len(columns)
        columns.append((quota, column, rule))
    return Leaf(atoms[key]) if quota > 0 else TRUE


def _count(
    count: Count, held: list[tuple[Body, Member]], vacant: dict[tuple[str, str], int], lot: Lot | None
) -> tuple[int, tuple[object, ...]]:
    """The quota of a Count, and for each entry its weight in it (or the part it is drawn from)."""
    voters = {member.name for member in count.voters}
    column: list[object] = []
    base = 0
    for body, member in held:
        if body.name != count.of.name or member.name not in voters:
            column.append(0)
            continue
        weight = member.weight(count.weight)
        column.append(("part", member.group(count.of.equal_by_lot)) if count.of.equal_by_lot else weight)
        seats = member.count + (vacant.get((body.name, member.name), 0) if count.base is Base.ENTITLED else 0)
        base += weight * seats
    if count.of.equal_by_lot:
        base = _most(count, held, lot)
    return needed(count.threshold, base), tuple(column)


def _most(count: Count, held: list[tuple[Body, Member]], lot: Lot | None) -> int:
    """The most that a Count can come to."""
    voters = {member.name for member in count.voters}
    mine = [member for body, member in held if body.name == count.of.name and member.name in voters]
    if count.of.equal_by_lot:
        parts = _parts(mine, count.of.equal_by_lot)
        return min(parts.values()) * len(parts)
    return sum(member.weight(count.weight) * member.count for member in mine)


def _parts(members: Iterable[Member], kind: str) -> dict[str, int]:
    sizes: dict[str, int] = {}
    for member in members:
        sizes[member.group(kind)] = sizes.get(member.group(kind), 0) + member.count
    return sizes


def _kinds(
    held: list[tuple[Body, Member]], columns: list[tuple[int, tuple[object, ...], Count]]
) -> tuple[tuple[Kind, ...], tuple[int, ...]]:
    """Entries that are alike in every Count, joined; and for each kind the place of its first entry."""
    alike: dict[tuple[object, ...], list[int]] = {}
    for place, (body, member) in enumerate(held):
        if member.count:
            alike.setdefault((body.name, *(column[place] for _, column, _ in columns)), []).append(place)
    sole = {body.name: sum(1 for other, *_ in alike if other == body.name) == 1 for body, _ in held}
    names = [member.name for _, member in held]
    kinds = []
    for places in alike.values():
        body, first = held[places[0]]
        entries = tuple(held[place][1] for place in places)
        if len(places) > 1:
            name = (
                " + ".join(entry.name for entry in entries)
                if len(places) <= 3
                else f"{first.name} and {len(places) - 1} alike"
            )
        else:
            name = first.name
        name = body.name if sole[body.name] else name if names.count(first.name) == 1 else f"{name} in {body.name}"
        kinds.append(Kind(name, sum(entry.count for entry in entries), body.name, entries))
    return tuple(kinds), tuple(places[0] for places in alike.values())


def _tallied(
    column: tuple[int, tuple[object, ...], Count],
    held: list[tuple[Body, Member]],
    kinds: tuple[Kind, ...],
    firsts: tuple[int, ...],
    lot: Lot | None,
) -> Tallied:
    quota, weights, count = column
    label = f"{count.of.name}, {quota} votes" + (f" ({count.cite})" if count.cite else "")
    if not count.of.equal_by_lot:
        return Tallied(quota, tuple(int(weights[first]) for first in firsts), label)  # type: ignore[call-overload]
    sizes = _parts([m for (b, m), w in zip(held, weights, strict=True) if w != 0], count.of.equal_by_lot)
    seats = min(sizes.values())
    gains: list[int | tuple[int, ...]] = []
    for kind, first in zip(kinds, firsts, strict=True):
        if weights[first] == 0:
            gains.append(0)
            continue
        size = sizes[held[first][1].group(count.of.equal_by_lot)]
        if kind.count != size:
            raise ModelError(
                f"the part of {kind.name} in {count.of.name} holds members who are not alike",
                mend="make its members alike, or simulate the lot",
            )
        spared = 0 if lot is Lot.MAY else size - seats
        gains.append(tuple(min(seats, max(0, level - spared)) for level in range(size + 1)))
    return Tallied(quota, tuple(gains), label)
