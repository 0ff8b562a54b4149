"""Words for days in Russian, Kazakh and English, also in Latin letters: months, weekdays, units, numbers.

All of them are folded: small, Kazakh letters as Russian keyboards write them. Folding keeps every position.
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from babel.dates import get_day_names, get_month_names

if TYPE_CHECKING:
    from collections.abc import Mapping

FOLDS: Final = str.maketrans("әғқңөұүһіё", "агкноууxие".replace("x", "х"))
# What people write besides the names that CLDR knows: short forms, Latin letters.
MORE_MONTHS: Final = (
    "янв yanvar yanvarya janvar qantar kantar kantarda jan",
    "фев февр fevral fevralya aqpan akpan feb",
    "мар mart marta nauryz nawryz mar",
    "апр aprel aprelya sauir sawir sauyr apr",
    "мая мае maya mai mamyr",
    "июн iyun iyunya iun ijun mausym mawsym jun",
    "июл iyul iyulya iul ijul shilde jul",
    "авг avgust avgusta tamyz aug",
    (
        "сен сент sentyabr sentyabrya sentiabr sentiabrya sentabr sentabrya qyrkuiek kyrkuiek qyrkuyek kyrkuyek "
        "qyrkuiyek sep sept"
    ),
    "окт oktyabr oktyabrya oktiabr oktabr oktabrya qazan kazan oct",
    "ноя нояб noyabr noyabrya noiabr nojabr qarasha karasha nov",
    "дек dekabr dekabrya jeltoqsan zheltoqsan zheltoksan jeltoksan dec",
)
# Endings of cases. Longest first, so that what is left is the name.
ENDINGS: Final = re.compile(
    r"(?:тагы|дагы|ында|инде|нан|нен|тан|тен|дан|ден|нын|нин|тын|тин|дын|дин|та|те|да|де|ка|ке|га|ге|ге|ой|ом|ем|ья|ю|е|я|а"
    r"|dan|den|tan|ten|nan|nen|da|de|ta|te|ga|ge|qa|ke|ka|nyn|nin|dyn|din|tyn|tin|a|ya)$"
)
CLOSE_ENOUGH: Final = 0.83
LONG_ENOUGH: Final = 5
NUMBERS: Final[Mapping[str, int]] = {
    word: number
    for number, words in enumerate(
        (
            "a an one один одну одна бир bir",
            "two couple два две пару пара еки eki",
            "three три уш ush",
            "four четыре торт tort",
            "five пять бес bes",
            "six шесть алты alty",
            "seven семь жети jeti zheti",
            "eight восемь сегиз segiz",
            "nine девять тогыз togyz",
            "ten десять он on",
        ),
        1,
    )
    for word in words.split()
}
UNITS: Final[Mapping[str, str]] = {
    "days": r"дн(?:я|ей|и|ю)|день|сут(?:ки|ок)|кун(?:нен|и)?|days?|dn(?:ya|ey)|kun(?:nen)?",
    "weeks": r"недел(?:ю|и|ь|я)|апта(?:дан)?|weeks?|nedel\w{0,3}|apta(?:dan)?",
    "months": r"месяц(?:а|ев)?|мес|ай(?:дан)?|months?|mesyac\w{0,2}",
    "years": r"год(?:а)?|лет|жыл(?:дан)?|years?",
}


def folded(text: str) -> str:
    """Return the text in small letters, Kazakh ones as on a Russian keyboard, every character in its place."""
    small = (char.lower() for char in text)
    return "".join(char if len(char) == 1 else "?" for char in small).translate(FOLDS)


@lru_cache(maxsize=1)
def months() -> Mapping[str, int]:
    """Return the folded names of months with their numbers."""
    found: dict[str, int] = {}
    for language in ("ru", "kk", "en"):
        for context in ("format", "stand-alone"):
            for number, name in get_month_names("wide", context, language).items():
                found[folded(name)] = number
    for number, names in enumerate(MORE_MONTHS, 1):
        found |= dict.fromkeys(names.split(), number)
    return found


@lru_cache(maxsize=1)
def weekdays() -> Mapping[str, int]:
    """Return the folded names of weekdays; Monday is zero."""
    found = {
        folded(name): number
        for language in ("ru", "kk", "en")
        for context in ("format", "stand-alone")
        for number, name in get_day_names("wide", context, language).items()
    }
    return found | {"среду": 2, "пятницу": 4, "субботу": 5, "воскресение": 6, "juma": 4, "zhuma": 4}


def month_of(word: str) -> int | None:
    """Return the number of a month named in any case, with a slip of the pen in longer names."""
    names = months()
    if word in names:
        return names[word]
    stem = ENDINGS.sub("", word)
    if stem in names and len(stem) > 2:
        return names[stem]
    if len(word) < LONG_ENOUGH:
        return None
    close = get_close_matches(word, names, 1, CLOSE_ENOUGH)
    return names[close[0]] if close and close[0][0] == word[0] and len(close[0]) >= LONG_ENOUGH else None


def weekday_of(word: str) -> int | None:
    names = weekdays()
    return names.get(word, names.get(re.sub(r"(?:де|да)$", "", word)))


def number_of(word: str) -> int | None:
    return int(word) if word.isascii() and word.isdecimal() else NUMBERS.get(word)
