"""Draws in whole numbers: the published vectors, the grid of numbers between 0 and 1, lots without favour."""

from collections import Counter
from fractions import Fraction

import pytest

from foedus.draws import STREAMS, philox, stream, uniform, word
from foedus.errors import ModelError


@pytest.mark.parametrize(
    ("counter", "key", "expected"),
    [
        # the known answers that Random123 (Salmon and others 2011) ships for philox4x32-10
        ((0, 0, 0, 0), (0, 0), (0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8)),
        ((0xFFFFFFFF,) * 4, (0xFFFFFFFF,) * 2, (0x408F276D, 0x41C83B0E, 0xA20BC7C6, 0x6D5451FD)),
        (
            (0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344),
            (0xA4093822, 0x299F31D0),
            (0xD16CFE09, 0x94FDCCEB, 0x5001E420, 0x24126EA1),
        ),
        ((7, 3, 4, 0), (2024, 0), (0x9EDD7568, 0x084E6C0F, 0xFB4D1433, 0x2EF9FD23)),
    ],
)
def test_published_vectors(counter, key, expected):
    assert philox(counter, key) == expected


def test_word_k_of_block_b_serves_item_4b_plus_k():
    assert [word(2024, 4, item, world=7, year=3) for item in range(4)] == list(philox((7, 3, 4, 0), (2024, 0)))
    assert word(2024, 4, 6, world=7, year=3) == philox((7, 3, 4, 1), (2024, 0))[2]


def test_no_word_is_zero_or_one():
    assert uniform(0) == Fraction(1, 1 << 24)
    assert uniform(0xFFFFFFFF) == Fraction((1 << 24) - 1, 1 << 24)


def test_streams_bear_one_number_each():
    assert len(set(STREAMS.values())) == len(STREAMS)


def test_lots_favour_nobody():
    drawn = Counter(stream("lots", 1, world=world).below(3) for world in range(6000))
    # 6000 lots over three: the standard deviation of a count is 36.5
    assert all(abs(count - 2000) < 150 for count in drawn.values())


def test_a_shuffle_keeps_everybody_and_can_be_made_again():
    names = tuple("abcdefg")
    once = stream("lots", 5).shuffled(names)
    assert sorted(once) == sorted(names)
    assert once == stream("lots", 5).shuffled(names) != stream("lots", 6).shuffled(names)


def test_a_stream_that_nobody_declared_is_refused():
    with pytest.raises(ModelError, match="no stream of draws called weather"):
        stream("weather", 1)
    with pytest.raises(ModelError, match="64 bits"):
        stream("lots", -1)
    with pytest.raises(ModelError, match="below 0"):
        stream("lots", 1).below(0)
