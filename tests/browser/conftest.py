"""One browser and one report of the flagship for all tests of pages, and small reports for the states that a page can be in."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from browser import texts
from foedus import api
from foedus.checked import Checked
from foedus.studio.report import write_report
from foedus.studio.results import Results, gather

CHROMIUM = os.environ.get("FOEDUS_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
PAGES = ("index", "text", "places", "decides", "promises", "expects", "votes", "open", "sources")
STATES = {
    "alder-and-birch": texts.ALDER_AND_BIRCH,
    "faulty": texts.FAULTY,
    "prose-only": texts.PROSE_ONLY,
    "one-polity": texts.ONE_POLITY,
    "long-names": texts.long_names(),
    "sixty-polities": texts.sixty_polities(),
}


@pytest.fixture(scope="session")
def browser():
    """Debian's chromium under Playwright; no browser is downloaded."""
    if CHROMIUM is None:
        pytest.skip("there is no chromium on this machine (Debian: apt-get install chromium)")
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as running:
        opened = running.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def axe_source() -> str:
    """axe-core, as the test extra installs it; it is no part of the product."""
    package = pytest.importorskip("axe_playwright_python")
    return (Path(package.__file__).parent / "axe.min.js").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def flagship() -> Checked:
    return api.check("soft-secession")


@pytest.fixture(scope="session")
def flagship_results(flagship) -> Results:
    return gather(flagship, worlds=256)


@pytest.fixture(scope="session")
def report(flagship, flagship_results, tmp_path_factory) -> Path:
    """The report of the flagship."""
    folder = tmp_path_factory.mktemp("flagship") / "report"
    write_report(flagship, folder, results=flagship_results)
    return folder


@pytest.fixture(scope="session")
def state(tmp_path_factory) -> Callable[[str], Path]:
    """The report of one of the small texts, written when it is first asked for."""
    made: dict[str, Path] = {}

    def of(name: str) -> Path:
        if name not in made:
            folder = tmp_path_factory.mktemp(name) / "report"
            checked = api.check(STATES[name])
            write_report(checked, folder, results=gather(checked, whole=True))
            made[name] = folder
        return made[name]

    return of


@pytest.fixture(scope="session")
def tabs(browser) -> Iterator[dict]:
    """One tab for each way of looking, shared by all tests: a new one costs as much as many tests."""
    kept: dict = {}
    yield kept
    for tab in kept.values():
        tab.context.close()


@pytest.fixture
def visit(browser, tabs) -> Iterator[Callable]:
    """Opens a page of a folder from the disk: `visit(folder, "index", width=390, dark=True, script=False)`; what it stored is forgotten."""
    used = []

    def opened(folder: Path, page: str = "index", *, width: int = 1280, height: int = 900, dark: bool = False, script: bool = True, **more):
        settings = {"reduced_motion": "reduce", **more}
        key = (script, *sorted(settings.items()))
        if key not in tabs:
            tabs[key] = browser.new_context(java_script_enabled=script, bypass_csp=True, **settings).new_page()
        tab = tabs[key]
        used.append((tab, script))
        tab.set_viewport_size({"width": width, "height": height})
        tab.emulate_media(media="screen", color_scheme="dark" if dark else "light", **settings)
        tab.goto(f"{folder.as_uri()}/{page}.html")
        return tab

    yield opened
    for tab, script in used:
        if script:
            tab.evaluate("() => localStorage.clear()")
