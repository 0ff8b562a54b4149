"""The picture of a stay in words, for those who do not see it. It stands below the picture, so it is bounded."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

from bot.attachments.chart import chart, cut
from bot.attachments.wording import headline, notes, period, shares, trip_period
from bot.domain.stay import Status
from bot.i18n.catalogue import plural

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.attachments.chart import Chart
    from bot.domain.period import Span
    from bot.domain.rules import Regime
    from bot.domain.stay import Stay
    from bot.domain.trips import Trip
    from bot.i18n.catalogue import Texts

MAX_UNITS = 900
"""In UTF-16, as Telegram counts a caption, with room for what others add."""
MOST_VISITS, MOST_OTHERS = 12, 3


@dataclass(frozen=True, slots=True)
class Listing:
    """Lines below a title, the nearest days first; `rest` tells of those that are left out."""

    title: str
    lines: tuple[str, ...]
    count: int
    rest: tuple[str, str]

    def written(self, most: int, t: Texts) -> str:
        shown = self.lines[:most]
        left = self.count - len(shown)
        more = [t.n(*self.rest, left)] if left else []
        return "\n".join((self.title, *(f"• {line}" for line in (*shown, *more)))) if self.count else ""


def alternative(trips: Sequence[Trip], regime: Regime, stay: Stay, t: Texts) -> str:
    """Say what the picture shows, as plain text of at most `MAX_UNITS`."""
    shown = chart(trips, regime, stay)
    top, visits, others = "\n".join(heading(shown, t)), visited(shown, t), tuple(listings(shown, t))
    for rest, most in product(range(MOST_OTHERS, -1, -1), range(MOST_VISITS, 0, -1)):
        parts = (top, visits.written(most, t), *(other.written(rest, t) for other in others))
        text = "\n\n".join(part for part in parts if part)
        if units(text) <= MAX_UNITS:
            return text
    return top


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def heading(chart: Chart, t: Texts) -> Iterator[str]:
    yield headline(chart, t)
    yield from notes(chart, t)
    if chart.stay.status is Status.OVERSTAY:
        yield t("Read what to do and talk to a lawyer. Do not wait.")
    for share in shares(chart, t):
        yield f"{share.used} / {share.limit} {share.what}, {share.where}"


def visited(chart: Chart, t: Texts) -> Listing:
    """List the visits that are shown, the newest first, with their days there."""

    def line(span: Span) -> str:
        days = t.n("{n} day", "{n} days", span.end - span.start + 1)
        return f"{period(span, t.language)}: {days}"

    newest = chart.visits[::-1]
    lines = tuple(line(span) for span in newest[:MOST_VISITS])
    rest = plural("and {n} earlier visit", "and {n} earlier visits")
    return Listing(t("Visits:"), lines, len(newest), rest)


def listings(chart: Chart, t: Texts) -> Iterator[Listing]:
    """List what else is shown: planned trips, days beyond the limit, days of visas and permits."""
    nearest = tuple(trip_period(trip, t) for trip in chart.planned[:MOST_OTHERS])
    rest = plural("and {n} more", "and {n} more")
    yield Listing(t("Planned trips:"), nearest, len(chart.planned), rest)
    covers = chart.covers if chart.window is None else tuple(cut(chart.covers, chart.shown))
    for title, spans in ((t("Beyond the limit:"), chart.over), (t("Visa or permit:"), covers)):
        lines = tuple(period(span, t.language) for span in spans[::-1][:MOST_OTHERS])
        yield Listing(title, lines, len(spans), rest)
