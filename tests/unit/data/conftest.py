"""Tests of facts never see the columns that whoever runs them has added."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("FOEDUS_FACTS", str(tmp_path / "added"))
    return tmp_path / "added"
