"""What the commands print: tables and lines that read well on a terminal and in a pipe."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table as Grid

from foedus.checked import Checked
from foedus.model.settlement import Settlement
from foedus.model.words import many
from foedus.reason.cover import Finding
from foedus.reason.findings import diagnostic
from foedus.reason.silence import open_questions
from foedus.text.show import show_all


def console() -> Console:
    """The console: as wide as the terminal, and wide enough to read when piped."""
    plain = Console()
    return plain if plain.is_terminal else Console(width=140, no_color=True, highlight=False)


def grid(title: str, *columns: str) -> Grid:
    """A plain table with a title."""
    table = Grid(title=title, title_justify="left", title_style="bold", box=None, pad_edge=False, show_header=bool(columns))
    for column in columns:
        table.add_column(column, overflow="fold")
    return table


def tell_check(checked: Checked) -> None:
    """A whole check."""
    from foedus.cli.tell_promises import tell_promises

    out = console()
    settlement = checked.settlement
    found = [*checked.diagnostics]
    if settlement is not None and checked.coverage is not None:
        found += [diagnostic(settlement, one) for one in (*checked.coverage.overlaps, *checked.coverage.defeated)]
    found += checked.empty_promises
    if found:
        out.print(show_all(found), markup=False, highlight=False, soft_wrap=True)
        out.print()
    if settlement is None:
        return
    out.print(f"{settlement.title}: {many(len(settlement.clauses), 'clause')}, {_parties(settlement)}.", style="bold", markup=False)
    right = sum(one.ok for one in checked.answers)
    if checked.answers:
        out.print(f"Its own questions: {right} of {len(checked.answers)} answered as the text expects{_unasked(checked)}.")
    _tell_coverage(out, checked)
    tell_promises(out, checked)
    _tell_open(out, settlement)
    if checked.silent:
        table = grid(f"\nWhere the text is silent ({len(checked.silent)})", "code", "it does not say", "taken as", "article", "mend")
        for one in checked.silent:
            table.add_row(one.code, one.what, one.taken_as, ", ".join(one.cites), one.mend)
        out.print(table)


def _unasked(checked: Checked) -> str:
    return f"; {many(checked.unasked, 'question')} on promises not asked" if checked.unasked else ""


def _parties(settlement: Settlement) -> str:
    if all(polity.of_unit for polity in settlement.polities.values()):
        return f"{len(settlement.polities)} polities, one for each unit"
    counts = {name: sum(unit.polity == name for unit in settlement.units.values()) for name in settlement.polities}
    return "; ".join(f"{name} {number} unit{'' if number == 1 else 's'}" for name, number in counts.items())


def _tell_coverage(out: Console, checked: Checked) -> None:
    found = checked.coverage
    if found is None:
        return
    told = [
        many(len(found.gaps), "gap"), many(len(found.overlaps), "overlap"),
        many(len(found.defeated), "competence wholly barred", "competences wholly barred"),
        many(len(found.orphans), "function orphaned", "functions orphaned"), many(len(found.idle), "organ idle", "organs idle"),
    ]  # fmt: skip
    out.print(f"Coverage: {many(found.cells, 'cell')} in {many(len(found.situations), 'situation')}; {', '.join(told)}.")
    rows: list[tuple[str, Finding]] = []
    for kind, findings in (
        ("gap", found.gaps),
        ("orphan", found.orphans),
        ("idle", found.idle),
    ):
        rows += [(kind, one) for one in findings]
    if rows:
        table = grid("\nWhat is not simply held", "", "who", "what", "where", "when", "articles", "mend")
        for kind, one in rows:
            what = " ".join(part for part in (_few(one.verbs), f"on {_few(one.matters)}" if one.verbs else _few(one.matters)) if part)
            articles = ", ".join((*one.cites, *(cite for cite in one.bars if cite not in one.cites)))
            table.add_row(kind, _few(one.holders), what, _few(one.places), " and ".join(one.when), articles, one.mend)
        out.print(table)


def _few(items: Sequence[str], most: int = 4) -> str:
    return ", ".join(items[:most]) + (f" and {len(items) - most} more" if len(items) > most else "")


def _tell_open(out: Console, settlement: Settlement) -> None:
    questions = open_questions(settlement)
    if not questions:
        return
    table = grid(f"\nLeft open ({sum(one.settled is None for one in questions)}), settled here ({sum(one.settled is not None for one in questions)})",
                 "question", "settled here", "article")  # fmt: skip
    for one in questions:
        table.add_row(one.question, one.settled or "-", one.cite)
    out.print(table)
