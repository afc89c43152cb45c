"""Who holds an office held ex officio: whoever holds the office that it comes with.

Needs: the standard library. Source: design page LANGUAGE, section 5, *held ex officio by*.
"""

from __future__ import annotations

from foedus.model.settlement import Organ, Settlement


def incumbents(settlement: Settlement, name: str) -> tuple[str, ...]:
    """The offices of which somebody holds one by holding this: itself, or those with which it comes, however many steps away."""
    found: dict[str, None] = {}
    seen, waiting = {name}, [name]
    while waiting:
        one = waiting.pop(0)
        with_ = _comes_with(settlement, one)
        if with_ is None:
            found[one] = None
            continue
        waiting += [other for other in with_ if other not in seen]
        seen.update(with_)
    return tuple(found)


def carried(settlement: Settlement, office: Organ) -> tuple[Organ, ...]:
    """The office, and those that come with it."""
    known: dict[str, tuple[Organ, ...]] | None = settlement.memo.get("carried")
    if known is None:
        known = settlement.memo["carried"] = {}
        for organ in settlement.organs.values():
            for name in incumbents(settlement, organ.name) if _comes_with(settlement, organ.name) is not None else ():
                known[name] = (*known.get(name, ()), organ)
    return (office, *known.get(office.name, ()))


def _comes_with(settlement: Settlement, name: str) -> tuple[str, ...] | None:
    """The offices with which an office comes; None where it is held by itself."""
    organ = settlement.organs.get(name)
    for filling in organ.traits.filling if organ is not None else ():
        if filling.how == "ex_officio" and filling.names:
            full = [settlement.find(item) or item for item in filling.names.items]
            return tuple(one for item in full for one in settlement.members(item) or (item,))
    return None
