"""A verdict kept over an edit is the one decided from nothing, word for word: small texts edited in every clause, and mutants of what is compared.

The edits of every clause are those that the benchmark of the editor's loop makes.
"""

from __future__ import annotations

import gc
import importlib
import importlib.util
import random
from pathlib import Path

import pytest

import foedus.api as api
from foedus.reason.cover import cover
from foedus.reason.promise.atlas import alike_units
from foedus.reason.promise.plan import verdicts
from foedus.reason.promise.reuse import carried
from foedus.shipped import shipped
from mutants import Mutant, anew
from small import THREE_UNITS, small

BENCHMARK = Path(__file__).resolve().parents[3] / "benchmarks" / "bench_promises.py"
TEXT = small(THREE_UNITS, """\
office Alder.Head "Head of Alder", elected every 4 years by the people of Alder by plurality
office Birch.Head, elected every 4 years by the people of Birch by plurality
court Alder.Court, appointed by Alder.Head
office Chief, joint to Alder and Birch, elected every 4 years by the people of Alder and Birch together by plurality
force Guard of each unit
resource Weapons of each force, held by it
condition War, initially not
condition Shut, initially not
condition Done, initially not
act Place of a force, by Chief, when not Shut, effect that force is under Chief
act Move of a unit, by a majority of those voting in a referendum of that unit,
  when some other unit belongs to its polity, effect that unit belongs to the other polity
act Declare, by Chief, when not Shut, effect War
act Agree, by Alder.House and the consent of Birch.House, when not Done, effect Done
act Close, by Alder.House, after 2 years, effect Shut
act Calm, by Birch.House, when War, effect not War
Chief may not Place while War
Birch may not Close while War
each polity may command on external_defence in itself
Birch may regulate on money in Alder when Shut
Alder may tax anywhere
no organ of Birch may tax on trade
function "Post" passes to Birch
every other function passes to each polity in its own territory
promise Peace: never War
promise Agreed: Done only after Birch.House consented
promise Closed: never Chief acts while Shut
promise Used: never Guard is used in another unit
promise Home: no organ of a polity may act in another polity
promise Away: no organ of Birch may act in Alder
promise Unshut: never Shut
promise Held: every matter has a holder in every place
promise Once: no matter has two exclusive holders in one place
promise Heirs: every function passes or ends in every place
promise Two: neither Alder nor Birch alone can decide Agree
promise Calmed: War only while not Done
possible Opened: wherever War, it can come about that not War
possible Shutting: it can once come about that Shut
""")


def _edited(clause, text, read):
    spec = importlib.util.spec_from_file_location("bench_promises", BENCHMARK)
    assert spec is not None
    assert spec.loader is not None
    bench = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(bench)
    return bench.edited(clause, text, read)


def differing(base, edited: str, *, whole: bool = False) -> list[str]:
    """Where the coverage and verdicts kept over an edit are not those of the edited text by itself. whole: with what each rests on."""
    read = importlib.import_module("foedus.api").read
    look = importlib.import_module("foedus.reason.cover").cover
    decide = importlib.import_module("foedus.reason.promise.plan").verdicts
    whole_verdict = importlib.import_module("foedus.reason.promise.whole").whole_verdict
    carry = importlib.import_module("foedus.reason.promise.reuse").carried
    told = []
    for before in (base, None):
        settlement = read(edited).settlement
        if before is not None:
            carry(before, settlement)
        found = [look(settlement)]
        for one in decide(settlement):
            said = (whole_verdict(settlement, one.name) if whole else one).as_json()
            found.append({key: value for key, value in said.items() if key != "tried"})
        told.append(found)
    kept, alone = told
    assert len(kept) == len(alone)
    return ["coverage" if n == 0 else str(one["name"]) for n, (mine, one) in enumerate(zip(kept, alone, strict=True)) if mine != one]


def decided(text: str, *, whole: bool = False):
    """A text with its coverage and verdicts."""
    settlement = importlib.import_module("foedus.api").read(text).settlement
    importlib.import_module("foedus.reason.cover").cover(settlement)
    for one in importlib.import_module("foedus.reason.promise.plan").verdicts(settlement):
        if whole:
            importlib.import_module("foedus.reason.promise.whole").whole_verdict(settlement, one.name)
    return settlement


