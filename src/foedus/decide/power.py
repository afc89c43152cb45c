"""How strongly everybody decides an act: indices, groups, patterns, cheapest coalitions, who can carry it and who can stop it.

The figures are exact fractions; `as_json` gives each as "p/q" with a float beside it. Voting power is a priori: it knows no parties.
Needs: the standard library. Source: design page VOTING, sections 2 to 4 and 11.

>>> import foedus
>>> war = power_of(foedus.load("soft-secession"), "DeclareWar")
>>> war.players, war.veto.after_absorption
(537, ('Commonwealth', 'Federation'))
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from foedus.decide.cheapest import CheapestOf, cheapest_of
from foedus.decide.figures import Json, attempt, figure, text
from foedus.decide.game import game_of_rule
from foedus.decide.rules import RuleOfAct, rule_of
from foedus.decide.standing import Standing, census
from foedus.decide.veto import Veto, veto_players
from foedus.errors import FoedusError, LimitReached
from foedus.model.rule import Member, bodies, needed
from foedus.model.settlement import Settlement
from foedus.voting.coalition import Patterns, minimal
from foedus.voting.further import deegan_packel, holler, johnston, owen
from foedus.voting.game import Attendance, Game, Lot
from foedus.voting.indices import Power, power

SHOWN = 50
"""How many patterns are told one by one; all are counted."""

CURVE = tuple(Fraction(step, 20) for step in range(21))
"""The chances of a yes at which the curve of the power to act is told."""

A_PRIORI = "a priori: every vote is as likely a yes as a no, and nobody knows of parties"


@dataclass(frozen=True, slots=True)
class GroupPower:
    """The sums over a group: a chamber, an organ, a unit or a polity; can it carry the act alone, and can it stop it alone?"""

    kind: str
    name: str
    members: int
    penrose_banzhaf_normalised: Fraction
    shapley_shubik: Fraction
    can_carry: bool
    can_block: bool

    def as_json(self) -> Json:
        """The same as plain values."""
        return {
            "kind": self.kind,
            "name": self.name,
            "members": self.members,
            **figure("penrose_banzhaf_normalised", self.penrose_banzhaf_normalised),
            **figure("shapley_shubik", self.shapley_shubik),
            "can_carry": self.can_carry,
            "can_block": self.can_block,
        }


@dataclass(frozen=True)
class ActPower:
    """The voting power in one act.

    title: of the settlement; read: the Rule with its words and citations; game; power: indices of every kind of members; people: by unit, and
    the name of that count. What is dear is worked out when first asked for; where a limit is reached, LimitReached is raised then.
    """

    title: str
    read: RuleOfAct
    game: Game
    power: Power
    standing: Standing
    people: Mapping[str, int]
    people_from: str
    blocs: Mapping[str, str] | None = None

    @property
    def act(self) -> str:
        """The act, by its full name."""
        return self.read.act

    @property
    def cites(self) -> tuple[str, ...]:
        """The clauses that the rule rests on."""
        return self.read.cites

    @property
    def players(self) -> int:
        """How many members play."""
        return self.game.members

    @property
    def reading(self) -> str:
        """Under which reading the rule is a game; it goes with every figure."""
        return "; ".join((self.game.reading, *self.read.notes, A_PRIORI))

    @cached_property
    def groups(self) -> tuple[GroupPower, ...]:
        """Chambers, organs of several chambers, units and polities, each with its sums."""
        found: list[GroupPower] = []
        for kind in ("body", "organ", "unit", "polity"):
            for name, sums in self.power.grouped(kind).items():
                if name and not (kind == "organ" and self._is_one_body(name)):
                    group = {name} if kind != "body" else self._members_of(name)
                    found.append(
                        GroupPower(
                            "chamber" if kind == "body" else kind,
                            name,
                            int(sums["members"]),
                            sums["penrose_banzhaf"],
                            sums["shapley_shubik"],
                            self.game.winning(group),
                            self.game.blocking(group),
                        )
                    )
        return tuple(found)

    def _is_one_body(self, organ: str) -> bool:
        return len({row.kind.body for row in self.power.rows for entry in row.kind.entries if entry.group("organ") == organ}) < 2

    def _members_of(self, body: str) -> set[str] | dict[str, int]:
        return {kind.name: kind.count for kind in self.game.kinds if kind.body == body}

    @cached_property
    def curve(self) -> tuple[tuple[Fraction, Fraction], ...]:
        """The chance that the act carries, for each chance of a yes: the act(p) curve."""
        return tuple((chance, self.power.act_at(chance)) for chance in CURVE)

    @cached_property
    def even_chance(self) -> tuple[Fraction, Fraction]:
        """The chance of a yes at which carrying is as likely as not, as a narrow interval."""
        return self.power.even_chance()

    @cached_property
    def winning(self) -> Patterns:
        """The minimal winning coalitions, as patterns."""
        return minimal(self.game)

    @cached_property
    def blocking(self) -> Patterns:
        """The minimal blocking coalitions, as patterns."""
        return minimal(self.game.dual())

    @cached_property
    def cheapest(self) -> tuple[CheapestOf, CheapestOf]:
        """The cheapest winning and the cheapest blocking coalitions: by members, by units, by people."""
        return cheapest_of(self.game, self._people_of)

    def work_out(self) -> None:
        """Work out now what is dear and would be worked out when first asked for; a limit that is reached is told then, and not now."""
        for way in (lambda: self.winning, lambda: self.blocking, lambda: self.cheapest, lambda: self.curve):
            with suppress(LimitReached):
                way()

    def _people_of(self, body: str, entry: Member) -> int:
        """The people for whom a unit's delegation stands; of an electorate, the votes that carry it."""
        if body in self.read.voices:
            unit, polity = entry.group("unit"), entry.group("polity")
            units = (unit,) if unit else self.standing.units(polity)
            whole = sum(self.people.get(one, 0) for one in units)
            return needed(self.read.voices[body], whole) if body == entry.name else whole
        return self.people.get(entry.group("unit"), 0)

    @cached_property
    def veto(self) -> Veto:
        """The bodies without whose yes nothing carries, and which of them are left after absorption."""
        return veto_players(self.game, bodies(self.read.rule), self.blocs)

    def further(self) -> dict[str, dict[str, Fraction] | str]:
        """The indices less in use, by name; where one would take too long, the reason in words. Owen's value needs blocs: the polities."""
        blocs = dict(self.blocs or {name: name for name in self.standing.settlement.polities if self._answers(name)})
        ways: dict[str, Callable[[], dict[str, Fraction]]] = {
            "johnston": lambda: johnston(self.game),
            "deegan_packel": lambda: deegan_packel(self.game),
            "holler": lambda: holler(self.game),
        }
        if blocs:
            ways["owen"] = lambda: owen(self.game, blocs)
        found: dict[str, dict[str, Fraction] | str] = {}
        for name, way in ways.items():
            try:
                found[name] = way()
            except FoedusError as problem:
                found[name] = problem.message
        return found

    def _answers(self, polity: str) -> bool:
        return any(entry.group("polity") == polity for kind in self.game.kinds for entry in kind.entries)

    # ---- as JSON

    def as_json(self, *, further: bool = False) -> Json:
        """The same as plain values."""
        low, high = self.even_chance
        found: Json = {
            "settlement": self.title,
            "act": self.act,
            "rule": self.read.words,
            "cites": list(self.cites),
            "reading": self.reading,
            "exact": True,
            "players": self.players,
            "members": [self._member(row.name) for row in self.power.rows],
            "coleman": {
                **figure("act", self.power.act),
                "members": [
                    {"name": row.name, **figure("prevent", row.prevent), **figure("initiate", row.initiate)} for row in self.power.rows
                ],
            },
            "groups": [one.as_json() for one in self.groups],
            "act_curve": [{"yes": float(chance), **figure("act", act)} for chance, act in self.curve],
            "even_chance": {"low": text(low), "high": text(high), "float": float((low + high) / 2)},
            "patterns": {"winning": attempt(lambda: self._patterns(self.winning)), "blocking": attempt(lambda: self._patterns(self.blocking))},
            "cheapest": {
                "winning": attempt(lambda: self.cheapest[0].as_json()),
                "blocking": attempt(lambda: self.cheapest[1].as_json()),
                "people_from": self.people_from,
            },
            "veto_players": self.veto.as_json(),
        }
        if further:
            found["further"] = {
                name: {"refused": index} if isinstance(index, str) else [{"name": of, **figure("value", value)} for of, value in index.items()]
                for name, index in self.further().items()
            }
        return found

    def _member(self, name: str) -> Json:
        row = self.power[name]
        return {
            "name": name,
            "body": row.kind.body,
            "count": row.kind.count,
            **figure("penrose_banzhaf_absolute", row.penrose_banzhaf_absolute),
            **figure("penrose_banzhaf_normalised", row.penrose_banzhaf),
            **figure("shapley_shubik", row.shapley_shubik),
            "is_dummy": row.is_dummy,
            "is_vetoer": row.is_vetoer,
            "is_dictator": row.is_dictator,
        }

    def _patterns(self, found: Patterns) -> Json:
        shown: list[Json] = []
        for pattern in found:
            if len(shown) == SHOWN:
                break
            levels = {kind.name: level for kind, level in zip(self.game.kinds, pattern.levels, strict=True) if level}
            shown.append({"of": levels, "size": pattern.size, "coalitions": pattern.coalitions})
        return {"number": found.number, "coalitions": found.coalitions, "shown": shown}


def power_of(
    settlement: Settlement,
    act: str,
    *,
    moved: Mapping[str, str] | None = None,
    sizes: Mapping[str, int] | None = None,
    vacant: Mapping[str, int] | None = None,
    attendance: Attendance | None = None,
    lot: Lot | None = None,
    blocs: Mapping[str, str] | None = None,
) -> ActPower:
    """The voting power of everybody in an act.

    act: as in `rule_of`; moved: units that changed polity; sizes: houses that changed size; vacant: empty seats by body; attendance: FULL where
    the rule has a quorum; lot: which bound, where numbers are made equal by lot; blocs: for Owen's value and absorption, the bloc by name.
    Raises QuestionError for an unknown act, ModelError for a rule that is no simple game, LimitReached for one that is too large.
    """
    standing = Standing(settlement, moved or {}, sizes or {})
    read = rule_of(settlement, act, standing=standing)
    played = game_of_rule(read, attendance=attendance, vacant=vacant, lot=lot)
    people, people_from = census(settlement)
    return ActPower(settlement.title, read, played, power(played), standing, people, people_from, blocs)
