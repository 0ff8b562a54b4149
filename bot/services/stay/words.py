"""Where somebody stands, in words: the last lawful day first, then the count, the rule that binds, and its source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.faq import LAWYER_FIRST, LIMIT, RULE_COUNTING, RULE_DOCUMENT, RULE_EAEU, RULE_VISA_FREE, RULE_VISIT
from bot.domain.rules import Binding, Group
from bot.domain.stay import Status
from bot.i18n.catalogue import N_
from bot.i18n.formats import day, stamp
from bot.library.references import facts_in
from bot.library.render import bold, italic, named_source, with_facts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from bot.domain.fact import Fact
    from bot.domain.faq import Node
    from bot.domain.standing import Standing
    from bot.i18n.catalogue import Texts
    from bot.library.reading import Library

GROUPS = {
    Group.EAEU: N_("Russia, Belarus, Armenia, Kyrgyzstan"),
    Group.VISA_FREE: N_("Another passport, without a visa"),
    Group.DOCUMENT: N_("I have a visa or a permit"),
}
MAX_SOURCES = 3


def answer(standing: Standing, group: Group, library: Library, t: Texts) -> str:
    """Return the whole answer as Markdown."""
    today = standing.stay.today
    paragraphs = [
        "\n".join(headline(standing, t)),
        "\n".join(counted(standing, t)),
        because(standing, group, library, t),
    ]
    if standing.past:
        paragraphs.append(past(standing, t))
    if standing.stay.status is Status.OVERSTAY:
        paragraphs.insert(1, t("Read what to do and talk to a lawyer. Do not wait."))
        paragraphs.append(line(LAWYER_FIRST, library, t, today))
    paragraphs.append(italic(line(RULE_COUNTING, library, t, today)))
    return "\n\n".join(part for part in paragraphs if part)


def headline(standing: Standing, t: Texts) -> Iterator[str]:
    """Yield the answer first: the last lawful day, or when to enter again, and what shortens it."""
    stay = standing.stay
    match stay.status:
        case Status.OVERSTAY:
            yield from overstayed(standing, t)
        case Status.ABROAD:
            yield from abroad(standing, t)
        case _ if standing.last_day is None:
            yield bold(t("No last day follows from these dates."))
        case _ if standing.last_day == stay.today:
            yield bold(t("Today is the last lawful day."))
        case _:
            assert standing.last_day
            left = (standing.last_day - stay.today).days
            yield bold(t("Last lawful day: {date}", date=stamp(standing.last_day, t.language)))
            yield t.n("{n} day left", "{n} days left", left) + "."
    if standing.leave_by and stay.last_day:
        yield t(
            "It is this early because of the trip that you plan: without it, the last day would be {date}.",
            date=day(stay.last_day, t.language),
        )
    if standing.spoilt:
        yield bold(t("The trips that you plan do not fit the limit, even if you leave today."))


def overstayed(standing: Standing, t: Texts) -> Iterator[str]:
    stay = standing.stay
    if stay.last_day:
        over = (stay.today - stay.last_day).days
        yield bold(t.n("Your time ended {n} day ago.", "Your time ended {n} days ago.", over))
        yield t("Last lawful day: {date}", date=stamp(stay.last_day, t.language))
    else:
        yield bold(t("By these dates no day of this visit is within the limit."))


def abroad(standing: Standing, t: Texts) -> Iterator[str]:
    stay = standing.stay
    if stay.next_entry is None:
        yield bold(t("By these dates no day of entry is lawful. A visa or a permit comes first."))
        return
    if stay.next_entry == stay.today:
        yield bold(t("You may enter from today."))
        if stay.next_last_day:
            yield t("If you enter today, the last lawful day is {date}.", date=day(stay.next_last_day, t.language))
        return
    yield bold(t("You may enter again from {date}", date=stamp(stay.next_entry, t.language)))
    if stay.next_last_day:
        yield t("If you enter on that day, the last lawful day is {date}.", date=day(stay.next_last_day, t.language))


def counted(standing: Standing, t: Texts) -> Iterator[str]:
    """Yield how many days are used, of how many, and since when somebody is here."""
    stay = standing.stay
    rule = standing.regime.rules[0] if standing.regime.rules else None
    if rule and rule.window and not standing.by_paper:
        yield t.n(
            "In Kazakhstan in the last {window} days: {n} day of {limit}.",
            "In Kazakhstan in the last {window} days: {n} days of {limit}.",
            stay.used,
            window=rule.window,
            limit=rule.limit,
        )
    if stay.visit:
        yield t("You have been here since {date}.", date=day(stay.visit, t.language))


def because(standing: Standing, group: Group, library: Library, t: Texts) -> str:
    """Return the rule that binds, its source, and when it was compared with it."""
    today = standing.stay.today
    name = rule_line(standing, group)
    text = library.lines[name][t.language]
    facts = [library.facts[fact] for fact in facts_in(text)]
    label = bold(t("What decides:"))
    why = f"{label} {with_facts(text, library.facts, t, today)}"
    return "\n".join((why, sourced(facts, library, t) or of_topic(library.graph.nodes[LIMIT], library, t)))


def sourced(facts: Sequence[Fact], library: Library, t: Texts) -> str:
    """Return where facts are written and when they were compared with it; nothing where there is no source."""
    sources = dict.fromkeys(source for fact in facts for source in fact.sources)
    return source_line(sources, min(fact.reviewed_on for fact in facts), library, t) if sources else ""


def of_topic(topic: Node, library: Library, t: Texts) -> str:
    return source_line(topic.sources, topic.reviewed_on, library, t)


def source_line(sources: Iterable[str], reviewed_on: date, library: Library, t: Texts) -> str:
    named = "; ".join(named_source(library.sources[source], t) for source in list(sources)[:MAX_SOURCES])
    return italic(t("Source: {source}. Compared: {date}.", source=named, date=stamp(reviewed_on, t.language)))


def rule_line(standing: Standing, group: Group) -> str:
    if standing.by_paper or standing.stay.binding is Binding.DOCUMENT or group is Group.DOCUMENT:
        return RULE_DOCUMENT
    if standing.stay.binding is Binding.VISIT and not standing.leave_by:
        return RULE_VISIT
    return RULE_EAEU if group is Group.EAEU else RULE_VISA_FREE


def past(standing: Standing, t: Texts) -> str:
    days = sum((breach.end - breach.start).days + 1 for breach in standing.past)
    until = day(standing.past[-1].end, t.language)
    return t.n(
        "In the past {n} day was above the limit, most recently until {date}. Ask a lawyer what follows from it.",
        "In the past {n} days were above the limit, most recently until {date}. Ask a lawyer what follows from it.",
        days,
        date=until,
    )


def line(name: str, library: Library, t: Texts, today: date) -> str:
    return with_facts(library.lines[name][t.language], library.facts, t, today)
