"""The risk limit kept: over 20,000 simulated elections with a wrong reported outcome, each kind within its bound.

Each election stands at the edge: its true margin among those entitled is exactly none, which is the hardest to catch. The
seed is drawn anew each time, by the procedure itself. The bound is tested soundly: a kind fails when, were its true share
at the bound, so many certificates would come with a chance below one in a million.
"""

from dataclasses import replace
from fractions import Fraction
from math import comb

import pytest

from foedus.decide import counting
from foedus.decide.joint import ElectionCertificate
from foedus.decide.published import Plan
from foedus.decide.rehearsal import Rehearsal, honest, joined, lost, miscounted, phantom, play, side_of, stuffed
from foedus.voting.assertion import Way, elect

TRIALS = 760
SLOW = {"polling": 300}
"""Kinds that take a hundred cards or more each time."""
NEVER = Fraction(1, 10**6)
ELSEWHERE = {"Alder": 60, "Birch": 40}


def chance_of_so_many(trials: int, seen: int, share: Fraction) -> Fraction:
    """The exact chance of `seen` or more in so many trials."""
    up, down = share.numerator, share.denominator
    few = sum(comb(trials, k) * up**k * (down - up) ** (trials - k) for k in range(seen))
    return 1 - Fraction(few, down**trials)


WHOLE = 1_000
"""More entries than there are: the registers are known, and the count alone is put to the test, as sharply as can be."""


def plan(way: Way = Way.PLURALITY, lookups: int = WHOLE, **more) -> Plan:
    return Plan("Chief", way, ("Ash", "Box"), ("Alder", "Birch"), lookups=lookups, people=ELSEWHERE if way is Way.CENSUS else {}, **more)


def base(way: Way = Way.PLURALITY, *, alder=(150, 80), birch=(75, 85), blank=10, **more) -> Rehearsal:
    sides = tuple(side_of(name, {"Ash": one, "Box": two}, blank=blank) for name, (one, two) in (("Alder", alder), ("Birch", birch)))
    return honest(plan(way, **more), sides)


def polled(rehearsal: Rehearsal) -> Rehearsal:
    """The same with totals published and no records."""
    sides = tuple(
        replace(side, records={}, totals={"": {name: sum(name in one for one in side.records.values()) for name in ("Ash", "Box")}})
        for side in rehearsal.sides
    )
    return replace(rehearsal, plan=replace(rehearsal.plan, polling=True), sides=sides)


def withheld(rehearsal: Rehearsal) -> Rehearsal:
    return replace(rehearsal, withholds="Birch")


def level(way: Way) -> Rehearsal:
    """Ash and Box level in truth by weighted shares; reported, Ash leads Alder."""
    truth = {Way.EQUAL: ((90, 90), (60, 60)), Way.CENSUS: ((90, 90), (60, 60)), Way.DOUBLE: ((115, 115), (95, 65))}[way]
    found = base(way, alder=tuple(truth[0]), birch=tuple(truth[1]))
    moved = 30
    sides = tuple(
        side_of(name, {"Ash": one + (moved if name == "Alder" else 0), "Box": two - (moved if name == "Alder" else 0)}, blank=10)
        for name, (one, two) in (("Alder", truth[0]), ("Birch", truth[1]))
    )
    return miscounted(honest(found.plan, sides), "Alder", moved, "Ash", "Box")


def electors() -> Rehearsal:
    """Three units; the one that decides is level in truth."""
    plan_ = Plan("Chief", Way.ELECTORS, ("Ash", "Box"), ("Alder", "Birch"), lookups=WHOLE, numbers={"a": 5, "b": 4, "c": 6})
    alder = joined(side_of("Alder", {"Ash": 100, "Box": 40}, unit="a"), side_of("Alder", {"Ash": 40, "Box": 60}, unit="b"))
    return miscounted(honest(plan_, (alder, side_of("Birch", {"Ash": 110, "Box": 50}, unit="c"))), "Birch", 30, "Ash", "Box")


