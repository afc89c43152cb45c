"""The commands simulate, sweep and replay: the same as Python gives, progress on standard error, bad input told, no banned claim by any flag."""

import errno
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

import foedus.cli.main  # the commands register themselves
from foedus.cli.app import app
from foedus.errors import FoedusError
from foedus.simulate.nobody import banned_in

run = CliRunner()
assert foedus.cli.main
FEW = ["soft-secession", "--worlds", "16", "--years", "4", "--engine", "reference"]


@pytest.fixture(scope="module")
def printed():
    return run.invoke(app, ["simulate", *FEW])


def test_simulate_ends_with_what_it_cannot_tell(printed):
    assert printed.exit_code == 0, printed.output
    assert "What this cannot tell you" in printed.output
    assert "less status-quo" in printed.output
    assert "Expectations of years to come" in printed.output


def test_json_is_the_object_of_python():
    found = json.loads(run.invoke(app, ["simulate", *FEW, "--json"]).stdout)
    same = foedus.simulate("soft-secession", worlds=16, years=4, engine="reference")
    assert found["provenance"]["numbers"] == same.digest
    assert found["rows"] == json.loads(json.dumps(list(same.rows())))
    assert next(one["name"] for one in found["expectations"]) == "PeopleMoveToTheFederation"


def test_tables_and_pictures_are_written(tmp_path):
    told = run.invoke(app, ["simulate", *FEW, "--csv", str(tmp_path / "rows.csv"), "--jsonl", str(tmp_path / "rows"), "--svg", str(tmp_path / "svg")])
    assert told.exit_code == 0, told.output
    assert (tmp_path / "rows.csv").read_text().startswith("run,variant,baseline")
    assert (tmp_path / "rows.jsonl").exists()
    drawn = sorted(path.name for path in (tmp_path / "svg").iterdir())
    assert "fan-net_migration-federation.svg" in drawn
    assert "variants-growth-commonwealth.svg" in drawn
    assert all((tmp_path / "svg" / name).read_text().lstrip().startswith("<") for name in drawn)


def test_a_disk_that_fills_among_the_pictures_leaves_none_of_them(tmp_path, monkeypatch):
    true, written = Path.write_text, []

    def fills(path, text, **more):
        if path.parent == tmp_path and len(written) == 3:
            true(path, text[:100], **more)
            raise OSError(errno.ENOSPC, "No space left on device")
        written.append(path)
        return true(path, text, **more)

    monkeypatch.setattr(Path, "write_text", fills)
    told = run.invoke(app, ["simulate", *FEW, "--svg", str(tmp_path)])
    assert isinstance(told.exception, FoedusError)
    assert "No space left" in str(told.exception)
    assert len(written) == 3
    assert list(tmp_path.iterdir()) == []


FLAGS = (["--priors"], ["--card", "parting=1", "--card", "hazard=1", "--card", "d0=-20"], ["--rule", "cash"], ["--vs", "full-secession"], ["--seed", "9"],
         ["--card", "delta=.05"], ["--json"])  # fmt: skip


@pytest.mark.parametrize("flags", FLAGS, ids=[" ".join(flags) for flags in FLAGS])
def test_no_flag_makes_a_banned_claim(flags):
    told = run.invoke(app, ["simulate", *FEW, *flags])
    assert told.exit_code == 0, told.output
    assert banned_in(told.output) == []


@pytest.mark.parametrize(
    ("flags", "words"),
    [(["--worlds", "0"], "0 worlds say nothing"), (["--worlds", "1000000000"], "1,000,000,000 worlds"), (["--card", "luck=1"], "no card called luck"),
     (["--card", "kappa=0,1,3"], "that is a sweep"), (["--engine", "quick"], "no engine quick"), (["--vs", "nowhere"], "nowhere"),
     (["--rule", "fair"], "no accounting rule"), (["--csv", "/nowhere/rows.csv"], "no folder /nowhere")],
)  # fmt: skip
def test_bad_input_is_told_with_a_mend(flags, words):
    told = run.invoke(app, ["simulate", *FEW, *flags])
    assert told.exit_code != 0
    assert isinstance(told.exception, FoedusError)
    assert words in str(told.exception)
    assert told.exception.mend


def test_sweep_prints_a_line_a_row_and_writes_them(tmp_path):
    told = run.invoke(app, ["sweep", *FEW, "--card", "a_income=0,4,2", "--csv", str(tmp_path / "rows.csv"), "--finished", str(tmp_path / "finished")])
    assert told.exit_code == 0, told.output
    assert "a_income=4" in told.output.replace("\n", "") or "a_income" in told.output
    assert (tmp_path / "finished").stat().st_size > 1000
    found = json.loads(run.invoke(app, ["sweep", *FEW, "--card", "kappa=.1", "--json"]).stdout)
    assert found["rows"][0]["cards"] == {"kappa": 0.1}


def test_shares_of_variance_are_drawn_and_a_wrong_name_is_told_before_anything_is_run(tmp_path, monkeypatch):
    few = ["soft-secession", "--vs", "soft-secession", "--worlds", "4", "--years", "1", "--engine", "reference", "--sobol", "2", "--quiet"]
    told = run.invoke(app, ["sweep", *few, "--of", "net_migration@Federation", "--svg", str(tmp_path / "bars.svg")])
    assert told.exit_code == 0, told.output
    drawn = (tmp_path / "bars.svg").read_text()
    assert "a_income" in drawn
    assert "i95" in drawn
    monkeypatch.setattr("foedus.simulate.sweep.sweep.run_means", lambda *of: pytest.fail("it was run"))
    told = run.invoke(app, ["sweep", *few, "--of", "luck"])
    assert isinstance(told.exception, FoedusError)
    assert "does not record luck" in str(told.exception)


def test_replay_tells_each_act_with_its_article():
    told = run.invoke(app, ["replay", "soft-secession", "--world", "3", "--years", "4"])
    assert told.exit_code == 0, told.output
    assert "Commander in Chief is elected" in told.output
    assert "(Art. 5(4))" in told.output
    assert json.loads(run.invoke(app, ["replay", "status-quo", "--years", "4", "--json"]).stdout)["refused"] == []


def test_the_cards_are_listed():
    told = run.invoke(app, ["simulate", "--cards"])
    assert told.exit_code == 0
    assert "a_income" in told.output