def test_an_edit_that_singles_out_a_unit_leaves_it_unlike_the_others():
    for old, new in (("never War\n", "never Elm belongs to Birch\n"), ("effect not War\n", "effect not War and Elm belongs to Birch\n")):
        before, after, alone = (api.read(text).settlement for text in (TEXT, TEXT.replace(old, new, 1), TEXT.replace(old, new, 1)))
        assert "Elm" in alike_units(before)
        assert carried(before, after) == ()
        assert alike_units(after) == alike_units(alone)
        assert "Elm" not in alike_units(after)


CLAUSES = len(api.read(TEXT).settlement.clauses)


@pytest.fixture(scope="module")
def base():
    return decided(TEXT)


@pytest.mark.parametrize("number", range(CLAUSES))
def test_every_clause_of_a_small_text_edited(base, number):
    edited = _edited(base.clauses[number], TEXT, api.read)
    if edited is not None:
        assert differing(base, edited) == []


@pytest.fixture(scope="module")
def resting():
    return decided(TEXT, whole=True)


@pytest.mark.parametrize("number", range(CLAUSES))
def test_every_clause_edited_with_what_each_promise_rests_on(resting, number):
    edited = _edited(resting.clauses[number], TEXT, api.read)
    if edited is not None:
        assert differing(resting, edited, whole=True) == []


@pytest.mark.parametrize("seed", range(3))
def test_edits_in_a_row_each_kept_from_the_one_before(base, seed):
    """Each text starts from what was kept, or decided anew, for the one before; speech, rules and back again."""
    changes = [change for _, change in MUTANTS] + [("promise Unshut: never Shut", "promise Unshut: never Shut while Done")]
    random.Random(seed).shuffle(changes)
    before, text = base, TEXT
    for old, new in changes:
        if text.count(old) != 1:
            continue
        text = text.replace(old, new)
        after = api.read(text).settlement
        if after is None or api.read(text).errors:
            continue
        assert differing(before, text) == [], (old, new)
        carried(before, after)
        cover(after)
        verdicts(after)
        before = after


FLAGSHIP = Path(shipped("soft-secession")).read_text(encoding="utf-8")
HEAVY = ("Art. 2(5)", "Art. 5(5)", "Art. 6(2)")
"""Edits of which the edited text by itself takes more than a minute to decide."""


@pytest.fixture(scope="module")
def flagship():
    return decided(FLAGSHIP)


@pytest.mark.parametrize("cite", ["Art. 2(2)", "Art. 9(3)", "Art. 8(1)"])
def test_a_bar_an_act_and_a_competence_of_the_flagship_edited(flagship, cite):
    assert differing(flagship, _edited(flagship.by_cite[cite], FLAGSHIP, api.read)) == []


@pytest.mark.long
def test_every_clause_of_the_flagship_edited(flagship):
    wrong = {}
    for clause in flagship.clauses:
        edited = _edited(clause, FLAGSHIP, api.read) if clause.cite not in HEAVY else None
        if edited is not None and (found := differing(flagship, edited)):
            wrong[clause.cite] = found
        gc.collect()
    assert wrong == {}


