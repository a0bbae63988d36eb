"""How a page is looked at: at which width, in which colours, and what must not be found there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

DESK, PHONE = 1280, 390
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
AXE = """async ([standards, rules]) => {
  const found = await axe.run(document, {runOnly: standards, rules, resultTypes: ["violations"], preload: false});
  return found.violations.map((each) => ({rule: each.id, where: each.nodes.slice(0, 3).map((node) => node.html)}));
}"""
MADE_OF = """() => [...new Set([...document.body.querySelectorAll("*:not(svg *)")].map((each) => {
  const name = (one) => `${one.tagName}.${one.getAttribute("class") || ""}`;
  const tells = (one) => one.value.length < 6 && /^(aria-|role|type)/.test(one.name);
  const said = (one) => tells(one) ? `${one.name}=${one.value}` : one.name;
  const attributes = [...each.attributes].map(said).sort().join(" ");
  return `${name(each.parentElement)} ${name(each)} ${attributes} ${each.textContent.trim() ? "" : "empty"}`;
}))]"""
ASKS_FOR_NEWS = """document.querySelector('[hx-get$="/progress"]') !== null"""
PROGRESS = re.compile(r"/progress$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A width and a theme; ``has_own_colours``: the reader's system puts its own in place of ours."""

    width: int = DESK
    theme: str = "light"
    has_own_colours: bool = False

    def __str__(self) -> str:
        return f"{self.width}-{self.theme}{'-own-colours' if self.has_own_colours else ''}"

    def put_on(self, page: Page) -> None:
        """Show the page this way."""
        page.set_viewport_size({"width": self.width, "height": 900})
        page.emulate_media(
            color_scheme=self.theme,  # type: ignore[arg-type]
            forced_colors="active" if self.has_own_colours else "none",
        )


FOUR_WAYS = tuple(Way(width=width, theme=theme) for width in (DESK, PHONE) for theme in ("light", "dark"))
# Both widths and both themes. Whoever wants all four, and more, runs ``./dev drill looks``.
TWO_WAYS = (Way(), Way(width=PHONE, theme="dark"))
ONE_WAY = (Way(),)
KNOWN: set[object] = set()
"""What the pages are made of that any story of this run has looked at."""


def problems(page: Page, way: Way, *, with_colours: bool = True) -> list[str]:
    """What is wrong with this page as it is shown now."""
    measured = with_colours and not way.has_own_colours  # those of the reader's system are not ours
    found = [f"{each['rule']}: {' | '.join(each['where'])[:400]}" for each in barriers(page, with_colours=measured)]
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return found + ([f"scrolls sideways by {wide} px: {widest(page)}"] if wide > 0 else [])


def barriers(page: Page, *, with_colours: bool) -> list[dict[str, Any]]:
    """What axe finds: rule, and the first places it names. To measure colours takes most of its time."""
    if page.evaluate("typeof axe === 'undefined'"):
        page.evaluate(AXE_SCRIPT)
    rules = {"color-contrast": {"enabled": with_colours}}
    found: list[dict[str, Any]] = page.evaluate(AXE, [STANDARDS, rules])
    return found


def made_of(page: Page) -> frozenset[str]:
    """Each kind of element on the page: what it is, what it lies in, and its attributes, whatever it says."""
    return frozenset(page.evaluate(MADE_OF))


def widest(page: Page) -> str:
    """The innermost elements that reach beyond the right edge."""
    beyond = """() => [...document.body.querySelectorAll("*")]
      .filter((each) => each.getBoundingClientRect().right > innerWidth + 1)
      .slice(-3).map((each) => each.outerHTML.slice(0, 120)).join(" | ")"""
    return str(page.evaluate(beyond))


@contextmanager
def held_still(page: Page) -> Iterator[None]:
    """Let a page that asks for news of its job get none for a moment."""
    if not page.evaluate(ASKS_FOR_NEWS):
        yield
        return
    page.route(PROGRESS, lambda route: route.fulfill(status=204))
    yield
    page.unroute(PROGRESS)


def photograph(page: Page, path: Path) -> None:
    """Keep the whole page as a picture."""
    path.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=path, full_page=True)
