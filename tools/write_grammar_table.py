"""Write the table of the clause grammar beside it: to be run after every change of `src/foedus/text/grammar.lark`."""

from __future__ import annotations

from pathlib import Path

from foedus.text.table import TABLE, packed

if __name__ == "__main__":
    path = Path(__file__).resolve().parents[1] / "src" / "foedus" / "text" / TABLE
    path.write_bytes(packed())
    print(f"{path} is written, {path.stat().st_size:,} bytes")
