"""What the yearly model needs of a settlement: who belongs, taxes, pays, votes, admits and may leave, as numbers and short tables.

Frozen, in place order of the calibration that it was compiled for. Made by `compiling.compile_settlement` from the resolved model and its
own rules; what the model does not follow is listed in `not_simulated`, and what the text leaves to a reading in `taken_as`.
Needs: the standard library. Source: design page SIMULATION, section 3.2.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, fields
from typing import Literal

from foedus.source import Citation

MOST_LEAVES = 12
"""The leaves of one decision that are enumerated; more are refused, with the clause."""

Key = Literal["shares", "population", "gross_product", "equal"]
"""By what polities pay: shares that the text states, or in proportion to a series."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """One voice in a decision: a chamber, a people or an office of a polity.

    polity: its number; seats: a chamber's members by place, as sent by the places of the whole map (those that do not belong count for nothing);
    item: of stream `joint decisions`. It follows the places of its polity and not its name, so that two polities that change names change nothing.
    """

    name: str
    kind: Literal["chamber", "referendum", "office"]
    polity: int
    seats: tuple[int, ...] = ()
    item: int = 0


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision as the least sets of leaves that carry it: bit n of a mask is leaf `leaves[n]`."""

    name: str
    leaves: tuple[int, ...]
    winning: tuple[int, ...]
    cites: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Head:
    """One joint head of spending: who pays by which key, the decision due each year (None: none is due), and what follows without it."""

    name: str
    key: Key
    shares: tuple[float, ...]
    decision: int | None
    continues: bool
    cite: Citation


@dataclass(frozen=True, slots=True)
class Elected:
    """An office elected by the people of all polities together (or of the only one).

    how: popular (most votes), electors (most electors, all of a place together), each_polity (most votes in each polity, else in all).
    electors: by place; term: years.
    """

    name: str
    title: str
    how: Literal["popular", "electors", "each_polity"]
    term: int
    electors: tuple[int, ...]
    cite: Citation


@dataclass(frozen=True, slots=True)
class Change:
    """How a unit changes polity: the share of Yes it needs, the consent asked of each polity that may receive it, and after how many years.

    may: by place, whether no bar forbids it; receiving: for each polity, its decision (None: nobody is asked); opens: the years after the
    start before which it cannot be done.
    """

    may: tuple[bool, ...]
    threshold: float
    receiving: tuple[int | None, ...]
    wait: int
    opens: int
    cite: Citation


@dataclass(frozen=True, slots=True)
class Part:
    """How a polity parts: for each polity its decision (None: nobody is asked but its people), the share of Yes, and after how many years.

    opens: the years after the start before which it cannot be done.
    """

    decisions: tuple[int | None, ...]
    threshold: float
    wait: int
    opens: int
    cite: Citation


@dataclass(frozen=True, slots=True)
class Unfollowed:
    """A clause that the model does not follow, and why."""

    cite: Citation
    what: str
    why: str


@dataclass(frozen=True)
class Compiled:
    """A settlement as the yearly model sees it; arrays over places in the order of `codes`."""

    title: str
    text: str
    """Digest of the clauses."""
    codes: tuple[str, ...]
    polities: tuple[str, ...]
    polity_of: tuple[int, ...]
    currency: Literal["one", "own", "by_vote"]
    common_tax: bool
    entry: tuple[str, ...]
    barrier: bool
    leaves: tuple[Leaf, ...]
    decisions: tuple[Decision, ...]
    heads: tuple[Head, ...]
    offices: tuple[Elected, ...]
    change: Change | None
    part: Part | None
    cites: tuple[tuple[str, tuple[Citation, ...]], ...] = ()
    """Which clauses each part of the above rests on."""
    not_simulated: tuple[Unfollowed, ...] = ()
    taken_as: tuple[Unfollowed, ...] = ()

    @property
    def number_of_polities(self) -> int:
        """How many polities there are."""
        return len(self.polities)

    @property
    def rank(self) -> tuple[int, ...]:
        """For each polity, its number when polities are ordered by their first place: what their draws follow."""
        first = [self.polity_of.index(polity) if polity in self.polity_of else len(self.codes) for polity in range(len(self.polities))]
        return tuple(sorted(first).index(place) for place in first)

    @property
    def digest(self) -> str:
        """A digest of all numbers that the engines read."""
        parts = (getattr(self, field.name) for field in fields(self) if field.name not in ("cites", "not_simulated", "taken_as", "title", "text"))
        return hashlib.sha256(repr(tuple(parts)).encode()).hexdigest()[:16]
