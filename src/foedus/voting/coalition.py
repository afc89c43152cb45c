"""Who can carry a rule: minimal coalitions as patterns, and the cheapest coalition by people or by members.

A pattern says how many of each kind; two chambers of hundreds have one pattern and more coalitions than could ever be
listed. Patterns and coalitions are all counted; only the first few patterns are told. Blocking coalitions are the
winning ones of the dual game.

Does not know: settlements, parties, real votes. Needs: the standard library. Source: design page VOTING, section 4.

>>> from foedus.voting.game import weighted_game
>>> council = weighted_game(3, {"alder": 2, "birch": 1, "cedar": 1})
>>> [pattern.levels for pattern in minimal(council)], minimal(council).coalitions
([(1, 1)], 2)
>>> cheapest(council.dual(), {"alder": 50, "birch": 30, "cedar": 15}).whom
(('cedar', 1), ('birch', 1))
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate
from math import comb, prod

from foedus.errors import LimitReached, ModelError
from foedus.model.rule import Body, Member, names_of
from foedus.voting.diagram import LOST, NODES, WON, Diagram, Run, diagram
from foedus.voting.game import Game, Kind

State = tuple[int, frozenset[int]]
Step = tuple[int, State]


@dataclass(frozen=True, slots=True)
class Pattern:
    """So many of each kind, in the order of the game's kinds; `coalitions` sets of members have this pattern."""

    levels: tuple[int, ...]
    coalitions: int

    @property
    def size(self) -> int:
        """How many members such a coalition has."""
        return sum(self.levels)


@dataclass(frozen=True, slots=True)
class Patterns:
    """All minimal winning patterns of a game: iterate to read them; `number` and `coalitions` count them all."""

    order: tuple[int, ...]
    sizes: tuple[int, ...]
    steps: tuple[dict[State, tuple[Step, ...]], ...]
    number: int
    coalitions: int

    def __len__(self) -> int:
        return self.number

    def __iter__(self) -> Iterator[Pattern]:
        """The patterns, one by one, by a stack of its own."""
        levels = [0] * len(self.order)
        stack = [iter(self.steps[0].get(next(iter(self.steps[0]), (0, frozenset())), ()))]
        while stack:
            layer = len(stack) - 1
            level, state = next(stack[-1], (-1, (0, frozenset())))
            if level < 0:
                stack.pop()
                continue
            levels[self.order[layer]] = level
            if layer + 1 < len(self.order):
                stack.append(iter(self.steps[layer + 1].get(state, ())))
            else:
                sizes = (self.sizes[self.order.index(kind)] for kind in range(len(levels)))
                yield Pattern(tuple(levels), prod(map(comb, sizes, levels)))


def minimal(game: Game, *, limit: int = NODES) -> Patterns:
    """The minimal winning patterns: those from which no member can be spared. For blocking, ask the dual game.

    At each node only the first level of a run can be minimal, and what comes one level before must lose with the same
    rest; those *rivals* are carried along. Raises LimitReached beyond `limit` nodes with their rivals.
    """
    drawn = diagram(game, limit=limit)
    states: dict[State, None] = {(0, frozenset()): None}
    steps: list[dict[State, tuple[Step, ...]]] = []
    total = 0
    for layer in range(len(drawn.order)):
        here = {state: tuple(_steps(drawn, layer, *state)) for state in states}
        states = {after: None for found in here.values() for _, after in found}
        steps.append(here)
        total += len(states)
        if total > limit:
            raise LimitReached(
                f"the minimal coalitions have more than {limit} parts "
                f"(reached after {layer + 1} of {len(drawn.order)} kinds)",
                mend="treat more members as alike, or raise the limit",
            )
    number, coalitions = _totals(drawn.sizes, steps)
    return Patterns(drawn.order, drawn.sizes, tuple(steps), number, coalitions)


def _runs(drawn: Diagram, layer: int, node: int) -> Sequence[Run]:
    return ((0, drawn.sizes[layer], node),) if node < 0 else drawn.layers[layer][node]


def _child(drawn: Diagram, layer: int, node: int, level: int) -> int:
    return next(child for _, last, child in _runs(drawn, layer, node) if level <= last)


def _steps(drawn: Diagram, layer: int, node: int, rivals: frozenset[int]) -> Iterator[Step]:
    before = LOST
    for first, _, child in _runs(drawn, layer, node):
        spared = {before} if first else set()
        before = child
        if child == LOST:
            continue
        after = {_child(drawn, layer, rival, first) for rival in rivals} | spared
        if WON not in after and child not in after:
            yield first, (child, frozenset(after - {LOST}))


def _totals(sizes: tuple[int, ...], steps: list[dict[State, tuple[Step, ...]]]) -> tuple[int, int]:
    """Count patterns and coalitions from the last layer back, and drop the steps that lead to none."""
    counted: dict[State, tuple[int, int]] = {(WON, frozenset()): (1, 1)}
    for layer in range(len(steps) - 1, -1, -1):
        here = {}
        for state, found in steps[layer].items():
            steps[layer][state] = kept = tuple(step for step in found if step[1] in counted)
            if kept:
                patterns = sum(counted[after][0] for _, after in kept)
                here[state] = (patterns, sum(comb(sizes[layer], level) * counted[after][1] for level, after in kept))
        counted = here
    return counted.get((0, frozenset()), (0, 0))


