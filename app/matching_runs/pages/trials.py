"""What a trial came to, in sentences and two tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from app.cohorts.models import Cohort
from app.core.i18n import gettext as _
from app.core.i18n import ngettext
from app.core.sections import Section
from app.core.wording import number, percent
from app.matching_runs.trial import Trial
from programs.catalogue import PROGRAM_TYPES

FEW = 0.005


@dataclass(frozen=True, slots=True)
class Line:
    """A rule with its counts, each with its share of all possible pairs."""

    label: str
    excluded: str
    alone: str
    unknown: str


def trial_section(cohort: Cohort, found: Trial) -> Section:
    """The fragment above the form."""
    kind = PROGRAM_TYPES[cohort.program_type]
    rules = [
        Line(
            _(kind.rule_label(each.name)),
            *(_share(count, found) for count in (each.excluded, each.alone, each.unknown)),
        )
        for each in found.rules
    ]
    labels = {each.name: each.label for each in kind.criteria}
    missing = [(_(labels[name]), _share(count, found)) for name, count in found.missing.items() if count]
    context = {"found": found, "finding": _finding(found), "facts": list(_facts(found)), "rules": rules}
    return Section(template="matching_runs/_trial.html", context=context | {"missing": missing})


def _finding(found: Trial) -> str:
    if not found.mentees or not found.mentors:
        return _("Nobody waits for a mentor, or no mentor has signed up: there is nothing to try this on yet.")
    if not found.without:
        return ngettext(
            "The one mentee would have a mentor.",
            "All %(count)s mentees would have a mentor.",
            found.mentees,
            count=number(found.mentees),
        )
    return _(
        "%(placed)s of %(all)s mentees would have a mentor.", placed=number(found.placed), all=number(found.mentees)
    )


def _facts(found: Trial) -> Iterator[tuple[str, str]]:
    """The figures behind it."""
    if not found.possible:
        return
    yield _("Pairs"), _("%(pairs)s, on %(seats)s free seats", pairs=number(found.pairs), seats=number(found.seats))
    if found.weakest is not None and found.middle is not None:
        weakest, middle = number(found.weakest, 1), number(found.middle, 1)
        yield (
            _("Fits"),
            _("the weakest has %(weakest)s points, one in the middle %(middle)s", weakest=weakest, middle=middle),
        )
    people = {"mentees": number(found.mentees), "mentors": number(found.mentors)}
    yield (
        _("Looked at"),
        _(
            "%(possible)s possible pairs of %(mentees)s mentees and %(mentors)s mentors",
            possible=number(found.possible),
            **people,
        ),
    )


def _share(count: int, found: Trial) -> str:
    """A count with its share: 1,204 (8 %)."""
    share = count / max(found.possible, 1)
    if not count or share < FEW:
        return number(count)
    return f"{number(count)} ({percent(share)})"
