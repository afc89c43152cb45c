"""The table of diagnostic codes: what each means, why it matters, and an example with its mend.

`foedus explain CODE` prints one entry; the reference has a heading for each. F1xx reading, F2xx competences, F3xx decisions and
offices, F4xx money and time, F5xx promises and exits, F6xx amendments, F7xx files and data, F8xx prose and clauses.
Needs: the standard library.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Code:
    """One kind of finding: a one-line title, why it matters, and how it is mended."""

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
    "Alder.Congress shall legislate on trade   # write: may",
)
_add(
    "F102",
    "a term is used and never declared",
    "Defined terms carry a capital and are declared once, as in a contract. A name that nothing declares has no meaning here.",
    "write the nearest declared name, or declare the term",
)
_add(
    "F103",
    "a term is declared twice",
    "Two declarations of one name leave open which is meant.",
    "drop one, or give it another name",
)
_add(
    "F104",
    "the text does not say to whom an organ belongs",
    "An organ has a dot (`Alder.Congress`), a family (`of each unit`), or is joint. Without any of these it is taken as joint to all polities.",
    "write `joint to Alder and Birch`, or a dot",
)
_add(
    "F105",
    "a further name stands in a list of voting bodies",
    "After `in each chamber of A and of B` only bodies may follow; an office that must consent is said apart.",
    "write `… and the consent of Office`",
)
_add(
    "F106",
    "`and` and `or` are mixed",
    "Without brackets the phrase has two readings.",
    "put brackets around one of them",
)
_add(
    "F108",
    "a term of another kind stands here",
    "A condition cannot act, and an organ cannot be true: each place in a sentence takes terms of certain kinds.",
    "name a term of the kind that the message names",
)
_add(
    "F109",
    "a unit belongs to two polities",
    "A unit is a member of one polity, or of none.",
    "leave it out of one of them",
)
_add(
    "F112",
    "a parameter lies outside its limits",
    "The text itself says between which values the parameter may lie.",
    "choose a value within the limits",
)
_add(
    "F113",
    "there is no such table of functions",
    "`functions from` names a table that the places of the front matter have.",
    'name a table that exists, such as "us/federal_functions"',
)
_add(
    "F114",
    "two polities comprise the other units",
    "The other units are those that no other clause claims: only one polity can have them.",
    "name the units of one of the two",
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
)
_add(
    "F118",
    "an article is cited that is not there",
    "Citations are checked like names.",
    "cite an article of the text",
)
_add(
    "F119",
    "a clause is too long, or its brackets too deep",
    "Reading is bounded, and the bound is told.",
    "say it in several clauses",
)
_add(
    "F120",
    "a number or a date has no value",
    "A fraction needs a denominator, a date a day that the calendar has.",
    "write a number such as 1/2, 55 % or 7, a date such as 2006-02-04",
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
    "An answer block says what its author takes the clauses to mean. Where the clauses say otherwise, one of the two is wrong.",
    "mend the clause, or the expected answer",
)
_add(
    "F201",
    "a competence without a matter or a place",
    "What is not said is taken: every matter, the holder's own territory.",
    "add `on …`, `in …`",
)
_add(
    "F301",
    "a majority of what",
    "Of those voting, of those present and of all members can differ: 21 yes, 18 no and 3 absent carry one and not the other.",
    "write `of those voting` or `of all members`",
)
_add(
    "F302",
    "which chamber decides",
    "An assembly with chambers decides in each of them unless the text says otherwise.",
    "write `each chamber of …`",
)
_add(
    "F303",
    "in each, or counted together",
    "Two bodies named side by side may vote each, or as one.",
    "write `each of …` or `… together`",
)
_add(
    "F304",
    "a tie is possible and nothing breaks it",
    "An election that ends even leaves the office vacant.",
    "write `ties broken by lot`, or by whom",
)
_add(
    "F307",
    "nobody can do this act",
    "An act without `by` has no actor.",
    "write `by …`",
)
_add(
    "F309",
    "the last step can fail",
    "A body that cannot agree, or a duty that is not done, leaves things as they are: a possible deadlock.",
    "write `failing that …`, or `deciding by …`",
)
_add(
    "F310",
    "nobody acts while an office is vacant",
    "The competences of the office rest until it is filled.",
    "write `when vacant … acts`",
)
_add(
    "F311",
    "the text does not say how an office is filled",
    "It stays as it is at the start.",
    "write `elected …` or `appointed …`",
)
_add(
    "F402",
    "one payer alone can stop an organ",
    "An organ is funded while every share is voted.",
    "write `failing that the last budget continues`",
)
_add(
    "F403",
    "the text does not say what lapses",
    "When the time of an article is over it lapses, and what it gave falls to the residue.",
    "write `failing that it lapses`, or `renewable by …`",
)
_add(
    "F503",
    "a slot of an exit is empty",
    "An exit has six slots: who, waiting, threshold, the counterpart's consent, what survives, who succeeds.",
    "say it in the exit, or leave the question `open`",
)
_add(
    "F601",
    "a directive amends nothing",
    "`strike`, `replace` and `insert` stand in a text that extends another.",
    "say `extends: …` in the front matter",
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
    "F720",
    "a file cannot be read",
    "The path names nothing, or something that cannot be opened.",
    "give the path of a Markdown file",
)
_add(
    "F721",
    "a text is too large",
    "A text may have ten million bytes.",
    "take out what is no settlement",
)
_add(
    "F722",
    "a file is not UTF-8 text",
    "Texts are UTF-8.",
    "save the file as UTF-8",
)
_add(
    "F723",
    "the text extends one that is not there",
    "The base is looked for beside the text, then among the shipped settlements.",
    "put it beside the text",
)
_add(
    "F724",
    "texts extend one another in a ring",
    "A base cannot rest on what rests on it.",
    "let one of them stand by itself",
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
