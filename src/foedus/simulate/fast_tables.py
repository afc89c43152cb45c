"""A task as plain tables for the fast engine: everything that compiled code may read, by variant.

Numbers are float32 and whole numbers int32; what is absent is -1 or 0. Arrays over variants come first, padded to the largest.
Needs: NumPy.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from foedus.simulate.cards import CARDS
from foedus.simulate.compiled import Compiled
from foedus.simulate.ground import Ground, attraction, by_inflow
from foedus.simulate.running import Task

F = NDArray[np.float32]
I = NDArray[np.int32]  # noqa: E741  (the pair F, I reads as floats and whole numbers)

HOW = {"popular": 0, "electors": 1, "each_polity": 2}
KEYS = {"shares": 0, "equal": 0, "population": 1, "gross_product": 2}
CARD = {name: number for number, name in enumerate(CARDS)}
"""The row of each card."""


class Variants(NamedTuple):
    """What differs between variants; the first axis is the variant."""

    polities: I
    changing: I
    follows: I
    one_currency: I
    asks_parting: I
    common_tax: I
    barrier: I
    is_open: I
    member: I
    entry: F
    moves: F
    moves_back: F
    moves_none: I
    heads: I
    head_key: I
    head_shares: F
    head_decision: I
    head_continues: I
    leaves: I
    leaf_is_chamber: I
    leaf_polity: I
    leaf_item: I
    decision_leaves: I
    decision_size: I
    decision_masks: I
    decision_number: I
    column_of: I
    even_seats: F
    columns: F
    group_first: I
    group_place: I
    scope_first: I
    scope_place: I
    scope_mixed: I
    course: I
    offices: I
    office_how: I
    office_term: I
    office_electors: F
    may_change: I
    change_share: F
    receiving: I
    change_wait: I
    change_opens: I
    parting_decision: I
    part_share: F
    part_wait: I
    part_opens: I
    rank: I


class Places(NamedTuple):
    """What is the same in every variant, by place: [places], [places, 3] or one number in an array of one."""

    people: F
    first: F
    product: F
    product_per_head: F
    beta: F
    growth_factors: F
    sigma: F
    drift: F
    force: F
    response: F
    job_factors: F
    job_sigma: F
    fiscal: F
    natural: F
    immigration: F
    drift_per_inflow: F
    weights: F
    vote_factors: F
    vote_sigma: F
    adults: F
    turnout: F
    territory: I
    numbers: F
    whole: I
    network: I


NUMBERS = ("gamma", "f_sd", "okun", "correlation", "persistence", "deficit", "burden", "drift_sd", "mu", "s_n", "passing", "kept", "turnout_place",
           "turnout_nation")  # fmt: skip
"""The rows of `Places.numbers`."""


def _pad(rows: Sequence[Any], kind: type) -> Any:
    shape = tuple(max(sizes) for sizes in zip(*(np.shape(row) for row in rows), strict=True))
    out = np.zeros((len(rows), *shape), kind)
    for number, row in enumerate(rows):
        here: Any = (number, *(slice(0, size) for size in np.shape(row)))
        out[here] = row
    return out


def _f(rows: Sequence[Any]) -> F:
    return np.ascontiguousarray(_pad(rows, np.float32))


def _i(rows: Sequence[Any]) -> I:
    return np.ascontiguousarray(_pad(rows, np.int32)).astype(np.int32)


def _flags(grounds: tuple[Ground, ...], name: str) -> I:
    return np.array([int(bool(getattr(one, name))) for one in grounds], np.int32)


def variants(grounds: tuple[Ground, ...], losses: bool = True) -> Variants:
    """The tables of all variants. losses: whether any world loses product behind a new border; where none does, a barrier is none."""
    found = _each(grounds, losses)
    return found._replace(course=courses(found))


def _each(grounds: tuple[Ground, ...], losses: bool) -> Variants:
    compiled = [one.compiled for one in grounds]
    places = grounds[0].calibration.places
    changes = [one.change for one in compiled]
    parts = [one.part for one in compiled]
    none, scopes = np.zeros(places), [_scopes(one) for one in grounds]
    return Variants(
        polities=np.array([one.number_of_polities for one in compiled], np.int32), changing=_flags(grounds, "changes"),
        follows=_flags(grounds, "follows"), one_currency=_flags(grounds, "one_currency"), asks_parting=_flags(grounds, "asks_parting"),
        common_tax=np.array([int(one.common_tax) for one in compiled], np.int32), barrier=np.array([int(one.barrier and losses) for one in compiled], np.int32),
        is_open=_flags(grounds, "is_open"), member=_i([one.polity_of for one in grounds]), entry=_f([one.entry for one in grounds]),
        moves=_f([one.calibration.people.moves if one.changes else one.moves for one in grounds]),
        moves_back=_f([(one.calibration.people.moves if one.changes else one.moves).T for one in grounds]),
        moves_none=np.array([int(not one.changes and not one.moves.any()) for one in grounds], np.int32),
        heads=np.array([len(one.heads) for one in compiled], np.int32),
        head_key=_i([_least([KEYS[head.key] for head in one.heads]) for one in compiled]),
        head_shares=_f([_table([head.shares for head in one.heads], 1) for one in compiled]),
        head_decision=_i([_least([-1 if head.decision is None else head.decision for head in one.heads]) for one in compiled]),
        head_continues=_i([_least([int(head.continues) for head in one.heads]) for one in compiled]),
        leaves=np.array([len(one.leaves) for one in compiled], np.int32),
        leaf_is_chamber=_i([_least([int(leaf.kind == "chamber") for leaf in one.leaves]) for one in compiled]),
        leaf_polity=_i([_least([leaf.polity for leaf in one.leaves]) for one in compiled]),
        leaf_item=_i([_least([leaf.item for leaf in one.leaves]) for one in compiled]),
        decision_leaves=_i([_ragged([d.leaves for d in one.decisions]) for one in compiled]),
        decision_size=_i([_least([len(d.leaves) for d in one.decisions]) for one in compiled]),
        decision_masks=_i([_ragged([d.winning for d in one.decisions]) for one in compiled]),
        decision_number=_i([_least([len(d.winning) for d in one.decisions]) for one in compiled]),
        column_of=_i([_least(_seats(one)[0]) for one in compiled]), even_seats=_f([np.array(_seats(one)[1] or [0.0]) for one in compiled]),
        columns=_f([_seats(one)[2] for one in compiled]),
        group_first=_i([_lists(one.polity_of, one.polities, one.changes)[0] for one in grounds]),
        group_place=_i([_lists(one.polity_of, one.polities, one.changes)[1] for one in grounds]),
        scope_first=_i([first for first, _, _ in scopes]), scope_place=_i([place for _, place, _ in scopes]),
        scope_mixed=np.array([mixed for _, _, mixed in scopes], np.int32), course=np.arange(len(compiled), dtype=np.int32),
        offices=np.array([len(one.offices) for one in compiled], np.int32),
        office_how=_i([_least([HOW[office.how] for office in one.offices]) for one in compiled]),
        office_term=_i([_least([office.term for office in one.offices]) for one in compiled]),
        office_electors=_f([_table([office.electors or (0,) * places for office in one.offices], places) for one in compiled]),
        may_change=_i([np.array(one.may, float) if one is not None else none for one in changes]),
        change_share=np.array([one.threshold if one is not None else 0.5 for one in changes], np.float32),
        receiving=_i([_number(one.receiving if one is not None else (None, None)) for one in changes]),
        change_wait=np.array([one.wait if one is not None else 0 for one in changes], np.int32),
        change_opens=np.array([one.opens if one is not None else 0 for one in changes], np.int32),
        parting_decision=_i([_number(one.decisions if one is not None else (None,)) for one in parts]),
        part_share=np.array([one.threshold if one is not None else 0.5 for one in parts], np.float32),
        part_wait=np.array([one.wait if one is not None else 0 for one in parts], np.int32),
        part_opens=np.array([one.opens if one is not None else 0 for one in parts], np.int32),
        rank=_i([np.array(one.rank, float) for one in compiled]),
    )  # fmt: skip


def _ragged(rows: Sequence[Sequence[int]]) -> NDArray[np.float64]:
    """Rows of unequal length, filled with 0; one row of nothing where there are none."""
    found = np.zeros((max(len(rows), 1), max((len(row) for row in rows), default=1)))
    for number, row in enumerate(rows):
        found[number, : len(row)] = row
    return found


def _lists(member: NDArray[np.int64], number: int, mixed: bool) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Where each group's list of places begins, and the lists one after another; mixed: every list is all places."""
    rows = [np.arange(len(member)) if mixed else np.nonzero(member == group)[0] for group in range(number)]
    return np.cumsum([0] + [len(row) for row in rows]).astype(float), np.concatenate(rows).astype(float)


