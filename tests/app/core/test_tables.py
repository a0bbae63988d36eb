"""What a file may be: tables are read as they are, everything else is a sentence with a row and a column."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from app.core.tables import Limits, TableProblem, column_letter, read_table
from tests.app.core.workbooks import xlsx

MIB = 2**20
TEXT = "name,e-mail\nZoë,zoe@example.org\n"
RAGGED = "Is there a delimiter or a quotation mark too many or too few?"


@pytest.mark.parametrize(
    ("content", "encoding", "delimiter"),
    [
        (TEXT.encode(), "utf-8", ","),
        (TEXT.encode("utf-8-sig"), "utf-8", ","),
        (TEXT.encode("utf-16"), "utf-16", ","),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "utf-16", ","),
        (TEXT.replace(",", ";").encode(), "utf-8", ";"),
        (TEXT.replace(",", "\t").encode(), "utf-8", "\t"),
        (TEXT.replace("\n", "\r\n").encode(), "utf-8", ","),
        (TEXT.replace("\n", "\r").encode(), "utf-8", ","),
        (TEXT.strip().encode(), "utf-8", ","),
    ],
)
def test_csv_is_read_in_every_usual_encoding_and_delimiter(content: bytes, encoding: str, delimiter: str) -> None:
    table = read_table(content, "people.csv")

    assert table.headings == ("name", "e-mail")
    assert table.rows == [(2, ("Zoë", "zoe@example.org"))]
    assert (table.encoding, table.delimiter) == (encoding, delimiter)


@pytest.mark.parametrize(
    ("content", "delimiter", "cells"),
    [
        (b'name;mail\n"Doe, J, Dr";x\n', ";", ("Doe, J, Dr", "x")),
        (b'name,mail\n"Doe; J",x\n', ",", ("Doe; J", "x")),
        (b"sep=;\r\nname;mail\r\na,b;c\r\n", ";", ("a,b", "c")),
        (b'name,mail\n"two\nlines",x\n', ",", ("two\nlines", "x")),
        (b'name,mail\n"say ""hello""",x\n', ",", ('say "hello"', "x")),
    ],
)
def test_delimiter_is_the_one_that_makes_all_rows_alike(content: bytes, delimiter: str, cells: tuple[str, ...]) -> None:
    table = read_table(content, "people.csv")

    assert table.delimiter == delimiter
    assert table.rows[0].cells == cells


def test_rows_are_numbered_as_a_spreadsheet_shows_them() -> None:
    table = read_table(b'\nname,city\n\n"a\nb",c\n,\nd,e\n', "people.csv")

    assert [row.number for row in table.rows] == [4, 6]


def test_a_table_has_headings_and_numbered_rows() -> None:
    table = read_table(b"name,city\nAna,Porto\n", "people.csv")

    assert (table.headings, table.rows) == (("name", "city"), [(2, ("Ana", "Porto"))])


def test_blank_columns_are_left_out() -> None:
    table = read_table(b"name,,city,,\nAna,,Porto,,\nBo,,Oslo\n", "people.csv")

    assert table.headings == ("name", "city")
    assert [row.cells for row in table.rows] == [("Ana", "Porto"), ("Bo", "Oslo")]


@pytest.mark.parametrize(
    ("content", "sentence", "row", "column"),
    [
        (b"", "This file is empty.", None, None),
        (b"\xef\xbb\xbf", "This file is empty.", None, None),
        (b" \r\n\r\n", "This file is empty.", None, None),
        (b"name,city\n", "This file has headings and nothing below them.", 1, None),
        (b"name\n" * 12 + b"M\xfcller\n", "Row 13 is not UTF-8. Save the file as CSV UTF-8.", 13, None),
        (b'name\n"a\nb"\nM\xfcller\n', "Row 3 is not UTF-8. Save the file as CSV UTF-8.", 3, None),
        (TEXT.encode("utf-16")[:-1], "Row 2 is not UTF-16. Save the file as CSV UTF-8.", 2, None),
        (
            TEXT.encode("utf-16-le"),
            "This file is not UTF-8. Save it as CSV UTF-8, then choose it again.",
            None,
            None,
        ),
        (b"name,city\nAnnabel,Po\0rto\n", "Row 2 holds a character that is not text (NUL). Take it out.", 2, None),
        (b"name,Name\na,b\n", "Row 1: columns A and B are both called “Name”. Rename one of them.", 1, "Name"),
        (b"name,\na,b\n", "Column B has no heading, but row 2 has text in it.", 2, "B"),
        (b'name,city\na,b\nc,"d\ne,f\n', "Row 3 has a quotation mark that is opened and never closed.", 3, None),
        (
            b'name,city\na,"b"c\n',
            "Row 2 has a quotation mark in the middle of a cell. Write it twice or take it out.",
            2,
            None,
        ),
        (
            b"name,city\na,b,c\n",
            "Row 2 has 3 cells, and the headings in row 1 have 2. " + RAGGED,
            2,
            None,
        ),
        (
            b"name,city\na,b\nc\n",
            "Row 3 has one cell, and the headings in row 1 have 2. " + RAGGED,
            3,
            None,
        ),
        (b"h" * 201 + b",b\n1,2\n", "Row 1, column A: this heading is too long.", 1, "A"),
    ],
)
def test_bad_csv_is_one_sentence(content: bytes, sentence: str, row: int | None, column: str | None) -> None:
    with pytest.raises(TableProblem) as caught:
        read_table(content, "people.csv")

    assert (str(caught.value), caught.value.row, caught.value.column) == (sentence, row, column)


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        (b"\x89PNG\r\n\x1a\n", "a.csv", "PNG"),
        (b"\xff\xd8\xff\xe0", "a.csv", "JPEG"),
        (b"%PDF-1.7", "a.xlsx", "PDF"),
        (gzip.compress(b"a,b\n1,2\n", mtime=0), "a.csv", "gzip"),
        (b"PK\x05\x06" + bytes(18), "a.csv", "ZIP"),
        (b"<!DOCTYPE html><table>", "a.csv", "HTML"),
        (b"\xef\xbb\xbf  <?xml version='1.0'?>", "a.csv", "XML"),
        (b"\x7fELF", "a.csv", "program"),
    ],
)
def test_foreign_content_is_refused_by_what_it_is(content: bytes, name: str, kind: str) -> None:
    with pytest.raises(TableProblem) as caught:
        read_table(content, name)

    assert str(caught.value) == f"The content of this file is {kind}, not a table. Choose a CSV or XLSX file."


