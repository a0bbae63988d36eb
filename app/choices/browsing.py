"""The mentors of a cohort as a mentee looks through them: by name, by what they look for, never by fit.

Everybody who has offered seats and agreed to be shown stands in the list, whatever rule stands against the reader: see
``reaching``. What somebody wishes for is not searched, so that no search tells who named whom.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from sqlalchemy import ColumnElement, Select, String, and_, cast, false, func, or_, select, true
from sqlalchemy.orm import contains_eager

from app.choices.holding import holds
from app.choices.models import MentorRequest, RequestState
from app.choices.queries import enrolment_on_side
from app.cohorts.models import Cohort, Enrolment, EnrolmentState, Side
from app.cohorts.queries import privacy_changes, privacy_of_newcomers
from app.core.db import session
from app.core.pages import LONGEST_SEARCH, MOST_WORDS
from app.pairings.models import Pairing, PairingState
from app.people.models import Person, PersonState, Skill
from app.people.names import fold
from app.people.spoken import codes_of
from programs.privacy import MENTEES

LIST_SHOWN = "wish_list_shown"
MOST_SKILLS = 5
BEFORE_ALL = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """What a mentee looks for; empty words look for nothing in particular."""

    words: str = ""
    skill: str = ""
    site: str = ""
    department: str = ""
    language: str = ""
    is_free: bool = False

    @property
    def is_any(self) -> bool:
        """Whether they look for anything at all."""
        return any((self.words, self.skill, self.site, self.department, self.language, self.is_free))


@dataclass(frozen=True, slots=True)
class Offered:
    """What can be chosen from: the sites and departments of the mentors."""

    sites: Sequence[str] = field(default_factory=list)
    departments: Sequence[str] = field(default_factory=list)


def mentors_shown(cohort: Cohort, reader: Person, sought: Sought) -> Select[Enrolment]:
    """Those who have offered seats and know that they are shown, by name."""
    found = select(Enrolment).join(Enrolment.person).options(contains_eager(Enrolment.person))
    found = found.where(*_are_shown(cohort), Person.id != reader.id, *_as_sought(sought, cohort, reader))
    return found.order_by(Person.search_text, Enrolment.id)


def mentor_shown(cohort: Cohort, reader: Person, public_id: str) -> Enrolment | None:
    """One of them."""
    return session().scalar(mentors_shown(cohort, reader, Sought()).where(Enrolment.public_id == public_id))


def mentors_with(person_ids: Collection[int], mentee: Enrolment) -> Sequence[Enrolment]:
    """Those of some people who are shown as mentors to a mentee; one query, none for nobody."""
    if not person_ids:
        return []
    found = mentors_shown(mentee.cohort, mentee.person, Sought())
    return session().scalars(found.where(Enrolment.person_id.in_(list(person_ids)))).all()


def offered_in(cohort: Cohort) -> Offered:
    """The sites and departments of those who are shown; one query."""
    places = select(Person.site, Person.department).select_from(Enrolment).join(Enrolment.person)
    rows = session().execute(places.where(*_are_shown(cohort)).distinct()).all()
    sites, departments = {site for site, _ in rows if site}, {department for _, department in rows if department}
    return Offered(sites=sorted(sites, key=fold), departments=sorted(departments, key=fold))


def are_shown(cohort: Cohort) -> bool:
    """Whether mentees of this cohort are shown any mentors."""
    return any(True for _ in _shown_between(cohort))


def _are_shown(cohort: Cohort) -> tuple[ColumnElement[bool], ...]:
    return (
        Enrolment.cohort_id == cohort.id,
        Enrolment.role == Side.MENTOR,
        Enrolment.state == EnrolmentState.SIGNED_UP,
        Enrolment.seats > 0,
        Person.state == PersonState.ACTIVE,
        or_(false(), *_shown_between(cohort)),
    )


def _shown_between(cohort: Cohort) -> Iterator[ColumnElement[bool]]:
    """Between which changes of the setting somebody signed up who knew that they are shown."""
    changes = privacy_changes(cohort)
    moments: list[datetime | None] = [None, *(each.changed_at for each in changes)]
    if not changes:
        if privacy_of_newcomers(cohort, changes)[LIST_SHOWN] == MENTEES:
            yield true()
        return
    for begin, end in zip(moments, [*moments[1:], None], strict=True):
        first = begin or BEFORE_ALL
        if privacy_of_newcomers(cohort, changes, signed_up_at=first)[LIST_SHOWN] == MENTEES:
            yield and_(Enrolment.joined_at >= begin if begin else true(), Enrolment.joined_at < end if end else true())


def _as_sought(sought: Sought, cohort: Cohort, reader: Person) -> Iterator[ColumnElement[bool]]:
    for word in fold(sought.words[:LONGEST_SEARCH]).split()[:MOST_WORDS]:
        yield Person.search_text.contains(word, autoescape=True)
    if sought.skill:
        yield _offers(sought.skill)
    if sought.site:
        yield Person.site == sought.site
    if sought.department:
        yield Person.department == sought.department
    if sought.language:
        yield _speaks(sought.language)
    if sought.is_free:
        yield or_(has_free_seat(), _was_named(cohort, reader))


def _was_named(cohort: Cohort, reader: Person) -> ColumnElement[bool]:
    """Of a mentor: the reader has asked or wished for them, and is not told by a free seat that it was not the seat."""
    own = enrolment_on_side(reader, cohort, Side.MENTEE)
    if own is None:
        return false()
    asked = select(MentorRequest.mentor_id).where(MentorRequest.mentee_id == own.id)
    is_asked = Enrolment.id.in_(asked.where(MentorRequest.state != RequestState.WITHDRAWN))
    return or_(is_asked, Person.email.in_(list(own.answers.get("wishes", ()))))


def has_free_seat() -> ColumnElement[bool]:
    """Of a mentor: there is a seat that may be given now."""
    taken = select(func.count()).where(Pairing.mentor_id == Enrolment.id, Pairing.state == PairingState.OPEN)
    return and_(Enrolment.takes_more, Enrolment.seats > taken.scalar_subquery())


def _offers(words: str) -> ColumnElement[bool]:
    """Of the answers only the named skills hold these keys: nothing else that somebody said is looked through."""
    answers = cast(Enrolment.answers, String)
    begins_so = select(Skill).where(Skill.folded.startswith(fold(words), autoescape=True)).order_by(Skill.folded)
    skills = session().scalars(begins_so.limit(MOST_SKILLS)).all() if fold(words) else []
    as_written = dict.fromkeys((words, words.capitalize(), words.lower()))
    named = [*({"name": each} for each in as_written), *({"skill": each.public_id} for each in skills)]
    return or_(*(holds(answers, json.dumps(each)[1:-1]) for each in named))


def _speaks(name: str) -> ColumnElement[bool]:
    try:
        codes = codes_of(name)
    except ValueError:
        return false()
    languages = cast(Person.languages, String)
    return or_(false(), *(holds(languages, json.dumps(code)) for code in codes))
