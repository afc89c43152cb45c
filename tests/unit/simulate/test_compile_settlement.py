"""What the shipped settlements compile to, against the table of the design; and what is refused, with its clause."""

import pytest

import foedus
from foedus.data.tables import rows
from foedus.errors import ModelError
from foedus.simulate.compiling import compile_settlement
from foedus.simulate.yearly import calibration_of
from yearly import shipped

HEAD = """---
title: Halves
places: us
---

## Article 1. All

Two halves.

```foedus
polity Alder comprises DC and the units where president_2024_plurality is democratic
polity Birch comprises the other units
"""


def compiled(clauses):
    return compile_settlement(foedus.load(f"{HEAD}{clauses}\n```\n"), calibration_of().codes)


@pytest.mark.parametrize(
    ("name", "polities", "currency", "common_tax", "offices", "entry", "barrier", "changes", "parts"),
    [
        ("status-quo", 1, "one", True, ("UnitedStates.President", "UnitedStates.VicePresident"), {"free"}, False, False, False),
        ("soft-secession", 2, "by_vote", False, ("CommanderInChief",), {"free"}, True, True, True),
        ("three-joint-offices", 2, "by_vote", False, ("CommanderInChief", "ForeignSecretary", "BankHead"), {"free"}, False, True, True),
        ("full-secession", 2, "own", False, (), {"free"}, True, True, False),
        ("no-common-bank", 2, "own", False, ("CommanderInChief",), {"free"}, True, True, True),
        ("fifty-sovereign-states", 51, "own", False, (), {"closed"}, True, False, False),
    ],
)
def test_each_variant_compiles_to_its_row(name, polities, currency, common_tax, offices, entry, barrier, changes, parts):
    found = shipped(name)
    assert found.number_of_polities == polities
    assert found.currency == currency
    assert found.common_tax is common_tax
    assert tuple(office.name for office in found.offices) == offices
    assert set(found.entry) == entry
    assert found.barrier is barrier
    assert (found.change is not None) is changes
    assert (found.part is not None) is parts


def test_consents_are_read_off_the_kernels_own_conditions():
    found = shipped("soft-secession")
    names = [leaf.name for leaf in found.leaves]
    houses = ["Commonwealth.Congress.House", "Commonwealth.Congress.Senate", "Federation.Congress.House", "Federation.Congress.Senate"]
    assert sorted(names) == houses
    budget = found.decisions[found.heads[0].decision]
    assert budget.winning == (15,)
    assert budget.cites == ("Art. 5(4)",)
    joined = found.decisions[found.change.receiving[0]]
    assert [names[leaf] for leaf in joined.leaves] == houses[:2]
    assert not found.change.may[found.codes.index("DC")]
    assert sum(found.change.may) == 50


def test_electors_and_seats_are_whole_and_complete():
    assert sum(shipped("status-quo").offices[0].electors) == 538
    found = shipped("soft-secession")
    for leaf, seats in zip(found.leaves, (185, 40, 250, 62), strict=True):
        inside = sum(n for n, polity in zip(leaf.seats, found.polity_of, strict=True) if polity == leaf.polity)
        assert inside in (seats, 2 * sum(polity == leaf.polity for polity in found.polity_of))


def test_what_is_not_followed_is_listed_with_clause_and_reason():
    found = {one.what: one for one in shipped("soft-secession").not_simulated}
    assert found["DeclareWar"].cite == "Art. 7(2)"
    assert "changes nothing that the model follows" in found["DeclareWar"].why
    assert "shared_currency" in found["ShareCurrency"].why
    assert "debt is outside" in found["how Net interest is shared"].why
    assert all(one.why for one in found.values())


def test_an_exit_that_opens_later_compiles_to_its_years():
    assert shipped("autonomy-first").part.opens == 10
    assert shipped("soft-secession").part.opens == 0


def test_items_of_draws_follow_places_and_not_names():
    found = shipped("soft-secession")
    assert sorted(leaf.item for leaf in found.leaves) == [0, 1, 2, 3]
    first = found.polity_of[0]
    assert min(leaf.item for leaf in found.leaves if leaf.polity == first) == 0


def test_units_without_figures_are_refused():
    codes = tuple(str(row["code"]) for row in rows("us", "states"))
    with pytest.raises(ModelError, match="no figures for"):
        compile_settlement(foedus.load("soft-secession"), codes[:40])


def test_a_term_that_is_not_of_whole_years_is_refused_with_its_clause():
    with pytest.raises(ModelError, match=r"Warden \(Art\. 1\(3\)\): its term is not of whole years"):
        compiled("office Warden, joint to Alder and Birch, elected every 18 months by the people of Alder and Birch together by plurality")


def test_a_joint_bank_makes_one_currency_and_a_joint_trade_office_no_border():
    found = compiled(
        "bank Mint, joint to Alder and Birch\nMint may regulate on money in Alder and Birch\n"
        "agency Board, joint to Alder and Birch\nBoard may legislate on trade in Alder and Birch"
    )
    assert found.currency == "one"
    assert found.barrier is False
    assert compiled("").barrier is True


def test_a_fallback_keeps_a_head_funded():
    text = (
        "assembly Alder.House with 9 seats, elected every 2 years by plurality\n"
        "assembly Birch.House with 9 seats, elected every 2 years by plurality\n"
        "agency Staff, joint to Alder and Birch, funded yearly by Alder and Birch in proportion to population, each share voted by its assembly{}"
    )
    lapses = compiled(text.format(""))
    continues = compiled(text.format(", failing that the last budget continues"))
    assert (lapses.heads[0].continues, continues.heads[0].continues) == (False, True)
    assert lapses.heads[0].key == "population"
