"""The calibration knows no order and no names: places in another order give the same numbers in that order."""

from __future__ import annotations

import numpy as np
import pytest

from foedus.data.world import world
from foedus.simulate.calibrate import calibrate

ARRAYS = (
    ("product", "beta"), ("product", "residual"), ("product", "sigma"), ("jobs", "response"), ("jobs", "s"), ("votes", "lean"), ("votes", "sp"),
    ("votes", "turnout"), ("people", "natural"), ("people", "inflow"), ("base", "population"), ("fiscal", "product"),
)  # fmt: skip


@pytest.mark.parametrize("seed", [1, 2])
def test_another_order_of_places_gives_the_same_numbers_in_that_order(seed: int) -> None:
    facts = world()
    order = np.random.Generator(np.random.Philox(seed)).permutation(len(facts.codes))
    true = calibrate(facts)
    other = calibrate(facts.with_rows("places", tuple(facts.rows("places")[i] for i in order)))
    assert other.codes == tuple(true.codes[i] for i in order)
    for block, name in ARRAYS:
        one, two = getattr(getattr(true, block), name), getattr(getattr(other, block), name)
        assert np.allclose(one[order], two, rtol=1e-6), (block, name)
    assert np.allclose(true.people.moves[np.ix_(order, order)], other.people.moves, rtol=1e-6, atol=1e-12)
    assert np.allclose(true.fiscal.balance[:, order], other.fiscal.balance, atol=0.05), "remainders of cents go by place number"
    common = (true.product.factors @ true.product.factors.T)[np.ix_(order, order)]
    assert np.allclose(common, other.product.factors @ other.product.factors.T, atol=1e-9)


def test_moves_are_shares_and_flows_balance() -> None:
    found = calibrate(world())
    people = found.people
    assert (people.moves >= 0).all()
    assert (people.moves.sum(axis=0) < 0.2).all()
    assert people.immigration.sum() == pytest.approx(1)
    assert np.allclose(found.base.group_votes.sum(axis=0) + found.base.other_votes, found.base.votes)
    assert (found.product.sigma**2 + (found.product.factors**2).sum(axis=1) >= found.product.residual**2 - 1e-12).all()
