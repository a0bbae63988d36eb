"""A letter is written once for the preview that was looked at, and leaves once. The caller commits."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.exc import IntegrityError

from app.announcements.models import Announcement
from app.announcements.queries import announcement_with_key, readers
from app.cohorts.audiences import audience_named
from app.cohorts.models import Cohort
from app.cohorts.policy import UNTOLD
from app.cohorts.services import locked
from app.core.audit import record
from app.core.clock import today
from app.core.db import session
from app.core.errors import Conflict, RuleBroken
from app.core.i18n import gettext as _
from app.core.i18n import ngettext
from app.core.outbox import send_many
from app.core.wording import clock_time, number
from app.people.models import Person

LONGEST_SUBJECT = 120
LONGEST_LETTER = 4_000
KEY_LENGTH = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A letter as somebody typed it: to which group, about what, and what it says."""

    audience: str
    subject: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What would leave, and to whom. ``key`` stands for just this letter to just these people on this day."""

    people: Sequence[Person]
    key: str


def preview_of(cohort: Cohort, letter: Words) -> Preview:
    """Look at a letter before it leaves.

    Raises RuleBroken, naming the field, in a cohort that nobody was told of, for a group that does not exist or is
    empty, and for a letter without a subject or words.
    """
    if cohort.phase is UNTOLD:
        raise RuleBroken(_("Nobody has been told of this cohort yet. Open sign-up first."))
    group = audience_named(letter.audience)
    if group is None:
        raise RuleBroken(_("Choose whom you write to."), field="audience")
    for field, typed in (("subject", letter.subject), ("words", letter.words)):
        if not typed.strip():
            raise RuleBroken(_("Write something here."), field=field)
    people = readers(group, cohort)
    if not people:
        raise RuleBroken(_("Nobody is in this group now."), field="audience")
    return Preview(people=people, key=_key(letter, people))


def send_announcement(cohort: Cohort, letter: Words, key: str, *, actor: Person) -> Announcement:
    """Send the letter that was looked at under ``key``, once.

    Raises Conflict when it has left already, and when other people would get it by now; RuleBroken as the preview.
    """
    locked(cohort)
    sent = announcement_with_key(cohort, key)
    if sent is not None:
        raise _left_already(sent)
    preview = preview_of(cohort, letter)
    if preview.key != key:
        raise Conflict(_moved_on(len(preview.people)))
    announcement = _stored(cohort, letter, preview, actor)
    send_many(
        "announcement",
        ((str(each.email), {"announcement_id": announcement.id, "person_id": each.id}) for each in preview.people),
    )
    record(actor, "cohort.written_to", cohort, audience=letter.audience, people=len(preview.people))
    return announcement


def _stored(cohort: Cohort, letter: Words, preview: Preview, actor: Person) -> Announcement:
    announcement = Announcement(
        cohort_id=cohort.id,
        key=preview.key,
        audience=letter.audience,
        subject=letter.subject.strip(),
        words=letter.words.strip(),
        recipients=len(preview.people),
        written_by_id=actor.id,
    )
    try:
        with session().begin_nested():
            session().add(announcement)
    except IntegrityError as error:
        raise Conflict(_("This letter has left already. Nothing was sent twice.")) from error
    return announcement


def _left_already(sent: Announcement) -> Conflict:
    return Conflict(
        ngettext(
            "This letter left at %(time)s already, to one person. Nothing was sent twice.",
            "This letter left at %(time)s already, to %(count)s people. Nothing was sent twice.",
            sent.recipients,
            time=clock_time(sent.written_at),
            count=number(sent.recipients),
        )
    )


def _moved_on(people: int) -> str:
    return ngettext(
        "Something has changed since you looked: now it would go to one person. Look once more.",
        "Something has changed since you looked: now it would go to %(count)s people. Look once more.",
        people,
        count=number(people),
    )


def _key(letter: Words, people: Sequence[Person]) -> str:
    # The same letter to the same people on the same day is the same letter, in however many tabs it is open.
    typed = [letter.audience, letter.subject.strip(), letter.words.strip(), today().isoformat()]
    text = json.dumps([typed, [each.id for each in people]])
    return hashlib.sha256(text.encode()).hexdigest()[:KEY_LENGTH]
