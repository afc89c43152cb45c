"""All promises of a settlement decided, one after the other or side by side in processes, each told as soon as it is known.

Verdicts are kept with the settlement, so that what is decided once is not decided again. Stopped by hand, what is decided stays.
Needs: `foedus.reason.promise.judge`.
"""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Callable, Iterator

from foedus.model.compile import machine
from foedus.model.settlement import Settlement
from foedus.reason.limits import DEFAULT, Limits, Tried
from foedus.reason.promise.docket import Docket
from foedus.reason.promise.groundwork import groundwork
from foedus.reason.promise.judge import judge
from foedus.reason.promise.unhurried import seldom_collected
from foedus.reason.promise.verdict import UNDECIDED, Verdict

Tell = Callable[[Verdict, int, int], None]
"""Is told each verdict with its number and how many there are."""


def all_names(settlement: Settlement) -> tuple[str, ...]:
    """Promises, then possibilities, in the order of the text."""
    return (*settlement.promises, *settlement.possibles)


def known(settlement: Settlement) -> dict[str, Verdict]:
    """The verdicts found so far, by name."""
    found: dict[str, Verdict] = settlement.memo.setdefault("verdicts", {})
    return found


def verdict(settlement: Settlement, name: str, limits: Limits = DEFAULT) -> Verdict:
    """The verdict on one promise or possibility, found once."""
    found = known(settlement)
    if name not in found or (found[name].verdict == UNDECIDED and limits.seconds > _seconds(found[name])):
        found[name] = judge(settlement, name, limits=limits)
    return found[name]


def _seconds(one: Verdict) -> float:
    return max((tried.seconds for tried in one.tried), default=0.0)


def verdicts(settlement: Settlement, *, limits: Limits = DEFAULT, processes: int = 1, tell: Tell | None = None) -> tuple[Verdict, ...]:
    """The verdicts on all promises and possibilities, in the order of the text.

    processes: how many work side by side; tell: is told each as it comes. Stopped by hand, what is missing comes out undecided.
    """
    names = all_names(settlement)
    found = known(settlement)
    waiting = [name for name in names if name not in found]
    number = len(names) - len(waiting)
    try:
        with seldom_collected():
            for one in _decided(settlement, waiting, limits, processes):
                found[one.name] = one
                number += 1
                if tell is not None:
                    tell(one, number, len(names))
    except KeyboardInterrupt:
        if tell is None:
            raise
        found.update({name: _stopped(settlement, name) for name in names if name not in found})
    return tuple(found.get(name) or _stopped(settlement, name) for name in names)


def _stopped(settlement: Settlement, name: str) -> Verdict:
    clause = settlement.promises.get(name) or settlement.possibles[name]
    return Docket(settlement, clause).verdict(UNDECIDED, "It was stopped by hand.", tried=(Tried("stopped", "by hand"),))


_shared: list[tuple[Settlement, Limits]] = []
"""What forked workers inherit: a settlement is not sent to them."""


def _work(name: str) -> Verdict:
    settlement, limits = _shared[-1]
    return judge(settlement, name, limits=limits)


def _deaf() -> None:
    """A worker is stopped by its parent, not by the hand that stops the parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _decided(settlement: Settlement, names: list[str], limits: Limits, processes: int) -> Iterator[Verdict]:
    if processes < 2 or len(names) < 2 or "fork" not in multiprocessing.get_all_start_methods():
        for name in names:
            yield judge(settlement, name, limits=limits)
        return
    machine(settlement)
    groundwork(settlement, limits)
    _shared.append((settlement, limits))
    pool = multiprocessing.get_context("fork").Pool(min(processes, len(names)), initializer=_deaf)
    try:
        yield from pool.imap_unordered(_work, names)
    finally:
        pool.terminate()
        _shared.pop()
