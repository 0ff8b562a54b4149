"""The picture of a stay as PNG, and its text alternative. Loads Pillow: import it only where a picture is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.attachments.caption import alternative
from bot.attachments.chart import chart
from bot.attachments.layout import laid_out
from bot.attachments.paint import painted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.domain.rules import Regime
    from bot.domain.stay import Stay
    from bot.domain.trips import Trip
    from bot.i18n.catalogue import Texts

__all__ = ["alternative", "picture"]


def picture(trips: Sequence[Trip], regime: Regime, stay: Stay, t: Texts) -> bytes:
    """Draw the days of the window that ends today and what lies ahead. Takes about a tenth of a second."""
    return painted(laid_out(chart(trips, regime, stay), t))
