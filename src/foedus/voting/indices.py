"""Exact a priori voting power: how often a member can turn the result, by every measure that is in use.

All figures are fractions, computed from the winning coalitions and the swings of each size. Two families are always
given together: the Penrose-Banzhaf measure counts coalitions, the Shapley-Shubik index counts orders of joining; they
may rank members differently. Voting power is a priori: it knows no parties. Say so beside every figure.

Does not know: settlements, parties, real votes. Needs: the standard library.
Sources: Penrose 1946; Shapley and Shubik 1954; Banzhaf 1965; Coleman 1971; Felsenthal and Machover 1998.

>>> from foedus.voting.game import weighted_game
>>> power_of = power(weighted_game(12, {"a": 4, "b": 4, "c": 4, "d": 2, "e": 2, "f": 1}))
>>> [str(power_of["a"].penrose_banzhaf), str(power_of["d"].shapley_shubik), power_of["f"].is_dummy]
['5/21', '3/20', True]
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import factorial, prod

from foedus.errors import LimitReached, ModelError
from foedus.model.rule import Body, names_of
from foedus.voting.diagram import NODES, diagram
from foedus.voting.formula import Leaf
from foedus.voting.game import Game, Kind
from foedus.voting.packed import BySize, by_size
from foedus.voting.threshold import BITS, bits_needed, by_size_of_weights
from foedus.voting.whole import whole

MANY_KINDS = 12
"""From so many kinds on, one threshold over weights is counted by weight rather than by a diagram."""

WORK = 40_000_000_000
"""The guard on nodes times the square of members, in bits."""


@dataclass(frozen=True, slots=True)
class MemberPower:
    """The voting power of each member of a kind.

    penrose_banzhaf_absolute: chance that this vote decides when all others toss coins; penrose_banzhaf: the same,
    divided so that all members add to 1; shapley_shubik: share of the orders of joining in which it decides; prevent,
    initiate: Coleman's chances to break a winning and to complete a losing coalition.
    """

    kind: Kind
    penrose_banzhaf_absolute: Fraction
    penrose_banzhaf: Fraction
    shapley_shubik: Fraction
    prevent: Fraction
    initiate: Fraction
    is_dummy: bool
    is_vetoer: bool
    is_dictator: bool

    @property
    def name(self) -> str:
        """The name of the kind."""
        return self.kind.name


@dataclass(frozen=True, slots=True)
class Power:
    """The voting power of all members of a game, under a stated reading.

    winning[k]: winning coalitions of k members.
    """

    rows: tuple[MemberPower, ...]
    winning: tuple[int, ...]
    reading: str

    def __getitem__(self, name: str) -> MemberPower:
        """The row of a kind, or of the kind that holds a member of that name.

        Raises ModelError where there is none or several.
        """
        rows = [row for row in self.rows if row.name == name]
        rows = rows or [
            row for row in self.rows if any(name in names_of(Body(row.kind.body, ()), e) for e in row.kind.entries)
        ]
        if len(rows) != 1:
            raise ModelError(
                f"{'several kinds of members answer' if rows else 'nobody answers'} to {name}",
                mend=f"name one of {', '.join(row.name for row in self.rows)}",
            )
        return rows[0]

    @property
    def members(self) -> int:
        """How many members play."""
        return len(self.winning) - 1

    @property
    def act(self) -> Fraction:
        """Coleman's power of the whole to act: the share of all coalitions that win."""
        return Fraction(sum(self.winning), 1 << self.members)

    def act_at(self, chance: Fraction) -> Fraction:
        """The chance that it carries when each member says yes with this chance, independently of the others."""
        yes, all_ = chance.numerator, chance.denominator
        return Fraction(_votes(self.winning, yes, all_), all_**self.members)

    def even_chance(self, width: Fraction = Fraction(1, 10**9)) -> tuple[Fraction, Fraction]:
        """The chance of a yes at which carrying is as likely as not, as an interval no wider than `width`.

        By exact bisection.
        """
        bits = max(1, (width.denominator // width.numerator).bit_length())
        low, high = 0, 1 << bits
        while high - low > 1:
            middle = (low + high) // 2
            if 2 * _votes(self.winning, middle, 1 << bits) < 1 << bits * self.members:
                low = middle
            else:
                high = middle
        return Fraction(low, 1 << bits), Fraction(high, 1 << bits)

    def grouped(self, by: str = "body") -> dict[str, dict[str, Fraction]]:
        """Sums of the two indices that add to 1, over each body or each group of a kind (`polity`, `unit`)."""
        sums: dict[str, dict[str, Fraction]] = {}
        for row in self.rows:
            for entry in row.kind.entries:
                into = sums.setdefault(row.kind.body if by == "body" else entry.group(by), {"members": Fraction(0)})
                into["members"] += entry.count
                for index in ("penrose_banzhaf", "shapley_shubik"):
                    into[index] = into.get(index, Fraction(0)) + entry.count * getattr(row, index)
        return sums


def _votes(winning: tuple[int, ...], yes: int, all_: int) -> int:
    """The sum of W_k yes^k (all - yes)^(n-k), by Horner's scheme."""
    no, total, power_of_no = all_ - yes, 0, 1
    for number in reversed(winning):
        total = total * yes + number * power_of_no
        power_of_no *= no
    return total


def count(game: Game, *, limit: int = NODES) -> BySize:
    """Count winning coalitions and swings by size, in the way that suits the game; both ways give the same numbers."""
    only = game.atoms[game.formula.atom] if isinstance(game.formula, Leaf) else None
    if only and len(game.kinds) >= MANY_KINDS:
        weights = [gain for gain in only.gains if isinstance(gain, int)]
        if len(weights) == len(game.kinds) and bits_needed(only.quota, game.members) <= BITS:
            return by_size_of_weights(only.quota, weights, [kind.count for kind in game.kinds])
    drawn = diagram(game, limit=limit)
    work = drawn.nodes * game.members**2
    if work > WORK:
        raise LimitReached(
            f"{drawn.nodes} nodes over {game.members} members would take {work} bits",
            mend="treat more members as alike, or ask for a sample",
        )
    return by_size(drawn)


def power(game: Game, *, limit: int = NODES) -> Power:
    """The exact voting power of every member of a game.

    limit: how many nodes the diagram may have. Raises LimitReached beyond it.
    """
    found = count(game, limit=limit)
    size, won = game.members, sum(found.winning)
    orders = Orders(size)
    turns = [sum(swings) for swings in found.swings]
    all_turns = sum(kind.count * each for kind, each in zip(game.kinds, turns, strict=True))
    rows = []
    for kind, swings, each in zip(game.kinds, found.swings, turns, strict=True):
        rows.append(
            MemberPower(
                kind,
                penrose_banzhaf_absolute=Fraction(each, 1 << (size - 1)),
                penrose_banzhaf=_share(each, all_turns),
                shapley_shubik=orders.share(swings),
                prevent=_share(each, won),
                initiate=_share(each, (1 << size) - won),
                is_dummy=each == 0,
                is_vetoer=each == won,
                is_dictator=each == won == 1 << (size - 1),
            )
        )
    return Power(tuple(rows), found.winning, game.reading)


class Orders:
    """The share of the orders of joining in which a member decides, from its swings by the number of those before it.

    The sum of s_k k! (n-1-k)! / n!, by halves: of two halves of the sizes, the left lacks the factors after it and the right those before it.
    Only sizes with swings are gone through, and factors are multiplied once for all kinds.
    """

    def __init__(self, members: int) -> None:
        self.members = members
        self.products: dict[tuple[bool, int, int], int] = {}

    def share(self, swings: Sequence[int]) -> Fraction:
        """The share for one kind. swings: by the number of others who said yes."""
        sizes = [size for size, number in enumerate(swings) if number]
        if not sizes:
            return Fraction(0)
        first, last = sizes[0], sizes[-1]
        inner = self._sum(swings, first, last)
        outer = factorial(first) * factorial(self.members - 1 - last)
        return Fraction(int(inner) * outer, factorial(self.members))

    def _sum(self, swings: Sequence[int], first: int, last: int) -> int:
        """The sum over sizes from first to last, without the factors of smaller sizes before and of greater ones after."""
        if last - first < 8:
            total, before = 0, 1
            for size in range(first, last + 1):
                total = total * (self.members - size) + before * swings[size] if size > first else swings[size]
                before *= size + 1
            return whole(total)
        middle = (first + last) // 2
        left, right = self._sum(swings, first, middle), self._sum(swings, middle + 1, last)
        return left * self._product(False, middle, last) + right * self._product(True, first, middle + 1)

    def _product(self, up: bool, first: int, last: int) -> int:
        """Of (size + 1), or of (members - 1 - size), for the sizes from first to before last."""
        key = (up, first, last)
        if key not in self.products:
            if last - first < 8:
                factors = range(first + 1, last + 1) if up else range(self.members - 1 - first, self.members - 1 - last, -1)
                self.products[key] = whole(prod(factors))
            else:
                middle = (first + last) // 2
                self.products[key] = self._product(up, first, middle) * self._product(up, middle, last)
        return self.products[key]


def _share(part: int, whole: int) -> Fraction:
    return Fraction(part, whole) if whole else Fraction(0)


def vetoers(power_of: Power) -> Iterator[str]:
    """The names of those without whom nothing carries."""
    return (row.name for row in power_of.rows if row.is_vetoer)
