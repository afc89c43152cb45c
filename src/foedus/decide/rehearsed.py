"""The audit of a joint election rehearsed on votes that were cast: what it would ask for, and the p-value card by card of one draw.

The votes are real; the draw, and a few cards whose records are wrong, are invented. It shows how an audit goes, and says nothing of that
election. Needs: the standard library. Source: design page VOTING, section 7.

>>> import foedus
>>> found = rehearsed(foedus.load("soft-secession"), "CommanderInChief")
>>> found.path.confirmed_at == found.path.cards[-1], found.path.p[-1] <= found.path.limit
(True, True)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from foedus.decide.forecasting import LOOKUPS, Sized, forecast, forecast_json, nobody_elected
from foedus.decide.manipulation import contest_of
from foedus.decide.office import JointOffice, joint_office
from foedus.decide.published import Plan
from foedus.errors import QuestionError
from foedus.model.settlement import Settlement
from foedus.voting.assertion import Way
from foedus.voting.audit import Comparison
from foedus.voting.seed import PART_OF_ROUND, draws
from foedus.voting.tamper import Contest

LATEST = 2024
"""The election whose votes are taken."""
MOST = 20_000
"""After so many cards a rehearsal ends unconfirmed."""
EVERY = 25
"""Of the cards of a path, every so-manieth is told, with all wrong ones and the last."""


@dataclass(frozen=True, slots=True)
class RehearsedPath:
    """One comparison audit as it went. cards, p: how many were read, and the p-value then; wrong: the cards that overstated by one vote."""

    words: str
    margin: Fraction
    limit: Fraction
    cards: tuple[int, ...]
    p: tuple[Decimal, ...]
    wrong: tuple[int, ...]
    confirmed_at: int | None


@dataclass(frozen=True, slots=True)
class RehearsedAudit:
    """What an audit of an office's election would ask for. planted: the share of all cards whose record is wrong in the rehearsal.

    path: of the assertion that needs most cards; None where one cannot be confirmed, or rests on two samples.
    """

    office: JointOffice
    plan: Plan
    votes_of: str
    sized: tuple[Sized, ...]
    seed: int
    planted: Fraction
    path: RehearsedPath | None

    def as_json(self) -> dict[str, Any]:
        """The same as plain values."""
        path = self.path
        return {
            "office": self.office.name,
            "title": self.office.title,
            "way": self.plan.way.value,
            "votes_of": self.votes_of,
            "limit": str(self.plan.limit),
            "register_risk": str(self.plan.register_risk),
            "lookups": self.plan.lookups,
            "forecast": forecast_json(self.sized),
            "seed": self.seed,
            "planted": str(self.planted),
            "path": path
            and {
                "assertion": path.words,
                "margin_to_confirm": str(path.margin),
                "limit": str(path.limit),
                "cards": list(path.cards),
                "p": [str(one) for one in path.p],
                "wrong": list(path.wrong),
                "confirmed_at": path.confirmed_at,
            },
            "cites": list(self.office.cites),
        }


def rehearsed(
    settlement: Settlement, office: str, *, lookups: int = 3000, seed: int = 1, planted: Fraction = Fraction(1, 1000)
) -> RehearsedAudit:
    """Rehearse the audit of an office's election on the latest votes for President.

    lookups: entries that each side looks up of the other's register. Raises QuestionError for an office that the people do not elect, a
    method that has no audit here, votes that elect nobody, and a text without real places.
    """
    found = joint_office(settlement, office)
    if found.way is None:
        raise QuestionError(f"a count by {found.method} has no audit here", mend="count every card by hand")
    contest = contest_of(settlement, found, LATEST)
    by_unit = found.way is Way.ELECTORS
    pools = contest.votes if by_unit else contest.by_polity
    plan = _plan(found, found.way, contest, lookups)
    if nobody := nobody_elected(plan, pools):
        raise QuestionError(nobody, mend="rehearse on other votes: foedus audit plan --votes FILE")
    polity_of = contest.polity_of if by_unit else {polity: polity for polity in contest.polities}
    sized = forecast(plan, pools, polity_of, tuple(sorted({*LOOKUPS, lookups})))
    hardest = _hardest([one for one in sized if one.lookups == lookups])
    cards = sum(sum(pools[pool].values()) for pool in hardest.assertion.pools) if hardest else 0
    path = _path(plan, hardest, cards, seed, planted) if hardest else None
    return RehearsedAudit(found, plan, f"votes for President in {LATEST}", sized, seed, planted, path)


def _plan(office: JointOffice, way: Way, contest: Contest, lookups: int) -> Plan:
    candidates = tuple(dict.fromkeys(name for table in contest.votes.values() for name in table))
    numbers = {unit: contest.numbers[unit] for unit in contest.votes} if way is Way.ELECTORS else {}
    return Plan(office.name, way, candidates, contest.polities, lookups=lookups, numbers=numbers, cites=office.cites)


def _hardest(sized: Sequence[Sized]) -> Sized | None:
    """The assertion that needs most cards; None where one of them cannot be confirmed, for then the election cannot, or rests on shares."""
    if any(one.comparison is None or one.assertion.of_shares for one in sized):
        return None
    return max(sized, key=lambda one: one.comparison or 0, default=None)


def _path(plan: Plan, one: Sized, cards: int, seed: int, planted: Fraction) -> RehearsedPath:
    """Draw until the margin is confirmed. The cards of the lowest numbers are those whose record is wrong: a draw knows no numbers."""
    audit = Comparison(one.margin, plan.count_risk * PART_OF_ROUND[0], plan.gamma)
    bad, wrong, told = int(cards * planted), [], {0: Decimal(1)}
    for place in draws(f"rehearsal {seed}", one.assertion.words, cards):
        before = audit.log_p.exp()
        done = audit.read(1 if place < bad else 0)
        if place < bad:
            wrong.append(audit.drawn)
            told[audit.drawn - 1] = before
        if place < bad or done or audit.drawn % EVERY == 0:
            told[audit.drawn] = audit.log_p.exp()
        if done or audit.drawn >= MOST:
            break
    numbers = tuple(sorted(told))
    p = tuple(round(told[number], 12) for number in numbers)
    return RehearsedPath(one.assertion.words, one.margin, audit.limit, numbers, p, tuple(wrong), audit.confirmed_at)
