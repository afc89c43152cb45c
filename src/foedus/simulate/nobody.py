"""What nobody can know: sentences that end every result, built from what the run touched; and the words that no result may use.

Needs: the standard library.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from foedus.simulate.cards import CARDS

if TYPE_CHECKING:
    from foedus.simulate.ensemble import Ensemble

BANNED: tuple[tuple[str, str], ...] = (
    (r"(probability|chance|likelihood|odds) (that|of) [^.]{0,40}\b(part(s|ing|ed)?|secede|secession|break(s|ing)? up)\b", "a chance that a parting happens"),
    (r"\b(will|would) (cost|gain|lose) [^.]{0,30}\b(product|gdp|output)\b", "an effect of separation on product as a forecast"),
    (r"\bpays? for the (other|others)\b", "that one side pays for another"),
    (r"\b(will|shall) win\b", "a winner beyond the next election"),
    (r"\b(civil war|violence|bloodshed)\b(?! or what| are outside)", "war or violence"),
    (r"\b(99|99\.9) (%|per cent) (certain|sure)\b", "tails that thirteen elections cannot give"),
    (r"\bcards? (proves?|shows?|causes?) that\b", "a card as a cause"),
)
"""Patterns that no sentence of a result may match, each with the claim that it would make."""


def banned_in(text: str) -> list[str]:
    """The claims that a text makes and must not."""
    plain = " ".join(text.lower().split())
    return [claim for pattern, claim in BANNED if re.search(pattern, plain)]


def cannot_tell(ensemble: Ensemble) -> Iterator[str]:
    """The last section of a result: what it cannot tell, from the cards and gaps that it touched."""
    first = ensemble.task.variants[0]
    yield "Two groups of voters only, and their last thirteen national outcomes; a coin would be right about the next as often as not."
    yield "Three survey years of moves, with no party, income or reason among movers; nobody here anticipates, and nothing is negotiated."
    yield "Jobs by place end in 2018; prices by place, debt, trade, firms and capital are not in the model."
    if first.barrier:
        yield "What a new border would do to product is a scenario with a range (card `delta`), and nothing that was estimated."
    if any(head.decision is not None for head in first.heads):
        yield "How often chambers refuse has no source (cards `d0` and `d1`): deadlocks compare variants, and foretell none."
    if first.change is not None:
        yield "How often units ask to change polity has no source (cards `hazard`, `campaign`): which unit does is not for this model to say."
    if first.part is not None:
        yield "Whether the polities part is a scenario (card `parting`): only what follows in worlds where the rule of the text is met."
    assumed = [card.name for card in CARDS.values() if card.mark == "A"]
    yield f"Values without a source, each open to dispute: {', '.join(assumed)}."
    for block, why in ensemble.task.calibration.absent.items():
        yield f"There are no figures for {block}: {why}."
    for one in first.not_simulated:
        where = f" ({one.cite})" if one.cite else ""
        yield f"Not simulated: {one.what}{where}: {one.why}."
