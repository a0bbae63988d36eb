"""Signing in and out, links that work once, one's own sign-ins and password."""

from flask import Blueprint

bp = Blueprint("accounts", __name__)

from app.accounts.routes import links, own, people, sign_in, signed_out  # noqa: E402, F401  they fill the blueprint
