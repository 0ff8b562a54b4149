"""Faults in the words of a topic or a line: letters, markup, length, numbers, and translations that are behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.library.faults import breaks, in_body
from tests.library.planting import BODIES

if TYPE_CHECKING:
    from tests.library.planting import Content, Place


@breaks("mixed-letters")
def latin_letter_in_a_russian_word(content: Content) -> Place:
    return in_body(content, "zz.mixed", "ru", "слoво")


@breaks("mixed-letters")
def letter_that_only_looks_kazakh(content: Content) -> Place:
    return in_body(content, "zz.schwa", "kk", "əлем қала")


@breaks("markup")
def html(content: Content) -> Place:
    return in_body(content, "zz.html", "en", "<b>bold</b>")


@breaks("markup")
def heading(content: Content) -> Place:
    content.topic("zz.heading")
    return content.at(content.text("zz.heading", "en", BODIES["en"].replace("An answer", "# MARK")), "MARK")


@breaks("not-kazakh")
def russian_in_the_kazakh_file(content: Content) -> Place:
    content.topic("zz.russian")
    return content.at(content.text("zz.russian", "kk", BODIES["ru"]), "Ответ")


@breaks("different-facts")
def fact_in_one_language_only(content: Content) -> Place:
    in_body(content, "zz.facts", "en", "{contact.gov}")
    return content.at("zz/facts/en.md", "An answer")


@breaks("different-facts")
def fact_in_one_language_of_a_line(content: Content) -> Place:
    content.line("zz", BODIES | {"kk": f"{BODIES['kk']} {{contact.gov}}"})
    return content.at("lines/zz/kk.md", "Бір жолдық")


@breaks("different-shape")
def list_item_too_many(content: Content) -> Place:
    in_body(content, "zz.items", "kk", "бір\n- екі")
    return content.at("zz/items/kk.md", "Бір жолдық")


@breaks("different-shape")
def link_too_many(content: Content) -> Place:
    content.topic("zz.links")
    for language in ("ru", "kk"):
        content.text("zz.links", language, f"{BODIES[language]} {{link.egov}}")
    return content.at(content.text("zz.links", "en", f"{BODIES['en']} [words]({{link.egov|url}})"), "An answer")


@breaks("different-shape")
def paragraph_too_many(content: Content) -> Place:
    content.topic("zz.paragraphs")
    return content.at(content.text("zz.paragraphs", "en", f"{BODIES['en']}\n\nMore."), "An answer")


@breaks("typed-link")
def link_in_a_text(content: Content) -> Place:
    return in_body(content, "zz.link", "en", "see www.example.kz")


@breaks("typed-link")
def program_behind_a_link(content: Content) -> Place:
    return in_body(content, "zz.program", "en", "see javascript:alert")


@breaks("typed-link")
def person_behind_a_link(content: Content) -> Place:
    return in_body(content, "zz.person", "ru", "см. tg://user")


@breaks("typed-phone")
def phone_in_a_text(content: Content) -> Place:
    return in_body(content, "zz.number", "en", "call +7 727 000 00 00")


@breaks("typed-phone")
def short_number_in_a_text(content: Content) -> Place:
    return in_body(content, "zz.short", "en", "call 1414")


@breaks("too-long")
def answer_longer_than_a_message(content: Content) -> Place:
    content.line("zz_long", {"ru": "а", "kk": "ә", "en": "A line of words. " * 260})
    content.topic("zz.long", opens_with=["zz_long"])
    return content.at("zz/long/en.md", "An answer")


@breaks("text-length")
def text_shorter_than_an_answer(content: Content) -> Place:
    content.topic("zz.brief")
    return content.at(content.text("zz.brief", "en", "MARK answer.\n\nToo short.\n\n- Item."), "MARK")


@breaks("text-length")
def text_longer_than_a_reader_takes_in(content: Content) -> Place:
    content.topic("zz.novel")
    return content.at(
        content.text("zz.novel", "en", BODIES["en"].replace("This part", "This part stands here. This part " * 11)),
        "An answer",
    )


@breaks("hard-to-read")
def sentence_of_forty_words(content: Content) -> Place:
    content.topic("zz.breathless")
    return content.at(
        content.text("zz.breathless", "en", BODIES["en"].replace("step.", "word " * 40 + ".")), "An answer"
    )


@breaks("hard-to-read")
def words_of_an_office(content: Content) -> Place:
    content.topic("zz.office")
    office = BODIES["en"].replace(
        "only because an answer needs",
        "administratively inadmissible notwithstanding international considerations whatsoever",
    )
    return content.at(content.text("zz.office", "en", office), "An answer")


@breaks("typed-number")
def number_in_a_text(content: Content) -> Place:
    return in_body(content, "zz.typed", "en", "within 30 days, since 2022, by order No. 923 and form A1")


@breaks("typed-number")
def number_on_a_button(content: Content) -> Place:
    content.topic("zz.thirty")
    return content.at(content.text("zz.thirty", "en", button="Stay 30 days"), "30 days")


@breaks("mixed-letters")
def latin_letter_in_an_example(content: Content) -> Place:
    content.topic("zz.question")
    path = content.text("zz.question", "ru", examples=["слoво", *(f"вопрос о буквах {number}" for number in range(8))])
    return content.at(path, "слoво")


@breaks("translation-behind")
def original_changed_after_its_translation(content: Content) -> Place:
    content.topic("zz.changed")
    path = content.text("zz.changed", "en", follows="aaaaaaaa")
    return content.at(path, "aaaaaaaa")


@breaks("translation-behind")
def translation_that_does_not_say_what_it_follows(content: Content) -> Place:
    content.topic("zz.silent")
    path = "zz/silent/kk.md"
    said = (content.folder / path).read_text(encoding="utf-8").splitlines(keepends=True)
    return content.write(path, "".join(line for line in said if not line.startswith("follows"))), 2


@breaks("line-behind")
def line_changed_after_its_translation(content: Content) -> Place:
    content.line("zz_old", BODIES)
    content.write("lines/zz_old/ru.md", BODIES["ru"].replace("одной", "новой"))
    return "lines/zz_old/en.md", 1


@breaks("line-behind")
def line_that_does_not_say_what_it_follows(content: Content) -> Place:
    content.line("zz_bare", BODIES)
    return content.write("lines/zz_bare/kk.md", BODIES["kk"]), 1
