"""From parse trees to the further phrases that clauses share: verbs and places, procedure, effects, limits.

Needs: Lark. Source: design page LANGUAGE, sections 5 and 7.
"""

from __future__ import annotations

from typing import Any

from lark import Token

from foedus.model import clauses as cl
from foedus.model import phrases as ph
from foedus.model.matters import VERBS
from foedus.text.build_conditions import BuildConditions
from foedus.text.build_words import Pair, citation, constant, one_join, pair, plain, unbracket
from foedus.text.slips import NoSuchVerb, once


class BuildPhrases(BuildConditions):
    """The phrases that clauses share."""

    # ---- verbs and places

    def verb_plain(self, c: list[Any]) -> ph.Verb:
        if str(c[0]) not in VERBS:
            raise NoSuchVerb(token=c[0])
        return ph.Verb("plain", str(c[0]))

    def verb_do(self, c: list[Any]) -> ph.Verb:
        return ph.Verb("do", str(c[0]))

    def verb_hold(self, c: list[Any]) -> ph.Verb:
        return ph.Verb("hold", str(c[0]))

    verb_act = constant(ph.Verb("act"))
    verb_used = constant(ph.Verb("used"))

    def verbs(self, c: list[Any]) -> tuple[ph.Verb, ...]:
        one_join(c)
        return tuple(plain(c))

    def matters(self, c: list[Any]) -> tuple[str, ...]:
        one_join(c)
        return tuple(str(word) for word in plain(c))

    def on(self, c: list[Any]) -> Pair:
        return "on", c[0]

    def doing(self, c: list[Any]) -> ph.Doing:
        matters = next((child[1] for child in c if isinstance(child, tuple) and child and child[0] == "on"), ())
        place = next((child for child in c if isinstance(child, ph.PlaceOf)), None)
        return ph.Doing(c[0], matters, place)

    def in_places(self, c: list[Any]) -> ph.PlaceOf:
        return ph.PlaceOf("places", c[0])

    def in_places_and_abroad(self, c: list[Any]) -> ph.PlaceOf:
        return ph.PlaceOf("places_and_abroad", ph.Names(c[0].items))

    def in_another(self, c: list[Any]) -> ph.PlaceOf:
        return ph.PlaceOf("another", type=c[0])

    def in_both(self, c: list[Any]) -> ph.PlaceOf:
        return ph.PlaceOf("both", c[0])

    def outside(self, c: list[Any]) -> ph.PlaceOf:
        return ph.PlaceOf("outside", c[0])

    def in_each(self, c: list[Any]) -> ph.PlaceOf:
        return ph.PlaceOf("each", each=c[0])

    abroad = constant(ph.PlaceOf("abroad"))
    anywhere = constant(ph.PlaceOf("anywhere"))
    outside_own = constant(ph.PlaceOf("outside_own"))
    for_itself = constant(ph.PlaceOf("for_itself"))
    in_itself = constant(ph.PlaceOf("in_itself"))
    in_own = constant(ph.PlaceOf("own"))

    def organ_set(self, c: list[Any]) -> ph.OrganSet:
        what = "joint" if c[0] == "joint organ" else c[0]
        if len(c) == 1:
            return ph.OrganSet(what)
        return ph.OrganSet(what, of=str(c[1])) if isinstance(c[1], Token) else ph.OrganSet(what, of_a=c[1])

    # ---- procedure

    def hearing(self, c: list[Any]) -> Pair:
        parts = plain(c)
        return "hearing", ph.Hearing(parts[0], parts[1] if len(parts) > 1 else None)

    def within(self, c: list[Any]) -> Pair:
        return "within", ph.Within(c[0], len(c) > 1)

    def first(self, _: list[Any]) -> bool:
        return True

    def objection(self, c: list[Any]) -> Pair:
        within = next((child[1].duration for child in c if isinstance(child, tuple) and child[0] == "within"), None)
        who = c[-1]
        if isinstance(who, ph.Names):
            return "objection", ph.Objection(within, who)
        share, base, origin = who
        return "objection", ph.Objection(within, None, share, base, origin)

    def objector_named(self, c: list[Any]) -> ph.Names:
        return c[0]  # type: ignore[no-any-return]

    def objector_share(self, c: list[Any]) -> tuple[Any, Any, Any]:
        base = next((child for child in c if isinstance(child, str)), None)
        return c[0], base, next((child for child in c if isinstance(child, ph.Origin)), None)

    def ties_lot(self, _: list[Any]) -> Pair:
        return "ties", ph.Ties("lot")

    def ties_lost(self, _: list[Any]) -> Pair:
        return "ties", ph.Ties("lost")

    def ties_rule(self, c: list[Any]) -> Pair:
        return "ties", ph.Ties("rule", c[0])

    def exchanges(self, c: list[Any]) -> Pair:
        return "exchanges", c[0]

    def stage(self, c: list[Any]) -> Pair:
        fields: dict[str, Any] = once(child for child in c if isinstance(child, tuple))
        fields.update(next(child for child in c if isinstance(child, dict)))
        return "stage", ph.Stage(**fields)

    def do_rule(self, c: list[Any]) -> dict[str, Any]:
        return {"how": "rule", "rule": c[0]}

    def do_decides(self, c: list[Any]) -> dict[str, Any]:
        return {"how": "decides", "who": str(c[0])}

    def do_fixes(self, c: list[Any]) -> dict[str, Any]:
        return {"how": "fixes", "who": str(c[0]), "duration": c[1]}

    do_fails = constant({"how": "fails"})
    do_adopted = constant({"how": "adopted"})
    do_lapses = constant({"how": "lapses"})
    do_continues = constant({"how": "continues"})
    do_last_budget = constant({"how": "last_budget"})
    do_unpaid = constant({"how": "unpaid"})

    # ---- effects

    def effects(self, c: list[Any]) -> tuple[ph.EffectPhrase, ...]:
        return tuple(plain(c))

    def that(self, c: list[Any]) -> ph.That:
        return ph.That(c[0])

    def thing_named(self, c: list[Any]) -> str:
        return str(c[0])

    def eff_true(self, c: list[Any]) -> ph.EffectPhrase:
        return ph.EffectPhrase("becomes", value=str(c[0]))

    def eff_false(self, c: list[Any]) -> ph.EffectPhrase:
        return ph.EffectPhrase("ceases", value=str(c[0]))

    def eff_under(self, c: list[Any]) -> ph.EffectPhrase:
        return ph.EffectPhrase("under", c[0], str(c[1]))

    def eff_not_under(self, c: list[Any]) -> ph.EffectPhrase:
        return ph.EffectPhrase("not_under", c[0], str(c[1]))

    def eff_belongs(self, c: list[Any]) -> ph.EffectPhrase:
        return ph.EffectPhrase("belongs", c[0], target=c[1])

    def eff_passes(self, c: list[Any]) -> ph.EffectPhrase:
        return ph.EffectPhrase("passes", c[0], target=c[1])

    def eff_is(self, c: list[Any]) -> ph.EffectPhrase:
        return ph.EffectPhrase("is", c[0], str(c[1]))

    def eff_is_not(self, c: list[Any]) -> ph.EffectPhrase:
        return ph.EffectPhrase("is_not", c[0], str(c[1]))

    def eff_vacant(self, c: list[Any]) -> ph.EffectPhrase:
        return ph.EffectPhrase("vacant", c[0])

    def eff_amend(self, c: list[Any]) -> ph.EffectPhrase:
        return ph.EffectPhrase("amended", value=citation(c[0]))

    def eff_amend_all(self, _: list[Any]) -> ph.EffectPhrase:
        return ph.EffectPhrase("all_amended")

    # ---- limits shared by competences and acts

    def when_cond(self, c: list[Any]) -> Pair:
        return "when", (unbracket(c[0]), "when")

    def while_cond(self, c: list[Any]) -> Pair:
        return "when", (unbracket(c[0]), "while")

    without = pair("without")
    with_consent = pair("with_consent")
    except_place = pair("except_place")
    notwithstanding = pair("notwithstanding")

    def prevailing(self, c: list[Any]) -> Pair:
        return "prevailing", str(c[0])

    def except_on(self, c: list[Any]) -> Pair:
        return "except_on", c[0][1]


def limits_of(pairs: list[Pair]) -> cl.Limits:
    """The limits of a competence, a bar or a duty from its phrases."""
    fields = once(pairs)
    if "when" in fields:
        fields["when"], fields["word"] = fields["when"]
    return cl.Limits(**fields)
