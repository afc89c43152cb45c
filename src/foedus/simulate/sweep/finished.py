"""The file of finished jobs: append-only, each record with its length and checksum, so that a run that was killed goes on from it.

A record is: four letters, the key, the length, the result, a SHA-256 of all that. A torn tail is dropped when the file is opened.
Needs: the standard library.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from foedus.errors import DataError

MARK = b"FNJ1"
_HEAD = struct.Struct("<4s32sQ")
_SUM = 32


class Finished:
    """Results by key, on disk; without a path, in memory."""

    def __init__(self, path: Path | None) -> None:
        self.path, self.kept = path, dict[str, bytes]()
        self.dropped = 0
        self._file: BinaryIO | None = None
        if path is not None:
            self._open(path)

    def _open(self, path: Path) -> None:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch(exist_ok=True)
            end = 0
            for key, result, after in records(path):
                self.kept[key], end = result, after
            size = path.stat().st_size
            if end < size:
                self.dropped = size - end
                os.truncate(path, end)
            self._file = path.open("ab")
        except OSError as problem:
            raise DataError(f"{path} cannot be used for finished jobs: {problem.strerror}", mend="name a file in a folder that can be written") from problem

    def __contains__(self, key: str) -> bool:
        return key in self.kept

    def add(self, key: str, result: bytes) -> None:
        """Keep a result. Raises DataError, told plainly, where the disk is full; what stood in the file before still stands."""
        if key in self.kept:
            return
        self.kept[key] = result
        if self._file is None or self.path is None:
            return
        before = os.fstat(self._file.fileno()).st_size
        try:
            self._file.write(record(key, result))
            self._file.flush()
            os.fsync(self._file.fileno())
        except OSError as problem:
            self._give_up(before)
            raise DataError(
                f"{self.path} is full: {problem.strerror or problem}", mend="make room and run the same again; it goes on from what is finished"
            ) from problem

    def _give_up(self, before: int) -> None:
        """Close without what could not be written."""
        file, self._file = self._file, None
        if file is not None:
            with contextlib.suppress(OSError):
                file.close()
        if self.path is not None:
            os.truncate(self.path, before)

    def close(self) -> None:
        """Close the file."""
        if self._file is not None:
            self._file.close()
            self._file = None


def record(key: str, result: bytes) -> bytes:
    """One record."""
    body = _HEAD.pack(MARK, key.encode(), len(result)) + result
    return body + hashlib.sha256(body).digest()


def records(path: Path) -> Iterator[tuple[str, bytes, int]]:
    """The whole records of a file, in order, each with the place where it ends; it stops at the first that is torn or altered."""
    with path.open("rb") as file:
        while True:
            head = file.read(_HEAD.size)
            if len(head) < _HEAD.size:
                return
            mark, key, length = _HEAD.unpack(head)
            result, found = file.read(length), file.read(_SUM)
            if mark != MARK or len(result) < length or found != hashlib.sha256(head + result).digest():
                return
            yield key.decode(), result, file.tell()
