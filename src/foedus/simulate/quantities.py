"""What is written down of a year: every quantity with its unit, scope and range, in a fixed order.

One table. A range is cut into 4,096 equal bins; a value outside is counted below or above. Whether a quantity adds up since the start is in
its words. Needs: NumPy.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from foedus.simulate.calibration import Calibration
from foedus.simulate.compiled import Compiled
from foedus.simulate.ground import Scopes

BINS = 4096
Scope = Literal["place", "polity", "all", "joint"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """One quantity by name: its unit, what it is in words, and whether it is a count of chances that ends as a probability."""

    name: str
    unit: str
    words: str
    probability: bool = False


QUANTITIES: dict[str, Quantity] = {
    one.name: one
    for one in (
        Quantity("population", "people", "people at the end of the year"),
        Quantity("movers_in", "people a year", "people who moved in from another place; of a polity, the sum over its places"),
        Quantity("movers_out", "people a year", "people who moved out to another place; of a polity, the sum over its places"),
        Quantity("net_migration", "people since the start", "movers in less movers out since the start; of a polity, over its border"),
        Quantity("gross_product", "thousands of dollars of 2024", "product in the year"),
        Quantity("growth", "log points a year", "mean growth of product a year since the start"),
        Quantity("growth_per_head", "log points a year", "mean growth of product per head a year since the start"),
        Quantity("income_gap", "log points", "root mean square distance of places' disposable income from their mean, weighted by people"),
        Quantity("net_fiscal_flow", "dollars of 2024 per head", "what residents receive from the common purse less what they pay in"),
        Quantity("contribution", "share of product", "what the joint heads cost"),
        Quantity("policy_rate_misfit", "percentage points", "mean since the start of the distance of the rate that fits from the rate that holds"),
        Quantity("vote_share", "share", "group 1's two-party share at the last election; before the first, its leaning"),
        Quantity("turnout", "share", "votes at the last election by residents of 18 and over; before the first, as at the base"),
        Quantity("alone_can_decide", "share of elections", "elections so far in which its voters, as a bloc, were more than half"),
        Quantity("carries", "share of elections", "elections so far in which its winner won and the rest's did not"),
        Quantity("members", "units", "units that belong to it"),
        Quantity("office_group1", "share of elections", "elections so far that group 1 won (an even split counts a half)"),
        Quantity("office_pivot", "probability", "the place at which the count passes a half, at the last election", True),
        Quantity("deadlock_years", "years since the start", "years in which a decision was due and not carried"),
        Quantity("lapsed_years", "years since the start", "years in which a joint head went unpaid for want of a decision"),
        Quantity("changes_of_polity", "units since the start", "decisions of units to change polity"),
        Quantity("parted", "share of worlds in which the question may be put", "whether the polities have parted; a scenario, never a forecast", True),
    )
}
"""Every quantity by name; each has a heading in the reference."""


@dataclass(frozen=True, slots=True)
class Series:
    """One number a year in each world. low, high: of its bins; reach: its differences from the baseline are binned from -reach to reach."""

    quantity: str
    scope: Scope
    scope_id: str
    low: float
    high: float
    reach: float

    @property
    def width(self) -> float:
        """The width of a bin of values."""
        return (self.high - self.low) / BINS

    @property
    def key(self) -> tuple[str, str, str]:
        """Its name: quantity, scope, scope id."""
        return self.quantity, self.scope, self.scope_id


POLITY = (
    "population", "movers_in", "movers_out", "net_migration", "gross_product", "growth", "growth_per_head", "income_gap", "net_fiscal_flow",
    "contribution", "policy_rate_misfit", "vote_share", "turnout", "alone_can_decide", "carries", "members",
)  # fmt: skip
"""The quantities of each polity, in the order in which engines write them."""
ALL = ("population", "movers_in", "gross_product", "growth", "growth_per_head", "income_gap", "contribution", "vote_share", "turnout")
"""The quantities of all places together."""
JOINT = ("deadlock_years", "lapsed_years", "changes_of_polity", "parted")
"""The quantities of what is joint, after one `office_group1` for each office."""
OFFICES = 4
"""Offices that are written down."""
PLACE = ("population", "movers_in", "movers_out", "net_migration", "gross_product", "net_fiscal_flow", "vote_share", "turnout", "office_pivot")
"""The quantities of each place, as sums over worlds for the years of a map."""


def series_of(compiled: Compiled, calibration: Calibration, scopes: Scopes) -> tuple[Series, ...]:
    """The series of a run, in the order of recording: polities, all, joint."""
    people, product = float(calibration.base.population.sum()), float(calibration.base.product.sum())
    found = [_of(quantity, "polity", name, people, product) for name in scopes.names for quantity in POLITY]
    found += [_of(quantity, "all", "all", people, product) for quantity in ALL]
    names = [office.name for office in compiled.offices] + [f"office {number + 1}" for number in range(len(compiled.offices), OFFICES)]
    found += [_of("office_group1", "joint", name, 1.0, 1.0) for name in names]
    return (*found, *(_of(quantity, "joint", "joint", 1.0, 1.0) for quantity in JOINT))


def _of(quantity: str, scope: Scope, scope_id: str, people: float, product: float) -> Series:
    low, high = _range(quantity, people, product)
    return Series(quantity, scope, scope_id, low, high, (high - low) / 2)


def _range(quantity: str, people: float, product: float) -> tuple[float, float]:
    """Where the bins of a quantity lie, for a nation of so many people and such a product.

    A unit that changes polity takes its people with it, so any polity may become nearly the whole.
    """
    if quantity == "population":
        return 0.0, 1.75 * people
    if quantity in ("movers_in", "movers_out"):
        return 0.0, 0.15 * people
    if quantity == "net_migration":
        return -0.2 * people, 0.2 * people
    if quantity == "gross_product":
        return 0.0, 4.0 * product
    fixed = {
        "growth": (-0.1, 0.12), "growth_per_head": (-0.1, 0.12), "income_gap": (0.0, 1.5), "net_fiscal_flow": (-20_000.0, 20_000.0),
        "contribution": (0.0, 0.02), "policy_rate_misfit": (0.0, 4.0), "members": (-0.5, 63.5), "changes_of_polity": (-0.5, 127.5),
    }  # fmt: skip
    if quantity in fixed:
        return fixed[quantity]
    if quantity.endswith("_years"):
        return -0.5, 127.5
    return -0.5 / (BINS - 1), 1.0 + 0.5 / (BINS - 1)
