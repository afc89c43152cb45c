"""Where tables lie: folders that ship, and folders that a user names.

Needs: the standard library.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from foedus.errors import DataError

SHIPPED = ("us", "world")
LISTING = "tables.json"
"""The file that says what the tables of a folder are."""


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder by name: one that ships, or a path."""

    name: str
    ships: bool

    def read(self, file: str) -> bytes:
        """The bytes of a file. Raises DataError if it is not there."""
        try:
            return (files("foedus.data") / self.name / file).read_bytes() if self.ships else (Path(self.name) / file).read_bytes()
        except OSError as problem:
            raise DataError(f"{self.name}/{file} cannot be read: {problem.strerror or 'no such file'}", mend=f"put {file} there") from problem

    def has(self, file: str) -> bool:
        """Whether the file is there."""
        return (files("foedus.data") / self.name / file).is_file() if self.ships else (Path(self.name) / file).is_file()

    def stamp(self, file: str) -> int:
        """What changes when a file does: 0 for what ships, else its time of change and size."""
        if self.ships or not self.has(file):
            return 0
        found = (Path(self.name) / file).stat()
        return hash((found.st_mtime_ns, found.st_size))


def folder_named(name: str) -> Folder:
    """The folder that a name means. Raises DataError if there is none with tables in it."""
    if name in SHIPPED:
        return Folder(name, ships=True)
    found = Folder(name, ships=False)
    if not found.has(LISTING):
        raise DataError(
            f"there are no tables called `{name}`", mend=f"name {' or '.join(f'`{one}`' for one in SHIPPED)}, or a folder with {LISTING} in it"
        )
    return found
