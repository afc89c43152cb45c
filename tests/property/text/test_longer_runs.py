"""Longer runs of the fuzzers: many more documents from a seed that can be set, and the one that is guided by coverage."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from documents import by_bytes, by_grammar, pieces, try_bytes, try_text

ROOT = Path(__file__).resolve().parents[3]
SEED = int(os.environ.get("FOEDUS_FUZZ_SEED", "1"))


@pytest.mark.long
@pytest.mark.parametrize("part", range(8))
def test_many_more_documents(part):
    known = pieces()
    for n in range(12_500):
        source = random.Random(f"{SEED} long {part} {n}")
        if n % 2:
            try_bytes(by_bytes(source, known), whole=True)
        else:
            try_text(by_grammar(source, grounded=True), whole=True)


@pytest.mark.long
def test_documents_guided_by_coverage():
    done = subprocess.run(
        [sys.executable, str(ROOT / "fuzz" / "guided.py"), "--seconds", "300", "--seed", str(SEED)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_guided_fuzzer_runs():
    """A few seconds of it, so that it is not found broken when it is needed."""
    done = subprocess.run([sys.executable, str(ROOT / "fuzz" / "guided.py"), "--seconds", "3"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert " 0 broken" in done.stdout
