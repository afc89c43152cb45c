"""The world a settlement meets: expectations on facts, and the yearly model. The only package that computes with `float`.

Matrices here are small and threads run over worlds, so the libraries of linear algebra are held to one thread unless told otherwise.
Needs: NumPy, SciPy; `foedus.data`, `foedus.model`, `foedus.voting`.
"""

import os as _os

for _name in ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS", "VECLIB_MAXIMUM_THREADS"):
    _os.environ.setdefault(_name, "1")
