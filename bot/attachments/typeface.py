"""The typeface of the picture: two weights of Noto Sans, shipped beside this file. Measures, fits and wraps text."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

from PIL import ImageFont

FONTS = Path(__file__).parent / "fonts"


class Style(NamedTuple):
    size: int
    bold: bool = False

    @property
    def line(self) -> int:
        """The height of a line."""
        return round(self.size * 1.3)


@cache
def font(style: Style) -> ImageFont.FreeTypeFont:
    name = "NotoSans-Bold.ttf" if style.bold else "NotoSans-Regular.ttf"
    # The basic engine needs no library of the system, so every machine sets the same text.
    return ImageFont.truetype(FONTS / name, style.size, layout_engine=ImageFont.Layout.BASIC)


def width(text: str, style: Style) -> int:
    return round(font(style).getlength(text)) + 1


def wrapped(text: str, style: Style, room: int) -> tuple[str, ...]:
    """Break a text into lines between words. A word wider than the room stands alone."""
    lines: list[str] = []
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width(longer, style) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(lines)


def fitted(text: str, sizes: tuple[int, ...], room: int, most: int, *, bold: bool) -> tuple[Style, tuple[str, ...]]:
    """Return the largest of some sizes in which a text takes at most `most` lines, else the smallest."""
    for size in sizes:
        style = Style(size, bold)
        lines = wrapped(text, style, room)
        if len(lines) <= most and all(width(line, style) <= room for line in lines):
            break
    return style, lines
