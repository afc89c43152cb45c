"""The fast engine: 32 worlds side by side, float32, one pass over all variants, so that draws are made once.

The same draws as the reference in every bit, and its results within 2e-4; the same build gives the same bits, wherever a run is cut.
Compiled once and kept; the first run on a machine takes some seconds for it, and says so.
Needs: NumPy, Numba (the extra `fast`).
"""

# mypy: disable-error-code="no-untyped-def"

from __future__ import annotations

import threading
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foedus.draws import STREAMS, key_of
from foedus.simulate import fast_people as people
from foedus.simulate import fast_record as record
from foedus.simulate import fast_votes as votes
from foedus.simulate import fast_year as year
from foedus.simulate.fast_add import add_block
from foedus.simulate.fast_math import LANES, ONE, ZERO, entry, kept, lanes
from foedus.simulate.fast_tables import Places, Variants, card_rows, places, variants
from foedus.simulate.quantities import OFFICES, PLACE
from foedus.simulate.running import Task

_DECISIONS, _CHANGES, _PARTING = (np.int64(STREAMS[n]) for n in ("joint decisions", "change of polity", "parting"))
_BASE_YEAR = np.int64(0)
_lasting, _economy, _leaning, _chances = year.lasting, year.economy_shocks, year.leaning_shocks, year.chances
_due, _grow, _jobs, _accounts = year.due_effects, year.grow, year.jobs, year.accounts
_flows, _move = people.flows, people.move
_deviations, _seats, _elections, _joint, _means, _changes, _part, _asks = (
    votes.deviations, votes.take_seats, votes.elections, votes.joint_decisions, votes.means, votes.changes, votes.parting, votes.who_asks,
)  # fmt: skip
_sums, _add, _rows, _places = record.sums, record.add_year, record.rows, record.place_rows


@lanes
def begin(va, pl, st, w):
    """The state at the base year, in every variant."""
    for v in range(st.people.shape[0]):
        for i in range(st.people.shape[1]):
            for lane in range(LANES):
                st.people[v, i, lane] = pl.people[i] * pl.first[i]
                st.people[v, i, LANES + lane] = pl.people[i] * (ONE - pl.first[i])
                st.member[v, i, lane] = va.member[v, i]
                w.population[i, lane] = pl.people[i]
                st.adults[v, i, lane] = pl.adults[i] * pl.people[i]
                st.votes[v, i, lane] = pl.adults[i] * pl.people[i] * pl.turnout[i]
                st.first[v, i, lane] = st.votes[v, i, lane] * pl.first[i]
                st.order[v, lane, i] = i
        st.funded[v] = ONE
        st.pivot[v] = -1
        _deviations(st, w, v)
        _seats(va, pl, st, w, v, _BASE_YEAR)


@lanes
def clear(st):
    """Nothing has been yet."""
    st.x[:], st.v[:], st.due[:], st.parts[:], st.parted[:], st.place_net[:] = ZERO, ZERO, ZERO, ZERO, ZERO, ZERO
    st.net[:], st.misfit[:], st.alone[:], st.carries[:], st.wins[:], st.joint[:] = ZERO, ZERO, ZERO, ZERO, ZERO, ZERO
    st.medians[:] = ZERO


@lanes
def _keep(page, out, at):
    """Copy a page of series to its place: written line by line, since lines far apart share the fastest memory."""
    for s in range(page.shape[0]):
        row, line = out[s], page[s]
        for lane in range(LANES):
            row[at + lane] = line[lane]


@lanes
def weather(va, pl, sh, cards, world, t, needs, k0, k1):
    """Everything that all variants share of a year. needs: items of decisions, whether units may change, whether parting may be asked."""
    is_office = False
    for v in range(va.polities.shape[0]):
        for office in range(va.offices[v]):
            is_office = is_office or t % va.office_term[v, office] == 0
    _economy(pl, sh, world, t, k0, k1)
    _leaning(pl, sh, world, t, is_office, k0, k1)
    if needs[0] > 0:
        _chances(sh, _DECISIONS, needs[0], world, t, k0, k1, sh.decisions)
    if needs[1] > 0:
        _chances(sh, _CHANGES, pl.people.shape[0], world, t, k0, k1, sh.asked)
        _asks(va, sh, cards, pl.people.shape[0], 0)
    if needs[2] > 0:
        _chances(sh, _PARTING, needs[2], world, t, k0, k1, sh.parting)


