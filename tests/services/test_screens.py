from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.address import MAX_ADDRESS_BYTES, Help, Menu, Offer, SectionScreen, Topic, back, parse, step_to
from bot.domain.fact import LANGUAGES
from bot.domain.faq import CRISIS, FIRST_STEPS, MAX_TAPS, PRIVACY, Graph
from bot.domain.stay_links import parse as read_stay
from bot.services.screens import ANY_LANGUAGE, MAX_BELOW, NAMES, Screens
from bot.services.views import ChooseLanguage, Forget, Mine, Speak, Tap
from tests.conftest import TODAY
from tests.services.taps import buttons, opened, text, topics, walk

if TYPE_CHECKING:
    from datetime import date

    from bot.domain.address import Address
    from bot.entry.knowledge import Knowledge

LONGEST_LABEL = 28
every_language = pytest.mark.parametrize("language", LANGUAGES)


def every_address(screens: Screens) -> list[Address]:
    graph = screens.library.graph
    sections = [SectionScreen(section.id) for section in graph.sections]
    found = [Topic(topic) for topic in graph.nodes]
    return [Menu(), Help(), *sections, *found, Offer(tuple(graph.nodes)[:4])]


@every_language
def test_every_topic_is_at_most_three_taps_from_the_menu(screens: Screens, language: str, today: date) -> None:
    reached = {here.topic for here, _, _ in walk(screens, language, today, MAX_TAPS) if isinstance(here, Topic)}
    assert reached == set(screens.library.graph.nodes)


@every_language
def test_every_screen_but_the_menu_has_a_way_home(screens: Screens, language: str, today: date) -> None:
    home = screens.catalogues[language]("Main menu")
    for here, view, taps in walk(screens, language, today, MAX_TAPS):
        assert opened(view).get(home) == (Menu() if taps else None), here


@every_language
def test_back_opens_the_screen_that_a_topic_was_opened_from(screens: Screens, language: str, today: date) -> None:
    label, urgent = (screens.catalogues[language](words) for words in ("Back", "Urgent help"))
    checked = 0
    for here, view, _ in walk(screens, language, today, 2):
        for name, there in opened(view).items():
            if name in (label, urgent) or not isinstance(here, SectionScreen | Topic) or not isinstance(there, Topic):
                continue
            seen_before = isinstance(here, Topic) and len(there.trail) <= len(here.trail)
            if not seen_before:
                assert opened(screens.at(there, language, today))[label] == here, (here, there)
                checked += 1
    assert checked > len(screens.library.graph.nodes)


def test_a_topic_that_was_on_the_way_already_does_not_make_the_way_back_longer(screens: Screens, today: date) -> None:
    first = Topic("iin.get", ("abcd",))
    second = step_to("iin.documents", first)
    again = step_to("iin.get", second)
    assert again == first
    assert opened(screens.at(second, "en", today))["Back"] == first


@every_language
def test_every_button_opens_the_very_screen_that_its_address_names(
    screens: Screens, language: str, today: date
) -> None:
    graph = screens.library.graph
    for here, view, _ in walk(screens, language, today, 2):
        for button in buttons(view):
            assert not isinstance(button.does, Forget), here
            if isinstance(button.does, Mine):
                continue
            address = button.does.address
            read = read_stay(str(address)) if isinstance(button.does, Tap) else parse(str(address), graph)
            assert read == address, (here, button)
            assert len(str(address).encode()) <= MAX_ADDRESS_BYTES


@every_language
def test_every_label_fits_on_a_phone_and_says_where_it_leads(screens: Screens, language: str, today: date) -> None:
    views = [screens.at(here, language, today) for here in every_address(screens)]
    views.append(screens.languages(Menu(), screens.catalogues[language]))
    for button in (button for view in views for button in buttons(view)):
        assert 1 < len(button.label) <= LONGEST_LABEL, button
        assert any(letter.isalpha() for letter in button.label), button


@every_language
def test_no_two_buttons_of_a_screen_look_the_same(screens: Screens, language: str, today: date) -> None:
    for here, view, _ in walk(screens, language, today, 2):
        labels = [button.label for button in buttons(view)]
        assert len(labels) == len(set(labels)), here


@every_language
def test_no_topic_is_offered_twice_or_by_itself(screens: Screens, language: str, today: date) -> None:
    urgent, before = (screens.catalogues[language](words) for words in ("Urgent help", "Back"))
    for here, view, _ in walk(screens, language, today, 2):
        offered = topics({label: there for label, there in opened(view).items() if label not in (urgent, before)})
        assert len(offered) == len(set(offered)), here
        assert not isinstance(here, Topic) or here.topic not in offered


@every_language
def test_every_screen_can_change_the_language_and_comes_back_to_itself(
    screens: Screens, language: str, today: date
) -> None:
    for here in every_address(screens):
        view = screens.at(here, language, today)
        assert [b.does for b in buttons(view) if b.label == ANY_LANGUAGE] == [ChooseLanguage(here)]


@every_language
def test_urgent_help_is_on_every_screen_but_its_own(screens: Screens, language: str, today: date) -> None:
    urgent = screens.catalogues[language]("Urgent help")
    for here in every_address(screens):
        there = opened(screens.at(here, language, today)).get(urgent)
        if here == Topic(CRISIS):
            assert there is None
        else:
            assert isinstance(there, Topic)
            assert there.topic == CRISIS