CHIEF, MONEY, TRADE = "act Declare, by Chief, when not Shut, effect War", "Birch may regulate on money in Alder when Shut", "no organ of Birch may tax on trade"
TABLE, CELLS, REUSE, SLICES = (f"foedus.reason.promise.{name}" for name in ("table", "reuse_cells", "reuse", "reuse_slices"))
MUTANTS = (
    (Mutant("parts of the table compared by their number", TABLE, "before[0] == asked.parts", "len(before[0]) == len(asked.parts)"),
     (MONEY, "Birch may regulate on trade in Alder when Shut")),
    (Mutant("parts of the table compared by what must not be", TABLE, "before[0] == asked.parts",
            "[one.formula for one in before[0]] == [one.formula for one in asked.parts]"),
     (MONEY, "Birch may regulate on trade in Alder when Shut")),
    (Mutant("bars compared by citation alone", CELLS, '_OF_A_BAR = ("clause", "verbs", "who", "matters", "excepted", "acts", "when", "lifted_by", "cite")',
            '_OF_A_BAR = ("cite",)'),
     (TRADE, "no organ of Alder may tax on trade")),
    (Mutant("competences compared by citation alone", CELLS, "    return all(getattr(one, part) == getattr(other, part) for part in parts)\n",
            "    return one.cite == other.cite\n"),
     (MONEY, "Alder may regulate on money in Alder when Shut")),
    (Mutant("residual clauses not compared", CELLS, "    if not _all_same(old.residual, new.residual, _PARTS):\n        return\n", ""),
     ("residual matters to each polity in its own territory", "residual matters to Alder in its own territory")),
    (Mutant("cells are carried whatever they are made of", REUSE, "    if made_of(before) != made_of(after):\n        return\n", ""),
     ("court Alder.Court, appointed", "court Birch.Court, appointed")),
    (Mutant("functions compared by citation alone", CELLS, " and was.fates == clause.fates", ""),
     ('function "Post" passes to Birch', 'function "Post" passes to Alder')),
    (Mutant("cells are kept whatever their slice", REUSE, "if not (alike or found == FALSE or _bad_stands(before, after, name, found)):", "if False:"),
     ("act Close, by Alder.House, after 2 years, effect Shut", "act Close, by Alder.House, after 2 years, effect not Shut")),
    (Mutant("verdicts of the table are kept whatever their slice", REUSE, "    if not alike:\n        names = ", "    if False:\n        names = "),
     ("Birch may not Close while War", "Alder may not Close")),
    (Mutant("deeds are read off the moves alone", REUSE,
            "    if alike and not (isinstance(clause, sp.PromiseClause) and speaks_of_deeds(clause.formula)):\n", "    if alike:\n"),
     ("each polity may command on external_defence in itself", "Chief may command on external_defence anywhere")),
    (Mutant("a slice is compared by its moves alone", SLICES,
            "    if (question.told, question.formulas, question.even_in_breach) != (was.told, was.formulas, was.even_in_breach) or", "    if"),
     ("each polity may command on external_defence in itself", "Chief may command on external_defence anywhere")),
    (Mutant("what a slice starts from is not compared", SLICES, " or _variables(model, old.written) != _variables(was.model, old.written)", ""),
     ("condition Done, initially not", "condition Done, initially")),
    (Mutant("a move that reads otherwise bears on nothing", SLICES,
            "        elif id(move) not in there and _writes(move, old.written):\n            return None\n", ""),
     ("act Close, by Alder.House, after 2 years, effect Shut", "act Close, by Alder.House, after 2 years, effect Done")),
    (Mutant("a move is kept by its key", SLICES, "if mine is not None and say_the_same(move, mine):", "if mine is not None:"),
     (CHIEF, "act Declare, by Chief, when Shut, effect War")),
    (Mutant("moves that are gone are not missed", SLICES,
            "    if [move.key for move in kept] != [move.key for move in old.moves]:\n        return None\n", ""),
     (CHIEF, "act Declare, by Chief, when not Shut, effect Shut")),
    (Mutant("whether an act can be done is not asked", SLICES, "formulas=(*question.formulas, Is(\"done\", True)))", "formulas=question.formulas)"),
     ("when not Done, effect Done", "when Done and not Done, effect Done")),
    (Mutant("what a history starts from is not compared", REUSE, "return not tells or start_alike(old, new, in_all=found.stuck is not None)", "return True"),
     ("office Birch.Head, elected every 4 years", "office Birch.Head, elected every 6 years")),
)  # fmt: skip


def _seen(mutant: Mutant | None, change: tuple[str, str]) -> bool:
    """Whether the edit, there or back, shows that something kept is not what the edited text gets."""
    old, new = change
    assert TEXT.count(old) == 1
    with anew("foedus", mutant=mutant):
        texts = (TEXT, TEXT.replace(old, new))
        return any(differing(decided(one), other) for one, other in (texts, texts[::-1]))


@pytest.mark.parametrize(("mutant", "change"), MUTANTS, ids=lambda one: one.name if isinstance(one, Mutant) else "")
def test_a_comparison_left_out_is_seen(mutant, change):
    assert _seen(mutant, change)


@pytest.mark.parametrize("change", dict.fromkeys(change for _, change in MUTANTS), ids=lambda change: change[1])
def test_what_is_kept_over_these_edits_is_sound(change):
    assert not _seen(None, change)
