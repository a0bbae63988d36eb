"""Circles are made, people moved, dates set. The caller commits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.circles.models import CircleDate, CircleMember, PeerCircle
from app.circles.queries import circles_of, people_in, placed_without_a_circle
from app.cohorts.lines import dotted_bosses_of, line_of, superiors_of
from app.cohorts.models import Cohort, Enrolment
from app.cohorts.services import locked, refuse_when_over
from app.core.audit import record
from app.core.clock import now
from app.core.db import session
from app.core.errors import Conflict, RuleBroken
from app.core.i18n import gettext as _
from app.core.organisation import organisation
from app.core.outbox import send
from app.core.wording import spelled
from app.people.models import Person
from programs.calendar_times import NoSuchTime, instant_of
from programs.catalogue import PROGRAM_TYPES
from programs.circles import Circles, Peer, in_one_line, put_into_circles


@dataclass(frozen=True, slots=True)
class When:
    """A time by the clock of the organisation, for how long, and where."""

    wall: datetime
    minutes: int
    place: str = ""


def make_circles(cohort: Cohort, *, actor: Person) -> int:
    """Put every mentee who has a mentor into a circle, those made before and not told yet anew; returns how many.

    Nobody is told. Raises RuleBroken for too few people, Conflict once people know of their circles.
    """
    refuse_when_over(locked(cohort))
    kind = _circles(cohort)
    there = circles_of(cohort)
    if any(each.told_at for each in there):
        raise Conflict(_("People know their circles by now. Move them one by one."))
    for each in there:
        session().delete(each)
    session().flush()
    mentees = {each.public_id: each for each in placed_without_a_circle(cohort)}
    found = put_into_circles(peers_of(mentees.values()), kind)
    if not found:
        fewest = spelled(kind.smallest)
        raise RuleBroken(_("A circle takes at least %(fewest)s mentees who have a mentor.", fewest=fewest))
    for number, peers in enumerate(found, 1):
        members = [CircleMember(enrolment=mentees[each.key]) for each in peers]
        session().add(PeerCircle(cohort=cohort, number=number, members=members))
    session().flush()
    record(actor, "circles.made", cohort, circles=len(found), people=len(mentees))
    return len(found)


def tell(cohort: Cohort, *, actor: Person) -> int:
    """Let everybody know their circle, once; returns to how many a letter goes."""
    locked(cohort)
    new = [each for each in circles_of(cohort) if each.told_at is None]
    told = 0
    for circle in new:
        circle.told_at = now()
        told += _write("circle_made", circle, people_in(circle))
    session().flush()
    if new:
        record(actor, "circles.told", cohort, circles=len(new))
    return told


def move(mentee: Enrolment, circle: PeerCircle, *, actor: Person) -> dict[int, int]:
    """Put somebody into this circle, out of another where they were in one; they hear of it if the circle is known.

    Returns by number how many are now in the circles of the two that are smaller or larger than meant, where the whole
    number would leave another way. Raises RuleBroken for a circle that is full, for one that would be left too small,
    and for one that somebody of their reporting line is in.
    """
    refuse_when_over(locked(circle.cohort))
    kind, there = _circles(circle.cohort), [each for each in people_in(circle) if each.id != mentee.id]
    if len(there) >= kind.largest:
        raise RuleBroken(_("A circle has %(most)s people at most.", most=spelled(kind.largest)))
    own, *others = peers_of([mentee, *there])
    if any(in_one_line(own, each) for each in others):
        raise RuleBroken(_("Somebody in that circle is in the same reporting line. Choose another one."))
    sizes = {each.number: {one.id for one in people_in(each)} for each in circles_of(circle.cohort)}
    left = next((number for number, ids in sizes.items() if mentee.id in ids and number != circle.number), None)
    if left is not None and kind.is_too_small(len(sizes[left]) - 1, [len(each) for each in sizes.values()]):
        told = _(
            "Circle %(number)s would be left with fewer than %(least)s. Move somebody into it first.",
            number=left,
            least=spelled(kind.smallest),
        )
        raise RuleBroken(told)
    row = session().get(CircleMember, mentee.id)
    if row is not None and row.circle_id == circle.id:
        return {}
    if row is None:
        session().add(CircleMember(enrolment_id=mentee.id, circle_id=circle.id))
    else:
        row.circle_id, row.joined_at = circle.id, now()
    session().flush()
    session().expire(circle, ["members"])
    if circle.told_at is not None:
        _write("circle_made", circle, [mentee])
    record(actor, "circle.moved_to", circle)
    after = {number: len(ids - {mentee.id}) + (number == circle.number) for number, ids in sizes.items()}
    odd = kind.avoidably_odd(list(after.values()))
    return {number: size for number, size in after.items() if number in {left, circle.number} and size in odd}


def set_date(circle: PeerCircle, when: When, *, actor: Person) -> CircleDate:
    """Set when a circle meets, by the clock of the organisation; whoever is in it gets a file for their calendar.

    Raises RuleBroken for a time that is over, or that no clock shows, at ``wall``.
    """
    refuse_when_over(circle.cohort)
    try:
        starts_at = instant_of(when.wall, organisation().time_zone)
    except NoSuchTime as error:
        raise RuleBroken(_("Clocks jump over this time. Choose another one."), field="wall") from error
    if starts_at <= now():
        raise RuleBroken(_("This time is over. Choose a later one."), field="wall")
    made = CircleDate(circle=circle, starts_at=starts_at, minutes=when.minutes, place=when.place)
    session().add(made)
    session().flush()
    _write_of_date(made)
    record(actor, "circle.date_set", circle)
    return made


def call_off(date: CircleDate, *, actor: Person) -> None:
    """Take a date back; it leaves the calendars of those it stands in. Nothing where it is called off already."""
    refuse_when_over(date.circle.cohort)
    if date.cancelled_at is not None:
        return
    date.cancelled_at, date.sequence = now(), date.sequence + 1
    session().flush()
    _write_of_date(date)
    record(actor, "circle.date_called_off", date.circle)


def peers_of(mentees: Iterable[Enrolment]) -> Sequence[Peer]:
    """Mentees as the rules of circles know them; two queries for their lines."""
    there = list(mentees)
    people = {each.person_id for each in there}
    managers, dotted = superiors_of(people), dotted_bosses_of(people)
    return [
        Peer(
            key=each.public_id,
            person=each.person_id,
            department=(each.person.department or "").strip().casefold(),
            above=frozenset([*line_of(each.person_id, managers), *dotted.get(each.person_id, ())]),
        )
        for each in there
    ]


def _circles(cohort: Cohort) -> Circles:
    kind = PROGRAM_TYPES[cohort.program_type].circles
    if kind is None:
        raise RuleBroken(_("This program has no peer circles."))
    return kind


def _write(letter: str, circle: PeerCircle, mentees: Iterable[Enrolment], **more: int) -> int:
    there = [each for each in mentees if each.person.email]
    for each in there:
        send(letter, to=each.person.email or "", circle_id=circle.id, enrolment_id=each.id, **more)
    return len(there)


def _write_of_date(date: CircleDate) -> None:
    """To whoever is in the circle, once it is known to them."""
    if date.circle.told_at is not None:
        _write("circle_date", date.circle, people_in(date.circle), date_id=date.id)
