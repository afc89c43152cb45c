"""Phrases in words, exactly as the language writes them: what `fmt` prints and what answers say.

Needs: the standard library. Source: design page LANGUAGE, section 13.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from foedus.model import phrases as ph
from foedus.model import speech as sp

_NUMBERS = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_PARTS = {2: "half", 3: "third", 4: "quarter", 5: "fifth"}


def listed(items: Sequence[str], join: str = "and") -> str:
    """`A`, `A and B`, `A, B and C`."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {join} {items[-1]}"


def chained(items: Sequence[str], join: str = "and") -> str:
    """The same where an item may begin with a word of the language (`each unit`): before such a word a comma lists nothing.

    >>> chained(["Alder", "Birch", "each unit", "Cedar"])
    'Alder, Birch and each unit and Cedar'
    """
    words = "".join(items[:1])
    for n, item in enumerate(items[1:], 2):
        named = item[:1].isupper() or (" " not in item and item != "act")
        words += f", {item}" if named and n < len(items) else f" {join} {item}"
    return words


def amount(number: ph.Amount) -> str:
    """A number as it was written."""
    value = number.value
    match number.style:
        case "parameter":
            return f"[{number.parameter}]"
        case "percent":
            return f"{_decimal(value * 100)} %"
        case "fraction":
            return f"{value.numerator}/{value.denominator}"
        case "words":
            return _number_words(value)
        case _:
            return _decimal(value)


def _decimal(value: Fraction) -> str:
    if value.denominator == 1:
        return str(value.numerator)
    places = 1
    while (value * 10**places).denominator != 1 and places < 40:
        places += 1
    scaled = abs(value * 10**places)
    if scaled.denominator != 1:
        return f"{value.numerator}/{value.denominator}"
    digits = str(scaled.numerator).rjust(places + 1, "0")
    return f"{'-' if value < 0 else ''}{digits[:-places]}.{digits[-places:]}"


def _number_words(value: Fraction) -> str:
    if value.denominator == 1 and 1 <= value.numerator <= 12:
        return "one" if value == 1 else _NUMBERS[value.numerator - 2]
    if value.denominator in _PARTS and 1 <= value.numerator <= 12:
        part = _PARTS[value.denominator]
        if value.numerator == 1:
            return f"one {part}"
        return f"{_NUMBERS[value.numerator - 2]} {'halves' if part == 'half' else part + 's'}"
    return f"{value.numerator}/{value.denominator}" if value.denominator != 1 else str(value.numerator)


def many(number: int, one: str, more: str = "") -> str:
    """`1 error`, `2 errors`, `1 competence wholly barred`; more: the plural where it is not `one` and an s."""
    return f"{number:,} {one if number == 1 else more or one + 's'}"


def duration(span: ph.Duration) -> str:
    """`1 year`, `18 months`."""
    number = amount(span.number)
    return f"{number} {span.unit}" + ("" if span.number.value == 1 and not span.number.parameter else "s")


def names(those: ph.Names) -> str:
    """A list of terms."""
    return listed(those.items, those.join)


def each(those: ph.Each) -> str:
    """`each unit of Alder`."""
    return f"each {those.type}" + (f" of {those.of}" if those.of else "")


def target(where: ph.Target) -> str:
    """`Alder`, `that polity`, `its polity`, `the other polity`."""
    return {"named": where.name, "that": f"that {where.name}", "own": "its polity", "other": f"the other {where.name}"}[where.how]


def own(whose: ph.Own) -> str:
    """`its assembly`, `the assembly of the other polity`."""
    return f"its {whose.what}" if whose.of is None else f"the {whose.what} of {target(whose.of)}"


def subject(one: ph.Subject) -> str:
    """One of those of whom a clause speaks."""
    if isinstance(one, str):
        return one
    if isinstance(one, ph.Each):
        return each(one)
    if isinstance(one, ph.FamilyOf):
        return f"{one.name} of {each(one.each)}"
    return "a joint organ"


def subjects(those: ph.Subjects) -> str:
    """Those of whom a clause speaks."""
    return chained([subject(one) for one in those.items], those.join)


