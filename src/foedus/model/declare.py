"""What a text declares, and whether every name in it is declared: terms, matters, series, verbs, acts.

Needs: the standard library.
"""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from foedus.errors import Diagnostics, Place
from foedus.model import clauses as cl
from foedus.model import matters as mt
from foedus.model import speech as sp
from foedus.model.settlement import Settlement
from foedus.model.terms import Use, uses
from foedus.source import Citation, Span, article_of

IMPLIED = ("Fill", "Remove", "Fund", "SetEntrance", "Renew")
"""The acts that no clause declares, and that clauses on an office, on money, on entrance and on time imply."""

_KIND_OF: dict[type, str] = {
    cl.PolityClause: "polity",
    cl.UnitClause: "unit",
    cl.GroupClause: "group",
    cl.ParameterClause: "parameter",
    cl.ConditionClause: "condition",
    cl.OrganClause: "organ",
    cl.ResourceClause: "resource",
    cl.ActClause: "act",
    sp.PromiseClause: "promise",
    sp.PossibleClause: "possible",
    sp.ExpectClause: "expect",
    sp.AssumeClause: "assume",
}
_NOUN = {"organ": "an organ", "act": "an act", "assume": "an assumption", "unit": "a unit", "series": "a data series"}


@dataclass(slots=True)
class Declared:
    """The clause that declares each term, and what kind of thing it is."""

    by_name: dict[str, tuple[str, cl.Clause]] = field(default_factory=dict)

    def stands(self, clause: cl.Clause) -> bool:
        """Whether nothing of another kind was declared before by a name that the clause declares."""
        kind = _KIND_OF.get(type(clause), "")
        return all(self.by_name[name][0] == kind for name in _declared(clause) if name in self.by_name)


def declare(clauses: Iterable[cl.Clause], found: Diagnostics) -> Declared:
    """Collect the declarations, chambers included; report terms declared twice (F103). Promises and the like have names of their own."""
    declared = Declared()
    for clause in clauses:
        kind = _KIND_OF.get(type(clause))
        if kind is None:
            continue
        for one in _declared(clause):
            key = f"{kind} {one}" if kind in ("promise", "possible", "expect") else one
            if key in declared.by_name:
                twice(one, clause, declared.by_name[key][1], found)
            else:
                declared.by_name[key] = (kind, clause)
    return declared


def _declared(clause: cl.Clause) -> tuple[str, ...]:
    """The terms that a clause declares."""
    name: str = getattr(clause, "name", "")
    if isinstance(clause, cl.OrganClause):
        return (name, *(f"{name}.{chamber.name}" for chamber in clause.chambers))
    return (name,) if name and type(clause) in _KIND_OF else ()


def twice(name: str, clause: cl.Clause, first: cl.Clause, found: Diagnostics) -> None:
    """Report a term that two clauses declare."""
    found.error(
        "F103",
        f"{name} is declared twice, {first.cite} and {clause.cite}",
        [
            Place(_mark(clause, name), "declared again here", clause.cite),
            Place(_mark(first, name), "declared first here", first.cite),
        ],
        "drop one of them, or give one another name",
    )


def _mark(clause: cl.Clause, name: str) -> Span:
    return clause.at.marks.get(name) or clause.at.mark(name.rpartition(".")[2])


def check_names(settlement: Settlement, declared: Declared, struck: Mapping[str, Citation], found: Diagnostics) -> None:
    """Report every use of a name that the text does not know: F102, F603 for one that was struck, F108 for one of another kind."""
    known = _Known(settlement, declared)
    articles = {article_of(other.cite) for other in settlement.clauses}
    if settlement.document is not None:
        articles |= {article.number for article in settlement.document.articles}
    for clause in settlement.clauses:
        seen: set[str] = set()
        for use in uses(clause):
            if use.name not in seen and not known.fits(use):
                seen.add(use.name)
                _report(use, clause, known, struck, found)
        _check_citations(settlement, clause, articles, found)


