"""The parts of a situation in words: `AK belongs to Alder`, `Guard of AK is under CommanderInChief`, `the consent of X to DeclareWar stands`.

Names of variables never reach people; each kind of variable has one pattern here.
Needs: the standard library. Source: design page REASONING, section 9.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from foedus.model.bind import NOBODY, ORPHAN, VACANT
from foedus.model.formula import All, Any, Formula, Is, Not, Value, Weighs
from foedus.model.machine import Machine, MoveKey, MoveKind
from foedus.model.settlement import Settlement
from foedus.model.words import listed


@dataclass
class Saying:
    """Says what holds, for one settlement and one machine (which may have ghosts)."""

    settlement: Settlement
    machine: Machine
    _patterns: list[tuple[re.Pattern[str], Callable[..., str]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._patterns = [(re.compile(pattern), told) for pattern, told in self._table()]

    # ---- one value

    def fact(self, variable: str, value: Value) -> str:
        """A variable has a value, as a sentence without its full stop."""
        if variable in self.settlement.conditions:
            return f"{variable} holds" if value else f"{variable} does not hold"
        for pattern, told in self._patterns:
            match = pattern.fullmatch(variable)
            if match:
                return told(*match.groups(), value)
        known = self.machine.variables.get(variable)
        said = known.words if known is not None and known.words else variable
        if value is True:
            return said
        if value is False:
            return f"it is not so that {said}"
        return f"{said}: {value}"

    def denied(self, variable: str, value: Value) -> str:
        """A variable has another value than this one."""
        known = self.machine.variables.get(variable)
        others = [other for other in known.domain if other != value] if known is not None else []
        if len(others) == 1:
            return self.fact(variable, others[0])
        if isinstance(value, int) and not isinstance(value, bool) and value == 0 and variable.startswith(("time ", "term ", "wait ")):
            return self._running(variable)
        if value == VACANT:
            return f"{variable.removeprefix('holder of ')} is filled"
        if value == NOBODY and variable.startswith("command of "):
            return f"{variable.removeprefix('command of ')} is under somebody's command"
        said = self.fact(variable, value)
        for verb, denial in ((" is under ", " is not under "), (" belongs to ", " does not belong to "), (" holds ", " does not hold ")):
            if verb in said:
                return said.replace(verb, denial, 1)
        return f"not: {said}"

    def _running(self, variable: str) -> str:
        if variable.startswith("time to object to "):
            return f"{variable.removeprefix('time to object to ')} waits for objections"
        if variable.startswith("time to "):
            return f"{variable.removeprefix('time to ')} is decided and on its way"
        if variable.startswith("time left for "):
            return f"the time for {variable.removeprefix('time left for ')} runs"
        return f"{variable} is not over"

    def _table(self) -> Iterator[tuple[str, Callable[..., str]]]:
        yield r"polity of (.+)", lambda unit, value: f"{self.unit(unit)} belongs to {value or 'no polity'}"
        yield r"command of (.+)", lambda force, value: f"{force} is under {'nobody’s command' if value == NOBODY else value}"
        yield r"holder of (.+)", self._holder
        yield r"share of (.+?) in (.+)", lambda payer, organ, value: f"the share of {payer} in {organ} is {'' if value else 'not '}voted"
        yield r"yes of (.+?) to (.+)", lambda bloc, act, value: f"the consent of {bloc} to {act} {'stands' if value else 'does not stand'}"
        yield r"given by (.+?) to (.+)", lambda bloc, act, value: f"{bloc} has {'' if value else 'not '}consented to {act}"
        yield r"objection of (.+?) to (.+)", lambda who, act, value: f"{who} {'objects' if value else 'does not object'} to {act}"
        yield r"time to object to (.+)", lambda act, value: self._left(f"{act} waits for objections", f"{act} does not wait for objections", value)
        yield r"time to (.+)", lambda act, value: self._left(f"{act} takes effect", f"{act} is not on its way", value)
        yield r"time left for (.+)", lambda act, value: self._left(f"the time for {act} ends", f"no time runs for {act}", value)
        yield r"time left of (.+)", lambda what, value: self._left(f"{what} lapses", f"the time of {what} is over", value)
        yield r"term of (.+)", lambda office, value: self._left(f"the term of {office} ends", f"the term of {office} is over", value)
        yield r"wait for (.+)", lambda act, value: self._left(f"{act} may be done", f"the waiting period of {act} is over", value)
        yield r"step of (.+)", lambda act, value: f"{act} has come to its step {value}"
        yield r"breach of (.+?) by (.+)", lambda article, who, value: f"{who} is {'' if value else 'not '}in breach of {article}"
        yield r"allowed under (.+)", lambda article, value: f"what {article} forbids is {'' if value else 'not '}allowed"
        yield r"renewal of (.+)", lambda article, value: f"{article} is {'' if value else 'not '}renewed"
        yield r"(.+) in force", lambda article, value: f"{article} is {'' if value else 'not '}in force"
        yield r"(.+) amended", lambda article, value: f"{article} has {'' if value else 'not '}been amended"
        yield r"entrance to (.+)", lambda polity, value: f"entrance to {polity} is {value}"
        yield r"(.+) heard on (.+)", lambda organ, act, value: f"{organ} was {'' if value else 'not '}heard on {act}"

    def _holder(self, what: str, value: Value) -> str:
        if what in self.settlement.lots:
            if value == NOBODY:
                return f"nobody holds {what}"
            return f"{what} have lost their holder" if value == ORPHAN else f"{value} holds {what}"
        if value == VACANT:
            return f"{what} is vacant"
        known = self.machine.variables.get(f"holder of {what}")
        return f"{what} is filled" if known is not None and len(known.domain) == 2 else f"{what} is held by {value}"

    def _left(self, soon: str, over: str, value: Value) -> str:
        return f"{soon} in {self.ticks(int(value))}" if value else over

    # ---- names and times

    def unit(self, code: str) -> str:
        """A unit by its name in full."""
        known = self.settlement.units.get(code)
        return known.title if known is not None else code

    def ticks(self, number: int) -> str:
        """So many ticks of time in words."""
        match = re.fullmatch(r"(a|\d+) (year|month|day)s?", self.machine.ticks)
        if match is None:
            return f"{number} ticks"
        many = number * (1 if match.group(1) == "a" else int(match.group(1)))
        return f"{many} {match.group(2)}{'' if many == 1 else 's'}"

    def name(self, variable: str) -> str:
        """A variable as a heading: what its value is the value of."""
        for start, said in (("yes of ", "consent of "), ("given by ", "consent given by "), ("polity of ", "polity of ")):
            if variable.startswith(start):
                return said + variable.removeprefix(start)
        return variable

    # ---- formulas

    def formula(self, formula: Formula) -> str:
        """A formula in words; alternatives by `or`, long ones cut after a few."""
        match formula:
            case Is(variable, value):
                return self.fact(variable, value)
            case Not(Is(variable, value)):
                return self.denied(variable, value)
            case Not(part):
                return f"it is not so that {self.formula(part)}"
            case All(parts):
                return listed(self._few([self.formula(part) for part in parts])) if parts else "nothing more is needed"
            case Any(parts):
                return listed(self._few([self.formula(part) for part in parts]), "or") if parts else "this can never be"
            case Weighs():
                return "enough of them say so"

    @staticmethod
    def _few(said: list[str], most: int = 4) -> list[str]:
        told = list(dict.fromkeys(said))
        return told if len(told) <= most + 1 else [*told[:most], f"{len(told) - most} more of this kind"]

    # ---- moves

    def move(self, key: MoveKey) -> str:
        """A move as a sentence without its full stop."""
        act = f"{key.act} of {key.of}" if key.of else key.act
        match MoveKind(key.kind):
            case MoveKind.EVENT:
                return self._event(key)
            case MoveKind.ACT:
                return f"{key.actor} does {act}"
            case MoveKind.CONSENT:
                return f"{key.actor} {self._verb(key.actor, 'consents', 'consent')} to {act}"
            case MoveKind.NO:
                return f"{key.actor} {self._verb(key.actor, 'says', 'say')} no to {act}"
            case MoveKind.WITHDRAWAL:
                return f"{key.actor} {self._verb(key.actor, 'withdraws its', 'withdraw their')} consent to {act}"
            case MoveKind.OBJECTION:
                return f"{key.actor} {self._verb(key.actor, 'objects', 'object')} to {act}"
            case MoveKind.HEARING:
                return f"{key.actor} is heard on {act}" if " asks " not in key.of else key.of
            case MoveKind.USE:
                return f"{key.actor} {key.act}{' ' + key.of if key.of else ''}"

    @staticmethod
    def _verb(actor: str, one: str, many: str) -> str:
        return many if actor.startswith("the people of ") else one

    def _event(self, key: MoveKey) -> str:
        office, _, person = key.of.partition(", ")
        match key.act:
            case "time passes":
                return f"{self.machine.ticks[:1].upper()}{self.machine.ticks[1:]} passes" if self.machine.ticks[:1] == "a" else f"{self.machine.ticks} pass"
            case "vacancy":
                return f"{office} falls vacant"
            case "election":
                return f"{office} is elected" + (f": {person}" if person else "")
            case "tied election":
                return f"the election of {office} is tied"
            case "no share voted":
                return f"{person} votes no share of {office}"
            case "duty left undone":
                return f"{office} leaves undone what {person} asks"
            case "succession":
                return f"the successor of {office} follows"
            case act:
                return f"{act} of {key.of}" if key.of else act
