"""Sums over the places of each polity, and back to places: the one way in which engines group places.

Each polity is summed in place order, so that two polities that change names change nothing else.
Needs: NumPy.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Grouping:
    """Places in groups. member: [places] where it is fixed, [places, worlds] where it may change."""

    number: int
    member: NDArray[np.int64]

    def sum(self, values: Floats) -> Floats:
        """[places, worlds] to [groups, worlds]."""
        if not self.number:
            return np.zeros((0, values.shape[1]))
        if self.member.ndim == 1:
            if self.number == len(self.member):
                return np.asarray(values[np.argsort(self.member)])
            return np.stack([values[self.member == group].sum(0) for group in range(self.number)])
        return np.stack([np.einsum("ij,ij->j", (self.member == group).astype(np.float64), values) for group in range(self.number)])

    def spread(self, values: Floats) -> Floats:
        """[groups, worlds] to [places, worlds]."""
        if self.member.ndim == 1:
            return np.asarray(values[self.member])
        return np.asarray(np.take_along_axis(values, self.member, 0))

    def is_in(self, group: int) -> NDArray[np.bool_]:
        """Which places are in a group: [places, 1] or [places, worlds]."""
        found: NDArray[np.bool_] = self.member == group
        return found[:, None] if found.ndim == 1 else found

    def sizes(self, worlds: int) -> Floats:
        """How many places each group has: [groups, worlds]."""
        counts = np.stack([(self.member == group).sum(0) for group in range(self.number)]).astype(np.float64)
        return np.broadcast_to(counts[:, None], (self.number, worlds)) if counts.ndim == 1 else counts


def mean(values: Floats, weights: Floats, grouping: Grouping) -> Floats:
    """Weighted mean by group: [groups, worlds]; a group without weight has 0."""
    total = grouping.sum(weights)
    return np.asarray(np.divide(grouping.sum(values * weights), total, out=np.zeros_like(total), where=total > 0))


def in_order(values: Floats) -> NDArray[np.int64]:
    """The entries of each column from the least to the largest, equal ones as they come: [entries, worlds]."""
    return np.ascontiguousarray(np.argsort(np.ascontiguousarray(values.T), axis=1, kind="stable").T)


def weighted_median(values: Floats, weights: Floats, order: NDArray[np.int64] | None = None) -> Floats:
    """The weighted median of each column, half-way between the two where the weights split evenly: [worlds]. No weight at all: 0.

    values, weights: [entries, worlds]; order: `in_order(values)`, where it is known.
    """
    order = in_order(values) if order is None else order
    ordered = np.take_along_axis(values, order, 0)
    reached = np.cumsum(np.take_along_axis(weights, order, 0), axis=0)
    half = 0.5 * reached[-1]
    low, high = np.argmax(reached >= half, axis=0), np.argmax(reached > half, axis=0)
    columns = np.arange(values.shape[1])
    median = 0.5 * (ordered[low, columns] + ordered[high, columns])
    return np.where(half > 0, median, 0.0)
