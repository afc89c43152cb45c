"""Many runs as jobs: rows of cards over one process or many machines, finished pieces kept, the same bits wherever they ran.

Needs: NumPy; `dask` (the extra `sweep`) for many machines; `SALib` (the extra `frames`) for shares of variance.
"""
