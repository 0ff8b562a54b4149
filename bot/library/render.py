"""A topic as a reader sees it: facts put in, Markdown turned into Telegram's text and entities, the age line below."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from telegramify_markdown import convert
from telegramify_markdown.config import RenderConfig
from telegramify_markdown.entity import split_entities, utf16_len

from bot.domain.fact import SAFE_LINK, Confidence, SourceKind, Unit
from bot.domain.faq import Audience
from bot.i18n.catalogue import N_
from bot.i18n.formats import day, phrase, stamp
from bot.library.references import REFERENCE, facts_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from telegramify_markdown.entity import MessageEntity

    from bot.domain.fact import Fact, Source
    from bot.domain.faq import Node
    from bot.i18n.catalogue import Texts
    from bot.library.reading import Library

MAX_MESSAGE = 4096
SPECIAL = re.compile(r"([\\`*_\[\]<>])")
AUDIENCES = {
    Audience.EAEU: N_("citizens of the EAEU"),
    Audience.VISA_FREE: N_("other visa-free visitors"),
    Audience.VISA: N_("visa holders"),
    Audience.PERMIT: N_("permit holders"),
}
CONFIDENCES = {
    Confidence.OFFICIAL: N_("official texts"),
    Confidence.TWO_SOURCES: N_("at least two independent sources"),
    Confidence.ONE_SOURCE: N_("partly one source only, check before you act"),
    Confidence.UNVERIFIED: N_("partly not confirmed, check before you act"),
}
SUREST = (SourceKind.OFFICIAL, SourceKind.TREATY, SourceKind.OWN)
FROM_SURE_TO_UNSURE = tuple(CONFIDENCES)


@dataclass(frozen=True, slots=True)
class Entity:
    """A styled part of a message. `offset` and `length` are in UTF-16 units, as Telegram counts."""

    type: str
    offset: int
    length: int
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Rendered:
    """One message: its text and the styles in it."""

    text: str
    entities: tuple[Entity, ...] = ()

    @property
    def plain(self) -> str:
        """The text with the addresses of its links written out, for where there is nothing to tap."""
        data = self.text.encode("utf-16-le")
        for entity in sorted(self.entities, key=lambda e: -e.offset):
            end = (entity.offset + entity.length) * 2
            if entity.url and entity.url.removeprefix("https://") != data[entity.offset * 2 : end].decode("utf-16-le"):
                data = data[:end] + f" ({entity.url})".encode("utf-16-le") + data[end:]
        return data.decode("utf-16-le")


def topic_messages(library: Library, node: Node, t: Texts, today: date) -> tuple[Rendered, ...]:
    """Return a topic as messages, each within Telegram's limit, split between paragraphs.

    The sources stand last, folded up by Telegram until somebody taps them.
    """
    *before, last = messages(topic_markdown(library, node, t, today))
    sources = folded(rendered(sources_line(library, node, t)))
    whole = joined(last, sources)
    return (*before, whole) if utf16_len(whole.text) <= MAX_MESSAGE else (*before, last, sources)


def topic_markdown(library: Library, node: Node, t: Texts, today: date) -> str:
    text = node.texts[t.language]
    parts = [bold(escaped(text.title))]
    if node.audience:
        whom = ", ".join(t(AUDIENCES[audience]) for audience in node.audience)
        parts.append(italic(t("Who this is for: {whom}", whom=whom)))
    if not node.urgent and outdated(library, node, today):
        parts.append(caution(library, node, t))
    if node.behind(t.language):
        parts.append(bold(t("This translation is older than the Russian text. It may miss recent changes.")))
    parts += [library.lines[name][t.language] for name in node.opens_with]
    parts.append(text.body)
    parts += [library.lines[name][t.language] for name in node.closes_with]
    parts.append(italic(t("Compared with public texts: {date}", date=stamp(node.reviewed_on, t.language))))
    doubtful = not node.urgent and node.review_by < today
    return with_facts("\n\n".join(parts), library.facts, t, today, doubtful=doubtful)


def caution(library: Library, node: Node, t: Texts) -> str:
    """Return what stands first in an answer that nobody compared in time: whom to ask, and the official text."""
    parts = [bold(t("This may be outdated. Please check with 1414."))]
    sources = (library.sources[name] for name in sources_of(library, node))
    if official := next((s for s in sources if s.kind is SourceKind.OFFICIAL and s.url), None):
        parts.append(t("The official text: {source}.", source=named_source(official, t)))
    parts.append(t("Numbers marked (?) may have changed."))
    return " ".join(parts)


def outdated(library: Library, node: Node, today: date) -> bool:
    """Tell whether the text, or a fact in it, is past the day by which somebody had to look again, or has ended."""
    used = (library.facts[name] for name in facts_used(library, node))
    return node.review_by < today or any(f.review_by < today or f.ended(today) for f in used)


def facts_used(library: Library, node: Node) -> tuple[str, ...]:
    """Return the facts that a topic shows, and the index behind those that are counted in it."""
    lines = (library.lines[name]["ru"] for name in (*node.opens_with, *node.closes_with))
    named = facts_in("\n".join((node.texts["ru"].body, *lines)))
    in_mci = any(library.facts[name].unit is Unit.MCI for name in named) and "mci" in library.facts
    return (*named, "mci") if in_mci and "mci" not in named else named


def with_facts(text: str, facts: Mapping[str, Fact], t: Texts, today: date, *, doubtful: bool = False) -> str:
    """Put the values of facts into a text. `doubtful` marks every number, as when the whole text is overdue."""

    def value(match: re.Match[str]) -> str:
        fact = facts[match[1]]
        written = phrase(fact, match[2] or "", t, today, facts.get("mci"))
        if fact.unit is Unit.LINK:
            return written
        return escaped(written) + escaped(age_mark(fact, facts, t, today, doubtful=doubtful))

    return REFERENCE.sub(value, text)


def age_mark(fact: Fact, facts: Mapping[str, Fact], t: Texts, today: date, *, doubtful: bool) -> str:
    """Return what stands behind a number that is not, or perhaps not, in force."""
    if fact.valid_to and fact.ended(today):
        return " " + t("(in force only until {day})", day=day(fact.valid_to, t.language))
    if fact.valid_from and today < fact.valid_from:
        return " " + t("(in force from {day})", day=day(fact.valid_from, t.language))
    overdue = fact.review_by < today or (fact.unit is Unit.MCI and "mci" in facts and facts["mci"].review_by < today)
    settled = fact.unit is Unit.PHONE or (isinstance(fact.value, date) and fact.value <= fact.reviewed_on)
    return " (?)" if (doubtful or overdue) and not settled else ""


def sources_line(library: Library, node: Node, t: Texts) -> str:
    """Return with what an answer was compared, the surest first, and how sure its least sure number is."""
    sources = sorted((library.sources[name] for name in sources_of(library, node)), key=lambda s: s.kind not in SUREST)
    named = t("Sources: {sources}", sources="; ".join(named_source(source, t) for source in sources) or "-")
    confidence = None if node.urgent else confidence_of(library, node)
    return (
        "\n".join((named, t("Rests on: {confidence}", confidence=t(CONFIDENCES[confidence])))) if confidence else named
    )


def named_source(source: Source, t: Texts) -> str:
    title = escaped(source.titles[t.language])
    linked = f"[{title}]({source.url})" if source.url else title
    year = (source.dated or "")[:4]
    shown = "" if not year or year in title else f", {year}"
    return f"{linked}{shown}"


def sources_of(library: Library, node: Node) -> tuple[str, ...]:
    """Return the sources of a topic, its own first, then those of the facts in its text."""
    used = (source for name in facts_used(library, node) for source in library.facts[name].sources)
    return tuple(dict.fromkeys((*node.sources, *used)))


def confidence_of(library: Library, node: Node) -> Confidence | None:
    """Return how sure an answer is: as its least sure fact; without facts, as its sources are.

    Our own advice counts for nothing here, and None says that the answer is about ourselves.
    """
    used = [library.facts[name].confidence for name in facts_used(library, node)]
    if told := [confidence for confidence in used if confidence is not Confidence.ADVICE]:
        return max(told, key=FROM_SURE_TO_UNSURE.index)
    kinds = [library.sources[name].kind for name in sources_of(library, node)]
    others = [kind for kind in kinds if kind is not SourceKind.OWN]
    if not others:
        return None
    if set(others) & set(SUREST):
        return Confidence.OFFICIAL
    return Confidence.TWO_SOURCES if len(others) > 1 else Confidence.ONE_SOURCE


def bold(text: str) -> str:
    return f"**{text}**"


def italic(text: str) -> str:
    return f"*{text}*"


def escaped(text: str) -> str:
    return SPECIAL.sub(r"\\\1", text)


def messages(markdown: str) -> tuple[Rendered, ...]:
    """Turn Markdown into as few messages as Telegram allows, split between paragraphs where it must be split."""
    whole = rendered(markdown)
    if utf16_len(whole.text) <= MAX_MESSAGE:
        return (whole,)
    return tuple(piece for part in parts_of(markdown) for piece in pieces(part))


def parts_of(markdown: str) -> Iterator[str]:
    part = ""
    for paragraph in markdown.split("\n\n"):
        longer = f"{part}\n\n{paragraph}" if part else paragraph
        if part and utf16_len(rendered(longer).text) > MAX_MESSAGE:
            yield part
            part = paragraph
        else:
            part = longer
    yield part


def pieces(part: str) -> Iterator[Rendered]:
    """Cut a part whose one paragraph is too long for a message; nearly always it comes back whole."""
    for text, entities in split_entities(*converted(part), MAX_MESSAGE):
        yield Rendered(text, as_entities(entities))


def joined(first: Rendered, second: Rendered) -> Rendered:
    """Put two rendered texts into one message, an empty line between them."""
    shift = utf16_len(first.text) + 2
    moved = (replace(entity, offset=entity.offset + shift) for entity in second.entities)
    return Rendered(f"{first.text}\n\n{second.text}", (*first.entities, *moved))


def folded(text: Rendered) -> Rendered:
    quote = Entity("expandable_blockquote", 0, utf16_len(text.text))
    return Rendered(text.text, (quote, *text.entities))


def rendered(markdown: str) -> Rendered:
    text, entities = converted(markdown)
    return Rendered(text, as_entities(entities))


def converted(markdown: str) -> tuple[str, list[MessageEntity]]:
    return convert(markdown, latex_escape=False, config=style())


def plain_text(markdown: str) -> str:
    """Return what a reader sees of Markdown, without styles and addresses."""
    return rendered(markdown).text


def as_entities(entities: Iterable[MessageEntity]) -> tuple[Entity, ...]:
    """Take the styles over. A link to anything but a page (a program, a file, a person) stays plain words."""
    return tuple(Entity(e.type, e.offset, e.length, e.url) for e in entities if e.url is None or SAFE_LINK.match(e.url))


@lru_cache(maxsize=1)
def style() -> RenderConfig:
    config = RenderConfig.isolated()
    config.markdown_symbol.unordered_list_item = "•"
    return config
