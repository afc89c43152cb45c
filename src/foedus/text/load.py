"""A text as a settlement: read, amended, resolved, with everything that was found on the way."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from foedus.errors import Diagnostic, Place, Severity
from foedus.model.document import Document
from foedus.model.gazetteer import Gazetteer
from foedus.model.resolve import settle
from foedus.model.settlement import Settlement
from foedus.source import Span
from foedus.text.read import Finder, beside, read

Gazetteers = Callable[[str], Gazetteer | None]
"""Finds the facts about places by the name in the front matter."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """A text, its settlement (None where there is none to speak of), and all that was found."""

    settlement: Settlement | None
    document: Document | None
    diagnostics: tuple[Diagnostic, ...]

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """The findings that are errors."""
        return tuple(item for item in self.diagnostics if item.severity is Severity.ERROR)


def load(
    source: Path | str,
    gazetteers: Gazetteers,
    *,
    name: str = "",
    find: Finder = beside,
    parameters: Mapping[str, Fraction] | None = None,
) -> Loaded:
    """Load a file (a Path) or a text (a str). parameters: values in place of the defaults of the text."""
    reading = read(source, name=name, find=find)
    document = reading.document
    if document is None:
        return Loaded(None, None, reading.diagnostics)
    extra: list[Diagnostic] = []
    gazetteer = gazetteers(document.places) if document.places else None
    if document.places and gazetteer is None:
        span = Span(document.file, 1, 1, 1, 1)
        message = f"there are no facts about places called `{document.places}`"
        extra.append(
            Diagnostic("F125", message, (Place(span, "in the front matter"),), "write `places: us`, or add tables with `foedus data add`")
        )
    if not reading.clauses and not any(item.severity is Severity.ERROR for item in reading.diagnostics):
        span = Span(document.file, 1, 1, 1, 1)
        mend = "write clauses between the lines ```` ```foedus ```` and ```` ``` ````, or begin anew with `foedus new NAME`"
        extra.append(Diagnostic("F127", "this text has no clause", (Place(span, "in the whole text"),), mend, Severity.WARNING))
    resolved = settle(
        reading.clauses,
        title=document.title,
        summary=document.summary,
        gazetteer=gazetteer,
        document=document,
        parameters=parameters,
        struck=reading.struck,
    )
    return Loaded(resolved.settlement, document, (*reading.diagnostics, *extra, *resolved.diagnostics.found))
