"""The mutants of the engine, by the part that they break: encoder, slice, fold, kernel, certificate checker, and the methods of proof."""

from __future__ import annotations

from mutants import Mutant

_ENCODE, _CLAUSES = "foedus.reason.encode", "foedus.reason.clauses"
_SLICE, _FOLD, _PART = "foedus.reason.slice", "foedus.reason.fold", "foedus.reason.part"
_MACHINE, _FORMULA = "foedus.model.machine", "foedus.model.formula"
_CERTIFICATE, _TABLE, _RANKS = "foedus.reason.certificate", "foedus.reason.enumeration", "foedus.reason.ranks"
_PDR, _HIDE, _SEARCH, _GAME = "foedus.reason.pdr", "foedus.reason.hide", "foedus.reason.search", "foedus.reason.game"

ENCODER = (
    Mutant("a move without its guard", _ENCODE, "            clauses.add(-move, guard)\n", ""),
    Mutant("what stays may come to hold", _ENCODE, "                clauses.add(literal, -_next(literal), *changed)\n", ""),
    Mutant("what stays may cease to hold", _ENCODE, "                clauses.add(-literal, _next(literal), *changed)\n", ""),
    Mutant("no idle move", _ENCODE, "clauses.exactly_one([*moves, clauses.new()])", "clauses.exactly_one(moves)"),
    Mutant("several moves at once", _ENCODE, "clauses.exactly_one([*moves, clauses.new()])", "clauses.add(*moves, clauses.new())"),
    Mutant("an effect whatever its condition", _ENCODE, "change = move if when == TRUE else", "change = move if when is not None else"),
    Mutant("an effect without its move", _ENCODE, "clauses.both([move, clauses.literal(when)])", "clauses.literal(when)"),
    Mutant(
        "an effect that only allows",
        _ENCODE,
        "                    clauses.add(-change, _next(self.leaves[effect.variable, value]))\n",
        "",
    ),
    Mutant(
        "two values at once after a move",
        _ENCODE,
        "clauses.exactly_one([literal + AFTER for literal in literals])",
        "clauses.add(*[x + AFTER for x in literals])",
    ),
    Mutant(
        "two values at once before a move",
        _ENCODE,
        "            self.clauses.exactly_one(literals)\n",
        "            self.clauses.add(*literals)\n",
    ),
    Mutant(
        "a value outside the domain holds",
        _ENCODE,
        "return -self.clauses.true if found is None",
        "return self.clauses.true if found is None",
    ),
    Mutant(
        "the start has every value", _ENCODE, "valuation[variable.name] == value else -literal", "value in variable.domain else -literal"
    ),
    Mutant("a denied value means the first other", _ENCODE, "if value != atom.value)", "if value != atom.value and value == domain[0])"),
    Mutant(
        "a threshold one too low",
        _CLAUSES,
        "        if need <= 0:\n            return _YES",
        "        if need <= 1:\n            return _YES",
    ),
    Mutant("a threshold never met exactly", _CLAUSES, "if need > self._rest[place]:", "if need >= self._rest[place]:"),
    Mutant("a conjunction that only implies", _CLAUSES, "        self.add(gate, *(-literal for literal in literals))\n", ""),
    Mutant("a conjunction that need not hold", _CLAUSES, "        for literal in literals:\n            self.add(-gate, literal)\n", ""),
    Mutant("a ladder with a missing rung", _CLAUSES, "            self.add(-literal, following)\n", ""),
    Mutant(
        "a diagram that forgets its weights",
        _CLAUSES,
        "high = self.node(place + 1, need - weight)",
        "high = self.node(place + 1, need - 1)",
    ),
)