def _scopes(one: Ground) -> tuple[NDArray[np.float64], NDArray[np.float64], int]:
    """The lists of the scopes recorded, and whether they follow units that change polity; where there are none, one of all places."""
    if not one.scopes.number:
        return (*_lists(np.zeros(one.calibration.places, np.int64), 1, False), 0)
    mixed = one.follows and one.changes
    return (*_lists(one.polity_of if one.follows else one.scopes.territory, one.scopes.number, mixed), int(mixed))


def _seats(one: Compiled) -> tuple[list[int], list[float], NDArray[np.float64]]:
    """For each leaf its column of seats (-1: none), or the number that every place has in it (0: not even); and the columns.

    A column holds the seats of one chamber of each polity: [columns, polities * places].
    """
    places, columns, even = len(one.codes), [-1] * len(one.leaves), [0.0] * len(one.leaves)
    taken: list[dict[int, tuple[int, ...]]] = []
    for number, leaf in enumerate(one.leaves):
        if leaf.kind != "chamber":
            continue
        if len(set(leaf.seats)) <= 1:
            even[number] = float(max(leaf.seats, default=0))
            continue
        columns[number] = next((n for n, column in enumerate(taken) if leaf.polity not in column), len(taken))
        if columns[number] == len(taken):
            taken.append({})
        taken[columns[number]][leaf.polity] = leaf.seats
    room = np.zeros((max(len(taken), 1), one.number_of_polities, places))
    for n, column in enumerate(taken):
        for polity, seats in column.items():
            room[n, polity] = seats
    return columns, even, room.reshape(len(room), -1)


