"""The page of expectations: whether the world is as the text expects, with figure, source and doubt."""

from __future__ import annotations

from dataclasses import dataclass

from foedus.checked import Checked
from foedus.source import Citation
from foedus.studio.charts import Chart
from foedus.studio.results import Results


@dataclass(frozen=True, slots=True)
class ExpectView:
    """One expectation."""

    name: str
    cite: Citation
    verdict: str


@dataclass(frozen=True, slots=True)
class ExpectsView:
    """The whole page."""

    answer: str
    all: tuple[ExpectView, ...]
    measured: bool
    seed: int | None
    charts: tuple[Chart, ...]


def expects_view(checked: Checked, results: Results) -> ExpectsView:
    """Fill the page."""
    return ExpectsView("The text expects nothing of the world.", (), False, None, ())
