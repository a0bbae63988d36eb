"""Every change to stretch tasks: one function for each intention; the caller commits."""

from app.stretch.services.answering import agree, decline
from app.stretch.services.ending import lapse, part_from, remind, sweep, take_back_proposals
from app.stretch.services.proposing import Plan, change, propose, withdraw
from app.stretch.services.reviewing import seen_of, write_as_mentee, write_as_sponsor

__all__ = [
    "Plan",
    "agree",
    "change",
    "decline",
    "lapse",
    "part_from",
    "propose",
    "remind",
    "seen_of",
    "sweep",
    "take_back_proposals",
    "withdraw",
    "write_as_mentee",
    "write_as_sponsor",
]