SLICE = (
    Mutant("guards are not read", _SLICE, "                waiting.extend(reading.fresh(transition.guard))\n", ""),
    Mutant("guards are not read where something is assumed", _SLICE, "waiting.extend(reading.fresh(guard))\n", "pass\n"),
    Mutant("conditions are not read", _SLICE, "            waiting.extend(reading.fresh(transition.effects[effect].when))\n", ""),
    Mutant("conditions are not read where something is assumed", _SLICE, "waiting.extend(reading.fresh(effect.when))\n", "pass\n"),
    Mutant("one effect of each move", _SLICE, "moves[number].append(effect)\n", "moves[number][:] = [effect]\n"),
    Mutant("one effect where something is assumed", _SLICE, "moves[number].append(place)\n", "moves[number][:] = [place]\n"),
    Mutant("every history begins at the start", _SLICE, "begin = machine.start if start is None else start", "begin = machine.start"),
    Mutant("breaches never occur", _SLICE, "tuple(assume), even_in_breach=even_in_breach)", "tuple(assume), even_in_breach=False)"),
    Mutant("breaches always occur", _SLICE, "tuple(assume), even_in_breach=even_in_breach)", "tuple(assume), even_in_breach=True)"),
    Mutant("what is denied is taken for true", _SLICE, "known[part.part] = FALSE", "known[part.part] = TRUE"),
    Mutant("part of an alternative is enough", _SLICE, "union.issubset(parts)", "not union.isdisjoint(parts)"),
    Mutant("what is assumed is taken for false", _SLICE, "            known[part] = TRUE\n", "            known[part] = FALSE\n"),
    Mutant("guards fall away where something is assumed", _SLICE, "self.rewrite(self.whole.transitions[number].guard)", "TRUE"),
    Mutant("what is denied is not read", _PART, "                        waiting.append(part)\n", "                        pass\n"),
    Mutant("what is weighed is not read", _PART, "waiting.extend(part for _, part in weighted)", "pass"),
    Mutant("one variable of each formula is read", _PART, "                    new.append(one.variable)\n", "                    new[:] = [one.variable]\n"),
    Mutant(
        "facts are forgotten",
        _SLICE,
        "Part(variables, _kept(whole, moves, unchanged), folded.facts)",
        "Part(variables, _kept(whole, moves, unchanged))",
    ),
    Mutant("moves that are not allowed count", _SLICE, "allowed = None if only is None else (", "allowed = None and ("),
    Mutant(
        "a guard without its duties",
        _PART,
        "return all_of(part.formula for part in move.guard if not (even_in_breach and part",
        "return all_of(part.formula for part in move.guard if not (True and part",
    ),
)

FOLD = (
    Mutant("a denial may what its part may", _FOLD, "(now_fails, now_holds) if deny", "(now_holds, now_fails) if deny"),
    Mutant(
        "a denial begins as its part",
        _FOLD,
        "lacking -= weight if self.safe[part] <= 0 else 0\n",
        "lacking -= 1 - (self.safe[part] <= 0)\n",
    ),
    Mutant("a conjunction may where a part may", _FOLD, "False, len(parts), 1", "False, 1, 1"),
    Mutant("a conjunction fails where all parts may", _FOLD, "False, len(parts), 1", "False, len(parts), len(parts)"),
    Mutant("an alternative may where all parts may", _FOLD, "False, 1, len(parts)", "False, len(parts), len(parts)"),
    Mutant("a threshold must be passed", _FOLD, "return below, False, at_least, sum(", "return below, False, at_least + 1, sum("),
    Mutant("a threshold that cannot fail", _FOLD, "for weight, _ in below) - at_least + 1", "for weight, _ in below) + 1"),
    Mutant("weights count as one", _FOLD, "below = [(weight, self.node(part))", "below = [(1, self.node(part))"),
    Mutant("a value that is known cannot come to fail", _FOLD, "and (len(known) > 1 or formula.value", "and (formula.value"),
    Mutant("what has changed is not looked at again", _FOLD, "waiting.update(dict.fromkeys(circuit.grown(effect.variable)))", "pass"),
    Mutant("those above are not told", _FOLD, "waiting.append((above, weight if up else 0, weight if down else 0))", "pass"),
    Mutant("a countdown stays where it is", _FOLD, "range(highest - 1, lowest - 1, -1)", "range(highest - 1, highest, -1)"),
    Mutant(
        "the last value falls away",
        _FOLD,
        "for value in variable.domain if value in known))",
        "for value in variable.domain if value in known)[:2])",
    ),
    Mutant("two values are one", _FOLD, "return TRUE if len(known) == 1 else leaf", "return TRUE if len(known) <= 2 else leaf"),
    Mutant(
        "facts with a value missing",
        _FOLD,
        "any_of(Is(name, value) for value in variable.domain if value in values[name])",
        "Is(name, variable.start)",
    ),
    Mutant(
        "no facts",
        _FOLD,
        "        if len(values[name]) < len(variable.domain):\n            yield",
        "        if not values[name]:\n            yield",
    ),
    Mutant("only whoever watches a guard is told", _FOLD, "for number in (guards[n], *effects[n]):", "for number in guards[n:n + 1]:"),
)

