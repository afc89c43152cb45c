"""Each library from outside enters where it is meant to: one package or one module for each, read off the sources, lazy imports included."""

from __future__ import annotations

import ast
import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "foedus"
MODULES = sorted(SOURCE.rglob("*.py"))
ENTERS = {
    "pysat": r"reason/solver\.py",
    "lark": r"text/",
    "markdown_it": r"text/markdown\.py|studio/",
    "markupsafe": r"studio/report\.py",
    "jinja2": r"studio/report\.py",
    "typer": r"cli/",
    "rich": r"cli/",
    "numpy": r"simulate/",
    "scipy": r"simulate/",
    "numba": r"simulate/fast",
    "llvmlite": r"simulate/fast",
    "pandas": r"simulate/",
    "polars": r"simulate/",
    "xarray": r"simulate/",
    "pyarrow": r"simulate/|data/parquet\.py",
    "SALib": r"simulate/sweep/",
    "dask": r"simulate/sweep/",
    "distributed": r"simulate/sweep/",
    "gmpy2": r"voting/whole\.py",
    "pref_voting": r"voting/adapters/",
    "votekit": r"voting/adapters/",
}
"""Where a library may be named. A new one is one line here, and a line in the documentation of dependencies."""


def imported(tree: ast.AST) -> set[str]:
    """The libraries from outside that a module imports, at its head or where it needs them, by statement or by name."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level:
            found.add(node.module or "")
        elif isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", "")) == "import_module":
            found |= {arg.value for arg in node.args[:1] if isinstance(arg, ast.Constant) and isinstance(arg.value, str)}
    return {name.split(".")[0] for name in found} - set(sys.stdlib_module_names) - {"foedus", ""}


def strays(libraries: set[str], path: str) -> set[str]:
    """Those that may not be imported there."""
    return {name for name in libraries if not re.match(ENTERS.get(name, "nowhere"), path)}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_a_library_enters_where_it_is_meant_to(path):
    found = imported(ast.parse(path.read_text(encoding="utf-8")))
    assert strays(found, path.relative_to(SOURCE).as_posix()) == set()


def test_a_stray_import_is_seen():
    tree = ast.parse("def f():\n    from pysat.solvers import Solver\n    import unheard_of\n")
    assert strays(imported(tree), "reason/ask.py") == {"pysat", "unheard_of"}
    assert strays(imported(tree), "reason/solver.py") == {"unheard_of"}
