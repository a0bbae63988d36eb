"""Reads the table inside an uploaded file, CSV or XLSX, and refuses everything else with a sentence.

``read_table`` is the only way in. It knows no area: what a column means is the importing area's to say.
"""

from app.core.tables.kinds import shown_name
from app.core.tables.problem import TableProblem
from app.core.tables.reader import read_table
from app.core.tables.table import DEFAULT_LIMITS, Limits, Row, Table, column_letter

__all__ = ["DEFAULT_LIMITS", "Limits", "Row", "Table", "TableProblem", "column_letter", "read_table", "shown_name"]