KERNEL = (
    Mutant("an effect whatever its condition", _MACHINE, "if effect.when == TRUE or holds(effect.when, valuation):", "if True:"),
    Mutant(
        "effects read one another",
        _MACHINE,
        "if effect.when == TRUE or holds(effect.when, valuation):",
        "if effect.when == TRUE or holds(effect.when, after):",
    ),
    Mutant(
        "a countdown goes up",
        _MACHINE,
        "int(valuation[effect.variable]) - 1\n            else",
        "int(valuation[effect.variable]) + 1\n            else",
    ),
    Mutant(
        "only the first part of a guard that fails is told",
        _MACHINE,
        "if not holds(part.formula, valuation))\n",
        "if not holds(part.formula, valuation))[:1]\n",
    ),
    Mutant("one breach excuses all", _MACHINE, "even_in_breach and all(part.mode", "even_in_breach and any(part.mode"),
    Mutant("breaches never occur", _MACHINE, "return not lacking or (even_in_breach and", "return not lacking or (False and"),
    Mutant("breaches always occur", _MACHINE, "return not lacking or (even_in_breach and", "return not lacking or (True and"),
    Mutant(
        "the first part of a guard is forgotten",
        _MACHINE,
        "for part in move.guard if not holds(",
        "for part in move.guard[1:] if not holds(",
    ),
    Mutant("a tick less is a tick more in cases", _MACHINE, "int(value) - 1\n\n", "int(value) + 1 - 1\n\n"),
    Mutant("the last tick never passes", _MACHINE, "for value in variable.domain[1:]:", "for value in variable.domain[2:]:"),
    Mutant(
        "all is any",
        _FORMULA,
        "            if not holds(part, valuation):\n                return False\n        return True",
        "            if holds(part, valuation):\n                return True\n        return False",
    ),
    Mutant("a threshold must be passed", _FORMULA, "lacking = formula.at_least\n", "lacking = formula.at_least + 1\n"),
    Mutant("weights count as one", _FORMULA, "            lacking -= weight\n", "            lacking -= 1\n"),
    Mutant("a denial of a denial is a denial", _FORMULA, "        return part.part\n", "        return part\n"),
    Mutant("a true part does not count", _FORMULA, "            at_least -= weight\n", "            pass\n"),
    Mutant(
        "a threshold one below all",
        _FORMULA,
        "if total - least < at_least:",
        "if total - least <= at_least:",
    ),
)

