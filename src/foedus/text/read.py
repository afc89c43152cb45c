"""From a file or a text to a document of located clauses, amendments applied; whatever is wrong is told, and nothing is raised.

Bounds: a file of at most 10 MB, 100,000 lines and 20,000 clauses, a chain of at most 20 texts that extend one another.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from foedus.errors import Diagnostic, Diagnostics, Place
from foedus.model import clauses as cl
from foedus.model.document import (
    AnswerBlock,
    Article,
    Block,
    ClauseBlock,
    Document,
    Prose,
)
from foedus.shipped import is_file, near
from foedus.source import Citation, Span, cite
from foedus.text.amend import amend
from foedus.text.markdown import RawArticle, RawBlock, RawDocument, split
from foedus.text.parse import parse_clause

LARGEST = 10_000_000
"""The most bytes that a text may have."""
MOST_LINES = 100_000
"""The most lines that a text may have."""
MOST_CLAUSES = 20_000
"""The most clauses that a text may have."""
LONGEST_CHAIN = 20
"""The most texts that may extend one another."""

Finder = Callable[[str, Path | None], Path | None]
"""Finds the text that another extends: by the name written, and the folder of the one that names it."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text says, and what is wrong with it. struck: terms that amendments took out, with the directive's citation."""

    document: Document | None
    diagnostics: tuple[Diagnostic, ...]
    struck: Mapping[str, Citation] = field(default_factory=dict)

    @property
    def clauses(self) -> tuple[cl.Clause, ...]:
        """The clauses in force, amendments applied."""
        return self.document.clauses if self.document else ()


def beside(name: str, folder: Path | None) -> Path | None:
    """The usual finder: a file beside the one that names it."""
    path = (folder or Path()) / name
    return path if is_file(path) else None


def read(source: Path | str, *, name: str = "", find: Finder = beside) -> Reading:
    """Read a file (a Path) or a text (a str, with the name it is to be cited by)."""
    found = Diagnostics()
    text, file = (_text_of(source, found), str(source)) if isinstance(source, Path) else (source, name or "text")
    if text is None:
        return Reading(None, tuple(found.found))
    folder = source.parent if isinstance(source, Path) else None
    struck: dict[str, Citation] = {}
    document = _read(text, file, folder, find, found, struck, ())
    return Reading(document, tuple(found.found), struck)


def _text_of(path: Path, found: Diagnostics) -> str | None:
    place = Place(Span(str(path), 1, 1, 1, 1), "this file")
    try:
        size, regular = path.stat().st_size, path.is_file()
        data = path.read_bytes() if regular and size <= LARGEST else b""
        reason = "" if regular else "is no file"
    except (OSError, ValueError) as problem:
        size, data = 0, b""
        reason = "is not there" if isinstance(problem, FileNotFoundError) else f"cannot be read: {getattr(problem, 'strerror', '') or problem}"
    if reason:
        said = str(path) if len(str(path)) < 200 else f"{str(path)[:60]}…"
        called = f"write `{'` or `'.join(close)}`, or " if (close := near(path)) else ""
        found.error("F720", f"{said} {reason}", [place], f"{called}give the path of a settlement, a Markdown file; `foedus new NAME` makes one")
        return None
    if size > LARGEST:
        found.error("F721", f"{path} has {size:,} bytes; a text may have {LARGEST:,}", [place], "take out what is no settlement")
        return None
    return decode(data, path, found)


