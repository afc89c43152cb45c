"""The published folder: what goes in comes out, what was cut, changed or doubled is refused with its line, and anybody can redo it."""

import json
from dataclasses import replace

import pytest
from typer.testing import CliRunner

from foedus.cli import audits as audits  # registers the commands
from foedus.cli.app import app
from foedus.decide import counting
from foedus.decide.folder import read_folder
from foedus.decide.joint import ElectionCertificate, ElectionRefusal, Waiting
from foedus.decide.plan_file import plan_json, read_plan
from foedus.decide.proceed import begin, commit, p_paths, proceed
from foedus.decide.published import Plan
from foedus.decide.recheck import recheck
from foedus.decide.rehearsal import honest, invented, joined, lost, side_of
from foedus.errors import DataError
from foedus.voting.assertion import Way


@pytest.fixture
def folder(tmp_path):
    path = tmp_path / "election"
    begin(path, invented("none", Way.PLURALITY), 7)
    return path


def change(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def recommit(folder):
    (folder / "commitments.csv").unlink()
    commit(folder)


def test_what_goes_in_comes_out(folder):
    rehearsal = invented("none", Way.PLURALITY)
    published = read_folder(folder)
    assert published.election.plan == rehearsal.plan
    assert published.election.sides == {side.polity: side for side in rehearsal.sides}
    assert read_plan(folder) == rehearsal.plan


@pytest.mark.parametrize("way", [Way.PLURALITY, Way.MAJORITY, Way.DOUBLE, Way.EQUAL, Way.CENSUS])
@pytest.mark.parametrize("withholds", ["", "Birch"])
@pytest.mark.parametrize("apart", [False, True])
def test_every_certificate_is_redone_by_the_other_path(tmp_path, way, withholds, apart):
    base = invented("withheld-seed" if withholds else "none", way)
    begin(tmp_path / "e", replace(base, plan=replace(base.plan, apart=apart)), 3)
    found = proceed(tmp_path / "e", tmp_path / "e" / "truth")
    assert isinstance(found, ElectionCertificate)
    assert [(one.name, one.words) for one in recheck(tmp_path / "e") if not one.holds] == []


@pytest.mark.parametrize("apart", [False, True])
@pytest.mark.parametrize("way", [Way.PLURALITY, Way.EQUAL])
def test_polling_audits_are_redone_too(tmp_path, way, apart):
    plan = Plan("Chief", way, ("Ash", "Box"), ("Alder", "Birch"), apart=apart)
    base = honest(plan, (side_of("Alder", {"Ash": 1200, "Box": 500}), side_of("Birch", {"Ash": 900, "Box": 500})))
    polled = tuple(replace(side, records={}, totals={"": base.true_votes[side.polity]}) for side in base.sides)
    begin(tmp_path / "e", replace(base, plan=replace(plan, polling=True), sides=polled), 3)
    found = proceed(tmp_path / "e", tmp_path / "e" / "truth")
    assert isinstance(found, ElectionCertificate)
    assert [(one.name, one.words) for one in recheck(tmp_path / "e") if not one.holds] == []


def test_names_that_begin_alike_are_told_apart(tmp_path):
    plan = Plan("Chief", Way.DOUBLE, ("Ash", "Box", "Box in Alder", "Elm"), ("Alder", "Birch"), lookups=400)
    votes = {"Ash": 300, "Box": 60, "Box in Alder": 100, "Elm": 10}
    begin(tmp_path / "e", honest(plan, (side_of("Alder", votes), side_of("Birch", votes))), 3)
    found = proceed(tmp_path / "e", tmp_path / "e" / "truth")
    assert isinstance(found, ElectionCertificate)
    assert len(found.findings) == 6
    assert [(one.name, one.words) for one in recheck(tmp_path / "e") if not one.holds] == []


@pytest.mark.parametrize("fault", ["none", "withheld-seed"])
def test_electors_by_unit_are_redone(tmp_path, fault):
    plan = Plan("Chief", Way.ELECTORS, ("Ash", "Box"), ("Alder", "Birch"), lookups=500, numbers={"a": 5, "b": 4, "c": 6})
    alder = joined(side_of("Alder", {"Ash": 200, "Box": 90}, unit="a"), side_of("Alder", {"Ash": 90, "Box": 100}, unit="b"))
    base = honest(plan, (alder, side_of("Birch", {"Ash": 220, "Box": 100}, unit="c")))
    begin(tmp_path / "e", replace(base, withholds="Birch" if fault != "none" else ""), 3)
    found = proceed(tmp_path / "e", tmp_path / "e" / "truth")
    assert isinstance(found, ElectionCertificate)
    assert [(one.name, one.words) for one in recheck(tmp_path / "e") if not one.holds] == []


def test_a_step_at_a_time(folder):
    assert isinstance(proceed(folder), Waiting)
    asked = (folder / "look-up.csv").read_text(encoding="utf-8").splitlines()
    assert asked[0] == "polity,entry"
    assert len(asked) == 601
    assert isinstance(proceed(folder, folder / "truth"), ElectionCertificate)
    assert not (folder / "look-up.csv").exists()
    assert json.loads((folder / "certificate.json").read_text(encoding="utf-8"))["verdict"] == "certified"


def test_a_refusal_is_written_and_no_certificate(tmp_path):
    begin(tmp_path / "e", invented("lost-box", Way.PLURALITY), 1)
    assert isinstance(proceed(tmp_path / "e", tmp_path / "e" / "truth"), ElectionRefusal)
    assert json.loads((tmp_path / "e" / "refusal.json").read_text(encoding="utf-8"))["part"] == "missing cards"
    with pytest.raises(DataError, match="holds no certificate"):
        recheck(tmp_path / "e")


def test_the_path_of_the_p_value_ends_below_the_limit(folder):
    found = proceed(folder, folder / "truth")
    (path,) = p_paths(folder, found)
    assert len(path.logs) == found.findings[0].read
    assert path.logs[-1].exp() <= found.findings[0].limit < path.logs[-2].exp()


def test_the_path_of_a_polling_audit_too(tmp_path):
    plan = Plan("Chief", Way.PLURALITY, ("Ash", "Box"), ("Alder", "Birch"))
    base = honest(plan, (side_of("Alder", {"Ash": 1200, "Box": 500}), side_of("Birch", {"Ash": 900, "Box": 500})))
    polled = tuple(replace(side, records={}, totals={"": base.true_votes[side.polity]}) for side in base.sides)
    begin(tmp_path / "e", replace(base, plan=replace(plan, polling=True), sides=polled), 3)
    found = proceed(tmp_path / "e", tmp_path / "e" / "truth")
    (path,) = p_paths(tmp_path / "e", found)
    assert len(path.logs) == found.findings[0].read
    assert path.logs[-1].exp() <= found.findings[0].limit < path.logs[-2].exp()


# ---- refused, with the place


@pytest.mark.parametrize(
    ("file", "old", "new", "words"),
    [
        ("Alder/register.csv", "Alder-000001,yes\n", "", "has shrunk from 3560 rows to 3559"),
        ("Alder/register.csv", "Alder-000001,yes", "Alder-000001,no", "is not the file that was committed to"),
        ("Birch/cards.csv", ",Ash\n", ",Box\n", "Birch/cards.csv is not the file"),
        ("Birch/manifest.csv", "307", "308", "Birch/manifest.csv is not the file"),
        ("commitments.csv", "polity,file", "file,polity", "commitments.csv, line 1: the columns are"),
        ("plan.json", '"lookups": 300', '"lookups": -3', "`lookups` is missing or not of its kind"),
        ("plan.json", '"way": "plurality of all people"', '"way": "by shouting"', "`way` is missing or not of its kind"),
        ("plan.json", '"risk_limit": "1/20"', '"risk_limit": "1/100"', "leave nothing of a risk"),
        ("plan.json", "{", "", "plan.json cannot be read"),
        ("seed.csv", "1,Birch", "3,Birch", "the rounds of seed.csv are not 1, 2"),
        ("seed.csv", "1,Birch", "1,Cedar", "seed.csv, line 3: Cedar is no polity"),
    ],
)
def test_a_changed_file_is_refused(folder, file, old, new, words):
    change(folder / file, old, new)
    before = sorted(path.name for path in folder.iterdir())
    with pytest.raises(DataError, match=words) as refused:
        proceed(folder)
    assert refused.value.mend
    assert sorted(path.name for path in folder.iterdir()) == before, "nothing is half-written"


@pytest.mark.parametrize(
    ("file", "old", "new", "words"),
    [
        ("Alder/register.csv", "Alder-000002,yes\n", "", "Alder/register.csv has shrunk: 1 entries of the frozen register are gone, the first Alder-000002"),
        ("Alder/frozen.csv", "Alder-000002\n", "", "Alder/register.csv has grown: 1 entries were not in the frozen register"),
        ("Alder/register.csv", "Alder-000002,yes", "Alder-000001,yes", "the frozen register are gone, the first Alder-000002"),
        ("Alder/register.csv", "Alder-000002,yes", "Alder-000002,yes\nAlder-000001,yes", "line 4: the entry Alder-000001 stands in line 2 already"),
        ("Alder/register.csv", "Alder-000002,yes", "Alder-000002,perhaps", "Alder/register.csv, line 3: an entry voted `yes` or `no`"),
        ("Alder/cards.csv", "Alder-1,2,", "Alder-1,1,", "Alder/cards.csv, line 3: card 1 of box Alder-1 stands there already"),
        ("Alder/cards.csv", "Alder-1,2,Ash", "Alder-1,2,Elm", "Alder/cards.csv, line 3: `Elm` does not stand"),
        ("Alder/cards.csv", "Alder-1,2,Ash", "Alder-1,two,Ash", "Alder/cards.csv, line 3: the card is `two`"),
        ("Alder/cards.csv", "Alder-1,2,Ash", "Alder-9,2,Ash", "card 2 of box Alder-9, which the manifest does not have"),
        ("Alder/cards.csv", "Alder-1,2,Ash", "Alder-1,2", "Alder/cards.csv, line 3: 2 fields, and 3 were expected"),
        ("Alder/manifest.csv", "Alder-2,", "Alder-1,", "has the box Alder-1 twice"),
    ],
)
def test_a_file_that_was_wrong_from_the_start_is_refused_with_its_line(folder, file, old, new, words):
    change(folder / file, old, new)
    recommit(folder)
    with pytest.raises(DataError, match=words):
        proceed(folder)


@pytest.mark.parametrize("file", ["Alder/register.csv", "Birch/cards.csv", "seed.csv", "commitments.csv"])
def test_a_cut_file_is_refused(folder, file):
    path = folder / file
    data = path.read_bytes()
    path.write_bytes(data[:-5])
    with pytest.raises(DataError, match=r"was cut|was committed to"):
        proceed(folder)
    if file in ("Alder/register.csv", "Birch/cards.csv"):
        recommit(folder)
        with pytest.raises(DataError, match=r"line \d+: the file ends in the middle of a line: it was cut"):
            proceed(folder)


@pytest.mark.parametrize(
    ("file", "text", "words"),
    [
        ("readings.csv", "polity,box,card,choice\nAlder,Alder-1,1,Ash\nAlder,Alder-1,1,Ash\n", "readings.csv, line 3: card 1"),
        ("readings.csv", "polity,box,card,choice\nAlder,Alder-1,1,missing\nAlder,Alder-1,1,missing\n", "readings.csv, line 3: card 1"),
        ("readings.csv", "polity,box,card,choice\nAlder,Alder-77,1,Ash\n", "there is no card 1 in box Alder-77"),
        ("readings.csv", "polity,box,card,choice\nAlder,Alder-1,0,Ash\n", "there is no card 0"),
        ("readings.csv", "polity,box,card,choice\nAlder,Alder-1,1,Elm\n", "`Elm` does not stand"),
        ("findings.csv", "polity,entry,finding\nAlder,x,perhaps\n", "findings.csv, line 2"),
        ("findings.csv", "polity,entry,finding\nAlder,x,entitled\nAlder,x,entitled\n", "findings.csv, line 3"),
        ("findings.csv", 'polity,entry,finding\n"Alder,x\n', "findings.csv, line"),
    ],
)
def test_readings_and_findings_are_checked_line_by_line(folder, file, text, words):
    (folder / file).write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=words):
        proceed(folder)


