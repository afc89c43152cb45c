"""The questions that `ask`, a sitting and answer blocks read.

Parsed in `text`, answered in `reason`. Each question may be preceded by acts supposed to have been done and by a date.
Needs: the standard library.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from foedus.model import phrases as ph
from foedus.model.speech import Deciding
from foedus.source import Citation


@dataclass(frozen=True, slots=True)
class Whom:
    """A term, or a member of a family: `Alder.Congress`, `Governor of TX`."""

    name: str
    of: str = ""


@dataclass(frozen=True, slots=True)
class Done:
    """`after PlaceUnderCommand of Guard of AL by Alder.Congress`: an act supposed to have been done; by: who consented, if said."""

    act: str
    of: Whom | None = None
    by: Whom | None = None


@dataclass(frozen=True, slots=True)
class MayVerb:
    """`may X VERB on M in P [while C]`."""

    who: Whom
    doing: ph.Doing
    when: ph.CondPhrase | None = None


@dataclass(frozen=True, slots=True)
class MayAct:
    """`may X do ACT of Y`."""

    who: Whom
    act: str
    of: Whom | None = None


@dataclass(frozen=True, slots=True)
class WhoMay:
    """`who may VERB on M in P [while C]`."""

    doing: ph.Doing
    when: ph.CondPhrase | None = None


@dataclass(frozen=True, slots=True)
class WhatMay:
    """`what may X do [in P]`."""

    who: Whom
    place: ph.PlaceOf | None = None


@dataclass(frozen=True, slots=True)
class Needs:
    """`what does ACT [of Y] need`, `how does ACT [of Y] happen`."""

    act: str
    of: Whom | None = None


@dataclass(frozen=True, slots=True)
class WhoCan:
    """`who can decide D`, `who can block D`, `who can decide Part of Alder`."""

    verb: Literal["decide", "block"]
    decision: Deciding
    of: Whom | None = None


@dataclass(frozen=True, slots=True)
class WhoHas:
    """`who holds R`, `who commands F`, `who pays for X` / `who funds X`."""

    how: Literal["holds", "commands", "pays"]
    what: Whom


@dataclass(frozen=True, slots=True)
class WhoGets:
    """`who gets "F" in P`, `what becomes of "F"`."""

    function: str
    place: ph.PlaceOf | None = None


@dataclass(frozen=True, slots=True)
class HowCan:
    """`how can C come about within 2 years`."""

    goal: ph.CondPhrase
    within: ph.Within | None = None


@dataclass(frozen=True, slots=True)
class WhatHappens:
    """`what happens when C`."""

    cond: ph.CondPhrase


@dataclass(frozen=True, slots=True)
class DoesHold:
    """`does N hold`, `why does N hold` (why)."""

    name: str
    why: bool = False


@dataclass(frozen=True, slots=True)
class WhatRests:
    """`what rests on Art. 7(2)`."""

    article: Citation


@dataclass(frozen=True, slots=True)
class WhatIs:
    """`what is open`, `what is silent`."""

    what: Literal["open", "silent"]


@dataclass(frozen=True, slots=True)
class TallyOf:
    """`19 yes and 9 no and 1 abstaining and 2 absent from Alder`: votes cast by one part; what is not said is None."""

    yes: ph.Amount
    no: ph.Amount | None = None
    absent: ph.Amount | None = None
    origin: str = ""
    abstaining: ph.Amount | None = None


@dataclass(frozen=True, slots=True)
class WouldCarry:
    """`would 19 yes and 9 no from Alder, 5 yes and 9 no from Birch carry ACT`."""

    tallies: tuple[TallyOf, ...]
    act: str


Query = (
    MayVerb
    | MayAct
    | WhoMay
    | WhatMay
    | Needs
    | WhoCan
    | WhoHas
    | WhoGets
    | HowCan
    | WhatHappens
    | DoesHold
    | WhatRests
    | WhatIs
    | WouldCarry
)


@dataclass(frozen=True, slots=True)
class Question:
    """A query, with what is supposed before it. text: as asked."""

    query: Query
    after: tuple[Done, ...] = ()
    on: date | None = None
    text: str = ""
