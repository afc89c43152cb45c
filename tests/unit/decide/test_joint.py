"""A joint election, article by article of its procedure: numbers, seed, registers, count, certificate or refusal."""

from dataclasses import replace
from fractions import Fraction

import pytest

from foedus.decide.joint import ElectionCertificate, ElectionRefusal, Waiting, judge
from foedus.decide.published import Box, Card, Plan, prepare
from foedus.decide.rehearsal import Fault, honest, invented, joined, lost, miscounted, play, round_of, side_of, stuffed
from foedus.errors import DataError, ModelError
from foedus.voting.assertion import Way
from foedus.voting.seed import PART_OF_ROUND

POLITIES = ("Alder", "Birch")
PLAN = Plan("Chief", Way.PLURALITY, ("Ash", "Box"), POLITIES, lookups=100, cites=("Art. 5(3)",))
SIDES = (side_of("Alder", {"Ash": 300, "Box": 200}, blank=20), side_of("Birch", {"Ash": 180, "Box": 200}, blank=5))
BASE = honest(PLAN, SIDES)


def judged(rehearsal, seed=1):
    return next(iter(play(rehearsal, [seed])))


def test_a_sound_election_is_certified_with_the_count_and_the_registers():
    found = judged(BASE)
    assert isinstance(found, ElectionCertificate)
    assert found.winner == "Ash"
    assert found.cites == ("Art. 5(3)",)
    assert {one.polity for one in found.registers} == set(POLITIES)
    assert all(one.confirmed and one.p <= one.limit for one in found.findings)


def test_the_risks_of_all_parts_add_to_no_more_than_the_limit():
    found = judged(BASE)
    assert found.risk <= found.limit == Fraction(5, 100)
    assert sum(PART_OF_ROUND) == 1


def test_the_margin_audited_is_that_above_all_votes_that_may_be_nobodys():
    found = judged(BASE)
    bound = sum(one.bound for one in found.registers)
    assert bound > 0
    assert found.findings[0].margin == Fraction(80 - bound, 905)
    assert found.findings[0].ineligible == bound


def test_what_is_to_be_read_next_is_said_in_order():
    election, rounds = BASE.election(), (round_of(POLITIES, 1, 1),)
    first = judge(election, rounds, {}, {})
    assert isinstance(first, Waiting)
    assert (first.part, len(first.entries)) == ("registers", 200)
    entries = {one: BASE.entries[one] for one in first.entries}
    second = judge(election, rounds, entries, {})
    assert isinstance(second, Waiting)
    assert second.part == "count"
    third = judge(election, rounds, entries, {card: BASE.cards[card] for card in second.cards})
    assert isinstance(third, ElectionCertificate)


def test_cards_beyond_people_marked_are_refused():
    stuffed_box = replace(SIDES[1], boxes=(*SIDES[1].boxes, Box("extra", 7)))
    found = judge(prepare(PLAN, (SIDES[0], stuffed_box)), (), {}, {})
    assert isinstance(found, ElectionRefusal)
    assert found.part == "reconciliation"
    assert "7 cards are nobody's" in found.figure
    assert "repeat the election in Birch" in found.mend


def test_more_lost_than_the_cap_is_refused_and_less_counts_as_the_worst():
    many = judged(lost(BASE, "Alder", 30, "Ash", known=True))
    assert isinstance(many, ElectionRefusal)
    assert many.part == "missing cards"
    few = judged(lost(BASE, "Alder", 3, "Ash", known=True))
    assert isinstance(few, ElectionCertificate)
    assert few.findings[0].margin == Fraction(77 - few.findings[0].ineligible, 905)


def test_a_count_that_cannot_be_confirmed_is_done_by_hand_and_elects_the_right_one():
    found = judged(miscounted(BASE, "Alder", 100, "Ash", "Box"))
    assert isinstance(found, ElectionCertificate)
    assert found.winner == "Box"
    assert found.by_hand == POLITIES
    assert {one.method for one in found.findings} == {"full hand count"}


def test_a_margin_that_nobodys_votes_could_have_made_is_refused_even_by_hand():
    found = judged(stuffed(BASE, "Birch", 75, "Ash"))
    assert isinstance(found, ElectionRefusal)
    assert found.part == "eligibility"
    assert "look up every entry" in found.mend


