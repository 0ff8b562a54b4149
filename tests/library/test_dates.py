"""Days as people write them, each as a text of its own: read, asked back or refused. Today: 22 November 2026."""

from __future__ import annotations

from datetime import date

import pytest

from bot.domain.dates import DateFault, Expect, ReadDate
from bot.library.dates import read_date
from tests.conftest import TODAY

NBSP, NNBSP, ZWSP, LRM, SHY = (
    "\N{NO-BREAK SPACE}",
    "\N{NARROW NO-BREAK SPACE}",
    "\N{ZERO WIDTH SPACE}",
    "\u200e",
    "\xad",
)

AROUND = (
    "({})",
    "«{}»",
    '"{}"',
    "*{}*",
    "… {} …",
    "📅{}🙂",
    "— {} —",
    "Дата: {}",
    "дата:{}",
    "{}!",
    "{} ;",
    "ну, {} .",
)

# One day a line; the spellings of it stand behind, parted by " | ". Without a year they are looked for in the past.
PAST = """
2026-09-14: 14.09 | 14.09. | 14.9 | 14.09.2026 | 14.9.2026 | 14.09.26 | 14.09.2026г. | 14.09.2026 г | 14.09.2026 года
2026-09-14: 14/09 | 14/09/2026 | 14/9/26 | 9/14/2026 | 09/14 | 14-09-2026 | 14-09-26 | 14. 09. 2026 | 14,09,2026
2026-09-14: 2026-09-14 | 2026.09.14 | 2026/09/14 | 2026-9-14 | 14 09 2026 | 2026-09-14T10:30:00Z | 14.09.2026 10:30
2026-09-14: 14 сентября | 14 сентября 2026 | 14 сентября 2026 г. | 14 сентября 2026 года | 14 сентября, 2026
2026-09-14: 14сентября
2026-09-14: 14 сентября 26 | 14 сентября 26г. | 14 сентября '26 | 14 сентября 26 года | 14-сентября | 14.сентября.2026
2026-09-14: 14го сентября | 14-го сентября | 14-е сентября | 14 -го сентября | 14-ое сентября | 14 числа сентября
2026-09-14: 14-го числа сентября месяца 2026 года | сентября 14 числа | в сентябре 14-го | 14 сентября месяца
2026-09-14: 14 сент. | 14 сен | 14 сент | 14 сент 2026 | сентябрь 14 | сентябрь, 14 | сент. 14 | Сент.14
2026-09-14: 14 sentyabrya | 14 sentiabria | 14 sentyabr 2026 | 14-go sentyabrya | 2026 года 14 сентября
2026-09-14: 14 қыркүйек | 14 қыркүйекте | 14-қыркүйек | 14 қыркүйектен | 14-ші қыркүйек | 14 қыркүйек 2026
2026-09-14: 14 қыркүйекке
2026-09-14: 2026 жылғы 14 қыркүйек | 2026 жылдың 14 қыркүйегі | 2026 жылғы 14 қыркүйегінде | 2026 ж. 14 қыркүйек
2026-09-14: қыркүйектің 14-і | қыркүйектің 14-інде | қыркүйек 14 | 14 кыркуйек | 14 кыркуйекте | 14 қыркүйек күні
2026-09-14: 14 kyrkuiek | 14 qyrkuiek | 14 qyrkuiekte | 14 qyrküiek | 2026 14 қыркүйек
2026-09-14: 14 September | 14 Sept | 14 Sep 2026 | 14th September | 14th of September | the 14th of September
2026-09-14: 14 of september
2026-09-14: Sept 14 | September 14 | September 14th, 2026 | Sep. 14, 2026 | September the 14th | Sep 14 '26
2026-09-14: 14-Sep-2026 | 14-SEP-26 | 14/Sep/2026 | 14SEP2026 | 14SEP26 10:00 | 2026 September 14 | on September 14th
2026-09-14: 14-нші қыркүйек | қыркүйек айының 14-і | Sept 14, '26 | Mon, 14 Sep 2026 10:00:00 +0500 | 14th Sept. '26
2026-09-14: 14 сентебря | 14 сентбря | 14 сентября2026 | 14 septemer | 14 setpember | Septembr 14, 2026 | 14 сентяря
2026-09-14: это было 14 сентября | кажется, 14 сентября. | въехала 14.09 утром | I think it was September 14
2026-09-14: 14 қыркүйекте келдім
2026-09-14: 14 сентября в 10:30 | 14 September in the morning | мен 14 september келдим | прилетел 14 қыркүйекте
2026-09-14: дата въезда:14.09.2026
2026-09-14: 14 СЕНТЯБРЯ | 14 СЕНТЯБРЯ 2026 | 14 ҚЫРКҮЙЕК | SEPTEMBER 14 | 📅14 сентября🙂 | 🇰🇿 14.09.2026 🎉
2026-09-14: («14.09.2026») | —14 сентября—
2026-09-14: понедельник, 14 сентября | 14 сентября (понедельник) | Monday 14 September | Monday, September 14
2026-09-14: 14 қыркүйек, дүйсенбі
2026-09-14: 14.09 этого года | 14 сентября в этом году | биыл 14 қыркүйекте | this year on 14 September
2026-09-14: 2026 год, 14 сентября
2025-09-14: 14 сентября 2025 | 14.09.25 | 14.09 прошлого года | 14 сентября прошлого года
2025-09-14: в прошлом году 14 сентября | 14.09 2025
2025-09-14: былтыр 14 қыркүйекте | өткен жылы 14 қыркүйекте | 14 September last year | last year, on 14 September
2025-09-14: 14 сентября 25, утром | 14-Sep-25 10:00 | в прошлом году я въехал 14 сентября | в 2025 году 14 сентября
2025-09-14: 2025 ж. 14 қыркүйек
2024-09-14: 14 сентября позапрошлого года | the year before last, 14 September | 14 сентября в 2024 году | 14.09-2024
2026-11-14: 14-го | 14го | 14 числа | 14-го числа | 14-інде | 14-інен | on the 14th | the 14th | 14-го въехал домой
2026-10-14: 14 числа прошлого месяца | 14-го прошлого месяца | өткен айдың 14-інде | the 14th of last month
2026-10-31: 31-го | 31 числа | 31 числа прошлого месяца | 31 октября | Oct 31 | 31 қазан | 31 qazan | 31 kazan 2026
2026-05-05: 5 мая | 5 май | 5-го мая | май 5 | May 5 | 5 мамыр | 5 мамырда | мамырдың 5-і | 5 mamyr | 5 maya | 5.05
2026-03-08: 8 марта | 8 март | 8 наурыз | 8 наурызда | 8 nauryz | March 8th | 8 mar | 8 marta | 8-е марта | 8ое марта
2024-02-29: 29.02.2024 | 29 февраля 2024 | 29 feb 2024 | 2024 жылғы 29 ақпан | 29.02 | 29 февраля | 29 ақпанда
2026-11-22: сегодня | бүгін | бугин | bugin | today | segodnya | Сегодня! | 22.11 | 22 ноября | воскресенье | Sunday
2026-11-22: жексенбі
2026-11-21: вчера | кеше | keshe | yesterday | vchera | вчера вечером | вчера в 14.30 | вчера в 14.10 | ВЧЕРА
2026-11-21: день назад | a day ago
2026-11-20: позавчера | алдыңгүні | алдыңғы күні | алдынгы куни | day before yesterday | the day before yesterday
2026-11-20: 2 дня назад
2026-11-20: в пятницу | on Friday | жұма күні | жұмада | жума | this Friday | в эту пятницу | осы жұма | пятница
2026-11-13: в прошлую пятницу, 13 ноября | пятница 13-го | Friday the 13th | на прошлой неделе в пятницу
2026-11-13: Friday last week
2026-11-16: в понедельник | дүйсенбіде | monday | дүйсенбі күні
2026-11-15: неделю назад | a week ago | апта бұрын | бір апта бұрын | 1 week ago | last Sunday | приехал неделю назад
2026-11-08: две недели назад | 2 недели назад | 2 апта бұрын | екі апта бұрын | two weeks ago | 2 нед. назад
2026-11-08: 2 nedeli nazad
2026-11-12: 10 дней назад | он күн бұрын | ten days ago | десять дней тому назад | 10 күн бұрын | 10 kun buryn
2026-10-22: месяц назад | a month ago | бір ай бұрын | 1 month ago
2025-11-22: год назад | a year ago | бір жыл бұрын
"""
# The same, looked for in the future.
FUTURE = """
2027-09-14: 14.09 | 14 сентября | 14 қыркүйек | Sept 14 | 14 сентября следующего года | next year on 14 September
2026-12-14: 14-го | 14 числа | 14-інде | 14.12 | 14 декабря | 14 желтоқсанда | 14 jeltoqsan | December 14
2026-12-31: 31-го | 31.12 | New Year's eve, December 31
2026-11-23: завтра | ертең | tomorrow | zavtra | erten | в понедельник | next Monday | келесі дүйсенбі | on Monday
2026-11-24: послезавтра | после завтра | бүрсігүні | day after tomorrow | the day after tomorrow | poslezavtra
2026-11-25: через 3 дня | через три дня | 3 күннен кейін | in 3 days | үш күннен кейін | in three days
2026-11-29: через неделю | in a week | бір аптадан кейін | next Sunday | в следующее воскресенье
2026-12-06: через 2 недели | in two weeks | екі аптадан кейін | через две недели
2026-12-22: через месяц | in a month | бір айдан кейін
2026-11-27: в пятницу | on Friday | жұма күні | next week on Friday | келесі аптада жұма
2026-11-27: в пятницу на следующей неделе
2026-11-22: сегодня | today | 22.11 | в воскресенье
2026-09-14: 14.09.2026 | 14 сентября этого года | 2026 жылғы 14 қыркүйек
"""
# Only as they stand here, with nothing around: by dateparser, or with a year that may else be another number.
AS_IT_STANDS = """
2026-09-14: 14 қыр 2026 | 14 қыр. 2026 | 2026сентября14
2026-10-14: 14 қаз 2026
2025-09-14: 14 Sep 25 | 14 сентября 25
"""


