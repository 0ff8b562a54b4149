"""The screens: menu, section, topic, offer of topics, help, languages. Each can be drawn again from its address."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, assert_never

from bot.domain.address import Days, Help, Menu, Offer, SectionScreen, Topic, back, step_to
from bot.domain.fact import LANGUAGES
from bot.domain.faq import CRISIS, FIRST_STEPS, ORIGINAL, PRIVACY, STAY, covered
from bot.domain.remind.address import About
from bot.library.render import bold, messages, topic_messages, with_facts
from bot.services.views import Button, ChooseLanguage, Deed, Mine, Open, Read, Speak, Tap, View, clear_button

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from bot.domain.address import Address
    from bot.domain.faq import Node
    from bot.i18n.catalogue import Texts
    from bot.library.reading import Library
    from bot.library.render import Rendered
    from bot.services.views import Row

# Each language under its own name, so that a reader of none of the others finds theirs.
NAMES = {"ru": "Русский", "kk": "Қазақша", "en": "English"}
ANY_LANGUAGE = "Тіл · Язык · Language"
MAX_BELOW, MAX_RUNNERS_UP = 6, 2


@dataclass(frozen=True, slots=True)
class Screens:
    """Draws screens from the content. Holds no state of anybody."""

    library: Library
    catalogues: Mapping[str, Texts]
    drawn: dict[tuple[str, str], tuple[date, tuple[Rendered, ...]]] = field(default_factory=dict, compare=False)
    """The texts of topics as they were last drawn, by topic and language: one of each."""

    def at(self, address: Address, language: str, today: date) -> View:
        t = self.catalogues[language]
        match address:
            case Menu() | Days():  # a person's own days are drawn elsewhere, with what is kept of them
                return self.menu(t)
            case Help():
                return self.help(t)
            case SectionScreen(section):
                return self.section(section, t)
            case Topic():
                return self.topic(address, t, today)
            case Offer():
                return self.offer(address, t, t("Did you mean:"))
            case _:
                assert_never(address)

    def menu(self, t: Texts, text: str | None = None) -> View:
        buttons = [Button(s.titles[t.language], Open(SectionScreen(s.id))) for s in self.library.graph.sections]
        paired = (tuple(buttons[start : start + 2]) for start in range(0, len(buttons), 2))
        shown = text or t("Choose a topic, or ask in your own words.")
        return View(messages(shown), (*paired, self.days_row(t), *self.last_rows(Menu(), t)))

    def days_row(self, t: Texts) -> Row:
        return (self.to(Days(), t("How many days are left")),)

    def welcome(self, t: Texts) -> View:
        hello = t(
            "Hello! I am a bot that helps people who have moved to Kazakhstan. Ask in your own words or choose a topic."
        )
        honest = t("This is not legal advice. Please do not write document numbers or private details here.")
        return self.menu(t, f"{hello}\n\n{honest}")

    def help(self, t: Texts) -> View:
        text = t(
            "Write your question as you would ask a friend, or go through the menu. Every answer says when it was "
            "compared with its sources. If I do not know, I say so.\n\n"
            "/menu – all topics\n/stay – how many days are left\n/entry, /exit – mark a day of entry or exit\n"
            "/trips – my trips\n/deadlines – my deadlines\n/remind – reminders\n"
            "/sos – urgent help\n/lang – change language\n/cancel – stop what was begun\n"
            "/privacy – what is kept about me\n/export – all of it in one file\n"
            "/forget – erase my data\n/help – this page"
        )
        know = t("I am a program, and this is not legal advice. Government contact centre: 1414.")
        rows = self.topic_rows((FIRST_STEPS, PRIVACY), Help(), t)
        return View(messages(f"{text}\n\n{know}"), (*rows, *self.nav(Help(), t)), Help())

    def section(self, section_id: str, t: Texts) -> View:
        here = SectionScreen(section_id)
        section = self.library.graph.section(section_id)
        assert section, "an address names a section that exists"
        rows = self.topic_rows(section.topics, here, t)
        return View(messages(bold(section.titles[t.language])), (*rows, *self.nav(here, t)), here)

    def topic(self, address: Topic, t: Texts, today: date, also: Iterable[str] = ()) -> View:
        """Draw a topic. `also` are topics that the question could mean as well; they stand last among the buttons.

        They take the place of the last next topics if there are too many of both.
        """
        node = self.library.graph.nodes[address.topic]
        words = node.texts[t.language].options
        newer = Button(t("Read the newer Russian text"), Read(ORIGINAL, address))
        first = ((newer,),) if node.behind(t.language) else ()
        options = tuple((Button(words[name], Open(step_to(target, address))),) for name, target in node.options.items())
        shown = (address.topic, *node.options.values())
        runners_up = [topic for topic in also if topic not in (*shown, *node.next)][:MAX_RUNNERS_UP]
        following = [topic for topic in node.next if topic not in shown][: MAX_BELOW - len(runners_up)]
        rows = self.topic_rows((*following, *runners_up), address, t)
        if covered(address.topic, STAY):
            rows = (self.days_row(t), *rows)
        if address.topic == PRIVACY:
            rows = ((Button(t("Every stored field"), Mine(Deed.SHOW)),), *rows)
        if node.remind:
            rows = ((Button(t("Remind me"), Tap(About(node.remind))),), *rows)
        nav = self.nav(address, t)
        return View(self.text_of(node, t, today), (*first, *options, *rows, *nav), address)

    def text_of(self, node: Node, t: Texts, today: date) -> tuple[Rendered, ...]:
        """Return the messages of a topic. They are the same for everybody, all day long."""
        on, found = self.drawn.get((node.id, t.language), (None, ()))
        if on != today:
            found = topic_messages(self.library, node, t, today)
            self.drawn[node.id, t.language] = today, found
        return found

    def offer(self, address: Offer, t: Texts, text: str) -> View:
        rows = self.topic_rows(address.topics, address, t)
        return View(messages(text), (*rows, *self.nav(address, t)), address)

    def line(self, name: str, t: Texts, today: date) -> str:
        """Return a line of `content/lines/` as Markdown."""
        return with_facts(self.library.lines[name][t.language], self.library.facts, t, today)

    def languages(self, address: Address, t: Texts) -> View:
        names = tuple((Button(NAMES[language], Speak(language, address)),) for language in LANGUAGES)
        return View(messages(t("Choose your language")), (*names, (self.to(Menu(), t("Main menu")),)), address)

    def topic_rows(self, topics: Iterable[str], origin: Address, t: Texts) -> tuple[Row, ...]:
        nodes = self.library.graph.nodes
        return tuple(
            (Button(nodes[topic].texts[t.language].button, Open(step_to(topic, origin))),)
            for topic in topics
            if topic in nodes
        )

    def nav(self, here: Address, t: Texts) -> tuple[Row, ...]:
        before = back(here, self.library.graph)
        way_back = () if before is None or isinstance(before, Menu) else (self.to(before, t("Back")),)
        return ((*way_back, self.to(Menu(), t("Main menu"))), *self.last_rows(here, t))

    def last_rows(self, here: Address, t: Texts) -> tuple[Row, ...]:
        languages = Button(ANY_LANGUAGE, ChooseLanguage(here))
        if isinstance(here, Topic) and here.topic == CRISIS:
            return ((clear_button(t), languages),)
        return ((Button(t("Urgent help"), Open(step_to(CRISIS, here))), clear_button(t)), (languages,))

    @staticmethod
    def to(address: Address, label: str) -> Button:
        return Button(label, Open(address))
