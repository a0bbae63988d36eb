"""Words become a page: what is plain takes a short way, to the same page."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.core.markdown import rendered, to_html

WRITTEN = st.text(
    alphabet=st.sampled_from("aZé“’\"'.,:;!?-=+#>1 \n\t*_`[]()<&~|\\\u00a0/@")
    | st.characters(exclude_categories=["Cs"]),
    max_size=60,
)


@given(WRITTEN)
@example("Dear Ana,\nthank you.\n\nYours\n")
@example("a\n===")
@example("a\n\n\nb  \nc")
@example('a “b” it\'s "so" (1) - 2 + 3 # 4')
def test_the_short_way_leads_to_the_same_page(text: str) -> None:
    assert to_html(text) == rendered(text)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("One\ntwo\n\nthree", "<p>One<br>\ntwo</p>\n<p>three</p>\n"),
        ("**So** <b>be</b> it", "<p><strong>So</strong> &lt;b&gt;be&lt;/b&gt; it</p>\n"),
    ],
)
def test_words_are_paragraphs_and_nothing_of_anybodys_html(text: str, html: str) -> None:
    assert to_html(text) == html
