"""Deadlines as a file for the calendar of a phone (iCalendar, RFC 5545): whole days, with alarms, nothing personal."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

from icalendar import Alarm, Calendar, Event

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from bot.domain.duties import Duty
    from bot.i18n.catalogue import Texts

ONE_DAY = timedelta(days=1)
ALARM_DAYS, ALARM_AT = (7, 1), timedelta(hours=9)
# Neutral, because a search of a phone can turn up the file as well.
PRODUCT = "-//Reminders//Calendar//EN"


@dataclass(frozen=True, slots=True)
class Entry:
    """A deadline with its words."""

    duty: Duty
    title: str
    text: str


def calendar_file(entries: Iterable[Entry], today: date, t: Texts, now: datetime, *, discreet: bool = False) -> bytes:
    """Return the deadlines that have not passed. `now` is the moment of making the file, with its time zone.

    The same deadline has the same name in every file, so that importing again updates it. `discreet` leaves out every
    word that tells what the dates are.
    """
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", PRODUCT)
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", t("Reminders"))
    seen: Counter[str] = Counter()
    for entry in entries:
        name = name_of(entry.duty)
        seen[name] += 1
        if not entry.duty.late(today):
            shown = Entry(entry.duty, t("Reminder"), "") if discreet else entry
            calendar.add_component(event(shown, digest(f"{name} {seen[name]}"), today, now))
    written: bytes = calendar.to_ical()
    return written


def name_of(duty: Duty) -> str:
    """Return what stays the same of a deadline when it is counted anew."""
    return f"{duty.kind} {duty.since or duty.day}"


def digest(name: str) -> str:
    return sha256(name.encode()).hexdigest()[:32]


def event(entry: Entry, uid: str, today: date, now: datetime) -> Event:
    day = entry.duty.day
    made = Event()
    made.add("uid", uid)
    made.add("dtstamp", now.astimezone(UTC))
    # Calendars take over a changed day only from a file with a higher number.
    made.add("sequence", int(now.timestamp()) // 60)
    made.add("dtstart", day)
    made.add("dtend", day + ONE_DAY)
    made.add("summary", entry.title)
    if entry.text:
        made.add("description", entry.text)
    made.add("class", "PRIVATE")
    made.add("transp", "TRANSPARENT")
    for before in ALARM_DAYS:
        # An alarm whose day has passed would ring on import.
        if day - before * ONE_DAY > today:
            made.add_component(alarm(before, entry.title))
    return made


def alarm(before: int, words: str) -> Alarm:
    made = Alarm()
    made.add("action", "DISPLAY")
    made.add("description", words)
    made.add("trigger", ALARM_AT - before * ONE_DAY)
    return made