@dataclass(slots=True)
class _Known:
    settlement: Settlement
    declared: Declared
    extra: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        organs = self.settlement.organs.values()
        self.extra = frozenset(organ.declared for organ in organs) | frozenset(organ.declared.rpartition(".")[2] for organ in organs)

    def kind_of(self, name: str) -> str:
        """What kind of thing a name is, or nothing."""
        entry = self.declared.by_name.get(name)
        if entry:
            return entry[0]
        settlement = self.settlement
        for kind, group in (
            ("unit", settlement.units), ("polity", settlement.polities), ("organ", settlement.organs), ("group", settlement.groups),
        ):  # fmt: skip
            if name in group:
                return kind
        found = settlement.find(name)
        if found in settlement.organs or name in self.extra:
            return "organ"
        return "condition" if found in settlement.conditions else "resource" if found in settlement.lots else ""

    def fits(self, use: Use) -> bool:
        """Whether the name is declared, and a thing of a kind that may stand there."""
        settlement, (name, kinds) = self.settlement, (use.name, use.kinds)
        if kinds == ("matter",):
            return name in settlement.matters
        if kinds == ("series",):
            return not settlement.gazetteer.units() or settlement.gazetteer.series(name) is not None
        if kinds == ("verb",):
            return name in mt.VERBS
        if kinds == ("owned",):
            return name in self.extra
        if kinds == ("parameter",):
            return name in settlement.parameters
        if kinds == ("act",):
            return name in settlement.acts or self._implied(name)
        return (
            self.kind_of(name) in kinds
            or (name in settlement.units and "unit" in kinds)
            or (name in settlement.polities and "polity" in kinds)
        )

    def _implied(self, name: str) -> bool:
        verb, _, of = name.partition(" of ")
        return verb in IMPLIED and bool(not of or self.kind_of(of))

    def near(self, use: Use) -> list[str]:
        """The nearest names that could stand there."""
        pools: dict[str, Iterable[str]] = {
            "matter": self.settlement.matters,
            "series": self.settlement.gazetteer.series_names(),
            "verb": (*mt.VERBS, "act"),
            "owned": self.extra,
            "parameter": self.settlement.parameters,
            "act": self.settlement.acts,
        }
        pool = list(pools.get(use.kinds[0], ()))
        if not pool:
            pool = [name for name, (kind, _) in self.declared.by_name.items() if kind in use.kinds]
            pool += [name for name in self.settlement.organs if " of " not in name and "organ" in use.kinds]
            pool += list(self.settlement.units) if "unit" in use.kinds else []
        close = difflib.get_close_matches(use.name, dict.fromkeys(pool), n=2, cutoff=0.6)
        tails = [name for name in dict.fromkeys(pool) if name.rpartition(".")[2] == use.name.rpartition(".")[2]]
        return list(dict.fromkeys([*tails[:2], *close]))[:3]


_LINE = {
    "condition": "condition {}, initially not", "act": "act {}, by …, effect …", "matter": "matter {}", "parameter": "parameter {} = 1/2",
    "assume": "assume {}: …", "organ": "assembly {}", "polity": "polity {} comprises …", "unit": "unit {}", "force": "force {}",
    "resource": "resource {} of each force, held by it",
}  # fmt: skip
"""A line that declares a name, for each kind of thing."""


def _report(use: Use, clause: cl.Clause, known: _Known, struck: Mapping[str, Citation], found: Diagnostics) -> None:
    place = Place(clause.at.mark(use.name), "used here", clause.cite)
    near = known.near(use)
    if use.name in struck:
        found.error(
            "F603",
            f"{use.name} was struck by {struck[use.name]}, and {clause.cite} speaks of it",
            [place],
            f"strike or replace {clause.cite}",
        )
        return
    wanted = " or ".join(_NOUN.get(kind, f"a {kind}") for kind in use.kinds if kind != "owned") or "an organ"
    entry = known.declared.by_name.get(use.name)
    if entry and use.kinds != ("owned",):
        kind, first = entry
        found.error(
            "F108",
            f"{use.name} is {_NOUN.get(kind, f'a {kind}')}, and {wanted} must stand here",
            [place, Place(first.at.mark(use.name), "declared here", first.cite)],
            f"write {' or '.join(near)}" if near else f"name {wanted}",
        )
        return
    line = next((_LINE[kind] for kind in ("organ", *use.kinds) if kind in use.kinds and kind in _LINE), "")
    declared = f"declare it: `{line.format(use.name)}`" if line else f"declare {use.name}"
    mend = f"write {' or '.join(near)}" if near else declared
    if use.kinds == ("series",):
        mend += f"; the series are those of `places: {known.settlement.gazetteer.name}` (foedus data list)"
    found.error("F102", f"{use.name} is used but never declared; {wanted} must stand here", [place], mend)


def _check_citations(settlement: Settlement, clause: cl.Clause, articles: Collection[str], found: Diagnostics) -> None:
    cited: tuple[Citation, ...] = ()
    if isinstance(clause, (cl.CompetenceClause, cl.BarClause)):
        cited = clause.limits.notwithstanding
    elif isinstance(clause, cl.InForceClause):
        cited = clause.articles
    elif isinstance(clause, cl.ActClause):
        cited = (*clause.surviving, *(effect.value for effect in clause.effects if effect.how == "amended"))
    elif isinstance(clause, sp.PromiseClause) and isinstance(clause.formula, sp.Alike):
        cited = clause.formula.except_in
    for reference in cited:
        known = reference in settlement.by_cite or ("(" not in reference and article_of(reference) in articles)
        if not known:
            found.error(
                "F118",
                f"there is no {reference} in this text",
                [Place(clause.at.mark(reference), "cited here", clause.cite)],
                f"cite one of Art. {min(articles, default='1')} to Art. {max(articles, default='1')}, or drop the citation",
            )
