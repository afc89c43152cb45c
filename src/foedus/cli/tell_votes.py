"""What the commands on votes print: tables that read well, each with its reading."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rich.console import Console

from foedus.cli.tell import console, grid
from foedus.decide.apportioned import ApportionmentReport, Houses
from foedus.decide.counted import Counted
from foedus.decide.tally import Decision
from foedus.studio.charts.base import Chart
from foedus.studio.charts.maps import seats_map
from foedus.voting.apportion import quotas

FEW = 8
"""How many lines of a long table are printed; `--json` has all."""


def say(out: Console, line: str = "") -> None:
    """A line as it is, wrapped at the width."""
    out.print(line, markup=False, highlight=False)


# ---- decisions


def tell_decision(found: Decision) -> None:
    """A decision: the answer, every tally, what failed, what would flip it."""
    out = console()
    say(out, found.sentence)
    table = grid("", "count", "yes", "no", "abstain", "absent", "of", "needed", "margin", "", "article")
    for one in found.tallies:
        state = "carried" if one.carried else "no quorum" if not one.quorate else "failed"
        numbers = (f"{number:,}" for number in (one.yes, one.no, one.abstain, one.absent))
        table.add_row(one.words, *numbers, f"{one.base:,} {one.base_of}", f"{one.needed:,}", f"{one.margin:+,}", state, one.cite)
    out.print(table)
    if found.fallback:
        say(out, f"{found.fallback[0].upper()}{found.fallback[1:]}.")
    change = found.change
    if change.members:
        whom = ", ".join(f"{number:,} of {who}" for who, number in change.of[:FEW])
        more = "" if change.least else "at most "
        say(out, f"It would turn if {more}{change.members:,} voted {change.to} instead: {whom}.")
    else:
        say(out, "No change of these votes alone would turn it.")
    for note in found.notes:
        say(out, f"Read so: {note}.")


# ---- apportionment


def tell_apportionment(found: ApportionmentReport) -> None:
    """Seats by unit with their quotas, and what there is to say of them."""
    out = console()
    one = found.apportionment
    exact = quotas(found.people, one.house)
    least = f", at least {one.minimum} each" if one.minimum else ""
    table = grid(f"{one.house} seats by {one.method.value}{least}; {found.people_from}", "unit", "people", "quota", "seats", "people for a seat")
    for unit, seats in one.seats.items():
        each = f"{found.people[unit] / seats:,.0f}" if seats else "-"
        table.add_row(unit, f"{found.people[unit]:,}", f"{float(exact[unit]):.3f}", str(seats), each)
    out.print(table)
    plain = found.as_json()
    if one.tied:
        say(out, f"TIED: {one.tied.seats_between} of the seats lie between {listed(one.tied.units)}; the text must settle it.")
    outside = plain["breaches_of_quota"]
    say(out, f"Outside their quota rounded down or up: {listed(outside) or 'none'}.")
    bias = ", ".join(f"{name} units {float(share['seats_to_people_float']):.3f}" for name, share in plain["bias_by_thirds"].items())
    say(out, f"Seats to people, against the average: {bias}.")
    say(out, f"Seats that other methods would move: {', '.join(f'{name} {moved}' for name, moved in found.others.items())}.")
    if found.swept is not None:
        said = "; ".join(map(str, found.paradoxes)) or "none"
        say(out, f"Units that lose a seat as the house grows from {found.swept[0]} to {found.swept[-1]}: {said}.")


def seats_picture(found: ApportionmentReport) -> str:
    """The map of the seats. Raises DataError where the units are none that a map is shipped for."""
    from foedus.data.places import gazetteer
    from foedus.data.shapes import shapes
    from foedus.errors import DataError

    outlines, places = shapes("us"), gazetteer("us")
    if outlines is None or places is None or not set(found.people) <= set(outlines.units):
        raise DataError("there is no map of these units", mend="leave out --svg, or use the codes of the states")
    titles = {unit.code: unit.title for unit in places.units()}
    chart: Chart = seats_map(outlines, found.apportionment.seats, titles=titles)
    return chart.document()


def tell_houses(found: Houses) -> None:
    """The houses of a settlement."""
    out = console()
    for house in found.seats.values():
        how = f" by {house.method}, {house.series}" if house.method else ""
        table = grid(f"\n{house.chamber}: {house.total} seats{how} ({house.cite})", "unit", "people", "seats")
        for unit, seats in house.by_unit.items():
            table.add_row(unit, f"{house.people[unit]:,}" if unit in house.people else "", str(seats))
        out.print(table)
        if house.tied:
            say(out, f"TIED: {house.tied.seats_between} seats lie between {listed(house.tied.units)}.")
    for leaving, joining, change in found.moves:
        table = grid(f"\n{change.unit} from {leaving} to {joining}", "unit", "before", "houses keep their size", "seats move with it")
        for place in (0, 1):
            before, fixed, moving = (pair[place] for pair in (change.before, change.fixed, change.moving))
            for unit in dict.fromkeys((*before.seats, *fixed.seats)):
                row = [str(one.seats.get(unit, "-")) for one in (before, fixed, moving)]
                if len(set(row)) > 1:
                    table.add_row(unit, *row)
        out.print(table)
    if found.open:
        say(out, f"{found.open[0].upper()}{found.open[1:]}.")


# ---- elections


def tell_election(found: Counted) -> None:
    """An election, stage by stage."""
    out = console()
    outcome = found.outcome
    won = f"{listed(outcome.winners)} {'is' if len(outcome.winners) == 1 else 'are'} elected" if outcome.winners else "nobody is elected"
    tied = f"; tied: {listed(outcome.tied.candidates)} ({outcome.tied.words})" if outcome.tied else ""
    office = f"{found.elected.office}: " if found.elected else ""
    say(out, f"{office}{won}{tied}, by {outcome.rule}.")
    names = list(dict.fromkeys(name for stage in outcome.stages for name in stage.tallies))
    table = grid("", "candidate", *(f"{n}. {stage.words}" for n, stage in enumerate(outcome.stages, 1)))
    for name in sorted(names, key=lambda one: -float(outcome.stages[0].tallies.get(one, 0))):
        table.add_row(name, *(_votes(stage.tallies.get(name)) for stage in outcome.stages))
    if any(stage.exhausted for stage in outcome.stages):
        table.add_row("nobody any more", *(_votes(stage.exhausted) for stage in outcome.stages))
    out.print(table)
    if found.treatment:
        say(out, f"{found.voters:,} ballots rank somebody, {found.blank:,} nobody. {found.treatment[0].upper()}{found.treatment[1:]}.")
    if found.elected and found.elected.fallback:
        say(out, f"{found.elected.fallback[0].upper()}{found.elected.fallback[1:]}.")
    if found.elected:
        say(out, f"Article: {', '.join(found.elected.cites)}. The text leaves open {'; '.join(found.elected.open) or 'nothing'}.")


def _votes(number: object) -> str:
    if number is None:
        return "-"
    return f"{number:,}" if isinstance(number, int) else f"{float(number):,.5f}".rstrip("0")  # type: ignore[arg-type]


def listed(names: Iterable[str] | Mapping[str, object]) -> str:
    """Names with commas."""
    return ", ".join(names)
