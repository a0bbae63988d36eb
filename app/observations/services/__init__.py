"""Writing, handing over, replying, signing, taking back. The caller commits."""

from app.observations.services.answering import (
    end_reader,
    keep,
    name_reader,
    reply,
    sign,
    withdraw,
)
from app.observations.services.rating import comment, rate
from app.observations.services.writing import begin, hand_over, observe

__all__ = [
    "begin",
    "comment",
    "end_reader",
    "hand_over",
    "keep",
    "name_reader",
    "observe",
    "rate",
    "reply",
    "sign",
    "withdraw",
]
