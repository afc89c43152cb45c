"""How an office is elected jointly, read from its clause: who, by what way, and what the text leaves open about it.

The language has words for the people, the method, ties and vacancy. It has none for what an audit needs to be fixed
beforehand; these stand among what is open until the parties fix them in the plan.

Needs: the standard library. Source: LANGUAGE, sections 6 and 8; design page VOTING, section 7.

>>> import foedus
>>> found = joint_office(foedus.load("soft-secession"), "CommanderInChief")
>>> found.way.value, found.polities, found.cites
('plurality of all people', ('Commonwealth', 'Federation'), ('Art. 5(3)',))
"""

from __future__ import annotations

from dataclasses import dataclass

from foedus.errors import QuestionError
from foedus.model import clauses as cl
from foedus.model.settlement import Organ, Settlement
from foedus.source import Citation
from foedus.voting.assertion import Way

OF_THE_AUDIT = (
    "what risk of confirming a wrong result the parties accept",
    "how many cards may be missing before nothing is certified",
    "who is entitled to vote, and by which day the registers are frozen",
    "who holds the cards, and who of the other polity may watch them",
    "what follows when a side withholds its part of the seed, or its keys",
)
"""What an audit needs to be fixed before the election, and the language has no words for."""


@dataclass(frozen=True, slots=True)
class JointOffice:
    """The election of an office. way: None where the text's method has no audit here; tie, vacancy: what the text says, in words."""

    name: str
    title: str
    method: str
    way: Way | None
    polities: tuple[str, ...]
    tie: str
    vacancy: str
    open: tuple[str, ...]
    cites: tuple[Citation, ...]


def joint_offices(settlement: Settlement) -> tuple[str, ...]:
    """The offices that the people of several polities elect."""
    return tuple(name for name, organ in settlement.organs.items() if organ.kind == "office" and len(_polities(settlement, organ)) > 1)


def joint_office(settlement: Settlement, name: str) -> JointOffice:
    """Read how an office is elected by the people. Raises QuestionError for what is no such office, naming those that are."""
    organ = settlement.organs.get(name)
    electors = _electors(organ) if organ else None
    if organ is None or electors is None:
        known = joint_offices(settlement) or tuple(other for other, one in settlement.organs.items() if _electors(one))
        raise QuestionError(
            f"{name} is no office that the people elect", mend=f"name one of {', '.join(known[:6])}" if known else "declare such an office"
        )
    polities = _polities(settlement, organ)
    way = _way(electors, len(polities))
    ties, traits = organ.traits.ties, organ.traits
    tie = {"lot": "broken by lot", "lost": "nobody is elected", "rule": "broken by whom the text names"}[ties.how] if ties else ""
    vacancy = f"{traits.acting} acts" if traits.acting else "refilled as the text says" if traits.refilled_by else ""
    vacancy = vacancy or ("the holder stays until succeeded" if traits.until_succeeded else "")
    return JointOffice(name, organ.title, electors.method, way, polities, tie, vacancy, _open(way, tie, vacancy, electors), (organ.cite,))


def _electors(organ: Organ) -> cl.Electors | None:
    for way in organ.traits.filling:
        if way.how == "elected" and way.electors is not None and way.electors.how in ("people", "own_people"):
            return way.electors
    return None


def _polities(settlement: Settlement, organ: Organ) -> tuple[str, ...]:
    """The polities whose people elect: those named, else the organ's own."""
    electors = _electors(organ)
    if electors is None:
        return ()
    if electors.names is None:
        return settlement.sides(organ.name)
    found = dict.fromkeys(side for name in electors.names.items if isinstance(name, str) for side in (settlement.sides(name) or (name,)))
    return tuple(found)


def _way(electors: cl.Electors, polities: int) -> Way | None:
    if electors.method == "electoral_college":
        return Way.ELECTORS
    if electors.method != "plurality":
        return None
    return Way.PLURALITY if electors.together or polities < 2 else Way.DOUBLE


def _open(way: Way | None, tie: str, vacancy: str, electors: cl.Electors) -> tuple[str, ...]:
    found = []
    if way is None:
        found.append(f"how a count by {electors.method} is audited: no assertion is known here, so every card is counted by hand")
    if not tie:
        found.append("what a tie does (taken as: the office is vacant)")
    if way is Way.DOUBLE:
        found.append("what follows when the polities prefer different candidates (taken as: the office is vacant)")
    if way is Way.ELECTORS:
        found.append("how many electors each unit has, and what follows when nobody has more than half")
    if not vacancy:
        found.append("who acts while the office is vacant (taken as: nobody)")
    return (*found, *OF_THE_AUDIT)
