"""The blueprint of all pages about orientation."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("orientation", __name__)
