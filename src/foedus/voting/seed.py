"""A seed that no side chooses: commit and reveal, and the draw that anybody can redo from it.

Each side publishes the SHA-256 of a secret, then the secret. The seed is the SHA-256 of all secrets. The last to reveal
knows the seed first and may withhold; what follows is fixed beforehand (the cards of whoever withholds are counted by
hand). The i-th number is SHA-256 of "seed,name,i", read as a whole number; those at the uneven end are passed over, so
every card has the same chance exactly.

Needs: the standard library. Source: Rivest's sampler as used in audits since 2011; RFC 6234.

>>> seed = seed_of({"Alder": "a" * 32, "Birch": "b" * 32})
>>> draw(seed, "cards", 1000, 3)
(186, 730, 211)
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from hashlib import sha256
from itertools import count, islice

from foedus.errors import DataError, ModelError

SHORTEST = 32
"""A secret has at least so many characters; shorter ones could be guessed from the commitment."""
WHOLE = 1 << 256
ROUNDS = 2
"""So many rounds of the seed at most: who withholds may once have another draw of the others' cards, and pays with its own."""
PART_OF_ROUND = (Fraction(9, 10), Fraction(1, 10))
"""The part of every risk that each round may spend. Whoever may choose between two draws wins no more than the sum."""


def commitment(polity: str, secret: str) -> str:
    """What a side publishes first. The name is hashed in, so that a commitment cannot be copied.

    Raises DataError for a secret that is too short.
    """
    if len(secret) < SHORTEST:
        raise DataError(f"the secret of {polity} has {len(secret)} characters", mend=f"draw {SHORTEST} or more at random")
    return sha256(f"commit\n{polity}\n{secret}".encode()).hexdigest()


def seed_of(secrets: Mapping[str, str]) -> str:
    """The seed of all secrets, in the order of the polities given."""
    return sha256("\n".join(("seed", *(f"{polity}\n{secret}" for polity, secret in secrets.items()))).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Round:
    """One round of commit and reveal: the commitment of each side, and the secret of each that revealed."""

    commitments: Mapping[str, str]
    reveals: Mapping[str, str]

    def withheld(self) -> tuple[str, ...]:
        """Who did not reveal what was committed to; a secret that does not fit its commitment is not one."""
        return tuple(
            polity
            for polity, committed in self.commitments.items()
            if len(self.reveals.get(polity, "")) < SHORTEST or commitment(polity, self.reveals[polity]) != committed
        )

    @property
    def seed(self) -> str | None:
        """The seed, if all revealed."""
        return None if self.withheld() else seed_of({polity: self.reveals[polity] for polity in self.commitments})


@dataclass(frozen=True, slots=True)
class Settled:
    """What the rounds came to: the seed (None if no round was completed), whose cards are all counted by hand, the part of the risk."""

    seed: str | None
    by_hand: tuple[str, ...]
    part: Fraction
    words: str


def settle(polities: tuple[str, ...], rounds: tuple[Round, ...]) -> Settled:
    """Settle the seed. Who withholds has all cards counted by hand; without a completed round, all have.

    Raises DataError for a round in which a polity did not commit, or that follows a completed one.
    """
    if len(rounds) > ROUNDS:
        raise DataError(f"there are {len(rounds)} rounds of the seed", mend=f"after {ROUNDS} every card is counted by hand")
    withheld: dict[str, None] = {}
    for number, one in enumerate(rounds, 1):
        if missing := [polity for polity in polities if polity not in one.commitments]:
            raise DataError(f"{missing[0]} did not commit in round {number} of the seed", mend="all commit before anybody reveals")
        if one.seed is not None:
            if number < len(rounds):
                raise DataError(f"round {number} of the seed was completed, and another follows", mend="the first completed round holds")
            words = "all revealed" + (f"; {_and(tuple(withheld))} withheld before" if withheld else "")
            return Settled(one.seed, tuple(withheld), PART_OF_ROUND[number - 1], words)
        withheld.update(dict.fromkeys(one.withheld()))
    return Settled(None, polities, Fraction(1), f"no round was completed ({_and(tuple(withheld)) or 'nobody'} withheld): every card is counted by hand")


def _and(names: tuple[str, ...]) -> str:
    return " and ".join(names)


def number(seed: str, name: str, counter: int, below: int) -> int | None:
    """The number of one counter, from 0 to below - 1; None where it falls in the uneven end and is passed over."""
    found = int.from_bytes(sha256(f"{seed},{name},{counter}".encode()).digest(), "big")
    return found % below if found < WHOLE // below * below else None


def draws(seed: str, name: str, below: int) -> Iterator[int]:
    """Numbers from 0 to below - 1, with replacement, without end.

    name: tells draws of one seed apart.
    """
    if below < 1:
        raise ModelError("there is nothing to draw from", mend="draw from one card or more")
    even_end = WHOLE // below * below
    for found in _digests(seed, name):
        if found < even_end:
            yield found % below


def _digests(seed: str, name: str) -> Iterator[int]:
    """What `number` reads, counter after counter; the beginning that all share is hashed once."""
    beginning = sha256(f"{seed},{name},".encode())
    for counter in count(1):
        one = beginning.copy()
        one.update(b"%d" % counter)
        yield int.from_bytes(one.digest(), "big")


def draw(seed: str, name: str, below: int, many: int) -> tuple[int, ...]:
    """The first so many of them; they do not depend on how many are drawn."""
    return tuple(islice(draws(seed, name, below), many))


def draw_apart(seed: str, name: str, below: int, many: int) -> tuple[int, ...]:
    """Different numbers from 0 to below - 1: a draw without replacement, in the order drawn (Fisher and Yates 1938).

    >>> sorted(draw_apart("5eed", "entries", 5, 5))
    [0, 1, 2, 3, 4]
    """
    if many > below:
        raise ModelError(f"{many} entries cannot be drawn apart from {below}", mend="look up every entry")
    moved: dict[int, int] = {}
    drawn: list[int] = []
    for found in _digests(seed, name) if many else ():
        here, left = len(drawn), below - len(drawn)
        if found < WHOLE // left * left:
            there = here + found % left
            drawn.append(moved.get(there, there))
            moved[there] = moved.get(here, here)
            if len(drawn) == many:
                break
    return tuple(drawn)
