"""From parse trees to the words that all phrases are made of: numbers, times, names, those who are meant.

One method for each alias of the grammar; a phrase that fills a field of its clause is a pair of the field's name and its value.
Needs: Lark. Source: design page LANGUAGE, section 2.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from lark import Token, Transformer

from foedus.model import phrases as ph
from foedus.text.lexer import fraction_word, number_word
from foedus.text.slips import MixedJoin, NoValue

LONGEST_NUMBER = 15
"""The most digits that a number may have before and after its point."""

_JOINERS = {"LISTCOMMA", "AND", "ANDITEM", "ORITEM", "OR", "ANDOF", "ANDIN", "ANDTO", "ANDABROAD", "NOR"}
_JOINS: dict[str, ph.Join] = {"AND": "and", "ANDITEM": "and", "OR": "or", "ORITEM": "or"}
Pair = tuple[str, Any]


def join_of(children: list[Any]) -> ph.Join:
    """`or` if the list is joined by it, else `and`."""
    return "or" if any(isinstance(child, Token) and child.type in ("OR", "ORITEM") for child in children) else "and"


def plain(children: list[Any]) -> list[Any]:
    """The children without the words that join them."""
    return [child for child in children if not (isinstance(child, Token) and child.type in _JOINERS)]


def words(children: list[Any]) -> str:
    """Keyword tokens as text."""
    return " ".join(str(child) for child in children)


def constant(value: Any) -> Any:
    """The method of an alias that always means the same."""

    def build(self: object, _: list[Any]) -> Any:
        return value

    return build


def pair(name: str) -> Any:
    """The method of an alias whose only phrase fills a field; without one, the field is true."""

    def build(self: object, children: list[Any]) -> Pair:
        return name, plain(children)[0] if plain(children) else True

    return build


class Bracket:
    """A bracketed rule or condition on its way: it keeps its own join when it meets another."""

    def __init__(self, inner: Any) -> None:
        self.inner = inner


def unbracket(cond: Any) -> Any:
    """A condition without the mark of its outermost bracket."""
    return cond.inner if isinstance(cond, Bracket) else cond


def one_join(c: list[Any]) -> ph.Join:
    """What joins a list. Raises MixedJoin where both `and` and `or` do."""
    joins = {_JOINS[child.type] for child in c if isinstance(child, Token) and child.type in _JOINS}
    if len(joins) > 1:
        raise MixedJoin
    return "or" if "or" in joins else "and"


def citation(token: Any) -> str:
    """A citation as this project writes it."""
    return "Art. " + str(token).removeprefix("Article").removeprefix("Art.").strip()


class BuildWords(Transformer[Token, Any]):
    """Words, numbers, names."""

    def kind(self, c: list[Any]) -> str:
        return str(c[0])

    def type(self, c: list[Any]) -> str:
        return words(c)

    seat_word = of_word = decide = how_many = named_word = act_word = state_word = manner = set_word = type

    def n_param(self, c: list[Any]) -> ph.Amount:
        return ph.Amount(Fraction(0), "parameter", str(c[0])[1:-1])

    def n_plain(self, c: list[Any]) -> ph.Amount:
        return ph.Amount(_exact(c[0]), "decimal" if "." in c[0] else "whole")

    def n_fraction(self, c: list[Any]) -> ph.Amount:
        below = _exact(c[1])
        if below == 0:
            raise NoValue(f"{c[0]}/{c[1]} has no value", c[1], "write a denominator that is not zero, such as 1/2")
        return ph.Amount(Fraction(_exact(c[0]), below), "fraction")

    def n_percent(self, c: list[Any]) -> ph.Amount:
        return ph.Amount(_exact(c[0]) / 100, "percent")

    def n_one(self, _: list[Any]) -> ph.Amount:
        return ph.Amount(Fraction(1), "words")

    def n_word(self, c: list[Any]) -> ph.Amount:
        return ph.Amount(Fraction(number_word(c[0])), "words")

    def n_words(self, c: list[Any]) -> ph.Amount:
        return ph.Amount(Fraction(number_word(c[0]), fraction_word(c[1])), "words")

    def n_one_of(self, c: list[Any]) -> ph.Amount:
        return ph.Amount(Fraction(1, fraction_word(c[0])), "words")

    def duration(self, c: list[Any]) -> ph.Duration:
        return ph.Duration(c[0], c[1].value)

    def every(self, c: list[Any]) -> Pair:
        return "every", c[0]

    def refs(self, c: list[Any]) -> ph.Names:
        return ph.Names(tuple(str(name) for name in plain(c)), join_of(c))

    def title(self, c: list[Any]) -> Pair:
        return "title", str(c[0])

    def owner(self, c: list[Any]) -> Pair:
        return "of", c[0]

    def each_type(self, c: list[Any]) -> ph.Each:
        return ph.Each(c[0], str(c[1]) if len(c) > 1 else "")

    def family(self, c: list[Any]) -> ph.FamilyOf:
        return ph.FamilyOf(str(c[0]), c[1][1])

    def joint_organ(self, _: list[Any]) -> ph.JointOrgan:
        return ph.JointOrgan()

    def subject_named(self, c: list[Any]) -> str:
        return str(c[0])

    def subjects(self, c: list[Any]) -> ph.Subjects:
        return ph.Subjects(tuple(plain(c)), one_join(c))

    def articles(self, c: list[Any]) -> tuple[str, ...]:
        return tuple(citation(item) for item in plain(c))

    def own_kind(self, c: list[Any]) -> ph.Own:
        return ph.Own(c[0])

    def own_named(self, c: list[Any]) -> ph.Own:
        return ph.Own(str(c[0]))

    def own_of(self, c: list[Any]) -> ph.Own:
        return ph.Own(c[0], c[1])

    def target_other(self, c: list[Any]) -> ph.Target:
        return ph.Target("other", c[0])

    def target_that(self, c: list[Any]) -> ph.Target:
        return ph.Target("that", c[0])

    def target_own(self, _: list[Any]) -> ph.Target:
        return ph.Target("own", "polity")

    def target_named(self, c: list[Any]) -> ph.Target:
        return ph.Target("named", str(c[0]))


def _exact(token: Token) -> Fraction:
    text = str(token).replace(",", "")
    whole, _, part = text.lstrip("-").partition(".")
    if len(whole) > LONGEST_NUMBER or len(part) > LONGEST_NUMBER:
        raise NoValue(f"{text[:12]}… has more than {LONGEST_NUMBER} digits", token, "write a smaller number")
    return Fraction(text)
