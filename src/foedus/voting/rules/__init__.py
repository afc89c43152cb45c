"""The counting rules, one module each; a new rule is one module, and one line in a table here."""

from collections.abc import Callable, Mapping

from foedus.voting.ballot import Profile
from foedus.voting.rules.approval import approval
from foedus.voting.rules.census_weights import census_weights
from foedus.voting.rules.condorcet import condorcet
from foedus.voting.rules.double_majority import double_majority
from foedus.voting.rules.electors import electors
from foedus.voting.rules.equal_weight import equal_weight
from foedus.voting.rules.instant_runoff import instant_runoff
from foedus.voting.rules.minimax import minimax
from foedus.voting.rules.outcome import Outcome, Stage, Tie, VotesByUnit
from foedus.voting.rules.plurality import plurality, plurality_of_units
from foedus.voting.rules.schulze import schulze
from foedus.voting.rules.stv import single_transferable_vote
from foedus.voting.rules.two_round import two_round

RANKED: Mapping[str, Callable[[Profile], Outcome]] = {
    "plurality": plurality,
    "two-round": two_round,
    "instant-runoff": instant_runoff,
    "single-transferable-vote": lambda profile: single_transferable_vote(profile, 1),
    "condorcet": condorcet,
    "minimax": minimax,
    "schulze": schulze,
}
"""The rules that count ranked ballots, by the name that commands use."""

BY_PLACE: Mapping[str, Callable[[VotesByUnit, Mapping[str, int]], Outcome]] = {
    "plurality": lambda votes, _: plurality_of_units(votes),
    "double-majority": lambda votes, _: double_majority(votes),
    "equal-weight": lambda votes, _: equal_weight(votes),
    "census-weights": census_weights,
    "electors": electors,
}
"""The rules that count votes by place; the second argument holds census weights, or electors."""

__all__ = [
    "BY_PLACE",
    "RANKED",
    "Outcome",
    "Stage",
    "Tie",
    "approval",
    "census_weights",
    "condorcet",
    "double_majority",
    "electors",
    "equal_weight",
    "instant_runoff",
    "minimax",
    "plurality",
    "plurality_of_units",
    "schulze",
    "single_transferable_vote",
    "two_round",
]
