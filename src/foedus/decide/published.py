"""What is published of a joint election: the plan, and of each side its register, boxes and card records; all checked.

A card has a place: polity, box, number in the box. A pool is the cards of a polity, or of a unit where units elect.
People marked as having voted for whom there is no card make *lost* cards, which nobody can find.

Needs: the standard library. Source: design page VOTING, section 7.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import accumulate
from typing import NamedTuple

from foedus.errors import DataError, ModelError
from foedus.voting.assertion import Choices, Way
from foedus.voting.audit import GAMMA, check_limit
from foedus.voting.register import Reconciliation, check_entries, reconcile

LOST = "lost"
"""The box of cards that should be there and are not."""
MISSING = "missing"
"""What is read on a card that could not be found."""


class Card(NamedTuple):
    """The place of a card: whose, in which box, the how-manieth from 1."""

    polity: str
    box: str
    number: int


@dataclass(frozen=True, slots=True)
class Box:
    """A box of a manifest: its name, the unit it comes from (empty where units do not matter), how many cards it holds."""

    name: str
    cards: int
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Side:
    """What one polity publishes. records: what the machine, or the first count, says of each card; empty in a polling audit.

    totals: reported votes by unit (or by polity, under the empty name), for a polling audit.
    """

    polity: str
    boxes: tuple[Box, ...]
    entries: tuple[str, ...]
    marked: tuple[str, ...]
    records: Mapping[Card, Choices]
    totals: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Plan:
    """What is fixed before the election.

    limit: the risk of certifying a wrong result, all in all; register_risk: the part of it for each register; the rest
    is the count's. apart: each pool has its own sample; else one sample of all. polling: no records are compared.
    lookups: entries that each side looks up of the other's; cap: the share of a polity's cards that may be missing.
    people, numbers: census people of the polities, electors of the units.
    """

    office: str
    way: Way
    candidates: tuple[str, ...]
    polities: tuple[str, ...]
    limit: Fraction = Fraction(5, 100)
    register_risk: Fraction = Fraction(1, 100)
    lookups: int = 300
    cap: Fraction = Fraction(1, 100)
    apart: bool = False
    polling: bool = False
    gamma: Fraction = GAMMA
    people: Mapping[str, int] = field(default_factory=dict)
    numbers: Mapping[str, int] = field(default_factory=dict)
    tie: str = ""
    fallback: str = ""
    cites: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        check_limit(self.limit)
        if self.count_risk <= 0 or self.register_risk <= 0:
            raise ModelError(
                f"{len(self.polities)} registers at {self.register_risk} leave nothing of a risk of {self.limit} for the count",
                mend="split the risk so that the sum of its parts is the limit, such as 3 % and twice 1 %",
            )
        if len(set(self.polities)) != len(self.polities) or not self.polities:
            raise ModelError("the polities of the plan are not told apart", mend="name each once")
        if len(set(self.candidates)) != len(self.candidates) or len(self.candidates) < 2:
            raise ModelError("the candidates of the plan are not two or more, each named once", mend="name those who stand")
        if "" in self.candidates or MISSING in self.candidates:
            raise ModelError(f"a candidate is called nothing, or `{MISSING}`", mend="give the candidate another name on the cards")
        if self.strata and len(self.polities) != 2:
            raise ModelError(
                f"{len(self.polities)} samples are to be joined, and two can be here", mend="draw one joint sample, or join two polities"
            )
        if not 1 < self.gamma <= 10:
            raise ModelError(f"gamma is {self.gamma}", mend="write a factor above 1 and up to 10; 1.03905 is usual")
        if not 0 <= self.cap < 1 or self.lookups < 1:
            raise ModelError("the cap on missing cards or the sample of a register is out of range", mend="a share below 1; one entry or more")

    @property
    def count_risk(self) -> Fraction:
        """The part of the risk that the count may spend."""
        return self.limit - len(self.polities) * self.register_risk

    @property
    def strata(self) -> bool:
        """Whether one assertion rests on two samples."""
        return self.way in (Way.EQUAL, Way.CENSUS) or (self.apart and self.way in (Way.PLURALITY, Way.MAJORITY))


class Pool:
    """The cards of a polity, or of a unit: how many, which card has which number, what their records add to."""

    def __init__(self, name: str, polity: str, boxes: Iterable[Box], lost: int) -> None:
        self.name, self.polity, self.lost = name, polity, lost
        self.boxes = tuple(boxes)
        self._ends = list(accumulate(box.cards for box in self.boxes))
        self.held = self._ends[-1] if self._ends else 0
        self.cards = self.held + lost
        self.votes: dict[str, int] = {}

    def card(self, place: int) -> Card:
        """The card of a number from 0: box after box in the order of the manifest, the lost ones last."""
        if place >= self.held:
            return Card(self.polity, LOST, place - self.held + 1)
        box = bisect_right(self._ends, place)
        return Card(self.polity, self.boxes[box].name, place - (self._ends[box - 1] if box else 0) + 1)

    def all_cards(self) -> Iterable[Card]:
        """Every card that the manifest holds."""
        return (Card(self.polity, box.name, number) for box in self.boxes for number in range(1, box.cards + 1))


@dataclass(frozen=True)
class Election:
    """A plan and what the sides published, checked and ready to be audited. agreed: the numbers of each side set against each other."""

    plan: Plan
    sides: Mapping[str, Side]
    agreed: Mapping[str, Reconciliation]
    pools: Mapping[str, Pool]

    @property
    def reported(self) -> dict[str, dict[str, int]]:
        """The reported votes of each pool."""
        return {name: pool.votes for name, pool in self.pools.items()}


def prepare(plan: Plan, sides: Iterable[Side]) -> Election:
    """Check what was published against the plan. Raises DataError for doubled, unknown or impossible entries, boxes and cards."""
    found = {side.polity: side for side in sides}
    if missing := [polity for polity in plan.polities if polity not in found]:
        raise DataError(f"{missing[0]} has published nothing", mend="all sides publish by the deadline, or nothing is certified")
    agreed, pools = {}, {}
    for polity in plan.polities:
        side = found[polity]
        check_entries(side.entries, f"the register of {polity}")
        check_entries(side.marked, f"the marks of {polity}")
        if strange := sorted(set(side.marked) - set(side.entries)):
            raise DataError(f"{polity} marks {strange[0]} as voted, who is not on its register", mend="mark entries of the register alone")
        _check_boxes(side)
        agreed[polity] = reconcile(polity, sum(box.cards for box in side.boxes), len(side.marked), len(side.entries))
        for pool in _pools(plan, side, agreed[polity].lost):
            pools[pool.name] = pool
    election = Election(plan, found, agreed, pools)
    _add_votes(election)
    return election


def _check_boxes(side: Side) -> None:
    boxes: dict[str, int] = {}
    for box in side.boxes:
        if box.name in boxes or box.name == LOST or box.cards < 0:
            raise DataError(f"the manifest of {side.polity} has the box {box.name} twice, or with no number of cards", mend="one line for each box")
        boxes[box.name] = box.cards
    for card in side.records:
        if card.number < 1 or card.number > boxes.get(card.box, 0):
            raise DataError(
                f"a record of {side.polity} names card {card.number} of box {card.box}, which the manifest does not have",
                mend="a record belongs to a card: find whose it is, or strike it",
            )


def _pools(plan: Plan, side: Side, lost: int) -> Iterable[Pool]:
    if plan.way is not Way.ELECTORS:
        yield Pool(side.polity, side.polity, side.boxes, lost)
        return
    for unit in dict.fromkeys(box.unit for box in side.boxes):
        if unit not in plan.numbers:
            raise DataError(f"the manifest of {side.polity} names the unit {unit or '(none)'}, which has no electors", mend="name a unit of the plan")
        # Nobody knows from which unit the lost cards are: each is taken to have lost them all.
        yield Pool(unit, side.polity, (box for box in side.boxes if box.unit == unit), lost)


def _add_votes(election: Election) -> None:
    names = election.plan.candidates
    unit_of = {(side.polity, box.name): box.unit for side in election.sides.values() for box in side.boxes}
    by_unit = election.plan.way is Way.ELECTORS
    for pool in election.pools.values():
        pool.votes = dict.fromkeys(names, 0)
    for side in election.sides.values():
        for unit, table in side.totals.items() if election.plan.polling else ():
            named = unit if by_unit else side.polity
            if named not in election.pools or set(table) - set(names):
                raise DataError(f"the totals of {side.polity} name {unit or 'a candidate'} that the plan does not have", mend="name candidates of the plan")
            for name, number in table.items():
                election.pools[named].votes[name] += number
        for card, choices in side.records.items():
            votes = election.pools[unit_of[card.polity, card.box] if by_unit else card.polity].votes
            for name in choices:
                if name not in votes:
                    raise DataError(f"the record of card {card.number} in box {card.box} of {card.polity} names {name}, who does not stand",
                                    mend=f"name one of {', '.join(names)}, or nobody")  # fmt: skip
                votes[name] += 1
    for pool in election.pools.values():
        if sum(pool.votes.values()) > pool.cards:
            raise DataError(f"{pool.name} reports {sum(pool.votes.values())} votes on {pool.cards} cards", mend="one vote on a card: count the box again")
