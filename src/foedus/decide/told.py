"""Judgements of a joint election as plain values, the same for `--json`, the files of a folder and the report.

Fractions stand as "p/q" where they are short, with a decimal beside; long ones are rounded up to 30 digits and say so.
Needs: the standard library.
"""

from __future__ import annotations

from decimal import ROUND_CEILING, Context, Decimal
from fractions import Fraction
from typing import Any

from foedus.decide.counting import Finding
from foedus.decide.joint import ElectionCertificate, ElectionRefusal, Judgement, Waiting
from foedus.decide.steps import steps_json

_UP = Context(prec=12, rounding=ROUND_CEILING)
LONG = 60


def upward(value: Fraction) -> str:
    """A p-value as a decimal of 12 digits, rounded up: never smaller than it is."""
    return format(_UP.divide(Decimal(value.numerator), Decimal(value.denominator)).normalize(_UP), "f" if value > Fraction(1, 10**9) else "g")


def exact(value: Fraction) -> str | None:
    """A fraction as "p/q", or None where that is too long to read."""
    said = str(value)
    return said if len(said) <= LONG else None


def percent(value: Fraction) -> str:
    """A share in words: at most four digits after the point."""
    return f"{float(100 * value):.4f}".rstrip("0").rstrip(".") + " %"


def finding_json(one: Finding) -> dict[str, Any]:
    """One assertion."""
    return {
        "assertion": one.assertion.words, "pools": list(one.assertion.pools), "method": one.method, "margin_to_confirm": exact(one.margin),
        "margin_to_confirm_decimal": float(one.margin), "votes_that_may_be_nobodys": one.ineligible, "limit": str(one.limit), "p": exact(one.p),
        "p_at_most": upward(one.p), "cards_read": one.read, "missing": one.missing,
        "overstatements": {str(size): number for size, number in sorted(one.errors.items())},
        "least_favourable_split": None if one.split is None else exact(one.split),
    }  # fmt: skip


def judgement_json(found: Judgement) -> dict[str, Any]:
    """A judgement: `verdict` is certified, refused or waiting."""
    if isinstance(found, Waiting):
        return {
            "verdict": "waiting", "part": found.part, "words": found.words, "pools_to_count_by_hand": list(found.pools),
            "entries_to_look_up": [list(one) for one in found.entries], "cards_to_read": [list(one) for one in found.cards],
        }  # fmt: skip
    if isinstance(found, ElectionRefusal):
        return {
            "verdict": "refused", "office": found.office, "part": found.part, "figure": found.figure, "mend": found.mend,
            "cites": list(found.cites), "steps": steps_json(),
        }  # fmt: skip
    return certificate_json(found)


def certificate_json(found: ElectionCertificate) -> dict[str, Any]:
    """A certificate with all it rests on."""
    return {
        "verdict": "certified", "office": found.office, "winner": found.winner, "way": found.way.value, "risk_limit": str(found.limit),
        "risk_spent": str(found.risk), "seed": found.seed, "counted_by_hand": list(found.by_hand),
        "registers": [
            {"polity": one.polity, "marked": one.marked, "looked_up": one.looked_up, "defects": one.defects, "bound": one.bound, "risk": str(one.risk)}
            for one in found.registers
        ],
        "count": [finding_json(one) for one in found.findings], "not_tested": list(found.untested), "cites": list(found.cites),
        "steps": steps_json(),
    }  # fmt: skip
