"""A game as a layered diagram: a layer for each kind of members, an edge for each run of levels with one outcome.

A node is what is left of the formula, with what each of its Counts still lacks. Lacking q and lacking q' is one node if
no later choice separates them, so each Count keeps intervals of equivalent shortfalls: those of a layer follow from
those of the next, are computed where they are first met, and are looked up by bisection. Neighbouring levels with the
same child are one run: a house of 435 has two to four.

Needs: the standard library. Source: design page VOTING, section 2, steps 2 to 4.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from math import inf

from foedus.errors import LimitReached
from foedus.voting.formula import Formula, Leaf, decided, leaves
from foedus.voting.game import Game
from foedus.voting.one_count import LEVELS, layers_of_weights

WON, LOST = -1, -2
"""Children that are decided: every choice of the later kinds wins, or loses."""

NODES = 200_000
"""How many nodes are built before giving up, unless told otherwise."""

Gain = int | tuple[int, ...]
Interval = tuple[float, float]
Run = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Diagram:
    """The layers of a game.

    layers[i][node] is its runs, (first level, last level, child in the next layer, or WON or LOST), for kind
    `order[i]`. The root is node 0 of layer 0. `sizes[i]` is the number of members of the kind of layer i.
    """

    order: tuple[int, ...]
    sizes: tuple[int, ...]
    layers: tuple[tuple[tuple[Run, ...], ...], ...]

    @property
    def nodes(self) -> int:
        """How many undecided nodes it has."""
        return sum(len(layer) for layer in self.layers)

    def rest(self, layer: int) -> int:
        """How many members are in this layer and those after it."""
        return sum(self.sizes[layer:])


class _Crowded(Exception):
    """A row of gains has more intervals than there is room for."""


@dataclass(slots=True)
class Scale:
    """The intervals of equivalent shortfalls of one row of gains, layer by layer.

    A shortfall q and q' in (lower, upper] are alike.
    """

    gains: list[Gain]
    sizes: list[int]
    rest: list[int]
    uppers: list[list[int]]
    lowers: list[list[int]]
    room: int

    @classmethod
    def of(cls, gains: list[Gain], sizes: list[int], room: int) -> Scale:
        """Start with nothing known. rest: the most that a layer and those after it can add; room: for so many intervals."""
        rest = [0]
        for gain, size in zip(reversed(gains), reversed(sizes), strict=True):
            rest.append(rest[-1] + (gain * size if isinstance(gain, int) else gain[-1]))
        rest.reverse()
        return cls(gains, sizes, rest, [[] for _ in rest], [[] for _ in rest], room)

    def known(self, layer: int, short: int) -> Interval | None:
        """The interval of a shortfall, where it is known."""
        if short <= 0:
            return (-inf, 0)
        if short > self.rest[layer]:
            return (self.rest[layer], inf)
        place = bisect_left(self.uppers[layer], short)
        if place < len(self.uppers[layer]) and self.lowers[layer][place] < short:
            return (self.lowers[layer][place], self.uppers[layer][place])
        return None

    def interval(self, layer: int, short: int) -> Interval:
        """The interval of a shortfall.

        Found by a stack of its own, since there may be more layers than Python recurses.
        """
        found = self.known(layer, short)
        stack = [] if found else [[layer, short, 0, 0, self.rest[layer]]]
        while stack:
            at, want, level, lower, upper = frame = stack[-1]
            gain, size = self.gains[at], self.sizes[at]
            if gain == 0:
                level = size
            while level <= size:
                added = gain * level if isinstance(gain, int) else gain[level]
                child = self.known(at + 1, want - added)
                if child is None:
                    frame[2:] = [level, lower, upper]
                    stack.append([at + 1, want - added, 0, 0, self.rest[at + 1]])
                    break
                last = self.last_alike(at, level, want, child[0])
                furthest = gain * last if isinstance(gain, int) else gain[last]
                lower = max(lower, int(child[0]) + furthest) if child[0] != -inf else lower
                upper = min(upper, int(child[1]) + added) if child[1] != inf else upper
                level = last + 1
            else:
                stack.pop()
                place = bisect_left(self.uppers[at], upper)
                self.room -= 1
                if self.room < 0:
                    raise _Crowded
                self.uppers[at].insert(place, upper)
                self.lowers[at].insert(place, lower)
        return found or self.known(layer, short) or (0, 0)

    def last_alike(self, layer: int, level: int, want: int, lower: float) -> int:
        """The last level whose shortfall still lies above `lower`."""
        gain, size = self.gains[layer], self.sizes[layer]
        if lower == -inf or gain == 0:
            return size
        if isinstance(gain, int):
            return min(size, -((int(lower) - want) // gain) - 1)
        return max(level, bisect_left(gain, want - int(lower)) - 1)


def order_of(game: Game) -> tuple[int, ...]:
    """The order of the layers: kinds of one Count together, Counts of one gate together, the heavier first."""
    placed: dict[int, None] = {}
    for atom in leaves(game.formula):
        mine = [kind for kind in range(len(game.kinds)) if game.atoms[atom].gain(kind, game.kinds[kind].count)]
        mine.sort(key=lambda kind: [-_weight(game, other, kind) for other in (atom, *leaves(game.formula))])
        placed.update(dict.fromkeys(mine))
    placed.update(dict.fromkeys(range(len(game.kinds))))
    return tuple(placed)


def _weight(game: Game, atom: int, kind: int) -> int:
    gain = game.atoms[atom].gains[kind]
    return gain if isinstance(gain, int) else gain[-1]


def diagram(game: Game, *, limit: int = NODES) -> Diagram:
    """Build the diagram of a game. Raises LimitReached, naming the Count that drives the size, beyond `limit` nodes."""
    return _of_weights(game, limit) or _Builder(game, limit).build()


def _of_weights(game: Game, limit: int) -> Diagram | None:
    """The diagram of one threshold over many unequal weights; None for other games, and for those that are too large."""
    if not isinstance(game.formula, Leaf) or game.members > LEVELS * len(game.kinds):
        return None
    atom, order = game.atoms[game.formula.atom], order_of(game)
    weights = [gain for kind in order if isinstance(gain := atom.gains[kind], int)]
    sizes = [game.kinds[kind].count for kind in order]
    heavy = sum(1 for weight in weights if weight)
    if len(weights) != len(order) or not heavy:
        return None
    layers = layers_of_weights(atom.quota, weights[:heavy], sizes[:heavy], limit)
    if layers is None:
        return None
    return Diagram(order, tuple(sizes), (*layers, *[()] * (len(order) - heavy)))


class _Builder:
    """The state of one build: formulas by number, intervals by row of gains."""

    def __init__(self, game: Game, limit: int) -> None:
        self.game, self.limit = game, limit
        self.order = order_of(game)
        self.sizes = [game.kinds[kind].count for kind in self.order]
        rows = [tuple(atom.gains[kind] for kind in self.order) for atom in game.atoms]
        shared = {row: Scale.of(list(row), self.sizes, limit) for row in rows}
        self.scales = [shared[row] for row in rows]
        self.formulas: dict[Formula, int] = {}
        self.reads: list[tuple[int, ...]] = []
        self.left: dict[tuple[int, tuple[tuple[int, bool], ...]], int] = {}
        self.texts: list[Formula] = []

    def number(self, formula: Formula) -> int:
        if isinstance(formula, bool):
            return WON if formula else LOST
        if formula not in self.formulas:
            self.formulas[formula] = len(self.texts)
            self.texts.append(formula)
            self.reads.append(leaves(formula))
        return self.formulas[formula]

    def build(self) -> Diagram:
        root = self.number(self.game.formula)
        try:
            return self.from_root(root)
        except _Crowded:
            raise self.too_large(self.limit, 0) from None

    def from_root(self, root: int) -> Diagram:
        nodes: list[tuple[int, tuple[int, ...]]] = [self.child(0, root, [self.game.atoms[a].quota for a in self.reads[root]])[0]]
        layers: list[tuple[tuple[Run, ...], ...]] = []
        total = 0
        for layer in range(len(self.order)):
            found: dict[tuple[int, tuple[int, ...]], int] = {}
            layers.append(tuple(tuple(self.runs(layer, *node, found)) for node in nodes))
            total += len(found)
            if total > self.limit:
                raise self.too_large(total, layer)
            nodes = list(found)
        return Diagram(self.order, tuple(self.sizes), tuple(layers))

    def runs(
        self, layer: int, formula: int, short: tuple[int, ...], found: dict[tuple[int, tuple[int, ...]], int]
    ) -> Iterator[Run]:
        """The runs of a node, from no yes to all."""
        atoms, size, level = self.reads[formula], self.sizes[layer], 0
        first, before = 0, LOST - 1
        while level <= size:
            left = [
                lacks - (gain * level if isinstance(gain := self.scales[atom].gains[layer], int) else gain[level])
                for atom, lacks in zip(atoms, short, strict=True)
            ]
            key, lowers = self.child(layer + 1, formula, left)
            ends = (
                self.scales[atom].last_alike(layer, level, lacks, low)
                for atom, lacks, low in zip(atoms, short, lowers, strict=True)
            )
            last = max(level, min(ends, default=size))
            child = key[0] if key[0] < 0 else found.setdefault(key, len(found))
            if child != before:
                if level:
                    yield (first, level - 1, before)
                first, before = level, child
            level = last + 1
        yield (first, size, before)

    def child(self, layer: int, formula: int, left: list[int]) -> tuple[tuple[int, tuple[int, ...]], list[float]]:
        """The canonical node that a shortfall leads to, and the lower ends of its intervals."""
        known: list[tuple[int, bool]] = []
        kept: dict[int, int] = {}
        lowers: list[float] = []
        for atom, short in zip(self.reads[formula], left, strict=True):
            scale = self.scales[atom]
            low, high = scale.known(layer, short) or scale.interval(layer, short)
            lowers.append(low)
            if high <= 0 or high == inf:
                known.append((atom, high <= 0))
            else:
                kept[atom] = int(high)
        rest = self.after(formula, tuple(known)) if known else formula
        return (rest, () if rest < 0 else tuple(kept[atom] for atom in self.reads[rest])), lowers

    def after(self, formula: int, known: tuple[tuple[int, bool], ...]) -> int:
        key = (formula, known)
        if key not in self.left:
            self.left[key] = self.number(decided(self.texts[formula], dict(known)))
        return self.left[key]

    def too_large(self, total: int, layer: int) -> LimitReached:
        sums = Counter({atom.label: max(map(len, scale.uppers)) for atom, scale in zip(self.game.atoms, self.scales, strict=True)})
        drives, many = sums.most_common(1)[0]
        reached = f"{total} after {layer + 1} of {len(self.order)} kinds" if layer else f"of {len(self.order)} kinds"
        return LimitReached(
            f"the game has more than {self.limit} nodes ({reached}); the count in {drives} drives it, with {many} different sums",
            mend="give equal weights to members that may be treated alike, raise the limit, or ask for a sample",
        )
