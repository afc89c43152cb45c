"""Where things stand in a text: spans in files and citations of clauses.

A span is what a diagnostic underlines; a citation, `Art. 6(2)`, is what a person reads. Both travel with every part of the model.
Needs: the standard library.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

Citation = str
"""`Art. 6(2)`: an article, a clause counted through it, and where needed a lettered part, `Art. 3(1)(b)`."""

_CITATION = re.compile(r"Art(?:icle|\.)\s*(\d+)([A-Z]?)(?:\((\d+)([A-Z]?)\))?(?:\(([a-z])\))?")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a file: lines and columns from 1, the end column exclusive."""

    file: str
    line: int
    column: int
    end_line: int
    end_column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


NOWHERE = Span("", 0, 0, 0, 0)
"""The span of what was built in Python and stands in no file."""


def cite(article: str, clause: int | str | None = None, part: str | None = None) -> Citation:
    """Write a citation.

    >>> cite("6", 2), cite("5A"), cite("3", 1, "b")
    ('Art. 6(2)', 'Art. 5A', 'Art. 3(1)(b)')
    """
    return f"Art. {article}" + (f"({clause})" if clause is not None else "") + (f"({part})" if part else "")


def article_of(citation: Citation) -> str:
    """Name the article that a citation lies in: `Art. 5A(2)` gives `5A`; text that is no citation gives the empty string."""
    match = _CITATION.fullmatch(citation.strip())
    return match.group(1) + match.group(2) if match else ""


def clause_of(citation: Citation) -> Citation:
    """Cut a citation back to its clause: `Art. 3(1)(b)` gives `Art. 3(1)`."""
    match = _CITATION.fullmatch(citation.strip())
    if not match or not match.group(3):
        return citation
    return cite(match.group(1) + match.group(2), match.group(3) + match.group(4))


def citation_order(citation: Citation) -> tuple[int, str, int, str, str]:
    """Sort key that puts `Art. 5(2A)` after `Art. 5(2)` and before `Art. 5(3)`."""
    match = _CITATION.fullmatch(citation.strip())
    if not match:
        return (10**9, citation, 0, "", "")
    article, letter, clause, clause_letter, part = match.groups()
    return (int(article), letter, int(clause or 0), clause_letter or "", part or "")
