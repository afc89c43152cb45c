"""What happens without anybody's competence: time passes, elections are held or tied, offices fall vacant, payers vote no share.

Needs: the standard library. Source: design page LANGUAGE, section 3.
"""

from __future__ import annotations

from foedus.model import phrases as ph
from foedus.model.bind import (
    VACANT,
    holder,
    incompatible,
    offices,
    person_names,
    persons,
    share,
)
from foedus.model.effects import exclusive
from foedus.model.formula import FALSE, TRUE, Formula, Is, any_of, negation
from foedus.model.machine import Effect, GuardPart, Move, MoveKey, MoveKind, Outcome
from foedus.model.money import fallback_cite, payers_of
from foedus.model.procedure import Building
from foedus.model.settlement import Organ
from foedus.model.spans import days_between, force_ticks, start_date
from foedus.model.undone import leavings
from foedus.source import Citation

TIME_PASSES = "time passes"
"""The event that moves time by one tick."""


def add_events(build: Building) -> None:
    """Add all events of a settlement but the passing of time."""
    for office in offices(build.settlement):
        _add_elections(build, office)
        _event(
            build,
            "vacancy",
            office.name,
            _vacatable(build, office),
            (Effect(TRUE, holder(office.name), VACANT, (office.cite,)),),
            office.cite,
        )
    for organ in build.settlement.organs.values():
        if organ.name in build.on_election and not any(office.name == organ.name for office in offices(build.settlement)):
            _event(build, "election", organ.name, (), tuple(build.on_election[organ.name]), organ.cite)
        _add_withholding(build, organ)
    _add_articles(build)
    build.moves += leavings(build.settlement)


def _event(
    build: Building,
    name: str,
    of: str,
    guard: tuple[GuardPart, ...],
    effects: tuple[Effect, ...],
    cite: Citation,
    sides: tuple[str, ...] = (),
) -> None:
    kept = tuple(part for part in guard if part.formula != TRUE)
    build.moves.append(Move(MoveKey(MoveKind.EVENT.value, "", name, of), kept, exclusive(effects), (cite,), sides))


def _exists(build: Building, office: Organ) -> GuardPart:
    return GuardPart(build.settlement.exists(office.name), Outcome.CANNOT, (office.cite,), f"there is a {office.name}")


def _vacatable(build: Building, office: Organ) -> tuple[GuardPart, ...]:
    filled = negation(Is(holder(office.name), VACANT))
    return (_exists(build, office), GuardPart(filled, Outcome.CANNOT, (office.cite,), f"somebody is {office.title}"))


def _term(office: Organ) -> ph.Duration | None:
    return next((way.every for way in office.traits.filling if way.every is not None), office.traits.term)


def term_timer(office: str) -> str:
    """The name of the countdown of an office's term."""
    return f"term of {office}"


def filling_parts(
    build: Building, office: Organ, person: str, term: ph.Duration | None
) -> tuple[tuple[GuardPart, ...], tuple[Effect, ...]]:
    """What it takes to put a person into an office (vacant or its term over, nothing incompatible), and what follows."""
    settlement, cite = build.settlement, office.cite
    free: Formula = Is(holder(office.name), VACANT)
    effects = [Effect(TRUE, holder(office.name), person, (cite,))]
    length = term or _term(office)
    if length is not None:
        timer = term_timer(office.name)
        _declare_term(build, office, length)
        free = any_of((free, Is(timer, 0)))
        effects.append(Effect(TRUE, timer, build.ticks.of(length), (cite,)))
    guard = [_exists(build, office), GuardPart(free, Outcome.CANNOT, (cite,), f"{office.name} is vacant or its term is over")]
    known = set(person_names(persons(settlement)[office.name]))
    for other, by in incompatible(settlement, office).items():
        if person_names(persons(settlement)[other]) == tuple(sorted(known, key=_number)):
            held = negation(Is(holder(other), person))
            phrase = f"{by} incompatible with {other if by == cite else office.name}"
            guard.append(GuardPart(held, Outcome.VOID, (by,), f"nobody is {office.name} and {other}", phrase))
    return tuple(guard), tuple(effects)


def _number(person: str) -> int:
    return int(person.rpartition(" ")[2])


