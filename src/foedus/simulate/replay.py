"""One world told year by year, in whole people, votes and cents; every institutional act goes through the kernel and cites its article.

The equations give the year; here it is written down in whole numbers that add up: remainders go to the largest, then by place number. An act that
the kernel refused would stand in `refused`: there is none where the model and the text agree.
Needs: NumPy.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foedus.errors import ModelError
from foedus.model.compile import machine
from foedus.model.kernel import Refusal, Situation, step
from foedus.model.kernel import start as start_of
from foedus.model.machine import Move, MoveKind, failing
from foedus.model.settlement import Settlement
from foedus.simulate import politics
from foedus.simulate.compiled import Decision
from foedus.simulate.draws import Weather
from foedus.simulate.equations import State, before_votes, lasting, start
from foedus.simulate.ground import Ground
from foedus.simulate.reference import BLOCK
from foedus.simulate.yearly import SEED, Source, prepare
from foedus.source import Citation

Floats = NDArray[np.float64]
CENTS = 100_000
"""Cents in a thousand dollars."""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that happened, with the article that provides it."""

    year: int
    text: str
    cite: Citation = ""


@dataclass(frozen=True)
class Account:
    """One year in whole numbers, by place: people, arrivals and departures; votes by group; what purses gave (cents) and joint heads cost (cents)."""

    year: int
    people: Sequence[int]
    moved_in: Sequence[int]
    moved_out: Sequence[int]
    born: Sequence[int]
    arrived: Sequence[int]
    flow_cents: Sequence[int]
    charge_cents: Sequence[int]
    purse_of: Sequence[int]
    votes: tuple[Sequence[int], Sequence[int]] | None = None


@dataclass
class Replay:
    """A world: what happened, and its accounts. refused: acts that the kernel would not have."""

    title: str
    world: int
    seed: int
    codes: tuple[str, ...]
    lines: list[Line] = field(default_factory=list)
    accounts: list[Account] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """Plain values."""
        return {
            "title": self.title, "world": self.world, "seed": self.seed, "codes": list(self.codes),
            "lines": [{"year": one.year, "text": one.text, "cite": one.cite} for one in self.lines],
            "accounts": [{name: _plain(getattr(one, name)) for name in Account.__dataclass_fields__} for one in self.accounts],
            "refused": [one.asked for one in self.refused],
        }  # fmt: skip


def _plain(value: Any) -> Any:
    return [list(part) for part in value] if isinstance(value, tuple) and value and isinstance(value[0], list) else value


def whole_parts(values: Floats, total: int) -> list[int]:
    """Whole numbers near the values that add to a total: remainders by size, then by place number.

    >>> whole_parts(np.array([0.5, 0.5, 1.2]), 2)
    [1, 0, 1]
    """
    floors = np.floor(values)
    parts = [int(floor) for floor in floors]
    order = sorted(range(len(parts)), key=lambda n: (-(values[n] - floors[n]), n))
    left = total - sum(parts)
    for n in range(abs(left)):
        parts[order[n % len(order)] if left > 0 else order[-1 - n % len(order)]] += 1 if left > 0 else -1
    return parts


def replay(
    settlement: Source, *, world: int = 0, years: int = 20, seed: int = SEED, cards: Mapping[str, float] | None = None, rule: str = "balanced_by_tax"
) -> Replay:
    """Replay one world of a settlement; the numbers are those of the reference engine. Raises ModelError for a negative world."""
    if world < 0:
        raise ModelError(f"there is no world {world}", mend="worlds are numbered from 0")
    ready = prepare(settlement, vs=(), worlds=1, years=years, seed=seed, cards=cards, rule=rule)
    ground = ready.task.grounds[0]
    column = world % BLOCK
    weather = Weather(seed, np.arange(world - column, world - column + BLOCK, dtype=np.uint64))
    told = Replay(ready.settlements[0].title, world, seed, ground.calibration.codes)
    acting = Acting(ready.settlements[0], ground, told)
    lived, state = lasting(ground, ready.task.values, weather), start(ground, BLOCK)
    politics.take_seats(ground, state, 0)
    people = whole_parts(state.population[:, column], round(float(state.population[:, column].sum())))
    for t in range(1, years + 1):
        before = state.population[:, column].copy()
        acting.begin(t)
        acting.take_effect(state, column, t)
        before_votes(ground, state, lived, weather, ready.task.values, t)
        members = state.member if state.member.ndim == 1 else state.member[:, column]
        politics.votes_of_the_year(ground, state, weather, ready.task.values, t)
        account = _account(ground, state, column, t, people, before, ready.task.values, members)
        people = list(account.people)
        told.accounts.append(account)
        acting.act(state, weather, ready.task.values, column, t, account)
    return told