def courses(va: Variants) -> NDArray[np.int32]:
    """For each variant the first whose years run as its own do, so that they are run once: all that they differ in is what else is elected."""
    found = np.arange(len(va.polities), dtype=np.int32)
    for v in found:
        found[v] = next((u for u in found[:v] if found[u] == u and _is_alike(va, int(u), int(v))), v)
    return found


def _is_alike(va: Variants, u: int, v: int) -> bool:
    fields = {name: rows for name, rows in zip(va._fields, va, strict=True) if name not in ("course", "offices") and not name.startswith("office_")}
    if not all(np.array_equal(rows[u], rows[v]) for rows in fields.values()):
        return False
    if min(va.offices[u], va.offices[v]) == 0:
        return bool(va.offices[u] == va.offices[v])
    first = all(np.array_equal(rows[u, 0], rows[v, 0]) for rows in (va.office_how, va.office_term, va.office_electors))
    return first and set(va.office_term[u, : va.offices[u]]) == set(va.office_term[v, : va.offices[v]])


def _table(rows: Sequence[Sequence[float]], width: int) -> NDArray[np.float64]:
    """Rows as an array; one row of nothing where there are none."""
    return np.array(rows, float) if rows else np.zeros((1, width))


def _least(values: list[int]) -> NDArray[np.float64]:
    return np.array(values or [0], float)


