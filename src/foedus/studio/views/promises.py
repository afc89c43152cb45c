"""The page of promises: how each comes out, the story that breaks it or the lemma that proves it, what it rests on, and its mends.

Reads the plain values of a verdict, so that what the page says is what the JSON says.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from foedus.checked import NOT_YET, Checked
from foedus.source import Citation
from foedus.studio.views.site import capital, count, one_line, proper, words_of

ORDER = ("refuted", "undecided", NOT_YET, "proved")
"""The order in which verdicts are listed."""
_SHOWN = 9
"""The most steps of a story on the screen; the middle of a longer one is folded."""


@dataclass(frozen=True, slots=True)
class StepView:
    """One step of a story: its number, what is done, what changed, its articles. kind: a step, a fold of several, or the breach that ends it."""

    number: str
    words: str
    changes: tuple[str, ...] = ()
    cites: tuple[Citation, ...] = ()
    kind: str = "step"


@dataclass(frozen=True, slots=True)
class PromiseView:
    """One promise or possibility.

    kept: how a proof keeps it where no clause does (vacuous, by silence); story, middle, ending: its steps, those of the middle to be opened.
    """

    name: str
    title: str
    kind: str
    cite: Citation
    says: str
    verdict: str
    reason: str
    kept: str
    notes: tuple[str, ...]
    lead: str
    story: tuple[StepView, ...]
    middle: tuple[StepView, ...]
    ending: tuple[StepView, ...]
    lemma: tuple[tuple[str, tuple[Citation, ...], str], ...]
    certificate: str
    rests: tuple[tuple[Citation, str], ...]
    rests_sets: tuple[tuple[Citation, ...], ...]
    assumes: tuple[tuple[str, Citation], ...]
    plans: tuple[tuple[str, ...], ...]
    coalitions: tuple[tuple[str, ...], ...]
    mirrorless: tuple[tuple[Citation, str], ...]
    because: tuple[str, ...]
    mends: tuple[Mapping[str, Any], ...]
    tried: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PromisesView:
    """The whole page, in the order in which verdicts are listed."""

    answer: str
    all: tuple[PromiseView, ...]
    decided: bool

    def of(self, verdict: str) -> tuple[PromiseView, ...]:
        """The promises with one verdict."""
        return tuple(one for one in self.all if one.verdict == verdict)

    @property
    def opened(self) -> str:
        """The first refuted promise, which stands open; empty if there is none."""
        return next((one.name for one in self.all if one.verdict == "refuted"), "")


def promises_view(checked: Checked, found: Mapping[str, Any]) -> PromisesView:
    """Fill the page. found: the check as plain values."""
    each = [*found.get("promises", ()), *found.get("possible", ())]
    kinds = {item["name"]: "possible" for item in found.get("possible", ())}
    views = [_promise(checked, item, item.get("kind") or kinds.get(item["name"], "promise")) for item in each]
    views.sort(key=lambda one: ORDER.index(one.verdict) if one.verdict in ORDER else 1)
    decided = any(one.verdict != NOT_YET for one in views)
    return PromisesView(_answer(views, decided=decided), tuple(views), decided)


def _answer(views: Sequence[PromiseView], *, decided: bool) -> str:
    if not views:
        return "The text promises nothing."
    if not decided:
        return f"{count(len(views), 'promise')} in the text; none is decided here."
    number = {verdict: sum(one.verdict == verdict for one in views) for verdict in ORDER}
    said = [f"Of {count(len(views), 'promise')}, {number['proved']} {_is(number['proved'])} proved for histories of any length"]
    if number["refuted"]:
        said.append(f"{number['refuted']} {_is(number['refuted'])} refuted")
    left = number["undecided"] + number[NOT_YET]
    if left:
        said.append(f"{left} {_is(left)} undecided")
    return f"{'; '.join(said)}."


def _is(number: int) -> str:
    return "is" if number == 1 else "are"


def _promise(checked: Checked, item: Mapping[str, Any], kind: str) -> PromiseView:
    cite = (item.get("cites") or [""])[0]
    story, middle, ending = _story(item)
    rests = item.get("rests_on") or {}
    certificate = item.get("certificate") or {}
    return PromiseView(
        name=item["name"],
        title=words_of(item["name"], proper(checked)),
        kind=kind,
        cite=cite,
        says=item.get("says") or _as_written(checked, cite),
        verdict=item["verdict"],
        reason=_sentence(item.get("reason", "")),
        kept="vacuous" if item.get("vacuous") else "by silence" if item.get("silence") else "",
        notes=tuple(_notes(item)),
        lead=_lead(item),
        story=story,
        middle=middle,
        ending=ending,
        lemma=tuple((capital(one["words"]), tuple(one.get("cites", ())), one.get("over", "")) for one in item.get("lemma", ())),
        certificate=f"Checked again by another path: {certificate['by']}." if certificate.get("ok") else "",
        rests=tuple((one["cite"], one["words"]) for one in rests.get("phrases", ())),
        rests_sets=tuple(tuple(one) for one in rests.get("minimal", ())),
        assumes=tuple((one["text"], one.get("cite", "")) for one in item.get("assumes", ())),
        plans=tuple(tuple(one) for one in item.get("plans", ())),
        coalitions=tuple(tuple(one) for one in item.get("coalitions", ())),
        mirrorless=tuple((one["cite"], one["words"]) for one in item.get("mirrorless", ())),
        because=tuple((item.get("stuck") or {}).get("because", ())),
        mends=tuple(item.get("mends", ())),
        tried=tuple(map(_tried, item.get("tried", ()))),
    )


_METHODS = {
    "near": ("short histories from the start", "step"),
    "unrolling": ("all histories up to a length", "step"),
    "explicit": ("every situation that can come about", "situation"),
    "pdr": ("what always holds, by property-directed reachability", ""),
    "certificate": ("the proof, checked again by another path", ""),
    "game": ("every move of one side against every objection of the others", "situation"),
    "plans": ("a way from every situation", "plan"),
    "reading": ("the clauses by themselves", ""),
}
"""What each method looks at, and what its size counts."""


def _tried(one: Mapping[str, Any]) -> str:
    """An attempt in words: what was looked at, how it came out, and how far it went."""
    method, _, how = str(one.get("method", "")).partition(", ")
    words, counts = _METHODS.get(method, (method, ""))
    size = one.get("size") or 0
    parts = [f"{capital(words)}{f', {how}' if how else ''}: {one.get('outcome') or 'no answer'}"]
    return ", ".join([*parts, count(size, counts)] if size and counts else parts)


def _sentence(text: str) -> str:
    said = capital(" ".join(text.split()))
    return said if not said or said[-1] in ".!?…" else f"{said}."


def _as_written(checked: Checked, cite: Citation) -> str:
    clause = checked.settlement.by_cite.get(cite) if checked.settlement else None
    return one_line(clause.at.text.partition(":")[2], 400) if clause else ""


def _notes(item: Mapping[str, Any]) -> Iterable[str]:
    if item.get("vacuous"):
        yield "Vacuous: it holds only because its subject can never occur."
    if item.get("scope", "lawful") != "lawful":
        yield f"Scope: {item['scope']}."
    yield from map(_sentence, item.get("notes", ()))


def _lead(item: Mapping[str, Any]) -> str:
    if item.get("trace") is None:
        return ""
    steps = len(item["trace"])
    shortest = "The shortest history" if item.get("shortest") else "A history"
    if not steps:
        return "It is broken at the start, before anybody acts."
    return f"{shortest} that breaks it has {count(steps, 'step')}."


def _story(item: Mapping[str, Any]) -> tuple[tuple[StepView, ...], tuple[StepView, ...], tuple[StepView, ...]]:
    """The steps of a history, folds told once, its last step the breach; the middle of a long one apart."""
    if item.get("trace") is None:
        return (), (), ()
    steps = list(_folded(item["trace"], item.get("folded", ())))
    broken = item.get("broken") or {}
    words = broken.get("words") or item.get("reason") or "This breaks the promise."
    end = StepView("!", _uncited(_sentence(words)), cites=tuple(item.get("cites", ())), kind="breach")
    if len(steps) < _SHOWN:
        return (*steps, end), (), ()
    return tuple(steps[:4]), tuple(steps[4:-3]), (*steps[-3:], end)


def _folded(trace: Sequence[Mapping[str, Any]], folds: Sequence[Mapping[str, Any]]) -> Iterable[StepView]:
    """The steps in order; those of a fold as one, told as many times as it stands for."""
    by_first = {one["steps"][0]: one for one in folds}
    skip_to = 0
    for item in trace:
        n = item["n"]
        if n < skip_to:
            continue
        fold = by_first.get(n)
        if fold is None:
            words, changes = _words(item)
            yield StepView(
                str(n), words, changes or _changes(item), tuple(item.get("cites", ())), "breach-step" if item.get("breach") else "step"
            )
            continue
        last = fold["steps"][1]
        skip_to = last + 1
        cites = tuple(dict.fromkeys(cite for one in trace if n <= one["n"] <= last for cite in one.get("cites", ())))
        told = fold.get("words") or f"{fold['times']} times, for {fold['over']}: {_words(item)[0]}"
        done, _, now = told.partition(" Now ")
        yield StepView(f"{n}–{last}" if last > n else str(n), _uncited(_sentence(done)), ((f"Now {now}",) if now else ()), cites, "fold")


def _words(item: Mapping[str, Any]) -> tuple[str, tuple[str, ...]]:
    """What is done, and apart from it what changed, which the words tell after `Now`; the articles stand beside."""
    words = item.get("words") or f"{item.get('actor', '')} does {item.get('act', '')}"
    done, _, now = words.removeprefix(f"{item['n']}.").strip().partition(" Now ")
    return _uncited(_sentence(done)), ((f"Now {now}",) if now else ())


def _uncited(words: str) -> str:
    """Words without the articles in brackets, which stand beside them.

    >>> _uncited("Alder votes no share (Art. 5(4)).")
    'Alder votes no share.'
    """
    return re.sub(r" \((?:Art\. \d+[A-Z]?(?:\(\w+\))*(?:, )?)+\)", "", words)


def _changes(item: Mapping[str, Any]) -> tuple[str, ...]:
    if " Now " in item.get("words", ""):
        return ()
    return tuple(f"{name}: {_value(pair[0])} → {_value(pair[1])}" for name, pair in item.get("changes", {}).items())


def _value(value: Any) -> str:
    if value is True:
        return "yes"
    if value is False:
        return "no"
    return "nobody" if value in ("", None) else str(value)
