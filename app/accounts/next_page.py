"""Where to go after signing in: a page of this site, never another one's."""

from __future__ import annotations

from urllib.parse import urlsplit

HOME = "/"
LONGEST = 2_000


def safe_next(target: str | None) -> str:
    r"""The path that was asked for, or the front page for anything that a browser might take for another site.

    A path begins with exactly one slash. Browsers read a backslash as a slash and drop tabs and line ends, so
    nothing with one of those is a path, nor anything that holds a scheme, a host, or a character that is not shown.

    >>> safe_next("/people?page=2"), safe_next("//evil.example"), safe_next("/\\evil.example")
    ('/people?page=2', '/', '/')
    """
    if not target or len(target) > LONGEST or not target.startswith("/") or target.startswith("//"):
        return HOME
    if "\\" in target or not target.isprintable() or any(character.isspace() for character in target):
        return HOME
    try:
        parts = urlsplit(target)
    except ValueError:
        return HOME
    return HOME if parts.scheme or parts.netloc else target
