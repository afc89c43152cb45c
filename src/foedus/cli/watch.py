"""`check --watch`: stays, and checks again whenever the file changes; what an edit does not touch is not decided again."""

from __future__ import annotations

import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from foedus.errors import QuestionError

if TYPE_CHECKING:
    from foedus.checked import Checked

PAUSE = 0.2
"""Seconds between two looks at the file."""


def watching(file: str, *, promises: bool, limit: float) -> None:
    """Check a file now and whenever it changes, until stopped by hand."""
    from foedus.reason.promise.unhurried import at_rest

    path = Path(file)
    if not path.is_file():
        raise QuestionError(f"{file} is no file that can be watched", mend="give the path of a settlement")
    before: Checked | None = None
    seen = -1
    try:
        while True:
            stamp = path.stat().st_mtime_ns if path.is_file() else seen
            if stamp != seen:
                seen = stamp
                before = once(file, before, promises=promises, limit=limit)
                at_rest()
            time.sleep(PAUSE)
    except KeyboardInterrupt:
        print("stopped", file=sys.stderr)


def once(file: str, before: Checked | None, *, promises: bool, limit: float) -> Checked:
    """One check, told; verdicts that the edit since the last one does not touch are taken from there."""
    from foedus import api
    from foedus.cli.tell import tell_check
    from foedus.cli.tell_promises import progress
    from foedus.reason.limits import DEFAULT

    began = time.monotonic()
    loaded = api.read(file)
    kept: tuple[str, ...] = ()
    if promises and before is not None and before.settlement is not None and loaded.settlement is not None and not loaded.errors:
        from foedus.reason.promise.reuse import carried

        kept = carried(before.settlement, loaded.settlement)
    checked = api.check(loaded, promises=promises, seconds=limit)
    if promises and checked.settlement is not None and not checked.at_once:
        from foedus.reason.promise.plan import verdicts

        verdicts(checked.settlement, limits=replace(DEFAULT, seconds=limit), tell=progress)
    tell_check(checked)
    if promises and any(one.tried and one.tried[0].method == "stopped" for one in checked.verdicts):
        raise KeyboardInterrupt  # the hand that stopped the check stops the watch too
    print(f"{len(kept)} verdicts kept; {time.monotonic() - began:.2f} s", file=sys.stderr)
    return checked
