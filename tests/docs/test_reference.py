"""The reference says what the code has: every command and option, code, exported name, question, key of the JSON and head of a clause."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest

import foedus
import foedus.api as api
from foedus.codes import CODES
from foedus.text.table import parser

ROOT = Path(__file__).resolve().parents[2]
REFERENCE = ROOT / "docs" / "reference"


def page(name: str) -> str:
    return (REFERENCE / name).read_text(encoding="utf-8")


def headings(name: str, level: int = 2) -> list[str]:
    return re.findall(rf"^{'#' * level} (.+)$", page(name), re.MULTILINE)


def tool():
    spec = importlib.util.spec_from_file_location("build_reference", ROOT / "tools" / "build_reference.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", ["diagnostics.md", "language.md"])
def test_a_page_made_from_the_code_is_up_to_date(name):
    """If this fails: `python tools/build_reference.py`."""
    assert page(name) == tool().PAGES[name]().rstrip() + "\n"


def commands() -> dict[str, list[str]]:
    import typer.main

    importlib.import_module("foedus.cli.main")
    from foedus.cli.app import app

    found: dict[str, list[str]] = {}

    def walk(group, path):
        for name, command in group.commands.items():
            if hasattr(command, "commands"):
                walk(command, [*path, name])
            else:
                found[" ".join([*path, name])] = [
                    opt for one in command.params if one.param_type_name == "option" for opt in one.opts if opt != "--help"
                ]

    walk(typer.main.get_command(app), [])
    return found


def test_every_command_has_a_heading_and_every_option_a_line():
    """If this fails: `python tools/build_reference.py`."""
    assert sorted(headings("cli.md")) == sorted(commands())
    sections = re.split(r"^## ", page("cli.md"), flags=re.MULTILINE)[1:]
    for section in sections:
        name = section.partition("\n")[0]
        for option in commands()[name]:
            assert f"`{option}`" in section or f"{option}" in section, (name, option)


def test_every_command_says_what_it_does():
    import typer.main

    from foedus.cli.app import app

    for name in commands():
        command = typer.main.get_command(app)
        for word in name.split():
            command = command.commands[word]
        assert command.help, name


def test_every_exported_name_has_a_heading():
    assert headings("python.md") == list(foedus.__all__)


def test_every_code_has_a_heading():
    assert [heading.partition(":")[0] for heading in headings("diagnostics.md")] == sorted(CODES)


SMALL = """---
title: T
---

## Article 1. A

x

```foedus
polity Alder comprises Elm
polity Birch comprises Ash
assembly Alder.Congress
assembly Birch.Congress
office Alder.President, elected every 4 years by the people of Alder by plurality
force Guard of each unit of Alder
resource Weapons of each force, held by it
condition AtWar
condition Calm
act DeclareWar on war_and_peace, by a majority in each of Alder.Congress and Birch.Congress, effect AtWar
Alder.President may negotiate on treaties abroad
no office may negotiate on treaties abroad while AtWar
Alder.Congress may legislate on trade in Elm
Birch.Congress may legislate on trade in Elm
Alder.Congress may not legislate on health
Alder.Congress may legislate on health in Elm
agency Staff, joint to Alder and Birch
function "Mint" passes to Alder
open "Who pays?"
assume Peaceful: never AtWar
promise NeitherAlone: neither Alder nor Birch alone can decide DeclareWar
promise Never: never AtWar
promise Quiet: never AtWar given Peaceful
promise Alike: Alder and Birch are treated alike
possible Peace: wherever AtWar, it can come about that not AtWar
possible War: it can once come about that AtWar
possible Alone: Alder alone can always bring about AtWar
expect Bigger: population of Alder > 1
```

```foedus-answer
> what is open
something else
```
"""


def keys(value, inside: str = "") -> set[str]:
    """The keys of an object; those that name things of the text (of a state, of a binding, of changes) left out."""
    if isinstance(value, list):
        return set().union(*(keys(one, inside) for one in value)) if value else set()
    if not isinstance(value, dict):
        return set()
    if inside in ("state", "changes", "binding"):
        return set()
    return set(value) | set().union(*(keys(one, name) for name, one in value.items()))


def named(section: str) -> set[str]:
    return set(re.findall(r"`([a-z_]+)`", section))


def test_every_key_of_a_check_is_documented():
    checked = api.check(api.read(SMALL))
    found = keys(checked.as_json())
    assert found <= named(page("json.md"))
    checked = api.check(api.read(SMALL.split("```foedus-answer")[0]))
    found = keys(checked.as_json())
    assert {"gaps", "overlaps", "trace", "verdict", "taken_as", "severity"} - found <= {"severity"}
    assert found <= named(page("json.md")), found - named(page("json.md"))
    assert checked.as_json()["format"] == 1


def test_every_key_of_an_answer_is_documented():
    settlement = api.load(SMALL.split("```foedus-answer")[0].replace("Alder.Congress may not legislate on health\n", ""))
    found = keys(api.ask(settlement, "who may legislate on health in Elm").as_json())
    assert found <= named(page("json.md").partition("## ask")[2])


def test_json_and_python_are_the_same_object(capsys, monkeypatch, tmp_path):
    import json

    from foedus.cli.main import main

    path = tmp_path / "t.md"
    path.write_text(SMALL.split("```foedus-answer")[0], encoding="utf-8")
    monkeypatch.setattr("sys.argv", ["foedus", "ask", str(path), "who may legislate on trade in Elm", "--json"])
    with pytest.raises(SystemExit):
        main()
    assert json.loads(capsys.readouterr().out) == api.ask(path, "who may legislate on trade in Elm").as_json()


def test_every_form_of_question_has_a_section():
    said = page("questions.md")
    for opening in ("may ", "who may", "what may", "what does", "how does", "who can", "would ", "who holds", "who commands", "who pays", "who funds",
                    "who gets", "what becomes of", "how can", "what happens when", "does ", "why does", "what rests on", "what is open", "what is silent",
                    "after ", "on 2035"):  # fmt: skip
        assert f"`{opening}" in said or f"## {opening}" in said, opening


def test_every_head_of_a_clause_is_in_the_reference():
    heads = {"polity", "unit", "group", "matter", "matters", "parameter", "condition", "assembly", "office", "court", "force", "agency", "bank",
             "resource", "residual", "act", "exit", "entrance", "functions", "function", "open", "promise", "possible", "expect", "assume",
             "strike", "replace", "insert"}  # fmt: skip
    assert heads <= set(headings("language.md", 3))
    assert heads <= {one.pattern.value for one in parser().terminals if hasattr(one.pattern, "value")}
