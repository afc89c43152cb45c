"""What voting costs, as ratios to its peers in one run, with every peer's answer checked equal; goals that are missed are printed as missed.

Run: `python benchmarks/bench_voting.py [--quick] [NAME …]`. Times are CPU seconds of one core, the least of several runs; a peer that needs minutes
is measured at the largest size that ends in 60 s, with the growth of both. Nothing here is a test.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from multiprocessing import get_context
from pathlib import Path
from random import Random
from typing import Any

from foedus.decide.apportioned import census_people
from foedus.errors import LimitReached
from foedus.model.rule import AllBut, AtLeast, Base, Body, Count, Member, Rule, all_of, any_of, at_least, consent, majority
from foedus.voting.apportion import Method, apportion
from foedus.voting.ballot import Profile, read_profile
from foedus.voting.diagram import diagram
from foedus.voting.game import Game, game, weighted_game
from foedus.voting.indices import power
from foedus.voting.packed import by_size
from foedus.voting.paradox import house_size_paradoxes
from foedus.voting.rules import instant_runoff, single_transferable_vote
from foedus.voting.threshold import by_size_of_weights, swings_of_weights

LONGEST = 60.0


@dataclass
class Line:
    """One measurement: ours, the peer's, the goal, and whether the answers were equal."""

    name: str
    ours: float
    theirs: float | None
    goal: str
    met: bool
    note: str = ""


LINES: list[Line] = []


def least(work: Callable[[], Any], runs: int = 5, enough: float = 1.5) -> tuple[float, Any]:
    """The least CPU time of several runs, and the last result."""
    best, begun, found = float("inf"), time.process_time(), None
    for _ in range(runs):
        start = time.process_time()
        found = work()
        best = min(best, time.process_time() - start)
        if time.process_time() - begun > enough:
            break
    return best, found


def tell(name: str, ours: float, theirs: float | None, goal: str, met: bool, note: str = "") -> None:
    LINES.append(Line(name, ours, theirs, goal, met, note))
    ratio = f"{theirs / ours:8.1f} x" if theirs is not None else " " * 10
    other = f"{theirs * 1000:11.1f}" if theirs is not None else " " * 11
    print(f"{name:58} {ours * 1000:10.2f} {other} {ratio}  {goal:22} {'met' if met else 'MISSED'}  {note}", flush=True)


def equal(mine: Iterable[Any], theirs: Iterable[float], digits: float = 1e-9) -> None:
    for one, other in zip(mine, theirs, strict=True):
        if abs(float(one) - other) > digits:
            raise SystemExit(f"answers differ: {float(one)} and {other}")


# ---- the games


