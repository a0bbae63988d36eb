"""`match`: two column tables and a policy in, pairs with reasons and a proof out."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any

import numpy as np

from matching.answers import Assignment
from matching.arrays import IntArray
from matching.assignment import best, complete
from matching.matches import Match, Unmatched
from matching.policy import Policy
from matching.problem import reordered
from matching.question import Columns, Edits, Pairs, Question, ask
from matching.reasons import unmatched_reasons
from matching.tables import Table

__all__ = ["match"]

Progress = Callable[[str, int, int], None]


def match(  # noqa: PLR0913  # the contract names them
    mentees: Columns,
    mentors: Columns,
    policy: Policy,
    *,
    locked: Pairs = (),
    forbidden: Pairs = (),
    keep: Pairs | None = None,
    salt: int = 0,
    progress: Progress | None = None,
    **overrides: Any,
) -> Match:
    """Match two tables of people under a policy.

    Parameters
    ----------
    mentees, mentors : mapping of column name to cells
        A data frame is one.
    policy : Policy
    locked, forbidden : pairs of (mentee id, mentor id)
        Pairs that must be, and must not be, in the result.
    keep : pairs of ids, optional
        Pairs worth ``policy.keep_bonus`` more while solving; never part of a score or total.
    salt : int
        Decides between equally good results: both sides are put in the order of a hash of salt and id.
    progress : callable, optional
        Called with step ("scoring", "solving", "proving"), done and total. It may raise to cancel.
    **overrides
        ``seats``, ``needs``, ``objective``, ``floor``, ``keep_bonus`` in place of the policy's.

    Returns
    -------
    Match
        The same for any order of the rows.

    Raises
    ------
    InputError
        Names the table, the column and the rows, counted from 1.

    Examples
    --------
    >>> policy = Policy.from_toml('''
    ... [[criteria]]
    ... name = "craft"
    ... kind = "same"
    ... column = "function"
    ... weight = 10
    ... [[rules]]
    ... kind = "common_language"
    ... column = "languages"
    ... ''')
    >>> mentees = {"id": ["ana", "ben"], "function": ["law", "tax"], "languages": ["pt; en", "pl"]}
    >>> mentors = {"id": ["cleo"], "function": ["law"], "languages": [["en"]]}
    >>> found = match(mentees, mentors, policy)
    >>> found.pairs, found.total, found.gap
    ((('ana', 'cleo'),), 10.0, 0.0)
    >>> found.unmatched[0].id, found.unmatched[0].reason, found.unmatched[0].facts["rule"]
    ('ben', 'no_allowed_mentor', 'common_language')
    """
    watch = _Watch(progress or (lambda *_: None))
    edits = Edits(locked, forbidden, keep or ())
    question = ask(mentees, mentors, policy.changed(**overrides), edits, watch.scoring)
    assignment = _solved(question, salt, watch)
    watch.step("explaining")
    unmatched = tuple(unmatched_reasons(assignment, question.mentees, question.scorer))
    watch.step("done")
    return _named(question, assignment, unmatched, salt, watch.timings)


@dataclass(slots=True)
class _Watch:
    """Hears of progress, passes it on, and times the steps."""

    progress: Progress
    timings: dict[str, float] = field(default_factory=dict)
    _began: float = field(default_factory=perf_counter)
    _current: str = "reading"

    def step(self, name: str) -> None:
        now = perf_counter()
        self.timings[self._current] = self.timings.get(self._current, 0.0) + now - self._began
        self._began, self._current = now, name

    def scoring(self, step: str, done: int, total: int) -> None:
        if self._current != step:
            self.step(step)
        self.progress(step, done, total)

    def solving(self, step: str) -> None:
        if self._current in {"solving", "proving"}:
            self.progress(self._current, 1, 1)
        self.step(step)
        self.progress(step, 0, 1)


def _solved(question: Question, salt: int, watch: _Watch) -> Assignment:
    """Solve with both sides in the order of a salted hash of their ids, and give positions as they came."""
    problem = question.problem
    rows, columns = _hashed_order(question.mentees, salt), _hashed_order(question.mentors, salt)
    found = best(reordered(problem, rows, columns), watch.solving)
    watch.progress("proving", 1, 1)
    pairs = np.column_stack((rows[found.pairs[:, 0]], columns[found.pairs[:, 1]]))
    mentee_prices, mentor_prices = np.empty_like(found.mentee_prices), np.empty_like(found.mentor_prices)
    mentee_prices[rows], mentor_prices[columns] = found.mentee_prices, found.mentor_prices
    return complete(problem, np.sort(problem.positions(pairs)), mentee_prices, mentor_prices)


def _named(
    question: Question,
    assignment: Assignment,
    unmatched: tuple[Unmatched, ...],
    salt: int,
    timings: Mapping[str, float],
) -> Match:
    """Put names to an assignment."""
    ids = tuple(question.mentees.ids), tuple(question.mentors.ids)
    return Match(
        assignment=assignment,
        mentee_ids=ids[0],
        mentor_ids=ids[1],
        pairs=tuple((ids[0][row], ids[1][column]) for row, column in assignment.pairs.tolist()),
        scores=assignment.scores.astype(np.float64),
        total=assignment.total,
        bound=assignment.bound,
        gap=assignment.gap,
        mentee_prices=assignment.mentee_prices,
        mentor_prices=assignment.mentor_prices,
        unmatched=unmatched,
        rule_counts=question.scored.counts,
        policy=question.policy,
        policy_digest=question.policy.digest,
        input_digest=question.input_digest,
        salt=salt,
        timings=dict(timings),
        scorer=question.scorer,
    )


def _hashed_order(table: Table, salt: int) -> IntArray:
    hashed = [hashlib.sha256(f"{salt}:{table.side}:{value}".encode()).digest() for value in table.ids]
    return np.array(sorted(range(len(hashed)), key=hashed.__getitem__), dtype=np.int64)
