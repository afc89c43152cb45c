"""A text edited again and again in what its clauses give: cells, coverage and verdicts kept are those that each text gets by itself."""

from __future__ import annotations

import pytest

import foedus.api as api
from foedus.reason.cover import cover
from foedus.reason.promise.plan import verdicts
from foedus.reason.promise.reuse import carried
from small import THREE_UNITS, small

TEXT = small(THREE_UNITS, """\
office Chief, joint to Alder and Birch, elected every 4 years by the people of Alder and Birch together by plurality
force Guard of each unit
condition Shut, initially not
condition War, initially
act Place of a force, by Chief, effect that force is under Chief
act Close, by Alder.House, effect Shut
function "Post" passes to Birch
Alder may legislate on money in itself
Chief may command on external_defence anywhere
Birch may tax in Alder when Shut
no organ of Birch may regulate on trade
function "Mint" passes to Alder
every other function passes to each polity in its own territory
promise Home: no organ of a polity may act in another polity
promise Held: every matter has a holder in every place
promise Once: no matter has two exclusive holders in one place
promise Heirs: every function passes or ends in every place
""")
MONEY, TAX, COMMAND = "Alder may legislate on money in itself", "Birch may tax in Alder when Shut", "Chief may command on external_defence anywhere"
CHANGES = [
    ((MONEY, "Alder may legislate on money anywhere"), (TAX, "Birch may tax in Alder when War")),
    ((MONEY, "Alder and Birch may concurrently legislate on money anywhere"), (TAX, "")),
    ((TAX, "Birch may tax in Alder"), (COMMAND, "Alder may command on external_defence anywhere")),
    ((COMMAND, ""), (TAX, "Birch may tax when Shut")),
    (('function "Mint" passes to Alder', 'function "Mint" passes to Birch'), ("every other function passes to each polity in its own territory", "")),
    (("residual matters to each polity in its own territory", "residual matters to Alder in its own territory"), (MONEY, "")),
    (("no organ of Birch may regulate on trade", "no organ of Birch may legislate on money"), (MONEY, "Alder may legislate on money anywhere")),
]


def told(text: str, before=None):
    """What a text comes to: coverage and verdicts, after an edit or by itself."""
    loaded = api.read(text)
    assert not loaded.errors, [item.message for item in loaded.diagnostics]
    settlement = loaded.settlement
    assert settlement is not None
    if before is not None:
        carried(before, settlement)
    found = [{**one.as_json(), "tried": ()} for one in verdicts(settlement)]
    return settlement, cover(settlement), found


@pytest.mark.parametrize("changes", CHANGES, ids=str)
def test_edits_in_a_row_keep_only_what_stands(changes):
    """There, further, and back again: each step starts from what was kept at the one before."""
    texts = [TEXT]
    for old, new in changes:
        assert old in texts[-1]
        texts.append(texts[-1].replace(old, new, 1))
    before = None
    for text in (*texts, *reversed(texts[:-1])):
        before, coverage, found = told(text, before)
        _, alone, anew = told(text)
        assert coverage == alone
        assert found == anew
