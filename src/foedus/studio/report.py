"""Writes the report of a check: a folder of pages, three style sheets, one small script; it opens from a disk without a server."""

from __future__ import annotations

import json
import os
import re
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape, unescape
from importlib.resources import files
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from foedus.checked import NOT_YET, Checked
from foedus.errors import DataError
from foedus.source import Citation
from foedus.studio.charts import PATTERNS, Chart
from foedus.studio.results import Progress, Results, gather
from foedus.studio.views import site as sites
from foedus.studio.views.decides import MOST, DecidesView, decides_view
from foedus.studio.views.expects import ExpectsView, expects_view
from foedus.studio.views.open import OpenView, open_view
from foedus.studio.views.places import PlacesView, places_view
from foedus.studio.views.promises import PromisesView, promises_view
from foedus.studio.views.site import PAGES, Site
from foedus.studio.views.sources import SourcesView, sources_view
from foedus.studio.views.text import TextView, text_view
from foedus.studio.views.votes import VotesView, votes_view

STATIC = ("charts.css", "foedus.css", "print.css", "foedus.js")
MANIFEST = "report.json"
_NOTED = re.compile(r'<a class="cite" href="(?:text\.html)?#[^"]*">([^<]+)</a>')


@dataclass(frozen=True, slots=True)
class Views:
    """All pages as plain values. A page that does not apply is None."""

    site: Site
    text: TextView
    places: PlacesView | None
    decides: DecidesView | None
    promises: PromisesView
    expects: ExpectsView
    votes: VotesView
    open: OpenView
    sources: SourcesView
    seed: int | None


@dataclass(frozen=True, slots=True)
class Find:
    """One of the findings at the head of the report."""

    number: str
    of: str
    words: str
    href: str


