"""Sign-ups from the invitation to the enrolment, and back out of it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, Enrolment, EnrolmentState, Side
from app.core.audit import AuditEvent
from app.core.clock import today
from app.core.errors import Conflict, RuleBroken
from app.core.outbox import OutboxMail
from app.core.transactions import transaction
from app.matching_runs.snapshot import snapshot_of
from app.pairings.services import set_seats
from app.people.models import Person
from app.people.services import set_skill_level
from app.sign_up.asking import stand_of
from app.sign_up.models import ConsentWords, SignUp, SignUpState
from app.sign_up.services import agreement, begin, confirm, invite, leave, save_step, withdraw
from programs.phases import Phase
from programs.questions import Topic
from tests.factories.cohorts import cohort as cohort_of
from tests.factories.cohorts import mentee
from tests.factories.people import skill
from tests.factories.sign_up import WANTS, done, entered, invited, opened

LATER = today() + timedelta(days=60)


def now_of(session: Session, sign_up: SignUp) -> SignUp:
    session.rollback()
    return session.get_one(SignUp, sign_up.id)


def enrolment_of(session: Session, person: Person) -> Enrolment:
    session.rollback()
    return session.scalars(select(Enrolment).where(Enrolment.person_id == person.id)).one()


def agree(session: Session, sign_up: SignUp, actor: Person) -> None:
    """Confirm with the words as they stand."""
    with transaction():
        row = session.merge(sign_up)
        confirm(row, agreement(row).version, actor=session.merge(actor))


def kinds(session: Session) -> list[str]:
    session.rollback()
    told = select(AuditEvent.kind).where(AuditEvent.kind.like("sign_up.%")).order_by(AuditEvent.id)
    return list(session.scalars(told))


def mails(session: Session) -> list[str]:
    session.rollback()
    return list(session.scalars(select(OutboxMail.kind).order_by(OutboxMail.id)))


def test_invitation_sends_nothing_and_enrols_nobody(session: Session, cohort: Cohort, amara: Person) -> None:
    sign_up = invited(cohort, amara)

    assert (sign_up.state, sign_up.needs, sign_up.seats) == (SignUpState.INVITED, 1, 0)
    assert (mails(session), session.scalars(select(Enrolment)).all()) == ([], [])


def test_invitation_leaves_those_alone_who_are_there(session: Session, cohort: Cohort, amara: Person) -> None:
    opened(cohort, amara)

    with transaction():
        again = invite(session.merge(cohort), {Side.MENTEE: [session.merge(amara)]}, actor=session.merge(amara))

    assert again == []


def test_mentor_finds_the_profile_filled_in(session: Session, cohort: Cohort, jonas: Person) -> None:
    law, tax = skill("Law"), skill("Tax")
    with transaction():
        for each, level in ((law, 6), (tax, 2)):
            set_skill_level(session.merge(jonas), session.merge(each), level, actor=None)

    sign_up = opened(cohort, jonas, Side.MENTOR)

    assert sign_up.answers == {
        "offers": [{"skill": law.public_id, "name": "Law", "level": 6}],
        "experience": ["Head of finance"],
    }
    assert sign_up.seats == 1


def test_beginning_twice_is_the_same_as_once(session: Session, cohort: Cohort, amara: Person) -> None:
    first = opened(cohort, amara)

    second = opened(cohort, amara)

    assert (second.id, kinds(session)) == (first.id, ["sign_up.opened"])


def test_step_is_saved_and_the_next_one_waits(session: Session, cohort: Cohort, amara: Person) -> None:
    sign_up = opened(cohort, amara)

    with transaction():
        save_step(session.merge(sign_up), Topic.SUBJECT, {"wants": WANTS}, actor=session.merge(amara), is_whole=True)

    row = now_of(session, sign_up)
    assert (row.state, row.step, row.answers["wants"]) == (SignUpState.STARTED, 2, WANTS)
    assert kinds(session) == ["sign_up.opened", "sign_up.saved"]


def test_step_that_changed_meanwhile_is_not_overwritten(session: Session, cohort: Cohort, amara: Person) -> None:
    sign_up = opened(cohort, amara)
    old = stand_of(sign_up, Topic.SUBJECT)
    with transaction():
        save_step(session.merge(sign_up), Topic.SUBJECT, {"values": ["Humour"]}, actor=amara, stand=old)

    with pytest.raises(Conflict), transaction():
        save_step(session.merge(sign_up), Topic.SUBJECT, {"values": ["Fairness"]}, actor=amara, stand=old)
    with transaction():
        save_step(session.merge(sign_up), Topic.SUBJECT, {"values": ["Humour"]}, actor=amara, stand=old)

    assert now_of(session, sign_up).answers["values"] == ["Humour"]


@pytest.mark.parametrize(
    ("side", "topic", "given"),
    [
        (Side.MENTEE, Topic.SUBJECT, {"wants": WANTS * 4}),
        (Side.MENTEE, Topic.SUBJECT, {"wants": [{"skill": "", "name": "Law", "level": 9}]}),
        (Side.MENTEE, Topic.SUBJECT, {"wants": [{"skill": "", "name": "", "level": 4}]}),
        (Side.MENTEE, Topic.SUBJECT, {"wants": [{"level": 4}]}),
        (Side.MENTEE, Topic.SUBJECT, {"values": ["x"] * 6}),
        (Side.MENTEE, Topic.PEOPLE, {"wishes": ["nobody@northmere.example"]}),
        (Side.MENTEE, Topic.PEOPLE, {"wishes": ["amara@northmere.example"]}),
        (Side.MENTOR, Topic.TIME, {"seats": 0}),
        (Side.MENTOR, Topic.TIME, {"seats": 4}),
        (Side.MENTEE, Topic.TIME, {"languages": ["elvish"]}),
    ],
)
def test_what_cannot_be_kept_is_refused(
    session: Session, cohort: Cohort, amara: Person, side: Side, topic: Topic, given: dict[str, Any]
) -> None:
    sign_up = opened(cohort, amara, side)
    before = dict(sign_up.answers)

    with pytest.raises(RuleBroken) as refused, transaction():
        save_step(session.merge(sign_up), topic, given, actor=session.merge(amara))

    assert refused.value.field == next(iter(given))
    assert now_of(session, sign_up).answers == before


def test_required_answer_is_asked_for(session: Session, cohort: Cohort, amara: Person) -> None:
    sign_up = opened(cohort, amara)

    with pytest.raises(RuleBroken) as refused, transaction():
        save_step(session.merge(sign_up), Topic.SUBJECT, {}, actor=session.merge(amara), is_whole=True)
    with pytest.raises(RuleBroken):
        agree(session, sign_up, amara)

    assert refused.value.field == "wants"


def test_confirming_enrols_keeps_the_words_and_sends_a_receipt(session: Session, cohort: Cohort, amara: Person) -> None:
    sign_up = done(cohort, amara, values=["Humour"])

    row, enrolment = now_of(session, sign_up), enrolment_of(session, amara)
    words = session.get_one(ConsentWords, row.consent_version)
    assert (enrolment.state, enrolment.needs) == (EnrolmentState.SIGNED_UP, 1)
    assert enrolment.answers == {"wants": WANTS, "values": ["Humour"]}
    assert words.words.splitlines() == agreement(row).sentences
    assert (row.done_at, row.state) == (row.consented_at, SignUpState.DONE)
    assert mails(session) == ["sign_up_receipt"]


def test_confirming_twice_sends_one_receipt(session: Session, cohort: Cohort, amara: Person) -> None:
    sign_up = done(cohort, amara)

    agree(session, sign_up, amara)

    assert mails(session) == ["sign_up_receipt"]


def test_confirming_other_words_than_those_shown_is_a_conflict(session: Session, cohort: Cohort, amara: Person) -> None:
    sign_up = opened(cohort, amara, wants=WANTS)

    with pytest.raises(Conflict), transaction():
        confirm(session.merge(sign_up), "another version", actor=session.merge(amara))

    assert now_of(session, sign_up).state is SignUpState.OPENED


def test_changed_answers_count_once_they_are_confirmed(session: Session, cohort: Cohort, amara: Person) -> None:
    sign_up = done(cohort, amara)
    with transaction():
        save_step(session.merge(sign_up), Topic.SUBJECT, {"values": ["Humour"]}, actor=session.merge(amara))
    before = dict(enrolment_of(session, amara).answers)

    done(cohort, amara)

    assert "values" not in before
    assert enrolment_of(session, amara).answers["values"] == ["Humour"]


def test_engine_reads_what_was_answered(session: Session, cohort: Cohort, amara: Person, jonas: Person) -> None:
    offers = [{"skill": "", "name": "Forecasting", "level": 6}]
    done(cohort, jonas, Side.MENTOR, offers=offers, values=["Humour"], seats=2)
    done(cohort, amara, values=["Humour", "Fairness"], wishes=["jonas@northmere.example"])

    session.rollback()
    given = snapshot_of(session.merge(cohort))

    assert (given.mentees["wanted"], given.mentees["values"]) == ([{"Forecasting": 4}], [["Humour", "Fairness"]])
    assert (given.mentors["offered"], given.mentors["seats"]) == ([{"Forecasting": 6}], [2])
    assert given.mentees["wishes"] == [given.mentors["id"]]
    assert given.mentees["languages"] == [["en", "pt"]]


def test_engine_reads_roles_and_interests_too(session: Session, ruth: Person, amara: Person, jonas: Person) -> None:
    here = cohort_of(ruth, program_type="onboarding", phase=Phase.SIGN_UP, starts_on=LATER)
    there = cohort_of(ruth, program_type="succession", phase=Phase.SIGN_UP, starts_on=LATER)
    invited(there, amara, actor=ruth)
    done(here, amara, interests=["chess"])
    done(there, amara, target_roles=["Head of finance"])

    session.rollback()

    assert snapshot_of(session.merge(here)).mentees["interests"] == [["chess"]]
    assert snapshot_of(session.merge(there)).mentees["target_roles"] == [["Head of finance"]]


def test_withdrawing_leaves_the_match_and_can_be_undone(session: Session, cohort: Cohort, amara: Person) -> None:
    sign_up = done(cohort, amara)
    with transaction():
        withdraw(session.merge(sign_up), actor=session.merge(amara))
    out = enrolment_of(session, amara)
    gone = (out.state, out.withdrawn_at is not None, snapshot_of(session.merge(cohort)).mentees["id"])

    done(cohort, amara)

    back = enrolment_of(session, amara)
    assert gone == (EnrolmentState.WITHDRAWN, True, [])
    assert (back.state, back.withdrawn_at) == (EnrolmentState.SIGNED_UP, None)


def test_withdrawing_from_what_a_file_began_needs_no_sign_up(session: Session, cohort: Cohort, amara: Person) -> None:
    mentee(cohort, amara)

    with transaction():
        me = session.merge(amara)
        leave(me, session.merge(cohort), Side.MENTEE, actor=me)

    assert enrolment_of(session, amara).state is EnrolmentState.WITHDRAWN


def test_entry_by_an_administrator_waits_for_the_person(
    session: Session, cohort: Cohort, amara: Person, ruth: Person
) -> None:
    sign_up = entered(cohort, amara, Side.MENTEE, ruth, wants=WANTS, languages=["de"])

    assert (sign_up.state, sign_up.entered_by_id, sign_up.answers["wants"]) == (SignUpState.ENTERED, ruth.id, WANTS)
    assert (mails(session), session.scalars(select(Enrolment)).all()) == (["sign_up_confirm_please"], [])
    assert session.get_one(Person, amara.id).languages == ["en", "pt"]


def test_entry_is_confirmed_by_nobody_else(session: Session, cohort: Cohort, amara: Person, ruth: Person) -> None:
    sign_up = entered(cohort, amara, Side.MENTEE, ruth, wants=WANTS)

    with pytest.raises(RuleBroken):
        agree(session, sign_up, ruth)
    agree(session, sign_up, amara)

    assert enrolment_of(session, amara).state is EnrolmentState.SIGNED_UP


def test_nobody_is_entered_twice(session: Session, cohort: Cohort, amara: Person, ruth: Person) -> None:
    done(cohort, amara)

    with pytest.raises(RuleBroken):
        entered(cohort, amara, Side.MENTEE, ruth)


def test_program_by_invitation_is_begun_by_nobody_else(session: Session, ruth: Person, amara: Person) -> None:
    here = cohort_of(ruth, program_type="succession", phase=Phase.SIGN_UP)

    with pytest.raises(RuleBroken), transaction():
        begin(session.merge(amara), session.merge(here), Side.MENTEE, actor=session.merge(amara))


def test_seats_that_were_set_elsewhere_are_not_taken_back(session: Session, cohort: Cohort, jonas: Person) -> None:
    sign_up = done(cohort, jonas, Side.MENTOR)
    with transaction():
        set_seats(session.merge(enrolment_of(session, jonas)), 3, actor=session.merge(jonas))

    agree(session, sign_up, jonas)

    assert (enrolment_of(session, jonas).seats, mails(session)) == (3, ["sign_up_receipt"])
