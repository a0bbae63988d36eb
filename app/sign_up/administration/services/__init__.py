"""What an administrator does about signing up: one function for each intention; the caller commits."""

from app.sign_up.administration.services.choosing import (
    Choice,
    Chosen,
    choose,
    choose_person,
    forget_chosen,
    why_not_invited,
)
from app.sign_up.administration.services.entering import Told, enter_told
from app.sign_up.administration.services.inviting import invite_person, launch, send_invitations
from app.sign_up.administration.services.reminding import remind, remind_before_close
from app.sign_up.administration.services.removing import remove
from app.sign_up.administration.services.tidying import tidy_unfinished

__all__ = [
    "Choice",
    "Chosen",
    "Told",
    "choose",
    "choose_person",
    "enter_told",
    "forget_chosen",
    "invite_person",
    "launch",
    "remind",
    "remind_before_close",
    "remove",
    "send_invitations",
    "tidy_unfinished",
    "why_not_invited",
]
