"""Who knows of an observation report: the two of its pair, and once the mentee has signed it whom they named.

Somebody who was named as the mentee’s manager reads for as long as they are that; whoever follows them reads nothing.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import aliased

from app.cohorts.models import Enrolment
from app.core.access import Action, allow
from app.observations.models import ObservationReader, ObservationReport, Standing
from app.pairings.models import Pairing
from app.pairings.policy import is_one_of_the_two, pairings_visible_to
from app.people.models import Person
from programs.catalogue import PROGRAM_TYPES
from programs.observations import IN_WORK, KNOWN_TO_READERS, Observations, ObservationState
from programs.phases import Phase


class ObservationAction(Action):
    """What one can do with observation reports."""

    OPEN = "observation:open", "See which observation reports there are in one’s pair, and one’s skill levels"
    BEGIN = "observation:begin", "Name a task, rate oneself, and ask one’s SME for a report"
    READ = "observation:read", "Read an observation report: the two, and whom the mentee named"
    WRITE = "observation:write", "Write what one saw, once the mentee has rated themselves"
    ANSWER = "observation:answer", "Reply to a report about oneself, and sign it for named readers"
    KEEP = "observation:keep", "Leave a report between the two for good"
    DECIDE = "observation:decide", "Say who reads a signed report about oneself"
    RATE = "observation:rate", "Say at which level one’s own skills are, before and after"
    COMMENT = "observation:comment", "Say something to the mentee’s own levels, in words"


def observations_of(pairing: Pairing) -> Observations | None:
    """What the program of a pair says about reports; None where there are none."""
    return PROGRAM_TYPES[pairing.cohort.program_type].observations


def has_reports(person: Person, obj: Any) -> bool:
    """Is one of a pair whose program has observation reports."""
    return isinstance(obj, Pairing) and observations_of(obj) is not None and is_one_of_the_two(person, obj)


def is_their_mentee(person: Person, obj: Any) -> bool:
    return has_reports(person, obj) and obj.mentee.person_id == person.id


def is_their_expert(person: Person, obj: Any) -> bool:
    return has_reports(person, obj) and obj.mentor.person_id == person.id


def begins(person: Person, obj: Any) -> bool:
    """Is the mentee of a pair that goes on."""
    return is_their_mentee(person, obj) and obj.is_open and obj.cohort.phase is not Phase.CLOSED


def is_about(person: Person, obj: Any) -> bool:
    """Is the mentee of the report."""
    return isinstance(obj, ObservationReport) and is_their_mentee(person, obj.pairing)


def observes(person: Person, obj: Any) -> bool:
    """Is the expert of the report."""
    return isinstance(obj, ObservationReport) and is_their_expert(person, obj.pairing)


def was_named(person: Person, obj: Any) -> bool:
    """Was named by the mentee, who has signed, and still is what they were named as."""
    if not isinstance(obj, ObservationReport) or obj.state not in KNOWN_TO_READERS:
        return False
    return any(each.person_id == person.id and still_reads(each) for each in obj.readers)


def still_reads(reader: ObservationReader) -> bool:
    """Whether the mentee’s word holds, and its person is what they were named as."""
    if reader.ended_at is not None or not reader.person.is_active:
        return False
    return reader.standing is Standing.PERSON or reader.report.mentee.manager_id == reader.person_id


def writes(person: Person, obj: Any) -> bool:
    return observes(person, obj) and obj.state in IN_WORK


def answers(person: Person, obj: Any) -> bool:
    return is_about(person, obj) and obj.state in {ObservationState.WITH_MENTEE, ObservationState.REPLIED}


def keeps(person: Person, obj: Any) -> bool:
    """Is the mentee of what is in work; its expert while nothing was handed over."""
    if is_about(person, obj):
        return obj.state in IN_WORK
    return observes(person, obj) and obj.state is ObservationState.RATED


def decides(person: Person, obj: Any) -> bool:
    return is_about(person, obj) and obj.state is ObservationState.RELEASED


allow(
    {
        ObservationAction.OPEN: (has_reports,),
        ObservationAction.BEGIN: (begins,),
        ObservationAction.READ: (is_about, observes, was_named),
        ObservationAction.WRITE: (writes,),
        ObservationAction.ANSWER: (answers,),
        ObservationAction.KEEP: (keeps,),
        ObservationAction.DECIDE: (decides,),
        ObservationAction.RATE: (is_their_mentee,),
        ObservationAction.COMMENT: (is_their_expert,),
    }
)


def reports_visible_to(person: Person) -> Select[ObservationReport]:
    """The reports that ``person`` may know of: the same as ``ObservationAction.READ``, as a query."""
    own = pairings_visible_to(person).with_only_columns(Pairing.id)
    return select(ObservationReport).where(
        or_(ObservationReport.pairing_id.in_(own), ObservationReport.id.in_(let_in(person)))
    )


def let_in(person: Person) -> Select[int]:
    """The ids of the signed reports that somebody was named for and still reads."""
    mentee, subject = aliased(Enrolment), aliased(Person)
    reads = or_(ObservationReader.standing == Standing.PERSON, subject.manager_id == person.id)
    return (
        select(ObservationReader.report_id)
        .join(ObservationReport, ObservationReport.id == ObservationReader.report_id)
        .join(Pairing, Pairing.id == ObservationReport.pairing_id)
        .join(mentee, mentee.id == Pairing.mentee_id)
        .join(subject, subject.id == mentee.person_id)
        .where(
            and_(ObservationReader.person_id == person.id, ObservationReader.ended_at.is_(None), reads),
            ObservationReport.state.in_(KNOWN_TO_READERS),
        )
    )
