"""Every change to sign-ups: one function for each intention; the caller commits."""

from app.sign_up.services.agreeing import agreement, confirm
from app.sign_up.services.answering import save_step, write_answers
from app.sign_up.services.avoiding import avoid, take_back
from app.sign_up.services.beginning import begin, enter_for, invite
from app.sign_up.services.letting_know import keep_wishes, name_partner_in_letters, note_seats
from app.sign_up.services.withdrawing import leave, withdraw

__all__ = [
    "agreement",
    "avoid",
    "begin",
    "confirm",
    "enter_for",
    "invite",
    "keep_wishes",
    "leave",
    "name_partner_in_letters",
    "note_seats",
    "save_step",
    "take_back",
    "withdraw",
    "write_answers",
]
