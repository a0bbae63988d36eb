"""What happens with meetings. Everything is done under the lock of the pair; the caller commits."""

from app.meetings.services.answers import cancel, confirm, keep_time
from app.meetings.services.guides import change_guide, restore_guide
from app.meetings.services.logs import Log, log_meeting, log_other
from app.meetings.services.offers import Offer, offer_others, propose

__all__ = [
    "Log",
    "Offer",
    "cancel",
    "change_guide",
    "confirm",
    "keep_time",
    "log_meeting",
    "log_other",
    "offer_others",
    "propose",
    "restore_guide",
]
