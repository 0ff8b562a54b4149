"""Seals what people keep, and names them by keyed marks: without the key the database tells neither who nor what.

AES-SIV (RFC 5297) seals: authenticated, and safe even if a nonce ever came twice. Every sealed value is bound to its
column and its person, so that none can be moved to another place. HMAC-SHA256 makes the marks of people.
"""

from __future__ import annotations

import hmac
import os
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

if TYPE_CHECKING:
    from collections.abc import Sequence

SHORTEST_KEY = 32
NONCE = 16
BLOCK = 256
"""Texts are filled up to a multiple of so many bytes, so that their length tells little."""
MARK_BLOCK = 64


class SealError(Exception):
    """A value cannot be opened: it was sealed with another key, for another place, or has been changed."""


class Vault:
    """One key and what is done with it. `mark` tells keys apart and gives nothing of the key away."""

    def __init__(self, key: str) -> None:
        if len(key) < SHORTEST_KEY or len(set(key)) < SHORTEST_KEY // 4:
            raise ValueError(f"a key is a random text of at least {SHORTEST_KEY} characters")
        self._cipher = AESSIV(derived(key, "values", 64))
        self._people = derived(key, "people", 32)
        self.mark = derived(key, "which key", 16)

    def person(self, chat_id: int) -> bytes:
        """Return the name under which a chat is kept."""
        return hmac.digest(self._people, str(chat_id).encode(), "sha256")[:16]

    def seal(self, text: str, place: str, person: bytes) -> bytes:
        """Seal a text for a column (`table.column`) and a person. The same text is another value each time."""
        nonce = os.urandom(NONCE)
        return nonce + self._cipher.encrypt(filled(text, BLOCK), [place.encode(), person, nonce])

    def open(self, sealed: bytes, place: str, person: bytes) -> str:
        """Return the text of a sealed value. Raises `SealError`."""
        return self._opened(sealed[NONCE:], [place.encode(), person, sealed[:NONCE]])

    def seal_mark(self, text: str, place: str, person: bytes) -> bytes:
        """Seal a text so that the same one of the same person is always the same value, and can be looked for."""
        return self._cipher.encrypt(filled(text, MARK_BLOCK), [place.encode(), person])

    def open_mark(self, sealed: bytes, place: str, person: bytes) -> str:
        """Return the text of a mark. Raises `SealError`."""
        return self._opened(sealed, [place.encode(), person])

    def _opened(self, sealed: bytes, about: Sequence[bytes]) -> str:
        try:
            return self._cipher.decrypt(sealed, list(about)).rstrip(b" ").decode()
        except (InvalidTag, ValueError) as error:
            raise SealError("a value of the database cannot be opened") from error


def derived(key: str, purpose: str, length: int) -> bytes:
    return HKDF(SHA256(), length, salt=None, info=f"qadam {purpose}".encode()).derive(key.encode())


def filled(text: str, block: int) -> bytes:
    """Return a text in bytes, filled up with spaces. What is sealed here never ends in one."""
    data = text.encode()
    return data.ljust(-(-len(data) // block) * block)
