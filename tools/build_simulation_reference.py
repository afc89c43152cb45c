"""Writes the tables of `docs/reference/simulation.md` from the code: cards, quantities, streams. Run it after changing one of them."""

from __future__ import annotations

import re
from pathlib import Path

from foedus.draws import STREAMS
from foedus.simulate.cards import CARDS
from foedus.simulate.quantities import ALL, JOINT, PLACE, POLITY, QUANTITIES

PAGE = Path(__file__).resolve().parents[1] / "docs" / "reference" / "simulation.md"

USES = {
    "growth by place": "each place's own shock to product (item = place)", "growth common": "items 0 to 5: the national shock; 6 to 8: common factors",
    "jobs by place": "each place's own shock to unemployment (item = place)", "jobs common": "three common factors",
    "leaning walk by place": "what lasts of a swing (item = place)", "leaning passing by place": "what belongs to an election day (item = place)",
    "leaning common": "items 0 to 2: factors of what lasts; 3 to 5: of the day", "national vote": "the national logit at an election",
    "turnout": "log noise of places, and of the nation behind them", "joint decisions": "whether a voice refuses (item = voice, by the places of its polity)",
    "change of polity": "below 64: whether a place asks; from 64 on: consents, 64 (voice + 1) + place", "campaigns": "what a campaign costs (item = place)",
    "parting": "whether a polity asks; from 64 on: consents", "card priors": "cards drawn world by world (item = row of the card)",
    "growth drift": "drift of product for a whole world (item = place)", "people drift": "drift of people for a whole world (item = place)",
    "lots": "lots in elections and assemblies", "sittings": "sittings and exercises",
}  # fmt: skip


def cards() -> str:
    parts = []
    for card in CARDS.values():
        prior = card.prior
        drawn = {"fixed": "not drawn", "normal": f"normal, mean {prior.first:g}, s.d. {prior.second:g}",
                 "uniform": f"even from {prior.first:g} to {prior.second:g}",
                 "log": f"even in logs from {prior.first:g} to {prior.second:g}"}[prior.how]  # fmt: skip
        mark = "taken from literature" if card.mark == "L" else "assumed"
        parts.append(f"### `{card.name}`\n\n{card.title[0].upper()}{card.title[1:]}. Unit: {card.unit}. Default {card.default:g}, range {card.low:g} to "
                     f"{card.high:g}; prior: {drawn}; block: {card.block}; {mark}.\n\n*Source:* {card.source}.\n*Against it:* {card.against}\n")  # fmt: skip
    return "\n".join(parts)


def quantities() -> str:
    parts = []
    for one in QUANTITIES.values():
        scopes = [name for name, known in (("place", PLACE), ("polity", POLITY), ("all", ALL), ("joint", (*JOINT, "office_group1"))) if one.name in known]
        parts.append(f"### `{one.name}`\n\n{one.words[0].upper()}{one.words[1:]}. Unit: {one.unit}. Scope: {', '.join(scopes)}.\n")
    return "\n".join(parts)


def streams() -> str:
    return "\n".join(f"### {name}\n\nStream {number}: {USES[name]}.\n" for name, number in STREAMS.items())


def page(text: str) -> str:
    """The page with its three tables written anew."""
    for name, made in (("cards", cards()), ("quantities", quantities()), ("streams", streams())):
        text = re.sub(rf"(<!-- {name} -->\n).*?(\n<!-- end of {name} -->)", lambda found, made=made: f"{found[1]}\n{made}{found[2]}", text, flags=re.DOTALL)
    return text


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
