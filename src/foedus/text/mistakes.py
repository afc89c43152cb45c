"""What is wrong with a sentence that cannot be read: the word, what may stand in its place, the readings that it mixes, and a mend.

A mend that is a whole wording is offered only where it reads.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from typing import Any

from lark import Lark, Token, Tree
from lark.exceptions import UnexpectedToken

from foedus.errors import Diagnostic, Place
from foedus.model.matters import VERBS
from foedus.model.words import listed
from foedus.source import Citation, Span
from foedus.text.habits import wording
from foedus.text.lexer import METHODS, Unreadable, tokens
from foedus.text.slips import MixedJoin, NoSuchVerb, NoValue, SaidTwice, Slip

_SPOKEN = {
    "CAP": "a defined Term", "LOW": "a matter or series", "STRING": "a quoted title", "NUMBER": "a number", "PARAM": "[a parameter]",
    "DATE": "a date", "ARTREF": "an article", "COMPARE": "a comparison", "DUR": "days, months or years", "METHOD": "a way of electing",
    "NUMWORD": "a number", "FRACTION": "a fraction", "PROSE": "prose", "AND": "and", "ANDITEM": "and", "ANDOF": "and of", "ANDIN": "and in",
    "ANDTO": "and to", "ANDABROAD": "and abroad", "OR": "or", "ORITEM": "or", "NOR": "nor", "LISTCOMMA": ",", "$END": "the end of the clause",
}  # fmt: skip
_INSTEAD = {
    "shall": "`must` for a duty, `may` for a power",
    "will": "`must` for a duty, `may` for a power",
    "should": "`must` for a duty, `may` for a power",
    "can": "`may`",
    "cannot": "`may not`",
    "none": "`no`",
}
_LIKELY = (
    "by", "effect", "when", "may", "must", "is", "comprises", "of", "in", "on", "with", "within", ",", "and", "or", "a defined Term",
    "a matter or series", "a number", "a quoted title", "that", "the end of the clause",
)  # fmt: skip
"""The continuations that are told first, from the likeliest."""
_JOIN = {"AND": "and", "ANDITEM": "and", "OR": "or", "ORITEM": "or"}
_JOINED = ("rule", "cond_join", "cond_facts", "subjects", "verbs", "matters")
_ITEMS = {"CAP", "LOW", "LISTCOMMA", "ANDITEM", "ORITEM"}
_FIELD = {
    "when_cond": "when", "while_cond": "when", "ties_lot": "ties", "ties_rule": "ties", "ties_lost": "ties", "under_named": "under",
    "under_own": "under", "not_before_date": "not before", "not_before_wait": "not before", "repeated_after": "repeated",
    "repeated_election": "repeated", "with_consent": "with", "except_on": "except on", "except_place": "except", "delay": "after",
    "lasting": "for", "term": "for", "term_limit": "for at most", "notice": "after notice", "hearing": "after hearing",
    "objection": "unless", "acting": "when vacant", "refilled": "when vacant filled", "joint_to": "joint to", "removed": "removed by",
    "deciding": "deciding by", "sitting": "sitting separately", "organ_funded": "funded", "minimum": "at least", "apportioned": "apportioned",
    "incompatible_any": "incompatible with any other office", "until_succeeded": "until succeeded", "initially_vacant": "initially vacant",
}  # fmt: skip
_ONCE = {
    *_FIELD,
    "by",
    "on",
    "within",
    "every",
    "effect",
    "surviving",
    "succeeded",
    "without",
    "prevailing",
    "notwithstanding",
    "supposed",
    "dated",
}
_AFRESH = {"hearing", "objection", "ties_lot", "ties_rule", "ties_lost", "within"}


class Sentence:
    """One sentence with what it takes to speak of it: its text, its words, the places of its words, its citation, and who can read another."""

    def __init__(
        self, text: str, start: str, where: Callable[[int, int], Span], cite: Citation, words: Mapping[str, str], trees: Callable[[], Lark]
    ) -> None:
        self.text, self.start, self.where, self.cite, self.words, self.trees = text, start, where, cite, words, trees

    def place(self, start: int, end: int, label: str = "") -> Place:
        """A stretch of the sentence as a place of a diagnostic."""
        return Place(self.where(start, end), label, self.cite or None)

    def whole(self, label: str = "") -> Place:
        """The whole sentence as a place."""
        return self.place(0, len(self.text.rstrip()), label)

    def reads(self, text: str) -> bool:
        """Whether another wording reads."""
        try:
            self.trees().parse(text, start=self.start)
        except (UnexpectedToken, Unreadable):
            return False
        return True

    def reach(self, text: str) -> int:
        """How far another wording reads: the place of the first word that cannot stand, its length if to the end."""
        try:
            self.trees().parse(text, start=self.start)
        except UnexpectedToken as problem:
            return len(text.rstrip()) if problem.token.type == "$END" else problem.token.start_pos or 0
        except Unreadable as problem:
            return problem.position
        return len(text) + 1

    def tree(self) -> Tree[Any]:
        """The sentence as a tree whose parts say where they stand. The sentence must read."""
        return self.trees().parse(self.text, start=self.start)


def unreadable(sentence: Sentence, problem: Unreadable) -> Diagnostic:
    """A character begins no word."""
    mend = 'close the quotation mark, `"`' if problem.character == '"' else "leave it out, or put it into a quoted title"
    place = sentence.place(problem.position, problem.position + 1, "here")
    return Diagnostic("F101", f"{_quoted(problem.character)} begins no word of the language", (place,), mend)


def unexpected(sentence: Sentence, problem: UnexpectedToken) -> Diagnostic:
    """A word stands where it cannot, or the sentence ends too early."""
    token = problem.token
    allowed = _allowed(problem, sentence.words)
    if token.type == "$END":
        end = len(sentence.text.rstrip())
        place = sentence.place(end, end, "the clause ends here")
        return Diagnostic("F101", f"the clause is not complete; here may stand: {_list(allowed)}", (place,), _nearest("", allowed))
    begin, end = token.start_pos or 0, token.end_pos or 0
    if token.type in _JOIN:
        mixed = _mixed_list(sentence, begin)
        if mixed is not None:
            return mixed
        allowed = [word for word in allowed if word != sentence.text[begin:end]]
        apart = f"{sentence.text[begin:end]} the consent of"
        if sentence.reads(f"{sentence.text[:begin]}{apart}{sentence.text[end:]}"):
            message = f"{_quoted(sentence.text[begin:end])} cannot stand here; here may stand: {_list(allowed)}"
            return Diagnostic(
                "F101", message, (sentence.place(begin, end, "no list of names goes before it"),), f"say it apart: `{apart} …`"
            )
    word = sentence.text[begin:end]
    message = f"{_quoted(word)} cannot stand here; here may stand: {_list(allowed)}"
    mend = wording(sentence.text, begin, end, sentence.reach) or _nearest(word, allowed)
    return Diagnostic("F101", message, (sentence.place(begin, end, "here"),), mend)


def slip(sentence: Sentence, problem: Slip) -> Diagnostic:
    """A sentence that reads so far, and has no meaning; where it also cannot be read to its end, that is told first."""
    try:
        sentence.tree()
    except UnexpectedToken as earlier:
        return unexpected(sentence, earlier)
    token = problem.token
    place = sentence.place(token.start_pos or 0, token.end_pos or 0, "here") if token is not None else sentence.whole()
    match problem:
        case NoSuchVerb():
            message = f"{_quoted(str(token))} cannot stand here; here may stand: {', '.join(VERBS)}, act"
            return Diagnostic("F101", message, (place,), _nearest(str(token), list(VERBS)))
        case NoValue():
            return Diagnostic("F120", problem.message, (place,), problem.mend)
        case MixedJoin():
            return _mixed(sentence)
        case SaidTwice():
            return _said_twice(sentence, problem.message)
        case _:
            return Diagnostic("F101", problem.message, (place,), problem.mend)


# ---- said twice


def _said_twice(sentence: Sentence, field: str) -> Diagnostic:
    for tree in _subtrees(sentence.tree()):
        seen: dict[str, Tree[Any]] = {}
        for child in tree.children:
            if not isinstance(child, Tree):
                continue
            name = str(child.data)
            if name == "stage":
                seen = {key: value for key, value in seen.items() if key not in map(_said, _AFRESH)}
            elif name in _ONCE and _said(name) in seen:
                first = seen[_said(name)]
                places = (_of(sentence, child, "again here"), _of(sentence, first, "first here"))
                return Diagnostic(
                    "F111", f"`{_said(name)} …` is said twice in one clause", places, "keep one of the two, or say both in one phrase"
                )
            elif name in _ONCE:
                seen[_said(name)] = child
    return Diagnostic("F111", f"`{field}` is said twice in one clause", (sentence.whole(),), "keep one of the two")


def _subtrees(tree: Tree[Any]) -> Iterator[Tree[Any]]:
    """A tree and all in it, from the outside in and from left to right; not by recursion, since a long list is a deep tree."""
    waiting = [tree]
    while waiting:
        one = waiting.pop()
        yield one
        waiting += [child for child in reversed(one.children) if isinstance(child, Tree)]


def _said(name: str) -> str:
    return _FIELD.get(name, name)


def _of(sentence: Sentence, tree: Tree[Any], label: str) -> Place:
    return sentence.place(tree.meta.start_pos, tree.meta.end_pos, label)


# ---- mixed joins


def _mixed(sentence: Sentence) -> Diagnostic:
    """Rules, conditions and lists that read, and join by `and` and `or` at once."""
    for tree in _subtrees(sentence.tree()):
        for first, second in pairwise(_joins_of(tree)):
            if _JOIN[first.type] != _JOIN[second.type]:
                return _readings(sentence, tree.meta.start_pos, tree.meta.end_pos, first, second)
    return Diagnostic(
        "F106", "`and` and `or` are mixed, and so this has two readings", (sentence.whole(),), "put brackets around one of them"
    )


def _joins_of(tree: Tree[Any]) -> list[Token]:
    """The joining words of a rule, a condition or a list, from left to right; a condition is joined to all that stands to its left."""
    found: list[Token] = []
    here: Tree[Any] | None = tree if tree.data in _JOINED else None
    while here is not None:
        found[:0] = [token for child in here.children for token in _own_joins(child)]
        first = here.children[0]
        here = first if isinstance(first, Tree) and first.data in ("cond_join", "cond_facts") else None
    return found


def _own_joins(child: Tree[Any] | Token) -> list[Token]:
    """The joining word that a child is, or those of a list of names that stands without brackets."""
    if isinstance(child, Token):
        return [child] if child.type in _JOIN else []
    while isinstance(child, Tree) and child.data in ("consent", "facts") and child.children:
        child = child.children[0]
    names = child.children if isinstance(child, Tree) and child.data == "refs" else []
    return [token for token in names if isinstance(token, Token) and token.type in _JOIN]


def _readings(sentence: Sentence, begin: int, end: int, first: Token, second: Token) -> Diagnostic:
    """Both readings, with brackets around what stands left or right of the second joining word."""
    text = sentence.text
    one = first.end_pos or 0
    between = second.start_pos or 0
    left = f"({text[begin:between].strip()}) {text[between:end].strip()}"
    right = f"{text[begin:one].strip()} ({text[one:end].strip()})"
    both = [wording for wording in (left, right) if sentence.reads(f"{text[:begin]}{wording}{text[end:]}")]
    shown = " or ".join(f"`{' '.join(wording.split())}`" for wording in both)
    mend = f"put brackets around one of them: {shown}" if both else "join the list by one of the two, or write two clauses"
    places = (
        sentence.place(second.start_pos or 0, second.end_pos or 0, f"`{_JOIN[second.type]}` here"),
        sentence.place(first.start_pos or 0, first.end_pos or 0, f"`{_JOIN[first.type]}` here"),
    )
    return Diagnostic("F106", "`and` and `or` are mixed, and so this has two readings", places, mend)


def _mixed_list(sentence: Sentence, at: int) -> Diagnostic | None:
    """A list of names that the other joining word continues: `A and B or C`."""
    found = tokens(sentence.text, sentence.words)
    here = next((n for n, raw in enumerate(found) if raw.start == at), 0)
    begin = here
    while begin > 0 and found[begin - 1].type in _ITEMS:
        begin -= 1
    earlier = next((raw for raw in found[begin:here] if raw.type in _JOIN and _JOIN[raw.type] != _JOIN[found[here].type]), None)
    if earlier is None:
        return None
    end = here
    while end + 1 < len(found) and found[end + 1].type in _ITEMS:
        end += 1
    first = Token(earlier.type, earlier.value, start_pos=earlier.start, end_pos=earlier.end)
    second = Token(found[here].type, found[here].value, start_pos=found[here].start, end_pos=found[here].end)
    return _readings(sentence, found[begin].start, found[end].end, first, second)


# ---- words


def _quoted(word: str) -> str:
    return f"\N{SINGLE LEFT-POINTING ANGLE QUOTATION MARK}{word}\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}"


def _allowed(problem: UnexpectedToken, words: Mapping[str, str]) -> list[str]:
    names = {name: word for word, name in words.items()}
    spoken = [_SPOKEN.get(name) or names.get(name, name.lower()) for name in sorted(_accepted(problem))]
    return sorted(dict.fromkeys(spoken), key=lambda word: (word.startswith("a "), word))


_ACCEPTED: dict[tuple[int, ...], frozenset[str]] = {}


def _accepted(problem: UnexpectedToken) -> frozenset[str]:
    """The kinds of word that may stand here. Worked out once for each state of the reader, since it means to try them all."""
    state = getattr(problem.interactive_parser, "parser_state", None)
    key = tuple(state.state_stack) if state is not None else ()
    found = _ACCEPTED.get(key) if key else None
    if found is None:
        found = frozenset(problem.accepts or problem.expected or ())
        if key and len(_ACCEPTED) < 5000:
            _ACCEPTED[key] = found
    return found


def _list(allowed: list[str], most: int = 8) -> str:
    shown = allowed[:most]
    more = f", … ({len(allowed) - most} more)" if len(allowed) > most else ""
    return ", ".join(shown) + more


def _nearest(word: str, allowed: list[str]) -> str:
    if word.lower() in _INSTEAD:
        return f"write {_INSTEAD[word.lower()]}"
    pool = [item for item in allowed if " " not in item] + (list(METHODS) if "a way of electing" in allowed else [])
    close = difflib.get_close_matches(word.lower(), pool, n=1, cutoff=0.6) if len(word) > 2 else []
    if close:
        return f"write `{close[0]}`"
    if not allowed:
        return "drop what follows"
    likely = sorted(allowed, key=lambda item: _LIKELY.index(item) if item in _LIKELY else len(_LIKELY))[:5]
    said = [item if item.startswith(("a ", "an ", "the ", "days")) else f"`{item}`" for item in likely]
    if said == ["the end of the clause"]:
        return "end the clause here, and say the rest in a clause of its own"
    return f"go on here with {listed(said, 'or')}"
