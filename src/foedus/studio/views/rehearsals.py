"""The rehearsed audit of a joint office's election: what an audit would ask for, and the p-value card by card of one draw.

Reads the plain values of `foedus.decide.rehearsed`. It is said to be a rehearsal wherever it shows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from foedus.studio.charts import Cell, Chart, Table, p_path
from foedus.studio.figures import number, percent
from foedus.studio.views.site import count


@dataclass(frozen=True, slots=True)
class RehearsalView:
    """The part of the election's section. asked: what an audit would ask for, by entries looked up; path: None where no draw can be followed."""

    anchor: str
    answer: str
    asked: Table
    path: Chart | None
    small: str


def rehearsal_view(item: Mapping[str, Any]) -> RehearsalView:
    """Fill the part. item: `RehearsedAudit.as_json()` of one office."""
    name = f"votes-{item['office']}"
    return RehearsalView(f"{name}-audit", _answer(item), _asked(item), _path(item, f"{name}-p-value"), _small(item))


def _answer(item: Mapping[str, Any]) -> str:
    said = f"A rehearsal on {item['votes_of']}, which says nothing of that election"
    path = item["path"]
    if path is None:
        return f"{said}: where each side looks up {number(item['lookups'])} entries of the other's register, one draw of records cannot confirm it."
    looked = f"with {number(item['lookups'])} entries of each register looked up and a risk of {percent(Fraction(item['limit']), 0)} in all"
    wrong = count(len(path["wrong"]), "wrong record")
    if path["confirmed_at"] is None:
        return f"{said}: {looked}, {number(path['cards'][-1])} cards, {wrong} among them, do not confirm that {path['assertion']}."
    return f"{said}: {looked}, {number(path['confirmed_at'])} cards, {wrong} among them, confirm that {path['assertion']}."


def _small(item: Mapping[str, Any]) -> str:
    one_in = f"1 card in {number(1 / Fraction(item['planted']))}"
    return f"The votes are real. The draw (seed {item['seed']}) and the wrong records ({one_in}, by one vote in favour of the winner) are invented."


def _asked(item: Mapping[str, Any]) -> Table:
    rows = []
    for one in item["forecast"]:
        looked, nobodys = one["entries_looked_up_of_each_register"], one["votes_that_may_be_nobodys"]
        read = (_cards(one[key]) for key in ("cards_comparison", "cards_polling"))
        rows.append((Cell(one["assertion"]), Cell(number(looked), looked), Cell(number(nobodys), nobodys), *read))
    heads = ("To confirm", "Entries looked up of each register", "Votes that may be nobody's", "Cards, compared with records", "Cards, read alone")
    return Table("What an audit would ask for, if nothing wrong is found", heads, tuple(rows))


def _cards(cards: int | None) -> Cell:
    return Cell("every card" if cards is None else number(cards), cards)


def _path(item: Mapping[str, Any], name: str) -> Chart | None:
    path = item["path"]
    if path is None:
        return None
    points = [(int(card), float(p)) for card, p in zip(path["cards"], path["p"], strict=True)]
    chart = p_path(points, limit=float(Fraction(path["limit"])), what="the rehearsed audit", name=name)
    note = "Every 25th card is told, those around a wrong record, and the last. Each wrong record sets the audit back."
    return Chart(chart.name, f"In the rehearsal {chart.title[:1].lower()}{chart.title[1:]}", chart.summary, chart.svg, chart.table, note)
