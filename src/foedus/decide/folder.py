"""The folder in which a joint election is published: plain files that anybody can read, checked line by line.

| file | columns |
|---|---|
| `plan.json` | what is fixed beforehand |
| `commitments.csv` | polity, file, rows, sha256 |
| `seed.csv` | round, polity, commitment, secret (empty while not revealed) |
| `POLITY/frozen.csv` | entry; the register as frozen before the vote, if it was |
| `POLITY/register.csv` | entry, voted (`yes` or `no`) |
| `POLITY/manifest.csv` | box, unit, cards |
| `POLITY/cards.csv` | box, card, choice (empty: a blank card); not in a polling audit |
| `POLITY/totals.csv` | unit, candidate, votes; in a polling audit only |
| `findings.csv` | polity, entry, finding (`entitled`, `not found`, `not entitled`) |
| `readings.csv` | polity, box, card, choice (`missing`: could not be found) |

Needs: the standard library.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from foedus.decide.counting import Readings
from foedus.decide.files import bytes_of, csv_text, rows_of, whole
from foedus.decide.joint import FINDINGS, RegisterReadings
from foedus.decide.plan_file import read_plan
from foedus.decide.published import LOST, MISSING, Box, Card, Election, Plan, Side, prepare
from foedus.errors import DataError
from foedus.voting.assertion import Choices
from foedus.voting.register import check_growth
from foedus.voting.seed import Round

COMMITTED = ("frozen.csv", "register.csv", "manifest.csv", "cards.csv", "totals.csv")
"""The files of a polity that are committed to, those that it has."""
# ---- what the sides publish


def folder_name(polity: str) -> str:
    """The folder of a polity. Raises DataError for a name that is no plain file name."""
    if not polity or not all(letter.isalnum() or letter in "_-. " for letter in polity) or polity.startswith("."):
        raise DataError(f"the polity `{polity}` cannot name a folder", mend="use letters, digits, spaces, `-`, `_` and dots")
    return polity


def read_side(folder: Path, plan: Plan, polity: str) -> Side:
    """Read what one polity published. Raises DataError with file and line."""
    home, name = folder / folder_name(polity), polity
    entries, marked = [], []
    for line, row in rows_of(home / "register.csv", ("entry", "voted"), f"{name}/register.csv"):
        if row["voted"] not in ("yes", "no") or not row["entry"]:
            raise DataError(f"{name}/register.csv, line {line}: an entry voted `yes` or `no`", mend="write `E17,yes`")
        entries.append(row["entry"])
        if row["voted"] == "yes":
            marked.append(row["entry"])
    if (home / "frozen.csv").exists():
        check_growth((row["entry"] for _, row in rows_of(home / "frozen.csv", ("entry",), f"{name}/frozen.csv")), entries, f"{name}/register.csv")
    boxes = tuple(
        Box(row["box"], whole(row["cards"], "the number of cards", f"{name}/manifest.csv", line), row["unit"])
        for line, row in rows_of(home / "manifest.csv", ("box", "unit", "cards"), f"{name}/manifest.csv")
    )
    records: dict[Card, Choices] = {}
    totals: dict[str, dict[str, int]] = {}
    if plan.polling:
        for line, row in rows_of(home / "totals.csv", ("unit", "candidate", "votes"), f"{name}/totals.csv"):
            table = totals.setdefault(row["unit"], {})
            if row["candidate"] in table:
                raise DataError(f"{name}/totals.csv, line {line}: {row['candidate']} stands there already", mend="one line for each candidate")
            table[row["candidate"]] = whole(row["votes"], "the number of votes", f"{name}/totals.csv", line)
    else:
        for line, row in rows_of(home / "cards.csv", ("box", "card", "choice"), f"{name}/cards.csv"):
            card = Card(polity, row["box"], whole(row["card"], "the card", f"{name}/cards.csv", line))
            if card in records:
                raise _twice(card, f"{name}/cards.csv, line {line}")
            records[card] = _choice(row["choice"], plan, f"{name}/cards.csv, line {line}")
    return Side(polity, boxes, tuple(entries), tuple(marked), records, totals)


def _twice(card: Card, where: str) -> DataError:
    return DataError(f"{where}: card {card.number} of box {card.box} stands there already", mend="one line for each card")


def _choice(choice: str, plan: Plan, where: str) -> Choices:
    if choice and choice not in plan.candidates:
        raise DataError(f"{where}: `{choice}` does not stand", mend=f"write {', '.join(plan.candidates)}, or nothing")
    return frozenset((choice,)) if choice else frozenset()


def side_files(side: Side, *, polling: bool = False) -> dict[str, str]:
    """What a polity publishes, as files."""
    voted = set(side.marked)
    files = {
        "frozen.csv": csv_text(("entry",), ((entry,) for entry in side.entries)),
        "register.csv": csv_text(("entry", "voted"), ((entry, "yes" if entry in voted else "no") for entry in side.entries)),
        "manifest.csv": csv_text(("box", "unit", "cards"), ((box.name, box.unit, box.cards) for box in side.boxes)),
    }
    if polling:
        rows = ((unit, name, votes) for unit, table in side.totals.items() for name, votes in table.items())
        files["totals.csv"] = csv_text(("unit", "candidate", "votes"), rows)
    else:
        rows_ = ((card.box, card.number, "".join(choices)) for card, choices in side.records.items())
        files["cards.csv"] = csv_text(("box", "card", "choice"), rows_)
    return files


# ---- commitments


Commitments = dict[tuple[str, str], tuple[int, str]]
"""Rows and SHA-256 of each file, by polity and name."""


def read_commitments(folder: Path) -> Commitments:
    """Read `commitments.csv`. Raises DataError, with the line, for a file committed to twice."""
    known: Commitments = {}
    for line, row in rows_of(folder / "commitments.csv", ("polity", "file", "rows", "sha256"), "commitments.csv"):
        if (row["polity"], row["file"]) in known:
            raise DataError(f"commitments.csv, line {line}: {row['polity']}/{row['file']} is committed to twice", mend="keep the first")
        known[row["polity"], row["file"]] = whole(row["rows"], "the number of rows", "commitments.csv", line), row["sha256"]
    return known


def commitments(folder: Path, plan: Plan) -> str:
    """The text of `commitments.csv`: what was committed to stays, and files that are new in the folder are added.

    Raises DataError where there is nothing new.
    """
    known = read_commitments(folder) if (folder / "commitments.csv").exists() else {}
    found = dict(known)
    for polity in plan.polities:
        for name in COMMITTED:
            path = folder / folder_name(polity) / name
            if path.exists() and (polity, name) not in known:
                data = bytes_of(path, f"{polity}/{name}")
                found[polity, name] = max(0, data.count(b"\n") - 1), sha256(data).hexdigest()
    if len(found) == len(known):
        raise DataError("there is no new file to commit to", mend="a commitment is made once, and never changed")
    return csv_text(("polity", "file", "rows", "sha256"), ((polity, name, *one) for (polity, name), one in found.items()))


def check_commitments(folder: Path, plan: Plan) -> None:
    """Refuse a file that is not the one committed to, or that nobody committed to. Raises DataError; a shrunken file is told as such."""
    known = read_commitments(folder)
    for polity in plan.polities:
        for name in COMMITTED:
            path = folder / folder_name(polity) / name
            if (polity, name) not in known:
                if path.exists() or name in ("register.csv", "manifest.csv"):
                    raise DataError(f"{polity} did not commit to {name}", mend="what was not committed to by the deadline does not count")
                continue
            data = bytes_of(path, f"{polity}/{name}")
            rows, digest = known[polity, name]
            if sha256(data).hexdigest() != digest:
                now = max(0, data.count(b"\n") - 1)
                said = f"it has shrunk from {rows} rows to {now}" if now < rows else f"it has {now} rows, and {rows} were committed to"
                raise DataError(f"{polity}/{name} is not the file that was committed to: {said}", mend="publish the file as it was frozen")


# ---- seed, findings, readings


def read_rounds(folder: Path, plan: Plan) -> tuple[Round, ...]:
    """Read the rounds of the seed; none where there is no file yet."""
    if not (folder / "seed.csv").exists():
        return ()
    rounds: dict[int, tuple[dict[str, str], dict[str, str]]] = {}
    for line, row in rows_of(folder / "seed.csv", ("round", "polity", "commitment", "secret"), "seed.csv"):
        number = whole(row["round"], "the round", "seed.csv", line)
        committed, revealed = rounds.setdefault(number, ({}, {}))
        if row["polity"] not in plan.polities or row["polity"] in committed:
            raise DataError(f"seed.csv, line {line}: {row['polity']} is no polity of the plan, or stands twice", mend="one line for each side")
        committed[row["polity"]] = row["commitment"]
        if row["secret"]:
            revealed[row["polity"]] = row["secret"]
    if sorted(rounds) != list(range(1, len(rounds) + 1)):
        raise DataError("the rounds of seed.csv are not 1, 2, …", mend="number them from 1")
    return tuple(
        Round({polity: rounds[number][0][polity] for polity in plan.polities if polity in rounds[number][0]}, rounds[number][1])
        for number in sorted(rounds)
    )


def seed_text(rounds: Sequence[Round]) -> str:
    """Rounds as the text of `seed.csv`."""
    rows = (
        (number, polity, committed, one.reveals.get(polity, ""))
        for number, one in enumerate(rounds, 1)
        for polity, committed in one.commitments.items()
    )
    return csv_text(("round", "polity", "commitment", "secret"), rows)


def read_findings(folder: Path, plan: Plan) -> dict[tuple[str, str], str]:
    """What was found about entries; nothing where there is no file yet."""
    found: dict[tuple[str, str], str] = {}
    if (folder / "findings.csv").exists():
        for line, row in rows_of(folder / "findings.csv", ("polity", "entry", "finding"), "findings.csv"):
            key = row["polity"], row["entry"]
            if key in found or row["polity"] not in plan.polities or row["finding"] not in FINDINGS:
                raise DataError(f"findings.csv, line {line}: an entry of a polity of the plan, once, found {', '.join(FINDINGS)}",
                                mend="write `Birch,E17,entitled`")  # fmt: skip
            found[key] = row["finding"]
    return found


def read_readings(folder: Path, election: Election) -> dict[Card, Choices | None]:
    """What was read on cards; nothing where there is no file yet. Raises DataError for a card that no manifest has."""
    found: dict[Card, Choices | None] = {}
    if not (folder / "readings.csv").exists():
        return found
    held = {(side.polity, box.name): box.cards for side in election.sides.values() for box in side.boxes}
    for line, row in rows_of(folder / "readings.csv", ("polity", "box", "card", "choice"), "readings.csv"):
        card = Card(row["polity"], row["box"], whole(row["card"], "the card", "readings.csv", line))
        if not 1 <= card.number <= held.get((card.polity, card.box), 0):
            raise DataError(f"readings.csv, line {line}: there is no card {card.number} in box {card.box} of {card.polity}",
                            mend="read the cards that were drawn")  # fmt: skip
        if card in found:
            raise _twice(card, f"readings.csv, line {line}")
        found[card] = None if row["choice"] == MISSING else _choice(row["choice"], election.plan, f"readings.csv, line {line}")
    return found


def findings_text(found: RegisterReadings) -> str:
    """Findings as the text of `findings.csv`."""
    return csv_text(("polity", "entry", "finding"), ((polity, entry, finding) for (polity, entry), finding in found.items()))


def readings_text(found: Readings) -> str:
    """Readings as the text of `readings.csv`."""
    rows = ((*card, MISSING if choices is None else "".join(choices)) for card, choices in found.items() if card.box != LOST)
    return csv_text(("polity", "box", "card", "choice"), rows)


@dataclass(frozen=True)
class Published:
    """All that lies in a folder, read and checked."""

    election: Election
    rounds: tuple[Round, ...]
    entries: Mapping[tuple[str, str], str]
    readings: Readings


def read_folder(folder: Path) -> Published:
    """Read a whole folder. Raises DataError at the first thing that is not as it must be."""
    if not folder.is_dir():
        raise DataError(f"{folder} is no folder", mend="name the folder of an election, or begin one with `foedus audit rehearse`")
    plan = read_plan(folder)
    check_commitments(folder, plan)
    election = prepare(plan, [read_side(folder, plan, polity) for polity in plan.polities])
    return Published(election, read_rounds(folder, plan), read_findings(folder, plan), read_readings(folder, election))
