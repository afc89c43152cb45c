"""Keys in both polities: together they open, neither does alone, and the label is always there."""

from dataclasses import replace
from itertools import combinations

import pytest

from foedus.decide.keys import LABEL, G, P, Q, added, drawing, encrypt, joint_key, opened, part_of, polity_key, share_is_sound
from foedus.errors import DataError, ModelError

DRAW = drawing(b"an example, not a secret")
ALDER, BIRCH = polity_key("Alder", 3, 2, DRAW), polity_key("Birch", 3, 2, DRAW)
KEY = joint_key((ALDER, BIRCH))
TOTAL = added(encrypt(KEY, vote, DRAW) for vote in (1, 0, 1, 1, 0))


def parts(alder=(0, 1), birch=(0, 1)):
    return [part_of(TOTAL, ALDER.trustees[place]) for place in alder] + [part_of(TOTAL, BIRCH.trustees[place]) for place in birch]


def test_any_two_trustees_of_each_polity_open_the_sum_and_the_label_goes_with_it():
    for alder, birch in zip(combinations(range(3), 2), reversed(list(combinations(range(3), 2))), strict=True):
        found = opened(TOTAL, (ALDER, BIRCH), parts(alder, birch), most=5)
        assert (found.votes, found.label) == (3, LABEL)
    assert "teaching grade" in LABEL


@pytest.mark.parametrize(("given", "closed"), [(parts((0, 1, 2), ()), "Birch"), (parts((), (0, 1, 2)), "Alder"), (parts((0, 1), (2, 2)), "Birch")])
def test_a_polity_whose_trustees_do_not_open_is_named_and_the_cards_are_counted(given, closed):
    with pytest.raises(ModelError, match=f"{closed} withholds its key") as refused:
        opened(TOTAL, (ALDER, BIRCH), given, most=5)
    assert refused.value.mend == "count the paper cards by hand"


def test_the_trustees_of_one_polity_alone_find_no_number():
    """Alder's key alone, taken for the whole, opens to nothing."""
    with pytest.raises(DataError, match="no number of votes"):
        opened(TOTAL, (ALDER,), parts((0, 1, 2), ()), most=1_000)


def test_a_wrong_part_is_noticed_and_sends_to_the_hand_count():
    wrong = parts()
    wrong[0] = replace(wrong[0], value=wrong[0].value * pow(G, 10**6, P) % P)
    with pytest.raises(DataError, match="one of them is wrong") as refused:
        opened(TOTAL, (ALDER, BIRCH), wrong, most=5)
    assert refused.value.mend == "count the paper cards by hand"


def test_a_cunning_wrong_part_is_not_noticed():
    """What the label warns of: without proofs a trustee may move the sum by a few votes. Paper cards stay the evidence."""
    wrong = parts()
    wrong[0] = replace(wrong[0], value=wrong[0].value * G % P)
    assert opened(TOTAL, (ALDER, BIRCH), wrong, most=5).votes != 3


def test_a_share_that_is_not_the_one_dealt_is_noticed():
    assert all(share_is_sound(ALDER, trustee) for trustee in ALDER.trustees)
    assert not share_is_sound(ALDER, replace(ALDER.trustees[0], share=ALDER.trustees[0].share + 1))
    assert not share_is_sound(ALDER, BIRCH.trustees[0])


def test_the_group_of_rfc_3526():
    """Group 14: 2,048 bits, 7 modulo 8; the first and the last 64 bits are ones; P and Q pass Fermat's test."""
    assert P.bit_length() == 2048
    assert P % 8 == 7
    assert P >> 1984 == P & (2**64 - 1) == 2**64 - 1
    assert pow(3, P - 1, P) == pow(3, Q - 1, Q) == pow(G, Q, P) == 1


@pytest.mark.parametrize(("trustees", "threshold"), [(0, 1), (2, 3), (2, 0)])
def test_trustees_that_cannot_be_are_refused(trustees, threshold):
    with pytest.raises(ModelError):
        polity_key("Alder", trustees, threshold, DRAW)


def test_a_joint_key_needs_two_polities():
    with pytest.raises(ModelError):
        joint_key((ALDER, ALDER))
