"""The page of expectations: whether the world is as the text expects, with figure, source, doubt, and what would change it.

Reads the plain values of `foedus expect --json`. The verdict is that of the record, never read off the picture.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from foedus.checked import Checked
from foedus.data.shapes import shapes
from foedus.model.words import listed
from foedus.source import Citation
from foedus.studio.charts import Cell, Chart, Interval, Reading, Table, gauge
from foedus.studio.figures import number, percent, with_unit
from foedus.studio.results import Results
from foedus.studio.views.site import capital, count, proper, words_of
from foedus.studio.views.years import Scale, charts_of, mapped, noted, scale_of, side_by_side, variant_name

WORDS = {"holds": "Met", "fails": "Not met", "depends": "Cannot say", "cannot_be_measured": "Cannot say"}
"""How verdicts are shown."""
_RULES = {
    "cash": "Cash",
    "balanced_by_tax": "Balanced, the deficit as future tax",
    "balanced_by_head": "Balanced, the deficit by head",
    "benefit": "Balanced, defence by where people live",
}


@dataclass(frozen=True, slots=True)
class ExpectView:
    """One expectation. basis: what the figure rests on, in a few words; close: what the figure would be with a close unit elsewhere."""

    name: str
    title: str
    cite: Citation
    statement: str
    verdict: str
    basis: str
    why: str
    gauge: Chart | None
    charts: tuple[Chart, ...]
    close: Table | None
    flips: str
    notes: tuple[str, ...]
    sources: tuple[str, ...]
    rests_on: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CardView:
    """One assumption card that a figure rests on."""

    name: str
    title: str
    value: str
    range: str
    source: str
    against: str


@dataclass(frozen=True, slots=True)
class ExpectsView:
    """The whole page.

    limits: what this cannot tell; beside: variants side by side; baseline: from which their differences are taken;
    maps: means of places, in the year `until`; unsimulated: what of the text the yearly model leaves out, and why;
    measured: whether anything was answered at all.
    """

    answer: str
    all: tuple[ExpectView, ...]
    cards: tuple[CardView, ...]
    limits: tuple[str, ...]
    beside: tuple[tuple[str, tuple[Chart, ...]], ...]
    baseline: str
    maps: tuple[Chart, ...]
    until: int
    unsimulated: tuple[tuple[str, str], ...]
    measured: bool
    seed: int | None
    worlds: int

    @property
    def charts(self) -> tuple[Chart, ...]:
        """Every picture of the page."""
        own = [chart for one in self.all for chart in (*((one.gauge,) if one.gauge else ()), *one.charts)]
        return (*own, *(chart for _, row in self.beside for chart in row), *self.maps)

    @property
    def lived(self) -> str:
        """What the map of people shows, in a sentence: its two ends."""
        rows = self.maps[0].table.rows
        (most, more), (least, less) = ((row[0].text, row[1].text) for row in (rows[0], rows[-1]))
        return f"Their number changes by {less} per cent in {least} and by {more} per cent in {most}, on the mean of all simulated worlds."


def expects_view(checked: Checked, results: Results) -> ExpectsView:
    """Fill the page."""
    views = tuple(_view(item, proper(checked), results) for item in results.expectations)
    if not views and checked.settlement is not None:
        views = tuple(_listed(name, clause.cite) for name, clause in checked.settlement.expects.items())
    ensemble = results.simulated
    return ExpectsView(
        answer=_answer(views),
        all=views,
        cards=tuple(_cards(views, results)),
        limits=tuple(results.limits),
        beside=side_by_side(results.ahead, _polities(checked), int(ensemble.get("worlds", 0))) if results.ahead else (),
        baseline=_baseline(results.ahead),
        maps=_maps(checked, results.ahead),
        until=max([0, *(one["year"] for one in results.ahead.get("maps", ()))]),
        unsimulated=tuple(_left_out(one) for one in results.ahead.get("not_simulated", ())),
        measured=any(one.verdict in WORDS for one in views),
        seed=ensemble.get("seed"),
        worlds=int(ensemble.get("worlds", 0)),
    )


def _baseline(ahead: Mapping[str, Any]) -> str:
    """The variant from which differences are taken, if anything stands beside the text."""
    return next((variant_name(row["baseline"]) for row in ahead.get("multiples", ()) if len(row["rows"]) > 1), "")


def _maps(checked: Checked, ahead: Mapping[str, Any]) -> tuple[Chart, ...]:
    """The places on the map, where the country has one."""
    drawn = shapes(checked.settlement.gazetteer.name or "") if checked.settlement is not None and ahead else None
    if drawn is None or checked.settlement is None:
        return ()
    titles = {code: unit.title for code, unit in checked.settlement.units.items()}
    return tuple(mapped(one, drawn, titles) for one in ahead.get("maps", ()))


def _left_out(one: Mapping[str, str]) -> tuple[str, str]:
    return (f"{one['what']} ({one['cite']})" if one["cite"] else one["what"]), one["why"]


def _polities(checked: Checked) -> list[str]:
    return [name for name, one in checked.settlement.polities.items() if not one.of_unit] if checked.settlement else []


def _charts(item: Mapping[str, Any], results: Results) -> Iterable[Chart]:
    """What the years to come look like for what an expectation speaks of."""
    if item.get("horizon") and results.ahead:
        for one in item.get("left", ()):
            name = f"expect-{item['name']}-{one['scope']}"
            found = charts_of(results.ahead, one["measure"], one["scope"], name, int(results.simulated["worlds"]))
            yield from (noted(chart, results.ahead) for chart in found)


def _listed(name: str, cite: Citation) -> ExpectView:
    return ExpectView(name, words_of(name), cite, "", "", "not yet measured", "", None, (), None, "", (), (), ())


def _answer(views: Sequence[ExpectView]) -> str:
    if not views:
        return "The text expects nothing of the world."
    shown = [WORDS.get(one.verdict, "") for one in views]
    if not any(shown):
        return f"{count(len(views), 'expectation')} in the text; none is measured here."
    met, not_met, unsaid = (shown.count(word) for word in ("Met", "Not met", "Cannot say"))
    said = [
        f"Of {count(len(views), 'expectation')}, {met} {'is' if met == 1 else 'are'} met",
        f"{not_met} {'is' if not_met == 1 else 'are'} not",
    ]
    return f"{', '.join(said)}; of {unsaid} it cannot be said."


def _view(item: Mapping[str, Any], keep: Collection[str], results: Results) -> ExpectView:
    unit = unit_of(item)
    title = words_of(item["name"], keep)
    chart = _gauge(item, unit, title)
    ensemble = item.get("ensemble") or {}
    return ExpectView(
        name=item["name"],
        title=title,
        cite=item["cite"],
        statement=item.get("statement", ""),
        verdict=item["verdict"],
        basis=_basis(item, ensemble),
        why=_sentence(item.get("why", "")),
        gauge=chart,
        charts=tuple(_charts(item, results)),
        close=_close(item, unit, title),
        flips=_flips(item),
        notes=tuple(_sentence(note) for note in item.get("notes", ())),
        sources=tuple(item.get("sources", ())),
        rests_on=tuple(item.get("rests_on", ())),
    )


def _sentence(text: str) -> str:
    said = capital(text.strip())
    return said if not said or said[-1] in ".!?" else f"{said}."


def _basis(item: Mapping[str, Any], ensemble: Mapping[str, Any]) -> str:
    if item.get("horizon"):
        worlds = ensemble.get("worlds")
        right = item.get("statement", "").partition(f" {_expects(item.get('statement', ''))} ")[2]
        line = " · line: the other side's mean" if item.get("readings") and " of " in right else ""
        return f"{item['horizon']} years" + (f", {int(worlds):,} worlds" if worlds else "") + line
    years = dict.fromkeys(one["year"] for one in (*item.get("left", ()), *item.get("right", ())) if one.get("year"))
    bar = ""
    if len(item.get("readings", ())) > 1:
        bar = " · each dot an accounting rule" if any(one["rule"] for one in item["readings"]) else ""
    elif item.get("placements"):
        bar = " · bar: close units placed elsewhere"
    return (f"Data {', '.join(years)}" if years else "No figure") + bar


# ---- figures


def unit_of(item: Mapping[str, Any]) -> Scale:
    """How the figures of a record are shown."""
    return scale_of(item.get("unit", ""), max([0.0, *(abs(one["left"]) for one in item.get("readings", ()))]))


def _gauge(item: Mapping[str, Any], unit: Scale, title: str) -> Chart | None:
    """The row of an expectation; None where there is no figure."""
    readings = item.get("readings", ())
    if not readings:
        return None
    threshold = readings[0]["right"] * unit.factor
    expects = _expects(item.get("statement", ""))
    verdict = WORDS.get(item["verdict"], item["verdict"])
    low, high = (0.0, 100.0) if unit.word == "%" else (None, None)
    values = [one["left"] * unit.factor for one in readings]
    median = ((item.get("ensemble") or {}).get("quantiles") or {}).get("p50")
    if median is not None and len(readings) == 1:
        values = [median * unit.factor]
    if len(readings) > 1:
        dots = tuple((_rule(one), one["left"] * unit.factor) for one in readings)
        said = f"{number(min(values), unit.digits)} to {with_unit(number(max(values), unit.digits), unit.word)}"
        reading = Reading(Interval(title, values[0], said), threshold, expects, unit.word, unit.digits, low, high, dots=dots)
    else:
        figure = _interval(title, values[0], item, unit)
        bar = "80 % of worlds" if item.get("horizon") else "Close units placed elsewhere"
        reading = Reading(figure, threshold, expects, unit.word, unit.digits, low, high, bar)
    return gauge(reading, title=title, verdict=verdict, name=f"expect-{item['name']}")


def _rule(reading: Mapping[str, Any]) -> str:
    rule = str(reading["rule"])
    return _RULES.get(rule, rule) or str(reading["scope"])


def _expects(statement: str) -> str:
    return next((sign for sign in (" >= ", " <= ", " > ", " < ") if sign in statement), " > ").strip()


def _interval(title: str, value: float, item: Mapping[str, Any], unit: Scale) -> Interval:
    """The figure with its doubt: quantiles of an ensemble, or for data the least and most that close units could make of it."""
    said = with_unit(number(value, unit.digits, sign=unit.word not in ("%", "points", "% a year")), unit.word)
    found = (item.get("ensemble") or {}).get("quantiles") or {}
    if found:
        return Interval(title, value, said, *(found[name] * unit.factor for name in ("p10", "p90", "p025", "p975")))
    threshold = item["readings"][0]["right"]
    spread = [(distance + threshold) * unit.factor for one in item.get("placements", ()) for distance in one["figures"].values()]
    return Interval(title, value, said, min([value, *spread]), max([value, *spread])) if spread else Interval(title, value, said)


def _close(item: Mapping[str, Any], unit: Scale, title: str) -> Table | None:
    """What the figure would be, were one close unit elsewhere."""
    rows = []
    several = len(item.get("readings", ())) > 1
    for one in item.get("close_units", ()):
        right = item["readings"][0]["right"] if item.get("readings") else 0
        figures = [(distance + right) * unit.factor for distance in one["figures"].values()]
        if not figures:
            continue
        said = (
            number(figures[0], unit.digits)
            if not several
            else f"{number(min(figures), unit.digits)} to {number(max(figures), unit.digits)}"
        )
        verdict = WORDS.get(one["verdict"], one["verdict"])
        rows.append(
            (Cell(one["title"]), Cell(percent(one["margin"], 1)), Cell(one["instead"]), Cell(with_unit(said, unit.word)), Cell(verdict))
        )
    if not rows:
        return None
    return Table(
        f"If one close unit belonged elsewhere: {title}",
        ("Unit", "Last margin", "Placed in", "Figure", "Verdict"),
        tuple(rows),
    )


def _flips(item: Mapping[str, Any]) -> str:
    titles = [one["title"] for one in item.get("close_units", ()) if one["verdict"] != item["verdict"]]
    return f"It turns on where the line is drawn: {listed(list(dict.fromkeys(titles)))} alone would change the verdict." if titles else ""


# ---- cards


def _cards(views: Iterable[ExpectView], results: Results) -> Iterable[CardView]:
    """The assumption cards that some figure rests on."""
    named = {item.removeprefix("card ") for one in views for item in one.rests_on if item.startswith("card ")} | set(
        results.simulated.get("cards", ())
    )
    for card in results.cards:
        if card["name"] in named:
            values = (number(card[key], _digits(card[key])) for key in ("default", "low", "high"))
            default, low, high = values
            yield CardView(
                card["name"],
                capital(card["title"]),
                _value(card, default),
                "yes or no" if card["unit"] == SWITCH else f"{low} to {high}",
                _source(card),
                card["against"],
            )


SWITCH = "1 or 0"
"""The unit of a card that is answered with yes or no."""


def _value(card: Mapping[str, Any], default: str) -> str:
    if card["unit"] == SWITCH:
        return "Yes" if card["default"] else "No"
    return "As the text says" if card["name"] == "entry" and card["default"] < 0 else with_unit(default, card["unit"])


def _source(card: Mapping[str, Any]) -> str:
    """Where a value is from, said once."""
    if card["mark"] == "L":
        return f"From the literature: {card['source']}."
    source = card["source"].removeprefix("assumed").lstrip(",; ")
    return f"Assumed: {source}." if source else "Assumed."


def _digits(value: float) -> int:
    return next((digits for digits in range(5) if abs(value - round(value, digits)) < 1e-9), 4)
