"""Codes of what can be wrong with files and with tables of facts, F7xx.

Needs: the standard library.
"""

from __future__ import annotations

FILES: tuple[tuple[str, str, str, str], ...] = (
    (
        "F701",
        "a table of facts does not say what it measures",
        "A figure without unit, year and source cannot be compared, cited or checked; none is guessed.",
        "write `# unit: …`, `# year: …` and `# source: …` above the table",
    ),
    (
        "F702",
        "a cell of a table of facts is no figure",
        "A blank, a word, NaN or a negative count would enter sums unseen. What the source suppressed is said, not left to be taken as zero.",
        "give the figure, or write `# blanks: suppressed` above the table",
    ),
    (
        "F703",
        "a table of facts has another shape",
        "A column of facts is `code,value` or `code,year,value`, with or without `margin90`, under a name that no series has yet.",
        "name the columns so, and give each line as many cells",
    ),
    (
        "F704",
        "a table of facts names a place that is not known",
        "Codes are those of the table of places; national rows are left out, because sums are made from places.",
        "write a code of `foedus data show places`",
    ),
    (
        "F705",
        "a table of facts gives a place twice",
        "Two figures of one place and year leave open which is meant.",
        "keep one of them",
    ),
    (
        "F706",
        "a table of facts has a year that is none",
        "Years are whole numbers from 1500 to 2100.",
        "write the year in four digits",
    ),
    (
        "F707",
        "a table of facts leaves places out",
        "A share of a whole of which parts are missing is no figure. Where the source has none, shares become intervals.",
        "add the places, or write `# blanks: suppressed` above the table",
    ),
    (
        "F708",
        "a function is named that no list knows",
        "Functions are those of the table that the text reads, agencies, and well-known bodies within or outside them; a slip would leave the true one behind.",
        "write one of the nearest names",
    ),
    (
        "F720",
        "a file cannot be read",
        "The path names nothing, or something that cannot be opened.",
        "give the path of a Markdown file",
    ),
    (
        "F721",
        "a text is too large",
        "A text may have ten million bytes.",
        "take out what is no settlement",
    ),
    (
        "F722",
        "a file is not UTF-8 text",
        "Texts are UTF-8.",
        "save the file as UTF-8",
    ),
    (
        "F723",
        "the text extends one that is not there",
        "The base is looked for beside the text, then among the shipped settlements.",
        "put it beside the text",
    ),
    (
        "F724",
        "texts extend one another in a ring",
        "A base cannot rest on what rests on it.",
        "let one of them stand by itself",
    ),
)
"""Code, title, why it matters, how it is mended."""
