"""What the simulated years look like on the page of expectations: fans, variants side by side, what moves a result most.

Reads the plain values of `foedus.simulate.report`. Figures are medians with the intervals that hold 80, 90 and 95 per cent of worlds.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from foedus.data.shapes import Shapes
from foedus.studio.charts import Chart, Fan, Interval, Reach, fan, multiples, seats_map, sensitivity
from foedus.studio.figures import number, with_unit
from foedus.studio.views.site import capital

SHOWN = ("net_migration", "growth", "net_fiscal_flow", "policy_rate_misfit")
"""The quantities whose variants stand side by side on the page; all of them are in the result file."""
_BLOCKS = {
    "money": "money between governments",
    "prices": "prices and jobs",
    "moves": "where people move",
    "politics": "decisions of chambers and units",
}


@dataclass(frozen=True, slots=True)
class Scale:
    """How figures of a unit are shown: the factor, the word after it, and the decimals."""

    factor: float
    word: str
    digits: int

    def said(self, value: float, *, sign: bool = False) -> str:
        """A figure in words."""
        return with_unit(number(value * self.factor, self.digits, sign=sign), self.word)


def scale_of(unit: str, most: float = 0.0) -> Scale:
    """How figures of a unit are shown. most: the largest of them, which decides between people and millions of people."""
    if unit.startswith(("share", "probability")):
        return Scale(100.0, "%", 1)
    if unit.startswith("thousands of dollars"):
        return Scale(1e-9, "trillion dollars", 1) if most >= 1e9 else Scale(1e-6, "billion dollars", 1)
    if unit.startswith("dollars of 2024 per head"):
        return Scale(1.0, "dollars a head", 0)
    if unit == "dollars":
        return Scale(1e-9, "billion dollars", 1)
    if unit == "log points a year":
        return Scale(100.0, "% a year", 2)
    if unit == "percentage points":
        return Scale(1.0, "points", 2)
    if unit.startswith("people"):
        return Scale(1e-6, "million people", 1) if most >= 1e6 else Scale(1.0, "people", 0)
    return Scale(1.0, unit, 0 if most == round(most) else 1)


def noted(chart: Chart, ahead: Mapping[str, Any]) -> Chart:
    """A picture with what it was drawn from beneath it, where it does not say that itself."""
    made = ahead.get("provenance", {})
    return replace(chart, note=f"{made['worlds']:,} worlds, seed {made['seed']}") if "worlds" in made and not chart.note else chart


def of(ahead: Mapping[str, Any], key: str, quantity: str, scope: str) -> Mapping[str, Any] | None:
    """The record of one quantity of one scope."""
    return next((one for one in ahead.get(key, ()) if one["quantity"] == quantity and one["scope_id"] == scope), None)


def charts_of(ahead: Mapping[str, Any], quantity: str, scope: str, name: str, worlds: int) -> Iterable[Chart]:
    """The fan of a quantity with the baseline beside it, what moves it most, and its variants where the page has them nowhere else."""
    drawn = of(ahead, "fans", quantity, scope)
    if drawn is not None:
        yield _fan(drawn, name, worlds)
    row = of(ahead, "multiples", quantity, scope)
    if row is not None and quantity not in SHOWN:
        yield variants(row, f"{name}-variants", worlds)
    moved = of(ahead, "sensitivity", quantity, scope)
    if moved is not None and any(one["share"] > 0 for one in moved["rows"]):
        reaches = [Reach(_BLOCKS.get(one["block"], one["block"]), one["share"]) for one in moved["rows"]]
        drawn_in = f"{moved['worlds']:,} worlds, each block of cards drawn from its priors alone, seed {ahead['provenance']['seed']}"
        yield replace(sensitivity(reaches, of=f"{_words(quantity)} of {scope}", name=f"{name}-moves"), note=drawn_in)


def _words(quantity: str) -> str:
    return quantity.replace("_", " ")


def _fan(drawn: Mapping[str, Any], name: str, worlds: int) -> Chart:
    own, *others = drawn["variants"].items()
    unit = scale_of(drawn["unit"], max(abs(value) for value in own[1]["p50"]))

    def scaled(key: str) -> list[float]:
        return [value * unit.factor for value in own[1][key]]

    beside = {variant_name(label): [value * unit.factor for value in one["p50"]] for label, one in others[:1]}
    data = Fan(drawn["years"], scaled("p50"), scaled("p025"), scaled("p10"), scaled("p90"), scaled("p975"), beside=beside)
    title = f"{capital(_words(drawn['quantity']))} of {drawn['scope_id']}: {unit.said(own[1]['p50'][-1])} in {drawn['years'][-1]}"
    return fan(data, title=title, unit=unit.word, digits=unit.digits, worlds=worlds, name=f"{name}-years")


def variants(row: Mapping[str, Any], name: str, worlds: int) -> Chart:
    """One quantity in the last year, a row a variant."""
    most = max(abs(one["p50"]) for one in row["rows"])
    unit = scale_of(row["unit"], most)
    rows = [
        Interval(
            variant_name(one["variant"]),
            one["p50"] * unit.factor,
            "",
            one["p10"] * unit.factor,
            one["p90"] * unit.factor,
            one["p05"] * unit.factor,
            one["p95"] * unit.factor,
            difference(one["difference"], unit),
        )
        for one in row["rows"]
    ]
    title = f"{capital(_words(row['quantity']))} of {row['scope_id']} in {row['year']}, variant by variant"
    noted = f"Less {variant_name(row['baseline'])}: mean, and 80 % of worlds" if any(one.note for one in rows) else ""
    return multiples(rows, title=title, unit=unit.word, digits=unit.digits, worlds=worlds, outer="90 % of worlds", noted=noted, name=name)


def difference(found: Mapping[str, float] | None, unit: Scale) -> str:
    """A paired difference in words: its mean, and where 80 per cent of worlds lie; nothing for the baseline itself."""
    if found is None:
        return ""
    mean, low, high = (number(found[key] * unit.factor, unit.digits, sign=True) for key in ("mean", "p10", "p90"))
    return f"difference {mean} ({low} to {high})" if low != high else f"difference {mean}"


def variant_name(name: str) -> str:
    """A variant's name as words: `status-quo` is Status quo."""
    return capital(name.replace("-", " "))


def side_by_side(ahead: Mapping[str, Any], scopes: Sequence[str], worlds: int) -> tuple[tuple[str, tuple[Chart, ...]], ...]:
    """For each quantity shown, a picture for each polity."""
    found = []
    for quantity in SHOWN:
        rows = [row for scope in scopes if (row := of(ahead, "multiples", quantity, scope)) is not None]
        if rows:
            pictures = tuple(
                noted(variants(row, f"variants-{quantity.replace('_', '-')}-{row['scope_id']}", worlds), ahead) for row in rows
            )
            found.append((f"{capital(_words(quantity))}: {rows[0]['words']}", pictures))
    return tuple(found)


def mapped(one: Mapping[str, Any], shapes: Shapes, titles: Mapping[str, str]) -> Chart:
    """A mean of each place on the map, in whole units."""
    whole = {code: round(value) for code, value in one["places"].items()}
    least, most = (number(end(whole.values()), sign=True) for end in (min, max))
    title = f"{capital(one['words'])} from {one['since']} to {one['year']}: {least} to {most} {one['unit']}"
    chart = seats_map(shapes, whole, titles=titles, what=one["unit"], title=title, name=f"map-{one['quantity'].replace('_', '-')}")
    return replace(chart, note=f"{chart.summary.removeprefix(f'{title}. ')} The mean of all worlds; no place's own figure is sure.")
