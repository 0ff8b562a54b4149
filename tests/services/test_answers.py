from __future__ import annotations

from typing import TYPE_CHECKING, get_args

import pytest

from bot.domain.address import Menu, Offer, Topic
from bot.domain.fact import LANGUAGES
from bot.domain.faq import CRISIS, LAWYER_FIRST
from bot.domain.ranking import Candidate
from bot.domain.routing import Decision, Kind
from bot.library.render import messages
from bot.services.answers import MAX_ALSO, MAX_CHOICES
from bot.services.small_talk import reply_to
from bot.services.views import Speak
from tests.services.taps import buttons, opened, text, topics

if TYPE_CHECKING:
    from datetime import date

    from bot.services.answers import Answers
    from bot.services.screens import Screens
    from bot.services.views import View

FIVE = ("iin.get", "iin.documents", "stay.limit", "housing.find", "permits.prp")
every_language = pytest.mark.parametrize("language", LANGUAGES)


def decided(kind: Kind, *found: str, language: str | None = None, small_talk: str | None = None) -> Decision:
    candidates = tuple(Candidate(topic, 0.9 - 0.1 * place) for place, topic in enumerate(found))
    return Decision(kind, language, candidates, small_talk)


def switches(views: tuple[View, ...]) -> list[Speak]:
    return [button.does for view in views for button in buttons(view) if isinstance(button.does, Speak)]


@every_language
def test_an_answer_is_the_topic_with_the_runners_up_among_its_buttons(
    answers: Answers, language: str, today: date
) -> None:
    (view,) = answers.reply(decided("answer", *FIVE), language, today).views
    assert view.messages == answers.screens.at(Topic(FIVE[0]), language, today).messages
    offered = topics(opened(view))
    assert all(topic in offered for topic in FIVE[1 : 1 + MAX_ALSO])
    further = set(FIVE[1 + MAX_ALSO :]) - set(answers.screens.library.graph.nodes[FIVE[0]].leads_to)
    assert further
    assert not further & set(offered)


@every_language
def test_a_choice_offers_four_topics_at_most_best_first(answers: Answers, language: str, today: date) -> None:
    (view,) = answers.reply(decided("choose", *FIVE), language, today).views
    assert topics(opened(view))[:-1] == list(FIVE[:MAX_CHOICES])
    assert text(view) == answers.screens.catalogues[language]("Did you mean:")


@every_language
def test_a_chosen_topic_leads_back_to_the_choice(answers: Answers, language: str, today: date) -> None:
    (view,) = answers.reply(decided("choose", *FIVE), language, today).views
    first = next(iter(opened(view).values()))
    back = answers.screens.catalogues[language]("Back")
    assert opened(answers.screens.at(first, language, today))[back] == Offer(FIVE[:MAX_CHOICES])


@every_language
def test_an_unknown_question_is_told_as_unknown_and_offers_the_nearest_topics(
    answers: Answers, language: str, today: date
) -> None:
    t = answers.screens.catalogues[language]
    (view,) = answers.reply(decided("unknown", *FIVE), language, today).views
    assert text(view).startswith(t("I don’t know this."))
    assert "1414" in text(view)
    assert t("The nearest topics I have:") in text(view)
    assert topics(opened(view))[:-1] == list(FIVE[:MAX_CHOICES])


@every_language
def test_an_unknown_question_with_nothing_near_gets_the_menu(answers: Answers, language: str, today: date) -> None:
    t = answers.screens.catalogues[language]
    (view,) = answers.reply(decided("unknown"), language, today).views
    assert text(view).startswith(t("I don’t know this."))
    assert view.buttons == answers.screens.menu(t).buttons


@every_language
def test_danger_gets_the_help_lines_before_anything_else(answers: Answers, language: str, today: date) -> None:
    card, also = answers.reply(decided("crisis", CRISIS, *FIVE), language, today).views
    assert card == answers.screens.at(Topic(CRISIS), language, today)
    assert topics(opened(also))[:-1] == list(FIVE[:MAX_CHOICES])


@every_language
def test_danger_without_another_question_gets_the_help_lines_alone(
    answers: Answers, language: str, today: date
) -> None:
    for decision in (decided("crisis"), decided("crisis", CRISIS)):
        assert answers.reply(decision, language, today).views == (answers.screens.at(Topic(CRISIS), language, today),)


@every_language
def test_another_countrys_law_is_declined_with_what_is_known_of_kazakhstans(
    answers: Answers, language: str, today: date
) -> None:
    t = answers.screens.catalogues[language]
    (view,) = answers.reply(decided("foreign", *FIVE), language, today).views
    assert t("I know the rules of Kazakhstan only.") in text(view)
    assert t("The nearest topics I have about Kazakhstan:") in text(view)
    assert topics(opened(view))[:-1] == list(FIVE[:MAX_CHOICES])
    (alone,) = answers.reply(decided("foreign"), language, today).views
    assert alone.buttons == answers.screens.menu(t).buttons


