"""The key that tests seal with."""

from __future__ import annotations

from bot.storage.vault import Vault

KEY = "a-key-of-tests-0123456789abcdefghij"
VAULT = Vault(KEY)
