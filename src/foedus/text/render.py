"""Clauses back to text: every form of clause as one canonical sentence, wrapped.

Reading what is written here gives the clause again: parse → render → parse is the identity.
Source: design page LANGUAGE, section 13.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from typing import Any

from foedus.model import clauses as cl
from foedus.model import phrases as ph
from foedus.model import speech as sp
from foedus.model import words as w

WIDTH = 124
"""The length of a line of canonical text."""


def render(clause: cl.Clause) -> str:
    """One clause as canonical text, continued lines indented by two spaces, chambers each on a line of its own."""
    return _RENDER[type(clause)](clause)


def _wrap(text: str, indent: str = "") -> str:
    lines = textwrap.wrap(
        text, WIDTH, initial_indent=indent, subsequent_indent=indent + "  ", break_long_words=False, break_on_hyphens=False
    )
    return "\n".join(lines) if lines else text


def _flow(head: str, phrases: list[str], indent: str = "") -> str:
    """A head and its phrases: a line is broken after a comma where it can be, and within a phrase only where one is too long."""
    lines = [indent + head]
    for phrase in phrases:
        if len(lines[-1]) + len(phrase) + 3 <= WIDTH:
            lines[-1] += f", {phrase}"
        else:
            lines[-1] += ","
            lines.append(f"{indent}  {phrase}")
    wrapped: list[str] = []
    for line in lines:
        inner = line[: len(line) - len(line.lstrip())] + "  "
        wrapped += (
            textwrap.wrap(line, WIDTH, subsequent_indent=inner, break_long_words=False, break_on_hyphens=False, drop_whitespace=True)
            if len(line) > WIDTH
            else [line]
        )
    return "\n".join(wrapped)


def _title(title: str) -> str:
    return f' "{title}"' if title else ""


def _of(each: ph.Each | None) -> str:
    return f" of {w.each(each)}" if each else ""


# ---- definitions


def _polity(one: cl.PolityClause) -> str:
    return _wrap(f"polity {one.name}{_title(one.title)} comprises {w.chained([_member(member) for member in one.members])}")


def _member(one: cl.Member) -> str:
    match one.how:
        case "named":
            return one.name
        case "all":
            return "the units"
        case "other":
            return "the other units"
        case "where_is":
            return f"the units where {one.series} is {one.value}"
        case _:
            return f"the units where {one.series} {one.compare} {w.amount(one.number) if one.number else ''}"


def _matter(one: cl.MatterClause) -> str:
    under = f" under {one.under}" if one.under else ""
    return _wrap(f"matter {one.word}{_title(one.title)}{under}{f' cofog {one.cofog}' if one.cofog else ''}")


def _parameter(one: cl.ParameterClause) -> str:
    between = f" between {w.amount(one.low)} and {w.amount(one.high)}" if one.low and one.high else ""
    return f"parameter {one.name} = {w.amount(one.default)}{between}"


def _condition(one: cl.ConditionClause) -> str:
    initially = "" if one.initially is None else ", initially" + ("" if one.initially else " not")
    return _wrap(f"condition {one.name}{_title(one.title)}{_of(one.of)}{initially}")


# ---- organs


def _organ(one: cl.OrganClause) -> str:
    lines = [_flow(f"{one.kind} {one.name}{_title(one.title)}{_of(one.of)}", _traits(one.traits))]
    for chamber in one.chambers:
        traits = _traits(chamber.traits)
        size = f" {traits.pop(0)}" if traits and traits[0].startswith("with ") else ""
        lines.append(_flow(f"chamber {chamber.name}{_title(chamber.title)}{size}", traits, "  "))
    return "\n".join(lines)


def _traits(one: cl.Traits) -> list[str]:
    found = [f"joint to {w.names(one.joint_to)}"] if one.joint_to else []
    if one.under is not None:
        found.append(f"under {one.under if isinstance(one.under, str) else w.own(one.under)}")
    found += [_seats(seats) for seats in one.seats]
    if one.apportioned:
        found.append(f"apportioned by {one.apportioned.series} with {one.apportioned.method}")
        if one.apportioned.at_least:
            found.append(f"at least {w.amount(one.apportioned.at_least)} each")
    found += [_filling(way) for way in one.filling]
    if one.term:
        found.append(f"for {w.duration(one.term)}")
    if one.term_limit:
        found.append(f"for at most {w.amount(one.term_limit)} terms")
    if one.until_succeeded:
        found.append("until succeeded")
    if one.initially_vacant:
        found.append("initially vacant")
    found += [f"incompatible with {w.names(those)}" for those in one.incompatible]
    if one.incompatible_any:
        found.append("incompatible with any other office")
    if one.removed_by is not None:
        found.append(f"removed by {w.rule(one.removed_by)}")
    if one.acting:
        found.append(f"when vacant {one.acting} acts")
    if one.refilled_by is not None:
        found.append(f"when vacant filled by {w.rule(one.refilled_by)}")
    if one.deciding_by is not None:
        found.append(f"deciding by {w.rule(one.deciding_by)}")
    if one.separate_from:
        found.append(f"sitting separately from {one.separate_from}")
    if one.ties is not None:
        found.append(w.ties(one.ties))
    if one.funding is not None:
        found.append(f"funded {_funding(one.funding)}")
    return found + [w.stage(stage) for stage in one.stages]


def _seats(one: cl.Seats) -> str:
    number = w.amount(one.number)
    if one.word:
        return f"with {number} {one.word}" + (f" from {w.each(one.of_each)}" if one.of_each else "")
    text = number + (f" {one.group}" if one.group else "") + (f" from {one.origin}" if one.origin else "")
    return text + (f" chosen by {_electors(one.chosen_by)}" if one.chosen_by else "")


def _electors(one: cl.Electors) -> str:
    match one.how:
        case "method":
            return one.method + (" in districts" if one.in_districts else "")
        case "people":
            together = " together" if one.together else ""
            return f"the people of {w.names(one.names) if one.names else ''}{together} by {one.method}"
        case "own_people":
            return f"its people by {one.method}"
        case _:
            return w.rule(one.rule) if one.rule else ""


def _filling(one: cl.Filling) -> str:
    every = f" every {w.duration(one.every)}" if one.every else ""
    match one.how:
        case "elected":
            return f"elected{every} by {_electors(one.electors) if one.electors else ''}"
        case "appointed":
            return f"appointed{every} by {w.rule(one.rule) if one.rule else ''}"
        case "ex_officio":
            return f"held ex officio by {w.names(one.names) if one.names else ''}"
        case "life":
            return "held for life"
        case "rotating":
            return f"rotating{every} among {w.names(one.names) if one.names else ''}"
        case _:
            return f"drawn by lot among {w.names(one.names) if one.names else ''}"


def _resource(one: cl.ResourceClause) -> str:
    held = "it" if one.held_by is None else w.subjects(one.held_by)
    return _wrap(f"resource {one.name}{_title(one.title)}{_of(one.of)}, held by {held}")


# ---- competences and duties


def _limits(one: cl.Limits) -> str:
    parts = []
    if one.with_consent is not None:
        parts.append(f"with {w.rule(one.with_consent)}")
    if one.without is not None:
        parts.append(f"without {w.rule(one.without)}")
    if one.prevailing:
        parts.append(f"with {one.prevailing} prevailing")
    if one.hearing is not None:
        parts.append(w.hearing(one.hearing))
    if one.except_on:
        parts.append(f"except on {w.listed(one.except_on)}")
    if one.except_place is not None:
        parts.append(f"except {w.place(one.except_place)}")
    if one.when is not None:
        parts.append(f"{one.word} {w.cond(one.when)}")
    if one.notwithstanding:
        parts.append(f"notwithstanding {w.listed(one.notwithstanding)}")
    return "".join(f" {part}" for part in parts)


def _competence(one: cl.CompetenceClause) -> str:
    manner = f" {one.manner}" if one.manner else ""
    return _wrap(f"{w.subjects(one.subjects)} may{manner} {w.doing(one.doing)}{_limits(one.limits)}")


def _bar(one: cl.BarClause) -> str:
    if isinstance(one.subjects, ph.OrganSet):
        return _wrap(f"no {w.organ_set(one.subjects)} may {w.doing(one.doing, 'or')}{_limits(one.limits)}")
    return _wrap(f"{w.subjects(one.subjects)} may not {w.doing(one.doing, 'or')}{_limits(one.limits)}")


def _duty(one: cl.DutyClause) -> str:
    parts = [f"{w.subjects(one.subjects)} must {w.doing(one.doing)}"]
    if one.within is not None:
        parts.append(w.within(one.within))
    if one.every is not None:
        parts.append(f"every {w.duration(one.every)}")
    if one.when is not None:
        parts.append(f"when {w.cond(one.when)}")
    return _wrap(" ".join(parts) + "".join(f", {w.stage(stage)}" for stage in one.stages))


def _duty_not(one: cl.DutyNotClause) -> str:
    return _wrap(f"{w.subjects(one.subjects)} must not {w.doing(one.doing)}{_limits(one.limits)}")


def _pay(one: cl.PayClause) -> str:
    stage = f", {w.stage(one.stage)}" if one.stage else ""
    return _wrap(f"{w.subjects(one.subjects)} must pay {w.amount(one.number)} {one.unit} yearly to {one.to}{stage}")


def _residual(one: cl.ResidualClause) -> str:
    to = "each of its units" if one.to is None else one.to if isinstance(one.to, str) else w.each(one.to)
    return _wrap(f"residual matters{f' of {one.of}' if one.of else ''} to {to} {w.place(one.place)}")


# ---- acts


def _act(one: cl.ActClause) -> str:
    params = ""
    if one.of is not None:
        article = "an" if one.of.type[0] in "aeio" else "a"
        params = f" of {article} {one.of.type}" + (f" of {one.of.of}" if one.of.of else "")
        if one.of.to:
            params += f" to {'an' if one.of.to[0] in 'aeio' else 'a'} {one.of.to}"
    on = f" on {w.listed(one.on)}" if one.on else ""
    params += on
    phrases = [text for text in (phrase(one) for phrase in _ACT_PHRASES) if text] + [w.stage(stage) for stage in one.stages]
    return _flow(f"{one.kind} {one.name}{_title(one.title)}{params}", phrases)


def _not_before(one: cl.ActClause) -> str:
    if one.not_before is None:
        return ""
    wait = one.not_before
    if wait.date is not None:
        return f"not before {wait.date.isoformat()}"
    return f"not before {w.duration(wait.after_start)} after the start" if wait.after_start else ""


def _repeated(one: cl.ActClause) -> str:
    if one.repeated is None:
        return ""
    again = one.repeated
    return f"repeated after {w.duration(again.after)}" if again.after else f"repeated after an election of {again.election_of}"


_ACT_PHRASES: tuple[Callable[[cl.ActClause], str], ...] = (
    _not_before,
    lambda one: f"after notice of {w.duration(one.notice)}" if one.notice else "",
    lambda one: f"by {w.rule(one.by)}" if one.by is not None else "",
    lambda one: f"with {w.rule(one.with_consent)}" if one.with_consent is not None else "",
    lambda one: w.hearing(one.hearing) if one.hearing else "",
    lambda one: w.objection(one.objection) if one.objection else "",
    lambda one: w.within(one.within) if one.within else "",
    lambda one: w.ties(one.ties) if one.ties else "",
    lambda one: f"{one.when_word} {w.cond(one.when)}" if one.when is not None else "",
    lambda one: f"effect {' and '.join(w.effect(effect) for effect in one.effects)}" if one.effects else "",
    lambda one: f"after {w.duration(one.after)}" if one.after else "",
    lambda one: f"for {w.duration(one.lasting)}" if one.lasting else "",
    lambda one: f"surviving {w.listed(one.surviving)}" if one.surviving else "",
    lambda one: f"succeeded by {one.succeeded_by}{f' in {one.succeeded_in}' if one.succeeded_in else ''}" if one.succeeded_by else "",
    _repeated,
)


# ---- money, succession, time


def _funding(one: cl.Funding) -> str:
    parts = [("yearly " if one.yearly else "") + f"by {_payers(one.payers)}"]
    if one.voted_by:
        parts.append(f"each share voted by its {one.voted_by}")
    if one.otherwise is not None:
        parts.append(w.stage(one.otherwise))
    return ", ".join(parts)


def _is(those: ph.Subjects) -> str:
    return "are" if len(those.items) > 1 and those.join == "and" else "is"


def _payers(one: cl.Payers) -> str:
    match one.how:
        case "shares":
            return w.listed([f"{name} {w.amount(amount)}" for name, amount in one.shares])
        case "proportion":
            return f"{w.names(one.names) if one.names else ''} in proportion to {one.series}"
        case _:
            return f"{one.series} first and the rest by {_payers(one.rest) if one.rest else ''}"


def _entrance(one: cl.EntranceClause) -> str:
    return _wrap(f"entrance to {w.subjects(one.to)} set by {w.own(one.set_by)}" + (f", initially {one.initially}" if one.initially else ""))


def _function(one: cl.FunctionClause) -> str:
    head = f'function "{one.title}"' if one.title else "every other function"
    return _wrap(f"{head} {' and '.join(_fate(fate) for fate in one.fates)}")


def _fate(one: cl.Fate) -> str:
    match one.how:
        case "passes":
            return "passes " + " and ".join(f"to {_heir(heir)}" for heir in one.heirs)
        case "ends":
            return "ends" + (f" {w.place(one.place)}" if one.place else "")
        case _:
            series = f" in proportion to {one.series}" if one.series else ""
            return f"is shared by {w.names(one.names) if one.names else ''}{series}"


def _heir(one: cl.Heir) -> str:
    on = f" on {w.listed(one.matters)}" if one.matters else ""
    return f"{w.subject(one.subject)}{on}{f' {w.place(one.place)}' if one.place else ''}"


def _in_force(one: cl.InForceClause) -> str:
    text = f"{w.listed(one.articles)} {'are' if len(one.articles) > 1 else 'is'} in force"
    if one.start is not None:
        text += f" from {one.start.isoformat()}"
    if one.until is not None:
        text += f" until {one.until.isoformat()}"
    if one.lasting is not None:
        text += f" for {w.duration(one.lasting)}"
    if one.renewable_by is not None:
        text += f" renewable by {w.rule(one.renewable_by)}"
    return _wrap(text + (f", {w.stage(one.stage)}" if one.stage else ""))


# ---- speech


def _open(one: sp.OpenClause) -> str:
    settled = f", settled here{':' if one.settled and one.settled[:3] != 'as ' and one.settled[:3] != 'by ' else ''} {one.settled}"
    return _wrap(f'open "{one.question}"' + (settled if one.settled else ""))


def _formula(one: sp.Formula) -> str:
    match one:
        case sp.Always(cond):
            return f"always {w.cond(cond)}"
        case sp.Never(cond, when):
            return f"never {w.cond(cond)}" + (f" while {w.cond(when)}" if when is not None else "")
        case sp.Custody(resource, number):
            return f"always {resource} have exactly {w.amount(number)} {'holder' if number.value == 1 else 'holders'} each"
        case sp.OnlyAfter(cond, names):
            return f"{w.cond(cond)} only after {w.names(names)} consented"
        case sp.OnlyWhile(cond, when):
            return f"{w.cond(cond)} only while {w.cond(when)}"
        case sp.Neither(first, second, verb, decision):
            return f"neither {first} nor {second} alone can {verb} {w.deciding(decision)}"
        case sp.NoneAlone(names, verb, decision):
            return f"none of {w.names(names)} alone can {verb} {w.deciding(decision)}"
        case sp.EachBlocks(names, decision):
            return f"each of {w.names(names)} alone can block {w.deciding(decision)}"
        case sp.ElectedCount(how, number, kind, people, together):
            plural = kind + ("s" if not kind.endswith(("y", "s")) else "")
            said = f"{how} {w.amount(number)} {kind if number.value == 1 or kind.endswith(('y', 's')) else plural}"
            return (
                f"{said} {'is' if number.value == 1 else 'are'} elected by the people of {w.names(people)}{' together' if together else ''}"
            )
        case sp.NoOrganMay(organs, doing, limits):
            return f"no {w.organ_set(organs)} may {w.doing(doing)}{_limits(limits)}"
        case sp.Whole(what):
            return {
                "no_gap": "every matter has a holder in every place",
                "no_overlap": "no matter has two exclusive holders in one place",
                "no_orphan": "every function passes or ends in every place",
            }[what]
        case sp.Alike(names, except_in):
            is_ = "are" if len(names.items) > 1 else "is"
            return f"{w.names(names)} {is_} treated alike" + (f" except in {w.listed(except_in)}" if except_in else "")


def _chance(one: sp.Chance) -> str:
    within = f" {w.within(one.within)}" if one.within else ""
    if isinstance(one, sp.AloneCan):
        return f"{'each of ' if one.each else ''}{w.names(one.names)} alone can always bring about {one.condition}{within}"
    if one.cond is not None:
        return f"wherever {w.cond(one.cond)}, it can come about that {w.cond(one.goal)}{within}"
    return f"it can {'once' if one.once else 'always'} come about that {w.cond(one.goal)}{within}"


def _quantity(one: sp.Quantity) -> str:
    if isinstance(one, sp.NumberQuantity):
        points = " percentage point" + ("" if one.number.value == 1 else "s") if one.points else ""
        return w.amount(one.number) + points
    over = f" over {w.duration(one.over)}" if one.over else ""
    match one.how:
        case "share_of":
            return f"share of {one.series} in {one.of}{over}"
        case "elections":
            return f"share of elections of {one.office} decided by {one.of} alone{over}"
        case _:
            return f"{one.series} {one.word} {one.of or 'each polity'}{over}"


def _given(names: ph.Names | None) -> str:
    return f" given {w.names(names)}" if names else ""


def _promise(one: sp.PromiseClause) -> str:
    breach = " even in breach" if one.even_in_breach else ""
    return _wrap(f"promise {one.name}: {_formula(one.formula)}{breach}{_given(one.given)}")


# ---- amendments


def _strike(one: cl.StrikeClause) -> str:
    return _wrap(f"strike {one.kind} {one.name}" if one.name else f"strike {w.listed(one.articles)}")


def _replace(one: cl.ReplaceClause) -> str:
    if one.clause is None:
        return f"replace {one.article}"
    return f"replace {one.kind + ' ' + one.name if one.name else one.article} with\n{textwrap.indent(render(one.clause), '  ')}"


def _insert(one: cl.InsertClause) -> str:
    return f"insert after {one.after}\n{textwrap.indent(render(one.clause), '  ')}"


_RENDER: dict[type, Callable[[Any], str]] = {
    cl.PolityClause: _polity,
    cl.PolitiesClause: lambda one: f"{w.subjects(one.subjects)} {_is(one.subjects)} a polity",
    cl.UnitClause: lambda one: f"unit {one.name}{_title(one.title)}",
    cl.GroupClause: lambda one: _wrap(f"group {one.name}{_title(one.title)} in {w.names(one.within)}"),
    cl.MatterClause: _matter,
    cl.MattersFromClause: lambda one: f'matters from "{one.table}"',
    cl.ParameterClause: _parameter,
    cl.ConditionClause: _condition,
    cl.OrganClause: _organ,
    cl.ResourceClause: _resource,
    cl.CompetenceClause: _competence,
    cl.BarClause: _bar,
    cl.DutyClause: _duty,
    cl.DutyNotClause: _duty_not,
    cl.PayClause: _pay,
    cl.ResidualClause: _residual,
    cl.ActClause: _act,
    cl.FundedClause: lambda one: _wrap(f"{w.subjects(one.subjects)} {_is(one.subjects)} funded {_funding(one.funding)}"),
    cl.EntranceClause: _entrance,
    cl.FunctionsFromClause: lambda one: f'functions from "{one.table}"',
    cl.FunctionClause: _function,
    cl.InForceClause: _in_force,
    sp.OpenClause: _open,
    sp.PromiseClause: _promise,
    sp.PossibleClause: lambda one: _wrap(f"possible {one.name}: {_chance(one.chance)}{_given(one.given)}"),
    sp.ExpectClause: lambda one: _wrap(f"expect {one.name}: {_quantity(one.left)} {one.compare} {_quantity(one.right)}"),
    sp.AssumeClause: lambda one: _wrap(f"assume {one.name}: {_formula(one.formula)}"),
    cl.StrikeClause: _strike,
    cl.ReplaceClause: _replace,
    cl.InsertClause: _insert,
}
