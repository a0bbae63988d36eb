"""Words as they were written, made into a page safely: no HTML of anybody's, no pictures, no links but three kinds."""

from __future__ import annotations

import re

import nh3
from markdown_it import MarkdownIt
from markupsafe import Markup

_MARKDOWN = MarkdownIt("commonmark", {"html": False, "breaks": True, "maxNesting": 12}).disable(
    ["image", "html_inline"]
)
TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "blockquote", "code", "pre", "a", "hr"}

_READ = r"\\`*_\[\]<>&\x00-\x1f\x7f-\xa0\u2028\u2029\ud800-\udfff"
_LINE = rf"[^\W\d_](?:[^{_READ}]*[^{_READ}\s])?"
_PLAIN = re.compile(rf"{_LINE}(?:\n+{_LINE})*\n*")
"""Lines that begin with a letter and hold nothing that Markdown or HTML would read: most of what people write."""
_GAP = re.compile(r"\n{2,}")


def to_html(text: str) -> Markup:
    """Markdown as HTML; links lead to web pages and addresses of mail only, and tell nobody where they came from."""
    return _paragraphs(text) if _PLAIN.fullmatch(text) else rendered(text)


def rendered(text: str) -> Markup:
    """The same the long way, which a page of a hundred letters need not go for plain ones."""
    cleaned = nh3.clean(
        _MARKDOWN.render(text),
        tags=TAGS,
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer",
        clean_content_tags=set(),
    )
    return Markup(cleaned)  # noqa: S704  nh3 has just taken out what is not in the lists above


def _paragraphs(text: str) -> Markup:
    paragraphs = (each.replace("\n", "<br>\n") for each in _GAP.split(text.rstrip("\n")))
    return Markup("".join(f"<p>{each}</p>\n" for each in paragraphs))  # noqa: S704  no < and no & stands in it
