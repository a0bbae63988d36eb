"""What happened, by whom: events in the transaction of the change, refusals in one of their own."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from flask import Flask, Response, g, has_request_context, request
from sqlalchemy import Index, String, insert
from sqlalchemy.orm import Mapped, mapped_column

from app.core.actor import Actor, current_actor
from app.core.bulk import run_for_each
from app.core.classification import INTERNAL
from app.core.clock import now
from app.core.db import Base, db
from app.core.transactions import own_transaction


class AuditEvent(Base):
    """One change that was made. Names rows by public id, holds no words that anybody wrote."""

    __tablename__ = "audit_event"
    __table_args__ = (Index("ix_audit_event_object", "object_type", "object_id"),)

    id: Mapped[int] = mapped_column(primary_key=True, info=INTERNAL)
    at: Mapped[datetime] = mapped_column(default=now, index=True, info=INTERNAL)
    kind: Mapped[str] = mapped_column(String(80), index=True, info=INTERNAL)
    actor_id: Mapped[str | None] = mapped_column(String(16), index=True, info=INTERNAL)
    object_type: Mapped[str | None] = mapped_column(String(40), info=INTERNAL)
    object_id: Mapped[str | None] = mapped_column(String(16), info=INTERNAL)
    detail: Mapped[dict[str, Any]] = mapped_column(default=dict, info=INTERNAL)


class Refusal(Base):
    """One attempt that was refused: a failed sign-in, a page that is not this person's to open."""

    __tablename__ = "refusal"
    __table_args__ = (
        Index("ix_refusal_kind_subject_at", "kind", "subject", "at"),
        Index("ix_refusal_kind_address_at", "kind", "address", "at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, info=INTERNAL)
    at: Mapped[datetime] = mapped_column(default=now, index=True, info=INTERNAL)
    kind: Mapped[str] = mapped_column(String(80), info=INTERNAL)
    subject: Mapped[str | None] = mapped_column(String(64), info=INTERNAL)
    address: Mapped[str | None] = mapped_column(String(45), info=INTERNAL)
    actor_id: Mapped[str | None] = mapped_column(String(16), info=INTERNAL)
    endpoint: Mapped[str | None] = mapped_column(String(120), info=INTERNAL)


def record(actor: Actor | None, kind: str, obj: Any = None, **detail: Any) -> AuditEvent:
    """Write an event beside the change it tells of; ``actor`` None stands for the system. The caller commits.

    ``detail`` is for counts, states and public ids, never for what somebody typed.
    """
    event = AuditEvent(
        kind=kind,
        actor_id=actor.public_id if actor else None,
        object_type=obj.__tablename__ if obj is not None else None,
        object_id=getattr(obj, "public_id", None),
        detail=detail,
    )
    db.session.add(event)
    return event


def record_each(actor: Actor | None, kind: str, objects: Iterable[Any], **detail: Any) -> None:
    """The same as ``record`` for each of thousands of rows that are stored already. The caller commits."""
    common = {"kind": kind, "actor_id": actor.public_id if actor else None, "detail": detail}
    run_for_each(
        insert(AuditEvent),
        ({**common, "object_type": each.__tablename__, "object_id": each.public_id} for each in objects),
    )


def record_refusal(kind: str, *, subject: str | None = None) -> None:
    """Remember an attempt that was refused; written after the request has rolled back, so that it survives.

    ``subject`` is what the attempt was about, already hashed where it is a person's address.
    """
    if not has_request_context():
        return
    actor = current_actor()
    refusal = {
        "kind": kind,
        "subject": subject,
        "address": request.remote_addr,
        "actor_id": actor.public_id if actor else None,
        "endpoint": request.endpoint,
    }
    g.setdefault("refusals", []).append(refusal)


def init_app(app: Flask) -> None:
    """Write the refusals of a request once the request's own transaction is over."""
    app.after_request(_write_refusals)


def _write_refusals(response: Response) -> Response:
    refusals = g.pop("refusals", [])
    if refusals:
        db.session.rollback()
        with own_transaction() as session:
            session.add_all(Refusal(**each) for each in refusals)
    return response
