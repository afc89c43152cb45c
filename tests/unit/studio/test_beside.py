"""Work beside other work: the same result, its errors, its progress, and nothing lost where the other process dies."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable

import pytest

from foedus.studio.beside import beside

Tell = Callable[[int, int], None]


def quiet(done: int, of: int) -> None:
    """Nobody listens."""


@pytest.mark.parametrize("wanted", [True, False])
def test_its_result_is_that_of_the_work(wanted: bool) -> None:
    def work(tell: Tell) -> tuple[int, bool]:
        return 42, os.getpid() == here

    here = os.getpid()
    with beside(work, wanted=wanted) as found:
        assert found(quiet) == (42, not wanted)


def test_an_error_of_the_work_is_raised_where_its_result_is_asked_for() -> None:
    def work(tell: Tell) -> int:
        raise ValueError("as told")

    with beside(work) as found, pytest.raises(ValueError, match="as told"):
        found(quiet)


def test_a_process_that_dies_loses_nothing() -> None:
    here = os.getpid()

    def work(tell: Tell) -> str:
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return "done here"

    with beside(work) as found:
        assert found(quiet) == "done here"


def test_its_progress_is_told_and_a_pipe_that_nobody_reads_does_not_fill() -> None:
    def work(tell: Tell) -> str:
        for done in range(200_000):
            tell(done, 200_000)
        return "all"

    told: list[int] = []
    with beside(work) as found:
        assert found(lambda done, of: told.append(of)) == "all"
    assert 1 <= len(told) < 1000
    assert set(told) == {200_000}


def test_it_ends_with_the_block() -> None:
    def work(tell: Tell) -> int:
        tell(os.getpid(), 0)
        time.sleep(600)
        return 0

    began, seen = time.monotonic(), list[int]()
    with beside(work) as found, pytest.raises(InterruptedError):
        found(lambda done, of: (seen.append(done), stop()))
    assert time.monotonic() - began < 60
    with pytest.raises(ProcessLookupError):
        os.kill(seen[0], 0)


def stop() -> None:
    """As Ctrl-C would."""
    raise InterruptedError
