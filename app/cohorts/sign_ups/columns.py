"""What the columns of a sign-up file hold: who somebody is, and what they said for the match."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.cohorts.models import Side
from app.core.errors import RuleBroken
from app.core.i18n import gettext as _
from app.core.i18n import lazy_gettext as _l
from app.people_import.columns import KEYS, Field, check_mapping, recognised
from app.people_import.columns import LABELS as PERSON_LABELS
from app.people_import.headings import compact


class Answer(StrEnum):
    """What somebody said for the match."""

    SEATS = "seats"
    NEEDS = "needs"
    WANTS = "wants"
    OFFERS = "offers"
    INTERESTS = "interests"
    VALUES = "values"
    TARGET_ROLES = "target_roles"
    EXPERIENCE = "experience"
    WISHES = "wishes"
    BOTH = "both"


Meaning = Field | Answer

LABELS = {
    Answer.SEATS: _l("Seats: how many mentees they take"),
    Answer.NEEDS: _l("How many mentors they would like"),
    Answer.WANTS: _l("Skills they want"),
    Answer.OFFERS: _l("Skills they can teach"),
    Answer.INTERESTS: _l("Interests"),
    Answer.VALUES: _l("Values"),
    Answer.TARGET_ROLES: _l("Roles they have in view"),
    Answer.EXPERIENCE: _l("Roles they know from inside"),
    Answer.WISHES: _l("Wish list (e-mail addresses, the first wish first)"),
    Answer.BOTH: _l("Whether they take part on both sides"),
}
# A sign-up file says nothing about reporting lines and leaving: those come from HR.
PERSON_FIELDS = frozenset(Field) - {Field.MANAGER, Field.DOTTED, Field.LEFT_ON}
ANSWERS = {
    Side.MENTEE: (Answer.NEEDS, Answer.WANTS, Answer.INTERESTS, Answer.VALUES, Answer.TARGET_ROLES, Answer.WISHES),
    Side.MENTOR: (Answer.SEATS, Answer.OFFERS, Answer.INTERESTS, Answer.VALUES, Answer.EXPERIENCE, Answer.WISHES),
}
UNUSED = frozenset({Answer.BOTH})
"""Understood and not kept: whoever is in both files takes part on both sides."""

_BOTH_SIDES = {
    Answer.INTERESTS: "interests, interest, hobbies, topics of interest, personal interests",
    Answer.VALUES: "values, work values, what matters to me, way of working, working style, work style",
    Answer.BOTH: "both mentor and mentee, both, mentor and mentee, both roles",
}
_ONE_SIDE = {
    Side.MENTEE: {
        Answer.NEEDS: "needs, mentors wanted, number of mentors, how many mentors, mentors needed",
        Answer.WANTS: "skills wanted, wanted skills, skills to learn, want to learn, wants to learn, wants, wanted, "
        "skills needed, development needs, development areas, learning goals, topics wanted, skills",
        Answer.TARGET_ROLES: "target roles, target role, roles in view, role in view, desired role, desired roles, "
        "career goal, career goals, future role, next role, aspiration, aspirations",
        Answer.WISHES: "wish list, wishes, wishlist, preferred mentors, preferred mentor, mentor wish list, "
        "mentor preferences, requested mentors, mentor choices, preferences",
    },
    Side.MENTOR: {
        Answer.SEATS: "seats, capacity, places, number of mentees, max mentees, maximum mentees, how many mentees, "
        "mentees wanted",
        Answer.OFFERS: "skills offered, offered skills, offers, offered, can teach, skills, skills to share, "
        "expertise, areas of expertise, strengths, topics offered",
        Answer.EXPERIENCE: "roles held, previous roles, past roles, experience, roles known, career history, "
        "leads toward",
        Answer.WISHES: "wish list, wishes, wishlist, preferred mentees, preferred mentee, mentee wish list, "
        "mentee preferences, requested mentees, mentee choices, preferences",
    },
}
_MEANING = {
    side: {
        compact(words): answer
        for answer, synonyms in {**_BOTH_SIDES, **one_side}.items()
        for words in synonyms.split(",")
    }
    for side, one_side in _ONE_SIDE.items()
}


@dataclass(frozen=True, slots=True)
class Headings:
    """The headings of one file, sorted: what is understood, what is sensitive (heading → kind), what is unknown."""

    meaning: Mapping[str, Meaning]
    sensitive: Mapping[str, str]
    unknown: Sequence[str]


def understood(headings: Sequence[str], side: Side) -> Headings:
    """What each heading means in a file of this side; a sensitive one never means anything."""
    columns = recognised(headings)
    sensitive = {each.heading: each.sensitive.value for each in columns if each.sensitive}
    answers = _first_of_each({heading: _MEANING[side].get(compact(heading)) for heading in headings})
    meaning: dict[str, Meaning] = {}
    for column in recognised([heading for heading in headings if heading not in answers]):
        if column.field in PERSON_FIELDS:
            meaning[column.heading] = column.field
    meaning.update((heading, answer) for heading, answer in answers.items() if heading not in sensitive)
    unknown = [heading for heading in headings if heading not in meaning and heading not in sensitive]
    return Headings(meaning, sensitive, unknown)


def meaning_of(name: str) -> Meaning | None:
    """The meaning of this name, None for an unknown one."""
    return _BY_NAME.get(name)


def label_of(meaning: Meaning) -> str:
    """What a meaning is called on a page."""
    return str(LABELS[meaning] if isinstance(meaning, Answer) else PERSON_LABELS[meaning])


def choices_for(side: Side) -> list[tuple[str, str]]:
    """What a column of this side’s file can be taken as; nothing at all comes first."""
    known: list[Meaning] = [*(field for field in Field if field in PERSON_FIELDS), *ANSWERS[side]]
    return [("", _("Leave it out")), *((each.value, label_of(each)) for each in known)]


def check_meaning(meaning: Mapping[str, Meaning]) -> None:
    """Raise RuleBroken unless people can be told apart and nothing comes from two columns."""
    check_mapping({heading: each for heading, each in meaning.items() if isinstance(each, Field)})
    taken: dict[Answer, str] = {}
    for heading, each in meaning.items():
        if isinstance(each, Answer) and taken.setdefault(each, heading) != heading:
            raise RuleBroken(
                _(
                    "“%(first)s” and “%(second)s” cannot both be the same thing: %(field)s. Leave one of them out.",
                    first=taken[each],
                    second=heading,
                    field=label_of(each),
                )
            )


def tells_people_apart(meaning: Mapping[str, Meaning]) -> bool:
    """Whether one of the columns is an id or an e-mail address."""
    return bool(set(KEYS) & set(meaning.values()))


def _first_of_each(answers: Mapping[str, Answer | None]) -> dict[str, Answer]:
    taken: dict[Answer, str] = {}
    for heading, answer in answers.items():
        if answer is not None:
            taken.setdefault(answer, heading)
    return {heading: answer for answer, heading in taken.items()}


_BY_NAME: dict[str, Meaning] = {each.value: each for each in (*Field, *Answer)}
