"""What a person can see and do about what is kept of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.domain.address import Menu, Topic
from bot.domain.faq import PRIVACY
from bot.domain.retention import DELETABLE_FOR
from bot.library.render import messages
from bot.services.privacy import export, fields
from bot.services.views import Attachment, Button, Deed, Forget, Mine, Open, View, clear_button
from bot.storage.export import rows_of
from bot.storage.forget import forget_person

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy.ext.asyncio import AsyncEngine

    from bot.domain.retention import Retention
    from bot.i18n.catalogue import Texts
    from bot.services.remind.keeper import Keeper
    from bot.services.remind.notice import Notices
    from bot.services.screens import Screens
    from bot.services.views import Row
    from bot.storage.dialogue import Dialogue


@dataclass(frozen=True, slots=True)
class Privacy:
    screens: Screens
    keeper: Keeper
    notices: Notices
    retention: Retention

    @property
    def engine(self) -> AsyncEngine:
        return self.keeper.engine

    def page(self, t: Texts, today: date) -> View:
        """Draw the topic about privacy, and below it every stored field."""
        topic = self.screens.at(Topic(PRIVACY), t.language, today)
        return View((*topic.messages, *self.fields(t).messages), self.rows(t), topic.address)

    def fields(self, t: Texts) -> View:
        return View(messages(fields.page(self.retention, t)), self.rows(t), Topic(PRIVACY))

    def rows(self, t: Texts) -> tuple[Row, ...]:
        return (
            (Button(t("Send me all that is kept"), Mine(Deed.EXPORT)),),
            (Button(t("Erase everything"), Mine(Deed.ASK)),),
            *self.screens.nav(Menu(), t),
        )

    async def export(self, chat_id: int, t: Texts, today: date, unfinished: Dialogue) -> View:
        """Put everything that is held of a person into one file, the input that they are at included."""
        rows = await rows_of(self.engine, chat_id, unfinished)
        if not any(found for _, found in rows):
            return View(messages(t("Nothing about you is stored here.")), (self.menu(t),))
        kept = await self.keeper.find(chat_id)
        scene = self.notices.scene(kept, t.language, self.keeper.now())
        zone = self.notices.planner.zone_of(kept.wishes).key
        content = export.text(scene, zone, rows, self.retention)
        text = t("This is all that is kept about you. Keep the file where nobody else reads it.")
        return View(messages(text), (self.menu(t),), attachment=Attachment(f"{today}.txt", content.encode()))

    def ask(self, t: Texts) -> View:
        text = t(
            "Erase everything? Your dates, your reminders and your language will be gone at once and cannot be "
            "restored."
        )
        yes = Button(t("Yes, erase everything"), Forget())
        return View(messages(text), ((yes,), (Button(t("No, keep it"), Open(Menu())),)))

    async def forget(self, chat_id: int, t: Texts) -> View:
        """Erase at once, and say so; offer to take the messages away too."""
        found = await forget_person(self.engine, chat_id)
        done = t("Done. Everything is erased.") if found else t("Nothing about you is stored here.")
        hours = DELETABLE_FOR // timedelta(hours=1)
        text = t(
            "The messages of this chat are still on your phone and at Telegram. I can delete those of the last {hours} "
            "hours that I know of; for the others, delete the chat in Telegram’s own menu.",
            hours=hours,
        )
        return View(messages(f"{done}\n\n{text}"), ((clear_button(t),), self.menu(t)))

    def kept(self, t: Texts) -> View:
        """Answer whoever does not want to be erased after a long silence."""
        return self.screens.menu(t, t("It stays. Thank you for the answer."))

    @staticmethod
    def neutral(t: Texts) -> View:
        """Draw a screen that tells a stranger nothing."""
        text = t("Hello! Write to me when you need something.")
        return View(messages(text), (Privacy.menu(t),))

    @staticmethod
    def menu(t: Texts) -> Row:
        return (Button(t("Main menu"), Open(Menu())),)
