"""Arithmetic of the fast engine: Philox, normal deviates, exponential and logarithm in float32, written so that lanes run side by side.

Every function is free of branches where it is applied to lanes; the same draws as `draws` in every bit, normals within 2e-6.
Needs: Numba. Sources: as `draws`; polynomials by minimax over one octave.
"""

from __future__ import annotations

import hashlib
import os
from functools import cache
from pathlib import Path
from typing import Any

import numba as nb
import numpy as np

from foedus.draws import MULTIPLIERS, ROUNDS, WEYL
from foedus.simulate.draws import CENTRE, GRID, SPLIT, SPLIT_SQUARED, TAIL, TAIL_SHIFT
from foedus.simulate.fast_lanes import CHECKED

LANES = 16
"""Worlds side by side: one vector a row, so that a year of one variant stays in the nearest memory."""

u32, u64, f32, i32 = np.uint32, np.uint64, np.float32, np.int32
_M0, _M1 = u64(MULTIPLIERS[0]), u64(MULTIPLIERS[1])
_W0, _W1 = u32(WEYL[0]), u32(WEYL[1])
_LOW, _HALF_WORD = u64(0xFFFFFFFF), u64(32)
ONE, HALF, TWO, ZERO = f32(1), f32(0.5), f32(2), f32(0)
_GRID, _SPLIT, _SPLIT2, _SHIFT = f32(GRID), f32(SPLIT), f32(SPLIT_SQUARED), f32(TAIL_SHIFT)
(_A0, _A1, _A2, _A3), (_B1, _B2, _B3) = tuple(f32(c) for c in CENTRE[0]), tuple(f32(c) for c in CENTRE[1])
(_C0, _C1, _C2, _C3), (_D1, _D2) = tuple(f32(c) for c in TAIL[0]), tuple(f32(c) for c in TAIL[1])
_LOG2E, _LN2 = f32(1.4426950408889634), f32(0.6931471805599453)
_EXP_HIGH, _EXP_LOW = f32(87.0), f32(-87.0)
_L0, _L1, _L2, _L3, _L4 = f32(0.3333333333), f32(0.2), f32(0.1428571429), f32(0.1111111111), f32(0.0909090909)
_SQRT2 = f32(1.4142135623730951)


_HOW: dict[str, Any] = {"nogil": True, "cache": True, "error_model": "numpy", "fastmath": {"contract", "nsz"}, "boundscheck": CHECKED}
_SOURCES = ("fast*.py", "accumulate.py", "cards.py", "compiled.py", "draws.py", "ground.py", "politics.py", "quantities.py", "record.py")


@cache
def kept() -> Path:
    """Where compiled code is kept: a folder of its own for these very sources, since compiled code of one module holds numbers of others."""
    here, digest = Path(__file__).parent, hashlib.sha256(nb.__version__.encode())
    for path in sorted(path for pattern in _SOURCES for path in here.glob(pattern)):
        digest.update(path.read_bytes())
    digest.update((here / "../draws.py").read_bytes())
    base = os.environ.get("NUMBA_CACHE_DIR") or os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(base) / "foedus" / f"fast-{digest.hexdigest()[:16]}{'-checked' if CHECKED else ''}"


def _njit(function: Any, **how: Any) -> Any:
    """Compile, kept in the folder of these sources."""
    config: Any = nb.config
    before, config.CACHE_DIR = config.CACHE_DIR, str(kept())
    try:
        return nb.njit(function, **how)
    finally:
        config.CACHE_DIR = before


def entry(function: Any) -> Any:
    """Compile a function that Python calls: nothing reorders sums, only multiply-and-add may be one step."""
    return _njit(function, **_HOW)


def exact(function: Any) -> Any:
    """Compile a function whose every step is rounded as written."""
    return _njit(function, **{**_HOW, "fastmath": False})


def exact_lanes(function: Any) -> Any:
    """As `lanes`, every step rounded as written."""
    return _njit(function, no_cpython_wrapper=True, no_cfunc_wrapper=True, _nrt=False, forceinline=True, **{**_HOW, "fastmath": False})


