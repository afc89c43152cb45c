"""The apportioned chambers of a settlement as plain values: seats by unit as `foedus apportion` tells them, and seats as the house grows.

Needs: the standard library.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from foedus.decide.apportioned import houses
from foedus.decide.standing import ChamberSeats, Standing, seats, seats_in
from foedus.errors import ModelError
from foedus.model.settlement import Settlement

AROUND = 12
"""How many seats fewer, and more, than the text gives a house are tried: every size between, so that no loss on the way is missed."""


def seated(settlement: Settlement) -> tuple[Mapping[str, Any], ...]:
    """Each apportioned chamber, in the order of the text; none where the text apportions none, or a house is too small for its minima."""
    try:
        found = {name: one for name, one in seats(settlement).items() if one.method}
        told = houses(settlement).as_json()["houses"] if found else {}
    except ModelError:
        return ()
    return tuple({"chamber": name, **told[name], "sweep": _sweep(settlement, one)} for name, one in found.items())


def _sweep(settlement: Settlement, chamber: ChamberSeats) -> dict[str, Any]:
    """Seats of every unit at each size around that of the text; sizes too small for the minima are left out."""
    organ, found = settlement.organs[chamber.chamber], {}
    for size in range(max(1, chamber.total - AROUND), chamber.total + AROUND + 1):
        try:
            found[size] = seats_in(Standing(settlement, sizes={organ.name: size}), organ).by_unit
        except ModelError:
            continue
    return {"sizes": list(found), "seats": {unit: [one[unit] for one in found.values()] for unit in chamber.by_unit}}
