"""What the text leaves silent, and what each silence is taken to mean; drafting gaps that matter most.

A pass over the clauses, no solver: majorities without base, chambers not told apart, elections without tie rule, offices without a rule for
vacancy, shares without a fallback, exits with empty slots, last steps that may fail, prose without clause and clause without prose.
Needs: the standard library. Source: design page LANGUAGE, sections 8 and 12.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from foedus.errors import Diagnostic, Place, Severity
from foedus.model import clauses as cl
from foedus.model import phrases as ph
from foedus.model import speech as sp
from foedus.model.bind import is_office
from foedus.model.document import ClauseBlock, Prose
from foedus.model.money import fallback_cite, payers_of
from foedus.model.sense import parts_of
from foedus.model.settlement import Organ, Settlement
from foedus.model.undone import dues
from foedus.reason.endings import endings
from foedus.reason.never import never_carried
from foedus.source import NOWHERE, Citation


@dataclass(frozen=True, slots=True)
class Silent:
    """One silence: its code, what is not said, what it is taken as, where, and how to say it."""

    code: str
    what: str
    taken_as: str
    cites: tuple[Citation, ...]
    mend: str
    clause: cl.Clause | None = None

    @property
    def diagnostic(self) -> Diagnostic:
        """The silence as a note at its clause."""
        places = (Place(self.clause.at.span, "", self.clause.cite),) if self.clause else tuple(Place(NOWHERE, "", cite) for cite in self.cites)
        return Diagnostic(self.code, f"{self.what}; taken as: {self.taken_as}", places, self.mend, Severity.NOTE)


_READINGS = " (21 yes, 18 no, 3 absent: carried, carried, lost)"
"""An example by which the readings of a majority differ: 21 of 39 and of 39, and of 42."""


def silences(settlement: Settlement) -> tuple[Silent, ...]:
    """All silences, in the order of the text."""
    known: tuple[Silent, ...] | None = settlement.memo.get("silences")
    if known is None:
        known = settlement.memo["silences"] = tuple(_all(settlement))
    return known


def _all(settlement: Settlement) -> Iterator[Silent]:
    for clause in settlement.clauses:
        for count in parts_of(clause):
            if isinstance(count, ph.CountOf):
                yield from _base(clause, count)
                yield from _several(settlement, clause, count)
                yield from _staying_away(clause, count)
        if isinstance(clause, cl.OrganClause):
            yield from _organ(settlement, clause)
        elif isinstance(clause, cl.ActClause):
            yield from _act(clause)
        elif isinstance(clause, cl.CompetenceClause):
            yield from _competence(clause)
        elif isinstance(clause, cl.InForceClause) and (clause.until or clause.lasting) and clause.stage is None:
            yield Silent("F403", "what lapses when the time of an article is over", "the article; what it gave falls to the residue", (clause.cite,),
                         "write `failing that it lapses`, or `renewable by …`", clause)  # fmt: skip
        elif isinstance(clause, cl.DutyClause | cl.PayClause):
            yield from _duty(settlement, clause)
    for one in never_carried(settlement):
        yield Silent("F307", f"how {one.what} can be carried by {one.rule}, which asks for more than there are", "never: nobody can do it", one.cites,
                     "ask for fewer, or name more who decide", one.clause)  # fmt: skip
    yield from _endings(settlement)
    yield from _document(settlement)


def _endings(settlement: Settlement) -> Iterator[Silent]:
    for one in endings(settlement):
        declared, act = settlement.organs[one.organ], one.act
        if one.by is None:
            yield Silent("F206", f"who holds {one.lacks} when {act.name} ends {one.organ}", "nobody: it has no holder", (act.cite, declared.cite),
                         f"write an effect, `{one.lacks.partition(' of ')[0]} pass to …`, in {act.cite}", act)  # fmt: skip
        else:
            yield Silent("F206", f"whose consent {one.lacks} needs when {act.name} ends {one.organ}", "nobody's: it cannot be done",
                         (act.cite, one.by.cite), f"write a `when` in {act.cite} that keeps it, or ask somebody else in {one.by.cite}", act)  # fmt: skip


def _base(clause: cl.Clause, count: ph.CountOf) -> Iterator[Silent]:
    if count.base is None and count.share.how in ("majority", "share", "more_than") and not _whole(count.share):
        yield Silent(
            "F301", f"a majority of what: of those voting, present, or all members{_READINGS if count.share.how == 'majority' else ''}",
            "of those voting", (clause.cite,),
            "write `of those voting` or `of all members`", clause,
        )  # fmt: skip


def _whole(share: ph.Share) -> bool:
    return share.number is not None and share.number.value > 1


def _several(settlement: Settlement, clause: cl.Clause, count: ph.CountOf) -> Iterator[Silent]:
    for body in count.bodies:
        if body.how == "names" and isinstance(body.of, ph.Names):
            if len(body.of.items) > 1:
                said = " and ".join(body.of.items)
                yield Silent(
                    "F303", f"whether {said} vote each, or together", "each", (clause.cite,), "write `each of …` or `… together`", clause
                )
            for name in body.of.items:
                organ = settlement.organs.get(name)
                if organ is not None and organ.chambers:
                    yield Silent(
                        "F302", f"which chamber of {name} decides", "each", (clause.cite,), f"write `each chamber of {name}`", clause
                    )


def _staying_away(clause: cl.Clause, count: ph.CountOf) -> Iterator[Silent]:
    quorum = any(isinstance(extra, ph.QuorumOf) for extra in count.extras)
    if quorum and count.base not in ("all members", "the electorate", "all votes") and count.share.how != "absolute":
        yield Silent(
            "F305", "what follows when those against stay away", "the quorum can fail where voting no would have lost", (clause.cite,),
            "write `of all members`, or leave the quorum out", clause,
        )  # fmt: skip


def _organ(settlement: Settlement, clause: cl.OrganClause) -> Iterator[Silent]:
    organ = _declared(settlement).get(clause.cite)
    if organ is None:
        return
    traits, cites = clause.traits, (clause.cite,)
    elected = any(way.how == "elected" and (way.electors is None or way.electors.how != "rule") for way in traits.filling)
    if clause.kind == "office" and elected and traits.ties is None:
        yield Silent("F304", f"what a tie in the election of {clause.name} does", "the office is vacant", cites,
                     "write `ties broken by lot`, or by whom", clause)  # fmt: skip
    if (
        clause.kind == "office"
        and is_office(settlement, organ.name)
        and not (traits.acting or traits.refilled_by or traits.until_succeeded)
    ):
        yield Silent("F310", f"who acts while {clause.name} is vacant", "nobody; its competences rest", cites,
                     f"write `when vacant {_somebody(settlement, clause)} acts`", clause)  # fmt: skip
    if clause.kind == "office" and not traits.filling:
        yield Silent(
            "F311", f"how {clause.name} is filled", "it stays as it is at the start", cites, "write `elected every 4 years by …`", clause
        )
    for payer in payers_of(settlement, organ.name):
        if not fallback_cite(settlement, organ.name):
            yield Silent("F402", f"what follows when {payer} votes no share of {clause.name}", f"it is unfunded: {payer} alone can stop it", cites,
                         "write `failing that the last budget continues`", clause)  # fmt: skip
    if clause.kind == "assembly" and traits.deciding_by is None and not clause.chambers and _mixed(settlement, organ.name):
        yield Silent("F309", f"how {clause.name} decides when its parts disagree", "by a majority of those voting", cites,
                     "write `deciding by …`", clause)  # fmt: skip
    if clause.kind in ("bank", "agency") and traits.seats and traits.deciding_by is None:
        yield Silent(
            "F309", f"how the board of {clause.name} decides", "by a majority of those voting", cites, "write `deciding by …`", clause
        )


def _declared(settlement: Settlement) -> dict[str, Organ]:
    """The first organ that each clause declares."""
    known: dict[str, Organ] | None = settlement.memo.get("organ of clause")
    if known is None:
        known = settlement.memo["organ of clause"] = {}
        for organ in settlement.organs.values():
            known.setdefault(organ.clause.cite, organ)
    return known


def _somebody(settlement: Settlement, clause: cl.OrganClause) -> str:
    """Another office of the same polity or polities, else a deputy that the text would have to declare."""
    own = settlement.organs.get(clause.name)
    alike = (
        organ.name
        for organ in settlement.organs.values()
        if own is not None and organ.kind == "office" and organ.name != clause.name and (organ.owner, organ.joint_to) == (own.owner, own.joint_to)
    )
    prefix, dot, _ = clause.name.rpartition(".")
    return next(alike, f"{prefix}{dot}Deputy")


def _mixed(settlement: Settlement, name: str) -> bool:
    organ = settlement.organs[name]
    return len(organ.traits.seats) > 1


def _act(clause: cl.ActClause) -> Iterator[Silent]:
    cites = (clause.cite,)
    if clause.kind == "exit":
        slots = {
            "waiting": (clause.not_before, "none"), "notice": (clause.notice, "none"), "the counterpart's consent": (clause.with_consent, "not needed"),
            "what survives": (clause.surviving, "nothing"), "succession": (clause.succeeded_by, "no successor"),
        }  # fmt: skip
        for slot, (value, taken) in slots.items():
            if not value:
                yield Silent(
                    "F503", f"{slot} in the exit {clause.name}", taken, cites, "say it in the exit, or leave the question `open`", clause
                )
    if clause.by is None and clause.with_consent is None and not clause.stages:
        yield Silent("F307", f"who may do {clause.name}", "nobody", cites, "write `by …`", clause)
    if not clause.effects and not clause.on:
        yield Silent("F307", f"what {clause.name} changes", "nothing", cites, "write `effect …`, or `on` a matter that it is the way to exercise", clause)
    if clause.stages and clause.stages[-1].how in ("rule", "decides"):
        yield Silent(
            "F309", f"what follows when the last step of {clause.name} fails", "nothing changes", cites, "write `failing that …`", clause
        )


def _competence(clause: cl.CompetenceClause) -> Iterator[Silent]:
    doing = clause.doing
    law = any(verb.how == "plain" for verb in doing.verbs)
    if law and doing.place is None:
        yield Silent(
            "F201",
            "where this may be done",
            "in the holder's own territory",
            (clause.cite,),
            "add `in …`, `abroad` or `for itself`",
            clause,
        )
    if law and not doing.matters:
        yield Silent("F201", "on what this may be done", "on every matter", (clause.cite,), "add `on …`", clause)


def _duty(settlement: Settlement, clause: cl.DutyClause | cl.PayClause) -> Iterator[Silent]:
    """What follows a duty that is not done; and where no act and no time tell whether it is."""
    own = [due for due in dues(settlement) if due.clause is clause]
    if own and not own[0].stages:
        yield Silent("F309", "what follows when the duty is not done", "a breach, which stands until it is; nothing else changes", (clause.cite,),
                     "write `failing that …`", clause)  # fmt: skip
    if any(not due.is_timed for due in own):
        taken = "it is always done" if own[0].falls_away else "it may be left undone at any time, but in no lawful history"
        yield Silent("F309", "whether the duty is done in time, which no act tells", taken, (clause.cite,),
                     "write `must` with an act of the text and `within` a time, if histories are to follow it", clause)  # fmt: skip


def _document(settlement: Settlement) -> Iterator[Silent]:
    """Prose without clause and clause without prose, article by article."""
    if settlement.document is None:
        return
    for article in settlement.document.articles:
        prose = any(isinstance(block, Prose) and block.markdown.strip() for block in article.blocks)
        said = [clause for block in article.blocks if isinstance(block, ClauseBlock) for clause in block.clauses]
        where = (f"Art. {article.number}",)
        if prose and not said:
            yield Silent("F801", f"which clauses say what Article {article.number} says in prose", "it has no effect here", where,
                         "add a block of clauses")  # fmt: skip
        if said and not prose:
            yield Silent("F802", f"what the clauses of Article {article.number} say to people", "the clauses alone stand", where,
                         "write a sentence above them", said[0])  # fmt: skip


def open_questions(settlement: Settlement) -> tuple[sp.OpenClause, ...]:
    """The questions that the text leaves open, those that it settles nowhere first."""
    return tuple(sorted(settlement.opens, key=lambda clause: clause.settled is not None))
