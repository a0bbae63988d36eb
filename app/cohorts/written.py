"""What administrators write of a cohort in their own words; areas above this one hand theirs in.

It is read for coaching under another name: before the launch with everything else, after it whenever a word changes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from app.cohorts.models import Cohort
from app.cohorts.policy import UNTOLD
from app.core.errors import RuleBroken
from app.core.i18n import gettext as _
from programs.lint import Check, Written, told_by

Source = Callable[[Cohort], Iterable[Written]]
_SOURCES: list[Source] = []


def writes(source: Source) -> Source:
    """Register the function below: the words of a cohort that differ from those of its program."""
    _SOURCES.append(source)
    return source


def written_of(cohort: Cohort) -> Sequence[Written]:
    """All words of a cohort’s own."""
    return [each for source in _SOURCES for each in source(cohort) if each.text.strip()]


@writes
def details(cohort: Cohort) -> Iterable[Written]:
    """What it is called, is for, and for whom it is."""
    place = "cohorts.details"
    yield Written(_("Name"), cohort.name, place)
    yield Written(_("What it is for"), cohort.purpose, place)
    yield Written(_("For whom it is"), cohort.audience, place)


def in_a_sentence(check: Check) -> str:
    """What was found, why it matters, and what to do."""
    sentence = " ".join(_(words) for words in (check.title, check.reason, check.mend))
    if not check.quote:
        return sentence
    quoted = _("“%(called)s” says “%(quote)s”.", called=check.called, quote=check.quote)
    return f"{quoted} {sentence} {_('Word it otherwise, or call it coaching.')}"


def refuse_disguised(cohort: Cohort, *texts: str, field: str | None = None) -> None:
    """Raise RuleBroken for words of a launched cohort that tell coaching; those of a draft are shown and may wait."""
    if cohort.phase is UNTOLD:
        return
    written = [Written(_("This"), each, "") for each in texts]
    for check in told_by(written, cohort.practised)[:1]:
        raise RuleBroken(in_a_sentence(check), field=field)