@every_language
def test_the_menu_lists_the_sections_in_their_order(screens: Screens, language: str, today: date) -> None:
    sections = screens.library.graph.sections
    shown = [(label, there) for label, there in opened(screens.at(Menu(), language, today)).items()]
    expected = [(section.titles[language], SectionScreen(section.id)) for section in sections]
    assert shown[: len(sections)] == expected


def test_an_odd_number_of_sections_leaves_none_out(screens: Screens, today: date) -> None:
    graph = screens.library.graph
    odd = Screens(replace(screens.library, graph=Graph(graph.sections[:3], graph.nodes)), screens.catalogues)
    view = odd.at(Menu(), "ru", today)
    assert [len(row) for row in view.buttons] == [2, 1, 1, 2, 1]


@every_language
def test_a_section_shows_its_title_and_its_topics_in_their_order(screens: Screens, language: str, today: date) -> None:
    for section in screens.library.graph.sections:
        view = screens.at(SectionScreen(section.id), language, today)
        assert text(view) == section.titles[language]
        assert topics(opened(view))[: len(section.topics)] == list(section.topics)


@every_language
def test_a_question_shows_its_options_first_in_the_words_of_the_language(
    screens: Screens, language: str, today: date
) -> None:
    asking = [node for node in screens.library.graph.nodes.values() if node.options]
    assert asking
    for node in asking:
        shown = buttons(screens.at(Topic(node.id), language, today))[: len(node.options)]
        assert [button.label for button in shown] == [node.texts[language].options[name] for name in node.options]
        assert [str(getattr(button.does, "address", "")) for button in shown] == [
            str(step_to(target, Topic(node.id))) for target in node.options.values()
        ]


def test_a_topic_offers_what_else_the_question_could_mean_in_place_of_its_last_next_topics(
    screens: Screens, today: date
) -> None:
    node = screens.library.graph.nodes["iin.get"]
    also = [topic for topic in screens.library.graph.nodes if topic not in (*node.leads_to, node.id)][:2]
    view = screens.topic(Topic(node.id), screens.catalogues["ru"], today, (*also, node.id, node.next[0]))
    expected = [*node.next[: MAX_BELOW - 2], *also]
    assert topics(opened(view))[: len(expected)] == expected
    assert topics(opened(view)).count(node.id) == 0


def test_a_topic_leads_on_to_six_topics_at_most(screens: Screens, today: date) -> None:
    everything = tuple(screens.library.graph.nodes)
    view = screens.topic(Topic("iin.get"), screens.catalogues["ru"], today, everything)
    assert len(topics(opened(view))) <= MAX_BELOW + 2  # and urgent help


def test_an_offer_leads_back_to_the_same_offer(screens: Screens, today: date) -> None:
    offer = Offer(("iin.get", "iin.documents", "stay.limit"))
    view = screens.at(offer, "kk", today)
    label = screens.catalogues["kk"]("Back")
    assert topics(opened(view))[:3] == list(offer.topics)
    assert label not in opened(view), "one step back from an offer is home"
    for there in list(opened(view).values())[:3]:
        assert opened(screens.at(there, "kk", today))[label] == offer


def test_a_topic_that_is_gone_is_left_out_of_an_offer(screens: Screens) -> None:
    view = screens.offer(Offer(("iin.get", "no.such")), screens.catalogues["en"], "?")
    assert "no.such" not in topics(opened(view))


@every_language
def test_the_choice_of_languages_names_each_in_its_own_letters_and_comes_back(
    screens: Screens, language: str, today: date
) -> None:
    view = screens.languages(Topic("iin.get"), screens.catalogues[language])
    assert [(b.label, b.does) for b in buttons(view)[:3]] == [
        (NAMES[code], Speak(code, Topic("iin.get"))) for code in LANGUAGES
    ]
    assert list(opened(view).values()) == [Menu()]


@every_language
def test_help_names_the_commands_and_leads_to_first_steps_and_privacy(
    screens: Screens, language: str, today: date
) -> None:
    view = screens.at(Help(), language, today)
    assert all(command in text(view) for command in ("/menu", "/sos", "/lang", "/cancel", "/help", "1414"))
    assert {FIRST_STEPS, PRIVACY} <= set(topics(opened(view)))


@every_language
def test_the_welcome_says_that_this_is_no_legal_advice_and_shows_the_menu(screens: Screens, language: str) -> None:
    t = screens.catalogues[language]
    view = screens.welcome(t)
    assert t("This is not legal advice. Please do not write document numbers or private details here.") in text(view)
    assert view.buttons == screens.menu(t).buttons


@settings(max_examples=60, deadline=None)
@given(turns=st.lists(st.integers(0, 40), max_size=12), language=st.sampled_from(LANGUAGES))
def test_wherever_a_person_has_tapped_to_going_back_ends_at_the_menu(
    knowledge: Knowledge, turns: list[int], language: str
) -> None:
    screens, graph = knowledge.screens, knowledge.screens.library.graph
    here: Address = Menu()
    for turn in turns:
        ways = list(opened(screens.at(here, language, TODAY)).values())
        here = parse(str(ways[turn % len(ways)]), graph)
    for _ in range(len(turns) + 2):
        screens.at(here, language, TODAY)
        before = back(here, graph)
        if before is None:
            break
        here = before
    assert here == Menu()


@pytest.mark.parametrize(
    "address", [Menu(), Help(), SectionScreen("iin"), Topic("iin.get"), Offer(("iin.get", "stay.limit"))], ids=str
)
def test_every_screen_knows_the_address_that_draws_it_again(screens: Screens, address: Address, today: date) -> None:
    view = screens.at(address, "en", today)
    assert view.address == address
    assert screens.at(view.address, "en", today) == view
