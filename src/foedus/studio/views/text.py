"""The text page: prose, its clauses beside it, verdicts at promises, diagnostics at their lines, the answers of the text's own questions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from markdown_it import MarkdownIt

from foedus.checked import Answered, Checked
from foedus.errors import Diagnostic
from foedus.model import clauses as cl
from foedus.model import speech as sp
from foedus.model.document import AnswerBlock, ClauseBlock, Prose
from foedus.source import Citation
from foedus.studio.views.site import anchor

Block = Prose | ClauseBlock | AnswerBlock
_MARKS: dict[type, str] = {
    sp.PromiseClause: "promise",
    sp.PossibleClause: "promise",
    sp.OpenClause: "open",
    sp.ExpectClause: "expects",
}


@dataclass(frozen=True, slots=True)
class ClauseView:
    """One clause: its citation and words, what kind of line it is, its verdict if it has one, and the page that tells more of it."""

    cite: Citation
    anchor: str
    text: str
    mark: str
    verdict: str
    more: str
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class BlockView:
    """One block: prose as HTML, clauses, or answers."""

    kind: str
    html: str = ""
    clauses: tuple[ClauseView, ...] = ()
    answers: tuple[Answered, ...] = ()
    struck: tuple[Citation, ...] = ()

    @property
    def wrong(self) -> int:
        """How many of its answers come out otherwise than the text expects."""
        return sum(not one.ok for one in self.answers)


@dataclass(frozen=True, slots=True)
class ArticleView:
    """One article."""

    number: str
    title: str
    anchor: str
    blocks: tuple[BlockView, ...]


@dataclass(frozen=True, slots=True)
class TextView:
    """The whole page."""

    preamble: tuple[BlockView, ...]
    articles: tuple[ArticleView, ...]
    appendix: tuple[BlockView, ...]
    answer: str


def text_view(checked: Checked, verdicts: Mapping[Citation, tuple[str, str]]) -> TextView:
    """Fill the page. verdicts: for the citation of a promise or expectation its verdict and the address of its story."""
    document = checked.loaded.document
    if document is None:
        return TextView((), (), (), "There is no text to show.")
    fill = _Fill(checked, verdicts)
    articles = tuple(ArticleView(one.number, one.title, f"art-{one.number}", fill.blocks(one.blocks)) for one in document.articles)
    return TextView(fill.blocks(document.preamble), articles, fill.blocks(document.appendix), _answer(checked))


def _answer(checked: Checked) -> str:
    document = checked.loaded.document
    clauses = document.clauses if document else ()
    if not clauses:
        return "It has no clauses: there is prose only, and nothing formal to check."
    said = f"{len(clauses)} clauses in {len(document.articles) if document else 0} articles, each beside the prose that says it to people."
    if not checked.answers:
        return said
    right = sum(one.ok for one in checked.answers)
    return f"{said} The text asks itself {len(checked.answers)} questions; {right} are answered as it expects."


class _Fill:
    def __init__(self, checked: Checked, verdicts: Mapping[Citation, tuple[str, str]]) -> None:
        self.checked, self.verdicts = checked, verdicts
        self.answers = {(one.question, one.expected): one for one in checked.answers}
        self.markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
        self.found: dict[Citation, list[Diagnostic]] = {}
        for item in checked.diagnostics:
            for cite in item.cites:
                self.found.setdefault(cite, []).append(item)

    def blocks(self, blocks: Iterable[Block]) -> tuple[BlockView, ...]:
        return tuple(view for block in blocks if (view := self._block(block)) is not None)

    def _block(self, block: Block) -> BlockView | None:
        if isinstance(block, Prose):
            html = self.prose(block.markdown)
            return BlockView("prose", html) if html.strip() else None
        if isinstance(block, ClauseBlock):
            return BlockView("clauses", clauses=tuple(map(self._clause, block.clauses)), struck=block.struck)
        found = tuple(one for item in block.answers if (one := self.answers.get((item.question, item.answer))) is not None)
        return BlockView("answers", answers=found) if found else None

    def prose(self, markdown: str) -> str:
        """Prose as HTML: the title is left to the page, headings stay below those of the page, tables scroll by themselves."""
        html = self.markdown.render(re.sub(r"\A\s*# [^\n]*", "", markdown))
        html = re.sub(
            r"<(/?)h([1-4])>", lambda found: f"<{found[1]}h{max(3, int(found[2]))}>" if found[2] != "2" else f"<{found[1]}h2>", html
        )
        html = html.replace("<th>", '<th scope="col">').replace("<img ", "<span ")
        return re.sub(
            r"<table>(.*?)</table>",
            r'<div class="scroll" tabindex="0" role="region" aria-label="Table"><table>\1</table></div>',
            html,
            flags=re.DOTALL,
        )

    def _clause(self, clause: cl.Clause) -> ClauseView:
        verdict, more = self.verdicts.get(clause.cite, ("", ""))
        mark = _MARKS.get(type(clause), "")
        return ClauseView(
            clause.cite, anchor(clause.cite), unwrapped(clause.at.text), mark, verdict, more, tuple(self.found.get(clause.cite, ()))
        )


def unwrapped(text: str) -> str:
    r"""A clause as written, but that lines broken only for their length run on; each chamber keeps its line.

    >>> unwrapped("act Engage,\n  by Chief"), unwrapped("assembly A\n  chamber House")
    ('act Engage, by Chief', 'assembly A\n  chamber House')
    """
    return re.sub(r"[ \t]*\n\s+(?!\s|chamber\b)", " ", text)
