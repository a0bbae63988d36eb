"""Every change to requests, wishes and picks: one function for each intention; the caller commits."""

from app.choices.services.answering import accept_request, decline_request, offer_talk
from app.choices.services.asking import ask_mentor, withdraw_request
from app.choices.services.ending import end_all, end_unanswered, remind_mentors
from app.choices.services.picking import pick_pair
from app.choices.services.ranking import rank_everybody
from app.choices.services.settling import choose_form
from app.choices.services.wishing import add_wish, allow_again, drop_wish, raise_wish, veto, write_line

__all__ = [
    "accept_request",
    "add_wish",
    "allow_again",
    "ask_mentor",
    "choose_form",
    "decline_request",
    "drop_wish",
    "end_all",
    "end_unanswered",
    "offer_talk",
    "pick_pair",
    "raise_wish",
    "rank_everybody",
    "remind_mentors",
    "veto",
    "withdraw_request",
    "write_line",
]
