"""What a check comes to: diagnostics, coverage, promises and possibilities, open questions, silences, the text's own answers.

The object that Python users get is the one that `--json` prints; `docs/reference/json.md` documents it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from typing import Any

from foedus.errors import Diagnostic, FoedusError, Place, Severity
from foedus.model import questions as qu
from foedus.model.document import ExpectedAnswer
from foedus.model.settlement import Settlement
from foedus.model.speech import PossibleClause, PromiseClause
from foedus.reason.cover import Coverage, Finding, cover
from foedus.reason.limits import DEFAULT, Limits
from foedus.reason.promise.verdict import ORDER, Verdict
from foedus.reason.silence import Silent, open_questions, silences
from foedus.source import NOWHERE
from foedus.text.load import Loaded
from foedus.text.parse import parse_question

FORMAT = 1
"""The version of the JSON of a check."""
NOT_YET = "not yet decided"
"""The verdict of a promise that the check leaves out."""


@dataclass(frozen=True, slots=True)
class Answered:
    """One question of the text with the answer that it expects and the one that it gets."""

    question: str
    expected: str
    got: str
    ok: bool


@dataclass(frozen=True, slots=True)
class Checked:
    """The whole of a check. coverage is None where the text has no settlement to speak of.

    plain: the answers to the text's own questions, in their order; None where one asks of promises, which is answered when `answers` is asked for.
    """

    loaded: Loaded
    coverage: Coverage | None
    silent: tuple[Silent, ...]
    plain: tuple[Answered | None, ...]
    limits: Limits | None = DEFAULT

    @property
    def _own(self) -> tuple[tuple[ExpectedAnswer, Answered | None], ...]:
        document = self.loaded.document
        return tuple(zip(document.answers, self.plain, strict=True)) if document is not None and self.plain else ()

    @property
    def answers(self) -> tuple[Answered, ...]:
        """The text's own questions with what they get. Those on promises are left out where the check leaves promises out."""
        return tuple(got for _, got in self._answered())

    @property
    def unasked(self) -> int:
        """How many of the text's own questions are left out, since they ask of promises."""
        return self.plain.count(None) if self.limits is None else 0

    def _answered(self) -> list[tuple[ExpectedAnswer, Answered]]:
        known: dict[ExpectedAnswer, Answered] = self.settlement.memo.setdefault("answered", {}) if self.settlement is not None else {}
        found = []
        for one, plain in self._own:
            if plain is None and self.limits is not None and self.settlement is not None and one not in known:
                known[one] = answer(self.settlement, one, limits=self.limits)
            got = plain or known.get(one)
            if got is not None and (plain is not None or self.limits is not None):
                found.append((one, got))
        return found

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """All that is found amiss: in the text, then each of its own questions that gets another answer."""
        return (*self.loaded.diagnostics, *(_wrong(one, got) for one, got in self._answered() if not got.ok))

    @property
    def at_once(self) -> tuple[Diagnostic, ...]:
        """The errors that are known before any promise is decided."""
        return (*self.loaded.errors, *(_wrong(one, got) for one, got in self._own if got is not None and not got.ok))

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """The verdicts on promises and possibilities, in the order of the text, decided when they are first asked for.

        Nothing where the check leaves promises out, or where the text has errors.
        """
        if self.limits is None or self.settlement is None or self.loaded.errors:
            return ()
        from foedus.reason.promise.plan import verdicts  # the solver is loaded where promises are decided

        return verdicts(self.settlement, limits=self.limits)

    @property
    def empty_promises(self) -> tuple[Diagnostic, ...]:
        """F501: promises and possibilities that hold only because their subject can never come about."""
        settlement = self.settlement
        found = []
        for one in self.verdicts:
            if one.vacuous and settlement is not None:
                clause = settlement.by_cite.get(one.cites[0]) if one.cites else None
                place = Place(clause.at.span, "promised here", clause.cite) if clause else Place(NOWHERE)
                message = f"{one.name} holds only because what it speaks of can never come about"
                mend = "mend the act that should bring it about, write it if there is none, or drop the promise"
                found.append(Diagnostic("F501", message, (place,), mend, Severity.WARNING))
        return tuple(found)

    @property
    def settlement(self) -> Settlement | None:
        """The settlement, if there is one."""
        return self.loaded.settlement

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """The findings that are errors."""
        return tuple(item for item in self.diagnostics if item.severity is Severity.ERROR)

    @property
    def exit_code(self) -> int:
        """2 where the text has errors, 1 where a promise fails, else 0."""
        if self.errors:
            return 2
        return 1 if any(one.is_refuted for one in self.verdicts) else 0

    def as_json(self) -> dict[str, Any]:
        """The check as plain values, its fields in a fixed order."""
        settlement = self.settlement
        return {
            "format": FORMAT,
            "title": settlement.title if settlement else "",
            "file": self.loaded.document.file if self.loaded.document else "",
            "promises": self._told(settlement.promises.values() if settlement else (), "promise"),
            "possible": self._told(settlement.possibles.values() if settlement else (), "possible"),
            "expectations": [
                {"name": one.name, "cites": [one.cite], "verdict": "not yet measured"}
                for one in (settlement.expects.values() if settlement else ())
            ],
            "coverage": _coverage_json(self.coverage),
            "open": [
                {"question": one.question, "settled": one.settled, "cites": [one.cite]}
                for one in (open_questions(settlement) if settlement else ())
            ],
            "silent": [
                {"code": one.code, "what": one.what, "taken_as": one.taken_as, "cites": list(one.cites), "mend": one.mend}
                for one in self.silent
            ],
            "diagnostics": [diagnostic_json(item) for item in (*self.diagnostics, *self.empty_promises)],
            "answers": [{"question": one.question, "expected": one.expected, "got": one.got, "ok": one.ok} for one in self.answers],
        }

    def _told(self, clauses: Iterable[PromiseClause | PossibleClause], kind: str) -> list[dict[str, Any]]:
        found = [one.as_json() for one in self.verdicts if one.kind == kind]
        return found or [{"name": one.name, "cites": [one.cite], "verdict": NOT_YET} for one in clauses]

    def _repr_html_(self) -> str:
        title = self.settlement.title if self.settlement else "no settlement"
        lines = [f"<strong>{escape(title)}</strong>", f"{len(self.errors)} errors"]
        rows = "".join(
            f"<tr><td>{escape(one.verdict)}{' (of nothing)' if one.vacuous else ''}</td><td>{escape(one.name)}</td>"
            f"<td>{escape(', '.join(one.cites))}</td><td>{escape(one.reason)}</td></tr>"
            for one in sorted(self.verdicts, key=lambda one: ORDER.index(one.verdict))
        )
        return f"<p>{'<br>'.join(lines)}</p>" + (f"<table>{rows}</table>" if rows else "")


