"""What a check comes to: diagnostics, coverage, promises and possibilities, open questions, silences, the text's own answers.

The object that Python users get is the one that `--json` prints; `docs/reference/json.md` documents it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from typing import Any

from foedus.errors import Diagnostic, FoedusError, Place, Severity
from foedus.model.document import ExpectedAnswer
from foedus.model.settlement import Settlement
from foedus.reason.ask import ask
from foedus.reason.cover import Coverage, Finding, cover
from foedus.reason.silence import Silent, open_questions, silences
from foedus.text.load import Loaded
from foedus.text.parse import parse_question

FORMAT = 1
"""The version of the JSON of a check."""
NOT_YET = "not yet decided"
"""The verdict of a promise while there is no prover to decide it."""


@dataclass(frozen=True, slots=True)
class Answered:
    """One question of the text with the answer that it expects and the one that it gets."""

    question: str
    expected: str
    got: str
    ok: bool


@dataclass(frozen=True, slots=True)
class Checked:
    """The whole of a check. coverage is None where the text has no settlement to speak of."""

    loaded: Loaded
    diagnostics: tuple[Diagnostic, ...]
    coverage: Coverage | None
    silent: tuple[Silent, ...]
    answers: tuple[Answered, ...]

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
        return 2 if self.errors else 0

    def as_json(self) -> dict[str, Any]:
        """The check as plain values, its fields in a fixed order."""
        settlement = self.settlement
        return {
            "format": FORMAT,
            "title": settlement.title if settlement else "",
            "file": self.loaded.document.file if self.loaded.document else "",
            "promises": [
                {"name": one.name, "cites": [one.cite], "verdict": NOT_YET} for one in (settlement.promises.values() if settlement else ())
            ],
            "possible": [
                {"name": one.name, "cites": [one.cite], "verdict": NOT_YET} for one in (settlement.possibles.values() if settlement else ())
            ],
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
            "diagnostics": [diagnostic_json(item) for item in self.diagnostics],
            "answers": [{"question": one.question, "expected": one.expected, "got": one.got, "ok": one.ok} for one in self.answers],
        }

    def _repr_html_(self) -> str:
        data = self.as_json()
        lines = [f"<strong>{escape(data['title'])}</strong>", f"{len(self.errors)} errors", f"{len(data['promises'])} promises, {NOT_YET}"]
        return f"<p>{'<br>'.join(lines)}</p>"


def _coverage_json(coverage: Coverage | None) -> dict[str, Any]:
    kinds = ("gaps", "overlaps", "defeated", "orphans", "idle", "splits")
    if coverage is None:
        return {kind: [] for kind in kinds}
    found: dict[str, Any] = {kind: [_finding_json(one) for one in getattr(coverage, kind)] for kind in kinds}
    return {**found, "cells": coverage.cells, "situations": [list(one) for one in coverage.situations]}


def _finding_json(one: Finding) -> dict[str, Any]:
    fields = ("verbs", "matters", "places", "holders", "cites", "bars", "when")
    return {**{name: list(getattr(one, name)) for name in fields}, "mend": one.mend}


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


def check_loaded(loaded: Loaded) -> Checked:
    """Check what was loaded. Nothing is raised for a bad text."""
    settlement = loaded.settlement
    if settlement is None:
        return Checked(loaded, loaded.diagnostics, None, (), ())
    expected = loaded.document.answers if loaded.document else ()
    answered = tuple(answer(settlement, one) for one in expected)
    wrong = [_wrong(one, got) for one, got in zip(expected, answered, strict=True) if not got.ok]
    return Checked(loaded, (*loaded.diagnostics, *wrong), cover(settlement), silences(settlement), answered)


def answer(settlement: Settlement, expected: ExpectedAnswer) -> Answered:
    """Ask one question of an answer block, and compare."""
    parsed = parse_question(expected.question)
    if isinstance(parsed, Diagnostic):
        return Answered(expected.question, expected.answer, f"{parsed.message}; {parsed.mend}", ok=False)
    try:
        got = ask(settlement, parsed).sentence
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
    place = Place(expected.answer_span, f"expected here; the answer is: {got.got}")
    return Diagnostic(
        "F126", f"the answer to `{expected.question}` is another", (place,), "write the answer that the clauses give, or mend the clause"
    )
