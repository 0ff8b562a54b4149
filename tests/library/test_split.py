"""Long answers come in several messages, each within Telegram's limit, none with a style that runs out of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.fact import LANGUAGES
from bot.library.load import load
from bot.library.render import Rendered, messages, topic_messages
from tests.conftest import TODAY

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.i18n.catalogue import Texts
    from tests.library.planting import Content

LIMIT = 4096
words = st.sampled_from(["слово", "сөз", "word", "😀", "**bold**", "*em*", "[a link](https://a.kz/b)", "👨‍👩‍👧"])
paragraphs = st.tuples(st.lists(words, min_size=1, max_size=6), st.integers(1, 120)).map(
    lambda drawn: " ".join(drawn[0] * drawn[1])
)


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def assert_sendable(message: Rendered) -> None:
    assert 0 < units(message.text) <= LIMIT
    for entity in message.entities:
        assert entity.offset >= 0
        assert entity.length > 0
        assert entity.offset + entity.length <= units(message.text)


def test_a_text_that_just_fits_is_one_message() -> None:
    (message,) = messages("😀" * (LIMIT // 2))
    assert units(message.text) == LIMIT


def test_one_unit_more_makes_two_messages() -> None:
    assert len(messages("😀" * (LIMIT // 2) + "a")) == 2


def test_a_long_text_is_split_between_paragraphs() -> None:
    written = [f"**Part {number}** {'word ' * 300}end." for number in range(9)]
    sent = messages("\n\n".join(written))
    assert len(sent) == 5
    assert all(message.text.startswith("Part ") and message.text.endswith("end.") for message in sent)
    assert "\n\n".join(message.text for message in sent) == "\n\n".join(written).replace("**", "")


def test_styles_stay_with_their_words_in_every_part() -> None:
    for message in messages("\n\n".join(f"😀 **Part {number}** {'word ' * 300}end." for number in range(9))):
        coded = message.text.encode("utf-16-le")
        bold = [coded[e.offset * 2 : (e.offset + e.length) * 2].decode("utf-16-le") for e in message.entities]
        assert bold
        assert all(found.startswith("Part ") for found in bold)


@settings(deadline=None, max_examples=30)
@given(st.lists(paragraphs, min_size=1, max_size=12))
def test_every_message_can_be_sent_and_no_word_is_lost(written: list[str]) -> None:
    sent = messages("\n\n".join(written))
    for message in sent:
        assert_sendable(message)
    whole = "".join("\n\n".join(written).replace("*", "").replace("[a link](https://a.kz/b)", "a link").split())
    assert "".join("".join(message.text for message in sent).split()) == whole


def answer_of(content: Content, catalogues: Mapping[str, Texts], length: int) -> tuple[Rendered, ...]:
    for language in LANGUAGES:
        content.text("psych.crisis", language, "x" * length)
    library = load(content.folder)
    return topic_messages(library, library.graph.nodes["psych.crisis"], catalogues["en"], TODAY)


def test_sources_that_do_not_fit_below_the_answer_come_in_a_message_of_their_own(
    small: Content, catalogues: Mapping[str, Texts]
) -> None:
    (short,) = answer_of(small, catalogues, 1)
    room = LIMIT - units(short.text)
    (full,) = answer_of(small, catalogues, 1 + room)
    assert units(full.text) == LIMIT
    answer, sources = answer_of(small, catalogues, 2 + room)
    assert_sendable(answer)
    assert_sendable(sources)
    assert sources.text.startswith("Sources: ")
    assert sources.entities[0].type == "expandable_blockquote"
    assert "Compared with" in answer.text
