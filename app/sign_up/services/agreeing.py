"""Somebody confirms their sign-up: what they agreed to is kept, and they take part."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.exc import IntegrityError

from app.cohorts.models import Enrolment, EnrolmentState, Side
from app.cohorts.queries import privacy_changes, privacy_of_newcomers
from app.cohorts.services import locked as locked_cohort
from app.core.audit import record
from app.core.clock import now
from app.core.db import session
from app.core.errors import Conflict, RuleBroken
from app.core.i18n import gettext as _
from app.core.i18n import say
from app.core.outbox import send
from app.people.models import Person
from app.sign_up.asking import kind_of, missing, questions_for
from app.sign_up.models import ConsentWords, SignUp, SignUpState
from app.sign_up.services.rows import locked, locked_enrolment
from app.sign_up.settled import refuse_settled
from app.sign_up.windows import refuse_closed
from programs.consent import consent_sentences, version_of


@dataclass(frozen=True, slots=True)
class Agreement:
    """What somebody is asked to agree to now, sentence by sentence, and its version."""

    sentences: list[str]
    version: str

    @property
    def words(self) -> str:
        """All sentences, as they are kept."""
        return "\n".join(self.sentences)


def agreement(sign_up: SignUp) -> Agreement:
    """The words for this cohort and side as they are now."""
    cohort, kind = sign_up.cohort, kind_of(sign_up.cohort)
    questions = questions_for(cohort, sign_up.side)
    given = consent_sentences(
        kind, sign_up.side.value, questions, privacy_of_newcomers(cohort, privacy_changes(cohort))
    )
    sentences = [say(each) for each in given]
    return Agreement(sentences, version_of("\n".join(sentences)))


def confirm(sign_up: SignUp, version: str, *, actor: Person) -> Enrolment:
    """Sign up: keep the words that were agreed to, enrol or bring the enrolment up to date, send the receipt.

    Only the person can. Pressing twice is the same as once. Raises Conflict where the words have changed since they
    were shown, RuleBroken while a required answer is missing, once sign-up is closed, and where a pair is open.
    """
    if actor.id != sign_up.person_id:
        raise RuleBroken(_("Only %(name)s can confirm this.", name=sign_up.person.name))
    locked_cohort(sign_up.cohort)
    enrolment = locked_enrolment(sign_up)
    row = locked(sign_up)
    refuse_closed(row.cohort, row)
    words = agreement(row)
    if words.version != version:
        raise Conflict(_("What you agree to has changed since you opened this page. Read it once more."))
    if open_questions := missing(row):
        raise RuleBroken(_("One answer is missing: %(question)s", question=_(open_questions[0].words)))
    if enrolment is not None and _is_the_same(row, enrolment, words):
        return enrolment
    if enrolment is not None and enrolment.state is EnrolmentState.SIGNED_UP:
        refuse_settled(enrolment)
    _keep_words(words)
    row.state, row.done_at = SignUpState.DONE, now()
    row.consent_version, row.consented_at = words.version, row.done_at
    enrolment = _enrol(row, enrolment)
    session().flush()
    record(actor, "sign_up.done", row, consent_version=words.version, seats=row.seats, needs=row.needs)
    if row.person.email:
        send("sign_up_receipt", to=row.person.email, sign_up_id=row.id)
    return enrolment


def is_confirmed(row: SignUp, enrolment: Enrolment | None) -> bool:
    """Whether the enrolment says what the sign-up says."""
    if enrolment is None or enrolment.state is not EnrolmentState.SIGNED_UP:
        return False
    said = (row.answers, row.seats, row.needs)
    return row.state is SignUpState.DONE and said == (enrolment.answers, enrolment.seats, enrolment.needs)


def _is_the_same(row: SignUp, enrolment: Enrolment, words: Agreement) -> bool:
    return is_confirmed(row, enrolment) and row.consent_version == words.version


def _enrol(row: SignUp, enrolment: Enrolment | None) -> Enrolment:
    if enrolment is None:
        enrolment = Enrolment(cohort_id=row.cohort_id, person_id=row.person_id, role=row.side)
        session().add(enrolment)
    elif enrolment.state is EnrolmentState.WITHDRAWN:
        enrolment.state, enrolment.withdrawn_at, enrolment.joined_at = EnrolmentState.SIGNED_UP, None, now()
    is_mentor = row.side is Side.MENTOR
    row.needs = 0 if is_mentor else row.needs or row.cohort.mentors_each
    enrolment.answers, enrolment.seats, enrolment.needs = dict(row.answers), row.seats, row.needs
    return enrolment


def _keep_words(words: Agreement) -> None:
    if session().get(ConsentWords, words.version) is not None:
        return
    try:
        with session().begin_nested():
            session().add(ConsentWords(version=words.version, words=words.words))
    except IntegrityError:
        # Somebody in another cohort was the first to agree to the same words, a moment ago.
        return
