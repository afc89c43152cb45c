"""What deciding one promise or possibility comes to, as a value that people, pages and JSON read.

Every part is in words of the text: variables, ghosts and literals of the engine never stand here. Fields that say nothing are left out of
the JSON, and its order is fixed, so that the same text gives the same report.
Needs: the standard library. Source: design page REASONING, section 8.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape
from typing import Any

from foedus.model.formula import Value
from foedus.reason.limits import Tried
from foedus.source import Citation

FORMAT = 1
"""The version of the JSON of a verdict."""

PROVED, REFUTED, UNDECIDED = "proved", "refuted", "undecided"
"""How a promise or a possibility comes out."""

ORDER = (REFUTED, UNDECIDED, PROVED)
"""The order in which verdicts are listed."""


@dataclass(frozen=True, slots=True)
class TraceStep:
    """One move of a history. words: a sentence; changes: what is different after it, (before, after); breach: whether it broke a duty."""

    n: int
    actor: str
    act: str
    cites: tuple[Citation, ...]
    words: str
    changes: Mapping[str, tuple[Value, Value]] = field(default_factory=dict)
    breach: bool = False

    def as_json(self) -> dict[str, Any]:
        """The step as plain values."""
        changes = {name: list(pair) for name, pair in self.changes.items()}
        return {
            "n": self.n, "actor": self.actor, "act": self.act, "cites": list(self.cites), "words": self.words, "changes": changes,
            "breach": self.breach,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Folded:
    """Steps that are told once: so many times, over whom, from which step to which (both counted); words tell them together."""

    times: int
    over: str
    steps: tuple[int, int]
    words: str = ""

    def as_json(self) -> dict[str, Any]:
        """The fold as plain values."""
        return {"times": self.times, "over": self.over, "steps": list(self.steps), "words": self.words}


@dataclass(frozen=True, slots=True)
class LemmaLine:
    """One thing that is always true and on which the proof stands. over: whom it is said of, where it is said once for several."""

    words: str
    cites: tuple[Citation, ...] = ()
    over: str = ""

    def as_json(self) -> dict[str, Any]:
        """The line as plain values."""
        return {"words": self.words, "cites": list(self.cites), **({"over": self.over} if self.over else {})}


@dataclass(frozen=True, slots=True)
class Assumed:
    """What a verdict takes for granted: an assumption of the text that the promise is `given`, or a fact proved before."""

    text: str
    cite: Citation

    def as_json(self) -> dict[str, Any]:
        """The assumption as plain values."""
        return {"text": self.text, "cite": self.cite}


@dataclass(frozen=True, slots=True)
class Broken:
    """Which part of a promise a history breaks, and for whom. words: the sentence that ends the story."""

    part: str
    binding: Mapping[str, str] = field(default_factory=dict)
    words: str = ""

    def as_json(self) -> dict[str, Any]:
        """The broken part as plain values."""
        return {"part": self.part, "binding": dict(self.binding), "words": self.words}


@dataclass(frozen=True, slots=True)
class StuckThere:
    """The situation from which nothing helps. state: what differs there from the start; because: why it stays so, in sentences."""

    state: Mapping[str, Value]
    because: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """The situation as plain values."""
        return {"state": dict(self.state), "because": list(self.because)}


@dataclass(frozen=True, slots=True)
class Phrase:
    """A separable phrase of a clause: where it stands, and its words."""

    cite: Citation
    words: str

    def __str__(self) -> str:
        return f"“{self.words}” in {self.cite}"


@dataclass(frozen=True, slots=True)
class RestsOn:
    """What a proof rests on.

    necessary: phrases that each, struck alone, break it; minimal: least sets that suffice; complete: whether these are all such sets;
    strikes: by phrase in words, how the promise breaks without it.
    """

    necessary: tuple[Phrase, ...]
    minimal: tuple[tuple[Phrase, ...], ...] = ()
    complete: bool = True

    def as_json(self) -> dict[str, Any]:
        """What it rests on as plain values."""
        return {
            "necessary": list(dict.fromkeys(phrase.cite for phrase in self.necessary)),
            "minimal": [list(dict.fromkeys(phrase.cite for phrase in one)) for one in self.minimal],
            "complete": self.complete,
            "phrases": [{"cite": phrase.cite, "words": phrase.words} for phrase in self.phrases],
        }

    @property
    def phrases(self) -> tuple[Phrase, ...]:
        """Every phrase that is spoken of, each once."""
        return tuple(dict.fromkeys((*self.necessary, *(phrase for one in self.minimal for phrase in one))))

    @property
    def cites(self) -> tuple[Citation, ...]:
        """The clauses in which necessary phrases stand, each once."""
        return tuple(dict.fromkeys(phrase.cite for phrase in self.necessary))


@dataclass(frozen=True, slots=True)
class Certified:
    """How a proof was checked by another path. by: that path; ok: always true of a verdict `proved`."""

    by: str
    ok: bool

    def as_json(self) -> dict[str, Any]:
        """The certificate as plain values."""
        return {"by": self.by, "ok": self.ok}


@dataclass(frozen=True, slots=True)
class Mirrorless:
    """A clause without its mirror, or a part of one. words: what it says that has no counterpart."""

    cite: Citation
    words: str

    def as_json(self) -> dict[str, Any]:
        """The clause as plain values."""
        return {"cite": self.cite, "words": self.words}


@dataclass(frozen=True, slots=True)
class Mend:
    """A one-clause change that was tried: with it the promise holds, and no other verdict gets worse.

    directive: the amendment as the language writes it; words: what changes; better: other promises that come to hold by it.
    """

    cite: Citation
    words: str
    directive: str
    better: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The mend as plain values."""
        return {"cite": self.cite, "words": self.words, "directive": self.directive, "better": list(self.better)}


