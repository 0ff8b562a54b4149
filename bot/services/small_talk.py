"""Short human replies to what is no question."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.i18n.catalogue import Texts


def reply_to(kind: str | None, t: Texts) -> str:
    """Return the reply to a kind of small talk; an unknown kind gets the general one."""
    match kind:
        case "thanks":
            return t("Glad to help. Write again whenever you need to.")
        case "goodbye":
            return t("Take care. I am here at any hour.")
        case "bot":
            return t("I am a bot: a program. My answers were written by people and I do not make them up.")
        case "insult":
            return t("I am sorry that this did not help. Let us try another topic.")
        case "how_are_you":
            return t("All is well here, thank you. What can I help you with?")
        case _:
            return t("Hello! What would you like to know? Ask in your own words or choose a topic.")
