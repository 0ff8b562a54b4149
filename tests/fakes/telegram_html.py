"""Telegram's HTML parse mode: the same tags, the same refusals, entities counted in UTF-16 units."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

Entity = dict[str, Any]

TYPES = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "tg-spoiler": "spoiler",
    "span": "spoiler", "code": "code", "pre": "pre", "a": "text_link", "blockquote": "blockquote",
    "tg-emoji": "custom_emoji",
}  # fmt: skip
LITERALS = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
REFERENCE = re.compile(r"&(?:#x(?P<hex>[0-9a-fA-F]+)|#(?P<dec>[0-9]+)|(?P<name>[a-zA-Z]+));?")
ATTRIBUTE = re.compile(r"""\s*([^\s=>]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([\w.-]+)))?""")


class BadMarkup(ValueError):  # noqa: N818 - named for what it is
    """What Telegram says after «can't parse entities: »."""


@dataclass(slots=True)
class _Open:
    tag: str
    attributes: dict[str, str]
    offset: int
    start: int


@dataclass(slots=True)
class _Parser:
    source: str
    parts: list[str] = field(default_factory=list)
    offset: int = 0
    stack: list[_Open] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)

    def byte(self, position: int) -> int:
        return len(self.source[:position].encode("utf-8", "surrogatepass"))

    def add(self, text: str) -> None:
        self.parts.append(text)
        self.offset += utf16_length(text)

    def run(self) -> None:
        position = 0
        while position < len(self.source):
            if self.source.startswith("</", position):
                position = self.close(position)
            elif self.source[position] == "<":
                position = self.open(position)
            elif reference := REFERENCE.match(self.source, position):
                self.add(decoded(reference))
                position = reference.end()
            else:
                self.add(self.source[position])
                position += 1
        if self.stack:
            raise BadMarkup(f'Can\'t find end tag corresponding to start tag "{self.stack[-1].tag}"')

    def open(self, begin: int) -> int:
        name = re.compile(r"[^\s>]*").match(self.source, begin + 1)
        assert name is not None  # the pattern matches the empty string too
        tag, position = name.group().lower(), name.end()
        if position >= len(self.source):
            raise BadMarkup(f"Unclosed start tag at byte offset {self.byte(begin)}")
        if tag not in TYPES:
            raise BadMarkup(f'Unsupported start tag "{tag}" at byte offset {self.byte(begin)}')
        attributes: dict[str, str] = {}
        while not self.source.startswith(">", position):
            found = ATTRIBUTE.match(self.source, position)
            if found is None or found.end() == position or found.end() >= len(self.source):
                raise BadMarkup(f'Unclosed start tag "{tag}" at byte offset {self.byte(begin)}')
            if found.group(1):
                value = next((group for group in found.groups()[1:] if group is not None), "")
                attributes[found.group(1).lower()] = REFERENCE.sub(decoded, value)
            position = found.end()
        if tag == "span" and attributes.get("class") != "tg-spoiler":
            raise BadMarkup(f'Tag "span" must have class "tg-spoiler" at byte offset {self.byte(begin)}')
        self.stack.append(_Open(tag, attributes, self.offset, len(self.parts)))
        return position + 1

    def close(self, begin: int) -> int:
        if not self.stack:
            raise BadMarkup(f"Unexpected end tag at byte offset {self.byte(begin)}")
        end = self.source.find(">", begin)
        if end < 0:
            raise BadMarkup(f"Unclosed end tag at byte offset {self.byte(begin)}")
        tag, opened = self.source[begin + 2 : end].strip().lower(), self.stack[-1]
        if tag and tag != opened.tag:
            raise BadMarkup(
                f'Unmatched end tag at byte offset {self.byte(begin)}, expected "</{opened.tag}>", found "</{tag}>"'
            )
        self.stack.pop()
        if self.offset > opened.offset:
            self.keep(opened)
        return end + 1

    def keep(self, opened: _Open) -> None:
        entity: Entity = {
            "type": TYPES[opened.tag],
            "offset": opened.offset,
            "length": self.offset - opened.offset,
        }
        if opened.tag == "a":
            entity["url"] = opened.attributes.get("href") or "".join(self.parts[opened.start :])
            if url_fault(entity["url"]):
                return  # Telegram keeps the words and drops the link without a word
        if opened.tag == "blockquote" and "expandable" in opened.attributes:
            entity["type"] = "expandable_blockquote"
        if opened.tag == "tg-emoji":
            entity["custom_emoji_id"] = opened.attributes.get("emoji-id", "")
            if not entity["custom_emoji_id"].isdigit():
                raise BadMarkup("Invalid custom emoji identifier specified")
        language = opened.attributes.get("class", "").removeprefix("language-")
        if opened.tag == "code" and language:
            entity["language"] = language
        if opened.tag == "pre" and self.entities:
            self.swallow_code(entity)
        self.entities.append(entity)

    def swallow_code(self, pre: Entity) -> None:
        """<pre><code class="language-x">…</code></pre> is one entity."""
        inner = self.entities[-1]
        same_place = (inner["offset"], inner["length"]) == (pre["offset"], pre["length"])
        if inner["type"] == "code" and same_place and "language" in inner:
            pre["language"] = self.entities.pop()["language"]


def parse_html(source: str) -> tuple[str, list[Entity]]:
    """The visible text and its entities; BadMarkup where Telegram would refuse."""
    parser = _Parser(source)
    parser.run()
    for entity in parser.entities:
        if entity["type"] == "code":
            entity.pop("language", None)
    ordered = sorted(parser.entities, key=lambda entity: (entity["offset"], -entity["length"]))
    return "".join(parser.parts), ordered


def decoded(reference: re.Match[str]) -> str:
    """The character behind &lt; or &#1234; — anything Telegram does not know stays as it is."""
    if name := reference["name"]:
        return LITERALS.get(name, reference.group())
    code = int(reference["hex"], 16) if reference["hex"] else int(reference["dec"])
    return chr(code) if 0 < code < 0x10FFFF else reference.group()


def utf16_length(text: str) -> int:
    """Length as Telegram counts it."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def url_fault(url: str) -> str | None:
    """What Telegram has against this address; stricter in one thing: the scheme must be written out."""
    scheme, separator, rest = url.partition("://")
    if not url:
        return "URL host is empty"
    if not separator:
        return "Wrong HTTP URL"
    if scheme.lower() not in {"http", "https", "tg"}:
        return "Unsupported URL protocol"
    host = re.split(r"[/?#]", rest, maxsplit=1)[0]
    return None if scheme.lower() == "tg" or "." in host.strip(".") else "Wrong HTTP URL"
