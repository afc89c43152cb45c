"""A settlement's Rules joined to votes: who decides how strongly, what was decided, who was elected. Every answer cites its articles.

What is asked for most often stands here, and is imported when it is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from foedus.decide.game import game_of
    from foedus.decide.power import power_of
    from foedus.decide.rules import rule_of
    from foedus.decide.standing import Standing, seats

__all__ = ["Standing", "game_of", "power_of", "rule_of", "seats"]

_WHERE = {"Standing": "standing", "game_of": "game", "power_of": "power", "rule_of": "rules", "seats": "standing"}


def __getattr__(name: str) -> Any:
    """Import what is offered here when it is first asked for."""
    if name in _WHERE:
        return getattr(import_module(f"foedus.decide.{_WHERE[name]}"), name)
    raise AttributeError(f"module 'foedus.decide' has no attribute {name!r}")
