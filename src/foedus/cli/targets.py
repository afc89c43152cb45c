"""Where a command is asked to write: whether it can be, told before the work and not after it."""

from __future__ import annotations

import os
from pathlib import Path

from foedus.errors import DataError


def to_file(path: Path | None, ending: str = "") -> Path | None:
    """A file to write, with this ending where its name has none. Raises DataError where no whole file can come to lie there."""
    if path is None:
        return None
    if path.is_dir():
        raise DataError(f"{path} cannot be written: it is a folder", mend=f"name a file in it: `{path / ('table' + (ending or path.suffix))}`")
    found = path if path.suffix or not ending else path.with_suffix(ending)
    if found.is_dir():
        raise DataError(f"{found} cannot be written: it is a folder", mend="name a file")
    if path.exists() and not path.is_file():
        raise DataError(f"{path} is no file that can be written whole", mend="name a file in a folder")
    _into(found.parent, found)
    return found


def to_folder(path: Path | None, option: str) -> Path | None:
    """A folder to write into, there or to be made. Raises DataError where it is something else, or cannot be written to."""
    if path is None:
        return None
    if path.exists() and not path.is_dir():
        raise DataError(f"{path} cannot be written: it is no folder", mend=f"name a folder with {option}, there or to be made")
    there = path
    while not there.exists() and there != there.parent:
        there = there.parent
    _into(there, path)
    return path


def _into(folder: Path, path: Path) -> None:
    if not folder.exists():
        raise DataError(f"{path} cannot be written: there is no folder {folder}", mend=f"make {folder} first, or write elsewhere")
    if not folder.is_dir():
        raise DataError(f"{path} cannot be written: {folder} is no folder", mend="write elsewhere")
    if not os.access(folder, os.W_OK | os.X_OK):
        raise DataError(f"{path} cannot be written: you may not write in {folder}", mend="write elsewhere")
