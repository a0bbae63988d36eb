"""Random keys that people carry, and what the database keeps of them: never the key itself."""

from __future__ import annotations

import hashlib
import hmac
import secrets

from app.core.config import current_config

TOKEN_BYTES = 32
SHORTEST, LONGEST = 40, 64


def new_token() -> str:
    """A key of 256 random bits, fit for a cookie and a URL."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def digest(token: str) -> str:
    """What is stored of a key. The key is random, so a plain hash cannot be guessed back."""
    return hashlib.sha256(token.encode()).hexdigest()


def keyed(purpose: str, text: str) -> str:
    """What is stored of a text that could be guessed (an address): only this installation can compute it again."""
    key = current_config().secret_key.encode()
    return hmac.new(key, f"{purpose}|{text}".encode(), hashlib.sha256).hexdigest()
