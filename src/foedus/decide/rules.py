"""The Rule of an act, read from its clause: every phrase of a text becomes a Count or a Gate, citing its article.

Steps of one act are joined by `any`; an objection reads as the consent of those who may object; hearing, time limits and ties are the
kernel's and no part of a Rule. In a game the people of a polity or unit are one voice; `entitled` makes them so many voters.
Needs: the standard library. Source: design page VOTING, section 1; LANGUAGE, section 6.

>>> import foedus
>>> from foedus.model.rule import counts
>>> war = rule_of(foedus.load("soft-secession"), "DeclareWar")
>>> [count.of.name for count in counts(war.rule)][:2], war.cites
(['Commonwealth.Congress.House', 'Commonwealth.Congress.Senate'], ('Art. 7(2)',))
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass

from foedus.decide.acts import act_named
from foedus.decide.bodies import Bodies
from foedus.decide.phrases import Reading
from foedus.decide.standing import Standing
from foedus.model import phrases as ph
from foedus.model import words
from foedus.model.rule import Base, Rule, Threshold
from foedus.model.settlement import Settlement
from foedus.source import Citation


@dataclass(frozen=True, slots=True)
class RuleOfAct:
    """The Rule of one act's instance.

    act: its full name; rule: as nodes; words: as written; cites: the clauses it rests on; notes: how what is no node was read;
    silent: citations of counts whose base the text does not say; voices: for each electorate that is one voice, what carries within it; unsaid:
    citations of counts of several bodies of which the text does not say whether they vote each or together.
    """

    act: str
    rule: Rule
    words: str
    cites: tuple[Citation, ...]
    notes: tuple[str, ...] = ()
    silent: tuple[Citation, ...] = ()
    ties: ph.Ties | None = None
    voices: Mapping[str, Threshold] = field(default_factory=dict)
    unsaid: tuple[Citation, ...] = ()


def rule_of(
    settlement: Settlement,
    act: str,
    *,
    standing: Standing | None = None,
    silent_base: Base = Base.VOTING,
    together: bool = False,
    entitled: Mapping[str, Mapping[str, int]] | None = None,
) -> RuleOfAct:
    """Read the Rule of an act, or the way in which an organ decides.

    act: `DeclareWar`, `ChangePolity of AZ`, `Remove of Chief`, or an organ's name. standing: who belongs where; silent_base: how a share
    without a base is read; together: whether bodies of which the text does not say so vote together; entitled: for electorates counted by
    head, those entitled by electorate and unit.
    Raises QuestionError for an act that the text does not know, or that is of something and is not told of what.
    """
    named = act_named(settlement, act)
    bodies = Bodies(standing or Standing(settlement), _series(named.steps), entitled or {})
    reading = Reading(bodies, named.binding, named.cite, silent_base, together=together)
    rule = reading.act(named)
    written = "; failing that ".join(words.rule(phrase) for step in named.steps for phrase in step.rules)
    cites = tuple(dict.fromkeys((named.cite, *reading.cites)))
    return RuleOfAct(
        named.name,
        rule,
        written,
        cites,
        notes=tuple(reading.notes),
        silent=tuple(dict.fromkeys(reading.silent)),
        ties=named.ties,
        voices=reading.voices,
        unsaid=tuple(dict.fromkeys(reading.unsaid)),
    )


def _series(part: object) -> tuple[str, ...]:
    """The series that some Count within weighs by."""
    if isinstance(part, ph.Comprising | ph.WeightedBy):
        return (part.series,)
    if isinstance(part, tuple):
        return tuple(dict.fromkeys(name for item in part for name in _series(item)))
    if is_dataclass(part) and not isinstance(part, type):
        return _series(tuple(getattr(part, field.name) for field in fields(part)))
    return ()
