"""What the pages about a run show: sentences made when they are read, from the facts that the run stored."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from app.core.i18n import gettext as _
from app.core.i18n import ngettext, say
from app.core.pages import Page
from app.core.wording import number, spelled
from app.matching_runs.models import MatchPair, MatchRun, Unplaced
from matching import Part, Unmatched
from programs.catalogue import PROGRAM_TYPES
from programs.reasons import Pair, pair_reasons
from programs.types import ProgramType
from programs.unplaced import unplaced


@dataclass(frozen=True, slots=True, kw_only=True)
class PairRow:
    """One pair: the points of each part in the policy’s order, the same in words, and why in words."""

    mentee: str
    mentor: str
    score: str
    points: list[float]
    words: str
    unknown: str
    reasons: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftRow:
    """Somebody whose needs are not all met, why, and what would help."""

    name: str
    why: str
    help: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultPage:
    """What a run came to."""

    run: MatchRun
    placed: str
    proof: str
    left_over: str
    labels: list[str]
    full: float
    pairs: Page[PairRow]
    left: Page[LeftRow]
    skipped: list[str]


def result_page(run: MatchRun, pairs: Page[MatchPair], left: Page[Unplaced]) -> ResultPage:
    """The result of a run, one page of its pairs, and of those who are left."""
    kind = kind_of(run)
    return ResultPage(
        run=run,
        placed=_placed(run),
        proof=_proof(run),
        left_over=_left_over(run.mentees - run.placed, left.total),
        labels=[label for _name, label in _parts_named(run, kind)],
        full=sum(each["weight"] for each in run.policy.get("criteria", ())) or 100,
        pairs=_page(pairs, [pair_row(pair, kind) for pair in pairs.rows]),
        left=_page(left, [_left_row(each, kind) for each in left.rows]),
        skipped=_skipped(run, kind),
    )


def kind_of(run: MatchRun) -> ProgramType:
    """The program type of a run’s cohort."""
    return PROGRAM_TYPES[run.cohort.program_type]


def pair_row(pair: MatchPair, kind: ProgramType) -> PairRow:
    """One pair in numbers and words, as an administrator reads it."""
    parts = parts_of(pair)
    mentee, mentor = pair.mentee.person.name, pair.mentor.person.name
    reasons = pair_reasons(kind.reasons, parts, Pair(mentee, mentor, "administrator"))
    unknown = _in_points([part for part in parts if part.unknown], kind)
    return PairRow(
        mentee=mentee,
        mentor=mentor,
        score=number(pair.score, 1),
        points=[part.points for part in parts],
        words=_begun(_in_points([part for part in parts if not part.unknown], kind)),
        unknown=_("Not known, so counted half: %(parts)s.", parts=unknown) if unknown else "",
        reasons=" ".join(say(reason) for reason in reasons),
    )


def _in_points(parts: Sequence[Part], kind: ProgramType) -> str:
    return ", ".join(f"{_label(kind, part.name).lower()} {points(part.points)}" for part in parts)


def _begun(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def parts_of(pair: MatchPair) -> list[Part]:
    """The stored parts of a pair, in the order of its policy."""
    return [Part(**part) for part in pair.parts]


def points(value: float) -> str:
    """Points as they are shown: with one decimal where they are not whole."""
    return number(value, 0 if round(value, 1) == round(value) else 1)


def pair_headings(run: MatchRun) -> list[str]:
    """The headings of the pairs as a file."""
    kind = kind_of(run)
    parts = [_label(kind, name) for name, _label_of in _parts_named(run, kind)]
    return [
        _("Mentee"),
        _("Mentee’s e-mail"),
        _("Mentor"),
        _("Mentor’s e-mail"),
        _("Fit"),
        *parts,
        _("Not known"),
        _("Why"),
    ]


def pair_line(pair: MatchPair, kind: ProgramType) -> list[Any]:
    """One pair in that file."""
    parts, row = parts_of(pair), pair_row(pair, kind)
    unknown = ", ".join(_label(kind, part.name) for part in parts if part.unknown)
    people = [row.mentee, pair.mentee.person.email, row.mentor, pair.mentor.person.email]
    return [*people, pair.score, *(part.points for part in parts), unknown, row.reasons]


def _parts_named(run: MatchRun, kind: ProgramType) -> list[tuple[str, str]]:
    return [(each["name"], _label(kind, each["name"])) for each in run.policy.get("criteria", ())]


def _label(kind: ProgramType, name: str) -> str:
    return next((str(_(each.label)) for each in kind.criteria if each.name == name), name)


def _page(page: Page[Any], rows: Sequence[Any]) -> Page[Any]:
    return Page(rows=rows, number=page.number, total=page.total, per_page=page.per_page)


def _placed(run: MatchRun) -> str:
    return ngettext(
        "%(placed)s of one person has a mentor.",
        "%(placed)s of %(all)s people have a mentor.",
        run.mentees,
        placed=number(run.placed),
        all=number(run.mentees),
    )


def _proof(run: MatchRun) -> str:
    if run.is_proven:
        return _("No better result exists for these sign-ups and rules: that is proven.")
    return _(
        "A better result may exist: all pairs together come to %(total)s points, and nothing can come to more than "
        "%(bound)s.",
        total=points(run.total or 0),
        bound=points(run.bound or 0),
    )


def _left_over(without: int, left: int) -> str:
    """How many have no mentor, and how many fewer than they asked for."""
    sentences = []
    if without:
        sentences.append(
            ngettext(
                "For one there is none yet; below it says why, and what would help.",
                "For %(count)s there is none yet; below it says why, and what would help.",
                without,
                count=spelled(without),
            )
        )
    if left > without:
        fewer = left - without
        sentences.append(
            ngettext(
                "For one there are fewer than they asked for.",
                "For %(count)s there are fewer than they asked for.",
                fewer,
                count=spelled(fewer),
            )
        )
    return " ".join(sentences) or _("Nobody is left over.")


def _left_row(left: Unplaced, kind: ProgramType) -> LeftRow:
    name = left.enrolment.person.name
    entry = Unmatched(left.enrolment.public_id, left.reason["reason"], left.reason["facts"])
    said = unplaced(entry, name, kind)
    return LeftRow(name=name, why=say(said.why), help=say(said.help))


def _skipped(run: MatchRun, kind: ProgramType) -> list[str]:
    return [_skipped_rule(_(kind.rule_label(name)), count, run) for name, count in _most_first(run.rules_skipped)]


def _most_first(skipped: dict[str, int]) -> Iterable[tuple[str, int]]:
    return sorted(skipped.items(), key=lambda entry: -entry[1])


def _skipped_rule(label: str, count: int, run: MatchRun) -> str:
    return _(
        "“%(rule)s” could not be checked for %(count)s of %(all)s possible pairs, because something about one of the "
        "two is not known. It ruled none of those out.",
        rule=label,
        count=number(count),
        all=number(run.mentees * run.mentors),
    )
