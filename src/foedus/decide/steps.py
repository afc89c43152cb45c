"""The steps of a joint election in words: what is done, who could still cheat and how, and what would show it.

No step makes the others needless. The words go with every certificate, plan and page.
Needs: the standard library. Source: design page VOTING, section 7.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class JointStep:
    """One step. cheat: who could still cheat, and how; shown_by: what would show it, or that nothing here would."""

    name: str
    done: str
    cheat: str
    shown_by: str


STEPS = (
    JointStep(
        "before",
        "Each polity freezes its register, its manifests of boxes and its card records, and publishes their SHA-256 by the deadline.",
        "A polity may freeze a register that was false from the start: a commitment stops changes, not lies.",
        "The sample of the register by the other side, for people entered wrongly. For people left out: nothing here.",
    ),
    JointStep(
        "numbers",
        "Cards are set against people marked as voted, and these against the register.",
        "Officials may mark people who stayed at home and put in cards for them, as many of the one as of the other.",
        "The other side looks up people marked as voted. Somebody entitled who did not vote is seen only if asked and answering truly.",
    ),
    JointStep(
        "seed",
        "Each polity commits to a secret, then reveals it; the seed of all draws is the hash of all secrets.",
        "Who reveals last knows the draw first, and may withhold. Who still holds the boxes may change cards once the draw is known.",
        "Withholding is plain to all: the cards of whoever withholds are counted by hand, and the new draw spends a tenth of the risk. "
        "Changed cards: only seals and people of the other side beside the boxes, from the close of the vote to the last reading.",
    ),
    JointStep(
        "registers",
        "Each side looks up entries drawn from the other's, among those marked as voted.",
        "The polity looked into may furnish papers for people who do not exist; the side that looks may call entitled people unknown.",
        "Both sign each finding; a disputed one counts as a defect. False papers of one's own officials: nothing here.",
    ),
    JointStep(
        "cards",
        "The owner brings the cards drawn, the other side reads them aloud; records are set against readings.",
        "The owner may bring another card than the one drawn; the reader may misread. Cards put in before the count are as good as true ones.",
        "Cards bear numbers on the box's list and are shown to both; a disputed card counts as the worst case. "
        "Cards put in: only the step of numbers, and the registers.",
    ),
    JointStep(
        "missing",
        "A card that cannot be found, a lost box and a missing record count as votes for the loser.",
        "Who wants no result at all may lose cards of a polity that the winner leads.",
        "The cap on missing cards ends in a refusal, not in a winner: the election is repeated there.",
    ),
    JointStep(
        "keys",
        "Where votes are sealed, trustees of every polity must open the tally together; neither polity can alone.",
        "More trustees of one polity than it can spare may refuse; one may give a part that moves the sum by a few votes; "
        "whoever publishes its key last may choose one that cancels the other's; whoever made the keys may have kept a copy.",
        "Refusing is plain to all, and sends to the hand count. A moved sum: the audit of the paper cards. A key that cancels: all commit "
        "to their keys before any is published. A kept copy: nothing here. "
        "The keys are of teaching grade.",
    ),
    JointStep(
        "certificate",
        "Certified is only a margin above all votes that may be nobody's, with the risks of all parts summed to the limit.",
        "Nobody by arithmetic. But a wrong result is certified with a chance up to the limit, and an audit proves a count, not entitlement.",
        "Anybody redoes it from the published folder with `foedus audit verify`.",
    ),
)


def steps_json() -> list[dict[str, str]]:
    """The steps as plain values."""
    return [{"name": one.name, "done": one.done, "who_could_still_cheat": one.cheat, "shown_by": one.shown_by} for one in STEPS]
