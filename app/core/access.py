"""Permission is data: actions, a table of rules, an evaluator, and views that declare what they need.

Each area enumerates its actions and writes a table ``action → rules`` (``policy.py``). An action that is in no
table is allowed to nobody. Every view declares its access with one of the decorators below, or the application
refuses to start.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from functools import wraps
from typing import Any, Self
from urllib.parse import urlsplit

from flask import Flask, abort, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.core.actor import current_actor
from app.core.db import READING_METHODS

Rule = Callable[[Any, Any], bool]
Finder = Callable[[str], Any]
View = Callable[..., Any]

SIGN_IN = "accounts.sign_in"


class Action(StrEnum):
    """Base of each area's actions: a name ``resource:verb`` and a sentence that says what it allows."""

    sentence: str

    def __new__(cls, name: str, sentence: str) -> Self:
        member = str.__new__(cls, name)
        member._value_ = name
        member.sentence = sentence
        return member


class Declared(StrEnum):
    """Access that needs no action."""

    PUBLIC = "public"
    SIGNED_IN = "signed-in"


class UndeclaredAccess(RuntimeError):
    """A view says nothing about who may open it; the application does not start."""


TABLE: dict[str, tuple[Rule, ...]] = {}


def allow(policy: Mapping[Any, tuple[Rule, ...]]) -> None:
    """Add an area's table; an action may be in one table only."""
    twice = TABLE.keys() & {str(action) for action in policy}
    if twice:
        raise UndeclaredAccess(f"Two tables speak about {sorted(twice)}.")
    TABLE.update({str(action): rules for action, rules in policy.items()})


def can(person: Any, action: str, obj: Any = None) -> bool:
    """Whether any rule written for ``action`` lets ``person`` do it to ``obj``; an action unknown here: no."""
    if person is None or not person.is_active:
        return False
    return any(rule(person, obj) for rule in TABLE.get(str(action), ()))


def guarded(action: Action, *, see: Action | None = None, **find: Finder) -> Callable[[View], View]:
    """Only for those who may do ``action``.

    With one finder, ``person=person_by_public_id``, the URL's ``person_id`` is looked up and the view gets
    ``person``, found and checked. Who may not even ``see`` it (by default: not do ``action``) gets the same 404 as
    for something that does not exist; who may see it and not do this gets 403; somebody signed out signs in first. An
    address without an object is a 404 to those who may not ``see`` it where that is given.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def door(**kwargs: Any) -> Any:
            person = current_actor()
            if person is None:
                return sign_in_first()
            obj = None
            for name, finder in find.items():
                obj = finder(kwargs.pop(f"{name}_id"))
                if obj is None or not can(person, see or action, obj):
                    abort(404)
                kwargs[name] = obj
            if not find and see is not None and not can(person, see):
                abort(404)
            if not can(person, action, obj):
                abort(403)
            return view(**kwargs)

        return declare(door, action)

    return decorate


def signed_in(view: View) -> View:
    """For everybody who is signed in."""

    @wraps(view)
    def door(**kwargs: Any) -> Any:
        return view(**kwargs) if current_actor() else sign_in_first()

    return declare(door, Declared.SIGNED_IN)


def public(view: View) -> View:
    """For everybody, signed in or not."""
    return declare(view, Declared.PUBLIC)


def declare(view: View, access: Action | Declared) -> View:
    """Write on the view what it needs, for the start-up check and the access matrix."""
    view.access = access  # type: ignore[attr-defined]  # read by ``declared_access``
    return view


def declared_access(view: View) -> Action | Declared | None:
    """What the view needs, None where it does not say."""
    return getattr(view, "access", None)


SignedOut = Callable[[], ResponseReturnValue | None]
_POSTED_SIGNED_OUT: list[SignedOut] = []


def on_signed_out(handler: SignedOut) -> SignedOut:
    """Register what may answer a form that was posted by somebody signed out, so that nothing typed is lost."""
    _POSTED_SIGNED_OUT.append(handler)
    return handler


def sign_in_first() -> ResponseReturnValue:
    """Send somebody signed out to sign in, and back here afterwards when that is a page that can be opened again."""
    if request.headers.get("HX-Request") and request.method in READING_METHODS:
        # A script would follow a redirect and paste the sign-in page into the page it stands on.
        page = urlsplit(request.headers.get("HX-Current-URL", "")).path
        return "", 401, {"HX-Redirect": url_for(SIGN_IN, next=page or None)}
    if request.method in READING_METHODS:
        back = request.full_path.rstrip("?")
        return redirect(url_for(SIGN_IN, next=back if back != "/" else None), code=303)
    answers = (handler() for handler in _POSTED_SIGNED_OUT)
    return next((answer for answer in answers if answer is not None), redirect(url_for(SIGN_IN), code=303))


def refuse_undeclared(app: Flask) -> None:
    """Raise UndeclaredAccess naming every view that declares nothing; called last by the factory."""
    silent = sorted(name for name, view in app.view_functions.items() if declared_access(view) is None)
    if silent:
        raise UndeclaredAccess(f"No declared access: {', '.join(silent)}.")
