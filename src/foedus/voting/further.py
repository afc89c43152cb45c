"""Indices of voting power that are less in use: Johnston, Deegan-Packel, Holler, Owen.

Johnston shares each winning coalition among those whom it cannot spare. Deegan-Packel and Holler look at minimal
winning coalitions only. Owen lets whole blocs (fixed beforehand) join one after the other, and the members of each
within it.

Does not know: settlements, parties, real votes. Needs: the standard library.
Sources: Johnston 1978; Deegan and Packel 1978; Holler 1982 (public goods); Owen 1977.

>>> from foedus.voting.game import weighted_game
>>> council = weighted_game(3, {"alder": 2, "birch": 1, "cedar": 1})
>>> {name: str(value) for name, value in deegan_packel(council).items()}
{'alder': '1/2', 'birch + cedar': '1/4'}
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from itertools import combinations, product
from math import comb, factorial, prod

from foedus.errors import LimitReached, ModelError
from foedus.voting.coalition import Pattern, minimal
from foedus.voting.game import Game, bloc_of
from foedus.voting.indices import power

CHOICES = 1 << 20
"""How many patterns are gone through one by one before giving up."""

BLOCS = 12
"""The most blocs that Owen's value is computed for: it needs 2**(blocs - 1) games for each."""


def johnston(game: Game) -> dict[str, Fraction]:
    """Johnston's index of each member of each kind; all members together have 1.

    Raises LimitReached where there are more than about a million ways to say how many of each kind say yes.
    """
    sizes = [kind.count for kind in game.kinds]
    _guard(prod(size + 1 for size in sizes))
    shares = [Fraction(0)] * len(sizes)
    for levels in product(*(range(size + 1) for size in sizes)):
        if not game.carries(levels):
            continue
        needed = [kind for kind, level in enumerate(levels) if level and not game.carries(_less(levels, kind))]
        critical = sum(levels[kind] for kind in needed)
        for kind in needed:
            shares[kind] += Fraction(prod(map(comb, sizes, levels)) * levels[kind], critical * sizes[kind])
    return _normalised(game, shares)


def _less(levels: tuple[int, ...], kind: int) -> tuple[int, ...]:
    return (*levels[:kind], levels[kind] - 1, *levels[kind + 1 :])


def deegan_packel(game: Game) -> dict[str, Fraction]:
    """The Deegan-Packel index of each member: minimal winning coalitions are alike likely, and share alike."""
    return _over_minimal(game, lambda pattern: Fraction(pattern.coalitions, pattern.size))


def holler(game: Game) -> dict[str, Fraction]:
    """Holler's public goods index of each member: in how many minimal winning coalitions it sits, normalised."""
    return _over_minimal(game, lambda pattern: Fraction(pattern.coalitions))


def _over_minimal(game: Game, worth: Callable[[Pattern], Fraction]) -> dict[str, Fraction]:
    found = minimal(game)
    _guard(found.number)
    shares = [Fraction(0)] * len(game.kinds)
    for pattern in found:
        value = worth(pattern)
        for kind, level in enumerate(pattern.levels):
            if level:
                shares[kind] += value * level / game.kinds[kind].count
    return _normalised(game, shares)


def _guard(choices: int) -> None:
    if choices > CHOICES:
        raise LimitReached(
            f"this index would go through {choices} patterns one by one, and gives up beyond {CHOICES}",
            mend="treat more members as alike, or use the Penrose-Banzhaf measure or the Shapley-Shubik index",
        )


def _normalised(game: Game, shares: list[Fraction]) -> dict[str, Fraction]:
    whole = sum((share * kind.count for share, kind in zip(shares, game.kinds, strict=True)), Fraction(0))
    return {kind.name: share / whole if whole else Fraction(0) for kind, share in zip(game.kinds, shares, strict=True)}


def owen(game: Game, blocs: Mapping[str, str]) -> dict[str, Fraction]:
    """Owen's value of each member of each kind, for blocs fixed beforehand; all members together have 1.

    blocs: the bloc of each member, body or group by name; who is in none is alone. A kind that several blocs share is
    cut by bloc. Raises LimitReached beyond 12 blocs, ModelError for a name that nobody answers to.
    """
    game.levels(list(blocs))
    cut = game.split(blocs)
    unions: dict[tuple[str, int], list[int]] = {}
    for place, kind in enumerate(cut.kinds):
        bloc = bloc_of(kind, kind.entries[0], blocs)
        if not bloc and kind.count > 1:
            raise ModelError(f"the {kind.count} members of {kind.name} are in no bloc", mend="name their bloc")
        unions.setdefault((bloc, -1 if bloc else place), []).append(place)
    if len(unions) > BLOCS:
        raise LimitReached(
            f"there are {len(unions)} blocs, and Owen's value is computed for {BLOCS}", mend="join blocs"
        )
    values = dict.fromkeys(range(len(cut.kinds)), Fraction(0))
    for inside, outside in ((mine, [u for u in unions.values() if u is not mine]) for mine in unions.values()):
        for weight, allies in _draws(outside):
            for place, value in _within(cut, inside, allies):
                values[place] += weight * value
    return {kind.name: values[place] for place, kind in enumerate(cut.kinds)}


def _draws(outside: list[list[int]]) -> Iterator[tuple[Fraction, list[int]]]:
    """The other blocs that came before, with the chance that exactly these did."""
    blocs = len(outside) + 1
    for before in range(blocs):
        weight = Fraction(factorial(before) * factorial(blocs - 1 - before), factorial(blocs))
        for chosen in combinations(outside, before):
            yield weight, [place for union in chosen for place in union]


def _within(cut: Game, inside: list[int], allies: list[int]) -> Iterator[tuple[int, Fraction]]:
    """The Shapley-Shubik index inside a bloc when the allies have said yes and the other blocs no."""
    fixed = {
        place: cut.kinds[place].count if place in allies else 0
        for place in range(len(cut.kinds))
        if place not in inside
    }
    rest = cut.given(fixed)
    if not isinstance(rest.formula, bool):
        for place, row in zip(inside, power(rest).rows, strict=True):
            yield place, row.shapley_shubik
