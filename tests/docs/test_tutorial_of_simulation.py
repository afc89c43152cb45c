"""The tutorial notebook runs from its first cell to its last."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def test_the_notebook_runs(tmp_path):
    pytest.importorskip("nbmake")
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "IPYTHONDIR": str(tmp_path)}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--nbmake", "--nbmake-timeout=300", "docs/tutorial/simulate.ipynb"]
    told = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, env=environment, check=False)
    assert told.returncode == 0, told.stdout[-3000:] + told.stderr[-1000:]
