"""One's own list: whom a mentee, and whom a mentor, would like, in an order that nobody else sees."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.choices.browsing import mentors_with
from app.choices.models import LONGEST_LINE
from app.choices.opening import may_ask
from app.choices.queries import lines_of, lines_to
from app.choices.vetoes import vetoed_among
from app.cohorts.models import Cohort, Enrolment
from app.people.models import Person
from app.sign_up.queries import people_with_emails
from programs.catalogue import PROGRAM_TYPES

WISHES = "wishes"
VETO = "veto"


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """Somebody on a list, or who may come on it: their place, 0 for none, and the line between the two.

    Whoever is wished for stands on it, whether they take part or not; ``enrolment`` is there only where the reader
    knows that they do, as they are shown to them or wrote to them.
    """

    person: Person
    enrolment: Enrolment | None
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

    @property
    def everybody(self) -> Sequence[Listed]:
        """Those on the list, then those beside it."""
        return [*self.listed, *self.others]


def mentee_list(own: Enrolment) -> ListPage:
    """Whom a mentee would like, with what they wrote to each."""
    people, lines = _wished(own), lines_of(own)
    shown = {each.person_id: each for each in mentors_with([each.id for each in people], own)}
    listed = [
        Listed(person=each, enrolment=mentor, place=at, line=lines.get(mentor.id, "") if mentor else "")
        for at, each, mentor in ((at, each, shown.get(each.id)) for at, each in enumerate(people, 1))
    ]
    return _page(own, listed, [])


def mentor_list(own: Enrolment) -> ListPage:
    """Whom a mentor would like, and who else wrote to them."""
    people, wrote = _wished(own), {each.mentee.person_id: each for each in lines_to([own])}
    vetoed = vetoed_among(own, [each.mentee for each in wrote.values()])
    places = {each.id: at for at, each in enumerate(people, 1)}

    def listed(person: Person) -> Listed:
        place, line = places.get(person.id, 0), wrote.get(person.id)
        if line is None:
            return Listed(person=person, enrolment=None, place=place)
        is_vetoed = line.mentee_id in vetoed
        return Listed(person=person, enrolment=line.mentee, place=place, line=line.words, is_vetoed=is_vetoed)

    others = [listed(each.mentee.person) for each in wrote.values() if each.mentee.person_id not in places]
    return _page(own, [listed(each) for each in people], others)


@dataclass(frozen=True, slots=True)
class Ranked:
    """What a mentor said of everybody at once: who is wished for, in order, and which vetoes are to change."""

    people: Sequence[Person]
    vetoes: Mapping[Enrolment, bool]


def ranked_as(page: ListPage, said: Mapping[str, str]) -> Ranked:
    """Read what was said, by the public id of a person: a place, “veto”, or nothing. Equal places keep their order."""
    answers = [(each, said.get(each.person.public_id, "")) for each in page.everybody]
    placed = [(int(answer), each.person) for each, answer in answers if answer.isascii() and answer.isdigit()]
    changed = {
        each.enrolment: answer == VETO
        for each, answer in answers
        if each.enrolment is not None and each.is_vetoed is not (answer == VETO)
    }
    return Ranked([person for _place, person in sorted(placed, key=lambda pair: pair[0])], changed)


def weight_of_wishes(cohort: Cohort) -> int:
    """Of 100 points, how many the wishes of both sides can make."""
    kind = PROGRAM_TYPES[cohort.program_type]
    return round(float(cohort.weights.get(WISHES, kind.weights.get(WISHES, 0))))


def _wished(own: Enrolment) -> list[Person]:
    emails = own.answers.get(WISHES, ())
    return people_with_emails(emails) if emails else []


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
