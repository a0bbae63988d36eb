"""Letters about circles: who is in it stands on its page; when it meets, in a file for the calendar."""

from __future__ import annotations

from typing import Any

from app.circles.calendars import date_file
from app.circles.models import CircleDate, PeerCircle
from app.circles.queries import circle_by_id, people_in
from app.cohorts.models import Enrolment
from app.core.clock import now
from app.core.db import session
from app.core.i18n import gettext as _
from app.core.mail import Letter, link, mail
from app.meetings.queries import zone_of
from app.meetings.wording import when


@mail("circle_made")
def circle_made(*, circle_id: int, enrolment_id: int) -> Letter | None:
    """To somebody in a circle: that there is one, or that it is another one now; with the dates that are ahead."""
    circle, own = _found(circle_id, enrolment_id)
    if circle is None or own is None:
        return None
    ahead = [each for each in circle.dates if each.cancelled_at is None and each.starts_at > now()]
    zone = zone_of(own.person)
    times = [when(each.starts_at, each.minutes, zone) for each in ahead]
    files = (date_file(ahead, own.person),) if ahead else ()
    context = {**_common(circle, own), "times": times, "others": len(people_in(circle)) - 1}
    return Letter(subject=_("Your peer circle"), template="circle_made", context=context, attachments=files)


@mail("circle_date")
def circle_date(*, circle_id: int, enrolment_id: int, date_id: int) -> Letter | None:
    """To everybody in it: when it meets, or that it does not."""
    circle, own = _found(circle_id, enrolment_id)
    date = session().get(CircleDate, date_id)
    if circle is None or own is None or date is None:
        return None
    said = when(date.starts_at, date.minutes, zone_of(own.person))
    is_off = date.cancelled_at is not None
    subject = _("Your circle does not meet: %(when)s") if is_off else _("Your circle meets: %(when)s")
    context = {**_common(circle, own), "when": said, "place": date.place, "is_off": is_off}
    files = (date_file([date], own.person),)
    return Letter(subject=subject % {"when": said}, template="circle_date", context=context, attachments=files)


def _found(circle_id: int, enrolment_id: int) -> tuple[PeerCircle | None, Enrolment | None]:
    """The circle and its member, as long as they are in it."""
    circle = circle_by_id(circle_id)
    if circle is None or circle.told_at is None:
        return None, None
    return circle, next((each for each in people_in(circle) if each.id == enrolment_id), None)


def _common(circle: PeerCircle, own: Enrolment) -> dict[str, Any]:
    return {
        "name": own.person.first_name,
        "cohort": circle.cohort,
        "url": link("circles.show", circle_id=circle.public_id),
    }
