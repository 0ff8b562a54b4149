"""The month rows: a line for each month, a cell for each day, and labels below the days that are marked."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from babel.dates import format_date

from bot.attachments.kinds import Kind
from bot.attachments.page import Box, Cell, Pointer, Text
from bot.attachments.palette import QUIET, TEXT, YELLOW
from bot.attachments.typeface import Style, width
from bot.attachments.wording import short, shorter

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.attachments.chart import Chart
    from bot.attachments.page import Page
    from bot.i18n.catalogue import Texts

LEFT, PITCH, CELL, TALL, LOW = 162, 28, 25, 44, 34
FEW_ROWS = 9
GAP, SPACE, POINTER = 8, 16, 12
RULER = 1, 5, 10, 15, 20, 25, 31
MONTH, YEAR, DAY, LABEL = Style(32), Style(30, bold=True), Style(28), Style(32, bold=True)

GOING_ON = Kind.LAWFUL, Kind.PAPER


class Mark(NamedTuple):
    """A day that is pointed to, with its label."""

    day: int
    label: str
    colour: str


class Month(NamedTuple):
    first: date
    days: tuple[tuple[int, Kind], ...]

    @property
    def start(self) -> int:
        return self.days[0][0]

    @property
    def end(self) -> int:
        return self.days[-1][0]


def marks(chart: Chart, t: Texts) -> Iterator[Mark]:
    stay, language = chart.stay, t.language
    if chart.window:
        start = date.fromordinal(chart.window.start)
        yield Mark(chart.window.start, t("Counted from {date}", date=shorter(start, language)), QUIET)
    yield Mark(stay.today.toordinal(), t("Today: {date}", date=shorter(stay.today, language)), TEXT)
    if not stay.present and stay.next_entry and stay.next_entry != stay.today:
        label = t("Entry from {date}", date=shorter(stay.next_entry, language))
        yield Mark(stay.next_entry.toordinal(), label, YELLOW)
    if chart.last_day:
        label = t("Last day: {date}", date=shorter(chart.last_day, language))
        yield Mark(chart.last_day.toordinal(), label, YELLOW)
        if chart.last_day.toordinal() > chart.shown.end and chart.kinds[-1] in GOING_ON:
            yield Mark(chart.shown.end, f"… {short(chart.last_day, language)}", QUIET)


def add_rows(page: Page, chart: Chart, t: Texts) -> None:
    """Lay out the months. A year is written above its first row."""
    months = tuple(months_of(chart))
    height = TALL if len(months) <= FEW_ROWS else LOW
    shown = (mark for mark in marks(chart, t) if chart.shown.start <= mark.day <= chart.shown.end)
    found = sorted(shown, key=lambda mark: mark.day)
    frames = {mark.day: mark.colour for mark in found if mark.colour != QUIET}
    add_ruler(page)
    year = 0
    for month in months:
        if month.first.year != year:
            year = month.first.year
            add_year(page, year, first=month is months[0])
        add_month(page, month, height, frames, t)
        add_labels(page, month, height, [mark for mark in found if month.start <= mark.day <= month.end])
        page.y += GAP


def months_of(chart: Chart) -> Iterator[Month]:
    def month(item: tuple[int, Kind]) -> date:
        return date.fromordinal(item[0]).replace(day=1)

    for first, days in groupby(chart.days(), month):
        yield Month(first, tuple(days))


def left_of(day: int) -> int:
    """Return where the cell of a day begins."""
    return column(date.fromordinal(day).day)


def column(number: int) -> int:
    return LEFT + (number - 1) * PITCH


def add_ruler(page: Page) -> None:
    for number in RULER:
        middle = column(number) + CELL // 2
        page.texts.append(Text(middle - width(str(number), DAY) // 2, page.y, str(number), DAY, QUIET))
    page.y += DAY.line + 2


def add_year(page: Page, year: int, *, first: bool) -> None:
    """Write the first year beside the ruler, another one on a line of its own."""
    top = page.y - DAY.line - 3 if first else page.y + 4
    page.texts.append(Text(page.margin, top, str(year), YEAR, QUIET))
    if not first:
        page.y += YEAR.line + 8


def add_month(page: Page, month: Month, height: int, frames: dict[int, str], t: Texts) -> None:
    name = str(format_date(month.first, "LLL", locale=t.language))
    page.texts.append(Text(page.margin, page.y + (height - MONTH.line) // 2, name, MONTH))
    for day, kind in month.days:
        left = left_of(day)
        page.cells.append(Cell(Box(left, page.y, left + CELL, page.y + height), kind, frames.get(day)))
    page.y += height


def add_labels(page: Page, month: Month, height: int, found: Iterable[Mark]) -> None:
    """Write the labels of days: at the free end of the row where it fits, else below, on the first line with room."""
    top, ends = page.y + 4, list[int]()
    begins, stops = left_of(month.start), left_of(month.end) + CELL
    for mark in found:
        left, wide = left_of(mark.day), width(mark.label, LABEL)
        level = page.y - (height + LABEL.line) // 2
        if mark.day == month.start and begins - SPACE - wide >= LEFT:
            begins -= SPACE + wide
            page.texts.append(Text(begins, level, mark.label, LABEL, mark.colour))
        elif mark.day == month.end and stops + SPACE + wide <= page.right:
            page.texts.append(Text(stops + SPACE, level, mark.label, LABEL, mark.colour))
            stops += SPACE + wide
        else:
            middle = left + CELL // 2
            start = max(min(middle - wide // 2, page.right - wide), page.margin)
            lane = next((index for index, end in enumerate(ends) if start > end + SPACE), len(ends))
            ends[lane : lane + 1] = [start + wide]
            page.pointers.append(Pointer(middle, top, mark.colour))
            page.texts.append(Text(start, top + POINTER + lane * LABEL.line, mark.label, LABEL, mark.colour))
    if ends:
        page.y = top + POINTER + len(ends) * LABEL.line
