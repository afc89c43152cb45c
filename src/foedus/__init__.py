"""foedus: write a constitutional settlement as a document; check it, ask it, see who decides what.

The one public door for Python: `load`, `check`, `ask`. Everything is imported when it is first used.

>>> import foedus
>>> print(foedus.ask("soft-secession", "who may legislate on immigration in Federation"))
Federation, through Federation.Congress (Art. 8(1))
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from foedus.api import ask, check, load, power

    simulate: Any

__all__ = ["__version__", "ask", "check", "load", "power", "simulate"]
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    """Import what the public door offers when it is first asked for."""
    if name in ("ask", "check", "load", "power"):
        from foedus import api

        return getattr(api, name)
    if name == "simulate":
        import importlib

        return importlib.import_module("foedus.simulate")
    raise AttributeError(f"module 'foedus' has no attribute {name!r}")
