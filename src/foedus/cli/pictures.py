"""The pictures of an ensemble: a fan for each headline of each polity, all variants beside one another, and a map of places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from foedus.data.shapes import shapes
from foedus.simulate.ensemble import Ensemble
from foedus.simulate.report import fans, maps, multiples
from foedus.simulate.sweep.sobol import Shares
from foedus.studio.charts import Fan, Interval, Reach, fan, sensitivity
from foedus.studio.charts import multiples as several
from foedus.studio.views.years import Scale, difference, mapped

_MILLION = ("people", "people a year", "people since the start")


def _scale(unit: str) -> tuple[float, str]:
    if unit in _MILLION:
        return 1e-6, f"million {unit}"
    if unit == "thousands of dollars of 2024":
        return 1e-9, "trillion dollars of 2024"
    return (100.0, "per cent") if unit in ("share", "log points a year") else (1.0, unit)


def pictures(ensemble: Ensemble, titles: Mapping[str, str] | None = None) -> Iterator[tuple[str, str]]:
    """The pictures as (name of the file, SVG). titles: the full names of places."""
    first = ensemble.names[0]
    for one in fans(ensemble):
        if one["scope_id"] == "all":
            continue
        yield _name("fan", one), _fan(one, first, ensemble).document()
    for one in multiples(ensemble):
        if one["scope_id"] != "all":
            yield _name("variants", one), _several(one, ensemble).document()
    drawn, codes = shapes(ensemble.task.calibration.world), ensemble.task.calibration.codes
    if drawn is not None:
        charts = [mapped(one, drawn, titles or dict(zip(codes, codes, strict=True))) for one in maps(ensemble)]
        yield from ((chart.name, chart.document()) for chart in charts)


def _name(kind: str, one: Mapping[str, Any]) -> str:
    return f"{kind}-{one['quantity']}-{one['scope_id']}".replace(" ", "-").lower()


def _fan(one: Mapping[str, Any], first: str, ensemble: Ensemble) -> Any:
    factor, unit = _scale(one["unit"])
    rows = {key: [value * factor for value in values] for key, values in one["variants"][first].items()}
    beside = {name: [value * factor for value in found["p50"]] for name, found in one["variants"].items() if name == ensemble.baseline != first}
    data = Fan(one["years"], rows["p50"], rows["p025"], rows["p10"], rows["p90"], rows["p975"], beside=beside)
    return fan(data, title=f"{one['scope_id']}: {one['words']}", unit=unit, worlds=ensemble.worlds, name=_name("fan", one))


def _several(one: Mapping[str, Any], ensemble: Ensemble) -> Any:
    factor, unit = _scale(one["unit"])
    rows = [Interval(row["variant"], row["value"] * factor, "", row["p10"] * factor, row["p90"] * factor, row["p05"] * factor, row["p95"] * factor,
                     difference(row["difference"], Scale(factor, unit, 2))) for row in one["rows"]]  # fmt: skip
    noted = f"Less {one['baseline']}" if len(rows) > 1 else ""
    return several(rows, title=f"{one['scope_id']}, {one['year']}: {one['words']}", unit=unit, digits=2, worlds=ensemble.worlds, outer="90 % of worlds",
                   noted=noted, name=_name("variants", one))  # fmt: skip


def bars(shares: Shares) -> str:
    """What moves a number most: the total share of each card with its interval, as SVG."""
    reaches = [Reach(name, max(total, 0.0), max(total - error, 0.0), total + error) for name, _, _, total, error in shares.cards]
    return sensitivity(reaches, of=shares.what, name="sensitivity").document()
