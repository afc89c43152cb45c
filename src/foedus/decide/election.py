"""The election of an office by the people: the votes counted as the text says, with every stage, ties and silence told.

Needs: the standard library. Source: LANGUAGE, sections 5 and 8; design page VOTING, section 6.

>>> import foedus
>>> votes = {"Commonwealth": {"ash": 46, "box": 38}, "Federation": {"ash": 33, "box": 36}}
>>> found = elect(foedus.load("soft-secession"), "CommanderInChief", votes)
>>> found.verdict, found.outcome.winner, found.cites
('elected', 'ash', ('Art. 5(3)',))
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from foedus.decide.figures import Json, text
from foedus.decide.office import JointOffice, joint_office
from foedus.errors import DataError, QuestionError
from foedus.model.settlement import Settlement
from foedus.source import Citation
from foedus.voting.ballot import Profile
from foedus.voting.rules import (
    Outcome,
    Stage,
    double_majority,
    electors,
    instant_runoff,
    plurality_of_units,
    two_round,
)
from foedus.voting.rules.outcome import VotesByUnit, check_units

Ranked = Mapping[str, Profile]
"""Ranked ballots by unit or polity."""


@dataclass(frozen=True, slots=True)
class Elected:
    """The result of an election as the text has it.

    verdict: elected, tied, or nobody (nobody has what the rule asks for); fallback: what the text says of that, or that it is silent.
    """

    office: str
    verdict: Literal["elected", "tied", "nobody"]
    outcome: Outcome
    fallback: str
    cites: tuple[Citation, ...]
    open: tuple[str, ...]

    def as_json(self) -> Json:
        """The same as plain values."""
        return {
            "office": self.office,
            "verdict": self.verdict,
            **outcome_json(self.outcome),
            "fallback": self.fallback,
            "cites": list(self.cites),
            "open": list(self.open),
        }


def elect(settlement: Settlement, office: str, votes: VotesByUnit | Ranked) -> Elected:
    """Count the votes for an office. votes: by polity or unit, votes by candidate; of ranked choice, profiles of ballots.

    Raises QuestionError for what the people do not elect, or by a method that gives no one person; DataError for votes of places that have none.
    """
    read = joint_office(settlement, office)
    _check_places(settlement, read, votes)
    outcome = _count(settlement, read, votes)
    if outcome.winner:
        return Elected(read.name, "elected", outcome, "", read.cites, read.open)
    said = read.tie if outcome.tied else ""
    silent = f"the text does not say what {'a tie' if outcome.tied else 'it'} does ({read.cites[0]}): the office is vacant"
    return Elected(read.name, "tied" if outcome.tied else "nobody", outcome, said or silent, read.cites, read.open)


def _check_places(settlement: Settlement, read: JointOffice, votes: Mapping[str, object]) -> None:
    units = {unit.code for unit in settlement.units.values() if not read.polities or unit.polity in read.polities}
    known = {*read.polities, *units, settlement.organs[read.name].owner}
    if strange := [place for place in votes if place not in known]:
        raise DataError(f"the people of {strange[0]} have no vote for {read.name} ({read.cites[0]})", mend=f"name {', '.join(sorted(known)[:8])}")


def _count(settlement: Settlement, read: JointOffice, votes: VotesByUnit | Ranked) -> Outcome:
    ranked = {place: one for place, one in votes.items() if isinstance(one, Profile)}
    if len(ranked) not in (0, len(votes)):
        raise DataError("some places give ranked ballots and others votes", mend="give the same of all")
    tables: VotesByUnit = {place: one.first_choices() if isinstance(one, Profile) else one for place, one in votes.items()}
    check_units(tables)
    match read.method:
        case "plurality" if read.way is None or read.way.value != "double majority":
            return plurality_of_units(tables)
        case "plurality":
            return double_majority(_by_polity(settlement, tables))
        case "electoral_college":
            return electors(tables, _electors(settlement, tables))
        case "two_rounds":
            return two_round(joined(ranked.values()) if ranked else _sum(tables))
        case "ranked_choice" if ranked:
            return instant_runoff(joined(ranked.values()))
        case _:
            raise QuestionError(
                f"{read.name} is elected by {read.method or 'a way that the text does not name'} ({read.cites[0]}), which cannot be counted from this",
                mend="give ranked ballots" if read.method == "ranked_choice" else "count it by a rule of foedus.voting.rules",
            )


def _sum(tables: VotesByUnit) -> dict[str, int]:
    return {name: sum(table.get(name, 0) for table in tables.values()) for name in check_units(tables)}


def _by_polity(settlement: Settlement, tables: VotesByUnit) -> dict[str, dict[str, int]]:
    names, found = check_units(tables), dict[str, dict[str, int]]()
    for place, table in tables.items():
        polity = place if place in settlement.polities else settlement.units[place].polity
        into = found.setdefault(polity, dict.fromkeys(names, 0))
        for name, number in table.items():
            into[name] += number
    return found


def _electors(settlement: Settlement, tables: VotesByUnit) -> dict[str, int]:
    series = settlement.gazetteer.series("electors") or {}
    return {unit: int(value) for unit in tables if not isinstance(value := series.get(unit, -1), str)}


def joined(profiles: object) -> Profile:
    """Several profiles over the same candidates as one. Raises DataError where candidates differ."""
    ballots: dict[tuple[int, ...], int] = {}
    names: tuple[str, ...] | None = None
    blank = 0
    for profile in profiles if isinstance(profiles, list | tuple) else list(profiles):  # type: ignore[call-overload]
        if names is not None and profile.candidates != names:
            raise DataError("the places rank different candidates", mend="declare the same candidates, in one order, everywhere")
        names, blank = profile.candidates, blank + profile.blank
        for ranking, number in profile.ballots.items():
            ballots[ranking] = ballots.get(ranking, 0) + number
    return Profile(names or (), ballots, blank)


def outcome_json(outcome: Outcome) -> Json:
    """An outcome as plain values: winners, every stage, the tie; shares as "p/q"."""
    return {
        "rule": outcome.rule,
        "winners": list(outcome.winners),
        "stages": [_stage(stage) for stage in outcome.stages],
        "tied": None
        if outcome.tied is None
        else {"candidates": list(outcome.tied.candidates), "places": outcome.tied.places, "words": outcome.tied.words},
    }


def _stage(stage: Stage) -> Json:
    tallies = {name: number if isinstance(number, int) else text(number) for name, number in stage.tallies.items()}
    lost = stage.exhausted if isinstance(stage.exhausted, int) else text(stage.exhausted)
    return {
        "words": stage.words,
        "tallies": tallies,
        "elected": list(stage.elected),
        "excluded": list(stage.excluded),
        "exhausted": lost,
    }
