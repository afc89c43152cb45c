"""Measure audits: what each costs on this machine, and how it grows. Prints a table; nothing is asserted.

Referee: rlacalc (floats) for the p-value of a comparison audit, its answer checked equal.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from fractions import Fraction
from functools import partial
from pathlib import Path

import rlacalc

from foedus.decide.joint import ElectionCertificate
from foedus.decide.proceed import begin, proceed
from foedus.decide.published import Plan
from foedus.decide.recheck import recheck
from foedus.decide.rehearsal import honest, miscounted, play, side_of
from foedus.voting.assertion import Way
from foedus.voting.audit import GAMMA, comparison_p, comparison_path
from foedus.voting.register import highest_share, most_defects
from foedus.voting.strata import Stratum, least_favourable, of_margins, of_shares

FIVE = Fraction(1, 20)


def seconds(work: Callable[[], object], times: int = 3) -> float:
    """The least CPU time of a few runs."""
    best = float("inf")
    for _ in range(times):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return best


def row(what: str, took: float, note: str = "") -> None:
    print(f"{what:<72} {1000 * took:>10.2f} ms  {note}")


def bound(size: int, sampled: int, defects: int) -> int:
    """A bound worked out afresh."""
    most_defects.cache_clear()
    highest_share.cache_clear()
    return most_defects(size, sampled, defects, Fraction(9, 1000))


def arithmetic() -> None:
    for cards in (622, 6_224, 62_240):
        row(f"comparison, {cards:,} cards followed one by one", seconds(partial(comparison_path, Fraction(6_224, 1_000 * cards), [0] * cards, FIVE)))
    referee = partial(rlacalc.KM_P_value, 400, float(GAMMA), 0.05, 3, 1, 1, 0)
    exact = partial(comparison_p, Fraction(1, 20), {0: 395, 1: 3, 2: 1, -1: 1})
    same = abs(float(exact()) - referee()) < 1e-9
    row("one p-value of 400 cards, exact", seconds(exact), f"rlacalc in floats {1000 * seconds(referee):.3f} ms; answers equal: {same}")
    for size, sampled, defects in ((10_000, 300, 0), (10_000, 3_000, 30), (64_000_000, 10_000, 0), (64_000_000, 3_000, 5)):
        row(f"bound of a register of {size:,}, {sampled:,} looked up, {defects} defects", seconds(partial(bound, size, sampled, defects)))
    for read in (100, 1_000, 10_000):
        pairs = {((1, 1), (1, 1)): read, ((1, 1), (0, 0)): read // 100, ((0, 0), (-1, 1)): 1}
        first, second = (Stratum(cards, (cards // 20, cards), pairs) for cards in (60_000, 40_000))
        for name, split in (("margins", of_margins(first, second)), ("shares", of_shares(Fraction(1, 2), Fraction(1, 2)))):
            row(f"two samples of {read:,}, least favourable split, {name}", seconds(partial(least_favourable, first, second, split)))


def elections() -> None:
    plan = Plan("Chief", Way.PLURALITY, ("Ash", "Box"), ("Alder", "Birch"), lookups=60)
    base = honest(plan, (side_of("Alder", {"Ash": 150, "Box": 80}, blank=10), side_of("Birch", {"Ash": 75, "Box": 85}, blank=10)))
    for name, rehearsal in (("honest", base), ("wrong", miscounted(base, "Alder", 30, "Ash", "Box"))):
        start = time.process_time()
        audited = sum(1 for _ in play(rehearsal, range(200)))
        row(f"one {name} election of 410 cards, audited whole", (time.process_time() - start) / audited)
    for thousands in (5, 50, 250):
        one, two = ({"Ash": ash * thousands, "Box": box * thousands} for ash, box in ((340, 240), (200, 220)))
        larger = Plan("Chief", Way.PLURALITY, ("Ash", "Box"), ("Alder", "Birch"), lookups=1_000)
        with tempfile.TemporaryDirectory() as home:
            folder = Path(home) / "e"
            begin(folder, honest(larger, (side_of("Alder", one, boxes=40), side_of("Birch", two, boxes=40))), 1)
            start = time.process_time()
            done = isinstance(proceed(folder, folder / "truth"), ElectionCertificate)
            row(f"folder of {thousands},000 cards: read, draw, judge, write", time.process_time() - start, f"certified: {done}")
            start = time.process_time()
            holds = all(step.holds for step in recheck(folder))
            row(f"folder of {thousands},000 cards: redone on the other path", time.process_time() - start, f"holds: {holds}")


if __name__ == "__main__":
    print("CPU time, one core, the least of three runs unless one is all\n")
    arithmetic()
    elections()
