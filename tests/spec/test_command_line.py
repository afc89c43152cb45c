"""The command line: a new text that checks clean, codes explained, canonical form, completion, errors in words, tables that read in a pipe."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import foedus
import foedus.api as api
from foedus.codes import CODES
from foedus.shipped import names, shipped

RUN = "import sys; sys.argv[0] = 'foedus'; from foedus.cli.main import main; main()"


@pytest.fixture
def run(capsys, monkeypatch, tmp_path):
    """Run a command in a folder of its own: what it ends with, what it prints, and what it tells beside."""
    from foedus.cli.main import main

    monkeypatch.chdir(tmp_path)

    def one(*words: str) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.argv", ["foedus", *words])
        with pytest.raises(SystemExit) as ended:
            main()
        told = capsys.readouterr()
        return int(ended.value.code or 0), told.out, told.err

    return one


def test_the_version(run):
    assert run("--version") == (0, f"foedus {foedus.__version__}\n", "")


def test_a_new_text_checks_clean_and_is_canonical(run, tmp_path):
    code, out, _ = run("new", "my-compact")
    assert code == 0
    assert "foedus check my-compact.md" in out
    checked = api.check(api.read(tmp_path / "my-compact.md"))
    assert checked.diagnostics == ()
    assert all(one.ok for one in checked.answers)
    assert checked.answers
    assert checked.exit_code == 0
    assert run("fmt", "--check", "my-compact.md")[0] == 0


def test_a_new_text_never_overwrites(run, tmp_path):
    (tmp_path / "mine.md").write_text("mine", encoding="utf-8")
    code, _, err = run("new", "mine")
    assert code == 2
    assert "is there already" in err
    assert (tmp_path / "mine.md").read_text(encoding="utf-8") == "mine"
    assert run("new", "no/such/folder/x")[0] == 2


@pytest.mark.parametrize("code", sorted(CODES))
def test_every_code_is_explained(run, code):
    ended, out, _ = run("explain", code.lower())
    assert ended == 0
    assert out.startswith(f"{code}: {CODES[code].title}\n")
    assert CODES[code].why in out
    assert f"Mend: {CODES[code].mend}" in out


def test_an_unknown_code_names_those_there_are(run):
    code, _, err = run("explain", "F999")
    assert code == 2
    assert "F101" in err


def test_every_shipped_text_is_canonical(run):
    assert run("fmt", "--check", *names()) == (0, "", "")


def test_fmt_rewrites_once(run, tmp_path):
    path = tmp_path / "a.md"
    path.write_text("## Article 1. A\n\nProse   stays.\n\n```foedus\ncondition    AtWar,   initially   not\n```\n", encoding="utf-8")
    path.chmod(0o640)
    assert run("fmt", "--check", "a.md")[0] == 1
    assert "initially   not" in path.read_text(encoding="utf-8")
    assert run("fmt", "a.md") == (0, "a.md: rewritten\n", "")
    assert path.read_text(encoding="utf-8") == "## Article 1. A\n\nProse   stays.\n\n```foedus\ncondition AtWar, initially not\n```\n"
    assert path.stat().st_mode & 0o777 == 0o640
    assert run("fmt", "--check", "a.md") == (0, "", "")
    assert [one.name for one in tmp_path.iterdir()] == ["a.md"]


def test_ask_prints_the_sentence(run):
    assert run("ask", "soft-secession", "who may legislate on immigration in Federation")[:2] == (
        0,
        "Federation, through Federation.Congress (Art. 8(1))\n",
    )


def test_errors_are_told_in_words_with_a_mend(run, tmp_path):
    code, out, err = run("ask", "soft-secession", "who shall rule")
    assert (code, out) == (2, "")
    assert err.startswith("error: ")
    assert "mend: " in err
    code, _, err = run("ask", "nowhere.md", "what is open")
    assert code == 2
    assert "is not there" in err


def test_a_text_with_errors_ends_with_two_and_shows_the_line(run, tmp_path):
    (tmp_path / "a.md").write_text("---\ntitle: A\n---\n\n## Article 1. A\n\nx\n\n```foedus\nAlder shall rule\n```\n", encoding="utf-8")
    code, out, _ = run("check", "a.md")
    assert code == 2
    assert "error[F101]" in out
    assert "a.md:10" in out
    assert "10 | Alder shall rule" in out
    assert "^^^^^" in out
    assert "mend: write `must` for a duty, `may` for a power" in out


def test_clashing_clauses_are_both_shown(run, tmp_path):
    text = "---\ntitle: A\n---\n\n## Article 1. A\n\nx\n\n```foedus\npolity Alder comprises Elm\nassembly Alder.Congress\nassembly Alder.Diet\n"
    text += (
        "Alder.Congress may legislate on trade in Elm\nAlder.Diet may legislate on trade in Elm\nresidual matters to Alder in Alder\n```\n"
    )
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    _, out, _ = run("check", "a.md")
    assert "warning[F203] Alder.Congress and Alder.Diet each alone may legislate on trade and customs in Elm" in out
    assert "13 | Alder.Congress may legislate" in out
    assert "14 | Alder.Diet may legislate" in out


def test_in_a_pipe_there_are_no_colours_and_lines_are_not_cut(tmp_path):
    path = Path(shipped("status-quo"))
    done = subprocess.run(
        [sys.executable, "-c", RUN, "check", str(path)], capture_output=True, text=True, cwd=tmp_path, env=environment(), check=False
    )
    assert done.returncode in (0, 1)
    assert "\x1b[" not in done.stdout
    assert "Coverage: " in done.stdout


def environment(**more: str) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(Path(foedus.__file__).parents[1]), **more}


@pytest.mark.parametrize(
    ("typed", "offered"),
    [("foedus expl", "explain"), ("foedus ask soft-sec", "soft-secession"), ("foedus explain F20", "F203"), ("foedus data ch", "check")],
)
def test_the_shell_completes(typed, offered, tmp_path):
    words = typed.split()
    env = environment(_FOEDUS_COMPLETE="complete_bash", COMP_WORDS=typed, COMP_CWORD=str(len(words) - 1))
    done = subprocess.run([sys.executable, "-c", RUN], capture_output=True, text=True, cwd=tmp_path, env=env, check=False)
    assert offered in done.stdout.split()


def test_the_completion_script_is_given(tmp_path):
    env = environment(_FOEDUS_COMPLETE="source_bash", _TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION="1")
    done = subprocess.run([sys.executable, "-c", RUN], capture_output=True, text=True, cwd=tmp_path, env=env, check=False)
    assert "complete" in done.stdout
    assert "_FOEDUS_COMPLETE" in done.stdout


def test_the_commands_are_listed_by_use(run):
    from foedus.cli.app import USE

    out = run("--help")[1]
    listed = [line.split()[1] for line in out.splitlines() if line.startswith("│ ") and line.split()[1] in USE]
    assert tuple(listed) == USE


@pytest.mark.parametrize("name", ["", ".", "..", "/", "  "])
def test_a_name_that_names_no_file_begins_nothing(run, tmp_path, name):
    code, _, err = run("new", name)
    assert (code, "names no file to begin" in err) == (2, True)
    assert not list(tmp_path.iterdir())


def test_a_report_of_no_text_is_refused_and_nothing_is_written(run, tmp_path):
    (tmp_path / "folder").mkdir()
    (tmp_path / "binary.md").write_bytes(bytes(range(256)))
    for file, code in (("nope.md", "F720"), ("folder", "F720"), ("binary.md", "F722")):
        ended, _, err = run("report", file)
        assert (ended, code in err) == (2, True)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["binary.md", "folder"]


@pytest.mark.parametrize("text", ["", "---\ntitle: T\nsummary: S\n---\n\n# T\n\n## Article 1. A\n\nProse.\n"])
def test_a_text_without_a_clause_is_told(run, tmp_path, text):
    (tmp_path / "t.md").write_text(text, encoding="utf-8")
    out = run("check", "t.md")[1]
    assert "this text has no clause" in out
    assert "```foedus" in out
    assert run("ask", "t.md", "who may legislate on trade")[0] == 2


@pytest.mark.parametrize("text", ["", "---\ntitle: T\nsummary: S\n---\n\n# T\n\n## Article 1. A\n\nProse.\n"])
def test_a_report_of_a_text_without_a_clause_is_refused_and_nothing_is_written(run, tmp_path, text):
    (tmp_path / "t.md").write_text(text, encoding="utf-8")
    ended, _, err = run("report", "t.md")
    assert (ended, "this text has no clause" in err) == (2, True)
    assert [path.name for path in tmp_path.iterdir()] == ["t.md"]


TARGETS = [
    ("--csv", "adir", "is a folder"), ("--parquet", "adir", "is a folder"), ("--jsonl", "none/x.jsonl", "there is no folder none"),
    ("--csv", "x.txt", "cannot be written as"), ("--svg", "afile", "is no folder"), ("--svg", "/dev/null", "is no folder"),
    ("--csv", "/dev/null", "is no file"), ("--csv", "afile/x.csv", "is no folder"), ("--trajectories", "adir", "is a folder"),
]  # fmt: skip


@pytest.mark.parametrize(("option", "target", "said"), TARGETS, ids=[" ".join(row[:2]) for row in TARGETS])
def test_where_nothing_can_be_written_is_told_before_anything_is_simulated(run, tmp_path, monkeypatch, option, target, said):
    monkeypatch.setattr("foedus.simulate.yearly.run_prepared", lambda *_, **__: pytest.fail("it was simulated all the same"))
    (tmp_path / "adir").mkdir()
    (tmp_path / "afile").write_text("kept", encoding="utf-8")
    ended, _, err = run("simulate", "soft-secession", option, target)
    assert (ended, said in err, "mend:" in err) == (2, True, True)
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["adir", "afile"]


def test_a_report_into_what_is_no_folder_is_told_before_anything_is_proved(run, tmp_path, monkeypatch):
    monkeypatch.setattr("foedus.api.check", lambda *_, **__: pytest.fail("it was checked all the same"))
    (tmp_path / "afile").write_text("kept", encoding="utf-8")
    for out in ("afile", "afile/report", "/dev/null"):
        ended, _, err = run("report", "soft-secession", "--out", out)
        assert (ended, "folder" in err) == (2, True)
    assert (tmp_path / "afile").read_text(encoding="utf-8") == "kept"


def test_a_picture_never_takes_the_place_of_a_device(run):
    assert run("power", "soft-secession", "DeclareWar", "--svg", "/dev/null")[0] == 2
    assert run("apportion", "--svg", "/dev/null")[0] == 2
    assert Path("/dev/null").is_char_device()


def test_fmt_says_where_a_text_has_errors(run, tmp_path):
    run("new", "mine")
    text = (tmp_path / "mine.md").read_text(encoding="utf-8").replace("condition AtWar, initially not", "condition AtWar, initially nott")
    (tmp_path / "mine.md").write_text(text, encoding="utf-8")
    code, _, err = run("fmt", "--check", "mine.md")
    assert code == 2
    assert "mine.md: 2 errors, the first:" in err


def test_a_settlement_is_found_without_its_ending(run, tmp_path):
    run("new", "my-compact")
    assert run("ask", "my-compact", "who can decide DeclareWar")[0] == 0


def test_a_silence_is_told_with_its_mend(run, tmp_path):
    run("new", "mine")
    text = (tmp_path / "mine.md").read_text(encoding="utf-8").replace("by a majority of those voting in each of", "by a majority in each of")
    (tmp_path / "mine.md").write_text(text, encoding="utf-8")
    out = " ".join(run("check", "mine.md")[1].split())
    assert "21 yes, 18 no, 3" in out
    assert "write `of those" in out


@pytest.mark.parametrize(
    "words",
    [
        ("ask", "soft-secession", ""), ("ask", "", "who may"), ("ask", "/dev/null", "who may legislate on trade"),
        ("ask", "soft-secession", "how can AtWar come about within -1 years"),
        ("ask", "soft-secession", "how can AtWar come about within 99999999 years"),
        ("ask", "soft-secession", "how can AtWar come about within [Wait] years"),
        ("ask", "soft-secession", "on 2029-02-30: who may legislate on trade in TX"),
        ("ask", "soft-secession", "would 1/0 yes carry DeclareWar"), ("ask", "soft-secession", "who can decide Part of TX"),
        ("check", ""), ("check", "."), ("check", "soft-secession", "--limit", "0"), ("check", "soft-secession", "--nope"),
        ("why", "soft-secession", ""), ("fmt", "nope.md"), ("fmt", "."), ("explain", ""), ("power", "soft-secession", ""),
        ("power", "soft-secession", "DeclareWar", "--sample", "-1"), ("decide", "soft-secession", "DeclareWar", "--votes", "."),
        ("decide", "soft-secession", "DeclareWar", "--votes", "/dev/null"), ("apportion", "--seats", "0"), ("apportion", "--minimum", "-1"),
        ("apportion", "--seats", "99999999999999"), ("apportion", "--people", "."), ("elect", "--ballots", ".", "--rule", "stv"),
        ("elect", "soft-secession", "Nobody"), ("simulate", "soft-secession", "--worlds", "0"), ("simulate", "soft-secession", "--years", "0"),
        ("simulate", "soft-secession", "--card", "x"), ("sweep", "soft-secession", "--sobol", "-1"), ("replay", "soft-secession", "--world", "-1"),
        ("expect", "soft-secession", "--facts", "."), ("validate", "nope"), ("report", "soft-secession", "--worlds", "-1"),
        ("data", "show", ""), ("data", "add", "."), ("data", "remove", "nope"), ("audit", "run", "/dev/null"), ("audit", "verify", "."),
        ("audit", "rehearse", "/dev/null/x"), ("audit", "rehearse", "/dev/null"),
    ],
    ids=" ".join,
)  # fmt: skip
def test_an_odd_call_is_refused_in_words(run, words):
    code, out, err = run(*words)
    assert code == 2
    assert (out + err).strip()


def test_a_text_that_is_not_there_is_told_with_the_nearest_and_once(run, tmp_path):
    run("new", "my-compact")
    for name, near in (("soft-seccesion", "soft-secession"), ("my-conpact.md", "my-compact")):
        for words in (("ask", name, "what is open"), ("why", name, "Peers"), ("report", name), ("simulate", name)):
            code, _, err = run(*words)
            assert (code, f"error: [F720] {name} is not there\n" in err, f"write `{near}`" in err) == (2, True, True)


def test_an_error_of_a_text_is_told_with_its_place_wherever_the_text_is_needed(run, tmp_path):
    run("new", "mine")
    text = (tmp_path / "mine.md").read_text(encoding="utf-8").replace("condition AtWar, initially not", "condition AtWar, initially nott")
    (tmp_path / "mine.md").write_text(text, encoding="utf-8")
    line = next(n for n, one in enumerate(text.split("\n"), 1) if "nott" in one)
    _, _, err = run("ask", "mine.md", "what is open")
    assert "error: [F1" in err
    assert f"(mine.md:{line}); 1 more error, which `foedus check` shows" in err


def test_a_state_by_its_name_is_told_by_its_code(run):
    assert "ask for TX" in run("ask", "soft-secession", "who may legislate on trade in Texas")[2]


@pytest.mark.parametrize("words", [("check", "mine.md"), ("check", "mine.md", "--json"), ("data", "list"), ("data", "show", "population"), ("--help",)])
def test_a_pipe_whose_reader_has_gone_says_nothing_of_a_promise(run, tmp_path, words):
    run("new", "mine")
    command = "import sys; sys.argv[0] = 'foedus'; from foedus.cli.main import main; main()"
    read, write = os.pipe()
    os.close(read)
    found = subprocess.run([sys.executable, "-c", command, *words], stdout=write, stderr=subprocess.PIPE, check=False, cwd=tmp_path)
    os.close(write)
    assert found.returncode == 0
    assert b"Traceback" not in found.stderr
    assert b"Exception ignored" not in found.stderr


def test_a_name_with_a_blank_is_told_so_that_it_can_be_typed(run):
    assert run("new", "my compact")[1].endswith("Next: foedus check 'my compact.md'\n")


def test_years_that_follow_one_another_are_told_as_one(run):
    assert "its years are 1900 to 2024" in run("data", "show", "population", "--year", "1492")[2]
    assert "its years are 1976, 1980" in run("data", "show", "votes", "--year", "1900")[2]
