"""A joint election rehearsed: invented cards and people, a fault planted on purpose, and the truth kept beside what is published.

With it a procedure is tried before it is needed, and the risk limit is shown to hold: the same election is audited with
thousands of seeds, and the share in which a wrong winner is certified stays within its bound.

Needs: the standard library. Source: design page VOTING, section 7.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from hashlib import sha256

from foedus.decide.counting import Memo
from foedus.decide.joint import ENTITLED, FINDINGS, ElectionCertificate, Entry, Judgement, judge, register_sample
from foedus.decide.published import Box, Card, Election, Plan, Side, prepare
from foedus.errors import ModelError, QuestionError
from foedus.voting.assertion import Choices, Way
from foedus.voting.seed import Round, commitment, settle


class Fault(Enum):
    """What goes wrong in a rehearsal."""

    NONE = "none"
    MISCOUNT = "miscount"
    LOST_BOX = "lost-box"
    STUFFED_REGISTER = "stuffed-register"
    PHANTOM_CARDS = "phantom-cards"
    WITHHELD_SEED = "withheld-seed"


@dataclass(frozen=True)
class Rehearsal:
    """What is published, and the truth: what is on each card (None: no such card), and of each entry whether it is entitled."""

    plan: Plan
    sides: tuple[Side, ...]
    cards: Mapping[Card, Choices | None]
    entries: Mapping[Entry, str]
    true_votes: Mapping[str, Mapping[str, int]]
    withholds: str = ""

    def election(self) -> Election:
        """The election as published."""
        return prepare(self.plan, self.sides)


def secret(seed: int, polity: str, number: int) -> str:
    """The secret of a side in a rehearsal: made from the seed of the rehearsal, so that it can be repeated."""
    return sha256(f"{seed},{polity},{number}".encode()).hexdigest()


def round_of(polities: tuple[str, ...], seed: int, number: int, withholds: str = "") -> Round:
    """One round of commit and reveal."""
    secrets = {polity: secret(seed, polity, number) for polity in polities}
    committed = {polity: commitment(polity, one) for polity, one in secrets.items()}
    return Round(committed, {polity: one for polity, one in secrets.items() if polity != withholds})


def side_of(
    polity: str, reported: Mapping[str, int], *, blank: int = 0, boxes: int = 4, unit: str = "", extra_entries: int = 0
) -> Side:
    """What a polity publishes when its records say so many votes for each: boxes of nearly equal size, one entry for each card."""
    choices: list[Choices] = [frozenset((name,)) for name, number in reported.items() for _ in range(number)]
    choices += [frozenset()] * blank
    cards = len(choices)
    # Votes are dealt over the boxes like cards, so that no box is of one mind.
    sizes = [len(range(box, cards, boxes)) for box in range(boxes)]
    prefix = f"{unit or polity}-"
    records = {
        Card(polity, f"{prefix}{box + 1}", place + 1): choices[index]
        for box in range(boxes)
        for place, index in enumerate(range(box, cards, boxes))
    }
    marked = tuple(f"{prefix}{number:06d}" for number in range(1, cards + 1))
    entries = (*marked, *(f"{prefix}{number:06d}" for number in range(cards + 1, cards + extra_entries + 1)))
    return Side(polity, tuple(Box(f"{prefix}{box + 1}", size, unit) for box, size in enumerate(sizes)), entries, marked, records)


def joined(*sides: Side) -> Side:
    """The boxes, entries and records of several units as those of one polity."""
    return Side(
        sides[0].polity,
        tuple(box for side in sides for box in side.boxes),
        tuple(entry for side in sides for entry in side.entries),
        tuple(entry for side in sides for entry in side.marked),
        {card: choices for side in sides for card, choices in side.records.items()},
    )


def honest(plan: Plan, sides: tuple[Side, ...]) -> Rehearsal:
    """Everything is as published."""
    cards: dict[Card, Choices | None] = {card: choices for side in sides for card, choices in side.records.items()}
    entries = {(side.polity, entry): ENTITLED for side in sides for entry in side.entries}
    return Rehearsal(plan, sides, cards, entries, prepare(plan, sides).reported)


def miscounted(base: Rehearsal, polity: str, number: int, reads: str, truly: str | None) -> Rehearsal:
    """So many cards whose record says one candidate bear another (None: nobody), spread over the boxes."""
    wrong = _some(base, polity, reads, number)
    cards = {**base.cards, **{card: frozenset((truly,)) if truly else frozenset() for card in wrong}}
    return replace(base, cards=cards, true_votes=_moved(base, wrong, reads, truly))


def lost(base: Rehearsal, polity: str, number: int, candidate: str, *, known: bool) -> Rehearsal:
    """So many cards are gone. known: the manifest leaves them out, and the register shows how many; else they are found missing."""
    gone = set(_some(base, polity, candidate, number))
    if not known:
        return replace(base, cards={**base.cards, **dict.fromkeys(gone)}, true_votes=_moved(base, tuple(gone), candidate, None))
    side = next(one for one in base.sides if one.polity == polity)
    kept: dict[str, list[Choices]] = {box.name: [] for box in side.boxes}
    for card, choices in side.records.items():
        if card not in gone:
            kept[card.box].append(choices)
    records = {Card(polity, box, place): one for box, found in kept.items() for place, one in enumerate(found, 1)}
    boxes = tuple(Box(box.name, len(kept[box.name]), box.unit) for box in side.boxes)
    changed = replace(side, boxes=boxes, records=records)
    sides = tuple(changed if one.polity == polity else one for one in base.sides)
    cards = {**{card: one for card, one in base.cards.items() if card.polity != polity}, **records}
    return replace(base, sides=sides, cards=cards)


def stuffed(base: Rehearsal, polity: str, number: int, candidate: str) -> Rehearsal:
    """So many of the marked entries are nobody's, and somebody voted on each for one candidate."""
    side = next(one for one in base.sides if one.polity == polity)
    step = max(1, len(side.marked) // number)
    false = [side.marked[place * step] for place in range(number)]
    entries = {**base.entries, **{(polity, entry): FINDINGS[1 + place % 2] for place, entry in enumerate(false)}}
    return replace(base, entries=entries, true_votes=_moved(base, _some(base, polity, candidate, number), candidate, None))


def phantom(base: Rehearsal, polity: str, number: int, candidate: str) -> Rehearsal:
    """So many records, boxes and marks stand for cards that do not exist."""
    fakes = _some(base, polity, candidate, number)
    return replace(base, cards={**base.cards, **dict.fromkeys(fakes)}, true_votes=_moved(base, fakes, candidate, None))


def _some(base: Rehearsal, polity: str, candidate: str, number: int) -> tuple[Card, ...]:
    side = next(one for one in base.sides if one.polity == polity)
    having = [card for card, choices in side.records.items() if candidate in choices]
    if number > len(having):
        raise ModelError(f"{number} cards of {polity} for {candidate} are wanted, and there are {len(having)}", mend="plant fewer")
    step = max(1, len(having) // max(1, number))
    return tuple(having[place * step] for place in range(number))


def _moved(base: Rehearsal, cards: tuple[Card, ...], before: str, after: str | None) -> dict[str, dict[str, int]]:
    """The true votes once these cards truly bear something else."""
    votes = {pool: dict(table) for pool, table in base.true_votes.items()}
    unit_of = {(side.polity, box.name): box.unit for side in base.sides for box in side.boxes}
    for card in cards:
        pool = unit_of[card.polity, card.box] if unit_of[card.polity, card.box] in votes else card.polity
        votes[pool][before] -= 1
        if after:
            votes[pool][after] += 1
    return votes


def play(rehearsal: Rehearsal, seeds: Iterable[int]) -> Iterator[Judgement]:
    """Audit one rehearsed election with many seeds. Whoever withholds reveals only where the first draw certifies: the worst case."""
    election, polities, memo = rehearsal.election(), rehearsal.plan.polities, Memo()
    for seed in seeds:
        found = _judge(rehearsal, election, (round_of(polities, seed, 1),), memo)
        if rehearsal.withholds and not isinstance(found, ElectionCertificate):
            found = _judge(rehearsal, election, (round_of(polities, seed, 1, rehearsal.withholds), round_of(polities, seed, 2)), memo)
        yield found


def _judge(rehearsal: Rehearsal, election: Election, rounds: tuple[Round, ...], memo: Memo) -> Judgement:
    """The other side looks up what was drawn, and no more."""
    settled = settle(rehearsal.plan.polities, rounds)
    drawn = {
        (polity, entry): rehearsal.entries[polity, entry]
        for polity in rehearsal.plan.polities
        for entry in register_sample(election, settled, polity)
    }
    return judge(election, rounds, drawn, rehearsal.cards, memo=memo)


def invented(fault: str, way: Way) -> Rehearsal:
    """The election of Alder and Birch that `foedus audit rehearse` writes: Ash is reported ahead in both.

    Raises QuestionError for a fault or a way that it cannot have.
    """
    try:
        planted = Fault(fault)
    except ValueError:
        raise QuestionError(f"there is no fault called `{fault}`", mend=f"name one of {', '.join(one.value for one in Fault)}") from None
    if way is Way.ELECTORS:
        raise QuestionError("the invented polities have no units that choose electors", mend="choose another way")
    plan = Plan("Chief", way, ("Ash", "Box"), ("Alder", "Birch"), people={"Alder": 6000, "Birch": 4200} if way is Way.CENSUS else {})
    sides = (
        side_of("Alder", {"Ash": 1500, "Box": 1100}, blank=60, boxes=8, extra_entries=900),
        side_of("Birch", {"Ash": 1000, "Box": 800}, blank=40, boxes=6, extra_entries=700),
    )
    base = honest(plan, sides)
    match planted:
        case Fault.MISCOUNT:
            return miscounted(miscounted(base, "Alder", 300, "Ash", "Box"), "Birch", 150, "Ash", "Box")
        case Fault.LOST_BOX:
            return lost(base, "Alder", 330, "Ash", known=True)
        case Fault.STUFFED_REGISTER:
            return stuffed(base, "Birch", 560, "Ash")
        case Fault.PHANTOM_CARDS:
            return phantom(base, "Birch", 500, "Ash")
        case Fault.WITHHELD_SEED:
            return replace(base, withholds="Birch")
    return base
