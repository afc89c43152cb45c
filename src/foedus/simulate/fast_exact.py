"""Sixteen worlds as one value in float64 and in whole numbers of 64 bits, every step rounded as written: for adding up.

Needs: Numba.
"""

# mypy: disable-error-code="no-untyped-def, no-untyped-call, misc"

from __future__ import annotations

import operator
from typing import Any

from llvmlite import ir  # type: ignore[import-untyped]
from numba.core import cgutils, types
from numba.core.typing.templates import ConcreteTemplate, infer_global, signature
from numba.extending import lower_builtin

from foedus.simulate.fast_lanes import WIDTH, B, F, L, Vector, inside, intrinsic, register, splatted, vector_of

_INT, _LONG, _DOUBLE = ir.IntType(32), ir.IntType(64), ir.DoubleType()


class Doubles(Vector):
    """Vectors of float64."""


D = Doubles("float64", _DOUBLE)
register(Doubles, _DOUBLE)
_D: Any = vector_of(_DOUBLE)


def _operator(function: Any, result: Any, make: Any) -> None:
    """One operator on two vectors, or on a vector and a number that is taken for each lane."""

    @infer_global(function)
    class _Typing(ConcreteTemplate):
        cases = (signature(result, D, D), signature(result, D, types.float64))

    def lower(_context, builder, sig, args):
        return make(builder, args[0], args[1] if sig.args[1] is D else splatted(builder, args[1], _DOUBLE))

    lower_builtin(function, D, D)(lower)
    lower_builtin(function, D, types.float64)(lower)


for _function, _name in ((operator.add, "fadd"), (operator.sub, "fsub"), (operator.mul, "fmul"), (operator.truediv, "fdiv")):
    _operator(_function, D, lambda b, x, y, name=_name: getattr(b, name)(x, y))
_operator(operator.eq, B, lambda b, x, y: b.fcmp_ordered("==", x, y))


def _constant(value: float) -> Any:
    return ir.Constant(_D, [value] * WIDTH)


def _call(builder: Any, name: str, value: Any) -> Any:
    of = ir.FunctionType(_D, [_D])
    return builder.call(cgutils.get_or_insert_function(builder.module, of, f"llvm.{name}.v{WIDTH}f64"), [value])


@intrinsic
def wide(_typing, value):
    """The same numbers in float64."""
    return D(F), lambda _context, builder, _sig, args: builder.fpext(args[0], _D)


@intrinsic
def lane_of(_typing, value, lane):
    """One lane's number."""
    return types.float64(D, types.int64), lambda _context, builder, _sig, args: builder.extract_element(args[0], args[1])


@intrinsic
def only(_typing, flag, value):
    """A value where a flag holds, else 0."""
    return D(B, D), lambda _context, builder, _sig, args: builder.select(args[0], args[1], _constant(0.0))


@intrinsic
def fixed(_typing, value, most, unit):
    """Fixed-point numbers: cut at -most and most, in units of 1 / unit, the nearest."""

    def make(_context, builder, _sig, args):
        high, low = splatted(builder, args[1], _DOUBLE), splatted(builder, builder.fneg(args[1]), _DOUBLE)
        cut = builder.select(builder.fcmp_ordered(">", args[0], low), args[0], low)
        cut = builder.select(builder.fcmp_ordered("<", cut, high), cut, high)
        scaled = builder.fmul(cut, splatted(builder, args[2], _DOUBLE))
        return builder.fptosi(_call(builder, "rint", scaled), vector_of(_LONG))

    return L(D, types.float64, types.float64), make


@intrinsic
def square(_typing, value):
    """The squares of whole numbers of at most 32 bits without their sign."""

    def make(_context, builder, _sig, args):
        low = ir.Constant(vector_of(_LONG), [0xFFFFFFFF] * WIDTH)
        negative = builder.icmp_signed("<", args[0], ir.Constant(vector_of(_LONG), [0] * WIDTH))
        size = builder.and_(builder.select(negative, builder.neg(args[0]), args[0]), low)
        return builder.mul(size, size)

    return L(L), make


@intrinsic
def summed(_typing, value):
    """The sum over lanes."""

    def make(_context, builder, _sig, args):
        of = ir.FunctionType(_LONG, [vector_of(_LONG)])
        return builder.call(cgutils.get_or_insert_function(builder.module, of, f"llvm.vector.reduce.add.v{WIDTH}i64"), args)

    return types.int64(L), make


@intrinsic
def count(_typing, cells, at, value, bins):
    """Write into whole numbers of 32 bits the cell of each of sixteen numbers from -1 to 1: 0 below, then `bins` equal ones, one more above.

    What is no number is below.
    """

    def make(context, builder, sig, args):
        whole = context.make_array(sig.args[0])(context, builder, args[0])
        inside(context, builder, whole, args[1], WIDTH)
        top, low = splatted(builder, args[3], _DOUBLE), _constant(-1.0)
        half = builder.fmul(top, _constant(0.5))
        found = _call(builder, "floor", builder.fmul(builder.fadd(args[2], _constant(1.0)), half))
        found = builder.select(builder.fcmp_ordered("<=", found, top), found, builder.select(builder.fcmp_ordered(">", found, top), top, low))
        found = builder.select(builder.fcmp_ordered(">=", found, low), found, low)
        cell = builder.add(builder.fptosi(found, vector_of(_INT)), ir.Constant(vector_of(_INT), [1] * WIDTH))
        to = builder.bitcast(builder.gep(whole.data, [args[1]]), vector_of(_INT).as_pointer())
        builder.store(cell, to).align = 4
        return context.get_dummy_value()

    return types.void(cells, types.intp, D, types.float64), make


@intrinsic
def fetch(_typing, array, at):
    """Bring a number into the near memory, to be written soon; nothing else happens."""

    def make(context, builder, sig, args):
        data = context.make_array(sig.args[0])(context, builder, args[0]).data
        pointer = builder.bitcast(builder.gep(data, [args[1]]), ir.IntType(8).as_pointer())
        of = ir.FunctionType(ir.VoidType(), [ir.IntType(8).as_pointer(), _INT, _INT, _INT])
        ask = cgutils.get_or_insert_function(builder.module, of, "llvm.prefetch.p0")
        builder.call(ask, [pointer, *(ir.Constant(_INT, value) for value in (1, 3, 1))])
        return context.get_dummy_value()

    return types.void(array, types.intp), make
