"""The counting rules, one module each; a new rule is one module and one line here."""

from foedus.voting.rules.approval import approval
from foedus.voting.rules.census_weights import census_weights
from foedus.voting.rules.condorcet import condorcet
from foedus.voting.rules.double_majority import double_majority
from foedus.voting.rules.electors import electors
from foedus.voting.rules.equal_weight import equal_weight
from foedus.voting.rules.instant_runoff import instant_runoff
from foedus.voting.rules.minimax import minimax
from foedus.voting.rules.outcome import Outcome, Stage, Tie
from foedus.voting.rules.plurality import plurality, plurality_of_units
from foedus.voting.rules.schulze import schulze
from foedus.voting.rules.stv import single_transferable_vote
from foedus.voting.rules.two_round import two_round

__all__ = [
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
