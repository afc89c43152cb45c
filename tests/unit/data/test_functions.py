"""Functions of government are those of the table that a text reads, agencies, and well-known bodies: a slip is an error with the nearest names."""

from __future__ import annotations

import pytest

from foedus import api
from foedus.data import gazetteer

TEXT = """---
title: Functions
places: us
---

## Article 1. All

What becomes of each function.

```foedus
polity Alder comprises AL
polity Birch comprises the other units
functions from "us/federal_functions"
function "{name}" passes to each polity in itself
every other function passes to each polity in itself
```
"""


@pytest.mark.parametrize("name", ["National defense", "Federal Bureau of Investigation", "Department of State", "Federal Reserve System"])
def test_known_names(name: str) -> None:
    assert [one.code for one in api.read(TEXT.format(name=name)).errors] == []


def test_an_unknown_name_is_told_with_the_nearest_three() -> None:
    errors = api.read(TEXT.format(name="Federal Bureau of Investigations")).errors
    assert [one.code for one in errors] == ["F708"]
    assert errors[0].mend.count('write "') == 3
    assert 'write "Federal Bureau of Investigation"' in errors[0].mend
    assert errors[0].places[0].cite == "Art. 1(4)"


def test_three_lists() -> None:
    places = gazetteer("us")
    assert places is not None
    assert len(places.functions("us/federal_functions") or ()) == 20
    assert {"Government Accountability Office", "Internal Revenue Service", "Federal Reserve System"} <= set(places.known_bodies())
    assert places.functions("us/nothing") is None
