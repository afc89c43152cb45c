"""One promise on its way to a verdict: the settlement, the clause, the limits.

Needs: the standard library.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from foedus.model import speech as sp
from foedus.model.settlement import Settlement
from foedus.reason.limits import DEFAULT, Limits
from foedus.reason.promise.verdict import Verdict

Clause = sp.PromiseClause | sp.PossibleClause


@dataclass(frozen=True)
class Docket:
    """One promise being judged."""

    settlement: Settlement
    clause: Clause
    limits: Limits = DEFAULT

    @property
    def even_in_breach(self) -> bool:
        """Whether histories with breaches are meant."""
        return isinstance(self.clause, sp.PromiseClause) and self.clause.even_in_breach

    def verdict(self, verdict: str, reason: str, **more: Any) -> Verdict:
        """A verdict on this promise."""
        clause = self.clause
        kind = "promise" if isinstance(clause, sp.PromiseClause) else "possible"
        scope = "even in breach" if self.even_in_breach else "lawful"
        return Verdict(clause.name, (clause.cite,), verdict, kind, said(clause), reason, scope=scope, **more)


def said(clause: Clause) -> str:
    """What a promise says, as the text writes it."""
    _, _, words = clause.at.text.partition(":")
    return " ".join(words.split())
