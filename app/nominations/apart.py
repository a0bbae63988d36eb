"""Who sat on somebody’s committee never becomes their mentor: an exclusion like every other, without source or reason.

Its tag is a keyed digest of the selection and the two, so that these rows are found again when their time is over, and
nobody else can tell from where they come.
"""

from __future__ import annotations

import hashlib
import hmac

from app.cohorts.models import ExcludedPair
from app.core.config import current_config
from app.core.db import session
from app.nominations.models import NominationFile

PURPOSE = b"ithaca: sat on the committee, 1"
TAG_LENGTH = 32


def keep_apart(file: NominationFile) -> None:
    """Never put the nominee together with anybody who sat on the committee; twice is the same as once."""
    for key in _keys(file):
        if session().get(ExcludedPair, key) is None:
            lower, higher, tag = key
            session().add(ExcludedPair(lower_id=lower, higher_id=higher, tag=tag))
    session().flush()


def let_together(file: NominationFile) -> None:
    """Take these rows away again; rows of other origin stay."""
    for key in _keys(file):
        there = session().get(ExcludedPair, key)
        if there is not None:
            session().delete(there)
    session().flush()


def _keys(file: NominationFile) -> list[tuple[int, int, str]]:
    others = [each.person_id for each in file.selection.members if each.person_id != file.nominee_id]
    return [(*sorted((each, file.nominee_id)), _tag(file, each)) for each in others]  # type: ignore[misc]  # two of them


def _tag(file: NominationFile, member_id: int) -> str:
    secret = current_config().secret_key.encode()
    message = b"%s\n%d\n%d\n%d" % (PURPOSE, file.selection_id, file.nominee_id, member_id)
    return hmac.new(secret, message, hashlib.sha256).hexdigest()[:TAG_LENGTH]
