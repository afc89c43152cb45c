"""Amendments: a text that extends another strikes, replaces and inserts; the numbers of the base stay for ever.

A struck clause leaves its number empty, an inserted one takes a letter. Prose of an article of directives alone is added to the article of
that number; an article with a new number is added.
Source: design page LANGUAGE, section 10.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from foedus.errors import Diagnostics, Place
from foedus.model import clauses as cl
from foedus.model import speech as sp
from foedus.model.document import Article, Block, ClauseBlock, Document
from foedus.source import Citation, article_of, citation_order, clause_of

_Directive = cl.StrikeClause | cl.ReplaceClause | cl.InsertClause
_NAMED: dict[str, type[cl.Clause]] = {
    "promise": sp.PromiseClause, "possible": sp.PossibleClause, "expect": sp.ExpectClause, "assume": sp.AssumeClause,
    "act": cl.ActClause, "exit": cl.ActClause, "condition": cl.ConditionClause, "polity": cl.PolityClause, "matter": cl.MatterClause,
    "parameter": cl.ParameterClause,
}  # fmt: skip


def amend(base: Document, text: Document, found: Diagnostics, struck: dict[str, Citation]) -> Document:
    """The base with the directives of the text carried out, in order; struck gets the terms taken out, with the directive's citation."""
    work = _Amending({article.number: article for article in base.articles}, found, struck, base.file)
    for article in text.articles:
        work.article(article)
    articles = sorted(work.articles.values(), key=lambda article: citation_order(f"Art. {article.number}"))
    return Document(
        title=text.title,
        summary=text.summary,
        places=text.places or base.places,
        extends=text.extends,
        file=text.file,
        preamble=text.preamble,
        articles=tuple(_without_base_answers(article, text.file) for article in articles),
        appendix=text.appendix,
    )


def _without_base_answers(article: Article, file: str) -> Article:
    """A text that extends another runs its own blocks of answers, not those of its base."""
    from foedus.model.document import AnswerBlock

    kept = tuple(block for block in article.blocks if not isinstance(block, AnswerBlock) or block.span.file == file)
    return replace(article, blocks=kept)


