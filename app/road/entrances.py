"""What is open to somebody on their road; areas that stand above this one hand in what they let people into.

A finder is a function ``person → {program type: entrances}``; one of a type that has nothing to say is left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from app.cohorts.models import Cohort
from app.core.i18n import gettext as _
from app.people.models import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Entrance:
    """One way in: what is open and until when, whom to ask, and where it begins. ``describe``: the link, read alone."""

    title: str
    text: str
    label: str
    endpoint: str
    values: Mapping[str, str] = field(default_factory=dict)
    describe: str = ""


Finder = Callable[[Person], Mapping[str, Sequence[Entrance]]]
_FINDERS: list[Finder] = []


def entrances(finder: Finder) -> Finder:
    """Register the function below."""
    _FINDERS.append(finder)
    return finder


def entrances_of(person: Person) -> Mapping[str, Sequence[Entrance]]:
    """Everything that is open to somebody, by program type."""
    found: dict[str, list[Entrance]] = defaultdict(list)
    for finder in _FINDERS:
        for slug, ways in finder(person).items():
            found[slug] += ways
    return found


def whom_to_ask(cohort: Cohort) -> str:
    """Who answers questions about a cohort, as a sentence; empty where nobody is named."""
    return _("%(name)s answers questions.", name=cohort.contact.name) if cohort.contact else ""
