"""What can be wrong with a text, a question or a table, told with the place, the article and the mend.

A diagnostic is a value: it is collected, never raised, so that one pass reports all it finds. An exception of this tree is raised only
where nothing can be answered at all; it carries diagnostics where there are any. The table of codes is `foedus.codes`.
Needs: the standard library.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum

from foedus.source import NOWHERE, Citation, Span


class Severity(Enum):
    """How much a diagnostic weighs: an error stops the answers that rest on it, a warning does not, a note only informs."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Place:
    """One place that a diagnostic speaks of: where it stands, what is to be said of it, and its article if it has one."""

    span: Span
    label: str = ""
    cite: Citation | None = None


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding: its code, what is wrong, every place concerned (the first is the main one), and how to mend it."""

    code: str
    message: str
    places: tuple[Place, ...]
    mend: str
    severity: Severity = Severity.ERROR

    @property
    def span(self) -> Span:
        """The main place."""
        return self.places[0].span if self.places else NOWHERE

    @property
    def cites(self) -> tuple[Citation, ...]:
        """The articles concerned, in order of the places, each once."""
        return tuple(dict.fromkeys(place.cite for place in self.places if place.cite))


class FoedusError(Exception):
    """The root of all errors of foedus: `diagnostics` says where, `mend` what to do."""

    def __init__(self, message: str, *, mend: str = "", diagnostics: Iterable[Diagnostic] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.mend = mend
        self.diagnostics = tuple(diagnostics)

    def __str__(self) -> str:
        return f"{self.message}\n  mend: {self.mend}" if self.mend else self.message


class TextError(FoedusError):
    """The text has errors that leave no settlement to speak of."""

    @classmethod
    def of(cls, diagnostics: Iterable[Diagnostic]) -> TextError:
        """The errors among these in one sentence: the first with its code and place, and how many more there are."""
        found = tuple(diagnostics)
        errors = [one for one in found if one.severity is Severity.ERROR]
        first, more = errors[0], len(errors) - 1
        where = "" if first.span.file in first.message else f" ({first.span.file}:{first.span.line})"
        rest = f"; {more} more error{'s' if more > 1 else ''}, which `foedus check` shows" if more else ""
        return cls(f"[{first.code}] {first.message}{where}{rest}", mend=first.mend, diagnostics=found)


class QuestionError(FoedusError):
    """A question cannot be read, or names what the text does not know."""


class ModelError(FoedusError):
    """A settlement built in Python is not well formed, or a name given to the kernel is unknown."""


class DataError(FoedusError):
    """A table is missing, changed, or not of the shape that its reader expects."""


class LimitReached(FoedusError):
    """A stated bound on size or time was met; the message tells the bound."""


@dataclass(slots=True)
class Diagnostics:
    """A collector for one pass."""

    found: list[Diagnostic] = field(default_factory=list)

    def error(self, code: str, message: str, places: Iterable[Place], mend: str) -> None:
        """Report a finding that stops what rests on it."""
        self.found.append(Diagnostic(code, message, tuple(places), mend))

    def warning(self, code: str, message: str, places: Iterable[Place], mend: str) -> None:
        """Report a finding that leaves the text usable."""
        self.found.append(Diagnostic(code, message, tuple(places), mend, Severity.WARNING))

    def note(self, code: str, message: str, places: Iterable[Place], mend: str) -> None:
        """Report what the reader should know."""
        self.found.append(Diagnostic(code, message, tuple(places), mend, Severity.NOTE))

    @property
    def has_errors(self) -> bool:
        """Whether anything found is an error."""
        return any(item.severity is Severity.ERROR for item in self.found)
