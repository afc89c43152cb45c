"""What an answer is: a sentence, a verdict, the holders or consents it speaks of, and the articles.

The object that Python users get is the one that `--json` prints.
Needs: the standard library.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from foedus.model.words import listed
from foedus.source import Citation, citation_order

FORMAT = 1
"""The version of the JSON of an answer."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody who holds something: through which organ, how (exclusive, joint, concurrent, residual, act), where, by which articles."""

    name: str
    organ: str
    mode: str
    places: tuple[str, ...]
    cites: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer to one question. verdict: the outcome of `may`, held, gap or overlap of `who`, and else told by the reference."""

    question: str
    verdict: str
    answer: str
    cites: tuple[Citation, ...] = ()
    holders: tuple[Holder, ...] = ()
    needs: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """The answer with its articles, as an answer block writes it."""
        return f"{self.answer} ({', '.join(self.cites)})" if self.cites else self.answer

    def as_json(self) -> dict[str, Any]:
        """The answer as plain values, its fields in a fixed order."""
        return {
            "format": FORMAT,
            "question": self.question,
            "verdict": self.verdict,
            "answer": self.answer,
            "holders": [
                {"organ": one.organ, "holder": one.name, "mode": one.mode, "places": list(one.places), "cites": list(one.cites)}
                for one in self.holders
            ],
            "needs": list(self.needs),
            "cites": list(self.cites),
        }

    def __str__(self) -> str:
        return self.sentence

    def _repr_html_(self) -> str:
        from html import escape

        return f"<p><strong>{escape(self.question)}</strong><br>{escape(self.sentence)}</p>"


def in_order(cites: Iterable[Citation]) -> tuple[Citation, ...]:
    """Citations in the order of the text, each once."""
    return tuple(sorted(dict.fromkeys(cites), key=citation_order))


def those(names: Sequence[str], most: int = 8) -> str:
    """A list for a sentence; beyond a few, how many there are more."""
    if len(names) <= most:
        return listed(names)
    return f"{', '.join(names[:most])} and {len(names) - most} more"
