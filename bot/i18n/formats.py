"""How a day, a number, a sum and a fact are written in each language."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from babel.dates import format_date
from babel.numbers import format_decimal

from bot.domain.fact import Fact, Unit
from bot.i18n.catalogue import plural, plural_in

if TYPE_CHECKING:
    from bot.i18n.catalogue import Texts

# Babel's own long forms shorten "year" in ways that read badly in a sentence.
IN_SENTENCE = {"ru": "d MMMM y 'года'", "kk": "y 'жылғы' d MMMM", "en": "d MMMM y"}
AS_STAMP = {"ru": "d MMMM y 'года'", "kk": "y 'ж'. d MMMM", "en": "d MMMM y"}
COUNTED = {
    Unit.WORKING_DAYS: plural("{n} working day", "{n} working days"),
    Unit.CALENDAR_DAYS: plural("{n} calendar day", "{n} calendar days"),
    Unit.DAYS: plural("{n} day", "{n} days"),
    Unit.HOURS: plural("{n} hour", "{n} hours"),
    Unit.MINUTES: plural("{n} minute", "{n} minutes"),
    Unit.MONTHS: plural("{n} month", "{n} months"),
    Unit.YEARS: plural("{n} year", "{n} years"),
    Unit.USD: plural("{n} US dollar", "{n} US dollars"),
}
# The Russian genitive, after a word that asks for it; other languages have one form.
GENITIVE = {
    Unit.WORKING_DAYS: plural_in("genitive", "{n} working day", "{n} working days"),
    Unit.CALENDAR_DAYS: plural_in("genitive", "{n} calendar day", "{n} calendar days"),
    Unit.DAYS: plural_in("genitive", "{n} day", "{n} days"),
    Unit.HOURS: plural_in("genitive", "{n} hour", "{n} hours"),
    Unit.MINUTES: plural_in("genitive", "{n} minute", "{n} minutes"),
    Unit.MONTHS: plural_in("genitive", "{n} month", "{n} months"),
    Unit.YEARS: plural_in("genitive", "{n} year", "{n} years"),
    Unit.USD: plural_in("genitive", "{n} US dollar", "{n} US dollars"),
}

FORMS_OF = {
    Unit.LINK: ("", "url"),
    Unit.PHONE: ("",),
    Unit.DATE: ("",),
    Unit.MCI: ("", "n", "gen", "tenge"),
}


def day(value: date, language: str) -> str:
    """Write a day as it stands inside a sentence."""
    return format_date(value, IN_SENTENCE[language], locale=language)


def stamp(value: date, language: str) -> str:
    """Write a day as it stands after a label."""
    return format_date(value, AS_STAMP[language], locale=language)


def number(value: float, language: str) -> str:
    whole = int(value) if value == int(value) else value
    return str(format_decimal(whole, locale=language))


def tenge(value: float, t: Texts) -> str:
    return t("{sum} tenge", sum=number(value, t.language))


def phrase(fact: Fact, form: str, t: Texts, on: date, mci: Fact | None = None) -> str:
    """Write a fact in a language, as Markdown.

    `form`: "" for the value with its unit, "gen" the same after a word that asks for the genitive, "n" for the number
    alone, "url" for the address of a link, "tenge" for the sum that a number of MCI makes. `mci` is the fact that holds
    the index. Raises `ValueError` for a form that the unit does not have.
    """
    if form not in forms_of(fact.unit):
        raise ValueError(form)
    match fact.unit:
        case Unit.LINK:
            return str(fact.value) if form == "url" else f"[{fact.label or fact.value}]({fact.value})"
        case Unit.PHONE:
            return str(fact.value)
        case Unit.DATE:
            assert isinstance(fact.value, date), "the loader refuses others"
            return day(fact.value, t.language)
    value, year = fact.number(on)
    if form == "n":
        return number(value, t.language)
    if fact.unit is Unit.MCI and mci is not None:
        return in_mci(value, form, t, on, mci)
    written = counted(fact.unit, value, form, t)
    return t("{value} in {year}", value=written, year=year) if year else written


def forms_of(unit: Unit) -> tuple[str, ...]:
    """Return the forms that a fact of a unit can be written in."""
    return FORMS_OF.get(unit, ("", "n", "gen"))


def in_mci(value: float, form: str, t: Texts, on: date, mci: Fact) -> str:
    index, year = mci.number(on)
    worth = tenge(value * index, t)
    if form == "tenge":
        return worth
    return t("{n} MCI ({worth} in {year})", n=number(value, t.language), worth=worth, year=year or on.year)


def counted(unit: Unit, value: float, form: str, t: Texts) -> str:
    """Write a number with its unit."""
    shown = number(value, t.language)
    match unit:
        case Unit.TENGE:
            return tenge(value, t)
        case Unit.PERCENT:
            return t("{n}%", n=shown)
        case _ if unit not in COUNTED:
            return shown
    if form == "gen":
        return t.np(*GENITIVE[unit], value, n=shown)
    return t.n(*COUNTED[unit], value, n=shown)
