"""Texts after an edit, compiled from what the text before it left; and the same text compiled from nothing."""

from __future__ import annotations

from dataclasses import replace


def compiled_after(before, after):
    """The machine of a settlement after an edit, with the records of the one before."""
    from foedus.model.compile import machine
    from foedus.model.recorded import inherit

    machine(before)
    after = replace(after, memo={})
    inherit(before, after)
    return machine(after), after


def compiled_alone(settlement):
    """The machine of a settlement from nothing."""
    from foedus.model.compile import machine

    return machine(replace(settlement, memo={}))


def differences(one, other) -> list[str]:
    """In what two machines differ; empty where they are equal, all in order."""
    found = [f"ticks: {one.ticks}, {other.ticks}"] if one.ticks != other.ticks else []
    if list(one.variables.items()) != list(other.variables.items()):
        found.append("variables")
    if list(one.procedures.items()) != list(other.procedures.items()):
        found.append("procedures")
    if [move.key for move in one.moves] != [move.key for move in other.moves]:
        found.append("keys of moves")
    elif one.moves != other.moves:
        found += [f"{mine.key}" for mine, its in zip(one.moves, other.moves, strict=True) if mine != its]
    return found


TEXT = """\
parameter Many = 3
unit Elm
unit Oak
unit Fir
polity Alder comprises Elm and Oak
polity Birch comprises Fir
matter plague under health
assembly Alder.House with 3 seats
  chamber Lower with 5 seats
  chamber Upper with 3 seats
assembly Birch.House with [Many] seats
assembly House of each unit
office Chief, joint to Alder and Birch, appointed by Birch.House, removed by Alder.House
office Alder.Head, elected every 4 years by the people of Alder by plurality until succeeded
office Birch.Head, elected every 4 years by the people of Birch by plurality
force Guard of each unit of Alder
force Birch.Army
resource Weapons of each force, held by it
condition War, initially not
condition Shut, initially not
condition Content of each polity
act Place of a force, by Chief, when not Shut, effect that force is under Chief
act Recall of a force, by its assembly, effect that force is not under Chief
act Pass of a force to an organ, by its assembly, when that force holds Weapons, effect Weapons pass to that organ
act Move of a unit, by its assembly, when not War, effect that unit belongs to the other polity
act Declare, by Alder.House and Birch.House, within 2 years of the first consent, effect War and not Shut
act Close on plague, by a majority of those voting in each chamber of Alder.House, after 2 years, effect Shut
act Calm of a polity, by its assembly, unless within 2 years Chief objects, effect Content
act Twice, by Birch.House, repeated after an election of Alder.Head, effect not War
act Armed, by Birch.House, when Alder.Head holds Weapons, effect Shut
act Unsay, by Chief, effect War and Shut and not War
Chief may not Place while War
Alder.House may not act on health
Chief must not hold Weapons
Birch.House must not Declare while Shut
Chief must Unsay within 4 years when War, failing that by Birch.House
Article 1 is in force for 20 years
promise Peace: never War
"""
EDITS = (
    ("effect War and Shut and not War", "effect War and Shut"),
    ("effect War and not Shut", "effect not Shut"),
    ("act Unsay, by Chief, effect War and Shut", "act Unsay, by Chief, effect Shut"),
    ("when not Shut, effect that force", "effect that force"),
    ("act Place of a force, by Chief", "act Place of a force, by Chief and Alder.Head"),
    ("effect that force is under Chief", "effect that force is under Alder.Head"),
    ("Weapons pass to that organ", "Weapons pass to Chief"),
    ("when not War, effect that unit", "effect that unit"),
    ("within 2 years of the first consent", "within 3 years of the first consent"),
    ("after 2 years, effect Shut", "after 1 month, effect Shut"),
    ("act Close on plague", "act Close on money"),
    ("within 2 years Chief objects", "within 2 years Alder.Head objects"),
    ("after an election of Alder.Head", "after an election of Birch.Head"),
    ("Chief may not Place while War", "Chief may not Place while Shut"),
    ("Chief may not Place while War", "Chief may not Recall while War"),
    ("Chief may not Place while War", "Chief may not Place without Birch.House"),
    ("Alder.House may not act on health", "Alder.House may not act on money"),
    ("Alder.House may not act on health", "Birch.House may not act on health"),
    ("Chief must not hold Weapons", "Birch.House must not hold Weapons"),
    ("Birch.House must not Declare while Shut", "Birch.House must not Declare"),
    ("Birch.House must not Declare while Shut", "Birch.House must not Twice while Shut"),
    ("Chief must Unsay within 4 years", "Chief must Unsay within 2 years"),
    ("Chief must Unsay within 4 years when War", "Chief must Close within 4 years when War"),
    ("Article 1 is in force for 20 years", "Article 1 is in force for 30 years"),
    ("parameter Many = 3", "parameter Many = 4"),
    ("matter plague under health", "matter plague under money"),
    ("chamber Upper with 3 seats", "chamber Upper with 4 seats"),
    ("assembly House of each unit", "assembly House of each unit of Alder"),
    ("removed by Alder.House", "removed by Birch.House"),
    ("elected every 4 years by the people of Birch", "elected every 2 years by the people of Birch"),
    ("by plurality until succeeded", "by plurality"),
    ("resource Weapons of each force, held by it", "resource Weapons of each force, held by Chief"),
    ("condition War, initially not", "condition War, initially"),
    ("comprises Elm and Oak", "comprises Oak and Elm"),
    ("polity Birch comprises Fir", "polity Birch comprises the other units"),
    ("promise Peace: never War", "promise Peace: never one person holds Chief and Alder.Head"),
    ("promise Peace: never War", "promise Peace: never Shut"),
    ("act Twice, by Birch.House", "act Thrice, by Birch.House"),
    ("unit Fir\n", "unit Fir\nunit Gum\n"),
    ("condition Shut, initially not\n", "condition Shut, initially not\ncondition Mild\n"),
    ("act Twice, by Birch.House, repeated after an election of Alder.Head, effect not War\n", ""),
    ("must not Declare while Shut", "must not Close while Shut"),
)
