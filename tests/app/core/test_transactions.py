"""Transactions at the edge."""

from __future__ import annotations

from flask import Flask
from sqlalchemy import func, select, update

from app.core.audit import AuditEvent, record
from app.core.db import db
from app.core.transactions import give_way, own_transaction


def test_a_request_that_gave_way_keeps_nobody_from_writing(app: Flask) -> None:
    with app.test_request_context("/", method="POST"):
        db.session.scalar(select(func.count()).select_from(AuditEvent))

        give_way()

        with own_transaction() as other:
            other.execute(update(AuditEvent).values(kind="written"))
        assert record(None, "goes on").kind == "goes on"
        db.session.rollback()
