"""The page of votes: who can carry and who can stop each decision, how strong everybody is by both indices, and how little it takes.

Reads the plain values of `foedus power --json`. Neutral: polities in declared order, every figure for all of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from foedus.model.settlement import Settlement
from foedus.model.words import listed
from foedus.source import Citation
from foedus.studio.charts import Bar, Cell, Chart, Table, act_curve, power_bars
from foedus.studio.figures import fraction, large, number, percent
from foedus.studio.results import Results
from foedus.studio.views.elections import ElectionView, election_view
from foedus.studio.views.seats import SeatsView, seats_view
from foedus.studio.views.site import Side, capital, count, words_of

_GROUPS = ("chamber", "organ", "polity")
"""The groups that are drawn; units have their table."""


@dataclass(frozen=True, slots=True)
class CheapestRow:
    """The least that can carry or stop a decision: what is counted, how many, what share of all, and who they are."""

    what: str
    figure: str
    share: str
    who: str


@dataclass(frozen=True, slots=True)
class DecisionView:
    """One decision of the text."""

    act: str
    title: str
    anchor: str
    rule: str
    cites: tuple[Citation, ...]
    answer: str
    reading: str
    players: int
    shapley: Chart
    banzhaf: Chart
    curve: Chart | None
    table: Table
    alone: tuple[str, ...]
    polities: int
    patterns: tuple[tuple[str, str, tuple[str, ...]], ...]
    cheapest: tuple[tuple[str, tuple[CheapestRow, ...]], ...]
    act_share: str


@dataclass(frozen=True, slots=True)
class VotesView:
    """The whole page. single: acts that one body or person does alone; refused: decisions whose rule is no simple game, with the reason."""

    answer: str
    decisions: tuple[DecisionView, ...]
    elections: tuple[ElectionView, ...]
    single: tuple[tuple[str, str, tuple[Citation, ...]], ...]
    refused: tuple[tuple[str, str], ...]
    seats: SeatsView | None = None


def votes_view(results: Results, sides: Sequence[Side], settlement: Settlement | None = None) -> VotesView:
    """Fill the page, decisions in the order of the text."""
    found = results.powers
    alike: dict[str, list[Mapping[str, Any]]] = {}
    for item in found:
        if item["players"] > 1:
            alike.setdefault(f"{item['rule']} {item['members']}", []).append(item)
    decisions = tuple(sorted((_decision(items, sides, settlement) for items in alike.values()), key=lambda one: -min(2, one.polities)))
    single = tuple((_title([item], settlement), item["members"][0]["name"], tuple(item["cites"])) for item in found if item["players"] == 1)
    audits = {item["office"]: item for item in results.rehearsals}
    elections = tuple(election_view(item, sides, audits.get(item["office"])) for item in results.elections)
    answer = " ".join((*(one.answer for one in elections), _answer(decisions, sides)))
    return VotesView(answer, decisions, elections, single, results.refused, seats_view(results.seats, settlement))


def _answer(decisions: Sequence[DecisionView], sides: Sequence[Side]) -> str:
    """Which polities carry which decisions alone."""
    if not decisions:
        return "No decision of the text is taken by votes that can be weighed."
    common = [one for one in decisions if one.polities > 1]
    said = f"{count(len(decisions), 'decision')} can be weighed"
    if not common:
        return f"{said}; none is taken by several polities."
    taken = "all" if len(common) == len(decisions) else str(len(common))
    said = (
        f"{said}, taken by several polities"
        if len(decisions) == 1
        else f"{said}; {taken} {'is' if taken == '1' else 'are'} taken by several polities"
    )
    names = [one.name for one in sides]
    alone: dict[tuple[str, ...], list[str]] = {}
    for one in common:
        alone.setdefault(tuple(name for name in names if name in one.alone), []).append(one.title[:1].lower() + one.title[1:])
    each = [f"{_alone_words(who)} can carry: {listed(acts)}" for who, acts in sorted(alone.items(), key=lambda pair: len(pair[0]))]
    return f"{said}. {capital('; '.join(each))}."


def _alone_words(who: Sequence[str]) -> str:
    if not who:
        return "no polity alone"
    return f"{'each of ' if len(who) > 1 else ''}{listed(who)} alone"


def _decision(items: Sequence[Mapping[str, Any]], sides: Sequence[Side], settlement: Settlement | None) -> DecisionView:
    """One decision; several acts that are decided alike are told as one."""
    item = items[0]
    title = _title(items, settlement)
    drawn = _drawn(item, sides)
    name = "votes-" + "".join(one if one.isalnum() else "-" for one in item["act"])
    shapley = power_bars([bar for bar, _ in drawn], index="Shapley-Shubik index", what=title, name=f"{name}-shapley-shubik")
    banzhaf = power_bars([bar for _, bar in drawn], index="Penrose-Banzhaf index, normalised", what=title, name=f"{name}-penrose-banzhaf")
    carry, stop = _alone(item, "can_carry"), _alone(item, "can_block")
    chance = Fraction(item["coleman"]["act"])
    return DecisionView(
        act=item["act"],
        title=title,
        anchor=name,
        rule=item.get("rule", ""),
        cites=tuple(dict.fromkeys(cite for one in items for cite in one.get("cites", ()))),
        answer=_says(carry, stop, chance),
        reading=item.get("reading", ""),
        players=int(item.get("players", 0)),
        shapley=shapley,
        banzhaf=banzhaf,
        curve=_curve(item, title, name),
        table=_table(item, title),
        alone=tuple(group["name"] for group in item.get("groups", ()) if group["kind"] == "polity" and group["can_carry"]),
        polities=sum(group["kind"] == "polity" for group in item.get("groups", ())),
        patterns=tuple(_patterns(item)),
        cheapest=tuple(_cheapest(item)),
        act_share=percent(chance, 2),
    )


def _title(items: Sequence[Mapping[str, Any]], settlement: Settlement | None) -> str:
    """Acts that are decided alike as words, those of the same thing together: `Recall` and `Engage` of it as recall and engage, of it."""
    found: dict[str, list[str]] = {}
    for item in items:
        name, of, what = item["act"].partition(" of ")
        said = words_of(name) if name.isidentifier() else name
        thing = _thing(what.partition(", ")[0], settlement) if of and name.isidentifier() else what
        found.setdefault(thing, []).append(said[:1].lower() + said[1:])
    return capital(listed([f"{listed(acts)} of {thing}" if thing else listed(acts) for thing, acts in found.items()]))


def _thing(name: str, settlement: Settlement | None) -> str:
    """What an act is of: a unit, or an organ of one, stands for those of its polity that are decided alike."""
    units = settlement.units if settlement else {}
    organ = settlement.organs.get(name) if settlement else None
    if name in units and units[name].polity not in ("", name):
        return f"a unit of {units[name].polity} (such as {name})"
    return f"a unit's {words_of(organ.kind).lower()} (such as {name})" if organ and organ.owner in units else name


def _alone(item: Mapping[str, Any], what: str) -> tuple[str, ...]:
    """Who can do it alone: chambers first, an organ or a polity only where no part of it is named already."""
    found: list[str] = []
    for kind in _GROUPS:
        some = [group["name"] for group in item.get("groups", ()) if group["kind"] == kind and group[what]]
        if some and not found:
            found = some
    return tuple(found)


def _says(carry: Sequence[str], stop: Sequence[str], chance: Fraction) -> str:
    each = "each " if len(carry) > 1 else ""
    who = f"{_few(carry)} can {each}carry it alone" if carry else "Nobody can carry it alone"
    each = "each " if len(stop) > 1 else ""
    block = f"{_few(stop)} can {each}stop it" if stop else "nobody can stop it alone"
    return f"{who}; {block}. Of all ways in which the votes could fall, {percent(chance, 2)} carry it."


def _few(names: Sequence[str]) -> str:
    return listed(names) if len(names) <= 6 else f"{', '.join(names[:6])} and {len(names) - 6} more"


def _drawn(item: Mapping[str, Any], sides: Sequence[Side]) -> list[tuple[Bar, Bar]]:
    """The bars of both indices: chambers if there are several, else polities, else the members themselves."""
    groups = item.get("groups", ())
    for kind in ("chamber", "polity"):
        some = [group for group in groups if group["kind"] == kind]
        if len(some) > 1:
            return [_bars(group, sides) for group in some]
    return [_bars(member, sides) for member in item.get("members", ())[:12]]


def _bars(one: Mapping[str, Any], sides: Sequence[Side]) -> tuple[Bar, Bar]:
    side = _side(one["name"], sides)
    times = int(one.get("count", 1)) if "body" in one else 1
    return (
        Bar(one["name"], Fraction(one["shapley_shubik"]) * times, side),
        Bar(one["name"], Fraction(one["penrose_banzhaf_normalised"]) * times, side),
    )


def _side(name: str, sides: Sequence[Side]) -> int | None:
    for one in sides:
        if name == one.name or name.startswith(f"{one.name}.") or name.endswith(f"of {one.name}"):
            return one.number
    return None


def _curve(item: Mapping[str, Any], title: str, name: str) -> Chart | None:
    points = [(float(one["yes"]), float(Fraction(one["act"]))) for one in item.get("act_curve", ())]
    even = (item.get("even_chance") or {}).get("float")
    return act_curve(points, even=even, what=title[:1].lower() + title[1:], name=f"{name}-act") if points else None


def _table(item: Mapping[str, Any], title: str) -> Table:
    rows = []
    for one in item.get("members", ()):
        absolute, normalised, shapley = (
            Fraction(one[key]) for key in ("penrose_banzhaf_absolute", "penrose_banzhaf_normalised", "shapley_shubik")
        )
        figures = (
            Cell(percent(value, 3) if value else "0, no vote of theirs matters", value, fraction(value))
            for value in (absolute, normalised, shapley)
        )
        rows.append((Cell(one["name"]), Cell(number(one["count"]), one["count"]), *figures))
    return Table(
        f"Every member, one by one: {title}",
        ("Members", "How many", "Penrose-Banzhaf, absolute", "Penrose-Banzhaf, normalised", "Shapley-Shubik"),
        tuple(rows),
    )


def _patterns(item: Mapping[str, Any]) -> Iterable[tuple[str, str, tuple[str, ...]]]:
    """Least coalitions that carry, and that stop: how many patterns, and the first of them in words."""
    for key, words in (("winning", "Least coalitions that carry it"), ("blocking", "Least coalitions that stop it")):
        found = (item.get("patterns") or {}).get(key) or {}
        if "number" not in found:
            yield words, str(found.get("refused", "too many to tell")), ()
            continue
        shown = tuple(_pattern(one) for one in found.get("shown", ())[:6])
        more = found["number"] - len(shown)
        yield words, count(found["number"], "pattern"), (*shown, *((f"and {count(more, 'further pattern')}",) if more > 0 else ()))


def _pattern(one: Mapping[str, Any]) -> str:
    return " and ".join(f"{level:,} of {name}" for name, level in one["of"].items())


def _cheapest(item: Mapping[str, Any]) -> Iterable[tuple[str, tuple[CheapestRow, ...]]]:
    found = item.get("cheapest") or {}
    for key, words in (("winning", "The least that carries it"), ("blocking", "The least that stops it")):
        one = found.get(key) or {}
        rows = tuple(_cheap(what, one[what]) for what in ("people", "units", "members") if isinstance(one.get(what), Mapping))
        if rows:
            yield words, rows


def _cheap(what: str, one: Mapping[str, Any]) -> CheapestRow:
    whom = [f"{level:,} of {name}" if level > 1 else str(name) for name, level in one["whom"].items()]
    who = listed(whom) if len(whom) <= 8 else f"{', '.join(whom[:8])} and {len(whom) - 8} more"
    cost = one["cost"] if what != "members" else one["number"]
    return CheapestRow(what, large(cost) if what == "people" else number(cost), percent(Fraction(one["share"]), 1), who)
