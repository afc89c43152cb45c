"""A supplied table in Parquet as the CSV it would be: its columns, and the keys of its schema as `# key: value` lines.

Needs: PyArrow (the extra `frames`).
"""

from __future__ import annotations

import csv
import io
from pathlib import Path

from foedus.errors import DataError


def csv_of(path: Path) -> bytes:
    """The table as CSV. Raises DataError without PyArrow, or where the file is no Parquet."""
    try:
        import pyarrow.parquet as pq
    except ImportError as problem:
        raise DataError("Parquet needs PyArrow, which is not installed", mend='pip install "foedus[frames]", or save the table as CSV') from problem
    try:
        table = pq.read_table(path)
    except (OSError, ValueError) as problem:
        raise DataError(f"{path} cannot be read as Parquet: {problem}", mend="save the table anew, or as CSV") from problem
    out = io.StringIO()
    for key, value in (table.schema.metadata or {}).items():
        if key.isascii() and not key.startswith(b"ARROW") and key != b"pandas":
            out.write(f"# {key.decode()}: {value.decode('utf-8', 'replace')}\n")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(table.column_names)
    for row in table.to_pylist():
        writer.writerow(["" if value is None else value for value in row.values()])
    return out.getvalue().encode()
