"""An organisation puts the ways of “Which support fits me?” in its own words. The caller commits."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import delete

from app.core.audit import record
from app.core.db import session
from app.people.models import Person
from app.support.models import SupportWords
from app.support.queries import default_words, words_of

LONGEST_WORDS = 500


def change_words(values: Mapping[str, str], *, actor: Person) -> None:
    """Keep what differs from Ithaca’s own words; what is left empty, or is the same, goes back to them."""
    before, own = words_of(), default_words()
    wanted = {name: (values.get(name, before[name]).strip() or words) for name, words in own.items()}
    changed = sorted(name for name in own if wanted[name] != before[name])
    if not changed:
        return
    session().execute(delete(SupportWords).where(SupportWords.name.in_(changed)))
    kept = [name for name in changed if wanted[name] != own[name]]
    session().add_all(SupportWords(name=name, words=wanted[name]) for name in kept)
    session().flush()
    record(actor, "support.words_changed", fields=changed)
