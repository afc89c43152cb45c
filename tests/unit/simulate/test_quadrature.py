"""Quadrature gives the exact engine's Shapley-Shubik index up to rounding."""

from __future__ import annotations

from random import Random

import pytest

from foedus.errors import ModelError
from foedus.model.rule import Body, Member, absolute_majority, all_of, any_of, consent, majority
from foedus.simulate.quadrature import shapley_of_houses, shapley_of_weights
from foedus.voting.game import game, weighted_game
from foedus.voting.indices import power


@pytest.mark.parametrize("seed", range(12))
def test_unequal_weights_agree_with_the_exact_engine(seed: int) -> None:
    random = Random(seed)
    weights = {f"m{n}": random.randint(0, 30) for n in range(random.randint(3, 60))} | {"one": 5}
    quota = random.randint(1, sum(weights.values()))
    played = weighted_game(quota, weights)

    found = shapley_of_weights(played)

    for row, value in zip(power(played).rows, found.shapley_shubik, strict=True):
        assert value == pytest.approx(float(row.shapley_shubik), abs=1e-13)
    assert not found.exact


def test_two_legislatures_agree_with_the_exact_engine_to_fifteen_digits() -> None:
    houses = {"Alder.House": 240, "Alder.Senate": 52, "Birch.House": 195, "Birch.Senate": 50}
    played = game(all_of(*(majority(Body(name, (Member("member", n),))) for name, n in houses.items())))

    found = shapley_of_houses(played)

    for row, value in zip(power(played).rows, found.shapley_shubik, strict=True):
        assert value == pytest.approx(float(row.shapley_shubik), abs=1e-15)


def test_a_veto_that_another_house_may_override() -> None:
    house, council = Body("House", (Member("member", 9),)), Body("Council", (Member("member", 5),))
    played = game(all_of(majority(house), any_of(consent("President"), absolute_majority(council))))

    for row, value in zip(power(played).rows, shapley_of_houses(played).shapley_shubik, strict=True):
        assert value == pytest.approx(float(row.shapley_shubik), abs=1e-15)


def test_games_of_another_shape_are_refused() -> None:
    house = Body("House", (Member("member", 9),))
    played = game(all_of(majority(house), consent("President")))
    with pytest.raises(ModelError, match="not one threshold"):
        shapley_of_weights(played)
    with pytest.raises(ModelError, match="separate houses"):
        shapley_of_houses(weighted_game(3, {"a": 2, "b": 1, "c": 1}))
