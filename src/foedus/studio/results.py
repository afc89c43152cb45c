"""Gathers what a report is made of: the check as plain values, the power in each decision, the expectations.

Each part is worked out here and nowhere else, so that pages, tables and `report.json` say the same. A part that cannot be had says why.
"""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from typing import Any

from foedus.checked import Checked
from foedus.errors import FoedusError
from foedus.model import clauses as cl
from foedus.model.bind import Binding
from foedus.model.settlement import Settlement
from foedus.reason.limits import Limits
from foedus.reason.promise.verdict import Verdict
from foedus.studio.beside import beside
from foedus.studio.seated import seated

Progress = Callable[[str], None]
"""Told what is being worked on, in words."""


WORLDS = 2000
"""How many worlds are simulated for the years to come."""


@dataclass(frozen=True, slots=True)
class Results:
    """What the pages show. found: the check; powers: in each decision, in the order of the text; refused: decisions not weighed, and why;
    elections: of the offices that the people of several polities elect, every way of electing side by side; rehearsals: of their audits;
    seats: of the apportioned chambers.

    expectations: each answered; simulated: seed, worlds and cards of the ensemble, empty where none was run; ahead: fans, multiples, maps, sensitivity and
    provenance as `foedus.simulate.report` tells them; cards: every assumption card;
    limits: what all this cannot tell, in sentences.
    """

    found: Mapping[str, Any]
    powers: tuple[Mapping[str, Any], ...] = ()
    refused: tuple[tuple[str, str], ...] = ()
    elections: tuple[Mapping[str, Any], ...] = ()
    rehearsals: tuple[Mapping[str, Any], ...] = ()
    seats: tuple[Mapping[str, Any], ...] = ()
    expectations: tuple[Mapping[str, Any], ...] = ()
    simulated: Mapping[str, Any] = field(default_factory=dict)
    ahead: Mapping[str, Any] = field(default_factory=dict)
    cards: tuple[Mapping[str, Any], ...] = ()
    limits: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Everything as plain values, as `report.json` has it."""
        return {
            "check": dict(self.found),
            "power": [dict(one) for one in self.powers],
            "not_weighed": [{"act": act, "why": why} for act, why in self.refused],
            "elections": [dict(one) for one in self.elections],
            "rehearsals": [dict(one) for one in self.rehearsals],
            "seats": [dict(one) for one in self.seats],
            "expectations": [dict(one) for one in self.expectations],
            "simulated": dict(self.simulated),
            "ahead": dict(self.ahead),
            "cannot_tell": list(self.limits),
        }


def gather(
    checked: Checked,
    progress: Progress = lambda words: None,
    *,
    processes: int = 1,
    whole: bool = False,
    worlds: int = WORLDS,
    seed: int | None = None,
) -> Results:
    """Work out everything that the report shows. Nothing is raised for a bad text.

    processes: how many decide promises side by side; whole: whether what proofs rest on, and mends, are worked out too;
    worlds: of the simulated years to come, 0 for none; seed: of their chances.
    """
    settlement, years = checked.settlement, bool(worlds) and not checked.at_once
    with beside(lambda tell: _years(settlement, worlds, seed, tell), wanted=years and processes > 1 and _looks_ahead(settlement)) as ahead:
        if settlement is not None and checked.limits is not None and not checked.at_once:
            _decide(settlement, checked.limits, progress, processes)
            if whole:
                _complete(settlement, checked.limits, progress, processes)
        found = checked.as_json()
        if settlement is None:
            return Results(found)
        progress("weighing votes")
        powers, refused = _powers(settlement)
        elections, unknown = _elections(settlement)
        results = Results(found, powers, (*refused, *unknown), elections, _rehearsals(settlement), seated(settlement))
        if not settlement.expects:
            return results
        progress("measuring expectations")
        results = replace(results, expectations=_expectations(settlement), cards=_cards(), limits=LIMITS)
        if not worlds or not _looks_ahead(settlement):
            return results
        return _with_years(results, ahead(lambda done, of: progress(f"simulating years to come: {done:,} of {of:,} worlds")))


def _decide(settlement: Settlement, limits: Limits, progress: Progress, processes: int) -> None:
    """Decide the promises, telling each; the settlement keeps the verdicts."""
    from foedus.reason.promise.plan import verdicts

    progress("deciding promises")
    verdicts(
        settlement,
        limits=limits,
        processes=processes,
        tell=lambda one, number, of: progress(f"promise {number} of {of}: {one.name} {one.verdict}"),
    )


def _complete(settlement: Settlement, limits: Limits, progress: Progress, processes: int) -> None:
    """What each proof rests on, and what would mend a refuted promise; the settlement keeps it with the verdict."""
    from foedus.reason.promise.plan import all_names, known

    names, found = all_names(settlement), known(settlement)
    with _workers(settlement, limits, processes) as worked:
        for number, one in enumerate(worked(_whole, names), 1):
            found[one.name] = one
            progress(f"what {one.name} rests on, or mends it, {number} of {len(names)}")


_shared: list[tuple[Settlement, Limits]] = []
"""What forked workers inherit: a settlement is not sent to them."""


def _whole(name: str) -> Verdict:
    from foedus.reason.promise.whole import whole_verdict
    from foedus.text.render import render

    settlement, limits = _shared[-1]
    return whole_verdict(settlement, name, limits=limits, mends=render)


def _deaf() -> None:
    """A worker is stopped by its parent, not by the hand that stops the parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@contextmanager
