"""One clause or one question, from text to a frozen value, or to a diagnostic that says what may stand there.

What cannot be read is told with the words that may stand in its place.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace
from functools import cache, lru_cache
from typing import Any

from lark import Lark
from lark.exceptions import UnexpectedToken
from lark.lexer import PatternStr

from foedus.errors import Diagnostic
from foedus.model.clauses import At, Clause
from foedus.model.questions import Question
from foedus.source import Citation, Span
from foedus.text import mistakes
from foedus.text.build_speech import Build
from foedus.text.lexer import Unreadable, tokens
from foedus.text.slips import Slip
from foedus.text.table import parser

LONGEST_CLAUSE = 20_000
"""The most characters that one clause may have."""
DEEPEST = 50
"""The most phrases that may stand one within another."""

KEPT = 4_096
"""How many clauses are kept as they were read last: in a text that is edited, nearly all stand as they stood."""

_OPENING = re.compile(r"[()]|\beach\s+by\b|\brest\s+by\b")


@cache
def _reader() -> Lark:
    return parser(Build())


@cache
def _trees() -> Lark:
    return parser(positions=True)


@cache
def _words() -> dict[str, str]:
    """The words of the language, each with the name of its terminal."""
    return {one.pattern.value: one.name for one in _reader().terminals if isinstance(one.pattern, PatternStr)}


class _Locator:
    """Turns offsets in a clause into spans of its file."""

    def __init__(self, text: str, file: str, line: int) -> None:
        self.file, self.line = file, line
        self.starts = [0, *(n + 1 for n, character in enumerate(text) if character == "\n")] if "\n" in text else [0]

    def span(self, start: int, end: int) -> Span:
        first, last = self._at(start), self._at(max(start, end))
        return Span(self.file, self.line + first[0], first[1] + 1, self.line + last[0], last[1] + 1)

    def _at(self, offset: int) -> tuple[int, int]:
        row = bisect_right(self.starts, offset) - 1
        return row, offset - self.starts[row]


def parse_clause(text: str, *, file: str = "", line: int = 1, cite: Citation = "") -> Clause | Diagnostic:
    """Read one clause. line: the line of the file on which it begins, from 1."""
    result = _parse(text, "start", _Locator(text, file, line), cite)
    return result if isinstance(result, Diagnostic) else _placed(text, file, line, cite)


@lru_cache(maxsize=KEPT)
def _placed(text: str, file: str, line: int, cite: Citation) -> Clause:
    """A clause that can be read, in its place."""
    clause: Clause = _value(text, "start")
    where = _Locator(text, file, line)
    marks: dict[str, Span] = {}
    for raw in tokens(text, _words()):
        marks.setdefault(raw.value if raw.type != "ARTREF" else _citation(raw.value), where.span(raw.start, raw.end))
    return replace(clause, at=At(cite, where.span(0, len(text.rstrip())), marks, text.rstrip()))


@lru_cache(maxsize=KEPT)
def _value(text: str, start: str) -> Any:
    return _reader().parse(text, start=start)


def parse_question(text: str, *, file: str = "", line: int = 1) -> Question | Diagnostic:
    """Read one question; a question mark at its end and a capital at its beginning do not matter."""
    asked = " ".join(text.split()).rstrip("?").strip()
    first = asked.partition(" ")[0]
    if first.lower() in ("may", "who", "what", "how", "does", "why", "would", "after", "on"):
        asked = first.lower() + asked[len(first) :]
    result = _parse(asked, "question", _Locator(asked, file, line), "")
    return replace(result, text=asked) if isinstance(result, Question) else result


def _citation(value: str) -> str:
    return "Art. " + value.removeprefix("Article").removeprefix("Art.").strip()


def _parse(text: str, start: str, where: _Locator, cite: Citation) -> Any:
    def sentence() -> mistakes.Sentence:
        return mistakes.Sentence(text, start, where.span, cite, _words(), _trees)

    if len(text) > LONGEST_CLAUSE or _depth(text) > DEEPEST:
        message = f"this clause is longer than {LONGEST_CLAUSE:,} characters, or its phrases lie deeper than {DEEPEST}"
        return Diagnostic("F119", message, (sentence().whole(),), "say it in several clauses")
    try:
        return _value(text, start)
    except Unreadable as problem:
        return mistakes.unreadable(sentence(), problem)
    except UnexpectedToken as problem:
        return mistakes.unexpected(sentence(), problem)
    except Slip as problem:
        return mistakes.slip(sentence(), problem)


def _depth(text: str) -> int:
    """How deep phrases lie one within another: open brackets, and rules and keys that go on within themselves."""
    depth = deepest = 0
    for found in _OPENING.findall(text):
        depth += -1 if found == ")" else 1
        deepest = max(deepest, depth)
    return deepest
