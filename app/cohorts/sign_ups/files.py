"""A sign-up file as it waits for its administrator’s word: sensitive and unwanted columns are gone from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO

from app.cohorts.models import Side
from app.cohorts.sign_ups.columns import UNUSED, Meaning, meaning_of, understood
from app.core.errors import RuleBroken
from app.core.i18n import gettext as _
from app.core.tables import Limits, read_table, shown_name

LIMITS = Limits(file_bytes=10 * 2**20, rows=5_000, columns=200, cells=200_000, cell_characters=20_000)
LONGEST_NAME = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class SignUpFile:
    """One file of one side. ``meaning`` says what the columns hold, ``unknown`` which nobody has explained yet.

    ``left_out`` names sensitive columns with their kind, ``unused`` those that are understood and not needed.
    """

    side: Side
    name: str
    headings: list[str]
    meaning: dict[str, Meaning]
    unknown: list[str]
    left_out: dict[str, str]
    unused: list[str]
    rows: list[tuple[int, list[str]]]

    def taken_as(self, chosen: Mapping[str, Meaning]) -> SignUpFile:
        """The same file with only these columns, each with what somebody said it holds."""
        return _narrowed(self, {heading: each for heading, each in chosen.items() if each not in UNUSED})

    def to_dict(self) -> dict[str, Any]:
        """As JSON can hold it."""
        return {
            "name": self.name,
            "headings": self.headings,
            "meaning": {heading: each.value for heading, each in self.meaning.items()},
            "unknown": self.unknown,
            "left_out": self.left_out,
            "unused": self.unused,
            "rows": [[number, cells] for number, cells in self.rows],
        }

    @classmethod
    def from_dict(cls, side: Side, stored: Mapping[str, Any]) -> SignUpFile:
        """Back from JSON."""
        named = ((heading, meaning_of(name)) for heading, name in stored["meaning"].items())
        return cls(
            side=side,
            name=stored["name"],
            headings=stored["headings"],
            meaning={heading: each for heading, each in named if each is not None},
            unknown=stored["unknown"],
            left_out=stored["left_out"],
            unused=stored["unused"],
            rows=[(number, cells) for number, cells in stored["rows"]],
        )


def read_sign_ups(stream: BinaryIO, filename: str, side: Side) -> SignUpFile:
    """Read an uploaded file; what is sensitive is not kept, not even until somebody has looked.

    Raises RuleBroken, with the field of its form, for what is no table or holds characters that cannot be kept.
    """
    try:
        table = read_table(stream, filename, limits=LIMITS)
    except RuleBroken as broken:
        raise RuleBroken(str(broken), field=field_of(side)) from broken
    headings = understood(table.headings, side)
    whole = SignUpFile(
        side=side,
        name=shown_name(filename, LONGEST_NAME),
        headings=list(table.headings),
        meaning=dict(headings.meaning),
        unknown=list(headings.unknown),
        left_out=dict(headings.sensitive),
        unused=[heading for heading, each in headings.meaning.items() if each in UNUSED],
        rows=[(row.number, list(row.cells)) for row in table.rows],
    )
    _refuse_unreadable(whole)
    kept = {heading: each for heading, each in whole.meaning.items() if each not in UNUSED}
    return _narrowed(whole, kept, whole.unknown)


def field_of(side: Side) -> str:
    """The name of this side’s file in the form."""
    return f"{side.value}s"


def _narrowed(file: SignUpFile, meaning: Mapping[str, Meaning], unknown: list[str] | None = None) -> SignUpFile:
    kept = [heading for heading in file.headings if heading in meaning or heading in (unknown or ())]
    places = [file.headings.index(heading) for heading in kept]
    return SignUpFile(
        side=file.side,
        name=file.name,
        headings=kept,
        meaning=dict(meaning),
        unknown=list(unknown or ()),
        left_out=file.left_out,
        unused=file.unused,
        rows=[(number, [cells[place] for place in places]) for number, cells in file.rows],
    )


def _refuse_unreadable(file: SignUpFile) -> None:
    """PostgreSQL keeps neither NUL nor half a character; a file that holds them came out of something else."""
    for number, cells in file.rows:
        for heading, cell in zip(file.headings, cells, strict=True):
            if "\0" in cell or any("\ud800" <= each <= "\udfff" for each in cell):
                sentence = _(
                    "Row %(row)s, column “%(column)s”: this holds characters that cannot be shown.",
                    row=number,
                    column=heading,
                )
                raise RuleBroken(sentence, field=field_of(file.side))
