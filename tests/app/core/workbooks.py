"""Writes small XLSX workbooks by hand, sound and broken ones, so that no binary file has to be kept."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

from app.core.tables import column_letter

TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>'
)
ROOT = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="xl/workbook.xml"/></Relationships>'
)
SPREADSHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STYLES = (
    f'<?xml version="1.0"?><styleSheet xmlns="{SPREADSHEET}"><cellXfs count="2"><xf numFmtId="0"/>'
    '<xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>'
)
DATE_STYLE = 1


class SerialDate(float):
    """A day as Excel counts it, written with a date format."""


def sheet_xml(rows: Sequence[Sequence[object]], before: str = "") -> str:
    """A sheet with these cells: numbers as numbers, the rest as inline text."""
    lines = "".join(_row(cells, number) for number, cells in enumerate(rows, start=1))
    return f'<?xml version="1.0"?>{before}<worksheet xmlns="{SPREADSHEET}"><sheetData>{lines}</sheetData></worksheet>'


def workbook(
    *sheets: str, hidden: frozenset[int] = frozenset(), extra: Sequence[tuple[str, str | bytes]] = ()
) -> bytes:
    """An XLSX file with these sheets, given as XML; ``hidden`` names sheets by index, ``extra`` adds parts."""
    states = ["hidden" if i in hidden else "visible" for i in range(len(sheets))]
    entries = "".join(
        f'<sheet name="Sheet {i}" sheetId="{i + 1}" r:id="s{i}" state="{state}"/>' for i, state in enumerate(states)
    )
    relations = "".join(
        f'<Relationship Id="s{i}" Type="{RELATIONS}/worksheet" Target="worksheets/sheet{i}.xml"/>'
        for i in range(len(sheets))
    )
    relations += f'<Relationship Id="st" Type="{RELATIONS}/styles" Target="styles.xml"/>'
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    parts: list[tuple[str, str | bytes]] = [
        ("[Content_Types].xml", TYPES),
        ("_rels/.rels", ROOT),
        (
            "xl/workbook.xml",
            f'<workbook xmlns="{SPREADSHEET}" xmlns:r="{RELATIONS}"><sheets>{entries}</sheets></workbook>',
        ),
        ("xl/_rels/workbook.xml.rels", f'<Relationships xmlns="{package}">{relations}</Relationships>'),
        ("xl/styles.xml", STYLES),
        *((f"xl/worksheets/sheet{i}.xml", xml) for i, xml in enumerate(sheets)),
        *extra,
    ]
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts:
            archive.writestr(name, content)
    return stream.getvalue()


def xlsx(rows: Sequence[Sequence[object]]) -> bytes:
    """An XLSX file with one sheet."""
    return workbook(sheet_xml(rows))


def _row(cells: Sequence[object], number: int) -> str:
    inner = "".join(_cell(value, f"{column_letter(i)}{number}") for i, value in enumerate(cells))
    return f'<row r="{number}">{inner}</row>'


def _cell(value: object, reference: str) -> str:
    if value is None:
        return ""
    if isinstance(value, SerialDate):
        return f'<c r="{reference}" s="{DATE_STYLE}"><v>{value:g}</v></c>'
    if isinstance(value, bool):
        return f'<c r="{reference}" t="b"><v>{int(value)}</v></c>'
    if isinstance(value, (int, float)):
        return f'<c r="{reference}"><v>{value}</v></c>'
    return f'<c r="{reference}" t="inlineStr"><is><t xml:space="preserve">{escape(str(value))}</t></is></c>'
