"""Draws a page as PNG. Days and bars are drawn large and made small, so that their edges are smooth."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw

from bot.attachments.palette import CARD, LOOKS, Look, Pattern
from bot.attachments.typeface import font

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.attachments.page import Page

FINE = 4
RADIUS, STROKE, STEP, FRAME, POINTER = 5, 4, 12, 4, 11


def painted(page: Page) -> bytes:
    """Return the page as a PNG file: the same bytes for the same page."""
    image = Image.new("RGB", (page.width, page.height), CARD)
    for bar in page.bars:
        left, top, right, bottom = bar.box
        image.paste(rounded(right - left, bottom - top, (bottom - top) // 2, Look(bar.colour)), (left, top))
    for cell in sorted(page.cells, key=lambda cell: cell.frame is not None):
        left, top, right, bottom = cell.box
        pad = FRAME if cell.frame else 0
        image.paste(tile(right - left, bottom - top, LOOKS[cell.kind], cell.frame), (left - pad, top - pad))
    draw = ImageDraw.Draw(image)
    for pointer in page.pointers:
        x, top = pointer.x, pointer.top
        draw.polygon([(x - POINTER, top + POINTER), (x + POINTER, top + POINTER), (x, top)], pointer.colour)
    for text in page.texts:
        draw.text((text.left, text.top), text.words, text.colour, font(text.style))
    file = BytesIO()
    image.save(file, "PNG")
    return file.getvalue()


@cache
def tile(width: int, height: int, look: Look, frame: str | None) -> Image.Image:
    """Draw a day. With a frame the tile is larger on all sides."""
    image = rounded(width, height, RADIUS, look)
    if frame is None:
        return image
    framed = rounded(width + 2 * FRAME, height + 2 * FRAME, RADIUS + 2, Look(frame))
    framed.paste(image, (FRAME, FRAME))
    return framed


def rounded(width: int, height: int, radius: int, look: Look) -> Image.Image:
    """Draw a rectangle with round corners on the card, with its pattern."""
    size = width * FINE, height * FINE
    ground = Image.new("RGB", size, look.ground)
    if pattern := PATTERNS.get(look.pattern):
        pattern(ImageDraw.Draw(ground), *size, look.ink)
    mask = Image.new("L", size)
    ImageDraw.Draw(mask).rounded_rectangle((0, 0, size[0] - 1, size[1] - 1), radius * FINE, 255)
    image = Image.new("RGB", size, CARD)
    image.paste(ground, mask=mask)
    return image.resize((width, height), Image.Resampling.BOX)


def stripes(draw: ImageDraw.ImageDraw, width: int, height: int, ink: str) -> None:
    for start in range(-height, width, STEP * FINE):
        draw.line((start, height, start + height, 0), ink, STROKE * FINE)


def cross(draw: ImageDraw.ImageDraw, width: int, height: int, ink: str) -> None:
    inset, middle = 5 * FINE, height // 2
    reach = width // 2 - inset
    for slope in (reach, -reach):
        draw.line((inset, middle - slope, width - inset, middle + slope), ink, STROKE * FINE)


def dot(draw: ImageDraw.ImageDraw, width: int, height: int, ink: str) -> None:
    draw.circle((width / 2, height / 2), 5.5 * FINE, ink)


def speck(draw: ImageDraw.ImageDraw, width: int, height: int, ink: str) -> None:
    draw.circle((width / 2, height / 2), 3 * FINE, ink)


def ring(draw: ImageDraw.ImageDraw, width: int, height: int, ink: str) -> None:
    draw.circle((width / 2, height / 2), 8.5 * FINE, outline=ink, width=STROKE * FINE)


def outline(draw: ImageDraw.ImageDraw, width: int, height: int, ink: str) -> None:
    draw.rounded_rectangle((0, 0, width - 1, height - 1), RADIUS * FINE, outline=ink, width=STROKE * FINE)


def crossed_outline(draw: ImageDraw.ImageDraw, width: int, height: int, ink: str) -> None:
    outline(draw, width, height, ink)
    cross(draw, width, height, ink)


PATTERNS: Mapping[Pattern, Callable[[ImageDraw.ImageDraw, int, int, str], None]] = {
    Pattern.STRIPES: stripes,
    Pattern.CROSS: cross,
    Pattern.DOT: dot,
    Pattern.SPECK: speck,
    Pattern.RING: ring,
    Pattern.FRAME: outline,
    Pattern.CROSSED_FRAME: crossed_outline,
}