# ---- rules


def share(part: ph.Share) -> str:
    """`a majority`, `two thirds`, `at least 9`, `all but 3`."""
    number = amount(part.number) if part.number else ""
    return {
        "majority": "a majority", "absolute": "an absolute majority", "share": number, "at_least": f"at least {number}",
        "more_than": f"more than {number}", "all": "all", "all_but": f"all but {number}",
    }[part.how]  # fmt: skip


def body(one: ph.BodyOf) -> str:
    """`each chamber of Alder.Congress`, `a referendum of that unit`."""
    said = "it" if one.of is None else _body_of(one.of)
    match one.how:
        case "together":
            return f"{said} together"
        case "each_of":
            return f"each of {said}"
        case "any_of":
            return f"any of {said}"
        case "chambers":
            return f"each chamber of {said}"
        case "referendum":
            return f"a referendum of {said}" + (" together" if one.together else "")
        case "joint_sitting":
            return f"a joint sitting of {said}"
        case _:
            return said


def _body_of(of: ph.Names | ph.Each | ph.FamilyOf | ph.Own | ph.Target) -> str:
    if isinstance(of, ph.Names):
        return names(of)
    if isinstance(of, ph.Own):
        return own(of)
    if isinstance(of, ph.Target):
        return target(of)
    return subject(of)


def origin(where: ph.Origin) -> str:
    """`each unit`, `any of French and Dutch`."""
    match where.how:
        case "each":
            return each(where.of) if isinstance(where.of, ph.Each) else str(where.of)
        case "any":
            return f"any {where.of}"
        case "names":
            return names(where.of) if isinstance(where.of, ph.Names) else str(where.of)
        case how:
            return f"{'each' if how == 'each_of' else 'any'} of {names(where.of) if isinstance(where.of, ph.Names) else where.of}"


def counted_besides(part: ph.CountExtra) -> str:
    """`including a majority from each unit`, `quorum 2/3`."""
    match part:
        case ph.Including(those, much, base, where):
            if those is not None:
                return f"including {names(those)}"
            said = share(much) if much else "a majority"
            return f"including {said}{f' of {base}' if base else ''} from {origin(where) if where else ''}"
        case ph.Comprising(number, series):
            return f"comprising {amount(number)} of {series}"
        case ph.WeightedBy(series):
            return f"weighted by {series}"
        case ph.QuorumOf(number, where):
            return f"quorum {amount(number)}" + (f" from {origin(where)}" if where else "")
        case ph.EqualByLot():
            return "in equal numbers by lot"


def rule(one: ph.RulePhrase, *, inner: bool = False) -> str:
    """A rule of decision; inner: it stands within another, and a join needs its brackets."""
    match one:
        case ph.CountOf(much, base, bodies, extras):
            words = share(much) + (f" of {base}" if base else "")
            lead = "of" if much.how == "absolute" and base is None else "in"
            for n, where in enumerate(bodies):
                before = bodies[n - 1].how if n else ""
                goes_on = before in ("chambers", "referendum")
                said = body(where)
                if before == where.how == "chambers":
                    said = f"of {said.removeprefix('each chamber of ')}"
                else:
                    said = f"{'in' if goes_on or where.how == 'referendum' else lead} {said}"
                words += f"{' and ' if n else ' '}{said}"
            return " ".join([words, *map(counted_besides, extras)])
        case ph.ConsentOf(of):
            if isinstance(of, ph.Names):
                return names(of)
            return own(of) if isinstance(of, ph.Own) else f"the consent of {subject(of)}"
        case ph.AnyOf(number, those):
            return f"any {amount(number)} of {names(those)}"
        case ph.OfTheUnits(much, polity, weight, by):
            of_whom = f" of {polity}" if polity else ""
            return f"{share(much)} of the units{of_whom}{f' weighted by {weight}' if weight else ''}, each by {rule(by, inner=True)}"
        case ph.RuleJoin(join, parts):
            words = f" {join} ".join(_joined_part(part, join, first=n == 0) for n, part in enumerate(parts))
            return f"({words})" if inner else words