def rows(table: str, expect: Expect) -> list[tuple[str, Expect, date]]:
    found = []
    for line in table.strip().splitlines():
        day, _, spellings = line.partition(": ")
        found += [(text, expect, date.fromisoformat(day)) for text in spellings.split(" | ")]
    return found


SPELLINGS = [*rows(PAST, Expect.PAST), *rows(FUTURE, Expect.FUTURE)]


@pytest.mark.parametrize(("text", "expect", "day"), SPELLINGS + rows(AS_IT_STANDS, Expect.PAST))
def test_a_day_is_read_as_it_was_meant(text: str, expect: Expect, day: date) -> None:
    assert read_date(text, TODAY, expect) == ReadDate(day)


@pytest.mark.parametrize(("text", "expect", "day"), SPELLINGS)
def test_neither_letter_case_nor_what_stands_around_changes_a_day(text: str, expect: Expect, day: date) -> None:
    changed = [text.upper(), text.lower(), text.title(), text.replace(" ", NBSP), text.replace(" ", NNBSP)]
    changed += [text.replace(" ", "  "), f"  {text}\n", f"{LRM}{text}{LRM}", text.replace(" ", f"{ZWSP} ")]
    changed += [form.format(text) for form in AROUND]
    assert {each: read_date(each, TODAY, expect) for each in changed} == dict.fromkeys(changed, ReadDate(day))


