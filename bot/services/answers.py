"""Answers a question: route it, choose the language, draw what the person sees."""

from __future__ import annotations

from asyncio import to_thread
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, assert_never

from bot.domain.address import Offer, Topic
from bot.domain.faq import CRISIS, LAWYER_FIRST
from bot.library.render import bold
from bot.services.small_talk import reply_to
from bot.services.views import Button, Speak, View

if TYPE_CHECKING:
    from datetime import date

    from bot.domain.routing import Decision, Router
    from bot.i18n.catalogue import Texts
    from bot.services.screens import Screens

MAX_CHOICES = 4
MAX_ALSO = 2
# A runner-up is worth a button of its own from this share of the best score on.
ALSO_FROM = 0.15
FEW_WORDS = 2


@dataclass(frozen=True, slots=True)
class Reply:
    """What is shown for a question: the screens in order, in which language, and why.

    `named`: danger is named in so many words; else it is only felt, or there is none.
    """

    language: str
    decision: Decision
    views: tuple[View, ...]
    named: bool = False

    @property
    def in_danger(self) -> bool:
        return self.decision.kind == "crisis"


@dataclass(frozen=True, slots=True)
class Answers:
    router: Router
    screens: Screens
    slow: bool = False
    """Whether routing takes so long that others should not wait for it."""

    async def ask_aside(self, text: str, language: str, today: date, *, chosen: bool = False) -> Reply:
        """Answer as `ask` does, in a thread of its own if routing is slow."""
        if self.slow:
            return await to_thread(self.ask, text, language, today, chosen=chosen)
        return self.ask(text, language, today, chosen=chosen)

    def ask(self, text: str, language: str, today: date, *, chosen: bool = False) -> Reply:
        """Answer a question.

        `language` is the person's; a question surely written in another one is answered in that one. `chosen` says
        that the person picked the language, so that a switch is offered.
        """
        decision = self.router.route(text)
        if chosen and len(text.split()) <= FEW_WORDS:  # "депортация" is said in Kazakh as well
            decision = replace(decision, language=None)
        reply = self.reply(decision, language, today, chosen=chosen)
        return replace(reply, named=True) if reply.in_danger and self.router.names_danger(text) else reply

    def reply(self, decision: Decision, language: str, today: date, *, chosen: bool = False) -> Reply:
        spoken = decision.language or language
        t = self.screens.catalogues[spoken]
        views = self.views(decision, t, today)
        if chosen and spoken != language:
            label = t("Always answer in English")
            views = (*views[:-1], with_switch(views[-1], label, spoken))
        return Reply(spoken, decision, views)

    def views(self, decision: Decision, t: Texts, today: date) -> tuple[View, ...]:
        topics = tuple(candidate.node for candidate in decision.candidates)
        match decision.kind:
            case "crisis":
                card = self.screens.topic(Topic(CRISIS), t, today)
                rest = tuple(topic for topic in topics if topic != CRISIS)[:MAX_CHOICES]
                question = t("If you also asked a question, it may be one of these:")
                return (card, self.screens.offer(Offer(rest), t, question)) if rest else (card,)
            case "answer" | "trip":
                best, *others = decision.candidates
                also = [other.node for other in others if other.score >= best.score * ALSO_FROM]
                return (self.screens.topic(Topic(best.node), t, today, also[:MAX_ALSO]),)
            case "choose":
                return (self.screens.offer(Offer(topics[:MAX_CHOICES]), t, t("Did you mean:")),)
            case "small_talk":
                return (self.screens.menu(t, reply_to(decision.small_talk, t)),)
            case "foreign":
                return (self.foreign(topics, t),)
            case "unknown":
                return (self.unknown(topics, t, today),)
            case _:
                assert_never(decision.kind)

    def unknown(self, topics: tuple[str, ...], t: Texts, today: date) -> View:
        """Say so, offer the nearest topics, and warn those for whom asking an office is dangerous."""
        sorry = bold(t("I don’t know this."))
        careful = t("I don’t want to guess: a mistake can cost you a lot. Ask 1414, or try other words.")
        paragraphs = [f"{sorry} {careful}", self.screens.line(LAWYER_FIRST, t, today)]
        if not topics:
            return self.screens.menu(t, "\n\n".join(paragraphs))
        paragraphs.append(t("The nearest topics I have:"))
        return self.screens.offer(Offer(topics[:MAX_CHOICES]), t, "\n\n".join(paragraphs))

    def foreign(self, topics: tuple[str, ...], t: Texts) -> View:
        """Decline another country's law kindly, and offer what we know of Kazakhstan's."""
        sorry = bold(t("I know the rules of Kazakhstan only."))
        elsewhere = t("For another country, look at its official sites. I don’t want to guess.")
        if not topics:
            return self.screens.menu(t, f"{sorry} {elsewhere}")
        nearest = t("The nearest topics I have about Kazakhstan:")
        return self.screens.offer(Offer(topics[:MAX_CHOICES]), t, f"{sorry} {elsewhere}\n\n{nearest}")


def with_switch(view: View, label: str, language: str) -> View:
    """Add a button that makes the language of this answer the person's own."""
    button = Button(label, Speak(language, view.address))
    return View(view.messages, (*view.buttons, (button,)), view.address)