def _coverage_json(coverage: Coverage | None) -> dict[str, Any]:
    kinds = ("gaps", "overlaps", "defeated", "orphans", "idle", "splits")
    if coverage is None:
        return {kind: [] for kind in kinds}
    found: dict[str, Any] = {kind: [_finding_json(one) for one in getattr(coverage, kind)] for kind in kinds}
    return {**found, "cells": coverage.cells, "situations": [list(one) for one in coverage.situations]}


def _finding_json(one: Finding) -> dict[str, Any]:
    fields = ("verbs", "matters", "places", "holders", "cites", "bars", "when")
    return {"code": one.code, **{name: list(getattr(one, name)) for name in fields}, "mend": one.mend}


def diagnostic_json(item: Diagnostic) -> dict[str, Any]:
    """A diagnostic as plain values."""
    return {
        "code": item.code,
        "severity": item.severity.value,
        "message": item.message,
        "places": [
            {"file": place.span.file, "line": place.span.line, "column": place.span.column, "label": place.label, "cite": place.cite}
            for place in item.places
        ],
        "mend": item.mend,
    }


def check_loaded(loaded: Loaded, *, limits: Limits | None = DEFAULT) -> Checked:
    """Check what was loaded. Nothing is raised for a bad text. limits: what one promise may cost; None leaves promises out."""
    settlement = loaded.settlement
    if settlement is None:
        return Checked(loaded, None, (), (), limits)
    expected = loaded.document.answers if loaded.document and not loaded.errors else ()
    asked = [(one, parse_question(one.question)) for one in expected]
    plain = tuple(None if asks_of_promises(parsed) else _answer(settlement, one, parsed) for one, parsed in asked)
    return Checked(loaded, cover(settlement), silences(settlement), plain, limits)


def asks_of_promises(parsed: qu.Question | Diagnostic) -> bool:
    """Whether promises must be decided for an answer, or a history looked for: `does N hold`, `what rests on …`, `how can … within …`."""
    query = parsed.query if isinstance(parsed, qu.Question) else None
    return isinstance(query, qu.DoesHold | qu.WhatRests) or (isinstance(query, qu.HowCan) and query.within is not None)


def answer(settlement: Settlement, expected: ExpectedAnswer, *, limits: Limits = DEFAULT) -> Answered:
    """Ask one question of an answer block, and compare. limits: what one promise may cost, where it asks of promises."""
    return _answer(settlement, expected, parse_question(expected.question), limits)


def _answer(settlement: Settlement, expected: ExpectedAnswer, parsed: qu.Question | Diagnostic, limits: Limits = DEFAULT) -> Answered:
    from foedus.decide.would import ask  # with all that counts votes, which a text without such questions needs none of

    if isinstance(parsed, Diagnostic):
        return Answered(expected.question, expected.answer, f"{parsed.message}; {parsed.mend}", ok=False)
    try:
        got = ask(settlement, parsed, limits=limits).sentence
    except FoedusError as problem:
        got = " ".join(str(problem).split())
    return Answered(expected.question, expected.answer, got, matches(expected.answer, got))


def matches(expected: str, got: str) -> bool:
    """Whether an answer is the one expected: line breaks do not matter, and `…` matches anything.

    >>> matches("refuted: …", "refuted: by this and that"), matches("yes", "no")
    (True, False)
    """
    pattern = ".*".join(re.escape(" ".join(part.split())) for part in expected.split("…"))
    return re.fullmatch(pattern.replace("\\ .*", "\\ ?.*").replace(".*\\ ", ".*\\ ?"), " ".join(got.split())) is not None


def _wrong(expected: ExpectedAnswer, got: Answered) -> Diagnostic:
    place = Place(expected.answer_span, f"the text expects: {expected.answer}; the answer is: {got.got}")
    return Diagnostic(
        "F126", f"the answer to `{expected.question}` is another", (place,), "write the answer that the clauses give, or mend the clause"
    )
