"""Routing: danger first, then small talk, then the question; and never an error, whatever was typed."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.crisis import CrisisDetector, CrisisLexicon
from bot.domain.foreign import Foreign
from bot.domain.ranking import MAX_CANDIDATES, Policy, SearchRanking
from bot.domain.routing import Router
from bot.domain.search import Document, Index
from bot.domain.small_talk import SmallTalk
from bot.domain.trip import Trips, moves_of
from bot.domain.words import Aliases


def read(name: str) -> dict[str, object]:
    loaded: dict[str, object] = yaml.safe_load(Path(f"content/words/{name}.yaml").read_text(encoding="utf-8"))
    return loaded


DOCUMENTS = (
    Document("iin.get", "ru", "Как получить ИИН", ("где сделать ИИН", "куда идти за ИИН")),
    Document("iin.documents", "ru", "Документы для ИИН", ("что взять для ИИН", "список бумаг на ИИН")),
    Document("iin.get", "kk", "ЖСН қалай алуға болады", ("ЖСН қайда беріледі",)),
    Document("permits.trp", "ru", "Разрешение на временное проживание (РВП)", ("как получить РВП",)),
    Document("permits.prp", "ru", "Вид на жительство (ВНЖ)", ("как получить ВНЖ",)),
    Document("stay.limit", "ru", "Сколько можно жить", ("сколько дней без визы",)),
    Document("stay.limit", "en", "How long you can stay", ("how many days without a visa",)),
    Document("money.transfer", "ru", "Перевод денег", ("как перевести деньги за границу",)),
    Document("housing.find", "ru", "Как снять квартиру", ("ищу жильё",)),
)
WORDS, CRISIS, TALK = read("aliases"), read("crisis"), read("small_talk")
FOREIGN = Foreign(**read("foreign"))  # type: ignore[arg-type]
INDEX = Index(DOCUMENTS, Aliases(WORDS["aliases"], WORDS["confused"]))  # type: ignore[arg-type]  # the loader checks
ROUTER = Router(
    INDEX,
    # Scores grow with the number of topics: a corpus this small has its own thresholds.
    SearchRanking(INDEX, Policy(answer_at=0.2, margin=0.1, choose_at=0.12)),
    CrisisDetector(CrisisLexicon(CRISIS["themes"], CRISIS["idioms"])),  # type: ignore[arg-type]
    SmallTalk(TALK["kinds"], TALK["fillers"]),  # type: ignore[arg-type]
    FOREIGN,
    Trips(moves_of(read("trip"))),  # type: ignore[arg-type]
)


def nodes(text: str) -> list[str]:
    return [candidate.node for candidate in ROUTER.route(text).candidates]


def test_a_clear_question_is_answered_in_its_language() -> None:
    decision = ROUTER.route("сколько дней можно жить без визы")
    assert (decision.kind, decision.language, decision.candidates[0].node) == ("answer", "ru", "stay.limit")


def test_a_bare_word_that_fits_several_topics_opens_a_choice() -> None:
    decision = ROUTER.route("иин")
    assert decision.kind == "choose"
    assert {candidate.node for candidate in decision.candidates} >= {"iin.get", "iin.documents"}


@pytest.mark.parametrize("word", ["внж", "РВП", "vnzh", "hdg"])
def test_words_that_people_confuse_offer_both_topics(word: str) -> None:
    assert ROUTER.route(word).kind == "choose"
    assert set(nodes(word)[:2]) == {"permits.trp", "permits.prp"}


def test_a_question_about_something_else_is_unknown() -> None:
    assert ROUTER.route("посоветуй рецепт борща").kind == "unknown"


@pytest.mark.parametrize("text", ["", " ", "😀😀", "112", "???", "12.12.2026", "\x00", "\ud800"])
def test_a_message_without_words_is_unknown_and_offers_nothing(text: str) -> None:
    decision = ROUTER.route(text)
    assert (decision.kind, decision.candidates) == ("unknown", ())


def test_danger_comes_before_everything_else() -> None:
    decision = ROUTER.route("не хочу жить")
    assert (decision.kind, decision.candidates) == ("crisis", ())


def test_danger_that_is_named_is_told_from_danger_that_is_not() -> None:
    assert ROUTER.names_danger("не хочу больше жить")
    assert not ROUTER.names_danger("завтра позвонить маме")


def test_a_question_beside_a_cry_for_help_keeps_its_answer() -> None:
    decision = ROUTER.route("Не хочу больше жить. Сколько дней можно без визы?")
    assert decision.kind == "crisis"
    assert decision.candidates[0].node == "stay.limit"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Привет!", "greeting"),
        ("сәлеметсіз бе", "greeting"),
        ("salem", "greeting"),
        ("ghbdtn", "greeting"),
        ("спасибо большое)))", "thanks"),
        ("көп рахмет", "thanks"),
        ("thank you very much", "thanks"),
        ("до свидания", "goodbye"),
        ("ты бот?", "bot"),
        ("are you a real person", "bot"),
        ("привет, ты бот?", "bot"),
        ("как дела", "how_are_you"),
        ("тупой бот", "insult"),
    ],
)
def test_small_talk_is_recognised(text: str, kind: str) -> None:
    decision = ROUTER.route(text)
    assert (decision.kind, decision.small_talk) == ("small_talk", kind)


@pytest.mark.parametrize("text", ["Привет, как получить ИИН?", "спасибо, а куда идти за ИИН"])
def test_a_polite_question_is_a_question(text: str) -> None:
    assert nodes(text)[0] == "iin.get"
    assert ROUTER.route(text).kind in {"answer", "choose"}


@pytest.mark.parametrize(
    "text",
    [
        "сколько дней можно жить в Таиланде без визы",
        "how many days without a visa in Thailand",
        "шенген документы",
        "как получить РВП в России",
        "как из Казахстана получить ВНЖ в Германии",
        "Германияда ЖСН қайда беріледі",
    ],
)
def test_another_countrys_law_is_declined(text: str) -> None:
    assert ROUTER.route(text).kind == "foreign"


@pytest.mark.parametrize(
    "text",
    [
        "я из Германии, сколько дней можно жить без визы",
        "гражданин Турции: сколько дней можно без визы",
        "сколько дней без визы в Казахстане гражданам Китая",
        "I am a German citizen, how many days without a visa",
        "я из России, сколько дней можно жить без визы",
        "как перевести деньги в Грузию",
    ],
)
def test_people_from_elsewhere_get_their_answer(text: str) -> None:
    assert ROUTER.route(text).kind == "answer"


@pytest.mark.parametrize("text", ["can you help us", "данные для ИИН", "индивидуальный номер", "штатный сотрудник"])
def test_ordinary_words_are_not_taken_for_countries(text: str) -> None:
    assert not FOREIGN.concerns(text, None)


def test_the_policy_answers_only_a_clear_winner() -> None:
    policy = Policy(answer_at=0.4, margin=0.1, choose_at=0.2)
    assert policy.outcome(0.5, 0.3) == "answer"
    assert policy.outcome(0.5, 0.45) == "choose"
    assert policy.outcome(0.3, 0.0) == "choose"
    assert policy.outcome(0.1, 0.0) == "unknown"


@given(st.text())
def test_no_text_raises(text: str) -> None:
    decision = ROUTER.route(text)
    assert len(decision.candidates) <= MAX_CANDIDATES
    assert (decision.kind == "small_talk") == (decision.small_talk is not None)


@settings(max_examples=10, deadline=None)
@given(st.text(min_size=1, max_size=20))
def test_a_hundred_kilobytes_do_not_stall(piece: str) -> None:
    ROUTER.route((piece * 100_000)[:100_000])


@given(st.sampled_from(("куда идти за ИИН", "сколько дней без визы")))
def test_capitals_do_not_matter(text: str) -> None:
    assert ROUTER.route(text.upper()).candidates == ROUTER.route(text).candidates


@pytest.mark.parametrize("text", ["въехал 3 октября", "3 қазанда келдім, сколько дней без визы"])
def test_whoever_tells_their_dates_is_led_to_the_count_of_days(text: str) -> None:
    decision = ROUTER.route(text)
    assert (decision.kind, decision.candidates[0].node) == ("trip", "stay.count")
    assert [candidate.node for candidate in decision.candidates].count("stay.count") == 1


def test_a_clear_question_with_a_date_in_it_keeps_its_answer() -> None:
    decision = ROUTER.route("приехал вчера, куда идти за ИИН, где сделать ИИН")
    assert (decision.kind, decision.candidates[0].node) == ("answer", "iin.get")


def test_an_explanation_needs_no_decision() -> None:
    assert ROUTER.explain("куда идти за ИИН")[0].node == "iin.get"
    assert ROUTER.read_as("bby") == "iin"


def test_in_a_long_story_whole_sentences_are_cut_out_before_the_question_is_sought() -> None:
    story = "Приехал, устал, один, зима, темно, холодно, не хочу больше жить. Сколько дней можно без визы?"
    decision = ROUTER.route(story)
    assert (decision.kind, decision.candidates[0].node) == ("crisis", "stay.limit")