def lanes(function: Any) -> Any:
    """Compile a function that only compiled code calls, to be taken into what calls it: a call would hand over a thousand numbers.

    Without what Python would need to call it, which would be most of the work.
    """
    return _njit(function, no_cpython_wrapper=True, no_cfunc_wrapper=True, _nrt=False, forceinline=True, **_HOW)


def inner(function: Any) -> Any:
    """Compile a function of one number, to be taken into the loops that call it."""
    return _njit(function, inline="always", **_HOW)


@inner
def philox4(c0, c1, c2, c3, k0, k1):  # type: ignore[no-untyped-def]
    """Four words of a counter and a key, as `foedus.draws.philox`."""
    for _ in range(ROUNDS):
        first, second = _M0 * u64(c0), _M1 * u64(c2)
        h0, l0 = u32(first >> _HALF_WORD), u32(first & _LOW)
        h1, l1 = u32(second >> _HALF_WORD), u32(second & _LOW)
        c0, c1, c2, c3 = u32(h1 ^ c1 ^ k0), l1, u32(h0 ^ c3 ^ k1), l0
        k0, k1 = u32(k0 + _W0), u32(k1 + _W1)
    return c0, c1, c2, c3


@inner
def to_uniform(bits):  # type: ignore[no-untyped-def]
    """The number between 0 and 1 of a word."""
    return (f32(i32(bits >> u32(9))) + HALF) * _GRID


@inner
def log32(x):  # type: ignore[no-untyped-def]
    """Natural logarithm of a positive float32, to about one unit in the last place."""
    bits = f32(x).view(i32)
    exponent = (bits >> i32(23)) - i32(127)
    m = i32((bits & i32(0x7FFFFF)) | i32(0x3F800000)).view(f32)
    high = m > _SQRT2
    m = m * HALF if high else m
    e = f32(exponent) + (ONE if high else ZERO)
    s = (m - ONE) / (m + ONE)
    z = s * s
    series = ((((_L4 * z + _L3) * z + _L2) * z + _L1) * z + _L0) * z
    return e * _LN2 + TWO * (s + s * series)


@inner
def exp32(x):  # type: ignore[no-untyped-def]
    """Exponential in float32, for arguments between -87 and 87 (beyond, at the bound)."""
    x = min(max(f32(x), _EXP_LOW), _EXP_HIGH)
    k = np.floor(x * _LOG2E + HALF)
    f = x - k * f32(0.693359375) - k * f32(-2.12194440e-4)
    p = f32(1.9875691500e-4)
    p = p * f + f32(1.3981999507e-3)
    p = p * f + f32(8.3334519073e-3)
    p = p * f + f32(4.1665795894e-2)
    p = p * f + f32(1.6666665459e-1)
    p = p * f + f32(5.0000001201e-1)
    p = p * f * f + f + ONE
    return p * i32((i32(k) + i32(127)) << i32(23)).view(f32)


@lanes
def normal32(u):  # type: ignore[no-untyped-def]
    """PPND7 in float32."""
    q = u - HALF
    if abs(q) <= _SPLIT:
        r = _SPLIT2 - q * q
        return q * (((_A3 * r + _A2) * r + _A1) * r + _A0) / (((_B3 * r + _B2) * r + _B1) * r + ONE)
    low = q < ZERO
    s = np.sqrt(-log32(u if low else ONE - u)) - _SHIFT
    tail = (((_C3 * s + _C2) * s + _C1) * s + _C0) / ((_D2 * s + _D1) * s + ONE)
    return -tail if low else tail


@lanes
def one_uniform(world, year, stream, item, k0, k1):  # type: ignore[no-untyped-def]
    """One item of one world."""
    x0, x1, x2, x3 = philox4(u32(world), u32(year), u32(stream), u32(item >> 2), k0, k1)
    k = item & 3
    return to_uniform(x0 if k == 0 else x1 if k == 1 else x2 if k == 2 else x3)
