"""Writing and reading calls for help. The caller commits."""

from app.safeguarding.services.asking import Passage, ask, readers_for
from app.safeguarding.services.handing_over import hand_over, remind_former_readers, to_hand_over
from app.safeguarding.services.reading import NoteView, note_contact, read, set_done
from app.safeguarding.services.returning import confirm_other, may_show_by_device, show_by_device, shut_for
from app.safeguarding.services.shredding import shred_old

__all__ = [
    "NoteView",
    "Passage",
    "ask",
    "confirm_other",
    "hand_over",
    "may_show_by_device",
    "note_contact",
    "read",
    "readers_for",
    "remind_former_readers",
    "set_done",
    "show_by_device",
    "shred_old",
    "shut_for",
    "to_hand_over",
]
