"""Writes the report of a check: a folder of pages, one style sheet, one small script; it opens from a disk without a server."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from foedus.checked import Checked
from foedus.errors import DataError
from foedus.studio.views import ReportView, anchor, build, linked

PAGES = ("index", "text", "decides", "places", "open", "sources")
"""The pages, in the order of the contents."""


def environment() -> Environment:
    """Templates with escaping on, and an error for every name that is not there."""
    made = Environment(
        loader=PackageLoader("foedus.studio"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    made.filters["linked"] = lambda text: Markup(linked(str(text)))  # noqa: S704  escaped in `linked`
    made.filters["anchor"] = anchor
    made.filters["svg"] = lambda text: Markup(text)  # noqa: S704  written by `charts`, which escapes
    return made


def pages(view: ReportView) -> dict[str, str]:
    """Every page as HTML, by file name."""
    made = environment()
    return {f"{name}.html": made.get_template(f"{name}.html").render(r=view, here=name) for name in PAGES}


def write_report(checked: Checked, out: Path) -> Path:
    """Write the folder and return the path of its first page. Raises DataError where it cannot be written."""
    written = pages(build(checked))
    try:
        out.mkdir(parents=True, exist_ok=True)
        for name, text in written.items():
            (out / name).write_text(text, encoding="utf-8")
        for name in ("foedus.css", "foedus.js"):
            (out / name).write_bytes(files("foedus.studio").joinpath("static", name).read_bytes())
    except OSError as problem:
        raise DataError(f"the report cannot be written to {out}: {problem.strerror}", mend="choose another folder with --out") from None
    return out / "index.html"
