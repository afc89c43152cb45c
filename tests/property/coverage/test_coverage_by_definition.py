"""Coverage against a referee: each cell worked out by itself from what the clauses say, as section 7 of the language defines it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.model.holding import start_facts, table
from foedus.reason.cover import cover, situations
from foedus.text.load import load

UNITS = {"Elm": "Alder", "Ash": "Alder", "Oak": "Birch"}
PLACES = (*UNITS, "abroad")
TREE = {"trade": "", "customs": "trade", "health": ""}
VERBS = ("legislate", "execute", "adjudicate")
ORGANS = {f"{polity}.{organ}": polity for polity in ("Alder", "Birch") for organ in ("Congress", "President", "Court")} | {"Council": ""}
ORGAN_FOR = {"legislate": "Congress", "execute": "President", "adjudicate": "Court"}
HEAD = """---
title: T
---

## Article 1. A

x

```foedus
matters from "none"
matter trade
matter customs under trade
matter health
polity Alder comprises Elm and Ash
polity Birch comprises Oak
assembly Alder.Congress
assembly Birch.Congress
office Alder.President, appointed by Alder.Congress
office Birch.President, appointed by Birch.Congress
court Alder.Court
court Birch.Court
assembly Council, joint to Alder and Birch
condition AtWar
condition Calm, initially
{residual}
```

## Article 2. B

y

