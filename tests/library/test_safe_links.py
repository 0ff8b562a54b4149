"""Whatever stands in a text, what can be tapped leads to a page and to nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.library.check.sources import ADDRESS
from bot.library.render import bold, escaped, messages

PROGRAMS = ("javascript:alert(1)", "tg://user?id=5", "http://a.kz", "file:///etc/passwd", "data:text/html,x", "//a.kz")
MARKUP = ("<a href='tg://user?id=1'>x</a>", "x<script>alert(1)</script>", "<tg-emoji emoji-id='1'>x</tg-emoji>")


@pytest.mark.parametrize("address", PROGRAMS)
def test_words_lead_to_pages_and_to_nothing_else(address: str) -> None:
    (message,) = messages(f"[words]({address}) and [more](https://a.kz)")
    assert message.text == "words and more"
    assert [entity.url for entity in message.entities] == ["https://a.kz"]


@pytest.mark.parametrize("markup", MARKUP)
def test_html_in_a_text_is_nothing_but_its_words(markup: str) -> None:
    (message,) = messages(markup)
    assert message.entities == ()
    assert message.text in {"x", "xalert(1)"}


@pytest.mark.parametrize("address", [*PROGRAMS, "https://a.kz"])
def test_a_typed_link_is_a_finding_whatever_it_leads_to(address: str) -> None:
    assert ADDRESS.search(f"see [the page]( {address})")
    assert not ADDRESS.search("see [the page]({contact.gov}), and data: none")


@given(words=st.text(st.characters(codec="utf-8"), max_size=200))
def test_a_persons_own_words_make_no_link(words: str) -> None:
    for message in messages(bold(escaped(f"{words} [x](https://evil.kz)"))):
        assert not [entity for entity in message.entities if entity.url]
