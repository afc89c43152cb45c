"""The settlements that ship with the product, and how a text is found by its name.

In an installed package they lie in it; in a checkout they lie at its root.
Needs: the standard library.
"""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path


def folder() -> Path:
    """The folder of the shipped settlements."""
    inside = Path(__file__).parent / "settlements"
    return inside if inside.is_dir() else Path(__file__).parents[2] / "settlements"


def names() -> tuple[str, ...]:
    """The names of the shipped settlements, without their ending, those of precedents with their folder."""
    root = folder()
    return tuple(sorted(path.relative_to(root).with_suffix("").as_posix() for path in root.rglob("*.md") if path.name != "README.md"))


def shipped(name: str) -> Path | None:
    """The file of a shipped settlement by its name, with or without `.md`; None if none is called so."""
    for candidate in (folder() / name, folder() / f"{name}.md", folder() / "precedents" / f"{name}.md"):
        if is_file(candidate) and folder() in candidate.resolve().parents:
            return candidate
    return None


def near(path: Path) -> list[str]:
    """The names most like that of a file that is not there: of texts beside it, then of those shipped."""
    if not path.name:
        return []
    try:
        beside = [one.with_suffix("").as_posix() for one in sorted(path.parent.glob("*.md"))]
    except (OSError, ValueError):
        beside = []
    return get_close_matches(path.with_suffix("").as_posix(), [*beside, *names()], n=2, cutoff=0.7)


def is_file(path: Path) -> bool:
    """Whether a path names a file; one that no file can have names none."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def find(name: str, beside: Path | None) -> Path | None:
    """A text by the name that a user or an `extends` line gives: beside the text that names it, as a path, else among those shipped."""
    for candidate in ((beside / name) if beside is not None else None, Path(name), Path(f"{name}.md")):
        if candidate is not None and name and is_file(candidate):
            return candidate
    return shipped(name)
