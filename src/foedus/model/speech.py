"""What a settlement says of itself: promises of law, expectations of the world, assumptions, questions left open.

Needs: the standard library.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from foedus.model import phrases as ph
from foedus.model.clauses import Clause, Limits
from foedus.source import Citation


@dataclass(frozen=True, slots=True)
class Deciding:
    """What is decided: an act by name, or (office) `who becomes CommanderInChief`."""

    name: str
    office: bool = False


@dataclass(frozen=True, slots=True)
class Always:
    """`always C`."""

    cond: ph.CondPhrase


@dataclass(frozen=True, slots=True)
class Never:
    """`never C [while D]`."""

    cond: ph.CondPhrase
    when: ph.CondPhrase | None = None


@dataclass(frozen=True, slots=True)
class Custody:
    """`always Weapons have exactly 1 holder each`."""

    resource: str
    number: ph.Amount


@dataclass(frozen=True, slots=True)
class OnlyAfter:
    """`AtWar only after Alder.Congress and Birch.Congress consented`."""

    cond: ph.CondPhrase
    names: ph.Names


@dataclass(frozen=True, slots=True)
class OnlyWhile:
    """`C only while D`."""

    cond: ph.CondPhrase
    when: ph.CondPhrase


@dataclass(frozen=True, slots=True)
class Neither:
    """`neither Alder nor Birch alone can decide DeclareWar` (or `block`)."""

    first: str
    second: str
    verb: Literal["decide", "block"]
    decision: Deciding


@dataclass(frozen=True, slots=True)
class NoneAlone:
    """`none of Alder, Birch and Cedar alone can decide D` (or `block`)."""

    names: ph.Names
    verb: Literal["decide", "block"]
    decision: Deciding


@dataclass(frozen=True, slots=True)
class EachBlocks:
    """`each of Alder and Birch alone can block D`."""

    names: ph.Names
    decision: Deciding


@dataclass(frozen=True, slots=True)
class ElectedCount:
    """`exactly 1 office is elected by the people of Alder and Birch together`."""

    how: Literal["exactly", "at most", "at least"]
    number: ph.Amount
    kind: str
    people: ph.Names
    together: bool = False


@dataclass(frozen=True, slots=True)
class NoOrganMay:
    """`no organ may act in both Alder and Birch, except on money`."""

    organs: ph.OrganSet
    doing: ph.Doing
    limits: Limits


@dataclass(frozen=True, slots=True)
class Whole:
    """A promise of the whole table: no_gap, no_overlap, no_orphan."""

    what: Literal["no_gap", "no_overlap", "no_orphan"]


@dataclass(frozen=True, slots=True)
class Alike:
    """`Alder and Birch are treated alike [except in Art. 3, Art. 4]`."""

    names: ph.Names
    except_in: tuple[Citation, ...] = ()


Formula = Always | Never | Custody | OnlyAfter | OnlyWhile | Neither | NoneAlone | EachBlocks | ElectedCount | NoOrganMay | Whole | Alike


@dataclass(frozen=True, slots=True)
class CanCome:
    """`wherever C, it can come about that D within 4 years`; `it can always …` (cond None), `it can once …` (once)."""

    goal: ph.CondPhrase
    cond: ph.CondPhrase | None = None
    once: bool = False
    within: ph.Within | None = None


@dataclass(frozen=True, slots=True)
class AloneCan:
    """`[each of] Alder and Birch alone can always bring about Parted within 2 years`."""

    names: ph.Names
    condition: str
    each: bool = False
    within: ph.Within | None = None


Chance = CanCome | AloneCan


@dataclass(frozen=True, slots=True)
class NumberQuantity:
    """A threshold, `50 %`, `1 percentage point` (points)."""

    number: ph.Amount
    points: bool = False


@dataclass(frozen=True, slots=True)
class MeasureQuantity:
    """A measure: how is share_of (`share of S in X`), plain (`S of|in|to X`, word kept), elections (decided by X alone).

    of: the term, empty for `each polity`; office: whose elections.
    """

    how: Literal["share_of", "plain", "elections"]
    series: str = ""
    of: str = ""
    word: Literal["of", "in", "to", ""] = ""
    office: str = ""
    over: ph.Duration | None = None


Quantity = NumberQuantity | MeasureQuantity


@dataclass(frozen=True, slots=True)
class OpenClause(Clause):
    """`open "Q", settled here …`; settled is prose, None where the text leaves it."""

    question: str
    settled: str | None = None


@dataclass(frozen=True, slots=True)
class PromiseClause(Clause):
    """`promise N: FORMULA [even in breach] [given A]`."""

    name: str
    formula: Formula
    even_in_breach: bool = False
    given: ph.Names | None = None


@dataclass(frozen=True, slots=True)
class PossibleClause(Clause):
    """`possible N: CHANCE [given A]`."""

    name: str
    chance: Chance
    given: ph.Names | None = None


@dataclass(frozen=True, slots=True)
class ExpectClause(Clause):
    """`expect N: share of farm_value_added in Birch > 50 %`."""

    name: str
    left: Quantity
    compare: Literal["<", "<=", ">", ">="]
    right: Quantity


@dataclass(frozen=True, slots=True)
class AssumeClause(Clause):
    """`assume N: FORMULA`."""

    name: str
    formula: Formula
