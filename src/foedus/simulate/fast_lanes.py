"""Sixteen worlds as one value in compiled code: arithmetic, comparison and choice on vectors, read from and written to rows of float32.

A vector is worked on as the machine can (one, two or four registers); nothing depends on the width of its registers but speed. So loops over
lanes need no proof that rows do not overlap, which costs more than the arithmetic where a row is 32 long.
Reads and writes go by address. With FOEDUS_CHECKED=1 in the environment they are compiled to end in an IndexError outside their array.
Needs: Numba.
"""

# mypy: disable-error-code="no-untyped-def, no-untyped-call, misc"

from __future__ import annotations

import operator
import os
from typing import Any

from llvmlite import ir  # type: ignore[import-untyped]
from numba.core import cgutils, types
from numba.core.typing.templates import ConcreteTemplate, infer_global, signature
from numba.extending import intrinsic as _intrinsic
from numba.extending import lower_builtin, models, register_model

WIDTH = 16
CHECKED = os.environ.get("FOEDUS_CHECKED") == "1"
"""Whether every read and write is checked: slower by far, for tests."""
intrinsic: Any = _intrinsic
_SLACK = ("contract", "nsz")
_INT, _LONG, _FLOAT = ir.IntType(32), ir.IntType(64), ir.FloatType()


class Vector(types.Type):
    """The type of a vector, by name and element."""

    def __init__(self, name, element):
        self.element = element
        super().__init__(name=f"{name} x {WIDTH}")


class Floats(Vector):
    """Vectors of float32."""


class Longs(Vector):
    """Vectors of 64 bits."""


class Flags(Vector):
    """Vectors of truth values."""


F, L, B = Floats("float32", _FLOAT), Longs("int64", _LONG), Flags("bool", ir.IntType(1))


def vector_of(element: Any) -> Any:
    """The vector of an element, as LLVM has it."""
    return ir.VectorType(element, WIDTH)


def register(kind: type, element: Any) -> None:
    """Make a kind of vector known to the compiler."""

    @register_model(kind)
    class _Model(models.PrimitiveModel):
        def __init__(self, manager, of):
            super().__init__(manager, of, vector_of(element))


for _kind, _element in ((Floats, _FLOAT), (Longs, _LONG), (Flags, ir.IntType(1))):
    register(_kind, _element)


def _operator(function: Any, kind: Any, result: Any, make: Any) -> None:
    """One operator on two vectors of a kind; a number beside a vector of floats is taken for each lane."""
    pairs = [(kind, kind)] + ([(kind, types.float32), (types.float32, kind)] if kind is F else [])

    @infer_global(function)
    class _Typing(ConcreteTemplate):
        cases = tuple(signature(result, *pair) for pair in pairs)

    def lower(_context, builder, sig, args):
        whole = [value if of is kind else splatted(builder, value, _FLOAT) for value, of in zip(args, sig.args, strict=True)]
        return make(builder, *whole)

    for pair in pairs:
        lower_builtin(function, *pair)(lower)


def splatted(builder: Any, value: Any, element: Any) -> Any:
    """The same number in each lane, as the compiler builds it."""
    one = builder.insert_element(ir.Constant(vector_of(element), ir.Undefined), value, ir.Constant(_INT, 0))
    return builder.shuffle_vector(one, ir.Constant(vector_of(element), ir.Undefined), ir.Constant(ir.VectorType(_INT, WIDTH), [0] * WIDTH))


for _function, _name in ((operator.add, "fadd"), (operator.sub, "fsub"), (operator.mul, "fmul"), (operator.truediv, "fdiv")):
    _operator(_function, F, F, lambda b, x, y, name=_name: getattr(b, name)(x, y, flags=_SLACK))
for _function, _name in ((operator.lt, "<"), (operator.le, "<="), (operator.gt, ">"), (operator.ge, ">="), (operator.eq, "==")):
    _operator(_function, F, B, lambda b, x, y, name=_name: b.fcmp_ordered(name, x, y))
