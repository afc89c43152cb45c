"""The world a settlement meets: expectations on facts, and the yearly model. The only package that computes with `float`.

Matrices here are small and threads run over worlds, so the libraries of linear algebra are held to one thread unless told otherwise.
Needs: NumPy, SciPy; `foedus.data`, `foedus.model`, `foedus.voting`.
"""

import os as _os
import sys as _sys
import types as _types
from typing import Any as _Any

for _name in ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS", "VECLIB_MAXIMUM_THREADS"):
    _os.environ.setdefault(_name, "1")


class _Callable(_types.ModuleType):
    """The package as what `foedus.simulate(...)` calls: one name is both the package and what it does."""

    def __call__(self, *args: _Any, **kwargs: _Any) -> _Any:
        """Run a settlement for years over many worlds: `yearly.simulate`."""
        from foedus.simulate.yearly import simulate

        return simulate(*args, **kwargs)


_sys.modules[__name__].__class__ = _Callable
