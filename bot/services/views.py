"""What a person sees at once: messages with styles, and buttons that open addresses. Not yet anything of Telegram's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.domain.address import Menu

if TYPE_CHECKING:
    from bot.domain.address import Address
    from bot.library.render import Rendered


@dataclass(frozen=True, slots=True)
class Open:
    """Show a screen."""

    address: Address


@dataclass(frozen=True, slots=True)
class Speak:
    """Choose a language for good, and show a screen in it."""

    language: str
    address: Address


@dataclass(frozen=True, slots=True)
class Read:
    """Show a screen in another language, this once."""

    language: str
    address: Address


@dataclass(frozen=True, slots=True)
class ChooseLanguage:
    """Show the languages; after the choice come back to a screen."""

    address: Address


@dataclass(frozen=True, slots=True)
class Button:
    label: str
    does: Open | Speak | Read | ChooseLanguage


Row = tuple[Button, ...]


@dataclass(frozen=True, slots=True)
class View:
    """One screen. Long texts come in several messages; the buttons stand below the last.

    `address` draws the same screen again, at worst the menu.
    """

    messages: tuple[Rendered, ...]
    buttons: tuple[Row, ...] = ()
    address: Address = Menu()  # noqa: RUF009 - frozen, so it can be shared
