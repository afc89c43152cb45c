"""A settlement as a document: its articles, and in each the prose, the clauses and the questions with expected answers, in order.

What people read. The clauses say the same exactly; citations join the two.
Needs: the standard library.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from foedus.model.clauses import Clause
from foedus.source import NOWHERE, Citation, Span


@dataclass(frozen=True, slots=True)
class Prose:
    """One stretch of Markdown between blocks, as written."""

    markdown: str
    span: Span = NOWHERE


@dataclass(frozen=True, slots=True)
class ClauseBlock:
    """One fenced block of clauses; struck lists the citations of clauses of this block that an amendment took out."""

    clauses: tuple[Clause, ...]
    span: Span = NOWHERE
    struck: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class ExpectedAnswer:
    """One question of an answer block with the answer that the text expects."""

    question: str
    answer: str
    question_span: Span = NOWHERE
    answer_span: Span = NOWHERE


@dataclass(frozen=True, slots=True)
class AnswerBlock:
    """One fenced block of questions with expected answers."""

    answers: tuple[ExpectedAnswer, ...]
    span: Span = NOWHERE


Block = Prose | ClauseBlock | AnswerBlock


@dataclass(frozen=True, slots=True)
class Article:
    """`## Article 6. The forces`."""

    number: str
    title: str
    blocks: tuple[Block, ...] = ()
    span: Span = NOWHERE


@dataclass(frozen=True, slots=True)
class Document:
    """A whole text after its amendments: front matter, what stands before the first article, and the articles in order."""

    title: str
    summary: str = ""
    places: str = ""
    extends: str = ""
    file: str = ""
    preamble: tuple[Block, ...] = ()
    articles: tuple[Article, ...] = ()
    appendix: tuple[Block, ...] = field(default=())

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """All clauses in force after amendments, in order of citation as they stand."""
        return tuple(
            clause for article in self.articles for block in article.blocks if isinstance(block, ClauseBlock) for clause in block.clauses
        )

    @property
    def answers(self) -> tuple[ExpectedAnswer, ...]:
        """All questions with expected answers, in order."""
        return tuple(
            answer for article in self.articles for block in article.blocks if isinstance(block, AnswerBlock) for answer in block.answers
        )
