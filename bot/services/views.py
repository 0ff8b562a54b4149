"""What a person sees at once: messages with styles, and buttons that open addresses. Not yet anything of Telegram's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.domain.address import Menu

if TYPE_CHECKING:
    from bot.domain.address import Address
    from bot.domain.stay_address import Purpose, StayAddress
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
class Tap:
    """Show or do something about the person's own days."""

    address: StayAddress


@dataclass(frozen=True, slots=True)
class Forget:
    """Erase all that is kept of the person."""


@dataclass(frozen=True, slots=True)
class Button:
    label: str
    does: Open | Speak | Read | ChooseLanguage | Tap | Forget


Row = tuple[Button, ...]


@dataclass(frozen=True, slots=True)
class Attachment:
    """A picture, or another file, with its name. The text of its view stands below it."""

    name: str
    content: bytes
    picture: bool = False


@dataclass(frozen=True, slots=True)
class View:
    """One screen. Long texts come in several messages; the buttons stand below the last.

    `address` draws the same screen again, at worst the menu. `attachment` goes with the one message of its view.
    `awaits`: a day that the person may write instead of tapping it.
    """

    messages: tuple[Rendered, ...]
    buttons: tuple[Row, ...] = ()
    address: Address = Menu()  # noqa: RUF009 - frozen, so it can be shared
    attachment: Attachment | None = None
    awaits: Purpose | None = None
