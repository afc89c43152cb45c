"""The small lexer in front of the grammar: words of the language, terms, numbers; and what a comma and an `and` continue.

A word that the grammar knows is itself; any other lower-case word is LOW, a capitalised term CAP. A plural is read as its singular. A comma or
an `and` before a name continues the list that the name before stands in; before any other word it joins whole phrases, and the comma falls away.
Source: design page LANGUAGE, section 2.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lark import Token
from lark.lexer import Lexer, PatternStr
from lark.parser_frontends import LexerConf  # type: ignore[attr-defined]

_NUMBER_WORDS = {
    word: n for n, word in enumerate(["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"], 2)
}
_FRACTION_WORDS = {"half": 2, "halves": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fifth": 5, "fifths": 5}
_DURATIONS = ("day", "days", "month", "months", "year", "years")
METHODS = ("plurality", "two_rounds", "ranked_choice", "approval", "electoral_college", "list_proportional")
"""The ways of counting an election that the language names."""
_SAME = {
    "are": "is", "have": "has", "objects": "object", "point": "points", "seats": "seat", "terms": "term",
    "holders": "holder", "offices": "office", "organs": "organ", "exchange": "exchanges", "pass": "passes", "belong": "belongs",
    "end": "ends", "assemblies": "assembly", "courts": "court", "forces": "force", "agencies": "agency",
    "banks": "bank", "polities": "polity", "governor": "governors", "judge": "judges", "member": "members",
}  # fmt: skip
_TOKEN = re.compile(
    r"""(?P<WS>\s+)|(?P<STRING>"[^"\n]*(?:\n\s+[^"\n]*)*")|(?P<DATE>\d{4}-\d\d-\d\d)|(?P<ARTREF>Art(?:icle|\.)\s*\d+[A-Z]?(?:\(\d+[A-Z]?\))?(?:\([a-z]\))?)
    |(?P<PARAM>\[[A-Z][A-Za-z0-9]*\])|(?P<NUMBER>-?\d{1,3}(?:,\d{3})+(?!\d)|-?\d+(?:\.\d+)?)|(?P<COMPARE>[<>]=?)
    |(?P<CAP>[A-Z][A-Za-z0-9]*(?:[-.][A-Z][A-Za-z0-9]*)*)|(?P<LOW>[a-z][a-z0-9_]*)|(?P<P>[,:()/%=])|(?P<BAD>.)""",
    re.VERBOSE | re.DOTALL,
)
_PROSE = re.compile(r'(open\s+"[^"]*"\s*,?\s*settled\s+here)(?:\s*:)?\s+')
_LISTED = ("CAP", "LOW", "STRING", "ARTREF")


class Unreadable(Exception):
    """A character that no word can begin with."""

    def __init__(self, character: str, position: int) -> None:
        super().__init__(character)
        self.character, self.position = character, position


@dataclass(slots=True)
class _Raw:
    type: str
    value: str
    start: int
    end: int


class ClauseLexer(Lexer):
    """Hands Lark the tokens of one clause or question."""

    def __init__(self, conf: LexerConf) -> None:
        self.words: Mapping[str, str] = {
            terminal.pattern.value: terminal.name for terminal in conf.terminals if isinstance(terminal.pattern, PatternStr)
        }

    def lex(self, data: str) -> Iterator[Token]:  # type: ignore[override]
        """Tokens with their positions in the clause."""
        for raw in tokens(str(data), self.words):
            yield Token(raw.type, raw.value, start_pos=raw.start, end_pos=raw.end)


def tokens(text: str, words: Mapping[str, str]) -> list[_Raw]:
    """The tokens of a clause. Raises Unreadable at a character that begins no word."""
    found = list(_scan(text, words))
    return list(_joined(found, words))


def _scan(text: str, words: Mapping[str, str]) -> Iterator[_Raw]:
    prose = _PROSE.search(text)
    end = prose.end(1) if prose else len(text)
    position = 0
    while position < end:
        match = _TOKEN.match(text, position)
        if match is None or match.lastgroup == "BAD":
            raise Unreadable(text[position], position)
        kind, value = match.lastgroup or "", match.group()
        position = match.end()
        if kind == "WS":
            continue
        if kind == "LOW":
            kind, value = _word(value, words)
        elif kind == "P":
            kind = "COMMA" if value == "," else words.get(value, "BAD")
        elif kind == "STRING":
            value = " ".join(value[1:-1].split())
        yield _Raw(kind, value, match.start(), match.end())
    if prose:
        yield _Raw("PROSE", " ".join(text[prose.end() :].split()), prose.end(), len(text.rstrip()))


def _word(value: str, words: Mapping[str, str]) -> tuple[str, str]:
    fixed = {"and": "AND", "or": "OR", "nor": "NOR"}.get(value)
    if fixed:
        return fixed, value
    if value in _DURATIONS:
        return "DUR", value.rstrip("s")
    if value in METHODS:
        return "METHOD", value
    if value in _NUMBER_WORDS:
        return "NUMWORD", value
    if value in _FRACTION_WORDS:
        return "FRACTION", value
    if value in words:
        return words[value], value
    single = _SAME.get(value, value)
    return (words[single], single) if single in words else ("LOW", value)


def _joined(found: list[_Raw], words: Mapping[str, str]) -> Iterator[_Raw]:
    """Decide what each comma, `and` and `or` does, by the word that follows."""
    skip = False
    for n, raw in enumerate(found):
        following = found[n + 1] if n + 1 < len(found) else None
        if skip:
            skip = False
            continue
        if raw.type == "COMMA":
            if following and following.type in _LISTED:
                yield _Raw("LISTCOMMA", ",", raw.start, raw.end)
        elif raw.type == "AND" and following:
            if following.type in _LISTED:
                raw.type = "ANDITEM"
            elif following.value in ("of", "in", "to", "abroad"):
                raw.type = f"AND{following.value.upper()}"
                skip = True
            yield raw
        elif raw.type == "OR" and following and following.type in ("CAP", "LOW"):
            raw.type = "ORITEM"
            yield raw
        elif raw.type == "NUMWORD" and raw.value == "two" and following and following.value == "exclusive":
            yield _Raw(words["two"], "two", raw.start, raw.end)
        else:
            yield raw


def number_word(word: str) -> int:
    """The number that a word names, two to twelve."""
    return _NUMBER_WORDS[word]


def fraction_word(word: str) -> int:
    """The denominator that a word names, a half to fifths."""
    return _FRACTION_WORDS[word]
