"""A joint election between polities that distrust each other: certified, refused, or waiting for what must be read next.

A certificate needs both: the registers bound how many votes may be nobody's, and the count proves a margin above that
bound. The risks of all parts add to no more than the limit. Nothing ends in "inconclusive": what a sample cannot confirm
is counted by hand. The judgement is a pure function of what was published and read.

Needs: the standard library. Source: design page VOTING, section 7.

>>> from foedus.decide.published import Plan
>>> from foedus.decide.rehearsal import honest, play, side_of
>>> sides = side_of("Alder", {"Ash": 500, "Box": 300}), side_of("Birch", {"Ash": 200, "Box": 250})
>>> plan = Plan("Chief", Way.PLURALITY, ("Ash", "Box"), ("Alder", "Birch"))
>>> found = next(play(honest(plan, sides), seeds=[1]))
>>> found.winner, [(one.polity, one.bound) for one in found.registers], found.findings[0].read, str(found.risk)
('Ash', [('Alder', 9), ('Birch', 4)], 67, '1/20')
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import count

from foedus.decide.counting import Auditing, Finding, Memo, Needs, Readings, audit_assertion
from foedus.decide.published import Card, Election
from foedus.errors import DataError, ModelError
from foedus.voting.assertion import Assertion, Way, assertions, elect
from foedus.voting.register import UNSEEN, most_defects
from foedus.voting.seed import Round, Settled, draw_apart, settle

ENTITLED, NOT_FOUND, NOT_ENTITLED = "entitled", "not found", "not entitled"
FINDINGS = (ENTITLED, NOT_FOUND, NOT_ENTITLED)
"""What a side may find about an entry of the other's register that is marked as voted."""

Entry = tuple[str, str]
"""An entry: whose register, and its name."""


@dataclass(frozen=True, slots=True)
class RegisterFinding:
    """What a sample of one register came to. bound: the most of its marked entries that may be nobody's, at the risk."""

    polity: str
    marked: int
    looked_up: int
    defects: int
    bound: int
    risk: Fraction


@dataclass(frozen=True, slots=True)
class ElectionCertificate:
    """The election is certified: who won, and everything on which that rests. risk: of all parts together, never above the limit."""

    office: str
    winner: str
    way: Way
    registers: tuple[RegisterFinding, ...]
    findings: tuple[Finding, ...]
    by_hand: tuple[str, ...]
    seed: str | None
    limit: Fraction
    risk: Fraction
    untested: tuple[str, ...]
    cites: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ElectionRefusal:
    """Nothing is certified: which part failed, its figure in words, what would mend it."""

    office: str
    part: str
    figure: str
    mend: str
    cites: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Waiting:
    """What must be read next: entries of a register by the other side, cards by the other side, or every card of some pools."""

    part: str
    words: str
    entries: tuple[Entry, ...] = ()
    cards: tuple[Card, ...] = ()
    pools: tuple[str, ...] = ()


Judgement = ElectionCertificate | ElectionRefusal | Waiting
RegisterReadings = Mapping[Entry, str]


def judge(
    election: Election, rounds: tuple[Round, ...], entries: RegisterReadings, readings: Readings, *, memo: Memo | None = None
) -> Judgement:
    """Judge an election as far as it has been read.

    rounds: of the seed. entries: what was found about entries of the registers. readings: what was read on cards.
    memo: hand counts of these very readings, kept by whoever judges them many times. Raises DataError for a finding that
    is none of the three.
    """
    plan = election.plan
    if refusal := _numbers_refuse(election):
        return refusal
    settled = settle(plan.polities, rounds)
    registers = _registers(election, settled, entries)
    if isinstance(registers, Waiting):
        return registers
    return _count(election, settled, registers, readings, {} if memo is None else memo)


def _refuse(election: Election, part: str, figure: str, mend: str) -> ElectionRefusal:
    return ElectionRefusal(election.plan.office, part, figure, mend, election.plan.cites)


