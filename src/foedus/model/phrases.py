"""The phrases that clauses share: numbers, names, rules of decision, conditions, places, effects.

These are the written forms, exactly as a drafter may say them, with every name still a name; `resolve` and `bind` give them their
meaning in a settlement. All are frozen values without places in a file, so that two texts that say the same are equal.
Needs: the standard library.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

Join = Literal["and", "or"]


@dataclass(frozen=True, slots=True)
class Amount:
    """A number as written: its exact value, how it was written, or the name of the parameter that gives it.

    style: `whole` (7), `percent` (55 %), `fraction` (2/3), `words` (two thirds; three), `decimal` (0.5), `parameter` ([StaffShare]).
    """

    value: Fraction = Fraction(0)
    style: Literal["whole", "percent", "fraction", "words", "decimal", "parameter"] = "whole"
    parameter: str = ""


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time in calendar words, `18 months`."""

    number: Amount
    unit: Literal["day", "month", "year"]


@dataclass(frozen=True, slots=True)
class Names:
    """A list of defined terms; `join` is the word before the last one, `and` where there is only one."""

    items: tuple[str, ...]
    join: Join = "and"


@dataclass(frozen=True, slots=True)
class Each:
    """`each unit of Alder`, `each force`: every member of a set. type: polity, unit, or a kind of organ."""

    type: str
    of: str = ""


@dataclass(frozen=True, slots=True)
class FamilyOf:
    """`Guard of each unit of Alder`: the members of a family, spoken of together."""

    name: str
    each: Each


@dataclass(frozen=True, slots=True)
class JointOrgan:
    """`a joint organ`: any organ of several polities."""


@dataclass(frozen=True, slots=True)
class Target:
    """What an effect or a membership points to: `Alder`, `that polity`, `its polity`, `the other polity`. name: the term, or the type meant."""

    how: Literal["named", "that", "own", "other"]
    name: str


@dataclass(frozen=True, slots=True)
class Own:
    """`its assembly`, `its Governor` (of is None), `the assembly of the other polity`. what: a kind of organ or a defined term."""

    what: str
    of: Target | None = None


Subject = str | Each | FamilyOf | JointOrgan


@dataclass(frozen=True, slots=True)
class Subjects:
    """Those of whom a clause speaks, in order."""

    items: tuple[Subject, ...]
    join: Join = "and"


# ---- rules of decision


@dataclass(frozen=True, slots=True)
class Share:
    """How much is enough. how: majority, absolute, share (that much or more), at_least, more_than, all, all_but."""

    how: Literal["majority", "absolute", "share", "at_least", "more_than", "all", "all_but"]
    number: Amount | None = None


BaseWord = Literal["those voting", "those present", "all members", "all votes", "the electorate"]


@dataclass(frozen=True, slots=True)
class BodyOf:
    """Who votes. how: names, together, each_of, any_of, each, family, chambers, referendum, joint_sitting, own.

    For `chambers` the names or Own are the assemblies; for `referendum` of is Names (together or not), Each, Target (`that unit`) or None (`it`).
    """

    how: Literal["names", "together", "each_of", "any_of", "each", "family", "chambers", "referendum", "joint_sitting", "own"]
    of: Names | Each | FamilyOf | Own | Target | None = None
    together: bool = False


@dataclass(frozen=True, slots=True)
class Origin:
    """`from each unit`, `from each of French and Dutch`, `from any unit`, `from Dutch`: the parts of a body that are counted one by one."""

    how: Literal["each", "each_of", "any", "any_of", "names"]
    of: Names | Each | str


@dataclass(frozen=True, slots=True)
class Including:
    """`including Birch` (who must be among the yes), or `including 1/3 of those voting from each unit`."""

    names: Names | None = None
    share: Share | None = None
    base: BaseWord | None = None
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class Comprising:
    """`comprising 65 % of population`: the share of a series that the yes-sayers must hold."""

    number: Amount
    series: str


@dataclass(frozen=True, slots=True)
class WeightedBy:
    """`weighted by population`: votes counted by a series."""

    series: str


@dataclass(frozen=True, slots=True)
class QuorumOf:
    """`quorum 1/2 from each of French and Dutch`: the share of those entitled who must take part."""

    number: Amount
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class EqualByLot:
    """`in equal numbers by lot`: the parts are cut to the smallest by lot."""


CountExtra = Including | Comprising | WeightedBy | QuorumOf | EqualByLot


@dataclass(frozen=True, slots=True)
class CountOf:
    """`a majority of those voting in each chamber of Alder.Congress and of Birch.Congress including …`."""

    share: Share
    base: BaseWord | None
    bodies: tuple[BodyOf, ...]
    extras: tuple[CountExtra, ...] = ()


@dataclass(frozen=True, slots=True)
class ConsentOf:
    """`Alder.President`, `the consent of its assembly`, `A or B`: the yes of organs by their own way of deciding."""

    of: Names | Each | FamilyOf | Own


@dataclass(frozen=True, slots=True)
class AnyOf:
    """`any 2 of Alder, Birch, Cedar`."""

    number: Amount
    names: Names


@dataclass(frozen=True, slots=True)
class OfTheUnits:
    """`3/4 of the units [of Alder] [weighted by cantonal_votes], each by its assembly`."""

    share: Share
    of: str
    weighted_by: str
    each_by: RulePhrase


@dataclass(frozen=True, slots=True)
class RuleJoin:
    """Rules joined by one word; a bracket is a join within a join."""

    join: Join
    parts: tuple[RulePhrase, ...]


