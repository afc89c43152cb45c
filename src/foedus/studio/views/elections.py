"""The election of a joint office on the page of votes: every way of electing, how strong each polity is in it, what could turn it.

Reads the plain values of the manipulation report. Neutral: both directions, for every polity, always.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from foedus.model.words import listed
from foedus.source import Citation
from foedus.studio.charts import Bar, Cell, Chart, Table, power_bars, strip
from foedus.studio.figures import large, number, percent
from foedus.studio.views.rehearsals import RehearsalView, rehearsal_view
from foedus.studio.views.site import Side, capital


@dataclass(frozen=True, slots=True)
class ElectionView:
    """One joint office. people: the votes by polity; power: of each polity as one voice, by the text's own way; ways, attacks: tables.

    rehearsal: of its audit, if one can be had.
    """

    title: str
    anchor: str
    cites: tuple[Citation, ...]
    answer: str
    people: Chart
    power: Chart
    ways: Table
    attacks: Table
    columns: tuple[str, ...]
    rehearsal: RehearsalView | None = None


def election_view(item: Mapping[str, Any], sides: Sequence[Side], audit: Mapping[str, Any] | None = None) -> ElectionView:
    """Fill the section. item: `manipulation_json` of one office; audit: the rehearsal of its audit."""
    number_of = {one.name: one.number for one in sides}
    title = f"Who becomes {item['title'] or item['office']}"
    name = f"votes-{item['office']}"
    votes = {polity: sum(table.values()) for polity, table in item["votes"].items()}
    bars = [Bar(polity, total, number_of.get(polity), large(total)) for polity, total in votes.items()]
    own = next((way for way in item["ways"] if way["in_the_text"]), item["ways"][0] if item["ways"] else None)
    blocs = own["polities_as_one_voice"]["blocs"] if own else ()
    power = power_bars(
        [Bar(one["polity"], Fraction(one["penrose_banzhaf_absolute"]), number_of.get(one["polity"])) for one in blocs],
        index="Penrose-Banzhaf index, absolute",
        what=f"{title[:1].lower()}{title[1:]}, each polity as one voice",
        name=f"{name}-power",
        whole=1.0,
    )
    return ElectionView(
        title=title,
        anchor=name,
        cites=tuple(item["cites"]),
        answer=_answer(item, own, votes),
        people=strip(capital(item["columns"][0]), bars, name=f"{name}-votes"),
        power=power,
        ways=_ways(item),
        attacks=_attacks(item),
        columns=tuple(item["columns"]),
        rehearsal=rehearsal_view(audit) if audit else None,
    )


def _answer(item: Mapping[str, Any], own: Mapping[str, Any] | None, votes: Mapping[str, int]) -> str:
    if own is None:
        return "No way of electing can be worked out on the data."
    alone = [one["polity"] for one in own["polities_as_one_voice"]["blocs"] if one["elects_alone"]]
    total = sum(votes.values())
    how = f"By {own['way']}"
    if alone:
        shares = [f"with {percent(Fraction(votes[name], total))} of the votes" for name in alone]
        return f"{how}, {listed(alone)} alone, {shares[0]}, can elect {item['title'] or item['office']}."
    return f"{how}, no polity alone can elect {item['title'] or item['office']}."


def _ways(item: Mapping[str, Any]) -> Table:
    polities = list(item["votes"])
    rows = []
    for way in item["ways"]:
        blocs = {one["polity"]: one for one in way["polities_as_one_voice"]["blocs"]}
        share = Fraction(way["fewest_people_that_elect"], way["of_votes_cast"])
        name = capital(way["way"]) + (" (the text)" if way["in_the_text"] else "")
        rows.append(
            (Cell(name), *(Cell(_alone(blocs.get(one))) for one in polities), Cell(percent(share), share), Cell(capital(way["deadlock"])))
        )
    return Table(
        "Every way of electing, side by side",
        ("Way", *(f"{one} alone" for one in polities), "Fewest voters who elect", "Deadlock"),
        tuple(rows),
    )


def _alone(bloc: Mapping[str, Any] | None) -> str:
    if bloc is None:
        return "–"
    if bloc["elects_alone"]:
        return "elects"
    return "can only prevent" if bloc["prevents_alone"] else "neither elects nor prevents"


def _attacks(item: Mapping[str, Any]) -> Table:
    rows = []
    for way in item["ways"]:
        for one in way["attacks"]:
            cells = (_ballots(one["false_ballots"]), _ballots(one["destroyed_ballots"]))
            rows.append((Cell(capital(way["way"])), Cell(one["polity"]), Cell(one["candidate"]), *cells))
    return Table(
        "The fewest ballots that change who is elected",
        ("Way", "In", "For the candidate", "False ballots", "Destroyed ballots"),
        tuple(rows),
    )


def _ballots(count: int | None) -> Cell:
    return Cell("no number does") if count is None else Cell(number(count), count)
