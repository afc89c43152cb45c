"""The page of who decides what: a matrix for each kind of place, a page for each matter that the text names, gaps and overlaps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from foedus.checked import Checked
from foedus.errors import Diagnostic, FoedusError
from foedus.model import clauses as cl
from foedus.model.holding import Held, Scope, start_facts, table
from foedus.model.settlement import ABROAD, Settlement
from foedus.model.words import listed
from foedus.reason.ask import ask
from foedus.reason.cover import Coverage, Finding, admitted
from foedus.source import Citation
from foedus.studio.figures import percent
from foedus.studio.matrix import Matrix, condensed, matrices
from foedus.studio.views.site import capital, count
from foedus.text.parse import parse_question

MOST = 6
"""How many places have their matrix on the page itself; further ones have pages of their own."""


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One finding of coverage as a row of words."""

    kind: str
    who: str
    what: str
    where: str
    cites: tuple[Citation, ...]
    bars: tuple[Citation, ...]
    mend: str


@dataclass(frozen=True, slots=True)
class Asked:
    """One question about a matter with its answer. verbs: those for which the answer is the same."""

    where: str
    verbs: tuple[str, ...]
    verdict: str
    sentence: str


@dataclass(frozen=True, slots=True)
class MatterView:
    """One matter: what it is, who holds it where, and the acts on it with what they need."""

    name: str
    title: str
    under: str
    asked: tuple[Asked, ...]
    acts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class DecidesView:
    """The whole page. short: the matrices with alike rows told together, as the first page shows them."""

    answer: str
    full: tuple[Matrix, ...]
    short: tuple[Matrix, ...]
    findings: tuple[FindingRow, ...]
    counted: str
    matters: tuple[MatterView, ...]


def decides_view(checked: Checked) -> DecidesView | None:
    """Fill the page; None where there is no settlement."""
    settlement, found = checked.settlement, checked.coverage
    if settlement is None or found is None:
        return None
    full = matrices(settlement)
    return DecidesView(
        answer=_answer(settlement, full),
        full=full,
        short=tuple(map(condensed, full)),
        findings=tuple(_rows(found)),
        counted=_counted(found),
        matters=tuple(_matter(settlement, name, full) for name in named_matters(settlement)),
    )


def _answer(settlement: Settlement, full: tuple[Matrix, ...]) -> str:
    """Who holds most in each place, and what is decided together."""
    if not Scope.of(settlement).given and not Scope.of(settlement).residual:
        return "The text gives no competences."
    now, said = table(settlement, start_facts(settlement)), []
    together: dict[str, None] = {}
    for one in (one for one in full if one.place != ABROAD):
        holders: Counter[str] = Counter()
        for verb, matter in admitted(settlement):
            if one.place in Scope.of(settlement).places_of(verb, matter):
                cell = now.cell(verb, matter, one.place)
                holders[
                    " and ".join(dict.fromkeys(holding.holders[0] for holding in cell.holdings)) if cell.verdict is Held.HELD else ""
                ] += 1
                if cell.verdict is Held.HELD and any(len(holding.holders) > 1 for holding in cell.holdings):
                    together[settlement.matters[matter].title] = None
        if not holders:
            continue
        name, most = holders.most_common(1)[0]
        who = "nobody" if not name else "each unit" if name == one.place else name
        said.append(f"{one.title[:1].lower()}{one.title[1:]}, {who} holds {percent(most / holders.total(), 0)}")
    sentence = (
        f"Counting every verb on every matter: {'; '.join(said)}."
        if said and len(said) <= MOST
        else f"{count(len(full), 'place')} are told below."
    )
    return sentence + (f" Decided together: {listed(list(together)[:4])}." if together else " Nothing is decided together.")


def _counted(found: Coverage) -> str:
    kinds = (
        (len(found.gaps), "gap"),
        (len(found.overlaps), "overlap"),
        (len(found.defeated), "competence wholly barred", "competences wholly barred"),
        (len(found.orphans), "function without an heir", "functions without an heir"),
        (len(found.idle), "organ with nothing to do", "organs with nothing to do"),
    )
    looked = f"{found.cells:,} cells of verb, matter and place were looked at in {count(len(found.situations), 'situation')}"
    some = [count(*one) for one in kinds if one[0]]
    return f"{looked}: {listed(some)}." if some else f"{looked}: each is held by somebody, and by no two apart."


def _rows(found: Coverage) -> Iterable[FindingRow]:
    for word, items in (
        ("Gap", found.gaps),
        ("Overlap", found.overlaps),
        ("Barred", found.defeated),
        ("Orphan", found.orphans),
        ("Idle", found.idle),
    ):
        for one in items:
            yield FindingRow(
                word, _few(one.holders), _what(one), _where(one), one.cites, tuple(b for b in one.bars if b not in one.cites), one.mend
            )


def _few(items: tuple[str, ...], most: int = 6) -> str:
    return listed(items) if len(items) <= most else f"{', '.join(items[:most])} and {len(items) - most} more"


def _what(one: Finding) -> str:
    return " on ".join(part for part in (_few(one.verbs), _few(one.matters)) if part)


def _where(one: Finding) -> str:
    return " while ".join(part for part in (_few(one.places), " and ".join(one.when)) if part)


# ---- matters


def named_matters(settlement: Settlement) -> tuple[str, ...]:
    """The matters that a competence, a bar, or an act names, in the order of the text."""
    found: dict[str, None] = {}
    for clause in settlement.clauses:
        if isinstance(clause, cl.CompetenceClause):
            found.update(dict.fromkeys(clause.doing.matters))
        elif isinstance(clause, cl.ActClause):
            found.update(dict.fromkeys(clause.on))
    return tuple(name for name in found if name in settlement.matters)


def _matter(settlement: Settlement, name: str, full: tuple[Matrix, ...]) -> MatterView:
    matter = settlement.matters[name]
    asked: list[Asked] = []
    verbs = [verb for verb, word in admitted(settlement) if word == name]
    for one in full[:MOST]:
        where = one.place if one.place == ABROAD else f"in {one.place}"
        groups: dict[tuple[str, str], list[str]] = {}
        for verb in verbs:
            if one.place in Scope.of(settlement).places_of(verb, name):
                groups.setdefault(_ask(settlement, f"who may {verb} on {name} {where}"), []).append(verb)
        asked += [Asked(one.title, tuple(said), verdict, sentence) for (verdict, sentence), said in groups.items()]
    acts = [clause.name for clause in settlement.of_type(cl.ActClause) if name in clause.on]
    under = getattr(matter, "under", "") or ""
    return MatterView(
        name, capital(matter.title), str(under), tuple(asked), tuple((act, _ask(settlement, f"what does {act} need")[1]) for act in acts)
    )


def _ask(settlement: Settlement, question: str) -> tuple[str, str]:
    parsed = parse_question(question)
    if isinstance(parsed, Diagnostic):
        return "", "cannot be asked"
    try:
        answer = ask(settlement, parsed)
    except FoedusError as problem:
        return "", problem.message
    return answer.verdict, answer.sentence
