"""A fuzzer guided by coverage, for longer runs: documents that reach new lines of foedus are kept, and changed further.

Run: `python fuzz/guided.py [--seconds N] [--seed N] [--corpus FOLDER]`. Where atheris is installed it does the guiding; else lines are watched by
Python's own tracing. A document that breaks a law (`tests/documents.py` says them) is written to `fuzz/found/`, and the run ends with 1.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import random
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]

from documents import by_bytes, by_grammar, pieces, spoil, try_bytes  # noqa: E402

WATCHED = tuple(str(ROOT / "src" / "foedus" / part) for part in ("text", "model", "reason"))
FOUND = Path(__file__).parent / "found"


def lines_of(work: Callable[[], object]) -> set[tuple[str, int]]:
    """The lines of foedus that a piece of work reaches."""
    reached: set[tuple[str, int]] = set()

    def line(frame: FrameType, event: str, _: Any) -> Any:
        if event == "line":
            reached.add((frame.f_code.co_filename, frame.f_lineno))
        return line

    def call(frame: FrameType, _: str, __: Any) -> Any:
        return line if frame.f_code.co_filename.startswith(WATCHED) else None

    sys.settrace(call)
    try:
        work()
    finally:
        sys.settrace(None)
    return reached


def changed(source: random.Random, corpus: list[bytes]) -> bytes:
    """A document of the corpus changed by bytes or by words, or a new one of sentences."""
    choice = source.random()
    if choice < 0.3:
        return by_grammar(source, grounded=True).encode()
    if choice < 0.6:
        words = source.choice(corpus).decode("utf-8", "replace").split(" ")
        for _ in range(source.randrange(1, 4)):
            spoil(source, words)
        return " ".join(words).encode()
    return by_bytes(source, corpus)


def run(seconds: float, seed: int, folder: Path | None) -> int:
    """Fuzz for so long. Returns how many documents broke a law."""
    source = random.Random(seed)
    corpus = pieces() + ([path.read_bytes() for path in sorted(folder.glob("*"))] if folder else [])
    seen: set[tuple[str, int]] = set()
    tried = broken = kept = 0
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        data = corpus[tried] if tried < len(corpus) - kept else changed(source, corpus)
        tried += 1
        try:
            begun = time.process_time()
            reached = lines_of(lambda data=data: try_bytes(data, whole=True))
            if time.process_time() - begun > 60:  # tracing costs some thirty times the work itself
                raise AssertionError("a document took too long")
        except Exception:  # noqa: BLE001 - whatever it is, it is what is looked for
            broken += 1
            keep(FOUND, data)
            traceback.print_exc()
            continue
        if not reached <= seen:
            seen |= reached
            kept += 1
            corpus.append(data)
            if folder:
                keep(folder, data)
    print(f"{tried} documents, {kept} kept, {len(seen)} lines reached, {broken} broken; seed {seed}")
    return broken


def keep(folder: Path, data: bytes) -> None:
    """Write a document under the name of its content."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / hashlib.sha256(data).hexdigest()[:16]).write_bytes(data)


def with_atheris() -> None:
    """Hand the loop to atheris, which ends at the first document that breaks a law."""
    import atheris  # type: ignore[import-not-found]

    atheris.instrument_all()
    atheris.Setup(sys.argv, lambda data: try_bytes(data, whole=True))
    atheris.Fuzz()


if __name__ == "__main__":
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--seconds", type=float, default=600)
    ask.add_argument("--seed", type=int, default=1)
    ask.add_argument("--corpus", type=Path)
    told, _ = ask.parse_known_args()
    if importlib.util.find_spec("atheris"):
        with_atheris()
    sys.exit(1 if run(told.seconds, told.seed, told.corpus) else 0)
