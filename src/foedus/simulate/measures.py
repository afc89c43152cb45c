"""The measures that an expectation may name, worked out from facts, for a group of places.

`Measures(world)` keeps what it reads, so that the same measure for many groups (who belongs where, if a close unit stood elsewhere) is cheap.
Each measure says its unit, year, columns, source and the note that goes with it; one that the data cannot give says what is missing.
Needs: NumPy for growth and rates. Sources: design page SIMULATION, section 2; the tables, with each figure.
"""

from __future__ import annotations

import difflib
import math
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from functools import cached_property, lru_cache

from foedus.data.series import Series, Values, all_series, series
from foedus.data.world import World
from foedus.errors import DataError
from foedus.simulate.balance import BASE_YEAR, Balances, Totals, balances, moved_most
from foedus.simulate.calibrate_jobs import Labour, labour
from foedus.simulate.calibration import RULES
from foedus.simulate.measured import Figure, Measured, joined, unmeasured
from foedus.simulate.moves import net_moves

KAPPAS = (Fraction(0), Fraction(1, 5), Fraction(2, 5))
"""Values of the card `kappa` that are always tried side by side."""
ELECTORATES = ("votes", "votes_cast", "adult_citizens", "residents_18", "voting_age_population")
MODEL_ONLY = (
    "movers", "movers_in", "movers_out", "deadlock_years", "lapsed_years", "members", "net_fiscal_flow", "contribution", "income_gap", "vote_share",
    "turnout",
)  # fmt: skip
"""Quantities of the yearly model alone."""
NOT_SHIPPED = (
    "the federal balance by state as a published series; active, reserve and Guard strength by state; regional prices; unemployment after 2018; "
    "personal income after 2021; state and local finance after 2019; production of energy and food; who holds the federal debt; "
    "votes by state before 1976; the units of other federations"
)
"""What a reader may look for and the data do not have."""
SHARE_NOTE = "a share is not who feeds whom: value added is not output, trade or dependence"