@every_language
def test_whoever_tells_a_trip_is_told_how_days_are_counted(answers: Answers, language: str, today: date) -> None:
    told = {"ru": "въехал 3 октября, когда мне выезжать?", "kk": "3 қазанда келдім, қашан кетуім керек?"}
    reply = answers.ask(told.get(language, "I entered on 3 October, when must I leave?"), language, today)
    assert (reply.decision.kind, reply.decision.candidates[0].node) == ("trip", "stay.count")
    title = answers.screens.library.graph.nodes["stay.count"].texts[language].title
    assert title in text(reply.views[0])


@every_language
def test_each_kind_of_small_talk_gets_its_own_reply_and_the_menu(answers: Answers, language: str, today: date) -> None:
    t = answers.screens.catalogues[language]
    kinds = tuple(answers.screens.library.words["small_talk"]["kinds"])
    replies = {kind: answers.reply(decided("small_talk", small_talk=kind), language, today).views for kind in kinds}
    assert len({text(view) for (view,) in replies.values()}) == len(kinds)
    assert all(view.buttons == answers.screens.menu(t).buttons for (view,) in replies.values())


def test_a_kind_of_small_talk_that_nobody_wrote_a_reply_for_is_greeted(screens: Screens) -> None:
    t = screens.catalogues["en"]
    assert reply_to("no such kind", t) == reply_to("greeting", t) == reply_to(None, t)


def test_the_answer_is_in_the_language_of_the_question(answers: Answers, today: date) -> None:
    for language, question in (
        ("ru", "Как мне получить ИИН иностранцу?"),
        ("kk", "ЖСН қалай алуға болады, маған қажет"),
        ("en", "How do I get an IIN as a foreigner?"),
    ):
        for person in LANGUAGES:
            reply = answers.ask(question, person, today)
            assert reply.language == language
            assert reply.decision.kind == "answer"
            assert answers.screens.library.graph.nodes["iin.get"].texts[language].title in text(reply.views[0])


@every_language
def test_a_question_of_no_language_is_answered_in_the_persons(answers: Answers, language: str, today: date) -> None:
    assert answers.ask("112?", language, today).language == language


@pytest.mark.parametrize("kind", get_args(Kind))
def test_someone_who_chose_another_language_is_offered_to_switch(answers: Answers, kind: Kind, today: date) -> None:
    decision = decided(kind, *FIVE, language="kk", small_talk="thanks")
    views = answers.reply(decision, "ru", today, chosen=True).views
    assert len(switches(views)) == 1
    assert views[-1].buttons[-1][0].does == switches(views)[0]
    assert switches(views)[0].language == "kk"
    assert len(views[-1].buttons[-1][0].label) <= 28


@pytest.mark.parametrize(
    ("kind", "found", "screen"),
    [
        ("answer", FIVE, Topic(FIVE[0])),
        ("choose", FIVE, Offer(FIVE[:MAX_CHOICES])),
        ("crisis", (), Topic(CRISIS)),
        ("crisis", FIVE, Offer(FIVE[:MAX_CHOICES])),
        ("unknown", (), Menu()),
        ("unknown", FIVE, Offer(FIVE[:MAX_CHOICES])),
        ("small_talk", (), Menu()),
    ],
)
def test_after_the_switch_the_same_screen_is_shown(
    answers: Answers, kind: Kind, found: tuple[str, ...], screen: object, today: date
) -> None:
    """With a question after the crisis card the switch stands on the offer; the card above it stays."""
    views = answers.reply(decided(kind, *found, language="en"), "kk", today, chosen=True).views
    assert [switch.address for switch in switches(views)] == [screen]


@pytest.mark.parametrize(("spoken", "chosen"), [("kk", False), ("ru", True), (None, True), (None, False)])
def test_nobody_else_is_offered_to_switch(answers: Answers, spoken: str | None, today: date, *, chosen: bool) -> None:
    views = answers.reply(decided("answer", *FIVE, language=spoken), "ru", today, chosen=chosen).views
    assert switches(views) == []


def test_two_words_do_not_change_a_language_that_somebody_chose(answers: Answers, today: date) -> None:
    words = "получить ИИН"
    assert answers.ask(words, "kk", today).language == "ru"
    assert answers.ask(words, "kk", today, chosen=True).language == "kk"
    assert answers.ask(f"как {words}", "kk", today, chosen=True).language == "ru"


@every_language
def test_an_unknown_question_warns_those_for_whom_an_office_is_dangerous(
    answers: Answers, language: str, today: date
) -> None:
    warning = answers.screens.line(LAWYER_FIRST, answers.screens.catalogues[language], today)
    for decision in (decided("unknown"), decided("unknown", *FIVE)):
        (view,) = answers.reply(decision, language, today).views
        assert messages(warning)[0].text in text(view)


def test_words_of_danger_are_answered_with_help_lines_in_each_language(answers: Answers, today: date) -> None:
    for language, words in (("ru", "я хочу умереть"), ("kk", "өлгім келеді"), ("en", "I want to kill myself")):
        reply = answers.ask(words, language, today)
        assert reply.decision.kind == "crisis"
        assert reply.views[0] == answers.screens.at(Topic(CRISIS), reply.language, today)
