"""Addresses of screens. A button carries the address of the screen that it opens, and the way back from there.

Buttons stay in chats for years, so an address holds all that is needed to draw the screen again: nothing waits for it
in a store. An address has no colon (Telegram's callback data is packed with colons) and fits, with the rest of the
callback, into 64 bytes.

    m                      the menu
    h                      help
    d                      where the person stands (their own days)
    s/<section>            a section
    t/<topic>[/<trail>]    a topic, and the screens that "back" walks through, oldest first
    c/<codes>              the topics offered for a question

A trail is written in codes of four letters, one for a topic or a section; an offer of topics stands in it as `?`, their
number and their codes.
"""

from __future__ import annotations

import re
from base64 import b32encode
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, assert_never

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.domain.faq import Graph

CODE_LENGTH = 4
MAX_OFFERED = 5
TRAIL = re.compile(r"[a-z0-7?]*")
# No code of a topic holds a zero or a one.
MENU_STEP, HELP_STEP, DAYS_STEP = "0000", "1111", "0101"
MAX_CALLBACK_BYTES = 64
# "l:kk:" is the longest prefix that a callback puts before an address.
MAX_ADDRESS_BYTES = MAX_CALLBACK_BYTES - len("l:kk:")


@dataclass(frozen=True, slots=True)
class Menu:
    def __str__(self) -> str:
        return "m"


@dataclass(frozen=True, slots=True)
class Help:
    def __str__(self) -> str:
        return "h"


@dataclass(frozen=True, slots=True)
class Days:
    def __str__(self) -> str:
        return "d"


@dataclass(frozen=True, slots=True)
class SectionScreen:
    section: str

    def __str__(self) -> str:
        return f"s/{self.section}"


@dataclass(frozen=True, slots=True)
class Offer:
    """A short list of topics, offered because a question could mean any of them. At most five."""

    topics: tuple[str, ...]

    def __str__(self) -> str:
        return "c/" + "".join(code(topic) for topic in self.topics)


@dataclass(frozen=True, slots=True)
class Topic:
    topic: str
    trail: tuple[str, ...] = ()

    def __str__(self) -> str:
        trail = list(self.trail)
        while trail and len(f"t/{self.topic}/{''.join(trail)}") > MAX_ADDRESS_BYTES:
            trail.pop(0)
        return f"t/{self.topic}/{''.join(trail)}" if trail else f"t/{self.topic}"


Address = Menu | Help | Days | SectionScreen | Offer | Topic
FIXED: Mapping[str, Address] = {MENU_STEP: Menu(), HELP_STEP: Help(), DAYS_STEP: Days()}


def code(topic: str) -> str:
    """Return the four letters that stand for a topic in a trail; the same for ever, since ids are."""
    return b32encode(sha256(topic.encode()).digest())[:CODE_LENGTH].decode().lower()


def parse(text: str, graph: Graph) -> Address:
    """Read an address. Whatever is not known (any more) becomes the nearest screen that is: at worst the menu."""
    kind, _, rest = text.partition("/")
    match kind:
        case "h":
            return Help()
        case "d":
            return Days()
        case "s" if graph.section(rest):
            return SectionScreen(rest)
        case "t":
            topic, _, trail = rest.partition("/")
            return Topic(topic, steps(trail) if TRAIL.fullmatch(trail) else ()) if graph.node(topic) else Menu()
        case "c":
            topics = topics_of(rest, graph)
            return Offer(topics) if topics else Menu()
        case _:
            return Menu()


def steps(trail: str) -> tuple[str, ...]:
    found = []
    while trail:
        offered = int(trail[1]) if trail[0] == "?" and trail[1:2] in set("12345") else 0
        length = 2 + offered * CODE_LENGTH if offered else CODE_LENGTH
        found.append(trail[:length])
        trail = trail[length:]
    return tuple(found)


def step_to(target: str, origin: Address) -> Topic:
    """Return the address of a topic opened from a screen. A topic already on the trail takes the reader back to it."""
    match origin:
        case Topic(topic, trail):
            here = (*trail, code(topic))
            return Topic(target, here[: here.index(code(target))] if code(target) in here else here)
        case Offer(topics):
            return Topic(target, (f"?{len(topics)}" + "".join(map(code, topics)),))
        case SectionScreen(section):
            return Topic(target, () if target.startswith(f"{section}.") else (code(f"{section}/"),))
        case Menu():
            return Topic(target, (MENU_STEP,))
        case Help():
            return Topic(target, (HELP_STEP,))
        case Days():
            return Topic(target, (DAYS_STEP,))
        case _:
            assert_never(origin)


def without_trail(address: Address) -> Address:
    """Return the address without the way that led there, for where it is stored."""
    return Topic(address.topic) if isinstance(address, Topic) else address


def back(here: Address, graph: Graph) -> Address | None:
    """Return the screen that "back" opens, None on the menu itself."""
    match here:
        case Menu():
            return None
        case Topic(topic, trail):
            for index in range(len(trail) - 1, -1, -1):
                if found := resolve(trail[index], trail[:index], graph):
                    return found
            section = graph.section_of(topic)
            return SectionScreen(section.id) if section else Menu()
        case _:
            return Menu()


def resolve(step: str, before: tuple[str, ...], graph: Graph) -> Address | None:
    if step.startswith("?"):
        topics = topics_of(step[2:], graph)
        return Offer(topics) if topics else None
    if fixed := FIXED.get(step):
        return fixed
    if section := graph.section_codes.get(step):
        return SectionScreen(section)
    topic = graph.codes.get(step)
    return Topic(topic, before) if topic else None


def topics_of(codes: str, graph: Graph) -> tuple[str, ...]:
    found = (graph.codes.get(codes[i : i + CODE_LENGTH]) for i in range(0, len(codes), CODE_LENGTH))
    return tuple(topic for topic in found if topic)[:MAX_OFFERED]
