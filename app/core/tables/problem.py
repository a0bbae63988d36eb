"""The one way in which a file can be no table: a sentence, with the row and column where it is known."""

from __future__ import annotations

from programs.rules import RuleBroken


class TableProblem(RuleBroken):
    """The file cannot be read as a table. ``row`` counts as a spreadsheet does, the headings being row 1.

    ``column`` is the heading, or the letter of the column where it has none.
    """

    def __init__(self, message: str, *, row: int | None = None, column: str | None = None) -> None:
        super().__init__(message, field="file")
        self.row = row
        self.column = column
