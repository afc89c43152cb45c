"""The clauses of a settlement: one frozen class for each form of sentence.

A settlement built in Python is a sequence of these; one read from Markdown is the same sequence with places in a file. `at` says where a
clause stands and is no part of its meaning: two clauses that say the same are equal.
Needs: the standard library.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Literal

from foedus.model import phrases as ph
from foedus.source import NOWHERE, Citation, Span

_NO_MARKS: Mapping[str, Span] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class At:
    """Where a clause stands: its citation, its span, the span of the first use of each word in it, and its text as written."""

    cite: Citation = ""
    span: Span = NOWHERE
    marks: Mapping[str, Span] = field(default_factory=lambda: _NO_MARKS)
    text: str = ""

    def mark(self, word: str) -> Span:
        """The span of a word of the clause, or of the whole clause."""
        return self.marks.get(word, self.span)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """What every clause has: its place, outside comparison."""

    at: At = field(default=At(), compare=False, repr=False)

    @property
    def cite(self) -> Citation:
        """The citation of this clause."""
        return self.at.cite


# ---- definitions


@dataclass(frozen=True, slots=True)
class Member:
    """Who belongs to a polity at the start.

    how: named (`DC`), all (`the units`), where_is (`the units where S is V`), where_compare (`where S > 3`), other (`the other units`).
    """

    how: Literal["named", "all", "where_is", "where_compare", "other"]
    name: str = ""
    series: str = ""
    value: str = ""
    compare: Literal["", "<", "<=", ">", ">="] = ""
    number: ph.Amount | None = None


@dataclass(frozen=True, slots=True)
class PolityClause(Clause):
    """`polity Alder "Republic of Alder" comprises …`."""

    name: str
    title: str = ""
    members: tuple[Member, ...] = ()


@dataclass(frozen=True, slots=True)
class PolitiesClause(Clause):
    """`each unit is a polity`."""

    subjects: ph.Subjects


@dataclass(frozen=True, slots=True)
class UnitClause(Clause):
    """`unit Elm "Republic of Elm"`."""

    name: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class GroupClause(Clause):
    """`group Dutch in Parliament`."""

    name: str
    title: str = ""
    within: ph.Names = field(default_factory=lambda: ph.Names(()))


@dataclass(frozen=True, slots=True)
class MatterClause(Clause):
    """`matter external_defence "…" under defence cofog 02.1`; cofog is kept as written."""

    word: str
    title: str = ""
    under: str = ""
    cofog: str = ""


@dataclass(frozen=True, slots=True)
class MattersFromClause(Clause):
    """`matters from "…"`: a tree that replaces the one that ships."""

    table: str


@dataclass(frozen=True, slots=True)
class ParameterClause(Clause):
    """`parameter StaffShare = 1/2 between 0 and 1`."""

    name: str
    default: ph.Amount
    low: ph.Amount | None = None
    high: ph.Amount | None = None


@dataclass(frozen=True, slots=True)
class ConditionClause(Clause):
    """`condition AtWar of each polity, initially not`. initially: None where the text says nothing."""

    name: str
    title: str = ""
    of: ph.Each | None = None
    initially: bool | None = None


# ---- organs


@dataclass(frozen=True, slots=True)
class Electors:
    """Who chooses, and how.

    how: method (`by plurality [in districts]`), people (`by the people of A and B [together] by M`), own_people (`by its people by M`), rule.
    """

    how: Literal["method", "people", "own_people", "rule"]
    method: str = ""
    in_districts: bool = False
    names: ph.Names | None = None
    together: bool = False
    rule: ph.RulePhrase | None = None


@dataclass(frozen=True, slots=True)
class Seats:
    """`5 Croats from Elm chosen by Elm.House`, `with 250 seats`, `with 2 seats from each unit`.

    of_each: one lot of seats for each member of a set; group, origin: whose seats; chosen_by: who fills them.
    """

    number: ph.Amount
    word: Literal["seats", "members", "governors", "judges", ""] = ""
    of_each: ph.Each | None = None
    group: str = ""
    origin: str = ""
    chosen_by: Electors | None = None


@dataclass(frozen=True, slots=True)
class Apportioned:
    """`apportioned by population with Huntington-Hill, at least 1 each`."""

    series: str
    method: str
    at_least: ph.Amount | None = None


@dataclass(frozen=True, slots=True)
class Payers:
    """Who pays in what proportion.

    how: shares (`Alder 1/2 and Birch 1/2`), proportion (`Alder and Birch in proportion to population`), first (`tolls first and the rest by …`).
    """

    how: Literal["shares", "proportion", "first"]
    shares: tuple[tuple[str, ph.Amount], ...] = ()
    names: ph.Names | None = None
    series: str = ""
    rest: Payers | None = None


@dataclass(frozen=True, slots=True)
class Funding:
    """`funded yearly by …, each share voted by its assembly`; voted_by: a kind of organ, empty where not said; otherwise: the fallback."""

    payers: Payers
    yearly: bool = False
    voted_by: str = ""
    otherwise: ph.Stage | None = None


@dataclass(frozen=True, slots=True)
class Filling:
    """One way in which an office or an assembly is filled.

    how: elected, appointed, ex_officio, life, rotating, lot.
    """

    how: Literal["elected", "appointed", "ex_officio", "life", "rotating", "lot"]
    every: ph.Duration | None = None
    electors: Electors | None = None
    rule: ph.RulePhrase | None = None
    names: ph.Names | None = None


@dataclass(frozen=True, slots=True)
class Traits:
    """What a clause says of an organ or a chamber; None or empty where it says nothing."""

    seats: tuple[Seats, ...] = ()
    apportioned: Apportioned | None = None
    filling: tuple[Filling, ...] = ()
    term: ph.Duration | None = None
    term_limit: ph.Amount | None = None
    until_succeeded: bool = False
    initially_vacant: bool = False
    under: str | ph.Own | None = None
    joint_to: ph.Names | None = None
    incompatible: tuple[ph.Names, ...] = ()
    incompatible_any: bool = False
    removed_by: ph.RulePhrase | None = None
    acting: str = ""
    refilled_by: ph.RulePhrase | None = None
    deciding_by: ph.RulePhrase | None = None
    separate_from: str = ""
    ties: ph.Ties | None = None
    funding: Funding | None = None
    stages: tuple[ph.Stage, ...] = ()


@dataclass(frozen=True, slots=True)
class Chamber:
    """One chamber of an assembly, lettered in citations."""

    name: str
    title: str = ""
    traits: Traits = field(default_factory=Traits)


OrganKind = Literal["assembly", "office", "court", "force", "agency", "bank"]


@dataclass(frozen=True, slots=True)
class OrganClause(Clause):
    """`assembly Alder.Congress …`, `office CommanderInChief …`, `force Guard of each unit of Alder`."""

    kind: OrganKind
    name: str
    title: str = ""
    of: ph.Each | None = None
    traits: Traits = field(default_factory=Traits)
    chambers: tuple[Chamber, ...] = ()


@dataclass(frozen=True, slots=True)
class ResourceClause(Clause):
    """`resource Weapons of each force, held by it`; held_by None means `it`."""

    name: str
    title: str = ""
    of: ph.Each | None = None
    held_by: ph.Subjects | None = None


# ---- competences, bars, duties


@dataclass(frozen=True, slots=True)
class Limits:
    """What narrows a competence, a bar or a duty; None or empty where not said. word: how the condition was put."""

    when: ph.CondPhrase | None = None
    word: Literal["when", "while"] = "while"
    with_consent: ph.RulePhrase | None = None
    without: ph.RulePhrase | None = None
    prevailing: str = ""
    hearing: ph.Hearing | None = None
    except_on: tuple[str, ...] = ()
    except_place: ph.PlaceOf | None = None
    notwithstanding: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class CompetenceClause(Clause):
    """`X may …`: a competence. manner: exclusive where nothing is said, concurrently, together."""

    subjects: ph.Subjects
    doing: ph.Doing
    manner: Literal["", "concurrently", "together"] = ""
    limits: Limits = field(default_factory=Limits)


@dataclass(frozen=True, slots=True)
class BarClause(Clause):
    """`X may not …`, or `no organ of a polity may …` (subjects is then an OrganSet)."""

    subjects: ph.Subjects | ph.OrganSet
    doing: ph.Doing
    limits: Limits = field(default_factory=Limits)


@dataclass(frozen=True, slots=True)
class DutyClause(Clause):
    """`X must …`: what is to be done, by when or how often, and what follows if it is not."""

    subjects: ph.Subjects
    doing: ph.Doing
    within: ph.Within | None = None
    every: ph.Duration | None = None
    when: ph.CondPhrase | None = None
    stages: tuple[ph.Stage, ...] = ()


@dataclass(frozen=True, slots=True)
class DutyNotClause(Clause):
    """`X must not …`: doing it is a breach, and has its effect."""

    subjects: ph.Subjects
    doing: ph.Doing
    limits: Limits = field(default_factory=Limits)


@dataclass(frozen=True, slots=True)
class PayClause(Clause):
    """`Alder must pay 100 usd yearly to Birch`."""

    subjects: ph.Subjects
    number: ph.Amount
    unit: str
    to: str
    stage: ph.Stage | None = None


@dataclass(frozen=True, slots=True)
class ResidualClause(Clause):
    """`residual matters [of Alder] to each of its units in itself`; to: a term, a set, or None for `each of its units`."""

    of: str
    to: str | ph.Each | None
    place: ph.PlaceOf


# ---- acts


@dataclass(frozen=True, slots=True)
class Params:
    """`of a unit [of Alder] [to a polity]`: what an act is of, and to what (a type, `joint organ`, or `organ`: any that may hold)."""

    type: str
    of: str = ""
    to: str = ""


@dataclass(frozen=True, slots=True)
class NotBefore:
    """`not before 2006-02-04`, or `not before 3 years after the start`."""

    date: date | None = None
    after_start: ph.Duration | None = None


@dataclass(frozen=True, slots=True)
class Repeated:
    """`repeated after 1 year`, `repeated after an election of Storting`."""

    after: ph.Duration | None = None
    election_of: str = ""


@dataclass(frozen=True, slots=True)
class ActClause(Clause):
    """`act …` or `exit …`: the only way to its effects.

    by: its Rule, with_consent: a counterpart's; a phrase said after `failing that` stands in its Stage.
    """

    kind: Literal["act", "exit"]
    name: str
    title: str = ""
    of: Params | None = None
    by: ph.RulePhrase | None = None
    with_consent: ph.RulePhrase | None = None
    on: tuple[str, ...] = ()
    hearing: ph.Hearing | None = None
    when: ph.CondPhrase | None = None
    when_word: Literal["when", "while"] = "when"
    within: ph.Within | None = None
    effects: tuple[ph.EffectPhrase, ...] = ()
    after: ph.Duration | None = None
    lasting: ph.Duration | None = None
    not_before: NotBefore | None = None
    notice: ph.Duration | None = None
    surviving: tuple[Citation, ...] = ()
    succeeded_by: str = ""
    succeeded_in: str = ""
    repeated: Repeated | None = None
    objection: ph.Objection | None = None
    ties: ph.Ties | None = None
    stages: tuple[ph.Stage, ...] = ()


# ---- money, succession, time


@dataclass(frozen=True, slots=True)
class FundedClause(Clause):
    """`Staff and Office are funded yearly by …`: funding said apart from the organ."""

    subjects: ph.Subjects
    funding: Funding


@dataclass(frozen=True, slots=True)
class EntranceClause(Clause):
    """`entrance to each polity set by its assembly, initially free`."""

    to: ph.Subjects
    set_by: ph.Own
    initially: str = ""


@dataclass(frozen=True, slots=True)
class Heir:
    """To whom a function passes, for what and where."""

    subject: ph.Subject
    matters: tuple[str, ...] = ()
    place: ph.PlaceOf | None = None


@dataclass(frozen=True, slots=True)
class Fate:
    """What becomes of a function: passes (to heirs), ends (in a place), shared (by names, by a series)."""

    how: Literal["passes", "ends", "shared"]
    heirs: tuple[Heir, ...] = ()
    place: ph.PlaceOf | None = None
    names: ph.Names | None = None
    series: str = ""


@dataclass(frozen=True, slots=True)
class FunctionsFromClause(Clause):
    """`functions from "us/federal_functions"`."""

    table: str


@dataclass(frozen=True, slots=True)
class FunctionClause(Clause):
    """`function "Social Security" passes to each polity in itself`; title empty: `every other function`."""

    title: str
    fates: tuple[Fate, ...]


@dataclass(frozen=True, slots=True)
class InForceClause(Clause):
    """`Art. 4 is in force from 1868-01-01 for 10 years renewable by R, failing that it lapses`."""

    articles: tuple[Citation, ...]
    start: date | None = None
    until: date | None = None
    lasting: ph.Duration | None = None
    renewable_by: ph.RulePhrase | None = None
    stage: ph.Stage | None = None


# ---- amendments


@dataclass(frozen=True, slots=True)
class StrikeClause(Clause):
    """`strike Art. 5(8) and Art. 12`, or `strike promise Parity` (kind and name)."""

    articles: tuple[Citation, ...] = ()
    kind: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class ReplaceClause(Clause):
    """`replace Article 9` (clause None), `replace Art. 9(1) with …`, `replace promise Parity with …`."""

    article: Citation = ""
    kind: str = ""
    name: str = ""
    clause: Clause | None = None


@dataclass(frozen=True, slots=True)
class InsertClause(Clause):
    """`insert after Art. 5(2) …`."""

    after: Citation
    clause: Clause
