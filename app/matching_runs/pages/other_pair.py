"""Why not somebody else: what a pair that was not made would cost, who would move, or which rule stands against it.

For administrators. Rules that nobody but the two may know of are “a private rule”, whichever it is, and are not named
at all where another rule stands against the pair anyway.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.cohorts.models import Side
from app.core.i18n import gettext as _
from app.core.i18n import ngettext
from app.core.wording import spelled
from app.matching_runs.difference import Move
from app.matching_runs.models import MatchRun
from app.matching_runs.naming import Asked, Somebody, asked_for
from app.matching_runs.pages.difference import MoveRow, row_of
from app.matching_runs.pages.pairs import fit_in_words, kind_of, part_labels, points
from app.matching_runs.queries import names_of
from app.matching_runs.ruling import public_rules
from app.matching_runs.warm import Warm, warm_match
from matching import WhyNot


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What is so in one line, the rest in sentences, who would move, and the parts of the fit of the two."""

    finding: str
    sentences: Sequence[str]
    moves: Sequence[MoveRow] = ()
    labels: Sequence[str] = ()
    points: Sequence[float] = ()
    fit: str = ""
    words: str = ""
    full: float = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherPairPage:
    """The question and, once it names two people, its answer."""

    mentee: Asked
    mentor: Asked
    answer: Answer | None


def other_pair_page(run: MatchRun, mentee: str, mentor: str) -> OtherPairPage:
    """The page for two people, each by name, by e-mail address or by the public id of an enrolment."""
    asked = asked_for(run.cohort, Side.MENTEE, mentee), asked_for(run.cohort, Side.MENTOR, mentor)
    two = asked[0].person, asked[1].person
    answer = _answer(run, two[0], two[1]) if two[0] is not None and two[1] is not None else None
    return OtherPairPage(mentee=asked[0], mentor=asked[1], answer=answer)


def _answer(run: MatchRun, mentee: Somebody, mentor: Somebody) -> Answer:
    warm = warm_match(run)
    if warm is None:
        return _only(
            _("This run keeps its sign-ups no more."),
            _("Only the newest result and what was published can be asked. A new run can be asked again."),
        )
    if mentee.id not in set(warm.match.mentee_ids) or mentor.id not in set(warm.match.mentor_ids):
        return _only(
            _("Not both of them were in this run."),
            _("Whoever signed up later, or had every mentor they asked for before it began, was not in it."),
        )
    with warm.lock:
        why, parts = warm.match.why_not(mentee.id, mentor.id), warm.match.explain(mentee.id, mentor.id)
        moves = _moves(warm, why)
    return Answer(
        finding=_finding(why),
        sentences=[each for each in _sentences(run, warm, why, mentor.name) if each],
        moves=[row_of(each) for each in moves],
        labels=part_labels(run),
        points=[part.points for part in parts],
        fit=points(why.score),
        words=fit_in_words(parts, kind_of(run)),
        full=sum(each["weight"] for each in run.policy["criteria"]) or 100,
    )


def _only(finding: str, sentence: str) -> Answer:
    return Answer(finding=finding, sentences=[sentence])


def _finding(why: WhyNot) -> str:
    if why.made:
        return _("They are a pair in this run.")
    if why.rules:
        return _("Not possible: a rule stands against it.")
    if why.loss is None:
        return _("It could not be worked out.")
    if why.loss <= 0 and not why.pairs_lost:
        return _("Possible, and just as good for all together.")
    return _("Possible, for a price.")


def _sentences(run: MatchRun, warm: Warm, why: WhyNot, mentor: str) -> Iterator[str]:
    if why.made:
        return
    if why.rules:
        yield from _rules(run, why)
    elif why.loss is None:
        yield _no_price(run, warm, why, mentor)
    else:
        yield from _price(why, why.loss)


def _rules(run: MatchRun, why: WhyNot) -> Iterator[str]:
    public = public_rules(kind_of(run), why.rules)
    for name in public:
        yield _("This rule stands against it: %(rule)s.", rule=name)
    if not public:
        yield _("A private rule stands against it. Which one it is, nobody is shown.")


def _no_price(run: MatchRun, warm: Warm, why: WhyNot, mentor: str) -> str:
    if not run.is_proven:
        return _("This run was stopped early, so nobody knows what another pair would cost. Match again, then ask.")
    if run.objective == "stable":
        return _("This run asks that nobody would rather swap. One of the two prefers somebody whom they have.")
    if not warm.match.assignment.problem.capacity[warm.match.mentor_ids.index(why.mentor)]:
        return _("%(name)s has no free seat.", name=mentor)
    return _("Pairs that are to be kept leave no room for it.")


def _price(why: WhyNot, loss: float) -> Iterator[str]:
    if loss > 0:
        yield _("All pairs together would come to %(points)s points less.", points=points(loss))
    if why.pairs_lost > 0:
        fewer = spelled(why.pairs_lost).capitalize()
        yield ngettext(
            "One pair fewer would be made.", "%(count)s pairs fewer would be made.", why.pairs_lost, count=fewer
        )
    others = len(why.moves) - 1
    words = {"count": spelled(others).capitalize()}
    moved = ngettext("One other person would move.", "%(count)s other people would move.", others, **words)
    yield moved if others else _("Nobody else would move.")
    if why.points_needed is not None and loss > 0 and not why.pairs_lost:
        yield _(
            "It would come about by itself if the fit of these two were more than %(points)s points better.",
            points=points(loss),
        )


def _moves(warm: Warm, why: WhyNot) -> list[Move]:
    """Whose mentors would change, with the fit of each before and after."""
    ids, match = warm.given.ids, warm.match
    people = {each for move in why.moves for each in (move.mentee, *move.before, *move.after)}
    names = names_of(ids[each] for each in people)

    def fits(mentee: str, mentors: Sequence[str]) -> dict[str, float]:
        return {names[ids[mentor]][0]: match.score(mentee, mentor) for mentor in mentors if ids[mentor] in names}

    return [
        Move(
            mentee=names[ids[move.mentee]][0],
            now=fits(move.mentee, move.before),
            then=fits(move.mentee, move.after),
            is_gone=False,
        )
        for move in why.moves
        if ids[move.mentee] in names
    ]
