"""The shapes of days: numbers, months, weekdays, "two weeks ago". They match folded text."""

from __future__ import annotations

import re
from typing import Final

from bot.library.date_words import NUMBERS, UNITS

WORD: Final = r"[a-zа-я]+"
ORDINAL: Final = r"(?:[- ]?(?:го|ого|е|ое|st|nd|rd|th|ши|шы|й|ы|и)\b)?"
YEAR: Final = (
    r"(?:[ ,]*(?P<year>\d{4}|'?\d{2}(?=\s*(?:г|ж|$)))(?!\d|[.:]\d)(?:\s*-?\s*(?:года?|г\.?|жыл\w*|ж\.?)(?![a-zа-я]))?)?"
)
SOME_UNIT: Final = "|".join(f"(?P<{name}>{words})" for name, words in UNITS.items())
COUNT: Final = rf"(?:(?P<count>\d{{1,3}}|{'|'.join(sorted(NUMBERS, key=len, reverse=True))})[ -]+(?:of +)?)?"
NEAR: Final[dict[str, int]] = {
    "позавчера": -2, "pozavchera": -2, "day before yesterday": -2, "алдынгы куни": -2, "алдынгыкуни": -2,
    "вчера": -1, "vchera": -1, "yesterday": -1, "кеше": -1, "keshe": -1,
    "сегодня": 0, "segodnya": 0, "today": 0, "бугин": 0, "bugin": 0,
    "послезавтра": 2, "day after tomorrow": 2, "бурсигуни": 2, "бурсикуни": 2,
    "завтра": 1, "zavtra": 1, "tomorrow": 1, "ертен": 1, "erten": 1,
}  # fmt: skip
PATTERNS: Final = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("iso", r"(?<![\d-])(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?![\d-])"),
        (
            "year_first",
            rf"(?<!\d)(?P<year>\d{{4}})\s*-?(?:ж\.?|жыл\w*)\s*(?P<day>\d{{1,2}}){ORDINAL}[- ]*(?P<word>{WORD})",
        ),
        (
            "numbers",
            (
                r"(?<![\d./:-])(?P<day>\d{1,2})(?P<mark>[./-])(?P<month>\d{1,2})(?P=mark)(?P<year>\d{4}|\d{2})"
                r"(?![\d/-]|\.\d)"
            ),
        ),
        ("spaced", r"(?<![\d.])(?P<day>\d{1,2}) (?P<month>\d{1,2}) (?P<year>(?:19|20)\d\d)(?!\d)"),
        ("short", r"(?<![\d./:,])(?<!№)(?P<day>\d{1,2})(?P<mark>[./])(?P<month>\d{1,2})(?![\d/:]|\.\d)"),
        ("day_month", rf"(?<![\d./:-])(?P<day>\d{{1,2}}){ORDINAL}(?:\s+of)?\s*-?\s*(?P<word>{WORD})\.?{YEAR}"),
        (
            "month_day",
            (
                rf"(?<![a-zа-я])(?P<word>{WORD})\.?\s+(?:the\s+)?(?P<day>\d{{1,2}})(?![\d.:/])"
                r"(?:-?(?:st|nd|rd|th|[а-я]{1,5})\b)?(?:,?\s*(?P<year>\d{4})(?!\d))?"
            ),
        ),
        (
            "day_only",
            (
                r"(?<![\d.])(?P<day>\d{1,2})(?:-?(?:го|е)?\s*числа|-(?:го|ого)\b(?!\s*[а-я]*(?:год|этаж|дом))"
                r"|-?(?:с?ы|с?и|ш?и|ш?ы|у|и|ы)н[дт][аеы]\b|-?[сн]?[ыи]нан\b)"
            ),
        ),
        ("the_day", r"\bon the (?P<day>\d{1,2})(?:st|nd|rd|th)\b"),
        ("near", rf"\b(?P<near>{'|'.join(sorted(NEAR, key=len, reverse=True))})\b"),
        ("ago", rf"(?<![a-zа-я\d.]){COUNT}(?:{SOME_UNIT})\s+(?:тому\s+)?(?:назад|ago|бурын|nazad|buryn)\b"),
        ("ahead", rf"\b(?:через|in|cherez)\s+{COUNT}(?:{SOME_UNIT})\b"),
        ("after", rf"(?<![a-zа-я\d.]){COUNT}(?:{SOME_UNIT})\s+(?:кейин|keyin|keiin)\b"),
        (
            "weekday",
            (
                r"(?:(?P<which>прошл\w+|last|откен|следующ\w+|next|келеси|this|эт\w{1,2}|осы)\s+)?"
                rf"\b(?P<word>{WORD})(?:\s+куни)?"
            ),
        ),
    )
)
