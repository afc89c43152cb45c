"""Where jobs run: in this process, or on a Dask cluster. One contract: submit, gather as they end, cancel.

A lost worker is the same job again, on another; after a few times it is told. Neither is imported before it is used.
Needs: the standard library; `dask.distributed` (the extra `sweep`) for the second.
"""

from __future__ import annotations

import importlib
import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Protocol

from foedus.errors import FoedusError, LimitReached, ModelError

TRIES = 3
"""How often a job is tried before it is given up."""


@dataclass(frozen=True)
class Ticket:
    """A job that was handed in. name: by which its result is known."""

    name: str
    held: Any


class Executor(Protocol):
    """What every executor does; a result is what the function gave."""

    def submit(self, name: str, function: Callable[..., Any], *arguments: Any) -> Ticket:
        """Hand in a job."""

    def gather(self, tickets: Iterable[Ticket], failed: Callable[[], None] | None = None) -> Iterator[tuple[str, Any]]:
        """Results as they end, by name. failed: called for each job that is lost and tried again."""

    def cancel(self, tickets: Iterable[Ticket]) -> None:
        """Let jobs go that have not begun."""

    def __enter__(self) -> Executor:
        """Open it."""

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None) -> None:
        """Close it."""


class InProcess:
    """Threads of this process, one for each core unless told otherwise."""

    def __init__(self, threads: int | None = None) -> None:
        self.pool = ThreadPoolExecutor(threads or len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else threads)

    def __enter__(self) -> InProcess:
        """Open it."""
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None) -> None:
        """Close it; what has not begun is let go where something went wrong."""
        self.pool.shutdown(wait=True, cancel_futures=kind is not None)

    def submit(self, name: str, function: Callable[..., Any], *arguments: Any) -> Ticket:
        """Hand in a job."""
        return Ticket(name, self.pool.submit(function, *arguments))

    def gather(self, tickets: Iterable[Ticket], failed: Callable[[], None] | None = None) -> Iterator[tuple[str, Any]]:
        """Results as they end."""
        by_future: dict[Future[Any], str] = {ticket.held: ticket.name for ticket in tickets}
        for future in as_completed(by_future):
            yield by_future[future], future.result()

    def cancel(self, tickets: Iterable[Ticket]) -> None:
        """Let jobs go that have not begun."""
        for ticket in tickets:
            ticket.held.cancel()


class Dask:
    """A Dask cluster: the scheduler at an address, or so many workers started on this machine."""

    def __init__(self, scheduler: str = "", workers: int = 2) -> None:
        try:
            distributed: Any = importlib.import_module("distributed")
        except ImportError as missing:
            raise ModelError("many machines need Dask, which is not installed", mend="pip install 'foedus[sweep]', or leave --scheduler out") from missing
        self.cluster: Any = None
        try:
            if scheduler:
                self.client: Any = distributed.Client(scheduler, timeout="10s")
            else:
                self.cluster = distributed.LocalCluster(n_workers=workers, threads_per_worker=1, processes=True, dashboard_address=None, silence_logs=50)
                self.client = distributed.Client(self.cluster)
        except (OSError, TimeoutError, ValueError) as problem:
            raise ModelError(
                f"there is no Dask scheduler at {scheduler}: {problem}", mend="start one with `dask scheduler`, and give its tcp:// address"
            ) from problem
        self.calls: dict[str, tuple[Callable[..., Any], tuple[Any, ...]]] = {}

    def __enter__(self) -> Dask:
        """Open it."""
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None) -> None:
        """Close what was opened."""
        self.client.close()
        if self.cluster is not None:
            self.cluster.close()

    def submit(self, name: str, function: Callable[..., Any], *arguments: Any) -> Ticket:
        """Hand in a job; the arguments that recur are sent once."""
        self.calls[name] = (function, arguments)
        return Ticket(name, self.client.submit(function, *arguments, key=f"foedus-{name}-0", pure=False, retries=0))

    def gather(self, tickets: Iterable[Ticket], failed: Callable[[], None] | None = None) -> Iterator[tuple[str, Any]]:
        """Results as they end; a job whose worker was lost is handed in again, TRIES times at most."""
        ended: Any = importlib.import_module("distributed").as_completed
        names = {ticket.held.key: (ticket.name, 1) for ticket in tickets}
        waiting = ended([ticket.held for ticket in tickets])
        for future in waiting:
            name, tries = names.pop(future.key)
            problem = future.exception() if future.status == "error" else None
            if problem is None and future.status == "finished":
                yield name, future.result()
                future.release()
                continue
            if isinstance(problem, FoedusError):
                raise problem
            if tries >= TRIES:
                raise LimitReached(f"job {name} was lost {TRIES} times: {problem}", mend="look at the workers; finished jobs are kept, run the same again")
            if failed is not None:
                failed()
            function, arguments = self.calls[name]
            again = self.client.submit(function, *arguments, key=f"foedus-{name}-{tries}", pure=False, retries=0)
            names[again.key] = (name, tries + 1)
            waiting.add(again)

    def cancel(self, tickets: Iterable[Ticket]) -> None:
        """Let jobs go."""
        self.client.cancel([ticket.held for ticket in tickets])


def executor_for(scheduler: str = "", workers: int = 0) -> InProcess | Dask:
    """The executor for an address, a number of workers on this machine, or this process alone."""
    return Dask(scheduler, workers or 2) if scheduler or workers else InProcess()
