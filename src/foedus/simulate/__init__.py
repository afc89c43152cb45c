"""The world a settlement meets: expectations on facts, and the yearly model. The only package that computes with `float`.

Needs: NumPy, SciPy; `foedus.data`, `foedus.model`, `foedus.voting`.
"""
