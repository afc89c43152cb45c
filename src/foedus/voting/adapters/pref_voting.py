"""The voting methods of the package pref_voting (MIT), on our ballots. It brings its own numba, and wants an environment of its own.

Whom a ballot leaves out stands below all it ranks, as everywhere in foedus. Its results are its own: foedus does not check them.
Needs: pref_voting, when called.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

from foedus.errors import DataError, QuestionError
from foedus.voting.ballot import Profile
from foedus.voting.rules.outcome import Outcome, Stage, Tie

PACKAGE = "pref_voting"


def elect(profile: Profile, method: str) -> Outcome:
    """Elect by a method of `pref_voting.voting_methods`, such as `split_cycle`. Several winners are a tie, as the package gives them.

    Raises DataError where the package is not installed; QuestionError for a method that it does not have.
    """
    theirs = to_pref_voting(profile)
    found = getattr(_module("voting_methods"), method, None)
    if not callable(found) or method.startswith("_"):
        raise QuestionError(f"{PACKAGE} has no method called `{method}`", mend="name a function of pref_voting.voting_methods, such as split_cycle")
    winners = tuple(profile.candidates[place] for place in sorted(found(theirs)))
    rule = f"{PACKAGE}: {method}"
    stage = Stage("as the package counts", dict(profile.first_choices()), winners if len(winners) == 1 else ())
    if len(winners) == 1:
        return Outcome(rule, winners, (stage,))
    return Outcome(rule, (), (stage,), Tie(winners, 1, "all of these win, as the package has it") if winners else None)


def to_pref_voting(profile: Profile) -> Any:
    """The profile as the package has it. Raises DataError where it is not installed."""
    kind = _module("profiles_with_ties").ProfileWithTies
    rankings = [{candidate: place for place, candidate in enumerate(ranking, 1)} for ranking in profile.ballots]
    names = dict(enumerate(profile.candidates))
    theirs = kind(rankings, rcounts=list(profile.ballots.values()), candidates=list(names), cmap=names)
    theirs.use_extended_strict_preference()
    return theirs


def _module(name: str) -> Any:
    try:
        return import_module(f"{PACKAGE}.{name}")
    except ImportError as missing:
        raise DataError(
            f"{PACKAGE} cannot be loaded: {missing}", mend="install it in an environment of its own: pip install foedus pref-voting"
        ) from missing
