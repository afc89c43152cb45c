"""Pictures as SVG, written by hand; each comes with its table of the same figures and one sentence that says it.

Every function takes plain values and returns a `Chart`: `svg` for a page, `document()` for a file of its own, `table.csv()` for its figures.

| function | shows | takes |
|---|---|---|
| `units_map`, `tiles_map` | who belongs where | outlines, the side of each unit, names |
| `seats_map` | a whole number for each unit | outlines, numbers |
| `strip` | shares of a whole, a part a polity | `Bar`s |
| `power_bars` | voting power of members, strongest first | `Bar`s with `Fraction`s, the index named in full, the decision |
| `act_curve` | the chance of carrying against the chance of a yes | points (p, chance), the even chance |
| `p_path` | the p-value of an audit card by card | points (cards, p), the risk limit |
| `size_sweep` | seats as a house grows | sizes, seats by unit |
| `fan` | simulated years with 80 and 95 per cent bands | a `Fan` |
| `multiples` | figures with intervals on one scale, a row a variant | `Interval`s |
| `gauge` | one expectation against its threshold | a `Reading`, the verdict |
| `sensitivity` | what moves a result most | `Reach`es |

A side is the number of a polity in the order of declaration, from 0; None is nobody's, drawn in ink. No library draws; nothing here reads
a settlement. Needs: the standard library.

>>> print(power_bars([Bar("Alder", 1), Bar("Birch", 0)], index="Shapley-Shubik index", what="the election").table.csv())
Member,Shapley-Shubik index
Alder,1
Birch,0
<BLANKLINE>
"""

from foedus.studio.charts.bars import Bar, Reach, power_bars, sensitivity, strip
from foedus.studio.charts.base import PATTERNS, Cell, Chart, Table
from foedus.studio.charts.curves import Fan, act_curve, fan, p_path, size_sweep
from foedus.studio.charts.gauges import Interval, Reading, gauge, multiples
from foedus.studio.charts.maps import seats_map, tiles_map, units_map

__all__ = [
    "PATTERNS",
    "Bar",
    "Cell",
    "Chart",
    "Fan",
    "Interval",
    "Reach",
    "Reading",
    "Table",
    "act_curve",
    "fan",
    "gauge",
    "multiples",
    "p_path",
    "power_bars",
    "seats_map",
    "sensitivity",
    "size_sweep",
    "strip",
    "tiles_map",
    "units_map",
]
