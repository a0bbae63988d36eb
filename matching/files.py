"""Tables from CSV files, and certificates in NPZ files without pickles."""

import csv
import io
import json
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from matching.arrays import IntArray
from matching.errors import InputError, named_rows
from matching.matches import Match

__all__ = ["Certificate", "read_certificate", "read_table", "write_certificate", "write_pairs"]

UNREADABLE = (
    ArithmeticError,
    AttributeError,
    EOFError,
    LookupError,
    MemoryError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
    zipfile.BadZipFile,
    zlib.error,
)
"""What comes of reading a file in which bytes are not as they were."""


def read_table(path: Path) -> dict[str, list[str]]:
    """Columns of a CSV file by heading: UTF-8 with or without BOM, parted by ``;`` or ``,``."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path.name}: {error}") from error
    first_line = text.partition("\n")[0]
    delimiter = ";" if first_line.count(";") > first_line.count(",") else ","
    try:
        rows = [row for row in csv.reader(io.StringIO(text), delimiter=delimiter, strict=True) if row]
    except csv.Error as error:
        raise InputError(f"{path.name}: {error}") from error
    if not rows:
        raise InputError(f"{path.name}: there are no headings")
    headings = [heading.strip() for heading in rows[0]]
    _check_headings(path, headings)
    _refuse(path, f"expected {len(headings)} cells", [at for at, row in enumerate(rows) if len(row) != len(headings)])
    return {heading: [row[at] for row in rows[1:]] for at, heading in enumerate(headings)}


def _check_headings(path: Path, headings: Sequence[str]) -> None:
    twice = sorted({heading for heading in headings if headings.count(heading) > 1})
    if twice:
        raise InputError(f"{path.name}: heading {twice[0]!r} stands there twice")
    if "" in headings:
        raise InputError(f"{path.name}: column {list(headings).index('') + 1} has no heading")


def _refuse(path: Path, fault: str, rows: Sequence[int]) -> None:
    if rows:
        raise InputError(f"{path.name}: {fault} in {named_rows(rows)}")


def write_pairs(path: Path, found: Match) -> None:
    """Write ``mentee,mentor,score``, one pair a line."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("mentee", "mentor", "score"))
        writer.writerows(
            (*pair, f"{score:.15g}") for pair, score in zip(found.pairs, found.scores.tolist(), strict=True)
        )


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Certificate:
    """What is needed to check a match again: pairs by position in the files, prices, policy and digests."""

    pairs: IntArray
    mentee_prices: IntArray
    mentor_prices: IntArray
    total: float
    bound: float
    objective: str
    policy: dict[str, Any]
    policy_digest: str
    input_digest: str
    salt: int
    edits: dict[str, list[list[Any]]] = field(default_factory=dict)
    ceiling_prices: IntArray = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    covers: tuple[tuple[IntArray, IntArray, IntArray], ...] = ()


def write_certificate(path: Path, found: Match) -> None:
    """Write the proof of a match."""
    with path.open("wb") as file:
        np.savez_compressed(
            file,
            pairs=found.assignment.pairs,
            mentee_prices=found.mentee_prices,
            mentor_prices=found.mentor_prices,
            total=np.float64(found.total),
            bound=np.float64(found.bound),
            objective=np.str_(found.objective),
            policy=np.str_(json.dumps(found.policy.to_dict(), sort_keys=True)),
            policy_digest=np.str_(found.policy_digest),
            input_digest=np.str_(found.input_digest),
            salt=np.int64(found.salt),
            edits=np.str_(json.dumps(found.question.edits.to_dict(), default=str)),
            ceiling_prices=found.assignment.ceiling_prices,
            **_covers(found),
        )


def _covers(found: Match) -> dict[str, Any]:
    sides = ("mentees", "mentors", "ceilings")
    covers = enumerate(found.assignment.covers)
    return {f"cover_{at}_{side}": prices for at, cover in covers for side, prices in zip(sides, cover, strict=True)}


def read_certificate(path: Path) -> Certificate:
    """Read the proof of a match; what is not one is an `InputError`."""
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as stored:
            return Certificate(
                pairs=stored["pairs"],
                mentee_prices=stored["mentee_prices"],
                mentor_prices=stored["mentor_prices"],
                total=float(stored["total"]),
                bound=float(stored["bound"]),
                objective=str(stored["objective"]),
                policy=json.loads(str(stored["policy"])),
                policy_digest=str(stored["policy_digest"]),
                input_digest=str(stored["input_digest"]),
                salt=int(stored["salt"]),
                edits=json.loads(str(stored["edits"])),
                ceiling_prices=stored["ceiling_prices"],
                covers=tuple(
                    (stored[f"cover_{at}_mentees"], stored[f"cover_{at}_mentors"], stored[f"cover_{at}_ceilings"])
                    for at in range(2)
                    if f"cover_{at}_mentees" in stored
                ),
            )
    except UNREADABLE as error:
        raise InputError(f"{path.name}: not a certificate ({error})") from error
