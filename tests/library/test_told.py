"""Trips as people tell them, in three languages, mixed, in Latin letters, in one line or a long story.

Today is 22 November 2026. What is told here is shown to people as where they stand, so whatever could be read wrongly
has to be asked back ("unclear") or left alone ("none").
"""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.stay_address import MAX_TOLD
from bot.domain.told import Told
from bot.domain.trips import Trip
from bot.library.told import Teller
from bot.library.told_words import SELF, as_written
from tests.conftest import TODAY
from tests.library.told_messages import TOLD, rows, stories
from tests.library.told_no_trips import NO_TRIPS

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn

    from bot.entry.knowledge import Knowledge


@pytest.fixture(scope="module")
def teller(knowledge: Knowledge) -> Teller:
    return Teller(knowledge.screens.library.words["trip"])


def short(day: date) -> str:
    return f"{day.day}.{day.month}" + (f".{day:%y}" if day.year != TODAY.year else "")


def said(told: Told | None) -> str:
    """Write what was told as the tables do: trips, what else there is, or the doubt."""
    if told is None:
        return "none"
    if told.doubt:
        assert told == Told(doubt=told.doubt)
        return told.doubt.value
    trips = [f"{short(trip.entry)}-{short(trip.exit) if trip.exit else ''}" for trip in told.trips]
    others = [(name, day) for name in ("left", "leave", "back") if (day := getattr(told, name))]
    return " ".join((*trips, *(f"{name} {short(day)}" for name, day in others), *["about"] * told.about))


@pytest.mark.parametrize(("text", "expected"), rows(TOLD))
def test_a_trip_is_read_as_it_was_meant(teller: Teller, text: str, expected: str) -> None:
    assert said(teller.tell(text, TODAY)) == expected


@pytest.mark.parametrize(("text", "expected"), stories())
def test_a_long_story_is_read_as_it_was_meant(teller: Teller, text: str, expected: str) -> None:
    assert said(teller.tell(text, TODAY)) == expected


@pytest.mark.parametrize(("text", "expected"), rows(NO_TRIPS))
def test_what_tells_no_trip_makes_none(teller: Teller, text: str, expected: str) -> None:
    assert said(teller.tell(text, TODAY)) == expected


AROUND = (
    "Здравствуйте! {}. Спасибо!",
    "{}, сколько дней мне осталось?",
    "Подскажите пожалуйста:⏎{}",
    "Hello, {}. How many days do I have left?",
    "Сәлем! {}. Неше күнім қалды?",
    "🙏 {} 🙏",
    "{}⏎⏎Можно ли мне получить ВНЖ? Какие нужны документы?",
    "{}, паспорт до 01.12.2030",
    "Родился 05.05.1990. {}",
)
TRIPS_ONLY = [row for row in rows(TOLD) if row[1][0].isdigit() and "about" not in row[1]]


@pytest.mark.parametrize("around", AROUND)
def test_greetings_questions_and_other_matters_around_a_trip_change_nothing(teller: Teller, around: str) -> None:
    """Lists of days alone are left out: with words around them they could be days of anything."""
    with_words = [row for row in TRIPS_ONLY if teller.reader.names_move(row[0]) and row[0][-1] != "?"]
    assert len(with_words) > 80
    texts = {around.replace("⏎", "\n").format(text): expected for text, expected in with_words}
    assert {text: said(teller.tell(text, TODAY)) for text in texts} == texts


SOMEBODY_ELSE = ("Муж {}", "My brother {}", "Досым {}", "она {}", "родители: {}")


@pytest.mark.parametrize("who", SOMEBODY_ELSE)
def test_what_is_told_of_somebody_else_is_never_a_trip(teller: Teller, who: str) -> None:
    alone = [
        text
        for text, _ in TRIPS_ONLY
        if not SELF.among(tuple(as_written(text).split())) and teller.reader.names_move(text)
    ]
    assert len(alone) > 50
    told = [teller.tell(who.format(text), TODAY) for text in alone]
    assert [text for text, each in zip(alone, told, strict=True) if each and not each.doubt] == []


DENIALS = ("не {}", "так и не {}", "я не {}", "хотел, но не {}", "did not {}", "мы пока не {}")
ONE_MOVE = ("въехал 14 сентября", "выехал 2 октября", "уехал 2 октября", "вернулся 6 октября", "entered 14 September")


@pytest.mark.parametrize("denial", DENIALS)
@pytest.mark.parametrize("move", ONE_MOVE)
def test_a_move_that_is_denied_is_none(teller: Teller, denial: str, move: str) -> None:
    assert said(teller.tell(denial.format(move), TODAY)) in {"none", "unclear"}


