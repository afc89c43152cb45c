"""What is found with consents hidden is filled in with the consents of each act, those too with which a time begins to run."""

from __future__ import annotations

import pytest

import foedus.api as api
from foedus.model.compile import machine
from foedus.model.formula import Formula, Is, all_of
from foedus.reason import hide
from foedus.reason.hide import Filling, hidden
from foedus.reason.limits import Deadline
from foedus.reason.pdr import History, pdr
from foedus.reason.replay import end_of, keys
from foedus.reason.slice import part_of
from small import TWO_UNITS, small

TEXT = small(
    TWO_UNITS,
    "condition AtWar, initially not\n",
    "condition Ready, initially not\n",
    "act Prepare, by a majority of Alder.House and of Birch.House, effect Ready\n",
    "act Declare, by a majority of Alder.House and of Birch.House, within 2 years of the first consent, when Ready, effect AtWar\n",
)


def filled(bad: Formula) -> tuple[int, ...] | None:
    """A history found with consents hidden, filled in; None where it cannot be."""
    model = machine(api.load(TEXT))
    part, (asked,) = part_of(model, (bad,))
    veiled = hidden(part, [name for name in model.variables if name.startswith("yes of ")])
    assert veiled.choices
    deadline = Deadline(20.0)
    history = run(pdr(veiled, asked, deadline))
    assert isinstance(history, History)
    trace = run(Filling(part, veiled, deadline).fill(history, asked))
    if trace is not None:
        assert end_of(model, keys(model, trace))["AtWar"] is True
    return trace


def run(engine):
    while True:
        try:
            next(engine)
        except StopIteration as stop:
            return stop.value


def test_a_consent_that_begins_a_time_is_filled_in():
    trace = filled(all_of((Is("AtWar", True), Is("Ready", True))))
    assert trace is not None
    assert len(trace) == 4


def test_without_the_times_that_begin_it_is_not(monkeypatch):
    monkeypatch.setattr(hide.Filling, "_free", property(lambda self: self.veiled.choices))
    assert filled(Is("AtWar", True)) is None


@pytest.mark.parametrize("more", ["AtWar", "Ready"])
def test_what_is_seen_stays_as_it_is_while_a_step_is_filled_in(more):
    model = machine(api.load(TEXT))
    part, _ = part_of(model, (Is("AtWar", True),))
    veiled = hidden(part, [name for name in model.variables if name.startswith("yes of ")])
    assert more not in Filling(part, veiled, Deadline(5.0))._free
