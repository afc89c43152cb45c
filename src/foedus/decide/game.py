"""The game of an act: its Rule read as a simple game, under a reading that is told.

Needs: the standard library. Source: design page VOTING, sections 1 and 2.

>>> import foedus
>>> war = game_of(foedus.load("soft-secession"), "DeclareWar")
>>> war.winning({"Commonwealth"}), war.blocking({"Commonwealth"})
(False, True)
"""

from __future__ import annotations

from collections.abc import Mapping

from foedus.decide.rules import RuleOfAct, rule_of
from foedus.decide.standing import Standing
from foedus.errors import ModelError
from foedus.model.rule import bodies
from foedus.model.settlement import Settlement
from foedus.voting.game import Attendance, Game, Lot, game


def game_of(
    settlement: Settlement,
    act: str,
    *,
    standing: Standing | None = None,
    attendance: Attendance | None = None,
    vacant: Mapping[str, int] | None = None,
    lot: Lot | None = None,
) -> Game:
    """The game of an act. Raises QuestionError for an unknown act; ModelError for a rule that is no simple game, with the reason.

    standing: who belongs where; vacant: empty seats by body, or by `member in body`; attendance, lot: as in `voting.game`.
    """
    return game_of_rule(rule_of(settlement, act, standing=standing), attendance=attendance, vacant=vacant, lot=lot)


def game_of_rule(
    read: RuleOfAct,
    *,
    attendance: Attendance | None = None,
    vacant: Mapping[str, int] | None = None,
    lot: Lot | None = None,
) -> Game:
    """The game of a Rule that was read already."""
    try:
        return game(read.rule, attendance=attendance, vacant=vacant_seats(read, vacant or {}), lot=lot)
    except ModelError as problem:
        raise ModelError(f"{read.act} ({', '.join(read.cites)}): {problem.message}", mend=problem.mend) from problem


def vacant_seats(read: RuleOfAct, vacant: Mapping[str, int]) -> dict[tuple[str, str], int]:
    """Vacancies by (body, member), from vacancies by body or by `member in body`. Raises ModelError for a body that has no such seats.

    Of a body, they are taken from its largest entries first, which changes nothing where its members are alike.
    """
    found: dict[tuple[str, str], int] = {}
    for name, number in vacant.items():
        member, _, body_name = name.rpartition(" in ")
        body = next((body for body in bodies(read.rule) if body.name == body_name or (body.name == name and not member)), None)
        entries = [entry for entry in body.members if not member or entry.name == member] if body else []
        held = sum(entry.count for entry in entries)
        if body is None or not 0 <= number <= held:
            known = ", ".join(body.name for body in bodies(read.rule))
            raise ModelError(f"{number} vacant seats of {name} are no part of {read.act}", mend=f"name one of {known}, and as many seats as it has")
        left = number
        for entry in sorted(entries, key=lambda one: -one.count):
            taken = min(left, entry.count)
            if taken:
                found[(body.name, entry.name)] = found.get((body.name, entry.name), 0) + taken
            left -= taken
    return found
