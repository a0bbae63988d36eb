"""Going wherever links lead: one page of each kind, beginning at home."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from app.demo.cast import CastMember
from tests.journeys.installation import Installation
from tests.journeys.visitor import KEY, Visitor

# Everything that says what a page is made of and nothing of what it tells: two pages of the same shape look alike.
SHAPE = """() => [...new Set([...document.querySelectorAll("body *")]
  .map((each) => each.tagName + "." + (each.getAttribute("class") || "")))].sort().join(" ")"""
LINKS = 'links => links.map((each) => each.href.split("#")[0])'
# Each phase gives a cohort another page; of everything else one is like the next.
SEVERAL = {"/cohorts/…": 4, "/runs/…": 2}
FILE = re.compile(r"\.(csv|ics)(\?|$)|/files/|/copy$")


def kind_of(url: str) -> str:
    """The address without its keys and values: the same for each object of a kind."""
    path = re.sub(r"^https?://[^/]+", "", url)
    return KEY.sub("…", re.sub(r"=[^&]*", "", path))


def wander(visitor: Visitor, *starts: str, avoid: Iterable[str] = ()) -> list[str]:
    """Open an address of each kind that can be reached by links, and look around; the kinds that were found."""
    left = Counter(dict.fromkeys(avoid, 0))
    opened: list[str] = []
    waiting = list(starts)
    while waiting:
        url = waiting.pop(0)
        kind = kind_of(url)
        if left.setdefault(kind, SEVERAL.get(kind, 1)) < 1 or url in opened:
            continue
        left[kind] -= 1
        opened.append(url)
        response = visitor.page.goto(url)
        assert response is not None
        assert response.status == 200, url
        visitor.look((visitor.place, visitor.page.evaluate(SHAPE)))
        waiting += links_of(visitor)
    return sorted({kind_of(url) for url in opened})


def links_of(visitor: Visitor) -> list[str]:
    """Where the page leads to within this installation, files left out."""
    home = re.match(r"https?://[^/]+/", visitor.page.url)
    assert home is not None
    links: list[str] = visitor.page.eval_on_selector_all("a[href]", LINKS)
    return [link for link in links if link.startswith(home[0]) and not FILE.search(link)]


def sign_in_as(visitor: Visitor, company: Installation, member: CastMember) -> None:
    """One click on the demonstration's page."""
    visitor.open(f"{company.url}/demonstration")
    visitor.press(f"Sign in as {member.name}, {member.role}")
