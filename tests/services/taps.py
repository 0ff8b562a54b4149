"""Taps through views, as a person makes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.address import Days, Menu, Topic
from bot.services.views import Open

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from bot.domain.address import Address
    from bot.services.screens import Screens
    from bot.services.views import Button, View


def buttons(view: View) -> list[Button]:
    return [button for row in view.buttons for button in row]


def opened(view: View) -> dict[str, Address]:
    """What each button that opens a screen opens, by its label."""
    return {button.label: button.does.address for button in buttons(view) if isinstance(button.does, Open)}


def text(view: View) -> str:
    return "\n".join(message.text for message in view.messages)


def walk(screens: Screens, language: str, today: date, taps: int) -> Iterator[tuple[Address, View, int]]:
    """Every screen that at most so many taps from the menu open, each once, with the fewest taps that it takes.

    A person's own days are drawn by other hands and are left out.
    """
    seen: dict[str, int] = {str(Menu()): 0, str(Days()): 1}
    front: list[Address] = [Menu()]
    while front:
        here = front.pop(0)
        view = screens.at(here, language, today)
        yield here, view, seen[str(here)]
        if seen[str(here)] == taps:
            continue
        for there in opened(view).values():
            if str(there) not in seen:
                seen[str(there)] = seen[str(here)] + 1
                front.append(there)


def topics(addresses: dict[str, Address]) -> list[str]:
    return [address.topic for address in addresses.values() if isinstance(address, Topic)]
