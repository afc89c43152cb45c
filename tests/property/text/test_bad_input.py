"""Bad input: 20,000 documents made by the grammar and by bytes, and every file that is no settlement. Never a traceback, always a place and a mend."""

from __future__ import annotations

import os
import random
import resource
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import foedus.api as api
from documents import by_bytes, by_grammar, document, located, pieces, try_bytes, try_text
from foedus.errors import FoedusError
from foedus.text.fmt import fmt, fmt_file

LONGEST = 2.0
"""Seconds of the processor that one document may take."""
MOST_MEMORY = 500 * 1024
"""Kibibytes by which the process may grow."""
SEED = int(os.environ.get("FOEDUS_FUZZ_SEED", "20301231"))


@pytest.fixture
def watched() -> Iterator[Callable[[], None]]:
    """A watch that ends a document which takes too long, wound up anew for each; and an eye on memory."""

    def too_long(*_: object) -> None:
        raise AssertionError(f"a document took more than {LONGEST} s of the processor")

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    old = signal.signal(signal.SIGVTALRM, too_long)
    yield lambda: signal.setitimer(signal.ITIMER_VIRTUAL, LONGEST)
    signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    signal.signal(signal.SIGVTALRM, old)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < MOST_MEMORY


@pytest.mark.parametrize("part", range(4))
def test_documents_of_sentences(part, watched):
    """10,000: sentences by themselves, and one in twenty below declarations, with coverage, silences and questions."""
    for n in range(2500):
        source = random.Random(f"{SEED} grammar {part} {n}")
        watched()
        try_text(by_grammar(source, grounded=n % 20 == 0), whole=n % 20 == 0)


@pytest.mark.parametrize("part", range(4))
def test_documents_of_bytes(part, watched):
    """10,000: pieces of the shipped texts with bytes changed, cut, doubled, put in."""
    known = pieces()
    for n in range(2500):
        source = random.Random(f"{SEED} bytes {part} {n}")
        watched()
        try_bytes(by_bytes(source, known), whole=n % 20 == 0)


# ---- particular documents

DEEP = "(" * 5000 + "A" + ")" * 5000
PARTICULAR = {
    "deep brackets": document(f"act A, by {DEEP}"),
    "deep rules": document("act A, by " + "all of the units, each by " * 700 + "B"),
    "deep keys": document("agency S, funded by " + "x first and the rest by " * 700 + "B 1/2"),
    "deep amendments": document("replace Art. 1(1) with " * 800 + "condition A"),
    "a long list": document("promise P: never " + ", ".join(["A"] * 6000)),
    "a long rule": document("act A, by " + " and ".join(["the consent of B"] * 1000)),
    "a long condition": document("promise P: never " + " and ".join(["A is vacant"] * 1200)),
    "a huge number": document(f"parameter P = {'9' * 5000}\nassembly A with {'9' * 15} seats\nact B, by A, after {'9' * 15} years"),
    "a huge date": document("Art. 1 is in force from 9999-12-31 for 9000 years\nexit L, not before 9000 years after the start, by A"),
    "many clauses": document("\n".join(f"condition C{n}" for n in range(1500))),
    "many errors": document("\n".join(f"nonsense {n}" for n in range(1500))),
    "many articles": "\n".join(f"## Article {n}. A\n\nx\n" for n in range(5000)),
    "an endless quotation": document('open "' + "x" * 15000),
    "an endless fence": "## Article 1. A\n\n```foedus\ncondition A",
    "lists within lists": "- " * 5000 + "x",
    "quotes within quotes": "> " * 5000 + "x",
    "brackets of Markdown": "[" * 50000,
    "a line of 200,000 characters": document("condition " + "A" * 200_000),
    "every line end": document("condition A").replace("\n", "\r\n", 3).replace("\n", "\r"),
    "separators that are no line ends": document("condition A\u2028condition B\x0bcondition C\x85"),
    "nothing": "",
    "a blank": " \n\t\n",
    "front matter alone": "---\n",
}


@pytest.mark.parametrize("name", PARTICULAR)
def test_a_particular_document(name, watched):
    watched()
    try_text(PARTICULAR[name], whole=True)


def found_in(path: Path) -> list[str]:
    checked = api.check(api.read(path))
    for item in checked.diagnostics:
        assert item.mend
        assert item.places[0].span.file or item.code == "F723"
        assert item.places[0].span.line >= 1
    return [item.code for item in checked.errors]


TEXT = document("condition A")


@pytest.mark.parametrize(
    ("data", "codes"),
    [
        (TEXT.encode(), []),
        (b"\xef\xbb\xbf" + TEXT.encode(), []),
        (TEXT.replace("\n", "\r\n").encode(), []),
        (TEXT.replace("\n", "\r").encode(), []),
        (TEXT.replace("Case", "Größe").encode("latin-1"), ["F722"]),
        (TEXT.encode("utf-16"), ["F722"]),
        (TEXT.encode("utf-16-be"), ["F722"]),
        (TEXT.encode("utf-32"), ["F722"]),
        (TEXT.encode() + b"\0", ["F722"]),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), ["F722"]),
        (b"", []),
    ],
    ids=["plain", "mark", "CRLF", "CR", "latin-1", "UTF-16", "UTF-16 without mark", "UTF-32", "NUL", "a picture", "empty"],
)
def test_encodings_and_line_ends(data, codes, tmp_path):
    path = tmp_path / "case.md"
    path.write_bytes(data)
    assert found_in(path) == codes


