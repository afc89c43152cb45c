"""The commands on votes: power, decide, apportion, elect."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer

from foedus.cli.app import AsJson, File, app, dump
from foedus.errors import QuestionError

Act = Annotated[str, typer.Argument(help="An act, such as DeclareWar or `ChangePolity of AZ`, or an organ by its own way of deciding.")]
Svg = Annotated[Path | None, typer.Option("--svg", help="Write the picture to this file.")]
Move = Annotated[list[str] | None, typer.Option("--move", help="A unit that has changed polity, such as AZ=Commonwealth; may be repeated.")]
Size = Annotated[list[str] | None, typer.Option("--size", help="A house of another size, such as Alder.House=99; may be repeated.")]
Vacant = Annotated[list[str] | None, typer.Option("--vacant", help="Vacant seats, such as Alder.Senate=4; may be repeated.")]


@app.command()
def power(
    file: File,
    act: Act,
    as_json: AsJson = False,
    svg: Svg = None,
    vacant: Vacant = None,
    move: Move = None,
    size: Size = None,
    full_attendance: Annotated[bool, typer.Option("--full-attendance", help="Take every quorum as met, and say so.")] = False,
    lot: Annotated[str, typer.Option("--lot", help="Where numbers are made equal by lot: may, or must.")] = "",
    further: Annotated[bool, typer.Option("--further", help="Johnston, Deegan-Packel, Holler and Owen too.")] = False,
    abstention: Annotated[bool, typer.Option("--abstention", help="Read the rule with three votes: yes, abstain, no.")] = False,
    draws: Annotated[int, typer.Option("--sample", help="Sample with so many draws, for games too large to count.")] = 0,
    seed: Annotated[str, typer.Option("--seed", help="The seed of a sample.")] = "foedus",
) -> None:
    """Say who can carry an act, who can stop it, and how strongly everybody decides."""
    from foedus import api
    from foedus.cli import tell_power as tell
    from foedus.decide import readings
    from foedus.decide.standing import Standing
    from foedus.voting.game import Attendance, Lot

    settlement = api.load(file)
    moved, sizes, empty = _pairs(move, "--move"), _numbers(size, "--size"), _numbers(vacant, "--vacant")
    attendance = Attendance.FULL if full_attendance else None
    bound = _choice(lot, {one.value: one for one in Lot}, "--lot") if lot else None
    standing = Standing(settlement, moved, sizes)
    if abstention:
        three = readings.three_votes(settlement, act, standing=standing)
        dump(three.as_json()) if as_json else tell.tell_three_votes(three)
        return
    if draws:
        with _progress("kinds sampled") as tick:
            found = readings.sampled_power(
                settlement, act, draws=draws, seed=seed, standing=standing, attendance=attendance, lot=bound, progress=tick
            )
        dump(found.as_json()) if as_json else tell.tell_sampled(found)
        return
    with _working("counting coalitions"):
        one = api.power(settlement, act, moved=moved, sizes=sizes, vacant=empty, attendance=attendance, lot=bound)
        plain = one.as_json(further=further) if as_json else {}
        one.work_out()
    if moved or sizes:
        change = readings.PowerChange(api.power(settlement, act, vacant=empty, attendance=attendance, lot=bound), one)
        plain |= {"moved": moved, "sizes": sizes, "changes": [group.as_json() for group in change.groups]}
    if svg:
        for path, picture in tell.power_pictures(one, svg):
            _write(path, picture)
    if as_json:
        dump(plain)
        return
    tell.tell_power(one, further=further)
    if moved or sizes:
        tell.tell_change(change)


@app.command()
def decide(
    file: File,
    act: Act,
    votes: Annotated[Path, typer.Option("--votes", help="The votes of each body, in JSON or CSV; `-` reads JSON from the input.")],
    as_json: AsJson = False,
    move: Move = None,
) -> None:
    """Decide an act by the votes cast: carried or lost, why, and what would flip it."""
    from foedus import api
    from foedus.cli.tell_votes import tell_decision
    from foedus.decide.standing import Standing
    from foedus.decide.tally import decide as decide_act
    from foedus.decide.votes import read_votes, votes_from_text

    settlement = api.load(file)
    told = votes_from_text(sys.stdin.read(), "the input") if str(votes) == "-" else read_votes(votes)
    decision = decide_act(settlement, act, told, standing=Standing(settlement, _pairs(move, "--move")))
    if as_json:
        dump(decision.as_json())
    else:
        tell_decision(decision)


@app.command()
def apportion(
    file: Annotated[str, typer.Argument(help="A settlement whose houses are apportioned; left out, the seats are those of --seats.")] = "",
    census: Annotated[int, typer.Option("--census", help="The census whose counts are used, of the United States: 1960 to 2020.")] = 2020,
    seats: Annotated[int, typer.Option("--seats", min=1, max=100_000, help="How many seats the house has.")] = 435,
    method: Annotated[str, typer.Option("--method", help="huntington-hill, webster, jefferson, adams, dean, hamilton, quota …")] = "huntington-hill",
    minimum: Annotated[int, typer.Option("--minimum", min=0, help="The least seats of each unit.")] = 1,
    maximum: Annotated[int | None, typer.Option("--maximum", min=0, help="The most seats of each unit.")] = None,
    people: Annotated[Path | None, typer.Option("--people", help="People by unit from a CSV file with the columns unit and people.")] = None,
    sweep: Annotated[str, typer.Option("--sweep", help="Look for paradoxes over house sizes, such as 400-450.")] = "",
    move: Move = None,
    as_json: AsJson = False,
    svg: Svg = None,
) -> None:
    """Give the seats of a house to units by their people, exactly; or the houses of a settlement, before and after a unit moves."""
    from foedus.cli import tell_votes as tell
    from foedus.decide import apportioned

    if file:
        from foedus import api

        houses = apportioned.houses(api.load(file), _pairs(move, "--move"))
        dump(houses.as_json()) if as_json else tell.tell_houses(houses)
        return
    counted, source = apportioned.read_people(people) if people else apportioned.census_people(census)
    report = apportioned.report(counted, source, seats, method, minimum=minimum, maximum=maximum, sweep=_range(sweep))
    if svg:
        _write(svg, tell.seats_picture(report))
    if as_json:
        dump(report.as_json())
    else:
        tell.tell_apportionment(report)


@app.command()
def elect(
    file: Annotated[str, typer.Argument(help="A settlement, for the election of one of its offices.")] = "",
    office: Annotated[str, typer.Argument(help="The office that is elected.")] = "",
    votes: Annotated[Path | None, typer.Option("--votes", help="Votes by place and candidate, in CSV or JSON.")] = None,
    ballots: Annotated[Path | None, typer.Option("--ballots", help="Ranked ballots, or approvals, one a line.")] = None,
    rule: Annotated[str, typer.Option("--rule", help="The counting rule, such as instant-runoff.")] = "",
    seats: Annotated[int, typer.Option("--seats", help="How many are elected, by the single transferable vote.")] = 1,
    overvote: Annotated[str, typer.Option("--overvote", help="Two in one place: ends, or skipped.")] = "ends",
    skipped: Annotated[str, typer.Option("--skipped", help="An empty place: moves-up, ends, or ends-after-two.")] = "moves-up",
    lot: Annotated[str, typer.Option("--lot", help="An order of candidates drawn beforehand, which breaks ties: Ash,Box,Elm.")] = "",
    weights: Annotated[list[str] | None, typer.Option("--weight", help="A census weight or number of electors: Alder=55; repeated.")] = None,
    as_json: AsJson = False,
) -> None:
    """Count an election: an office of a settlement as its text says, or ballots by a named rule; every stage is told."""
    from foedus import api
    from foedus.cli import tell_votes as tell
    from foedus.decide import counted

    if file and not office:
        raise QuestionError("an office is missing", mend="write `foedus elect FILE OFFICE --votes FILE`, or `--ballots FILE --rule RULE`")
    with _progress("lines read") as tick:
        found = counted.count(
            api.load(file) if file else None,
            office,
            votes=votes,
            ballots=ballots,
            rule=rule,
            seats=seats,
            overvote=overvote,
            skipped=skipped.replace("-", " "),
            lot=tuple(name.strip() for name in lot.split(",") if name.strip()),
            weights=_numbers(weights, "--weight"),
            progress=tick,
        )
    if as_json:
        dump(found.as_json())
    else:
        tell.tell_election(found)


# ---- options


def _pairs(given: list[str] | None, option: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for one in given or []:
        name, equals, value = one.partition("=")
        if not equals or not name.strip() or not value.strip():
            raise QuestionError(f"{option} {one} says nothing", mend=f"write {option} NAME=VALUE")
        found[name.strip()] = value.strip()
    return found


def _numbers(given: list[str] | None, option: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for name, value in _pairs(given, option).items():
        if not (value.isascii() and value.isdigit()):
            raise QuestionError(f"{option} {name}={value} is no number", mend=f"write {option} {name}=4, a whole number")
        found[name] = int(value)
    return found


def _choice(given: str, known: dict[str, Any], option: str) -> Any:
    if given not in known:
        raise QuestionError(f"{option} {given} is unknown", mend=f"write {' or '.join(known)}")
    return known[given]


def _range(given: str) -> range | None:
    if not given:
        return None
    low, _, high = given.partition("-")
    if not (low.isdigit() and high.isdigit() and int(low) < int(high)):
        raise QuestionError(f"--sweep {given} is no range of sizes", mend="write --sweep 400-450")
    return range(int(low), int(high) + 1)


def _write(path: Path, picture: str) -> None:
    """Write a picture whole or not at all."""
    from foedus.cli.targets import to_file
    from foedus.errors import DataError

    to_file(path)
    partial = path.with_name(f".{path.name}.partial")
    try:
        partial.write_text(picture, encoding="utf-8")
        partial.replace(path)
    except OSError as problem:
        partial.unlink(missing_ok=True)
        raise DataError(f"{path} cannot be written: {problem.strerror}", mend="name a file in a folder that is there") from problem
    print(f"The picture lies in {path}", file=sys.stderr)


@contextmanager
def _working(words: str) -> Iterator[None]:
    """Says on stderr that work goes on, where somebody watches."""
    from rich.console import Console

    console = Console(stderr=True)
    if console.is_terminal:
        with console.status(words):
            yield
    else:
        yield


@contextmanager
def _progress(words: str) -> Iterator[Callable[[int], None]]:
    """A line on stderr that says how far it is, where somebody watches."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    console = Console(stderr=True)
    columns = (TextColumn("{task.completed:,} {task.description}"), BarColumn(pulse_style="white"), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(words, total=None)
        yield lambda done: bar.update(task, completed=done)
