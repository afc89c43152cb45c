"""A certificate checked again from the published folder, on a path of its own.

It shares no arithmetic with the audit: files are read and hashed anew, draws redone from the seed, bounds and p-values
worked out from their definitions, card by card, in fractions. Slow on purpose.

Needs: the standard library. Sources: the definitions, as in `docs/reference/audits.md`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from hashlib import sha256
from math import comb
from pathlib import Path

from foedus.decide.recheck_count import check_counts
from foedus.decide.recheck_files import DoesNotHold, Files, must, of_shares, stream, weights_of
from foedus.errors import DataError, FoedusError


@dataclass(frozen=True, slots=True)
class Checked:
    """One step of the check: what was looked at, whether it holds, in words."""

    name: str
    holds: bool
    words: str


def recheck(folder: Path) -> list[Checked]:
    """Check the certificate of a folder, step by step; the steps after a failed one may still hold.

    Raises DataError where there is no certificate, or a file cannot be read at all.
    """
    try:
        certificate = json.loads((folder / "certificate.json").read_text(encoding="utf-8"))
        plan = json.loads((folder / "plan.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as problem:
        raise DataError(f"{folder} holds no certificate that can be read", mend="finish the audit with `foedus audit run`") from problem
    found: list[Checked] = []
    steps: tuple[tuple[str, Callable[[Files], str]], ...] = (
        ("commitments", _commitments), ("numbers", _numbers), ("seed", _seed), ("registers", _registers), ("result", _result),
        ("count", check_counts), ("risk", _risk),
    )  # fmt: skip
    try:
        state = Files(folder, plan, certificate)
    except (OSError, KeyError, TypeError, ValueError, IndexError, StopIteration) as problem:
        return [Checked("files", False, f"a file is missing or not of its shape ({type(problem).__name__}: {problem})")]
    for name, step in steps:
        try:
            found.append(Checked(name, True, step(state)))
        except DoesNotHold as fault:
            found.append(Checked(name, False, str(fault)))
        except (OSError, KeyError, TypeError, ValueError, IndexError, ZeroDivisionError, AttributeError, FoedusError) as problem:
            found.append(Checked(name, False, f"what is needed is missing ({type(problem).__name__}: {problem})"))
    return found


def _commitments(state: Files) -> str:
    rows = state.rows("commitments.csv")
    for polity, name, _, digest in rows:
        data = (state.folder / polity / name).read_bytes()
        must(sha256(data).hexdigest() == digest, f"{polity}/{name} is not the file that was committed to")
    files = {(row[0], row[1]) for row in rows}
    needed = ("register.csv", "manifest.csv", "totals.csv" if state.polling else "cards.csv")
    must(all((polity, name) in files for polity in state.polities for name in needed), "a file was not committed to")
    return f"{len(rows)} files are those committed to"


def _numbers(state: Files) -> str:
    for polity in state.polities:
        entries = [row[0] for row in state.register[polity]]
        cards, marked = sum(int(row[2]) for row in state.manifest[polity]), len(state.marked[polity])
        must(len(set(entries)) == len(entries), f"{polity} has an entry twice")
        if (state.folder / polity / "frozen.csv").exists():
            must({row[0] for row in state.rows(f"{polity}/frozen.csv")} == set(entries), f"{polity}'s register is not the one that was frozen")
        must(cards <= marked <= len(entries), f"{polity}: {cards} cards, {marked} marked, {len(entries)} entries")
        must(marked - cards <= Fraction(state.plan["cap_on_missing_cards"]) * max(1, marked), f"{polity} lost more cards than the cap")
    known = {card for _, cards in state.pools.values() for card in cards}
    must(set(state.records) <= known and set(state.readings) <= known, "a record or a reading names a card that no manifest has")
    return "cards, marks and entries agree in every polity"


def _seed(state: Files) -> str:
    rows = state.rows("seed.csv")
    numbers = sorted({int(row[0]) for row in rows})
    must(numbers in ([1], [1, 2]), "the seed has one round or two")
    withheld: set[str] = set()
    for number in numbers:
        own = {row[1]: (row[2], row[3]) for row in rows if int(row[0]) == number}
        must(set(own) == set(state.polities), f"not all committed in round {number}")
        bad = {name for name, (digest, secret) in own.items() if len(secret) < 32 or sha256(f"commit\n{name}\n{secret}".encode()).hexdigest() != digest}
        if not bad:
            text = "seed" + "".join(f"\n{name}\n{own[name][1]}" for name in state.polities)
            state.seed, state.part = sha256(text.encode()).hexdigest(), Fraction(9 if number == 1 else 1, 10)
            break
        withheld |= bad
    late = withheld if state.seed else set(state.polities)
    must(state.seed == (state.certificate["seed"] or ""), "the seed of the certificate is another")
    must(all(pool in state.hand for pool, (polity, _) in state.pools.items() if polity in late), "who withheld was not counted by hand")
    return "the secrets fit their commitments and give the seed" if state.seed else "no seed was completed: everything was counted by hand"


def _registers(state: Files) -> str:
    told = {one["polity"]: one for one in state.certificate["registers"]}
    for polity in state.polities:
        marked, claimed = state.marked[polity], told[polity]
        looked_up = list(marked)
        if claimed["looked_up"] < len(marked):
            must(bool(state.seed) and claimed["looked_up"] == state.plan["lookups"], f"{polity}: another number of entries was looked up than planned")
            looked_up = _apart(state.seed, f"entries of {polity}", marked, state.plan["lookups"])
        defects = sum(state.findings[polity, entry] != "entitled" for entry in looked_up)
        risk = Fraction(state.plan["risk_of_each_register"]) * state.part
        bound = claimed["bound"]
        if len(looked_up) == len(marked):
            must(bound == defects, f"{polity}: all were looked up, {defects} defects, and the bound is {bound}")
        else:
            at_worst = bound + 1
            ways = sum(comb(at_worst, k) * comb(len(marked) - at_worst, len(looked_up) - k) for k in range(defects + 1))
            must(bound >= len(marked) or ways <= risk * comb(len(marked), len(looked_up)), f"{polity}: {defects} defects do not exclude {at_worst}")
        state.bounds[polity] = bound
    return "at most " + ", ".join(f"{number} in {polity}" for polity, number in state.bounds.items()) + " may be nobody's"


def _apart(seed: str, name: str, items: list[str], many: int) -> list[str]:
    """Fisher and Yates's shuffle, its first places."""
    left, numbers, place = list(items), stream(seed, name), 0
    while place < many:
        found, rest = next(numbers), len(left) - place
        if found < 2**256 - 2**256 % rest:
            other = place + found % rest
            left[place], left[other] = left[other], left[place]
            place += 1
    return left[:many]


