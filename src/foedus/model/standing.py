"""Why an act would change nothing: its effects in words, as what is so already.

Needs: the standard library.
"""

from __future__ import annotations

from collections.abc import Iterator

from foedus.model import clauses as cl
from foedus.model import phrases as ph
from foedus.model import words
from foedus.model.bind import Binding

MOST = 3
"""The most effects that are told one by one."""

_IMPLIED = {"Fill": "is filled already", "Remove": "is vacant already"}


def standing(clause: cl.ActClause, binding: Binding) -> str:
    """`AtWar holds already`, `Guard of Elm is under Chief already`: for the sentence `it would change nothing, for …`."""
    if clause.name in _IMPLIED and not clause.effects:
        return f"{binding.thing} {_IMPLIED[clause.name]}"
    said = list(dict.fromkeys(_said(clause, binding)))
    if not said or len(said) > MOST:
        return "all that it brings about is so already"
    return words.listed(said)


def _said(clause: cl.ActClause, binding: Binding) -> Iterator[str]:
    for effect in clause.effects:
        if effect.how == "becomes":
            yield f"{effect.value} holds already"
        elif effect.how == "ceases":
            yield f"{effect.value} does not hold"
        else:
            yield f"{_bound(effect, binding)} already"


def _bound(effect: ph.EffectPhrase, binding: Binding) -> str:
    """The effect with `that force` as the force that this instance is of."""
    text = words.effect(effect)
    for kind, thing in ((binding.type, binding.thing), (binding.to_type, binding.to)):
        if kind and thing:
            text = text.replace(f"that {kind}", thing)
    return text
