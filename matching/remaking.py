"""A match made again with something changed: warm from the last answer where that is possible."""

import copy
from dataclasses import replace
from typing import Any

import numpy as np

from matching.arrays import IntArray
from matching.candidates import Candidates
from matching.certify import Search
from matching.digests import input_digest
from matching.errors import InputError
from matching.matches import Match
from matching.policy import Policy
from matching.question import Columns, Edits, Pairs, Question, ask, problem_of
from matching.scoring import Scorer
from matching.what_if import changed_tables, prices_by_id, with_more

__all__ = ["changed_question", "warm_search"]

CHANGES = {"seats", "needs", "objective", "add", "remove"}
READING = ("criteria", "rules", "id", "lenient")


def changed_question(
    found: Match, *, locked: Pairs = (), forbidden: Pairs = (), policy: Policy | None = None, **changes: Any
) -> Question:
    """The question with changes; where only pairs, seats, needs or the objective change, nothing is read again."""
    if unknown := set(changes) - CHANGES:
        raise InputError(f"with_changes: unknown argument {min(unknown)!r}")
    if not isinstance(policy, Policy | None):
        raise InputError(f"policy: expected a Policy, got {policy!r}")
    question = found.question
    objective = {} if changes.get("objective") is None else {"objective": changes["objective"]}
    wanted = (policy or question.policy).changed(**objective)
    parts = {name: changes.get(name) for name in ("seats", "needs", "add", "remove")}
    tables, wanted = changed_tables(question.given, wanted, **parts)
    edits = with_more(question.edits, locked, forbidden, tables, wanted.id)
    if _needs_reading(question, wanted, changes):
        return ask(*tables, wanted, edits, question.salt)
    return _same_people(question, wanted, edits, tables)


def _needs_reading(question: Question, policy: Policy, changes: dict[str, Any]) -> bool:
    others = any(getattr(policy, name) != getattr(question.policy, name) for name in READING)
    reads_seats = any(spec.options.get("seats") == policy.seats for spec in policy.criteria)
    people = changes.get("add") is not None or changes.get("remove") is not None
    return others or people or (reads_seats and changes.get("seats") is not None)


def _same_people(question: Question, policy: Policy, edits: Edits, tables: tuple[Columns, Columns]) -> Question:
    sides = [copy.copy(table) for table in (question.mentees, question.mentors)]
    for side, columns in zip(sides, tables, strict=True):
        side.replace_columns(columns)
    scorer = Scorer.like(question.scorer, policy, edits.positions("forbidden", sides))
    return replace(
        question,
        mentees=sides[0],
        mentors=sides[1],
        policy=policy,
        scorer=scorer,
        problem=problem_of(scorer, sides, edits),
        given=tables,
        edits=edits,
        input_digest=input_digest(*tables, policy.id, edits.named()),
    )


def warm_search(found: Match, question: Question, hear: Any) -> Search:
    """A search that begins with the candidates, pairs and prices of the last answer, as far as they still hold."""
    before, problem = found.search, question.problem
    if before is None or before.is_halted or problem.ceilings:
        return Search(problem, hear)
    same = question.scorer.shape == found.scorer.shape and question.scorer.shares_criteria(found.scorer)
    search = Search(problem, hear, _still_allowed(before.candidates, question) if same else None)
    if problem.objective == found.objective:
        pairs = [pair for pair in found.pairs if question.has(*pair)]
        places = np.array([question.place(*pair) for pair in pairs], dtype=np.int64).reshape(-1, 2)
        search.begin_with(places, prices_by_id(found, question.mentors.ids))
    return search


def _still_allowed(candidates: Candidates, question: Question) -> Candidates:
    """The same candidates without pairs that are locked or forbidden by now."""
    problem, width = question.problem, max(question.problem.shape[1], 1)
    keys = candidates.rows * width + candidates.columns
    gone = np.concatenate((problem.locked, question.scorer.forbidden))
    stays = ~np.isin(keys, gone[:, 0] * width + gone[:, 1])
    return _kept(candidates, stays)


def _kept(candidates: Candidates, stays: Any) -> Candidates:
    rows: IntArray = candidates.rows[stays]
    return Candidates(
        np.searchsorted(rows, np.arange(len(candidates.starts))).astype(np.int64),
        candidates.columns[stays],
        candidates.scores[stays],
        candidates.others,
    )
