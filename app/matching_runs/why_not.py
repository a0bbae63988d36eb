"""“Why was I not paired with …?”, asked by somebody who takes part.

The answer does not depend on whom they ask about: nothing about that person is looked up. So a decline, a wish not to
meet, a full mentor, a better use elsewhere and somebody who never took part cannot be told apart, not by a word and
not by how long it takes. Nobody is told who asked, and nothing of it is kept.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import aliased
from wtforms import SelectField
from wtforms.validators import InputRequired

from app.cohorts.models import Cohort, Enrolment
from app.cohorts.queries import enrolments_of
from app.cohorts.sections import Section, own_section
from app.core.db import session
from app.core.fields import choices
from app.core.forms import Form
from app.core.i18n import gettext as _
from app.core.i18n import lazy_gettext as _l
from app.matching_runs.policy import PUBLISHED
from app.pairings.models import Pairing, PairingState
from app.people.models import Person
from app.sign_up.queries import people_with_emails


class WhyNotForm(Form):
    """Whom somebody asks about. What is sent is not held against a list: any answer to it would say something."""

    person = SelectField(
        _l("Whom do you mean?"), [InputRequired(_l("Choose whom you mean."))], choices=[], validate_choice=False
    )


def why_not_form(person: Person, cohort: Cohort) -> WhyNotForm:
    """The form with those whom somebody has wished for."""
    form = WhyNotForm()
    named = ((each.public_id, each.name) for each in wished_in_vain(person, cohort))
    form.person.choices = choices(("", _("Choose somebody")), *named)
    return form


def wished_in_vain(person: Person, cohort: Cohort) -> list[Person]:
    """Whom somebody wished for in a cohort and is not in a pair with, in the order of their wish; three queries."""
    wishes = [email for each in enrolments_of(person, cohort) for email in each.answers.get("wishes", ())]
    if not wishes:
        return []
    partners = _partners(person, cohort)
    return [each for each in people_with_emails(list(dict.fromkeys(wishes))) if each.id not in partners]


@own_section("matching_runs.why_not", order=60)
def asks_why_not(person: Person, cohort: Cohort) -> Section | None:
    """The question, once pairs are made, for whoever has wished for somebody else."""
    if cohort.phase not in PUBLISHED or not wished_in_vain(person, cohort):
        return None
    return Section(template="matching_runs/_why_not.html", context={"form": why_not_form(person, cohort)})


def _partners(person: Person, cohort: Cohort) -> Sequence[int]:
    mentee, mentor = aliased(Enrolment), aliased(Enrolment)
    pairs = select(mentee.person_id, mentor.person_id).select_from(Pairing)
    pairs = pairs.join(mentee, mentee.id == Pairing.mentee_id).join(mentor, mentor.id == Pairing.mentor_id)
    here = pairs.where(Pairing.cohort_id == cohort.id, Pairing.state == PairingState.OPEN)
    mine = session().execute(here.where((mentee.person_id == person.id) | (mentor.person_id == person.id)))
    return [each for two in mine for each in two]
