"""The table of diagnostic codes: what each means, why it matters, how it is mended, and a shortest text that gives it.

`foedus explain CODE` prints one entry; the reference has a heading for each. F1xx reading, F2xx competences, F3xx decisions and
offices, F4xx money and time, F5xx promises and exits, F6xx amendments, F7xx files and data, F8xx prose and clauses.
Needs: the standard library.
"""

from __future__ import annotations

from dataclasses import dataclass

from foedus.codes_files import FILES

GROUND = """\
polity Alder comprises Elm
assembly Alder.Congress
office Alder.President, elected every 4 years by the people of Alder by plurality, ties broken by lot, until succeeded
court Alder.Court
residual matters to Alder in Alder
condition AtWar"""
"""What the examples take as declared: a small polity, article 1 of the text in which they stand as article 2."""


@dataclass(frozen=True, slots=True)
class Code:
    """One kind of finding: a one-line title, why it matters, how it is mended, and clauses that give it below those of GROUND."""

    code: str
    title: str
    why: str
    mend: str
    example: str = ""


CODES: dict[str, Code] = {}


def _add(code: str, title: str, why: str, mend: str, example: str = "") -> None:
    CODES[code] = Code(code, title, why, mend, example)


_add(
    "F101",
    "this word cannot stand here",
    "A clause is one sentence of the language. The reader stops at the first word that no sentence can have there, and says which words it could have.",
    "write the nearest wording that reads",
    "Alder.Congress shall legislate on trade in Alder",
)
_add(
    "F102",
    "a term is used and never declared",
    "Defined terms carry a capital and are declared once, as in a contract. A name that nothing declares has no meaning here.",
    "write the nearest declared name, or declare the term",
    "act DeclareWar, by Alder.Senate, effect AtWar",
)
_add(
    "F103",
    "a term is declared twice",
    "Two declarations of one name leave open which is meant.",
    "drop one, or give it another name",
    """\
condition Calm
condition Calm""",
)
_add(
    "F104",
    "the text does not say to whom an organ belongs",
    "An organ has a dot (`Alder.Congress`), a family (`of each unit`), or is joint. Without any of these it is taken as joint to all polities.",
    "write `joint to Alder and Birch`, or a dot",
    """\
polity Birch comprises Ash
office Arbiter, appointed by Alder.Congress""",
)
_add(
    "F105",
    "an office stands in a list of voting bodies",
    "A majority is counted in a body. An office and a force cast no votes: their consent is a yes or a no, and is said apart.",
    "write `… and the consent of Office`",
    "act DeclareWar, by a majority of those voting in each of Alder.Congress and Alder.President, effect AtWar",
)
_add(
    "F106",
    "`and` and `or` are mixed",
    "Without brackets the phrase has two readings.",
    "put brackets around one of them",
    "act DeclareWar, by Alder.Congress and Alder.President or Alder.Court, effect AtWar",
)
_add(
    "F107",
    "`its` or `that` has nothing to point to, or two things",
    "`its`, `that` and `it` mean the thing that `of a …` or `each …` binds. Where nothing is bound, or two things of one kind are, no one thing is meant.",
    "name the thing, or say what the clause is of",
    "act DeclareWar, by its assembly, effect AtWar",
)
_add(
    "F108",
    "a term of another kind stands here",
    "A condition cannot act, and an organ cannot be true: each place in a sentence takes terms of certain kinds.",
    "name a term of the kind that the message names",
    "act DeclareWar, by AtWar, effect AtWar",
)
_add(
    "F109",
    "a unit belongs to two polities",
    "A unit is a member of one polity, or of none.",
    "leave it out of one of them",
    "polity Birch comprises Elm",
)
_add(
    "F110",
    "a number of another kind stands here",
    "Seats and votes are whole numbers, a share lies above nothing and up to the whole, a length of time between nothing and 10,000 years.",
    "write a number of the kind that the message names",
    "act DeclareWar, by any 1/2 of Alder.Congress and Alder.President, effect AtWar",
)
_add(
    "F111",
    "a phrase is said twice in one clause",
    "The order of phrases is free, and none is stronger for coming last: two of one kind leave open which is meant.",
    "keep one of the two",
    "act DeclareWar, by Alder.Congress, by Alder.President, effect AtWar",
)
_add(
    "F112",
    "a parameter lies outside its limits",
    "The text itself says between which values the parameter may lie.",
    "choose a value within the limits",
    "parameter Share = 2 between 0 and 1",
)
_add(
    "F113",
    "there is no such table",
    '`functions from` names a table that the places of the front matter have; `matters from` names "cofog", the tree that ships, or "none".',
    'name a table that exists, such as "us/federal_functions"',
    'functions from "nowhere/functions"',
)
_add(
    "F114",
    "two polities comprise the other units",
    "The other units are those that no other clause claims: only one polity can have them.",
    "name the units of one of the two",
    """\
polity Birch comprises the other units
polity Cedar comprises the other units""",
)
_add(
    "F115",
    "a series has no value for some unit",
    "Membership by a series leaves a unit without a value outside.",
    "name the unit in the polity that it belongs to",
)
_add(
    "F116",
    "no unit has the value named",
    "A membership rule that no unit meets makes an empty polity.",
    "write a value that the series has",
)
_add(
    "F117",
    "a condition is said of something that is not there",
    "A family of conditions needs members.",
    "declare what it is said of, or drop the phrase",
    "condition Armed of each bank",
)
_add(
    "F118",
    "an article is cited that is not there",
    "Citations are checked like names.",
    "cite an article of the text",
    "exit Leave, by Alder.Congress, surviving Art. 99",
)
_add(
    "F119",
    "a clause is too long, or its brackets too deep",
    "Reading is bounded, and the bound is told.",
    "say it in several clauses",
    f"act DeclareWar, by {'(' * 51}Alder.Congress{')' * 51}, effect AtWar",
)
_add(
    "F120",
    "a number or a date has no value",
    "A fraction needs a denominator, a date a day that the calendar has.",
    "write a number such as 1/2, 55 % or 7, a date such as 2006-02-04",
    "parameter Share = 1/0",
)
_add(
    "F121",
    "a question has no expected answer",
    "An answer block pairs questions with answers; it is run by `check`.",
    "write the answer below the question",
)
_add(
    "F122",
    "the front matter cannot be read",
    "A text begins with a few lines of `key: value` between two lines of `---`.",
    "write title, summary, and places or extends",
)
_add(
    "F123",
    "clauses stand before the first article",
    "Citations need an article.",
    "put them below a heading `## Article 1. …`",
)
_add(
    "F124",
    "an article stands twice",
    "Citations need one article of each number.",
    "give one of them another number",
)
_add(
    "F125",
    "there are no facts about these places",
    "`places` names a gazetteer that foedus has.",
    "write `places: us`, or leave the line out and name the units",
)
_add(
    "F126",
    "the text expects another answer",
    "An answer block says what its author takes the clauses to mean, and what promises come to. Where the clauses say otherwise, one of the two is wrong.",
    "mend the clause, or the expected answer",
)
_add(
    "F127",
    "a text without a clause",
    "Prose is not read. Only what stands in fenced blocks of clauses has a meaning, and there is none.",
    "write clauses in a block that begins with ```foedus, or begin with `foedus new`",
)
_add(
    "F201",
    "a competence without a matter or a place",
    "What is not said is taken: every matter, the holder's own territory.",
    "add `on …`, `in …`",
    "Alder.Court may adjudicate",
)
_add(
    "F202",
    "a competence never has effect",
    "What a bar covers is void. Where bars cover all that a competence gives, in every situation, the clause says nothing.",
    "drop one of the two, or write `notwithstanding Art. …`",
    """\
Alder.Court may adjudicate on trade in Alder
Alder.Court may not adjudicate on trade""",
)
_add(
    "F203",
    "two organs alone hold one matter in one place",
    "Each clause gives the whole to one. Neither place in the text nor order settles which: only `except`, `notwithstanding` and `prevailing` do.",
    "write `except on` in one of them, `concurrently … with … prevailing`, or `together`",
    """\
Alder.Congress may legislate on trade in Alder
Alder.President may legislate on trade in Alder""",
)
_add(
    "F204",
    "nobody holds a matter in a place",
    "No clause gives it, or bars take away all that do, and no residual clause reaches there.",
    "give it to somebody, or write a residual clause",
    """\
Alder.President may negotiate on treaties abroad
Alder.President may not negotiate on treaties abroad while AtWar""",
)
_add(
    "F205",
    "nobody gets a function",
    "A function of the former government that no clause passes on, ends or shares has no heir in some place.",
    'write `function "…" passes to …`, or `every other function …`',
    """\
function "Lighthouses" passes to Birch
polity Birch comprises Ash""",
)
_add(
    "F206",
    "an organ ends when its unit moves, and something lacks it",
    "Organs of a family are those of units of one polity. When a unit moves they end, what they held has no holder, and no act can have their consent.",
    "write an effect `passes to`, or a `when` that keeps the unit",
    """\
polity Birch comprises Ash
force Guard of each unit of Alder
resource Weapons of each force, held by it
act Move of a unit to a polity, by Alder.Congress, effect that unit belongs to that polity""",
)
_add(
    "F207",
    "nothing is done through an organ",
    "It holds no competence, and no act asks for it.",
    "give it something to do, or leave it out",
    """\
polity Birch comprises Ash
agency Staff, joint to Alder and Birch""",
)
_add(
    "F208",
    "a matter is given for some verbs only",
    "What a clause does not give stays in the residue, and so two may hold parts of one matter.",
    "say who may do the rest, if that is not meant",
    "Alder.Congress may legislate on trade in Alder",
)
_add(
    "F301",
    "a majority of what",
    "Of those voting, of those present and of all members can differ: of 42 members, 21 yes, 18 no and 3 absent carry by a majority of those "
    "voting, and not of all members.",
    "write `of those voting` or `of all members`",
    "act DeclareWar, by a majority in Alder.Congress, effect AtWar",
)
_add(
    "F302",
    "which chamber decides",
    "An assembly with chambers decides in each of them unless the text says otherwise.",
    "write `each chamber of …`",
    """\
assembly Alder.Diet
  chamber Lower
  chamber Upper
act DeclareWar, by a majority of those voting in Alder.Diet, effect AtWar""",
)
_add(
    "F303",
    "in each, or counted together",
    "Two bodies named side by side may vote each, or as one.",
    "write `each of …` or `… together`",
    """\
assembly Alder.Diet
act DeclareWar, by a majority of those voting in Alder.Congress and Alder.Diet, effect AtWar""",
)
_add(
    "F304",
    "a tie is possible and nothing breaks it",
    "An election that ends even leaves the office vacant.",
    "write `ties broken by lot`, or by whom",
    "office Alder.Speaker, elected every 4 years by the people of Alder by plurality",
)
_add(
    "F305",
    "staying away can defeat what voting no would not",
    "Under a quorum those who are against may do better by not coming.",
    "write a base of all members, or leave the quorum out",
    "act DeclareWar, by a majority of those voting in Alder.Congress quorum 1/2, effect AtWar",
)
_add(
    "F307",
    "nobody can do this act, or it has no effect",
    "An act without `by` has no actor, and one without `effect` and without a matter changes nothing.",
    "write `by …`, `effect …`",
    "act DeclareWar, effect AtWar",
)
_add(
    "F309",
    "the last step can fail",
    "A body that cannot agree leaves things as they are, a possible deadlock; a duty that is not done is a breach, and nothing follows.",
    "write `failing that …`, or `deciding by …`",
    "act DeclareWar, by Alder.Congress, within 3 days, failing that by Alder.President, effect AtWar",
)
_add(
    "F310",
    "nobody acts while an office is vacant",
    "The competences of the office rest until it is filled.",
    "write `when vacant … acts`",
    "office Alder.Speaker, appointed by Alder.Congress",
)
_add(
    "F311",
    "the text does not say how an office is filled",
    "It stays as it is at the start.",
    "write `elected …` or `appointed …`",
    "office Alder.Speaker",
)
_add(
    "F312",
    "organs decide by one another",
    "An organ that is asked by name decides by its own rule. Where that rule asks another, and so on back to the first, none of them can.",
    "let one of them decide by its own majority",
    """\
assembly Alder.Diet, deciding by Alder.Senate
assembly Alder.Senate, deciding by Alder.Diet""",
)
_add(
    "F401",
    "shares do not add up to the whole",
    "Payers whose shares come to less leave a rest that nobody pays, and to more pay twice.",
    "write shares whose sum is 1, or 100 %",
    "agency Alder.Office, funded yearly by Alder 1/3",
)
_add(
    "F402",
    "one payer alone can stop an organ",
    "An organ is funded while every share is voted.",
    "write `failing that the last budget continues`",
    "agency Alder.Office, funded yearly by Alder 1, each share voted by its assembly",
)
_add(
    "F403",
    "the text does not say what lapses",
    "When the time of an article is over it lapses, and what it gave falls to the residue.",
    "write `failing that it lapses`, or `renewable by …`",
    "Art. 1 is in force from 1868-01-01 for 10 years",
)
_add(
    "F501",
    "a promise holds only because its subject can never come about",
    "What it speaks of cannot happen in any lawful history: it proves nothing about the act that should bring it about.",
    "mend the act whose condition can never hold, or write the act that is missing, or mend the promise",
    """\
act DeclareWar, by Alder.Congress, when AtWar and not AtWar, effect AtWar
promise Calm: AtWar only after Alder.Congress consented""",
)
_add(
    "F503",
    "a slot of an exit is empty",
    "An exit has six slots: who, waiting, threshold, the counterpart's consent, what survives, who succeeds.",
    "say it in the exit, or leave the question `open`",
    """\
exit Leave, by Alder.Congress, effect Parted
condition Parted""",
)
_add(
    "F601",
    "a directive amends nothing",
    "`strike`, `replace` and `insert` stand in a text that extends another.",
    "say `extends: …` in the front matter",
    "strike Art. 1(1)",
)
_add(
    "F602",
    "clauses are added to an article that stands",
    "The numbers of the base stay for ever; a clause comes into a standing article by `insert` only.",
    "write `insert after Art. …`, or `replace Article …` first",
)
_add(
    "F603",
    "a clause speaks of something struck",
    "What an amendment took out is no longer declared.",
    "strike or replace the clause that still speaks of it",
)
_add(
    "F604",
    "there is no article to replace",
    "A new article is simply added.",
    "drop the directive",
)
_add(
    "F605",
    "an article is replaced from another",
    "`replace Article n` is the first clause of the article of that number.",
    "put it there",
)
_add(
    "F606",
    "there is no such clause in the base",
    "A directive names a clause that still stands.",
    "name one that does",
)
_add(
    "F801",
    "prose without a clause",
    "An article that says something only in prose has no effect here.",
    "add a block of clauses",
)
_add(
    "F802",
    "clauses without prose",
    "The prose is the law and the clause its reading; people need the prose.",
    "write a sentence above the clauses",
)
for _entry in FILES:
    _add(*_entry)
