"""Pairs as administrators read them: the points of each part, the same in words, and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import floor
from typing import Any

from app.core.asked_once import asked_once
from app.core.i18n import gettext as _
from app.core.i18n import say
from app.core.wording import number
from app.matching_runs.earlier import Two
from app.matching_runs.models import Decision, MatchPair, MatchRun
from matching import Part
from programs.catalogue import PROGRAM_TYPES
from programs.reasons import Pair, pair_reasons
from programs.types import ProgramType

Named = tuple[str, str]
"""Somebody’s name and the public id of their enrolment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PairRow:
    """One pair: the points of each part in the policy’s order, the same in words, and why in words.

    ``choice`` names the two in the form that decides about them, ``decided`` is what was decided, ``next_one`` the
    mentor who would come next.
    """

    mentee: str
    mentor: str
    score: str
    points: list[float]
    words: str
    unknown: str
    reasons: str
    choice: str
    decided: Decision | None
    next_one: NextOne | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NextOne:
    """The mentor who would come next for a mentee: by how much, and the ids of the two for who asks on."""

    words: str
    mentee: str
    mentor: str


def kind_of(run: MatchRun) -> ProgramType:
    """The program type of a run’s cohort."""
    return PROGRAM_TYPES[run.cohort.program_type]


def pair_row(
    pair: MatchPair,
    kind: ProgramType,
    decided: Mapping[Two, Decision] | None = None,
    names: Mapping[int, Named] | None = None,
) -> PairRow:
    """One pair in numbers and words, as an administrator reads it."""
    parts = parts_of(pair)
    mentee, mentor = pair.mentee.person.name, pair.mentor.person.name
    reasons = pair_reasons(kind.reasons, parts, Pair(mentee, mentor, "administrator"))
    shown = list(zip(parts, apportioned([part.points for part in parts]), strict=True))
    unknown = _in_points([each for each in shown if each[0].unknown], kind)
    return PairRow(
        mentee=mentee,
        mentor=mentor,
        score=number(pair.score, 1),
        points=[part.points for part in parts],
        words=_begun(_in_points([each for each in shown if not each[0].unknown], kind)),
        unknown=_("Not known, so counted half: %(parts)s.", parts=unknown) if unknown else "",
        reasons=" ".join(say(reason) for reason in reasons),
        choice=f"{pair.mentee.public_id}.{pair.mentor.public_id}",
        decided=(decided or {}).get((pair.mentee_id, pair.mentor_id)),
        next_one=_next_one(pair, names or {}),
    )


def fit_in_words(parts: Sequence[Part], kind: ProgramType) -> str:
    """All parts of a fit with their points, which add up to it."""
    shown = zip(parts, apportioned([part.points for part in parts]), strict=True)
    return _begun(_in_points(list(shown), kind))


def runners_up_of(pairs: Iterable[MatchPair]) -> set[int]:
    """Enrolments of the mentors who would come next."""
    return {pair.runner_up["mentor"] for pair in pairs if pair.runner_up}


def _next_one(pair: MatchPair, names: Mapping[int, Named]) -> NextOne | None:
    if not pair.runner_up or pair.runner_up["mentor"] not in names:
        return None
    name, mentor = names[pair.runner_up["mentor"]]
    words = _by_how_much(name, pair.runner_up["score"] - pair.score)
    return NextOne(words=words, mentee=pair.mentee.public_id, mentor=mentor)


def _by_how_much(name: str, more: float) -> str:
    if points(abs(more)) == points(0):
        return _("Next would be %(name)s, with the same fit.", name=name)
    if more < 0:
        return _("Next would be %(name)s, with a fit of %(points)s less.", name=name, points=points(-more))
    return _(
        "Next would be %(name)s, with a fit of %(points)s more, who is needed more elsewhere.",
        name=name,
        points=points(more),
    )


def parts_of(pair: MatchPair) -> list[Part]:
    """The stored parts of a pair, in the order of its policy."""
    return [Part(**part) for part in pair.parts]


def points(value: float) -> str:
    """Points as they are shown: with one decimal where they are not whole."""
    return number(value, 0 if round(value, 1) == round(value) else 1)


def pair_headings(run: MatchRun) -> list[str]:
    """The headings of the pairs as a file."""
    return [
        _("Mentee"),
        _("Mentee’s e-mail"),
        _("Mentor"),
        _("Mentor’s e-mail"),
        _("Fit"),
        *part_labels(run),
        _("Not known"),
        _("Why"),
        _("Next"),
    ]


def pair_line(pair: MatchPair, kind: ProgramType, names: Mapping[int, Named]) -> list[Any]:
    """One pair in that file."""
    parts, row = parts_of(pair), pair_row(pair, kind, names=names)
    unknown = ", ".join(label_of(kind, part.name) for part in parts if part.unknown)
    people = [row.mentee, pair.mentee.person.email, row.mentor, pair.mentor.person.email]
    return [
        *people,
        pair.score,
        *(part.points for part in parts),
        unknown,
        row.reasons,
        row.next_one.words if row.next_one else "",
    ]


def part_labels(run: MatchRun) -> list[str]:
    """What the parts of a fit are called, in the policy’s order."""
    kind = kind_of(run)
    return [label_of(kind, each["name"]) for each in run.policy.get("criteria", ())]


def label_of(kind: ProgramType, name: str) -> str:
    """A criterion in plain words."""
    return _labels(kind.slug).get(name, name)


@asked_once
def _labels(slug: str) -> dict[str, str]:
    return {each.name: str(_(each.label)) for each in PROGRAM_TYPES[slug].criteria}


def apportioned(values: Sequence[float]) -> list[float]:
    """Points to one decimal that add up to their sum to one decimal: what is cut off most is made up first."""
    tenths = [floor(value * 10) for value in values]
    missing = round(sum(values) * 10) - sum(tenths)
    by_rest = sorted(range(len(values)), key=lambda at: tenths[at] - values[at] * 10)
    for at in by_rest[:missing]:
        tenths[at] += 1
    return [each / 10 for each in tenths]


def _in_points(parts: Sequence[tuple[Part, float]], kind: ProgramType) -> str:
    return ", ".join(f"{label_of(kind, part.name).lower()} {points(shown)}" for part, shown in parts)


def _begun(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
