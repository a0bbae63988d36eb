"""What stands around a page: the ways in the letterhead, the person menu, the foot, a banner, the session's end.

Core knows no area, so each area hands its own entries in when its routes are imported. An entry whose endpoint the
application does not have is left out: an application may run with fewer areas.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from flask import current_app, request, url_for

LETTERHEAD, MENU, COLOPHON = "letterhead", "menu", "colophon"
MOST_WAYS = 4

Visible = Callable[[Any], bool]
Values = Callable[[Any], Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Way:
    """A place somebody can go to. ``is_here``: this very page; ``is_current``: this page or one below it."""

    label: str
    url: str
    is_current: bool
    is_here: bool
    is_post: bool


@dataclass(frozen=True, slots=True)
class Banner:
    """A strip above everything else, with at most one link."""

    text: str
    label: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class SessionEnd:
    """In how many seconds this sign-in session ends unless something happens, and where to ask for more time."""

    seconds_left: int
    extend_url: str


class Entry(NamedTuple):
    """How an area describes a way, before it is known who looks."""

    order: int
    endpoint: str
    place: str
    label: Any
    visible: Visible
    values: Values | None
    is_post: bool


_ENTRIES: dict[tuple[str, str], Entry] = {}
_ROOMS: dict[str, str] = {}
_BANNERS: list[Callable[[Any], Banner | None]] = []
_SESSION_ENDS: list[Callable[[Any], SessionEnd | None]] = []


def everybody(_person: Any) -> bool:
    """Visible to whoever looks."""
    return True


def way(label: Any, endpoint: str, order: int, visible: Visible = everybody, values: Values | None = None) -> None:
    """Add a place to the letterhead. Beyond four, the later ones move into the person menu."""
    _ENTRIES[LETTERHEAD, endpoint] = Entry(order, endpoint, LETTERHEAD, label, visible, values, False)


def menu_entry(
    label: Any,
    endpoint: str,
    order: int,
    visible: Visible = everybody,
    values: Values | None = None,
    *,
    is_post: bool = False,
) -> None:
    """Add a line to the person menu; ``is_post`` makes it a button that posts, as signing out must be."""
    _ENTRIES[MENU, endpoint] = Entry(order, endpoint, MENU, label, visible, values, is_post)


def colophon_link(label: Any, endpoint: str, order: int) -> None:
    """Add a link at the foot of every page, signed in or not."""
    _ENTRIES[COLOPHON, endpoint] = Entry(order, endpoint, COLOPHON, label, everybody, None, False)


def lies_below(blueprint: str, endpoint: str) -> None:
    """Count the pages of a blueprint as below this way, although their addresses do not begin with its own."""
    _ROOMS[blueprint] = endpoint


def banner(finder: Callable[[Any], Banner | None]) -> Callable[[Any], Banner | None]:
    """Register what may say something above every page to the person who looks (None: signed out)."""
    _BANNERS.append(finder)
    return finder


def session_end(finder: Callable[[Any], SessionEnd | None]) -> Callable[[Any], SessionEnd | None]:
    """Register what knows when this person's sign-in session ends."""
    _SESSION_ENDS.append(finder)
    return finder


def ways(person: Any) -> list[Way]:
    """Return every place in the letterhead that is visible to ``person``, none for somebody signed out."""
    return _ways(LETTERHEAD, person) if person is not None else []


def letterhead_ways(person: Any) -> list[Way]:
    """Return the ways that fit into the letterhead."""
    return ways(person)[:MOST_WAYS]


def person_menu(person: Any) -> list[Way]:
    """Return the ways that did not fit, then the person's own entries."""
    return [] if person is None else ways(person)[MOST_WAYS:] + _ways(MENU, person)


def colophon(person: Any) -> list[Way]:
    """Return the links at the foot of the page."""
    return _ways(COLOPHON, person)


def banners(person: Any) -> list[Banner]:
    """Return what is to be said above this page."""
    return [found for finder in _BANNERS if (found := finder(person)) is not None]


def end_of_session(person: Any) -> SessionEnd | None:
    """Return when this person's session ends, None for somebody signed out or where nobody knows."""
    found = (finder(person) for finder in _SESSION_ENDS) if person is not None else iter(())
    return next((end for end in found if end is not None), None)


def _ways(place: str, person: Any) -> list[Way]:
    entries = [entry for entry in _ENTRIES.values() if entry.place == place and _is_open(entry, person)]
    entries.sort(key=lambda entry: (entry.order, entry.endpoint))
    urls = [url_for(entry.endpoint, **(entry.values(person) if entry.values else {})) for entry in entries]
    room = next((url for entry, url in zip(entries, urls, strict=True) if entry.endpoint == _room()), None)
    current = room or _nearest(urls)
    return [
        Way(str(entry.label), url, url == current, url == request.path, entry.is_post)
        for entry, url in zip(entries, urls, strict=True)
    ]


def _is_open(entry: Entry, person: Any) -> bool:
    return entry.endpoint in current_app.view_functions and entry.visible(person)


def _room() -> str | None:
    return _ROOMS.get(request.blueprint or "")


def _nearest(urls: Iterable[str]) -> str | None:
    """Return the longest of the addresses that this page lies at or below; the front page has nothing below it."""
    at_or_below = [url for url in urls if request.path == url or (url != "/" and request.path.startswith(f"{url}/"))]
    return max(at_or_below, key=len, default=None)
