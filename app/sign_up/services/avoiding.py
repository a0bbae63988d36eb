"""“Please not with …”: written at once as a row that says neither who asked for it nor why.

The tag of the row is a keyed digest of who asked and of whom they named. Whoever holds the database alone cannot tell
who it was; the same person, naming the same colleague again, can take it back. Nothing lists these rows to anybody.
"""

from __future__ import annotations

import hashlib
import hmac

from app.cohorts.models import ExcludedPair
from app.core.audit import record
from app.core.clock import now
from app.core.config import current_config
from app.core.constraints import says
from app.core.db import session
from app.core.errors import RuleBroken
from app.core.i18n import gettext as _
from app.core.i18n import lazy_gettext as _l
from app.people.models import Person
from app.sign_up.models import MOST_AVOIDED, SignUp, SignUpState
from app.sign_up.services.rows import locked
from app.sign_up.windows import refuse_closed

PURPOSE = b"ithaca: please not with, 1"
TAG_LENGTH = 32
BEGUN = frozenset({SignUpState.INVITED, SignUpState.OPENED})

says("pk_excluded_pair", _l("This was noted a moment ago. There is nothing left to do."))


def avoid(sign_up: SignUp, other: Person, *, actor: Person) -> None:
    """Never put the two together. Naming somebody twice is the same as once.

    Raises RuleBroken for oneself, beyond ten people, and once sign-up is closed.
    """
    row = _row(sign_up, other)
    key = _key(row.person, other)
    if session().get(ExcludedPair, key) is not None:
        return
    if row.avoided >= MOST_AVOIDED:
        raise RuleBroken(_("Ten people are the most that can be named."), field="avoid")
    session().add(ExcludedPair(lower_id=key[0], higher_id=key[1], tag=key[2]))
    row.avoided += 1
    _note(row, actor)


def take_back(sign_up: SignUp, other: Person, *, actor: Person) -> None:
    """Take back that one would rather not be with somebody; nothing happens where one had not said so."""
    row = _row(sign_up, other)
    kept = session().get(ExcludedPair, _key(row.person, other))
    if kept is None:
        return
    session().delete(kept)
    row.avoided = max(0, row.avoided - 1)
    _note(row, actor)


def tag_of(person: Person, other: Person) -> str:
    """The digest by which only who asked finds their own row again; another secret key makes another one."""
    secret = current_config().secret_key.encode()
    message = b"%s\n%d\n%d" % (PURPOSE, person.id, other.id)
    return hmac.new(secret, message, hashlib.sha256).hexdigest()[:TAG_LENGTH]


def _row(sign_up: SignUp, other: Person) -> SignUp:
    row = locked(sign_up)
    refuse_closed(row.cohort, row)
    if other.id == row.person_id:
        raise RuleBroken(_("That is you. Nobody is paired with themselves."), field="avoid")
    return row


def _key(person: Person, other: Person) -> tuple[int, int, str]:
    lower, higher = sorted((person.id, other.id))
    return lower, higher, tag_of(person, other)


def _note(row: SignUp, actor: Person) -> None:
    if row.state in BEGUN:
        row.state, row.started_at = SignUpState.STARTED, now()
    session().flush()
    # The same event as for any other answer: what it was about stands nowhere.
    record(actor, "sign_up.saved", row)
