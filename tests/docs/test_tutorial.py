"""The tutorial does what it says: each of its blocks is run, in order, on one file."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TUTORIAL = ROOT / "docs" / "tutorial" / "first-settlement.md"
BLOCK = re.compile(r"^(`{3,})(\w+)\n(.*?)^\1$", re.MULTILINE | re.DOTALL)


def test_the_tutorial_runs(tmp_path, monkeypatch, capsys):
    from foedus.cli.main import main

    monkeypatch.chdir(tmp_path)
    path = tmp_path / "compact.md"
    told, old, ran = "", "", 0
    for _, kind, body in BLOCK.findall(TUTORIAL.read_text(encoding="utf-8")):
        if kind == "sh":
            for line in body.strip().split("\n"):
                monkeypatch.setattr("sys.argv", shlex.split(line))
                with pytest.raises(SystemExit):
                    main()
                told = capsys.readouterr().out
                ran += 1
        elif kind == "text":
            assert body.strip() in told, body
        elif kind == "markdown":
            path.write_text(path.read_text(encoding="utf-8") + "\n" + body, encoding="utf-8")
        elif kind == "replace":
            old = body
        elif kind == "with":
            text = path.read_text(encoding="utf-8")
            assert old in text
            path.write_text(text.replace(old, body), encoding="utf-8")
        else:
            pytest.fail(f"a block of kind {kind} is not run")
    assert ran >= 9
