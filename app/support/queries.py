"""What is asked about the words of the pages on support."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select

from app.core.db import session
from app.core.i18n import gettext as _
from app.support.models import SupportWords
from programs.triage import CONTACTS, WAYS


def words_of() -> Mapping[str, str]:
    """The words of each way and contact, the organisation’s own where it has any; one query."""
    own = {each.name: each.words for each in session().scalars(select(SupportWords))}
    return {name: own.get(name, words) for name, words in default_words().items()}


def default_words() -> dict[str, str]:
    """What Ithaca says by itself; names and numbers it knows none."""
    return {name: _(way.words) for name, way in WAYS.items()} | dict.fromkeys(CONTACTS, "")
