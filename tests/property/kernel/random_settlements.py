"""Small random settlements, as the clauses of a text: two polities, organs of every kind, acts with steps, delays, objections, bars and duties."""

from __future__ import annotations

from hypothesis import strategies as st

PARTIES = ("polity Alder comprises Elm, Fir", "polity Birch comprises Oak, Yew")
ORGANS = (
    "assembly Alder.House\n  chamber Lower with 5 seats\n  chamber Upper with 3 seats",
    "assembly Birch.House",
    "assembly Legislature of each unit",
    "assembly Council with 1 members from each unit, joint to Alder and Birch",
    "office Alder.President, elected every 2 years by the people of Alder by plurality",
    "office Chief, joint to Alder and Birch, appointed by Birch.House, removed by Alder.House, incompatible with Alder.President",
)
BODIES = ("Alder.House", "Birch.House", "Alder.President", "Chief", "Council")
CONDITIONS = ("AtWar", "Law", "Parted")


def conditions() -> st.SearchStrategy[str]:
    """The condition of an act."""
    plain = st.sampled_from(
        ("AtWar", "not Law", "Chief is vacant", "some force is under Chief", "Alder is Content", "Law or AtWar", "AtWar and not Law")
    )
    return st.one_of(st.just(""), plain.map(lambda said: f", when {said}"))


def rules() -> st.SearchStrategy[str]:
    """By whom an act is done."""
    body = st.sampled_from(BODIES)
    return st.one_of(
        body,
        st.tuples(body, body).filter(lambda pair: pair[0] != pair[1]).map(lambda pair: f"{pair[0]} and {pair[1]}"),
        st.just("any 2 of Alder.House, Birch.House and Chief"),
        st.just("a majority of those voting in each chamber of Alder.House and in Birch.House"),
        st.just("a majority of all members of Council including Elm"),
        st.just("a majority of those voting in a referendum of Alder and in a referendum of Birch"),
    )


def steps() -> st.SearchStrategy[str]:
    """How an act goes on: at once, in steps, with a delay, a hearing or an objection."""
    return st.sampled_from(
        (
            "",
            "",
            ", after 1 year",
            ", for 2 years",
            ", within 1 year of the first consent",
            ", after hearing Birch.House or after 1 year",
            ", unless within 1 year Birch.House objects",
            ", repeated after 1 year",
        )
    )


def effects() -> st.SearchStrategy[str]:
    """What an act brings about."""
    said = st.sampled_from(CONDITIONS)
    return st.one_of(said, said.map(lambda name: f"not {name}"), st.just("Chief is vacant"), st.just("Law and not AtWar"))


@st.composite
def an_act(draw: st.DrawFn, number: int) -> str:
    """One act of nothing."""
    last = draw(st.sampled_from(("", "", ", failing that by Chief", ", failing that within 1 year by Birch.House, failing that it is adopted")))
    how = draw(steps())
    if "objects" in how or "repeated" in how or "hearing" in how:
        last = ""
    return f"act Do{number}, by {draw(rules())}{draw(conditions())}{how}, effect {draw(effects())}{last}"


FAMILIES = (
    "force Guard of each unit of Alder",
    "resource Weapons of each force, held by it",
    "act Place of a force, by its assembly, effect that force is under Chief",
    "act Recall of a force, by its assembly, effect that force is not under Chief",
    "act Transfer of a force to an organ, by its assembly, when that force holds Weapons, effect Weapons pass to that organ",
    "act Move of a unit to a polity, by its assembly, when not AtWar, effect that unit belongs to that polity",
    "act Part of a polity, by its assembly, effect Content",
)


def bars() -> st.SearchStrategy[str]:
    """Bars and duties against the acts."""
    who = st.sampled_from(("Chief", "Alder.President", "Birch.House", "Legislature of each unit"))
    what = st.sampled_from(("Do1", "Do2", "Move", "Place"))
    return st.tuples(who, st.sampled_from(("may not", "may not", "must not")), what, st.sampled_from(("", " while AtWar"))).map(
        lambda parts: f"{parts[0]} {parts[1]} {parts[2]}{parts[3]}"
    )


def duties() -> st.SearchStrategy[str]:
    """Duties of every form: not to act or hold, to act in time, again and again, or at some time, and what follows."""
    who = st.sampled_from(("Chief", "Alder.President", "Birch.House", "Alder", "each unit", "Legislature", "Council", "Legislature of each unit of Alder"))
    act = st.sampled_from(("Do1", "Do2", "Move", "Place", "Part"))
    forbidden = st.one_of(act, st.sampled_from(("hold Weapons", "act", "Do1 or Place")))
    cond = st.sampled_from(("", " while AtWar", " while not Law", " when Chief is vacant"))
    without = st.sampled_from(("", "", " without Birch.House", " without Chief"))
    time = st.sampled_from((" within 2 years", " every 2 years", "", " within 4 years"))
    then = st.sampled_from(("", ", failing that it fails", ", failing that by Birch.House", ", failing that Chief decides"))
    return st.one_of(
        st.tuples(who, st.just(" must not "), forbidden, cond, without).map("".join),
        st.tuples(who, st.just(" must "), act, time, cond.map(lambda said: said.replace("while", "when")), then).map("".join),
        st.just("Alder must pay 100 usd yearly to Birch"),
    )


@st.composite
def settlements(draw: st.DrawFn) -> tuple[str, ...]:
    """The clauses of a settlement."""
    acts = [draw(an_act(number)) for number in range(1, draw(st.integers(2, 4)) + 1)]
    forms = ("condition AtWar", "condition Law", "condition Parted", "condition Content of each polity")
    barred = draw(st.lists(bars(), max_size=2, unique=True))
    return (*PARTIES, *ORGANS, *forms, *FAMILIES, *acts, *barred)
