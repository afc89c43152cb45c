"""What `foedus power` prints: who can carry an act, who can stop it, how strongly each decides, always with the reading."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from rich.console import Console

from foedus.cli.tell import console, grid
from foedus.cli.tell_votes import FEW, listed, say
from foedus.decide.cheapest import Cheapest, CheapestOf
from foedus.decide.figures import percent
from foedus.decide.power import ActPower
from foedus.decide.readings import PowerChange, SampledPower, ThreeVotes
from foedus.errors import FoedusError
from foedus.studio.charts.bars import Bar, power_bars
from foedus.studio.charts.curves import act_curve
from foedus.voting.coalition import Pattern, Patterns


def tell_power(found: ActPower, *, further: bool = False) -> None:
    """Who can carry an act, who can stop it, and how strongly everybody decides."""
    out = console()
    say(out, f"{found.act}: {found.read.words} ({', '.join(found.cites)})")
    say(out, f"{found.players:,} members. Read so: {found.reading}.")
    _tell_members(out, found)
    _tell_groups(out, found)
    low, high = found.even_chance
    say(out, f"\nPower of the whole to act: {percent(found.power.act, 4)} of all ways to vote carry it.")
    say(out, f"It is as likely to carry as not when each says yes with a chance of {percent((low + high) / 2, 4)}.")
    left = found.veto.after_absorption
    say(out, f"Veto players: {listed(found.veto.bodies) or 'none'}; after absorption {len(left)}: {listed(left) or 'none'}.")
    _tell_patterns(out, found, "Smallest coalitions that carry it", lambda: found.winning)
    _tell_patterns(out, found, "Smallest coalitions that stop it", lambda: found.blocking)
    _tell_cheapest(out, found)
    if further:
        _tell_further(out, found)


def _tell_members(out: Console, found: ActPower) -> None:
    table = grid("\nEach member", "who", "members", "Shapley-Shubik", "Penrose-Banzhaf, absolute", "Penrose-Banzhaf, normalised", "can prevent", "")
    for row in found.power.rows:
        role = "dictator" if row.is_dictator else "vetoer" if row.is_vetoer else "dummy" if row.is_dummy else ""
        table.add_row(
            row.name,
            f"{row.kind.count:,}",
            percent(row.shapley_shubik, 4),
            percent(row.penrose_banzhaf_absolute, 4),
            percent(row.penrose_banzhaf, 4),
            percent(row.prevent, 4),
            role,
        )
    out.print(table)


def _tell_groups(out: Console, found: ActPower) -> None:
    table = grid("\nTogether", "", "who", "members", "Shapley-Shubik", "Penrose-Banzhaf, normalised", "carries it alone", "stops it alone")
    units = [group for group in found.groups if group.kind == "unit"]
    strongest = sorted(units, key=lambda group: -group.shapley_shubik)[:FEW]
    for group in found.groups:
        if group.kind != "unit" or group in strongest:
            table.add_row(
                group.kind,
                group.name,
                f"{group.members:,}",
                percent(group.shapley_shubik),
                percent(group.penrose_banzhaf_normalised),
                "yes" if group.can_carry else "no",
                "yes" if group.can_block else "no",
            )
    out.print(table)
    if len(units) > FEW:
        say(out, f"and {len(units) - FEW} more units; `--json` has them all.")


def _tell_patterns(out: Console, found: ActPower, title: str, way: Callable[[], Patterns]) -> None:
    try:
        patterns = way()
    except FoedusError as problem:
        say(out, f"\n{title}: {problem.message}.")
        return
    table = grid(f"\n{title}: {_great(patterns.coalitions)}, in {patterns.number:,} pattern{'s' if patterns.number != 1 else ''}", "members", "of whom")
    shown: list[Pattern] = []
    for pattern in patterns:
        if len(shown) == FEW:
            break
        shown.append(pattern)
        named = (f"{level} of {kind.name}" if kind.count > 1 else kind.name for kind, level in zip(found.game.kinds, pattern.levels, strict=True) if level)
        table.add_row(f"{pattern.size:,}", ", ".join(named))
    out.print(table)
    if patterns.number > len(shown):
        say(out, f"and {patterns.number - len(shown):,} more patterns.")


def _tell_cheapest(out: Console, found: ActPower) -> None:
    try:
        winning, blocking = found.cheapest
    except FoedusError as problem:
        say(out, f"\nCheapest coalitions: {problem.message}.")
        return
    source = f" (people: {found.people_from})" if winning.people else ""
    table = grid(f"\nCheapest coalitions{source}", "", "by", "number", "share", "whom")
    for words, one in (("carries", winning), ("stops", blocking)):
        for by, coalition in _by(one):
            table.add_row(words, by, f"{coalition.cost:,}", percent(coalition.share), _whom(coalition))
    out.print(table)
    if winning.refused:
        say(out, winning.refused)


def _by(one: CheapestOf) -> Iterator[tuple[str, Cheapest]]:
    for by, coalition in (("members", one.members), ("units", one.units), ("people", one.people)):
        if coalition is not None:
            yield by, coalition


def _whom(one: Cheapest) -> str:
    said = [name if number == 1 else f"{number} of {name}" for name, number in one.whom.items()]
    return ", ".join(said[:12]) + (f" and {len(said) - 12} more" if len(said) > 12 else "")


def _tell_further(out: Console, found: ActPower) -> None:
    table = grid("\nIndices less in use", "index", "who", "each member")
    for name, index in found.further().items():
        words = {"deegan_packel": "Deegan-Packel", "johnston": "Johnston", "holler": "Holler", "owen": "Owen, by blocs"}[name]
        if isinstance(index, str):
            table.add_row(words, "", index)
            continue
        for of, value in list(index.items())[:FEW]:
            table.add_row(words, of, percent(value, 4))
    out.print(table)


def tell_change(change: PowerChange) -> None:
    """What changed against the text as it stands."""
    out = console()
    moved, sizes = change.after.standing.moved, change.after.standing.sizes
    said = [f"{unit} belongs to {polity}" for unit, polity in moved.items()] + [f"{house} has {size} seats" for house, size in sizes.items()]
    table = grid(f"\nChanged, since {' and '.join(said)}", "", "who", "members before", "after", "Shapley-Shubik before", "after")
    for group in sorted(change.groups, key=lambda one: -abs(one.shapley_shubik))[: 2 * FEW]:
        before, after = group.before, group.after
        table.add_row(
            group.kind,
            group.name,
            str(before.members if before else 0),
            str(after.members if after else 0),
            percent(before.shapley_shubik if before else 0),
            percent(after.shapley_shubik if after else 0),
        )
    out.print(table)


def tell_three_votes(found: ThreeVotes) -> None:
    """The reading of three votes."""
    out = console()
    say(out, f"{found.read.act}: {found.read.words} ({', '.join(found.read.cites)})")
    say(out, f"Read so: {found.reading}.")
    table = grid("\nChance that a yes instead of a no turns the result", "who", "members", "chance")
    for row in found.power.rows:
        table.add_row(row.name, f"{row.count:,}", percent(row.chance, 4))
    out.print(table)
    say(out, f"It carries in {percent(found.power.carries, 4)} of all ways to vote.")


def tell_sampled(found: SampledPower) -> None:
    """A sample, with its intervals."""
    out = console()
    sampled = found.sampled
    say(out, f"{found.read.act}: {found.read.words} ({', '.join(found.read.cites)})")
    say(out, f"Read so: {found.reading}.")
    say(out, f"NOT EXACT: {sampled.draws:,} draws for each figure, seed `{sampled.seed}`; all intervals hold together with {percent(sampled.confidence, 0)}.")
    table = grid("\nEach member", "who", "members", "Shapley-Shubik", "Penrose-Banzhaf, absolute", "give or take")
    for row in sampled.rows:
        table.add_row(
            row.kind.name,
            f"{row.kind.count:,}",
            percent(row.shapley_shubik.value),
            percent(row.penrose_banzhaf_absolute.value),
            percent(sampled.half_width),
        )
    out.print(table)


def power_pictures(found: ActPower, path: Path) -> Iterator[tuple[Path, str]]:
    """The pictures of an act: bars of the Shapley-Shubik index by chamber, or by member, and beside it the curve of its power to act."""
    polities = list(found.standing.settlement.polities)
    chambers = [group for group in found.groups if group.kind == "chamber"]
    sides = {kind.body: next((entry.group("polity") for entry in kind.entries if entry.group("polity")), "") for kind in found.game.kinds}
    bars = [Bar(one.name, one.shapley_shubik, polities.index(side) if (side := sides.get(one.name, "")) in polities else None) for one in chambers]
    if len(bars) < 2:
        bars = [Bar(row.name, row.shapley_shubik) for row in found.power.rows]
    yield path, power_bars(bars, index="Shapley-Shubik index", what=found.act).document()
    low, high = found.even_chance
    points = [(float(chance), float(act)) for chance, act in found.curve]
    curve = act_curve(points, even=float((low + high) / 2), what=found.act)
    yield path.with_name(f"{path.stem}.act{path.suffix or '.svg'}"), curve.document()


def _great(number: int) -> str:
    return f"{number:,}" if number < 10**9 else f"{number:.1e}".replace("e+", " x 10^") if number < 10**300 else f"10^{len(str(number)) - 1}"