for _function, _name in ((operator.add, "add"), (operator.mul, "mul"), (operator.and_, "and_"), (operator.xor, "xor")):
    _operator(_function, L, L, lambda b, x, y, name=_name: getattr(b, name)(x, y))
for _function, _name in ((operator.and_, "and_"), (operator.or_, "or_")):
    _operator(_function, B, B, lambda b, x, y, name=_name: getattr(b, name)(x, y))


def inside(context: Any, builder: Any, array: Any, at: Any, many: int) -> None:
    """Where reads and writes are checked: raise unless `many` numbers from `at` on lie in the array."""
    if not CHECKED:
        return
    end = builder.add(at, ir.Constant(_LONG, many))
    wrong = builder.or_(builder.icmp_signed("<", at, ir.Constant(_LONG, 0)), builder.icmp_signed(">", end, array.nitems))
    with builder.if_then(wrong, likely=False):
        context.call_conv.return_user_exc(builder, IndexError, ("a vector lies outside its array",))


def _pointer(context: Any, builder: Any, kind: Any, array: Any, at: Any) -> Any:
    whole = context.make_array(kind)(context, builder, array)
    inside(context, builder, whole, at, WIDTH)
    return builder.bitcast(builder.gep(whole.data, [at]), vector_of(_FLOAT).as_pointer())


@intrinsic
def load(_typing, array, at):
    """Sixteen numbers of a contiguous array from its element `at` on, counted over all axes."""
    if array.layout != "C":
        return None

    def make(context, builder, sig, args):
        found = builder.load(_pointer(context, builder, sig.args[0], *args))
        found.align = 4
        return found

    return F(array, types.intp), make


@intrinsic
def store(_typing, array, at, value):
    """Write sixteen numbers."""
    if array.layout != "C":
        return None

    def make(context, builder, sig, args):
        builder.store(args[2], _pointer(context, builder, sig.args[0], args[0], args[1])).align = 4
        return context.get_dummy_value()

    return types.void(array, types.intp, F), make


@intrinsic
def splat(_typing, value):
    """The same number in each lane."""
    return F(types.float32), lambda _context, builder, _sig, args: splatted(builder, args[0], _FLOAT)


@intrinsic
def longs(_typing, value):
    """The same 64 bits in each lane."""
    return L(types.uint64), lambda _context, builder, _sig, args: splatted(builder, args[0], _LONG)


@intrinsic
def counted(_typing, first):
    """first, first + 1, and so on."""

    def make(_context, builder, _sig, args):
        steps = ir.Constant(vector_of(_LONG), list(range(WIDTH)))
        return builder.add(splatted(builder, args[0], _LONG), steps)

    return L(types.uint64), make


@intrinsic
def upper(_typing, value):
    """The upper 32 bits, moved down."""
    return L(L), lambda _context, builder, _sig, args: builder.lshr(args[0], ir.Constant(vector_of(_LONG), [32] * WIDTH))


@intrinsic
def mantissas(_typing, value):
    """The upper 23 of the lower 32 bits as floats."""

    def make(_context, builder, _sig, args):
        word = builder.lshr(builder.trunc(args[0], vector_of(_INT)), ir.Constant(vector_of(_INT), [9] * WIDTH))
        return builder.sitofp(word, vector_of(_FLOAT))

    return F(L), make


@intrinsic
def choose(_typing, flag, yes, no):
    """yes where flag holds, else no."""
    return F(B, F, F), lambda _context, builder, _sig, args: builder.select(*args)


def _unary(name: str) -> Any:
    def make(_context, builder, _sig, args):
        of = ir.FunctionType(vector_of(_FLOAT), [vector_of(_FLOAT)])
        return builder.call(cgutils.get_or_insert_function(builder.module, of, f"llvm.{name}.v{WIDTH}f32"), args)

    return make


