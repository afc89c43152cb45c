"""The reference of the yearly model has one heading for each card, quantity and stream, and is what the code says."""

import importlib.util
from pathlib import Path

from foedus.draws import STREAMS
from foedus.simulate.cards import CARDS
from foedus.simulate.nobody import banned_in
from foedus.simulate.quantities import QUANTITIES

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "reference" / "simulation.md").read_text(encoding="utf-8")


def _build():
    spec = importlib.util.spec_from_file_location("build_simulation_reference", ROOT / "tools" / "build_simulation_reference.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_tables_are_what_the_code_says():
    """If this fails: `python tools/build_simulation_reference.py`."""
    assert _build().page(PAGE) == PAGE


def test_every_card_quantity_and_stream_has_a_heading():
    headings = [line.removeprefix("### ").strip("`") for line in PAGE.splitlines() if line.startswith("### ")]
    assert headings == [*CARDS, *QUANTITIES, *STREAMS]


def test_no_page_of_the_model_makes_a_banned_claim():
    pages = [PAGE, (ROOT / "docs" / "explanation" / "what-nobody-can-know.md").read_text(encoding="utf-8")]
    assert [claim for page in pages for claim in banned_in(page)] == []
