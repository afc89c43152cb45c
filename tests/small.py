"""Small settlements of one article, for tests that need no more: what stands around their clauses, said once."""

from __future__ import annotations

TWO_UNITS = """\
unit Elm
unit Oak
polity Alder comprises Elm
polity Birch comprises Oak
assembly Alder.House with 3 seats
assembly Birch.House with 3 seats
"""

THREE_UNITS = """\
unit Elm
unit Oak
unit Fir
polity Alder comprises Elm and Oak
polity Birch comprises Fir
residual matters to each polity in its own territory
assembly Alder.House with 3 seats
assembly Birch.House with 3 seats
"""


def small(*clauses: str) -> str:
    """A document of these clauses, each with its line ends."""
    return f"---\ntitle: Small\n---\n## Article 1. All\n\n```foedus\n{''.join(clauses)}```\n"
