"""From parse trees to conditions: facts by name, what is said of somebody, and how conditions are joined.

Needs: Lark. Source: design page LANGUAGE, sections 5 and 9.
"""

from __future__ import annotations

from typing import Any

from foedus.model import phrases as ph
from foedus.text.build_rules import BuildRules
from foedus.text.build_words import Bracket, join_of, plain
from foedus.text.slips import MixedJoin


class BuildConditions(BuildRules):
    """The conditions of clauses."""

    def facts(self, c: list[Any]) -> ph.Facts:
        return ph.Facts(c[0])

    def cond_join(self, c: list[Any]) -> ph.CondJoin | ph.Facts:
        return _cond_join(c)

    def cond_facts(self, c: list[Any]) -> ph.CondJoin | ph.Facts:
        first, names = plain(c)
        return _cond_join([first, c[1], ph.Facts(names)])

    def cond_bracket(self, c: list[Any]) -> Any:
        inner = c[0]
        return Bracket(inner) if isinstance(inner, ph.CondJoin | ph.Facts) else inner

    def not_fact(self, c: list[Any]) -> ph.NotFact:
        return ph.NotFact(str(c[0]))

    def same_person(self, c: list[Any]) -> ph.SamePerson:
        first, second = plain(c)
        return ph.SamePerson(str(first), str(second))

    def says_names(self, c: list[Any]) -> ph.Says:
        return _says(c[0], c[1])

    def says_some(self, c: list[Any]) -> ph.Says:
        return _says(ph.Someone("some", c[0]), c[1])

    def says_some_other(self, c: list[Any]) -> ph.Says:
        return _says(ph.Someone("some_other", c[0]), c[1])

    def says_every(self, c: list[Any]) -> ph.Says:
        return _says(ph.Someone("every", c[0]), c[1])

    def says_that(self, c: list[Any]) -> ph.Says:
        return _says(ph.Someone("that", c[0]), c[1])

    def says_no(self, c: list[Any]) -> ph.Says:
        return _says(ph.Someone("no", c[0]), c[1])

    def says_joint(self, c: list[Any]) -> ph.Says:
        return _says(ph.Someone("joint"), c[0])

    def is_state(self, c: list[Any]) -> dict[str, Any]:
        return {"what": c[0]}

    def is_not_state(self, c: list[Any]) -> dict[str, Any]:
        return {"what": c[0], "negated": True}

    def holds(self, c: list[Any]) -> dict[str, Any]:
        return {"what": "holds", "value": str(c[0])}

    def is_under(self, c: list[Any]) -> dict[str, Any]:
        return {"what": "under", "value": str(c[0])}

    def is_not_under(self, c: list[Any]) -> dict[str, Any]:
        return {"what": "under", "value": str(c[0]), "negated": True}

    def is_fact(self, c: list[Any]) -> dict[str, Any]:
        return {"what": "is", "value": str(c[0])}

    def is_not_fact(self, c: list[Any]) -> dict[str, Any]:
        return {"what": "is", "value": str(c[0]), "negated": True}

    def belongs(self, c: list[Any]) -> dict[str, Any]:
        return {"what": "belongs", "target": c[0]}

    def is_used(self, c: list[Any]) -> dict[str, Any]:
        return {"what": "used", "place": c[0]}

    def acts(self, c: list[Any]) -> dict[str, Any]:
        return {"what": "acts", "place": c[0] if c else None}

    def cp_in(self, c: list[Any]) -> ph.CondPlace:
        return ph.CondPlace("in", str(c[0]))

    def cp_another(self, c: list[Any]) -> ph.CondPlace:
        return ph.CondPlace("another", c[0])

    def cp_abroad(self, _: list[Any]) -> ph.CondPlace:
        return ph.CondPlace("abroad")

    def cp_outside(self, c: list[Any]) -> ph.CondPlace:
        return ph.CondPlace("outside", str(c[0]))


def _cond_join(c: list[Any]) -> ph.CondJoin | ph.Facts:
    join = join_of(c)
    parts: list[Any] = []
    for part in plain(c):
        if isinstance(part, ph.CondJoin):
            if part.join != join:
                raise MixedJoin
            parts += part.parts
        elif isinstance(part, Bracket):
            inner = part.inner
            for one in inner.parts if isinstance(inner, ph.CondJoin) and inner.join == join else [inner]:
                _add(join, parts, one)
        elif isinstance(part, ph.Facts) and len(part.names.items) > 1 and part.names.join != join:
            raise MixedJoin
        else:
            _add(join, parts, part)
    return parts[0] if len(parts) == 1 else ph.CondJoin(join, tuple(parts))


def _add(join: ph.Join, parts: list[Any], part: Any) -> None:
    """Add a part. Conditions by name that stand side by side are one list: `A and (B)` says what `A and B` says."""
    if parts and _listed(parts[-1], join) and _listed(part, join):
        parts[-1] = ph.Facts(ph.Names((*parts[-1].names.items, *part.names.items), join))
    else:
        parts.append(part)


def _listed(part: Any, join: ph.Join) -> bool:
    return isinstance(part, ph.Facts) and (len(part.names.items) == 1 or part.names.join == join)


def _says(subject: Any, fields: dict[str, Any]) -> ph.Says:
    return ph.Says(subject, **fields)
