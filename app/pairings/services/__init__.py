"""Every change to pairs and seats: one function for each intention; the caller commits."""

from app.pairings.services.ending import end_pairings, undo_pairings
from app.pairings.services.making import NewPair, make_pairings
from app.pairings.services.noting import note_first_met, note_wrote
from app.pairings.services.seats import set_seats, set_takes_more

__all__ = [
    "NewPair",
    "end_pairings",
    "make_pairings",
    "note_first_met",
    "note_wrote",
    "set_seats",
    "set_takes_more",
    "undo_pairings",
]
