"""Laws of the yearly model: the mirror, closure, limits, what rests on what, and that nothing depends on how a run is cut."""

from dataclasses import replace

import numpy as np
import pytest

from foedus.simulate import equations, politics
from foedus.simulate.cards import CARDS
from foedus.simulate.draws import Weather
from foedus.simulate.quantities import POLITY
from foedus.simulate.reference import run_block
from foedus.simulate.rests import rests_on
from foedus.simulate.running import Reference
from foedus.simulate.running import run as run_task
from yearly import SHIPPED, one_polity, run, series, small, small_task, task, two_peers

VOTES = frozenset({"leaning walk by place", "leaning passing by place", "leaning common", "national vote"})


# ---- the mirror


def _mirrored(calibration):
    """The same country with the two groups of voters changing places."""
    votes, base = calibration.votes, calibration.base
    return replace(calibration, votes=replace(votes, lean=-votes.lean, mu=-votes.mu), base=replace(base, share=1.0 - base.share))


def _both(made, mirrored=False, seed=7):
    weather = Weather(seed, np.arange(256, dtype=np.uint64), VOTES if mirrored else frozenset())
    return run_block(made.grounds, made.values, weather, made.years, ()).series[0]


def _halves():
    """Shares that their mirror holds exactly, so that bits can be compared."""
    calibration = small()
    share = np.round(calibration.base.share * 1024) / 1024
    return replace(calibration, base=replace(calibration.base, share=share))


def test_swapping_the_polities_swaps_the_outputs_in_every_bit():
    country = _halves()
    straight = replace(small_task(two_peers(), years=12, parting=1.0, hazard=0.5), calibration=country)
    swapped = replace(small_task(two_peers(swapped=True), years=12, parting=1.0, hazard=0.5), calibration=country)
    one, other = _both(straight), _both(swapped)
    n = len(POLITY)
    assert np.array_equal(one[:, :n], other[:, n : 2 * n])
    assert np.array_equal(one[:, n : 2 * n], other[:, :n])
    assert np.array_equal(one[:, 2 * n :], other[:, 2 * n :])
    assert one[-1, series(straight, "changes_of_polity", "joint")].sum() > 0
    assert one[-1, series(straight, "parted", "joint")].sum() > 0


def test_swapping_the_groups_of_voters_swaps_their_shares_in_every_bit():
    country = _halves()
    made = replace(small_task(two_peers(), years=8), calibration=country)
    mirror = replace(made, calibration=_mirrored(country))
    one, other = _both(made), _both(mirror, mirrored=True)
    for number, what in enumerate(made.series):
        if what.quantity == "vote_share" or what.scope_id == "Warden":
            # a share and its mirror make one; the share is a quotient, so the last bit of one may differ
            assert np.abs(one[3:, number] + other[3:, number] - 1.0).max() < 1e-14
        else:
            assert np.array_equal(one[:, number], other[:, number]), what


# ---- closure


def _lived(made, years=6):
    weather = Weather(made.seed, np.arange(64, dtype=np.uint64))
    ground = made.grounds[0]
    state, world = equations.start(ground, 64), equations.lasting(ground, made.values, weather)
    politics.take_seats(ground, state, 0)
    for t in range(1, years + 1):
        before = state.population
        equations.before_votes(ground, state, world, weather, made.values, t)
        politics.votes_of_the_year(ground, state, weather, made.values, t)
        yield ground, state, before, t


@pytest.mark.parametrize("name", SHIPPED)
def test_people_close_in_every_year(name):
    for ground, state, before, _ in _lived(task(name, years=6)):
        people = ground.calibration.people
        moved = before - state.year.moved_out + state.year.moved_in
        expected = moved * (1 + people.natural[:, None]) + people.immigration[:, None] * 1_000_000
        assert np.abs(state.population / expected - 1).max() < 1e-12
        assert np.abs(state.year.moved_in.sum(0) - state.year.moved_out.sum(0)).max() < 1e-3
        assert (state.people > 0).all()


@pytest.mark.parametrize("name", SHIPPED)
def test_every_purse_closes_and_contributions_make_the_heads(name):
    for ground, state, _, _ in _lived(task(name, years=4)):
        purse = equations.purses(ground, state).sum(state.year.flow)
        assert np.abs(purse).max() < 1e-6 * state.year.product.sum(0).max()
        funded = state.year.charge.sum(0) / state.year.product.sum(0)
        cost = 0.0005 if ground.compiled.heads else 0.0
        assert np.all((np.abs(funded - cost) < 1e-15) | (funded == 0.0))


def test_under_cash_a_purse_closes_to_its_share_of_the_deficit():
    made = replace(task("soft-secession", years=2), rule="cash")
    for ground, state, _, _ in _lived(made, 2):
        fiscal = ground.calibration.fiscal
        share = fiscal.deficit[0] / fiscal.product.sum()
        own = equations.grouping(ground, state)
        assert np.allclose(own.sum(state.year.flow), share * own.sum(state.year.product), rtol=1e-9)


def test_votes_are_no_more_than_adults_and_shares_make_one():
    for ground, state, _, t in _lived(task("soft-secession", years=8), 8):
        if t % 4 == 0:
            adults = state.population * (ground.calibration.base.adults / ground.calibration.base.population)[:, None]
            assert (state.year.votes < adults).all()
            assert np.abs(state.year.shares.sum(0) - 1).max() < 1e-15


# ---- limits


def test_one_polity_and_neutral_cards_are_the_status_quo():
    """Two polities with one purse, free borders, nothing joint and nobody changing are as one."""
    apart = replace(two_peers(), common_tax=True, entry=("free", "free"), barrier=False, heads=(), change=None, part=None)
    made = small_task(apart, one_polity(), years=10)
    both = run(made)
    for number, one in enumerate(made.series):
        if one.quantity not in ("contribution", "deadlock_years", "members"):
            assert np.array_equal(both[0, :, number], both[1, :, number]), one