def _workers(settlement: Settlement, limits: Limits, processes: int) -> Iterator[Callable[..., Iterable[Verdict]]]:
    """A `map` over processes that have the settlement, or over none where only one is wanted."""
    _shared.append((settlement, limits))
    try:
        if processes < 2 or "fork" not in multiprocessing.get_all_start_methods():
            yield map
            return
        pool = multiprocessing.get_context("fork").Pool(processes, initializer=_deaf)
        try:
            yield pool.imap
        finally:
            pool.terminate()
    finally:
        _shared.pop()


LIMITS = (
    "Whether a parting happens. It is a scenario here: only what follows in worlds where the rule of the text is met.",
    "What separation does to anybody's product. The border's cost is an assumption with a range, never an estimate.",
    "That one side pays for another: the balance is told by four accounting rules, and none of them is the balance.",
    "Who wins a joint office beyond the next election, which people move, or why.",
    "War, violence or what other countries do.",
)
"""What no figure of a report says, whatever the text."""


def _expectations(settlement: Settlement) -> tuple[Mapping[str, Any], ...]:
    from foedus.simulate.expect import expect

    return tuple(one.as_json() for one in expect(settlement))


def _looks_ahead(settlement: Settlement | None) -> bool:
    from foedus.simulate.expect import horizon

    return settlement is not None and any(horizon(settlement, clause) for clause in settlement.expects.values())


def _years(settlement: Settlement | None, worlds: int, seed: int | None, tell: Callable[[int, int], None]) -> dict[str, Any] | str:
    """The years to come as `foedus.simulate.report` tells them, or why they cannot be simulated."""
    from foedus.simulate.report import report_ensemble
    from foedus.simulate.yearly import SEED

    if settlement is None:
        return "there is no text to simulate"
    try:
        return report_ensemble(settlement, worlds=worlds, seed=SEED if seed is None else seed, progress=tell).as_json()
    except FoedusError as problem:
        return problem.message


def _with_years(results: Results, found: dict[str, Any] | str) -> Results:
    """With expectations about years to come answered, what is shown of them, what they cannot tell; or why they cannot be simulated."""
    if isinstance(found, str):
        return replace(results, limits=(*results.limits, f"Years to come could not be simulated: {found}"))
    answers = {one["name"]: one for one in found["expectations"]}
    expectations = tuple(answers.get(one["name"], one) for one in results.expectations)
    ahead = {key: found[key] for key in ("fans", "multiples", "maps", "sensitivity", "provenance", "taken_as", "not_simulated")}
    limits = (*results.limits, *(words for words in found["cannot_tell"] if not words.startswith("Not simulated:")))
    return replace(results, expectations=expectations, simulated=found["simulated"], ahead=ahead, limits=limits)


def _cards() -> tuple[Mapping[str, Any], ...]:
    from dataclasses import asdict

    from foedus.simulate.cards import CARDS

    return tuple(asdict(card) for card in CARDS.values())


def decisions(settlement: Settlement) -> tuple[str, ...]:
    """What can be weighed, in the order of the text: each act, or of an act of something one for each polity, and how each bank decides."""
    found: dict[str, None] = {}
    for clause in settlement.of_type(cl.ActClause):
        found.update(dict.fromkeys(_instances(settlement, clause)))
    found.update(dict.fromkeys(organ.name for organ in settlement.organs.values() if organ.kind == "bank" and organ.is_joint))
    return tuple(found)


def _instances(settlement: Settlement, clause: cl.ActClause) -> Iterator[str]:
    """The act itself, or one instance for each polity: that of its first unit, force or organ."""
    told: set[str] = set()
    for binding in Binding.instances(settlement, clause.of):
        if not binding.words:
            yield clause.name
            continue
        thing = binding.words.partition(", ")[0]
        organ, unit = settlement.organs.get(thing), settlement.units.get(thing)
        owner = organ.owner if organ else unit.polity if unit else thing
        side = settlement.units[owner].polity if owner in settlement.units else owner
        if side not in told and thing not in _named_apart(settlement):
            told.add(side)
            yield f"{clause.name} of {binding.words}"


def _named_apart(settlement: Settlement) -> frozenset[str]:
    """Units that a clause names by themselves: none of them stands for the others."""
    return frozenset(member.name for clause in settlement.of_type(cl.PolityClause) for member in clause.members if member.how == "named")


def _powers(settlement: Settlement) -> tuple[tuple[Mapping[str, Any], ...], tuple[tuple[str, str], ...]]:
    from foedus.decide.power import power_of

    powers: list[Mapping[str, Any]] = []
    refused: list[tuple[str, str]] = []
    for act in decisions(settlement):
        try:
            powers.append(power_of(settlement, act).as_json())
        except FoedusError as problem:
            refused.append((act, problem.message))
    return tuple(powers), tuple(refused)


def _elections(settlement: Settlement) -> tuple[tuple[Mapping[str, Any], ...], tuple[tuple[str, str], ...]]:
    from foedus.decide.manipulation import manipulation, manipulation_json
    from foedus.decide.office import joint_offices

    found: list[Mapping[str, Any]] = []
    refused: list[tuple[str, str]] = []
    for office in joint_offices(settlement):
        try:
            found.append(manipulation_json(manipulation(settlement, office)))
        except FoedusError as problem:
            refused.append((f"who becomes {office}", problem.message))
    return tuple(found), tuple(refused)


def _rehearsals(settlement: Settlement) -> tuple[Mapping[str, Any], ...]:
    """The audit of each joint office rehearsed; where that cannot be, the page has told why with its election, or has none."""
    from foedus.decide.office import joint_offices
    from foedus.decide.rehearsed import rehearsed

    found: list[Mapping[str, Any]] = []
    for office in joint_offices(settlement):
        with suppress(FoedusError):
            found.append(rehearsed(settlement, office).as_json())
    return tuple(found)