def _number(values: tuple[int | None, ...]) -> NDArray[np.float64]:
    return np.array([-1 if value is None else value for value in values], float)


def places(task: Task) -> Places:
    """The tables of places."""
    c, rule = task.calibration, task.grounds[0].rule

    def f(values: NDArray[np.float64]) -> F:
        return np.ascontiguousarray(values, np.float32)

    numbers = (
        c.product.gamma, c.product.f_sd * np.sqrt(3.0 / 5.0), c.jobs.okun, c.jobs.correlation, c.jobs.persistence,
        c.fiscal.deficit[rule] / c.fiscal.product.sum(), c.fiscal.taxes[rule].sum() / c.fiscal.product.sum() or 1.0, c.people.drift_sd,
        c.votes.mu, c.votes.s_n, np.sqrt(c.votes.passing), np.sqrt((1.0 - c.votes.passing) * 2.0 / c.votes.every),
        c.votes.turnout_place_sd, c.votes.turnout_national_sd,
    )  # fmt: skip
    return Places(
        people=f(c.base.population), first=f(c.base.share), product=f(c.base.product), product_per_head=f(c.base.product / c.base.population),
        beta=f(c.product.beta), growth_factors=f(c.product.factors), sigma=f(c.product.sigma),
        drift=f(np.sqrt(c.product.drift_ratio) * c.product.residual), force=f(c.jobs.labour_force), response=f(c.jobs.response),
        job_factors=f(c.jobs.factors), job_sigma=f(c.jobs.s), fiscal=f(c.fiscal.base[rule]), natural=f(c.people.natural),
        immigration=f(c.people.immigration), drift_per_inflow=f(by_inflow(np.ones(c.places), c.people.inflow)),
        weights=f(c.base.population / c.base.population.sum()),
        vote_factors=f(c.votes.factors), vote_sigma=f(c.votes.sp), adults=f(c.base.adults / c.base.population), turnout=f(c.votes.turnout),
        territory=task.scopes.territory.astype(np.int32), numbers=f(np.array(numbers)), whole=np.array([task.scopes.number], np.int32),
        network=network(c.places),
    )  # fmt: skip


def network(number: int) -> I:
    """Pairs to be exchanged in turn, the smaller to the first, that put so many numbers in order: Batcher's odd-even merge, [pairs, 2]."""
    pairs, p = [], 1
    while p < number:
        k = p
        while k:
            pairs += [(i + j, i + j + k) for j in range(k % p, number - k, 2 * k) for i in range(min(k, number - j - k))
                      if (i + j) // (2 * p) == (i + j + k) // (2 * p)]  # fmt: skip
            k //= 2
        p *= 2
    return np.array(pairs or [(0, 0)], np.int32)


def card_rows(task: Task, first: int, count: int) -> tuple[F, F, F]:
    """Cards, one over the mix, and the factor of melting for a range of worlds: [cards, n], [places, n], [places, n]; n is 1 where all are alike."""
    if not task.drawn:
        cards = np.array([[float(task.values[name])] for name in CARDS])
        base = attraction(task.calibration, float(task.values["a_lean"]))
    else:
        from foedus.simulate.draws import Weather

        values = task.cards(Weather(task.seed, np.arange(first, first + count, dtype=np.uint64)))
        cards = np.stack([np.broadcast_to(np.asarray(values[name], float), (count,)) for name in CARDS])
        base = attraction(task.calibration, cards[CARD["a_lean"]])
    return (np.ascontiguousarray(cards, np.float32), np.ascontiguousarray(1.0 / base.mix, np.float32),
            np.ascontiguousarray(np.exp(base.melting), np.float32))  # fmt: skip