def test_bytes_that_are_no_text_are_refused(folder):
    (folder / "readings.csv").write_bytes(b"polity,box,card,choice\n\xff\xfe\n")
    with pytest.raises(DataError, match="no text in UTF-8 from byte 23"):
        proceed(folder)


def test_a_commitment_is_made_once_and_a_rehearsal_needs_an_empty_folder(folder):
    with pytest.raises(DataError, match="no new file to commit to"):
        commit(folder)
    with pytest.raises(DataError, match="is not empty"):
        begin(folder, invented("none", Way.PLURALITY), 1)


def test_a_plan_file_holds_all_of_a_plan(tmp_path):
    people = {"Alder": 5, "Birch": 4}
    plan = Plan("Chief", Way.CENSUS, ("Ash", "Box", "Elm"), ("Alder", "Birch"), people=people, tie="lot", fallback="none", cites=("Art. 1(1)",))
    (tmp_path / "plan.json").write_text(json.dumps(plan_json(plan)), encoding="utf-8")
    assert read_plan(tmp_path) == plan


def test_a_register_may_be_frozen_before_the_vote_and_the_rest_committed_to_after_it(folder):
    later = {path: path.read_bytes() for path in folder.glob("*/*.csv") if path.name != "frozen.csv" and path.parent.name != "truth"}
    for path in later:
        path.unlink()
    recommit(folder)
    frozen = (folder / "commitments.csv").read_text(encoding="utf-8")
    assert frozen.count("frozen.csv") == frozen.count("\n") - 1 == 2
    for path, data in later.items():
        path.write_bytes(data)
    with pytest.raises(DataError, match=r"did not commit to register.csv"):
        proceed(folder)
    commit(folder)
    assert (folder / "commitments.csv").read_text(encoding="utf-8").startswith(frozen)
    assert isinstance(proceed(folder, folder / "truth"), ElectionCertificate)


