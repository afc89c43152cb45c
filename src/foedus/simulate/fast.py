"""The fast engine: 16 worlds side by side, float32, one pass over all variants, so that draws are made once.

The same draws as the reference in every bit, and its results within 2e-4; the same build gives the same bits, wherever a run is cut.
Variants whose years run alike are run once. Compiled once and kept; the first run on a machine takes some seconds for it, and says so.
Needs: NumPy, Numba (the extra `fast`).
"""

# mypy: disable-error-code="no-untyped-def"

from __future__ import annotations

import threading
from collections.abc import Mapping
from math import prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foedus.draws import key_of
from foedus.simulate import fast_decisions as decisions
from foedus.simulate import fast_economy as economy
from foedus.simulate import fast_elections as elections
from foedus.simulate import fast_people as people
from foedus.simulate import fast_record as record
from foedus.simulate.accumulate import Accumulator
from foedus.simulate.fast_add import Pages, add_pages
from foedus.simulate.fast_groups import copy, fill
from foedus.simulate.fast_lanes import WIDTH, splat, store
from foedus.simulate.fast_math import LANES, ONE, ZERO, entry, f32, kept, lanes
from foedus.simulate.fast_rooms import rooms, shape_of
from foedus.simulate.fast_tables import Places, Variants, card_rows, places, variants
from foedus.simulate.fast_weather import lasting, weather
from foedus.simulate.quantities import OFFICES, PLACE
from foedus.simulate.running import Floats, Task

_BASE_YEAR, _NOBODY = np.int64(0), f32(-1)
_due, _grow, _jobs, _accounts = economy.due_effects, economy.grow, economy.jobs, economy.accounts
_flows, _move = people.flows, people.move
_deviations, _seats, _elections = elections.deviations, elections.take_seats, elections.elections
_joint, _means, _changes, _part = decisions.joint_decisions, decisions.means, decisions.changes, decisions.parting
_sums, _rows, _offices, _places = record.sums, record.rows, record.offices, record.place_rows


@lanes
def begin(va, pl, st, w, v):
    """A variant's state at the base year."""
    people, member, first = st.people[v], st.member[v], pl.first
    for half in range(0, LANES, WIDTH):
        for i in range(first.shape[0]):
            at, both, here = i * LANES + half, 2 * i * LANES + half, pl.people[i]
            votes = pl.adults[i] * here * pl.turnout[i]
            store(people, both, splat(here * first[i]))
            store(people, both + LANES, splat(here * (ONE - first[i])))
            store(member, at, splat(f32(va.member[v, i])))
            store(w.population, at, splat(here))
            store(st.adults[v], at, splat(pl.adults[i] * here))
            store(st.votes[v], at, splat(votes))
            store(st.first[v], at, splat(votes * first[i]))
    fill(st.funded[v], st.funded.shape[1], ONE)
    fill(st.pivot[v], 1, _NOBODY)
    _deviations(st, w, v)
    _seats(va, pl, st, w, v, _BASE_YEAR)


@lanes
def clear(sh, st):
    """Nothing has been yet."""
    n, places, scopes = st.v.shape[0], st.v.shape[1], st.net.shape[1]
    for rows in (st.v, st.due, st.place_net):
        fill(rows, n * places, ZERO)
    for rows in (st.net, st.misfit, st.alone, st.carries):
        fill(rows, n * scopes, ZERO)
    for rows in (st.medians, st.wins, st.joint):
        fill(rows, n * rows.shape[1], ZERO)
    for rows in (st.parts, st.parted):
        fill(rows, n, ZERO)
    fill(sh.x, 2 * places, ZERO)


@lanes
def live(va, pl, sh, st, w, cards, over_mix, melting, v, world, t, k0, k1, pivots):
    """One year of one variant; pivots: whether the place that tips an election is asked for."""
    _due(va, st, v, t)
    _grow(va, pl, sh, st, w, v)
    _jobs(va, pl, sh, st, w, cards, v)
    _accounts(va, pl, sh, st, w, cards, over_mix, v)
    _flows(va, st, w, v)
    _move(pl, sh, st, w, cards, melting, v, t)
    _seats(va, pl, st, w, v, t)
    _elections(va, pl, sh, st, w, v, t, pivots)
    if va.heads[v] > 0:
        _joint(va, sh, st, w, cards, v)
    if va.changing[v] == 1 or va.asks_parting[v] == 1:
        _means(va, st, w, v)
        _changes(va, sh, st, w, cards, v, world, t, k0, k1)
        _part(va, sh, st, w, cards, v, world, t, k0, k1)
    _sums(va, pl, st, w, v)


@lanes
def write(va, pl, st, w, v, t, rounds, pages, map_years, maps):
    """Write a year of a variant, and of all that run as it does: pages [variants, years, series, LANES], maps [years, variants, ...]."""
    for other in range(v, va.polities.shape[0]):
        if va.course[other] == v:
            for office in range(min(va.offices[other], OFFICES)):
                rounds[other, office] += 1 if t % va.office_term[other, office] == 0 else 0
            page = pages[other, t - 1]
            if other == v:
                _rows(va, pl, st, w, v, t, rounds, page)
            else:
                copy(pages[v, t - 1], page, page.shape[0])
            _offices(st, pl, other, rounds, page)
    for m in range(map_years.shape[0]):
        if map_years[m] == t:
            _places(st, w, v, maps[m, v])
            for other in range(v + 1, va.polities.shape[0]):
                if va.course[other] == v:
                    copy(maps[m, v], maps[m, other], maps.shape[2] * maps.shape[3])


