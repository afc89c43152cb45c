"""Keys in both polities, for teaching: a sealed tally that neither polity can open alone.

The public key is the product of both polities' keys; each polity's secret is shared among its own trustees, so many of
whom open together (Shamir 1979). Votes are sealed by ElGamal in the exponent and multiplied, so that only sums are ever
opened. The group is the 2048-bit one of RFC 3526 (group 14), whose prime p = 2q + 1 is safe; 4 generates the squares, of
order q.

The label below is part of every output. Paper cards stay the evidence: a key that fails sends to the hand count.
Needs: the standard library. Sources: ElGamal 1985; Shamir 1979; Cramer, Gennaro and Schoenmakers 1997; RFC 3526.

>>> group = Group(2039, 4)
>>> alder, birch = (share_out(polity, ("t1", "t2", "t3"), 2, group=group) for polity in ("Alder", "Birch"))
>>> key = joint_key((alder, birch))
>>> sealed = together([seal(key, vote) for vote in (1, 0, 1, 1)], key)
>>> opened = open_tally(sealed, key, [*alder.partials(sealed, ("t1", "t3")), *birch.partials(sealed, ("t2", "t3"))], most=4)
>>> opened.votes, open_tally(sealed, key, list(alder.partials(sealed, ("t1", "t2"))), most=4).closed_by
(3, ('Birch',))
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import isqrt

from foedus.errors import ModelError

LABEL = (
    "Teaching grade. Not provided: proofs that a sealed vote is one vote, that a trustee opened rightly, that keys were made "
    "rightly; protection from whoever watches a voter. Paper cards are the evidence."
)

_MODP_2048 = int(
    "FFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74020BBEA63B139B22514A08798E3404DDEF9519B3CD3A431B302B0A6DF25F1437"
    "4FE1356D6D51C245E485B576625E7EC6F44C42E9A637ED6B0BFF5CB6F406B7EDEE386BFB5A899FA5AE9F24117C4B1FE649286651ECE45B3DC2007CB8A163BF05"
    "98DA48361C55D39A69163FA8FD24CF5F83655D23DCA3AD961C62F356208552BB9ED529077096966D670C354E4ABC9804F1746C08CA18217C32905E462E36CE3B"
    "E39E772C180E86039B2783A2EC07A28FB5C55DF06F4C52C9DE2BCBF6955817183995497CEA956AE515D2261898FA051015728E5A8AACAA68FFFFFFFFFFFFFFFF",
    16,
)

Entropy = Callable[[int], int]
"""A number from 0 to below its argument, which nobody can guess."""


@dataclass(frozen=True, slots=True)
class Group:
    """The squares modulo a safe prime p = 2q + 1, and one that generates them."""

    prime: int
    generator: int

    @property
    def order(self) -> int:
        """q, the number of squares."""
        return (self.prime - 1) // 2

    def power(self, base: int, exponent: int) -> int:
        """A power in the group."""
        return pow(base, exponent, self.prime)

    def holds(self, value: int) -> bool:
        """Whether a number is a square other than 0."""
        return 0 < value < self.prime and pow(value, self.order, self.prime) == 1


GROUP_14 = Group(_MODP_2048, 4)
"""The 2048-bit group of RFC 3526."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """A sealed number: g^r and g^m h^r."""

    first: int
    second: int


@dataclass(frozen=True, slots=True)
class Partial:
    """One trustee's part in opening a sealed tally."""

    polity: str
    trustee: str
    place: int
    value: int


@dataclass(frozen=True, slots=True)
class Shares:
    """The key of one polity and what its trustees hold. In earnest each trustee would keep their own; here they are dealt."""

    polity: str
    public: int
    trustees: tuple[str, ...]
    needed: int
    held: tuple[int, ...]
    group: Group

    def partials(self, sealed: Sealed, who: Iterable[str]) -> Iterator[Partial]:
        """What these trustees contribute to opening. Raises ModelError for somebody who is no trustee."""
        for name in who:
            if name not in self.trustees:
                raise ModelError(f"{name} is no trustee of {self.polity}", mend=f"name one of {', '.join(self.trustees)}")
            place = self.trustees.index(name)
            yield Partial(self.polity, name, place + 1, self.group.power(sealed.first, self.held[place]))