# ---- a false certificate is caught by the other path


@pytest.mark.parametrize(
    ("old", "new", "step"),
    [
        ('"winner": "Ash"', '"winner": "Box"', "result"),
        ('"bound": 39', '"bound": 3', "registers"),
        ('"defects": 0', '"defects": 0', ""),
        ('"cards_read": 62', '"cards_read": 40', "count"),
        ('"p_at_most": "0.02', '"p_at_most": "0.01', "count"),
        ('"risk_spent": "1/20"', '"risk_spent": "1/2"', "risk"),
        ('"seed": "', '"seed": "0', "seed"),
    ],
)
def test_a_certificate_that_was_changed_does_not_hold(folder, old, new, step):
    proceed(folder, folder / "truth")
    change(folder / "certificate.json", old, new)
    failed = {one.name for one in recheck(folder) if not one.holds}
    assert step in failed if step else not failed


@pytest.mark.parametrize("apart", [False, True])
def test_an_audit_that_forgets_the_registers_is_caught_by_the_check(tmp_path, monkeypatch, apart):
    monkeypatch.setattr(counting, "_bound", lambda *_: 0)
    base = invented("none", Way.PLURALITY)
    begin(tmp_path / "e", replace(base, plan=replace(base.plan, apart=apart, lookups=60)), 7)
    found = proceed(tmp_path / "e", tmp_path / "e" / "truth")
    assert isinstance(found, ElectionCertificate)
    assert ([one.name for one in recheck(tmp_path / "e") if not one.holds] == ["count"]) is not apart, "two samples take the bound apart"


