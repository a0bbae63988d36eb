"""CSV that people download: no cell runs in a spreadsheet, and reading it back gives the same text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.csv_out import csv_response, csv_text
from app.core.tables import read_table
from app.core.tables.formulas import escaped, restored


@pytest.mark.parametrize(
    "text",
    [
        "=cmd|' /C calc'!A0",
        "+1",
        "-1",
        "@SUM(1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "＝1",
        "＋1",
        "－1",
        "＠x",
        " =1",
        '"=1',
        "'=1",
        "''=1",
        "a;=1",
        'a,"=1',
        "a\n=1",
        "\u00a0=1",
    ],
)
def test_formulas_get_an_apostrophe_and_lose_it_again(text: str) -> None:
    safe = escaped(text)

    assert safe != text
    assert "'" in safe
    assert restored(safe) == text


@given(st.text(alphabet="='+-@ \"\t\r\n,;|a＝\u00a0\u3000", max_size=12))
def test_escaping_is_undone_for_every_text(text: str) -> None:
    assert restored(escaped(text)) == text


@given(st.lists(st.tuples(st.text(max_size=20), st.text(max_size=20)), min_size=1, max_size=5))
def test_export_is_read_back_as_it_was(pairs: list[tuple[str, str]]) -> None:
    rows = [("x" + first.replace("\0", ""), second.replace("\0", "")) for first, second in pairs]

    table = read_table(csv_text(("=left", "right"), rows).encode("utf-8", "replace"), "people.csv")

    assert table.headings == ("=left", "right")
    assert [row.cells for row in table.rows] == [
        tuple(cell.encode("utf-8", "replace").decode() for cell in row) for row in rows
    ]


def test_export_is_a_file_that_excel_opens() -> None:
    response = csv_response("Zoë’s list.csv", ("name", "seats"), [("=Zoë", -2), (None, True)])

    assert response.get_data() == b'\xef\xbb\xbf"name","seats"\r\n"\'=Zo\xc3\xab",-2\r\n"","yes"\r\n'
    assert response.content_type == "text/csv; charset=utf-8"
    assert response.headers["Content-Disposition"].startswith("attachment; filename")
