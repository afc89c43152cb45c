"""What every picture is made of: its SVG, its table with the same figures, and one sentence that says it.

Coordinates are per cent of the width and pixels of the height, so that text keeps its size from a phone to paper. Curves, which cannot be
written in per cent, lie in an inner frame that stretches while their strokes do not. Colour comes from the style sheet by class.
Needs: the standard library.
"""

from __future__ import annotations

import csv
import io
import re
import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from html import escape
from importlib.resources import files
from itertools import pairwise

Number = int | float | Fraction


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table: what is shown, the exact value behind it (None: words), and the finer figure shown on demand."""

    text: str
    value: Number | None = None
    exact: str = ""

    @property
    def raw(self) -> str:
        """The value as a machine reads it; the text where there is none."""
        return self.text if self.value is None else plain(self.value)


@dataclass(frozen=True, slots=True)
class Table:
    """A table: a caption, the heads of its columns, its rows; the first cell of a row is its head."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def csv(self) -> str:
        """The table as comma-separated values, numbers unrounded."""
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(self.columns)
        for row in self.rows:
            writer.writerow([one.raw for one in row])
        return out.getvalue()


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture: its name in links, its title (the finding), a sentence that says what it shows, the SVG, and the table beside it.

    note: what stands under it, such as the number of worlds and the seed.
    """

    name: str
    title: str
    summary: str
    svg: str
    table: Table
    note: str = ""

    def document(self, width: int = 720) -> str:
        """The picture as a file of its own, in its own colours, light or dark as the reader's system is."""
        inner = re.sub(r'^<svg ([^>]*?)width="100%"', rf'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" \1', self.svg, count=1)
        if 'xmlns="' not in inner[:200]:
            inner = inner.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
        head, _, rest = inner.partition(">")
        head, rest = self._headed(head, rest)
        return f"{head}><title>{escape(self.title)}</title><desc>{escape(self.summary)}</desc><style>{_styles()}</style>{PATTERNS}{rest}\n"

    def _headed(self, head: str, rest: str) -> tuple[str, str]:
        """The picture under its title in words, as no page stands around it."""
        titles = textwrap.wrap(self.title, 100)
        down = 18 * len(titles) + 14
        said = "".join(text(line, 0, 18 * n + 14, "val", anchor="start") for n, line in enumerate(titles))
        body = f'{said}<g transform="translate(0 {down})">{rest.removesuffix("</svg>")}</g></svg>'
        if tall := re.search(r' height="([\d.]+)"', head):
            return head.replace(tall[0], f' height="{plain(float(tall[1]) + down)}"', 1), body
        box = re.search(r'viewBox="0 0 (\d+) (\d+)"', head)
        return (head.replace(box[0], f'viewBox="0 0 {box[1]} {int(box[2]) + down}"', 1), body) if box else (head, rest)

    def _repr_html_(self) -> str:
        return self.document()


PATTERNS = (
    '<defs><pattern id="side-b" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<path class="b-ground" d="M0,0H7V7H0Z"/><path class="b-hatch" d="M0,0V7"/></pattern>'
    '<pattern id="side-c" width="7" height="7" patternUnits="userSpaceOnUse"><path class="c-ground" d="M0,0H7V7H0Z"/>'
    '<circle class="c-dot" cx="3.5" cy="3.5" r="1.3"/></pattern>'
    '<pattern id="side-d" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<path class="d-ground" d="M0,0H7V7H0Z"/><path class="d-hatch" d="M0,0V7M0,0H7"/></pattern>'
    '<pattern id="no-figure" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<path class="d-hatch" d="M0,0V6M0,0H6"/></pattern></defs>'
)
"""Fills of the second to fourth polity, and of a unit without a figure; each page has them once."""


@cache
def _styles() -> str:
    """The style sheet of pictures, with the colours; what frames them on a page is left out."""
    text = files("foedus.studio").joinpath("static", "charts.css").read_text(encoding="utf-8").partition("/* On a page alone")[0]
    return re.sub(r"/\*.*?\*/|\n", "", text)


def plain(value: Number) -> str:
    """A value as plain text, exact for whole numbers, else with all the digits of its float.

    >>> plain(3), plain(Fraction(1, 2)), plain(0.25), plain(2.0)
    ('3', '0.5', '0.25', '2')
    """
    return str(value) if isinstance(value, int) else repr(float(value)).removesuffix(".0")


