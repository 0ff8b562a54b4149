"""A day and what it is for, read from one line in three languages."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.dates import DateFault
from bot.library.day_and_words import asked_for, day_and_words

TODAY = date(2026, 11, 22)
LINES = [
    ("5 декабря оплатить жильё", "2026-12-05", "оплатить жильё"),
    ("оплатить жильё 5 декабря", "2026-12-05", "оплатить жильё"),
    ("завтра позвонить хозяину", "2026-11-23", "позвонить хозяину"),
    ("05.12.2026 – продлить ВНЖ", "2026-12-05", "продлить ВНЖ"),
    ("до 5 декабря подать документы", "2026-12-05", "подать документы"),
    ("через неделю проверить статус", "2026-11-29", "проверить статус"),
    ("Ёлка 1 января", "2027-01-01", "Ёлка"),
    ("через 3 дня оплатить 5000 тенге", "2026-11-25", "оплатить 5000 тенге"),
    ("5 декабря купить билет на 10 января", "2026-12-05", "купить билет на 10 января"),
    ("5 желтоқсан жалдау ақысын төлеу", "2026-12-05", "жалдау ақысын төлеу"),
    ("ертең банкке бару", "2026-11-23", "банкке бару"),
    ("бүгін хабарласу", "2026-11-22", "хабарласу"),
    ("on 5 December pay the rent", "2026-12-05", "pay the rent"),
    ("tomorrow: call the clinic", "2026-11-23", "call the clinic"),
    ("2026-12-05 pay 300", "2026-12-05", "pay 300"),
    ("5 December", "2026-12-05", ""),
]


@pytest.mark.parametrize(("line", "day", "words"), LINES)
def test_the_day_and_the_rest_are_told_apart(line: str, day: str, words: str) -> None:
    read, rest = day_and_words(line, TODAY)
    assert (read.day, rest) == (date.fromisoformat(day), words)


def test_a_line_without_a_day_is_all_words() -> None:
    read, rest = day_and_words("  сдать   анализы ", TODAY)
    assert (read.fault, rest) == (DateFault.UNREADABLE, "сдать анализы")


def test_a_day_that_could_be_two_is_asked_back_and_one_that_is_none_refused() -> None:
    assert len(day_and_words("05/06 pay", TODAY)[0].choices) == 2
    assert day_and_words("31.02 pay", TODAY)[0].fault is DateFault.IMPOSSIBLE


ASK = ("напомни", "напомни мне", "remind me", "еске салшы")


@pytest.mark.parametrize(
    ("message", "rest"),
    [
        ("Напомни мне 5 декабря оплатить жильё!", "5 декабря оплатить жильё"),
        ("напомни: завтра врач", "завтра врач"),
        ("Remind me tomorrow to call", "tomorrow to call"),
        ("ертең пәтерақы төлеуді еске салшы", "ертең пәтерақы төлеуді"),
        ("напомнили мне вчера про регистрацию", None),
        ("а ты можешь напомни", "а ты можешь"),
        ("напомни", None),
        ("как получить ИИН", None),
        ("İremind me x", None),
    ],
)
def test_a_wish_to_be_reminded_is_heard_at_the_start_or_the_end(message: str, rest: str | None) -> None:
    assert asked_for(message, ASK) == rest


@given(st.text(max_size=200))
def test_any_line_is_read_without_a_fault(line: str) -> None:
    read, rest = day_and_words(line, TODAY)
    assert read.day or read.choices or read.fault
    assert len(rest) <= len(line) + 200
