"""The table of diagnostic codes: what each means, why it matters, and an example with its mend.

`foedus explain CODE` prints one entry; the reference has a heading for each. F1xx reading, F2xx competences, F3xx decisions and offices,
F4xx money and time, F5xx promises, F6xx amendments, F7xx files and data.
Needs: the standard library.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Code:
    """One kind of finding: a one-line title, why it matters, and how it is mended."""

    code: str
    title: str
    why: str
    mend: str
    example: str = ""


CODES: dict[str, Code] = {}


def _add(code: str, title: str, why: str, mend: str, example: str = "") -> None:
    CODES[code] = Code(code, title, why, mend, example)


_add(
    "F101",
    "this word cannot stand here",
    "A clause is one sentence of the language. The reader stops at the first word that no sentence can have there.",
    "write the nearest wording that reads; the message names what may stand there",
)
