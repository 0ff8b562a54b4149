"""Deadlines in words: what is due, who must act, how sure it is, on which facts it rests, which topic explains it."""

from __future__ import annotations

from datetime import date
from textwrap import shorten
from typing import TYPE_CHECKING

from bot.domain.duties import KEPT_LATE, DutyKind, Terms, duties, place
from bot.domain.remind.plan import own_duties
from bot.domain.rules import Group
from bot.i18n.catalogue import N_
from bot.i18n.formats import stamp
from bot.library.days_off import is_day_off
from bot.library.limits import (
    HOST_MOVE_TERM,
    HOST_TERM,
    LIMITS,
    PER_VISIT,
    REGISTRATION_MOVE_TERM,
    REGISTRATION_START,
    REGISTRATION_TERM,
    TAX_DAYS,
    TAX_WINDOW,
    WINDOW,
    days,
    regime_of,
)
from bot.library.render import bold, escaped

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.domain.duties import Duty
    from bot.domain.fact import Fact
    from bot.domain.ledger import Ledger
    from bot.domain.remind.wishes import Wishes
    from bot.i18n.catalogue import Texts

MAX_LABEL = 60
# A paper ends on the day written in it: no fact stands behind that day.
FACTS: Mapping[DutyKind, tuple[str, ...]] = {
    DutyKind.LAST_DAY: (WINDOW, *LIMITS.values(), *PER_VISIT.values()),
    DutyKind.NOTIFICATION: (HOST_TERM,),
    DutyKind.REGISTRATION: (REGISTRATION_TERM, REGISTRATION_START),
    DutyKind.MOVE_NOTIFICATION: (HOST_MOVE_TERM,),
    DutyKind.MOVE_REGISTRATION: (REGISTRATION_MOVE_TERM, REGISTRATION_START),
    DutyKind.VISA: (),
    DutyKind.TRP: (),
    DutyKind.PRP: (),
    DutyKind.PASSPORT: (),
    DutyKind.CARD: (),
    DutyKind.POLICE: (),
    DutyKind.MEDICAL: (),
    DutyKind.TAX: (TAX_DAYS, TAX_WINDOW),
    DutyKind.OWN: (),
}
TOPICS: Mapping[DutyKind, str] = {
    DutyKind.LAST_DAY: "stay.limit",
    DutyKind.NOTIFICATION: "arrival.notification",
    DutyKind.REGISTRATION: "arrival.notification",
    DutyKind.MOVE_NOTIFICATION: "arrival.notification",
    DutyKind.MOVE_REGISTRATION: "arrival.notification",
    DutyKind.VISA: "stay.extend",
    DutyKind.TRP: "permits.trp.ends",
    DutyKind.PRP: "permits.prp",
    DutyKind.PASSPORT: "documents.lost_passport",
    DutyKind.CARD: "money.bank_card",
    DutyKind.POLICE: "permits.police_certificate",
    DutyKind.MEDICAL: "permits.medical_certificate",
    DutyKind.TAX: "work.tax_residency",
    DutyKind.OWN: "stay.reminders",
}
WHEN_LATE: Mapping[DutyKind, str] = {
    DutyKind.LAST_DAY: "stay.overstay",
    DutyKind.NOTIFICATION: "arrival.notification.late",
    DutyKind.REGISTRATION: "arrival.notification.late",
    DutyKind.MOVE_NOTIFICATION: "arrival.notification.late",
    DutyKind.MOVE_REGISTRATION: "arrival.notification.late",
    DutyKind.VISA: "stay.overstay",
    DutyKind.TRP: "stay.overstay",
}
TITLES: Mapping[DutyKind, str] = {
    DutyKind.LAST_DAY: N_("Last lawful day"),
    DutyKind.NOTIFICATION: N_("Notice of arrival: your host sends it"),
    DutyKind.REGISTRATION: N_("Your own registration under order No. 923"),
    DutyKind.MOVE_NOTIFICATION: N_("Notice after the move: your new host sends it"),
    DutyKind.MOVE_REGISTRATION: N_("Your own registration at the new address"),
    DutyKind.VISA: N_("Visa: last day"),
    DutyKind.TRP: N_("Temporary residence permit: last day"),
    DutyKind.PRP: N_("Permanent residence card: last day"),
    DutyKind.PASSPORT: N_("Passport: last day"),
    DutyKind.CARD: N_("Bank card: last day"),
    DutyKind.POLICE: N_("Certificate of no criminal record: last day"),
    DutyKind.MEDICAL: N_("Medical certificate: last day"),
    DutyKind.TAX: N_("Tax residency: the day from which you are a resident"),
    DutyKind.OWN: N_("Your own reminder"),
}
WHO: Mapping[DutyKind, str] = {
    DutyKind.LAST_DAY: N_(
        "You leave on or before this day (it is included), or you have a permit by then. A request that has been sent "
        "does not by itself stop an overstay. The day is counted in calendar days from your dates; it is not a "
        "decision of the police. If leaving is dangerous for you, talk to a lawyer early."
    ),
    DutyKind.NOTIFICATION: N_(
        "The owner of the flat or the hotel informs the police, not you: ask for it, and for a copy, on the first "
        "day. Working days from your arrival; the day of arrival itself is not counted. We found no act that ended "
        "this duty, but have not seen how it works now."
    ),
    DutyKind.REGISTRATION: N_(
        "If you came without a visa, you register yourself, and your host agrees to it. Calendar days from crossing "
        "the border: the entry day is day one, the last day is included. We have not seen how it works: ask 1414 what "
        "to use. It does not make your stay longer."
    ),
    DutyKind.MOVE_NOTIFICATION: N_(
        "The owner of the new flat or the hotel informs the police, not you: ask for it, and for a copy, when you move "
        "in. Working days from the move; the day of the move itself is not counted. We found no act that ended this "
        "duty, but have not seen how it works now."
    ),
    DutyKind.MOVE_REGISTRATION: N_(
        "If you came without a visa, you register again at the new address. Working days from the move; the day of "
        "the move itself is not counted. We have not seen how it works: ask 1414 what to use."
    ),
    DutyKind.VISA: N_(
        "You leave on or before this day (it is included), or you have another visa or a permit by then: ask your "
        "inviter early. A request that has been sent does not by itself stop an overstay. What is written in the visa "
        "decides: check the number of days there too."
    ),
    DutyKind.TRP: N_(
        "You need a new permit on or before this day (it is included), or you leave. The receiving side applies, not "
        "you: start several weeks before (our advice). A request that has been sent does not by itself stop an "
        "overstay."
    ),
    DutyKind.PRP: N_(
        "You need a new card on or before this day (it is included). Our sources do not say when to apply for it: ask "
        "1414 several weeks before (our advice)."
    ),
    DutyKind.PASSPORT: N_(
        "You renew the passport in your own country or at its consulate: ask early how long it takes. A temporary "
        "residence permit is not given for longer than the passport. If contact with your own state is dangerous for "
        "you, talk to a lawyer first."
    ),
    DutyKind.CARD: N_("You ask your bank for a new card early: each bank decides which papers it wants."),
    DutyKind.POLICE: N_(
        "You hand it in on or before this day, or order a new one. If contact with your own state is dangerous for "
        "you, talk to a lawyer first."
    ),
    DutyKind.MEDICAL: N_("You hand it in on or before this day, or get a new one from a clinic."),
    DutyKind.TAX: N_(
        "If you stay without a break, you become a tax resident of Kazakhstan on this day: it may tax all your income. "
        "Calendar days of presence within some months in a row are counted, those of arrival and departure too. We "
        "read the new code in one copy only. Ask a tax adviser before the end of the year. It gives no right to stay."
    ),
    DutyKind.OWN: N_("You asked for this reminder yourself."),
}


