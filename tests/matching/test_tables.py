"""Tables: how cells are read, and how bad ones are named."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from matching import InputError
from matching.tables import Table


def table(cells: list[Any], **options: bool) -> Table:
    return Table("mentees", {"id": list(range(len(cells))), "x": cells}, "id", **options)


@pytest.mark.parametrize(
    "missing", [None, "", "  ", float("nan"), [], {}, set(), np.float32("nan"), pd.NA, pd.NaT], ids=repr
)
def test_table_reads_many_things_as_missing(missing: Any) -> None:
    assert table([missing]).cells("x") == [None]


@pytest.mark.parametrize(
    ("cell", "items"),
    [
        (["pt", "en"], ["pt", "en"]),
        (("pt",), ["pt"]),
        ({"pt"}, ["pt"]),
        ("pt; en ", ["pt", "en"]),
        ("pt, en", ["pt", "en"]),
        ("pt, Brazil; en", ["pt, Brazil", "en"]),
    ],
)
def test_table_reads_sets_from_lists_and_from_texts(cell: Any, items: list[str]) -> None:
    read = table([cell]).sets("x")[0]

    assert list((read or {}).values()) == items


def test_table_reads_levels_from_mappings_lists_and_texts() -> None:
    read = table([{"Law": 4}, ["Law"], "Law:4; tax"]).levels("x")

    assert read == [{"law": ("Law", 4.0)}, {"law": ("Law", None)}, {"law": ("Law", 4.0), "tax": ("tax", None)}]


def test_table_reads_flags_as_people_write_them() -> None:
    assert table(["Yes", "no", True, 0, None]).flags("x") == [True, False, True, False, None]


def test_table_reads_names_on_a_scale() -> None:
    assert table(["EO", " aa "]).numbers("x", ["AA", "AO", "EO"]).tolist() == [2.0, 0.0]


@pytest.mark.parametrize(
    ("read", "cells", "message"),
    [
        ("numbers", [1, "x", "inf"], "mentees, column 'x': expected a number in rows 2, 3"),
        ("counts", [1, -1, 1.5], "mentees, column 'x': expected a whole number from 0 in rows 2, 3"),
        (
            "counts",
            [float("inf"), 10**400, True],
            "mentees, column 'x': expected a whole number from 0 in rows 1, 2, 3",
        ),
        ("values", ["a", ["b"]], "mentees, column 'x': expected a single value in row 2"),
        ("counts", [None], "mentees, column 'x': expected a whole number from 0 in row 1"),
        ("flags", ["perhaps"], "mentees, column 'x': expected yes or no in row 1"),
        ("sets", [3], "mentees, column 'x': expected a list in row 1"),
        ("levels", [{"law": "much"}], "mentees, column 'x': expected skills with levels in row 1"),
    ],
)
def test_table_names_column_and_rows_of_what_it_cannot_read(read: str, cells: list[Any], message: str) -> None:
    with pytest.raises(InputError) as refused:
        getattr(table(cells), read)("x")

    assert str(refused.value) == message


def test_table_without_a_column_says_so_unless_columns_may_be_missing() -> None:
    with pytest.raises(InputError, match="mentees: there is no column 'y'"):
        table([1]).cells("y")

    assert table([1], lenient=True).cells("y") == [None]
    assert table([1], lenient=True).counts("y").tolist() == [1]


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        ({"x": [1]}, "mentors: there is no column 'id'"),
        ({"id": [1, 2], "x": [1]}, "mentors: columns of different lengths: {'id': 2, 'x': 1}"),
        ({"id": ["a", "b", "a"]}, "mentors, column 'id': id used twice in row 3"),
        ({"id": ["a", None]}, "mentors, column 'id': no id in row 2"),
        ({"id": ["Ana", " ana"]}, "mentors, column 'id': id used twice in row 2"),
        ({"id": ["a", ["b"]]}, "mentors, column 'id': expected a single value in row 2"),
        ({"id": ["a", ("b", [])]}, "mentors, column 'id': expected a single value in row 2"),
        ({"id": "ab"}, "mentors, column 'id': expected a cell for each row, got 'ab'"),
        ({"id": 3}, "mentors, column 'id': expected a cell for each row, got 3"),
        ({1: ["a"], "1": ["b"]}, "mentors: two columns are named '1'"),
        ([1, 2], "mentors: expected columns by name, got list"),
    ],
)
def test_table_refuses_tables_without_clear_ids(columns: Any, message: str) -> None:
    with pytest.raises(InputError) as refused:
        Table("mentors", columns, "id", lenient=True)

    assert str(refused.value) == message