@intrinsic
def root(_typing, value):
    """The square root."""
    return F(F), _unary("sqrt")


@intrinsic
def size(_typing, value):
    """The absolute value."""
    return F(F), _unary("fabs")


@intrinsic
def least(_typing, one, other):
    """The smaller of two."""
    return F(F, F), lambda _context, builder, _sig, args: builder.select(builder.fcmp_ordered("<", *args), *args)


@intrinsic
def most(_typing, one, other):
    """The larger of two."""
    return F(F, F), lambda _context, builder, _sig, args: builder.select(builder.fcmp_ordered(">", *args), *args)


@intrinsic
def power_of_two(_typing, value):
    """2 to a whole number between -126 and 127."""

    def make(_context, builder, _sig, args):
        whole = builder.add(builder.fptosi(args[0], vector_of(_INT)), ir.Constant(vector_of(_INT), [127] * WIDTH))
        return builder.bitcast(builder.shl(whole, ir.Constant(vector_of(_INT), [23] * WIDTH)), vector_of(_FLOAT))

    return F(F), make


@intrinsic
def floor(_typing, value):
    """The largest whole number not above."""
    return F(F), _unary("floor")


@intrinsic
def exponent(_typing, value):
    """The exponent of a positive number: e for 2^e m, m from 1 to 2."""

    def make(_context, builder, _sig, args):
        word = builder.lshr(builder.bitcast(args[0], vector_of(_INT)), ir.Constant(vector_of(_INT), [23] * WIDTH))
        return builder.sitofp(builder.sub(word, ir.Constant(vector_of(_INT), [127] * WIDTH)), vector_of(_FLOAT))

    return F(F), make


@intrinsic
def mantissa(_typing, value):
    """The mantissa of a positive number, from 1 to 2."""

    def make(_context, builder, _sig, args):
        word = builder.and_(builder.bitcast(args[0], vector_of(_INT)), ir.Constant(vector_of(_INT), [0x7FFFFF] * WIDTH))
        return builder.bitcast(builder.or_(word, ir.Constant(vector_of(_INT), [0x3F800000] * WIDTH)), vector_of(_FLOAT))

    return F(F), make


@intrinsic
def pick(_typing, array, at, step, index):
    """In each lane array[at + index + lane * step], counted over all axes; index: whole numbers as floats."""
    if array.layout != "C":
        return None

    def make(context, builder, sig, args):
        whole = context.make_array(sig.args[0])(context, builder, args[0])
        found, where = ir.Constant(vector_of(_FLOAT), ir.Undefined), builder.fptosi(args[3], vector_of(_INT))
        for lane in range(WIDTH):
            number = builder.sext(builder.extract_element(where, ir.Constant(_INT, lane)), _LONG)
            offset = builder.add(builder.add(args[1], number), builder.mul(args[2], ir.Constant(_LONG, lane)))
            inside(context, builder, whole, offset, 1)
            found = builder.insert_element(found, builder.load(builder.gep(whole.data, [offset])), ir.Constant(_INT, lane))
        return found

    return F(array, types.intp, types.intp, F), make


@intrinsic
def bits(_typing, flag):
    """The lanes in which a flag holds, as bits of a whole number."""

    def make(_context, builder, _sig, args):
        return builder.zext(builder.bitcast(args[0], ir.IntType(WIDTH)), _LONG)

    return types.int64(B), make


@intrinsic
def lowest(_typing, number):
    """The number of the lowest bit that is set."""

    def make(_context, builder, _sig, args):
        return builder.cttz(args[0], ir.Constant(ir.IntType(1), 0))

    return types.int64(types.int64), make


@intrinsic
def ramp(_typing):
    """0, 1, 2 and so on."""
    return F(), lambda _context, _builder, _sig, _args: ir.Constant(vector_of(_FLOAT), [float(lane) for lane in range(WIDTH)])
