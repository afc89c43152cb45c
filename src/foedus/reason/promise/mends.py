"""Mends: changes of one clause that are tried on the text itself, and offered only if the promise then holds and no other verdict gets worse.

What is tried is made by `foedus.reason.promise.candidates`. A change by which the promise would hold and another would get worse is not
offered, and told with that other promise as the reason.
Needs: `foedus.reason.promise.plan`. Source: design page STUDIO, component *counterexample story*.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from foedus.errors import FoedusError
from foedus.model import clauses as cl
from foedus.model.settlement import Settlement
from foedus.model.words import listed
from foedus.reason.limits import Deadline, Limits
from foedus.reason.promise.candidates import Candidate, candidates
from foedus.reason.promise.plan import all_names, known, verdict
from foedus.reason.promise.reuse import carried
from foedus.reason.promise.verdict import PROVED, UNDECIDED, Mend, Verdict

MOST = 40
"""How many candidates are tried."""
ENOUGH = 3
"""How many mends are offered at most."""
SHARE = 12
"""Of the time for all candidates one gets a part in so many at most: what is hard to decide leaves time for the others."""

Write = Callable[[cl.Clause], str]
"""Writes a clause in the words of the language: reading what it writes gives the clause again."""


@dataclass
class Trials:
    """What trying came to: mends that hold; each refused change with what it would do to others; how many were tried, and of how many it was not
    decided in their time whether the promise holds; whether time ran out."""

    mends: list[Mend] = field(default_factory=list)
    refused: list[tuple[Candidate, str]] = field(default_factory=list)
    tried: int = 0
    undecided: int = 0
    out_of_time: bool = False

    def notes(self) -> tuple[str, ...]:
        """What there is to say of the trials beside the mends, in sentences."""
        said = []
        if not self.mends and not self.tried:
            said.append("No change of one clause suggests itself: it stands against more than one.")
        elif not self.mends:
            said.append(f"No mend: {self.tried} change{'s' if self.tried > 1 else ''} of one clause {'were' if self.tried > 1 else 'was'} tried.")
        for one, worse in self.refused[:ENOUGH]:
            said.append(f"“{one.words}” in {one.old.cite} would make it hold, but {worse}.")
        if self.undecided:
            said.append(f"Of {self.undecided} of {self.tried} changes it was not decided in their time whether it then holds.")
        if self.out_of_time:
            said.append(f"The time for mends ran out after {self.tried} changes.")
        return tuple(said)


def mended(settlement: Settlement, one: Verdict, limits: Limits, write: Write) -> Trials:
    """Try changes of one clause for a refuted promise, for as long as `limits` gives to one promise, and as few as MOST."""
    for name in all_names(settlement):
        verdict(settlement, name, limits)
    deadline, found = Deadline(limits.seconds), Trials()
    for candidate in candidates(settlement, one):
        found.out_of_time = deadline.is_over
        if len(found.mends) == ENOUGH or found.tried == MOST or deadline.is_over:
            break
        found.tried += 1
        seconds = max(1.0, min(limits.seconds / SHARE, limits.seconds - deadline.spent))
        _try(settlement, one.name, candidate, replace(limits, seconds=seconds), write, found)
    return found


def _try(settlement: Settlement, name: str, candidate: Candidate, limits: Limits, write: Write, found: Trials) -> None:
    """Try one change; a text that it spoils mends nothing."""
    try:
        changed = candidate.settlement
        carried(settlement, changed)
        if candidate.old is not settlement.promises.get(name):
            known(changed).pop(name, None)
        after_it = verdict(changed, name, limits)
        if not after_it.holds:
            found.undecided += after_it.verdict == UNDECIDED
            return
        before = known(settlement)
        others = [other for other in all_names(changed) if other != name]
        after = {other: verdict(changed, other, limits) for other in others}
    except FoedusError:
        return
    worse = tuple(other for other in others if _rank(after[other]) < _rank(before[other]))
    if worse:
        found.refused.append((candidate, listed([_fallen(after[other]) for other in worse])))
        return
    better = tuple(other for other in others if after[other].holds and not before[other].holds)
    found.mends.append(Mend(candidate.old.cite, candidate.words, candidate.directive(write), better))


def _fallen(one: Verdict) -> str:
    return f"{one.name} would be {'undecided in the time given' if one.verdict == UNDECIDED else 'refuted' if one.is_refuted else 'proved of nothing'}"


def _rank(one: Verdict) -> int:
    return 3 if one.holds else 2 if one.verdict == PROVED else 1 if one.verdict == UNDECIDED else 0
