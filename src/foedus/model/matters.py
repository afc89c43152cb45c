"""The matters of government that ship with the product: a tree after COFOG, with every matter that the shipped texts name.

A settlement may add to it (`matter`), word one of it anew, or replace it (`matters from`).
Needs: the standard library. Source: United Nations, Classification of the Functions of Government (COFOG), 1999: divisions and groups.
"""

from __future__ import annotations

from dataclasses import dataclass

INTERNAL = ("legislate", "execute", "adjudicate", "tax", "police", "appropriate")
EXTERNAL = ("negotiate", "conclude")
VERBS = (*INTERNAL, "regulate", *EXTERNAL, "command", "hold")
"""All verbs of government, in the order in which they are told; `act` is all of them."""

ORGANS_FOR: dict[str, tuple[str, ...]] = {
    "legislate": ("assembly",),
    "tax": ("assembly",),
    "appropriate": ("assembly",),
    "conclude": ("assembly",),
    "execute": ("office",),
    "police": ("office",),
    "negotiate": ("office",),
    "command": ("office",),
    "adjudicate": ("court",),
    "regulate": ("bank", "agency", "assembly"),
    "hold": ("force", "agency", "office"),
}
"""Through which kinds of organ a polity or a unit does what it may do, the first that it has."""


@dataclass(frozen=True, slots=True)
class Matter:
    """A subject of government. verbs: what may be done on it, without `act`; cofog: its class as written; cite: empty if shipped."""

    word: str
    title: str
    under: str = ""
    cofog: str = ""
    verbs: tuple[str, ...] = INTERNAL
    cite: str = ""


_FOREIGN = (*INTERNAL, *EXTERNAL)
_MONEY = (*INTERNAL, "regulate", *EXTERNAL)
_FORCE = ("legislate", "execute", "appropriate", *EXTERNAL, "command")

_TREE: tuple[tuple[str, str, str, str, tuple[str, ...]], ...] = (
    ("general_services", "general public services", "", "01", INTERNAL),
    ("government_organs", "the organs of government themselves", "general_services", "01.1", INTERNAL),
    ("voting_law", "elections and referendums", "general_services", "01.6", INTERNAL),
    ("taxation", "raising revenue", "general_services", "01.1", INTERNAL),
    ("public_debt", "borrowing and the public debt", "general_services", "01.7", INTERNAL),
    ("money", "currency, credit and banks", "general_services", "01.1", _MONEY),
    ("coinage", "coins and notes", "money", "01.1", INTERNAL),
    ("diplomacy", "dealings with other countries", "", "01.1", EXTERNAL),
    ("general_diplomacy", "diplomatic ties in general", "diplomacy", "01.1", EXTERNAL),
    ("foreign_policy", "foreign policy", "diplomacy", "01.1", EXTERNAL),
    ("military_diplomacy", "dealings with other countries about military matters", "diplomacy", "01.1", EXTERNAL),
    ("treaties", "treaties with other countries", "diplomacy", "01.1", EXTERNAL),
    ("foreign_aid", "aid to other countries", "", "01.2", _FOREIGN),
    ("defence", "defence", "", "02", _FORCE),
    ("external_defence", "defence against adversaries outside", "defence", "02.1", _FORCE),
    ("war_and_peace", "war and peace", "defence", "02.1", ("legislate", "conclude")),
    ("military_forces", "the raising and keeping of forces", "defence", "02.1", _FORCE),
    ("recruitment", "the recruitment of soldiers", "military_forces", "02.1", INTERNAL),
    ("civil_defence", "civil defence", "defence", "02.2", INTERNAL),
    ("public_order", "public order and safety", "", "03", INTERNAL),
    ("policing", "police", "public_order", "03.1", INTERNAL),
    ("fire_protection", "fire protection", "public_order", "03.2", INTERNAL),
    ("judicature", "courts and procedure", "public_order", "03.3", INTERNAL),
    ("prisons", "prisons", "public_order", "03.4", INTERNAL),
    ("criminal_law", "crimes and penalties", "public_order", "03.3", INTERNAL),
    ("private_law", "contracts, property, family and succession", "public_order", "03.3", INTERNAL),
    ("citizenship", "citizenship", "", "01.3", INTERNAL),
    ("immigration", "visas, entry and residence of people", "", "01.3", _FOREIGN),
    ("economic_affairs", "economic affairs", "", "04", INTERNAL),
    ("trade", "trade and tariffs", "economic_affairs", "04.1", _FOREIGN),
    ("customs", "customs", "trade", "04.1", INTERNAL),
    ("competition", "competition between firms", "economic_affairs", "04.1", INTERNAL),
    ("business_promotion", "the promotion of business", "economic_affairs", "04.1", _FOREIGN),
    ("commerce", "commerce within the territory", "economic_affairs", "04.1", INTERNAL),
    ("labour", "work and wages", "economic_affairs", "04.1", INTERNAL),
    ("agriculture", "agriculture, forestry, fishing and hunting", "economic_affairs", "04.2", INTERNAL),
    ("energy", "fuel and energy", "economic_affairs", "04.3", INTERNAL),
    ("mining_and_industry", "mining, manufacturing and construction", "economic_affairs", "04.4", INTERNAL),
    ("transport", "transport", "economic_affairs", "04.5", INTERNAL),
    ("railways", "railways", "transport", "04.5", INTERNAL),
    ("air_traffic", "air traffic", "transport", "04.5", INTERNAL),
    ("communication", "communication", "economic_affairs", "04.6", INTERNAL),
    ("research", "research and development", "economic_affairs", "04.8", INTERNAL),
    ("environment", "protection of the environment", "", "05", INTERNAL),
    ("housing", "housing and community amenities", "", "06", INTERNAL),
    ("water", "water supply", "housing", "06.3", INTERNAL),
    ("public_land", "public land", "housing", "06.2", INTERNAL),
    ("health", "health", "", "07", INTERNAL),
    ("recreation_and_culture", "recreation, culture and religion", "", "08", INTERNAL),
    ("broadcasting", "broadcasting and publishing", "recreation_and_culture", "08.3", INTERNAL),
    ("education", "education", "", "09", INTERNAL),
    ("social_protection", "social protection", "", "10", INTERNAL),
    ("pensions", "old age and survivors", "social_protection", "10.2", INTERNAL),
)

BASE: dict[str, Matter] = {word: Matter(word, title, under, cofog, verbs) for word, title, under, cofog, verbs in _TREE}
"""The shipped tree by word, a parent before its children."""

TREES: dict[str, dict[str, Matter]] = {"cofog": BASE, "none": {}}
"""What `matters from` may name: the shipped tree, or none, so that the text names all its matters itself."""


def ancestors(matters: dict[str, Matter], word: str) -> tuple[str, ...]:
    """A matter and all that stand above it, nearest first; a ring of matters ends where it closes."""
    line: list[str] = []
    while word and word in matters and word not in line:
        line.append(word)
        word = matters[word].under
    return tuple(line)