def test_without_attraction_and_borders_base_flows_are_left():
    made = small_task(two_peers(change=None, part=None, entry=("free", "free")), years=1, a_income=0, a_tax=0, a_lean=0)
    calibration = replace(made.calibration, people=replace(made.calibration.people, drift_sd=0.0))
    made = replace(made, calibration=calibration)
    moves = calibration.people.moves @ calibration.base.population
    assert np.allclose(run(made)[0, 0, series(made, "movers_in", "all")], moves.sum(), rtol=1e-12)


def test_a_closed_border_lets_nobody_through():
    made = small_task(two_peers(change=None, part=None, entry=("closed", "closed")), years=5)
    assert np.abs(run(made)[0, :, series(made, "net_migration", "Alder")]).max() < 1e-6


def test_a_dearer_border_never_raises_product():
    levels = [run(small_task(two_peers(change=None, part=None), years=12, delta=delta))[0, :, :] for delta in (0.0, 0.02, 0.05)]
    number = series(small_task(two_peers()), "gross_product", "all")
    assert (levels[0][:, number] > levels[1][:, number]).all()
    assert (levels[1][:, number] > levels[2][:, number]).all()
    per_year = np.log(levels[1][-1, number] / levels[2][-1, number])
    assert np.allclose(per_year, 0.03, atol=1e-12)


def test_an_open_border_lets_more_through_than_a_mild_one():
    made = [small_task(two_peers(change=None, part=None), years=3, entry=entry) for entry in (0.3, 0.6, 1.0)]
    moved = [run(one)[0, -1, series(one, "movers_in", "all")] for one in made]
    assert (moved[0] < moved[1]).all()
    assert (moved[1] < moved[2]).all()


# ---- what rests on what


_OTHER = {"entry": 0.3, "parting": 1.0, "shared_currency": 0.0, "immigration": 2e6, "delta": 0.05, "joint_cost": 0.02, "hazard": 0.6, "d0": 0.0, "d1": 20.0,
          "campaign": 0.2, "change_income": 4.0, "smoothing": 0.5}  # fmt: skip


@pytest.mark.parametrize("name", ["soft-secession", "status-quo", "full-secession"])
def test_outputs_move_only_with_the_cards_they_rest_on(name):
    base = task(name, worlds=128, years=9)
    still = run(base)[0]
    for card in CARDS.values():
        moved = run(replace(base, values={**base.values, card.name: _OTHER.get(card.name, card.default * 2 or 0.1)}))[0]
        for number, one in enumerate(base.series):
            same = np.array_equal(still[:, number], moved[:, number])
            if card.name not in rests_on(one.quantity, base.variants[0]):
                assert same, f"{one.key} moves with {card.name}, on which it does not rest"


def test_each_card_moves_something_that_rests_on_it():
    base = task("soft-secession", worlds=256, years=9)
    still = run(base)[0]
    for card in CARDS.values():
        resting = [n for n, one in enumerate(base.series) if card.name in rests_on(one.quantity, base.variants[0])]
        # a campaign, a hazard and what follows from parting need the question to be put
        other = {**base.values, card.name: _OTHER.get(card.name, card.default * 2 or 0.1)}
        moved = run(replace(base, values=other))[0]
        assert any(not np.array_equal(still[:, n], moved[:, n]) for n in resting), f"nothing moves with {card.name}"


# ---- where a run is cut


def test_a_world_is_the_same_wherever_a_run_begins():
    made = task("soft-secession", "status-quo", worlds=640, years=4)
    whole = Reference().run(made, 0, 640)[0]
    for first, count in ((0, 100), (37, 300), (255, 2), (600, 40)):
        assert np.array_equal(Reference().run(made, first, count)[0], whole[..., first : first + count])


def test_threads_and_pieces_change_no_bit(monkeypatch):
    from foedus.simulate import running

    made = task("soft-secession", "status-quo", worlds=700, years=3)
    monkeypatch.setattr(running, "PIECE", 256)
    digests = {run_task(made, Reference(), threads=threads).digest for threads in (1, 2, 4)}
    digests |= {_cut(made, size) for size in (100, 700)}
    assert len(digests) == 1


def _cut(made, size):
    total = made.nothing()
    for first in range(0, made.worlds, size):
        total.merge(run_task(made, Reference(), first=first, count=min(size, made.worlds - first)))
    return total.digest


def test_the_first_worlds_of_a_longer_run_are_the_run_of_so_many():
    long, short = task("soft-secession", worlds=512, years=3), task("soft-secession", worlds=200, years=3)
    assert run_task(long, Reference(), first=0, count=200).digest == run_task(short, Reference()).digest


def test_variants_meet_the_same_weather():
    """A variant's numbers do not depend on what stands beside it."""
    alone, beside = task("status-quo", years=3), task("soft-secession", "status-quo", years=3)
    whole = [one for one in beside.series if one.scope == "all"]
    for one in whole:
        assert np.array_equal(run(alone)[0, :, series(alone, *one.key[::2])], run(beside)[1, :, series(beside, *one.key[::2])])


def test_a_year_can_be_computed_without_those_after_it():
    short, long = task("soft-secession", years=3), task("soft-secession", years=6)
    assert np.array_equal(run(short)[0], run(long)[0][:3])


def test_a_polity_to_which_nobody_belongs_leaves_every_figure_a_number():
    made = small_task(two_peers(first=0, change=None, part=None), years=4)
    with np.errstate(all="raise"):
        out = run(made)
    assert np.isfinite(out).all()
    assert out[0, -1, series(made, "population", "Alder")].max() == 0
