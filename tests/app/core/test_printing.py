"""Sheets on paper: what was typed is printed and not obeyed, and the same sheet gives the same file."""

from __future__ import annotations

import re
import zlib
from dataclasses import replace
from datetime import date

import pytest

from app.core.printing import Part, Sheet, as_pdf

SHEET = Sheet(
    title="A report",
    author="Ithaca",
    made_on=date(2026, 11, 22),
    dateline="22 November 2026",
    foot="1f40fc92da24",
    parts=(Part("Goals", columns=("Goal", "How far"), rows=(("Lead the weekly review", "Begun"),)),),
)


def test_same_sheet_gives_the_same_tagged_file() -> None:
    first = as_pdf(SHEET)

    assert first == as_pdf(SHEET)
    assert first.startswith(b"%PDF-")
    assert b"/StructTreeRoot" in streams_of(first)


@pytest.mark.parametrize(
    "typed",
    ['#read("/etc/passwd")', "$ x^2 $", "= Heading", "#panic()", '"; #eval("1")', "\\", "<b>", "名前 \u202e", "@a"],
)
def test_what_was_typed_is_printed_and_never_obeyed(typed: str) -> None:
    plain = as_pdf(SHEET)
    typed_in = replace(SHEET, parts=(Part("Support", items=(typed,), sentences=(typed,)),))

    printed = as_pdf(typed_in)

    assert printed.startswith(b"%PDF-")
    assert printed != plain
    assert as_pdf(typed_in) == printed


def streams_of(pdf: bytes) -> bytes:
    """The file with its compressed parts unpacked."""
    packed = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL)
    return pdf + b"".join(unpacked(each) for each in packed)


def unpacked(stream: bytes) -> bytes:
    try:
        return zlib.decompress(stream)
    except zlib.error:
        return b""
