"""The fast engine's draws and elementary functions, sixteen worlds at a time: the same uniforms as `draws` in every bit, normals within 2e-6.

Needs: Numba. Sources: as `draws`; exponential and logarithm by the polynomials of Cephes (Moshier, public).
"""

# mypy: disable-error-code="no-untyped-def"

from __future__ import annotations

from foedus.draws import MULTIPLIERS, ROUNDS, WEYL
from foedus.simulate.draws import CENTRE, GRID, SPLIT, SPLIT_SQUARED, TAIL, TAIL_SHIFT
from foedus.simulate.fast_lanes import (
    WIDTH,
    choose,
    counted,
    exponent,
    floor,
    least,
    load,
    longs,
    mantissa,
    mantissas,
    most,
    power_of_two,
    root,
    size,
    splat,
    store,
    upper,
)  # fmt: skip
from foedus.simulate.fast_math import HALF, LANES, ONE, ZERO, f32, lanes, u64

_M0, _M1, _W0, _W1, _LOW = u64(MULTIPLIERS[0]), u64(MULTIPLIERS[1]), u64(WEYL[0]), u64(WEYL[1]), u64(0xFFFFFFFF)
_GRID, _SPLIT, _SPLIT2, _SHIFT = f32(GRID), f32(SPLIT), f32(SPLIT_SQUARED), f32(TAIL_SHIFT)
(_A0, _A1, _A2, _A3), (_B1, _B2, _B3) = tuple(f32(c) for c in CENTRE[0]), tuple(f32(c) for c in CENTRE[1])
(_C0, _C1, _C2, _C3), (_D1, _D2) = tuple(f32(c) for c in TAIL[0]), tuple(f32(c) for c in TAIL[1])
_LOG2E, _LN2_HIGH, _LN2_LOW = f32(1.4426950408889634), f32(0.693359375), f32(-2.12194440e-4)
_EXP_HIGH, _EXP_LOW, _ROOT = f32(87.0), f32(-87.0), f32(1.4142135623730951)
_E0, _E1, _E2, _E3, _E4, _E5 = (f32(c) for c in (1.9875691500e-4, 1.3981999507e-3, 8.3334519073e-3, 4.1665795894e-2, 1.6666665459e-1, 5.0000001201e-1))
_L0, _L1, _L2, _L3, _L4, _L5, _L6, _L7, _L8 = (
    f32(c) for c in (7.0376836292e-2, -1.1514610310e-1, 1.1676998740e-1, -1.2420140846e-1, 1.4249322787e-1, -1.6668057665e-1, 2.0000714765e-1,
                     -2.4999993993e-1, 3.3333331174e-1)
)  # fmt: skip


@lanes
def exp16(x):
    """Exponential, for arguments between -87 and 87 (beyond, at the bound)."""
    x = least(most(x, splat(_EXP_LOW)), splat(_EXP_HIGH))
    k = floor(x * _LOG2E + HALF)
    f = x - k * _LN2_HIGH - k * _LN2_LOW
    p = ((((_E0 * f + _E1) * f + _E2) * f + _E3) * f + _E4) * f + _E5
    return (p * f * f + f + ONE) * power_of_two(k)


@lanes
def log16(x):
    """Natural logarithm of a positive number."""
    m = mantissa(x)
    high = m > _ROOT
    f = choose(high, m * HALF, m) - ONE
    e = exponent(x) + choose(high, splat(ONE), splat(ZERO))
    z = f * f
    p = (((((((_L0 * f + _L1) * f + _L2) * f + _L3) * f + _L4) * f + _L5) * f + _L6) * f + _L7) * f + _L8
    y = p * f * z + e * _LN2_LOW - HALF * z
    return f + y + e * _LN2_HIGH