def _account(
    ground: Ground, state: State, w: int, t: int, people: list[int], before: Floats, cards: Mapping[str, float], members: NDArray[np.int64]
) -> Account:
    c, year = ground.calibration, state.year
    moved_in, moved_out = year.moved_in[:, w], year.moved_out[:, w]
    moves = round(float(moved_in.sum()))
    into, out = whole_parts(moved_in, moves), whole_parts(moved_out, moves)
    born = [round(float(n)) for n in (before - moved_out + moved_in) * c.people.natural]
    arrived = whole_parts(c.people.immigration * float(cards["immigration"]), round(float(cards["immigration"])))
    now = [a + b - x + y + z for a, b, x, y, z in zip(people, into, out, born, arrived, strict=True)]
    purse_of = [0] * c.places if ground.compiled.common_tax else [int(one) for one in members]
    votes = _votes(state, w) if year.won else None
    charge = year.charge[:, w] * CENTS
    owed = float(c.fiscal.deficit[ground.rule] / c.fiscal.product.sum()) * year.product[:, w] * CENTS
    return Account(c.base.year + t, now, into, out, born, arrived, _by_purse(year.flow[:, w] * CENTS, owed, purse_of),
                   whole_parts(charge, round(float(charge.sum()))), purse_of, votes)  # fmt: skip


def _by_purse(cents: Floats, owed: Floats, purse_of: Sequence[int]) -> list[int]:
    """Flows in cents which add, in each purse, to what it may owe: its part of the deficit, to the cent nothing where the rule balances."""
    found = [0] * len(purse_of)
    for purse in sorted(set(purse_of)):
        inside = [n for n, one in enumerate(purse_of) if one == purse]
        whole = whole_parts(cents[inside], round(float(owed[inside].sum())))
        for n, part in zip(inside, whole, strict=True):
            found[n] = part
    return found


def _votes(state: State, w: int) -> tuple[list[int], list[int]]:
    votes, share = state.year.votes[:, w], state.year.shares[0][:, w]
    whole = whole_parts(votes, round(float(votes.sum())))
    first = [round(n * float(one)) for n, one in zip(whole, share, strict=True)]
    return first, [n - one for n, one in zip(whole, first, strict=True)]


