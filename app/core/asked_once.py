"""What a page asks again and again is asked once: within one request that only reads, until something is written.

The door, the letterhead and the page all ask whether somebody runs a cohort. The answer lies with the request itself,
under everything that was asked with, so that no other request and no other person can be given it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from flask import has_request_context, request
from sqlalchemy import event
from sqlalchemy.orm import Session

from app.core.db import READING_METHODS

ANSWERS = "ithaca.asked_once"

P = ParamSpec("P")
T = TypeVar("T")


def asked_once(question: Callable[P, T]) -> Callable[P, T]:
    """Remember what a function answers, under what it is asked with, for as long as one page is made."""

    @wraps(question)
    def ask(*args: P.args, **kwargs: P.kwargs) -> T:
        if not has_request_context() or request.method not in READING_METHODS:
            return question(*args, **kwargs)
        answers: dict[Any, T] = request.environ.setdefault(ANSWERS, {})
        key = (question, args, tuple(sorted(kwargs.items())))
        if key not in answers:
            answers[key] = question(*args, **kwargs)
        return answers[key]

    return ask


@event.listens_for(Session, "after_flush")
@event.listens_for(Session, "after_commit")
@event.listens_for(Session, "after_rollback")
def _forget(_session: Session, *_rest: Any) -> None:
    """What was true before a write, or in another transaction, need not be true any more."""
    if has_request_context():
        request.environ.pop(ANSWERS, None)