@dataclass(frozen=True, slots=True)
class JointKey:
    """The public key of all polities together: (polity, trustees needed) for each, in order. label: what it does not provide."""

    public: int
    parts: tuple[tuple[str, int], ...]
    group: Group
    label: str = LABEL


@dataclass(frozen=True, slots=True)
class Opened:
    """A tally opened (votes), or still closed and by whose trustees, and what follows. label: what the keys do not provide."""

    votes: int | None
    closed_by: tuple[str, ...]
    words: str
    label: str = LABEL


def share_out(
    polity: str, trustees: Sequence[str], needed: int, *, group: Group = GROUP_14, entropy: Entropy = secrets.randbelow
) -> Shares:
    """Make the key of one polity and deal it to its trustees, so many of whom are needed.

    Raises ModelError where the trustees are not told apart or the number is out of range.
    """
    if len(set(trustees)) != len(trustees) or not 1 <= needed <= len(trustees) or len(trustees) >= group.order:
        raise ModelError(f"{needed} of {len(trustees)} trustees of {polity}", mend="name each trustee once, and need one up to all of them")
    polynomial = [entropy(group.order) for _ in range(needed)]
    held = tuple(
        sum(part * place**power for power, part in enumerate(polynomial)) % group.order for place in range(1, len(trustees) + 1)
    )
    return Shares(polity, group.power(group.generator, polynomial[0]), tuple(trustees), needed, held, group)


def joint_key(shares: Sequence[Shares]) -> JointKey:
    """The product of the polities' keys: whoever opens needs the trustees of each. Raises ModelError for a key that is none."""
    group, public = shares[0].group, 1
    for one in shares:
        if one.group != group or not group.holds(one.public):
            raise ModelError(f"the key of {one.polity} is no element of the group", mend="make it anew in the agreed group")
        public = public * one.public % group.prime
    return JointKey(public, tuple((one.polity, one.needed) for one in shares), group)


def seal(key: JointKey, number: int, *, entropy: Entropy = secrets.randbelow) -> Sealed:
    """Seal a small number, such as 1 for a candidate named and 0 for one not named."""
    group, blind = key.group, entropy(key.group.order)
    return Sealed(
        group.power(group.generator, blind), group.power(group.generator, number % group.order) * group.power(key.public, blind) % group.prime
    )


def together(sealed: Iterable[Sealed], key: JointKey) -> Sealed:
    """Add sealed numbers without opening any."""
    first = second = 1
    for one in sealed:
        first, second = first * one.first % key.group.prime, second * one.second % key.group.prime
    return Sealed(first, second)


def open_tally(sealed: Sealed, key: JointKey, partials: Sequence[Partial], *, most: int) -> Opened:
    """Open a tally of at most `most`, or say whose trustees keep it closed; then every card is counted by hand."""
    group, mask, closed = key.group, 1, []
    for polity, needed in key.parts:
        own = {one.place: one for one in partials if one.polity == polity}
        if len(own) < needed:
            closed.append(polity)
            continue
        chosen = [own[place] for place in sorted(own)[:needed]]
        for one in chosen:
            weight = _at_zero(one.place, [other.place for other in chosen], group.order)
            mask = mask * group.power(one.value, weight) % group.prime
    if closed:
        words = f"the trustees of {' and '.join(closed)} do not open: every card is counted by hand"
        return Opened(None, tuple(closed), words)
    votes = _small_logarithm(sealed.second * group.power(mask, -1) % group.prime, most, group)
    if votes is None:
        return Opened(None, (), f"what was opened is no number up to {most}, so a part was wrong: every card is counted by hand")
    return Opened(votes, (), f"opened by trustees of {' and '.join(polity for polity, _ in key.parts)}")


def _at_zero(place: int, places: Sequence[int], order: int) -> int:
    """Lagrange's weight of one place for the value at zero."""
    above = below = 1
    for other in places:
        if other != place:
            above, below = above * -other % order, below * (place - other) % order
    return above * pow(below, -1, order) % order


def _small_logarithm(value: int, most: int, group: Group) -> int | None:
    """The exponent up to `most`, by giant steps and baby steps."""
    step = isqrt(most) + 1
    steps, one = {}, 1
    for small in range(step):
        steps.setdefault(one, small)
        one = one * group.generator % group.prime
    giant = group.power(one, -1)
    for large in range(step + 1):
        if value in steps and large * step + steps[value] <= most:
            return large * step + steps[value]
        value = value * giant % group.prime
    return None
