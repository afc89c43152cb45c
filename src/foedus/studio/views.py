"""What each page of the report shows, as plain values: text, places, who decides, findings, promises, open questions, sources."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape

from markdown_it import MarkdownIt

from foedus import __version__
from foedus.checked import NOT_YET, Answered, Checked
from foedus.data.places import series_info
from foedus.data.shapes import shapes
from foedus.data.tables import tables
from foedus.errors import Diagnostic
from foedus.model import clauses as cl
from foedus.model import speech as sp
from foedus.model.document import AnswerBlock, ClauseBlock, Document, Prose
from foedus.model.settlement import Settlement
from foedus.reason.silence import open_questions
from foedus.source import Citation
from foedus.studio.charts import Bar, strip, units_map
from foedus.studio.matrix import Matrix, condensed, matrices

_MEASURES = (("population", "People, 2024"), ("votes_cast", "Votes for President, 2024"), ("gross_product", "Gross product, 2024"),
             ("land_area", "Land"))  # fmt: skip
_YEARS = tuple(range(1976, 2025, 4))
_CITED = re.compile(r"Art\. \d+[A-Z]?(?:\(\d+[A-Z]?\))?")


def anchor(cite: Citation) -> str:
    """The place of a clause or article in the text page: `Art. 6(2)` is `art-6-2`."""
    return "art-" + re.sub(r"[^0-9A-Za-z]+", "-", cite.removeprefix("Art.").strip()).strip("-")


def linked(text: str, page: str = "text.html") -> str:
    """Text as HTML, each citation a link to its clause."""
    return _CITED.sub(
        lambda match: f'<a class="cite" href="{page}#{anchor(match.group())}">{match.group().replace(" ", "&nbsp;")}</a>', escape(text)
    )


@dataclass(frozen=True, slots=True)
class ClauseView:
    """One clause as it stands in the text page."""

    cite: Citation
    anchor: str
    text: str
    mark: str
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class BlockView:
    """One block: prose (HTML), clauses, or answers."""

    kind: str
    html: str = ""
    clauses: tuple[ClauseView, ...] = ()
    answers: tuple[Answered, ...] = ()


@dataclass(frozen=True, slots=True)
class ArticleView:
    """One article."""

    number: str
    title: str
    anchor: str
    blocks: tuple[BlockView, ...]


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One unit in the table of places: its figures in the order of the measures."""

    code: str
    title: str
    polity: str
    figures: tuple[str, ...]
    sort: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PlacesView:
    """Who belongs where: the map, bars of shares, the table, and other elections."""

    lede: str
    map: str
    strips: tuple[tuple[str, str, tuple[tuple[str, str, str], ...]], ...]
    measures: tuple[str, ...]
    units: tuple[UnitRow, ...]
    other_years: tuple[tuple[int, tuple[int, ...], str], ...]
    members: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One source of figures."""

    what: str
    source: str
    licence: str
    status: str
    sha256: str


@dataclass(frozen=True, slots=True)
class ReportView:
    """Everything that the report shows."""

    title: str
    summary: str
    file: str
    version: str
    polities: tuple[str, ...]
    counts: tuple[tuple[str, str], ...]
    places: PlacesView | None
    matrices: tuple[Matrix, ...]
    short: tuple[Matrix, ...]
    promises: tuple[tuple[str, Citation, str, str], ...]
    opens: tuple[sp.OpenClause, ...]
    checked: Checked
    preamble: tuple[BlockView, ...]
    articles: tuple[ArticleView, ...]
    sources: tuple[SourceRow, ...]


def build(checked: Checked) -> ReportView:
    """Fill the views from a check."""
    settlement, document = checked.settlement, checked.loaded.document
    text = _Text(checked)
    promised: list[tuple[str, Citation]] = []
    if settlement is not None:
        promised = [(one.name, one.cite) for one in settlement.promises.values()] + [
            (one.name, one.cite) for one in settlement.possibles.values()
        ]
    full = matrices(settlement) if settlement else ()
    return ReportView(
        title=document.title if document else "No text",
        summary=document.summary if document else "",
        file=document.file.rpartition("/")[2] if document else "",
        version=__version__,
        polities=tuple(settlement.polities) if settlement else (),
        counts=tuple(_counts(checked)),
        places=_places(settlement) if settlement else None,
        matrices=full,
        short=tuple(map(condensed, full)),
        promises=tuple((name, cite, NOT_YET, text.words(cite)) for name, cite in promised),
        opens=tuple(open_questions(settlement)) if settlement else (),
        checked=checked,
        preamble=text.blocks(document.preamble) if document else (),
        articles=text.articles(document) if document else (),
        sources=tuple(_sources(settlement)) if settlement else (),
    )


def _counts(checked: Checked) -> Iterable[tuple[str, str]]:
    settlement, found = checked.settlement, checked.coverage
    if settlement is None or found is None:
        return
    promised = len(settlement.promises) + len(settlement.possibles)
    yield str(promised), f"promises stand in the text; this version lists them, {NOT_YET}"
    yield str(len(found.gaps) + len(found.overlaps) + len(found.orphans)), f"gaps, overlaps and orphans in {found.cells:,} cells"
    unsettled = sum(one.settled is None for one in settlement.opens)
    yield str(unsettled), f"questions are left open; {len(settlement.opens) - unsettled} more are settled by the text"
    yield str(len(checked.silent)), "places where the text is silent and a default applies"


# ---- the text


class _Text:
    """The text page: clauses with their marks, answers as they come out, diagnostics at their lines."""

    def __init__(self, checked: Checked) -> None:
        self.checked = checked
        self.answers = {(one.question, one.expected): one for one in checked.answers}
        self.markdown = MarkdownIt("commonmark", {"html": False}).enable("table")

    def articles(self, document: Document) -> tuple[ArticleView, ...]:
        return tuple(
            ArticleView(article.number, article.title, f"art-{article.number}", self.blocks(article.blocks))
            for article in document.articles
        )

    def blocks(self, blocks: Iterable[Prose | ClauseBlock | AnswerBlock]) -> tuple[BlockView, ...]:
        return tuple(self._block(block) for block in blocks)

    def _block(self, block: Prose | ClauseBlock | AnswerBlock) -> BlockView:
        if isinstance(block, Prose):
            html = self.markdown.render(re.sub(r"(?m)^# .*\n", "", block.markdown))
            return BlockView(
                "prose",
                html.replace("<table>", '<div class="scroll" tabindex="0" role="region" aria-label="table"><table>').replace(
                    "</table>", "</table></div>"
                ),
            )
        if isinstance(block, ClauseBlock):
            return BlockView("clauses", clauses=tuple(self._clause(clause) for clause in block.clauses))
        found = [self.answers.get((one.question, one.answer)) for one in block.answers]
        return BlockView("answers", answers=tuple(one for one in found if one is not None))

    def _clause(self, clause: cl.Clause) -> ClauseView:
        mark = {sp.PromiseClause: "promise", sp.PossibleClause: "possible", sp.OpenClause: "open", sp.ExpectClause: "expects"}.get(
            type(clause), ""
        )
        here = tuple(item for item in self.checked.diagnostics if clause.cite in item.cites)
        return ClauseView(clause.cite, anchor(clause.cite), clause.at.text, mark, here)

    def words(self, cite: Citation) -> str:
        """What a promise says, as written after its name."""
        clause = self.checked.settlement.by_cite.get(cite) if self.checked.settlement else None
        return " ".join(clause.at.text.partition(":")[2].split()) if clause else ""


# ---- places


def _number(value: float | str | None, series: str) -> str:
    if value is None or isinstance(value, str):
        return "no figure"
    if series == "gross_product":
        return f"{value / 1_000_000:,.0f} bn $"
    return f"{value / 1000:,.0f} sq mi" if series == "land_area" else f"{value:,.0f}"


def _places(settlement: Settlement) -> PlacesView | None:
    if not settlement.units:
        return None
    names = [name for name, polity in settlement.polities.items() if not polity.of_unit]
    side = {code: names.index(unit.polity) if unit.polity in names else -1 for code, unit in settlement.units.items()}
    members = tuple((name, tuple(code for code in settlement.units if settlement.units[code].polity == name)) for name in names)
    said = "; ".join(f"{name}: {len(codes)} unit{'' if len(codes) == 1 else 's'}" for name, codes in members)
    lede = said or f"{len(settlement.polities)} polities, one for each unit"
    series = {name: settlement.gazetteer.series(name) or {} for name, _ in _MEASURES}
    known = [(name, title) for name, title in _MEASURES if series[name]]
    drawn = shapes(settlement.gazetteer.name) if settlement.gazetteer.name and names else None
    picture = units_map(drawn, side, names, titles={code: unit.title for code, unit in settlement.units.items()}).svg if drawn else ""
    units = tuple(
        UnitRow(
            code, unit.title, unit.polity, tuple(_number(series[name].get(code), name) for name, _ in known),
            tuple(_sortable(series[name].get(code)) for name, _ in known),
        )
        for code, unit in settlement.units.items()
    )  # fmt: skip
    strips = tuple(_strip(title, names, members, series[name], name) for name, title in known) if len(names) > 1 else ()
    return PlacesView(lede, picture, strips, tuple(title for _, title in known), units, tuple(_other_years(settlement, names)), members)


def _sortable(value: float | str | None) -> int:
    return int(value) if isinstance(value, int | float) else -1


def _strip(
    title: str, names: list[str], members: tuple[tuple[str, tuple[str, ...]], ...], values: Mapping[str, float | str], series: str
) -> tuple[str, str, tuple[tuple[str, str, str], ...]]:
    sums = {name: sum(_sortable(values.get(code)) for code in codes if code in values) for name, codes in members}
    total = sum(sums.values()) or 1
    shares = [(name, sums[name] / total, _number(sums[name], series)) for name in names]
    return title, strip(title, [Bar(name, sums[name], n) for n, name in enumerate(names)]).svg, tuple((name, f"{100 * share:.1f} %", figure) for name, share, figure in shares)


def _other_years(settlement: Settlement, names: list[str]) -> Iterable[tuple[int, tuple[int, ...], str]]:
    """If membership followed another election: how many units each polity would have, and which would be elsewhere."""
    rules = {
        clause.name: member for clause in settlement.of_type(cl.PolityClause) for member in clause.members
        if member.how == "where_is" and re.fullmatch(r"president_\d{4}_plurality", member.series)
    }  # fmt: skip
    if len(rules) != 1 or len(names) != 2:
        return
    ((first, rule),) = rules.items()
    fixed = {m.name for clause in settlement.of_type(cl.PolityClause) for m in clause.members if m.how == "named"}
    other = next(name for name in names if name != first)
    for year in _YEARS:
        values = settlement.gazetteer.series(f"president_{year}_plurality") or {}
        chosen = {code: first if values.get(code) == rule.value else other for code in settlement.units if code not in fixed}
        chosen.update({code: settlement.units[code].polity for code in fixed if code in settlement.units})
        moved = sum(chosen[code] != settlement.units[code].polity for code in settlement.units)
        yield year, tuple(sum(one == name for one in chosen.values()) for name in names), str(moved)


# ---- sources


def _sources(settlement: Settlement) -> Iterable[SourceRow]:
    if not settlement.gazetteer.name:
        return
    used = {member.series for clause in settlement.of_type(cl.PolityClause) for member in clause.members if member.series}
    names = {info.table for name in (*used, *(name for name, _ in _MEASURES)) if (info := series_info(name)) is not None}
    names |= {"states", "adjacency"} | ({"federal_functions"} if settlement.of_type(cl.FunctionsFromClause) else set())
    for name in sorted(names):
        table = tables("us")[name]
        yield SourceRow(table.title, table.source, table.licence, table.status, table.sha256)
    yield SourceRow(
        "Outlines of the units on the map", "US Census Bureau boundary files, as in us-atlas 3.0.1", "US public domain; ISC", "computed", ""
    )
