"""From the tables to the numbers of the yearly model, using nothing later than the year named.

`calibrate(world, up_to_year)` is pure. Each block has its own module; what the data cannot fill is left neutral, and `absent` says why.
Needs: NumPy, SciPy. Sources: the procedures stand in each block.
"""

from __future__ import annotations

from foedus.simulate.calibration import RULES, Base, Calibration, Fiscal, Jobs, People, Product, Votes

__all__ = ["RULES", "Base", "Calibration", "Fiscal", "Jobs", "People", "Product", "Votes"]
