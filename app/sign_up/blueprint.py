"""The blueprint of all pages about signing up."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("sign_up", __name__)
