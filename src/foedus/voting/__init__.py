"""The arithmetic of voting, usable alone: games, voting power, coalitions, apportionment, counting rules, audits.

Everything is counted in whole numbers and fractions. Does not know: settlements, parties. Needs: the standard library.
"""

from foedus.voting.coalition import cheapest, flip, minimal
from foedus.voting.further import deegan_packel, holler, johnston, owen
from foedus.voting.game import Attendance, Game, Lot, game, weighted_game
from foedus.voting.indices import Power, power

__all__ = [
    "Attendance",
    "Game",
    "Lot",
    "Power",
    "cheapest",
    "deegan_packel",
    "flip",
    "game",
    "holler",
    "johnston",
    "minimal",
    "owen",
    "power",
    "weighted_game",
]