def test_an_audit_that_forgives_missing_cards_is_caught_by_the_check(tmp_path, monkeypatch):
    base = honest(invented("none", Way.PLURALITY).plan, (side_of("Alder", {"Ash": 900, "Box": 500}), side_of("Birch", {"Ash": 900, "Box": 500})))
    begin(tmp_path / "e", lost(base, "Alder", 150, "Ash", known=False), 7)
    monkeypatch.setattr(counting, "WORST", (1, 1))
    found = proceed(tmp_path / "e", tmp_path / "e" / "truth")
    assert isinstance(found, ElectionCertificate)
    assert found.findings[0].missing > 0
    assert "count" in [one.name for one in recheck(tmp_path / "e") if not one.holds]


def test_a_reading_changed_afterwards_shows(folder):
    found = proceed(folder, folder / "truth")
    lines = (folder / "readings.csv").read_text(encoding="utf-8").splitlines()
    changed = [line.replace(",Ash", ",Box") for line in lines]
    assert changed != lines
    (folder / "readings.csv").write_text("\n".join(changed) + "\n", encoding="utf-8")
    assert isinstance(found, ElectionCertificate)
    assert [one.name for one in recheck(folder) if not one.holds] == ["count"]


def test_a_missing_file_fails_and_is_no_traceback(folder):
    proceed(folder, folder / "truth")
    (folder / "readings.csv").unlink()
    assert [one.name for one in recheck(folder)] == ["files"]


