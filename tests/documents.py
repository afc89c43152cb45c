"""Documents that may be wrong in any way, and what must hold of each: no traceback, and every diagnostic at a place with a mend."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

from foedus.errors import Diagnostic, Diagnostics, FoedusError
from foedus.model.settlement import Settlement
from foedus.reason.ask import ask
from foedus.reason.cover import cover
from foedus.reason.silence import silences
from foedus.shipped import folder
from foedus.text.fmt import fmt
from foedus.text.load import load
from foedus.text.parse import parse_question
from foedus.text.read import decode
from foedus.text.show import show
from sentences import WORDS, grammar, spaced

GROUND = """\
matters from "none"
matter trade
matter money under trade
polity Alder comprises Elm
polity Birch comprises Ash and Oak
assembly Alder.Congress
  chamber House with 3 seats
  chamber Senate with 1 seat from each unit
assembly Birch.Diet
office Alder.President, elected every 4 years by the people of Alder by plurality
office Chief, joint to Alder and Birch, elected every 4 years by the people of Alder and Birch together by plurality
court Tribunal of each polity
force Guard of each unit of Birch
agency Staff, joint to Alder and Birch, funded yearly by Alder 1/2 and Birch 1/2, each share voted by its assembly
resource Weapons of each force, held by it
condition AtWar
condition Calm of each polity
parameter Share = 1/2 between 0 and 1
residual matters to each polity in its own territory"""

NAMES = {
    "CAP": (
        "Alder", "Birch", "Elm", "Ash", "Alder.Congress", "Alder.Congress.House", "Birch.Diet", "Alder.President", "Chief", "Tribunal", "Guard",
        "Staff", "Weapons", "AtWar", "Calm", "Move", "Unknown",
    ),
    "LOW": ("trade", "money", "legislate", "tax", "police", "command", "hold", "population"),
    "ARTREF": ("Art. 1(1)", "Art. 1(7)", "Art. 2", "Art. 2(1)", "Art. 9(9)"),
    "NUMBER": ("0", "1", "2", "55", "0.5", "-3", "1,000", "999999999999999"),
}  # fmt: skip
SOUND = {
    "CAP": ("Alder", "Birch", "Alder.Congress", "Birch.Diet", "Alder.President", "Chief", "Staff"),
    "LOW": ("trade", "money"),
    "ARTREF": ("Art. 1(5)", "Art. 1(7)", "Art. 1"),
    "NUMBER": ("1", "2", "3"),
    "PARAM": ("[Share]",),
}
HEADS = ("act", "act", "may", "bar", "bar_all", "residual", "must", "must_not", "organ", "entrance", "function", "in_force")
QUESTIONS = (
    "may Alder.Congress legislate on trade in Alder", "who may tax on money in Elm and Ash", "what may Chief do", "what is open", "what is silent",
    "who holds Weapons", "who commands Guard", "who pays for Staff", "may Guard of Ash be used in Elm", "may Chief hold Weapons",
)  # fmt: skip


def clause(source: random.Random, *, sound: bool = False) -> str:
    """A sentence of the language over the names of GROUND, now and then spoiled; sound: with a head and names that are likely to fit."""
    known = grammar()

    def word(words: tuple[str, ...]) -> str:
        kind = next(name for name, those in WORDS.items() if those is words)
        return source.choice((SOUND if sound else NAMES).get(kind, words))

    words = known.write(source.choice(HEADS) if sound else "start", source.choice, word, [source.randrange(1, 25)])
    if not sound and source.random() < 0.3:
        spoil(source, words)
    return spaced(words)


def spoil(source: random.Random, words: list[str]) -> None:
    """Leave out, repeat, exchange or replace a word."""
    here = source.randrange(len(words))
    match source.randrange(4):
        case 0:
            del words[here]
        case 1:
            words.insert(here, words[here])
        case 2:
            there = source.randrange(len(words))
            words[here], words[there] = words[there], words[here]
        case _:
            words[here] = source.choice(("shall", "(", ")", '"', "and", "or", ",", "each", "§", "failing", "it", "99999999999999999999", "[Share]"))


def by_grammar(source: random.Random, *, grounded: bool) -> str:
    """A document of sentences, below GROUND (half of these with likely names) or by themselves."""
    sound = grounded and source.random() < 0.5
    lines = [clause(source, sound=sound) for _ in range(source.randrange(1, 3))]
    return document("\n".join(lines), ground=GROUND if grounded else "polity Alder comprises Elm")


def document(clauses: str, ground: str = GROUND, front: str = "title: T") -> str:
    """Clauses as a document."""
    return f"---\n{front}\n---\n\n## Article 1. A\n\nGround.\n\n```foedus\n{ground}\n```\n\n## Article 2. B\n\nCase.\n\n```foedus\n{clauses}\n```\n"


def pieces() -> list[bytes]:
    """Shipped texts cut into articles, each with a front matter."""
    found = []
    for path in sorted(folder().rglob("*.md")):
        for part in path.read_text(encoding="utf-8").split("\n## ")[1:]:
            found.append(f"---\ntitle: T\n---\n\n## {part}"[:700].encode())
    return found


TOKENS = (
    b"```foedus\n", b"```\n", b"---\n", b"## Article 2. X\n", b"\r\n", b"\0", b"\xff", b"\xef\xbb\xbf", b"(", b'"', b"failing that ", b"> ",
    b"\xe2\x80\xa8", b"extends: x.md\n",
)  # fmt: skip


def by_bytes(source: random.Random, known: list[bytes]) -> bytes:
    """A piece of a shipped text with some bytes changed, cut, doubled or put in."""
    data = bytearray(source.choice(known))
    for _ in range(source.randrange(1, 6)):
        here = source.randrange(len(data) + 1)
        match source.randrange(5):
            case 0:
                data[here : here + 1] = bytes([source.randrange(256)])
            case 1:
                del data[here : here + source.randrange(1, 40)]
            case 2:
                data[here:here] = data[here : here + source.randrange(1, 60)]
            case 3:
                data[here:here] = source.choice(TOKENS)
            case _:
                data[here : here + 1] = b"\n"
    return bytes(data)


# ---- what must hold


def try_text(text: str, *, whole: bool) -> Settlement | None:
    """Read, resolve, write canonically; whole: coverage, silences and questions too. What is found must be located."""
    loaded = load(text, lambda name: None, find=lambda name, folder: None)
    for item in loaded.diagnostics:
        located(item, text)
    tail = text[text.find("## Article 2") :] if len(text) > 1500 else text
    once = fmt(tail)
    assert fmt(once) == once
    settlement = loaded.settlement
    if whole and settlement is not None:
        cover(settlement)
        for one in silences(settlement):
            located(one.diagnostic, text)
        if not loaded.errors:
            for answer in questions(settlement):
                assert answer
    return settlement


def questions(settlement: Settlement) -> Iterator[str]:
    """The answers to QUESTIONS, or why there is none."""
    for question in QUESTIONS:
        parsed = parse_question(question)
        assert not isinstance(parsed, Diagnostic)
        try:
            yield ask(settlement, parsed).sentence
        except FoedusError as problem:
            yield f"{problem.message} {problem.mend}" if problem.mend else ""


def try_bytes(data: bytes, *, whole: bool) -> None:
    """The same from the bytes of a file."""
    found = Diagnostics()
    text = decode(data, Path("x.md"), found)
    if text is None:
        assert [item.code for item in found.found] == ["F722"]
        assert found.found[0].span.line >= 1
        return
    try_text(text, whole=whole)


def located(item: Diagnostic, text: str) -> None:
    """A diagnostic has a code, words, a mend, and places within the text."""
    assert item.code.startswith("F")
    assert item.message
    assert item.mend
    assert item.places
    lines = text.count("\n") + text.count("\r") + 2
    assert all(0 <= place.span.line <= lines and place.span.column >= 0 for place in item.places)
    assert show(item, text).count("\n") >= 1
