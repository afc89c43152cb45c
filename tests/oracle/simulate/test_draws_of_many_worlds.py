"""Array draws: the same words as `foedus.draws`, the normals of AS 241, and what 2 million of each look like."""

import numpy as np
import pytest
from scipy import stats

from foedus.draws import STREAMS, WHOLE_WORLD, word
from foedus.simulate.draws import Weather, normals, uniforms, words, words_at


def test_the_words_are_those_of_the_whole_number_form():
    worlds = np.array([0, 7, 4_000_000_000], np.uint64)
    found = words(2024, worlds, 3, 4, 6)
    assert [[word(2024, 4, item, world=int(world), year=3) for world in worlds] for item in range(6)] == found.tolist()
    assert found[:4, 1].tolist() == [0x9EDD7568, 0x084E6C0F, 0xFB4D1433, 0x2EF9FD23]
    assert words_at(2024, worlds, 3, 4, np.array([5, 0, 2])).tolist() == [found[5, 0], found[0, 1], found[2, 2]]


@pytest.fixture(scope="module")
def many():
    return uniforms(words(1, np.arange(40_000, dtype=np.uint64), 5, STREAMS["growth by place"], 50))


def test_no_number_is_zero_or_one_and_float32_holds_each(many):
    assert many.min() > 0.0
    assert many.max() < 1.0
    assert np.array_equal(many.astype(np.float32).astype(np.float64), many)


def test_two_million_are_even_by_kolmogorov_and_smirnov(many):
    assert stats.kstest(many.ravel(), "uniform").pvalue > 0.001


def test_two_million_normals_have_the_kurtosis_of_normals(many):
    z = normals(many).ravel()
    assert stats.kstest(z, "norm").pvalue > 0.001
    # the standard error of the kurtosis of two million normals is 0.0035
    assert abs(stats.kurtosis(z)) < 0.014
    assert abs(z.mean()) < 0.003


def test_normals_are_within_a_millionth_of_the_inverse():
    u = (np.arange(0, 2**23, 997) + 0.5) * 2.0**-23
    assert np.abs(normals(u) - stats.norm.ppf(u)).max() < 1.3e-6
    assert normals(np.array([(2**23 - 0.5) * 2.0**-23]))[0] == pytest.approx(5.29, abs=0.01)


def test_a_mirrored_number_is_the_negative_in_every_bit(many):
    assert np.array_equal(normals(1.0 - many), -normals(many))
    straight, mirror = (Weather(1, np.arange(8, dtype=np.uint64), frozenset(names)) for names in ((), ("turnout",)))
    assert np.array_equal(straight.normals("turnout", 5, 4), -mirror.normals("turnout", 5, 4))
    assert np.array_equal(straight.normals("campaigns", 5, 4), mirror.normals("campaigns", 5, 4))


def test_streams_years_and_worlds_do_not_overlap():
    worlds = np.arange(500, dtype=np.uint64)
    seen = [words(1, worlds, year, stream, 8).ravel() for year in (1, 2, WHOLE_WORLD) for stream in (0, 1, 33)]
    whole = np.concatenate(seen)
    # of 36,000 words of 32 bits some 0.15 pairs fall together by chance
    assert len(whole) - len(np.unique(whole)) < 4
