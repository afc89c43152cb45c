"""One clause or one question, from text to a frozen value, or to a diagnostic that says what may stand there.

The grammar's tables are built once in a process. What was not expected is told with the words that may stand in its place.
"""

from __future__ import annotations

import difflib
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import Any

from lark import Lark, Token
from lark.exceptions import UnexpectedToken, VisitError

from foedus.errors import Diagnostic, Place
from foedus.model.clauses import At, Clause
from foedus.model.questions import Question
from foedus.source import Citation, Span
from foedus.text.build_phrases import MixedJoin
from foedus.text.build_speech import Build
from foedus.text.lexer import METHODS, ClauseLexer, Unreadable, tokens

LONGEST_CLAUSE = 20_000
"""The most characters that one clause may have."""
DEEPEST = 50
"""The most brackets that may stand open at once."""

_SPOKEN = {
    "CAP": "a defined Term", "LOW": "a matter or series", "STRING": "a quoted title", "NUMBER": "a number", "PARAM": "[a parameter]",
    "DATE": "a date", "ARTREF": "an article", "COMPARE": "a comparison", "DUR": "days, months or years", "METHOD": "a way of electing",
    "NUMWORD": "a number", "FRACTION": "a fraction", "PROSE": "prose", "AND": "and", "ANDITEM": "and", "ANDOF": "and of", "ANDIN": "and in",
    "ANDTO": "and to", "ANDABROAD": "and abroad", "OR": "or", "ORITEM": "or", "NOR": "nor", "LISTCOMMA": ",", "$END": "the end of the clause",
}  # fmt: skip
_INSTEAD = {
    "shall": "may, must, may not or must not",
    "will": "may or must",
    "can": "may",
    "cannot": "may not",
    "should": "must",
    "none": "no",
}


@cache
def _grammar() -> Lark:
    text = files("foedus.text").joinpath("grammar.lark").read_text(encoding="utf-8")
    return Lark(text, parser="lalr", lexer=ClauseLexer, start=["start", "question"], maybe_placeholders=False)


@cache
def _words() -> dict[str, str]:
    from lark.lexer import PatternStr

    return {terminal.pattern.value: terminal.name for terminal in _grammar().terminals if isinstance(terminal.pattern, PatternStr)}


class _Locator:
    """Turns offsets in a clause into spans of its file."""

    def __init__(self, text: str, file: str, line: int) -> None:
        self.file, self.line = file, line
        self.starts = [0]
        for n, character in enumerate(text):
            if character == "\n":
                self.starts.append(n + 1)

    def span(self, start: int, end: int) -> Span:
        first, last = self._at(start), self._at(max(start, end))
        return Span(self.file, self.line + first[0], first[1] + 1, self.line + last[0], last[1] + 1)

    def _at(self, offset: int) -> tuple[int, int]:
        low, high = 0, len(self.starts) - 1
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (middle, high) if self.starts[middle] <= offset else (low, middle - 1)
        return low, offset - self.starts[low]


