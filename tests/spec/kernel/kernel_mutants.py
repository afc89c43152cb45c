"""The kernel, and what makes its moves, broken in one line at a time."""

from __future__ import annotations

from mutants import Mutant

_KERNEL, _CONSENTS, _PROCEDURE = "foedus.model.kernel", "foedus.model.consents", "foedus.model.procedure"
_EFFECTS, _EVENTS, _COMPILE, _MACHINE = "foedus.model.effects", "foedus.model.events", "foedus.model.compile", "foedus.model.machine"

MUTANTS = (
    Mutant("a void act cannot be done", _KERNEL, "verdict = Outcome.VOID if void else Outcome.CANNOT", "verdict = Outcome.CANNOT"),
    Mutant("what cannot be done is void", _KERNEL, "verdict = Outcome.VOID if void else Outcome.CANNOT", "verdict = Outcome.VOID"),
    Mutant("a breach is done", _KERNEL, "return Permit(Outcome.BREACH, tuple(", "return Permit(Outcome.DONE, tuple("),
    Mutant(
        "a breach has no effect",
        _KERNEL,
        "        if not [part for part in failing(move, values) if part",
        "        if not [part for part in failing(move, values) if True or part",
    ),
    Mutant(
        "a breach cannot be done", _KERNEL, "stopping = [part for part in lacking if part.mode is not Outcome.BREACH]", "stopping = lacking"
    ),
    Mutant("a consent that waits is done", _KERNEL, "return Permit(Outcome.PENDING,", "return Permit(Outcome.DONE,"),
    Mutant("a refusal names nobody", _KERNEL, "return tuple(dict.fromkeys(move.key.actor for move in free))", "return ()"),
    Mutant(
        "a refusal says the first reason only",
        _KERNEL,
        "for part in (void or stopping) for cite in part.cites)",
        "for part in stopping[1:] for cite in part.cites)",
    ),
    Mutant(
        "an assembly that has half consented",
        _KERNEL,
        "    return _judge(model, situation, waiting or moves, name)",
        "    return _judge(model, situation, moves, name)",
    ),
    Mutant(
        "everybody's consent is still needed",
        _KERNEL,
        "        if _carries(rule.formula, situation, name, fewer):\n            kept = fewer",
        "        pass",
    ),
    Mutant("chambers do not act for their assembly", _KERNEL, "        names |= set(organ.chambers) if organ else set()\n", ""),
    Mutant("half is a majority", _CONSENTS, "weighs(total + (1 if strictly else 0), parts)", "weighs(total, parts)"),
    Mutant("who does not sit is for it", _CONSENTS, "(p * weight, negation(sits))", "(q * weight, negation(sits))"),
    Mutant(
        "all but one more",
        _CONSENTS,
        "return all_of((weighs(total - number, parts), self.somebody()))",
        "return all_of((weighs(total - number - 1, parts), self.somebody()))",
    ),
    Mutant(
        "a voice without a body",
        _CONSENTS,
        "return all_of((said, present(self.settlement, seat.bloc), self._manned(seat.bloc)))",
        "return all_of((said, self._manned(seat.bloc)))",
    ),
    Mutant(
        "a vacant office speaks",
        _CONSENTS,
        "return all_of((said, present(self.settlement, seat.bloc), self._manned(seat.bloc)))",
        "return all_of((said, present(self.settlement, seat.bloc)))",
    ),
    Mutant("nobody acts in a vacancy", _CONSENTS, "filled(self.settlement, acting) if acting else FALSE", "FALSE"),
    Mutant("whoever must be among need not", _CONSENTS, "return all_of(entries) if entries else self.organ(name)", "return TRUE"),
    Mutant(
        "one group is enough",
        _CONSENTS,
        'if origin and origin.how in ("any", "any_of") else all_of(reached)',
        "if origin else all_of(reached)",
    ),
    Mutant("people count as one", _CONSENTS, "size = seat.number if series is None else", "size = seat.number if True else"),
    Mutant("one of several is enough", _CONSENTS, "enough = int(self.settlement.number(number))", "enough = 1"),
    Mutant("consents outlive the act", _PROCEDURE, "        yield from self._clear(when, step)\n", ""),
    Mutant("a consent may be given twice", _PROCEDURE, "*self._own_guard(), *not_yet, *alive,", "*self._own_guard(), *alive,"),
    Mutant(
        "a consent cannot be withdrawn",
        _PROCEDURE,
        "withdrawn = [Effect(TRUE, bit, False, (step.cite,))]",
        "withdrawn = [Effect(TRUE, bit, True, (step.cite,))]",
    ),
    Mutant("what never ends may begin again", _PROCEDURE, "        if self.already != FALSE:", "        if False:"),
    Mutant(
        "a delayed act starts again",
        _PROCEDURE,
        "        if self._delay():\n            must",
        "        if False:\n            must",
    ),
    Mutant(
        "no delay",
        _PROCEDURE,
        "        delay = self._delay()\n        if delay:\n            yield",
        "        delay = 0\n        if delay:\n            yield",
    ),
    Mutant(
        "a notice is no delay",
        _PROCEDURE,
        "for duration in (self.clause.notice, self.clause.after) if",
        "for duration in (self.clause.after,) if",
    ),
    Mutant(
        "a no skips a step",
        _PROCEDURE,
        "yield Effect(when, self._step_var, number + 1, cites)",
        "yield Effect(when, self._step_var, min(number + 2, len(self._steps)), cites)",
    ),
    Mutant(
        "a no leaves the consents", _PROCEDURE, "        for bit in self._bits:\n            yield Effect(when, bit, False, cites)\n", ""
    ),
    Mutant("what is adopted fails", _PROCEDURE, 'following.what == "adopted":', 'following.what == "fails":'),
    Mutant(
        "the time of a step never runs",
        _PROCEDURE,
        "effects.append(Effect(all_of((negation(complete), fresh, Is(self._left, 0))), self._left, start, (step.cite,)))",
        "pass",
    ),
    Mutant("the last step leaves the act there", _PROCEDURE, "        if len(self._steps) > 1 and number > 1:\n", "        if False:\n"),
    Mutant(
        "a hearing is forgotten",
        _PROCEDURE,
        "complete = all_of((given(step.formula, {bit: True}), *self._heard(step)))",
        "complete = given(step.formula, {bit: True})",
    ),
    Mutant(
        "an answer outlives the act",
        _PROCEDURE,
        "done = [*self._complete_on(heard, step), Effect(TRUE, heard, True, (step.cite,))]",
        "done = [Effect(TRUE, heard, True, (step.cite,)), *self._complete_on(heard, step)]",
    ),
    Mutant(
        "an objection comes to nothing",
        _PROCEDURE,
        "stopped = (Effect(TRUE, self._objecting, 0, (step.cite,)), *",
        "stopped = (Effect(FALSE, self._objecting, 0, (step.cite,)), *",
    ),
    Mutant(
        "silence stops what it should let pass",
        _PROCEDURE,
        "Effect(all_of((Is(self._objecting, 1), effect.when))",
        "Effect(all_of((Is(self._objecting, 0), effect.when))",
    ),
    Mutant("an exchange of notes is one", _PROCEDURE, "        if step.exchanges < 2:", "        if True:"),
    Mutant(
        "once is enough where twice is asked",
        _PROCEDURE,
        "            when = all_of((when, Is(passed, 2)))\n",
        "            when = all_of((when, Is(passed, 0)))\n",
    ),
    Mutant(
        "an act for a time is for ever",
        _PROCEDURE,
        "yield Effect(effect.when, effect.variable, not effect.value, effect.cites)",
        "yield Effect(effect.when, effect.variable, effect.value, effect.cites)",
    ),
    Mutant(
        "what ceased is held for ever",
        _EFFECTS,
        "holder(lot), ORPHAN, (settlement.lots[lot].cite, cite))",
        "holder(lot), organ, (settlement.lots[lot].cite, cite))",
    ),
    Mutant(
        "a command outlives its force",
        _EFFECTS,
        "negation(Is(command(organ), NOBODY)))), command(organ), NOBODY, (cite,))",
        "Is(command(organ), NOBODY))), command(organ), NOBODY, (cite,))",
    ),
    Mutant(
        "the second of two effects stands",
        _EFFECTS,
        "when = all_of((effect.when, *(negation(rival) for rival in rivals)))",
        "when = effect.when",
    ),
    Mutant(
        "a condition begins where it should cease",
        _EFFECTS,
        'yield from (Effect(ALWAYS, name, phrase.how == "becomes", cites)',
        "yield from (Effect(ALWAYS, name, True, cites)",
    ),
    Mutant(
        "a recalled force stays",
        _EFFECTS,
        "command(thing), NOBODY, cites)",
        "command(thing), settlement.find(phrase.value) or phrase.value, cites)",
    ),
    Mutant("an office is filled twice", _EVENTS, "free: Formula = Is(holder(office.name), VACANT)", "free: Formula = TRUE"),
    Mutant("nobody holds over", _EVENTS, "    if not office.traits.until_succeeded:", "    if True:"),
    Mutant("everybody holds over", _EVENTS, "    if not office.traits.until_succeeded:", "    if False:"),
    Mutant("a term never begins", _EVENTS, "effects.append(Effect(TRUE, timer, build.ticks.of(length), (cite,)))", "pass"),
    Mutant(
        "incompatible offices are compatible",
        _EVENTS,
        "            held = negation(Is(holder(other), person))\n",
        "            held = TRUE\n",
    ),
    Mutant(
        "a tie elects",
        _EVENTS,
        "open_, (Effect(TRUE, holder(office.name), VACANT, (office.cite,)),)",
        "open_, (Effect(TRUE, holder(office.name), people[0], (office.cite,)),)",
    ),
    Mutant("a budget is refused all the same", _EVENTS, "        if kept:\n", "        if not kept:\n"),
    Mutant("an article never lapses", _EVENTS, "            if lapses:\n", "            if not lapses:\n"),
    Mutant("an article is in force before its day", _EVENTS, "begins = clause.start is None or", "begins = True or"),
    Mutant(
        "a waiting period is over at once",
        _COMPILE,
        "build.timer(name, wait, clause.cite, start=wait,",
        "build.timer(name, wait, clause.cite, start=0,",
    ),
    Mutant(
        "a bar bars nobody",
        _COMPILE,
        "            formula = negation(all_of((spoken, bar.when)))\n",
        "            formula = negation(all_of((spoken, negation(bar.when))))\n",
    ),
    Mutant(
        "a duty makes void",
        _COMPILE,
        "parts.append(GuardPart(negation(when), Outcome.BREACH, (duty.cite,), said, duty.cite))",
        "parts.append(GuardPart(negation(when), Outcome.VOID, (duty.cite,), said, duty.cite))",
    ),
    Mutant(
        "a condition of an act is a matter of law",
        _COMPILE,
        "yield GuardPart(formula, Outcome.CANNOT, (clause.cite,), words.cond(clause.when), ",
        "yield GuardPart(formula, Outcome.VOID, (clause.cite,), words.cond(clause.when), ",
    ),
    Mutant(
        "the condition of an act is forgotten",
        _COMPILE,
        "guard = [*_thing_exists(settlement, clause, binding), *_in_force(settlement, clause), *_when(settlement, clause, binding)]",
        "guard = [*_thing_exists(settlement, clause, binding), *_in_force(settlement, clause)]",
    ),
    Mutant(
        "an article out of force gives all the same",
        _COMPILE,
        "guard = [*_thing_exists(settlement, clause, binding), *_in_force(settlement, clause), *_when(settlement, clause, binding)]",
        "guard = [*_thing_exists(settlement, clause, binding), *_when(settlement, clause, binding)]",
    ),
    Mutant(
        "what no longer exists acts on", _COMPILE, "guard = [*_thing_exists(settlement, clause, binding), *_in_force", "guard = [*_in_force"
    ),
    Mutant(
        "a removal removes nobody",
        _COMPILE,
        "effect = Effect(TRUE, holder(organ.name), VACANT, (organ.cite,))\n",
        "effect = Effect(TRUE, holder(organ.name), person_names(1)[0], (organ.cite,))\n",
    ),
    Mutant(
        "a share is voted by another",
        _COMPILE,
        "assemblies = settlement.organs_of(payer, what)",
        "assemblies = settlement.organs_of(payers_of(settlement, organ.name)[0], what)",
    ),
    Mutant("weapons pass into barred hands", _COMPILE, "    guard += _held_resources(settlement, clause, does)\n", ""),
    Mutant(
        "a renewal changes nothing",
        _COMPILE,
        'effect = Effect(TRUE, f"time left of {article}", length, (force.cite,))',
        'effect = Effect(TRUE, f"time left of {article}", 1, (force.cite,))',
    ),
    Mutant(
        "effects read one another",
        _MACHINE,
        "if effect.when == TRUE or holds(effect.when, valuation):",
        "if effect.when == TRUE or holds(effect.when, after):",
    ),
)
