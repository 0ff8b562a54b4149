"""Content that cannot be used: each fault with the code of the finding that it must give and the place where.

All are planted at once in one folder, so each has files of its own.
"""

from __future__ import annotations

from tests.library.faults import Fault, into
from tests.library.planting import Content, Place, fact, source

BROKEN: list[Fault] = []
breaks = into(BROKEN)


@breaks("missing-file")
def no_text_in_one_language(content: Content) -> Place:
    content.topic("zz.missing", shown=False)
    (content.folder / "zz/missing/kk.md").unlink()
    return "zz/missing/kk.md", 1


@breaks("missing-file")
def folder_without_node_yaml(content: Content) -> Place:
    path = content.topic("zz.nodeless", shown=False)
    (content.folder / path).unlink()
    return path, 1


@breaks("missing-file")
def no_words_for_the_search(content: Content) -> Place:
    (content.folder / "words/foreign.yaml").unlink()
    return "words/foreign.yaml", 1


@breaks("missing-file")
def line_in_two_languages(content: Content) -> Place:
    for language in ("ru", "en"):
        content.write(f"lines/zz_two/{language}.md", "Text.")
    return "lines/zz_two/kk.md", 1


@breaks("unreadable")
def text_in_an_old_encoding(content: Content) -> Place:
    content.topic("zz.koi", shown=False)
    (content.folder / "zz/koi/ru.md").write_bytes("---\nтекст".encode("koi8-r"))
    return "zz/koi/ru.md", 1


@breaks("unreadable")
def folder_in_place_of_a_file(content: Content) -> Place:
    (content.folder / "facts/zz_folder.yaml").mkdir()
    return "facts/zz_folder.yaml", 1


@breaks("no-head")
def text_without_dashes(content: Content) -> Place:
    content.topic("zz.plain", shown=False)
    return content.write("zz/plain/ru.md", "Just a text.\n"), 1


@breaks("no-head")
def text_with_one_row_of_dashes(content: Content) -> Place:
    content.topic("zz.open", shown=False)
    return content.write("zz/open/ru.md", "---\ntitle: a\nbutton: b\n\nText.\n"), 1


@breaks("no-head")
def words_above_the_dashes(content: Content) -> Place:
    content.topic("zz.above", shown=False)
    return content.write("zz/above/ru.md", "Words\n---\ntitle: a\nbutton: b\n---\nText.\n"), 1


@breaks("yaml")
def colon_in_a_title(content: Content) -> Place:
    content.topic("zz.colon", shown=False)
    return content.at(content.write("zz/colon/en.md", "---\nbutton: b\ntitle: a: b\n---\nText.\n"), "a: b")


@breaks("yaml")
def colon_in_a_title_below_an_empty_line(content: Content) -> Place:
    content.topic("zz.empty", shown=False)
    return content.at(content.write("zz/empty/en.md", "\n---\nbutton: b\ntitle: a: b\n---\nText.\n"), "a: b")


@breaks("yaml")
def day_that_no_calendar_has(content: Content) -> Place:
    return content.write("facts/zz_day.yaml", "facts:\n  a: 2026-02-30\n"), 2


@breaks("yaml")
def quote_that_is_never_closed(content: Content) -> Place:
    return content.write("facts/zz_quote.yaml", "facts:\n  a: 'b\n"), 3


@breaks("duplicate-key")
def fact_twice_in_a_file(content: Content) -> Place:
    return content.at(content.write("facts/zz_double.yaml", "facts: {}\nsources: {}\n'facts': {}\n"), "'facts'")


@breaks("duplicate-key")
def key_twice_deep_inside(content: Content) -> Place:
    return content.at(content.write("words/crisis.yaml", "themes:\n  a:\n    ru: []\n    'ru': []\n"), "'ru'")


@breaks("missing-field")
def fact_without_confidence(content: Content) -> Place:
    new = fact(what="MARK")
    del new["confidence"]
    return content.at(content.facts("zz_unsure", {"zz.unsure": new}), "MARK")


@breaks("missing-field")
def text_without_a_button(content: Content) -> Place:
    content.topic("zz.buttonless", shown=False)
    return content.write("zz/buttonless/en.md", "---\ntitle: a\n---\nText.\n"), 2


@breaks("missing-field")
def section_without_a_kazakh_title(content: Content) -> Place:
    return content.at(content.append("sections.yaml", "- {id: zz_ru, title: {ru: а, en: a}, topics: [a]}\n"), "zz_ru")


@breaks("unknown-field")
def field_with_a_spelling_mistake(content: Content) -> Place:
    return content.at(content.topic("zz.spelling", shown=False, audiense=["eaeu"]), "eaeu")


@breaks("bad-value")
def seven_topics_below(content: Content) -> Place:
    return content.at(content.topic("zz.many", shown=False, next=[f"a.{n}" for n in range(7)]), "a.0")


@breaks("bad-value")
def question_without_options(content: Content) -> Place:
    return content.topic("zz.asks", shown=False, kind="question"), 1


@breaks("bad-value")
def empty_head(content: Content) -> Place:
    content.topic("zz.headless", shown=False)
    return content.write("zz/headless/ru.md", "---\n\n---\nText.\n"), 2


@breaks("bad-value")
def fact_that_is_a_list(content: Content) -> Place:
    return content.at(content.write("facts/zz_list.yaml", "facts:\n  zz.list:\n    - MARK\n"), "MARK")


@breaks("bad-value")
def words_that_are_no_list(content: Content) -> Place:
    return content.at(content.write("words/small_talk.yaml", "kinds:\n  thanks: MARK\n"), "MARK")


@breaks("bad-value")
def source_without_an_address(content: Content) -> Place:
    new = source(url=None, publisher="MARK")
    return content.at(content.facts("zz_nowhere", {}, {"zz_nowhere": new}), "title")


@breaks("bad-value")
def source_on_an_unsafe_page(content: Content) -> Place:
    return content.at(content.facts("zz_http", {}, {"zz_http": source(url="http://law.kz")}), "//law")


@breaks("said-twice")
def fact_in_two_files(content: Content) -> Place:
    content.facts("zz_a", {"zz.same": fact()})
    return content.at(content.facts("zz_b", {"zz.same": fact(what="MARK")}), "MARK")


@breaks("said-twice")
def source_in_two_files(content: Content) -> Place:
    return content.at(content.facts("zz_c", {}, {"law": source()}), "title")