# ---- the commands


def run(*words):
    return CliRunner().invoke(app, ["audit", *map(str, words)])


def test_the_commands_from_rehearsal_to_verification(tmp_path):
    folder = tmp_path / "e"
    assert run("rehearse", folder, "--seed", 5).exit_code == 0
    assert run("run", folder).exit_code == 1
    done = run("run", folder, "--truth", folder / "truth", "--svg", tmp_path / "p.svg", "--json")
    assert done.exit_code == 0, done.output
    assert '"verdict": "certified"' in done.output
    assert (tmp_path / "p.svg").read_text(encoding="utf-8").startswith("<")
    assert (tmp_path / "p.csv").exists()
    checked = run("verify", folder, "--json")
    assert checked.exit_code == 0
    assert json.loads(checked.stdout)["verdict"] == "holds"
    change(folder / "Alder" / "cards.csv", ",Ash\n", ",Box\n")
    assert run("verify", folder).exit_code == 1


def test_plan_and_tamper_speak_of_the_flagship(tmp_path):
    plan = run("plan", "soft-secession", "CommanderInChief", "--json", "--out", tmp_path / "e")
    assert plan.exit_code == 0, plan.output
    assert '"way": "plurality of all people"' in plan.output
    assert read_plan(tmp_path / "e").cites == ("Art. 5(3)",)
    told = run("tamper", "soft-secession", "CommanderInChief")
    assert told.exit_code == 0
    assert "2,284,968" in told.output


def test_votes_from_a_file(tmp_path):
    votes = tmp_path / "votes.csv"
    votes.write_text("unit,candidate,votes\nCommonwealth,Ash,600\nCommonwealth,Box,400\nFederation,Ash,500\nFederation,Box,500\n", encoding="utf-8")
    told = run("tamper", "soft-secession", "CommanderInChief", "--votes", votes, "--json")
    assert told.exit_code == 0, told.output
    assert json.loads(told.stdout)["votes"] == {"Commonwealth": {"Ash": 600, "Box": 400}, "Federation": {"Ash": 500, "Box": 500}}
