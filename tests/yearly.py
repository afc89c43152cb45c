"""What tests of the yearly model share: a small country of two invented polities, and runs of the shipped settlements."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np

import foedus
from foedus.model.settlement import Settlement
from foedus.simulate.calibration import Base, Calibration, Fiscal, Jobs, People, Product, Votes
from foedus.simulate.cards import with_values
from foedus.simulate.compiled import Change, Compiled, Decision, Elected, Head, Leaf, Part
from foedus.simulate.compiling import compile_settlement
from foedus.simulate.running import Reference, Task
from foedus.simulate.yearly import calibration_of

SHIPPED = ("soft-secession", "status-quo", "three-joint-offices", "full-secession", "fifty-sovereign-states", "no-common-bank")


@cache
def settlement(name: str) -> Settlement:
    return foedus.load(name)


@cache
def shipped(name: str) -> Compiled:
    return compile_settlement(settlement(name), calibration_of().codes)


def task(*names: str, worlds: int = 64, years: int = 8, seed: int = 7, calibration: Calibration | None = None, **cards: float) -> Task:
    """A task over shipped settlements; the last is the baseline. A card `lambda` is written `lambda_`."""
    values = with_values({name.rstrip("_"): value for name, value in cards.items()})
    found = calibration or calibration_of()
    return Task(tuple(shipped(name) for name in names), found, values, seed, worlds, years, baseline=len(names) - 1)


def run(made: Task) -> np.ndarray:
    """All worlds of a task by the reference engine: [variants, years, series, worlds]."""
    return Reference().run(made, 0, made.worlds)[0]


def series(made: Task, quantity: str, scope: str) -> int:
    return [(one.quantity, one.scope_id) for one in made.series].index((quantity, scope))


# ---- a small country: six places, of which the first three are Alder's


def small(places: int = 6, seed: int = 3) -> Calibration:
    """A calibration with every block filled from a seed, and votes that lean to group 1 in the first half of the places."""
    rng = np.random.default_rng(seed)
    people = rng.uniform(1e6, 9e6, places)
    moves = rng.uniform(0.0005, 0.004, (places, places))
    np.fill_diagonal(moves, 0.0)
    share = np.where(np.arange(places) < places // 2, 0.56, 0.44) + rng.normal(0, 0.01, places)
    fiscal = rng.normal(0, 0.02, (4, places))
    made = people * rng.uniform(50, 90, places)
    taxes = np.tile(made * 200.0, (4, 1))

    def factors(size: float) -> np.ndarray:
        return rng.normal(0, size, (places, 3))

    product = Product(0.015, 0.018, 0.01, rng.uniform(0.7, 1.2, places), 0.93, 0.29, np.full(places, 0.015), factors(0.006), np.ones(3),
                      np.full(places, 0.012), 0.09, (1997, 2024))  # fmt: skip
    jobs = Jobs(0.86, 0.83, 0.83, rng.uniform(0.7, 1.1, places), 0.27, 53.0, np.full(places, 0.5), factors(0.2), np.ones(3), np.full(places, 0.4), -0.31,
                np.full(places, 0.5), (1976, 2018))  # fmt: skip
    balance = fiscal * made * 1000
    money = Fiscal(taxes, taxes + balance, balance, balance.sum(1) * np.array([1.0, 0.0, 0.0, 0.0]), made * 1000, fiscal, people, 2019)
    moving = People(moves, moves, 0.62, moves, 0.2, rng.normal(0, 0.003, places), people / people.sum(), 1e6, (moves @ people) / people, 0.0036, (2022,))
    votes = Votes(np.log(share / (1 - share)), 0.015, 0.13, 0.13, factors(0.05), np.full(3, 0.05), np.full(places, 0.06), 0.25, np.full(places, 0.6), 0.044,
                  0.071, (2024,))  # fmt: skip
    two = np.stack((people * 0.4 * share, people * 0.4 * (1 - share)))
    base = Base(2024, people, people * 0.78, made, two, people * 0.01, two.sum(0), share, ("first", "second"))
    codes = tuple("abcdefghijklmnop"[:places])
    return Calibration("small", codes, 2024, "small", product, jobs, money, moving, votes, base)


def two_peers(places: int = 6, *, swapped: bool = False, first: int | None = None, **changed: object) -> Compiled:
    """Alder (the first half of the places) and Birch, peers with chambers, a joint office, a joint head, changes of polity and parting.

    swapped: Birch is declared first, and everything else is as it was. first: how many places are Alder's.
    """
    half = places // 2 if first is None else first
    alder, birch = (1, 0) if swapped else (0, 1)
    member = tuple(alder if n < half else birch for n in range(places))
    chambers = [("Alder", alder), ("Birch", birch)]
    leaves = [Leaf(f"{name}.{house}", "chamber", polity, tuple(range(2, 2 + places)) if house == "House" else (2,) * places)
              for name, polity in (reversed(chambers) if swapped else chambers) for house in ("House", "Senate")]  # fmt: skip
    first_pair, second_pair = Decision("first", (0, 1), (3,), ("Art. 1(1)",)), Decision("second", (2, 3), (3,), ("Art. 1(1)",))
    whole = Decision("whole", (0, 1, 2, 3), (15,), ("Art. 1(1)",))
    found = Compiled(
        "Two peers", "text", tuple("abcdefghijklmnop"[:places]), ("Birch", "Alder") if swapped else ("Alder", "Birch"), member, "one", False,
        ("mild", "mild"), True, tuple(leaves), (first_pair, second_pair, whole), (Head("Staff", "shares", (0.5, 0.5), 2, False, "Art. 1(2)"),),
        (Elected("Warden", "Warden", "popular", 4, (), "Art. 1(3)"),), Change((True,) * places, 0.5, (0, 1), 1, 0, "Art. 2(1)"),
        Part((0, 1), 0.5, 1, 0, "Art. 3(1)"),
    )  # fmt: skip
    order = sorted(range(4), key=lambda n: (found.rank[found.leaves[n].polity], n))
    numbered = tuple(replace(leaf, item=order.index(n)) for n, leaf in enumerate(found.leaves))
    return replace(found, leaves=numbered, **changed)


def one_polity(places: int = 6) -> Compiled:
    """The whole small country under one polity."""
    return Compiled("One", "text", tuple("abcdefghijklmnop"[:places]), ("Whole",), (0,) * places, "one", True, ("free",), False, (), (), (),
                    (Elected("Warden", "Warden", "popular", 4, (), "Art. 1(1)"),), None, None)  # fmt: skip


def small_task(*variants: Compiled, worlds: int = 256, years: int = 8, seed: int = 7, **cards: float) -> Task:
    values = with_values({name.rstrip("_"): value for name, value in cards.items()})
    return Task(variants, small(len(variants[0].codes)), values, seed, worlds, years, baseline=len(variants) - 1)
