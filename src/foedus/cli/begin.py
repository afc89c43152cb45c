"""The text with which a new settlement begins."""

from __future__ import annotations

from pathlib import Path

from foedus.errors import DataError

_TEXT = """---
title: {title}
summary: Two polities that share one thing and are free to part.
---

# {title}

## Article 1. The parties

Elm and Ash form Alder, and Oak is Birch. What this settlement does not name belongs to each by itself.

```foedus
polity Alder comprises Elm and Ash
polity Birch comprises Oak
assembly Alder.Congress
assembly Birch.Congress
office Alder.President, elected every 4 years by the people of Alder by plurality
office Birch.President, elected every 4 years by the people of Birch by plurality
court Alder.Court
court Birch.Court
residual matters to each polity in its own territory
```

```foedus-answer
> who may legislate on trade in Elm
Alder, through Alder.Congress, as residual (Art. 1(9))
```

## Article 2. War

War is declared only when both Congresses agree.

```foedus
condition AtWar, initially not
act DeclareWar on war_and_peace, by a majority of those voting in each of Alder.Congress and Birch.Congress, effect AtWar
promise NeitherAlone: neither Alder nor Birch alone can decide DeclareWar
open "How does a war end?"
```

```foedus-answer
> may Alder.Congress do DeclareWar
only with the consent of Birch.Congress (Art. 2(2))
```
"""


def begin(path: Path) -> Path:
    """Write the text to a new file. Raises DataError where there is one already, or none can be written."""
    if not path.stem.strip(". ") or not path.name.isprintable():
        raise DataError(f"`{path}` names no file to begin", mend="give a name, such as `foedus new my-settlement`")
    target = path if path.suffix == ".md" else path.with_suffix(".md")
    title = target.stem.replace("-", " ").replace("_", " ").capitalize()
    try:
        with target.open("x", encoding="utf-8") as file:
            file.write(_TEXT.format(title=title))
    except FileExistsError:
        raise DataError(f"{target} is there already", mend="choose another name") from None
    except (OSError, ValueError) as problem:
        why = getattr(problem, "strerror", None) or problem
        raise DataError(f"{target} cannot be written: {why}", mend="choose another folder") from None
    return target
