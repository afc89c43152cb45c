"""The commands on years to come: simulate, sweep, replay."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from foedus.cli.app import AsJson, File, app, dump

if TYPE_CHECKING:
    from foedus.simulate.ensemble import Ensemble
    from foedus.simulate.sweep.sobol import Shares

Vs = Annotated[list[str] | None, typer.Option("--vs", help="Compare with this settlement; may stand several times. Differences: from the status quo.")]
CardOption = Annotated[list[str] | None, typer.Option("--card", help="Set an assumption card, name=value; `foedus simulate --cards` lists them.")]
Worlds = Annotated[int, typer.Option("--worlds", help="How many worlds.")]
Years = Annotated[int, typer.Option("--years", help="How many years.")]
Seed = Annotated[int, typer.Option("--seed", help="The seed; the same seed gives the same numbers.")]
EngineOption = Annotated[str | None, typer.Option("--engine", help="reference or fast (the extra `fast`); without it, by the number of worlds.")]
Threads = Annotated[int | None, typer.Option("--threads", min=1, help="Pieces of work at a time; without it, one for each core.")]
Quiet = Annotated[bool, typer.Option("--quiet", help="Show no progress.")]
Rule = Annotated[str, typer.Option("--rule", help="Accounting rule: cash, balanced_by_tax, balanced_by_head, benefit.")]


def _show_cards(wanted: bool) -> None:
    if wanted:
        from foedus.cli.tell_simulates import tell_cards

        tell_cards()
        raise typer.Exit(0)


Cards = Annotated[bool, typer.Option("--cards", callback=_show_cards, is_eager=True, help="List the assumption cards, and end.")]


@app.command()
def simulate(
    file: File, vs: Vs = None, worlds: Worlds = 2000, years: Years = 20, seed: Seed = 2024, card: CardOption = None,
    priors: Annotated[bool, typer.Option("--priors", help="Draw the cards from their priors, world by world.")] = False,
    rule: Rule = "balanced_by_tax", engine: EngineOption = None, threads: Threads = None, as_json: AsJson = False,
    parquet: Annotated[Path | None, typer.Option("--parquet", help="Write the tidy table to this Parquet file.")] = None,
    csv: Annotated[Path | None, typer.Option("--csv", help="Write the tidy table to this CSV file.")] = None,
    jsonl: Annotated[Path | None, typer.Option("--jsonl", help="Write the tidy table to this file of JSON lines.")] = None,
    svg: Annotated[Path | None, typer.Option("--svg", help="Write the pictures to this folder.")] = None,
    trajectories: Annotated[Path | None, typer.Option("--trajectories", help="Write every year of every world to this Parquet file.")] = None,
    quiet: Quiet = False, cards: Cards = False,
) -> None:  # fmt: skip
    """Run a settlement for years over many worlds, beside the status quo or other settlements, which all meet the same chances."""
    from foedus.cli.progress import Bar
    from foedus.cli.targets import to_file, to_folder
    from foedus.cli.tell_simulates import tell_ensemble
    from foedus.errors import ModelError
    from foedus.simulate import cards as table
    from foedus.simulate import frames
    from foedus.simulate.ahead import answers, watches
    from foedus.simulate.running import engine_for
    from foedus.simulate.yearly import STATUS_QUO, prepare, run_prepared

    tables = [_table(path, ending) for path, ending in ((parquet, ".parquet"), (csv, ".csv"), (jsonl, ".jsonl")) if path is not None]
    to_file(trajectories)
    to_folder(svg, "--svg")
    asked = table.read(card or ())
    if asked.tried:
        raise ModelError(f"{next(iter(asked.tried))} is to be tried at several values", mend="that is a sweep: `foedus sweep FILE --card name=low,high,steps`")
    ready = prepare(file, vs=tuple(vs or (STATUS_QUO,)), worlds=worlds, years=years, seed=seed, cards=asked.values, priors=priors, rule=rule,
                    watches=watches)  # fmt: skip
    if not quiet and getattr(engine_for(engine, worlds), "is_cold", False):
        print("compiling the fast engine, once on this machine: about a minute (--engine reference needs none)", file=sys.stderr)
    with Bar("worlds", worlds, quiet=quiet) as bar:
        found = run_prepared(ready, engine=engine, threads=threads, progress=bar.show, trajectories=trajectories)
    for path in tables:
        frames.write(found, path)
    if svg is not None:
        _pictures(found, svg, {code: unit.title for code, unit in ready.settlements[0].units.items()})
    expectations = answers(ready.settlements[0], found)
    if as_json:
        dump({**found.as_json(), "expectations": [one.as_json() for one in expectations]})
    else:
        tell_ensemble(found, expectations)


def _table(path: Path, ending: str) -> Path:
    """The file of a table. Raises DataError, or ModelError for an ending of no table, before anything is simulated."""
    from foedus.cli.targets import to_file
    from foedus.simulate.frames import writer_for

    found = to_file(path, ending) or path
    writer_for(found)
    return found


def _pictures(found: Ensemble, folder: Path, titles: dict[str, str]) -> None:
    from foedus.cli.pictures import pictures
    from foedus.simulate.frames import whole

    drawn = list(pictures(found, titles))
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as every:  # names are changed when all are written, so that a full disk leaves none
        parts = [every.enter_context(whole(folder / f"{name}.svg")) for name, _ in drawn]
        for part, (_, text) in zip(parts, drawn, strict=True):
            part.write_text(text, encoding="utf-8")


@app.command()
def sweep(
    file: File, vs: Vs = None, worlds: Worlds = 256, years: Years = 20, seed: Seed = 2024, card: CardOption = None,
    sobol: Annotated[int, typer.Option("--sobol", min=0, help="Share the variance between cards by Saltelli's design with so many base rows.")] = 0,
    of: Annotated[str, typer.Option("--of", help="For --sobol: quantity@scope, such as net_migration@Federation.")] = "",
    scheduler: Annotated[str, typer.Option("--scheduler", help="A Dask scheduler, tcp://host:port; without it, this process.")] = "",
    workers: Annotated[int, typer.Option("--workers", min=0, help="Start so many Dask workers on this machine.")] = 0,
    finished: Annotated[Path | None, typer.Option("--finished", help="Keep finished jobs in this file; a run that was stopped goes on from it.")] = None,
    engine: EngineOption = None, as_json: AsJson = False, csv: Annotated[Path | None, typer.Option("--csv", help="Write one row a figure.")] = None,
    svg: Annotated[Path | None, typer.Option("--svg", help="For --sobol: draw the shares as bars in this file.")] = None,
    quiet: Quiet = False,
) -> None:  # fmt: skip
    """Try cards at several values, or share the variance between them, on one process or many."""
    from foedus.cli.progress import Bar
    from foedus.cli.targets import to_file
    from foedus.cli.tell_simulates import tell_sobol, tell_sweep
    from foedus.simulate import cards as table
    from foedus.simulate.ahead import watches
    from foedus.simulate.sweep import sobol as saltelli
    from foedus.simulate.sweep.executors import executor_for
    from foedus.simulate.sweep.sweep import How, run_means, run_rows, sweep_rows, write_rows
    from foedus.simulate.yearly import STATUS_QUO, prepare

    csv, svg = to_file(csv, ".csv"), to_file(svg, ".svg")
    asked = table.read(card or ())
    ready = prepare(file, vs=tuple(vs or (STATUS_QUO,)), worlds=worlds, years=years, seed=seed, cards=asked.values, watches=watches)
    rows = saltelli.rows(sobol) if sobol else sweep_rows(asked)
    if sobol:
        saltelli.series_named(ready, of)
    with executor_for(scheduler, workers) as executor, Bar("jobs", len(rows), quiet=quiet) as bar:
        how = How(executor, engine, finished, bar.show, bar.fail)
        if sobol:
            shares = saltelli.shares(run_means(ready, rows, how), ready, of)
            if svg is not None:
                _bars(shares, svg)
            dump(shares.as_json()) if as_json else tell_sobol(shares)
            return
        found = run_rows(ready, rows, how)
    if csv is not None:
        write_rows(found, csv)
    if as_json:
        dump(_plain(found))
    else:
        tell_sweep(found)


def _bars(shares: Shares, path: Path) -> None:
    from foedus.cli.pictures import bars
    from foedus.simulate.frames import whole

    with whole(path) as temporary:
        temporary.write_text(bars(shares), encoding="utf-8")


def _plain(found: list[tuple[dict[str, float], Ensemble]]) -> dict[str, Any]:
    return {"rows": [{"cards": row, "provenance": one.provenance, "rows": list(one.rows())} for row, one in found]}


@app.command()
def replay(
    file: File, world: Annotated[int, typer.Option("--world", min=0, help="Which world.")] = 0, years: Years = 20, seed: Seed = 2024,
    card: CardOption = None, rule: Rule = "balanced_by_tax", as_json: AsJson = False,
) -> None:  # fmt: skip
    """Tell one world year by year, in whole people and cents, every institutional act with its article."""
    from foedus.cli.tell_simulates import tell_replay
    from foedus.simulate import cards as table
    from foedus.simulate.replay import replay as run

    found = run(file, world=world, years=years, seed=seed, cards=table.read(card or ()).values, rule=rule)
    if as_json:
        dump(found.as_json())
    else:
        tell_replay(found)
