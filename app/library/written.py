"""The pieces that a cohort has in its own words, as the look before the launch reads them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict

from app.cohorts.models import Cohort
from app.cohorts.written import writes
from app.core.i18n import gettext as _
from app.library.queries import library_of, pieces
from programs.lint import Written


@writes
def own_pieces(cohort: Cohort) -> Iterable[Written]:
    """Those that stand in the library and differ from the program’s."""
    if library_of(cohort) is None:
        return
    for each in pieces(cohort):
        if each.is_changed:
            words = asdict(each.words).values()
            called = _("Library: %(title)s", title=each.words.title)
            yield Written(called, "\n".join(words), "library.index")
