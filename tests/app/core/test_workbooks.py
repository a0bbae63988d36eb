"""Excel workbooks: read as text, and taken apart before they can do harm."""

from __future__ import annotations

import io
import random
import struct
import zipfile

import pytest

from app.core.tables import TableProblem, read_table
from tests.app.core.workbooks import SerialDate, sheet_xml, workbook, xlsx

MIB = 2**20
TEXT = "name,e-mail\nZoë,zoe@example.org\n"
LAST_CELL = '<row r="1048576"><c r="XFD1048576"{}</row></sheetData>'


def far(cell: str) -> str:
    return sheet_xml([["a"], ["b"]]).replace("</sheetData>", LAST_CELL.format(cell))


def test_workbook_is_read_as_text() -> None:
    rows: list[list[object]] = [
        ["id", "day", "hours", "yes"],
        [10001.0, SerialDate(45000), 2.5, True],
        [1e20, None, "=1+1", False],
    ]

    table = read_table(io.BytesIO(xlsx(rows)), "people.xlsx")

    assert table.headings == ("id", "day", "hours", "yes")
    assert [row.cells for row in table.rows] == [
        ("10001", "2023-03-15", "2.5", "TRUE"),
        ("100000000000000000000", "", "=1+1", "FALSE"),
    ]
    assert [row.number for row in table.rows] == [2, 3]


def test_workbook_counts_rows_above_and_columns_before_the_table() -> None:
    sheet = sheet_xml([[None, None, None], [None, None, "name"], [None, None, None], [None, None, "Ana"], [None, "x"]])

    with pytest.raises(TableProblem) as caught:
        read_table(workbook(sheet), "people.xlsx")

    assert str(caught.value) == "Column B has no heading, but row 5 has text in it."


def test_workbook_gives_the_first_sheet_that_can_be_seen() -> None:
    content = workbook(sheet_xml([["h"], ["x"]]), sheet_xml([["a"], ["b"]]), hidden=frozenset({0}))

    table = read_table(content, "people.xlsx")

    assert table.headings == ("a",)


def test_workbook_cells_that_are_only_coloured_do_not_count() -> None:
    table = read_table(workbook(far(' s="1"/>')), "people.xlsx")

    assert table.rows == [(2, ("b",))]


@pytest.mark.parametrize(
    ("content", "beginning"),
    [
        (
            workbook(far("><v>1</v></c>")),
            "A sheet of this workbook reaches to column XFD; at most 500 columns are read.",
        ),
        (
            workbook(far("><v>1</v></c>").replace("XFD", "B")),
            "A sheet of this workbook reaches to row 1048576, column B.",
        ),
        (
            workbook(sheet_xml([["a"]], before='<!DOCTYPE x [<!ENTITY a "b">]>')),
            "This workbook holds a document type",
        ),
        (workbook(sheet_xml([["a"]])[:-20]), "This workbook is damaged."),
        (workbook(sheet_xml([["a"]]))[:-60], "This workbook is damaged."),
        (workbook("<worksheet><sheetData><row r='x'><c r='?'><v>1</v></c></row></sheetData></worksheet>"), "This "),
        (workbook(hidden=frozenset()), "This workbook has no sheet that can be seen."),
        (workbook(sheet_xml([])), "This file is empty."),
        (workbook(sheet_xml([["a"], ["x" * 40_000]])), "Row 2, column A: the cell holds what is not text"),
        (b"PK\x03\x04" + b"garbage" * 100, "This workbook is damaged."),
    ],
)
def test_bad_workbook_is_one_sentence(content: bytes, beginning: str) -> None:
    with pytest.raises(TableProblem) as caught:
        read_table(content, "people.xlsx")

    assert str(caught.value).startswith(beginning)


@pytest.mark.parametrize(
    ("size", "parts"), [(250 * MIB, 1), (50 * MIB, 1), (1, 1001)], ids=["too large", "too dense", "too many parts"]
)
def test_zip_bomb_is_refused_before_it_is_unpacked(size: int, parts: int) -> None:
    extra = [(f"xl/part{number}.xml", b" " * size) for number in range(parts)]

    with pytest.raises(TableProblem, match="This workbook unpacks to far more than a list of people needs"):
        read_table(workbook(sheet_xml([["a"], ["b"]]), extra=extra), "people.xlsx")


@pytest.mark.parametrize(
    "part",
    ["<a><!--" + "x y " * 500_000 + "--></a>", "<a " + "b='1' " * 300_000 + "/>", "<a>" * 101 + "</a>" * 101],
    ids=["long comment", "long tag", "deep"],
)
def test_parts_that_cost_far_more_than_their_size_are_refused(part: str) -> None:
    with pytest.raises(TableProblem, match="This workbook unpacks to far more than a list of people needs"):
        read_table(workbook(sheet_xml([["a"], ["b"]]), extra=[("xl/part.xml", part.encode())]), "people.xlsx")


@pytest.mark.parametrize(("long", "is_read"), [(20, True), (8_000, False)])
def test_cells_that_point_to_one_long_string_count_as_so_many_copies(long: int, is_read: bool) -> None:
    strings = f"<sst><si><t>a</t></si><si><t>{'x' * 30_000}</t></si></sst>"
    pointing = "".join(f'<row><c t="s"><v>{int(row < long)}</v></c></row>' for row in range(8_000))
    sheet = f"<worksheet><sheetData>{pointing}</sheetData></worksheet>"

    answer = answer_to(workbook(sheet, extra=[("xl/sharedStrings.xml", strings.encode())]))

    assert ("unpacks to far more" in answer) is not is_read


def answer_to(content: bytes) -> str:
    """What is said about a workbook; empty when it is read."""
    try:
        read_table(content, "people.xlsx")
    except TableProblem as problem:
        return str(problem)
    return ""


def test_zip_that_is_no_workbook_is_refused() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("people.csv", TEXT)

    with pytest.raises(TableProblem, match="This file is a ZIP archive and no Excel workbook"):
        read_table(stream.getvalue(), "people.xlsx")


def test_zip_that_lies_about_its_sizes_is_refused() -> None:
    honest = workbook(sheet_xml([["a"], ["b"]]), extra=[("xl/zeros.xml", b"<a>" + b" " * 30 * MIB + b"</a>")])
    size = struct.pack("<I", 30 * MIB + 7)

    lying = honest.replace(size, struct.pack("<I", 100))

    with pytest.raises(TableProblem):
        read_table(lying, "people.xlsx")


@pytest.mark.parametrize("seed", range(200))
def test_damaged_files_are_tables_or_sentences(seed: int) -> None:
    chance = random.Random(seed)
    sound = chance.choice([xlsx([["name", "day"], ["Ana", SerialDate(45000)], [1.5, "x"]]), TEXT.encode() * 3])
    damaged = bytearray(sound)
    for _ in range(chance.randint(1, 20)):
        damaged[chance.randrange(len(damaged))] = chance.randrange(256)
    if chance.random() < 0.3:
        damaged = damaged[: chance.randrange(len(damaged))]

    try:
        table = read_table(bytes(damaged), chance.choice(["a.csv", "a.xlsx"]))
    except TableProblem:
        return
    assert all(len(row.cells) == len(table.headings) for row in table.rows)
