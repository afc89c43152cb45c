"""The grammar's tables: written once by `tools/write_grammar_table.py`, and read here, since to work them out costs more than to read a settlement.

The table names the grammar and the version of Lark that it was made with; where either differs, it is worked out anew.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from functools import cache
from importlib.resources import files
from typing import Any

import lark
from lark import Lark, Transformer
from lark.grammar import Rule
from lark.lexer import PatternStr, TerminalDef

from foedus.text.lexer import ClauseLexer

STARTS = ("start", "question")
TABLE = "grammar.table"
_SHIFT, _REDUCE = 0, 1


def parser(transformer: Transformer[Any, Any] | None = None, *, positions: bool = False) -> Lark:
    """A parser of clauses and questions. transformer: builds values as it reads (else trees); positions: trees say where they stand."""
    ready = _stored()
    if ready is None:
        return _worked_out(transformer, positions)
    # `_load` is what `Lark.load` calls, and takes the options that a loaded parser may have.
    made: Lark = Lark.__new__(Lark)._load(ready, transformer=transformer, propagate_positions=positions)
    return made


@cache
def words() -> dict[str, str]:
    """The words of the language, each with the name of its terminal."""
    return {one.pattern.value: one.name for one in parser().terminals if isinstance(one.pattern, PatternStr)}


def grammar_text() -> str:
    """The grammar as written."""
    return files("foedus.text").joinpath("grammar.lark").read_text(encoding="utf-8")


def made_from(text: str) -> str:
    """What a table must be made from to be used: this grammar, by this version of Lark."""
    return f"{hashlib.sha256(text.encode()).hexdigest()} lark {lark.__version__}"


def _worked_out(transformer: Transformer[Any, Any] | None, positions: bool) -> Lark:
    return Lark(
        grammar_text(), parser="lalr", lexer=ClauseLexer, start=list(STARTS), maybe_placeholders=False, transformer=transformer,
        propagate_positions=positions,
    )  # fmt: skip


@cache
def _stored() -> dict[str, Any] | None:
    file = files("foedus.text").joinpath(TABLE)
    if not file.is_file():
        return None
    stored = json.loads(zlib.decompress(file.read_bytes()))
    return _unpacked(stored) if stored.get("made_from") == made_from(grammar_text()) else None


def packed() -> bytes:
    """The table of the grammar as it stands, as the file holds it: JSON, compressed."""
    data, memo = _worked_out(None, False).memo_serialize([TerminalDef, Rule])
    data["options"] = {"parser": "lalr", "start": list(STARTS), "maybe_placeholders": False}
    data["parser"]["lexer_conf"].pop("lexer_type")
    table = data["parser"]["parser"]
    rows = [[number for token, (kind, arg) in row.items() for number in (token, kind, arg if kind == _SHIFT else arg["@"])]
            for _, row in sorted(table.pop("states").items())]  # fmt: skip
    tokens = [token for _, token in sorted(table.pop("tokens").items())]
    text = json.dumps(
        {"made_from": made_from(grammar_text()), "tokens": tokens, "rows": rows, "memo": sorted(memo.items()), "data": data},
        separators=(",", ":"),
    )  # fmt: skip
    return zlib.compress(text.encode(), 9)


def _unpacked(stored: dict[str, Any]) -> dict[str, Any]:
    data = stored["data"]
    memo = dict(stored["memo"])
    rules = {number: {"@": number} for number in memo}
    data["options"]["lexer"] = data["parser"]["lexer_conf"]["lexer_type"] = ClauseLexer
    data["parser"]["parser"]["tokens"] = dict(enumerate(stored["tokens"]))
    data["parser"]["parser"]["states"] = {
        number: {
            token: (kind, rules[arg] if kind == _REDUCE else arg) for token, kind, arg in zip(row[::3], row[1::3], row[2::3], strict=True)
        }
        for number, row in enumerate(stored["rows"])
    }
    return {"data": data, "memo": memo}
