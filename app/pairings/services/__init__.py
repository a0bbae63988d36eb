"""Every change to pairs and seats: one function for each intention; the caller commits."""

from app.pairings.services.ending import decline_pairing, end_pairings, undo_pairings
from app.pairings.services.importing import (
    forget_old_pairs_files,
    forget_pairs_file,
    import_pairs,
    keep_pairs_file,
    plan_of,
)
from app.pairings.services.making import NewPair, make_pairings
from app.pairings.services.noting import note_first_met, note_wrote, remind_to_write
from app.pairings.services.seats import set_seats, set_takes_more

__all__ = [
    "NewPair",
    "decline_pairing",
    "end_pairings",
    "forget_old_pairs_files",
    "forget_pairs_file",
    "import_pairs",
    "keep_pairs_file",
    "make_pairings",
    "note_first_met",
    "note_wrote",
    "plan_of",
    "remind_to_write",
    "set_seats",
    "set_takes_more",
    "undo_pairings",
]
