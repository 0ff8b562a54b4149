"""Words for days in Russian, Kazakh and English, also in Latin letters: months, weekdays, units, numbers.

All of them are folded: small, Kazakh letters as Russian keyboards write them. Folding keeps every position.
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import lru_cache, wraps
from typing import TYPE_CHECKING, Final, ParamSpec, TypeVar

from babel.dates import get_day_names, get_month_names

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

P = ParamSpec("P")
R = TypeVar("R")

FOLDS: Final = str.maketrans(
    "әғқңөұүһіё"
    "äöüğşıñūáóúǵń"
    "\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}\t"
    "\N{HYPHEN}\N{NON-BREAKING HYPHEN}",
    "агкноууxие".replace("x", "х") + "aougsinuaougn    --",
)
# What people write besides the names that CLDR knows: short forms, Latin letters.
MORE_MONTHS: Final = (
    "янв yanvar yanvarya janvar qantar kantar kantarda jan",
    "фев февр fevral fevralya aqpan akpan feb",
    "мар марту mart marta nauryz nawryz mar",
    "апр aprel aprelya sauir sawir sauyr apr",
    "мая маю маем мае maya mai mamyr",
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
ENDINGS: Final = re.compile(
    r"[аяуюе]|[оеь]м|ой|ья|[тд][аеыи]|[нкг][ае]|н[ыи]|[нтд][ыиае]н|[мбп]ен|[тд][ае]г[ыи]"
    r"|a|ya|[dt][aeyi]|[gqk][ae]|n[yi]|[ntd][yiae]n"
)
"""Endings of cases."""
POSSESSED: Final = "кантары акпаны наурызы сауири мамыры маусымы шилдеси тамызы кыркуйеги казаны карашасы желтоксаны"
"""Kazakh months as in "the 14th of the year's September"."""
CLOSE_ENOUGH: Final = 0.83
LONG_ENOUGH, LONGER, TOO_LONG = 5, 7, 16
"""Names are taken with a slip from 5 letters on; Kazakh ones, which other words resemble more often, from 7 on."""
STEMS: Final = frozenset({"май", "июн", "июл"})
"""The short names that take endings; of others ("мар", "дек") an ending makes another word."""
OTHER_WORDS: Final = frozenset({"казан", "kazan"})
"""October in Kazakh, which is also a city."""
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
TEN: Final = frozenset({"он", "on"})
"""Ten in Kazakh, another word in Russian and in English."""
VAGUE: Final = frozenset({"couple", "пару", "пара"})
"""Not surely two."""
MORE_NUMBERS: Final = frozenset(
    word
    for line in (
        "одиннадцать двенадцать тринадцать четырнадцать пятнадцать шестнадцать семнадцать восемнадцать девятнадцать",
        "двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто сто двести триста",
        "полтора полторы половиной половина пол полу несколько много больше более меньше менее около почти примерно",
        "чуть свыше чем или либо оба обе двое трое четверо пятеро каждый каждую",
        "eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty",
        "seventy eighty ninety hundred half few several many some more less over almost about around under nearly",
        "approximately than or quarter",
        "жиырма отыз кырык елу алпыс жетпис сексен токсан жуз бирнеше коп жарты жарым шамамен немесе астам дерлик",
        "осы сол бул",
    )
    for word in line.split()
)
"""Words that say that a number is larger than its last word, or vague."""
UNITS: Final[Mapping[str, str]] = {
    "days": r"дн(?:я|ей|и|ю)?|день|сут(?:ки|ок)|кун(?:нен|и)?|days?|dn(?:ya|ey)|kun(?:nen)?",
    "weeks": r"недел(?:ю|и|ь|я)|нед|апта(?:дан)?|weeks?|nedel\w{0,3}|apta(?:dan)?",
    "months": r"месяц(?:а|ев)?|мес|ай(?:дан)?|months?|mesyac\w{0,2}",
    "years": r"год(?:а)?|лет|жыл(?:дан)?|years?",
}
ONE: Final = re.compile(
    r"день|недел[юья]|месяц|год|сутки|day|week|month|year|кун(?:нен)?|апта(?:дан)?|ай(?:дан)?|жыл(?:дан)?"
    r"|nedelyu|nedelu|mesyac|kun(?:nen)?|apta(?:dan)?"
)
"""Units that may stand without a number for one."""


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
    for number, name in enumerate(POSSESSED.split(), 1):
        found |= dict.fromkeys((name + ending for ending in ("", "нда", "нде", "нан", "нен", "на", "не")), number)
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


@lru_cache(maxsize=2048)
def month_of(word: str) -> int | None:
    """Return the number of a month named in any case, with a slip of the pen in longer names."""
    names = months()
    if word in names:
        return names[word]
    for stem in (word[:-length] for length in range(1, 5) if ENDINGS.fullmatch(word[-length:])):
        if stem in names and (len(stem) >= LONG_ENOUGH - 1 or stem in STEMS):
            return names[stem]
    if not LONG_ENOUGH <= len(word) <= TOO_LONG:
        return None
    close = {names[name] for name in get_close_matches(word, targets(word[0]), 3, CLOSE_ENOUGH)}
    return close.pop() if len(close) == 1 else None


def forgetting(read: Callable[P, R]) -> Callable[P, R]:
    """Forget the words of a message after it is read: within it they are looked up again and again, then never."""

    @wraps(read)
    def reading(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return read(*args, **kwargs)
        finally:
            month_of.cache_clear()

    return reading


@lru_cache(maxsize=128)
def targets(letter: str) -> tuple[str, ...]:
    """Return the names of months that a word with this first letter may be a slip of."""
    sure = {folded(name) for language in ("ru", "en") for name in get_month_names("wide", "format", language).values()}
    return tuple(
        name
        for name in months()
        if name[0] == letter and (len(name) >= LONGER or (name in sure and len(name) >= LONG_ENOUGH))
        if not name.startswith(tuple(POSSESSED.split()))
    )


def weekday_of(word: str) -> int | None:
    names = weekdays()
    return names.get(word, names.get(re.sub(r"(?:де|да)$", "", word)))


def number_of(word: str) -> int | None:
    return int(word) if word.isdecimal() else NUMBERS.get(word)