@entry
def run_blocks(va, pl, sh, st, w, cards, over_mix, melting, wide, needs, first, blocks, years, k0, k1, map_years, pages, maps):
    """Run some blocks of lanes. wide: 1 where cards differ from world to world; pages: [blocks, variants, years, series, LANES]."""
    n, room = va.polities.shape[0], st.people.shape[1]
    own, mix, melt = np.empty((cards.shape[0], LANES), np.float32), np.empty((room, LANES), np.float32), np.empty((room, LANES), np.float32)
    rounds = np.zeros((n, OFFICES), np.int64)
    for block in range(blocks):
        world = first + block * LANES
        for lane in range(LANES):
            column = block * LANES + lane if wide == 1 else 0
            own[:, lane], mix[:, lane], melt[:, lane] = cards[:, column], over_mix[:, column], melting[:, column]
        clear(sh, st)
        for v in range(n):
            begin(va, pl, st, w, v)
        rounds[:] = 0
        lasting(pl, sh, world, k0, k1)
        for t in range(1, years + 1):
            weather(va, pl, sh, own, world, t, needs, k0, k1)
            for v in range(n):
                if va.course[v] == v:
                    pivots = False
                    for m in range(map_years.shape[0]):
                        pivots = pivots or (va.offices[v] > 0 and t <= map_years[m] < t + va.office_term[v, 0])
                    live(va, pl, sh, st, w, own, mix, melt, v, world, t, k0, k1, pivots)
                    write(va, pl, st, w, v, t, rounds, pages[block], map_years, maps[block])


class Fast:
    """The engine as `running` calls it; tables of the last task are kept, and rooms for its arrays, one for each thread."""

    name = "fast"
    block = LANES

    def __init__(self) -> None:
        self._local, self._lock = threading.local(), threading.Lock()
        self._known: tuple[Task, Variants, Places] | None = None

    @property
    def is_cold(self) -> bool:
        """Whether its code has still to be compiled on this machine."""
        return not any(kept().glob("**/*.run_blocks*.nbc"))

    def run(self, task: Task, first: int, count: int) -> tuple[NDArray[np.float32], Mapping[int, NDArray[np.float32]]]:
        """Whole blocks of lanes around the worlds asked for, cut to them."""
        return self._pages(task, first, count).values()

    def add(self, task: Task, first: int, count: int, total: Accumulator, lock: threading.Lock, keep: bool) -> Floats | None:
        """Run some worlds and add them, page by page; gives their values back only where they are kept."""
        pages = self._pages(task, first, count)
        with lock:
            add_pages(total, task, pages)
        return np.asarray(pages.values()[0]) if keep else None

    def _pages(self, task: Task, first: int, count: int) -> Pages:
        begin_at = first - first % LANES
        blocks = -(-(first + count - begin_at) // LANES)
        va, pl = self._tables(task)
        sh, st, w = self._room(va, pl)
        cards, mix, melting = card_rows(task, begin_at, blocks * LANES)
        pages, maps = self._paper(task, blocks)
        k0, k1 = (np.uint32(word) for word in key_of(task.seed))
        run_blocks(va, pl, sh, st, w, cards, mix, melting, int(bool(task.drawn)), needs(va), begin_at, blocks, task.years, k0, k1,
                   np.array(task.map_years, np.int64), pages, maps)  # fmt: skip
        return Pages(pages, maps, first - begin_at, first - begin_at + count, task.map_years, va.course)

    def _tables(self, task: Task) -> tuple[Variants, Places]:
        with self._lock:
            if self._known is None or self._known[0] is not task:
                losses = "delta" in task.drawn or task.values["delta"] != 0.0
                self._known = (task, variants(task.grounds, losses), places(task))
            return self._known[1], self._known[2]

    def _room(self, va: Variants, pl: Places) -> tuple[Any, Any, Any]:
        shape = shape_of(va, pl)
        known = getattr(self._local, "room", None)
        if known is None or known[0] != shape:
            known = self._local.room = (shape, *rooms(shape))
        return known[1], known[2], known[3]

    def _paper(self, task: Task, blocks: int) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Room for the pages of a piece, kept for the next one: new memory for each costs more than writing it."""
        n, years, maps = len(task.variants), task.years, len(task.map_years)
        shapes = (blocks, n, years, len(task.series), LANES), (blocks, maps, n, len(PLACE), task.calibration.places, LANES)
        known = getattr(self._local, "paper", None)
        if known is None or any(paper.size < prod(shape) for paper, shape in zip(known, shapes, strict=True)):
            known = self._local.paper = tuple(np.empty(prod(shape), np.float32) for shape in shapes)
        pages, places_ = (paper[: prod(shape)].reshape(shape) for paper, shape in zip(known, shapes, strict=True))
        return pages, places_


def needs(va: Variants) -> NDArray[np.int64]:
    """What a year asks for: items of decisions, places that may change polity, polities that may part; whether a barrier loses product."""
    items = max((int(va.leaf_item[v, : va.leaves[v]].max()) + 1 for v in range(len(va.leaves)) if va.leaves[v] and (va.head_decision[v] >= 0).any()),
                default=0)  # fmt: skip
    parting = max((int(va.polities[v]) for v in range(len(va.leaves)) if va.asks_parting[v]), default=0)
    return np.array([items, int(va.changing.max()), parting, int(va.barrier.max())], np.int64)