# ---- the cheapest coalition, and the smallest change


@dataclass(frozen=True, slots=True)
class Coalition:
    """One cheapest coalition: whom, by member and number; what it costs, and its shares of the whole."""

    levels: tuple[int, ...]
    whom: tuple[tuple[str, int], ...]
    members: int
    cost: int
    share_of_members: Fraction
    share_of_cost: Fraction


Cost = str | Mapping[str, int] | Callable[[str, Member], int]
"""What each member costs: a named weight of theirs, a cost for each name, or a function of body and member."""


def cheapest(
    game: Game, cost: Cost | None = None, *, blocking: bool = False, drawn: Diagram | None = None, limit: int = NODES
) -> Coalition:
    """A winning (or blocking) coalition of least cost: by members, by a named weight of theirs, or by a cost for each.

    A shortest path through the diagram: the first so many of a kind are its smallest. drawn: the diagram of the game, where it is at hand.
    Raises ModelError for a member without a cost, LimitReached beyond `limit` nodes.
    """
    if cost is None:
        return _fewest(game, drawn or diagram(game, limit=limit), blocking)
    paid = [sorted((_cost(kind, entry, cost), entry.name, entry.count) for entry in kind.entries) for kind in game.kinds]
    prices = [list(accumulate((each for each, _, count in kind for _ in range(count)), initial=0)) for kind in paid]

    def price(kind: int, first: int, last: int) -> tuple[int, int]:
        level = game.kinds[kind].count - last if blocking else first
        return prices[kind][level], level

    least, levels = _shortest(drawn or diagram(game, limit=limit), price, LOST if blocking else WON)
    whom = [taken for kind, level in zip(paid, levels, strict=True) for taken in _taken(kind, level)]
    whole = sum(price[-1] for price in prices)
    members = sum(levels)
    return Coalition(levels, tuple(whom), members, least, Fraction(members, game.members), Fraction(least, whole or 1))


def _fewest(game: Game, drawn: Diagram, blocking: bool) -> Coalition:
    """By members: a level costs itself, however many members a kind has."""

    def price(kind: int, first: int, last: int) -> tuple[int, int]:
        level = game.kinds[kind].count - last if blocking else first
        return level, level

    least, levels = _shortest(drawn, price, LOST if blocking else WON)
    whom = [
        taken for kind, level in zip(game.kinds, levels, strict=True) for taken in _taken([(1, e.name, e.count) for e in kind.entries], level)
    ]
    share = Fraction(least, game.members)
    return Coalition(levels, tuple(whom), least, least, share, share)


def _cost(kind: Kind, entry: Member, cost: Cost) -> int:
    if callable(cost):
        return cost(kind.body, entry)
    if isinstance(cost, str):
        return entry.weight(cost)
    for name in names_of(Body(kind.body, ()), entry):
        if name in cost:
            if cost[name] < 0:
                raise ModelError(f"{name} has a negative cost", mend="give a whole number of people, zero or more")
            return cost[name]
    raise ModelError(f"{entry.name} has no cost", mend=f"say how many people {entry.name} stands for")


def _taken(kind: list[tuple[int, str, int]], level: int) -> Iterator[tuple[str, int]]:
    for _, name, count in kind:
        if level <= 0:
            return
        yield name, min(level, count)
        level -= count


@dataclass(frozen=True, slots=True)
class Flip:
    """The fewest members who must change their vote to change the result.

    For each kind by how many its yes votes rise or fall.
    """

    members: int
    changes: tuple[int, ...]


def flip(game: Game, yes: Sequence[int], *, limit: int = NODES) -> Flip:
    """The smallest change of votes that changes the result.

    yes: how many of each kind say yes now, in the order of the kinds.
    """
    goal = LOST if game.carries(yes) else WON

    def stay(kind: int, first: int, last: int) -> tuple[int, int]:
        level = min(max(yes[kind], first), last)
        return abs(level - yes[kind]), level

    changed, levels = _shortest(diagram(game, limit=limit), stay, goal, start=tuple(yes))
    return Flip(changed, tuple(after - now for after, now in zip(levels, yes, strict=True)))


Price = Callable[[int, int, int], tuple[int, int]]
"""What it costs to bring a kind to somewhere between two levels, and the level chosen."""


def _shortest(drawn: Diagram, price: Price, goal: int, start: tuple[int, ...] = ()) -> tuple[int, tuple[int, ...]]:
    """The least cost of a path to the goal, and its levels; kinds after the goal stay where they start."""
    best: list[dict[int, tuple[int, int, int]]] = []
    after: dict[int, int] = {goal: 0}
    for layer in range(len(drawn.order) - 1, -1, -1):
        here: dict[int, tuple[int, int, int]] = {}
        for node, runs in enumerate(drawn.layers[layer]):
            for first, last, child in runs:
                if child in after:
                    cost, level = price(drawn.order[layer], first, last)
                    if node not in here or cost + after[child] < here[node][0]:
                        here[node] = (cost + after[child], level, child)
        best.append(here)
        after = {goal: 0} | {node: found[0] for node, found in here.items()}
    best.reverse()
    levels = list(start or (0,) * len(drawn.order))
    node = 0
    for layer, here in enumerate(best):
        if node < 0:
            break
        _, levels[drawn.order[layer]], node = here[node]
    return best[0][0][0], tuple(levels)