@dataclass(frozen=True, slots=True)
class Verdict:
    """The verdict on one promise or possibility.

    kind: promise or possible; says: its wording; reason: one sentence that gives the verdict its ground (never empty).
    vacuous: proved, but only because its subject can never occur; silence: proved, and no clause does any work for it.
    scope: `lawful` or `even in breach`. trace, folded, shortest, broken: a history that refutes it (of no steps, where it is broken at once).
    stuck: for `possible`, the situation reached. lemma, certificate, rests_on: of a proof. plans: ways, each a list of sentences.
    coalitions: those who decide or block alone; mirrorless: clauses that break `treated alike`. mends: checked one-clause changes.
    """

    name: str
    cites: tuple[Citation, ...]
    verdict: str
    kind: str = "promise"
    says: str = ""
    reason: str = ""
    vacuous: bool = False
    silence: bool = False
    scope: str = "lawful"
    assumes: tuple[Assumed, ...] = ()
    trace: tuple[TraceStep, ...] | None = None
    folded: tuple[Folded, ...] = ()
    shortest: bool | None = None
    broken: Broken | None = None
    stuck: StuckThere | None = None
    lemma: tuple[LemmaLine, ...] = ()
    certificate: Certified | None = None
    rests_on: RestsOn | None = None
    plans: tuple[tuple[str, ...], ...] = ()
    coalitions: tuple[tuple[str, ...], ...] = ()
    mirrorless: tuple[Mirrorless, ...] = ()
    mends: tuple[Mend, ...] = ()
    notes: tuple[str, ...] = ()
    tried: tuple[Tried, ...] = ()
    model: str = ""

    @property
    def is_proved(self) -> bool:
        """Whether it is proved."""
        return self.verdict == PROVED

    @property
    def is_refuted(self) -> bool:
        """Whether it is refuted."""
        return self.verdict == REFUTED

    @property
    def holds(self) -> bool:
        """Whether it is proved of a subject that can occur."""
        return self.is_proved and not self.vacuous

    @property
    def cited(self) -> tuple[Citation, ...]:
        """Every clause that the verdict speaks of, the promise's own first."""
        found = [*self.cites]
        found += [cite for step in self.trace or () for cite in step.cites]
        found += [cite for line in self.lemma for cite in line.cites]
        found += self.rests_on.cites if self.rests_on else ()
        found += [one.cite for one in self.mirrorless]
        return tuple(dict.fromkeys(found))

    def as_json(self) -> dict[str, Any]:
        """The verdict as plain values: fields that say nothing are absent, the order is fixed."""
        found: dict[str, Any] = {"name": self.name, "cites": list(self.cites), "verdict": self.verdict, "kind": self.kind}
        found |= {"says": self.says, "reason": self.reason, "vacuous": self.vacuous, "silence": self.silence, "scope": self.scope}
        if self.verdict != PROVED:
            del found["vacuous"], found["silence"]
        found |= {name: [one.as_json() for one in getattr(self, name)] for name in ("assumes",) if getattr(self, name)}
        if self.trace is not None:
            found["trace"] = [step.as_json() for step in self.trace]
        if self.folded:
            found["folded"] = [one.as_json() for one in self.folded]
        if self.shortest is not None:
            found["shortest"] = self.shortest
        for name in ("broken", "stuck"):
            if getattr(self, name) is not None:
                found[name] = getattr(self, name).as_json()
        if self.lemma:
            found["lemma"] = [line.as_json() for line in self.lemma]
        for name in ("certificate", "rests_on"):
            if getattr(self, name) is not None:
                found[name] = getattr(self, name).as_json()
        for name in ("plans", "coalitions"):
            if getattr(self, name):
                found[name] = [list(one) for one in getattr(self, name)]
        found |= {name: [one.as_json() for one in getattr(self, name)] for name in ("mirrorless", "mends") if getattr(self, name)}
        if self.notes:
            found["notes"] = list(self.notes)
        if self.tried:
            found["tried"] = [_tried_json(one) for one in self.tried]
        return {**found, "model": self.model, "format": FORMAT}

    def _repr_html_(self) -> str:
        steps = "".join(f"<li>{escape(step.words)}</li>" for step in self.trace or ())
        story = f"<ol>{steps}</ol>" if steps else ""
        return f"<p><strong>{escape(self.name)}</strong>: {escape(self.verdict)}. {escape(self.reason)}</p>{story}"


def _tried_json(one: Tried) -> dict[str, Any]:
    return {"method": one.method, "outcome": one.outcome, "size": one.size, "seconds": round(one.seconds, 3)}
