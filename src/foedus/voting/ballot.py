"""Ranked ballots as whole numbers: how many voters wrote each ranking, read from a file of any length in bounded memory.

A ballot file is text. `candidate CODE NAME` lines declare who stands, an optional `ballots N` says how many ballots the
file holds, so that a cut file is noticed; every other line is a ballot, `1 > 3 > 2`, with a number before a colon where
many voters wrote the same, `27053: 1 > 3`. `1 = 2` in one place is an overvote, an empty place is a skipped rank, so that
`>` alone ranks nobody; `#` begins a comment, and empty lines are nothing.

Does not know: settlements, parties. Needs: the standard library. Source: design page VOTING, section 6.

>>> lines = ["candidate a Ash", "candidate b Box", "ballots 4", "3: a > b", "b"]
>>> profile = read_profile(lines)
>>> profile.candidates, profile.voters
(('Ash', 'Box'), 4)
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import islice
from pathlib import Path

from foedus.errors import DataError, LimitReached, ModelError

Ranking = tuple[int, ...]
"""Candidates by place in the list of candidates, the most preferred first."""

CHUNK, DISTINCT = 200_000, 2_000_000
"""How many lines are read at once, and how many different lines are kept before giving up."""


class Overvote(Enum):
    """What two candidates in one place mean: the ballot ends there, or the place is passed over."""

    ENDS = "ends"
    SKIPPED = "skipped"


class Skipped(Enum):
    """What an empty place means: the next moves up, or the ballot ends at the first, or at two in a row."""

    MOVES_UP = "moves up"
    ENDS = "ends"
    ENDS_AFTER_TWO = "ends after two"


@dataclass(frozen=True, slots=True)
class Treatment:
    """How ballots that are not plain rankings are read; sources differ by it, so it goes with every result."""

    overvote: Overvote = Overvote.ENDS
    skipped: Skipped = Skipped.MOVES_UP

    def __str__(self) -> str:
        two = "a ballot ends at two in one place" if self.overvote is Overvote.ENDS else "two in one place are passed over"
        empty = {
            Skipped.MOVES_UP: "an empty place is passed over",
            Skipped.ENDS: "a ballot ends at an empty place",
            Skipped.ENDS_AFTER_TWO: "a ballot ends at two empty places in a row",
        }[self.skipped]
        return f"{two}; {empty}"

    def ranking(self, places: Iterable[Sequence[int]]) -> Ranking:
        """Read the places of one ballot as a plain ranking; a candidate who is named twice counts at the first place.

        >>> Treatment().ranking([(2,), (), (2,), (0,), (1, 3), (1,)])
        (2, 0)
        """
        found: dict[int, None] = {}
        empty = 0
        for named in places:
            empty = 0 if named else empty + 1
            if empty and (self.skipped is Skipped.ENDS or (empty == 2 and self.skipped is Skipped.ENDS_AFTER_TWO)):
                break
            if len(named) > 1 and self.overvote is Overvote.ENDS:
                break
            if len(named) == 1:
                found[named[0]] = None
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Profile:
    """How many voters wrote each ranking. blank: ballots that rank nobody."""

    candidates: tuple[str, ...]
    ballots: Mapping[Ranking, int]
    blank: int = 0
    treatment: Treatment = Treatment()

    def __post_init__(self) -> None:
        if len(set(self.candidates)) != len(self.candidates):
            raise ModelError("a candidate stands twice", mend="give every candidate a name of its own")
        if self.blank < 0 or any(number < 0 for number in self.ballots.values()):
            raise ModelError("a number of ballots is negative", mend="count ballots from zero up")

    @classmethod
    def of(
        cls, rankings: Mapping[Sequence[str], int] | Mapping[tuple[str, ...], int], candidates: Sequence[str] = ()
    ) -> Profile:
        """A profile from rankings by name.

        Raises ModelError for a name that is no candidate, or stands twice in one ranking.

        >>> Profile.of({("ash", "box"): 3, ("box",): 1}).first_choices()
        {'ash': 3, 'box': 1}
        """
        names = tuple(candidates) or tuple(sorted({name for ranking in rankings for name in ranking}))
        places = {name: place for place, name in enumerate(names)}
        ballots: dict[Ranking, int] = {}
        for ranking, number in rankings.items():
            if strange := [name for name in ranking if name not in places]:
                raise ModelError(
                    f"a ballot names {strange[0]}, who does not stand", mend=f"name only {', '.join(names)}"
                )
            if len(set(ranking)) != len(ranking):
                raise ModelError(
                    f"a ballot ranks somebody twice: {' > '.join(ranking)}", mend="rank each candidate once"
                )
            key = tuple(places[name] for name in ranking)
            ballots[key] = ballots.get(key, 0) + number
        return cls(names, {key: number for key, number in ballots.items() if key}, ballots.get((), 0))

    @property
    def voters(self) -> int:
        """How many ballots rank somebody."""
        return sum(self.ballots.values())

    def first_choices(self) -> dict[str, int]:
        """First places by candidate, in the order of the candidates."""
        votes = [0] * len(self.candidates)
        for ranking, number in self.ballots.items():
            votes[ranking[0]] += number
        return dict(zip(self.candidates, votes, strict=True))

    def pairwise(self) -> tuple[tuple[int, ...], ...]:
        """How many voters prefer the candidate of the row to that of the column.

        Whom a ballot leaves out stands below all it ranks.
        """
        size = len(self.candidates)
        above = [[0] * size for _ in range(size)]
        for ranking, number in self.ballots.items():
            below = [True] * size
            for candidate in ranking:
                below[candidate] = False
                row = above[candidate]
                for other, is_below in enumerate(below):
                    if is_below:
                        row[other] += number
        return tuple(tuple(row) for row in above)


# ---- reading


Progress = Callable[[int], None]
"""Told, now and then, how many lines have been read."""


def read_profile(
    source: Path | Iterable[str],
    treatment: Treatment | None = None,
    *,
    progress: Progress | None = None,
    limit: int = DISTINCT,
) -> Profile:
    """Read a ballot file, or its lines, in memory bounded by the number of different lines.

    Raises DataError, with the line, for what cannot be read or names nobody, and where fewer or more ballots are held
    than declared; LimitReached beyond `limit` different lines.
    """
    read = treatment or Treatment()
    names, codes, lines = _collect(source, progress, limit)
    ballots: dict[Ranking, int] = {}
    for line, number in lines:
        count, places = _places(line, codes, source)
        key = read.ranking(places)
        ballots[key] = ballots.get(key, 0) + count * number
    blank = ballots.pop((), 0)
    return Profile(names, ballots, blank, read)


def read_approvals(
    source: Path | Iterable[str], *, progress: Progress | None = None, limit: int = DISTINCT
) -> dict[frozenset[str], int]:
    """Read a ballot file as approvals: every candidate that a line names is approved, in whatever place."""
    names, codes, lines = _collect(source, progress, limit)
    found: dict[frozenset[str], int] = {}
    for line, number in lines:
        count, places = _places(line, codes, source)
        key = frozenset(names[candidate] for place in places for candidate in place)
        found[key] = found.get(key, 0) + count * number
    return found


Collected = tuple[tuple[str, ...], dict[str, int], list[tuple[str, int]]]


def _collect(source: Path | Iterable[str], progress: Progress | None, limit: int) -> Collected:
    seen: Counter[str] = Counter()
    read = 0
    for chunk in _chunks(source):
        seen.update(chunk)
        read += len(chunk)
        if progress:
            progress(read)
        if len(seen) > limit:
            raise LimitReached(
                f"after {read} lines there are more than {limit} different ones",
                mend="raise the limit, or cut rankings to fewer places",
            )
    return _sort_out(source, seen)


def _chunks(source: Path | Iterable[str]) -> Iterator[list[str]]:
    if isinstance(source, Path):
        try:
            with source.open(encoding="utf-8") as file:
                yield from iter(lambda: list(islice(file, CHUNK)), [])
        except OSError as missing:
            raise DataError(f"{source.name} cannot be read: {missing.strerror}", mend="name a ballot file") from missing
        except UnicodeDecodeError as broken:
            raise DataError(f"{source.name} is no text in UTF-8", mend="save the ballots as plain text") from broken
    else:
        lines = iter(source)
        yield from iter(lambda: list(islice(lines, CHUNK)), [])


def _sort_out(source: Path | Iterable[str], seen: Mapping[str, int]) -> Collected:
    """Part the declarations from the ballots, and compare the number of ballots with the one declared."""
    codes: dict[str, str] = {}
    ballots: list[tuple[str, int]] = []
    declared: int | None = None
    for raw, number in seen.items():
        line = raw.partition("#")[0].strip()
        word, _, rest = line.partition(" ")
        if word == "candidate":
            code, _, name = rest.strip().partition(" ")
            if not code or code in codes or number > 1:
                what = f"the candidate {code} is declared twice" if code else "the candidate without a code cannot be named"
                raise _at(source, raw, what, "declare each once: `candidate CODE NAME`")
            codes[code] = name.strip() or code
        elif word == "ballots" and rest.strip().isdigit():
            declared = int(rest)
        elif line:
            ballots.append((line, number))
    if not codes:
        raise DataError("the ballots declare no candidate", mend="begin with lines such as `candidate 1 Name`")
    held = sum(number * _number(line) for line, number in ballots)
    if declared is not None and held != declared:
        raise DataError(
            f"{declared} ballots are declared and {held} are held: the file was cut or changed",
            mend="fetch the whole file",
        )
    names = tuple(codes.values())
    if len(set(names)) != len(names):
        raise DataError("two candidates bear one name", mend="tell them apart")
    return names, {code: place for place, code in enumerate(codes)}, ballots


def _number(line: str) -> int:
    count, colon, _ = line.partition(":")
    return int(count) if colon and count.strip().isdigit() else 1


def _places(line: str, codes: Mapping[str, int], source: Path | Iterable[str]) -> tuple[int, list[tuple[int, ...]]]:
    count, colon, rest = line.partition(":")
    if colon and not count.strip().isdigit():
        raise _at(source, line, f"`{count.strip()}` is no number of ballots", "write `27053: 1 > 3`")
    places = []
    for place in (rest if colon else line).split(">"):
        named = [code.strip() for code in place.split("=") if code.strip()]
        if strange := [code for code in named if code not in codes]:
            raise _at(source, line, f"`{strange[0]}` names nobody who stands", f"name one of {', '.join(codes)}")
        places.append(tuple(codes[code] for code in named))
    return int(count) if colon else 1, places


def _at(source: Path | Iterable[str], line: str, message: str, mend: str) -> DataError:
    """A refusal that says where: the line is looked for again, since reading forgets its number."""
    name = source.name if isinstance(source, Path) else "ballots"
    lines = (raw for chunk in _chunks(source) for raw in chunk) if isinstance(source, Path) else iter(source)
    said = line.partition("#")[0].strip()
    places = [number for number, raw in enumerate(lines, 1) if raw.partition("#")[0].strip() == said]
    where = places[-1] if places else 0
    return DataError(f"{name}, line {where}: {message}", mend=mend)
