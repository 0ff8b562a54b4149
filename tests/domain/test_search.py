"""Search: the topic a question is about stands first, in whatever language and spelling it was asked."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.search import Document, Index
from bot.domain.words import Aliases

DOCUMENTS = (
    Document("iin.get", "ru", "Как получить ИИН", ("где сделать ИИН", "ИИН для иностранца")),
    Document("iin.get", "kk", "ЖСН қалай алуға болады", ("ЖСН қайда беріледі",)),
    Document("iin.get", "en", "How to get an IIN", ("where do I get an IIN",)),
    Document("housing.find", "ru", "Как снять квартиру", ("ищу жильё", "аренда комнаты")),
    Document("housing.find", "kk", "Пәтерді қалай жалдауға болады", ("пәтер іздеймін",)),
    Document("housing.find", "en", "How to rent a flat", ("looking for a room",)),
    Document("stay.overstay", "ru", "Просрочка пребывания", ("просрочил срок, что будет",)),
    Document("stay.overstay", "kk", "Мерзімнен асып кету", ("мерзімім өтіп кетті",)),
    Document("stay.overstay", "en", "Overstay", ("I overstayed, what happens",)),
)
INDEX = Index(DOCUMENTS, Aliases([["ИИН", "ЖСН", "IIN"]]))


def first(index: Index, text: str) -> str | None:
    scores = index.score(text)
    return max(scores, key=scores.__getitem__, default=None)


def best(text: str) -> str | None:
    return first(INDEX, text)


@pytest.mark.parametrize(
    ("question", "node"),
    [
        ("получение иина", "iin.get"),
        ("kak sdelat iin", "iin.get"),
        ("жсн калай алам", "iin.get"),
        ("zhsn qaida beriledi", "iin.get"),
        ("rfr gjkexbnm bby", "iin.get"),
        ("снимаю квартиру", "housing.find"),
        ("пәтер жалдағым келеді", "housing.find"),
        ("rent a room", "housing.find"),
        ("прасрочила срок", "stay.overstay"),
        ("overstaying", "stay.overstay"),
    ],
)
def test_endings_typos_transliteration_and_layout_find_the_topic(question: str, node: str) -> None:
    assert best(question) == node


def test_a_topic_has_the_score_of_its_best_language_and_topics_of_one_language_are_found_too() -> None:
    question = "как получить ИИН и снять квартиру"
    scores, russian = (
        Index(documents, Aliases([])).score(question)
        for documents in (DOCUMENTS, [d for d in DOCUMENTS if d.language == "ru"])
    )
    assert set(russian) <= set(scores) <= {"iin.get", "housing.find", "stay.overstay"}
    uneven = Index([*DOCUMENTS, Document("bank.open", "ru", "Открыть счёт", ())], Aliases([]))
    assert first(uneven, "открыть счет") == "bank.open"
    assert first(uneven, "снять квартиру") == "housing.find"


def test_a_title_weighs_more_than_an_example() -> None:
    index = Index(
        [Document("a.a", "en", "Parrots", ("cages",)), Document("b.b", "en", "Cages", ("parrots",))], Aliases([])
    )
    assert first(index, "parrots") == "a.a"


def test_an_alias_finds_a_topic_that_has_the_other_word_only() -> None:
    index = Index(
        [Document("a.a", "ru", "получение ИИН", ()), Document("b.b", "ru", "аренда", ())],
        Aliases([["ИИН", "ЖСН"]]),
    )
    assert first(index, "жсн") == "a.a"


def test_the_question_at_the_end_of_a_long_story_is_found() -> None:
    story = "Здравствуйте! Мы с семьёй ехали долго, погода была хорошая, дети устали и капризничали. "
    assert best(story * 30 + "Где сделать ИИН?") == "iin.get"


def test_strange_words_score_below_a_real_question() -> None:
    strange = max(INDEX.score("рецепт борща с пампушками").values(), default=0)
    assert strange < INDEX.score("где сделать ИИН")["iin.get"] / 2


def test_an_empty_index_and_an_empty_text_give_nothing() -> None:
    assert Index([], Aliases([])).score("иин") == {}
    assert INDEX.score("") == {}
    assert INDEX.score("😀 — …") == {}


@given(st.text())
def test_scores_are_finite_and_positive_for_any_text(text: str) -> None:
    assert all(0 < score < 3 for score in INDEX.score(text).values())


def test_two_hundred_topics_are_indexed_in_a_moment() -> None:
    asked = tuple(f"слово{number * 7 % 311} ережеміз{number % 97} matter{number % 53}" for number in range(30))
    documents = [Document(f"a.n{n}", "ru", f"тема {n}", (f"вопрос о теме {n}", *asked)) for n in range(219)]
    started = time.process_time()
    index = Index(documents, Aliases([]))
    assert time.process_time() - started < 10  # far above what it takes, for a slow machine under coverage
    assert first(index, "вопрос о теме 42") == "a.n42"
