"""An act as it is named: `DeclareWar`, `ChangePolity of AZ`, `Remove of Chief`, `Election of Chief`, or an organ by its own way of deciding.

Needs: the standard library.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass

from foedus.errors import QuestionError
from foedus.model import clauses as cl
from foedus.model import phrases as ph
from foedus.model.bind import Binding
from foedus.model.compile import entranced, fill_rules, machine
from foedus.model.money import payers_of
from foedus.model.settlement import Organ, Settlement
from foedus.source import Citation


@dataclass(frozen=True, slots=True)
class StepNamed:
    """One step that votes: the rules that must all carry, and who may object."""

    rules: tuple[ph.RulePhrase, ...]
    objection: ph.Objection | None = None


@dataclass(frozen=True, slots=True)
class ActNamed:
    """An act's instance: its full name, what it is of, its steps, and in words what of it is no vote."""

    name: str
    binding: Binding
    cite: Citation
    steps: tuple[StepNamed, ...]
    left_out: tuple[str, ...] = ()
    ties: ph.Ties | None = None


def act_named(settlement: Settlement, name: str) -> ActNamed:
    """Find an act by name. Raises QuestionError, with what may stand instead, where there is none or it is not told of what it is."""
    act, _, of = name.strip().partition(" of ")
    clause = settlement.acts.get(act)
    if clause is not None:
        return _declared(settlement, clause, of.strip())
    implied = _implied(settlement, act, of.strip())
    if implied is not None:
        return implied
    found = settlement.find(name.strip())
    organ = settlement.organs.get(found or "")
    if organ is not None:
        own = ph.ConsentOf(ph.Names((organ.name,)))
        return ActNamed(f"a decision of {organ.name}", Binding("organ", organ.name), organ.cite, (StepNamed((own,)),))
    known = [*settlement.acts, *settlement.organs]
    close = difflib.get_close_matches(act, known, n=3) or list(settlement.acts)[:6]
    raise QuestionError(f"there is no act {name.strip()}", mend=f"name {' or '.join(close)}" if close else "declare an act in the text")


def _declared(settlement: Settlement, clause: cl.ActClause, of: str) -> ActNamed:
    instances = {binding.words: binding for binding in Binding.instances(settlement, clause.of)}
    if of not in instances:
        close = difflib.get_close_matches(of, instances, n=2) or list(instances)[:2]
        examples = " or ".join(f"`{clause.name} of {one}`" if one else f"`{clause.name}`" for one in close)
        said = f"{clause.name} is not of {of}" if of else f"{clause.name} is an act of something ({clause.cite})"
        raise QuestionError(said, mend=f"name {examples or 'another act: there is nothing that it could be of'}")
    binding = instances[of]
    name = f"{clause.name} of {of}" if of else clause.name
    steps, left_out = _steps(clause)
    if len(steps) > 1:
        steps = steps[: _come_to(settlement, name)]
    if clause.when is not None:
        left_out.append("its conditions are taken as met")
    return ActNamed(name, binding, clause.cite, tuple(steps), tuple(left_out), clause.ties)


def _steps(clause: cl.ActClause) -> tuple[list[StepNamed], list[str]]:
    """The steps that vote, and what of the others is left out."""
    rules = tuple(rule for rule in (clause.by, clause.with_consent) if rule is not None)
    steps = [StepNamed(rules, clause.objection)] if rules else []
    left_out = []
    for stage in clause.stages:
        if stage.how == "rule" and stage.rule is not None:
            steps.append(StepNamed((stage.rule,), stage.objection))
        elif stage.how == "decides":
            steps.append(StepNamed((ph.ConsentOf(ph.Names((stage.who,))),), stage.objection))
        elif stage.how == "adopted":
            left_out.append("that it is adopted when time is over is left out")
    if clause.repeated is not None:
        left_out.append("that it must be carried twice is left out")
    return steps, left_out


def _come_to(settlement: Settlement, name: str) -> int:
    """How many of its steps can be come to: up to the first that can never fail."""
    found = 0
    for step in machine(settlement).procedures.get(name, ()):
        found += 1
        if not step.fails:
            break
    return found


def _implied(settlement: Settlement, act: str, of: str) -> ActNamed | None:
    """`Fill of X`, `Remove of X`, `Fund of X, PAYER`, `SetEntrance of P`, `Election of X`: what some clauses imply."""
    thing, _, rest = of.partition(", ")
    organ = settlement.organs.get(settlement.find(thing) or "")
    if act == "SetEntrance":
        for entrance in settlement.of_type(cl.EntranceClause):
            if thing in entranced(settlement, entrance):
                return _one(act, of, Binding("organ", thing), entrance.cite, ph.ConsentOf(entrance.set_by))
    if organ is None:
        return None
    if act == "Election":
        return _election(organ)
    rule, cite = _implied_rule(settlement, act, organ, rest)
    return _one(act, of, Binding("organ", organ.name), cite, rule) if rule is not None else None


def _election(organ: Organ) -> ActNamed | None:
    """`Election of X` between two candidates: more than half of the people together, or in each polity, as the clause has it."""
    way = next((one.electors for one in organ.traits.filling if one.how == "elected" and one.electors is not None), None)
    if way is None or way.how not in ("people", "own_people") or way.method == "electoral_college":
        return None
    names = way.names or ph.Names((organ.owner,))
    body = ph.BodyOf("referendum", names, together=way.together and len(names.items) > 1)
    count = ph.CountOf(ph.Share("majority"), "those voting", (body,))
    said = f"an election of {organ.name} by {way.method or 'the people'} is read as one between two candidates, at the turnout of the last"
    return ActNamed(f"Election of {organ.name}", Binding("organ", organ.name), organ.cite, (StepNamed((count,)),), (said,), organ.traits.ties)


def _implied_rule(settlement: Settlement, act: str, organ: Organ, payer: str) -> tuple[ph.RulePhrase | None, Citation]:
    if act == "Remove":
        return organ.traits.removed_by, organ.cite
    if act == "Fill":
        return next((rule for rule, _ in fill_rules(organ)), None), organ.cite
    if act == "Fund" and payer in payers_of(settlement, organ.name):
        assemblies = settlement.organs_of(payer, "assembly")
        return (ph.ConsentOf(ph.Names(assemblies[:1])) if assemblies else None), organ.cite
    return None, organ.cite


def _one(act: str, of: str, binding: Binding, cite: Citation, rule: ph.RulePhrase) -> ActNamed:
    return ActNamed(f"{act} of {of}", binding, cite, (StepNamed((rule,)),))
