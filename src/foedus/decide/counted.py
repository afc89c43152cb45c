"""Counts an election from files: an office as its text says, or ballots and votes by a counting rule that is named.

Votes by place: CSV with the columns `place`, `candidate`, `votes`, or JSON `{"votes": {"Alder": {"ash": 60, "box": 40}}}`. Ballots: the text file
that `voting.ballot` reads, streamed.
Needs: the standard library.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from foedus.decide.election import Elected, elect, outcome_json
from foedus.decide.figures import Json
from foedus.errors import DataError, QuestionError
from foedus.model.settlement import Settlement
from foedus.voting.ballot import Overvote, Profile, Skipped, Treatment, read_approvals, read_profile
from foedus.voting.rules import BY_PLACE, RANKED, Outcome, approval, instant_runoff, single_transferable_vote
from foedus.voting.rules.outcome import VotesByUnit

Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Counted:
    """A counted election: the outcome with all stages; treatment: how ballots that are no plain rankings were read; elected: of an office."""

    outcome: Outcome
    voters: int = 0
    blank: int = 0
    treatment: str = ""
    elected: Elected | None = None

    def as_json(self) -> Json:
        """The same as plain values."""
        plain = self.elected.as_json() if self.elected else outcome_json(self.outcome)
        return plain | ({"voters": self.voters, "blank": self.blank, "treatment": self.treatment} if self.treatment else {})


def count(
    settlement: Settlement | None,
    office: str,
    *,
    votes: Path | None = None,
    ballots: Path | None = None,
    rule: str = "",
    seats: int = 1,
    overvote: str = "ends",
    skipped: str = "moves up",
    lot: tuple[str, ...] = (),
    weights: Mapping[str, int] | None = None,
    progress: Progress | None = None,
) -> Counted:
    """Count an election. settlement, office: to count as the text says; else rule: the counting rule by name.

    Raises QuestionError for a rule that is unknown or cannot be counted from what is given; DataError, with the line, for files that cannot be read.
    """
    treatment = Treatment(_named(overvote, Overvote, "overvote"), _named(skipped, Skipped, "skipped"))
    if settlement is not None:
        return _office(settlement, office, votes, ballots, treatment, progress)
    if votes is not None and rule in BY_PLACE:
        return Counted(BY_PLACE[rule](read_votes_by_place(votes), weights or {}))
    if ballots is None or (rule not in RANKED and rule != "approval"):
        known = ", ".join([*RANKED, "approval"])
        given = f"`{rule}` is no rule for what is given" if rule else "a counting rule is missing"
        raise QuestionError(given, mend=f"with --ballots name {known}; with --votes name {', '.join(BY_PLACE)}")
    if rule == "approval":
        approved = read_approvals(ballots, progress=progress)
        return Counted(approval(approved), sum(approved.values()), approved.get(frozenset(), 0), "every candidate named is approved")
    profile = read_profile(ballots, treatment, progress=progress)
    return Counted(_ranked(profile, rule, seats, lot), profile.voters, profile.blank, str(treatment))


def _ranked(profile: Profile, rule: str, seats: int, lot: tuple[str, ...]) -> Outcome:
    if rule == "single-transferable-vote":
        return single_transferable_vote(profile, seats, lot=lot)
    if seats != 1:
        raise QuestionError(f"{rule} elects one, and {seats} seats are asked for", mend="count by single-transferable-vote")
    if rule == "instant-runoff":
        return instant_runoff(profile, lot=lot)
    return RANKED[rule](profile)


def _office(
    settlement: Settlement, office: str, votes: Path | None, ballots: Path | None, treatment: Treatment, progress: Progress | None
) -> Counted:
    if (votes is None) == (ballots is None):
        raise QuestionError(f"the votes for {office} are missing", mend="give --votes FILE by place, or --ballots FILE of ranked ballots")
    if ballots is not None:
        profile = read_profile(ballots, treatment, progress=progress)
        places = next(iter(settlement.organs[office].joint_to or (settlement.organs[office].owner,)), "") if office in settlement.organs else ""
        result = elect(settlement, office, {places: profile})
        return Counted(result.outcome, profile.voters, profile.blank, str(treatment), result)
    result = elect(settlement, office, read_votes_by_place(votes or Path()))
    return Counted(result.outcome, elected=result)


def _named(word: str, kinds: Any, option: str) -> Any:
    known = {one.value: one for one in kinds}
    if word not in known:
        raise QuestionError(f"{option} `{word}` is unknown", mend=f"write {', '.join(known)}")
    return known[word]


def read_votes_by_place(path: Path) -> VotesByUnit:
    """Votes by place and candidate. Raises DataError with the place in the file."""
    try:
        content = path.read_text(encoding="utf-8-sig")
    except OSError as missing:
        raise DataError(f"{path.name} cannot be read: {missing.strerror}", mend="name a file of votes, in CSV or JSON") from missing
    except UnicodeDecodeError as broken:
        raise DataError(f"{path.name} is no text in UTF-8", mend="save it as plain text") from broken
    if path.suffix.lower() == ".json":
        return _from_json(content, path.name)
    reader = csv.DictReader(io.StringIO(content, newline=""))
    if not {"place", "candidate", "votes"} <= set(reader.fieldnames or ()):
        raise DataError(f"{path.name}, line 1: there are no columns place, candidate, votes", mend="begin with `place,candidate,votes`")
    found: dict[str, dict[str, int]] = {}
    for row in reader:
        place, name, number = ((row[column] or "").strip() for column in ("place", "candidate", "votes"))
        where = f"{path.name}, line {reader.line_num}"
        if not place or not name or not (number.isascii() and number.isdigit()):
            raise DataError(f"{where}: `{place},{name},{number}` is no count of votes", mend="write a place, a candidate and a whole number")
        if name in found.get(place, {}):
            raise DataError(f"{where}: {name} has votes in {place} already", mend="give each candidate of a place one line")
        found.setdefault(place, {})[name] = int(number)
    if not found:
        raise DataError(f"{path.name} holds no votes", mend="give a line for each candidate of each place")
    return found


def _from_json(content: str, name: str) -> VotesByUnit:
    try:
        plain = json.loads(content)
    except json.JSONDecodeError as broken:
        raise DataError(f"{name}, line {broken.lineno}, column {broken.colno}: {broken.msg.lower()}", mend="write JSON") from broken
    table = plain.get("votes", plain) if isinstance(plain, dict) else None
    if not isinstance(table, dict) or not table or not all(isinstance(one, dict) and one for one in table.values()):
        raise DataError(f"{name} holds no votes by place", mend='write {"votes": {"Alder": {"ash": 60, "box": 40}}}')
    for place, votes in table.items():
        for candidate, number in votes.items():
            if isinstance(number, bool) or not isinstance(number, int) or number < 0:
                raise DataError(f"{name}, {place}, {candidate}: `{number}` is no count of votes", mend="write whole numbers from zero up")
    return table
