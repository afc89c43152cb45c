"""Possibilities: what can come about, from wherever it is asked, by anybody or by some alone.

Needs: `foedus.reason.possible`, `foedus.reason.game`. Source: design page REASONING, section 6.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from foedus.errors import LimitReached
from foedus.model import phrases as ph
from foedus.model import speech as sp
from foedus.model import words as w
from foedus.model.bind import Binding, condition
from foedus.model.calendar import days_30_360
from foedus.model.formula import FALSE, TRUE, Formula, Is, Value, all_of, any_of
from foedus.model.machine import Machine, Move, MoveKey, MoveKind
from foedus.model.settlement import Settlement
from foedus.reason.game import TIME_PASSES, Loses, Wins, game
from foedus.reason.limits import Deadline, Tried
from foedus.reason.portfolio import Matter, Refuted, Undecided, settle
from foedus.reason.possible import Follows, Stuck, possible
from foedus.reason.promise.deserted import Deserted, deserted
from foedus.reason.promise.docket import Docket
from foedus.reason.promise.ghosts import ASKED, CLOCK, with_clock, with_question
from foedus.reason.promise.given import model_of
from foedus.reason.promise.groundwork import few, groundwork
from foedus.reason.promise.lemma_words import clause_words
from foedus.reason.promise.saying import Saying
from foedus.reason.promise.story import Telling
from foedus.reason.promise.verdict import (
    PROVED,
    REFUTED,
    UNDECIDED,
    Broken,
    Certified,
    StuckThere,
    TraceStep,
    Verdict,
)
from foedus.reason.ways import alone

NOTHING = Binding()


def judged(docket: Docket, clause: sp.PossibleClause) -> Verdict:
    """Decide a possibility."""
    chance = clause.chance
    if isinstance(chance, sp.AloneCan):
        return _alone(docket, chance)
    if chance.once:
        return _once(docket, chance)
    return _wherever(docket, chance)


def ticks_of(settlement: Settlement, model: Machine, within: ph.Within | None) -> int | None:
    """A time limit in whole ticks of the machine; None where there is no limit."""
    if within is None:
        return None
    return _days(settlement, within) // tick_days(model)


def whose_moves(settlement: Settlement, own: Collection[str]) -> Callable[[Move], Formula]:
    """When a move is that of some polities or units alone: what the organs and the people of a unit do is its polity's, whichever that is then."""
    is_own = alone(frozenset(own))

    def whose(move: Move) -> Formula:
        actor = move.key.actor
        organ = settlement.organs.get(actor)
        owner = organ.owner if organ is not None else actor.removeprefix("the people of ").partition(" in ")[0]
        if owner in settlement.units:
            return any_of(TRUE if name == owner else settlement.belongs(owner, name) for name in own)
        return TRUE if is_own(move) else FALSE

    return whose


def time_of(settlement: Settlement, model: Machine, within: ph.Within | None) -> Fraction | None:
    """A time limit in ticks of the machine, the last of which may be a part of one; None where there is no limit."""
    return None if within is None else Fraction(_days(settlement, within), tick_days(model))


def _days(settlement: Settlement, within: ph.Within) -> int:
    return days_30_360(ph.Duration(ph.Amount(settlement.number(within.duration.number)), within.duration.unit))


def tick_days(model: Machine) -> int:
    """The days of one tick, by 30/360."""
    number, _, unit = model.ticks.partition(" ")
    size = {"year": 360, "month": 30, "day": 1}[unit.removesuffix("s")] if unit else 360
    return (1 if number == "a" else int(number or 1)) * size


def _wherever(docket: Docket, chance: sp.CanCome) -> Verdict:
    settlement, model = docket.settlement, model_of(docket)
    when = condition(settlement, chance.cond, NOTHING) if chance.cond is not None else TRUE
    goal = condition(settlement, chance.goal, NOTHING, every=True)
    hide = frozenset(name for name in model.variables if name.startswith("yes of "))
    ground, deadline = groundwork(settlement, docket.limits), Deadline(docket.limits.seconds)
    found = possible(model, when, goal, assume=ground.facts, hide=hide, limits=docket.limits, first=few(settlement))
    if isinstance(found, Follows):
        shown(settlement)[when, goal] = found
    if isinstance(found, Undecided):
        lost = _deserted(docket, model, when, goal, deadline)
        if lost is None:
            return undecided(docket, found.tried)
        tried = (*found.tried, *lost.proof.tried)
        found = Stuck(lost.trace, lost.situation, lost.proof.lemma, lost.proof.facts, lost.proof.certificate, False, tried)
    if isinstance(found, Stuck):
        return _stuck(docket, chance, model, found)
    limit = ticks_of(settlement, model, chance.within)
    if limit is not None and (not found.plans or any(ticks_in(plan.moves) > limit for plan in found.plans)):
        return _in_time(docket, chance, model, when, goal, limit)
    return _follows(docket, chance, model, found)


