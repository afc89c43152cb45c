"""From parse trees to rules: consents, counts with their share and base, bodies, electorates, and how rules are joined.

Needs: Lark. Source: design page LANGUAGE, section 6.
"""

from __future__ import annotations

from typing import Any

from lark import Token

from foedus.model import phrases as ph
from foedus.text.build_words import Bracket, BuildWords, constant, join_of, one_join, plain
from foedus.text.slips import MixedJoin


class BuildRules(BuildWords):
    """The Rules by which acts are decided."""

    def rule(self, c: list[Any]) -> Any:
        parts = plain(c)
        if len(parts) == 1:
            return parts[0].inner if isinstance(parts[0], Bracket) else parts[0]
        join = one_join(c)
        return ph.RuleJoin(join, tuple(_rule_part(part, join) for part in parts))

    def bracket(self, c: list[Any]) -> Any:
        return Bracket(c[0])

    def bracket_refs(self, c: list[Any]) -> ph.RuleJoin:
        inner, names = plain(c)
        join = join_of(c)
        return ph.RuleJoin(join, (inner, _rule_part(ph.ConsentOf(names), join)))

    def consent(self, c: list[Any]) -> ph.ConsentOf:
        return ph.ConsentOf(c[0])

    def any_of(self, c: list[Any]) -> ph.AnyOf:
        return ph.AnyOf(c[0], c[1])

    def of_the_units(self, c: list[Any]) -> ph.OfTheUnits:
        of = next((str(child) for child in c if isinstance(child, Token)), "")
        weight = next((child.series for child in c if isinstance(child, ph.WeightedBy)), "")
        return ph.OfTheUnits(c[0], of, weight, c[-1].inner if isinstance(c[-1], Bracket) else c[-1])

    def count(self, c: list[Any]) -> ph.CountOf:
        share, rest = c[0], list(c[1:])
        base: Any = rest.pop(0) if isinstance(rest[0], str) else None
        return ph.CountOf(share, base, rest[0], tuple(rest[1:]))

    majority = constant(ph.Share("majority"))
    absolute = constant(ph.Share("absolute"))
    all = constant(ph.Share("all"))
    voting = constant("those voting")
    present = constant("those present")
    all_members = constant("all members")
    all_votes = constant("all votes")
    the_electorate = constant("the electorate")

    def share_number(self, c: list[Any]) -> ph.Share:
        return ph.Share("share", c[0])

    def at_least(self, c: list[Any]) -> ph.Share:
        return ph.Share("at_least", c[0])

    def more_than(self, c: list[Any]) -> ph.Share:
        return ph.Share("more_than", c[0])

    def all_but(self, c: list[Any]) -> ph.Share:
        return ph.Share("all_but", c[0])

    def body(self, c: list[Any]) -> tuple[ph.BodyOf, ...]:
        """`in each chamber of A and of B`: what follows `and of` is counted as what stands before it."""
        found: list[ph.BodyOf] = []
        for n, item in enumerate(c):
            if isinstance(item, ph.BodyOf):
                follows = n > 0 and isinstance(c[n - 1], Token) and c[n - 1].type == "ANDOF"
                before = found[-1] if found else None
                goes_on = {"chambers": ("names", "own"), "referendum": ("names",)}.get(before.how, ()) if before is not None else ()
                if follows and before is not None and item.how in goes_on:
                    item = ph.BodyOf(before.how, item.of, item.together)
                found.append(item)
        return tuple(found)

    def body_names(self, c: list[Any]) -> ph.BodyOf:
        if len(c) > 1:
            return ph.BodyOf("together", c[0], together=True)
        return ph.BodyOf("names", c[0])

    def body_each_of(self, c: list[Any]) -> ph.BodyOf:
        return ph.BodyOf("each_of", c[0])

    def body_any_of(self, c: list[Any]) -> ph.BodyOf:
        return ph.BodyOf("any_of", c[0])

    def body_each(self, c: list[Any]) -> ph.BodyOf:
        return ph.BodyOf("each", c[0])

    def body_family(self, c: list[Any]) -> ph.BodyOf:
        return ph.BodyOf("family", ph.FamilyOf(str(c[0]), c[1][1]))

    def body_chambers(self, c: list[Any]) -> ph.BodyOf:
        return ph.BodyOf("chambers", c[0])

    def body_joint_sitting(self, c: list[Any]) -> ph.BodyOf:
        return ph.BodyOf("joint_sitting", c[0])

    def body_own(self, c: list[Any]) -> ph.BodyOf:
        return ph.BodyOf("own", c[0])

    def body_referendum(self, c: list[Any]) -> ph.BodyOf:
        return c[0]  # type: ignore[no-any-return]

    def electorate_names(self, c: list[Any]) -> ph.BodyOf:
        return ph.BodyOf("referendum", c[0], len(c) > 1)

    def electorate_it(self, _: list[Any]) -> ph.BodyOf:
        return ph.BodyOf("referendum")

    def electorate_that(self, c: list[Any]) -> ph.BodyOf:
        return ph.BodyOf("referendum", ph.Target("that", c[0]))

    def electorate_each(self, c: list[Any]) -> ph.BodyOf:
        return ph.BodyOf("referendum", c[0])

    def together(self, _: list[Any]) -> str:
        return "together"

    def including(self, c: list[Any]) -> ph.Including:
        return ph.Including(names=c[0])

    def including_from(self, c: list[Any]) -> ph.Including:
        base: Any = next((child for child in c if isinstance(child, str)), None)
        return ph.Including(share=c[0], base=base, origin=c[-1])

    def comprising(self, c: list[Any]) -> ph.Comprising:
        return ph.Comprising(c[0], str(c[1]))

    def weighted(self, c: list[Any]) -> ph.WeightedBy:
        return ph.WeightedBy(str(c[0]))

    def quorum(self, c: list[Any]) -> ph.QuorumOf:
        return ph.QuorumOf(c[0], c[1] if len(c) > 1 else None)

    def equal_by_lot(self, _: list[Any]) -> ph.EqualByLot:
        return ph.EqualByLot()

    def origin_each(self, c: list[Any]) -> ph.Origin:
        return ph.Origin("each", c[0])

    def origin_each_of(self, c: list[Any]) -> ph.Origin:
        return ph.Origin("each_of", c[0])

    def origin_any(self, c: list[Any]) -> ph.Origin:
        return ph.Origin("any", c[0])

    def origin_any_of(self, c: list[Any]) -> ph.Origin:
        return ph.Origin("any_of", c[0])

    def origin_names(self, c: list[Any]) -> ph.Origin:
        return ph.Origin("names", c[0])


def _rule_part(part: Any, join: ph.Join) -> Any:
    """A part of a joined rule. Raises MixedJoin for a list of names without brackets that is joined otherwise."""
    if isinstance(part, Bracket):
        return part.inner
    if isinstance(part, ph.ConsentOf) and isinstance(part.of, ph.Names) and len(part.of.items) > 1 and part.of.join != join:
        raise MixedJoin
    return part
