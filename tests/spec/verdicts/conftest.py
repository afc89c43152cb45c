"""The verdicts of shipped texts, decided once for all tests."""

from __future__ import annotations

import pytest

import foedus.api as api
from foedus.reason.promise.plan import verdicts
from foedus.reason.promise.whole import whole_verdict


class Decided:
    """A settlement with its verdicts by name."""

    def __init__(self, name: str) -> None:
        self.settlement = api.load(name)
        self.found = {one.name: one for one in verdicts(self.settlement)}

    def __getitem__(self, name: str):
        return self.found[name]

    def whole(self, name: str):
        return whole_verdict(self.settlement, name)


@pytest.fixture(scope="session")
def flagship() -> Decided:
    return Decided("soft-secession")


@pytest.fixture(scope="session")
def mended() -> Decided:
    return Decided("soft-secession-mended")
