"""Check a certificate against the files it is about."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np

from matching.answers import Assignment, Verdict
from matching.arrays import IntArray
from matching.assignment import complete
from matching.blocking import blocking_count
from matching.errors import InputError
from matching.files import Certificate
from matching.objectives import Found
from matching.policy import Policy
from matching.problem import Problem
from matching.question import Edits, Question, ask
from matching.reordered import given_problem
from matching.verification import verify

__all__ = ["verify_certificate"]

MALFORMED = (InputError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError)


def verify_certificate(
    certificate: Certificate,
    mentees: Mapping[str, Sequence[str]],
    mentors: Mapping[str, Sequence[str]],
    policy: Policy,
) -> Verdict:
    """Score the files again under the policy and check pairs and prices against that, without solving."""
    try:
        effective = Policy.from_dict(certificate.policy)
        fault = next(_policy_faults(certificate, policy, effective), None)
        if fault:
            return Verdict(False, fault)
        question = ask(mentees, mentors, effective, _edits(certificate), certificate.salt)
    except MALFORMED as error:
        return Verdict(False, f"the certificate asks for what the files do not hold: {error}")
    problem = given_problem(question.problem, (question.mentees.order, question.mentors.order))
    fault = next(_form_faults(certificate, question, problem), None)
    if fault:
        return Verdict(False, fault)
    answer = _answer(certificate, problem)
    if (answer.total, answer.bound) != (certificate.total, certificate.bound):
        return Verdict(False, f"total and bound are {answer.total:.15g} and {answer.bound:.15g}, not as written")
    verdict = verify(answer)
    return replace(verdict, reason=_summary(certificate, answer)) if verdict else verdict


def _summary(certificate: Certificate, answer: Assignment) -> str:
    """What was asked and shown, for whoever was not there."""
    edits = [f"{len(pairs)} {name}" for name, pairs in certificate.edits.items() if len(pairs)]
    given = f", with pairs {' and '.join(edits)}" if edits else ""
    return f"proven: total {answer.total:.15g}, {certificate.objective}{given}"


def _answer(certificate: Certificate, problem: Problem) -> Assignment:
    pairs = certificate.pairs
    found = Found(pairs, certificate.mentee_prices, certificate.mentor_prices, certificate.ceiling_prices, True)
    answer = complete(problem, pairs, found)
    if problem.objective == "stable":
        answer = replace(answer, bound=answer.total, gap=0.0)
    return replace(answer, blocking_pairs=blocking_count(problem, pairs), covers=certificate.covers)


def _edits(certificate: Certificate) -> Edits:
    pairs = {name: tuple((one, other) for one, other in listed) for name, listed in certificate.edits.items()}
    return Edits(**pairs)


def _policy_faults(certificate: Certificate, policy: Policy, effective: Policy) -> Iterator[str]:
    # The command may be told another objective, and nothing else.
    if policy.changed(objective=effective.objective) != effective or effective.digest != certificate.policy_digest:
        yield "the certificate was made under another policy"
    if certificate.objective != effective.objective:
        yield "the certificate names two objectives"


def _form_faults(certificate: Certificate, question: Question, problem: Problem) -> Iterator[str]:
    pairs = certificate.pairs
    if question.input_digest != certificate.input_digest:
        yield "the certificate is about other files"
    if pairs.dtype != np.int64 or pairs.ndim != 2 or pairs.shape[1] != 2:
        yield "pairs are not two columns of integers"
    elif (pairs < 0).any() or (pairs >= problem.shape).any():
        yield "a pair lies outside the files"
    elif not problem.is_allowed(pairs):
        yield "a pair is not allowed"
    given = certificate.mentee_prices, certificate.mentor_prices, certificate.ceiling_prices
    for prices, length in zip(given, (*problem.shape, len(problem.ceilings)), strict=True):
        if not _are_prices(prices, length):
            yield "prices are not one whole number for each person"


def _are_prices(prices: IntArray, length: int) -> bool:
    return prices.dtype == np.int64 and prices.shape == (length,) and bool(((prices >= 0) & (prices < 2**61)).all())