# What may be two days or more is asked back.
ASKED = """
past 2026-04-03 2026-03-04: 03/04/2026 | 3/4/2026 | 03/04 | 3/4 | 03/04/26
past 2025-12-10 2026-12-10: 10.12 | 10 декабря | 10 желтоқсан | December 10
past 2025-11-23 2026-11-23: 23.11 | 23 ноября | 23 қарашада
past 2026-01-21 2027-01-21: 21.01 | 21 января
past 2026-11-20 2026-11-13: last Friday | в прошлую пятницу | өткен жұмада | прошлая пятница
past 2026-09-15 2026-09-14: 14 или 15 сентября | 14 и 15 сентября | 14-15 сентября | с 14 по 15 сентября
past 2026-09-15 2026-09-14: 14, 15 сентября
past 2026-09-15 2026-09-14: 14 or 15 September | from 14 to 15 September | 14 немесе 15 қыркүйек
past 2026-09-14 2026-09-15: September 14-15 | Sept 14 to 15 | 14.09-15 | 14 сентября или 15 | сентябрь 14-15
past 2026-09-15 2026-09-14: ночь с 14 на 15 сентября | между 14 и 15 сентября
past 2026-11-15 2026-11-14: 14 или 15 числа
past 2026-09-14 2025-09-14: 14 сентября 25 въехали | 14.09 25 | 14 Sep 25 10:00 | 14 сентября, а не в прошлом году
past 2026-09-14 2027-09-14: 14 сентября, виза до 2027 года | вторник 14 сентября
past 2026-09-14 2027-09-14: виза до 2027 года, въехал 14 сентября
future 2026-11-20 2027-11-20: 20.11 | 20 ноября | 20 қараша | November 20
future 2026-11-20 2026-11-27: this Friday | в эту пятницу | осы жұма
"""
# What cannot be read is refused with the reason.
REFUSED = """
impossible: 31.02 | 30.02.2026 | 32.01.2026 | 30 февраля | 29.02.2026 | 29 февраля 2025 | 31 апреля | 31 қыркүйек
impossible: 31 June
impossible: February 30th | 0.09 | 14.13 | 14.13.2026 | 00.00.2026 | 2026-02-30 | 2026-13-01 | 13/13/2026
impossible: 09-14-2026 | 14.30
impossible: пятница, 14 сентября 2026 | Friday 14 September 2026 | 32 числа
too_far: 14.09.1926 | 14.09.1999 | 14.09.95 | 14.09.2100 | 14.09.3026 | 14 сентября 1999 | September 14, 2150
too_far: 999 лет назад | 500 years ago | через 100 лет | 9/14/1926 | 14 сентября 0026
several: 14.09 и 15.09 | 14.09.2026-02.10.2026 | 14.09-02.10 | 14 сентября, 2 октября | вчера или позавчера
several: 14-го и 15-го | с 14-го по 20 сентября | 14 сентября и 2 октября въехал
several: въехал 14 сентября, выехал 2 октября | 14 September to 2 October | 14 қыркүйектен 2 қазанға дейін
several: сегодня 14.09
unreadable: не помню | скоро | недавно | давно | осенью | в мае | сентябрь | сентябрь 2026 | 2026 | в 2026 году | ?
unreadable: . | 🙂
unreadable: 1 | 14 | 100500 | 20260914 | 14092026 | 07:30 | 14:09 | 14-09 | 14ч | 14 число | № 14.09 | #14.09
unreadable: закон 24/7 | 24/7
unreadable: 87012345678 | +7 701 123 45 67 | +7 701 20 12 2020 | 8 701 22-10-15 | 8 (701) 12-12-20 | 021105500123
unreadable: 192.168.1.1
unreadable: 10.0.0.1 | 10.10.10.10 | 14.09.20266 | 14 сентября 20266 | 14 сентября 202 | 14 сентября 02
unreadable: 14 сентября 12
unreadable: в 14.30 | в 14.10 | at 9.15 | сағат 9.10 | $14.09 | 14.09 ₸ | 14.10 тысяч | 3.10 часа | 3.5%
unreadable: версия 2.10 | python 3.11
unreadable: в мае 5 дней | in May 10 days | қазанда 5 күн | из Казани | Kazan 14 | Катар 14 | 5 марок | 14 маек
unreadable: 5 турамыз | 5 кайтар
unreadable: полтора года назад | 1.5 года назад | 1,5 года назад | двадцать дней назад | двадцать один день назад
unreadable: пару дней назад
unreadable: несколько дней назад | a few days ago | a couple of weeks ago | 2-3 дня назад | 2–3 недели назад
unreadable: 2 или 3 дня назад
unreadable: больше недели назад | more than a week ago | примерно месяц назад | half a year ago | полгода назад
unreadable: 1 год и 2 месяца назад
unreadable: жиырма күн бұрын | он бес күн бұрын | бірнеше күн бұрын | жарты жыл бұрын | он неделю назад
unreadable: 2 жыл 3 ай бұрын
unreadable: через день | через пару дней | in years | in days | 90 days in 180 days | осы айдан кейін
unreadable: after tomorrow | before yesterday
unreadable: после 14 сентября | after 14 September | 14 қыркүйектен кейін | до или после 14 сентября
unreadable: за день до 14 сентября
unreadable: 3 weeks from today | a week after tomorrow | 14 сентября прошлого | 14 сентября 2о26 | 14/15 сентября
unreadable: не 14 сентября | not 14 September | 14 қыркүйек емес | the day before 14 September | before September 14
unreadable: позапрошлую пятницу | every Friday | каждую пятницу | жұма сайын | Friday before last
unreadable: в пятницу прошлого месяца
unreadable: 14-го этажа | с 14-го года | 14-го класса | the 14th floor | on the 14th day of September | 14th century
"""


