"""The shapes of days: numbers, months, weekdays, "two weeks ago". They match folded text."""

from __future__ import annotations

import re
from typing import Final

from bot.library.date_words import MORE_NUMBERS, NUMBERS, TEN, UNITS

NEARBY: Final = 40
"""How many characters before a day are looked at for words that change its meaning."""
WORD: Final = r"[a-zа-я]+"
ALONE: Final = r"(?<!\d)(?<!\d[.,/:])"
"""No number stands before, nor the first part of one."""
ORDINAL: Final = r"(?:[- ]{0,2}(?:го|go|ого|е|ое|ый|st|nd|rd|th|инши|ынши|нши|ншы|ши|шы|й|ы|и)\b)?"
YEAR_WORD: Final = r"(?:г(?:од[ау]?|\b)|ж(?:ыл\w*|\b))"
YEAR: Final = (
    r"(?:(?:[ ,./-]*(?=\d{4}(?!\d|[.:]\d))"
    rf"|,? {{0,3}}(?='\d\d(?!\d))| {{0,3}}(?=\d\d(?!\d)(?:\s*-?\s*{YEAR_WORD}|\s*(?:$|[,;)\n]|\.(?:\s|$)))))"
    rf"(?P<year>\d{{4}}|'?\d\d(?!\d))(?!\s*(?:тенге|тг|руб|usd|долл|eur|евро))"
    rf"(?:\s*-?\s*{YEAR_WORD}\.?(?![a-zа-я]))?)?"
)
SOME_UNIT: Final = "|".join(f"(?P<{name}>{words})" for name, words in UNITS.items())
COUNT: Final = (
    rf"(?:(?P<count>\d{{1,3}}|{'|'.join(sorted(NUMBERS.keys() - TEN, key=len, reverse=True))}"
    rf"|(?:{'|'.join(sorted(TEN))})(?=[ -]+(?:кун|апта|ай|жыл|kun|apta|ai|ay|jyl|zhyl)))[ -]+(?:of +)?)?"
)
UNIT_AFTER: Final = re.compile(
    rf"\s*(?:[%$€₸£₽°]|(?:{'|'.join(UNITS.values())}|тыс\w*|млн|млрд|мрп|аек|тг|теньге|тенге|р|руб\w*|usd|eur|kzt|евро"
    r"|доллар\w*|dollars?|euros?|час\w*|ч|сагат\w*|hours?|hrs?|h|am|pm|мин\w*|minutes?|min|процент\w*|раз|рет|times|чел|человек\w*"
    r"|people|адам|км|km|м|кг|kg|гб|gb|мб|mb|балл\w*|ночей|ночи|nights?|этаж\w*|суток|рабочих|working|жумыс)(?![a-zа-я]))"
)
NUMBER_OF: Final = re.compile(
    r"(?:(?<![a-zа-я])(?:в|at|сагат|закон\w*|приказ\w*|верси\w+|version|python|android|ios|windows|глав\w+|стать\w+|ст|п"
    r"|пункт\w*|подпункт\w*|раздел\w*|section|article|v|ver|no)\.?|[№#$€₸£₽])\s*$"
)
"""What stands before two numbers that are a time, a price or the number of something."""
NOT_ALONE: Final = re.compile(
    rf"(?:\d|(?<![a-zа-я])(?:{'|'.join(sorted({*NUMBERS.keys() - {'a', 'an'}, *MORE_NUMBERS}))}"
    rf"|(?:{'|'.join(UNITS.values())})(?:\s+(?:и|and|жане))?))[\s–—-]*$"
)
"""What makes the count or the unit after it a part of something larger or vague: "twenty one days", "a few weeks"."""
ALTERNATIVE: Final = re.compile(
    r"(?<![\d.:/,-])(\d{1,2})(?:-?(?:е|st|nd|rd|th))?\s*(?:,?\s*(?:и|или|либо|а может|на|and|or|немесе|жане))\s*$"
)
RANGE_BEFORE: Final = re.compile(
    rf"(?<![\d.:/-])(\d{{1,2}}){ORDINAL}\s*(?:,|-|–|—|/|по|до|to|till|until|through)\s*(?:the\s+)?$"
)
RANGE_AFTER: Final = re.compile(
    r"\s*(?:-|–|—|/|,?\s*(?:по|до|и|или|либо|to|till|until|through|and|or|немесе|жане))\s*(?:the\s+)?(\d{1,2})"
    r"(?!\d|[.:/-]\d)"
)
PERHAPS_YEAR: Final = re.compile(r",?\s{1,3}'?(\d\d)(?!\d|[.:/-]\d)")
SLIP_IN_YEAR: Final = re.compile(r"[ ,./-]*(?:(?:\d{3}|\d{5,})\s*(?:$|[,;.!)\n]|г)|\d[a-zа-я]\d)")
ONE_MORE_DAY: Final = re.compile(rf"{ORDINAL}(?:\s+of|\s*числа)?\s*[-/.]?\s*(?P<word>{WORD})")
SAME_MONTH: Final = re.compile(
    rf"\s*(?:-|–|—|,|по|до|и|или|to|till|until|and|or)?\s*(?:the\s+)?\d{{1,2}}{ORDINAL}(?:\s+of|\s*числа)?\s*(?P<word>{WORD}){YEAR}"
)
"""What follows a number of a day whose month is named later: "14-го по 20 сентября"."""
OWN_DAY: Final = re.compile(r"-?(?:го|ого)\b|\s*числа|-?[снш]?[ыиу]н")
OTHER_DAY_BEFORE: Final = re.compile(
    r"(?<![a-zа-я])(?:после|after|before|позже|раньше|позднее|не|not|isn't|кроме|except"
    r"|(?:дн[яей]+|день|недел\w+|месяц\w*)\s+до)\s+(?:the\s+|чем\s+|than\s+|on\s+|с\s+)?$"
)
OTHER_DAY_AFTER: Final = re.compile(
    r"\s*(?:(?:[нтд][ае]н|инен|ынан)\s*)?(?:кейин|сон|емес|бурын)(?![a-zа-я])|\s+(?:поза)?прошл\w+\s*$"
)
COUNTED_FROM: Final = re.compile(r"(?:days?|weeks?|months?|years?)\s+(?:from|after)\s+$")
NEAR: Final[dict[str, int]] = {
    "позавчера": -2, "pozavchera": -2, "day before yesterday": -2, "алдынгы куни": -2, "алдынгыкуни": -2,
    "алдынгуни": -2, "алдынгуны": -2, "алдынгы кун": -2, "aldynguni": -2, "поза вчера": -2,
    "вчера": -1, "vchera": -1, "yesterday": -1, "кеше": -1, "keshe": -1,
    "сегодня": 0, "segodnya": 0, "today": 0, "бугин": 0, "bugin": 0,
    "послезавтра": 2, "day after tomorrow": 2, "бурсигуни": 2, "бурсикуни": 2, "бурсугуни": 2, "бурсигуны": 2,
    "после завтра": 2, "poslezavtra": 2, "bursiguni": 2,
    "завтра": 1, "zavtra": 1, "tomorrow": 1, "ертен": 1, "erten": 1,
}  # fmt: skip
NEAR_WORDS: Final = "|".join(name.replace(" ", r"\s+") for name in sorted(NEAR, key=len, reverse=True))
DAY_MONTH_YEAR: Final = (
    rf"{ALONE}(?P<day>\d{{1,2}})(?P<mark>%s)(?P<month>\d{{1,2}})(?P=mark)(?P<year>%s)(?!\d|(?P=mark)\d)"
)
PATTERNS: Final = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        (
            "iso",
            (
                r"(?<!\d)(?<!\d[.-])(?P<year>\d{4})(?P<mark>[./-])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})"
                r"(?!\d|(?P=mark)\d)"
            ),
        ),
        (
            "year_first",
            rf"(?<!\d)(?P<year>\d{{4}})\s*-?(?:ж\.?|жыл\w*)\s*(?P<day>\d{{1,2}}){ORDINAL}[- ]*(?P<word>{WORD})",
        ),
        ("numbers", DAY_MONTH_YEAR % (r"[./]", r"\d{4}|\d{2}")),
        ("numbers", DAY_MONTH_YEAR % (r"[.,] ?", r"\d{4}")),
        ("numbers", "(?<![-])" + DAY_MONTH_YEAR % (r"-", r"\d{4}")),
        ("numbers", r"(?<![-)])(?<!\d )(?<!\) )" + DAY_MONTH_YEAR % (r"-", r"\d{2}")),
        ("spaced", r"(?<![\d.])(?<!\d )(?P<day>\d{1,2}) (?P<month>\d{1,2}) (?P<year>(?:19|20)\d\d)(?!\d)"),
        (
            "short",
            rf"{ALONE}(?<![a-z№$€₸£₽])(?P<day>\d{{1,2}})(?P<mark>[./])(?P<month>\d{{1,2}})(?![\da-z]|[/:.]\d|\s?[%$€₸£₽])",
        ),
        (
            "day_month",
            rf"{ALONE}(?P<day>\d{{1,2}})(?P<mark>[-/.])(?P<word>{WORD})(?P=mark)(?P<year>\d{{4}}|\d\d)(?!\d)",
        ),
        ("day_month", rf"{ALONE}(?P<day>\d{{1,2}})(?P<word>[a-z]{{3}})(?P<year>\d{{4}}|\d\d)(?!\d)"),
        (
            "day_month",
            (
                rf"{ALONE}(?<![a-z])(?P<day>\d{{1,2}}){ORDINAL}(?:\s+of|\s*числа)?\s*[-/.]?\s*(?P<word>{WORD})"
                rf"\.?(?:\s+месяца)?{YEAR}"
            ),
        ),
        (
            "month_day",
            (
                rf"(?<![a-zа-я])(?P<word>{WORD})(?:\.?,?\s+(?:айынын\s+)?|\.|(?P<dash>[-/]))(?:the\s+)?(?P<day>\d{{1,2}})(?!\d|[.:/]\d)"
                r"(?P<suffix>-?(?:st|nd|rd|th|го|ого|е|ое|и|си|инде|синде|ында|сында|унде|инен|ынан)\b|\s?числа)?"
                rf"{YEAR}"
            ),
        ),
        (
            "day_only",
            (
                r"(?<![\d.])(?<!\d[/:,])(?P<day>\d{1,2})(?:-?(?:го|е)?\s*числа|-?(?:го|ого)\b(?!\s*(?:год\w*|этаж\w*|дома?"
                r"|класс\w*|курс\w*|уровн\w*|разряд\w*|размер\w*|пункт\w*|подъезд\w*|века?)\b)"
                r"|-?[снш]?[ыиу]н(?:[дт][аеы]|[ае]н)\b)"
            ),
        ),
        ("the_day", r"\bon\s+the\s+(?P<day>\d{1,2})(?:st|nd|rd|th)\b(?!\s+(?:day\b|of\s+(?!last|this|next)))"),
        ("the_day_alone", r"\bthe\s+(?P<day>\d{1,2})(?:st|nd|rd|th)\b(?=\s*(?:$|[^\w\s]|of\s+(?:last|this|next)\b))"),
        ("near", rf"(?<!before )(?<!after )\b(?P<near>{NEAR_WORDS})\b"),
        (
            "ago",
            rf"(?<![a-zа-я\d-])(?<!\d[.,/]){COUNT}(?:{SOME_UNIT})\.?\s+(?:тому\s+)?(?:назад|ago|бурын|nazad|buryn)\b",
        ),
        ("ahead", rf"\b(?:через|in|cherez)\s+{COUNT}(?:{SOME_UNIT})\b"),
        ("after", rf"(?<![a-zа-я\d-])(?<!\d[.,/]){COUNT}(?:{SOME_UNIT})\s+(?:кейин|keyin|keiin)\b"),
    )
)
WEEKDAY: Final = re.compile(
    r"(?:(?P<which>(?:поза)?прошл\w+|last|past|откен|следующ\w+|ближайш\w+|next|coming|келеси|this|эт\w{1,2}|осы"
    r"|every|each|кажд\w+|ар)\s+)?"
    rf"\b(?P<word>{WORD})(?:\s+куни)?(?P<often>\s+сайын|\s+(?:before|after)\s+(?:last|next))?"
)
BESIDE_WEEKDAY: Final = re.compile(r"[\s,(]*"), re.compile(r"[\s,.]*(?:the\s+)?")
"""What may stand between a day and the name of its weekday, and the other way round."""


def just_before(pattern: re.Pattern[str], line: str, end: int) -> re.Match[str] | None:
    """Look for a pattern shortly before a place. It ends with "$", so that nothing stands between."""
    return pattern.search(line, max(0, end - NEARBY), end)
