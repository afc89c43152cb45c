"""Progress on standard error: a bar on a terminal, a line every five seconds otherwise, nothing with `--quiet`."""

from __future__ import annotations

import sys
import time
from types import TracebackType

WAIT = 5.0
"""Seconds between lines where there is no terminal."""
_WIDTH = 30


class Bar:
    """How far something is: done, in all, a second, time left, jobs failed and tried again."""

    def __init__(self, what: str, whole: int, *, quiet: bool = False) -> None:
        self.what, self.whole, self.quiet = what, whole, quiet
        self.begun, self.told, self.failed = time.monotonic(), time.monotonic(), 0
        self.shown = False

    def __enter__(self) -> Bar:
        """Begin to count."""
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None) -> None:
        """Leave the line of the bar."""
        if self.shown and sys.stderr.isatty():
            sys.stderr.write("\n")

    def fail(self) -> None:
        """One job was lost and is tried again."""
        self.failed += 1

    def show(self, done: int, whole: int) -> None:
        """Show how far it is; nothing for what takes less than a second."""
        now = time.monotonic()
        if self.quiet or now - self.begun < 1.0:
            return
        if sys.stderr.isatty():
            filled = _WIDTH * done // max(whole, 1)
            sys.stderr.write(f"\r{'█' * filled}{'·' * (_WIDTH - filled)} {self._words(done, whole, now)}\033[K")
            sys.stderr.flush()
            self.shown = True
        elif now - self.told >= WAIT:
            self.told = now
            print(self._words(done, whole, now), file=sys.stderr)

    def _words(self, done: int, whole: int, now: float) -> str:
        rate = done / max(now - self.begun, 1e-9)
        left = (whole - done) / rate if rate else 0.0
        failed = f", {self.failed} tried again" if self.failed else ""
        return f"{done:,} of {whole:,} {self.what}, {rate:,.0f} a second, {left:,.0f} s left{failed}"
