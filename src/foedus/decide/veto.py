"""The veto players of an act, and those that are left after absorption.

A veto player is a body without whose yes nothing carries. Absorption here is by structure alone: bodies all of whose members answer to one
polity (or to one bloc that the caller names) count as one, named after it. What persons in them want, nobody knows beforehand.
Needs: the standard library. Source: Tsebelis, *Veto Players*, 2002, chapter 1.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from foedus.decide.figures import Json
from foedus.model.rule import Body, Member, names_of
from foedus.voting.game import Game


@dataclass(frozen=True, slots=True)
class Veto:
    """bodies: those that can stop the act, each with what absorbs it (empty: nothing); after_absorption: the veto players left."""

    bodies: Mapping[str, str]

    @property
    def after_absorption(self) -> tuple[str, ...]:
        """The veto players that are left, in the order of the rule."""
        return tuple(dict.fromkeys(absorbed or body for body, absorbed in self.bodies.items()))

    def as_json(self) -> Json:
        """The same as plain values."""
        return {"bodies": dict(self.bodies), "after_absorption": list(self.after_absorption)}


def veto_players(game: Game, bodies: tuple[Body, ...], blocs: Mapping[str, str] | None = None) -> Veto:
    """The veto players among the bodies of a rule. blocs: the bloc of a body, group or member by name; not told: the polities."""
    found: dict[str, str] = {}
    for body in bodies:
        whole = {kind.name: kind.count for kind in game.kinds if kind.body == body.name}
        if whole and game.blocking(whole):
            answers = {_bloc(body, member, blocs) for member in body.members}
            found[body.name] = answers.pop() if len(answers) == 1 else ""
    return Veto(found)


def _bloc(body: Body, member: Member, blocs: Mapping[str, str] | None) -> str:
    if blocs is None:
        return member.group("polity")
    return next((blocs[name] for name in names_of(body, member) if name in blocs), "")