def test_looking_up_every_entry_makes_the_bound_exact_and_mends_the_refusal():
    rehearsal = stuffed(BASE, "Birch", 60, "Ash")
    assert isinstance(judged(rehearsal), ElectionRefusal)
    whole = judge(rehearsal.election(), (round_of(POLITIES, 1, 1),), rehearsal.entries, rehearsal.cards)
    assert isinstance(whole, ElectionCertificate)
    assert [(one.bound, one.risk) for one in whole.registers] == [(0, 0), (60, 0)]


def test_who_withholds_the_seed_has_every_card_counted_by_hand_and_the_second_draw_spends_a_tenth():
    rehearsal = BASE
    rounds = (round_of(POLITIES, 1, 1, "Birch"), round_of(POLITIES, 1, 2))
    found = judge(rehearsal.election(), rounds, rehearsal.entries, rehearsal.cards)
    assert isinstance(found, ElectionCertificate)
    assert found.by_hand == ("Birch",)
    assert found.findings[0].limit == PLAN.count_risk / 10


@pytest.mark.parametrize("way", [Way.PLURALITY, Way.EQUAL])
def test_a_lost_card_counts_for_the_loser_in_a_hand_count_too(way):
    rehearsal = replace(lost(honest(replace(PLAN, way=way), SIDES), "Birch", 3, "Ash", known=True), withholds="Birch")
    rounds = (round_of(POLITIES, 1, 1, "Birch"), round_of(POLITIES, 1, 2))
    found = judge(rehearsal.election(), rounds, rehearsal.entries, rehearsal.cards)
    assert isinstance(found, ElectionCertificate)
    if way is Way.PLURALITY:
        assert found.findings[0].margin == Fraction(100 + (177 - 200) - 3, 520)
    else:
        birch = Fraction(177 - 200 - 3, 177 + 200 + 3)
        assert found.findings[0].margin == Fraction(100 - -birch * 500, 520)
    assert found.findings[0].missing == 3


def test_without_a_completed_round_all_is_counted_by_hand():
    rounds = (round_of(POLITIES, 1, 1, "Birch"), round_of(POLITIES, 1, 2, "Alder"))
    found = judge(BASE.election(), rounds, BASE.entries, BASE.cards)
    assert isinstance(found, ElectionCertificate)
    assert found.by_hand == POLITIES
    assert found.risk == 0


def test_a_third_round_is_refused():
    rounds = tuple(round_of(POLITIES, 1, number, "Birch") for number in (1, 2, 3))
    with pytest.raises(DataError, match="3 rounds"):
        judge(BASE.election(), rounds, BASE.entries, BASE.cards)


def test_a_tie_ends_in_the_words_of_the_text():
    sides = (side_of("Alder", {"Ash": 30, "Box": 20}), side_of("Birch", {"Ash": 20, "Box": 30}))
    tied = judged(honest(replace(PLAN, tie="broken by lot"), sides))
    assert isinstance(tied, ElectionRefusal)
    assert (tied.part, tied.mend) == ("result", "broken by lot")
    silent = judged(honest(PLAN, sides))
    assert "the text does not say" in silent.mend


def test_polities_that_prefer_different_candidates_elect_nobody_by_double_majority():
    found = judged(honest(replace(PLAN, way=Way.DOUBLE), SIDES))
    assert isinstance(found, ElectionRefusal)
    assert found.part == "result"


def test_electors_are_audited_unit_by_unit_until_more_than_half_are_sure():
    plan = Plan("Chief", Way.ELECTORS, ("Ash", "Box"), POLITIES, lookups=200, numbers={"a": 5, "b": 4, "c": 6})
    alder = joined(side_of("Alder", {"Ash": 200, "Box": 90}, unit="a"), side_of("Alder", {"Ash": 90, "Box": 100}, unit="b"))
    birch = side_of("Birch", {"Ash": 220, "Box": 100}, unit="c")
    found = judged(honest(plan, (alder, birch)))
    assert isinstance(found, ElectionCertificate)
    assert {one.assertion.pools for one in found.findings} == {("a",), ("c",)}
    wrong = judged(miscounted(honest(plan, (alder, birch)), "Birch", 80, "Ash", "Box"))
    assert isinstance(wrong, ElectionCertificate)
    assert wrong.winner == "Box"


