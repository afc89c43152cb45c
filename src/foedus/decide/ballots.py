"""Votes as told, turned into the ballots that a Rule counts: by member where it matters, else spread over members who are alike.

Needs: the standard library.
"""

from __future__ import annotations

from collections.abc import Mapping

from foedus.decide.rules import RuleOfAct
from foedus.decide.votes import Votes, VotesOf
from foedus.errors import DataError
from foedus.model.rule import Ballot, Base, Body, Member, bodies, counts
from foedus.model.voters import is_people


def entitled_of(votes: Votes) -> dict[str, dict[str, int]]:
    """Those entitled in each electorate told of, by unit or as a whole: as told, or else those who are told to have voted."""
    found: dict[str, dict[str, int]] = {}
    for body, by_member in votes.items():
        if is_people(body):
            found[body] = {member or body: one.entitled if one.entitled is not None else one.told for member, one in by_member.items()}
    return found


def ballots_of(read: RuleOfAct, votes: Votes) -> dict[tuple[str, str], Ballot]:
    """The ballots of every body that a rule reads. Raises DataError for votes that are nobody's in it, or more than the seats."""
    known = {body.name: body for body in bodies(read.rule)}
    parts = _joined(known)
    for name in votes:
        if name not in known and name not in parts:
            asked = ", ".join(known) or "nobody"
            raise DataError(f"{name} has no vote on {read.act} ({', '.join(read.cites)})", mend=f"give the votes of {asked}")
    _check_entitled(read, votes)
    found: dict[tuple[str, str], Ballot] = {}
    for name, body in known.items():
        if name in votes:
            found |= _in_body(read, body, votes[name])
        for part in (part for part, whole in parts.items() if whole == name and part in votes and name not in votes):
            entries = tuple(member for member in body.members if member.group("body") == part)
            found |= {(name, key): cast for key, cast in _spread(read, body, entries, votes[part], f" of {part}").items()}
    return found


def _check_entitled(read: RuleOfAct, votes: Votes) -> None:
    """Who may vote must be told where the rule counts the electorate, or a quorum of it."""
    for count in counts(read.rule):
        told = votes.get(count.of.name, {})
        asks = count.base in (Base.ENTITLED, Base.FILLED) or count.quorums
        if is_people(count.of.name) and asks and any(one.entitled is None and one.absent is None for one in told.values()):
            raise DataError(
                f"{count.words} ({count.cite}) counts all who may vote, and their number is not told", mend='add "entitled" to the votes'
            )


def _joined(known: Mapping[str, Body]) -> dict[str, str]:
    """The bodies that vote within a joined one, by name."""
    return {member.group("body"): name for name, body in known.items() for member in body.members if member.group("body")}


def _in_body(read: RuleOfAct, body: Body, told: Mapping[str, VotesOf]) -> dict[tuple[str, str], Ballot]:
    return {(body.name, name): cast for name, cast in _spread(read, body, body.members, told, "").items()}


def _spread(read: RuleOfAct, body: Body, entries: tuple[Member, ...], told: Mapping[str, VotesOf], suffix: str) -> dict[str, Ballot]:
    if "" not in told:
        by_name = {entry.name: entry for entry in entries}
        found: dict[str, Ballot] = {}
        for member, one in told.items():
            entry = by_name.get(member) or by_name.get(f"{member}{suffix}")
            if entry is None:
                raise DataError(f"{member} is no member of {body.name}, which votes on {read.act}", mend=f"name {', '.join(list(by_name)[:8])}")
            found[entry.name] = _ballot(one, entry.count, f"{member} in {body.name}")
        return found
    if len(told) > 1:
        raise DataError(f"the votes of {body.name} are told both as a whole and by member", mend="tell them in one way")
    whole = _ballot(told[""], sum(entry.count for entry in entries), body.name)
    if len(entries) > 1 and not _alike(read, body, entries):
        raise DataError(f"the members of {body.name} do not count alike in {read.act}", mend="tell its votes by member")
    return _dealt(whole, entries)


def _ballot(one: VotesOf, seats: int, place: str) -> Ballot:
    if one.told > seats or (one.absent is not None and one.told != seats):
        raise DataError(f"{place} has {seats} votes, and {one.told} are told", mend="count yes, no, abstain, absent and vacant seats anew")
    rest = seats - one.told if one.absent is None else one.absent
    return Ballot(one.yes, one.no, one.abstain, rest, one.vacant)


def _alike(read: RuleOfAct, body: Body, entries: tuple[Member, ...]) -> bool:
    """Whether every Count weighs these members alike and reads all of them or none, so that it does not matter who of them voted how."""
    for count in counts(read.rule):
        if count.of.name == body.name:
            if len({entry.weight(count.weight) if entry in count.voters else None for entry in entries}) > 1:
                return False
            if any(quorum.group is not None for quorum in count.quorums):
                return False
    return True


def _dealt(whole: Ballot, entries: tuple[Member, ...]) -> dict[str, Ballot]:
    left = {vote: getattr(whole, vote) for vote in ("yes", "no", "abstain", "absent", "vacant")}
    found: dict[str, Ballot] = {}
    for entry in entries:
        room, cast = entry.count, {}
        for vote in left:
            cast[vote] = min(room, left[vote])
            left[vote] -= cast[vote]
            room -= cast[vote]
        found[entry.name] = Ballot(**cast)
    return found
