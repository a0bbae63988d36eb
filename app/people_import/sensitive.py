"""Columns that a list of colleagues does not need and that can hurt people: recognised by their headings.

Each is named on the page and left out, unless consent to a stated use has been recorded. The kinds follow article 9
of the GDPR and what works councils ask about first: pay, judgement of performance, absence.
"""

from __future__ import annotations

from enum import StrEnum

from app.core.i18n import lazy_gettext as _l
from app.people_import.headings import VOCABULARY, words


class SensitiveKind(StrEnum):
    """What a sensitive column tells about people."""

    GENDER = "gender"
    AGE = "age"
    ORIGIN = "origin"
    RELIGION = "religion"
    HEALTH = "health"
    ORIENTATION = "orientation"
    IDENTITY = "identity"
    FAMILY = "family"
    PAY = "pay"
    PERFORMANCE = "performance"
    ATTITUDE = "attitude"
    CONDUCT = "conduct"
    POLITICS = "politics"
    PRIVATE = "private"


REASONS = {
    SensitiveKind.GENDER: _l("Gender: no match is made by it, and a list of colleagues does not need it."),
    SensitiveKind.AGE: _l("Age: it is protected, and matching looks at what people can do."),
    SensitiveKind.ORIGIN: _l("Origin, ethnicity or nationality: specially protected by law."),
    SensitiveKind.RELIGION: _l("Religion or belief: specially protected by law."),
    SensitiveKind.HEALTH: _l("Health, disability or absence: specially protected by law."),
    SensitiveKind.ORIENTATION: _l("Sexual orientation: specially protected by law."),
    SensitiveKind.IDENTITY: _l("Identity or personal characteristics: specially protected by law."),
    SensitiveKind.FAMILY: _l("Family and marital status: nobody’s business at work."),
    SensitiveKind.PAY: _l("Pay: mentoring has nothing to do with it."),
    SensitiveKind.PERFORMANCE: _l("Ratings of performance or potential: kept apart from mentoring."),
    SensitiveKind.ATTITUDE: _l("Satisfaction and survey answers: given for another purpose."),
    SensitiveKind.CONDUCT: _l("Warnings, grievances or records: kept apart from mentoring."),
    SensitiveKind.POLITICS: _l("Political opinion or union membership: specially protected by law."),
    SensitiveKind.PRIVATE: _l("Private details, such as home address or bank account: not needed here."),
}

KINDS = {
    SensitiveKind.GENDER: _l("Gender"),
    SensitiveKind.AGE: _l("Age"),
    SensitiveKind.ORIGIN: _l("Origin, ethnicity, nationality"),
    SensitiveKind.RELIGION: _l("Religion or belief"),
    SensitiveKind.HEALTH: _l("Health or disability"),
    SensitiveKind.ORIENTATION: _l("Sexual orientation"),
    SensitiveKind.IDENTITY: _l("Identity or characteristics"),
    SensitiveKind.FAMILY: _l("Family"),
    SensitiveKind.PAY: _l("Pay"),
    SensitiveKind.PERFORMANCE: _l("Performance or potential"),
    SensitiveKind.ATTITUDE: _l("Satisfaction, survey answers"),
    SensitiveKind.CONDUCT: _l("Warnings, grievances, records"),
    SensitiveKind.POLITICS: _l("Politics or union"),
    SensitiveKind.PRIVATE: _l("Private details"),
}
_PATTERNS = {SensitiveKind(name): VOCABULARY.pattern(wanted) for name, wanted in VOCABULARY.sensitive.items()}


def kind_of(heading: str) -> SensitiveKind | None:
    """What is sensitive about a column with this heading, None for what may be imported.

    >>> kind_of("identity to match"), kind_of("MonthlyIncome"), kind_of("Job title")
    (<SensitiveKind.IDENTITY: 'identity'>, <SensitiveKind.PAY: 'pay'>, None)
    """
    heading_words = words(heading)
    if heading_words in VOCABULARY.harmless:
        return None
    return next((kind for kind, pattern in _PATTERNS.items() if pattern.search(heading_words)), None)
