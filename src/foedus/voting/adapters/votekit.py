"""The elections of the package VoteKit (MIT), on our ballots, and its ballots as ours.

Its results are its own: foedus does not check them. It breaks ties by lot where it is asked to; what it elects in one round at once is told so.
Needs: votekit, when called.
"""

from __future__ import annotations

from importlib import import_module
from inspect import signature
from typing import Any

from foedus.errors import DataError, QuestionError
from foedus.voting.ballot import Profile
from foedus.voting.rules.outcome import Outcome, Stage, Tie

PACKAGE = "votekit"


def elect(profile: Profile, election: str, seats: int = 1, **options: Any) -> Outcome:
    """Elect by a class of `votekit.elections`, such as `STV` or `Borda`. options go to the class.

    Raises DataError where the package is not installed; QuestionError for an election that it does not have, or that refuses these ballots.
    """
    theirs = to_votekit(profile)
    kind = getattr(_module("elections"), election, None)
    if not isinstance(kind, type):
        raise QuestionError(f"{PACKAGE} has no election called `{election}`", mend="name a class of votekit.elections, such as STV")
    try:
        count = kind(theirs, **_seats(kind, seats), **options)
        groups = [tuple(sorted(str(name) for name in group)) for group in count.get_elected() if group]
    except (TypeError, ValueError) as refused:
        raise QuestionError(f"{PACKAGE} refuses to count {election}: {refused}", mend="look up what the election needs, and give it") from refused
    return _outcome(f"{PACKAGE}: {election}", groups, seats, dict(profile.first_choices()))


def _seats(kind: type, seats: int) -> dict[str, int]:
    """The number of seats, for the elections that take one. Raises ValueError where several are asked of one that elects one."""
    if "n_seats" in signature(kind).parameters:
        return {"n_seats": seats}
    if seats != 1:
        raise ValueError(f"it elects one, and {seats} seats are asked for")
    return {}


def _outcome(rule: str, groups: list[tuple[str, ...]], seats: int, first: dict[str, Any]) -> Outcome:
    """Those elected in order; where the last group has more than the seats left, it is a tie."""
    winners: list[str] = []
    tied = None
    for group in groups:
        if len(winners) + len(group) > seats:
            tied = Tie(group, seats - len(winners), "elected at once, as the package has it")
            break
        winners += group
    return Outcome(rule, tuple(winners), (Stage("as the package counts", first, tuple(winners)),), tied)


def to_votekit(profile: Profile) -> Any:
    """The profile as the package has it. Raises DataError where it is not installed."""
    ballot, whole = _module("ballot").RankBallot, _module("pref_profile").RankProfile
    ballots = [
        ballot(ranking=[{profile.candidates[place]} for place in ranking], weight=number) for ranking, number in profile.ballots.items() if ranking
    ]
    return whole(ballots=ballots, candidates=list(profile.candidates))


def from_votekit(theirs: Any) -> Profile:
    """A ranked profile of the package as ours. Raises DataError for weights that are no whole numbers; a ballot ends at two in one place."""
    names = tuple(str(name) for name in theirs.candidates)
    places = {name: place for place, name in enumerate(names)}
    ballots: dict[tuple[int, ...], int] = {}
    blank = 0
    for one in theirs.ballots:
        number = int(one.weight)
        if number != one.weight:
            raise DataError(f"a ballot of {PACKAGE} weighs {one.weight}", mend="give whole numbers of ballots")
        ranking: list[int] = []
        for group in one.ranking or ():
            if len(group) != 1:
                break
            ranking.append(places[str(next(iter(group)))])
        key = tuple(dict.fromkeys(ranking))
        blank += 0 if key else number
        if key:
            ballots[key] = ballots.get(key, 0) + number
    return Profile(names, ballots, blank)


def _module(name: str) -> Any:
    try:
        return import_module(f"{PACKAGE}.{name}")
    except ImportError as missing:
        raise DataError(f"{PACKAGE} cannot be loaded: {missing}", mend="install it: pip install votekit") from missing
