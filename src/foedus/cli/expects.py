"""The command on what a settlement expects of the world: expect."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from foedus.cli.app import AsJson, File, app, dump
from foedus.errors import DataError

if TYPE_CHECKING:
    from foedus.model.settlement import Settlement
    from foedus.simulate.foresee import Foreseen

FEDERAL = "federal_2019."
Facts = Annotated[list[str] | None, typer.Option("--facts", help="A table of `code,value` to use for this run alone; may stand several times.")]


@app.command()
def expect(
    file: File,
    facts: Facts = None,
    worlds: Annotated[int, typer.Option("--worlds", min=0, help="Worlds for expectations of years to come; 0 answers from facts alone.")] = 2000,
    seed: Annotated[int | None, typer.Option("--seed", help="The seed of those worlds.")] = None,
    card: Annotated[list[str] | None, typer.Option("--card", help="A card's value, name=value: kappa=.3, or federal_2019.income_tax=1800.")] = None,
    close: Annotated[float, typer.Option("--close", min=0, max=100, help="Try units elsewhere whose last vote was closer than this, in per cent.")] = 5,
    quiet: Annotated[bool, typer.Option("--quiet", help="Show no progress.")] = False,
    as_json: AsJson = False,
) -> None:
    """Answer what a settlement expects of the world: each figure with unit, year and source, under every rule, and what would change it.

    Expectations of years to come are counted in worlds of the yearly model, against the status quo under the same chances.
    """
    from fractions import Fraction

    from foedus import api
    from foedus.cli.tell_expects import tell_expectations
    from foedus.simulate.balance import totals_with
    from foedus.simulate.expect import expect as answer

    settlement = api.load(file, facts=tuple(facts or ()))
    if facts and not settlement.gazetteer.name:
        raise DataError("the text names no places, so that there is nothing for figures to be of", mend="write `places: us` in its front matter")
    federal, values = _cards(card or ())
    seen = _foreseen(settlement, worlds, seed, values, quiet) if worlds else None
    found = answer(settlement, ahead=seen.answer if seen else None, close=Fraction(str(close)) / 100, card=totals_with(federal))
    limits = seen.cannot_tell if seen else ()
    if as_json:
        dump({"settlement": settlement.title, "expectations": [one.as_json() for one in found], "cannot_tell": list(limits)})
    else:
        tell_expectations(found, limits)


def _cards(options: Sequence[str]) -> tuple[dict[str, str], Mapping[str, float]]:
    """The totals of the federal account, and the cards of the yearly model, from `name=value`."""
    from foedus.simulate.cards import read

    federal = dict(option.removeprefix(FEDERAL).split("=", 1) for option in options if option.startswith(FEDERAL) and "=" in option)
    return federal, read([option for option in options if not (option.startswith(FEDERAL) and "=" in option)]).values


def _foreseen(settlement: Settlement, worlds: int, seed: int | None, cards: Mapping[str, float], quiet: bool) -> Foreseen | None:
    """How years to come are answered: by two ensembles, cards at their values and cards drawn from their priors."""
    from rich.console import Console
    from rich.progress import Progress

    from foedus.simulate.expect import horizon
    from foedus.simulate.foresee import foresee

    if not any(horizon(settlement, clause) for clause in settlement.expects.values()):
        return None
    with Progress(console=Console(stderr=True), transient=True, disable=quiet) as bar:
        task = bar.add_task("worlds", total=None)
        return foresee(settlement, worlds=worlds, seed=seed, cards=cards, progress=lambda done, whole: bar.update(task, completed=done, total=whole))
