"""A page that is made of sections: areas hand theirs in, so that the area that serves the page knows none of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, ParamSpec

Given = ParamSpec("Given")


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A fragment of the page. ``urgency`` above 0: it wants to be the one next thing to do, the highest wins."""

    template: str
    urgency: int = 0
    context: Mapping[str, Any] = field(default_factory=dict)


class Sections(Generic[Given]):
    """The makers of one page's sections, each called with what the page is about; None: nothing to say."""

    def __init__(self) -> None:
        self._makers: dict[str, tuple[int, Callable[Given, Section | None]]] = {}

    def section(
        self, name: str, *, order: int
    ) -> Callable[[Callable[Given, Section | None]], Callable[Given, Section | None]]:
        """Register the function below; sections stand in their ``order``."""

        def register(maker: Callable[Given, Section | None]) -> Callable[Given, Section | None]:
            self._makers[name] = (order, maker)
            return maker

        return register

    def of(self, *args: Given.args, **kwargs: Given.kwargs) -> tuple[Section | None, list[Section]]:
        """The next thing to do, None when nothing is, and the sections below it."""
        ordered = sorted(self._makers.values(), key=lambda entry: entry[0])
        found = [each for _, maker in ordered if (each := maker(*args, **kwargs)) is not None]
        urgent = max((each for each in found if each.urgency), key=lambda each: each.urgency, default=None)
        return urgent, [each for each in found if not each.urgency]
