"""The keys that seal what people keep: from the settings, else from a file that is made at the first start."""

from __future__ import annotations

import os
import secrets
from typing import TYPE_CHECKING

from sqlalchemy.engine import make_url

from bot.settings import SettingsError
from bot.storage.sqlite import file_of
from bot.storage.vault import Vault

if TYPE_CHECKING:
    from pathlib import Path

    from bot.settings import Settings

OWNER_ONLY = 0o600


def new_key() -> str:
    """Return a random key of 256 bits."""
    return secrets.token_urlsafe(32)


def vaults(settings: Settings) -> tuple[Vault, ...]:
    """Return the vault of the key in use, then those of the older keys. Raises `SettingsError`."""
    make_key_file(settings)
    if settings.data_key:
        return opened("DATA_KEY", settings.data_key.get_secret_value())
    file = key_file(settings)
    try:
        return opened("DATA_KEY_FILE", file.read_text("ascii"))
    except (OSError, UnicodeDecodeError) as error:
        raise cannot_be_used(file, error) from None


def opened(name: str, text: str) -> tuple[Vault, ...]:
    try:
        return tuple(Vault(key.strip()) for key in text.split(","))
    except ValueError as error:
        raise SettingsError(f"{name}: {error}; `python -m bot db key` makes one") from None


def key_file(settings: Settings) -> Path:
    """Return the place of the key file. One beside the database would be stolen with it: raises `SettingsError`."""
    try:
        file = settings.data_key_file.expanduser().absolute()
    except RuntimeError:
        raise SettingsError("DATA_KEY: not set, and there is no home folder for a key file") from None
    url = make_url(settings.database_url.get_secret_value())
    database = file_of(url) if url.get_backend_name() == "sqlite" else None
    if database and os.path.realpath(file.parent) == os.path.realpath(database.parent):
        raise SettingsError(f"DATA_KEY_FILE: {file} stands beside the database; whoever takes the folder has both")
    return file


def make_key_file(settings: Settings) -> Path | None:
    """Make a key file, for its owner alone, if there is neither a key nor a file. Returns it if it was made.

    Raises `SettingsError` if it is needed and cannot be made.
    """
    if settings.data_key or (file := key_file(settings)).exists():
        return None
    try:
        return file if made(file) else None
    except OSError as error:
        raise cannot_be_used(file, error) from None


def made(file: Path) -> bool:
    """Make a key file, whole or not at all. Returns whether no other process was quicker."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = file.with_suffix(f".{secrets.token_hex(4)}")
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY), "w") as new:
            new.write(f"{new_key()}\n")
            new.flush()
            os.fsync(new.fileno())
        os.link(draft, file)
        sync(file.parent)
    except FileExistsError:
        return False
    finally:
        draft.unlink(missing_ok=True)
    return True


def sync(folder: Path) -> None:
    """Make a folder's new names last: a database whose key a power loss took would be lost with it."""
    opened_folder = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened_folder)
    finally:
        os.close(opened_folder)


def cannot_be_used(file: Path, error: Exception) -> SettingsError:
    return SettingsError(f"DATA_KEY: not set, and DATA_KEY_FILE {file} cannot be used: {type(error).__name__}")