def _numbers_refuse(election: Election) -> ElectionRefusal | None:
    """Cards beyond marks, and more missing than the cap, end the matter before any draw."""
    for polity, numbers in election.agreed.items():
        if numbers.too_many:
            return _refuse(
                election, "reconciliation",
                f"{polity} has {numbers.cards} cards and marks {numbers.marked} people as voted: {numbers.too_many} cards are nobody's",
                f"find the {numbers.too_many} people who voted unmarked, or repeat the election in {polity}",
            )  # fmt: skip
        whole = max(1, numbers.cards + numbers.lost)
        if numbers.lost > election.plan.cap * whole:
            return _refuse(
                election, "missing cards",
                f"{polity} marks {numbers.marked} people as voted and has {numbers.cards} cards: {numbers.lost} are lost, "
                f"more than the cap of {election.plan.cap} of all",
                f"find the lost boxes, or repeat the election in {polity}",
            )  # fmt: skip
    return None


# ---- the registers


def register_sample(election: Election, settled: Settled, polity: str) -> tuple[str, ...]:
    """The marked entries of one polity that the others look up, in the order drawn; all of them where no seed was settled."""
    marked = election.sides[polity].marked
    if settled.seed is None or election.plan.lookups >= len(marked):
        return marked
    return tuple(marked[place] for place in _places(settled.seed, f"entries of {polity}", len(marked), election.plan.lookups))


@lru_cache(maxsize=64)
def _places(seed: str, name: str, below: int, many: int) -> tuple[int, ...]:
    return draw_apart(seed, name, below, many)


def _registers(election: Election, settled: Settled, entries: RegisterReadings) -> tuple[RegisterFinding, ...] | Waiting:
    found, missing = [], []
    risk = election.plan.register_risk * settled.part
    for polity in election.plan.polities:
        marked = election.sides[polity].marked
        sample = register_sample(election, settled, polity)
        unread = [(polity, entry) for entry in sample if (polity, entry) not in entries]
        if unread:
            missing += unread
            continue
        looked_up = marked if len(sample) < len(marked) and all((polity, entry) in entries for entry in marked) else sample
        defects = sum(_is_defect(polity, entry, entries) for entry in looked_up)
        bound = most_defects(len(marked), len(looked_up), defects, risk) if marked else 0
        found.append(RegisterFinding(polity, len(marked), len(looked_up), defects, bound, risk if len(looked_up) < len(marked) else Fraction(0)))
    if missing:
        return Waiting("registers", f"{len(missing)} entries marked as voted are to be looked up by the other side", entries=tuple(missing))
    return tuple(found)


def _is_defect(polity: str, entry: str, entries: RegisterReadings) -> bool:
    finding = entries[polity, entry]
    if finding not in FINDINGS:
        raise DataError(f"the finding about entry {entry} of {polity} is `{finding}`", mend=f"write {', '.join(FINDINGS[:2])} or {FINDINGS[2]}")
    return finding != ENTITLED


# ---- the count


def _count(
    election: Election, settled: Settled, registers: tuple[RegisterFinding, ...], readings: Readings, memo: Memo
) -> Judgement:
    """Audit every assertion; what a sample cannot confirm goes to the hand count, until all is confirmed or something is to be read.

    What was reported is claimed once, before a card is read. If a hand count belies any part of it, all pools are counted by
    hand: a new claim tested on a sample would spend the risk twice.
    """
    plan = election.plan
    by_hand = {name for name, pool in election.pools.items() if pool.polity in settled.by_hand}
    bounds = {one.polity: one.bound for one in registers}
    limit = plan.count_risk * settled.part
    reported = first_claims(election)
    for _ in count():
        auditing = Auditing(election, bounds, limit, settled.seed or "", readings, frozenset(by_hand), memo)
        votes = {name: _hand_votes(auditing, name) if name in by_hand else pool.votes for name, pool in election.pools.items()}
        if unread := [name for name, table in votes.items() if table is None]:
            return Waiting("count", f"every card of {' and '.join(unread)} is counted by hand", pools=tuple(unread),
                           cards=tuple(card for name in unread for card in auditing.unread(tuple(election.pools[name].all_cards()))))  # fmt: skip
        known = {name: table for name, table in votes.items() if table is not None}
        claimed = reported
        if not claimed or any(one.margin(known) <= 0 for one in claimed):
            if by_hand != set(election.pools):
                by_hand = set(election.pools)
                continue
            claimed = _claims(election, known)
            if not claimed:
                return _nobody(election, known)
        results = [audit_assertion(auditing, one) for one in claimed]
        waiting = [one for one in results if isinstance(one, Needs)]
        findings = tuple(one for one in results if isinstance(one, Finding))
        if pools := {name for one in waiting for name in one.pools} - by_hand:
            by_hand |= pools
            continue
        if waiting:
            cards = tuple(dict.fromkeys(card for one in waiting for card in one.cards))
            return Waiting("count", "; ".join(dict.fromkeys(one.words for one in waiting)), cards=cards)
        if failed := next((one for one in findings if not one.confirmed), None):
            return _not_proved(election, failed, registers)
        return _certificate(election, settled, registers, findings, tuple(name for name in election.pools if name in by_hand))
    raise AssertionError("the count goes on for ever")


