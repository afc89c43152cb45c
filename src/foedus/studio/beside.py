"""Work done beside other work: in a forked process where that can be had, else at the moment when its result is asked for."""

from __future__ import annotations

import multiprocessing
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from typing import TypeVar

Found = TypeVar("Found")
Tell = Callable[[int, int], None]
"""Told how much is done, and of how much."""
Work = Callable[[Tell], Found]

EVERY = 0.25
"""Seconds between two words of progress: a pipe that nobody reads yet must not fill."""


@contextmanager
def beside(work: Work[Found], *, wanted: bool = True) -> Iterator[Callable[[Tell], Found]]:
    """Begin a piece of work, and give a function that waits for its result, which must be picklable; an error of the work is raised there.

    wanted: whether another process may be used. Where it dies before its result is there, the work is done here. It ends with the block.
    """
    if not wanted or "fork" not in multiprocessing.get_all_start_methods():
        yield work
        return
    context = multiprocessing.get_context("fork")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_apart, args=(work, there), daemon=True)
    process.start()
    there.close()
    try:
        yield lambda tell: _waited(here, work, tell)
    finally:
        process.terminate()
        process.join()
        here.close()


def _apart(work: Work[Found], pipe: Connection) -> None:
    """What the other process does; it is stopped by its parent, not by the hand that stops the parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    said = 0.0

    def tell(done: int, of: int) -> None:
        nonlocal said
        if time.monotonic() - said > EVERY:
            said = time.monotonic()
            pipe.send((False, (done, of)))

    pipe.send((True, work(tell)))


def _waited(pipe: Connection, work: Work[Found], tell: Tell) -> Found:
    while True:
        try:
            made, found = pipe.recv()
        except EOFError:  # it died, or raised: what is wrong shows here
            return work(tell)
        if made:
            result: Found = found
            return result
        tell(*found)
