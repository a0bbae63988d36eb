"""What an administrator writes, as its readers get it: their words, from their name, escaped and in paragraphs."""

from __future__ import annotations

import re

from app.announcements.models import Announcement
from app.cohorts.models import Cohort
from app.core.db import session
from app.core.mail import Letter, mail
from app.people.models import Person


@mail("announcement")
def announcement(*, announcement_id: int, person_id: int) -> Letter | None:
    """An administrator's letter to one person; withdrawn for somebody who has left by then."""
    written = session().get(Announcement, announcement_id)
    person = session().get(Person, person_id)
    if written is None or person is None or not person.is_active:
        return None
    return letter_to(
        person, cohort=written.cohort, subject=written.subject, words=written.words, writer=written.written_by
    )


def letter_to(person: Person, *, cohort: Cohort, subject: str, words: str, writer: Person) -> Letter:
    """The letter with its words in paragraphs; answers go to whom the cohort names as its contact."""
    context = {"person": person, "cohort": cohort, "writer": writer, "paragraphs": paragraphs(words)}
    answers_to = cohort.contact.email if cohort.contact else None
    return Letter(subject=subject, template="announcement", context=context, reply_to=answers_to or writer.email)


def paragraphs(words: str) -> list[list[str]]:
    """Paragraphs, each of lines, as they were typed; an empty line parts them."""
    return [each.splitlines() for each in re.split(r"\n\s*\n", words.strip()) if each.strip()]