MISCOUNTS = {
    "records say Ash where cards say Box": lambda: miscounted(base(), "Alder", 30, "Ash", "Box"),
    "records say Ash where cards are blank": lambda: miscounted(base(), "Alder", 60, "Ash", None),
    "half in each polity": lambda: miscounted(miscounted(base(), "Alder", 15, "Ash", "Box"), "Birch", 15, "Ash", "Box"),
    "a large margin, all of it false": lambda: miscounted(base(alder=(190, 40), birch=(100, 60)), "Alder", 95, "Ash", "Box"),
    "a small margin": lambda: miscounted(base(alder=(125, 105), birch=(85, 75)), "Birch", 15, "Ash", "Box"),
    "more than half of all": lambda: miscounted(base(Way.MAJORITY), "Alder", 30, "Ash", "Box"),
    "two samples": lambda: miscounted(base(apart=True), "Alder", 30, "Ash", "Box"),
    "two samples, wrong in both": lambda: miscounted(miscounted(base(apart=True), "Alder", 15, "Ash", "Box"), "Birch", 15, "Ash", "Box"),
    "double majority, wrong in one": lambda: level(Way.DOUBLE),
    "equal weight, wrong in one": lambda: level(Way.EQUAL),
    "census weights, wrong in one": lambda: level(Way.CENSUS),
    "electors, wrong in the unit that decides": electors,
    "polling": lambda: polled(miscounted(base(alder=(190, 40), birch=(100, 60)), "Alder", 95, "Ash", "Box")),
    "polling, two samples": lambda: polled(miscounted(base(alder=(190, 40), birch=(100, 60), apart=True), "Alder", 95, "Ash", "Box")),
    "lost boxes, all for Box": lambda: lost(base(alder=(140, 130), birch=(80, 90), cap=Fraction(1, 4)), "Alder", 50, "Box", known=True),
    "cards of Ash that do not exist": lambda: phantom(base(), "Alder", 60, "Ash"),
    "half of them false, half misread": lambda: phantom(miscounted(base(), "Alder", 15, "Ash", "Box"), "Birch", 30, "Ash"),
    "a second draw at will": lambda: withheld(miscounted(base(), "Alder", 30, "Ash", "Box")),
    "a second draw at will, double majority": lambda: withheld(level(Way.DOUBLE)),
    "a second draw at will, equal weight": lambda: withheld(level(Way.EQUAL)),
}
REGISTERS = {
    "a stuffed register": lambda: stuffed(base(lookups=60), "Birch", 60, "Ash"),
    "a register stuffed a little": lambda: stuffed(base(lookups=60, alder=(124, 106), birch=(80, 80)), "Alder", 18, "Ash"),
    "both registers stuffed": lambda: stuffed(stuffed(base(lookups=60), "Birch", 30, "Ash"), "Alder", 30, "Ash"),
    "stuffed, double majority": lambda: stuffed(base(Way.DOUBLE, lookups=60, alder=(150, 80), birch=(90, 70)), "Birch", 20, "Ash"),
}
BOTH = {
    "stuffed and misread": lambda: stuffed(miscounted(base(lookups=60), "Alder", 15, "Ash", "Box"), "Birch", 30, "Ash"),
    "stuffed, known, and misread": lambda: stuffed(miscounted(base(), "Alder", 15, "Ash", "Box"), "Birch", 30, "Ash"),
    "stuffed, misread, and a second draw": lambda: withheld(stuffed(miscounted(base(), "Alder", 15, "Ash", "Box"), "Alder", 30, "Ash")),
}


def wrongly_certified(rehearsal: Rehearsal, trials: int = TRIALS) -> int:
    known = {"people": rehearsal.plan.people, "numbers": rehearsal.plan.numbers}
    right = elect(rehearsal.plan.way, rehearsal.true_votes, **known).winner
    election = rehearsal.election()
    reported = elect(rehearsal.plan.way, election.reported, **known).winner
    assert reported == "Ash" != right, "the reported outcome is to be wrong"
    return sum(isinstance(one, ElectionCertificate) and one.winner != right for one in play(rehearsal, range(trials)))


