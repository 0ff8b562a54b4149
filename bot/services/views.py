"""What a person sees at once: messages with styles, and buttons that open addresses. Not yet anything of Telegram's."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.domain.address import Menu

if TYPE_CHECKING:
    from bot.domain.address import Address
    from bot.domain.stay_address import Purpose, StayAddress
    from bot.i18n.catalogue import Texts
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


class Deed(StrEnum):
    """What a person does with what is kept of them."""

    SHOW = "s"
    EXPORT = "x"
    ASK = "a"
    CLEAR = "c"
    KEEP = "k"


@dataclass(frozen=True, slots=True)
class Mine:
    """Do something with what is kept of the person."""

    deed: Deed


@dataclass(frozen=True, slots=True)
class Button:
    label: str
    does: Open | Speak | Read | ChooseLanguage | Tap | Forget | Mine


Row = tuple[Button, ...]


def clear_button(t: Texts) -> Button:
    """Return the quick exit: one tap leaves a screen that tells a stranger nothing."""
    return Button(t("Clear the screen"), Mine(Deed.CLEAR))


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
