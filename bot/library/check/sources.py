"""What is said has a source and a date, and numbers and links stand in the registry, not in texts."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.i18n.catalogue import N_
from bot.library.limits import NEEDED
from bot.library.references import facts_in, topic_file
from bot.library.render import sources_of

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from bot.domain.fact import Fact
    from bot.domain.faq import Node
    from bot.library.reading import Reading

LONGEST_REVIEW = timedelta(days=366)
ADDRESS = re.compile(
    r"\b[a-z][a-z+.-]*://|\b(?:javascript|data|file|mailto|tel|tg):(?=\S)|www\.|\bt\.me/|@\w{4,}|\]\(\s*(?!\{)",
    re.IGNORECASE,
)
# Short numbers of services, and anything that is long enough to be a phone number.
PHONE = re.compile(r"(?<![\w№.,-])(?:10[1-4]|11[12]|150|1414|1303|1424|3580|\+?\d[\d ()-]{8,}\d)(?![\w.,]*\d)")
# Media that are unlawful to link to for a reader in Russia, and lines that nobody has test-called or that do not exist.
FORBIDDEN_HOSTS = (
    "meduza.io",
    "svoboda.org",
    "sibreal.org",
    "idelreal.org",
    "azattyk",
    "azattyq",
    "themoscowtimes.com",
    "theins.",
    "tvrain.",
    "holod.media",
    "novayagazeta.eu",
)
FORBIDDEN_PHONES = (
    "119",
    "1303",
    "1458",
    "3580",
    "116 16",
    "11616",
    "116111",
    "8 800 080 150",
    "88000808887",
    "+7 7172 54 76 03",
)


def check(reading: Reading, today: date) -> None:
    library = reading.library()
    for node in reading.nodes.values():
        path = topic_file(reading, node.id, "node.yaml")
        if not sources_of(library, node):
            message = N_("no source is named: write in “sources” where this is from")
            reading.note(path, 1, "no-source", message)
        check_dates(reading, path, ("review_by",), node, today)
    for fact in reading.facts.values():
        path, at = reading.whose["facts", fact.id], ("facts", fact.id, "review_by")
        check_dates(reading, path, at, fact, today)
        if isinstance(fact.value, str) and "".join(fact.value.split()) in map(digits, FORBIDDEN_PHONES):
            message = N_("{value} must not be published: nobody has test-called it, or it does not exist")
            reading.note(path, reading.files[path].line(*at[:2]), "forbidden", message, value=fact.value)
    for source in reading.sources.values():
        if any(host in (source.url or "") for host in FORBIDDEN_HOSTS):
            path = reading.whose["sources", source.id]
            message = N_("a link to {value} can harm a reader in Russia: cite another page")
            reading.note(path, reading.files[path].line("sources", source.id), "forbidden", message, value=source.url)
    check_typed(reading)
    check_unused(reading)


def digits(number: str) -> str:
    return "".join(number.split())


def check_dates(reading: Reading, path: Path, at: tuple[object, ...], item: Node | Fact, today: date) -> None:
    line = reading.files[path].line(*at)
    if item.review_by < today:
        message = N_("the review was due on {day}: compare with the sources again and change both dates")
        reading.warn(path, line, "review-due", message, day=item.review_by)
    if item.review_by - item.reviewed_on > LONGEST_REVIEW:
        message = N_("“review_by” is more than 12 months after “reviewed_on”: choose an earlier day")
        reading.note(path, line, "review-far", message)
    if item.reviewed_on > today:
        reading.note(path, line, "review-future", N_("“reviewed_on” is in the future: write the day of the review"))


def check_typed(reading: Reading) -> None:
    for path, (first_line, body) in reading.bodies.items():
        for number, line in enumerate(body.splitlines(), first_line):
            if ADDRESS.search(line):
                message = N_("links stand in facts/: add the link there and write its name in braces")
                reading.note(path, number, "typed-link", message)
            for phone in PHONE.findall(re.sub(r"\{[^}]*\}", "", line)):
                message = N_("the number {phone} stands in facts/: write its name in braces")
                reading.note(path, number, "typed-phone", message, phone=phone)


def check_unused(reading: Reading) -> None:
    used = {name for _, body in reading.bodies.values() for name in facts_in(body)}
    for name in reading.facts.keys() - used - NEEDED.keys() - {"mci"}:
        path = reading.whose["facts", name]
        message = N_("no text uses the fact “{name}”")
        line = reading.files[path].line("facts", name)
        reading.warn(path, line, "unused-fact", message, name=name)
