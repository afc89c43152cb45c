"""From parse trees to what a settlement says of itself, and to questions.

One method for each alias of the grammar.
"""

from __future__ import annotations

from typing import Any

from lark import Token

from foedus.model import phrases as ph
from foedus.model import questions as qu
from foedus.model import speech as sp
from foedus.text.build_clauses import BuildClauses, day
from foedus.text.build_phrases import limits_of
from foedus.text.build_words import Pair, citation, plain, unbracket
from foedus.text.slips import once


class Build(BuildClauses):
    """All clauses and all questions."""

    # ---- speech

    def open(self, c: list[Any]) -> sp.OpenClause:
        return sp.OpenClause(str(c[0]), str(c[1]) if len(c) > 1 else None)

    def promise(self, c: list[Any]) -> sp.PromiseClause:
        pairs: dict[str, Any] = dict(item for item in c[2:] if isinstance(item, tuple))
        return sp.PromiseClause(str(c[0]), c[1], pairs.get("breach", False), pairs.get("given"))

    def possible(self, c: list[Any]) -> sp.PossibleClause:
        return sp.PossibleClause(str(c[0]), c[1], c[2][1] if len(c) > 2 else None)

    def expect(self, c: list[Any]) -> sp.ExpectClause:
        return sp.ExpectClause(str(c[0]), c[1], str(c[2]), c[3])  # type: ignore[arg-type]

    def assume(self, c: list[Any]) -> sp.AssumeClause:
        return sp.AssumeClause(str(c[0]), c[1])

    def breach(self, _: list[Any]) -> Pair:
        return "breach", True

    def given(self, c: list[Any]) -> Pair:
        return "given", c[0]

    def f_always(self, c: list[Any]) -> sp.Always:
        return sp.Always(unbracket(c[0]))

    def f_custody(self, c: list[Any]) -> sp.Custody:
        return sp.Custody(str(c[0]), c[1])

    def f_never(self, c: list[Any]) -> sp.Never:
        return sp.Never(unbracket(c[0]), c[1][1][0] if len(c) > 1 else None)

    def f_only_after(self, c: list[Any]) -> sp.OnlyAfter:
        return sp.OnlyAfter(unbracket(c[0]), c[1])

    def f_only_while(self, c: list[Any]) -> sp.OnlyWhile:
        return sp.OnlyWhile(unbracket(c[0]), unbracket(c[1]))

    def f_neither(self, c: list[Any]) -> sp.Neither:
        first, second, verb, decision = plain(c)
        return sp.Neither(str(first), str(second), verb, decision)

    def f_each_blocks(self, c: list[Any]) -> sp.EachBlocks:
        return sp.EachBlocks(c[0], c[1])

    def f_none(self, c: list[Any]) -> sp.NoneAlone:
        return sp.NoneAlone(c[0], c[1], c[2])

    def f_elected(self, c: list[Any]) -> sp.ElectedCount:
        return sp.ElectedCount(c[0], c[1], c[2], c[3], len(c) > 4)

    def f_no_organ(self, c: list[Any]) -> sp.NoOrganMay:
        return sp.NoOrganMay(c[0], c[1], limits_of(c[2:]))

    def f_no_gap(self, _: list[Any]) -> sp.Whole:
        return sp.Whole("no_gap")

    def f_no_overlap(self, _: list[Any]) -> sp.Whole:
        return sp.Whole("no_overlap")

    def f_no_orphan(self, _: list[Any]) -> sp.Whole:
        return sp.Whole("no_orphan")

    def f_alike(self, c: list[Any]) -> sp.Alike:
        return sp.Alike(c[0], c[1] if len(c) > 1 else ())

    def alike_except(self, c: list[Any]) -> tuple[str, ...]:
        return c[0]  # type: ignore[no-any-return]

    def who_becomes(self, c: list[Any]) -> sp.Deciding:
        return sp.Deciding(str(c[0]), office=True)

    def the_act(self, c: list[Any]) -> sp.Deciding:
        return sp.Deciding(str(c[0]))

    def c_wherever(self, c: list[Any]) -> sp.CanCome:
        return sp.CanCome(unbracket(c[1]), unbracket(c[0]), within=_within(c[2:]))

    def c_always(self, c: list[Any]) -> sp.CanCome:
        return sp.CanCome(unbracket(c[0]), within=_within(c[1:]))

    def c_once(self, c: list[Any]) -> sp.CanCome:
        return sp.CanCome(unbracket(c[0]), once=True, within=_within(c[1:]))

    def c_alone(self, c: list[Any]) -> sp.AloneCan:
        return sp.AloneCan(c[0], str(c[1]), within=_within(c[2:]))

    def c_each_alone(self, c: list[Any]) -> sp.AloneCan:
        return sp.AloneCan(c[0], str(c[1]), each=True, within=_within(c[2:]))

    def q_number(self, c: list[Any]) -> sp.NumberQuantity:
        return sp.NumberQuantity(c[0], len(c) > 1)

    def points(self, _: list[Any]) -> str:
        return "points"

    def q_share(self, c: list[Any]) -> sp.MeasureQuantity:
        return sp.MeasureQuantity("share_of", str(c[0]), str(c[1]), over=_over(c[2:]))

    def q_measure(self, c: list[Any]) -> sp.MeasureQuantity:
        return sp.MeasureQuantity("plain", str(c[0]), c[2], c[1], over=_over(c[3:]))

    def q_elections(self, c: list[Any]) -> sp.MeasureQuantity:
        return sp.MeasureQuantity("elections", "", str(c[1]), office=str(c[0]), over=_over(c[2:]))

    def q_named(self, c: list[Any]) -> str:
        return str(c[0])

    def q_each(self, _: list[Any]) -> str:
        return ""

    def over(self, c: list[Any]) -> Pair:
        return "over", c[0]

    # ---- questions

    def question(self, c: list[Any]) -> qu.Question:
        pairs = once(item for item in c if isinstance(item, tuple))
        return qu.Question(c[-1], pairs.get("after", ()), pairs.get("on"))

    def supposed(self, c: list[Any]) -> Pair:
        return "after", tuple(plain(c))

    def dated(self, c: list[Any]) -> Pair:
        return "on", day(c[0])

    def done(self, c: list[Any]) -> qu.Done:
        pairs = dict(c[1:])
        return qu.Done(str(c[0]), pairs.get("of"), pairs.get("by"))

    def done_of(self, c: list[Any]) -> Pair:
        """`of Guard of AL`, or of two things: `of Guard of AL, CommandersStaff`."""
        those = plain(c)
        if len(those) == 1:
            return "of", those[0]
        return "of", qu.Whom(", ".join(f"{one.name} of {one.of}" if one.of else one.name for one in those))

    def done_by(self, c: list[Any]) -> Pair:
        return "by", c[0]

    def whom(self, c: list[Any]) -> qu.Whom:
        return qu.Whom(str(c[0]), " of ".join(str(part) for part in c[1:]))

    def whom_people(self, c: list[Any]) -> qu.Whom:
        return qu.Whom(f"the people of {c[0]}")

    def q_may(self, c: list[Any]) -> qu.MayVerb:
        return qu.MayVerb(c[0], c[1], c[2][1][0] if len(c) > 2 else None)

    def q_may_act(self, c: list[Any]) -> qu.MayAct:
        return qu.MayAct(c[0], str(c[1]), c[2][1] if len(c) > 2 else None)

    def q_who(self, c: list[Any]) -> qu.WhoMay:
        return qu.WhoMay(c[0], c[1][1][0] if len(c) > 1 else None)

    def q_what(self, c: list[Any]) -> qu.WhatMay:
        return qu.WhatMay(c[0], c[1] if len(c) > 1 else None)

    def q_needs(self, c: list[Any]) -> qu.Needs:
        return qu.Needs(str(c[0]), c[1][1] if len(c) > 1 else None)

    def q_pivots(self, c: list[Any]) -> qu.WhoCan:
        return qu.WhoCan(c[0], c[1])

    def q_pivots_of(self, c: list[Any]) -> qu.WhoCan:
        return qu.WhoCan(c[0], sp.Deciding(str(c[1])), c[2][1])

    def q_holds(self, c: list[Any]) -> qu.WhoHas:
        return qu.WhoHas("holds", c[0])

    def q_commands(self, c: list[Any]) -> qu.WhoHas:
        return qu.WhoHas("commands", c[0])

    def q_pays(self, c: list[Any]) -> qu.WhoHas:
        return qu.WhoHas("pays", c[0])

    def q_gets(self, c: list[Any]) -> qu.WhoGets:
        return qu.WhoGets(str(c[0]), c[1] if len(c) > 1 else None)

    def q_how(self, c: list[Any]) -> qu.HowCan:
        return qu.HowCan(unbracket(c[0]), _within(c[1:]))

    def q_happens(self, c: list[Any]) -> qu.WhatHappens:
        return qu.WhatHappens(unbracket(c[0]))

    def q_verdict(self, c: list[Any]) -> qu.DoesHold:
        return qu.DoesHold(str(c[0]))

    def q_why(self, c: list[Any]) -> qu.DoesHold:
        return qu.DoesHold(str(c[0]), why=True)

    def q_rests(self, c: list[Any]) -> qu.WhatRests:
        return qu.WhatRests(citation(c[0]))

    def q_open(self, _: list[Any]) -> qu.WhatIs:
        return qu.WhatIs("open")

    def q_silent(self, _: list[Any]) -> qu.WhatIs:
        return qu.WhatIs("silent")

    def q_tally(self, c: list[Any]) -> qu.WouldCarry:
        return qu.WouldCarry(tuple(item for item in c if isinstance(item, qu.TallyOf)), str(c[-1]))

    def tally(self, c: list[Any]) -> qu.TallyOf:
        pairs: dict[str, Any] = dict(item for item in c[1:] if isinstance(item, tuple))
        return qu.TallyOf(c[0], pairs.get("no"), pairs.get("absent"), pairs.get("origin", ""), pairs.get("abstaining"))

    def tally_no(self, c: list[Any]) -> Pair:
        return "no", _number(c)

    def tally_absent(self, c: list[Any]) -> Pair:
        return "absent", _number(c)

    def tally_abstain(self, c: list[Any]) -> Pair:
        return "abstaining", _number(c)

    def tally_from(self, c: list[Any]) -> Pair:
        return "origin", str(c[0])


def _number(c: list[Any]) -> ph.Amount:
    return next(item for item in c if isinstance(item, ph.Amount))


def _within(rest: list[Any]) -> ph.Within | None:
    return rest[0][1] if rest and not isinstance(rest[0], Token) else None


def _over(rest: list[Any]) -> ph.Duration | None:
    return rest[0][1] if rest else None
