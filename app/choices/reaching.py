"""Which requests reach the mentor who is asked.

Nothing is stored about it: whether a request can be answered with yes is seen anew whenever somebody looks, so that no
row says that a rule or a wish not to meet stood against it. Whoever cannot be asked never hears of the request, and the
asker is told the same, after the same time, as if they had said no.

This is also why the list of mentors leaves nobody out for a rule: whoever were missing there would be known to be
excluded. They stand in it like everybody, and asking them ends like a no.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import func, select, union_all

from app.choices.models import MentorRequest, RequestState
from app.choices.opening import may_ask
from app.cohorts.models import Cohort, Enrolment, EnrolmentState
from app.core.db import session
from app.pairings.models import Ending, Pairing, PairingState
from app.pairings.queries import impossible


def known_among(requests: Collection[MentorRequest]) -> list[MentorRequest]:
    """Those of some requests that the mentor may know of, open or not: nothing stood against the two. Four queries
    a cohort.
    """
    told = [each for each in requests if each.state is RequestState.ACCEPTED]
    by_cohort: dict[int, list[MentorRequest]] = {}
    for each in requests:
        if each.is_allowed and each.state is not RequestState.ACCEPTED:
            by_cohort.setdefault(each.cohort_id, []).append(each)
    return told + [each for some in by_cohort.values() for each in _possible(some[0].cohort, some)]


def reached_among(requests: Collection[MentorRequest]) -> list[MentorRequest]:
    """Those of them that the mentor can answer with yes now: both are there, and there is room on both sides."""
    still = [each for each in requests if each.is_open and each.is_allowed and may_ask(each.cohort)]
    asked = [each for each in still if _both_are_here(each)]
    return known_among(_with_room(asked))


def _both_are_here(request: MentorRequest) -> bool:
    both = request.mentee, request.mentor
    return request.mentor.takes_more and all(_is_here(each) for each in both)


def _is_here(enrolment: Enrolment) -> bool:
    return enrolment.state is EnrolmentState.SIGNED_UP and enrolment.person.is_active


def _with_room(requests: Sequence[MentorRequest]) -> list[MentorRequest]:
    """Those whose mentor has a seat left and whose mentee still lacks a mentor."""
    taken = taken_by({side for each in requests for side in (each.mentee_id, each.mentor_id)})
    return [
        each
        for each in requests
        if taken.get(each.mentor_id, 0) < each.mentor.seats and taken.get(each.mentee_id, 0) < each.mentee.needs
    ]


def taken_by(enrolment_ids: Collection[int]) -> dict[int, int]:
    """In how many open pairs each of these is; one query, none for nobody."""
    if not enrolment_ids:
        return {}
    is_open = Pairing.state == PairingState.OPEN
    sides = (Pairing.mentee_id, Pairing.mentor_id)
    theirs = union_all(*(select(side.label("of")).where(side.in_(enrolment_ids), is_open) for side in sides))
    of_each = theirs.subquery()
    counts = select(of_each.c.of, func.count()).group_by(of_each.c.of)
    return dict(session().execute(counts).all())


def _possible(cohort: Cohort, requests: Sequence[MentorRequest]) -> list[MentorRequest]:
    people = {(each.mentee.person_id, each.mentor.person_id): each for each in requests}
    never = {people[two].id for two in impossible(cohort, people)}
    refused = select(Pairing.mentee_id, Pairing.mentor_id).where(
        Pairing.mentee_id.in_([each.mentee_id for each in requests]), Pairing.ending == Ending.NOT_THIS_ONE
    )
    parted = {(mentee, mentor) for mentee, mentor in session().execute(refused)}
    return [each for each in requests if each.id not in never and (each.mentee_id, each.mentor_id) not in parted]