def parse_clause(text: str, *, file: str = "", line: int = 1, cite: Citation = "") -> Clause | Diagnostic:
    """Read one clause. line: the line of the file on which it begins, from 1."""
    where = _Locator(text, file, line)
    result = _parse(text, "start", where, cite)
    if isinstance(result, Diagnostic):
        return result
    clause: Clause = result
    marks: dict[str, Span] = {}
    for raw in tokens(text, _words()):
        marks.setdefault(raw.value if raw.type != "ARTREF" else _citation(raw.value), where.span(raw.start, raw.end))
    return replace(clause, at=At(cite, where.span(0, len(text.rstrip())), marks, text.rstrip()))


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
    whole = where.span(0, len(text.rstrip()))
    if len(text) > LONGEST_CLAUSE or _depth(text) > DEEPEST:
        return Diagnostic(
            "F119", f"this clause is longer than {LONGEST_CLAUSE:,} characters, or its brackets lie deeper than {DEEPEST}",
            (Place(whole, "", cite or None),), "say it in several clauses",
        )  # fmt: skip
    try:
        return Build().transform(_grammar().parse(text, start=start))
    except Unreadable as problem:
        place = Place(where.span(problem.position, problem.position + 1), "", cite or None)
        mend = 'close the quotation mark, `"`' if problem.character == '"' else "leave it out, or put it into a quoted title"
        return Diagnostic("F101", f"\N{SINGLE LEFT-POINTING ANGLE QUOTATION MARK}{problem.character}\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}"
                          " begins no word of the language", (place,), mend)  # fmt: skip
    except UnexpectedToken as problem:
        return _unexpected(problem, text, where, cite)
    except VisitError as problem:
        if isinstance(problem.orig_exc, MixedJoin):
            return _mixed(text, whole, cite)
        return Diagnostic("F120", f"a number or date of this clause has no value: {problem.orig_exc}", (Place(whole, "", cite or None),),
                          "write a number such as 1/2, 55 % or 7, and a date such as 2006-02-04")  # fmt: skip


def _depth(text: str) -> int:
    depth = deepest = 0
    for character in text:
        depth += (character == "(") - (character == ")")
        deepest = max(deepest, depth)
    return deepest


def _mixed(text: str, whole: Span, cite: Citation) -> Diagnostic:
    return Diagnostic(
        "F106", "`and` and `or` are mixed, and so this has two readings", (Place(whole, "", cite or None),),
        "put brackets around one of them: `(A and B) or C`, or `A and (B or C)`",
    )  # fmt: skip


def _unexpected(problem: UnexpectedToken, text: str, where: _Locator, cite: Citation) -> Diagnostic:
    token = problem.token
    allowed = _allowed(problem)
    if token.type == "$END":
        end = len(text.rstrip())
        place = Place(where.span(end, end), "the clause ends here", cite or None)
        message = f"the clause is not complete; here may stand: {_list(allowed)}"
        return Diagnostic("F101", message, (place,), _nearest("", allowed))
    word = text[token.start_pos : token.end_pos] if token.start_pos is not None else str(token)
    place = Place(where.span(token.start_pos or 0, token.end_pos or 0), "here", cite or None)
    if token.type == "CAP" and _casts_no_votes(text, token):
        mend = f"say it apart: `… and the consent of {word}`"
        return Diagnostic("F105", f"{word} stands in a list of voting bodies, where no further name may stand", (place,), mend)
    quoted = f"\N{SINGLE LEFT-POINTING ANGLE QUOTATION MARK}{word}\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}"
    return Diagnostic("F101", f"{quoted} cannot stand here; here may stand: {_list(allowed)}", (place,), _nearest(word, allowed))


def _casts_no_votes(text: str, token: Token) -> bool:
    return bool(token.start_pos) and text[: token.start_pos].rstrip().endswith("and of")


def _allowed(problem: UnexpectedToken) -> list[str]:
    names = {name: word for word, name in _words().items()}
    found = problem.accepts or problem.expected or set()
    spoken = [_SPOKEN.get(name) or names.get(name, name.lower()) for name in sorted(found)]
    return sorted(dict.fromkeys(spoken), key=lambda word: (word.startswith("a "), word))


def _list(allowed: list[str], most: int = 8) -> str:
    shown = allowed[:most]
    more = f", … ({len(allowed) - most} more)" if len(allowed) > most else ""
    return ", ".join(shown) + more


def _nearest(word: str, allowed: list[str]) -> str:
    if word.lower() in _INSTEAD:
        return f"write {_INSTEAD[word.lower()]}"
    pool = [item for item in allowed if " " not in item] + (list(METHODS) if "a way of electing" in allowed else [])
    close = difflib.get_close_matches(word.lower(), pool, n=1, cutoff=0.6) if word else []
    if close:
        return f"write `{close[0]}`"
    return f"go on with {_list(allowed, 3)}" if allowed else "drop what follows"
