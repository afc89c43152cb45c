"""Everyday slips of the pen: wordings that are no clause though they are good English, each with the wording that reads.

A wording is offered only where the sentence with it reads to its end, or further than it did.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Habit:
    """A slip: the pattern of what is written, what reads instead (a template of the match), and why."""

    pattern: re.Pattern[str]
    instead: str | Callable[[re.Match[str]], str]
    why: str


def _habit(pattern: str, instead: str | Callable[[re.Match[str]], str], why: str) -> Habit:
    return Habit(re.compile(pattern), instead, why)


def _capital(match: re.Match[str]) -> str:
    return f"{match[1]} {match[2][0].upper()}{match[2][1:]}"


def _weeks(match: re.Match[str]) -> str:
    return f"{7 * int(match[1])} days"


_DECLARED = "act|condition|polity|unit|assembly|office|court|force|agency|bank|resource|promise|possible|exit|group"
_NAME = r"[A-Z][\w.]*"

HABITS = (
    _habit(r"\b(?:is|are) not (?:allowed|entitled|permitted|empowered) to\b", "may not", "what is not given is said with `may not`"),
    _habit(r"\b(?:is|are) (?:allowed|entitled|permitted|empowered) to\b", "may", "a power is given with `may`"),
    _habit(r"\b(?:has|have|is|are|must) to\b", "must", "a duty is laid with `must`"),
    _habit(r"\b(?:shall|can|will|should) not\b", "may not", "what is barred is said with `may not`"),
    _habit(r"\bcannot\b", "may not", "what is barred is said with `may not`"),
    _habit(r"\bby (?:a )?(?:simple|plain|ordinary) majority\b", "by a majority of those voting", "say of whom the majority is taken"),
    _habit(r"\bby (absolute majority)\b", r"by an \1", "a share takes its article"),
    _habit(r"\bby majority\b", "by a majority", "a share takes its article"),
    _habit(r"\bby more than half\b", "by a majority", "more than half is a majority"),
    _habit(r"\b(?:unanimously|by unanimity(?: of| in)?)\b", "by all of", "all is said with `all`"),
    _habit(
        rf"\b(?:in|by) a referendum (?:in|of) (?:each of |both )?({_NAME}) and ({_NAME})",
        r"in a referendum of \1 and in a referendum of \2",
        "each people votes in a referendum of its own",
    ),
    _habit(rf"\bby ({_NAME} of each)\b", r"by the consent of \1", "a kind of organ consents in these words"),
    _habit(rf"\bthe ({_NAME}) of (?:that|the|each|its) [a-z]+\b", r"its \1", "the organ of the thing that the act is of is `its`"),
    _habit(r"\b(\d+/\d+)(?:rds|ths|th|rd|nds|nd|s)\b", r"\1", "a fraction is written with its two numbers"),
    _habit(r"\b(\d+(?:\.\d+)?) ?(?:percent|per cent|pct)\b", r"\1 %", "a share in a hundred is written with its sign"),
    _habit(r"\b(\d+) weeks?\b", _weeks, "times are counted in days, months or years"),
    _habit(r"\b(\d+) (?:yrs?|ys?)\b", r"\1 years", "times are counted in days, months or years"),
    _habit(r"\b(within|after|every|for) an? (day|month|year)\b", r"\1 1 \2", "a time takes its number"),
    _habit(r"\bfor a period of ", "for ", "a time needs no more words"),
    _habit(r"\b(?:if|provided that|in case|as long as)\b", "when", "a condition is said with `when`, or `while`"),
    _habit(r"\bupon\b", "when", "a condition is said with `when`"),
    _habit(r"\b(?:both|either) ", "", "a list needs no word before it"),
    _habit(r"\b(?:the|a|an) (?=[A-Z])", "", "a term takes no article"),
    _habit(rf"\b({_DECLARED}) ([a-z]\w*)", _capital, "a term takes a capital, and each word in it one, as in `DeclareWar`"),
    _habit(r"\b(may|must|may not|must not) ([A-Z][a-z]+)(?= on )", lambda match: f"{match[1]} {match[2].lower()}", "a verb takes no capital"),
    _habit(r"\b(effect) of ", r"\1 ", "what an act does follows `effect`"),
    _habit(r"\b(?:so|such) that\b|\bwith the effect (?:of|that)\b", "effect", "what an act does follows `effect`"),
)  # fmt: skip
"""From the special to the general; the first that helps is offered."""


def wording(text: str, begin: int, end: int, reach: Callable[[str], int]) -> str:
    """The mend of a slip where the sentence ceases to read, at `begin` to `end`; empty where none helps.

    reach: how far another wording reads, its length if to the end.
    """
    best: tuple[bool, int, str] | None = None
    for old, new, why, at in _tries(text, begin, end):
        other = f"{text[:at]}{new}{text[at + len(old) :]}"
        further = reach(other) - (len(other) - len(text))
        whole = further >= len(text.rstrip())
        if (whole or further > max(end, at + len(old))) and (best is None or (whole and not best[0])):
            best = whole, further, f"{why}: write `{_shown(new, other, at)}`"
    if best is None and (one := re.search(rf"({_NAME}) of {_NAME}", text[: end + 60])) and one.start() < begin <= one.end():
        return f"no phrase names the {one[1]} of one place here: write `its {one[1]}` in an act `of a unit`, or `the consent of {one[1]} of each unit`"
    return best[2] if best else ""


def _shown(new: str, other: str, at: int) -> str:
    """The new words, with the word that follows where they are but a comma or a word put in."""
    if new.strip(" ,") and not new.endswith(" "):
        return " ".join(new.split()).removeprefix(", ")
    return " ".join((new + " ".join(other[at + len(new) :].split()[:1])).split()).rstrip(",:")


def _tries(text: str, begin: int, end: int) -> Iterator[tuple[str, str, str, int]]:
    """What is written, what might be, why, and where: habits at the place, then a comma or `effect` that is missing before it."""
    for habit in HABITS:
        for match in habit.pattern.finditer(text):
            if match.start() <= end and begin <= match.end() + 1:
                new = match.expand(habit.instead) if isinstance(habit.instead, str) else habit.instead(match)
                yield match[0], new, habit.why, match.start()
    if 0 < begin < len(text):
        yield "", "effect ", "what an act does follows `effect`", begin
        gap = len(text[:begin]) - len(text[:begin].rstrip())
        yield text[begin - gap : begin], ", ", "a comma goes before each further phrase", begin - gap
        yield text[begin - gap : begin], ", effect ", "what an act does follows `effect`", begin - gap
