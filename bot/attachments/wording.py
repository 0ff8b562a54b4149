"""The words of the picture and of its text: where somebody stands, the counts, what each kind of day means."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from babel.dates import format_date

from bot.attachments.kinds import Kind
from bot.domain.period import Span
from bot.domain.stay import Status
from bot.i18n import formats
from bot.i18n.catalogue import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.attachments.chart import Chart
    from bot.domain.trips import Trip
    from bot.i18n.catalogue import Texts

MEANINGS = {
    Kind.HERE: N_("in Kazakhstan, counts"),
    Kind.UNCOUNTED: N_("in Kazakhstan, does not count"),
    Kind.OVER: N_("beyond the limit"),
    Kind.LAWFUL: N_("lawful days ahead"),
    Kind.PAPER: N_("visa or permit"),
    Kind.PLANNED: N_("planned trip"),
    Kind.PLANNED_OVER: N_("planned, but beyond the limit"),
}
NO_BREAK = "\u00a0"
SHORT = {"ru": "d MMM y", "kk": "y 'ж'. d MMM", "en": "d MMM y"}


class Share(NamedTuple):
    """Days used of those allowed, what they are, and where they lie."""

    used: int
    limit: int
    what: str
    where: str


def stamp(value: date, t: Texts) -> str:
    """Write a day after a label, in one piece."""
    return formats.stamp(value, t.language).replace(" ", NO_BREAK)


def inside(value: date, t: Texts) -> str:
    """Write a day inside a sentence, in one piece."""
    return formats.day(value, t.language).replace(" ", NO_BREAK)


def headline(chart: Chart, t: Texts) -> str:
    """Say in a sentence where somebody stands."""
    stay = chart.stay
    match stay.status:
        case Status.OVERSTAY if stay.last_day is None:
            return t("By these dates no day of this visit is within the limit.")
        case Status.OVERSTAY:
            assert stay.last_day, "the case above"
            return t.n("Your time ended {n} day ago.", "Your time ended {n} days ago.", days_from(stay.last_day, chart))
        case Status.ABROAD:
            return entering(chart, t)
        case _ if chart.last_day is None:
            return t("No last day follows from these dates.")
        case _ if chart.last_day == stay.today:
            return t("Today is the last lawful day.")
        case _:
            return t.n("{n} day left", "{n} days left", -days_from(chart.last_day, chart))


def days_from(start: date, chart: Chart) -> int:
    return (chart.stay.today - start).days


def entering(chart: Chart, t: Texts) -> str:
    stay = chart.stay
    if stay.next_entry is None:
        return t("By these dates no day of entry is lawful. A visa or a permit comes first.")
    if stay.next_entry == stay.today:
        return t("You may enter from today.")
    return t("You may enter again from {date}", date=stamp(stay.next_entry, t))


def notes(chart: Chart, t: Texts) -> Iterator[str]:
    """Yield what belongs to the headline: the last lawful day, and what planned trips do to it."""
    stay = chart.stay
    if stay.present and chart.last_day and chart.last_day != stay.today:
        yield t("Last lawful day: {date}", date=stamp(chart.last_day, t))
    if not stay.present and chart.last_day:
        last = inside(chart.last_day, t)
        if stay.next_entry == stay.today:
            yield t("If you enter today, the last lawful day is {date}.", date=last)
        else:
            yield t("If you enter on that day, the last lawful day is {date}.", date=last)
    if chart.unforced:
        yield t(
            "It is this early because of the trip that you plan: without it, the last day would be {date}.",
            date=inside(chart.unforced, t),
        )
    if chart.spoilt:
        yield t("The trips that you plan do not fit the limit, even if you leave today.")


def shares(chart: Chart, t: Texts) -> Iterator[Share]:
    """Yield the counts that decide: of the present visit, and of the window."""
    stay = chart.stay
    if chart.per_visit and stay.visit:
        since = t("since {date}", date=short(stay.visit, t.language))
        what = t.n("day of this visit", "days of this visit", chart.per_visit)
        yield Share(days_from(stay.visit, chart) + 1, chart.per_visit, what, since)
    if chart.window and chart.rule and chart.rule.limit is not None and chart.rule.window:
        what = t.n("day in Kazakhstan", "days in Kazakhstan", chart.rule.limit)
        within = t.n("{n} day", "{n} days", chart.rule.window)
        where = t("in {days}: {period}", days=within, period=period(chart.window, t.language))
        yield Share(stay.used, chart.rule.limit, what, where)


def papers(chart: Chart, t: Texts) -> str:
    """Name the visa or permit of today, else the next one, else the last."""
    today = chart.stay.today.toordinal()
    known = [span for span in chart.covers if span.end >= today][:1] or chart.covers[-1:]
    label = t("Visa or permit:")
    return f"{label} {period(known[0], t.language)}" if known else ""


def meaning(kind: Kind, chart: Chart, t: Texts) -> str:
    """Return what a kind of day means. Where nothing is counted, only the document matters."""
    if kind is Kind.UNCOUNTED and chart.window is None:
        return t("in Kazakhstan with a visa or a permit")
    return t(MEANINGS[kind])


def short(value: date, language: str) -> str:
    return str(format_date(value, SHORT[language], locale=language)).replace(" ", NO_BREAK)


def shorter(value: date, language: str) -> str:
    """Write a day where the year is clear."""
    return str(format_date(value, "d MMM", locale=language)).replace(" ", NO_BREAK)


def period(span: Span, language: str) -> str:
    """Write the days from the first to the last, the year once if it is one."""
    start, end = date.fromordinal(span.start), date.fromordinal(span.end)
    if start == end:
        return short(start, language)
    if start.year != end.year:
        return f"{short(start, language)} – {short(end, language)}"
    if language == "kk":
        return f"{short(start, language)} – {shorter(end, language)}"
    return f"{shorter(start, language)} – {short(end, language)}"


def trip_period(trip: Trip, t: Texts) -> str:
    if trip.exit is None:
        return t("since {date}", date=short(trip.entry, t.language))
    return period(Span(trip.entry.toordinal(), trip.exit.toordinal()), t.language)
