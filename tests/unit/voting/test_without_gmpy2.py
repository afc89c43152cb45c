"""The same fractions with gmpy2 and without it: a second Python in which the module cannot be imported."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys

import pytest

PROGRAM = """
import sys
if sys.argv[1] == "without":
    sys.modules["gmpy2"] = None
from foedus.model.rule import Body, Member, all_of, any_of, consent, majority, absolute_majority
from foedus.voting.game import game, weighted_game
from foedus.voting.indices import power
from foedus.voting.threshold import by_size_of_weights, swings_of_weights
from foedus.voting.whole import whole
print(type(whole(1)).__name__, file=sys.stderr)
house, council = Body("House", (Member("member", 60),)), Body("Council", (Member("a", 3), Member("b", 4)))
games = [
    game(all_of(majority(house), any_of(consent("President"), absolute_majority(council)))),
    weighted_game(60, {f"m{n}": n for n in range(1, 15)}),
]
for played in games:
    found = power(played)
    print(found.winning, found.even_chance(), [(row.name, row.shapley_shubik, row.penrose_banzhaf, row.prevent) for row in found.rows])
print(by_size_of_weights(30, [9, 7, 5, 2], [2, 3, 1, 4]), swings_of_weights(30, [9, 7, 5, 2], [2, 3, 1, 4]))
"""


def run(how: str) -> tuple[str, str]:
    found = subprocess.run([sys.executable, "-c", PROGRAM, how], capture_output=True, text=True, check=True, env=os.environ)
    return found.stdout, found.stderr.strip()


@pytest.mark.skipif(importlib.util.find_spec("gmpy2") is None, reason="gmpy2 is not installed")
def test_gmpy2_changes_the_speed_and_not_one_digit() -> None:
    (fast, kind), (plain, other) = run("with"), run("without")

    assert (kind, other) == ("mpz", "int")
    assert fast == plain