class Measures:
    """Measures on the tables of one country. card: national totals of the federal account, where they are not those that ship."""

    def __init__(self, world: World, card: Totals | None = None) -> None:
        self.world, self.card = world, card
        self.values = lru_cache(maxsize=64)(self._values)
        self._gaps: dict[frozenset[str], list[float]] = {}

    # ---- sums and shares

    def _values(self, name: str, year: int | None) -> Values:
        found = series(self.world, name)
        if found is None:
            raise DataError(f"there is no series `{name}`")
        return found.latest(self.world) if year is None else found.at(self.world, year)

    def share(self, name: str, codes: Sequence[str], scope: str, year: int | None = None) -> Measured:
        """The part of a series that lies in a group of places: the latest year without a blank, or the year said, as an interval then."""
        title = f"share of {name}"
        known = series(self.world, name)
        if known is None:
            return unmeasured(title, scope, self._unknown(name))
        if not known.adds:
            return unmeasured(title, scope, f"the values of `{name}` do not add up to a whole, so that no share can be taken of them")
        try:
            values = self.values(name, year)
        except DataError as gap:
            return unmeasured(title, scope, gap.message)
        whole, part = sum(values.by_code.values(), Fraction(0)), self._part(values, codes)
        if not whole:
            return unmeasured(title, scope, f"`{name}` adds up to 0")
        figure = Figure(part / whole, "", *self._between(known, values, part, whole, codes))
        return self._measured(title, scope, "share", known, values, (figure,), (SHARE_NOTE, *self._trap(known)))

    def _unknown(self, name: str) -> str:
        near = difflib.get_close_matches(name, all_series(self.world), n=3, cutoff=0.5)
        listed = f" (nearest: {', '.join(near)})" if near else ""
        return f"the tables have no `{name}`{listed}; not in the data: {NOT_SHIPPED}; `foedus data add` brings a column of your own"

    def _part(self, values: Values, codes: Sequence[str]) -> Fraction:
        return sum((values.by_code.get(code, Fraction(0)) for code in codes), Fraction(0))

    def _between(self, known: Series, values: Values, part: Fraction, whole: Fraction, codes: Sequence[str]) -> tuple[Fraction, Fraction] | tuple[()]:
        """The least and the most that a share can be: what is suppressed is no more than the national figure leaves, where there is one."""
        if not values.blanks:
            return ()
        rest = self._unshown(known, values, whole)
        if rest is None:
            return Fraction(0), Fraction(1)
        inside, outside = any(code in codes for code in values.blanks), any(code not in codes for code in values.blanks)
        return part / (whole + rest) if outside else part / whole, (part + rest) / (whole + rest) if inside else part / whole

    def _unshown(self, known: Series, values: Values, whole: Fraction) -> Fraction | None:
        """What blank cells can add up to: the national figure less what is shown, and a unit for rounding of each cell. None if not known."""
        if known.supplied or not hasattr(known.entry, "column"):
            return None
        nation = self.world.national(known.table, known.entry.column, **({"year": values.year} if self.world.years(known.table) else {}))
        return None if nation is None else max(Fraction(nation) - whole, Fraction(0)) + 1

    def _trap(self, known: Series) -> tuple[str, ...]:
        return known.traps

    def _measured(self, title: str, scope: str, unit: str, known: Series, values: Values, figures: tuple[Figure, ...],
                  notes: Sequence[str]) -> Measured:  # fmt: skip
        column = "" if known.supplied else f"{known.table}.{getattr(known.entry, 'column', '')}"
        label = " (supplied)" if known.supplied else ""
        return Measured(title, scope, unit, figures, str(values.year or ""), (column or known.name,), (known.source + label,), (), joined(notes),
                        known.supplied, known.credit)  # fmt: skip

    def total(self, name: str, codes: Sequence[str], scope: str, year: int | None = None) -> Measured:
        """The sum of a series over a group of places, in the series' unit; of one that does not add up, the value of a single place."""
        known = series(self.world, name)
        if known is None or (not known.adds and len(codes) > 1):
            why = f"the values of `{name}` do not add up: it can be asked of one place alone"
            return unmeasured(name, scope, self._unknown(name) if known is None else why)
        try:
            values = self.values(name, year)
        except DataError as gap:
            return unmeasured(name, scope, gap.message)
        margins = sum((values.margins.get(code, Fraction(0)) ** 2 for code in codes), Fraction(0))
        figure = Figure(self._part(values, codes), margin90=math.sqrt(margins) if margins else None)
        notes = [f"the electorate used is `{name}`; votes, adult citizens and residents of 18 and over differ by a few per cent"]
        return self._measured(name, scope, known.unit, known, values, (figure,), notes if name in ELECTORATES else list(known.traps))

    # ---- growth

    def growth(self, name: str, codes: Sequence[str], scope: str, years: int | None = None, *, per_head: bool = False) -> Measured:
        """Mean growth a year of a sum over a group, up to the latest year: `(ln S[t] - ln S[t-n]) / n`. years: n, all of one series if not said."""
        title = f"{name}{'_per_head' if per_head else ''}_growth"
        try:
            last, first, found = self._ends(name, years)
            value = (math.log(self._sum(name, codes, last)) - math.log(self._sum(name, codes, first))) / (last - first)
            if per_head:
                value -= (math.log(self._sum("population", codes, last)) - math.log(self._sum("population", codes, first))) / (last - first)
        except DataError as gap:
            return unmeasured(title, scope, gap.message)
        except ValueError:
            return unmeasured(title, scope, f"`{name}` of {scope} is not above 0 in those years, so that it has no rate of growth")
        note = "total product mostly follows people; per head no place has a usable trend of its own, so that a ranking is near a coin toss"
        return Measured(title, scope, "log points a year", (Figure(value),), f"{first}-{last}", (f"{found.table}",), (found.source,), (),
                        joined((note, *found.traps)), found.supplied, found.credit)  # fmt: skip

    def _sum(self, name: str, codes: Sequence[str], year: int) -> Fraction:
        values = self.values(name, year)
        blank = [code for code in codes if code in values.blanks]
        if blank:
            raise DataError(f"`{name}` of {year} has no value for {', '.join(blank[:4])}")
        return self._part(values, codes)

    def _ends(self, name: str, years: int | None) -> tuple[int, int, Series]:
        found = series(self.world, name)
        if found is None:
            raise DataError(f"the tables have no `{name}`")
        known = [year for year in found.years(self.world) if year is not None]
        if not known:
            raise DataError(f"`{name}` has no years, and growth needs two")
        last, broken = known[-1], self._break(found)
        first = max(min(known), broken or 0) if years is None else last - years
        if first not in known or first >= last:
            raise DataError(f"`{name}` is not known for {first}; its years are {known[0]} to {last}")
        if broken and first < broken <= last:
            raise DataError(f"the series of `{name}` breaks between {broken - 1} and {broken}: no growth is computed across it")
        return last, first, found

    def _break(self, found: Series) -> int | None:
        """The first year of the latest series, where a table says of each row which series it is of."""
        table = None if found.supplied else self.world.table(found.table)
        if table is None or "series" not in table.columns:
            return None
        kinds = {row["year"]: row["series"] for row in self.world.rows(found.table)}
        newest = kinds[max(year for year in kinds if isinstance(year, int))]
        return min(year for year, kind in kinds.items() if isinstance(year, int) and kind == newest)

    # ---- people over a border

    def net_migration(self, codes: Sequence[str], scope: str) -> Measured:
        """Movers in less movers out over the border of a group, by survey and by census estimate, side by side."""
        return net_moves(self.world, codes, scope)

    # ---- the federal account

    @cached_property
    def _account(self) -> Balances:
        return balances(self.world, self.card)

    def net_federal_balance(self, codes: Sequence[str], scope: str, *, with_key: bool = True) -> Measured:
        """Outlays less taxes of the base year under the four rules, in dollars: above 0, the group gets more than it pays."""
        try:
            account = self._account
        except DataError as gap:
            return unmeasured("net_federal_balance", scope, gap.message)
        found = account.of(codes)
        figures = tuple(Figure(Fraction(found[rule], 100), rule) for rule in RULES)
        heads = account.people(codes)
        positive = sum(part > 0 for part in account.by_rule["cash"])
        notes = [
            "allocation is a convention: no rule is `the` balance",
            "per head, dollars: " + ", ".join(f"{one.rule} {float(one.value) / heads:,.0f}" for one in figures) if heads else "",
            f"spread over the rules: {float(max(one.value for one in figures) - min(one.value for one in figures)) / 1e9:,.1f} billion dollars",
            f"under `cash` {positive} of {len(account.codes)} places are positive: a positive cash figure is no sign of being carried by others",
            f"{100 * float(account.abroad):.0f} % of military value added is abroad, and is shared out by what is not",
        ]
        if with_key:
            line, key, cents = moved_most(self.world, codes, card=self.card)
            change = f"{cents / 1e11:+,.1f}".replace("-", "\N{MINUS SIGN}")
            notes.append(f"the key that moves it most is that of {line}: shared by `{key}` instead, balanced_by_tax changes by {change} billion")
        columns = ("federal_fiscal_inputs", f"personal_income.dividends_interest_rent {BASE_YEAR}", f"population {BASE_YEAR}")
        return Measured("net_federal_balance", scope, "dollars", figures, f"{BASE_YEAR}, keys of income tax 2022", columns,
                        self._sources("fiscal", "income", "population"), ("federal_2019",), joined((*notes, account.note)))  # fmt: skip

    def _sources(self, *roles: str) -> tuple[str, ...]:
        return joined([table.source for role in roles if (table := self.world.table(role)) is not None])

    # ---- one rate for all

    @cached_property
    def _labour(self) -> Labour:
        return labour(self.world)

    def policy_rate_misfit(self, codes: Sequence[str], scope: str) -> Measured:
        """Mean over years of the distance of a group's own rate from the shared one, percentage points, hindcast, for each `kappa` tried."""
        try:
            gaps = self.gaps(codes)
        except DataError as gap:
            return unmeasured("policy_rate_misfit", scope, gap.message)
        mean = sum(map(abs, gaps)) / len(gaps)
        figures = tuple(Figure(float(1 + Fraction(3, 2) * kappa) * mean, f"kappa {float(kappa):g}") for kappa in KAPPAS)
        above = [sum((1 + 1.5 * float(kappa)) * abs(gap) > 1 for gap in gaps) / len(gaps) for kappa in KAPPAS]
        years = self._labour.years
        notes = (
            "a hindcast from unemployment; prices by region are not in the data and follow the card `kappa`",
            "share of years above 1 point: " + ", ".join(f"{one.rule} {100 * share:.0f} %" for one, share in zip(figures, above, strict=True)),
        )
        return Measured("policy_rate_misfit", scope, "percentage points", figures, f"{years[0]}-{years[-1]}", ("unemployment",),
                        self._sources("labour"), ("kappa",), notes)  # fmt: skip

    def gaps(self, codes: Sequence[str]) -> list[float]:
        """A group's unemployment rate less the nation's, less its own mean, by year, percentage points."""
        group = frozenset(codes)
        if group not in self._gaps:
            index = [i for i, code in enumerate(self.world.codes) if code in group]
            facts = self._labour
            gap = facts.unemployed[:, index].sum(axis=1) / facts.force[:, index].sum(axis=1) * 100 - facts.nation
            self._gaps[group] = [float(one) for one in gap - gap.mean()]
        return self._gaps[group]

    # ---- elections

    def elections_decided(self, codes: Sequence[str], scope: str, years: Sequence[int] | None = None) -> Measured:
        """The share of past elections in which a group cast more than half of all votes: as a bloc, it would have sufficed."""
        table, known = self.world.table("votes"), self.world.years("votes")
        if table is None or not known:
            return unmeasured("share of elections decided alone", scope, "the tables have no votes")
        wanted = [year for year in known if years is None or year in years]
        if not wanted:
            return unmeasured("share of elections decided alone", scope, f"votes are known for {known[0]} to {known[-1]}")
        alone = sum(2 * self._votes(codes, year) > self._votes(self.world.codes, year) for year in wanted)
        notes = ("a bloc voting as one is an idealisation", "votes for President stand in for votes for the office", *table.traps)
        return Measured("share of elections decided alone", scope, "share", (Figure(Fraction(alone, len(wanted))),), f"{wanted[0]}-{wanted[-1]}",
                        (f"{table.name}.total",), (table.source,), (), notes)  # fmt: skip

    def _votes(self, codes: Sequence[str], year: int) -> int:
        votes = self._totals[year]
        return sum(votes[code] for code in codes)

    @cached_property
    def _totals(self) -> dict[int, dict[str, int]]:
        found: dict[int, dict[str, int]] = {}
        for row in self.world.rows("votes"):
            year, total = row["year"], row["total"]
            if isinstance(year, int) and isinstance(total, int):
                found.setdefault(year, {})[str(row["code"])] = total
        return found

    # ---- by name

    def plain(self, name: str, codes: Sequence[str], scope: str, years: int | None = None) -> Measured:
        """A measure by the name that a text uses. years: of past growth, from Python."""
        if name in MODEL_ONLY:
            return unmeasured(name, scope, f"`{name}` is a quantity of the yearly model: say `over n years`")
        worked_out: Mapping[str, Callable[[], Measured]] = {
            "net_migration": lambda: self.net_migration(codes, scope),
            "net_federal_balance": lambda: self.net_federal_balance(codes, scope),
            "policy_rate_misfit": lambda: self.policy_rate_misfit(codes, scope),
        }
        if name in worked_out:
            return worked_out[name]()
        if series(self.world, name) is not None:
            return self.total(name, codes, scope)
        if name.endswith("_per_head_growth"):
            return self.growth(name.removesuffix("_per_head_growth"), codes, scope, years, per_head=True)
        if name.endswith("_growth"):
            return self.growth(name.removesuffix("_growth"), codes, scope, years)
        return self.total(name, codes, scope)
