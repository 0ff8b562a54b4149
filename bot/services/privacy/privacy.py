"""Erasing what is kept of a person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.domain.address import Menu
from bot.library.render import messages
from bot.services.views import Button, Forget, Open, View
from bot.storage.forget import forget_person

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncEngine

    from bot.i18n.catalogue import Texts


@dataclass(frozen=True, slots=True)
class Privacy:
    engine: AsyncEngine

    @staticmethod
    def ask(t: Texts) -> View:
        text = t("Erase everything? Your dates and your language will be gone and cannot be restored.")
        yes = Button(t("Yes, erase everything"), Forget())
        return View(messages(text), ((yes,), (Button(t("No, keep it"), Open(Menu())),)))

    async def forget(self, chat_id: int, t: Texts) -> View:
        """Erase at once, and say so."""
        found = await forget_person(self.engine, chat_id)
        text = t("Done. Everything is erased.") if found else t("Nothing about you is stored here.")
        return View(messages(text), ((Button(t("Main menu"), Open(Menu())),),))
