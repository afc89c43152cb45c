"""Questions joined: `would 19 yes and 9 no from A carry ACT` is counted here, every other question is answered by `reason`.

Needs: the standard library. Source: design page LANGUAGE, section 11.
"""

from __future__ import annotations

from dataclasses import replace

from foedus.decide.rules import RuleOfAct, rule_of
from foedus.decide.tally import Decision, decide
from foedus.decide.votes import Votes, VotesOf
from foedus.errors import FoedusError, QuestionError
from foedus.model import phrases as ph
from foedus.model import questions as qu
from foedus.model import words
from foedus.model.rule import Body, Gate, bodies, carries
from foedus.model.settlement import Settlement
from foedus.reason.answers import Answer, in_order
from foedus.reason.ask import ask as reason_ask
from foedus.reason.limits import DEFAULT, Limits


def ask(settlement: Settlement, question: qu.Question, *, limits: Limits = DEFAULT) -> Answer:
    """Answer any question. limits: what a promise that is asked of may cost. Raises QuestionError where it names what the text does not know."""
    if isinstance(question.query, qu.WouldCarry):
        return replace(would_carry(settlement, question.query), question=question.text)
    return reason_ask(settlement, question, limits=limits)


def would_carry(settlement: Settlement, query: qu.WouldCarry) -> Answer:
    """Whether votes carry an act: at which step, what was lacking, or on which silence of the text it hangs, with both readings."""
    read = rule_of(settlement, query.act)
    votes: Votes = {}
    for tally in query.tallies:
        body, member = _whose(settlement, read, tally.origin)
        if member in votes.setdefault(body, {}):
            raise QuestionError(f"the votes of {tally.origin or body} are told twice", mend="say them once")
        votes[body][member] = VotesOf(
            _count(tally.yes), _count(tally.no), _count(tally.abstaining), None if tally.absent is None else _count(tally.absent)
        )
    try:
        found = decide(settlement, query.act, votes)
    except QuestionError:
        raise
    except FoedusError as problem:
        raise QuestionError(problem.message, mend=problem.mend) from None
    return Answer("", found.verdict, _told(settlement, read, found, votes), in_order(found.cites))


def _count(number: ph.Amount | None) -> int:
    if number is None:
        return 0
    if number.value.denominator != 1 or number.value < 0 or number.parameter:
        raise QuestionError(f"{words.amount(number)} is no number of votes", mend="say whole numbers")
    return int(number.value)


def _whose(settlement: Settlement, read: RuleOfAct, origin: str) -> tuple[str, str]:
    """The body, and the member or part of it, whose votes are told."""
    known = {body.name: body for body in bodies(read.rule)}
    if not origin:
        if len(known) == 1:
            return next(iter(known)), ""
        raise QuestionError(f"{read.act} listens to several", mend=f"say `from {next(iter(known))}` and so on: {', '.join(known)}")
    name = settlement.find(origin) or origin
    if name in known:
        return name, ""
    found = [(body.name, member) for body in known.values() for member in _parts(body, name)]
    whole = [body for body in known.values() if name in {value for member in body.members for _, value in member.groups}]
    if len(found) == 1:
        return found[0]
    if not found and len(whole) == 1:
        return whole[0].name, ""
    raise QuestionError(f"{origin} is not told apart in {read.act}", mend=f"say `from` one of {', '.join(known)}")


def _parts(body: Body, name: str) -> list[str]:
    return [
        member.name
        for member in body.members
        if member.name == name or (len(body.members) > 1 and name in {value for _, value in member.groups})
    ]


def _told(settlement: Settlement, read: RuleOfAct, found: Decision, votes: Votes) -> str:
    match found.verdict:
        case "carried":
            step = _step(settlement, read, votes)
            return f"carried at step {step}" if step else "carried"
        case "depends":
            said = " and ".join(f"{'carried' if carried else 'lost'} {reading}" for reading, carried in found.readings.items())
            return f"depends on a silence, of whom the share is taken: {said}"
        case "no_quorum":
            return "lost, for want of a quorum"
        case "tied":
            return f"tied: {found.fallback}"
        case _:
            lacking = " and ".join(f"{one.needed} yes ({one.words}), and had {one.yes}" for one in found.failing)
            return f"lost: it needed {lacking}" if lacking else "lost"


def _step(settlement: Settlement, read: RuleOfAct, votes: Votes) -> int:
    """Which step of an act of several steps is carried first; 0 where it has but one."""
    from foedus.decide.ballots import ballots_of

    clause = settlement.acts.get(read.act.partition(" of ")[0])
    steps = 1 + sum(stage.how in ("rule", "decides") for stage in clause.stages) if clause is not None else 1
    rule = read.rule
    if steps < 2 or not isinstance(rule, Gate) or len(rule.parts) != steps:
        return 0
    cast = ballots_of(read, votes)
    return next((n for n, (_, part) in enumerate(rule.parts, 1) if carries(part, cast)), 0)