def _declare_term(build: Building, office: Organ, length: ph.Duration) -> None:
    timer, number = term_timer(office.name), build.ticks.of(length)
    if timer in build.variables:
        return
    start = 0 if office.traits.initially_vacant else number
    build.timer(timer, number, office.cite, start=start, words=f"the term of {office.name}")
    if not office.traits.until_succeeded:
        build.at_zero(timer, (Effect(TRUE, holder(office.name), VACANT, (office.cite,)),))


def _add_elections(build: Building, office: Organ) -> None:
    """By the people: won by anybody eligible, or tied. For life, by rotation and by lot the successor simply follows."""
    for way in office.traits.filling:
        by_people = way.how == "elected" and (way.electors is None or way.electors.how != "rule")
        if not by_people and way.how not in ("life", "rotating", "lot"):
            continue
        name = {"elected": "election", "life": "succession", "rotating": "rotation", "lot": "drawing"}[way.how]
        people = person_names(persons(build.settlement)[office.name])
        for person in people:
            guard, effects = filling_parts(build, office, person, way.every)
            of = office.name if len(people) == 1 else f"{office.name}, {person}"
            _event(build, name, of, guard, (*effects, *build.on_election.get(office.name, ())), office.cite)
        if by_people and (office.traits.ties is None or office.traits.ties.how == "lost"):
            guard, _ = filling_parts(build, office, people[0], way.every)
            open_ = tuple(part for part in guard if not part.phrase)
            _event(build, "tied election", office.name, open_, (Effect(TRUE, holder(office.name), VACANT, (office.cite,)),), office.cite)


def _add_withholding(build: Building, organ: Organ) -> None:
    """A payer votes no share, unless the text keeps the organ funded all the same."""
    settlement = build.settlement
    kept = fallback_cite(settlement, organ.name)
    for payer in payers_of(settlement, organ.name):
        guard = [GuardPart(settlement.exists(payer), Outcome.CANNOT, (organ.cite,), f"there is a {payer}")]
        if kept:
            guard.append(GuardPart(negation(TRUE), Outcome.CANNOT, (kept,), "the last budget does not continue", f"{kept} failing that"))
        effect = Effect(TRUE, share(payer, organ.name), False, (organ.cite,))
        _event(build, "no share voted", f"{organ.name}, {payer}", tuple(guard), (effect,), organ.cite, settlement.sides(payer))


def _add_articles(build: Building) -> None:
    """An article is in force from the start, or from its day, until its time is over."""
    settlement = build.settlement
    start = start_date(settlement)
    for article, clause in settlement.in_force_clauses.items():
        name = f"{article} in force"
        begins = clause.start is None or clause.start == start or start is None
        build.boolean(name, begins, clause.cite, name)
        if not begins and clause.start is not None and start is not None:
            wait = max(1, days_between(start, clause.start) // build.ticks.days)
            build.timer(f"time until {article}", wait, clause.cite, start=wait)
            build.at_zero(f"time until {article}", (Effect(TRUE, name, True, (clause.cite,)),))
        length = force_ticks(settlement, build.ticks, clause)
        if length:
            timer = f"time left of {article}"
            build.timer(timer, length, clause.cite, start=length)
            again: Formula = FALSE
            if clause.renewable_by is not None:
                again = Is(renewed(article), True)
                build.at_zero(timer, (Effect(again, timer, length, (clause.cite,)), Effect(again, renewed(article), False, (clause.cite,))))
            lapses = clause.stage is None or clause.stage.how not in ("continues", "last_budget", "adopted")
            if lapses:
                build.at_zero(timer, (Effect(negation(again), name, False, (clause.cite,)),))


def renewed(article: str) -> str:
    """The name of the variable that says whether another such time of an article follows the one that runs."""
    return f"renewal of {article}"


def add_time(build: Building) -> None:
    """Add the passing of time, last, when everything that waits for it is known."""
    if not build.expiring:
        return
    cites = tuple(dict.fromkeys(cite for effect in build.expiring for cite in effect.cites))
    # What runs out sets its values first: a countdown set anew at that moment is not told down as well.
    ordered = sorted(build.expiring, key=lambda effect: not isinstance(effect.value, str | bool | int))
    effects = exclusive(ordered)
    build.moves.append(Move(MoveKey(MoveKind.EVENT.value, "", TIME_PASSES), (), effects, cites, words=f"{build.ticks.words} passes"))
