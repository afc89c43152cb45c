"""Every command of the how-to on audits runs, and prints what stands under it."""

import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from foedus.cli import audits as audits  # registers the commands
from foedus.cli.app import app
from foedus.decide.steps import STEPS

DOCS = Path(__file__).resolve().parents[2] / "docs"
PAGE = (DOCS / "how-to" / "audit-a-joint-election.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```console\n(.*?)```", PAGE, re.DOTALL)


def squeezed(text):
    """Without the line breaks and runs of blanks that tables have."""
    return " ".join(text.split())


@pytest.mark.parametrize("block", BLOCKS, ids=[block.split("\n")[0] for block in BLOCKS])
def test_the_commands_print_what_the_page_shows(block, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    printed = ""
    for line in block.strip().splitlines():
        if line.startswith("$ foedus "):
            done = CliRunner().invoke(app, shlex.split(line)[2:])
            assert done.exception is None or isinstance(done.exception, SystemExit), line
            assert done.exit_code in (0, 1), done.output
            printed = squeezed(done.output)
        else:
            assert squeezed(line) in printed


def test_there_are_commands():
    assert sum(block.count("$ foedus audit") for block in BLOCKS) >= 14


def test_the_explanation_has_every_step():
    page = (DOCS / "explanation" / "joint-election.md").read_text(encoding="utf-8")
    assert [one.name for one in STEPS if f"| **{one.name}**" not in page] == []


def test_the_reference_has_every_command_and_module():
    page = (DOCS / "reference" / "audits.md").read_text(encoding="utf-8")
    commands = [command.name for command in audits.audit_app.registered_commands]
    assert [name for name in commands if f"`foedus audit {name} " not in page] == []
    modules = ("audit", "martingale", "strata", "assertion", "register", "seed", "forecast", "tamper")
    assert [name for name in modules if f"## `foedus.voting.{name}`" not in page] == []
