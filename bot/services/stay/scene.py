"""What every stay screen is drawn from, and the small pieces that they share."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from bot.domain.address import Days, Menu, step_to
from bot.domain.remind.wishes import Wishes
from bot.domain.standing import stand
from bot.domain.stay_address import Home
from bot.i18n.formats import stamp
from bot.library.limits import regime_of
from bot.library.render import messages
from bot.services.views import Button, Open, Tap, View, clear_button

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from bot.domain.ledger import Ledger
    from bot.domain.rules import Group
    from bot.domain.standing import Standing
    from bot.domain.stay_address import StayAddress
    from bot.domain.trips import Trip
    from bot.i18n.catalogue import Texts
    from bot.library.reading import Library
    from bot.services.views import Row


@dataclass(frozen=True, slots=True)
class Scene:
    """A ledger on a day, in a language. `kept` says whether anything is kept of the person's dates or wishes."""

    library: Library
    ledger: Ledger
    kept: bool
    t: Texts
    today: date
    wishes: Wishes = field(default_factory=Wishes)

    def standing(self, group: Group, trips: tuple[Trip, ...] | None = None) -> Standing:
        """Return where the person stands by the limits of a group; `trips` in place of those kept."""
        regime = regime_of(group, self.library.facts, self.today, self.ledger.covers)
        return stand(self.ledger.trips if trips is None else trips, regime, self.today)

    def at(self, day: date) -> Scene:
        """Return the same scene on another day."""
        return replace(self, today=day)

    def topic(self, name: str) -> tuple[Row, ...]:
        """Return a button that opens a topic and leads back here; none for a topic that is not there."""
        node = self.library.graph.nodes.get(name)
        return ((Button(node.texts[self.t.language].button, Open(step_to(name, Days()))),),) if node else ()

    def home_rows(self) -> tuple[Row, ...]:
        menu = Button(self.t("Main menu"), Open(Menu()))
        return ((self.tap(self.t("My days"), Home()), menu), (clear_button(self.t),))

    @staticmethod
    def tap(label: str, address: StayAddress) -> Button:
        return Button(label, Tap(address))

    def view(self, text: str, rows: Iterable[Row]) -> View:
        return View(messages(text), (*rows, *self.home_rows()), Days())

    def span(self, trip: Trip) -> str:
        """Write a trip: its entry and exit, or since when."""
        entry = stamp(trip.entry, self.t.language)
        if trip.exit is None:
            return self.t("since {date}", date=entry)
        if trip.exit == trip.entry:
            return entry
        return f"{entry} – {stamp(trip.exit, self.t.language)}"
