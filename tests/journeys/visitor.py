"""Somebody with a browser, who checks every page they open for barriers, console errors and blocked content."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Response

DESK, PHONE = 1280, 390
WAYS = tuple((width, theme) for width in (DESK, PHONE) for theme in ("light", "dark"))
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
# Chromium writes a console line for every answer of 400 and above, a refused form's 422 among them.
ALLOWED = re.compile(r"Failed to load resource: the server responded with a status of (401|403|404|409|422|429)")


@dataclass
class Visitor:
    """A browser tab and what it complained about."""

    context: BrowserContext
    page: Page
    ways: Sequence[tuple[int, str]] = WAYS
    complaints: list[str] = field(default_factory=list)
    visited: list[str] = field(default_factory=list)

    @classmethod
    @contextmanager
    def at_desk(
        cls, browser: Browser, *, ways: Sequence[tuple[int, str]] = WAYS, script: bool = True
    ) -> Iterator[Visitor]:
        """Open a tab of a new, empty profile; fails in the end when anything was complained about."""
        context = browser.new_context(viewport={"width": DESK, "height": 900}, java_script_enabled=script)
        visitor = cls(context, context.new_page(), ways)
        visitor.page.on("console", visitor._heard)
        visitor.page.on("pageerror", lambda error: visitor.complaints.append(str(error)))
        yield visitor
        context.close()
        assert visitor.complaints == []

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not ALLOWED.match(message.text):
            self.complaints.append(f"{self.page.url}: {message.text}")

    def open(self, url: str) -> Response | None:
        """Go to an address and look around."""
        response = self.page.goto(url)
        self.look()
        return response

    def press(self, name: str, role: str = "button") -> None:
        """Press the button, or follow the link, of this name, and look around on the page it leads to."""
        self.page.get_by_role(role, name=name, exact=True).first.click()  # type: ignore[arg-type]
        self.page.wait_for_load_state()
        self.look()

    def follow(self, name: str) -> None:
        self.press(name, role="link")

    def fill(self, **fields: str) -> None:
        """Fill in fields by their name in the form."""
        for name, value in fields.items():
            self.page.locator(f'[name="{name}"]').first.fill(value)

    def heading(self) -> str:
        return self.page.locator("h1").inner_text()

    def look(self) -> None:
        """Run axe on this page at both widths and in both themes, and see that nothing scrolls sideways."""
        if self.page.url in self.visited:
            return
        self.visited.append(self.page.url)
        for width, theme in self.ways:
            self.page.set_viewport_size({"width": width, "height": 900})
            self.page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
            found = barriers(self.page)
            assert found == [], (self.page.url, width, theme, found)
            assert self.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (self.page.url, width)
        self.page.set_viewport_size({"width": DESK, "height": 900})


def barriers(page: Page) -> list[dict[str, Any]]:
    """What axe finds: rule, and the first places it names."""
    results = Axe().run(page, options=RULES)
    return [
        {"rule": each["id"], "where": [node["html"][:160] for node in each["nodes"][:3]]}
        for each in results.response["violations"]
    ]