def decode(data: bytes, path: Path, found: Diagnostics) -> str | None:
    """The bytes of a file as text: UTF-8, with or without a mark; any line ends."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = data.count(b"\n", 0, problem.start) + 1
        place = Place(Span(str(path), line, 1, line, 1), "this line is not UTF-8")
        found.error("F722", f"{path} is not UTF-8 text", [place], "save it as UTF-8")
        return None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        place = Place(Span(str(path), line, 1, line, 1), "a NUL stands here")
        found.error("F722", f"{path} is not a text: it has a NUL character", [place], "save it as plain UTF-8 text")
        return None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _read(
    text: str, file: str, folder: Path | None, find: Finder, found: Diagnostics, struck: dict[str, Citation], chain: tuple[Path, ...]
) -> Document:
    if len(text.encode("utf-8", "replace")) > LARGEST:
        place = Place(Span(file, 1, 1, 1, 1), "this text")
        found.error("F721", f"{file} is longer than {LARGEST:,} bytes", [place], "take out what is no settlement")
        return Document(file)
    if text.count("\n") + text.count("\r") > MOST_LINES:
        place = Place(Span(file, MOST_LINES, 1, MOST_LINES, 1), "one too many")
        found.error("F721", f"the text has more than {MOST_LINES:,} lines", [place], "take out what is no settlement")
        return Document(file)
    raw = split(text.replace("\r\n", "\n").replace("\r", "\n"), file, found)
    front = {key: value for key, (value, _) in raw.front.items()}
    if _too_many(raw, file, found):
        return Document(file)
    own = [_article(article, file, found) for article in raw.articles]
    _same_number_twice(own, found)
    document = Document(
        title=front.get("title", "") or Path(file).stem,
        summary=front.get("summary", ""),
        places=front.get("places", ""),
        extends=front.get("extends", ""),
        file=file,
        preamble=own[0].blocks,
        articles=tuple(own[1:]),
    )
    if not document.extends:
        _no_directives(document, found)
        return document
    line = raw.front["extends"][1]
    base = _base(document.extends, Place(Span(file, line, 1, line, 9 + len(document.extends)), "here"), folder, find, found, struck, chain)
    return amend(base, document, found, struck) if base is not None else document


def _too_many(raw: RawDocument, file: str, found: Diagnostics) -> bool:
    """Whether a text has more clauses than are read; told at the first of those too many."""
    blocks = [block for article in raw.articles for block in article.blocks]
    lines = [clause.line for block in blocks for clause in block.clauses]
    if len(lines) <= MOST_CLAUSES:
        return False
    place = Place(Span(file, lines[MOST_CLAUSES], 1, lines[MOST_CLAUSES], 1), "one too many")
    found.error("F721", f"the text has {len(lines):,} clauses; it may have {MOST_CLAUSES:,}", [place], "take out what is no settlement")
    return True


def _base(
    name: str, place: Place, folder: Path | None, find: Finder, found: Diagnostics, struck: dict[str, Citation], chain: tuple[Path, ...]
) -> Document | None:
    path = find(name, folder)
    if path is None:
        found.error(
            "F723", f"the text extends {name}, which is not there", [place], "put it beside this text, or name a shipped settlement"
        )
        return None
    path = path.resolve()
    if path in chain or len(chain) >= LONGEST_CHAIN:
        ring = " extends ".join(step.name for step in (*chain, path))
        found.error("F724", f"these texts extend one another in a ring, or too deeply: {ring}", [place], "let one of them stand by itself")
        return None
    text = _text_of(path, found)
    return None if text is None else _read(text, str(path), path.parent, find, found, struck, (*chain, path))


def _article(raw: RawArticle, file: str, found: Diagnostics) -> Article:
    blocks: list[Block] = []
    number = 0
    for block in raw.blocks:
        span = Span(file, block.line, 1, block.end_line, 1)
        if block.kind == "prose":
            blocks.append(Prose(block.text, span))
        elif block.kind == "answers":
            blocks.append(AnswerBlock(block.answers, span))
        else:
            clauses, number = _clauses(raw, block, file, number, found)
            blocks.append(ClauseBlock(clauses, span))
    return Article(raw.number, raw.title, tuple(blocks), Span(file, raw.line, 1, raw.line, 1))


def _clauses(raw: RawArticle, block: RawBlock, file: str, number: int, found: Diagnostics) -> tuple[tuple[cl.Clause, ...], int]:
    """The clauses of a block; directives have no number, and a clause that cannot be read keeps its own."""
    clauses = []
    for item in block.clauses:
        directive = item.text.split()[0] in ("strike", "replace", "insert")
        number += not directive
        where = cite(raw.number or "0", None if directive else number)
        read_ = parse_clause(item.text, file=file, line=item.line, cite=where)
        if isinstance(read_, Diagnostic):
            found.found.append(read_)
        else:
            clauses.append(read_)
    if clauses and not raw.number:
        place = Place(clauses[0].at.span, "this clause stands in no article")
        found.error("F123", "clauses stand before the first article", [place], "put them below a heading `## Article 1. …`")
    return tuple(clauses), number


def _same_number_twice(articles: list[Article], found: Diagnostics) -> None:
    seen: dict[str, Article] = {}
    for article in articles:
        if article.number and article.number in seen:
            places = [Place(article.span, "again here"), Place(seen[article.number].span, "first here")]
            found.error("F124", f"Article {article.number} stands twice", places, "give one of them another number")
        seen.setdefault(article.number, article)


def _no_directives(document: Document, found: Diagnostics) -> None:
    for clause in document.clauses:
        if isinstance(clause, cl.StrikeClause | cl.ReplaceClause | cl.InsertClause):
            place = Place(clause.at.span, "this amends nothing", clause.cite)
            found.error("F601", "a directive stands in a text that extends no other", [place], "say `extends: …` in the front matter")
