"""The fast engine against the reference: equal draws, the same results within tolerance in every variant, the same bits however it is cut."""

import numpy as np
import pytest

from foedus.simulate.draws import Weather
from foedus.simulate.running import Reference, run
from yearly import SHIPPED, series, small, small_task, task, two_peers

fast = pytest.importorskip("foedus.simulate.fast", reason="the extra `fast` is not installed")

STATES = 2e-4
"""How far a number may lie from the reference, over the range of its series."""


def _apart(made, count):
    """For each variant the largest distance by series over its range, and the worlds whose whole numbers differ."""
    one, places = fast.Fast().run(made, 0, count)
    other, true_places = Reference().run(made, 0, count)
    width = np.array([series_.high - series_.low for series_ in made.series])[None, None, :, None]
    return np.abs(one - other) / width, places, true_places


@pytest.fixture(scope="module")
def shipped():
    made = task(*SHIPPED[:1], *SHIPPED[2:], "status-quo", worlds=256, years=30)
    from dataclasses import replace

    return replace(made, map_years=(30,))


def test_all_variants_agree_with_the_reference(shipped):
    apart, places, true_places = _apart(shipped, 256)
    worlds = (apart > STATES).any(axis=(1, 2))
    # a threshold may fall on the other side in float32, in one world of ten thousand
    assert worlds.sum() <= 1
    assert np.median(apart) < 1e-7
    scale = shipped.place_scale
    assert np.quantile(np.abs(places[30] - true_places[30]) / scale, 0.9999) < STATES


def test_uniforms_are_equal_in_bits_and_normals_within_two_millionths():
    from numba import njit

    from foedus.simulate.fast_draws import fill_normals, fill_uniforms
    from foedus.simulate.fast_math import LANES, u32

    @njit
    def draw(out, normal):
        if normal:
            fill_normals(out, 51, 0, 3, 4, u32(2024), u32(1))
        else:
            fill_uniforms(out, 51, 0, 3, 4, u32(2024), u32(1))

    weather = Weather(2024 + (1 << 32), np.arange(LANES, dtype=np.uint64))
    out = np.zeros((56, LANES), np.float32)
    draw(out, False)
    assert np.array_equal(out[:51].astype(np.float64), weather.uniforms("leaning walk by place", 51, 3))
    draw(out, True)
    assert np.abs(out[:51] - weather.normals("leaning walk by place", 51, 3)).max() < 2e-6


@pytest.mark.parametrize("cards", [{"entry": 0.6}, {"parting": 1.0, "hazard": 0.4}, {"delta": 0.05, "smoothing": 0.5, "kappa": 0.4}])
def test_borders_parting_and_cards_agree(cards):
    made = small_task(two_peers(), worlds=256, years=8, **cards)
    apart, _, _ = _apart(made, 256)
    assert (apart > STATES).any(axis=(1, 2)).sum() <= 1
    assert np.quantile(apart, 0.999) < 1e-5


def test_cards_drawn_from_priors_agree():
    from dataclasses import replace

    made = replace(small_task(two_peers(), worlds=256, years=6), drawn=("a_income", "a_lean", "kappa", "d0", "hazard", "joint_cost", "immigration"))
    apart, _, _ = _apart(made, 256)
    assert (apart > STATES).any(axis=(1, 2)).sum() <= 1
    assert np.quantile(apart, 0.999) < 1e-5


def test_a_run_is_the_same_however_it_is_cut():
    made = task("soft-secession", "status-quo", worlds=700, years=4)
    engine = fast.Fast()
    whole = engine.run(made, 0, 700)[0]
    for first, count in ((0, 100), (37, 300), (63, 2), (640, 60)):
        assert np.array_equal(engine.run(made, first, count)[0], whole[..., first : first + count])
    digests = {run(made, fast.Fast(), threads=threads).digest for threads in (1, 2, 4)}
    assert len(digests) == 1


def test_no_place_number_is_taken_for_granted():
    """A country of another size, with Alder's places few."""
    made = small_task(two_peers(8, first=2), worlds=64, years=4)
    assert len(made.calibration.codes) == len(small(8).codes)
    apart, _, _ = _apart(made, 64)
    assert np.quantile(apart, 0.999) < 1e-5
    assert series(made, "members", "Alder") > 0


def test_variants_that_run_alike_are_run_once_and_change_nothing():
    """Three joint offices elect more than soft secession and are in all else the same, as long as no barrier loses product."""
    from foedus.simulate.fast_tables import variants

    names = ("soft-secession", "three-joint-offices", "full-secession", "status-quo")
    assert variants(task(*names).grounds, losses=False).course.tolist() == [0, 0, 2, 3]
    assert variants(task(*names).grounds, losses=True).course.tolist() == [0, 1, 2, 3]
    together = fast.Fast().run(task(*names, worlds=40, years=9), 0, 40)[0]
    alone = fast.Fast().run(task("three-joint-offices", worlds=40, years=9), 0, 40)[0]
    assert np.array_equal(together[1], alone[0])
    won = [number for number, series in enumerate(task(*names).series) if series.quantity == "office_group1"]
    assert not np.array_equal(together[0][:, won], together[1][:, won])


@pytest.mark.parametrize(("first", "count"), [(0, 96), (5, 70), (17, 3)])
def test_pages_are_added_up_as_blocks_of_values_are(first, count):
    """Sums, bins and what was watched, with alike variants, a part of a block, and the baseline anywhere."""
    from dataclasses import replace

    from foedus.simulate.accumulate import Watch, add_block

    for baseline in range(3):
        made = task("soft-secession", "three-joint-offices", "status-quo", worlds=96, years=5)
        made = replace(made, baseline=baseline, map_years=(2, 5), watches=(Watch("fewer", ((0, "<", 1),), 2), Watch("many", ((0, ">=", 1.9e8),), 5)))
        total = made.nothing()
        values, places = fast.Fast().run(made, first, count)
        add_block(total, values, places, made.place_scale, made.ranges, made.watches, made.baseline)
        assert total.digest == run(made, fast.Fast(), first=first, count=count).digest


def test_a_change_of_polity_asks_for_the_share_that_the_text_asks():
    from dataclasses import replace

    text = two_peers()
    made = small_task(replace(text, change=replace(text.change, threshold=0.6)), worlds=256, years=8, hazard=0.5)
    apart, _, _ = _apart(made, 256)
    assert (apart > STATES).any(axis=(1, 2)).sum() <= 1
    lower = small_task(text, worlds=256, years=8, hazard=0.5)
    changed = series(made, "changes_of_polity", "joint")
    assert fast.Fast().run(made, 0, 256)[0][0, -1, changed].sum() < fast.Fast().run(lower, 0, 256)[0][0, -1, changed].sum()