RulePhrase = CountOf | ConsentOf | AnyOf | OfTheUnits | RuleJoin

# ---- conditions


@dataclass(frozen=True, slots=True)
class Someone:
    """`some force`, `some other unit`, `every force`, `that polity`, `no office`, `a joint organ`: of whom a predicate is said."""

    how: Literal["some", "some_other", "every", "that", "no", "joint"]
    type: str = "organ"


@dataclass(frozen=True, slots=True)
class CondPlace:
    """Where something is used or acts: `in Alder`, `in another polity`, `abroad`, `outside Alder`."""

    how: Literal["in", "another", "abroad", "outside"]
    name: str = ""


@dataclass(frozen=True, slots=True)
class Says:
    """One predicate: `Guard is not under CommanderInChief`.

    what: vacant, filled, funded (value empty), is (value a condition), under (value an organ), holds (value a resource),
    belongs (target), used (place), acts (place or None).
    """

    subject: Names | Someone
    what: Literal["vacant", "filled", "funded", "is", "under", "holds", "belongs", "used", "acts"]
    value: str = ""
    negated: bool = False
    target: Target | None = None
    place: CondPlace | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """Conditions by name: `AtWar`, `AtWar and Parted`."""

    names: Names


@dataclass(frozen=True, slots=True)
class NotFact:
    """`not AtWar`."""

    name: str


@dataclass(frozen=True, slots=True)
class SamePerson:
    """`one person holds A and B`."""

    first: str
    second: str


@dataclass(frozen=True, slots=True)
class CondJoin:
    """Conditions joined by one word; a bracket is a join within a join."""

    join: Join
    parts: tuple[CondPhrase, ...]


CondPhrase = Says | Facts | NotFact | SamePerson | CondJoin

# ---- what is done, where


@dataclass(frozen=True, slots=True)
class Verb:
    """What may be done. how: plain (`legislate`), act (`act`, all verbs), do (an act by name), hold (a resource), used (`be used`)."""

    how: Literal["plain", "act", "do", "hold", "used"]
    name: str = ""


@dataclass(frozen=True, slots=True)
class PlaceOf:
    """Where. how: places, places_and_abroad, another, both, abroad, anywhere, outside, outside_own, for_itself, in_itself, own, each."""

    how: Literal[
        "places",
        "places_and_abroad",
        "another",
        "both",
        "abroad",
        "anywhere",
        "outside",
        "outside_own",
        "for_itself",
        "in_itself",
        "own",
        "each",
    ]
    names: Names | None = None
    type: str = ""
    each: Each | None = None


@dataclass(frozen=True, slots=True)
class Doing:
    """`legislate and execute on trade in Alder`: verbs, the matters (none: all), the place (None: not said)."""

    verbs: tuple[Verb, ...]
    matters: tuple[str, ...] = ()
    place: PlaceOf | None = None


@dataclass(frozen=True, slots=True)
class OrganSet:
    """`no organ of a polity`, `no joint organ`, `no court of Alder`. what: organ, joint, polity, unit or a kind; of: a term; of_a: a type."""

    what: str
    of: str = ""
    of_a: str = ""


# ---- effects


@dataclass(frozen=True, slots=True)
class That:
    """`that force`: the thing that the act is of."""

    type: str


@dataclass(frozen=True, slots=True)
class EffectPhrase:
    """What an act changes.

    how: becomes, ceases (a condition by name), under, not_under, belongs, passes, is, is_not, vacant, amended, all_amended.
    thing: of what; value: a condition, an organ, or a citation; target: where a unit or a resource goes.
    """

    how: Literal["becomes", "ceases", "under", "not_under", "belongs", "passes", "is", "is_not", "vacant", "amended", "all_amended"]
    thing: str | That | None = None
    value: str = ""
    target: Target | None = None


# ---- procedure


@dataclass(frozen=True, slots=True)
class Hearing:
    """`after hearing Council or after 14 days`: who must be asked, and when silence is enough."""

    names: Names
    or_after: Duration | None = None


@dataclass(frozen=True, slots=True)
class Objection:
    """`unless within 4 days Alder.President objects`; by name, or by a share of a body's parts."""

    within: Duration | None = None
    names: Names | None = None
    share: Share | None = None
    base: BaseWord | None = None
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class Ties:
    """`ties lost`, `ties broken by lot`, `ties broken by Alder.Speaker`."""

    how: Literal["lost", "lot", "rule"]
    rule: RulePhrase | None = None


@dataclass(frozen=True, slots=True)
class Within:
    """A limit of time; `of the first consent` where said."""

    duration: Duration
    of_first_consent: bool = False


@dataclass(frozen=True, slots=True)
class Stage:
    """`failing that …`: what follows.

    how: rule (by), fails, adopted, lapses, continues, decides (who), fixes (who, for), last_budget, unpaid.
    within: how long the step before this one may take; exchanges: after how many exchanges of notes it has failed.
    The phrases said after it (hearing, objection, ties, time) belong to it.
    """

    how: Literal["rule", "fails", "adopted", "lapses", "continues", "decides", "fixes", "last_budget", "unpaid"]
    rule: RulePhrase | None = None
    who: str = ""
    duration: Duration | None = None
    within: Within | None = None
    exchanges: Amount | None = None
    hearing: Hearing | None = None
    objection: Objection | None = None
    ties: Ties | None = None
    limit: Within | None = None
