"""What a sentence may say that reads and yet means nothing: raised while it is built, told by `mistakes`.

Needs: the standard library, and Lark's tokens.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from lark import Token


class Slip(Exception):
    """A sentence that reads and has no meaning. token: the word at which it goes wrong, if it is one."""

    def __init__(self, message: str = "", token: Token | None = None, mend: str = "") -> None:
        super().__init__(message)
        self.message, self.token, self.mend = message, token, mend


class MixedJoin(Slip):
    """`and` and `or` stand side by side without brackets."""


class SaidTwice(Slip):
    """A phrase that may be said once is said again. message: the field of the clause that it fills."""


class NoValue(Slip):
    """A number or a date that is none."""


class NoSuchVerb(Slip):
    """A word that stands for a verb of government and is none."""


class Astray(Slip):
    """A phrase that has nothing to lean on."""


def once(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    """Phrases as fields. Raises SaidTwice where one is said again."""
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise SaidTwice(name)
        found[name] = value
    return found
