"""How the election of a joint office could be tampered with, way by way, on real votes; both directions always.

For each way of electing: who is elected, the fewest false (or destroyed) ballots in each polity for each of the two
leading candidates, what a larger electorate does, what a deadlock leads to by the text, how few people elect, and how
strong each polity is as one voice. It says what could be done, for nobody and against nobody, and not who would.

Needs: the standard library. Source: design page VOTING, section 7.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from foedus.data.tables import rows
from foedus.decide.office import JointOffice, joint_office
from foedus.errors import QuestionError
from foedus.model.settlement import Settlement
from foedus.voting import power, weighted_game
from foedus.voting.assertion import Way
from foedus.voting.tamper import (
    Contest,
    as_bloc,
    destroyed_ballots,
    elected,
    false_ballots,
    fewest_people,
    front_runners,
    larger_electorate,
    weight_of_a_vote,
    who_gains,
)

PARTIES = {"dem": "democratic", "rep": "republican", "other": "other"}
"""Groups of candidates as the data name them."""
WAYS = (Way.PLURALITY, Way.DOUBLE, Way.EQUAL, Way.CENSUS, Way.ELECTORS)


@dataclass(frozen=True, slots=True)
class Attack:
    """In one polity, for one candidate against the other: ballots that would have to be added, or destroyed; None: no number does."""

    polity: str
    candidate: str
    rival: str
    false_ballots: int | None
    destroyed_ballots: int | None


@dataclass(frozen=True, slots=True)
class Growth:
    """More voters of the same mind in one polity: whom they help, and the factor from which the result changes (None: at no factor)."""

    polity: str
    helps: str | None
    factor: Fraction | None
    elects: str | None


@dataclass(frozen=True, slots=True)
class Bloc:
    """A polity as one voice: its weight, absolute Penrose-Banzhaf measure, and whether it alone elects, or alone prevents."""

    polity: str
    weight: int
    penrose_banzhaf: Fraction
    elects_alone: bool
    prevents_alone: bool


@dataclass(frozen=True, slots=True)
class WayReport:
    """One way of electing. people, electorate: the fewest who elect, of how many; vote_weight: of one vote in each polity, relative to the first."""

    way: Way
    in_the_text: bool
    winner: str | None
    deadlock: str
    fallback: str
    attacks: tuple[Attack, ...]
    growth: tuple[Growth, ...]
    people: int
    electorate: int
    vote_weight: Mapping[str, Fraction] | None
    quota: int
    blocs: tuple[Bloc, ...]


@dataclass(frozen=True, slots=True)
class ManipulationReport:
    """All ways for one office. votes: by polity and candidate; columns: which data were used."""

    office: JointOffice
    columns: tuple[str, ...]
    votes: Mapping[str, Mapping[str, int]]
    candidates: tuple[str, str]
    ways: tuple[WayReport, ...]


def manipulation(
    settlement: Settlement, office: str, *, year: int = 2024, contest: Contest | None = None, ways: Iterable[Way] = WAYS
) -> ManipulationReport:
    """Report on the election of an office.

    contest: the votes to work on; without it, those for President in that year, by the units as the text has them.
    Raises QuestionError for an office that the people do not elect, and where the text has no real places.
    """
    found = joint_office(settlement, office)
    columns: tuple[str, ...] = ("as given",)
    if contest is None:
        contest = contest_of(settlement, found, year)
        columns = (f"votes for President in {year}", "resident population of the census of 2020", "electors of 2024")
    pair = front_runners(contest)
    reports = tuple(_way(way, contest, found, pair) for way in ways if _known(way, contest))
    return ManipulationReport(found, columns, contest.by_polity, pair, reports)


def contest_of(settlement: Settlement, office: JointOffice, year: int) -> Contest:
    """The real votes of a year by the units that the text gives to the polities that elect."""
    if settlement.gazetteer.name != "us":
        raise QuestionError("this text has no real places, so no votes are known", mend="give the votes by unit: --votes FILE")
    polity_of = {code: unit.polity for code, unit in settlement.units.items() if unit.polity in office.polities}
    votes = {
        str(row["code"]): {PARTIES[column]: int(str(row[column])) for column in PARTIES}
        for row in rows("us", "presidential_votes")
        if row["year"] == year and row["code"] in polity_of
    }
    if not votes:
        raise QuestionError(f"there are no votes of {year}", mend="name a year of an election from 1976 to 2024")
    ordered = {code: votes[code] for code in sorted(votes, key=lambda code: (office.polities.index(polity_of[code]), code))}
    people = _series(settlement, "resident_population_2020")
    in_polities = dict.fromkeys(office.polities, 0)
    for code, polity in polity_of.items():
        in_polities[polity] += people.get(code, 0)
    return Contest(ordered, polity_of, in_polities, _series(settlement, "electors"))


def _series(settlement: Settlement, name: str) -> dict[str, int]:
    return {code: int(value) for code, value in (settlement.gazetteer.series(name) or {}).items() if not isinstance(value, str)}


def _known(way: Way, contest: Contest) -> bool:
    """Whether the data that a way needs are there."""
    if way is Way.CENSUS:
        return all(contest.people.get(polity, 0) > 0 for polity in contest.polities)
    return way is not Way.ELECTORS or all(unit in contest.numbers for unit in contest.votes)


def _way(way: Way, contest: Contest, office: JointOffice, pair: tuple[str, str]) -> WayReport:
    first, second = pair
    attacks = tuple(
        Attack(polity, one, other, false_ballots(way, contest, polity, one), destroyed_ballots(way, contest, polity, one, other))
        for polity in contest.polities
        for one, other in ((first, second), (second, first))
    )
    growth = []
    for polity in contest.polities:
        change = larger_electorate(way, contest, polity)
        growth.append(Growth(polity, who_gains(contest, polity), change[0] if change else None, change[1] if change else None))
    quota, blocs = _blocs(way, contest)
    weights = weight_of_a_vote(way, contest)
    unit = next(iter(weights.values())) if weights else Fraction(1)
    relative = {polity: weight / unit for polity, weight in weights.items()} if weights else None
    electorate = sum(sum(table.values()) for table in contest.votes.values())
    return WayReport(
        way, way is office.way, elected(way, contest).winner, _deadlock(way), _fallback(way, office), attacks, tuple(growth),
        fewest_people(way, contest), electorate, relative, quota, blocs,
    )  # fmt: skip


def _blocs(way: Way, contest: Contest) -> tuple[int, tuple[Bloc, ...]]:
    quota, weights = as_bloc(way, contest)
    game = weighted_game(quota, weights)
    found = power(game)
    return quota, tuple(
        Bloc(polity, weight, found[polity].penrose_banzhaf_absolute, game.winning({polity}), game.blocking({polity}))
        for polity, weight in weights.items()
    )


def _deadlock(way: Way) -> str:
    return {
        Way.PLURALITY: "only where the first two are exactly level",
        Way.MAJORITY: "where nobody has more than half",
        Way.DOUBLE: "whenever the polities prefer different candidates",
        Way.EQUAL: "only where the means of shares are exactly level",
        Way.CENSUS: "only where the weighted shares are exactly level",
        Way.ELECTORS: "where nobody has more than half of the electors",
    }[way]


def _fallback(way: Way, office: JointOffice) -> str:
    if way in (Way.DOUBLE, Way.ELECTORS, Way.MAJORITY):
        return office.vacancy or "the text does not say: the office is vacant, and nobody acts"
    return office.tie or "the text does not say what a tie does: the office is vacant, and nobody acts"


# ---- as plain values


def manipulation_json(found: ManipulationReport) -> dict[str, Any]:
    """A report as plain values; fractions as "p/q"."""
    return {
        "office": found.office.name, "title": found.office.title, "cites": list(found.office.cites),
        "way_in_the_text": found.office.way.value if found.office.way else None, "tie": found.office.tie, "vacancy": found.office.vacancy,
        "open": list(found.office.open), "columns": list(found.columns),
        "votes": {polity: dict(table) for polity, table in found.votes.items()}, "candidates": list(found.candidates),
        "ways": [_way_json(one) for one in found.ways],
    }  # fmt: skip


def _way_json(one: WayReport) -> dict[str, Any]:
    return {
        "way": one.way.value, "in_the_text": one.in_the_text, "winner": one.winner, "deadlock": one.deadlock, "fallback": one.fallback,
        "attacks": [
            {"polity": a.polity, "candidate": a.candidate, "rival": a.rival, "false_ballots": a.false_ballots, "destroyed_ballots": a.destroyed_ballots}
            for a in one.attacks
        ],
        "larger_electorate": [
            {"polity": g.polity, "helps": g.helps, "factor": str(g.factor) if g.factor is not None else None, "elects": g.elects} for g in one.growth
        ],
        "fewest_people_that_elect": one.people, "of_votes_cast": one.electorate,
        "weight_of_a_vote": {polity: str(weight) for polity, weight in one.vote_weight.items()} if one.vote_weight else None,
        "polities_as_one_voice": {
            "quota": one.quota,
            "blocs": [
                {"polity": b.polity, "weight": b.weight, "penrose_banzhaf_absolute": str(b.penrose_banzhaf), "elects_alone": b.elects_alone,
                 "prevents_alone": b.prevents_alone}
                for b in one.blocs
            ],
        },
    }  # fmt: skip