def tag(name: str, /, *inside: str, **attributes: str | Number | None) -> str:
    """One element; `class_` is class, `data_v` is data-v, an attribute that is None is left out."""
    said = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(value if isinstance(value, str) else plain(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{said}>{''.join(inside)}</{name}>" if inside else f"<{name}{said}/>"


def at(share: float) -> str:
    """A share of the width as per cent.

    >>> at(0.5), at(1 / 3)
    ('50%', '33.33%')
    """
    return f"{100 * share:.2f}".rstrip("0").rstrip(".") + "%"


def text(words: str, x: float, y: float, class_: str = "", *, anchor: str = "") -> str:
    """Words at a share of the width; near an edge they begin or end there, so that none is cut."""
    edge = 0.1 if len(words) < 9 else 0.2 if len(words) < 18 else 0.3
    anchor = anchor or ("start" if x < edge else "end" if x > 1 - edge else "middle")
    return tag("text", escape(words), x=at(x), y=y, class_=class_ or None, text_anchor=None if anchor == "start" else anchor)


def lines(name: str, most: int = 34) -> list[str]:
    """A name cut into lines that fit a phone, at a point or a space where there is one.

    >>> lines("Alder.Congress"), lines("A name with many words that goes on and on and on")
    (['Alder.Congress'], ['A name with many words that goes', 'on and on and on'])
    """
    found, rest = [], name
    while len(rest) > most:
        cut = max(rest.rfind(" ", 0, most + 1), rest.rfind(".", 0, most + 1))
        cut = cut if cut > most // 3 else most
        found.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip(" ")
    return [*found, rest]


def frame(kind: str, height: Number, label: str, parts: Iterable[str]) -> str:
    """The outer element of a picture as wide as its column. label: what a reader who cannot see it is told."""
    inside = "".join(parts)
    return f'<svg class="chart {kind}" width="100%" height="{plain(height)}" role="img" aria-label="{escape(label)}">{inside}</svg>'


def stretched(y: Number, height: Number, parts: Iterable[str]) -> str:
    """An inner frame of 1000 by 1000 that stretches over the width; strokes in it keep their width."""
    return (
        f'<svg x="0" y="{plain(y)}" width="100%" height="{plain(height)}" viewBox="0 0 1000 1000" preserveAspectRatio="none" class="plot">'
        f"{''.join(parts)}</svg>"
    )


@dataclass(frozen=True, slots=True)
class Scale:
    """A straight scale from a value to a share of the width (or height); what lies outside is put at the edge."""

    low: float
    high: float

    def __call__(self, value: Number) -> float:
        """Where a value lies, from 0 to 1."""
        if self.high == self.low:
            return 0.0
        return min(1.0, max(0.0, (float(value) - self.low) / (self.high - self.low)))


def line(points: Sequence[tuple[float, float]]) -> str:
    """A path through points given as shares (0 to 1) of the inner frame, the second counted from below."""
    return "M" + "L".join(_point(x, y) for x, y in points)


def _point(x: float, y: float) -> str:
    """A place in the inner frame, 1000 by 1000, to a tenth."""
    return ",".join(f"{1000 * one:.1f}".removesuffix(".0") for one in (x, 1 - y))


def smooth(points: Sequence[tuple[float, float]]) -> str:
    """A path through the same points that bends without overshooting: monotone where they are (Fritsch and Carlson 1980)."""
    if len(points) < 3:
        return line(points)
    slopes = [(b[1] - a[1]) / (b[0] - a[0]) if b[0] > a[0] else 0.0 for a, b in pairwise(points)]
    bends = [slopes[0], *(2 * a * b / (a + b) if a * b > 0 else 0.0 for a, b in pairwise(slopes)), slopes[-1]]
    parts = [f"M{_point(*points[0])}"]
    for n, (a, b) in enumerate(pairwise(points)):
        third = (b[0] - a[0]) / 3
        through = ((a[0] + third, a[1] + third * bends[n]), (b[0] - third, b[1] - third * bends[n + 1]), b)
        parts.append("C" + " ".join(_point(x, y) for x, y in through))
    return "".join(parts)


def side_class(side: int | None) -> str:
    """The class that fills a mark as a polity's, by its place in the order of declaration; none: ink."""
    return "ink" if side is None or side < 0 else f"s{side}" if side < 4 else "s-more"
