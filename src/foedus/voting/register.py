"""Who was on the register: how many entries may be wrong when a sample shows so many, and whether the numbers agree.

The bound is exact: the largest number of defects that a sample with so few of them would still show with more than the
risk. A sample sees wrong inclusion only (somebody marked as having voted who is not entitled, or is nobody); wrongful
exclusion cannot be seen so, and is reported as not tested.

Does not know: people, polities. Needs: the standard library. Source: Clopper and Pearson 1934.

>>> [most_defects(10**9, n, 0, Fraction(1, 20)) * 10_000 // 10**9 for n in (49, 299, 598, 2995)]
[593, 99, 49, 9]
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from math import comb

from foedus.errors import DataError, ModelError
from foedus.voting.logarithm import at_most

UNSEEN = "wrongful exclusion is not tested: a sample of entries cannot show who is missing from them"
LARGE = 10_000
"""Up to so many entries the draw without replacement is counted out; beyond, drawing with replacement bounds it from above."""


def _check(size: int, sampled: int, defects: int, risk: Fraction) -> None:
    if not 0 <= sampled <= size or not 0 <= defects <= sampled:
        raise ModelError(
            f"{defects} defects in {sampled} entries of {size}", mend="defects up to the sample, a sample up to the register"
        )
    if not 0 < risk < 1:
        raise ModelError(f"the risk is {risk}", mend="write a share above 0 and below 1, such as 1 %")


def chance_hypergeometric(size: int, bad: int, sampled: int, defects: int) -> Fraction:
    """The chance that a sample without replacement shows at most so many defects, if so many entries are bad.

    >>> chance_hypergeometric(10, 2, 3, 0)
    Fraction(7, 15)
    """
    ways = sum(comb(bad, k) * comb(size - bad, sampled - k) for k in range(defects + 1))
    return Fraction(ways, comb(size, sampled))


def chance_binomial(share: Fraction, sampled: int, defects: int) -> Fraction:
    """The same for a draw with replacement and a share of bad entries."""
    bad, whole = share.numerator, share.denominator
    ways = sum(comb(sampled, k) * bad**k * (whole - bad) ** (sampled - k) for k in range(defects + 1))
    return Fraction(ways, whole**sampled)


@lru_cache(maxsize=65_536)
def most_defects(size: int, sampled: int, defects: int, risk: Fraction) -> int:
    """The most defects that a register may hold when a sample showed so many: exceeded only with a chance up to the risk.

    size: entries; sampled: entries looked up, each once. Exact for the draw without replacement up to 10,000 entries;
    beyond that the draw with replacement is counted, whose bound is never smaller.

    >>> most_defects(1000, 49, 0, Fraction(1, 20)), most_defects(20, 20, 3, Fraction(1, 20))
    (57, 3)
    """
    _check(size, sampled, defects, risk)
    if sampled == size:
        return defects
    if size > LARGE:
        return int(highest_share(sampled, defects, risk, steps=size.bit_length() + 8) * size)
    low, high = defects, size - (sampled - defects)
    while low < high:
        middle = (low + high + 1) // 2
        if _likelier(size, middle, sampled, defects, risk):
            low = middle
        else:
            high = middle - 1
    return low


def _likelier(size: int, bad: int, sampled: int, defects: int, risk: Fraction) -> bool:
    """Whether the sample would show so few defects with more than the risk; whole numbers throughout."""
    ways = sum(comb(bad, k) * comb(size - bad, sampled - k) for k in range(defects + 1))
    return ways * risk.denominator > risk.numerator * comb(size, sampled)


@lru_cache(maxsize=4_096)
def highest_share(sampled: int, defects: int, risk: Fraction, *, steps: int = 40) -> Fraction:
    """The highest share of bad entries that a sample with replacement does not exclude, rounded up by less than 2^-steps.

    >>> round(float(highest_share(299, 0, Fraction(1, 20))), 5)
    0.00997
    """
    if defects >= sampled:
        return Fraction(1)
    low, high = 0, 1 << steps
    while high - low > 1:
        middle = (low + high) // 2
        if _shows(Fraction(middle, 1 << steps), sampled, defects, risk):
            low = middle
        else:
            high = middle
    return Fraction(high, 1 << steps)


def _shows(share: Fraction, sampled: int, defects: int, risk: Fraction) -> bool:
    """Whether a sample shows so few defects with more than the risk; without defects one power decides, by its logarithm."""
    if not defects:
        return not at_most([(1 - share, sampled)], risk)
    return chance_binomial(share, sampled, defects) > risk


def sample_size(share: Fraction, risk: Fraction, defects: int = 0) -> int:
    """The entries to look up so that a share is excluded, if the sample shows no more than these defects.

    >>> [sample_size(Fraction(s, 10_000), Fraction(1, 20)) for s in (595, 100, 50, 10)]
    [49, 299, 598, 2995]
    """
    if not 0 < share < 1:
        raise ModelError(f"the share to be excluded is {share}", mend="a share above 0 and below 1")
    low, high = defects, max(1, defects)
    while _shows(share, high, defects, risk):
        low, high = high, 2 * high
    while high - low > 1:
        middle = (low + high) // 2
        if _shows(share, middle, defects, risk):
            low = middle
        else:
            high = middle
    return high


# ---- numbers that must agree


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """Cards, entries marked as voted and entries of one polity. lost: people marked for whom there is no card."""

    polity: str
    cards: int
    marked: int
    entries: int

    @property
    def lost(self) -> int:
        """Cards that should be there and are not; each counts as the worst case."""
        return max(0, self.marked - self.cards)

    @property
    def too_many(self) -> int:
        """Cards beyond the people marked: a stuffed box, or marks left out."""
        return max(0, self.cards - self.marked)


def reconcile(polity: str, cards: int, marked: int, entries: int) -> Reconciliation:
    """Set cards against marks against entries. Raises DataError where more are marked than entered."""
    if marked > entries:
        raise DataError(
            f"{polity} marks {marked} entries as voted and has {entries}", mend="a mark belongs to an entry: find those without one"
        )
    return Reconciliation(polity, cards, marked, entries)


def check_entries(entries: Sequence[str], where: str) -> None:
    """Refuse an entry that stands twice. Raises DataError with both lines."""
    seen: dict[str, int] = {}
    for line, entry in enumerate(entries, 2):
        if entry in seen:
            raise DataError(f"{where}, line {line}: the entry {entry} stands in line {seen[entry]} already", mend="keep one of them")
        seen[entry] = line


def check_growth(before: Iterable[str], after: Iterable[str], where: str) -> None:
    """Refuse a register from which entries went missing after it was committed to. Raises DataError."""
    left, now = set(before), set(after)
    if gone := sorted(left - now):
        raise DataError(
            f"{where} has shrunk: {len(gone)} entries of the frozen register are gone, the first {gone[0]}",
            mend="publish the register as it was frozen; strike nobody after the deadline",
        )
    if new := sorted(now - left):
        raise DataError(
            f"{where} has grown: {len(new)} entries were not in the frozen register, the first {new[0]}",
            mend="publish the register as it was frozen; enter nobody after the deadline",
        )
