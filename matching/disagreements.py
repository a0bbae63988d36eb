"""Where what a match tells does not follow from its assignment and from what was asked."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from matching.policy import RESOLUTION
from matching.reordered import given_problem

if TYPE_CHECKING:
    from matching.answers import Assignment
    from matching.matches import Match

__all__ = ["disagreements"]


def disagreements(found: "Match") -> Iterator[str]:
    """Where what is stored here does not follow from the assignment."""
    answer = found.assignment
    named = tuple((found.mentee_ids[row], found.mentor_ids[column]) for row, column in answer.pairs.tolist())
    checks: list[tuple[str, Callable[[], bool]]] = [
        ("pairs", lambda: found.pairs == named),
        ("scores", lambda: np.array_equal(found.scores, answer.scores)),
        ("total", lambda: found.total == answer.total),
        ("bound", lambda: found.bound == answer.bound),
        ("gap", lambda: found.gap == answer.gap),
        ("mentee prices", lambda: np.array_equal(found.mentee_prices, answer.mentee_prices)),
        ("mentor prices", lambda: np.array_equal(found.mentor_prices, answer.mentor_prices)),
        ("unmatched", partial(_unmatched_agree, found)),
        ("people", partial(_people_agree, found)),
        ("scores by criterion", partial(_parts_add_up, found)),
        ("policy digest", lambda: found.policy_digest == found.policy.digest == found.question.policy.digest),
        ("input digest", lambda: found.input_digest == found.question.digest()),
        ("salt", lambda: found.salt == found.question.salt),
        ("digests", lambda: _digests(found) == _digests(answer)),
    ]
    yield from (f"the {what} of the match and of its assignment differ" for what, agree in checks if not agree())


def _digests(told: "Match | Assignment") -> tuple[str, str, int]:
    return told.policy_digest, told.input_digest, told.salt


def _unmatched_agree(found: "Match") -> bool:
    answer = found.assignment
    told = [(entry.id, entry.reason.replace("nobody_offers", "no_allowed_mentor")) for entry in found.unmatched]
    return told == [(found.mentee_ids[at], why) for at, why in zip(answer.unmatched, answer.reasons, strict=True)]


def _people_agree(found: "Match") -> bool:
    """Whether ids, seats, needs and pairs that had to be are those of the question."""
    question, problem = found.question, found.assignment.problem
    order = question.mentees.order, question.mentors.order
    asked = given_problem(question.problem, order)
    ids = [tuple(table.ids[at] for at in np.argsort(table.order)) for table in (question.mentees, question.mentors)]
    return ids == [found.mentee_ids, found.mentor_ids] and all(
        np.array_equal(getattr(problem, name), getattr(asked, name))
        for name in ("capacity", "demand", "floor", "locked", "kept", "objective", "keep_bonus")
    )


def _parts_add_up(found: "Match") -> bool:
    problem = found.assignment.problem
    points = [found.score(*pair) for pair in found.pairs]
    return problem.unit == 1 / RESOLUTION and points == found.assignment.scores.tolist()