class Acting:
    """The institutions of one world: what the model decides is done through the kernel."""

    def __init__(self, settlement: Settlement, ground: Ground, told: Replay) -> None:
        self.settlement, self.ground, self.told = settlement, ground, told
        self.machine, self.situation = machine(settlement), start_of(settlement)
        words = self.machine.ticks.split()
        self.tick = 0 if not words else 1 if words[0] in ("a", "1") else int(words[0]) if words[0].isdigit() and words[1].startswith("year") else 0
        self.year = ground.calibration.base.year

    def begin(self, t: int) -> None:
        """A year begins: time passes, where the text counts it in years."""
        self.year = self.ground.calibration.base.year + t
        if self.tick and t % self.tick == 0:
            self._do(self._events("time passes"), "")

    def take_effect(self, state: State, w: int, t: int) -> None:
        """Tell the changes that take effect this year."""
        if state.member.ndim == 1:
            return
        for place in np.nonzero(state.due[:, w] == t)[0]:
            polity = self.ground.compiled.polities[1 - int(state.member[place, w])]
            change = self.ground.compiled.change
            self._tell(f"{self.ground.calibration.codes[place]} belongs to {polity}", change.cite if change else "")

    def act(self, state: State, weather: Weather, cards: Mapping[str, float], w: int, t: int, account: Account) -> None:
        """Elections, budgets, changes of polity and partings of the year."""
        self._elect(state, w, account)
        self._fund(state, weather, cards, w, t)
        self._change(state, w, t)
        self._part(state, w, t)

    # ---- what is done

    def _elect(self, state: State, w: int, account: Account) -> None:
        for number, office in enumerate(self.ground.compiled.offices):
            if number not in state.year.won:
                continue
            group = 0 if state.year.won[number][w] >= 0.5 else 1
            votes = account.votes
            count = f", {sum(votes[0]):,} votes to {sum(votes[1]):,}" if votes else ""
            self._tell(f"{office.title} is elected: {self.ground.calibration.base.groups[group]}{count}", office.cite)
            open_moves = [move for move in self._events("election", office.name) if not failing(move, self.situation.values)]
            self._do(open_moves[:1], office.cite, quiet=True)

    def _fund(self, state: State, weather: Weather, cards: Mapping[str, float], w: int, t: int) -> None:
        compiled = self.ground.compiled
        if not any(head.decision is not None for head in compiled.heads) or state.parted[w]:
            return
        u = weather.uniforms("joint decisions", len(compiled.leaves), t)[:, w]
        for head in compiled.heads:
            for polity in compiled.polities:
                name = f"Fund of {head.name}, {polity}"
                decision = next((one for one in compiled.decisions if one.name == name), None)
                whole = compiled.decisions[head.decision] if head.decision is not None else decision
                if decision is not None and whole is not None:
                    self._vote_share(head.name, polity, decision, self._yes(state, u, whole, cards, w), head.continues)

    def _yes(self, state: State, u: Floats, whole: Decision, cards: Mapping[str, float], w: int) -> set[int]:
        leaves = list(whole.leaves)
        medians = state.medians[leaves, w]
        middle = 0.5 * (medians.max() + medians.min())
        refuses = politics.refusal(np.abs(medians - middle), cards)
        return {leaf for n, leaf in enumerate(leaves) if u[self.ground.compiled.leaves[leaf].item] >= refuses[n]}

    def _vote_share(self, organ: str, polity: str, decision: Decision, said: set[int], continues: bool) -> None:
        names = [self.ground.compiled.leaves[leaf].name for leaf in decision.leaves if leaf in said]
        mask = sum(1 << n for n, leaf in enumerate(decision.leaves) if leaf in said)
        passed = any(mask & one == one for one in decision.winning)
        funding = [self.machine.by_key[move.key] for move in self.machine.by_act.get(("Fund", f"{organ}, {polity}"), ()) if move.key.actor in names]
        if passed:
            able = [move for move in funding if move.kind in (MoveKind.ACT, MoveKind.CONSENT) and not failing(move, self.situation.values)]
            self._do(able, decision.cites[0], quiet=True)
            self._tell(f"{polity} votes its share for {organ}", decision.cites[0])
            return
        refusing = [self.ground.compiled.leaves[leaf].name for leaf in decision.leaves if leaf not in said]
        self._tell(f"{' and '.join(refusing)} refuse {polity}'s share for {organ}; {'the last budget continues' if continues else 'it lapses'}",
                   decision.cites[0])  # fmt: skip
        lapses = [move for move in self._events("no share voted", f"{organ}, {polity}") if not failing(move, self.situation.values)]
        self._do(lapses[:1] if not continues else [], decision.cites[0], quiet=True)

    def _change(self, state: State, w: int, t: int) -> None:
        change = self.ground.compiled.change
        if change is None:
            return
        for place in np.nonzero(state.due[:, w] == t + change.wait)[0]:
            code = self.ground.calibration.codes[place]
            polity = 1 - int(state.member[place, w])
            number = change.receiving[polity]
            voices = [] if number is None else [self.ground.compiled.leaves[leaf].name for leaf in self.ground.compiled.decisions[number].leaves]
            act = self._act_of("ChangePolity", code)
            self._consent(act, code, [f"the people of {code}", *voices])
            self._tell(f"{code} decides to join {self.ground.compiled.polities[polity]}, which consents", change.cite)

    def _act_of(self, fallback: str, code: str) -> str:
        change = self.ground.compiled.change
        names = [name for name, act in self.settlement.acts.items() if change is not None and act.cite == change.cite]
        return names[0] if names and (names[0], code) in self.machine.by_act else fallback

    def _part(self, state: State, w: int, t: int) -> None:
        part = self.ground.compiled.part
        if part is None or state.parts[w] != t + part.wait:
            return
        self._tell("In this scenario the question of parting was put, and carried", part.cite)

    # ---- through the kernel

    def _consent(self, act: str, of: str, voices: Sequence[str]) -> None:
        for voice in voices:
            moves = [move for move in self.machine.by_act.get((act, of), ()) if move.key.actor == voice]
            self._do([move for move in moves if move.kind in (MoveKind.ACT, MoveKind.CONSENT)][:1], "", quiet=True)

    def _events(self, act: str, of: str = "") -> list[Move]:
        found = [move for (name, what), moves in self.machine.by_act.items() if name == act and (not of or what == of or what.startswith(f"{of}, "))
                 for move in moves]  # fmt: skip
        return [move for move in found if move.kind is MoveKind.EVENT]

    def _do(self, moves: Sequence[Move], cite: Citation, *, quiet: bool = True) -> None:
        for move in moves:
            after = step(self.settlement, self.situation, move.key)
            if isinstance(after, Situation):
                self.situation = after
                if not quiet:
                    self._tell(str(move.key), cite)
            else:
                self.told.refused.append(after)
                self._tell(f"refused: {move.key}: {'; '.join(after.missing)}", after.cites[0] if after.cites else "")

    def _tell(self, text: str, cite: Citation) -> None:
        self.told.lines.append(Line(self.year, text, cite))


def lines_of(told: Replay) -> Iterator[str]:
    """The lines as text."""
    for line in told.lines:
        yield f"{line.year}  {line.text}{f' ({line.cite})' if line.cite else ''}"
