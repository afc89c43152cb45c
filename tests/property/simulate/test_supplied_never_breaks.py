"""Whatever stands in a file, a column is read or refused with diagnostics: never a traceback, never half a table."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.data.supplied import Supplied, parse_supplied
from foedus.errors import DataError

CODES = ("AA", "BB", "CC")
HEAD = "# unit: vessels\n# year: 2021\n# source: Harbour Board\n"
cells = st.sampled_from(["AA", "BB", "CC", "ZZ", "", "1", "-3", "NaN", "inf", "1e3", "1,5", "x", '"', "2021", "99999", "#", " 7 "])
lines = st.lists(st.lists(cells, min_size=1, max_size=5).map(",".join), max_size=8).map("\n".join)
texts = st.one_of(st.text(max_size=200), st.builds(lambda head, body: head + body, st.sampled_from(["", HEAD, HEAD + "code,value\n"]), lines))


def read_or_refusal(text: str) -> Supplied | DataError:
    try:
        return parse_supplied(text, "any.csv", CODES)
    except DataError as refused:
        return refused


@given(texts)
@settings(max_examples=300)
def test_any_text_is_read_whole_or_refused(text: str) -> None:
    found = read_or_refusal(text)
    if isinstance(found, DataError):
        assert found.diagnostics
        assert all(one.mend and one.places for one in found.diagnostics)
        return
    assert found.unit
    assert found.source
    for values in found.values.values():
        assert set(values) <= set(CODES)
        assert found.blanks or set(values) == set(CODES)
        assert all(isinstance(value, Decimal) and value.is_finite() for value in values.values())


@given(st.fixed_dictionaries({code: st.decimals(-(10**9), 10**9, places=3) for code in CODES}))
def test_what_is_written_is_read_exactly(values: dict[str, Decimal]) -> None:
    text = HEAD + "code,value\n" + "".join(f"{code},{value}\n" for code, value in values.items())
    assert parse_supplied(text, "any.csv", CODES).values == {2021: values}