def _result(state: Files) -> str:
    """The winner by the rule, and that the assertions are all that the rule needs."""
    winner, way = state.certificate["winner"], state.plan["way"]
    votes = {pool: state.votes(pool) for pool in state.pools}
    others = [name for name in state.plan["candidates"] if name != winner]
    claimed: set[tuple[str, tuple[str, ...]]] = {(one["assertion"], tuple(one["pools"])) for one in state.certificate["count"]}
    pools = tuple(state.pools)
    needed: dict[tuple[str, tuple[str, ...]], list[str]]
    if way == "electors by unit":
        units = {pool for _, named in claimed for pool in named}
        electors = state.plan["electors"]
        must(2 * sum(electors[unit] for unit in units) > sum(electors[unit] for unit in pools), "the units do not hold more than half of the electors")
        needed = {(f"{winner} has more votes than {other} in {unit}", (unit,)): [other] for unit in units for other in others}
    elif way == "double majority":
        needed = {(f"{winner} has more votes than {other} in {pool}", (pool,)): [other] for pool in pools for other in others}
    elif way == "majority of all people":
        needed = {(f"{winner} has more votes than all others together", pools): others}
    else:
        words = {"plurality of all people": "more votes than {} among all people", "equal weight of polities": "a higher mean of shares than {}",
                 "census weights": "a higher share than {} by census weights"}[way]  # fmt: skip
        needed = {(f"{winner} has {words.format(other)}", pools): [other] for other in others}
    state.losers = needed
    must(claimed == set(needed), "the certificate does not assert what the rule needs")
    for words, named in needed:
        must(_lead(state, votes, words, named) > 0, f"not so by the votes: {words}")
    return f"{winner} wins by {way}, and {len(needed)} assertion{'s say' if len(needed) > 1 else ' says'} so"


def _lead(state: Files, votes: Mapping[str, Mapping[str, int]], words: str, pools: tuple[str, ...]) -> Fraction:
    winner, losers = state.certificate["winner"], state.losers[words, pools]
    leads = [votes[pool][winner] - sum(votes[pool][name] for name in losers) for pool in pools]
    if not of_shares(state):
        return Fraction(sum(leads))
    return sum(
        (weight * Fraction(lead, sum(votes[pool].values())) for weight, lead, pool in zip(weights_of(state, pools), leads, pools, strict=True)),
        Fraction(0),
    )


def _risk(state: Files) -> str:
    plan = state.plan
    each, limit = Fraction(plan["risk_of_each_register"]), Fraction(plan["risk_limit"])
    must(each > 0 and len(state.polities) * each < limit < 1, "the parts of the risk are more than the limit")
    must(Fraction(state.certificate["risk_spent"]) <= limit, "the risk told is above the limit")
    return f"the parts add to {state.certificate['risk_spent']}, no more than {plan['risk_limit']}"
