"""One's own list: whom a mentee, and whom a mentor, would like, in an order that nobody else sees."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.choices.models import LONGEST_LINE
from app.choices.queries import enrolments_with, lines_of, lines_to
from app.choices.services.asking import may_ask
from app.choices.vetoes import vetoed_among
from app.cohorts.models import Cohort, Enrolment, Side
from programs.catalogue import PROGRAM_TYPES

WISHES = "wishes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """Somebody on a list, or who may come on it: their place, 0 for none, and the line between the two."""

    enrolment: Enrolment
    place: int = 0
    line: str = ""
    is_vetoed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPage:
    """A list, those beside it, and what it counts for. ``points`` of 100; ``most`` people fit on it."""

    cohort: Cohort
    listed: Sequence[Listed]
    others: Sequence[Listed]
    points: int
    most: int
    may_ask: bool
    longest: int = LONGEST_LINE


def mentee_list(own: Enrolment) -> ListPage:
    """Whom a mentee would like, with what they wrote to each."""
    lines, people = lines_of(own), _on_list(own, Side.MENTOR)
    listed = [Listed(enrolment=each, place=at, line=lines.get(each.id, "")) for at, each in enumerate(people, 1)]
    return _page(own, listed, [])


def mentor_list(own: Enrolment) -> ListPage:
    """Whom a mentor would like, and who else wrote to them."""
    lines = {each.mentee_id: each for each in lines_to(own)}
    words = {mentee_id: each.words for mentee_id, each in lines.items()}
    people = _on_list(own, Side.MENTEE)
    known = {each.id for each in people}
    wrote = [each.mentee for each in lines.values() if each.mentee_id not in known]
    vetoed = vetoed_among(own, [*people, *wrote])
    listed = [
        Listed(enrolment=each, place=at, line=words.get(each.id, ""), is_vetoed=each.id in vetoed)
        for at, each in enumerate(people, 1)
    ]
    others = [Listed(enrolment=each, line=words[each.id], is_vetoed=each.id in vetoed) for each in wrote]
    return _page(own, listed, others)


def weight_of_wishes(cohort: Cohort) -> int:
    """Of 100 points, how many the wishes of both sides can make."""
    kind = PROGRAM_TYPES[cohort.program_type]
    return round(float(cohort.weights.get(WISHES, kind.weights.get(WISHES, 0))))


def _on_list(own: Enrolment, side: Side) -> list[Enrolment]:
    emails = list(own.answers.get(WISHES, ()))
    people = enrolments_with(emails, own.cohort, side)
    return [people[each] for each in emails if each in people]


def _page(own: Enrolment, listed: Sequence[Listed], others: Sequence[Listed]) -> ListPage:
    cohort = own.cohort
    return ListPage(
        cohort=cohort,
        listed=listed,
        others=others,
        points=weight_of_wishes(cohort),
        most=PROGRAM_TYPES[cohort.program_type].wishes_at_most,
        may_ask=may_ask(cohort),
    )
