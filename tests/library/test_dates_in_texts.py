"""Days in longer texts: what is a day there and what is not; what holds for every day and for every text."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.dates import DateFault, Expect, ReadDate, Written, days_of
from bot.domain.day_codes import FIRST, LAST
from bot.library.dates import find_dates, read_date
from tests.conftest import TODAY

if TYPE_CHECKING:
    from collections.abc import Iterator

ONE_DAY = timedelta(days=1)
MONTHS = """
января февраля марта апреля мая июня июля августа сентября октября ноября декабря
янв фев мар апр май июн июл авг сен окт ноя дек
январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь
yanvarya fevralya marta aprelya maya iyunya iyulya avgusta sentyabrya oktyabrya noyabrya dekabrya
қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан
кантар акпан наурыз сауир мамыр маусым шилде тамыз кыркуйек казан караша желтоксан
қаңтарда ақпанда наурызда сәуірде мамырда маусымда шілдеде тамызда қыркүйекте қазанда қарашада желтоқсанда
қаңтары ақпаны наурызы сәуірі мамыры маусымы шілдесі тамызы қыркүйегі қазаны қарашасы желтоқсаны
qantar aqpan nauryz sauir mamyr mausym shilde tamyz qyrkuiek qazan qarasha jeltoqsan
January February March April May June July August September October November December
Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec
"""
IN_RUSSIAN, IN_SHORT, BY_NAME, IN_LATIN, *IN_KAZAKHSTAN, IN_ENGLISH, ABBREVIATED = (
    line.split() for line in MONTHS.strip().splitlines()
)
IN_KAZAKH, ON_RUSSIAN_KEYS, ON_A_DAY, OF_THE_YEAR, KAZAKH_IN_LATIN = IN_KAZAKHSTAN
TH = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}


def without_a_year(day: date) -> Iterator[str]:
    """Yield a day as people write it in three languages, the year being left out."""
    number, month, th = day.day, day.month - 1, TH.get(day.day, "th")
    yield f"{day:%d.%m}"
    yield from (f"{number} {names[month]}" for names in (IN_RUSSIAN, IN_SHORT, BY_NAME, IN_LATIN))
    yield from (f"{number} {names[month]}" for names in (IN_KAZAKH, ON_RUSSIAN_KEYS, ON_A_DAY, KAZAKH_IN_LATIN))
    yield from (f"{number}-го {IN_RUSSIAN[month]}", f"{number}-{IN_KAZAKH[month]}", f"{BY_NAME[month]} {number}")
    yield from (f"{number} {IN_ENGLISH[month]}", f"{IN_ENGLISH[month]} {number}", f"{ABBREVIATED[month]}. {number}")
    yield from (f"{number}{th} of {IN_ENGLISH[month]}", f"{IN_ENGLISH[month]} {number}{th}")


def with_a_year(day: date) -> Iterator[str]:
    """Yield a day with its year."""
    number, month = day.day, day.month - 1
    yield from (f"{text} {day.year}" for text in without_a_year(day))
    yield from (f"{number}.{day.month}.{day.year}", f"{day:%d-%m-%Y}", f"{day:%Y-%m-%d}", f"{day:%Y.%m.%d}")
    yield from (
        f"{number} {IN_RUSSIAN[month]} {day.year} года",
        f"{day:%d.%m.%Y}г.",
        f"{day.year}/{day.month}/{number}",
    )
    yield f"{day.year} жылғы {number} {IN_KAZAKH[month]}"
    yield f"{day.year} жылдың {number} {OF_THE_YEAR[month]}"
    yield from (f"{IN_ENGLISH[month]} {number}, {day.year}", f"{day:%d}-{ABBREVIATED[month]}-{day.year}")
    yield f"{day:%d}{ABBREVIATED[month].upper()}{day.year}"


@settings(max_examples=150)
@given(st.dates(FIRST, LAST), st.sampled_from(Expect))
def test_every_day_is_read_back_from_every_form_alone_and_in_a_text(day: date, expect: Expect) -> None:
    forms = list(with_a_year(day))
    assert {text: read_date(text, TODAY, expect) for text in forms} == dict.fromkeys(forms, ReadDate(day))
    for text in forms:
        found = find_dates(f"Мы въехали ({text}), потом устали", TODAY, expect)
        assert [date.read for date in found] == [ReadDate(day)], text


@pytest.mark.parametrize("number", range(366))
def test_every_day_of_a_year_is_read_back_without_its_year(number: int) -> None:
    day = date(2024, 1, 1) + number * ONE_DAY
    forms = list(without_a_year(day))
    assert {text: read_date(text, day + 30 * ONE_DAY, Expect.PAST) for text in forms} == dict.fromkeys(
        forms, ReadDate(day)
    )


@pytest.mark.parametrize(
    ("month", "forms"),
    [
        (1, "қаңтар қаңтардың қаңтарға қаңтарды қаңтарда қаңтардан қаңтармен қаңтардағы"),
        (2, "ақпан ақпанның ақпанға ақпанды ақпанда ақпаннан ақпанмен ақпандағы"),
        (3, "наурыз наурыздың наурызға наурызды наурызда наурыздан наурызбен наурыздағы"),
        (4, "сәуір сәуірдің сәуірге сәуірді сәуірде сәуірден сәуірмен сәуірдегі"),
        (5, "мамыр мамырдың мамырға мамырды мамырда мамырдан мамырмен мамырдағы"),
        (6, "маусым маусымның маусымға маусымды маусымда маусымнан маусыммен маусымдағы"),
        (7, "шілде шілденің шілдеге шілдені шілдеде шілдеден шілдемен шілдедегі"),
        (8, "тамыз тамыздың тамызға тамызды тамызда тамыздан тамызбен тамыздағы"),
        (9, "қыркүйек қыркүйектің қыркүйекке қыркүйекті қыркүйекте қыркүйектен қыркүйекпен қыркүйектегі"),
        (10, "қазан қазанның қазанға қазанды қазанда қазаннан қазанмен қазандағы"),
        (11, "қараша қарашаның қарашаға қарашаны қарашада қарашадан қарашамен қарашадағы"),
        (12, "желтоқсан желтоқсанның желтоқсанға желтоқсанды желтоқсанда желтоқсаннан желтоқсанмен желтоқсандағы"),
        (5, "май мая маю маем мае мамырында"),
        (3, "март марта марту мартом марте наурызына"),
        (6, "июнь июня июню июнем июне маусымынан"),
    ],
)
def test_a_month_is_known_in_every_case(month: int, forms: str) -> None:
    for form in forms.split():
        assert read_date(f"14 {form} 2025", TODAY, Expect.PAST) == ReadDate(date(2025, month, 14)), form


NO_DAYS = """
приём в 14.30 | приём в 14.10 | at 9.15 in the morning | сағат 9.10-да | работает до 18.30 | с 9.00 до 18.00 | в 14:10
штраф 14.09 тыс | 14.09 тыс. тенге | 1.10 млн | $14.09 | € 14.09 | 14.09$ | 14.09 ₸ | 14.09 долларов | 12.05 руб
3.11 мрп
3.5 часа | 3.10 часа | 2.5 месяца | 1.10 года | 3.11 км | 5.12 кг | 3.5% | 3.12 % | 36.6 | 0.5 | 14.30 | 45.67 | 99.99
1/3 зарплаты | 1/12 | 2/3 | 50/50 | 24/7 | 90/180 | 5/2 график | 3/4 суммы | режим 24/7 без выходных
закон № 148 | № 14.09 | закон 14.09 | приказ № 5.10 | ст. 5.12 | п. 3.11 | пункт 5.10 | статья 5.11 | section 3.12
версия 2.10 | v1.12 | v. 1.12 | python 3.11 | Python 3.12.1 | android 12.10 | 10.0.0.1 | 192.168.1.1 | 10.10.10.10
1.2.3.4
021105500123 | ИИН 020914500123 | 20260914 | паспорт 14 0909123 | N14092026 | 87012345678 | +7 701 123 45 67
+7 701 20 12 2020
8 (701) 12-12-20 | 8 701 22-10-15 | 123-45-67 | 12-34-56 | 4400 4301 1234 0926 | 100500 | 14-09 | A1-14-09
5-7 дней | 5 дней | 30 календарных дней | 3 рабочих дня | 2 этаж | 14-го этажа | мне 25 лет | нас 5 человек | 2 раза
14 окна
в мае 5 дней | in May 10 days | октябре 20 дней был | қазанда 5 күн болдым | из Казани 14 человек
в мае 2026 | в 2026 году | 2026 | май | сентябрь 2026 | в прошлом году | last year | на прошлой неделе | осенью
маусым | season
Мамыр-4 | Аксай-4 | the 9th | марка 14 | 7-20-25 | Kazan 14 | мест 14
двадцать дней назад | несколько дней назад | a few days ago | 2-3 дня назад | больше года назад | 90 days in 180 days
через день
по пятницам | каждую пятницу | every Monday | жұма сайын | the 14th floor | the 5th time | кв. 14, дом 5 | Абая 10
14 Б | 3 мес
"""


@pytest.mark.parametrize("text", [text for line in NO_DAYS.strip().splitlines() for text in line.split(" | ")])
def test_what_is_no_day_is_left_alone_in_a_longer_text(text: str) -> None:
    assert find_dates(text, TODAY, Expect.PAST) == ()
    assert find_dates(f"Скажите, {text}, и что дальше?", TODAY, Expect.PAST) == ()


def test_days_are_found_in_order_where_they_stand() -> None:
    text = "02.10 выехал, до этого 14 сентября 2026 въехал, 6 қазанда қайттым и вчера опять выехал"
    found = find_dates(text, TODAY, Expect.PAST)
    assert [text[each.start : each.end] for each in found] == ["02.10", "14 сентября 2026", "6 қазанда", "вчера"]
    assert [each.read.day for each in found] == [date(2026, *day) for day in ((10, 2), (9, 14), (10, 6), (11, 21))]
    assert [each.written for each in found] == [Written(2, 10), None, Written(6, 10), None]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("в прошлом году въехал 14 сентября", [[date(2025, 9, 14)]]),
        ("въехал 14 сентября, выехал 2 октября 2025", [[date(2026, 9, 14)], [date(2025, 10, 2)]]),
        (
            "в прошлом году въехал 14 сентября, выехал 2 октября",
            [[date(2025, 9, 14)], [date(2026, 10, 2), date(2025, 10, 2)]],
        ),
        ("въехал 14 сентября с визой до 2027 года", [[date(2026, 9, 14), date(2027, 9, 14)]]),
        ("14.09 2025 въехал, 02.10 2025 выехал", [[date(2025, 9, 14)], [date(2025, 10, 2)]]),
        ("въехал 14 или 15 сентября", [[date(2026, 9, 15), date(2026, 9, 14)]]),
        ("entered on 03/04/2026, left 14/04/2026", [[date(2026, 4, 3), date(2026, 3, 4)], [date(2026, 4, 14)]]),
        ("с 14-го по 20 сентября", [[date(2026, 9, 14)], [date(2026, 9, 20)]]),
        ("с 3-14 сентября 2026", [[date(2026, 9, 14)]]),
        ("14.09-02.10", [[date(2026, 9, 14)], [date(2026, 10, 2)]]),
        ("14.09.2026-02.10.2026", [[date(2026, 9, 14)], [date(2026, 10, 2)]]),
        ("в понедельник 14 сентября въехал", [[date(2026, 9, 14)]]),
        ("въехал 31.02, выехал 02.03", [[], [date(2026, 3, 2)]]),
        ("родился 14.09.1980, въехал 14.09.2026", [[], [date(2026, 9, 14)]]),
        ("выехал 2 октября и 3-го вернулся", [[date(2026, 10, 2)], [date(2026, 11, 3), date(2026, 10, 3)]]),
        ("entered on 14 September, left on the 20th", [[date(2026, 9, 14)], [date(2026, 11, 20), date(2026, 9, 20)]]),
        ("въехал 14.09.2025, выехал 02.10", [[date(2025, 9, 14)], [date(2026, 10, 2), date(2025, 10, 2)]]),
        ("въехал 20.11.2025, выехал 15.02", [[date(2025, 11, 20)], [date(2026, 2, 15)]]),
        ("14 сентября – 2 октября 2025", [[date(2026, 9, 14)], [date(2025, 10, 2)]]),
        ("въехал 14 сентября, через неделю выехал", [[date(2026, 9, 14)], [date(2026, 11, 29), date(2026, 9, 21)]]),
        ("сегодня въехал, уеду через 3 дня", [[TODAY], [date(2026, 11, 25)]]),
        ("в сентябре я въехал 14-го", [[date(2026, 9, 14)]]),
        ("14-го въехал, уеду в мае", [[date(2026, 11, 14), date(2026, 5, 14)]]),
        ("в этом году 14-го", [[date(2026, 11, 14)]]),
        ("в прошлом году 14-го", [[]]),
        ("на прошлой неделе 14-го", [[date(2026, 11, 14)]]),
        ("въехал в пятницу, виза до 2027 года", [[date(2026, 11, 20)]]),
        ("14 сентября заплатил 2000 тенге", [[date(2026, 9, 14)]]),
        ("14 сентября, 14 или 14 сентября", [[date(2026, 9, 14)], [date(2026, 9, 14)]]),
        ("в прошлом году 14 или 15 сентября", [[]]),
        ("в сентябре был с 3-го по 14-е", [[]]),
    ],
)
def test_a_longer_text_tells_days(text: str, days: list[list[date]]) -> None:
    assert [list(days_of(each.read)) for each in find_dates(text, TODAY, Expect.PAST)] == days


WORDS = """
14 3 31 02 2026 26 24 100 сентября қыркүйек September мая may в на in the of and или по до с - – . , / : ( ) ' № %
г. ж. го th числа месяца прошлого года last week недели назад ago бұрын кейін through friday пятница вчера завтра
before after не
"""
PIECES = st.sampled_from(WORDS.split())
ANY_TEXT = (
    st.text(max_size=5000)
    | st.lists(PIECES | st.sampled_from(["", " ", "\n", "İ", "٣", "²", "\u0301"])).map(" ".join)
    | st.lists(PIECES, max_size=20).map("".join)
)


def is_one_thing(read: ReadDate) -> bool:
    """Tell whether it is a day, or days to choose from, or a fault, and only one of these."""
    return [read.day is not None, read.fault is not None, len(read.choices) > 1].count(True) == 1


@settings(max_examples=500)
@given(ANY_TEXT, st.dates(FIRST, LAST), st.sampled_from(Expect), st.booleans())
def test_any_text_is_read_without_fail_and_what_is_found_lies_inside_it(
    text: str,
    today: date,
    expect: Expect,
    strict: bool,  # noqa: FBT001 - drawn
) -> None:
    found = find_dates(text, today, expect, strict=strict)
    end = 0
    for each in found:
        assert end <= each.start < each.end <= len(text)
        end = each.end
        read = each.read
        assert is_one_thing(read)
        assert all(FIRST <= day <= LAST for day in days_of(read))
        assert each.written is None or each.written.year is None
    assert is_one_thing(read_date(text, today, expect))


HOSTILE = """1.
a |14 |9|1 |. |- |14.09|14.09 |14/09 |1-|14 сентября |14 сентября|сентябрь 14 |сентября |мая|мая 20 |закон|в |№|1 a
1 aaaaaaa |через |через 2 |2 дня |дня назад |2 дня назад |in a |14-го и |14 и |с 14 по |14 или 15 мая |2024 |'24|(
14.09 2024 |last |last week |before last |friday |friday 14.09 |14 мая пятница |the |on the 14th |день до |после
прошлого |прошлом году въехал |İ|٣|\u0301|1\u0301|🙂|1       |a      |14 \t|    """


@pytest.mark.parametrize("piece", ["\n", *(piece for line in HOSTILE.splitlines() for piece in line.split("|"))])
@pytest.mark.parametrize("strict", [True, False])
def test_a_text_made_to_be_slow_is_done(piece: str, strict: bool) -> None:  # noqa: FBT001 - from a table
    text = (piece * 4096)[:4096]
    found = find_dates(text, TODAY, Expect.PAST, strict=strict)
    assert all(each.end <= len(text) for each in found)
    assert is_one_thing(read_date(text, TODAY, Expect.PAST))


def test_a_text_that_is_too_long_is_not_read_in_parts() -> None:
    text = "въехал 14.09.2026 " * 300
    assert find_dates(text, TODAY, Expect.PAST) == ()
    assert read_date(text, TODAY, Expect.PAST).fault is DateFault.UNREADABLE
