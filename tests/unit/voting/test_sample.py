"""Sampling is asked for, says that it is no exact figure, can be drawn again, and its interval holds."""

from __future__ import annotations

from fractions import Fraction

import pytest

from foedus.errors import ModelError
from foedus.voting.game import weighted_game
from foedus.voting.indices import power
from foedus.voting.sample import half_width, sample

COUNCIL = weighted_game(12, {"a": 4, "b": 4, "c": 4, "d": 2, "e": 2, "f": 1})


def test_the_interval_holds_the_exact_figure() -> None:
    exact, found = power(COUNCIL), sample(COUNCIL, draws=2000, seed="a")

    assert not found.exact
    for row in found.rows:
        true = exact[row.kind.name]
        assert row.shapley_shubik.low <= true.shapley_shubik <= row.shapley_shubik.high
        assert row.penrose_banzhaf_absolute.low <= true.penrose_banzhaf_absolute <= row.penrose_banzhaf_absolute.high
    assert found.act.low <= exact.act <= found.act.high
    assert found["f"].shapley_shubik.value == 0, "a dummy never turns a result"


def test_a_sample_can_be_drawn_again() -> None:
    assert sample(COUNCIL, draws=100, seed="a") == sample(COUNCIL, draws=100, seed="a")
    assert sample(COUNCIL, draws=100, seed="a") != sample(COUNCIL, draws=100, seed="b")


def test_the_half_width_is_hoeffdings() -> None:
    """Hoeffding 1963: 1.95 % at 10,000 draws and a risk of 1/1000, rounded up."""
    width = half_width(10_000, Fraction(1, 1000))

    assert 0.019494 < float(width) < 0.019495
    assert half_width(40_000, Fraction(1, 1000)) < width / 2 + Fraction(1, 10**11)


def test_no_draws_are_no_sample() -> None:
    with pytest.raises(ModelError, match="no sample"):
        sample(COUNCIL, draws=0)
    with pytest.raises(ModelError, match="no sample"):
        sample(COUNCIL, confidence=Fraction(1))