def test_a_wrong_encoding_is_told_at_its_line(tmp_path):
    path = tmp_path / "case.md"
    path.write_bytes(b"---\ntitle: T\n---\n\ncaf\xe9\n")
    assert api.read(path).diagnostics[0].places[0].span.line == 5


def test_files_that_are_none(tmp_path):
    assert found_in(tmp_path / "nowhere.md") == ["F720"]
    assert found_in(tmp_path) == ["F720"]
    (tmp_path / "round.md").symlink_to(tmp_path / "round.md")
    assert found_in(tmp_path / "round.md") == ["F720"]
    (tmp_path / "one.md").symlink_to(tmp_path / "two.md")
    (tmp_path / "two.md").symlink_to(tmp_path / "one.md")
    assert found_in(tmp_path / "one.md") == ["F720"]
    assert found_in(Path("x" * 5000)) == ["F720"]
    assert found_in(Path("nul\0byte")) == ["F720"]
    with pytest.raises(FoedusError):
        fmt_file(tmp_path)


def test_a_pipe_is_no_text_and_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.md")
    assert found_in(tmp_path / "pipe.md") == ["F720"]


def test_bases_that_are_none(tmp_path):
    for name in ("nowhere.md", ".", "..", "", "/", "a" * 5000, "\\", "https://example.org/x.md", "case.md", "deep.md"):
        (tmp_path / "case.md").write_text(f"---\ntitle: T\nextends: {name}\n---\n", encoding="utf-8")
        assert set(found_in(tmp_path / "case.md")) <= {"F720", "F723", "F724"}


def test_a_long_chain_of_bases_ends(tmp_path):
    for n in range(60):
        (tmp_path / f"t{n}.md").write_text(f"---\ntitle: T\nextends: t{n + 1}.md\n---\n", encoding="utf-8")
    assert found_in(tmp_path / "t0.md") == ["F724"]


@pytest.mark.parametrize("words", ["prose", "clauses", "errors"])
def test_a_text_of_five_megabytes(words, tmp_path, watched):
    """More lines than any settlement has are refused at once, at their place; a megabyte of prose is read."""
    line = {"prose": "Some *prose* that goes on and on, with a [link](x).\n\n", "clauses": "condition C\n", "errors": "nonsense\n"}[words]
    body = line * (5_000_000 // len(line))
    block = body if words == "prose" else f"```foedus\n{body}```\n"
    path = tmp_path / "long.md"
    path.write_text(f"---\ntitle: T\n---\n\n## Article 1. A\n\nx\n\n{block}", encoding="utf-8")
    watched()
    assert found_in(path) == ["F721"]
    watched()
    assert fmt(path.read_text(encoding="utf-8"))


def test_more_clauses_than_are_read_are_told_at_the_first_too_many(tmp_path, watched):
    path = tmp_path / "long.md"
    path.write_text("## Article 1. A\n\nx\n\n```foedus\n" + "condition C\n" * 20_001 + "```\n", encoding="utf-8")
    watched()
    read = api.read(path)
    assert [(item.code, item.span.line) for item in read.errors] == [("F721", 20_006)]


def test_a_text_of_a_megabyte_is_read(watched):
    watched()
    try_text(document("condition A") + "Some *prose* that goes on and on, with a [link](x).\n\n" * 20_000, whole=False)


@pytest.mark.parametrize("command", ["check", "ask", "fmt", "report"])
def test_the_command_line_tells_it_in_words(command, tmp_path, capsys, monkeypatch):
    from foedus.cli.main import main

    path = tmp_path / "case.md"
    path.write_bytes(TEXT.encode("utf-16"))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.argv", ["foedus", command, str(path), *(["what is open"] if command == "ask" else [])])
    with pytest.raises(SystemExit) as ended:
        main()
    told = capsys.readouterr()
    assert ended.value.code == 2
    assert "error" in told.out + told.err
    assert "Traceback" not in told.out + told.err


def test_the_watch_itself_ends_what_takes_too_long(watched):
    """Otherwise the tests above would show nothing about time."""
    watched()
    signal.setitimer(signal.ITIMER_VIRTUAL, 0.05)
    with pytest.raises(AssertionError, match="took more than"):
        endless()


def endless() -> None:
    while True:
        sum(range(1000))


def test_what_has_no_place_is_noticed():
    """Otherwise the tests above would show nothing about places."""
    from foedus.errors import Diagnostic

    with pytest.raises(AssertionError):
        located(Diagnostic("F101", "x", (), "y"), "")
