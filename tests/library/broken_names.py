"""Content that names what is not there: each fault with the code of the finding and the place where it is due."""

from __future__ import annotations

from tests.library.faults import Fault, into
from tests.library.planting import BODIES, Content, Place, fact

NAMES: list[Fault] = []
breaks = into(NAMES)
SECTION = "title: {ru: а, kk: ә, en: a}\n  topics: [arrival.first_steps]\n"


@breaks("unknown-topic")
def next_topic_that_is_not_there(content: Content) -> Place:
    return content.at(content.topic("zz.next", shown=False, next=["zz.next", "no.topic"]), "no.topic")


@breaks("unknown-name")
def source_that_is_not_there(content: Content) -> Place:
    return content.at(content.topic("zz.source", shown=False, sources=["law", "no_law"]), "no_law")


@breaks("unknown-name")
def opening_line_that_is_not_there(content: Content) -> Place:
    return content.at(content.topic("zz.opens", shown=False, opens_with=["no_opening"]), "no_opening")


@breaks("unknown-name")
def closing_line_that_is_not_there(content: Content) -> Place:
    return content.at(content.topic("zz.closes", shown=False, closes_with=["no_closing"]), "no_closing")


@breaks("unknown-name")
def source_of_a_fact_that_is_not_there(content: Content) -> Place:
    return content.at(content.facts("zz_sourced", {"zz.sourced": fact(sources=["no_fact_law"])}), "no_fact_law")


@breaks("unknown-topic")
def topic_of_the_menu_that_is_not_there(content: Content) -> Place:
    content.section("zz_gone", topics=["arrival.first_steps", "zz.gone"])
    return content.at("sections.yaml", "zz.gone")


@breaks("unknown-topic")
def option_that_leads_nowhere(content: Content) -> Place:
    path = content.topic("zz.leads", shown=False, kind="question", options={"yes": "no.option"})
    for language in BODIES:
        content.text("zz.leads", language, options={"yes": "Yes"})
    return content.at(path, "no.option")


@breaks("options")
def option_without_words(content: Content) -> Place:
    options = {"yes": "arrival.first_steps", "no": "psych.crisis"}
    content.topic("zz.wordless", shown=False, kind="question", options=options)
    for language in BODIES:
        content.text("zz.wordless", language, options=dict.fromkeys(options, "Words"))
    return content.at(content.text("zz.wordless", "kk", options={"yes": "MARK"}), "MARK")


@breaks("options")
def words_without_an_option(content: Content) -> Place:
    content.topic("zz.optionless", shown=False)
    return content.at(content.text("zz.optionless", "en", options={"yes": "MARK"}), "MARK")


@breaks("said-twice")
def section_twice(content: Content) -> Place:
    content.append("sections.yaml", f"- id: zz_twice\n  {SECTION}- id: zz_twice # MARK twice\n  {SECTION}")
    return content.at("sections.yaml", "MARK twice")


@breaks("unknown-section")
def topic_in_a_folder_that_is_no_section(content: Content) -> Place:
    return content.topic("no_section.topic", shown=False), 1


def written(content: Content, name: str, line: str) -> Place:
    content.topic(name, shown=False)
    return content.at(content.text(name, "en", f"Text.\n\nMARK {line}"), "MARK")


@breaks("unknown-fact")
def fact_that_is_not_there(content: Content) -> Place:
    return written(content, "zz.nofact", "takes {no.fact}")


@breaks("unknown-fact")
def fact_of_a_line_that_is_not_there(content: Content) -> Place:
    for language in BODIES:
        content.write(f"lines/zz_fact/{language}.md", "Text.")
    return content.write("lines/zz_fact/kk.md", "Мәтін.\n{no.line.fact}"), 2


@breaks("unknown-fact")
def fact_with_spaces_in_its_braces(content: Content) -> Place:
    return written(content, "zz.spaces", "takes { zz.number }")


@breaks("unknown-fact")
def fact_with_its_form_in_capitals(content: Content) -> Place:
    return written(content, "zz.capitals", "takes {zz.number|Gen}")


@breaks("unknown-fact")
def brace_that_is_never_closed(content: Content) -> Place:
    return written(content, "zz.unclosed", "takes {zz.number")


@breaks("unknown-fact")
def brace_that_was_never_opened(content: Content) -> Place:
    return written(content, "zz.unopened", "takes zz.number}")


@breaks("unknown-form")
def address_of_a_number(content: Content) -> Place:
    content.facts("zz_number", {"zz.number": fact()})
    return written(content, "zz.address", "takes {zz.number|url}")


@breaks("unknown-form")
def address_of_a_fine(content: Content) -> Place:
    content.facts("zz_fine", {"zz.fine": fact(unit="mci")})
    return written(content, "zz.fined", "{zz.fine|tenge} {zz.fine|gen} {zz.fine|n} but not {zz.fine|url}")


@breaks("unknown-form")
def genitive_of_a_day(content: Content) -> Place:
    content.facts("zz_date", {"zz.date": fact(unit="date", value=fact()["reviewed_on"])})
    return written(content, "zz.dated", "until {zz.date|gen}")


@breaks("same-code")
def two_topics_that_buttons_cannot_tell_apart(content: Content) -> Place:
    content.append("sections.yaml", f"- id: zz\n  {SECTION}")
    content.topic("zz.t510", shown=False)
    return content.topic("zz.t987", shown=False), 1
