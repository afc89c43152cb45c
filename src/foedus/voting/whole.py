"""Long whole numbers: those of gmpy2 where it is installed, Python's own otherwise, with the same results.

Needs: the standard library; gmpy2 (LGPL-3) if present, through this module alone.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module


def _fastest() -> Callable[[int], int]:
    try:
        kind: Callable[[int], int] = import_module("gmpy2").mpz
    except ImportError:
        return int
    return kind


whole: Callable[[int], int] = _fastest()
"""Makes a whole number that multiplies fast when it is long."""