@pytest.mark.parametrize("kind", MISCOUNTS)
def test_a_false_count_is_certified_no_more_often_than_its_part_of_the_risk(kind):
    rehearsal, trials = MISCOUNTS[kind](), SLOW.get(kind, TRIALS)
    seen = wrongly_certified(rehearsal, trials)
    assert chance_of_so_many(trials, seen, rehearsal.plan.count_risk) >= NEVER, f"{seen} of {trials}"


@pytest.mark.parametrize("kind", REGISTERS)
def test_a_false_register_is_certified_no_more_often_than_its_part_of_the_risk(kind):
    rehearsal = REGISTERS[kind]()
    seen = wrongly_certified(rehearsal)
    assert chance_of_so_many(TRIALS, seen, 2 * rehearsal.plan.register_risk) >= NEVER, f"{seen} of {TRIALS}"


@pytest.mark.parametrize("kind", BOTH)
def test_both_together_keep_the_limit(kind):
    rehearsal = BOTH[kind]()
    seen = wrongly_certified(rehearsal)
    assert chance_of_so_many(TRIALS, seen, rehearsal.plan.limit) >= NEVER, f"{seen} of {TRIALS}"


@pytest.mark.long
@pytest.mark.parametrize("kind", [*MISCOUNTS, *REGISTERS, *BOTH])
def test_ten_times_as_many(kind):
    made = {**MISCOUNTS, **REGISTERS, **BOTH}[kind]()
    bound = made.plan.count_risk if kind in MISCOUNTS else 2 * made.plan.register_risk if kind in REGISTERS else made.plan.limit
    seen = wrongly_certified(made, 10 * TRIALS)
    assert chance_of_so_many(10 * TRIALS, seen, bound) >= NEVER, f"{seen} of {10 * TRIALS}"


def test_there_are_20_000_and_more():
    kinds = [*MISCOUNTS, *REGISTERS, *BOTH]
    assert sum(SLOW.get(kind, TRIALS) for kind in kinds) >= 20_000


# ---- that the test can fail


def page_example() -> Rehearsal:
    """VOTING section 7: reported 100 in 1,000, 40 in truth, and 40 of the votes nobody's."""
    sides = (side_of("Alder", {"Ash": 330, "Box": 240}, blank=30), side_of("Birch", {"Ash": 200, "Box": 190}, blank=10))
    found = miscounted(honest(plan(), sides), "Alder", 30, "Ash", "Box")
    return stuffed(found, "Birch", 40, "Ash")


def test_the_page_s_example_keeps_the_limit():
    rehearsal = page_example()
    assert rehearsal.true_votes == {"Alder": {"Ash": 300, "Box": 270}, "Birch": {"Ash": 160, "Box": 190}}
    seen = wrongly_certified(rehearsal, 400)
    assert chance_of_so_many(400, seen, rehearsal.plan.count_risk) >= NEVER


def test_an_audit_that_forgets_the_registers_is_caught_by_this_very_test(monkeypatch):
    monkeypatch.setattr(counting, "_bound", lambda *_: 0)
    rehearsal = page_example()
    seen = wrongly_certified(rehearsal, 400)
    assert chance_of_so_many(400, seen, rehearsal.plan.limit) < NEVER


def test_an_audit_that_forgives_missing_cards_is_caught(monkeypatch):
    monkeypatch.setattr(counting, "WORST", (0, 0))
    rehearsal = MISCOUNTS["lost boxes, all for Box"]()
    seen = wrongly_certified(rehearsal, 400)
    assert chance_of_so_many(400, seen, rehearsal.plan.limit) < NEVER


def test_an_honest_election_is_certified_always():
    assert all(isinstance(one, ElectionCertificate) and one.winner == "Ash" for one in play(base(lookups=200), range(300)))
