"""The dates of a circle as a file for calendars. Nobody’s name stands in it."""

from __future__ import annotations

from collections.abc import Sequence

from app.circles.models import CircleDate
from app.core.i18n import gettext as _
from app.core.mail import Attachment, link
from app.meetings.calendar_files import Entry, Method, calendar_of
from app.people.models import Person

FILE_NAME = "circle.ics"


def circle_calendar(dates: Sequence[CircleDate], reader: Person, method: Method = Method.PUBLISH) -> bytes:
    """All of them, for one reader."""
    return calendar_of([_entry(each) for each in dates], reader, method)


def date_file(dates: Sequence[CircleDate], reader: Person) -> Attachment:
    """The file that enters dates into the reader’s calendar, or takes one that is called off out again."""
    is_off = any(each.cancelled_at for each in dates)
    method = Method.CANCEL if is_off else Method.REQUEST if len(dates) == 1 else Method.PUBLISH
    kind = f"text/calendar; method={method}; charset=utf-8"
    return Attachment(FILE_NAME, kind, circle_calendar(dates, reader, method))


def _entry(date: CircleDate) -> Entry:
    return Entry(
        key=date.public_id,
        sequence=date.sequence,
        starts_at=date.starts_at,
        ends_at=date.ends_at,
        title=_("Peer circle"),
        place=date.place,
        url=link("circles.show", circle_id=date.circle.public_id),
        is_busy=True,
        is_cancelled=date.cancelled_at is not None,
    )
