"""Other readings of an act's voting power: with abstention, by sampling, and before and after a unit moves or a house changes its size.

Needs: the standard library.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from foedus.decide.figures import Json, figure
from foedus.decide.game import game_of_rule
from foedus.decide.power import ActPower, GroupPower, power_of
from foedus.decide.rules import RuleOfAct, rule_of
from foedus.decide.standing import Standing
from foedus.model.settlement import Settlement
from foedus.voting.abstention import AbstentionPower, with_abstention
from foedus.voting.game import Attendance, Lot
from foedus.voting.sample import Sampled, sample


@dataclass(frozen=True, slots=True)
class ThreeVotes:
    """The three-level reading of an act: everybody votes yes, abstains or votes no."""

    title: str
    read: RuleOfAct
    power: AbstentionPower

    @property
    def reading(self) -> str:
        """The reading, which goes with every figure."""
        return "; ".join((self.power.reading, *self.read.notes))

    def as_json(self) -> Json:
        """The same as plain values."""
        return {
            "settlement": self.title,
            "act": self.read.act,
            "rule": self.read.words,
            "cites": list(self.read.cites),
            "reading": self.reading,
            "exact": True,
            "players": sum(row.count for row in self.power.rows),
            **figure("carries", self.power.carries),
            "members": [{"name": row.name, "body": row.body, "count": row.count, **figure("chance", row.chance)} for row in self.power.rows],
        }


def three_votes(settlement: Settlement, act: str, *, standing: Standing | None = None) -> ThreeVotes:
    """The voting power in an act where members may abstain. A share of those present or voting, and a quorum, have their full meaning here.

    Raises QuestionError for an unknown act, LimitReached where there are too many cases.
    """
    read = rule_of(settlement, act, standing=standing)
    return ThreeVotes(settlement.title, read, with_abstention(read.rule))


@dataclass(frozen=True, slots=True)
class SampledPower:
    """A sampled act."""

    title: str
    read: RuleOfAct
    reading: str
    sampled: Sampled

    def as_json(self) -> Json:
        """The same as plain values: each figure with its bounds."""
        rows = [
            {
                "name": row.kind.name,
                "body": row.kind.body,
                "count": row.kind.count,
                **{
                    name: {"value": float(one.value), "low": float(one.low), "high": float(one.high)}
                    for name, one in (("penrose_banzhaf_absolute", row.penrose_banzhaf_absolute), ("shapley_shubik", row.shapley_shubik))
                },
            }
            for row in self.sampled.rows
        ]
        return {
            "settlement": self.title,
            "act": self.read.act,
            "rule": self.read.words,
            "cites": list(self.read.cites),
            "reading": self.reading,
            "exact": False,
            "draws": self.sampled.draws,
            "seed": self.sampled.seed,
            "confidence": float(self.sampled.confidence),
            "half_width": float(self.sampled.half_width),
            "players": sum(row.kind.count for row in self.sampled.rows),
            "members": rows,
        }


def sampled_power(
    settlement: Settlement,
    act: str,
    *,
    draws: int,
    seed: str = "foedus",
    standing: Standing | None = None,
    attendance: Attendance | None = None,
    lot: Lot | None = None,
    progress: Callable[[int], None] | None = None,
) -> SampledPower:
    """The voting power in an act by sampling, for games that are too large to count."""
    read = rule_of(settlement, act, standing=standing)
    played = game_of_rule(read, attendance=attendance, lot=lot)
    found = sample(played, draws=draws, seed=seed, progress=progress)
    return SampledPower(settlement.title, read, "; ".join((played.reading, *read.notes)), found)


@dataclass(frozen=True, slots=True)
class GroupChange:
    """A group before and after; None where it is not there."""

    kind: str
    name: str
    before: GroupPower | None
    after: GroupPower | None

    @property
    def shapley_shubik(self) -> Fraction:
        """What the group gains in the Shapley-Shubik index, below nought what it loses."""
        return (self.after.shapley_shubik if self.after else Fraction(0)) - (self.before.shapley_shubik if self.before else Fraction(0))

    def as_json(self) -> Json:
        """The same as plain values."""
        return {
            "kind": self.kind,
            "name": self.name,
            "before": self.before.as_json() if self.before else None,
            "after": self.after.as_json() if self.after else None,
            **figure("gain_shapley_shubik", self.shapley_shubik),
        }


@dataclass(frozen=True, slots=True)
class PowerChange:
    """An act before and after a unit moved or a house changed its size, with every group whose figures differ."""

    before: ActPower
    after: ActPower

    @property
    def groups(self) -> tuple[GroupChange, ...]:
        """The groups that differ in members or in the Shapley-Shubik index, in order."""
        old = {(one.kind, one.name): one for one in self.before.groups}
        new = {(one.kind, one.name): one for one in self.after.groups}
        pairs = (GroupChange(*key, old.get(key), new.get(key)) for key in dict.fromkeys((*old, *new)))
        return tuple(one for one in pairs if one.shapley_shubik or (one.before and one.before.members) != (one.after and one.after.members))

    def as_json(self) -> Json:
        """The figures after, with `changes` against before."""
        return self.after.as_json() | {
            "moved": dict(self.after.standing.moved),
            "sizes": dict(self.after.standing.sizes),
            "changes": [one.as_json() for one in self.groups],
        }


def power_change(settlement: Settlement, act: str, *, moved: Mapping[str, str] | None = None, sizes: Mapping[str, int] | None = None) -> PowerChange:
    """What changes in an act if units change polity or houses change size. Raises as `power_of` does."""
    return PowerChange(power_of(settlement, act), power_of(settlement, act, moved=moved, sizes=sizes))
