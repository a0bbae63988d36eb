"""The blueprint of all pages about timelines."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("timelines", __name__)