@lanes
def live(va, pl, sh, st, w, cards, over_mix, melting, v, world, t, k0, k1, pivots):
    """One year of one variant; pivots: whether the place that tips an election is asked for."""
    _due(va, st, v, t)
    _grow(va, pl, sh, st, w, cards, v, t)
    _jobs(va, pl, sh, st, w, cards, v)
    _accounts(va, pl, sh, st, w, cards, over_mix, v)
    _flows(va, st, w, v)
    _move(pl, sh, st, w, cards, melting, v, t)
    _seats(va, pl, st, w, v, t)
    _elections(va, pl, sh, st, w, v, t, pivots)
    _joint(va, sh, st, w, cards, v)
    if va.changing[v] == 1 or va.asks_parting[v] == 1:
        _means(va, st, w, v)
        _changes(va, sh, st, w, cards, v, world, t, k0, k1)
        _part(va, sh, st, w, cards, v, world, t, k0, k1)


@entry
def run_blocks(va, pl, sh, st, w, cards, over_mix, melting, wide, needs, first, blocks, years, k0, k1, map_years, out, maps):
    """Run some blocks of lanes. wide: 1 where cards differ from world to world; out: [variants, years, series, worlds]."""
    n, room = va.polities.shape[0], st.people.shape[1]
    own, mix, melt = np.empty((cards.shape[0], LANES), np.float32), np.empty((room, LANES), np.float32), np.empty((room, LANES), np.float32)
    rounds, page = np.zeros((n, OFFICES), np.int64), np.empty((out.shape[2], LANES), np.float32)
    for block in range(blocks):
        at, world = block * LANES, first + block * LANES
        for lane in range(LANES):
            column = at + lane if wide == 1 else 0
            own[:, lane], mix[:, lane], melt[:, lane] = cards[:, column], over_mix[:, column], melting[:, column]
        clear(st)
        begin(va, pl, st, w)
        rounds[:] = 0
        _lasting(pl, sh, world, k0, k1)
        for t in range(1, years + 1):
            weather(va, pl, sh, own, world, t, needs, k0, k1)
            for v in range(n):
                pivots = False
                for m in range(map_years.shape[0]):
                    pivots = pivots or (va.offices[v] > 0 and t <= map_years[m] < t + va.office_term[v, 0])
                live(va, pl, sh, st, w, own, mix, melt, v, world, t, k0, k1, pivots)
                for office in range(min(va.offices[v], OFFICES)):
                    rounds[v, office] += 1 if t % va.office_term[v, office] == 0 else 0
                _sums(va, pl, st, w, v)
                _add(pl, st, w, v)
                _rows(va, pl, st, w, v, t, rounds, page, 0)
                _keep(page, out[v, t - 1], at)
                for m in range(map_years.shape[0]):
                    if map_years[m] == t:
                        _places(st, w, v, maps[m, v], at)