@dataclass(slots=True)
class _Amending:
    articles: dict[str, Article]
    found: Diagnostics
    struck: dict[str, Citation]
    base_file: str

    def article(self, article: Article) -> None:
        """Carry out the directives of one article, then add what it brings itself."""
        clauses = [clause for block in article.blocks if isinstance(block, ClauseBlock) for clause in block.clauses]
        directives = [clause for clause in clauses if isinstance(clause, _Directive)]
        own = [clause for clause in clauses if not isinstance(clause, _Directive)]
        whole = next((item for item in directives if isinstance(item, cl.ReplaceClause) and item.article == f"Art. {article.number}"), None)
        for directive in directives:
            if directive is not whole:
                self._carry_out(directive)
        blocks = tuple(_plain(block) for block in article.blocks)
        standing = self.articles.get(article.number)
        if whole is not None:
            self._strike_all(standing, article, whole)
            self.articles[article.number] = replace(article, blocks=blocks)
        elif standing is None:
            self.articles[article.number] = replace(article, blocks=blocks)
        else:
            if own:
                places = [Place(own[0].at.span, "new here", own[0].cite), Place(standing.span, "the article stands since here")]
                mend = f"`insert after Art. {article.number}(n) …`, or `replace Article {article.number}` first"
                self.found.error("F602", f"Article {article.number} stands already, and clauses are added to it", places, mend)
            prose = tuple(block for block in blocks if not (isinstance(block, ClauseBlock) and not block.clauses))
            self.articles[article.number] = replace(standing, blocks=(*standing.blocks, *prose))

    def _strike_all(self, standing: Article | None, article: Article, by: cl.Clause) -> None:
        if standing is None:
            places = [Place(by.at.span, "replaced here", by.cite)]
            self.found.error("F604", f"there is no Article {article.number} to replace", places, "drop the directive: the article is added")
            return
        kept = {name for block in article.blocks if isinstance(block, ClauseBlock) for clause in block.clauses for name in _terms(clause)}
        for block in standing.blocks:
            if isinstance(block, ClauseBlock):
                for clause in block.clauses:
                    self._note(clause, by, kept)

    def _note(self, clause: cl.Clause, by: cl.Clause, kept: Iterable[str] = ()) -> None:
        for name in _terms(clause):
            if name not in kept:
                self.struck[name] = by.cite

    def _carry_out(self, directive: _Directive) -> None:
        if isinstance(directive, cl.StrikeClause):
            if directive.name:
                self._change(directive, self._named(directive.kind, directive.name), None)
            for reference in directive.articles:
                if "(" in reference:
                    self._change(directive, self._cited(reference), None)
                else:
                    self._strike_article(directive, reference)
        elif isinstance(directive, cl.ReplaceClause):
            match = self._named(directive.kind, directive.name) if directive.name else self._cited(directive.article)
            if not directive.name and "(" not in directive.article:
                places = [Place(directive.at.span, "", directive.cite)]
                number = article_of(directive.article)
                self.found.error(
                    "F605", f"Article {number} is replaced from another article", places, f"put it first below `## Article {number}`"
                )
                return
            self._change(directive, match, directive.clause)
        else:
            self._insert(directive)

    def _strike_article(self, directive: cl.Clause, reference: Citation) -> None:
        number = article_of(reference)
        standing = self.articles.pop(number, None)
        if standing is None:
            self._missing(directive, reference)
            return
        for block in standing.blocks:
            if isinstance(block, ClauseBlock):
                for clause in block.clauses:
                    self._note(clause, directive)

    def _cited(self, reference: Citation) -> Callable[[cl.Clause], bool]:
        return lambda clause: clause.cite == clause_of(reference)

    def _named(self, kind: str, name: str) -> Callable[[cl.Clause], bool]:
        wanted = _NAMED.get(kind, cl.OrganClause)
        return lambda clause: isinstance(clause, wanted) and name in (getattr(clause, "name", ""), getattr(clause, "word", ""))

    def _change(self, directive: cl.Clause, match: Callable[[cl.Clause], bool], new: cl.Clause | None) -> None:
        """Take the clause that matches out, or put another in its place under the same number."""
        for number, article in self.articles.items():
            for n, block in enumerate(article.blocks):
                if not isinstance(block, ClauseBlock):
                    continue
                for old in block.clauses:
                    if match(old):
                        self._note(old, directive, _terms(new) if new else ())
                        clauses = tuple(_placed(new, old, directive) if clause is old and new else clause for clause in block.clauses)
                        kept = clauses if new else tuple(clause for clause in block.clauses if clause is not old)
                        changed = replace(block, clauses=kept, struck=block.struck if new else (*block.struck, old.cite))
                        self.articles[number] = replace(article, blocks=(*article.blocks[:n], changed, *article.blocks[n + 1 :]))
                        return
        wanted = directive.article if isinstance(directive, cl.ReplaceClause) and directive.article else directive.at.text.split("\n")[0]
        self._missing(directive, wanted)

    def _insert(self, directive: cl.InsertClause) -> None:
        for number, article in self.articles.items():
            for n, block in enumerate(article.blocks):
                if isinstance(block, ClauseBlock):
                    for position, old in enumerate(block.clauses):
                        if old.cite == directive.after:
                            letter = self._next_letter(article, directive.after)
                            if not letter:
                                self._no_letter(directive)
                                return
                            where = directive.after[:-1] + letter + ")"
                            new = replace(directive.clause, at=replace(directive.at, cite=where))
                            following = position + 1
                            while (
                                following < len(block.clauses)
                                and block.clauses[following].cite.startswith(directive.after[:-1])
                                and (block.clauses[following].cite[len(directive.after) - 1 :][:1].isalpha())
                            ):
                                following += 1
                            clauses = (*block.clauses[:following], new, *block.clauses[following:])
                            changed = replace(block, clauses=clauses)
                            self.articles[number] = replace(article, blocks=(*article.blocks[:n], changed, *article.blocks[n + 1 :]))
                            return
        self._missing(directive, directive.after)

    def _next_letter(self, article: Article, after: Citation) -> str:
        used = [
            clause.cite[len(after) - 1 : -1]
            for block in article.blocks
            if isinstance(block, ClauseBlock)
            for clause in block.clauses
            if clause.cite.startswith(after[:-1]) and clause.cite[len(after) - 1 : -1].isalpha()
        ]
        return chr(ord("A") + len(used)) if len(used) < 26 else ""

    def _no_letter(self, directive: cl.InsertClause) -> None:
        places = [Place(directive.at.span, "one too many", directive.cite)]
        message = f"after {directive.after} there is no letter left"
        self.found.error("F606", message, places, f"insert it after the last one, or replace Article {article_of(directive.after)}")

    def _missing(self, directive: cl.Clause, wanted: str) -> None:
        places = [Place(directive.at.span, "named here", directive.cite)]
        self.found.error("F606", f"the base has no {wanted}", places, f"name a clause of {self.base_file or 'the base'} that still stands")


def _placed(new: cl.Clause, old: cl.Clause, directive: cl.Clause) -> cl.Clause:
    return replace(new, at=replace(directive.at, cite=old.cite))


def _plain(block: Block) -> Block:
    if not isinstance(block, ClauseBlock):
        return block
    return replace(block, clauses=tuple(clause for clause in block.clauses if not isinstance(clause, _Directive)))


def _terms(clause: cl.Clause | None) -> tuple[str, ...]:
    """The terms that a clause declares, chambers included."""
    if clause is None:
        return ()
    if isinstance(clause, cl.OrganClause):
        return (clause.name, *(f"{clause.name}.{chamber.name}" for chamber in clause.chambers))
    if isinstance(clause, sp.PromiseClause | sp.PossibleClause | sp.ExpectClause | cl.MatterClause):
        return ()
    name = getattr(clause, "name", "")
    return (name,) if isinstance(name, str) and name else ()
