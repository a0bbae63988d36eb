"""The blueprint of all pages about people."""

from __future__ import annotations

import re
from collections.abc import Iterable

from flask import Blueprint

from app.core.db import PUBLIC_ID_LENGTH

bp = Blueprint("people", __name__)

PUBLIC_ID = re.compile(rf"[0-9a-z]{{{PUBLIC_ID_LENGTH}}}")


def public_ids(values: Iterable[str | None]) -> list[str]:
    """Those of the values that can be public ids; whatever else a form was made to send is left out."""
    return [value for value in values if value and PUBLIC_ID.fullmatch(value)]


def public_id_in(value: str | None) -> str:
    """The public id that was sent, empty for anything else."""
    return next(iter(public_ids([value])), "")
