"""The blueprint of all pages about stretch tasks."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("stretch", __name__)
