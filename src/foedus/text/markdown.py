"""A settlement's Markdown: front matter, articles, and in each the prose, the blocks of clauses and the blocks of questions with answers.

Sources: CommonMark, by markdown-it-py; design page LANGUAGE, section 2.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from markdown_it import MarkdownIt

from foedus.errors import Diagnostics, Place
from foedus.model.document import ExpectedAnswer
from foedus.source import Span

_ARTICLE = re.compile(r"Article\s+(\d+[A-Z]?)\s*[.:]?\s*(.*)")
_FRONT = ("title", "summary", "places", "extends")


@dataclass(frozen=True, slots=True)
class RawClause:
    """The text of one clause and the line on which it begins."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class RawBlock:
    """One piece of an article. kind: prose, clauses or answers; line, end_line: where it stands, from 1."""

    kind: str
    text: str
    line: int
    end_line: int
    clauses: tuple[RawClause, ...] = ()
    answers: tuple[ExpectedAnswer, ...] = ()


@dataclass(slots=True)
class RawArticle:
    """One article as written; number empty for what stands before the first."""

    number: str
    title: str
    line: int
    blocks: list[RawBlock] = field(default_factory=list)


@dataclass(slots=True)
class RawDocument:
    """A text as written."""

    front: dict[str, tuple[str, int]]
    articles: list[RawArticle]


def split(text: str, file: str, found: Diagnostics) -> RawDocument:
    """Take a text apart. Lines are counted from 1; nothing of it is lost."""
    lines = text.split("\n")
    front, first = _front_matter(lines, file, found)
    body = "\n".join([""] * first + lines[first:])
    articles = [RawArticle("", "", 1)]
    prose_from = first + 1
    for token in MarkdownIt("commonmark").disable("inline").parse(body):  # only blocks are looked for
        if token.map is None or token.level != 0:
            continue
        start, end = token.map[0] + 1, token.map[1]
        if token.type == "heading_open" and token.tag == "h2" and (match := _ARTICLE.match(lines[start - 1].lstrip("# ").strip())):
            _prose(articles[-1], lines, prose_from, start - 1)
            articles.append(RawArticle(match.group(1), match.group(2).strip().rstrip("#").strip(), start))
            prose_from = end + 1
        elif token.type == "fence" and token.info.split()[:1] in (["foedus"], ["foedus-answer"]):
            _prose(articles[-1], lines, prose_from, start - 1)
            kind = "clauses" if token.info.split()[0] == "foedus" else "answers"
            articles[-1].blocks.append(_block(kind, token.content, file, start, end, found))
            prose_from = end + 1
    _prose(articles[-1], lines, prose_from, len(lines))
    return RawDocument(front, articles)


def _prose(article: RawArticle, lines: list[str], start: int, end: int) -> None:
    text = "\n".join(lines[start - 1 : end]).strip("\n")
    if text.strip():
        article.blocks.append(RawBlock("prose", text, start, end))


def _block(kind: str, content: str, file: str, start: int, end: int, found: Diagnostics) -> RawBlock:
    if kind == "clauses":
        return RawBlock(kind, content, start, end, clauses=tuple(clauses(content, start + 1)))
    return RawBlock(kind, content, start, end, answers=tuple(_answers(content, file, start + 1, found)))


def clauses(content: str, line: int) -> Iterator[RawClause]:
    """The clauses of a block: one begins in the first column, indented lines continue it; `#` begins a comment line."""
    current: list[str] = []
    begun = line
    for number, text in enumerate(content.split("\n"), line):
        if not text.strip() or text.lstrip().startswith("#"):
            if current:
                current.append("")
            continue
        if not text[0].isspace() and current:
            yield RawClause("\n".join(current).rstrip(), begun)
            current = []
        if not current:
            begun = number
        current.append(text)
    if current:
        yield RawClause("\n".join(current).rstrip(), begun)


def _answers(content: str, file: str, line: int, found: Diagnostics) -> Iterator[ExpectedAnswer]:
    question, asked, answer, answered = "", line, [""], line
    for number, text in enumerate([*content.split("\n"), "> "], line):
        if text.startswith(">"):
            if question:
                said = " ".join(" ".join(answer).split())
                if not said:
                    place = Place(Span(file, asked, 1, asked, len(question) + 3), "no answer follows")
                    found.error("F121", f"the question `{question}` has no expected answer", [place], "write the answer below it")
                else:
                    spans = Span(file, asked, 1, asked, len(question) + 3), Span(file, answered, 1, number - 1, 1)
                    yield ExpectedAnswer(question, said, *spans)
            question, asked, answer = text[1:].strip(), number, []
        elif text.strip():
            answered = number if not answer else answered
            answer.append(text.strip())


def _front_matter(lines: list[str], file: str, found: Diagnostics) -> tuple[dict[str, tuple[str, int]], int]:
    """The `key: value` lines between two lines of `---`, and the number of lines that they take."""
    front: dict[str, tuple[str, int]] = {}
    if not lines or lines[0].strip() != "---":
        place = Place(Span(file, 1, 1, 1, 1), "front matter stands here")
        found.warning("F122", "the text has no front matter", [place], "begin with `---`, `title: …`, `summary: …`, `places: us`, `---`")
        return front, 0
    for number, text in enumerate(lines[1:], 2):
        if text.strip() == "---":
            return front, number
        key, colon, value = text.partition(":")
        place = Place(Span(file, number, 1, number, len(text) + 1), "here")
        if not text.strip():
            continue
        if not colon or key.strip() not in _FRONT:
            found.error(
                "F122", f"`{text.strip()[:60]}` is no line of front matter", [place], f"write one of {', '.join(_FRONT)}, each with a colon"
            )
        elif key.strip() in front:
            found.error("F122", f"`{key.strip()}` is said twice", [place], "keep one of the two lines")
        else:
            front[key.strip()] = (value.strip().strip('"'), number)
    place = Place(Span(file, 1, 1, 1, 4), "begins here")
    found.error("F122", "the front matter never ends", [place], "close it with a line of `---`")
    return front, len(lines)
