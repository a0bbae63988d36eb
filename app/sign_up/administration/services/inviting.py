"""Invitations leave when their letters were looked at, and only to those who were shown."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence

from sqlalchemy import insert, update

from app.cohorts.models import Cohort, Side
from app.cohorts.services import locked, move_cohort
from app.core.audit import AuditEvent, record
from app.core.bulk import portions, run_for_each
from app.core.clock import now
from app.core.db import session
from app.core.errors import Conflict, RuleBroken
from app.core.i18n import gettext as _
from app.core.i18n import ngettext
from app.core.outbox import send_many
from app.core.wording import number
from app.people.models import Person
from app.sign_up.administration.before_launch import what_is_missing
from app.sign_up.administration.queries import Brief, chosen_sign_ups, invitable, without_password
from app.sign_up.administration.services.choosing import choose_person, why_not_invited
from app.sign_up.models import SignUp
from app.sign_up.windows import Asked
from programs.phases import Phase, check_move


def launch(cohort: Cohort, seen: str, *, actor: Person) -> int:
    """Open sign-up and send the invitations that were looked at; returns how many letters that is.

    ``seen`` is the digest of whom they would go to. Raises Conflict when it is another one by now, RuleBroken while
    something is missing, and in a cohort that has been launched.
    """
    locked(cohort)
    check_move(cohort.phase, Phase.SIGN_UP)
    if cohort.phase is not Phase.DRAFT:
        raise RuleBroken(_("This cohort has been launched already."))
    needed = [each.sentence for each in what_is_missing(cohort) if each.is_needed]
    if needed:
        raise RuleBroken(needed[0])
    chosen = _as_seen(cohort, seen)
    move_cohort(cohort, Phase.SIGN_UP, actor=actor)
    sent = _send(cohort, chosen, actor) if chosen else 0
    record(actor, "cohort.launched", cohort, people=sent)
    return sent


def send_invitations(cohort: Cohort, seen: str, *, actor: Person) -> int:
    """Send the invitations that were looked at; returns how many. Raises as ``launch`` does."""
    locked(cohort)
    if cohort.phase is Phase.DRAFT:
        raise RuleBroken(_("Invitations leave with the launch."))
    if (sentence := why_not_invited(cohort)) is not None:
        raise RuleBroken(sentence)
    chosen = _as_seen(cohort, seen)
    if not chosen:
        raise RuleBroken(_("Nobody is waiting for an invitation."))
    return _send(cohort, chosen, actor)


def invite_person(cohort: Cohort, person: Person, *, actor: Person) -> None:
    """Ask one person as a mentee: written to at once where sign-up is open, with the launch where it is not yet.

    Whoever is asked or in already stays as they are. Raises RuleBroken where nobody can be invited.
    """
    locked(cohort)
    asked = session().scalars(invitable(cohort, Side.MENTEE).where(Person.id == person.id)).all()
    if not asked:
        return
    choose_person(cohort, person, Side.MENTEE, actor=actor)
    if cohort.phase is not Phase.DRAFT:
        _send(cohort, [each for each in chosen_sign_ups(cohort) if each.person_id == person.id], actor)


def digest_of(rows: Sequence[Asked | Brief]) -> str:
    """What stands for just these people, on just these sides."""
    text = json.dumps(sorted((each.person_id, each.side) for each in rows))
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def moved_on(people: int) -> Conflict:
    """What is said when other people would be written to than were shown."""
    return Conflict(
        ngettext(
            "Something has changed since you looked: now it would be one person. Nothing has left; look once more.",
            "Something has changed since you looked: now it would be %(count)s people. "
            "Nothing has left; look once more.",
            people,
            count=number(people),
        )
    )


def _as_seen(cohort: Cohort, seen: str) -> Sequence[Asked]:
    chosen = chosen_sign_ups(cohort)
    if digest_of(chosen) != seen:
        raise moved_on(len({each.person_id for each in chosen}))
    return chosen


def _send(cohort: Cohort, chosen: Sequence[Asked], actor: Person) -> int:
    people = {each.person_id: each for each in chosen}
    for some in portions(each.id for each in chosen):
        written = update(SignUp).where(SignUp.id.in_(some)).values(invited_at=now())
        session().execute(written.execution_options(synchronize_session=False))
    letters = ((str(each.email), {"cohort_id": cohort.id, "person_id": each.person_id}) for each in people.values())
    sent = send_many("sign_up_open", letters)
    # Their letter holds the link by which they come in, so nobody writes them another one for a while.
    strangers = {each for some in portions(list(people)) for each in without_password(some)}
    run_for_each(insert(AuditEvent), (_invited(people[each], actor) for each in strangers))
    record(actor, "sign_up.invited", cohort, people=sent)
    session().expire_all()
    return sent


def _invited(person: Asked, actor: Person) -> dict[str, object]:
    return {
        "kind": "account.invited",
        "actor_id": actor.public_id,
        "object_type": Person.__tablename__,
        "object_id": person.public_id,
        "detail": {},
    }
