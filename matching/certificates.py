"""Check a certificate against the files it is about."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from matching.answers import Verdict
from matching.assignment import complete
from matching.files import Certificate
from matching.policy import Policy
from matching.question import Edits, Question, ask
from matching.verification import verify

__all__ = ["verify_certificate"]

MAY_DIFFER = ("objective", "seats", "needs", "floor", "keep_bonus")


def verify_certificate(
    certificate: Certificate,
    mentees: Mapping[str, Sequence[str]],
    mentors: Mapping[str, Sequence[str]],
    policy: Policy,
) -> Verdict:
    """Score the files again under the policy and check pairs and prices against that, without solving."""
    effective = Policy.from_dict(certificate.policy)
    fault = next(_policy_faults(certificate, policy, effective), None)
    if fault:
        return Verdict(False, fault)
    question = ask(mentees, mentors, effective, Edits())
    fault = next(_form_faults(certificate, question), None)
    if fault:
        return Verdict(False, fault)
    arcs = question.problem.positions(certificate.pairs)
    answer = complete(question.problem, arcs, certificate.mentee_prices, certificate.mentor_prices)
    if (answer.total, answer.bound) != (certificate.total, certificate.bound):
        return Verdict(False, f"total and bound are {answer.total:g} and {answer.bound:g}, not as written")
    return verify(answer)


def _policy_faults(certificate: Certificate, policy: Policy, effective: Policy) -> Iterator[str]:
    overrides = {name: getattr(effective, name) for name in MAY_DIFFER}
    if policy.changed(**overrides) != effective or effective.digest != certificate.policy_digest:
        yield "the certificate was made under another policy"
    if certificate.objective != effective.objective:
        yield "the certificate names two objectives"


def _form_faults(certificate: Certificate, question: Question) -> Iterator[str]:
    pairs, shape = certificate.pairs, (len(question.mentees), len(question.mentors))
    if question.input_digest != certificate.input_digest:
        yield "the certificate is about other files"
    if pairs.dtype != np.int64 or pairs.ndim != 2 or pairs.shape[1] != 2:
        yield "pairs are not two columns of integers"
    elif (pairs < 0).any() or (pairs >= shape).any():
        yield "a pair lies outside the files"
    elif (question.problem.positions(pairs) < 0).any():
        yield "a pair is not allowed"
    for prices, length in zip((certificate.mentee_prices, certificate.mentor_prices), shape, strict=True):
        if prices.dtype != np.int64 or prices.shape != (length,):
            yield "prices are not one whole number for each person"
