"""Facts about real places, each with its source, and the checks that they can be trusted.

`gazetteer("us")` answers what a settlement asks of places; `check()` re-runs the sums. Tables are read when first asked for.
Needs: the standard library.
"""

from foedus.data.checks import CheckResult, check
from foedus.data.places import UnitedStates, gazetteer, series_info
from foedus.data.tables import Table, tables

__all__ = ["CheckResult", "Table", "UnitedStates", "check", "gazetteer", "series_info", "tables"]
