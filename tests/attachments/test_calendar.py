"""The calendar file: what a phone reads from it, and what nobody can read in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from bot.attachments.calendar import Entry, calendar_file
from bot.domain.duties import Duty, DutyKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.i18n.catalogue import Texts

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 6, 30, tzinfo=UTC)
KAZAKH = (
    "Полицияға сіз емес, үй иесі немесе қонақүй хабарлайды: бірінші күні-ақ хабарлама жіберіп, көшірмесін беруін "
    "сұраңыз; бұл — міндет, № 923 бұйрық."
)
ENTRY = Entry(Duty(DutyKind.LAST_DAY, date(2026, 12, 31), date(2026, 10, 3)), "Рұқсат етілген соңғы күн", KAZAKH)
PASSPORT = Entry(Duty(DutyKind.PASSPORT, date(2027, 2, 28), number=4), "Паспорт: соңғы күн", "Өзіңіз ауыстырасыз.")


def moved(days: int, entry: Entry = ENTRY) -> Entry:
    return replace(entry, duty=replace(entry.duty, day=TODAY + timedelta(days=days)))


def events(written: bytes) -> list[Any]:
    return list(Calendar.from_ical(written).events)


def uids(written: bytes) -> list[str]:
    return [str(event["uid"]) for event in events(written)]


def alarms(written: bytes) -> list[timedelta]:
    return [alarm["trigger"].dt for event in events(written) for alarm in event.walk("VALARM")]


def test_a_deadline_is_a_whole_day_with_its_words(t: Texts) -> None:
    [event] = events(calendar_file([ENTRY], TODAY, t, NOW))
    assert event["dtstart"].dt == date(2026, 12, 31)
    assert event["dtend"].dt == date(2027, 1, 1)
    assert {event["dtstart"].params["value"], event["dtend"].params["value"]} == {"DATE"}
    assert (event["summary"], event["description"]) == ("Рұқсат етілген соңғы күн", KAZAKH)
    assert event["transp"] == "TRANSPARENT"


def test_the_file_is_a_published_calendar_of_version_two(t: Texts) -> None:
    calendar = Calendar.from_ical(calendar_file([ENTRY, PASSPORT], TODAY, t, NOW))
    assert (calendar["version"], calendar["method"]) == ("2.0", "PUBLISH")
    assert calendar["prodid"]
    assert calendar["x-wr-calname"] == t("Reminders")
    assert not calendar.errors
    assert len(calendar.events) == 2


def test_a_week_and_a_day_before_the_phone_rings_at_nine(t: Texts) -> None:
    written = calendar_file([ENTRY], TODAY, t, NOW)
    midnight = datetime(2026, 12, 31)  # noqa: DTZ001 - a whole day floats
    assert [midnight + before for before in alarms(written)] == [
        datetime(2026, 12, 24, 9),  # noqa: DTZ001
        datetime(2026, 12, 30, 9),  # noqa: DTZ001
    ]


@pytest.mark.parametrize(("days", "number"), [(8, 2), (7, 1), (2, 1), (1, 0), (0, 0)])
def test_an_alarm_whose_day_has_passed_or_is_today_is_left_out(t: Texts, days: int, number: int) -> None:
    assert len(alarms(calendar_file([moved(days)], TODAY, t, NOW))) == number


def test_a_day_that_has_passed_is_left_out(t: Texts) -> None:
    assert events(calendar_file([moved(-1)], TODAY, t, NOW)) == []
    assert len(events(calendar_file([moved(0)], TODAY, t, NOW))) == 1


def test_a_deadline_counted_anew_takes_the_place_of_the_old_one(t: Texts) -> None:
    later = NOW + timedelta(minutes=1)
    before, after = calendar_file([ENTRY], TODAY, t, NOW), calendar_file([moved(20)], TODAY, t, later)
    assert uids(before) == uids(after) == uids(calendar_file([ENTRY], TODAY, t, NOW, discreet=True))
    assert events(after)[0]["sequence"] == events(before)[0]["sequence"] + 1


def test_other_kinds_other_visits_and_papers_alike_are_other_deadlines(t: Texts) -> None:
    other_kind = replace(ENTRY, duty=replace(ENTRY.duty, kind=DutyKind.REGISTRATION))
    other_visit = replace(ENTRY, duty=replace(ENTRY.duty, since=date(2026, 10, 4)))
    twin = replace(PASSPORT, duty=replace(PASSPORT.duty, number=5))
    found = uids(calendar_file([ENTRY, other_kind, other_visit, PASSPORT, twin], TODAY, t, NOW))
    assert len(set(found)) == 5


def test_the_place_of_a_paper_in_the_ledger_does_not_rename_it(t: Texts) -> None:
    renumbered = replace(PASSPORT, duty=replace(PASSPORT.duty, number=0))
    assert uids(calendar_file([PASSPORT], TODAY, t, NOW)) == uids(calendar_file([renumbered], TODAY, t, NOW))


def test_the_stamp_is_in_world_time(t: Texts) -> None:
    local = NOW.astimezone(timezone(timedelta(hours=5)))
    written = calendar_file([ENTRY], TODAY, t, local)
    assert b"DTSTAMP:20261123T063000Z\r\n" in written
    assert b"TZID" not in written


def test_only_the_words_and_the_days_of_a_deadline_are_written(t: Texts) -> None:
    event, *_ = events(calendar_file([ENTRY], TODAY, t, NOW))
    names = "CLASS DESCRIPTION DTEND DTSTAMP DTSTART SEQUENCE SUMMARY TRANSP UID"
    assert sorted(event.keys()) == names.split()
    assert int(event["uid"], 16) >= 0
    assert "2026-10-03" not in event["uid"]


def test_a_discreet_file_has_no_word_of_what_it_is_about(catalogues: Mapping[str, Texts]) -> None:
    written = calendar_file([ENTRY, PASSPORT], TODAY, catalogues["en"], NOW, discreet=True)
    assert {str(event["summary"]) for event in events(written)} == {"Reminder"}
    assert not any("description" in event for event in events(written))
    text = written.decode().replace("\r\n ", "").lower()
    telling = (ENTRY.title, PASSPORT.title, "lawful", "passport", "last_day", "qadam", "kazakhstan", "bot")
    assert [word for word in telling if word.lower() in text] == []


def test_in_a_shared_calendar_the_words_are_private(t: Texts) -> None:
    assert {event["class"] for event in events(calendar_file([ENTRY, PASSPORT], TODAY, t, NOW))} == {"PRIVATE"}


def test_without_deadlines_ahead_there_is_an_empty_calendar(t: Texts) -> None:
    assert events(calendar_file([], TODAY, t, NOW)) == []


words = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1)


@given(words, words, st.integers(0, 3000))
def test_any_words_come_back_and_no_line_is_too_long(
    catalogues: Mapping[str, Texts], title: str, text: str, days: int
) -> None:
    written = calendar_file([replace(moved(days), title=title, text=text * 9)], TODAY, catalogues["kk"], NOW)
    lines = written.split(b"\r\n")
    assert written.endswith(b"END:VCALENDAR\r\n")
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    assert max(map(len, lines)) <= 75
    [event] = events(written)
    assert (event["summary"], event["description"]) == (title, text * 9)


def test_a_long_kazakh_sentence_is_folded_between_letters(t: Texts) -> None:
    lines = calendar_file([ENTRY], TODAY, t, NOW).split(b"\r\n")
    start = next(number for number, line in enumerate(lines) if line.startswith(b"DESCRIPTION:"))
    folded = [line.decode() for line in lines[start : start + 4]]
    assert all(line.startswith(" ") for line in folded[1:])
    assert max(map(len, lines)) <= 75
