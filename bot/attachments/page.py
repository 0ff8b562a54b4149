"""The pieces that a picture is laid out of, before anything is drawn: texts, bars, days, frames, pointers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from bot.attachments.palette import TEXT
from bot.attachments.typeface import width

if TYPE_CHECKING:
    from bot.attachments.kinds import Kind
    from bot.attachments.typeface import Style


class Box(NamedTuple):
    left: int
    top: int
    right: int
    bottom: int


@dataclass(frozen=True, slots=True)
class Text:
    """A line of text, by its left top corner."""

    left: int
    top: int
    words: str
    style: Style
    colour: str = TEXT

    @property
    def box(self) -> Box:
        return Box(self.left, self.top, self.left + width(self.words, self.style), self.top + self.style.line)


@dataclass(frozen=True, slots=True)
class Bar:
    """A filled rectangle with round ends."""

    box: Box
    colour: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A day, or the sample of its kind in the legend."""

    box: Box
    kind: Kind
    frame: str | None = None


@dataclass(frozen=True, slots=True)
class Pointer:
    """A small triangle that points up to a day."""

    x: int
    top: int
    colour: str


@dataclass(slots=True)
class Page:
    """What is drawn, filled from top to bottom. `y` is where the next piece begins."""

    width: int
    margin: int
    y: int
    texts: list[Text] = field(default_factory=list)
    bars: list[Bar] = field(default_factory=list)
    cells: list[Cell] = field(default_factory=list)
    pointers: list[Pointer] = field(default_factory=list)

    @property
    def right(self) -> int:
        return self.width - self.margin

    @property
    def room(self) -> int:
        return self.width - 2 * self.margin

    @property
    def height(self) -> int:
        return self.y + self.margin

    def write(self, lines: tuple[str, ...], style: Style, colour: str = TEXT) -> None:
        for line in lines:
            self.texts.append(Text(self.margin, self.y, line, style, colour))
            self.y += style.line
