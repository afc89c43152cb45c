"""Who consented to an act that then waits for objections has consented when it takes effect."""

from __future__ import annotations

import pytest

import foedus.api as api
from foedus.reason.promise.judge import judge
from small import TWO_UNITS, small

TEXT = small(TWO_UNITS, """\
condition Open, initially not
act Declare, by Alder.House, unless within 10 days Birch.House object, effect Open
promise It: Open only after {organ} consented
""")


@pytest.mark.parametrize(("organ", "verdict"), [("Alder.House", "proved"), ("Birch.House", "refuted")])
def test_a_consent_counts_through_the_time_for_objections(organ, verdict):
    assert judge(api.load(TEXT.format(organ=organ)), "It").verdict == verdict
