"""Sheets on paper: a title, parts with tables, lists and sentences, as a tagged PDF that any reader opens (PDF/UA-1).

What a sheet says reaches the printer as data and never as its source, so that nothing anybody typed is obeyed.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from types import ModuleType

from app.core.config import ROOT

TEMPLATES = ROOT / "templates" / "print"
PDF = "application/pdf"


@dataclass(frozen=True, slots=True)
class Part:
    """A heading and what stands below it: a table of two columns, a list, sentences, in this order."""

    title: str
    columns: tuple[str, str] = ("", "")
    rows: tuple[tuple[str, str], ...] = ()
    items: tuple[str, ...] = ()
    sentences: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One document. ``made_on`` is written into the file instead of the clock: the same sheet gives the same bytes."""

    title: str
    author: str
    made_on: date
    dateline: str
    foot: str
    parts: tuple[Part, ...]
    lead: str = ""
    language: str = "en"


def as_pdf(sheet: Sheet) -> bytes:
    """The sheet as a PDF on A4."""
    import typst  # noqa: PLC0415  # lazy: a compiler of 80 MB, and few processes ever print

    try:
        return _compiled(typst, sheet, "ua-1")
    except typst.TypstError:
        # PDF/UA refuses a character that no typeface here has, such as in a name from afar. A gap in it does less harm.
        return _compiled(typst, sheet, "1.7")


def _compiled(typst: ModuleType, sheet: Sheet, standard: str) -> bytes:
    printed: bytes = typst.compile(
        TEMPLATES / "sheet.typ",
        root=TEMPLATES,
        format="pdf",
        sys_inputs={"sheet": json.dumps(asdict(sheet), default=date.isoformat)},
        pdf_standards=standard,
        timestamp=datetime(sheet.made_on.year, sheet.made_on.month, sheet.made_on.day, tzinfo=UTC),
    )
    return printed