def congress(house: int, senate: int, vice: bool = True) -> Rule:
    """The README game of power-bdd: House, Senate, President, the Vice President's casting vote, an override by two thirds."""
    chamber = Body("House", (Member("representative", house),))
    upper = Body("Senate", (Member("senator", senate), *((Member("Vice President"),) if vice else ())))
    override = all_of(
        Count(chamber, AtLeast(Fraction(2, 3)), Base.ENTITLED),
        Count(upper, AtLeast(votes=ceil(Fraction(2 * senate, 3))), only=("member", "senator")),
    )
    passing = all_of(majority(chamber), Count(upper, AtLeast(votes=senate // 2 + 1)), consent("President"))
    return any_of(passing, override)


def congress_of_power_bdd(house: int, senate: int) -> Any:
    from power_bdd.bdd import BDD, WeightedGame

    def one(quota: int, president: int, vice: int, senator: int, representative: int) -> Any:
        return BDD(WeightedGame(quota, [president, vice] + [senator] * senate + [representative] * house))

    half, two_thirds = senate // 2, (ceil(2 * house / 3), ceil(2 * senate / 3))
    lower, president = one(house // 2 + 1, 0, 0, 0, 1), one(1, 1, 0, 0, 0)
    passing = lower & one(half + 1, 0, 0, 1, 0) & president
    casting = lower & one(half, 0, 0, 1, 0) & one(1, 0, 1, 0, 0) & president
    return passing | casting | one(two_thirds[0], 0, 0, 0, 1) & one(two_thirds[1], 0, 0, 1, 0)


def legislatures(*sizes: int) -> Rule:
    return all_of(*(majority(Body(f"House {n}", (Member("member", size),))) for n, size in enumerate(sizes)))


def college() -> tuple[int, list[int]]:
    from foedus.data.places import gazetteer

    places = gazetteer("us")
    electors = places.series("electors") if places else None
    assert electors
    return 270, [int(number) for number in electors.values() if not isinstance(number, str)]


def weighted(quota: int, weights: Iterable[int]) -> Game:
    return weighted_game(quota, {f"m{n}": weight for n, weight in enumerate(weights)})


def unequal(number: int, top: int, seed: int) -> tuple[int, list[int]]:
    random = Random(seed)
    weights = sorted(random.sample(range(1, top), number), reverse=True)
    return sum(weights) // 2 + 1, weights


def european_union() -> Rule:
    import csv
    from importlib.resources import files

    text = files("foedus.data").joinpath("world", "countries.csv").read_text(encoding="utf-8")
    rows = [row for row in csv.DictReader(text.splitlines()) if row["eu27_member"] == "1" and row["year"] == "2024"]
    council = Body("Council", tuple(Member(row["name"], weights=(("people", int(row["population"])),)) for row in rows))
    share = at_least(council, Fraction(65, 100), Base.ENTITLED, weight="people")
    return any_of(all_of(at_least(council, Fraction(55, 100), Base.ENTITLED), share), Count(council, AllBut(3), Base.ENTITLED))


# ---- measurements


def bench_congress(quick: bool) -> None:
    ours, found = least(lambda: power(game(congress(435, 100))))
    theirs, bdd = least(lambda: congress_of_power_bdd(435, 100), runs=1)
    banzhaf, answer = least(bdd.calc_banzhaf, runs=1)
    order = ["President", "Vice President", *["senator"] * 100, *["representative"] * 435]
    equal((found[name].penrose_banzhaf_absolute for name in order), answer)
    tell("Congress with Vice President, 537: all exact / its Banzhaf", ours, theirs + banzhaf, "> 240 x", (theirs + banzhaf) / ours > 240)

    ours, found = least(lambda: power(game(congress(87, 20))))
    theirs, (banzhaf_, shapley) = least(lambda: _both(congress_of_power_bdd(87, 20)), runs=1)
    order = ["President", "Vice President", *["senator"] * 20, *["representative"] * 87]
    equal((found[name].penrose_banzhaf_absolute for name in order), banzhaf_)
    equal((found[name].shapley_shubik for name in order), shapley)
    tell("the same, 87 + 20: all exact / its Banzhaf and Shapley", ours, theirs, "300 x", theirs / ours >= 300)

    last = None
    for scale in (10, 14, 20, 28, 40, 52, 64) if not quick else (10, 14):
        house, senate = 435 * scale // 100, scale
        mine, found = least(lambda house=house, senate=senate: power(game(congress(house, senate))))
        theirs, (_, shapley) = least(lambda house=house, senate=senate: _both(congress_of_power_bdd(house, senate)), runs=1)
        order = ["President", "Vice President", *["senator"] * senate, *["representative"] * house]
        equal((found[name].shapley_shubik for name in order), shapley)
        print(f"    growth: {house + senate + 2:4} members {mine * 1000:9.2f} ms ours {theirs:9.2f} s its Banzhaf and Shapley {theirs / mine:9.0f} x")
        last = (house + senate + 2, mine, theirs)
        if theirs * 3 > LONGEST:
            break
    if last:
        tell(f"the same at {last[0]}, the largest of a minute", last[1], last[2], "growth above", last[2] / last[1] > 300)


def _both(bdd: Any) -> tuple[list[float], list[float]]:
    return bdd.calc_banzhaf(), bdd.calc_shapley()


def _bdd_of(quota: int, weights: list[int]) -> Any:
    from power_bdd.bdd import BDD, WeightedGame

    return BDD(WeightedGame(quota, list(weights)))


def _weights(name: str, quota: int, weights: list[int], goals: tuple[float, float, float], *, bdd: bool = True) -> None:
    """One threshold: the diagram against power-bdd, the one-threshold path against powerindex."""
    from powerindex import Game as Peer

    exact = power(weighted(quota, weights))
    order = {row.kind.entries[0].weight("votes"): row for row in exact.rows}
    if bdd:
        def by_diagram() -> Any:
            drawn = diagram(weighted(quota, weights), limit=2_000_000)
            return by_size(drawn)

        ours, _ = least(by_diagram, runs=3)
        theirs, (banzhaf, shapley) = least(lambda: _both(_bdd_of(quota, weights)), runs=1)
        equal((order[weight].penrose_banzhaf_absolute for weight in weights), banzhaf)
        equal((order[weight].shapley_shubik for weight in weights), shapley)
        tell(f"{name}: diagram / power-bdd, both indices", ours, theirs, f"{goals[0]:g} x", theirs / ours >= goals[0])
    distinct = sorted(set(weights), reverse=True)
    counts = [weights.count(weight) for weight in distinct]
    ours, _ = least(lambda: swings_of_weights(quota, distinct, counts))
    theirs, peer = least(lambda: _peer(Peer, quota, weights, "calc_banzhaf"), runs=2)
    equal((order[weight].penrose_banzhaf for weight in weights), peer.banzhaf)
    tell(f"{name}: one threshold / powerindex, Banzhaf", ours, theirs, f"{goals[1]:g} x", theirs / ours >= goals[1])
    ours, _ = least(lambda: by_size_of_weights(quota, distinct, counts))
    theirs, peer = least(lambda: _peer(Peer, quota, weights, "calc_shapley_shubik"), runs=2)
    equal((order[weight].shapley_shubik for weight in weights), peer.shapley_shubik)
    tell(f"{name}: one threshold / powerindex, Shapley", ours, theirs, f"{goals[2]:g} x", theirs / ours >= goals[2])


def _peer(kind: Any, quota: int, weights: list[int], work: str) -> Any:
    found = kind(quota, list(weights))
    getattr(found, work)()
    return found


def bench_college(quick: bool) -> None:
    _weights("Electoral College", *college(), (10, 8, 5))


def bench_unequal(quick: bool) -> None:
    _weights("51 unequal weights", *unequal(51, 100, 1), (16, 4, 2))


def bench_many(quick: bool) -> None:
    from powerindex import Game as Peer

    from foedus.simulate.quadrature import shapley_of_weights

    for number in (100, 150) if not quick else (100,):
        quota, weights = unequal(number, 2 * number, number)
        _weights(f"{number} unequal weights", quota, weights, (1, 1, 1), bdd=False)
        played = weighted(quota, weights)
        theirs, peer = least(lambda quota=quota, weights=weights: _peer(Peer, quota, weights, "calc_shapley_shubik"), runs=1)
        ours, found = least(lambda played=played: shapley_of_weights(played))
        held = [kind.entries[0].weight("votes") for kind in played.kinds]
        equal(found.shapley_shubik, [peer.shapley_shubik[weights.index(weight)] for weight in held])
        tell(f"{number} unequal weights: quadrature / powerindex, Shapley", ours, theirs, "15 x", theirs / ours >= 15)


def bench_union(quick: bool) -> None:
    from power_bdd.bdd import BDD, WeightedGame

    rule = european_union()
    ours, found = least(lambda: power(game(rule)), runs=3, enough=4)
    body = next(iter({count.of.name: count.of for count in _counts(rule)}.values()))
    people = [member.weight("people") for member in body.members]
    whole = sum(people)

    def peer() -> tuple[list[float], list[float]]:
        heads, share, but = (
            BDD(WeightedGame(15, [1] * 27)),
            BDD(WeightedGame(-(-65 * whole // 100), list(people))),
            BDD(WeightedGame(24, [1] * 27)),
        )
        return _both(heads & share | but)

    theirs, (banzhaf, shapley) = least(peer, runs=1)
    equal((found[member.name].penrose_banzhaf_absolute for member in body.members), banzhaf)
    equal((found[member.name].shapley_shubik for member in body.members), shapley)
    tell("EU-27, three Counts to the person / power-bdd", ours, theirs, "2 x", theirs / ours >= 2)
    tell("EU-27 to the person, all exact", ours, None, "<= 700 ms", ours <= 0.7)


def _counts(rule: Rule) -> Iterator[Count]:
    from foedus.model.rule import counts

    return counts(rule)


def bench_legislatures(quick: bool) -> None:
    rule = legislatures(240, 52, 195, 50)
    played = game(rule)
    power(played)
    total, _ = least(lambda: power(game(rule)), runs=15)
    drawn = diagram(played)
    solve, _ = least(lambda: by_size(drawn), runs=15)
    tell("two legislatures, 537 members, all exact, warm", total, None, "<= 25 ms", total <= 0.025)
    note = f"solve {solve * 1000:.2f} ms, {drawn.nodes} nodes"
    tell("the same: the whole against its solving", total, None, "<= 2 x solve", total <= 2 * solve, note)
    one = _largest_product(played)
    note = f"{solve / one:.1f} products of {one * 1000:.3f} ms"
    tell("the same: solving in products of the largest F and B", solve, None, "<= 10 products", solve <= 10 * one, note)

    four = legislatures(500, 500, 500, 500)
    ours, _ = least(lambda: power(game(four)), runs=2, enough=4)
    tell("2,000 members in four equal houses / two legislatures", ours, None, "<= 30 x", ours <= 30 * total, f"{ours / total:.1f} x")
    twenty = legislatures(*[100] * 20)
    ours, _ = least(lambda: power(game(twenty)), runs=2, enough=4)
    tell("2,000 members in 20 houses", ours, None, "<= 2 s", ours <= 2)
    random = Random(5)
    council = Body("Council", tuple(Member(f"kind {n}", 100, weights=(("votes", random.randint(1, 9)),)) for n in range(20)))
    try:
        ours, _ = least(lambda: power(game(majority(council, Base.ENTITLED, weight="votes"))), runs=1)
        tell("2,000 members of 9 weights in one Count", ours, None, "-", True)
    except LimitReached as reached:
        print(f"    2,000 members of 9 weights in one Count: refused ({reached.message})")


def _largest_product(played: Game) -> float:
    """The time of one product of the largest F (ways to reach a node) and the largest B (ways to win from one)."""
    from foedus.voting.packed import Packing, ways_to_reach, ways_to_win

    drawn = diagram(played)
    packing = Packing(drawn.rest(0))
    wins = max((ways for layer in ways_to_win(drawn, packing) for ways in layer[:-1]), key=lambda number: int(number).bit_length())
    reached = max((ways for layer in ways_to_reach(drawn, packing) for ways in layer), key=lambda number: int(number).bit_length())
    best, _ = least(lambda: [wins * reached for _ in range(20)], runs=10)
    return best / 20


def bench_growth(quick: bool) -> None:
    print("    growth with members, four equal houses: members, ms, nodes")
    for number in (125, 250, 500, 1000, 2000) if not quick else (125, 250):
        rule = legislatures(*[number // 4] * 4)
        ours, _ = least(lambda rule=rule: power(game(rule)), runs=2, enough=3)
        print(f"      {number:6} {ours * 1000:10.2f} {diagram(game(rule)).nodes:6}")
    print("    growth with kinds, 160 members of one weighted Count: kinds, ms, nodes")
    for kinds in (1, 2, 4, 8, 16) if not quick else (1, 2):
        random = Random(kinds)
        weights = random.sample(range(1, 31), kinds)
        council = Body("Council", tuple(Member(f"k{n}", 160 // kinds, weights=(("v", weight),)) for n, weight in enumerate(weights)))
        rule = majority(council, Base.ENTITLED, weight="v")
        try:
            ours, _ = least(lambda rule=rule: power(game(rule)), runs=1)
            print(f"      {kinds:6} {ours * 1000:10.2f} {diagram(game(rule)).nodes:6}")
        except LimitReached as reached:
            print(f"      {kinds:6} {reached}")


def bench_apportionment(quick: bool) -> None:
    from apportionment import methods as peer

    people, _ = census_people(2020)
    votes, names = list(people.values()), list(people)
    names_of = {
        Method.HUNTINGTON_HILL: "huntington",
        Method.WEBSTER: "saintelague",
        Method.JEFFERSON: "dhondt",
        Method.HAMILTON: "largest_remainder",
    }
    for ours_name, theirs_name in names_of.items():
        ours, found = least(lambda name=ours_name: apportion(people, 435, name))
        theirs, answer = least(lambda name=theirs_name: peer.compute(name, votes, 435, parties=names, verbose=False), runs=3)
        if list(found.seats.values()) != list(answer):
            raise SystemExit(f"{ours_name}: seats differ")
        tell(f"435 seats by {ours_name.value} / apportionment", ours, theirs, "no slower", theirs >= ours)
    for method in (Method.HAMILTON, Method.HUNTINGTON_HILL):
        ours, found = least(lambda method=method: list(house_size_paradoxes(people, range(200, 501), method)), runs=3)
        tell(f"paradoxes of 200 to 500 seats, 50 units, {method.value}", ours, None, "<= 200 ms", ours <= 0.2, f"{len(found)} found")


def bench_ballots(quick: bool) -> None:
    import pyrankvote

    profile = _city(79_378 if not quick else 8_000)
    candidates = {name: pyrankvote.Candidate(name) for name in profile.candidates}
    ballots = [
        pyrankvote.Ballot(ranked_candidates=[candidates[profile.candidates[place]] for place in ranking])
        for ranking, number in profile.ballots.items()
        for _ in range(number)
    ]
    theirs, answer = least(lambda: pyrankvote.instant_runoff_voting(list(candidates.values()), ballots), runs=1)
    ours, found = least(lambda: instant_runoff(profile))
    if [winner.name for winner in answer.get_winners()] != list(found.winners):
        raise SystemExit("instant runoff: winners differ")
    what = f"instant runoff, {len(ballots):,} ballots of 35 candidates / pyrankvote"
    tell(what, ours, theirs, "20 x", theirs / ours >= 20, f"{len(profile.ballots):,} different")
    ours, _ = least(lambda: single_transferable_vote(profile, 3))
    tell("Scottish STV of the same, 3 seats", ours, None, "-", True)


def _city(number: int) -> Profile:
    """Ballots like those of a city with 35 candidates and three ranks; synthetic, from a seed."""
    random = Random(2013)
    names = tuple(f"candidate {n:02}" for n in range(35))
    weights = [1 / (n + 1) for n in range(35)]
    ballots: dict[tuple[int, ...], int] = {}
    for _ in range(number):
        ranking = tuple(dict.fromkeys(random.choices(range(35), weights, k=random.choice((1, 2, 3, 3, 3)))))
        ballots[ranking] = ballots.get(ranking, 0) + 1
    return Profile(names, ballots)


def bench_stream(quick: bool) -> None:
    """Ten million ranked ballots streamed from a file, in a process of their own, beside a twentieth of them: memory must not follow the number."""
    number = 10_000_000 if not quick else 200_000
    with tempfile.TemporaryDirectory() as folder:
        whole, part = Path(folder, "ballots.txt"), Path(folder, "few.txt")
        _write_ballots(whole, number)
        _write_ballots(part, number // 20)
        with ProcessPoolExecutor(1, get_context("spawn"), max_tasks_per_child=1) as alone:
            _, few, _, _ = alone.submit(_read, part).result()
            spent, peak, voters, different = alone.submit(_read, whole).result()
        size = whole.stat().st_size / 2**20
    note = f"{different:,} different, file {size:.0f} MB, peak of the process {peak:.0f} MB, {few:.0f} MB for a twentieth"
    tell(f"{number:,} ranked ballots from a file", spent, None, "<= 1.5 x the memory", voters == number and peak <= 1.5 * few, note)


def _read(path: Path) -> tuple[float, float, int, int]:
    """CPU seconds, the peak of this process in MB, ballots, different ballots."""
    import resource

    start = time.process_time()
    profile = read_profile(path)
    spent = time.process_time() - start
    return spent, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, profile.voters, len(profile.ballots)


def _write_ballots(path: Path, number: int) -> None:
    random = Random(7)
    codes = [str(n) for n in range(20)]
    pool = [" > ".join(random.sample(codes, random.randint(1, 6))) for _ in range(50_000)]
    with path.open("w", encoding="utf-8") as file:
        file.writelines(f"candidate {code} C{code}\n" for code in codes)
        file.write(f"ballots {number}\n")
        left = number
        while left:
            many = min(left, 100_000)
            file.write("\n".join(random.choices(pool, k=many)) + "\n")
            left -= many


BENCHES: dict[str, Callable[[bool], None]] = {
    name.removeprefix("bench_"): work for name, work in list(globals().items()) if name.startswith("bench_")
}


def main() -> None:
    wanted = [name for name in sys.argv[1:] if not name.startswith("-")] or list(BENCHES)
    from foedus.voting.whole import whole

    print(f"long whole numbers: {type(whole(1)).__name__}; CPU of one core, least of several runs\n")
    print(f"{'what':58} {'ours ms':>10} {'peer ms':>11} {'ratio':>10}  {'goal':22}")
    for name in wanted:
        BENCHES[name]("--quick" in sys.argv)
    missed = [line.name for line in LINES if not line.met]
    print(f"\n{len(LINES) - len(missed)} of {len(LINES)} goals met." + (f" Missed: {'; '.join(missed)}." if missed else ""))


if __name__ == "__main__":
    main()
