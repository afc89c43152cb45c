"""The command line: every module of commands is listed here once.

Exit codes: 0 all well, 1 a promise fails (or, with `fmt --check`, a text is not canonical), 2 the text, the question or the call has errors.
"""

from __future__ import annotations

import sys

from foedus.cli import audits as audits
from foedus.cli import expects as expects
from foedus.cli import facts as facts
from foedus.cli import promises as promises
from foedus.cli import reports as reports
from foedus.cli import simulates as simulates
from foedus.cli import text as text
from foedus.cli import validate as validate
from foedus.cli import votes as votes
from foedus.cli.app import app, fail
from foedus.errors import FoedusError


def main() -> None:
    """Run the command line; an error of foedus is told in words, never as a traceback."""
    try:
        app()
    except FoedusError as problem:
        fail(problem)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except SystemExit as ended:  # where the reader of a pipe has gone, what has been said before tells nothing of a promise
        raise SystemExit(0) if isinstance(ended.__context__, BrokenPipeError) else ended from None
    except OSError as problem:  # a full disk, or a folder that may not be written to
        where = f" to {problem.filename}" if problem.filename else ""
        fail(FoedusError(f"nothing can be written{where}: {problem.strerror}", mend="make room, or choose another place"))
