"""Who opened what is somebody’s, when and why, in lines that the person can read and nobody can quietly change.

An area says ``note_access(person, OPENED, by=reader, why=NAMED)`` in the transaction of what it notes. It never says
that one of a pair looked into what both write: that would be a read receipt.
"""

from app.core.access_log.checking import Check, check
from app.core.access_log.models import AccessLine
from app.core.access_log.phrases import Phrase, phrase, spoken
from app.core.access_log.reading import LineView, in_words, lines_about
from app.core.access_log.sealing import forget_old_lines, seal_lines
from app.core.access_log.writing import note_access, note_access_of_many, note_access_while_reading

__all__ = [
    "AccessLine",
    "Check",
    "LineView",
    "Phrase",
    "check",
    "forget_old_lines",
    "in_words",
    "lines_about",
    "note_access",
    "note_access_of_many",
    "note_access_while_reading",
    "phrase",
    "seal_lines",
    "spoken",
]
