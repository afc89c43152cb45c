"""One step of a joint election in its folder: judge what is there, write what must be read next, or the result.

Nothing is half-written: each file is replaced whole. A rehearsal has its truth beside it, from which the readings asked
for are taken. Needs: the standard library.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from foedus.decide.counting import Auditing, Finding, polling_path
from foedus.decide.files import csv_text, write
from foedus.decide.folder import Published, findings_text, read_findings, read_folder, read_readings, readings_text, seed_text
from foedus.decide.folder import commitments as commitments_text
from foedus.decide.folder import side_files as files_of_side
from foedus.decide.joint import ElectionCertificate, Judgement, Waiting, judge
from foedus.decide.plan_file import plan_json, read_plan
from foedus.decide.rehearsal import Rehearsal, round_of
from foedus.decide.told import judgement_json
from foedus.errors import DataError
from foedus.voting.audit import Comparison
from foedus.voting.logarithm import ln
from foedus.voting.seed import settle

RESULTS = ("certificate.json", "refusal.json", "look-up.csv", "read.csv")
"""What a step leaves behind; the others are taken away."""

Told = Callable[[str], None]
"""Told of each step, for a progress line."""


def begin(folder: Path, rehearsal: Rehearsal, seed: int) -> None:
    """Write a rehearsal as a folder, its truth beside it. Raises DataError where something lies there already."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise DataError(f"{folder} is not {'empty' if folder.is_dir() else 'a folder'}", mend="name a new folder")
    plan = rehearsal.plan
    for side in rehearsal.sides:
        for name, text in files_of_side(side, polling=plan.polling).items():
            write(folder / side.polity / name, text)
    write(folder / "plan.json", json.dumps(plan_json(plan), indent=2, ensure_ascii=False) + "\n")
    rounds = (round_of(plan.polities, seed, 1, rehearsal.withholds), *((round_of(plan.polities, seed, 2),) if rehearsal.withholds else ()))
    write(folder / "seed.csv", seed_text(rounds))
    write(folder / "truth" / "findings.csv", findings_text(rehearsal.entries))
    write(folder / "truth" / "readings.csv", readings_text(rehearsal.cards))
    commit(folder)


def commit(folder: Path) -> Path:
    """Write into `commitments.csv` what the polities have in the folder; what was committed to before stays as it was.

    Raises DataError where there is nothing new.
    """
    path = folder / "commitments.csv"
    write(path, commitments_text(folder, read_plan(folder)))
    return path


def proceed(folder: Path, truth: Path | None = None, told: Told = lambda _: None) -> Judgement:
    """Judge an election as far as it has been read, and write what follows.

    truth: a folder with `findings.csv` and `readings.csv` of all entries and cards, from which what is asked for is read.
    """
    published = read_folder(folder)
    entries, readings = dict(published.entries), dict(published.readings)
    known_entries = read_findings(truth, published.election.plan) if truth else {}
    known_cards = read_readings(truth, published.election) if truth else {}
    while True:
        found = judge(published.election, published.rounds, entries, readings)
        told(found.words if isinstance(found, Waiting) else "judged")
        if not isinstance(found, Waiting) or not truth:
            break
        before = len(entries) + len(readings)
        entries |= {one: known_entries[one] for one in found.entries if one in known_entries}
        readings |= {card: known_cards[card] for card in found.cards if card in known_cards}
        if len(entries) + len(readings) == before:
            raise DataError(f"{truth} does not hold what is asked for: {found.words}", mend="read it by hand, and add it to the folder")
    if truth:
        write(folder / "findings.csv", findings_text(entries))
        write(folder / "readings.csv", readings_text(readings))
    _leave(folder, found)
    return found


def _leave(folder: Path, found: Judgement) -> None:
    texts: dict[str, str] = {}
    if isinstance(found, Waiting):
        if found.entries:
            texts["look-up.csv"] = csv_text(("polity", "entry"), found.entries)
        if found.cards:
            texts["read.csv"] = csv_text(("polity", "box", "card"), found.cards)
    else:
        name = "certificate.json" if isinstance(found, ElectionCertificate) else "refusal.json"
        texts[name] = json.dumps(judgement_json(found), indent=2, ensure_ascii=False) + "\n"
    for name in RESULTS:
        if name in texts:
            write(folder / name, texts[name])
        else:
            (folder / name).unlink(missing_ok=True)


# ---- the way of the p-value, for a picture


@dataclass(frozen=True, slots=True)
class PPath:
    """The p-value after each card of one assertion, as natural logarithms; limit: what it must come down to."""

    words: str
    limit: Fraction
    logs: tuple[Decimal, ...]


def p_paths(folder: Path, certificate: ElectionCertificate) -> Iterator[PPath]:
    """The way of the p-value of each assertion that one sample confirmed, by records or by polling."""
    published = read_folder(folder)
    for finding in certificate.findings:
        if finding.method in ("comparison", "polling"):
            yield PPath(finding.assertion.words, finding.limit, tuple(_logs(published, certificate, finding)))


def _logs(published: Published, certificate: ElectionCertificate, finding: Finding) -> Iterator[Decimal]:
    election = published.election
    seed = settle(election.plan.polities, published.rounds).seed or ""
    auditing = Auditing(election, {}, finding.limit, seed, published.readings, frozenset(certificate.by_hand))
    sample = auditing.sample([election.pools[name] for name in finding.assertion.pools if name not in certificate.by_hand and election.pools[name].cards])
    cards = sample.first(finding.read)
    if finding.method == "polling":
        path = polling_path(auditing, finding.assertion, sample, finding.margin, cards)
        yield from (ln(path.at(card)) for card in range(1, len(cards) + 1) if path.at(card))
        return
    following = Comparison(finding.margin, finding.limit, election.plan.gamma)
    for card in cards:
        following.read(auditing.record(finding.assertion, card)[0] - auditing.value(finding.assertion, card)[0])
        yield following.log_p
