"""A mentor would rather not have a mentee: an exclusion like every other, by which nobody can tell who asked for it.

Its tag is a keyed digest of the cohort and the two, so that whoever asked finds their own row again and can take it
back; rows of other origin stay. Nothing lists them to anybody else.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable

from sqlalchemy import select

from app.cohorts.models import Enrolment, ExcludedPair
from app.core.audit import record
from app.core.config import current_config
from app.core.db import session
from app.people.models import Person

PURPOSE = b"ithaca: rather not this mentee, 1"
TAG_LENGTH = 32


def set_veto(mentor: Enrolment, mentee: Enrolment, *, is_set: bool, actor: Person) -> None:
    """Never put the two together, or take that back; doing it twice is the same as once. The caller commits."""
    lower, higher = sorted((mentor.person_id, mentee.person_id))
    key = lower, higher, _tag(mentor, mentee)
    there = session().get(ExcludedPair, key)
    if is_set and there is None:
        session().add(ExcludedPair(lower_id=lower, higher_id=higher, tag=key[2]))
    elif there is not None and not is_set:
        session().delete(there)
    session().flush()
    # The same event as for an order that is changed: what it was about stands nowhere.
    record(actor, "wishes.saved", mentor)


def vetoed_among(mentor: Enrolment, mentees: Iterable[Enrolment]) -> set[int]:
    """Those of some mentees whom this mentor would rather not have, by enrolment; one query."""
    tags = {_tag(mentor, each): each.id for each in mentees}
    found = session().scalars(select(ExcludedPair.tag).where(ExcludedPair.tag.in_(list(tags))))
    return {tags[tag] for tag in found}


def _tag(mentor: Enrolment, mentee: Enrolment) -> str:
    secret = current_config().secret_key.encode()
    message = b"%s\n%d\n%d\n%d" % (PURPOSE, mentor.cohort_id, mentor.person_id, mentee.person_id)
    return hmac.new(secret, message, hashlib.sha256).hexdigest()[:TAG_LENGTH]
