"""The federal account by place under four rules of accounting, in whole cents.

What a place pays and gets is not published as a series by place: it is *allocated*. Each national total is shared out by a column of the tables
(its key), by largest remainder, so that parts equal wholes to the cent. No rule is "the" balance; all four are always given.
Needs: NumPy is not used; sums are integers and fractions. Source of totals: the card `federal_2019`; of keys: the tables, see SOURCES.md.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from decimal import Decimal
from fractions import Fraction

from foedus.data.listing import figure
from foedus.data.world import World
from foedus.errors import DataError
from foedus.simulate.calibration import RULES

CENTS_A_BILLION = 100 * 10**9
ABROAD = "abroad"
"""The place without people or votes where forces abroad stand; the rules share national totals among the places alone."""
BASE_YEAR = 2019


@dataclass(frozen=True, slots=True)
class Totals:
    """National totals, billions of dollars of fiscal year 2019: an assumption card. grants and civilian are read from the tables.

    Receipts: income tax, social insurance, corporate tax, other. Outlays: all, and of them Medicaid, defence, interest.
    """

    income_tax: Decimal = Decimal("1717.9")
    social_insurance: Decimal = Decimal("1243.4")
    corporate_tax: Decimal = Decimal("230.2")
    other_receipts: Decimal = Decimal("270.7")
    outlays: Decimal = Decimal("4446.6")
    medicaid: Decimal = Decimal(406)
    defence: Decimal = Decimal(680)
    interest: Decimal = Decimal(375)
    note: str = (
        "card federal_2019: receipts, outlays and income tax follow the Monthly Treasury Statement as reported in the press; "
        "the other totals are rounded and are an assumption"
    )


def totals_with(changed: Mapping[str, str]) -> Totals:
    """The card with some totals changed, billions of dollars as text. Raises DataError for another name, or what is no number from 0 up.

    >>> totals_with({"income_tax": "1800"}).income_tax
    Decimal('1800')
    """
    names = [item.name for item in fields(Totals) if item.name != "note"]
    values = {}
    for name, text in changed.items():
        value = figure(text)
        if name not in names:
            raise DataError(f"the card federal_2019 has no `{name}`", mend=f"take one of {', '.join(names)}")
        if value is None or value < 0:
            raise DataError(f"federal_2019.{name} cannot be `{text}`", mend="give billions of dollars, from 0 up")
        values[name] = value
    if not values:
        return Totals()
    note = f"card federal_2019 with {', '.join(f'{name} {value}' for name, value in values.items())} billion dollars, as asked"
    return Totals(**values, note=note)


@dataclass(frozen=True, slots=True)
class Term:
    """One line of the account: its national total in cents, and the key that shares it out."""

    name: str
    total: int
    key: str
    receipt: bool = False


@dataclass(frozen=True)
class Keys:
    """The share of each place in each column, in place order; abroad: the part of the national military line that is abroad."""

    codes: tuple[str, ...]
    shares: Mapping[str, tuple[Fraction, ...]]
    sums: Mapping[str, Fraction]
    population: tuple[int, ...]
    abroad: Fraction


@dataclass(frozen=True)
class Balances:
    """Taxes, outlays and balance in cents by rule and place. Outlays less taxes: above 0, a place gets more than it pays.

    by_rule: [rule][place number]; taxes, outlays likewise; deficit: what the balance of a rule sums to; terms: the lines shared out.
    """

    codes: tuple[str, ...]
    taxes: Mapping[str, tuple[int, ...]]
    outlays: Mapping[str, tuple[int, ...]]
    by_rule: Mapping[str, tuple[int, ...]]
    deficit: Mapping[str, int]
    population: tuple[int, ...]
    terms: tuple[Term, ...]
    abroad: Fraction
    note: str = field(default="")

    def of(self, codes: Sequence[str]) -> dict[str, int]:
        """The balance of a group of places under each rule, cents."""
        numbers = [self.codes.index(code) for code in codes]
        return {rule: sum(self.by_rule[rule][i] for i in numbers) for rule in RULES}

    def people(self, codes: Sequence[str]) -> int:
        """Residents of a group of places in the base year."""
        return sum(self.population[self.codes.index(code)] for code in codes)


def split(total: int, shares: Sequence[Fraction]) -> tuple[int, ...]:
    """Share out a whole number by largest remainder, remainders of equals going by place number; the parts add up to it exactly."""
    whole = sum(shares, Fraction(0))
    if not whole:
        raise DataError("nothing can be shared out by shares that are all 0", mend="give a key with a value above 0")
    exact = [total * share / whole for share in shares]
    parts = [value.numerator // value.denominator for value in exact]
    by_rest = sorted(range(len(shares)), key=lambda i: (-(exact[i] - parts[i]), i))
    for i in by_rest[: total - sum(parts)]:
        parts[i] += 1
    return tuple(parts)


def keys(world: World) -> Keys:
    """The keys of the account, as exact shares. Raises DataError where a column is missing."""
    columns = {name: world.values("fiscal", name) for name in ("agi", "agi_high", "contributions", "transfers", "grants", "federal_civilian", "defence")}
    columns["dividends_interest_rent"] = world.values("income", "dividends_interest_rent", year=BASE_YEAR)
    columns["population"] = world.values("population", "population", year=BASE_YEAR)
    exact = {name: tuple(_exact(name, code, found.get(code)) for code in world.codes) for name, found in columns.items()}
    sums = {name: sum(values, Fraction(0)) for name, values in exact.items()}
    shares = {name: tuple(value / sums[name] for value in values) for name, values in exact.items()}
    forces = world.national("sectors", "military", year=BASE_YEAR)
    abroad = 1 - sums["defence"] / Fraction(forces) if forces else Fraction(0)
    return Keys(world.codes, shares, sums, tuple(int(value) for value in exact["population"]), abroad)


def _exact(name: str, code: str, value: object) -> Fraction:
    if not isinstance(value, int | Decimal):
        raise DataError(f"the federal account needs `{name}` of {code}, and there is none", mend="a later year, or a table that has it")
    return Fraction(value)


def terms(found: Keys, card: Totals | None = None) -> tuple[Term, ...]:
    """The lines of the account: receipts, then outlays. `rest` is what no other line of outlays covers."""
    card = card or Totals()

    def cents(billions: Decimal | Fraction) -> int:
        value = Fraction(billions) * CENTS_A_BILLION
        return round(value)

    grants, civilian = cents(found.sums["grants"] / 1000), cents(found.sums["federal_civilian"] / 1000)
    rest = cents(card.outlays) - cents(card.interest) - grants - cents(card.defence) - civilian
    return (
        Term("income tax", cents(card.income_tax), "agi", receipt=True),
        Term("social insurance", cents(card.social_insurance), "contributions", receipt=True),
        Term("corporate tax", cents(card.corporate_tax), "dividends_interest_rent", receipt=True),
        Term("other receipts", cents(card.other_receipts), "population", receipt=True),
        Term("defence", cents(card.defence), "defence"),
        Term("federal civilian", civilian, "federal_civilian"),
        Term("Medicaid", cents(card.medicaid), "transfers"),
        Term("other grants", grants - cents(card.medicaid), "grants"),
        Term("interest", cents(card.interest), "dividends_interest_rent"),
        Term("all other outlays", rest, "transfers"),
    )


def balances(world: World, card: Totals | None = None, instead: Mapping[str, str] | None = None) -> Balances:
    """The account of the base year under every rule. instead: for the name of a line, another key to share it out by."""
    found = keys(world)
    lines = tuple(replace(line, key=(instead or {}).get(line.name, line.key)) for line in terms(found, card))
    return _account(found, lines, (card or Totals()).note)


def _account(found: Keys, lines: Sequence[Term], note: str) -> Balances:
    by_head = tuple(replace(line, key="population") if line.name == "defence" else line for line in lines)
    paid = _sum(found, [line for line in lines if line.receipt])
    got, got_by_head = (_sum(found, [line for line in some if not line.receipt]) for some in (lines, by_head))
    deficit = sum(got) - sum(paid)
    scaled = split(sum(got), [Fraction(part) for part in paid])
    later = split(deficit, found.shares["population"])
    taxes = {"cash": paid, "balanced_by_tax": scaled, "balanced_by_head": tuple(map(int.__add__, paid, later)), "benefit": scaled}
    outlays = {"cash": got, "balanced_by_tax": got, "balanced_by_head": got, "benefit": got_by_head}
    by_rule = {rule: tuple(map(int.__sub__, outlays[rule], taxes[rule])) for rule in RULES}
    return Balances(found.codes, taxes, outlays, by_rule, {rule: sum(by_rule[rule]) for rule in RULES}, found.population, tuple(lines),
                    found.abroad, note)  # fmt: skip


def _sum(found: Keys, lines: Sequence[Term]) -> tuple[int, ...]:
    parts = [split(line.total, found.shares[line.key]) for line in lines]
    return tuple(sum(column) for column in zip(*parts, strict=True))


def moved_most(world: World, codes: Sequence[str], rule: str = "balanced_by_tax", card: Totals | None = None) -> tuple[str, str, int]:
    """The line whose key moves the figure of a group most: its name, the other key, and by how many cents.

    Each line is shared out by head instead of by its key, and income tax by returns of 200,000 dollars and more too.
    """
    before = balances(world, card).of(codes)[rule]
    tries = [(line.name, "population") for line in terms(keys(world), card) if line.key != "population"] + [("income tax", "agi_high")]
    moves = [(name, key, balances(world, card, instead={name: key}).of(codes)[rule] - before) for name, key in tries]
    return max(moves, key=lambda move: abs(move[2]))