@lanes
def normal16(u):
    """PPND7; both forms are fractions, of which the one that holds is divided."""
    q = u - HALF
    away = size(q)
    r = _SPLIT2 - q * q
    s = root(ZERO - log16(HALF - away)) - _SHIFT
    above = q * (((_A3 * r + _A2) * r + _A1) * r + _A0)
    below = ((_B3 * r + _B2) * r + _B1) * r + ONE
    tail = ((_C3 * s + _C2) * s + _C1) * s + _C0
    near = away <= _SPLIT
    top = choose(near, above, choose(q < ZERO, ZERO - tail, tail))
    return top / choose(near, below, (_D2 * s + _D1) * s + ONE)


@lanes
def philox16(world, year, stream, block, k0, k1):
    """Four words for each of sixteen worlds, in the lower halves of 64 bits; what is above is left over."""
    low = longs(_LOW)
    c0, c1, c2, c3, key0, key1 = counted(u64(world)), longs(u64(year)), longs(u64(stream)), longs(u64(block)), u64(k0), u64(k1)
    for _ in range(ROUNDS):
        first, second = (c0 & low) * longs(_M0), (c2 & low) * longs(_M1)
        c0, c1, c2, c3 = upper(second) ^ c1 ^ longs(key0), second, upper(first) ^ c3 ^ longs(key1), first
        key0, key1 = (key0 + _W0) & _LOW, (key1 + _W1) & _LOW
    return c0, c1, c2, c3


@lanes
def uniform16(word):
    """The numbers between 0 and 1 of words."""
    return (mantissas(word) + HALF) * _GRID


@lanes
def fill_uniforms(out, items, world, year, stream, k0, k1):
    """Items 0 to `items` - 1 of a stream for the lanes from `world` on, and up to three more to fill the last block: out is [items, LANES]."""
    for block in range((items + 3) // 4):
        for half in range(0, LANES, WIDTH):
            at = 4 * block * LANES + half
            x0, x1, x2, x3 = philox16(world + half, year, stream, block, k0, k1)
            store(out, at, uniform16(x0))
            store(out, at + LANES, uniform16(x1))
            store(out, at + 2 * LANES, uniform16(x2))
            store(out, at + 3 * LANES, uniform16(x3))


@lanes
def fill_normals(out, items, world, year, stream, k0, k1):
    """The same as normal deviates."""
    for block in range((items + 3) // 4):
        for half in range(0, LANES, WIDTH):
            at = 4 * block * LANES + half
            x0, x1, x2, x3 = philox16(world + half, year, stream, block, k0, k1)
            store(out, at, normal16(uniform16(x0)))
            store(out, at + LANES, normal16(uniform16(x1)))
            store(out, at + 2 * LANES, normal16(uniform16(x2)))
            store(out, at + 3 * LANES, normal16(uniform16(x3)))


@lanes
def product(a, b, out):
    """out = a @ b for a [places, places] and b [places, 2 LANES]: four rows and all columns at a time, terms in place order."""
    n = a.shape[0]
    wide = 2 * LANES
    for tile in range((n + 3) // 4):
        i = min(4 * tile, max(n - 4, 0))
        i1, i2, i3 = min(i + 1, n - 1), min(i + 2, n - 1), min(i + 3, n - 1)
        zero = splat(ZERO)
        for side in range(0, wide, 2 * WIDTH):
            s00, s01, s10, s11, s20, s21, s30, s31 = zero, zero, zero, zero, zero, zero, zero, zero
            for j in range(n):
                at = j * wide + side
                b0, b1 = load(b, at), load(b, at + WIDTH)
                a0, a1, a2, a3 = splat(a[i, j]), splat(a[i1, j]), splat(a[i2, j]), splat(a[i3, j])
                s00, s01, s10, s11 = s00 + a0 * b0, s01 + a0 * b1, s10 + a1 * b0, s11 + a1 * b1
                s20, s21, s30, s31 = s20 + a2 * b0, s21 + a2 * b1, s30 + a3 * b0, s31 + a3 * b1
            _two(out, i * wide + side, s00, s01)
            _two(out, i1 * wide + side, s10, s11)
            _two(out, i2 * wide + side, s20, s21)
            _two(out, i3 * wide + side, s30, s31)


@lanes
def _two(out, at, x0, x1):
    store(out, at, x0)
    store(out, at + WIDTH, x1)
