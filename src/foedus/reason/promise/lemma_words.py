"""Lemmas in words: what is always true and keeps a promise, one pattern for each shape of clause.

Only facts: `Never both: A; B`. Facts and denials: `Whenever A and B, C or D`. Equal lines over interchangeable things are said once.
Needs: the standard library. Source: design page REASONING, section 9.
"""

from __future__ import annotations

import re

from foedus.model.formula import All, Any, Formula, Is, Not, variables
from foedus.model.settlement import Settlement
from foedus.model.words import listed
from foedus.reason.portfolio import Proved
from foedus.reason.promise.asked import Property
from foedus.reason.promise.saying import Saying
from foedus.reason.promise.verdict import LemmaLine
from foedus.source import Citation


def lemma_lines(settlement: Settlement, asked: Property, found: Proved) -> tuple[LemmaLine, ...]:
    """The lemma of a proof in words, each line once for all that it is said of alike."""
    saying = Saying(settlement, asked.machine)
    lines: dict[str, tuple[list[str], dict[Citation, None], str]] = {}
    for clause in found.lemma:
        words = clause_words(saying, clause)
        general, who = _general(settlement, words)
        names, cites, _ = lines.setdefault(general, ([], {}, words))
        names.append(who)
        cites.update(dict.fromkeys(_cites(asked, clause)))
    return tuple(_line(general, names, tuple(cites), words) for general, (names, cites, words) in lines.items())


def _line(general: str, names: list[str], cites: tuple[Citation, ...], words: str) -> LemmaLine:
    if len(names) == 1:
        return LemmaLine(f"{words}.", cites)
    over = f"each of {len(names)}: {listed(names[:4])}" + (f" and {len(names) - 4} more" if len(names) > 4 else "")
    return LemmaLine(f"{general.replace('◆', 'any of them')}.", cites, over)


def _general(settlement: Settlement, words: str) -> tuple[str, str]:
    """Words with the one thing of a family that they speak of taken out: (pattern, thing)."""
    names = [*settlement.organs, *settlement.lots]
    found = [name for name in names if re.search(rf"(?<![\w.]){re.escape(name)}(?![\w.])", words)]
    longest = [name for name in found if not any(name != other and name in other for other in found)]
    units = [unit.title for unit in settlement.units.values() if unit.title in words]
    if len(units) == 1 and not longest:
        return words.replace(units[0], "◆"), units[0]
    if len(longest) == 1:
        return words.replace(longest[0], "◆"), longest[0]
    return words, words


def clause_words(saying: Saying, clause: Formula) -> str:
    """One clause of a lemma: what can never be together, or what follows from what."""
    if isinstance(clause, Not) and isinstance(clause.part, All):
        return f"Never together: {'; '.join(saying.formula(part) for part in clause.part.parts)}"
    if not isinstance(clause, Any):
        return f"Always {saying.formula(clause)}"
    denials = [(part, _denied(part)) for part in clause.parts]
    facts = [fact for _, fact in denials if fact is not None]
    follow = [part for part, fact in denials if fact is None]
    if not follow:
        both = "Never both" if len(facts) == 2 else "Never all together"
        return f"{both}: {'; '.join(saying.formula(part) for part in facts)}"
    then = listed([saying.formula(part) for part in follow], "or")
    if not facts:
        return f"Always {then}"
    return f"Whenever {listed([saying.formula(part) for part in facts])}, {then}"


def _denied(part: Formula) -> Formula | None:
    """What a part of a clause denies; None where it states a fact."""
    if isinstance(part, Not):
        denied = part.part
        return None if isinstance(denied, Is) and denied.value is False else denied
    return Is(part.variable, True) if isinstance(part, Is) and part.value is False else None


def _cites(asked: Property, clause: Formula) -> list[Citation]:
    found = [asked.machine.variables[name].cite for name in variables(clause) if name in asked.machine.variables]
    return [cite for cite in found if cite]
