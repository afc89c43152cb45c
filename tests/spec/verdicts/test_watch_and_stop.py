"""`check --watch` decides again only what an edit touches, and Ctrl-C keeps what is decided: exit code 130."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from queue import Empty, Queue

import pytest

TEXT = """---
title: Small
---
## Article 1. All

```foedus
unit Elm
polity Alder comprises Elm
residual matters to each polity in its own territory
assembly Alder.House with 3 seats
condition War, initially not
condition Shut, initially not
act Declare, by Alder.House, effect War
act Close, by Alder.House, effect Shut
promise NoWar: never War
promise NotShut: never Shut
```
"""
PATIENCE = 60.0
"""Seconds after which a line that should come is taken not to come: no measure of speed."""
CODE = "import sys; from foedus.cli.main import main; sys.argv[0] = 'foedus'; main()"


class Running:
    """A command whose error stream is read line by line as it comes."""

    def __init__(self, folder, *arguments: str, code: str = CODE) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-u", "-c", code, *arguments], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            env={**os.environ, "COLUMNS": "150"},
            # Where the tests themselves run in the background, Ctrl-C is ignored from birth.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
        )  # fmt: skip
        self.lines: Queue[str] = Queue()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self.process.stderr is not None
        for line in self.process.stderr:
            self.lines.put(line.rstrip())

    def until(self, wanted: Callable[[str], bool]) -> list[str]:
        """The lines up to the one that is waited for."""
        found: list[str] = []
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            try:
                found.append(self.lines.get(timeout=1.0))
            except Empty:
                if self.process.poll() is not None:
                    break
                continue
            if wanted(found[-1]):
                return found
        pytest.fail(f"it did not say what was waited for, but: {found}")

    def stop(self) -> tuple[int, str]:
        """Ctrl-C: the exit code and what stands on standard output."""
        self.process.send_signal(signal.SIGINT)
        assert self.process.stdout is not None
        out = self.process.stdout.read()
        return self.process.wait(PATIENCE), out


@pytest.fixture
def running(tmp_path):
    started: list[Running] = []

    def start(*arguments: str, **more: str) -> Running:
        started.append(Running(tmp_path, *arguments, **more))
        return started[-1]

    yield start
    for one in started:
        if one.process.poll() is None:
            one.process.kill()
        one.process.wait()


def _decided(lines: list[str]) -> set[str]:
    return {line.rpartition(": ")[2] for line in lines if line.startswith("[")}


def test_an_edit_is_seen_and_only_what_it_touches_is_decided_again(running, tmp_path):
    file = tmp_path / "small.md"
    file.write_text(TEXT, encoding="utf-8")
    watch = running("check", "small.md", "--watch")
    first = watch.until(lambda line: "verdicts kept" in line)
    assert _decided(first) == {"NoWar", "NotShut"}
    file.write_text(TEXT.replace("act Close, by Alder.House,", "act Close, by Alder.House, when War,"), encoding="utf-8")
    second = watch.until(lambda line: "verdicts kept" in line)
    assert _decided(second) == {"NotShut"}
    assert second[-1].startswith("1 verdicts kept")
    code, out = watch.stop()
    assert code == 0
    assert out.count("Promises (2)") == 2


SLOW = """
import sys, time
import foedus.reason.promise.plan as plan
judge = plan.judge
def slow(settlement, name, **more):
    if name == "NotShut":
        time.sleep(3600)
    return judge(settlement, name, **more)
plan.judge = slow
from foedus.cli.main import main
sys.argv[0] = "foedus"
main()
"""
"""One promise that takes an hour."""


def test_stopped_by_hand_what_is_decided_is_kept_and_printed(running, tmp_path):
    (tmp_path / "small.md").write_text(TEXT, encoding="utf-8")
    check = running("check", "small.md", code=SLOW)
    check.until(lambda line: line.endswith(": NoWar"))
    code, out = check.stop()
    assert code == 130
    rows = {line.split()[1]: line for line in out.splitlines() if line.startswith(("refuted", "undecided"))}
    assert rows["NoWar"].startswith("refuted")
    assert rows["NotShut"].startswith("undecided")
    assert "stopped by hand" in rows["NotShut"]