def _joined_part(part: ph.RulePhrase, join: ph.Join, *, first: bool) -> str:
    """A part of a join: a bare name after `and` would continue the list before it, so its consent is said in full."""
    if not isinstance(part, ph.ConsentOf) or not isinstance(part.of, ph.Names):
        return rule(part, inner=True)
    if len(part.of.items) > 1 and (not first or part.of.join != join):
        return f"({names(part.of)})"
    return names(part.of) if first else f"the consent of {names(part.of)}"


# ---- conditions


def cond(one: ph.CondPhrase, *, inner: bool = False) -> str:
    """A condition; inner: it stands within another, and a join needs its brackets."""
    match one:
        case ph.Facts(those):
            return names(those)
        case ph.NotFact(name):
            return f"not {name}"
        case ph.SamePerson(first, second):
            return f"one person holds {first} and {second}"
        case ph.CondJoin(join, parts):
            words = f" {join} ".join(_joined(part, join, following) for part, following in zip(parts, [*parts[1:], None], strict=True))
            return f"({words})" if inner else words
        case ph.Says():
            return f"{_said_of(one.subject)} {_predicate(one)}"


def _joined(part: ph.CondPhrase, join: ph.Join, following: ph.CondPhrase | None) -> str:
    """A part of a join. Names by themselves stand in brackets where what follows would continue their list, or where they are joined otherwise."""
    words = cond(part, inner=True)
    if not isinstance(part, ph.Facts):
        return words
    goes_on = isinstance(following, ph.Facts) or (isinstance(following, ph.Says) and isinstance(following.subject, ph.Names))
    return f"({words})" if goes_on or (len(part.names.items) > 1 and part.names.join != join) else words


def _said_of(who: ph.Names | ph.Someone) -> str:
    if isinstance(who, ph.Names):
        return names(who)
    return {
        "some": f"some {who.type}", "some_other": f"some other {who.type}", "every": f"every {who.type}",
        "that": f"that {who.type}", "no": f"no {who.type}", "joint": "a joint organ",
    }[who.how]  # fmt: skip


def _plural(who: ph.Names | ph.Someone) -> bool:
    return isinstance(who, ph.Names) and len(who.items) > 1 and who.join == "and"


def _predicate(one: ph.Says) -> str:
    is_ = ("are" if _plural(one.subject) else "is") + (" not" if one.negated else "")
    match one.what:
        case "is":
            return f"{is_} {one.value}"
        case "under":
            return f"{is_} under {one.value}"
        case "holds":
            return f"{'hold' if _plural(one.subject) else 'holds'} {one.value}"
        case "belongs":
            return f"{'belong' if _plural(one.subject) else 'belongs'} to {target(one.target) if one.target else ''}"
        case "used":
            return f"{is_} used {cond_place(one.place) if one.place else ''}"
        case "acts":
            return "acts" + (f" {cond_place(one.place)}" if one.place else "")
        case _:
            return f"{is_} {one.what}"


def cond_place(where: ph.CondPlace) -> str:
    """`in Alder`, `in another polity`, `abroad`, `outside Alder`."""
    return {"in": f"in {where.name}", "another": f"in another {where.name}", "abroad": "abroad", "outside": f"outside {where.name}"}[
        where.how
    ]


# ---- doing, places, effects


def place(where: ph.PlaceOf) -> str:
    """`in Alder and Birch`, `for itself`, `abroad`."""
    said = names(where.names) if where.names else ""
    return {
        "places": f"in {said}",
        "places_and_abroad": f"in {', '.join(where.names.items) if where.names else ''} and abroad",
        "another": f"in another {where.type}", "both": f"in both {said}",
        "abroad": "abroad", "anywhere": "anywhere", "outside": f"outside {said}", "outside_own": "outside its own territory",
        "for_itself": "for itself", "in_itself": "in itself", "own": "in its own territory",
        "each": f"in {each(where.each)}" if where.each else "",
    }[where.how]  # fmt: skip