class Fast:
    """The engine as `running` calls it; rooms for its arrays are kept, one for each thread."""

    name = "fast"
    block = LANES
    add_block = staticmethod(add_block)

    def __init__(self) -> None:
        self._local = threading.local()

    @property
    def is_cold(self) -> bool:
        """Whether its code has still to be compiled on this machine."""
        return not any(kept().glob("**/*.run_blocks*.nbc"))

    def run(self, task: Task, first: int, count: int) -> tuple[NDArray[np.float32], Mapping[int, NDArray[np.float32]]]:
        """Whole blocks of lanes around the worlds asked for, cut to them."""
        begin_at = first - first % LANES
        blocks = -(-(first + count - begin_at) // LANES)
        va, pl = self._tables(task)
        sh, st, w = self._room(va, pl)
        cards, mix, melting = card_rows(task, begin_at, blocks * LANES)
        width = blocks * LANES
        out = np.empty((len(task.variants), task.years, len(task.series), width), np.float32)
        maps = np.empty((len(task.map_years), len(task.variants), len(PLACE), task.calibration.places, width), np.float32)
        k0, k1 = (np.uint32(word) for word in key_of(task.seed))
        run_blocks(va, pl, sh, st, w, cards, mix, melting, int(bool(task.drawn)), needs(va), begin_at, blocks, task.years, k0, k1,
                   np.array(task.map_years, np.int64), out, maps)  # fmt: skip
        cut = slice(first - begin_at, first - begin_at + count)
        return out[..., cut], {year: maps[number][..., cut] for number, year in enumerate(task.map_years)}

    def _tables(self, task: Task) -> tuple[Variants, Places]:
        known = getattr(self._local, "tables", None)
        if known is None or known[0] is not task:
            known = self._local.tables = (task, variants(task.grounds), places(task))
        return known[1], known[2]

    def _room(self, va: Variants, pl: Places) -> tuple[Any, Any, Any]:
        shape = (len(va.polities), int(va.polities.max()), int(va.heads.max()), va.leaf_item.shape[1], pl.people.shape[0], int(pl.whole[0]))
        known = getattr(self._local, "room", None)
        if known is None or known[0] != shape:
            known = self._local.room = (shape, _shared(shape), _state(shape), _work(shape))
        return known[1], known[2], known[3]


def needs(va: Variants) -> NDArray[np.int64]:
    """What uniforms a year asks for: items of decisions, places that may change polity, polities that may part."""
    items = max((int(va.leaf_item[v, : va.leaves[v]].max()) + 1 for v in range(len(va.leaves)) if va.leaves[v] and (va.head_decision[v] >= 0).any()),
                default=0)  # fmt: skip
    parting = max((int(va.polities[v]) for v in range(len(va.leaves)) if va.asks_parting[v]), default=0)
    return np.array([items, int(va.changing.max()), parting], np.int64)


def _rows_of(number: int) -> int:
    """Room for a whole block of four, and one more."""
    return -(-number // 4) * 4 + 4


def _shared(shape: tuple[int, ...]) -> year.Shared:
    places_, wide = shape[4], _rows_of(shape[4] + 1)

    def lanes_of(rows: int = wide) -> NDArray[np.float32]:
        return np.zeros((rows, LANES), np.float32)

    whole = [lanes_of() for _ in range(7)]
    room = places_ * LANES
    asked = [np.zeros(room, np.int64), np.zeros(room, np.int64), np.zeros(1, np.int64)]
    return year.Shared._make([*whole, lanes_of(_rows_of(shape[3])), lanes_of(), *asked, lanes_of(_rows_of(shape[1])), lanes_of(), lanes_of(), lanes_of(),
                              lanes_of(16), np.zeros(LANES, np.float32)])  # fmt: skip


def _state(shape: tuple[int, ...]) -> year.State:
    n, _, heads, leaves, places_, scopes = shape

    def of(*sizes: int) -> NDArray[np.float32]:
        return np.zeros((n, *sizes, LANES), np.float32)

    by_place = [of(places_) for _ in range(4)]
    return year.State._make([
        np.zeros((n, places_, 2 * LANES), np.float32), *by_place, of(), of(), of(max(heads, 1)), of(max(leaves, 1)),
        np.zeros((n, LANES, places_), np.int64), of(places_), of(places_), of(places_), of(places_), np.zeros((n, LANES), np.int64),
        of(max(scopes, 1)), of(max(scopes, 1)), of(max(scopes, 1)), of(max(scopes, 1)), of(OFFICES), of(3),
    ])  # fmt: skip


def _work(shape: tuple[int, ...]) -> year.Work:
    places_, groups, scopes = shape[4], shape[1], shape[5]
    by_place = [np.zeros((places_, LANES), np.float32) for _ in range(11)]
    both = [np.zeros((places_, 2 * LANES), np.float32) for _ in range(6)]
    return year.Work._make([*by_place, *both, np.zeros((16, max(groups, 2), LANES), np.float32), np.zeros((13, scopes + 1, LANES), np.float32),
                     np.zeros((12, LANES), np.float32), np.zeros(places_, np.float32)])  # fmt: skip
