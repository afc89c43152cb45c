"""The commands on joint elections: audit plan, rehearse, commit, run, verify, tamper."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from foedus.cli.app import AsJson, File, app, dump
from foedus.errors import DataError, QuestionError

if TYPE_CHECKING:
    from foedus.decide.joint import ElectionCertificate
    from foedus.decide.office import JointOffice
    from foedus.model.settlement import Settlement
    from foedus.voting.assertion import Way
    from foedus.voting.tamper import Contest

audit_app = typer.Typer(help="Joint elections between polities that distrust each other: plan, rehearse, run and verify an audit.", no_args_is_help=True)
app.add_typer(audit_app, name="audit")

Office = Annotated[str, typer.Argument(help="An office that the people elect, such as CommanderInChief.")]
Folder = Annotated[Path, typer.Argument(help="The folder in which the election is published.")]
Votes = Annotated[Path | None, typer.Option("--votes", help="Votes by unit as CSV: unit,candidate,votes. Without it: the real votes for President.")]
Year = Annotated[int, typer.Option("--year", help="The election for President whose votes are taken.")]
WAY_HELP = "Another way of electing than the text's: plurality, majority, double, equal, census or electors."


def share(text: str) -> Fraction:
    """Read `5 %`, `0.05` or `1/20`. Raises QuestionError for anything else."""
    from foedus.decide.files import fraction

    cleaned = text.replace(" ", "")
    try:
        return fraction(cleaned[:-1]) / 100 if cleaned.endswith("%") else fraction(cleaned)
    except (ValueError, ZeroDivisionError):
        raise QuestionError(f"`{text}` is no share", mend="write 5%, 0.05 or 1/20") from None


@audit_app.command("plan")
def audit_plan(
    file: File,
    office: Office,
    votes: Votes = None,
    year: Year = 2024,
    way: Annotated[str, typer.Option("--way", help=WAY_HELP)] = "",
    risk: Annotated[str, typer.Option("--risk", help="The chance of certifying a wrong result, all in all.")] = "5%",
    register_risk: Annotated[str, typer.Option("--register-risk", help="The part of it for each register.")] = "1%",
    lookups: Annotated[int, typer.Option("--lookups", help="Entries that each side looks up of the other's register.")] = 3000,
    cap: Annotated[str, typer.Option("--cap", help="The share of a polity's cards that may be missing.")] = "1%",
    apart: Annotated[bool, typer.Option("--samples-apart", help="A sample of each polity instead of one of all.")] = False,
    polling: Annotated[bool, typer.Option("--polling", help="Read cards without comparing records.")] = False,
    out: Annotated[Path | None, typer.Option("--out", help="Write plan.json into this folder.")] = None,
    as_json: AsJson = False,
) -> None:
    """Plan the audit of a joint election: what the text fixes and leaves open, and how much would have to be read."""
    import json

    from foedus import api
    from foedus.cli.tell_audits import tell_plan
    from foedus.decide.files import write
    from foedus.decide.forecasting import LOOKUPS, forecast, forecast_json, nobody_elected
    from foedus.decide.office import joint_office
    from foedus.decide.plan_file import plan_json
    from foedus.decide.published import Plan
    from foedus.decide.steps import steps_json
    from foedus.voting.assertion import Way

    settlement = api.load(file)
    found = joint_office(settlement, office)
    contest = _contest(settlement, found, votes, year)
    chosen = _way(way) or found.way
    if chosen is None:
        raise QuestionError(f"a count by {found.method} has no audit here", mend="count every card by hand, or choose a --way")
    plan = Plan(
        office, chosen, tuple(dict.fromkeys(name for table in contest.votes.values() for name in table)), contest.polities, share(risk),
        share(register_risk), lookups, share(cap), apart, polling, people=contest.people if chosen is Way.CENSUS else {},
        numbers={unit: contest.numbers[unit] for unit in contest.votes} if chosen is Way.ELECTORS else {}, tie=found.tie,
        fallback=found.vacancy, cites=found.cites,
    )  # fmt: skip
    pools = contest.votes if chosen is Way.ELECTORS else contest.by_polity
    nobody = nobody_elected(plan, pools)
    sized = () if nobody else forecast(plan, pools, _polity_of(contest, chosen is Way.ELECTORS), tuple(sorted({*LOOKUPS, lookups})))
    if out is not None:
        write(out / "plan.json", json.dumps(plan_json(plan), indent=2, ensure_ascii=False) + "\n")
        print(f"the plan lies in {out / 'plan.json'}", file=sys.stderr)
    if as_json:
        dump({"plan": plan_json(plan), "open": list(found.open), "nobody_elected": nobody, "forecast": forecast_json(sized), "steps": steps_json()})
    else:
        tell_plan(found, plan, pools, sized, nobody)


def _polity_of(contest: Contest, by_unit: bool) -> Mapping[str, str]:
    return contest.polity_of if by_unit else {polity: polity for polity in contest.polities}


def _way(name: str) -> Way | None:
    from foedus.voting.assertion import Way

    if not name:
        return None
    if name.upper() not in Way.__members__:
        raise QuestionError(f"there is no way of electing called `{name}`", mend=WAY_HELP)
    return Way[name.upper()]


def _contest(settlement: Settlement, office: JointOffice, votes: Path | None, year: int) -> Contest:
    """The real votes of a year, or those of a file."""
    from foedus.decide.files import rows_of, whole
    from foedus.decide.manipulation import contest_of
    from foedus.voting.tamper import Contest

    if votes is None:
        return contest_of(settlement, office, year)
    tables: dict[str, dict[str, int]] = {}
    polity_of: dict[str, str] = {}
    for line, row in rows_of(votes, ("unit", "candidate", "votes"), votes.name):
        unit = row["unit"]
        polity = unit if unit in settlement.polities else settlement.units[unit].polity if unit in settlement.units else ""
        if polity not in office.polities or not row["candidate"]:
            raise DataError(f"{votes.name}, line {line}: `{unit}` is no unit or polity that elects {office.name}", mend="name one that does")
        if row["candidate"] in tables.setdefault(unit, {}):
            raise DataError(f"{votes.name}, line {line}: {row['candidate']} stands there already for {unit}", mend="one line for each candidate")
        tables[unit][row["candidate"]] = whole(row["votes"], "the number of votes", votes.name, line)
        polity_of[unit] = polity
    ordered = {unit: tables[unit] for unit in sorted(tables, key=lambda one: office.polities.index(polity_of[one]))}
    series = settlement.gazetteer.series("electors") or {}
    return Contest(ordered, polity_of, {}, {unit: int(series[unit]) for unit in ordered if unit in series})


@audit_app.command("rehearse")
def audit_rehearse(
    folder: Folder,
    fault: Annotated[str, typer.Option("--fault", help="none, miscount, lost-box, stuffed-register, phantom-cards or withheld-seed.")] = "none",
    seed: Annotated[int, typer.Option("--seed", help="Makes the secrets of both sides; the same seed draws the same cards.")] = 1,
    way: Annotated[str, typer.Option("--way", help="plurality, majority, double, equal or census.")] = "plurality",
) -> None:
    """Write an invented election of Alder and Birch into a new folder, with a fault planted if asked, and the truth beside it."""
    from foedus.decide.proceed import begin
    from foedus.decide.rehearsal import invented
    from foedus.voting.assertion import Way

    begin(folder, invented(fault, _way(way) or Way.PLURALITY), seed)
    print(f"A rehearsal lies in {folder}. Next: foedus audit run {folder} --truth {folder / 'truth'}")


@audit_app.command("commit")
def audit_commit(folder: Folder) -> None:
    """Commit to what the polities have in the folder and was not committed to yet: its SHA-256, once and for all."""
    from foedus.decide.proceed import commit

    print(f"The commitments lie in {commit(folder)}")


@audit_app.command("run")
def audit_run(
    folder: Folder,
    truth: Annotated[Path | None, typer.Option("--truth", help="In a rehearsal: the folder from which what is asked for is read.")] = None,
    svg: Annotated[Path | None, typer.Option("--svg", help="Draw the p-value card by card into this file.")] = None,
    as_json: AsJson = False,
) -> None:
    """Take an election one step further: say what must be read next, certify, or refuse. Ends with 1 unless certified."""
    from foedus.cli.targets import to_file
    from foedus.cli.tell_audits import tell_judgement
    from foedus.decide.joint import ElectionCertificate
    from foedus.decide.proceed import proceed
    from foedus.decide.told import judgement_json

    to_file(svg, ".svg")
    found = proceed(folder, truth, lambda words: print(f"… {words}", file=sys.stderr))
    if as_json:
        dump(judgement_json(found))
    else:
        tell_judgement(found, folder)
    if svg is not None and isinstance(found, ElectionCertificate):
        _draw(folder, found, svg)
    raise typer.Exit(0 if isinstance(found, ElectionCertificate) else 1)


def _draw(folder: Path, found: ElectionCertificate, svg: Path) -> None:
    from math import exp

    from foedus.decide.files import write
    from foedus.decide.proceed import p_paths
    from foedus.studio.charts import p_path

    paths = list(p_paths(folder, found))
    if not paths:
        raise QuestionError("no assertion was confirmed by one sample of records, so there is no path to draw", mend="leave out --svg")
    longest = max(paths, key=lambda one: len(one.logs))
    points = [(0, 1.0), *((card, exp(float(log))) for card, log in enumerate(longest.logs, 1))]
    chart = p_path(points, limit=float(longest.limit), what=longest.words)
    write(svg, chart.document())
    write(svg.with_suffix(".csv"), chart.table.csv())
    print(f"the picture lies in {svg}, its figures in {svg.with_suffix('.csv')}", file=sys.stderr)


@audit_app.command("verify")
def audit_verify(folder: Folder, as_json: AsJson = False) -> None:
    """Redo a certificate from the published folder, on a path of its own. Ends with 1 where a step does not hold."""
    from foedus.cli.tell_audits import tell_check
    from foedus.decide.recheck import recheck

    steps = recheck(folder)
    holds = all(one.holds for one in steps)
    if as_json:
        dump({"verdict": "holds" if holds else "fails", "steps": [{"name": one.name, "holds": one.holds, "words": one.words} for one in steps]})
    else:
        tell_check(steps)
    raise typer.Exit(0 if holds else 1)


@audit_app.command("tamper")
def audit_tamper(file: File, office: Office, votes: Votes = None, year: Year = 2024, as_json: AsJson = False) -> None:
    """Show how each way of electing an office could be tampered with, on real votes: both polities, both candidates."""
    from foedus import api
    from foedus.cli.tell_audits import tell_manipulation
    from foedus.decide.manipulation import manipulation, manipulation_json
    from foedus.decide.office import joint_office

    settlement = api.load(file)
    contest = _contest(settlement, joint_office(settlement, office), votes, year) if votes else None
    found = manipulation(settlement, office, year=year, contest=contest)
    if as_json:
        dump(manipulation_json(found))
    else:
        tell_manipulation(found)