CHECKER = (
    Mutant(
        "the start is not looked at",
        _CERTIFICATE,
        "            if not holds(self._formulas[formula], self.start):",
        "            if False:",
    ),
    Mutant("reasons are taken on trust", _CERTIFICATE, "                waiting.extend(fresh)\n", ""),
    Mutant(
        "reasons are forgotten",
        _CERTIFICATE,
        "reasons = frozenset(other for switch, other in switches.items() if switch in core)",
        "reasons = frozenset()",
    ),
    Mutant(
        "one move is looked at",
        _CERTIFICATE,
        "return sorted(number for number in found if",
        "return sorted(number for number in sorted(found)[:1] if",
    ),
    Mutant(
        "moves that write the first variable",
        _CERTIFICATE,
        "{number for name in names(formula) for",
        "{number for name in sorted(names(formula))[:1] for",
    ),
    Mutant(
        "the formula itself is not asked for",
        _CERTIFICATE,
        "tuple((place, -self.clauses.literal(part)) for place, part",
        "tuple((place, self.clauses.literal(part)) for place, part",
    ),
    Mutant(
        "a move without its effects",
        _CERTIFICATE,
        "(place, before(effects, self.machine.variables, parts[place]))",
        "(place, parts[place])",
    ),
    Mutant("a guard of one part", _CERTIFICATE, "part.phrase) for part in parts)\n", "part.phrase) for part in parts)[:1]\n"),
    Mutant(
        "a guard turned round",
        _CERTIFICATE,
        "tuple((self.clauses.literal(part.formula), part",
        "tuple((-self.clauses.literal(part.formula), part",
    ),
    Mutant("breaches keep to the law", _CERTIFICATE, "not (self.even_in_breach and part.mode is Outcome.BREACH)", "part is not None"),
    Mutant("two values at once", _CERTIFICATE, "            self.clauses.exactly_one(list(literals.values()))\n", ""),
    Mutant(
        "an old answer stands whatever is in use", _CERTIFICATE, "if kept is not None and kept.reasons <= using:", "if kept is not None:"
    ),
    Mutant("an old refusal stands whatever is in use", _CERTIFICATE, "then is None or not using <= then:", "then is None:"),
    Mutant(
        "one part of what is promised is looked at",
        _CERTIFICATE,
        "for place in places)\n                known = ((0,",
        "for place in places[:1])\n                known = ((0,",
    ),
    Mutant("what is promised without the effects of a move", _CERTIFICATE, "before(effects, self.machine.variables, some)", "some"),
    Mutant(
        "what is assumed is denied",
        _CERTIFICATE,
        "self.clauses.add(self.clauses.literal(formula))",
        "self.clauses.add(-self.clauses.literal(formula))",
    ),
    Mutant(
        "what is assumed is forgotten", _CERTIFICATE, "            self.clauses.add(self.clauses.literal(formula))\n", "            pass\n"
    ),
    Mutant(
        "what is assumed ends with a move",
        _CERTIFICATE,
        "assumed = self._assumed_after(move) if after else []",
        "assumed: list[Literal] = []",
    ),
    Mutant(
        "facts are not looked at",
        _CERTIFICATE,
        "        for fact in facts:\n            if not holds(fact, self.start)",
        "        for fact in ():\n            if not holds(fact, self.start)",
    ),
    Mutant(
        "a digit of a sum is lost",
        _CLAUSES,
        "columns.setdefault(place + 1, []).append(self._two_of(a, b, c))",
        "columns.setdefault(place + 1, [])",
    ),
    Mutant("a sum must be passed", _CLAUSES, "        reached = self.true\n", "        reached = -self.true\n"),
    Mutant("an effect whatever its condition, backwards", _PART, "any_of((effect.when, kept)) if effect.value", "TRUE if effect.value"),
    Mutant("an effect that takes nothing away, backwards", _PART, "kept = all_of((negation(effect.when), found))", "kept = found"),
    Mutant("a tick less comes from below", _PART, "int(leaf.value) + 1) if has_above", "int(leaf.value) - 1) if has_above"),
    Mutant("a table without its start", _TABLE, "    if table.place(checker.start) not in table.states:", "    if False:"),
    Mutant(
        "a table that moves may leave",
        _TABLE,
        "            if holds(move.guard, valuation) and table.place",
        "            if False and table.place",
    ),
    Mutant("a table in which anything may hold", _TABLE, "        if holds(never, table.valuation(state)):", "        if False:"),
    Mutant(
        "ranks that lead nowhere", _RANKS, "                if all(other is None or", "                if False and all(other is None or"
    ),
)

METHODS = (
    Mutant(
        "a lifted situation forgets the guard",
        _PDR,
        "            kept |= set() if self.sat.solve([-guard, *choices, *before]) else self.sat.core\n",
        "            pass\n",
    ),
    Mutant("a reason may hold at the start", _PDR, "            if self.is_initial(smaller):\n                continue\n", ""),
    Mutant(
        "clauses are carried forward unseen",
        _PDR,
        "if cube in self.frames[level] and not self.leads_into(cube, level, itself=True):",
        "if cube in self.frames[level]:",
    ),
    Mutant(
        "a situation is visited twice",
        _SEARCH,
        "                    parents[after] = (state, place)\n                    if",
        "                    parents[after] = (state, 0)\n                    if",
    ),
    Mutant("a filled history ends too soon", _HIDE, "return (*numbers, *(step.number for step in way))", "return tuple(numbers)"),
)

GAME = (
    Mutant("the others never move", _GAME, "                others[n].append(after)\n", "                pass\n"),
    Mutant("nobody answers before the year turns", _GAME, "                before[after].append(n)\n", "                pass\n"),
    Mutant("nobody objects last", _GAME, "                    objections[n].append(after)\n", "                    pass\n"),
    Mutant("nothing is done in a part of a tick", _GAME, "if is_goal]) if part else won", "if is_goal]) if False else won"),
    Mutant("time stands still", _GAME, "                turned[n] = after\n", "                pass\n"),
)

BY_PART = {"encoder": ENCODER, "slice": SLICE, "fold": FOLD, "kernel": KERNEL, "checker": CHECKER, "methods": METHODS, "game": GAME}

CHECKS = {
    "checker": ("check_thresholds", "check_certificates", "check_verdict", "check_methods", "check_ranks"),
    "game": ("check_game",),
}
"""The checks of the battery that a part answers for, where not all are run."""