FORMS = {
    "ru": (
        ("въехал {}", "выехал {}"),
        ("въезд {}", "выезд {}"),
        ("{} приехала", "{} уехала"),
        ("{} — въезд", "{} — выезд"),
    ),
    "kk": (("{} кірдім", "{} шықтым"), ("{} келдім", "{} кеттім"), ("{} күні келдім", "{} күні кеттім")),
    "en": (("entered on {}", "left on {}"), ("entry: {}", "exit: {}"), ("I arrived {}", "I departed {}")),
}
JOINTS = (", ", "; ", "\n", ". ", ",\n- ")
MONTHS = {
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "kk": "қаңтарда ақпанда наурызда сәуірде мамырда маусымда шілдеде тамызда қыркүйекте қазанда қарашада желтоқсанда",
    "en": "January February March April May June July August September October November December",
}


@st.composite
def lawful(draw: DrawFn) -> tuple[Trip, ...]:
    """Draw up to nine trips in turn, the last one perhaps still going on, none of a day together with another."""
    count = draw(st.integers(1, MAX_TOLD))
    whole = draw(st.booleans())
    ages = draw(st.lists(st.integers(1, 900), min_size=2 * count, max_size=2 * count, unique=True))
    days = [TODAY - timedelta(days=age) for age in sorted(ages, reverse=True)]
    trips = [Trip(*pair) for pair in zip(days[::2], days[1::2], strict=True)]
    return tuple(trips) if whole else (*trips[:-1], Trip(trips[-1].entry))


def written(day: date, language: str, *, numbers: bool) -> str:
    if numbers:
        return f"{day:%d.%m.%Y}"
    month = MONTHS[language].split()[day.month - 1]
    return f"{day.year} жылғы {day.day} {month}" if language == "kk" else f"{day.day} {month} {day.year}"


@settings(max_examples=300)
@given(lawful(), st.data())
def test_entries_and_exits_are_read_back_from_any_language(
    teller: Teller, trips: tuple[Trip, ...], data: st.DataObject
) -> None:
    language = data.draw(st.sampled_from(sorted(FORMS)))
    forms = data.draw(st.sampled_from(FORMS[language]))
    numbers, joint = data.draw(st.booleans()), data.draw(st.sampled_from(JOINTS))
    moves = [(form, day) for trip in trips for form, day in zip(forms, (trip.entry, trip.exit), strict=True) if day]
    if data.draw(st.booleans()):
        moves.reverse()
    text = joint.join(form.format(written(day, language, numbers=numbers)) for form, day in moves)
    assert teller.tell(text, TODAY) == Told(trips), text


@settings(max_examples=200)
@given(lawful(), st.sampled_from((" - ", "–", " по ", " to ", " — ")), st.sampled_from(("\n", ", ", "; ")))
def test_a_list_of_days_is_read_back(teller: Teller, trips: tuple[Trip, ...], to: str, joint: str) -> None:
    whole = [Trip(trip.entry, trip.exit or TODAY) for trip in trips]
    text = joint.join(f"{trip.entry:%d.%m.%Y}{to}{trip.exit:%d.%m.%Y}" for trip in whole)
    assert teller.tell(text, TODAY) == Told(tuple(whole)), text


PIECES = st.sampled_from(
    [
        *(word for text, _ in rows(TOLD + NO_TRIPS) for word in text.split()),
        *(f"{day}.{month:02}" for day in (1, 14, 30) for month in (2, 9, 12)),
        *(
            ",",
            ".",
            ";",
            ":",
            "-",
            "–",
            "—",
            "?",
            "!",
            "(",
            ")",
            "\n",
            "не",
            "и",
            "а",
            "с",
            "по",
            "до",
            "в",
            "из",
            "я",
            "муж",
        ),
    ]
)


@settings(max_examples=500)
@given(st.text() | st.lists(PIECES, max_size=30).map(" ".join), st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_no_text_raises_and_what_is_told_fits_together(teller: Teller, text: str, today: date) -> None:
    told = teller.tell(text, today)
    if told is None or told.doubt:
        assert told is None or told == Told(doubt=told.doubt)
        return
    assert told.trips or told.left or told.leave or told.back
    assert len(told.trips) <= MAX_TOLD
    assert all(one.exit and one.exit <= two.entry for one, two in pairwise(told.trips))
    assert all(trip.exit is None or trip.entry <= trip.exit for trip in told.trips)
    assert told.left is None or all(told.left <= trip.entry for trip in told.trips)
    assert not (told.leave and told.leave < today)
    assert not (told.leave and told.back and told.back < told.leave)