def shown(settlement: Settlement) -> dict[tuple[Formula, Formula], Follows | tuple[MoveKey, ...]]:
    """What was shown of a settlement: by question and goal the plans that always work, or the history that leads from the start to a goal."""
    known: dict[tuple[Formula, Formula], Follows | tuple[MoveKey, ...]] = settlement.memo.setdefault("shown", {})
    return known


def _deserted(
    docket: Docket, model: Machine, when: Formula, goal: Formula, deadline: Deadline, sides: Sequence[tuple[str, ...]] = ((),)
) -> Deserted | None:
    """A history in which a polity loses all its units, after which the goal is out of reach; None too where time runs out."""
    try:
        return None if deadline.is_over else deserted(docket, model, when, goal, deadline, sides)
    except LimitReached:
        return None


def _in_time(docket: Docket, chance: sp.CanCome, model: Machine, when: Formula, goal: Formula, limit: int) -> Verdict:
    """Decide it with a clock that runs from where the question is put."""
    timed = with_question(model, when, limit)
    hide = frozenset(name for name in model.variables if name.startswith("yes of "))
    put = all_of((Is(ASKED, True), Is(CLOCK, limit), when))
    found = possible(timed, put, goal, assume=groundwork(docket.settlement, docket.limits).facts, hide=hide, limits=docket.limits, first=few(docket.settlement))
    if isinstance(found, Undecided):
        return undecided(docket, found.tried)
    if isinstance(found, Stuck):
        trace = tuple(key for key in found.trace if key.act != ASKED)
        situation = {name: value for name, value in found.situation.items() if name not in (ASKED, CLOCK)}
        return _stuck(docket, chance, model, replace(found, trace=trace, situation=situation, because=(), facts=(), shortest=False))
    return _follows(docket, chance, model, found)


def ticks_in(moves: Iterable[MoveKey]) -> int:
    """How often time passes in a row of moves."""
    return sum(key.act == TIME_PASSES for key in moves)


def _follows(docket: Docket, chance: sp.CanCome, model: Machine, found: Follows) -> Verdict:
    saying, telling = Saying(docket.settlement, model), Telling(docket.settlement, model)
    plans = tuple(dict.fromkeys(_plan(saying, telling, plan.moves) for plan in found.plans if plan.moves))
    goal = w.cond(chance.goal) + (f" {w.within(chance.within)}" if chance.within is not None else "")
    cond = f"wherever {w.cond(chance.cond)}" if chance.cond is not None else "from everywhere"
    empty = f"It holds only because it can never be that {w.cond(chance.cond)}." if found.vacuous and chance.cond is not None else ""
    reason = empty or f"In every history, {cond}, some further history brings it about that {goal}."
    return docket.verdict(
        PROVED, reason, vacuous=bool(empty), plans=plans, certificate=Certified(found.certificate.by, ok=found.certificate.ok),
        tried=found.tried,
    )  # fmt: skip


def _plan(saying: Saying, telling: Telling, moves: Sequence[MoveKey], story: Sequence[TraceStep] = ()) -> tuple[str, ...]:
    """A way in sentences that cite their articles: the voices of one act together, time that passes in a row told once.

    story: the same moves as a history, where it is one; it knows what the passing of time brings about.
    """
    said: list[str] = []
    n = 0
    while n < len(moves):
        key = moves[n]
        end = n + 1
        while end < len(moves) and _alike(key, moves[end]):
            end += 1
        if key.act == TIME_PASSES:
            words = saying.move(key) + (f", {end - n} times" if end - n > 1 else "")
            cites = dict.fromkeys(cite for step in story[n:end] for cite in step.cites)
        else:
            act = f"{key.act} of {key.of}" if key.of else key.act
            together = f"{w.listed(telling.assembled([one.actor for one in moves[n:end]]))} consent to {act}"
            words = together if end - n > 1 else _plain(saying.move(key))
            cites = dict.fromkeys(cite for one in moves[n:end] for cite in telling.machine.by_key[one].cites)
        said.append(f"{words} ({', '.join(cites)})." if cites else f"{words}.")
        n = end
    return tuple(said)


