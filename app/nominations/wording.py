"""How far somebody’s own nomination has come, in a sentence to themselves."""

from __future__ import annotations

from collections.abc import Sequence

from app.core.i18n import gettext as _
from app.core.wording import day
from app.nominations.models import NominationFile


def so_far(file: NominationFile | None, by: Sequence[str]) -> str:
    """What stands between them and an answer; ``by``: the names of those who put them forward."""
    if file is None:
        return _("%(names)s put you forward. Nobody looks before you agree.", names=_(" and ").join(by))
    if file.outcome is not None:
        return _("The committee has answered. Read what it writes.")
    if file.approved_at is not None:
        return _("Before the committee since %(day)s.", day=day(file.approved_at))
    return _("Begun. Nobody else has seen it.")
