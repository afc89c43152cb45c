"""Keys in both polities: votes added up under one key that neither polity can open alone. TEACHING GRADE, and the label goes with every result.

The public key is the product of the polities' keys; each polity's key is shared among its own trustees, any `threshold` of whom can open
their polity's part. Neither polity alone can open; either can withhold, once too few of its trustees take part. What is not provided: proofs of
correct encryption, of shares and of range, verifiable key generation, resistance to coercion. Paper cards stay the evidence; a key that fails
sends to the hand count.

Needs: the standard library. Sources: ElGamal 1985; Shamir 1979; Feldman 1987; Pedersen 1991; Cramer, Gennaro and Schoenmakers 1997.

>>> draw = drawing(b"an example, not a secret")
>>> alder, birch = polity_key("Alder", 3, 2, draw), polity_key("Birch", 3, 2, draw)
>>> key = joint_key((alder, birch))
>>> total = added(encrypt(key, vote, draw) for vote in (1, 0, 1, 1))
>>> parts = [part_of(total, trustee) for trustee in (*alder.trustees[:2], *birch.trustees[1:])]
>>> opened(total, (alder, birch), parts, most=4).votes
3
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import isqrt

from foedus.errors import DataError, ModelError

LABEL = "teaching grade: shows the arithmetic of joint keys, and protects no real vote"

P = int(
    "FFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74020BBEA63B139B22514A08798E3404DDEF9519B3CD3A431B302B0A6DF25F14374FE1356D6D51C245"
    "E485B576625E7EC6F44C42E9A637ED6B0BFF5CB6F406B7EDEE386BFB5A899FA5AE9F24117C4B1FE649286651ECE45B3DC2007CB8A163BF0598DA48361C55D39A69163FA8FD24CF5F"
    "83655D23DCA3AD961C62F356208552BB9ED529077096966D670C354E4ABC9804F1746C08CA18217C32905E462E36CE3BE39E772C180E86039B2783A2EC07A28FB5C55DF06F4C52C9"
    "DE2BCBF6955817183995497CEA956AE515D2261898FA051015728E5A8AACAA68FFFFFFFFFFFFFFFF",
    16,
)
"""The prime of 2,048 bits of RFC 3526, group 14. It is safe: (P - 1) / 2 is prime too."""

Q, G = (P - 1) // 2, 4
"""The order of the squares modulo P, and a generator of them."""

Draw = Callable[[], int]
"""A whole number from 1 to Q - 1, a new one at each call."""


def drawing(secret: bytes) -> Draw:
    """Numbers drawn from a secret by SHA-512 of it with a counter; whoever has the secret can draw them again."""
    counter = 0

    def draw() -> int:
        nonlocal counter
        counter += 1
        blocks = b"".join(hashlib.sha512(secret + counter.to_bytes(8, "big") + bytes([n])).digest() for n in range(5))
        return int.from_bytes(blocks, "big") % (Q - 1) + 1

    return draw


@dataclass(frozen=True, slots=True)
class Trustee:
    """One trustee: its polity, its number from 1, and the share that it keeps to itself."""

    polity: str
    number: int
    share: int


@dataclass(frozen=True, slots=True)
class PolityKey:
    """A polity's key: public, the number of trustees needed, what the shares are checked against, and (in this teaching copy) the trustees."""

    polity: str
    public: int
    threshold: int
    checks: tuple[int, ...]
    trustees: tuple[Trustee, ...]


@dataclass(frozen=True, slots=True)
class Sealed:
    """An encrypted number of votes; the product of two is the encrypted sum."""

    first: int
    second: int


@dataclass(frozen=True, slots=True)
class Part:
    """What one trustee adds to an opening."""

    polity: str
    number: int
    value: int


@dataclass(frozen=True, slots=True)
class Opened:
    """An opened sum, with the label of its grade."""

    votes: int
    label: str = LABEL