def _alike(one: MoveKey, other: MoveKey) -> bool:
    """Both are the passing of time, or consents to the same."""
    if one.act == TIME_PASSES:
        return other == one
    return one.kind == MoveKind.CONSENT.value and (one.kind, one.act, one.of) == (other.kind, other.act, other.of)


def _plain(words: str) -> str:
    """Persons who may hold an office are alike: that it is filled is enough."""
    return re.sub(r": person \d+$", "", words)


def _stuck(docket: Docket, chance: sp.CanCome, model: Machine, found: Stuck) -> Verdict:
    telling = Telling(docket.settlement, model)
    story = telling.tell(found.trace)
    saying = telling.saying
    start = model.start
    state = {saying.name(name): value for name, value in found.situation.items() if value != start[name]}
    because = [f"{clause_words(saying, one)}." for one in found.because]
    because += [f"From there on always {fact}." for fact in _facts(saying, found.facts)]
    goal = w.cond(chance.goal) + (f" {w.within(chance.within)}" if chance.within is not None else "")
    after = f"After step {len(story.steps)}" if story.steps else "From the start"
    ending = f"{after} no act of anyone brings it about that {goal}: this breaks {docket.clause.name} ({docket.clause.cite})."
    return docket.verdict(
        REFUTED, ending, trace=story.steps, folded=story.folded, shortest=found.shortest, broken=Broken(goal, {}, ending),
        stuck=StuckThere(state, tuple(because)), tried=found.tried,
    )  # fmt: skip


def _facts(saying: Saying, facts: Sequence[Formula]) -> Iterator[str]:
    """Facts in words; where many units belong is said once."""
    belong: dict[Value, int] = {}
    for fact in facts:
        if isinstance(fact, Is) and fact.variable.startswith("polity of "):
            belong[fact.value] = belong.get(fact.value, 0) + 1
        else:
            yield saying.formula(fact)
    yield from (f"{number} units belong to {polity}" if number > 1 else f"a unit belongs to {polity}" for polity, number in belong.items())


def _once(docket: Docket, chance: sp.CanCome) -> Verdict:
    """`it can once come about that P`: a history from the start, or a proof that there is none."""
    settlement, model = docket.settlement, model_of(docket)
    goal = condition(settlement, chance.goal, NOTHING, every=True)
    hide = frozenset(name for name in model.variables if name.startswith("yes of "))
    ground = groundwork(settlement, docket.limits)
    limit = ticks_of(settlement, model, chance.within)
    if limit is not None:
        model = with_clock(model, limit)
    found = settle(Matter(model, ground.facts, False, hide, first=few(settlement)), goal, docket.limits, Deadline(docket.limits.seconds))
    if isinstance(found, Undecided):
        return undecided(docket, found.tried)
    telling = Telling(settlement, model, (CLOCK,))
    said = w.cond(chance.goal) + (f" {w.within(chance.within)}" if chance.within is not None else "")
    if isinstance(found, Refuted):
        if limit is None:
            shown(settlement)[TRUE, goal] = found.trace
        story = telling.tell(found.trace)
        plan = _plan(telling.saying, telling, found.trace, story.steps) or (f"It holds from the start that {said}.",)
        return docket.verdict(PROVED, f"A lawful history brings it about that {said}.", plans=(plan,), shortest=found.shortest,
                              certificate=Certified("a history that the kernel made", ok=True), tried=found.tried)  # fmt: skip
    because = tuple(f"{clause_words(telling.saying, one)}." for one in found.lemma)
    ending = f"No act of anyone ever brings it about that {said}: this breaks {docket.clause.name} ({docket.clause.cite})."
    return docket.verdict(REFUTED, ending, trace=(), broken=Broken(said, {}, ending), stuck=StuckThere({}, because), tried=found.tried)


