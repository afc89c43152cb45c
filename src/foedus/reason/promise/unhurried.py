"""The collector of garbage called seldom while much is made at once.

Deciding makes hundreds of thousands of small formulas that live on and hang together in no rings; a collector that walks through all of them
again and again took a quarter of the time. Needs: the standard library.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

SELDOM = 200_000
"""How many new objects there are between two looks at the youngest, while promises are decided."""


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Within it, garbage is collected seldom; afterwards as before. May be nested."""
    before = gc.get_threshold()
    gc.set_threshold(max(SELDOM, before[0]) if before[0] else 0, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


def at_rest() -> None:
    """Between one edit and the next: all garbage is collected, and what is left is not looked through again while the next text is checked.

    A text that was checked is hundreds of thousands of objects, which a collection in the middle of the next check would walk through.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()
