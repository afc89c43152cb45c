"""Texts for the states that a page can be in: nothing, faults, one polity, sixty, no promise, long names."""

from __future__ import annotations

ALDER_AND_BIRCH = """---
title: Alder and Birch
summary: Two polities that decide on war together.
---

# Alder and Birch

## Article 1. The parties

Alder and Birch are peers. Alder has two units, Birch has three.

```foedus
unit Ash
unit Elm
unit Fir
unit Oak
unit Yew
polity Alder comprises Ash and Elm
polity Birch comprises Fir, Oak and Yew
```

## Article 2. Organs

Each polity has a Congress of its own.

```foedus
assembly Alder.Congress with 5 seats
assembly Birch.Congress with 7 seats
office Alder.Chair, elected every 4 years by the people of Alder by plurality
office Birch.Chair, elected every 4 years by the people of Birch by plurality
residual matters to each polity in its own territory
no organ of a polity may legislate, execute, adjudicate, tax or police in another polity
promise NoForeignAgents: no organ of a polity may act in another polity
```

## Article 3. War

War is declared by both.

```foedus
condition AtWar, initially not
act DeclareWar on war_and_peace, by a majority of those voting in each of Alder.Congress and Birch.Congress, effect AtWar
open "How does a war end?"
promise WarTakesTwo: AtWar only after Alder.Congress and Birch.Congress consented
```
"""

FAULTY = """---
title: A text with faults
summary: It names what it does not declare.
---

# A text with faults

## Article 1. The parties

Alder and Birch.

```foedus
unit Ash
polity Alder comprises Ash
polity Birch comprises Elm
Cedar.Congress may legislate on trade in Alder
promise Nothing: never Flooded
```
"""

PROSE_ONLY = """---
title: Prose only
summary: Nothing formal stands here.
---

# Prose only

## Article 1. Hopes

The parties hope for the best.
"""

ONE_POLITY = """---
title: Alder alone
summary: One polity and no promise.
---

# Alder alone

## Article 1. The polity

Alder is one.

```foedus
unit Ash
polity Alder comprises Ash
assembly Alder.Congress with 5 seats
residual matters to each polity in its own territory
```
"""


def long_names() -> str:
    """Alder and Birch under names as long as a pseudo-locale makes them."""
    text = ALDER_AND_BIRCH
    for name in ("Alder", "Birch", "Ash", "Elm", "Fir", "Oak", "Yew"):
        text = text.replace(name, f"{name}ishlyprolongedcommonwealthoftheuplands")
    return text.replace("NoForeignAgents", "NoForeignAgentsWhatsoeverInAnyCircumstanceThatMayArise")


def sixty_polities() -> str:
    """Sixty polities of one unit each."""
    names = [f"P{n:02}" for n in range(60)]
    units = "\n".join(f"unit U{name}" for name in names)
    polities = "\n".join(f"polity {name} comprises U{name}" for name in names)
    organs = "\n".join(f"assembly {name}.Congress with 3 seats" for name in names)
    return f"""---
title: Sixty polities
summary: Each of one unit.
---

# Sixty polities

## Article 1. The parties

There are sixty.

```foedus
{units}
{polities}
{organs}
residual matters to each polity in its own territory
no organ of a polity may legislate, execute, adjudicate, tax or police in another polity
```
"""


def swapped(text: str, first: str = "Alder", second: str = "Birch") -> str:
    """A text, or a page, with two names swapped wherever they stand."""
    return text.replace(first, "\0").replace(second, first).replace("\0", second)
