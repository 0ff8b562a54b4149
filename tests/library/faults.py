"""Faults to plant in content, each with the code of the finding that it must give and the place where."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from tests.library.planting import BODIES, Content, Data, Place, fact, source

if TYPE_CHECKING:
    from collections.abc import Callable

    Plant = Callable[[Content], Place]

DISTANT: Data = {"reviewed_on": date(2026, 1, 1), "review_by": date(2027, 1, 3)}
PAST: Data = {"reviewed_on": date(2026, 1, 1), "review_by": date(2026, 11, 21)}
FUTURE: Data = {"reviewed_on": date(2026, 11, 23), "review_by": date(2027, 1, 1)}


@dataclass(frozen=True)
class Fault:
    code: str
    plant: Plant

    def __str__(self) -> str:
        return f"{self.code}-{self.plant.__name__}"


def into(faults: list[Fault]) -> Callable[[str], Callable[[Plant], Plant]]:
    """Return a decorator that adds a fault, named by the code of its finding, to a list."""

    def breaks(code: str) -> Callable[[Plant], Plant]:
        def added(plant: Plant) -> Plant:
            faults.append(Fault(code, plant))
            return plant

        return added

    return breaks


# Faults that the rules of bot/library/check find, in content that can be read.
RULES: list[Fault] = []
breaks = into(RULES)


def in_body(content: Content, name: str, language: str, line: str) -> Place:
    """Put a line in the body of one language of a new topic, in place of its last one."""
    content.topic(name)
    path = content.text(name, language, BODIES[language].rpartition("\n")[0] + f"\n- MARK {line}")
    return content.at(path, "MARK")


@breaks("unreachable")
def no_button_leads_here(content: Content) -> Place:
    return content.topic("zz.island", shown=False), 1


@breaks("too-deep")
def four_taps_away(content: Content) -> Place:
    content.topic("zz.two", next=["zz.three"])
    content.topic("zz.three", shown=False, next=["zz.four"])
    return content.topic("zz.four", shown=False), 1


@breaks("dead-end")
def nothing_leads_on(content: Content) -> Place:
    return content.topic("zz.end", next=[]), 1


@breaks("loop")
def leads_to_itself(content: Content) -> Place:
    return content.at(content.topic("zz.loop", next=["zz.loop"]), "zz.loop")


@breaks("few-examples")
def seven_examples(content: Content) -> Place:
    content.topic("zz.few")
    path = content.text("zz.few", "ru", examples=[f"мало вопросов {number}" for number in range(7)])
    return content.at(path, "вопросов 0")


@breaks("same-example")
def example_of_two_topics(content: Content) -> Place:
    content.topic("zz.first")
    content.topic("zz.later")
    content.text("zz.first", "en", examples=[f"same words {number}" for number in range(8)])
    path = content.text("zz.later", "en", examples=["Same words, 5?", *(f"later {number}" for number in range(8))])
    return content.at(path, "Same words")


@breaks("pulled-questions")
def questions_in_the_words_of_another_topic(content: Content) -> Place:
    birds = ("кукушка", "дятел", "снегирь", "синица", "щегол", "чижик", "грачонок", "скворец")
    content.topic("zz.puller")
    content.text("zz.puller", "ru", examples=[f"{' '.join(birds)} {number}" for number in range(8)])
    content.topic("zz.pulled")
    return content.at(content.text("zz.pulled", "ru", examples=[f"{bird}?" for bird in birds]), "кукушка?")


@breaks("not-learned")
def a_question_that_nobody_has_learned(content: Content) -> Place:
    content.topic("zz.new")
    return "learned", 1


@breaks("no-source")
def no_source_at_all(content: Content) -> Place:
    return content.topic("zz.unsourced", sources=[]), 1


@breaks("review-due")
def topic_past_its_review(content: Content) -> Place:
    return content.at(content.topic("zz.due", **PAST), "review_by")


@breaks("review-due")
def fact_past_its_review(content: Content) -> Place:
    return content.at(content.facts("zz_due", {"zz.due": fact(**PAST)}), "review_by")


@breaks("review-far")
def review_in_two_years(content: Content) -> Place:
    return content.at(content.topic("zz.far", **DISTANT), "review_by")


@breaks("review-future")
def reviewed_tomorrow(content: Content) -> Place:
    return content.at(content.facts("zz_future", {"zz.future": fact(**FUTURE)}), "review_by")


@breaks("forbidden")
def medium_that_endangers_its_readers(content: Content) -> Place:
    url = "https://meduza.io/feature"
    return content.at(content.facts("zz_host", {}, {"zz_host": source(publisher="MARK", url=url)}), "title")


@breaks("forbidden")
def phone_that_must_not_be_published(content: Content) -> Place:
    number = fact(what="MARK", unit="phone", value="8 800 080 15 0")
    return content.at(content.facts("zz_phone", {"zz.phone": number}), "MARK")


@breaks("unused-fact")
def fact_that_no_text_uses(content: Content) -> Place:
    return content.at(content.facts("zz_unused", {"zz.unused": fact(what="MARK")}), "MARK")


@breaks("long-name")
def topic_name_longer_than_a_button_can_carry(content: Content) -> Place:
    return content.topic(f"zz.{'x' * 55}"), 1


@breaks("long-name")
def section_name_longer_than_a_button_can_carry(content: Content) -> Place:
    return content.at(content.section("y" * 58, topics=["arrival.first_steps"]), "y" * 58)


@breaks("long-label")
def button_of_29_letters(content: Content) -> Place:
    content.topic("zz.label")
    return content.at(content.text("zz.label", "en", button="b" * 29), "b" * 29)


@breaks("long-label")
def option_of_29_letters(content: Content) -> Place:
    content.topic("zz.option", kind="question", options={"yes": "arrival.first_steps"})
    for language in ("ru", "kk"):
        content.text("zz.option", language, options={"yes": "Да"})
    return content.at(content.text("zz.option", "en", options={"yes": "o" * 29}), "o" * 29)


@breaks("long-label")
def section_title_of_29_letters(content: Content) -> Place:
    return content.at(content.section("zz_title", {"kk": "ұ" * 29}, ["arrival.first_steps"]), "ұ" * 29)


@breaks("wordless-label")
def button_of_one_emoji(content: Content) -> Place:
    content.topic("zz.emoji")
    return content.at(content.text("zz.emoji", "en", button="➡️"), "button")
