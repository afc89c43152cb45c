"""The plan of a joint election as a file, `plan.json`: what is fixed beforehand, shares written as "p/q".

Needs: the standard library.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from foedus.decide.files import bytes_of, fraction
from foedus.decide.published import Plan
from foedus.errors import DataError, ModelError
from foedus.voting.assertion import Way


def plan_json(plan: Plan) -> dict[str, Any]:
    """A plan as plain values; shares as "p/q"."""
    return {
        "office": plan.office, "way": plan.way.value, "candidates": list(plan.candidates), "polities": list(plan.polities),
        "risk_limit": str(plan.limit), "risk_of_each_register": str(plan.register_risk), "lookups": plan.lookups,
        "cap_on_missing_cards": str(plan.cap), "samples": "one for each" if plan.apart else "one for all",
        "audit": "polling" if plan.polling else "comparison", "gamma": str(plan.gamma), "people": dict(plan.people),
        "electors": dict(plan.numbers), "tie": plan.tie, "fallback": plan.fallback, "cites": list(plan.cites),
    }  # fmt: skip


def read_plan(folder: Path) -> Plan:
    """Read `plan.json`. Raises DataError naming the field that is missing or not of its kind."""
    try:
        found = json.loads(bytes_of(folder / "plan.json", "plan.json").decode("utf-8"))
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as broken:
        raise DataError(f"plan.json cannot be read: {broken}", mend="write it with `foedus audit plan --out`") from broken
    if not isinstance(found, dict):
        raise DataError("plan.json holds no plan", mend="write it with `foedus audit plan --out`")
    field = "way"
    try:
        way = Way(found["way"])
        plain = {}
        for key, field in (("limit", "risk_limit"), ("register_risk", "risk_of_each_register"), ("cap", "cap_on_missing_cards"), ("gamma", "gamma")):
            plain[key] = fraction(found[field])
        names = {}
        for field in ("candidates", "polities"):
            names[field] = tuple(_text(one) for one in found[field])
        numbers = {}
        for field in ("people", "electors"):
            numbers[field] = {_text(key): _number(value) for key, value in found[field].items()}
        field = "lookups"
        lookups = _number(found[field])
        words = {}
        for field in ("office", "samples", "audit", "tie", "fallback"):
            words[field] = _text(found[field])
        field = "cites"
        cites = tuple(_text(one) for one in found[field])
    except (KeyError, TypeError, ValueError, AttributeError, ZeroDivisionError) as broken:
        raise DataError(f"plan.json: `{field}` is missing or not of its kind", mend="write it with `foedus audit plan --out`") from broken
    try:
        return Plan(
            words["office"], way, names["candidates"], names["polities"], lookups=lookups, apart=words["samples"] == "one for each",
            polling=words["audit"] == "polling", people=numbers["people"], numbers=numbers["electors"], tie=words["tie"],
            fallback=words["fallback"], cites=cites, **plain,
        )  # fmt: skip
    except ModelError as broken:
        raise DataError(f"plan.json: {broken.message}", mend=broken.mend) from broken


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _number(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise TypeError
    return value
