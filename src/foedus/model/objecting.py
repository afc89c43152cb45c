"""Who may object to an act, and when somebody is there to do it.

Needs: the standard library. Source: design page LANGUAGE, section 6.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from foedus.model import phrases as ph
from foedus.model.bind import manned, members
from foedus.model.formula import TRUE, Formula, all_of
from foedus.model.settlement import Settlement
from foedus.model.voters import Seat, present, seats_of


def objectors(settlement: Settlement, blocs: Iterable[str], objection: ph.Objection) -> Iterator[Seat]:
    """Those whom an objection names, or else each part of the bodies that consent. blocs: those whose consent the step asks."""
    if objection.names is not None:
        for item in objection.names.items:
            for name in members(settlement, item):
                yield Seat(name, 1, sides=settlement.sides(name))
        return
    seen: dict[str, Seat] = {}
    for body in dict.fromkeys(bloc.partition(" in ")[2] or bloc for bloc in blocs):
        for seat in seats_of(settlement, body, parts=True):
            name = f"{seat.unit or seat.polity or seat.group or seat.bloc} in {body}"
            seen.setdefault(name, Seat(name, seat.number, seat.unit, seat.polity, seat.group, sides=seat.sides))
    yield from seen.values()


def takes_all(objection: ph.Objection) -> bool:
    """Whether only all who are named can stop an act, by objecting together: `unless A and B object`. With `or`, each of them can."""
    return objection.names is not None and objection.names.join == "and" and len(objection.names.items) > 1


def able(settlement: Settlement, name: str, sits: Formula = TRUE) -> Formula:
    """Somebody exists, sits, and if it is an office is filled: nobody answers or objects for a vacant one in which nobody acts."""
    return all_of((sits, present(settlement, name), manned(settlement, name)))
