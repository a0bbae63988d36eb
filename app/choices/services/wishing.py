"""Both sides say whom they would like, in an order; a line to a mentor is what tells them of it. The caller commits."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sqlalchemy import delete, select

from app.choices.models import LONGEST_LINE, WishLine
from app.choices.opening import WHILE_ASKED
from app.choices.vetoes import set_veto
from app.cohorts.models import Enrolment, EnrolmentState
from app.core.audit import record
from app.core.clock import now
from app.core.db import session
from app.core.errors import Conflict, RuleBroken
from app.core.i18n import gettext as _
from app.core.wording import spelled
from app.pairings.services.locking import locked_enrolments
from app.people.models import Person
from app.sign_up.services import keep_wishes
from programs.catalogue import PROGRAM_TYPES

Change = Callable[[list[str]], list[str]]


def add_wish(own: Enrolment, other: Enrolment, *, actor: Person) -> None:
    """Put somebody of the other side at the end of one's list; who is on it stays where they are.

    Raises RuleBroken for more people than a list holds, and where the cohort keeps none.
    """
    email = other.person.email
    if email is None:
        raise RuleBroken(_("%(name)s has no e-mail address, and cannot be put on a list.", name=other.person.name))
    _change(own, lambda wishes: wishes if email in wishes else [*wishes, email], actor)


def drop_wish(own: Enrolment, other: Person, *, actor: Person) -> None:
    """Take somebody off one's list, with the line that one wrote to them."""
    _change(own, lambda wishes: [each for each in wishes if each != other.email], actor)
    theirs = select(Enrolment.id).where(Enrolment.cohort_id == own.cohort_id, Enrolment.person_id == other.id)
    session().execute(delete(WishLine).where(WishLine.mentee_id == own.id, WishLine.mentor_id.in_(theirs)))


def raise_wish(own: Enrolment, other: Person, *, actor: Person) -> None:
    """Move somebody one place up on one's list."""
    _change(own, lambda wishes: _raised(wishes, other.email or ""), actor)


def set_list(own: Enrolment, people: Sequence[Person], *, actor: Person) -> None:
    """Let these be on one's list, in this order, and nobody else. Raises RuleBroken as ``add_wish`` does."""
    emails = [each.email for each in people if each.email]
    _change(own, lambda _wishes: emails, actor)


def veto(own: Enrolment, mentee: Enrolment, *, actor: Person) -> None:
    """Say as a mentor that one would rather not have somebody: off the list, and never put together."""
    drop_wish(own, mentee.person, actor=actor)
    set_veto(own, mentee, is_set=True, actor=actor)


def allow_again(own: Enrolment, mentee: Enrolment, *, actor: Person) -> None:
    """Take that back."""
    _open_row(own)
    set_veto(own, mentee, is_set=False, actor=actor)


def write_line(own: Enrolment, mentor: Enrolment, words: str, *, actor: Person) -> None:
    """Write to a mentor on one's list why, or with no words take that back. Raises RuleBroken, at ``words``."""
    if len(words) > LONGEST_LINE:
        raise RuleBroken(_("At most %(most)s characters, please.", most=LONGEST_LINE), field="words")
    row = _open_row(own)
    if mentor.person.email not in row.answers.get("wishes", ()):
        raise RuleBroken(_("Put %(name)s on your list first.", name=mentor.person.name), field="words")
    line = session().get(WishLine, (own.id, mentor.id))
    if not words.strip():
        if line is not None:
            session().delete(line)
    elif line is None:
        session().add(WishLine(mentee_id=own.id, mentor_id=mentor.id, words=words))
    else:
        line.words, line.written_at = words, now()
    session().flush()
    record(actor, "wishes.saved", row)


def _change(own: Enrolment, change: Change, actor: Person) -> None:
    row = _open_row(own)
    before: Sequence[str] = row.answers.get("wishes", ())
    after = change(list(before))
    most = PROGRAM_TYPES[row.cohort.program_type].wishes_at_most
    if len(after) > max(most, len(before)):
        raise RuleBroken(_("A list holds %(most)s people at most. Take somebody off first.", most=spelled(most)))
    if after == list(before):
        return
    keep_wishes(row, after)
    record(actor, "wishes.saved", row)


def _open_row(own: Enrolment) -> Enrolment:
    """The enrolment as it is now, kept from whoever would change the same list."""
    row = locked_enrolments([own.id])[own.id]
    form = row.cohort.form_of_choice
    if form is None or not form.has_wishes or row.cohort.phase not in WHILE_ASKED:
        raise RuleBroken(_("In this cohort no lists are kept at the moment."))
    if row.state is not EnrolmentState.SIGNED_UP:
        raise Conflict(_("You have withdrawn from this cohort. Sign up again if you would like to take part."))
    return row


def _raised(wishes: list[str], email: str) -> list[str]:
    place = wishes.index(email) if email in wishes else 0
    if place > 0:
        wishes[place - 1], wishes[place] = wishes[place], wishes[place - 1]
    return wishes
