"""What the commands print of promises: the list of verdicts, a progress line for each, and the whole of one."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from rich.console import Console

from foedus.checked import NOT_YET, Checked
from foedus.cli.tell import console, grid
from foedus.reason.promise.read import story_lines
from foedus.reason.promise.verdict import ORDER, PROVED, Verdict

_SHOWN = 9
"""The most steps of a story in the list; `foedus why` tells all."""


def mark(one: Verdict) -> str:
    """A verdict in a word or two: proved, proved of nothing, refuted, undecided."""
    if one.verdict == PROVED and one.vacuous:
        return "proved of nothing"
    return one.verdict


def progress(one: Verdict, number: int, of: int) -> None:
    """One line on the error stream for each verdict as it comes."""
    print(f"[{number}/{of}] {mark(one)}: {one.name}", file=sys.stderr, flush=True)


def tell_promises(out: Console, checked: Checked) -> None:
    """The list of promises: refuted first, then undecided, then proved; with the end of each story."""
    settlement = checked.settlement
    if settlement is None:
        return
    if not settlement.promises and not settlement.possibles:
        out.print("\nThe text promises nothing. Add a `promise`.", markup=False)
        return
    if not checked.verdicts:
        table = grid(f"\nPromises ({len(settlement.promises) + len(settlement.possibles)}), {NOT_YET}", "name", "article")
        named = [(one.name, one.cite) for one in settlement.promises.values()] + [(one.name, one.cite) for one in settlement.possibles.values()]
        for name, cite in named:
            table.add_row(name, cite)
        out.print(table)
        return
    _list(out, checked.verdicts)


def _list(out: Console, verdicts: Sequence[Verdict]) -> None:
    counts = ", ".join(f"{sum(one.verdict == verdict for one in verdicts)} {verdict}" for verdict in ORDER)
    table = grid(f"\nPromises ({len(verdicts)}): {counts}", "verdict", "name", "article", "why")
    for one in sorted(verdicts, key=lambda one: ORDER.index(one.verdict)):
        table.add_row(mark(one), one.name, ", ".join(one.cites), one.reason)
    out.print(table)
    for one in verdicts:
        if one.is_refuted and one.trace:
            out.print(f"\nHow {one.name} breaks", style="bold", markup=False)
            for line in story_lines(one, most=_SHOWN):
                out.print(f"  {line}", markup=False, highlight=False)


def tell_why(one: Verdict) -> None:
    """The whole of one verdict."""
    out = console()
    out.print(f"{one.name} ({', '.join(one.cites)}): {mark(one)}", style="bold", markup=False)
    out.print(f"  {one.says}", markup=False, highlight=False)
    for title, lines in sections(one):
        out.print()
        if title:
            out.print(title, style="bold", markup=False)
        for line in lines:
            out.print(f"  {line}", markup=False, highlight=False)


def sections(one: Verdict) -> list[tuple[str, list[str]]]:
    """Everything that a verdict has to say, under headings."""
    found: list[tuple[str, list[str]]] = [("", [one.reason])]
    if one.trace:
        told = "A shortest history" if one.shortest else "A history (a shorter one is not excluded)"
        found.append((told + (", breaches allowed" if one.scope != "lawful" else ""), story_lines(one)))
    if one.stuck is not None and one.stuck.because:
        found.append(("Why nothing helps from there", list(one.stuck.because)))
    if one.mirrorless:
        found.append(("Clauses without a mirror", [f"{clause.cite}: {clause.words}" for clause in one.mirrorless]))
    if one.plans:
        found.append(("Ways", [" ".join(plan) for plan in one.plans]))
    if one.lemma:
        found.append(("What is always true", [_lemma(line.words, line.cites, line.over) for line in one.lemma]))
    if one.rests_on is not None:
        found.append(("What it rests on", _rests(one)))
    if one.assumes:
        found.append(("Taken as known", [f"{fact.text} ({fact.cite})" for fact in one.assumes]))
    if one.notes:
        found.append(("Notes", list(one.notes)))
    if one.mends:
        found.append(("Mends that were tried and hold", [f"{mend.directive}  ({mend.words})" for mend in one.mends]))
    if one.certificate is not None:
        found.append(("How it was checked", [one.certificate.by]))
    if one.verdict == "undecided" and one.tried:
        found.append(("What was tried", [f"{tried.method}: {tried.outcome}" for tried in one.tried]))
    return found


def _lemma(words: str, cites: tuple[str, ...], over: str) -> str:
    return words + (f" ({', '.join(cites)})" if cites else "") + (f" [{over}]" if over else "")


def _rests(one: Verdict) -> list[str]:
    rests = one.rests_on
    if rests is None:
        return []
    if one.silence:
        return ["No clause does any work for it."]
    lines = [f"{phrase}: without it the promise breaks" for phrase in rests.necessary]
    further = [least for least in rests.minimal if set(least) != set(rests.necessary)]
    lines += [f"with {', '.join(map(str, least))} it holds" for least in further]
    return lines or ["No single phrase is necessary."]
