"""Where nothing may be skipped, a test or a whole file that steps aside fails the run."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
FILE = 'import pytest\npytest.importorskip("no_such_package")\n\ndef test_it():\n    pass\n'
TEST = 'import pytest\n\ndef test_it():\n    pytest.importorskip("no_such_package")\n'


@pytest.mark.parametrize("text", [FILE, TEST], ids=["file", "test"])
@pytest.mark.parametrize("strict", ["", "1"])
def test_a_skip_is_a_failure_where_nothing_may_be_skipped(tmp_path, text, strict):
    (tmp_path / "test_it.py").write_text(text, encoding="utf-8")
    known = {**os.environ, "PYTHONPATH": str(TESTS), "FOEDUS_NO_SKIPS": strict}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "conftest", "-c", os.devnull, "--rootdir", str(tmp_path), str(tmp_path)]
    found = subprocess.run(command, env=known, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert ("here nothing may be" in found.stdout) == bool(strict), found.stdout
    assert (found.returncode in (0, pytest.ExitCode.NO_TESTS_COLLECTED)) == (not strict), found.stdout
