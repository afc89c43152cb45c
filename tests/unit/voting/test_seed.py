"""The seed that no side chooses, and the draw that anybody can redo."""

from collections import Counter
from fractions import Fraction
from hashlib import sha256

import pytest

from foedus.errors import DataError, ModelError
from foedus.voting import seed as seeds
from foedus.voting.seed import PART_OF_ROUND, Round, commitment, draw, draw_apart, number, seed_of, settle

SECRETS = {"Alder": "a" * 32, "Birch": "b" * 40}
BOTH = Round({polity: commitment(polity, secret) for polity, secret in SECRETS.items()}, SECRETS)
LATE = Round(BOTH.commitments, {"Alder": SECRETS["Alder"]})


def test_the_seed_by_hand():
    assert BOTH.seed == seed_of(SECRETS) == sha256(f"seed\nAlder\n{'a' * 32}\nBirch\n{'b' * 40}".encode()).hexdigest()
    assert commitment("Alder", "a" * 32) == sha256(f"commit\nAlder\n{'a' * 32}".encode()).hexdigest()


def test_a_draw_by_hand():
    expected = [int(sha256(f"5eed,cards,{counter}".encode()).hexdigest(), 16) % 1_000 for counter in range(1, 21)]
    assert list(draw("5eed", "cards", 1_000, 20)) == expected
    assert [number("5eed", "cards", counter, 1_000) for counter in range(1, 21)] == expected


def test_numbers_in_the_uneven_end_are_passed_over(monkeypatch):
    """Of ten numbers, three of each of 0, 1, 2 are kept and the tenth is drawn again, so that all have one chance."""
    monkeypatch.setattr(seeds, "WHOLE", 10)
    monkeypatch.setattr(seeds, "_digests", lambda *_: iter([9, 4, 9, 8, 0]))
    assert draw("", "", 3, 3) == (1, 2, 0)
    monkeypatch.setattr(seeds, "_digests", lambda *_: iter([9, 4, 9, 8, 0]))
    assert draw_apart("", "", 3, 3) == (1, 2, 0)


def test_each_order_has_the_same_chance():
    """All six orders of three, over every pair of digests that Fisher and Yates may read."""
    seen = Counter()
    for first in range(6):
        for second in range(6):
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(seeds, "WHOLE", 6)
                patch.setattr(seeds, "_digests", lambda *_, digests=(first, second, 0): iter(digests))
                seen[draw_apart("", "", 3, 3)] += 1
    assert len(seen) == 6
    assert set(seen.values()) == {6}


def test_a_secret_that_does_not_fit_is_withheld():
    assert Round(BOTH.commitments, {**SECRETS, "Birch": "c" * 40}).withheld() == ("Birch",)
    assert Round(BOTH.commitments, {**SECRETS, "Birch": "short"}).withheld() == ("Birch",)
    assert Round({**BOTH.commitments, "Birch": BOTH.commitments["Alder"]}, {**SECRETS, "Birch": SECRETS["Alder"]}).withheld() == ("Birch",)


def test_what_the_rounds_come_to():
    first = settle(("Alder", "Birch"), (BOTH,))
    assert (first.seed, first.by_hand, first.part) == (BOTH.seed, (), PART_OF_ROUND[0])
    second = settle(("Alder", "Birch"), (LATE, BOTH))
    assert (second.seed, second.by_hand, second.part) == (BOTH.seed, ("Birch",), PART_OF_ROUND[1])
    never = settle(("Alder", "Birch"), (LATE, LATE))
    assert (never.seed, never.by_hand) == (None, ("Alder", "Birch"))
    assert sum(PART_OF_ROUND, Fraction(0)) == 1


@pytest.mark.parametrize(
    ("rounds", "words"),
    [((BOTH, BOTH), "another follows"), ((LATE, LATE, BOTH), "3 rounds"), ((Round({"Alder": "x"}, {}),), "Birch did not commit")],
)
def test_rounds_that_cannot_be_are_refused(rounds, words):
    with pytest.raises(DataError, match=words) as refused:
        settle(("Alder", "Birch"), rounds)
    assert refused.value.mend


def test_short_secrets_and_empty_draws_are_refused():
    with pytest.raises(DataError, match="has 5 characters"):
        commitment("Alder", "short")
    with pytest.raises(ModelError, match="nothing to draw"):
        draw("5eed", "cards", 0, 1)
    with pytest.raises(ModelError, match="cannot be drawn apart"):
        draw_apart("5eed", "entries", 3, 4)