```foedus
{clauses}
```
"""


@dataclass(frozen=True)
class Given:
    """A competence as drawn."""

    holders: tuple[str, ...]
    manner: str
    verbs: tuple[str, ...]
    matters: tuple[str, ...]
    places: tuple[str, ...]
    when: str
    excepted: tuple[str, ...]
    notwithstanding: int

    def text(self) -> str:
        manner = f" {self.manner}" if self.manner and len(self.holders) > 1 else ""
        said = f"{listed(self.holders)} may{manner} {listed(self.verbs)} on {listed(self.matters)} {where(self.places)}"
        said += f" except on {listed(self.excepted)}" if self.excepted else ""
        said += f" while {self.when}" if self.when else ""
        return said + (f" notwithstanding Art. 2({self.notwithstanding})" if self.notwithstanding else "")


@dataclass(frozen=True)
class Barred:
    """A bar as drawn; who empty: no organ of a polity in another polity."""

    who: str
    verbs: tuple[str, ...]
    matters: tuple[str, ...]
    places: tuple[str, ...]
    when: str

    def text(self) -> str:
        on = f" on {listed(self.matters)}" if self.matters else ""
        when = f" while {self.when}" if self.when else ""
        if not self.who:
            return f"no organ of a polity may {listed(self.verbs, 'or')}{on} in another polity{when}"
        return f"{self.who} may not {listed(self.verbs, 'or')}{on} {where(self.places)}{when}"


def listed(items: tuple[str, ...], join: str = "and") -> str:
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} {join} {items[-1]}"


def where(places: tuple[str, ...]) -> str:
    units = tuple(place for place in places if place != "abroad")
    if not units:
        return "abroad"
    return f"in {', '.join(units)} and abroad" if "abroad" in places else f"in {listed(units)}"


def some(values, least=1, most=2):
    return st.lists(st.sampled_from(sorted(values)), min_size=least, max_size=most, unique=True).map(tuple)


CONDITIONS = ("", "AtWar", "not AtWar", "Calm", "AtWar and Calm")
GIVEN = st.builds(
    Given, some(ORGANS), st.sampled_from(["", "concurrently", "together"]), some(VERBS), some(TREE), some(PLACES, 1, 3),
    st.sampled_from(CONDITIONS), some(TREE, 0, 1), st.sampled_from([0, 0, 1, 2, 3]),
)  # fmt: skip
BARRED = st.builds(
    Barred,
    st.sampled_from(["", "Alder", "Birch", *sorted(ORGANS)]),
    some(VERBS),
    some(TREE, 0, 1),
    some(PLACES),
    st.sampled_from(CONDITIONS),
)
RESIDUAL = st.sampled_from(["", "residual matters to each polity in its own territory", "residual matters to Alder in Alder"])


# ---- the referee


def true(when: str, facts: dict[str, bool]) -> bool:
    if not when:
        return True
    return all(not facts[part[4:]] if part.startswith("not ") else facts[part] for part in when.split(" and "))


def under(matter: str, matters: tuple[str, ...]) -> bool:
    while matter:
        if matter in matters:
            return True
        matter = TREE[matter]
    return False


def bars_of(clauses, names: tuple[str, ...], verb: str, matter: str, place: str, facts: dict[str, bool], spared: int) -> bool:
    """Whether a bar covers one of those who would act."""
    for number, one in enumerate(clauses, 1):
        if not isinstance(one, Barred) or number == spared or verb not in one.verbs or not true(one.when, facts):
            continue
        if one.matters and not under(matter, one.matters):
            continue
        for name in names:
            polity = ORGANS.get(name, name)
            if not one.who and polity and place in UNITS and UNITS[place] != polity:
                return True
            if one.who and one.who in (name, polity) and place in one.places:
                return True
    return False


def referee(clauses, residual: str, verb: str, matter: str, place: str, facts: dict[str, bool]) -> tuple[str, frozenset[tuple[str, ...]]]:
    """Held, gap or overlap, and who."""
    found: list[tuple[tuple[str, ...], str]] = []
    for one in clauses:
        if not isinstance(one, Given) or verb not in one.verbs or place not in one.places or not true(one.when, facts):
            continue
        if not under(matter, one.matters) or under(matter, one.excepted):
            continue
        manner = one.manner if len(one.holders) > 1 else ""
        for group in [one.holders] if manner == "together" else [(name,) for name in one.holders]:
            if not bars_of(clauses, group, verb, matter, place, facts, one.notwithstanding):
                found.append((group, manner))
    if not found and place in UNITS and residual and (UNITS[place] == "Alder" or "each" in residual):
        polity = UNITS[place]
        organ = f"{polity}.{ORGAN_FOR[verb]}"
        if not bars_of(clauses, (polity,), verb, matter, place, facts, 0) and not bars_of(clauses, (organ,), verb, matter, place, facts, 0):
            found.append(((polity,), "residual"))
    who = frozenset(group for group, _ in found)
    if not found:
        return "gap", who
    if len(found) > 1 and any(manner != "concurrently" for _, manner in found):
        return "overlap", who
    return "held", who


@given(st.lists(st.one_of(GIVEN, GIVEN, BARRED), min_size=1, max_size=6), RESIDUAL)
@settings(max_examples=120, deadline=None)
def test_every_cell_comes_out_as_the_definition_says(clauses, residual):
    clauses = [one for one in clauses if not isinstance(one, Given) or one.notwithstanding <= len(clauses)]
    clauses = [
        Given(*[*vars(one).values()][:-1], 0) if isinstance(one, Given) and one.notwithstanding > len(clauses) else one for one in clauses
    ]
    loaded = load(HEAD.format(residual=residual, clauses="\n".join(one.text() for one in clauses)), lambda name: None)
    assert loaded.errors == ()
    settlement = loaded.settlement
    coverage = cover(settlement)
    gaps: dict[tuple[str, str, str], set[frozenset[str]]] = {}
    overlaps: dict[tuple[str, str, str], set[frozenset[str]]] = {}
    for at_war, calm in product((False, True), repeat=2):
        facts = {"AtWar": at_war, "Calm": calm}
        here = table(settlement, {**start_facts(settlement), **facts})
        for verb, matter in product(VERBS, TREE):
            for place in PLACES:
                if place not in here.scope.places_of(verb, matter):
                    continue
                verdict, who = referee(clauses, residual, verb, matter, place, facts)
                cell = here.cell(verb, matter, place)
                assert (cell.verdict.value, frozenset(one.holders for one in cell.holdings)) == (verdict, who), (verb, matter, place, facts)
                held = frozenset(name for name, value in facts.items() if value)
                if verdict != "held":
                    (gaps if verdict == "gap" else overlaps).setdefault((verb, matter, place), set()).add(held)
    looked_at = [{name for name, value in one.items() if value} for one in situations(settlement)]
    mentioned = {name for one in situations(settlement) for name in one}
    for findings, wanted in ((coverage.gaps, gaps), (coverage.overlaps, overlaps)):
        told: dict[tuple[str, str, str], list[set[str]]] = {}
        for one in findings:
            for verb, matter, place in product(one.verbs, one.matters, one.places):
                if verb in VERBS:
                    told.setdefault((verb, matter, place), []).append(set(one.when))
        for key, where_told in told.items():
            assert all(any(set(held) & mentioned == when for held in wanted.get(key, ())) for when in where_told), key
        for key, where_found in wanted.items():
            for held in where_found:
                assert any(when <= set(held) for when in told.get(key, ())), key
    assert len(looked_at) == 2 ** len(mentioned)


def test_the_referee_finds_each_kind():
    """Otherwise the test above would show little."""
    two = [
        Given(("Alder.Congress",), "", ("legislate",), ("trade",), ("Elm",), "", (), 0),
        Given(("Council",), "", ("legislate",), ("customs",), ("Elm",), "", (), 0),
    ]
    facts = {"AtWar": False, "Calm": True}
    assert referee(two, "", "legislate", "customs", "Elm", facts)[0] == "overlap"
    assert referee(two, "", "legislate", "trade", "Elm", facts)[0] == "held"
    assert referee(two, "", "legislate", "health", "Elm", facts)[0] == "gap"
    barred = [*two, Barred("Council", ("legislate",), (), ("Elm",), "Calm")]
    assert referee(barred, "", "legislate", "customs", "Elm", facts) == ("held", frozenset({("Alder.Congress",)}))
