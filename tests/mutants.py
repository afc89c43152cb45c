"""Code broken on purpose: a module with one line changed, imported in the place of the sound one, for as long as a test looks at it.

A mutant is a change of source, so that it says itself what is wrong. The line that it changes must stand exactly once in the module; a
mutant whose line is gone is an error, never a pass.
"""

from __future__ import annotations

import importlib
import importlib.abc
import importlib.machinery
import importlib.util
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Mutant:
    """One change. module: where; sound: the source that stands there; broken: what stands there instead."""

    name: str
    module: str
    sound: str
    broken: str

    def source(self) -> str:
        spec = importlib.util.find_spec(self.module)
        assert spec is not None
        text = Path(spec.origin).read_text(encoding="utf-8")
        assert text.count(self.sound) == 1, f"{self.name}: the line stands {text.count(self.sound)} times in {self.module}"
        return text.replace(self.sound, self.broken)


class _Loader(importlib.abc.SourceLoader):
    def __init__(self, path: str, text: str) -> None:
        self.path, self.text = path, text

    def get_filename(self, fullname: str) -> str:
        return self.path

    def get_data(self, path: str) -> bytes:
        return self.text.encode()

    def path_stats(self, path: str) -> dict[str, int]:
        raise OSError("a mutant is never cached")


class _Finder(importlib.abc.MetaPathFinder):
    def __init__(self, mutant: Mutant) -> None:
        self.mutant, self.text = mutant, mutant.source()

    def find_spec(self, fullname: str, path: object, target: object = None) -> importlib.machinery.ModuleSpec | None:
        if fullname != self.mutant.module:
            return None
        return importlib.util.spec_from_loader(fullname, _Loader(f"<{self.mutant.name}>", self.text))


@contextmanager
def anew(*prefixes: str, mutant: Mutant | None = None, keep: tuple[str, ...] = ()) -> Iterator[None]:
    """Import modules anew within: those whose names begin so, one of them mutated, but those to keep; afterwards all is as it was."""

    def concerned(name: str) -> bool:
        return name not in keep and any(name == prefix or name.startswith(f"{prefix}.") for prefix in prefixes)

    finder = _Finder(mutant) if mutant else None
    before = {name: module for name, module in sys.modules.items() if concerned(name)}
    named = {name: _named(name) for name in before}
    for name in before:
        _forget(name)
    if finder:
        sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        if finder:
            sys.meta_path.remove(finder)
        for name in [name for name in sys.modules if concerned(name)]:
            _forget(name)
        sys.modules.update(before)
        for name, meant in named.items():
            package, _, last = name.rpartition(".")
            if package in sys.modules and meant is not None:
                setattr(sys.modules[package], last, meant)


def _named(name: str) -> object:
    """What a package means by the name of its module: the module, or a function that has the same name."""
    package, _, last = name.rpartition(".")
    return vars(sys.modules[package]).get(last) if package in sys.modules else None


def _forget(name: str) -> None:
    """Take a module out, and out of its package too, which would go on naming it."""
    del sys.modules[name]
    package, _, last = name.rpartition(".")
    if package in sys.modules:
        vars(sys.modules[package]).pop(last, None)
