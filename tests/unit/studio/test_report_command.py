"""The command: where the report lies on standard output, progress on standard error, 0 once written, 2 where the text has errors."""

from __future__ import annotations

import subprocess
import sys

import pytest

from browser import texts


@pytest.fixture
def command(tmp_path):
    def called(text: str, *more: str):
        (tmp_path / "compact.md").write_text(text, encoding="utf-8")
        code = "import sys; from foedus.cli.main import main; sys.argv[0] = 'foedus'; main()"
        return subprocess.run(
            [sys.executable, "-c", code, "report", "compact.md", "--out", "out", *more],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )

    return called


def test_a_report_is_written_and_told(command, tmp_path):
    done = command(texts.ALDER_AND_BIRCH)
    assert done.returncode == 0
    assert done.stdout.strip() == "The report lies in out/index.html"
    assert "reading the text …" in done.stderr
    assert "writing pages …" in done.stderr
    assert (tmp_path / "out" / "index.html").is_file()


def test_a_text_with_errors_ends_with_two_and_still_reports(command, tmp_path):
    done = command(texts.FAULTY)
    assert done.returncode == 2
    assert "they stand at the head of the report" in done.stdout
    assert "What is wrong with the text" in (tmp_path / "out" / "index.html").read_text(encoding="utf-8")


def test_a_file_that_is_not_there_is_told_without_a_traceback(command, tmp_path):
    (tmp_path / "out").write_text("a file", encoding="utf-8")
    done = command(texts.ONE_POLITY)
    assert done.returncode == 2
    assert "cannot be written" in done.stderr
    assert "--out" in done.stderr
    assert "Traceback" not in done.stderr
