"""Which cards a quantity of the yearly model rests on, for a settlement: who moves a number may be read off before it is computed.

Jobs, prices and the rate feed nothing else in this version; people feed everything but each other's product per head.
Needs: the standard library.
"""

from __future__ import annotations

from foedus.simulate.cards import CARDS
from foedus.simulate.compiled import Compiled

_RATES = ("kappa", "lambda", "rate_inflation", "rate_slack")
_CHANGES = ("hazard", "campaign", "change_income")
_REFUSALS = ("d0", "d1")


def rests_on(quantity: str, compiled: Compiled) -> tuple[str, ...]:
    """The cards that may change a quantity, in the order of the table; moving any other leaves every bit of it."""
    found = set(_people(compiled))
    if quantity in ("deadlock_years", "lapsed_years") and not any(head.decision is not None for head in compiled.heads):
        found = set()
    if quantity in ("members", "changes_of_polity") and compiled.change is None:
        found = set()
    if quantity == "parted" and compiled.part is None:
        found = set()
    if quantity == "policy_rate_misfit":
        found |= {*_RATES, *(("shared_currency",) if compiled.currency == "by_vote" else ())}
    return tuple(name for name in CARDS if name in found)


def _people(compiled: Compiled) -> set[str]:
    """What moves people: and so all that counts them."""
    found = {"smoothing", "a_income", "a_lean", "immigration"}
    if not compiled.common_tax:
        found.add("a_tax")
    if compiled.number_of_polities > 1:
        found.add("entry")
    if compiled.barrier:
        found.add("delta")
    if compiled.heads:
        found.add("joint_cost")
    lapsing = any(head.decision is not None for head in compiled.heads)
    if lapsing or compiled.change is not None or compiled.part is not None:
        found |= set(_REFUSALS)
    if compiled.change is not None or compiled.part is not None:
        found |= set(_CHANGES)
    if compiled.part is not None:
        found.add("parting")
    return found
