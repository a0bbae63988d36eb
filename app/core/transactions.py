"""One transaction per write, owned by the edge: the view, the job or the command; services only flush."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import ParamSpec

from flask import make_response
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.core.constraints import rule_behind
from app.core.db import db

FIRST_REFUSAL = 400

P = ParamSpec("P")


def transactional(view: Callable[P, ResponseReturnValue]) -> Callable[P, ResponseReturnValue]:
    """Commit what the view wrote when it answers below 400, roll back otherwise.

    A constraint that the database found broken becomes RuleBroken, as if a service had said it.
    """

    @wraps(view)
    def edge(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
        with _translated():
            try:
                response = make_response(view(*args, **kwargs))
                if response.status_code < FIRST_REFUSAL:
                    db.session.commit()
                else:
                    db.session.rollback()
            except BaseException:
                db.session.rollback()
                raise
        return response

    edge.is_transactional = True  # type: ignore[attr-defined]  # read by the house tests
    return edge


@contextmanager
def transaction() -> Iterator[Session]:
    """The same for jobs and commands: commits at the end of the block, rolls back when it raises."""
    with _translated():
        try:
            yield db.session()
            db.session.commit()
        except BaseException:
            db.session.rollback()
            raise


def give_way() -> None:
    """End the transaction of a request that has only read so far, before it works for long without the database.

    On SQLite a request that posts keeps all others from writing from its first question on.
    """
    db.session.rollback()


@contextmanager
def own_transaction() -> Iterator[Session]:
    """A short write of its own beside whatever else goes on: a refusal, a job's progress, the last-seen time.

    Never open one while the current request or job has written something that it has not yet committed:
    SQLite has one writer, and the two would wait for each other.
    """
    engine = db.engine.execution_options(writes=True)
    with Session(engine, expire_on_commit=False) as session, session.begin():
        yield session


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except IntegrityError as error:
        broken = rule_behind(error, db.metadata)
        if broken is None:
            raise
        raise broken from error