def test_electors_claim_their_units_once_and_a_unit_lost_by_hand_sends_all_to_the_hand_count():
    """Else each unit found false would be followed by another, tested at the full limit: the risk would be spent again and again."""
    plan = Plan("Chief", Way.ELECTORS, ("Ash", "Box"), POLITIES, lookups=200, numbers={"a": 5, "b": 4, "c": 6, "d": 4})
    alder = joined(side_of("Alder", {"Ash": 200, "Box": 90}, unit="a"), side_of("Alder", {"Ash": 120, "Box": 80}, unit="b"))
    birch = joined(side_of("Birch", {"Ash": 200, "Box": 120}, unit="c"), side_of("Birch", {"Ash": 200, "Box": 20}, unit="d"))
    base = honest(plan, (alder, birch))
    found = judged(miscounted(base, "Birch", 100, "Ash", "Box"))
    assert isinstance(found, ElectionCertificate)
    assert (found.winner, found.by_hand) == ("Ash", ("a", "b", "c", "d"))


def test_a_hand_count_that_elects_another_is_followed_by_all_others():
    """One risk pays for one claim: the new winner is not audited on the sample that failed the old one."""
    plan = replace(PLAN, way=Way.DOUBLE)
    base = honest(plan, (side_of("Alder", {"Ash": 300, "Box": 250}), side_of("Birch", {"Ash": 300, "Box": 200})))
    found = judged(miscounted(miscounted(base, "Alder", 60, "Ash", "Box"), "Birch", 80, "Ash", "Box"))
    assert isinstance(found, ElectionCertificate)
    assert (found.winner, found.by_hand) == ("Box", POLITIES)


def test_swapping_the_polities_swaps_the_answer_and_nothing_else():
    names = {"Alder": "Birch", "Birch": "Alder"}
    sides = (side_of("Birch", {"Ash": 300, "Box": 200}, blank=20), side_of("Alder", {"Ash": 180, "Box": 200}, blank=5))
    mirror = honest(replace(PLAN, polities=("Birch", "Alder")), sides)
    here, there = judged(BASE), judged(mirror)
    assert (here.winner, here.findings[0].margin) == (there.winner, there.findings[0].margin)
    assert [(names[one.polity], one.bound) for one in here.registers] == [(one.polity, one.bound) for one in there.registers]


@pytest.mark.parametrize("fault", Fault)
def test_the_invented_elections_end_as_their_faults_should(fault):
    found = judged(invented(fault.value, Way.PLURALITY))
    expected = {
        Fault.NONE: "Ash", Fault.WITHHELD_SEED: "Ash", Fault.MISCOUNT: "Box", Fault.LOST_BOX: "missing cards",
        Fault.STUFFED_REGISTER: "eligibility", Fault.PHANTOM_CARDS: "missing cards",
    }  # fmt: skip
    assert (found.winner if isinstance(found, ElectionCertificate) else found.part) == expected[fault]


# ---- what is refused before any draw


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda side: replace(side, entries=(*side.entries, side.entries[0])), "stands in line 2 already"),
        (lambda side: replace(side, marked=(*side.marked, "stranger")), "who is not on its register"),
        (lambda side: replace(side, boxes=(*side.boxes, side.boxes[0])), "twice"),
        (lambda side: replace(side, records={**side.records, Card("Alder", "nowhere", 1): frozenset()}), "which the manifest does not have"),
        (lambda side: replace(side, records={**side.records, Card("Alder", "Alder-1", 999): frozenset()}), "names card 999"),
        (lambda side: replace(side, records={**side.records, Card("Alder", "Alder-1", 1): frozenset({"Elm"})}), "who does not stand"),
    ],
)
def test_what_cannot_be_is_refused_with_its_place(change, words):
    with pytest.raises(DataError, match=words) as refused:
        prepare(PLAN, (change(SIDES[0]), SIDES[1]))
    assert refused.value.mend


@pytest.mark.parametrize(
    "change",
    [{"register_risk": Fraction(3, 100)}, {"limit": Fraction(0)}, {"candidates": ("Ash",)}, {"candidates": ("Ash", "missing")},
     {"polities": ("Alder", "Alder")}, {"lookups": 0}, {"cap": Fraction(1)}],
)  # fmt: skip
def test_a_plan_that_cannot_hold_is_refused(change):
    with pytest.raises(ModelError) as refused:
        replace(PLAN, **change)
    assert refused.value.mend


def test_two_samples_join_two_polities():
    with pytest.raises(ModelError, match="two can be here"):
        replace(PLAN, polities=("Alder", "Birch", "Cedar"), apart=True)
    assert replace(PLAN, polities=("Alder", "Birch", "Cedar")).count_risk == Fraction(2, 100)
