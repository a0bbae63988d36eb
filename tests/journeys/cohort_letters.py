"""What the letters of a cohort say: to whom, with which calendar entry, and what no letter may hold (C-25)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage

import vobject

from tests.journeys.town import Town
from tests.letters import words_of

OF_ACCOUNTS = ("A new password", "Your password was changed", "Your way in")
NUMBERS_OF_FIT = re.compile(r"\b(score|rank|ranked|runner-up|points?|fit|weight|level)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Entry:
    """A meeting as a calendar takes it from a letter."""

    method: str
    uid: str
    sequence: int
    starts_at: datetime


def calendar_entry(letter: EmailMessage) -> Entry:
    """The one calendar file of a letter, read by a library that did not write it."""
    (part,) = letter.iter_attachments()
    calendar = vobject.readOne(part.get_content())
    event = calendar.vevent
    assert f'method="{calendar.method.value}"' in str(part["Content-Type"])
    return Entry(calendar.method.value, event.uid.value, int(event.sequence.value), event.dtstart.value.astimezone(UTC))


def to_whom(town: Town, subject: str) -> set[str]:
    """The readers of the letters whose subject holds this; none of them got it twice."""
    readers = [str(each["To"]) for each in town.mailbox.letters if subject in str(each["Subject"])]
    assert len(readers) == len(set(readers)), (subject, readers)
    return set(readers)


def said_in(letter: EmailMessage) -> list[str]:
    """Everything that it says, each way: its subject, plain text, HTML, and calendar file."""
    html = letter.get_body(("html",))
    assert html is not None
    files = [part.get_content() for part in letter.iter_attachments()]
    return [str(letter["Subject"]), words_of(letter), str(html.get_content()), *files]


def is_discreet(letter: EmailMessage, *, names: set[str], never: set[str]) -> bool:
    """Whether it is in two forms, says no number of a fit and nothing of ``never``, and names whom to ask.

    ``names`` are all that letters to this reader may name: themselves, whom to ask, and who is or was their partner.
    """
    subject, words, html, *files = said_in(letter)
    told = " ".join([subject, words, re.sub("<[^>]+>", " ", html), *files])
    is_ours = any(subject.startswith(each) for each in OF_ACCOUNTS)
    assert is_ours or ("Ruth Baptiste" in words and "Ruth Baptiste" in html), subject
    assert NUMBERS_OF_FIT.search(told) is None, (subject, told)
    assert not [each for each in never - names if each in told], (subject, told)
    return True
