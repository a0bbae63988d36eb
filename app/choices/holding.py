"""Whether a text holds another, letter by letter: both databases do that several times faster than LIKE."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Boolean
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement


class holds(FunctionElement[bool]):  # noqa: N801  it is used as a function of SQL
    """``holds(text, part)``: the part stands somewhere in the text, in just these letters."""

    type = Boolean()
    inherit_cache = True


@compiles(holds, "sqlite")
def _on_sqlite(element: holds, compiler: SQLCompiler, **more: Any) -> str:
    return f"instr({compiler.process(element.clauses, **more)}) > 0"


@compiles(holds, "postgresql")
def _on_postgresql(element: holds, compiler: SQLCompiler, **more: Any) -> str:
    return f"strpos({compiler.process(element.clauses, **more)}) > 0"
