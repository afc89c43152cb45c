"""The published files read anew for the check of a certificate, by the standard CSV reader and nothing else of foedus.

Needs: the standard library.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from fractions import Fraction
from hashlib import sha256
from pathlib import Path
from typing import Any

Place = tuple[str, str, int]
Worth = tuple[int, int]
"""The margin of a card, and 1 if it bears a vote."""


class DoesNotHold(Exception):
    """A step fails; the message says why."""


def must(holds: bool, words: str) -> None:
    """Fail the step unless something holds."""
    if not holds:
        raise DoesNotHold(words)


class Files:
    """The files, read anew, and what the steps hand on."""

    def __init__(self, folder: Path, plan: Any, certificate: Any) -> None:
        self.folder, self.plan, self.certificate = folder, plan, certificate
        self.polities: list[str] = plan["polities"]
        self.register = {name: self.rows(f"{name}/register.csv") for name in self.polities}
        self.manifest = {name: self.rows(f"{name}/manifest.csv") for name in self.polities}
        self.marked = {name: [row[0] for row in self.register[name] if row[1] == "yes"] for name in self.polities}
        self.polling = plan["audit"] == "polling"
        self.records: dict[Place, str] = {}
        for name in self.polities if not self.polling else ():
            self.records.update({(name, row[0], int(row[1])): row[2] for row in self.rows(f"{name}/cards.csv")})
        self.readings = {(row[0], row[1], int(row[2])): row[3] for row in self.rows("readings.csv")}
        self.findings = {(row[0], row[1]): row[2] for row in self.rows("findings.csv")}
        self.by_unit = plan["way"] == "electors by unit"
        self.pools = self._pools()
        self.hand: list[str] = certificate["counted_by_hand"]
        self.seed, self.part = "", Fraction(1)
        self.bounds: dict[str, int] = {}
        self.losers: dict[tuple[str, tuple[str, ...]], list[str]] = {}

    def rows(self, name: str) -> list[list[str]]:
        """The rows of a file, without its header."""
        with (self.folder / name).open(encoding="utf-8", newline="") as file:
            return list(csv.reader(file))[1:]

    def _pools(self) -> dict[str, tuple[str, list[Place]]]:
        """The cards of each pool in order, by (polity, box, number); lost ones in the box `lost`."""
        found: dict[str, tuple[str, list[Place]]] = {}
        for polity in self.polities:
            for box, unit, cards in self.manifest[polity]:
                pool = found.setdefault(unit if self.by_unit else polity, (polity, []))
                pool[1].extend((polity, box, number) for number in range(1, int(cards) + 1))
            lost = len(self.marked[polity]) - sum(int(row[2]) for row in self.manifest[polity])
            for name in found:
                if found[name][0] == polity:
                    found[name][1].extend((polity, "lost", number) for number in range(1, lost + 1))
        return found

    def votes(self, pool: str) -> dict[str, int]:
        """Votes of a pool: by hand where it was counted by hand, else as recorded or reported."""
        found = dict.fromkeys(self.plan["candidates"], 0)
        polity, cards = self.pools[pool]
        if pool not in self.hand and self.polling:
            for unit, name, number in self.rows(f"{polity}/totals.csv"):
                if not self.by_unit or unit == pool:
                    found[name] += int(number)
            return found
        source = self.readings if pool in self.hand else self.records
        for card in cards:
            choice = source.get(card, "")
            if choice in found:
                found[choice] += 1
        return found


def weights_of(state: Files, pools: tuple[str, ...]) -> list[Fraction]:
    """What the share of each pool weighs."""
    if state.plan["way"] == "census weights":
        whole = sum(state.plan["people"][pool] for pool in pools)
        return [Fraction(state.plan["people"][pool], whole) for pool in pools]
    return [Fraction(1, len(pools))] * len(pools)


def of_shares(state: Files) -> bool:
    """Whether shares are weighed."""
    return state.plan["way"] in ("census weights", "equal weight of polities")


def stream(seed: str, name: str) -> Iterator[int]:
    """The numbers of a draw, before they are cut to a range."""
    counter = 0
    while True:
        counter += 1
        yield int(sha256(f"{seed},{name},{counter}".encode()).hexdigest(), 16)
