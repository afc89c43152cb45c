"""A promise that is put otherwise, where assumptions are put in, is checked to be the same promise."""

from __future__ import annotations

from foedus.model.formula import Is, all_of
from foedus.model.machine import Effect, Machine, Move, MoveKey, Variable
from foedus.reason.certificate import Checker
from foedus.reason.limits import Deadline

ALWAYS = all_of(())
CALM, OVER, WAR = Is("calm", True), Is("over", True), Is("war", True)
MODEL = Machine(
    {name: Variable(name, (False, True), name == "calm") for name in ("calm", "over", "war")},
    (Move(MoveKey("act", "Alder", "Declare"), (), (Effect(ALWAYS, "war", True),)),),
)


def checked(stated, assume=()):
    """What the checker says of the promise that it is never over while calm, stated so."""
    return Checker(MODEL, all_of((CALM, OVER)), Deadline(10.0), assume=assume, stated=stated).support((), ())


def test_what_comes_to_the_same_under_the_assumption_is_accepted():
    assert not isinstance(checked(OVER, (CALM,)), str)


def test_what_says_less_is_refused():
    assert checked(all_of((OVER, CALM, WAR))) == "what is promised was not stated in full"


def test_what_speaks_of_something_else_is_refused():
    assert checked(all_of((WAR, OVER)), (CALM,)) == "what is promised was not stated in full"
