"""To come."""

from __future__ import annotations

from foedus.reason.promise.asked import NotDecidable
from foedus.reason.promise.docket import Docket
from foedus.reason.promise.verdict import Verdict


def judged(docket: Docket, one: object) -> Verdict:
    """Not decided yet."""
    raise NotDecidable("this form is not decided yet")
