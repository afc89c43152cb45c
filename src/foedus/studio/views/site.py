"""What all pages share: the list of pages, citations as links, names as words, the marks of the polities."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection
from dataclasses import dataclass
from html import escape

from foedus import __version__
from foedus.checked import Checked
from foedus.model.settlement import Settlement
from foedus.source import Citation

PAGES = (
    ("index", "Report"),
    ("text", "Text"),
    ("places", "Places"),
    ("decides", "Who decides"),
    ("promises", "Promises"),
    ("expects", "Expectations"),
    ("votes", "Votes"),
    ("open", "Left open"),
    ("sources", "Sources"),
)
"""The pages in the order of the contents, with the words that stand in it."""

_CITED = re.compile(r"Art\. \d+[A-Z]?(?:\(\d+[A-Z]?\))?(?:\([a-z]\))?")


@dataclass(frozen=True, slots=True)
class Side:
    """One polity in declared order: its name, its number, how many units it has."""

    name: str
    number: int
    units: int


@dataclass(frozen=True, slots=True)
class Site:
    """What stands on every page. command: what makes the report again; text_hash: SHA-256 of the text as read."""

    title: str
    summary: str
    file: str
    version: str
    sides: tuple[Side, ...]
    text_hash: str
    articles: int
    clauses: int
    command: str
    titles: dict[Citation, str]
    """For each citation its clause in one line, shown where a pointer rests on a link."""


def site(checked: Checked) -> Site:
    """The frame of a report."""
    document, settlement = checked.loaded.document, checked.settlement
    file = document.file.rpartition("/")[2] if document else ""
    return Site(
        title=(document.title if document else "") or "No text",
        summary=document.summary if document else "",
        file=file,
        version=__version__,
        sides=sides(settlement),
        text_hash=text_hash(checked),
        articles=len(document.articles) if document else 0,
        clauses=len(document.clauses) if document else 0,
        command=f"foedus report {file or 'FILE'}",
        titles={clause.cite: one_line(clause.at.text) for clause in (document.clauses if document else ())},
    )


def sides(settlement: Settlement | None) -> tuple[Side, ...]:
    """The polities that are no single unit's, in declared order."""
    if settlement is None:
        return ()
    names = [name for name, polity in settlement.polities.items() if not polity.of_unit]
    return tuple(Side(name, n, sum(unit.polity == name for unit in settlement.units.values())) for n, name in enumerate(names))


def text_hash(checked: Checked) -> str:
    """SHA-256 of the clauses and prose as they stand after amendments; empty where there is no text."""
    document = checked.loaded.document
    if document is None:
        return ""
    said = [document.title, document.summary, document.places]
    for article in document.articles:
        said += [article.number, article.title]
        for block in article.blocks:
            said += [clause.at.text for clause in getattr(block, "clauses", ())]
            said.append(getattr(block, "markdown", ""))
    return hashlib.sha256("\n".join(said).encode()).hexdigest()


def one_line(text: str, most: int = 200) -> str:
    """A clause in one line, cut where it is long."""
    said = " ".join(text.split())
    return said if len(said) <= most else said[: most - 1].rsplit(" ", 1)[0] + " …"


def anchor(cite: Citation) -> str:
    """The place of a clause or article in the text page.

    >>> anchor("Art. 6(2)"), anchor("Art. 5A")
    ('art-6-2', 'art-5A')
    """
    return "art-" + re.sub(r"[^0-9A-Za-z]+", "-", cite.removeprefix("Art.").strip()).strip("-")


def place_of(cite: Citation) -> Citation:
    """The clause that a citation of a lettered part lies in: the text page marks clauses."""
    return re.sub(r"\([a-z]\)$", "", cite)


def cited(cite: Citation, titles: dict[Citation, str] | None = None) -> str:
    """A citation as a link to its clause, whose words show where a pointer rests on it."""
    words = (titles or {}).get(place_of(cite), "")
    said = f' title="{escape(words)}"' if words else ""
    return f'<a class="cite" href="text.html#{anchor(place_of(cite))}"{said}>{escape(cite).replace(" ", "&nbsp;")}</a>'


def linked(text: str, titles: dict[Citation, str] | None = None) -> str:
    """Text as HTML, each citation a link to its clause, words in backticks as code."""
    said = re.sub(r"`([^`]+)`", r"<code>\1</code>", escape(text, quote=False))
    return _CITED.sub(lambda match: cited(match.group(), titles), said)


def words_of(name: str, keep: Collection[str] = ()) -> str:
    """A name of a clause as words; those to keep stay as they are declared.

    >>> words_of("NoFightingWithoutWar"), words_of("peace"), words_of("GDPGrows"), words_of("FoodFromAlder", {"Alder"})
    ('No fighting without war', 'Peace', 'GDP grows', 'Food from Alder')
    """
    parts = re.findall(r"[A-Z]+(?![a-z])|[A-Z][a-z0-9]*|[a-z0-9]+", name.replace("_", " "))
    said = " ".join(part if part in keep or (part.isupper() and len(part) > 1) else part.lower() for part in parts)
    return said[:1].upper() + said[1:] if said else name


def proper(checked: Checked) -> frozenset[str]:
    """Names that keep their capital: the polities."""
    return frozenset(checked.settlement.polities) if checked.settlement else frozenset()


def capital(text: str) -> str:
    """A sentence with a capital at its head."""
    return text[:1].upper() + text[1:]


def count(number: int, one: str, many: str = "") -> str:
    """A number with its noun.

    >>> count(1, "unit"), count(3, "unit"), count(2, "polity", "polities")
    ('1 unit', '3 units', '2 polities')
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"