@pytest.mark.parametrize(
    ("content", "name", "beginning"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.xlsx", "This is an old Excel file, or one with a password."),
        (b"name", "a.xls", "This is an old Excel file, or one with a password."),
        (b"name\nb\n", "a.exe", "Choose a file whose name ends in .csv or .xlsx."),
        (b"name\nb\n", "csv", "Choose a file whose name ends in .csv or .xlsx."),
        (b"name\nb\n", "a.xlsx", "This file is named .xlsx and is no Excel workbook."),
        (xlsx([["a"], ["b"]]), "a.csv", "The content of this file is a ZIP archive or a workbook under another name."),
        (xlsx([["a"], ["b"]]), "a.ods", "This is an OpenDocument file."),
        (xlsx([["a"], ["b"]]), "a.xlsm", "Only plain Excel workbooks are read."),
    ],
)
def test_name_and_content_must_agree(content: bytes, name: str, beginning: str) -> None:
    with pytest.raises(TableProblem) as caught:
        read_table(content, name)

    assert str(caught.value).startswith(beginning)


@pytest.mark.parametrize(
    ("head", "filling", "sentence"),
    [
        (b"name\nx", b"x" * 10 * MIB, "Row 2, column A: the cell has more than 32767 characters."),
        (b"name", b"," * 1_000_000, "Row 1 has 1000001 columns; at most 500 are read."),
        (b"name\nx\n", b"\n" * 10 * MIB, "This file has more than 200000 rows. Split it in two."),
        (b"x", b"x" * 20 * MIB, "This file is larger than 20 MB."),
    ],
    ids=["10 MB cell", "million columns", "million empty lines", "too large"],
)
def test_huge_csv_is_one_sentence(head: bytes, filling: bytes, sentence: str) -> None:
    with pytest.raises(TableProblem) as caught:
        read_table(head + filling, "people.csv")

    assert str(caught.value) == sentence


def test_limits_are_the_callers_to_set(tmp_path: Path) -> None:
    path = tmp_path / "stored-without-ending"
    path.write_bytes(b"name\na\nb\nc\n")

    with pytest.raises(TableProblem, match="more than 2 rows"):
        read_table(path, "people.csv", limits=Limits(rows=2))


def test_column_letters_go_on_after_z() -> None:
    assert [column_letter(index) for index in (0, 25, 26, 701, 702, 16383)] == ["A", "Z", "AA", "ZZ", "AAA", "XFD"]


def test_heading_that_cannot_be_seen_is_shown_without_it() -> None:
    table = read_table("na\u202eme,\u200bcity\nAna,Porto\n".encode(), "people.csv")

    assert table.headings == ("na me", "city")


def test_cells_are_counted_in_all() -> None:
    with pytest.raises(TableProblem, match="Up to row 4 this file has more than 6 cells"):
        read_table(b"a,b\n1,2\n3,4\n5,6\n", "people.csv", limits=Limits(cells=6))


def test_real_files_are_read_unchanged(data_folder: Path) -> None:
    names = gzip.decompress((data_folder / "employees_db" / "unique_titles.csv.gz").read_bytes())

    titles = read_table(names, "unique_titles.csv")
    hr = read_table(data_folder / "ibm_hr_attrition" / "WA_Fn-UseC_-HR-Employee-Attrition.csv", "hr.csv")
    mentees = read_table(data_folder / "civil_service_mentor_sample" / "large_mentees.csv", "mentees.csv")

    assert (len(titles.rows), len(hr.rows), len(mentees.rows)) == (90_398, 1_470, 500)
    assert hr.headings[0] == "Age"
    assert len(hr.headings) == 35