def _alone(docket: Docket, chance: sp.AloneCan) -> Verdict:
    """`each of A and B alone can always bring about P`: the year game for each; without `each of`, all of them together."""
    settlement, model = docket.settlement, model_of(docket)
    goal = condition(settlement, ph.Facts(ph.Names((chance.condition,))), NOTHING, every=True)
    limit = time_of(settlement, model, chance.within)
    ground = groundwork(settlement, docket.limits)
    sides = sides_of(chance)
    wins: list[tuple[tuple[str, ...], Wins]] = []
    tried: list[Tried] = []
    for own in sides:
        deadline = Deadline(docket.limits.seconds)
        found = game(model, own, goal, within=limit, assume=ground.facts, limits=docket.limits, whose=whose_moves(settlement, own))
        tried += found.tried
        if isinstance(found, Undecided):
            lost = _deserted(docket, model, TRUE, goal, deadline, sides)
            if lost is None:
                return undecided(docket, tried)
            found = Loses(lost.trace, (*tried, *lost.proof.tried), True, lost.proof.lemma, lost.proof.facts)
            return _loses(docket, chance, model, lost.own, found, shortest=False)
        if isinstance(found, Loses):
            return _loses(docket, chance, model, own, found)
        wins.append((own, found))
    return _wins(docket, chance, model, wins, goal, tuple(tried))


def sides_of(chance: sp.AloneCan) -> list[tuple[str, ...]]:
    """Who must be able to bring it about: each by itself, or all of them together."""
    return [(name,) for name in chance.names.items] if chance.each or len(chance.names.items) == 1 else [tuple(chance.names.items)]


def _loses(docket: Docket, chance: sp.AloneCan, model: Machine, own: tuple[str, ...], found: Loses, *, shortest: bool = True) -> Verdict:
    telling = Telling(docket.settlement, model)
    story = telling.tell(found.trace)
    who = w.listed(own)
    limit = f" within {w.duration(chance.within.duration)}" if chance.within and not found.idly else ""
    after = f"After step {len(story.steps)}" if story.steps else "From the start"
    why = "however long it takes, if the others do nothing" if found.idly else "if the others do not wish it"
    ending = (
        f"{after} {who} alone cannot bring about {chance.condition}{limit}, {why}: "
        f"this breaks {docket.clause.name} ({docket.clause.cite})."
    )
    saying = telling.saying
    because = [f"{clause_words(saying, one)}." for one in found.because]
    because += [f"By moves of {who} and time alone, always {fact}." for fact in _facts(saying, found.facts)]
    return docket.verdict(
        REFUTED, ending, trace=story.steps, folded=story.folded, shortest=shortest, broken=Broken(chance.condition, {"who": who}, ending),
        stuck=StuckThere({}, tuple(because)) if because else None, tried=found.tried,
    )  # fmt: skip


def _wins(
    docket: Docket, chance: sp.AloneCan, model: Machine, wins: list[tuple[tuple[str, ...], Wins]], goal: Formula, tried: tuple[Tried, ...]
) -> Verdict:
    saying, telling = Saying(docket.settlement, model), Telling(docket.settlement, model)
    ground = groundwork(docket.settlement, docket.limits)
    plans = []
    for own, _ in wins:
        way = _way_alone(docket, model, own, goal, ground.facts)
        if way:
            plans.append((f"{w.listed(own)} alone:", *_plan(saying, telling, way)))
    slowest = max(found.ticks for _, found in wins)
    soon = f"within {saying.ticks(slowest)}" if slowest else "at once"
    if chance.within is not None and soon != w.within(chance.within):
        soon += f", and so {w.within(chance.within)}"
    reason = f"Whatever the others do, {w.listed([w.listed(own) for own, _ in wins])} can bring about {chance.condition} alone, {soon}."
    vacuous = all(found.vacuous for _, found in wins)
    return docket.verdict(PROVED, reason, vacuous=vacuous, plans=tuple(plans), certificate=Certified("every situation looked at", ok=True),
                          tried=tried)  # fmt: skip


def _way_alone(docket: Docket, model: Machine, own: tuple[str, ...], goal: Formula, facts: tuple[Formula, ...]) -> tuple[MoveKey, ...]:
    """One way from the start by their own moves and the passing of time."""
    sides = frozenset(own)

    def only(move: Move) -> bool:
        return (bool(move.sides) and sides.issuperset(move.sides)) or move.key.act == TIME_PASSES

    found = settle(Matter(model, facts, only=only), goal, docket.limits, Deadline(docket.limits.seconds).within(5.0))
    return found.trace if isinstance(found, Refuted) else ()


def undecided(docket: Docket, tried: Iterable[Tried]) -> Verdict:
    """Neither a proof nor a refutation within the limit."""
    found = tuple(tried)
    methods = ", ".join(dict.fromkeys(f"{one.method}: {one.outcome}" for one in found))
    return docket.verdict(UNDECIDED, f"Neither a proof nor a history was found within the limit ({methods}).", tried=found)
