"""The blueprint of all pages about writing to people."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("announcements", __name__)