def verb(one: ph.Verb) -> str:
    """`legislate`, `act`, `hold Weapons`, `be used`, an act by name."""
    return {"plain": one.name, "do": one.name, "act": "act", "hold": f"hold {one.name}", "used": "be used"}[one.how]


def doing(what: ph.Doing, join: str = "and") -> str:
    """`legislate and execute on trade in Alder`; in a bar the verbs are joined by `or`."""
    parts = [chained([verb(one) for one in what.verbs], join)]
    if what.matters:
        parts.append(f"on {listed(what.matters)}")
    if what.place is not None:
        parts.append(place(what.place))
    return " ".join(parts)


def effect(one: ph.EffectPhrase) -> str:
    """What an act changes."""
    thing = f"that {one.thing.type}" if isinstance(one.thing, ph.That) else one.thing or ""
    to = target(one.target) if one.target else ""
    return {
        "becomes": one.value, "ceases": f"not {one.value}", "under": f"{thing} is under {one.value}",
        "not_under": f"{thing} is not under {one.value}", "belongs": f"{thing} belongs to {to}",
        "passes": f"{thing} {'pass' if thing.endswith('s') else 'passes'} to {to}",
        "is": f"{thing} is {one.value}", "is_not": f"{thing} is not {one.value}", "vacant": f"{thing} is vacant",
        "amended": f"{one.value} is amended", "all_amended": "this settlement is amended",
    }[one.how]  # fmt: skip


# ---- procedure


def hearing(one: ph.Hearing) -> str:
    """`after hearing Council or after 14 days`."""
    return f"after hearing {names(one.names)}" + (f" or after {duration(one.or_after)}" if one.or_after else "")


def objection(one: ph.Objection) -> str:
    """`unless within 4 days Alder.President object`."""
    within_ = f"within {duration(one.within)} " if one.within else ""
    if one.names is not None:
        return f"unless {within_}{names(one.names)} object"
    said = share(one.share) if one.share else ""
    base = f" of {one.base}" if one.base else ""
    return f"unless {within_}{said}{base}{f' from {origin(one.origin)}' if one.origin else ''} object"


def ties(one: ph.Ties) -> str:
    """`ties lost`, `ties broken by lot`."""
    if one.how == "lost":
        return "ties lost"
    return "ties broken by " + ("lot" if one.how == "lot" else rule(one.rule) if one.rule else "")


def within(one: ph.Within) -> str:
    """`within 30 days of the first consent`."""
    return f"within {duration(one.duration)}" + (" of the first consent" if one.of_first_consent else "")


def stage(one: ph.Stage) -> str:
    """`failing that within 30 days Monarch decides`, with the phrases that belong to it."""
    parts = ["failing that"]
    if one.within is not None:
        parts.append(within(one.within))
    if one.exchanges is not None:
        parts.append(f"after {amount(one.exchanges)} exchanges of notes")
    parts.append({
        "rule": f"by {rule(one.rule)}" if one.rule else "", "fails": "it fails", "adopted": "it is adopted", "lapses": "it lapses",
        "continues": "it continues", "decides": f"{one.who} decides",
        "fixes": f"{one.who} fixes the shares for {duration(one.duration)}" if one.duration else "",
        "last_budget": "the last budget continues", "unpaid": "no one pays",
    }[one.how])  # fmt: skip
    if one.limit is not None:
        parts.append(within(one.limit))
    if one.hearing is not None:
        parts.append(hearing(one.hearing))
    if one.objection is not None:
        parts.append(objection(one.objection))
    if one.ties is not None:
        parts.append(ties(one.ties))
    return " ".join(parts)


def organ_set(those: ph.OrganSet) -> str:
    """`organ of a polity`, `joint organ`, `court of Alder`."""
    what = "joint organ" if those.what == "joint" else those.what
    return what + (f" of {those.of}" if those.of else f" of a {those.of_a}" if those.of_a else "")


def deciding(what: sp.Deciding) -> str:
    """An act by name, or `who becomes CommanderInChief`."""
    return f"who becomes {what.name}" if what.office else what.name
