"""What the audit commands print: plans, judgements, checks and tampering, as tables and sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from textwrap import fill

from foedus.cli.tell import console, grid
from foedus.decide.forecasting import Sized
from foedus.decide.joint import ElectionCertificate, ElectionRefusal, Judgement, Waiting
from foedus.decide.manipulation import ManipulationReport, WayReport
from foedus.decide.office import JointOffice
from foedus.decide.published import Plan
from foedus.decide.recheck import Checked
from foedus.decide.steps import STEPS
from foedus.decide.told import percent, upward

FEW = 6
"""Up to so many assertions have a table each."""


def say(text: str) -> None:
    """A sentence, as it stands."""
    console().print(text, markup=False, highlight=False)


def number(value: int | None) -> str:
    """A whole number with commas, or a dash for none."""
    return "-" if value is None else f"{value:,}"


def tell_plan(office: JointOffice, plan: Plan, votes: Mapping[str, Mapping[str, int]], sized: Sequence[Sized], nobody: str | None) -> None:
    """A plan: what the text fixes, what it leaves open, what would have to be read."""
    say(f"{office.title}: {plan.way.value} ({', '.join(office.cites)}), by the people of {' and '.join(plan.polities)}.")
    say(f"Risk of certifying a wrong result: {percent(plan.limit)} = {percent(plan.count_risk)} for the count and "
        f"{percent(plan.register_risk)} for {'the register' if len(plan.polities) == 1 else f'each of {len(plan.polities)} registers'}.")  # fmt: skip
    table = grid(f"\nThe text leaves open ({len(office.open)})", "question")
    for one in office.open:
        table.add_row(one)
    console().print(table)
    if nobody:
        say(f"\nThese votes give an audit nothing to confirm. {nobody[0].upper()}{nobody[1:]}.")
    _tell_sizes(plan, sized)
    if sized:
        say("These figures suppose that nothing wrong is found; each error found asks for more. A dash: no sample is enough.")
    tell_steps()


def _tell_sizes(plan: Plan, sized: Sequence[Sized]) -> None:
    """A table for each assertion; where they are many, one table at the entries of the plan."""
    claims = list(dict.fromkeys(one.assertion.words for one in sized))
    columns = ("votes that may be nobody's", "margin left, per card", "cards: comparison", "cards: polling")
    if len(claims) > FEW:
        table = grid(f"\n{len(claims)} assertions, with {number(plan.lookups)} entries looked up of each register", "assertion", *columns)
        for size in sized:
            if size.lookups == plan.lookups:
                table.add_row(size.assertion.words, *_figures(size))
        console().print(table)
        return
    for words in claims:
        table = grid(f"\n{words}", "entries looked up of each", *columns)
        for size in sized:
            if size.assertion.words == words:
                table.add_row(number(size.lookups), *_figures(size))
        console().print(table)


def _figures(size: Sized) -> tuple[str, str, str, str]:
    needed = (number(size.comparison), number(size.polling)) if size.comparison is not None else ("every card, or more entries", "-")
    return (number(size.nobodys), percent(size.margin), *needed)


def tell_steps() -> None:
    """Who could still cheat at each step."""
    table = grid("\nWho could still cheat", "step", "what is done", "who could still cheat, and how", "what would show it")
    for one in STEPS:
        table.add_row(one.name, one.done, one.cheat, one.shown_by)
    console().print(table)


def tell_judgement(found: Judgement, folder: Path) -> None:
    """Certified, refused, or what is to be read next."""
    if isinstance(found, Waiting):
        say(f"Not yet: {found.words}.")
        if found.entries:
            say(f"Look up the {len(found.entries):,} entries in {folder / 'look-up.csv'}, and write what was found into {folder / 'findings.csv'}.")
        if found.cards:
            say(f"Read the {len(found.cards):,} cards in {folder / 'read.csv'}, and write what they bear into {folder / 'readings.csv'}.")
    elif isinstance(found, ElectionRefusal):
        say(f"Refused, for {found.part}{_cited(found.cites)}: {found.figure}.\n  mend: {found.mend}")
    else:
        tell_certificate(found, folder)


def _cited(cites: Sequence[str]) -> str:
    return f" ({', '.join(cites)})" if cites else ""


def tell_certificate(found: ElectionCertificate, folder: Path) -> None:
    """A certificate and all it rests on."""
    say(f"Certified: {found.winner} is elected {found.office}, by {found.way.value}{_cited(found.cites)}, with a risk of at most {percent(found.risk)}.")
    table = grid("\nRegisters", "polity", "marked as voted", "looked up", "defects", "at most nobody's", "risk")
    for one in found.registers:
        table.add_row(one.polity, number(one.marked), number(one.looked_up), number(one.defects), number(one.bound), percent(one.risk))
    console().print(table)
    table = grid("\nThe count", "assertion", "how", "margin above that, per card", "cards", "missing", "p at most", "limit")
    for line in found.findings:
        table.add_row(line.assertion.words, line.method, percent(line.margin), number(line.read), number(line.missing), upward(line.p), percent(line.limit))
    console().print(table)
    if found.by_hand:
        say(f"Every card of {' and '.join(found.by_hand)} was counted by hand.")
    for words in found.untested:
        say(f"Not tested: {words}.")
    tell_steps()
    say(f"\nAnybody can redo this: foedus audit verify {folder}")


def tell_check(steps: Sequence[Checked]) -> None:
    """The steps of a check."""
    table = grid("", "", "step", "found")
    for one in steps:
        table.add_row("pass" if one.holds else "FAIL", one.name, one.words)
    console().print(table)
    say(f"{sum(one.holds for one in steps)} of {len(steps)} steps hold.")


def tell_manipulation(found: ManipulationReport) -> None:
    """Tampering, way by way."""
    office = found.office
    way = office.way.value if office.way else f"{office.method}, which is not analysed here"
    say(f"{office.title}, elected by {way} ({', '.join(office.cites)}). Votes: {found.columns[0]}.")
    table = grid("\nVotes", "polity", *next(iter(found.votes.values())))
    for polity, votes in found.votes.items():
        table.add_row(polity, *(number(votes[name]) for name in votes))
    console().print(table)
    for one in found.ways:
        tell_way(one)
    say("\n" + fill("0 ballots: elected already. A dash: no number of ballots does it. Both polities and both candidates are always shown; "
                    "what could be done says nothing of who would. Voting power knows no parties.", 130))  # fmt: skip


def tell_way(one: WayReport) -> None:
    """One way of electing."""
    head = f"\n{one.way.value}{' (the way of the text)' if one.in_the_text else ''}: {one.winner or 'nobody'} is elected"
    table = grid(head, "in", "to elect", "false ballots needed", "or ballots of the other destroyed", "more voters there help", "and change the result")
    for growth in one.growth:
        changes = "never" if growth.factor is None else f"beyond {float(growth.factor):.4f} times as many"
        for attack in one.attacks:
            if attack.polity == growth.polity:
                added, gone = number(attack.false_ballots), number(attack.destroyed_ballots)
                table.add_row(attack.polity, attack.candidate, added, gone, growth.helps or "nobody", changes)
    console().print(table)
    say(f"  Deadlock: {one.deadlock}; then: {one.fallback}.")
    say(f"  Fewest people who elect: {one.people:,} of {one.electorate:,} voters ({percent(Fraction(one.people, one.electorate))}).")
    if one.vote_weight:
        say("  One vote weighs: " + ", ".join(f"{float(weight):.4f} in {polity}" for polity, weight in one.vote_weight.items()) + ".")
    said = []
    for bloc in one.blocs:
        alone = "elects alone" if bloc.elects_alone else "prevents alone" if bloc.prevents_alone else "neither elects nor prevents alone"
        said.append(f"{bloc.polity} {alone} (Penrose-Banzhaf measure {bloc.penrose_banzhaf})")
    say(f"  Each polity as one voice: {'; '.join(said)}.")
