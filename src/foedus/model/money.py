"""Who pays for an organ, and what follows when a share is not voted.

Needs: the standard library.
"""

from __future__ import annotations

from foedus.model import clauses as cl
from foedus.model.settlement import Settlement
from foedus.source import Citation


def funding_of(settlement: Settlement, organ: str) -> tuple[cl.Funding, Citation] | None:
    """How an organ is funded, in its own clause or apart from it, with the citation; None where the text does not say."""
    known = settlement.organs.get(organ)
    if known is None:
        return None
    if known.traits.funding is not None:
        return known.traits.funding, known.cite
    for clause in settlement.of_type(cl.FundedClause):
        if any(item in (organ, known.declared) for item in clause.subjects.items):
            return clause.funding, clause.cite
    return None


def payers_of(settlement: Settlement, organ: str) -> tuple[str, ...]:
    """The payers of an organ, in the order of the text; none where the text does not say who pays."""
    found = funding_of(settlement, organ)
    payers: cl.Payers | None = found[0].payers if found else None
    names: dict[str, None] = {}
    while payers is not None:
        names.update(dict.fromkeys(name for name, _ in payers.shares))
        names.update(dict.fromkeys(payers.names.items if payers.names else ()))
        payers = payers.rest
    return tuple(settlement.find(name) or name for name in names)


def fallback_cite(settlement: Settlement, organ: str) -> Citation:
    """The citation of what keeps an organ funded when a share is not voted (the last budget, fixed shares); empty where nothing does."""
    found = funding_of(settlement, organ)
    if found and found[0].otherwise and found[0].otherwise.how in ("last_budget", "continues", "fixes", "decides", "adopted"):
        return found[1]
    return ""
