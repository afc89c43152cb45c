"""The reference on data is what the listing of tables says, and names every table and series."""

from __future__ import annotations

import importlib.util
from pathlib import Path

from foedus.data.places import MEASURED_ONLY
from foedus.simulate.measures import MODEL_ONLY, NOT_SHIPPED

ROOT = Path(__file__).resolve().parents[3]


def _tool() -> object:
    spec = importlib.util.spec_from_file_location("build_data_reference", ROOT / "tools" / "build_data_reference.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_is_up_to_date() -> None:
    page = (ROOT / "docs" / "reference" / "data.md").read_text(encoding="utf-8")
    assert page == _tool().text(), "run tools/build_data_reference.py"  # type: ignore[attr-defined]


def test_every_measure_is_on_the_page_of_measures() -> None:
    page = (ROOT / "docs" / "reference" / "measures.md").read_text(encoding="utf-8")
    flat = " ".join(page.split())
    for name in (*MODEL_ONLY, "net_federal_balance", "net_migration", "policy_rate_misfit"):
        assert f"`{name}`" in page or f"`{name} of P`" in page or f"`{name} to P`" in page, name
    assert set(MODEL_ONLY) <= set(MEASURED_ONLY)
    assert all(part.lower() in flat.lower() for part in NOT_SHIPPED.split("; "))
