"""Sentences of the clause language made from its grammar: random ones, and for every rule a short one that uses it."""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import cache

from lark.grammar import NonTerminal, Rule

from foedus.text.table import parser

WORDS = {
    "CAP": (
        "Alder",
        "Birch",
        "Alder.Congress",
        "Birch.Congress.House",
        "AtWar",
        "CommanderInChief",
        "Elm",
        "Guard",
        "Weapons",
        "Huntington-Hill",
    ),
    "LOW": ("legislate", "trade", "money", "tax", "police", "population", "command"),
    "STRING": ('"Republic of Elm"', '"Who pays?"'),
    "NUMBER": ("1", "2", "55", "1,000", "0.5"),
    "DATE": ("2003-02-04", "2030-12-31"),
    "ARTREF": ("Art. 1(1)", "Art. 2", "Article 3", "Art. 5A(2B)"),
    "COMPARE": (">", ">=", "<", "<="),
    "LISTCOMMA": (",",),
    "AND": ("and",),
    "ANDITEM": ("and",),
    "OR": ("or",),
    "ORITEM": ("or",),
    "NOR": ("nor",),
    "ANDOF": ("and of",),
    "ANDIN": ("and in",),
    "ANDTO": ("and to",),
    "ANDABROAD": ("and abroad",),
    "PARAM": ("[Share]",),
    "DUR": ("years", "months", "days"),
    "METHOD": ("plurality", "two_rounds", "approval"),
    "NUMWORD": ("two", "three", "five"),
    "FRACTION": ("thirds", "half", "fifths"),
    "PROSE": ("as its own law says",),
}
"""What stands for each kind of word."""


class Grammar:
    """The rules of the grammar by what they make, with how much each needs at least."""

    def __init__(self) -> None:
        made = parser()
        self.words = {one.name: one.pattern.value for one in made.terminals if one.name not in WORDS}
        self.rules: dict[str, list[Rule]] = {}
        for rule in made.rules:
            self.rules.setdefault(rule.origin.name, []).append(rule)
        self.least = self._least()

    def _least(self) -> dict[str, int]:
        """The fewest words of each part of speech."""
        least = dict.fromkeys(self.rules, 10**6)
        changed = True
        while changed:
            changed = False
            for name, rules in self.rules.items():
                size = min(self.size(rule, least) for rule in rules)
                if size < least[name]:
                    least[name], changed = size, True
        return least

    def size(self, rule: Rule, least: dict[str, int] | None = None) -> int:
        """The fewest words of a rule."""
        known = least if least is not None else self.least
        return sum(known[part.name] if isinstance(part, NonTerminal) else 1 for part in rule.expansion)

    def write(
        self, name: str, choose: Callable[[list[Rule]], Rule], word: Callable[[tuple[str, ...]], str], budget: list[int]
    ) -> list[str]:
        """Words of a part of speech. budget: how many more words may be spent before only the shortest rules are taken."""
        rules = self.rules[name]
        if budget[0] <= 0:
            shortest = min(map(self.size, rules))
            rules = [rule for rule in rules if self.size(rule) == shortest]
        found: list[str] = []
        for part in choose(rules).expansion:
            if isinstance(part, NonTerminal):
                found += self.write(part.name, choose, word, budget)
            else:
                budget[0] -= 1
                found.append(word(WORDS[part.name]) if part.name in WORDS else self.words[part.name])
        return found

    def shortest(self, name: str) -> list[str]:
        """A shortest sentence of a part of speech."""
        return self.write(name, lambda rules: min(rules, key=self.size), lambda words: words[0], [0])

    def using(self, start: str) -> dict[Rule, str]:
        """For every rule that can be reached, a short sentence from the start that uses it."""
        before: dict[str, tuple[list[str], list[str]]] = {start: ([], [])}
        waiting, found = [start], {}
        while waiting:
            name = waiting.pop(0)
            left, right = before[name]
            for rule in self.rules[name]:
                parts = [self.shortest(part.name) if isinstance(part, NonTerminal) else [self._one(part.name)] for part in rule.expansion]
                found[rule] = spaced([*left, *(word for part in parts for word in part), *right])
                for n, part in enumerate(rule.expansion):
                    if isinstance(part, NonTerminal) and part.name not in before:
                        inner_left = [word for other in parts[:n] for word in other]
                        inner_right = [word for other in parts[n + 1 :] for word in other]
                        before[part.name] = ([*left, *inner_left], [*inner_right, *right])
                        waiting.append(part.name)
        return found

    def _one(self, terminal: str) -> str:
        return WORDS[terminal][0] if terminal in WORDS else self.words[terminal]


def spaced(words: list[str]) -> str:
    """Words as a line."""
    return " ".join(words).replace(" ,", ",").replace("( ", "(").replace(" )", ")").replace(" :", ":")


@cache
def grammar() -> Grammar:
    """The grammar, read once."""
    return Grammar()


def sentence(source: random.Random, start: str = "start", budget: int = 30) -> str:
    """A random sentence."""
    return spaced(grammar().write(start, source.choice, source.choice, [source.randrange(budget)]))
