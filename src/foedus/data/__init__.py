"""Facts about real places, each with its source, and the checks that they can be trusted.

`gazetteer("us")` answers what a settlement asks of places; `world("us")` holds the tables; `check()` re-runs the sums; `read_supplied(path, codes)`
reads a column of your own. Figures are whole numbers, decimals and fractions. Tables are read when first asked for.
Needs: the standard library.
"""

from foedus.data.added import add, added, remove
from foedus.data.checks import CheckResult, check
from foedus.data.places import CountryPlaces, SeriesInfo, gazetteer, series_info, supplied
from foedus.data.rows import facts
from foedus.data.series import Series, Values, all_series, series
from foedus.data.supplied import Supplied, read_supplied
from foedus.data.tables import Table, tables
from foedus.data.world import World, world

__all__ = [
    "CheckResult", "CountryPlaces", "Series", "SeriesInfo", "Supplied", "Table", "Values", "World", "add", "added", "all_series", "check", "facts",
    "gazetteer", "read_supplied", "remove", "series", "series_info", "supplied", "tables", "world",
]  # fmt: skip
