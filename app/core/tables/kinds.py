"""What a file is by its content: its name is only a promise."""

from __future__ import annotations

from enum import StrEnum
from pathlib import PurePath

from app.core.i18n import gettext as _
from app.core.tables.problem import TableProblem

HEAD = 8192
ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
TEXT_NAMES = frozenset({"csv", "tsv", "txt"})

# Signatures of files that people pick by mistake, or send under another name on purpose.
SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"%PDF-", "PDF"),
    (b"%!PS", "PostScript"),
    (b"{\\rtf", "RTF"),
    (b"\x1f\x8b", "gzip"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\x00", "xz"),
    (b"7z\xbc\xaf'\x1c", "7-Zip"),
    (b"Rar!\x1a\x07", "RAR"),
    (b"\x28\xb5\x2f\xfd", "Zstandard"),
    (b"PK\x05\x06", "ZIP"),
    (b"PK\x07\x08", "ZIP"),
    (b"\x7fELF", "program"),
    (b"MZ\x90", "program"),
    (b"SQLite format 3\x00", "SQLite"),
    (b"PAR1", "Parquet"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"RIFF", "RIFF"),
    (b"OggS", "Ogg"),
    (b"ID3", "MP3"),
)
MARKUP = ((b"<?xml", "XML"), (b"<!doctype", "HTML"), (b"<html", "HTML"), (b"<svg", "SVG"))


class FileKind(StrEnum):
    """The two kinds of table that are read."""

    TEXT = "text"
    WORKBOOK = "workbook"


def shown_name(filename: str, longest: int) -> str:
    """What the person called the file, without folders and without what cannot be seen; its end where it is long."""
    name = PurePath(filename.replace("\\", "/")).name
    return "".join(filter(str.isprintable, name))[-longest:] or "?"


def kind_of(content: bytes, filename: str) -> FileKind:
    """The kind of table that name and content agree on. Raises TableProblem for everything else."""
    ending = PurePath(filename.replace("\\", "/")).suffix.lower().lstrip(".")
    head = content[:HEAD]
    _refuse_foreign(head, ending)
    if head.startswith(ZIP):
        return _workbook(ending)
    if ending == "xlsx":
        raise TableProblem(_("This file is named .xlsx and is no Excel workbook. Save it again as .xlsx or CSV UTF-8."))
    if ending not in TEXT_NAMES:
        raise TableProblem(_("Choose a file whose name ends in .csv or .xlsx."))
    return FileKind.TEXT


def _workbook(ending: str) -> FileKind:
    if ending == "xlsx":
        return FileKind.WORKBOOK
    if ending == "ods":
        raise TableProblem(_("This is an OpenDocument file. Save it as .xlsx or CSV UTF-8, then choose it again."))
    if ending in {"xlsm", "xlsb", "xltx", "xltm"}:
        raise TableProblem(_("Only plain Excel workbooks are read. Save the file as .xlsx, without macros."))
    raise TableProblem(
        _("The content of this file is a ZIP archive or a workbook under another name. Save it as CSV UTF-8 or .xlsx.")
    )


def _refuse_foreign(head: bytes, ending: str) -> None:
    if head.startswith(OLE) or ending == "xls":
        raise TableProblem(
            _("This is an old Excel file, or one with a password. Save it as .xlsx or CSV UTF-8, without a password.")
        )
    for signature, name in SIGNATURES:
        if head.startswith(signature):
            raise TableProblem(
                _("The content of this file is %(kind)s, not a table. Choose a CSV or XLSX file.", kind=name)
            )
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    for signature, name in MARKUP:
        if start.startswith(signature):
            raise TableProblem(
                _("The content of this file is %(kind)s, not a table. Choose a CSV or XLSX file.", kind=name)
            )