def polity_key(polity: str, trustees: int, threshold: int, draw: Draw) -> PolityKey:
    """Make a polity's key among its trustees: each deals a polynomial to all others, and the sums are the shares.

    Raises ModelError unless 1 <= threshold <= trustees.
    """
    if not 1 <= threshold <= trustees:
        raise ModelError(f"{threshold} of {trustees} trustees of {polity} cannot be needed", mend="need one trustee or more, and no more than there are")
    dealt = [[draw() for _ in range(threshold)] for _ in range(trustees)]
    summed = [sum(column) % Q for column in zip(*dealt, strict=True)]
    shares = tuple(Trustee(polity, number, _value(summed, number)) for number in range(1, trustees + 1))
    checks = tuple(pow(G, coefficient, P) for coefficient in summed)
    return PolityKey(polity, checks[0], threshold, checks, shares)


def _value(polynomial: Sequence[int], at: int) -> int:
    total = 0
    for coefficient in reversed(polynomial):
        total = (total * at + coefficient) % Q
    return total


def share_is_sound(key: PolityKey, trustee: Trustee) -> bool:
    """Whether a trustee's share fits the published checks (Feldman 1987)."""
    expected = 1
    for power, check in enumerate(key.checks):
        expected = expected * pow(check, trustee.number**power, P) % P
    return pow(G, trustee.share, P) == expected


def joint_key(keys: Iterable[PolityKey]) -> int:
    """The key that votes are sealed under: the product of the polities' public keys. Raises ModelError for a polity twice, or fewer than two."""
    found = tuple(keys)
    if len({key.polity for key in found}) != len(found) or len(found) < 2:
        raise ModelError("a joint key needs a key of each of two polities or more", mend="give one key for each polity")
    product = 1
    for key in found:
        product = product * key.public % P
    return product


def encrypt(key: int, votes: int, draw: Draw) -> Sealed:
    """Seal a number of votes, usually 0 or 1. Nothing here proves that it is: that is one of the proofs not provided."""
    secret = draw()
    return Sealed(pow(G, secret, P), pow(G, votes, P) * pow(key, secret, P) % P)


def added(sealed: Iterable[Sealed]) -> Sealed:
    """The sealed sum of sealed votes."""
    first = second = 1
    for one in sealed:
        first, second = first * one.first % P, second * one.second % P
    return Sealed(first, second)


def part_of(total: Sealed, trustee: Trustee) -> Part:
    """One trustee's part in opening a sum."""
    return Part(trustee.polity, trustee.number, pow(total.first, trustee.share, P))


def opened(total: Sealed, keys: Sequence[PolityKey], parts: Iterable[Part], *, most: int) -> Opened:
    """Open a sum with the parts of enough trustees of every polity. most: the largest sum that it can be, such as the number of ballots.

    Raises ModelError where too few trustees of a polity take part, naming it; DataError where the parts open to no number up to `most`, as a wrong
    part does: then count by hand.
    """
    given = list(parts)
    mask = 1
    for key in keys:
        mine = {part.number: part.value for part in given if part.polity == key.polity and 1 <= part.number <= len(key.trustees)}
        if len(mine) < key.threshold:
            raise ModelError(
                f"{len(mine)} trustees of {key.polity} take part, and {key.threshold} are needed: {key.polity} withholds its key",
                mend="count the paper cards by hand",
            )
        numbers = sorted(mine)[: key.threshold]
        for number in numbers:
            mask = mask * pow(mine[number], _lagrange(number, numbers), P) % P
    votes = _small_logarithm(total.second * pow(mask, -1, P) % P, most)
    if votes is None:
        raise DataError(f"the parts open to no number of votes up to {most}: one of them is wrong", mend="count the paper cards by hand")
    return Opened(votes)


def _lagrange(number: int, numbers: Sequence[int]) -> int:
    """The weight of a share in the value at nought."""
    top = bottom = 1
    for other in numbers:
        if other != number:
            top, bottom = top * other % Q, bottom * (other - number) % Q
    return top * pow(bottom, -1, Q) % Q


def _small_logarithm(value: int, most: int) -> int | None:
    """The power of G that a value is, up to `most`, by small and large steps."""
    step = isqrt(most) + 1
    small, power = {}, 1
    for exponent in range(step):
        small[power] = exponent
        power = power * G % P
    back, here = pow(power, -1, P), value
    for giant in range(step + 1):
        if here in small:
            found = giant * step + small[here]
            return found if found <= most else None
        here = here * back % P
    return None
