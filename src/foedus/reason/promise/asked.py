"""What the engine is asked for one promise: a machine, what must never hold there, and what each part of it means in words.

Needs: the standard library. Source: design page REASONING, section 4.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from foedus.model.formula import Formula, any_of
from foedus.model.machine import Machine
from foedus.source import Citation


@dataclass(frozen=True, slots=True)
class Part:
    """One way in which a promise can be broken. words: what then holds, as a sentence; name, binding: what is broken, and for whom."""

    formula: Formula
    name: str
    words: str
    binding: Mapping[str, str] = field(default_factory=dict)
    who: tuple[str, ...] = ()
    cites: tuple[Citation, ...] = ()


@dataclass(frozen=True)
class Property:
    """A promise as something that must never be.

    machine: that of the settlement, with ghosts where the promise needs them; parts: the ways to break it, in the order of its words.
    subject: what must be able to occur (else it holds of nothing), with its words; None: some part must be able to change at all.
    ghosts: variables that are no part of the situation. because: what makes it true where no history matters, in a sentence.
    """

    machine: Machine
    parts: tuple[Part, ...]
    subject: tuple[Formula, str] | None = None
    ghosts: frozenset[str] = frozenset()
    notes: tuple[str, ...] = ()

    @property
    def bad(self) -> Formula:
        """What must never hold."""
        return any_of(part.formula for part in self.parts)


class NotDecidable(Exception):
    """A form, or a use of one, that has no property here; the message says why, in words."""
