"""The laws of voting power hold for any rule, and both ways of counting one threshold agree."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise, permutations
from random import Random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from foedus.errors import ModelError
from foedus.model.rule import AtLeast, Base, Body, Count, Gate, Member, MoreThan, Rule, all_of, consent
from foedus.voting.diagram import diagram
from foedus.voting.further import owen
from foedus.voting.game import Game, game, weighted_game
from foedus.voting.indices import power
from foedus.voting.packed import by_size
from foedus.voting.threshold import by_size_of_weights, swings_of_weights


@st.composite
def bodies(draw: st.DrawFn, name: str) -> Body:
    """A body of a few members, some of whom come in several."""
    entries = draw(st.lists(st.tuples(st.integers(1, 4), st.integers(0, 5)), min_size=1, max_size=4))
    return Body(name, tuple(Member(f"{name}{i}", n, weights=(("w", w),)) for i, (n, w) in enumerate(entries)))


SHARES: list[MoreThan | AtLeast] = [MoreThan(Fraction(1, 2)), AtLeast(Fraction(2, 3)), AtLeast(Fraction(1, 5))]


@st.composite
def rules(draw: st.DrawFn) -> Rule:
    """A weighted gate over Counts of up to three bodies."""
    parts = []
    for name in draw(st.sampled_from(["A", "AB", "ABC"])):
        body = draw(bodies(name))
        heavy = any(member.weight("w") for member in body.members)
        for _ in range(draw(st.integers(1, 2))):
            share = draw(st.sampled_from(SHARES))
            weight = draw(st.sampled_from(["one", "w"])) if heavy else "one"
            parts.append((Fraction(draw(st.integers(1, 3))), Count(body, share, Base.ENTITLED, weight)))
    total = sum(int(weight) for weight, _ in parts)
    return Gate(Fraction(draw(st.integers(1, total))), tuple(parts))


@given(rules())
def test_efficiency_symmetry_and_the_mean_of_the_two_powers(rule: Rule) -> None:
    found = power(game(rule))

    assert sum(row.shapley_shubik * row.kind.count for row in found.rows) == 1
    assert sum(row.penrose_banzhaf * row.kind.count for row in found.rows) == 1
    for row in found.rows:
        if not row.is_dummy:
            harmonic = 2 * row.prevent * row.initiate / (row.prevent + row.initiate)
            assert harmonic == row.penrose_banzhaf_absolute


@given(rules())
def test_the_dual_game_swaps_prevent_and_initiate(rule: Rule) -> None:
    played = game(rule)
    here, there = power(played), power(played.dual())

    assert here.act + there.act == 1
    for row, mirror in zip(here.rows, there.rows, strict=True):
        assert (row.prevent, row.initiate) == (mirror.initiate, mirror.prevent)
        assert row.shapley_shubik == mirror.shapley_shubik


@given(rules(), st.integers(1, 3))
def test_a_dummy_has_nothing_and_takes_nothing(rule: Rule, dummies: int) -> None:
    before = power(game(rule))
    extra = Body("Guests", (Member("voter", weights=(("v", 1),)), Member("guest", dummies, weights=(("v", 0),))))
    after = power(game(all_of(rule, Count(extra, AtLeast(votes=1), weight="v"))))

    assert after["guest"].is_dummy
    assert after["guest"].shapley_shubik == 0
    assert after["voter"].is_vetoer
    for row, now in zip(before.rows, after.rows, strict=False):
        assert now.penrose_banzhaf_absolute == row.penrose_banzhaf_absolute / 2


def shuffled(rule: Rule, seed: int) -> Rule:
    """The same rule with its members and its parts in another order, each body in one order throughout."""
    if isinstance(rule, Count):
        members = sorted(rule.of.members, key=lambda member: Random(f"{seed} {member.name}").random())
        return replace(rule, of=Body(rule.of.name, tuple(members)))
    parts = [(weight, shuffled(part, seed)) for weight, part in rule.parts]
    return Gate(rule.at_least, tuple(Random(seed).sample(parts, len(parts))))


@given(rules(), st.integers(0, 10**6))
def test_results_do_not_depend_on_the_order_of_members(rule: Rule, seed: int) -> None:
    one, other = power(game(rule)), power(game(shuffled(rule, seed)))

    for row in one.rows:
        for entry in row.kind.entries:
            assert replace(other[entry.name], kind=row.kind) == row
    assert one.winning == other.winning


@given(rules())
def test_each_kind_merges_only_members_with_equal_power(rule: Rule) -> None:
    """A game cut into single members gives each the same."""
    played = game(rule)
    cut = played.split({entry.name: entry.name for kind in played.kinds for entry in kind.entries})
    whole = {entry.name: row for row in power(played).rows for entry in row.kind.entries}
    for row in power(cut).rows:
        assert row.shapley_shubik == whole[row.kind.entries[0].name].shapley_shubik
        assert row.prevent == whole[row.kind.entries[0].name].prevent


@given(st.lists(st.tuples(st.integers(0, 12), st.integers(1, 3)), min_size=1, max_size=8), st.data())
def test_one_threshold_by_weight_agrees_with_the_diagram(kinds: list[tuple[int, int]], data: st.DataObject) -> None:
    total = sum(weight * count for weight, count in kinds)
    assume(total > 0)
    quota = data.draw(st.integers(1, total))
    body = Body("B", tuple(Member(f"m{i}", count, weights=(("w", w),)) for i, (w, count) in enumerate(kinds)))
    played = game(Count(body, AtLeast(votes=quota), weight="w"))
    weights = [gain for gain in played.atoms[0].gains if isinstance(gain, int)]
    counts = [kind.count for kind in played.kinds]

    drawn = by_size(diagram(played))
    quota = played.atoms[0].quota

    assert by_size_of_weights(quota, weights, counts) == drawn
    assert list(swings_of_weights(quota, weights, counts)) == [sum(swings) for swings in drawn.swings]


@given(rules(), st.fractions(0, 1, max_denominator=9))
def test_the_chance_to_act_rises_with_the_chance_of_a_yes(rule: Rule, chance: Fraction) -> None:
    found = power(game(rule))

    assert found.act_at(Fraction(0)) == 0 <= found.act_at(chance) <= found.act_at(Fraction(1)) == 1
    assert found.act_at(Fraction(1, 2)) == found.act
    low, high = found.even_chance(Fraction(1, 1000))
    assert found.act_at(low) < Fraction(1, 2) <= found.act_at(high)
    assert high - low <= Fraction(1, 1000)


def owen_by_orders(played: Game, blocs: dict[str, str]) -> dict[str, Fraction]:
    """The definition: all orders in which no bloc is interrupted, and who is pivotal in each."""
    names = [kind.name for kind in played.kinds]
    pivots, orders = dict.fromkeys(names, 0), 0
    for order in permutations(range(len(names))):
        sides = [blocs.get(names[place], names[place]) for place in order]
        if sum(a != b for a, b in pairwise(sides)) + 1 != len(set(sides)):
            continue
        orders += 1
        levels = [0] * len(names)
        for place in order:
            levels[place] = 1
            if played.carries(levels):
                pivots[names[place]] += 1
                break
    return {name: Fraction(number, orders) for name, number in pivots.items()}


@pytest.mark.parametrize("seed", range(40))
def test_owens_value_agrees_with_orders_that_keep_blocs_together(seed: int) -> None:
    random = Random(seed)
    weights = dict(zip("abcdef", random.sample(range(1, 14), 6), strict=True))
    played = weighted_game(random.randint(1, sum(weights.values())), weights)
    blocs = {name: random.choice(["alder", "birch", "cedar"]) for name in "abcde"}
    alone = played.split({name: name for name in weights})

    expected = owen_by_orders(alone, blocs)
    found = owen(alone, blocs)

    assert found == expected
    assert sum(found.values()) == 1


def test_with_every_member_its_own_bloc_owens_value_is_the_shapley_shubik_index() -> None:
    played = weighted_game(6, {"a": 4, "b": 3, "c": 2, "d": 1})

    assert owen(played, {}) == {row.name: row.shapley_shubik for row in power(played).rows}


def test_consent_of_all_is_veto_for_each() -> None:
    found = power(game(all_of(consent("alder"), consent("birch"))))

    assert all(row.is_vetoer for row in found.rows)
    with pytest.raises(ModelError, match="nobody answers to cedar"):
        found["cedar"]
