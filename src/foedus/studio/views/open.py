"""The page of what is left open: questions that the text asks of itself, and silences for which a default is taken."""

from __future__ import annotations

from dataclasses import dataclass

from foedus.checked import Checked
from foedus.model import speech as sp
from foedus.reason.silence import Silent, open_questions
from foedus.studio.views.site import count


@dataclass(frozen=True, slots=True)
class OpenView:
    """The whole page: what is unsettled first."""

    answer: str
    unsettled: tuple[sp.OpenClause, ...]
    settled: tuple[sp.OpenClause, ...]
    silent: tuple[Silent, ...]


def open_view(checked: Checked) -> OpenView:
    """Fill the page."""
    found = tuple(open_questions(checked.settlement)) if checked.settlement else ()
    unsettled = tuple(one for one in found if one.settled is None)
    settled = tuple(one for one in found if one.settled is not None)
    return OpenView(_answer(len(unsettled), len(settled), len(checked.silent)), unsettled, settled, checked.silent)


def _answer(unsettled: int, settled: int, silent: int) -> str:
    if not unsettled + settled + silent:
        return "The text leaves no question open, and no default had to be taken."
    left = f"{count(unsettled, 'question')} {'is' if unsettled == 1 else 'are'} left open" if unsettled else "No question is left open"
    more = f", {settled} more {'is' if settled == 1 else 'are'} settled by the text itself" if settled else ""
    quiet = f"; in {count(silent, 'place')} the text is silent and a default is taken" if silent else ""
    return f"{left}{more}{quiet}."
