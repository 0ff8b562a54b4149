"""Where everything of the picture stands: the headline, the counts, the month rows, the legend."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.attachments.kinds import Kind
from bot.attachments.page import Bar, Box, Cell, Page, Text
from bot.attachments.palette import ORANGE, QUIET, SKY, TEXT, TRACK, YELLOW
from bot.attachments.rows import CELL, add_rows
from bot.attachments.typeface import Style, fitted, width, wrapped
from bot.attachments.wording import NO_BREAK, headline, meaning, notes, papers, shares
from bot.domain.stay import Status

if TYPE_CHECKING:
    from bot.attachments.chart import Chart
    from bot.attachments.wording import Share
    from bot.i18n.catalogue import Texts

WIDTH, MARGIN, GAP = 1080, 48, 32
HEADLINES = 104, 92, 80, 70, 60, 52
NOTE, SHARE, SMALL = Style(40), Style(68, bold=True), Style(32)
BAR, SWATCH, BESIDE = 16, 40, 38
AFTER_NUMBER = re.compile(r"(?<=\d) ")
UNEXPLAINED = Kind.EMPTY, Kind.AHEAD
ACCENTS = {Status.OVERSTAY: ORANGE, Status.LAST_DAY: YELLOW}


def laid_out(chart: Chart, t: Texts) -> Page:
    page = Page(WIDTH, MARGIN, MARGIN - 12)
    add_head(page, chart, t)
    add_shares(page, tuple(shares(chart, t)))
    add_papers(page, chart, t)
    add_rows(page, chart, t)
    add_legend(page, chart, t)
    return page


def add_head(page: Page, chart: Chart, t: Texts) -> None:
    said = AFTER_NUMBER.sub(NO_BREAK, headline(chart, t).removesuffix("."))
    style, lines = fitted(said, HEADLINES, page.room, 2, bold=True)
    page.write(lines, style, ACCENTS.get(chart.stay.status, TEXT))
    page.y += 4
    for note in notes(chart, t):
        page.write(wrapped(note, NOTE, page.room), NOTE)
    page.y += GAP


def add_shares(page: Page, found: tuple[Share, ...]) -> None:
    """Lay out the counts side by side, each with a bar that shows how much of it is used."""
    if not found:
        return
    room = (page.room - GAP * (len(found) - 1)) // len(found)
    ends = [add_share(page, share, page.margin + (room + GAP) * index, room) for index, share in enumerate(found)]
    page.y = max(ends) + GAP


def add_share(page: Page, share: Share, left: int, room: int) -> int:
    """Lay out a count. Returns where the next piece may begin."""
    over = share.used > share.limit
    number = Text(left, page.y, f"{share.used} / {share.limit}", SHARE, ORANGE if over else TEXT)
    page.texts.append(number)
    top = page.y + SHARE.line
    page.bars.append(Bar(Box(left, top, left + room, top + BAR), TRACK))
    if filled := round(room * min(share.used / max(share.limit, 1), 1)):
        page.bars.append(Bar(Box(left, top, left + max(filled, BAR), top + BAR), ORANGE if over else SKY))
    top += BAR + 10
    beside = number.box.right + 16
    lines = wrapped(share.where, SMALL, room)
    if room == page.room and beside + width(share.what, SMALL) <= page.right:
        page.texts.append(Text(beside, page.y + SHARE.line - SMALL.line - 13, share.what, SMALL, QUIET))
    else:
        lines = (*wrapped(share.what, SMALL, room), *lines)
    for line in lines:
        page.texts.append(Text(left, top, line, SMALL, QUIET))
        top += SMALL.line
    return top


def add_papers(page: Page, chart: Chart, t: Texts) -> None:
    """Say for how long a visa or a permit is valid, for those whom nothing else lets stay."""
    if chart.rule is None and (line := papers(chart, t)):
        page.write(wrapped(line, SMALL, page.room), SMALL, QUIET)
        page.y += GAP


def add_legend(page: Page, chart: Chart, t: Texts) -> None:
    """Explain the kinds of days that occur, one after the other, in as many lines as it takes."""
    page.y += GAP // 2
    left = page.margin
    for kind in (kind for kind in Kind if kind not in UNEXPLAINED and kind in chart.kinds):
        label = meaning(kind, chart, t)
        wide = BESIDE + width(label, SMALL)
        if left > page.margin and left + wide > page.right:
            left, page.y = page.margin, page.y + SWATCH + 12
        page.cells.append(Cell(Box(left, page.y, left + CELL, page.y + SWATCH), kind))
        page.texts.append(Text(left + BESIDE, page.y - 1, label, SMALL))
        left += wide + GAP
    page.y += SWATCH if left > page.margin else 0