def terms_of(facts: Mapping[str, Fact], today: date) -> Terms:
    """Return the terms as they are known on a day."""
    start = facts[REGISTRATION_START].value
    assert isinstance(start, date), "the checker refuses others"
    return Terms(
        notification=days(facts[HOST_TERM], today),
        registration=days(facts[REGISTRATION_TERM], today),
        registration_start=start,
        move_notification=days(facts[HOST_MOVE_TERM], today),
        move_registration=days(facts[REGISTRATION_MOVE_TERM], today),
        tax_days=days(facts[TAX_DAYS], today),
        tax_months=days(facts[TAX_WINDOW], today),
    )


def duties_of(ledger: Ledger, facts: Mapping[str, Fact], today: date) -> tuple[Duty, ...]:
    """Return the deadlines that follow from a ledger, by the facts. Where no group is told, none that depends on it."""
    regime = regime_of(ledger.group or Group.DOCUMENT, facts, today, ledger.covers)
    return duties(ledger, regime, terms_of(facts, today), today, is_day_off)


def all_duties(ledger: Ledger, wishes: Wishes, facts: Mapping[str, Fact], today: date) -> tuple[Duty, ...]:
    """Return the deadlines that follow from a ledger, and the days of the person's own, by day."""
    own = (duty for duty in own_duties(wishes) if today - duty.day <= KEPT_LATE)
    return tuple(sorted((*duties_of(ledger, facts, today), *own), key=place))


def title(kind: DutyKind, t: Texts) -> str:
    """Return what is due, in a few words."""
    return t(TITLES[kind])


def named(duty: Duty, t: Texts) -> str:
    """Return what is due; for a day of the person's own, in their words."""
    return duty.words or title(duty.kind, t)


def when(duty: Duty, today: date, t: Texts) -> str:
    """Write the day of a deadline, and how far away it is."""
    left = (duty.day - today).days
    far = t("today") if not left else past_or_ahead(left, t)
    return f"{stamp(duty.day, t.language)} ({far})"


def past_or_ahead(left: int, t: Texts) -> str:
    if left < 0:
        return t.n("{n} day ago", "{n} days ago", -left)
    return t.n("{n} day left", "{n} days left", left)


def label(duty: Duty, t: Texts) -> str:
    """Return what is due, short enough for a button."""
    return shorten(named(duty, t), MAX_LABEL, placeholder="…")


def headline(duty: Duty, today: date, t: Texts) -> str:
    """Write what is due and when, in two lines of Markdown."""
    return f"{bold(escaped(named(duty, t)))}\n{when(duty, today, t)}"


def who(kind: DutyKind, t: Texts) -> str:
    """Return who must act, in which days the term is counted and from when, and what is not known."""
    return t(WHO[kind])


def explained(duty: Duty, t: Texts) -> str:
    """Return who must act, and what in this case the day rests on besides."""
    notes = [who(duty.kind, t)]
    if duty.planned:
        notes.append(t("Counted from a day that you plan."))
    if duty.shortened:
        notes.append(t("It is this early because of another trip that you plan."))
    return " ".join(notes)


def topic(duty: Duty, today: date) -> str:
    """Return the topic that helps: another one when the day has passed."""
    late = WHEN_LATE.get(duty.kind) if duty.late(today) else None
    return late or TOPICS[duty.kind]