def environment() -> Environment:
    """Templates with escaping on, and an error for every name that is not there."""
    made = Environment(
        loader=PackageLoader("foedus.studio"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    made.filters["linked"] = lambda text, titles=None: Markup(sites.linked(str(text)))  # noqa: S704  escaped in `linked`
    made.filters["cited"] = lambda cite, titles=None: Markup(sites.cited(cite))  # noqa: S704  escaped in `cited`
    made.filters["svg"] = lambda text: Markup(text)  # noqa: S704  written by `charts` and `views.text`, which escape
    made.filters["capital"] = lambda text: sites.capital(str(text))
    made.filters["count"] = sites.count
    return made


def views(checked: Checked, results: Results) -> Views:
    """Fill every page from a check and its results."""
    frame, settlement = sites.site(checked), checked.settlement
    promised = promises_view(checked, results.found)
    expected = expects_view(checked, results)
    seed = expected.seed
    return Views(
        site=frame,
        text=text_view(checked, _verdicts(promised, expected)),
        places=places_view(settlement) if settlement else None,
        decides=decides_view(checked),
        promises=promised,
        expects=expected,
        votes=votes_view(results, frame.sides, settlement),
        open=open_view(checked),
        sources=sources_view(checked, frame, results.found, results.ahead.get("provenance", {})),
        seed=seed,
    )


def _verdicts(promised: PromisesView, expected: ExpectsView) -> dict[Citation, tuple[str, str]]:
    found = {one.cite: (one.verdict, f"promises.html#{one.name}") for one in promised.all}
    found.update({one.cite: (one.verdict, f"expects.html#{one.name}") for one in expected.all if one.verdict})
    return found


def finds(made: Views, checked: Checked) -> tuple[Find, ...]:
    """The four findings at the head of the first page."""
    if made.decides is None:
        return ()
    found = []
    total = len(made.promises.all)
    if made.promises.decided:
        refuted = len(made.promises.of("refuted"))
        words = "promises of the text are refuted, each with a story" if refuted else "promises of the text are refuted"
        found.append(Find(str(refuted), str(total), words, "promises.html"))
    elif total:
        found.append(Find(str(total), "", f"promises stand in the text, {NOT_YET}", "promises.html"))
    if made.expects.measured:
        met = sum(one.verdict == "holds" for one in made.expects.all)
        unsaid = sum(one.verdict in ("depends", "cannot_be_measured") for one in made.expects.all)
        found.append(Find(str(met), str(len(made.expects.all)), f"expectations are met; of {unsaid} it cannot be said", "expects.html"))
    coverage = checked.coverage
    if coverage is not None:
        holes = len(coverage.gaps) + len(coverage.overlaps) + len(coverage.orphans) + len(coverage.idle)
        found.append(Find(str(holes), "", f"gaps, overlaps, orphans and idle organs in {coverage.cells:,} cells", "decides.html#gaps"))
    asked = len(made.open.unsettled) + len(made.open.settled)
    found.append(Find(str(len(made.open.unsettled)), str(asked) if asked else "", "questions that the text names stay open", "open.html"))
    if len(found) < 4:
        found.append(Find(str(len(made.open.silent)), "", "places where the text is silent and a default is taken", "open.html#silent"))
    return tuple(found[:4])


def _contents(made: Views) -> list[tuple[str, str, str]]:
    rows: list[tuple[str, str, str, object]] = [
        ("places", "Who belongs where", "", made.places),
        ("decides", "Who decides what", "", made.decides),
    ]
    rows.append(("promises", "Promises", str(len(made.promises.all) or ""), made.promises))
    rows.append(("expects", "Expectations", str(len(made.expects.all) or ""), made.expects.all))
    rows.append(("votes", "Whose vote counts", "", (*made.votes.decisions, *made.votes.elections)))
    rows.append(("open", "Left open", str(len(made.open.unsettled) or ""), made.open))
    return [(id_, words, number) for id_, words, number, there in rows if there]


def _questions(made: Views) -> dict[str, tuple[str, str]]:
    """For each page its question and its answer in a sentence."""
    return {
        "text": ("What does it say?", made.text.answer),
        "places": ("Who belongs where?", made.places.answer if made.places else "The text names no units."),
        "decides": ("Who decides what?", made.decides.answer if made.decides else "Nothing can be told before the text has no errors."),
        "promises": ("Does the text keep its word?", made.promises.answer),
        "expects": ("Is the world as the text expects?", made.expects.answer),
        "votes": ("Whose vote counts?", made.votes.answer),
        "open": ("What is left open?", made.open.answer),
        "sources": ("Where is this from?", made.sources.answer),
    }


def pages(made: Views, checked: Checked) -> dict[str, str]:
    """Every page as HTML, by file name."""
    jinja = environment()
    named = tuple(one.name for one in made.decides.matters) if made.decides else ()
    shared: dict[str, Any] = {
        "site": made.site, "pages": PAGES, "patterns": PATTERNS, "text": made.text, "places": made.places, "decides": made.decides,
        "promises": made.promises, "expects": made.expects, "votes": made.votes, "open": made.open, "sources": made.sources, "seed": made.seed,
        "errors": checked.errors, "diagnostics": checked.diagnostics, "linked": named, "most": MOST, "finds": finds(made, checked),
        "contents": _contents(made),
    }  # fmt: skip

    def render(template: str, **more: Any) -> str:
        return with_notes(jinja.get_template(template).render(**shared, **more), made.site.titles, own="text" in template)

    written = {"index.html": render("index.html", here="index")}
    for page, (question, answer) in _questions(made).items():
        written[f"{page}.html"] = render(f"{page}.html", here=page, question=question, answer=answer)
    if made.votes.seats:
        written["seats.html"] = render("seats.html", here="votes", question="Who has how many seats?", answer=made.votes.seats.answer)
    if made.expects.maps:
        written["lived.html"] = render("lived.html", here="expects", question=f"Where do people live in {made.expects.until}?", answer=made.expects.lived)
    if made.decides:
        for matter in made.decides.matters:
            more = {
                "question": matter.title,
                "answer": f"Who may do what on {matter.title[:1].lower()}{matter.title[1:]}, and with whose consent.",
            }
            written[f"matter-{matter.name}.html"] = render("matter.html", here="decides", matter=matter, **more)
        for n, one in enumerate(made.decides.full if len(made.decides.full) > MOST else ()):
            more = {"question": f"Who decides what {one.title[:1].lower()}{one.title[1:]}?", "answer": ""}
            written[f"place-{n + 1}.html"] = render("place.html", here="decides", one=one, **more)
    return written


def with_notes(html: str, titles: Mapping[Citation, str], *, own: bool = False) -> str:
    """The page with the clauses that it cites at its end, for paper and for the keyboard. own: the page is the text itself."""
    cites = {sites.place_of(unescape(one).replace("\u00a0", " ")) for one in _NOTED.findall(html)} if not own else set()
    known = [cite for cite in titles if cite in cites]
    if not known:
        return html
    rows = "".join(f"<dt>{escape(cite).replace(' ', '&nbsp;')}</dt><dd>{escape(titles[cite])}</dd>" for cite in known)
    return html.replace(
        "</main>", f'<section class="notes wrap" aria-label="Clauses cited"><h2>Clauses cited</h2><dl>{rows}</dl></section></main>', 1
    )


def _charts(made: Views) -> Iterable[Chart]:
    if made.places:
        yield from made.places.strips
        if made.places.map:
            yield made.places.map
    for one in made.votes.decisions:
        yield from (chart for chart in (one.shapley, one.banzhaf, one.curve) if chart)
    for election in made.votes.elections:
        yield from (election.people, election.power)
        if election.rehearsal and election.rehearsal.path:
            yield election.rehearsal.path
    if made.votes.seats:
        yield from (*made.votes.seats.maps, *made.votes.seats.sweeps)
    yield from made.expects.charts


def tables(made: Views) -> dict[str, str]:
    """The figures of every picture and long table as comma-separated values, by file name."""
    found = {f"{chart.name}.csv": chart.table.csv() for chart in _charts(made)}
    if made.places:
        found["units.csv"] = made.places.table.csv()
    found.update({f"{one.anchor}-members.csv": one.table.csv() for one in made.votes.decisions})
    return found


def write_report(checked: Checked, out: Path, *, results: Results | None = None, progress: Progress = lambda words: None) -> Path:
    """Write the folder and return the path of its first page.

    results: what `gather` found; worked out here if not given. The folder is written beside its place and moved there when it is whole; files
    of an earlier report that the new one lacks are removed, and no other file is touched. Raises DataError where it cannot be written.
    """
    known = results or gather(checked, progress)
    progress("writing pages")
    made = views(checked, known)
    written = pages(made, checked)
    written.update({f"tables/{name}": text for name, text in tables(made).items()})
    for name in STATIC:
        written[name] = files("foedus.studio").joinpath("static", name).read_text(encoding="utf-8")
    written["print.css"] += running_title(made.site)
    stamps = {what.lower(): value for what, value, _ in made.sources.stamps}
    names = sorted([*written, MANIFEST])
    written[MANIFEST] = json.dumps(
        {"report": 1, "stamps": stamps, "files": names, **known.as_json()}, indent=1, ensure_ascii=False, default=str
    )
    try:
        put(out, written)
    except OSError as problem:
        raise DataError(f"the report cannot be written to {out}: {problem.strerror}", mend="choose another folder with --out") from None
    return out / "index.html"


def running_title(frame: Site) -> str:
    """What paper shows at the head of each sheet: the title with the hash of the text."""
    words = re.sub(r'["\\\n]', " ", frame.title)
    style = "font:8pt sans-serif"
    head = f'@top-left{{content:"{words} · text {frame.text_hash[:12]}";{style}}}'
    foot = f'@bottom-right{{content:counter(page)" / "counter(pages);{style}}}'
    return f"@page{{margin:18mm 15mm;{head}{foot}}}\n"


def put(out: Path, written: Mapping[str, str]) -> None:
    """Write a folder whole or not at all; what an earlier report left and this one lacks goes, files of others stay."""
    out.parent.mkdir(parents=True, exist_ok=True)
    staged = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    try:
        for name, text in written.items():
            path = staged / name
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
        staged.chmod(0o755)
        if not out.exists():
            os.replace(staged, out)
            return
        earlier = _earlier(out)
        for name in written:
            (out / name).parent.mkdir(exist_ok=True)
            os.replace(staged / name, out / name)
        for name in earlier - set(written):
            (out / name).unlink(missing_ok=True)
    finally:
        shutil.rmtree(staged, ignore_errors=True)


def _earlier(out: Path) -> set[str]:
    """The files that an earlier report wrote here, by its own list; only plain names within the folder count."""
    try:
        listed = json.loads((out / MANIFEST).read_text(encoding="utf-8")).get("files", [])
    except (OSError, ValueError, AttributeError):
        return set()
    return {name for name in listed if isinstance(name, str) and re.fullmatch(r"(tables/)?[\w.-]+", name) and ".." not in name}
