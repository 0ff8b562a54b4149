"""Colours and patterns. Each kind of day differs by its pattern too, so that nothing rests on colour alone.

The card is a slate between Telegram's light and dark backgrounds: it stands out from both and glares on neither. Day
colours are of the Okabe-Ito kind, which most people with colour blindness tell apart, and differ in lightness.
"""

from __future__ import annotations

from enum import Enum, auto
from typing import NamedTuple

from bot.attachments.kinds import Kind

CARD = "#35495e"
TEXT = "#ffffff"
QUIET = "#c9d6e2"
TRACK = "#4c637b"
SKY = "#7cc8f5"
GREEN = "#8fe3b4"
YELLOW = "#ffd84d"
ORANGE = "#ff9a62"
INK = "#1d2a37"


class Pattern(Enum):
    PLAIN = auto()
    STRIPES = auto()
    CROSS = auto()
    DOT = auto()
    SPECK = auto()
    RING = auto()
    FRAME = auto()
    CROSSED_FRAME = auto()


class Look(NamedTuple):
    """How a day is drawn: the colour below, the pattern, the colour of the pattern."""

    ground: str
    pattern: Pattern = Pattern.PLAIN
    ink: str = INK


LOOKS = {
    Kind.EMPTY: Look(TRACK),
    Kind.AHEAD: Look(CARD, Pattern.SPECK, TRACK),
    Kind.HERE: Look(SKY),
    Kind.UNCOUNTED: Look(GREEN, Pattern.STRIPES, "#3d7d63"),
    Kind.OVER: Look(ORANGE, Pattern.CROSS),
    Kind.LAWFUL: Look(CARD, Pattern.DOT, SKY),
    Kind.PAPER: Look(CARD, Pattern.RING, GREEN),
    Kind.PLANNED: Look(CARD, Pattern.FRAME, TEXT),
    Kind.PLANNED_OVER: Look(CARD, Pattern.CROSSED_FRAME, ORANGE),
}
