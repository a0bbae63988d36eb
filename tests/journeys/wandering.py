"""Going wherever links lead: one page of each kind, beginning at home."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from html import unescape
from urllib.parse import urljoin

from app.demo.cast import CastMember
from tests.journeys.installation import Installation
from tests.journeys.visitor import KEY, Visitor, place_of

# Everything that says what a page is made of and nothing of what it tells.
TAG = re.compile(r"<([a-z][\w-]*)([^>]*)>")
CLASS = re.compile(r'\bclass="([^"]*)"')
LINK = re.compile(r'<a\b[^>]*\bhref="([^"#]*)')
# Each phase gives a cohort another page; of everything else one is like the next.
SEVERAL = {"/cohorts/…": 4, "/runs/…": 2}
FILE = re.compile(r"\.(csv|ics)(\?|$)|/files/|/copy$")


def kind_of(url: str) -> str:
    """The address without its keys and values: the same for each object of a kind."""
    path = re.sub(r"^https?://[^/]+", "", url)
    return KEY.sub("…", re.sub(r"=[^&]*", "", path))


def wander(visitor: Visitor, *starts: str, avoid: Iterable[str] = ()) -> list[str]:
    """Ask for an address of each kind that can be reached by links; the kinds that were found.

    A page is opened and looked at where something in it was not seen at its place before: to show it takes a browser
    longer than to get it.
    """
    left = Counter(dict.fromkeys(avoid, 0))
    asked: set[str] = set()
    waiting = list(starts)
    while waiting:
        url = waiting.pop(0)
        kind = kind_of(url)
        if left.setdefault(kind, SEVERAL.get(kind, 1)) < 1 or url in asked:
            continue
        left[kind] -= 1
        asked.add(url)
        answer = visitor.context.request.get(url)
        assert answer.status == 200, url
        text = answer.text()
        new = {(place_of(answer.url), each) for each in shape_of(text)} - visitor.seen
        if new:
            visitor.page.goto(url)
            visitor.look(frozenset(new))
            visitor.seen |= new
        waiting += links_in(text, answer.url)
    return sorted({kind_of(url) for url in asked})


def shape_of(text: str) -> frozenset[str]:
    """The elements that a page is made of, with their classes."""
    found = ((name, CLASS.search(rest)) for name, rest in TAG.findall(text))
    return frozenset(f"{name}.{classes[1] if classes else ''}" for name, classes in found)


def links_in(text: str, url: str) -> list[str]:
    """Where the page leads to within this installation, files left out."""
    links = [urljoin(url, unescape(link)) for link in LINK.findall(text)]
    return [link for link in links if link.startswith(urljoin(url, "/")) and not FILE.search(link)]


def sign_in_as(visitor: Visitor, company: Installation, member: CastMember) -> None:
    """One click on the demonstration's page."""
    visitor.open(f"{company.url}/demonstration")
    visitor.press(f"Sign in as {member.name}, {member.role}")
