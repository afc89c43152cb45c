"""A story about a small settlement: clauses, then lines that say what somebody does, how it comes out, and how things stand.

    Alder.House consents to War: pending, needs Alder.Senate
    Birch.House does War: void, by Art. 1(5)
    time passes 2
    vacancy of Chief: done
    = AtWar: no

Acts are made by `kernel.step`; what an act, a consent or a no is judged to be comes from `kernel.may`. Both must agree.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import import_module
from textwrap import dedent

from foedus.errors import Diagnostic
from foedus.model.gazetteer import NoPlaces
from foedus.text.markdown import clauses as split_clauses
from foedus.text.parse import parse_clause

KINDS = {
    "does": "act",
    "consents to": "consent",
    "says no to": "no",
    "withdraws from": "withdrawal",
    "objects to": "objection",
    "is heard on": "hearing",
}
_LINE = re.compile(
    rf"(?P<actor>.+?) (?P<verb>{'|'.join(KINDS)}) (?P<act>\w+)(?: of (?P<of>.+?))?: (?P<outcome>done|pending|breach|void|cannot)(?P<more>,.*)?"
)
_EVENT = re.compile(r"(?P<event>[a-z ]+?)(?: of (?P<of>.+?))?: (?P<outcome>done|breach|cannot|void)(?P<more>,.*)?")
_TIME = re.compile(r"time passes(?: (?P<ticks>\d+))?")
_FACT = re.compile(r"= (?P<name>.+?): (?P<value>.+)")

@dataclass(frozen=True)
class Woods(NoPlaces):
    """Facts about the four units of the stories: most people live in Elm."""

    def series_names(self) -> tuple[str, ...]:
        return ("population", "votes_cast")

    def series(self, name: str):
        return {"Elm": 40, "Fir": 10, "Oak": 20, "Yew": 20} if name in self.series_names() else None


PARTIES = """
polity Alder comprises Elm, Fir
polity Birch comprises Oak, Yew
"""


@dataclass(frozen=True)
class Story:
    """Clauses, after those that name the parties, and what is told of them. parties: others, where it matters."""

    name: str
    clauses: str
    told: str
    parties: str = PARTIES

    def read(self) -> tuple[object, ...]:
        """The clauses as values; they are the same for every kernel."""
        text = f"{dedent(self.parties)}\n{dedent(self.clauses)}"
        found = [parse_clause(raw.text, line=raw.line) for raw in split_clauses(text, 1)]
        wrong = [one for one in found if isinstance(one, Diagnostic)]
        assert not wrong, wrong
        return tuple(found)

    @property
    def lines(self) -> tuple[str, ...]:
        return tuple(line.strip() for line in self.told.split("\n") if line.strip() and not line.strip().startswith("#"))


def tell(story: Story, clauses: Iterable[object]) -> None:
    """Tell a story by the kernel that is imported at this moment; AssertionError where it comes out otherwise."""
    resolved = import_module("foedus.model.resolve").settle(clauses, gazetteer=Woods())
    errors = [item.message for item in resolved.diagnostics.found if item.severity.value == "error"]
    assert not errors, errors
    teller = _Teller(resolved.settlement)
    for line in story.lines:
        teller.take(line)


class _Teller:
    def __init__(self, settlement) -> None:
        self.kernel = import_module("foedus.model.kernel")
        self.machine = import_module("foedus.model.machine")
        self.settlement = settlement
        self.now = self.kernel.start(settlement)

    def take(self, line: str) -> None:
        if fact := _FACT.fullmatch(line):
            self.fact(line, fact["name"], fact["value"])
        elif time := _TIME.fullmatch(line):
            for _ in range(int(time["ticks"] or 1)):
                self.now = self.kernel.step(self.settlement, self.now, self.machine.MoveKey("event", "", "time passes"))
        elif told := _LINE.fullmatch(line):
            self.act(line, told)
        elif event := _EVENT.fullmatch(line):
            self.event(line, self.machine.MoveKey("event", "", event["event"], event["of"] or ""), event["outcome"], event["more"] or "")
        else:
            raise ValueError(f"this line cannot be read: {line}")

    def fact(self, line: str, name: str, value: str) -> None:
        known = self.now.values
        assert name in known, f"{line}\nthere are: {', '.join(known)}"
        said = {True: "yes", False: "no"}.get(known[name], str(known[name])) if isinstance(known[name], bool) else str(known[name])
        assert said == value, f"{line}\nit is: {said}"

    def act(self, line: str, told: re.Match[str]) -> None:
        key = self.machine.MoveKey(KINDS[told["verb"]], told["actor"], told["act"], told["of"] or "")
        before = self.now
        if key in {move.key for move in self.kernel.moves(self.settlement)}:
            if key.kind not in ("act", "consent"):
                self.event(line, key, told["outcome"], told["more"] or "")
                return
            self.move(line, key, told["outcome"], told["more"] or "")
        judged = self.kernel.may(self.settlement, before, actor=told["actor"], act=told["act"], of=told["of"] or "")
        self.judged(line, judged, told["outcome"], told["more"] or "")

    def event(self, line: str, key, outcome: str, more: str) -> None:
        """What is no act and no consent is lawful, or a breach of the duties named: all of them, and no others."""
        failing = self.machine.failing({move.key: move for move in self.kernel.moves(self.settlement)}[key], self.now.values)
        self.move(line, key, outcome, "")
        if outcome in ("done", "breach"):
            against = {cite for part in failing for cite in part.cites}
            wanted = {name.strip() for name in more.removeprefix(", by ").split(" and ")} if more else set()
            assert against == wanted, f"{line}\nagainst {against}"
            assert bool(failing) == (outcome == "breach"), f"{line}\nfails: {failing}"

    def move(self, line: str, key, outcome: str, more: str) -> None:
        """Make a move; a refusal changes nothing."""
        before = dict(self.now.values)
        found = self.kernel.step(self.settlement, self.now, key)
        if isinstance(found, self.kernel.Refusal):
            assert found.verdict.value == outcome, f"{line}\nit is {found.verdict.value}: {found.missing}"
            assert found.missing
            assert found.asked
        else:
            assert outcome in ("done", "pending", "breach"), f"{line}\nit is not refused"
            self.now = found
        assert self.now.values == before or not isinstance(found, self.kernel.Refusal)

    def judged(self, line: str, found, outcome: str, more: str) -> None:
        assert found.verdict.value == outcome, f"{line}\nit is {found.verdict.value}: {getattr(found, 'missing', '')}"
        for part in filter(None, re.split(r"(?:^|[,;]) (?=needs|by|who|for)", more)):
            word, _, rest = part.partition(" ")
            wanted = {name.strip() for name in rest.split(" and ")}
            if word == "needs":
                assert found.needs == wanted, f"{line}\nneeds {set(found.needs)}"
            elif word == "by":
                assert wanted <= set(found.cites), f"{line}\ncites {found.cites}"
            elif word == "who":
                assert wanted <= set(found.who_may), f"{line}\nwho may: {found.who_may}"
            elif word == "for":
                assert any(rest in missing for missing in found.missing), f"{line}\nmissing {found.missing}"
            else:
                raise ValueError(f"this cannot be read: {part}")