def pairs(table: str) -> list[tuple[str, str]]:
    parts = (line.partition(": ") for line in table.strip().splitlines())
    return [(text, head) for head, _, texts in parts for text in texts.split(" | ")]


@pytest.mark.parametrize(("text", "asked"), pairs(ASKED))
def test_what_may_be_two_days_is_asked_back(text: str, asked: str) -> None:
    expect, *days = asked.split()
    assert read_date(text, TODAY, Expect(expect)) == ReadDate(choices=tuple(map(date.fromisoformat, days)))


@pytest.mark.parametrize(("text", "fault"), pairs(REFUSED))
def test_what_cannot_be_read_is_refused_with_the_reason(text: str, fault: str) -> None:
    assert read_date(text, TODAY, Expect.PAST) == ReadDate(fault=DateFault(fault))


@pytest.mark.parametrize("text", ["", " ", "\n", "\x00", "14.09" * 1000, "14.09.2026 " * 500])
def test_nothing_and_too_much_cannot_be_read(text: str) -> None:
    assert read_date(text, TODAY, Expect.PAST).fault is DateFault.UNREADABLE


WEDNESDAY = date(2026, 11, 18)


@pytest.mark.parametrize(
    ("text", "expect", "days"),
    [
        ("last Friday", Expect.PAST, [13]),
        ("last Monday", Expect.PAST, [16, 9]),
        ("в прошлую среду", Expect.PAST, [11]),
        ("this past Monday", Expect.PAST, [16]),
        ("next Monday", Expect.FUTURE, [23]),
        ("next Friday", Expect.FUTURE, [20, 27]),
        ("в следующую среду", Expect.FUTURE, [25]),
        ("келесі жұмада", Expect.FUTURE, [20, 27]),
        ("в ближайшую пятницу", Expect.FUTURE, [20]),
        ("this Monday", Expect.PAST, [16]),
        ("this Friday", Expect.FUTURE, [20]),
        ("this Friday", Expect.PAST, [20, 13]),
        ("осы сәрсенбі", Expect.PAST, [18]),
        ("Wednesday", Expect.FUTURE, [18]),
        ("Friday", Expect.ANY, [13, 20]),
        ("Friday last week", Expect.PAST, [13]),
        ("в пятницу на этой неделе", Expect.FUTURE, [20]),
        ("на прошлой неделе приехал, уеду в пятницу", Expect.FUTURE, [20, 13]),
    ],
)
def test_a_weekday_is_asked_back_where_people_differ_on_what_it_means(
    text: str, expect: Expect, days: list[int]
) -> None:
    read = read_date(text, WEDNESDAY, expect)
    assert [day.day for day in ((read.day,) if read.day else read.choices)] == days
