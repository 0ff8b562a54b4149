"""An answer as its reader sees it: facts put in, styles where they belong, the warning, the sources, the addresses."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.fact import LANGUAGES
from bot.domain.faq import ORIGINAL
from bot.library.load import load
from bot.library.render import Entity, Rendered, messages, sources_of, topic_messages
from tests.conftest import TODAY
from tests.library.planting import fact, source

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.domain.faq import Node
    from bot.entry.knowledge import Knowledge
    from bot.i18n.catalogue import Texts
    from bot.library.reading import Library
    from tests.library.planting import Content

NAME = "psych.crisis"
WARNING = "This may be outdated"


@pytest.fixture
def content(small: Content) -> Content:
    facts = {
        "n.term": fact(confidence="two_sources", sources=["news"]),
        "n.star": fact(unit="phone", value="+7 727", confidence="unverified"),
        "n.site": fact(unit="link", value="https://egov.kz", label="egov.kz"),
        "n.fine": fact(unit="mci", value=10),
        "n.law": fact(unit="date", value=date(2025, 11, 17)),
        "n.start": fact(unit="date", value=date(2026, 7, 1)),
        "mci": fact(unit="tenge", value=None, by_year={2026: 4325}),
    }
    sources = {
        "news": source(
            kind="news", title=dict.fromkeys(LANGUAGES, "A *paper*"), url="https://news.kz/1", date="2025-03"
        ),
        "own": {
            k: v for k, v in source(kind="own", title=dict.fromkeys(LANGUAGES, "This program")).items() if k != "url"
        },
        "dated": source(date="2022-05-01"),
    }
    small.facts("numbers", facts, sources)
    return small


def shown(
    content: Content, catalogues: Mapping[str, Texts], body: str, language: str = "en", on: date = TODAY, **node: object
) -> Rendered:
    """Write the body into all languages of a topic and return its one message. `follows` spoils the translations."""
    spoilt = {"follows": node.pop("follows")} if "follows" in node else {}
    for other in LANGUAGES:
        content.text(NAME, other, body, **({} if other == ORIGINAL else spoilt))
    content.node(NAME, **node)
    library = load(content.folder)
    (message,) = topic_messages(library, library.graph.nodes[NAME], catalogues[language], on)
    return message


def styled(message: Rendered) -> list[tuple[str, str]]:
    """Return each style with the words under it, found by counting as Telegram counts."""
    units = message.text.encode("utf-16-le")
    return [(e.type, units[e.offset * 2 : (e.offset + e.length) * 2].decode("utf-16-le")) for e in message.entities]


def test_an_answer_begins_with_its_title_and_ends_with_its_sources(
    content: Content, catalogues: Mapping[str, Texts]
) -> None:
    message = shown(content, catalogues, "The answer.")
    assert message.text == (
        f"About {NAME}\n\nThe answer.\n\nCompared with public texts: 21 November 2026\n\n"
        "Sources: Law (2022)\nRests on: official texts"
    )
    assert styled(message) == [
        ("bold", f"About {NAME}"),
        ("italic", "Compared with public texts: 21 November 2026"),
        ("expandable_blockquote", "Sources: Law (2022)\nRests on: official texts"),
        ("text_link", "Law (2022)"),
    ]


@pytest.mark.parametrize(("language", "term"), [("ru", "3 дня"), ("kk", "3 күн"), ("en", "3 days")])
def test_facts_stand_in_the_language_of_the_reader(
    content: Content, catalogues: Mapping[str, Texts], language: str, term: str
) -> None:
    text = shown(content, catalogues, "{n.term}, {n.term|n}, {n.star}", language).text.replace("\xa0", " ")
    assert f"{term}, 3, +7 727" in text


def test_a_fine_says_what_it_is_worth(content: Content, catalogues: Mapping[str, Texts]) -> None:
    text = shown(content, catalogues, "{n.fine}; {n.fine|tenge}; {n.start}").text.replace("\xa0", " ")
    assert "10 MCI (43,250 tenge in 2026); 43,250 tenge; 1 July 2026" in text


def test_a_link_can_be_tapped_by_its_own_words_or_by_ours(content: Content, catalogues: Mapping[str, Texts]) -> None:
    message = shown(content, catalogues, "{n.site} or [your cabinet]({n.site|url})")
    linked = [words for kind, words in styled(message) if kind == "text_link"]
    assert linked == ["egov.kz", "your cabinet", "Law (2022)"]


def test_signs_of_markdown_in_values_and_titles_are_shown_as_they_are(
    content: Content, catalogues: Mapping[str, Texts]
) -> None:
    message = shown(content, catalogues, "{n.term} *em*")
    assert ("italic", "em") in styled(message)
    assert ("text_link", "A *paper*") in styled(message)


@pytest.mark.parametrize("title", ["a*b*c", "_a_", "[a](b)", "`a`", "a\\b", "<b>a</b>", "**"])
def test_a_title_may_hold_any_signs(content: Content, catalogues: Mapping[str, Texts], title: str) -> None:
    for language in LANGUAGES:
        content.text(NAME, language, title=title)
    library = load(content.folder)
    (message,) = topic_messages(library, library.graph.nodes[NAME], catalogues["en"], TODAY)
    assert styled(message)[0] == ("bold", title)


def test_styles_are_counted_in_utf_16_units(content: Content, catalogues: Mapping[str, Texts]) -> None:
    message = shown(content, catalogues, "😀👨‍👩‍👧 **жирный 😀** ә [link](https://a.kz/b) *end*")
    assert styled(message)[1:4] == [("bold", "жирный 😀"), ("text_link", "link"), ("italic", "end")]
    assert styled(message)[5:] == [
        ("expandable_blockquote", "Sources: Law (2022)\nRests on: official texts"),
        ("text_link", "Law (2022)"),
    ]


def test_lists_and_quotes_are_shown(content: Content, catalogues: Mapping[str, Texts]) -> None:
    message = shown(content, catalogues, "1. one\n2. two\n\n- three\n\n> quoted\n\nend")
    assert "1. one\n2. two\n\n• three\n" in message.text
    assert ("blockquote", "quoted") in styled(message)


def test_whom_an_answer_concerns_is_said(content: Content, catalogues: Mapping[str, Texts]) -> None:
    message = shown(content, catalogues, "Text.", audience=["eaeu", "visa", "visa_free", "permit"])
    said = "Who this is for: citizens of the EAEU, visa holders, other visa-free visitors, permit holders"
    assert ("italic", said) in styled(message)
    assert "Who this is for" not in shown(content, catalogues, "Text.").text


def test_lines_stand_before_and_after_the_text(content: Content, catalogues: Mapping[str, Texts]) -> None:
    for language in LANGUAGES:
        content.write(f"lines/last/{language}.md", "The last word: {n.term|n}.\n")
    text = shown(content, catalogues, "Text.", opens_with=["lawyer_first"], closes_with=["last"]).text
    assert "\n\nA lawyer first.\n\nText.\n\nThe last word: 3.\n\nCompared" in text
    assert "A *paper*" in text


@pytest.mark.parametrize(("days", "warned"), [(-1, False), (0, False), (1, True)])
def test_an_answer_past_its_review_warns(
    content: Content, catalogues: Mapping[str, Texts], days: int, *, warned: bool
) -> None:
    text = shown(content, catalogues, "Text.", on=date(2027, 2, 21) + timedelta(days=days)).text
    assert (WARNING in text) is warned


@pytest.mark.parametrize(
    ("dates", "warned"),
    [
        ({"review_by": TODAY}, False),
        ({"review_by": TODAY - timedelta(days=1)}, True),
        ({"valid_from": TODAY}, False),
        ({"valid_from": TODAY + timedelta(days=1)}, False),
        ({"valid_to": TODAY}, False),
        ({"valid_to": TODAY - timedelta(days=1)}, True),
    ],
)
def test_an_answer_with_a_fact_past_its_time_warns(
    content: Content, catalogues: Mapping[str, Texts], dates: dict[str, date], *, warned: bool
) -> None:
    content.facts("old", {"n.old": fact(**dates)})
    assert (WARNING in shown(content, catalogues, "Text {n.old}.").text) is warned
    assert WARNING not in shown(content, catalogues, "Text.").text


def said(content: Content, catalogues: Mapping[str, Texts], on: date = TODAY, **dates: object) -> str:
    """Return the line of an answer that holds a fact with these dates."""
    content.facts("old", {"n.old": fact(**dates)})
    text = shown(content, catalogues, "Within {n.old} from {n.law}, call {n.star}.", on=on).text
    return next(line for line in text.splitlines() if line.startswith("Within")).replace("\xa0", " ")


def test_a_number_that_nobody_compared_in_time_is_marked_and_phones_and_past_days_are_not(
    content: Content, catalogues: Mapping[str, Texts]
) -> None:
    late = TODAY - timedelta(days=1)
    assert said(content, catalogues) == "Within 3 days from 17 November 2025, call +7 727."
    assert said(content, catalogues, review_by=late) == "Within 3 days (?) from 17 November 2025, call +7 727."


def test_every_number_of_an_overdue_answer_is_marked(content: Content, catalogues: Mapping[str, Texts]) -> None:
    line = said(content, catalogues, on=date(2027, 2, 22), review_by=date(2027, 3, 1))
    assert line == "Within 3 days (?) from 17 November 2025, call +7 727."


def test_a_fact_that_has_ended_or_has_not_begun_is_not_shown_as_current(
    content: Content, catalogues: Mapping[str, Texts]
) -> None:
    ended = said(content, catalogues, valid_to=date(2026, 11, 20))
    assert ended.startswith("Within 3 days (in force only until 20 November 2026) from")
    coming = said(content, catalogues, valid_from=date(2026, 12, 1))
    assert coming.startswith("Within 3 days (in force from 1 December 2026) from")


def test_the_official_text_is_named_right_after_the_warning(content: Content, catalogues: Mapping[str, Texts]) -> None:
    message = shown(content, catalogues, "Text.", sources=["news", "dated"], on=date(2027, 3, 1))
    warning = next(line for line in message.text.splitlines() if line.startswith(WARNING))
    assert (
        warning
        == f"{WARNING}. Please check with 1414. The official text: Law (2022). Numbers marked (?) may have changed."
    )
    links = [entity.url for entity in message.entities if entity.url]
    assert links[0] == "https://law.kz/1"


def test_a_translation_of_a_changed_text_says_so_and_its_original_does_not(
    content: Content, catalogues: Mapping[str, Texts]
) -> None:
    behind = "This translation is older than the Russian text."
    assert behind not in shown(content, catalogues, "Text.").text
    assert behind in shown(content, catalogues, "Text.", follows="aaaaaaaa").text
    assert catalogues["kk"]("This translation is older than the Russian text. It may miss recent changes.") in (
        shown(content, catalogues, "Text.", language="kk", follows="aaaaaaaa").text
    )


def test_the_surest_sources_stand_first_and_each_once(content: Content, catalogues: Mapping[str, Texts]) -> None:
    text = shown(content, catalogues, "{n.term} {n.term|gen}", sources=["news", "own", "dated"]).text
    assert "Sources: This program; Law (2022); A *paper*, 2025\n" in text


@pytest.mark.parametrize(
    ("body", "rests"),
    [
        ("{n.fine}", "official texts"),
        ("{n.fine} {n.term}", "at least two independent sources"),
        ("{n.star} {n.term}", "partly not confirmed, check before you act"),
        ("none", "official texts"),
    ],
)
def test_an_answer_is_as_sure_as_its_least_sure_fact(
    content: Content, catalogues: Mapping[str, Texts], body: str, rests: str
) -> None:
    assert shown(content, catalogues, body).text.endswith(f"Rests on: {rests}")


def test_sources_of_an_answer_are_its_own_and_those_of_its_facts(library: Library) -> None:
    for node in library.graph.nodes.values():
        assert set(node.sources) <= set(sources_of(library, node))


def test_plain_text_writes_out_the_addresses_that_the_words_hide() -> None:
    (message,) = messages("😀 [here](https://a.kz/x), [b.kz](https://b.kz) and [вот](https://в.kz)")
    assert message.plain == "😀 here (https://a.kz/x), b.kz and вот (https://в.kz)"


def test_plain_text_without_links_is_the_text() -> None:
    assert Rendered("a b", (Entity("bold", 0, 1),)).plain == "a b"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_real_answer_is_whole_in_one_message(
    library: Library, catalogues: Mapping[str, Texts], language: str
) -> None:
    for node in library.graph.nodes.values():
        (message,) = topic_messages(library, node, catalogues[language], TODAY)
        assert node.texts[language].title in message.text
        assert "{" not in message.text
        assert "**" not in message.text
        assert all(words.strip() for _, words in styled(message))


def test_the_first_line_of_each_real_answer_is_its_title_alone(
    library: Library, catalogues: Mapping[str, Texts]
) -> None:
    def first_style(node: Node) -> tuple[str, str]:
        return styled(topic_messages(library, node, catalogues["kk"], TODAY)[0])[0]

    assert all(first_style(node) == ("bold", node.texts["kk"].title) for node in library.graph.nodes.values())


def test_nothing_around_an_urgent_card_tells_the_reader_to_check_first(knowledge: Knowledge) -> None:
    library = knowledge.screens.library
    late = date(2030, 1, 1)
    for t in knowledge.catalogues.values():
        (card,) = topic_messages(library, library.graph.nodes["psych.crisis"], t, late)
        assert t("This may be outdated. Please check with 1414.") not in card.text
        assert "1414" not in card.text
        assert card.text.splitlines()[-1].startswith(t("Sources: {sources}", sources=""))