def _hand_votes(auditing: Auditing, name: str) -> dict[str, int] | None:
    """The votes of a pool by hand; None while a card is unread."""
    if name not in auditing.memo:
        votes = dict.fromkeys(auditing.election.plan.candidates, 0)
        for card in auditing.election.pools[name].all_cards():
            if card not in auditing.readings:
                return None
            for choice in auditing.readings[card] or ():
                votes[choice] = votes.get(choice, 0) + 1
        auditing.memo[name] = votes
    return dict(auditing.memo[name])


def _nobody(election: Election, votes: Mapping[str, Mapping[str, int]]) -> ElectionRefusal:
    plan = election.plan
    try:
        outcome = elect(plan.way, votes, people=plan.people, numbers=plan.numbers)
    except ModelError as silent:
        return _refuse(election, "result", silent.message, silent.mend)
    if outcome.tied:
        held = plan.tie or "the text does not say what a tie does: the office is vacant"
        return _refuse(election, "result", f"tied: {outcome.tied.words}", held)
    held = plan.fallback or "the text does not say what follows: the office is vacant"
    return _refuse(election, "result", f"by {plan.way.value} nobody has what is needed", held)


def _not_proved(election: Election, failed: Finding, registers: tuple[RegisterFinding, ...]) -> ElectionRefusal:
    """Every card was counted by hand and the margin still does not exceed what may be nobody's, or missing."""
    figure = f"{failed.assertion.words}: counted by hand, and the lead is {_signed(failed)} once {failed.ineligible} votes that may be nobody's"
    figure += f" and {failed.missing} missing cards are taken as the worst case"
    if failed.missing > election.plan.cap * failed.read:
        return _refuse(election, "missing cards", figure, "find the missing cards, or repeat the election where they are missing")
    loose = [one.polity for one in registers if one.looked_up < one.marked]
    if failed.ineligible and loose:
        return _refuse(election, "eligibility", figure, f"look up every entry marked as voted in {' and '.join(loose)}: the bound is then exact")
    if failed.missing:
        return _refuse(election, "missing cards", figure, "find the missing cards, or repeat the election where they are missing")
    return _refuse(election, "eligibility", figure, "strike who is not entitled and repeat the election where they voted")


def _signed(failed: Finding) -> str:
    return f"{failed.margin} of the votes weighed" if failed.assertion.of_shares else f"{failed.margin * failed.read} votes"


def _certificate(
    election: Election, settled: Settled, registers: tuple[RegisterFinding, ...], findings: tuple[Finding, ...], by_hand: tuple[str, ...]
) -> ElectionCertificate:
    plan = election.plan
    sampled = any(one.method != "full hand count" for one in findings)
    risk = sum((plan.register_risk for one in registers if one.risk), Fraction(0)) + (plan.count_risk if sampled else 0)
    return ElectionCertificate(
        plan.office, findings[0].assertion.winner, plan.way, registers, findings, by_hand, settled.seed, plan.limit, risk, (UNSEEN,), plan.cites
    )


def first_claims(election: Election) -> tuple[Assertion, ...]:
    """What the reported votes claim; empty where they elect nobody."""
    return _claims(election, election.reported)


def _claims(election: Election, votes: Mapping[str, Mapping[str, int]]) -> tuple[Assertion, ...]:
    try:
        return assertions(election.plan.way, votes, people=election.plan.people, numbers=election.plan.numbers)
    except ModelError:
        return ()
