"""The assumption cards: values that a reader may dispute, each with its prior, its source and a sentence against itself.

One table. A card is changed by `--card name=value`, tried over a range by `--card name=low,high,steps`, drawn from its prior by `--priors`.
Marks: L taken from literature, A assumed. Nothing on a card is a cause or an estimate of ours.
Needs: the standard library. Sources: with each card.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from foedus.errors import ModelError


@dataclass(frozen=True, slots=True)
class Prior:
    """How a card is drawn: `fixed` (not at all), `normal` (mean, s.d., cut to the card's range), `uniform` (low, high), `log` (the same in logs)."""

    how: Literal["fixed", "normal", "uniform", "log"] = "fixed"
    first: float = 0.0
    second: float = 0.0


@dataclass(frozen=True, slots=True)
class Card:
    """One card: value and range in its unit, where it is from, what speaks against it, and the block of assumptions that it belongs to."""

    name: str
    title: str
    unit: str
    default: float
    low: float
    high: float
    prior: Prior
    mark: Literal["L", "A"]
    source: str
    against: str
    block: str


def _normal(mean: float, sd: float) -> Prior:
    return Prior("normal", mean, sd)


def _uniform(low: float, high: float) -> Prior:
    return Prior("uniform", low, high)


FROM_TEXT = -1.0
"""The value of `entry` that means: as the text opens each border."""

_TABLE: tuple[Card, ...] = (
    Card("smoothing", "income differences evened inside a tax union", "share", 0.14, 0.0, 1.0, _uniform(0.10, 0.20), "L",
         "Asdrubali, Sorensen and Yosha 1996", "Del Negro finds part of it to be measurement error.", "money"),
    Card("kappa", "fall of inflation per point of unemployment gap", "points per point", 0.2, 0.0, 2.0, _normal(0.2, 0.1), "A",
         "assumed; no prices by region are in the data", "Slopes estimated since 1990 range from nothing to twice this.", "prices"),
    Card("lambda", "fall of unemployment per point that the shared rate lies below the own rate", "points per point", 0.05, 0.0, 0.5,
         _normal(0.05, 0.035), "A", "sign: Andriantomanga and others 2025, 33 states; size assumed",
         "The record already contains the shared rate, so its size cannot be read off.", "prices"),
    Card("rate_inflation", "weight of inflation in the rate rule", "points per point", 0.5, 0.0, 2.0, Prior(), "L", "Taylor 1993",
         "No bank follows a rule.", "prices"),
    Card("rate_slack", "weight of slack in the rate rule, at Okun's two points of product a point", "points per point", 0.5, 0.0, 2.0, Prior(),
         "L", "Taylor 1993", "Later rules put twice this weight.", "prices"),
    Card("a_income", "effect of log disposable income on attraction", "log per log", 2.0, 0.0, 8.0, _normal(2.0, 1.0), "A",
         "assumed; Dao and others 2017 and Foschi and others 2025 disagree", "Places with high incomes have lost people for twenty years.", "moves"),
    Card("a_tax", "elasticity of inflow to the relative tax", "log per log", -0.21, -2.0, 0.0, _uniform(-0.4, 0.0), "L", "Coomes and Hoyt 2008",
         "Measured in metropolitan areas on a border only.", "moves"),
    Card("a_lean", "attraction of places that vote alike, per unit of share", "log per share", 1.0, 0.0, 8.0, _uniform(0.0, 5.7), "A",
         "association in the survey of moves; Martin and Webster 2018 find little direct sorting", "An association; movers carry no party in the data.",
         "moves"),
    Card("entry", "what is left of the moves into a polity across its border (-1: as the text opens it: free 1, mild .6, strict .3, closed 0)",
         "share", FROM_TEXT, FROM_TEXT, 1.0, Prior(), "A", "assumed; no source", "Nothing like these borders has been seen between these places.",
         "scenario"),
    Card("delta", "loss of product behind a new border, over ten years", "log points", 0.0, 0.0, 0.5, Prior(), "A", "a scenario, never estimated",
         "Estimates for other borders differ by a factor of ten, and are of other borders.", "scenario"),
    Card("immigration", "people a year from abroad, in the shares of 2024", "people", 1_000_000.0, 0.0, 5_000_000.0, _uniform(0.0, 2_800_000.0), "A",
         "assumed; 2,786,119 in 2024", "It followed policy from a quarter to almost three times this within five years.", "moves"),
    Card("d0", "refusal by a chamber at no distance, in logits", "logit", -2.5, -20.0, 20.0, _normal(-2.5, 1.0), "A", "assumed; no source",
         "There is no record of such chambers.", "politics"),
    Card("d1", "refusal by a chamber for each unit of distance of the medians, in logits", "logit per share", 8.0, -100.0, 100.0, _normal(8.0, 4.0), "A",
         "assumed; no source", "There is no record of such chambers.", "politics"),
    Card("hazard", "chance that a unit with support puts the question in a year", "probability a year", 0.1, 0.0, 1.0, Prior("log", 0.02, 0.5), "A",
         "assumed; no source", "Questions have been put once in a century, and four times in a decade.", "politics"),
    Card("campaign", "share of Yes that a campaign costs; each campaign draws its own, with a spread as large", "share", 0.04, -0.5, 0.5,
         _normal(0.04, 0.04), "A", "sign: LeDuc 2002, Renwick 2014; size assumed", "Some campaigns have gained.", "politics"),
    Card("change_income", "support for a change of polity for each log point by which disposable income is higher in the other", "share per log", 0.5, 0.0,
         5.0, _uniform(0.0, 1.0), "A", "assumed; no source", "Poorer units have wished to stay as often as to go.", "politics"),
    Card("joint_cost", "joint heads as a share of product", "share of product", 0.0005, 0.0, 0.05, Prior("log", 0.0001, 0.002), "A",
         "assumed, unless the text names an amount", "The text says who pays, and not how much.", "money"),
    Card("shared_currency", "the popular choice where the text leaves the currency to one (1: yes, 0: no)", "1 or 0", 1.0, 0.0, 1.0, Prior(), "A",
         "a scenario", "Nobody has been asked.", "scenario"),
    Card("parting", "whether the question of parting may be put at all (1: yes, 0: no)", "1 or 0", 0.0, 0.0, 1.0, Prior(), "A",
         "a scenario: nobody can say whether it happens", "It is asked only in order to see what would follow.", "scenario"),
)  # fmt: skip

CARDS: Mapping[str, Card] = MappingProxyType({card.name: card for card in _TABLE})
"""Every card by name."""

BLOCKS: tuple[str, ...] = tuple(dict.fromkeys(card.block for card in _TABLE))
"""The blocks of assumptions, by which shares of variance are told."""

ENTRY_WORDS: Mapping[str, float] = MappingProxyType({"free": 1.0, "mild": 0.6, "strict": 0.3, "closed": 0.0})
"""What is left of the moves across a border that a text calls free, mild, strict or closed: card `entry`."""


def defaults() -> dict[str, float]:
    """Every card at its default."""
    return {card.name: card.default for card in CARDS.values()}


def with_values(changed: Mapping[str, float]) -> dict[str, float]:
    """The defaults with some cards changed. Raises ModelError for a card that does not exist or a value outside its range."""
    values = defaults()
    for name, value in changed.items():
        card = _known(name)
        if not card.low <= value <= card.high:
            raise ModelError(
                f"the card {name} cannot be {value:g} ({card.unit})", mend=f"take a value from {card.low:g} to {card.high:g}"
            )
        values[name] = float(value)
    return values


def _known(name: str) -> Card:
    if name not in CARDS:
        raise ModelError(f"there is no card called {name}", mend=f"take one of {', '.join(CARDS)}")
    return CARDS[name]


@dataclass(frozen=True, slots=True)
class Asked:
    """Cards as a user gave them: fixed values, and cards to be tried at several values."""

    values: Mapping[str, float]
    tried: Mapping[str, tuple[float, ...]]


def read(options: Iterable[str]) -> Asked:
    """Read `name=value` and `name=low,high,steps`. Raises ModelError for another form, card or range."""
    values: dict[str, float] = {}
    tried: dict[str, tuple[float, ...]] = {}
    for option in options:
        name, _, text = option.partition("=")
        card = _known(name.strip())
        numbers = _numbers(option, text)
        if len(numbers) == 1:
            values[card.name] = numbers[0]
        else:
            low, high, steps = numbers[0], numbers[1], int(numbers[2])
            if steps < 2 or high <= low or steps > 1000:
                raise ModelError(f"`{option}` tries nothing", mend="write name=low,high,steps with low < high and 2 to 1000 steps")
            tried[card.name] = tuple(low + (high - low) * n / (steps - 1) for n in range(steps))
            with_values({card.name: low})
            with_values({card.name: high})
    with_values(values)
    return Asked(MappingProxyType(values), MappingProxyType(tried))


def _numbers(option: str, text: str) -> list[float]:
    try:
        numbers = [float(part) for part in text.split(",")]
    except ValueError:
        numbers = []
    finite = all(abs(number) < float("inf") for number in numbers)
    if len(numbers) not in (1, 3) or not finite:
        raise ModelError(f"`{option}` is no card", mend="write name=value, or name=low,high,steps")
    return numbers
