"""Settings from the environment or from `.env`. A bad value stops the start with one line that names it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

ROOT = Path(__file__).resolve().parent.parent


class SettingsError(Exception):
    """A setting is missing or bad; the text names each one, and never shows a secret."""


class Settings(BaseSettings):
    model_config = SettingsConfigDict(
        env_file=".env", env_file_encoding="utf-8", env_ignore_empty=True, extra="ignore", frozen=True
    )

    bot_token: SecretStr | None = Field(None, description="Token from @BotFather; without it the terminal opens")
    bot_api_url: str = Field("https://api.telegram.org", description="Base address of a Bot API server")
    database_url: SecretStr = Field(
        SecretStr(f"sqlite+aiosqlite:///{ROOT / 'data' / 'qadam.db'}"),
        description="Where data is kept (SQLAlchemy URL)",
    )
    redis_url: SecretStr | None = Field(
        None, description="Redis that several processes share (redis://host:6379/0); one process needs none"
    )
    content_dir: Path = Field(ROOT / "content", description="Folder of the content files")
    semantic: bool = Field(default=True, description="Use the second scorer of questions where it is installed")
    timezone: str = Field("Asia/Almaty", description="Time zone in which a day begins and ends")
    reminder_lanes: int = Field(
        1, ge=1, le=30, description="Reminders under way at once; of each a crash may repeat one message"
    )
    webhook_url: str | None = Field(None, description="Address under which Telegram reaches the bot (run --webhook)")
    webhook_secret: SecretStr | None = Field(None, description="Secret that Telegram shows with each call")
    host: str = Field(
        "127.0.0.1",
        pattern=r"^[A-Za-z0-9.:_-]+$",
        description="Address on which the webhook listens; 0.0.0.0 in a container",
    )
    port: int = Field(8080, ge=1, le=65535, description="Port on which the webhook listens")
    health_port: int | None = Field(
        None, ge=1, le=65535, description="Port of /health and /metrics for a bot without a webhook; none: closed"
    )
    sentry_dsn: SecretStr | None = Field(None, description="Where Sentry takes faults: their kind and place, no words")
    data_key: SecretStr | None = Field(
        None, description="Key that seals what people keep; to change it, the new one, a comma, the old one"
    )
    data_key_file: Path = Field(
        Path("~/.config/qadam/data.key"), description="File with the key; made where neither it nor DATA_KEY is there"
    )
    forget_after_months: int = Field(
        12, ge=2, le=120, description="After so many months of silence a person is erased, a month after a notice"
    )
    admin_ids: Annotated[frozenset[int], NoDecode] = Field(
        frozenset(), description="Telegram ids of those who may ask for /status and /due, with commas between"
    )
    volunteer_chat_id: int | None = Field(None, description="Group in which volunteers may ask for /due")
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field("INFO", description="How much is logged")

    @field_validator("bot_token")
    @classmethod
    def looks_like_a_token(cls, token: SecretStr | None) -> SecretStr | None:
        if token and not re.fullmatch(r"\d+:[A-Za-z0-9_-]+", token.get_secret_value()):
            raise ValueError("a token looks like 123456:ABC-def")
        return token

    @field_validator("bot_api_url")
    @classmethod
    def is_an_address(cls, url: str) -> str:
        if not re.match(r"https?://[^/\s]+", url):
            raise ValueError("an address begins with http:// or https://")
        return url.rstrip("/")

    @field_validator("webhook_url")
    @classmethod
    def is_safe_to_call(cls, url: str | None) -> str | None:
        door = r"(?:https://[A-Za-z0-9.-]+|http://(?:localhost|127\.0\.0\.1|\[::1\]))(?::\d{1,5})?"
        if url and not re.fullmatch(door + r"(?:/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*/?", url):
            raise ValueError("an address looks like https://bot.example.org/webhook")
        return url

    @field_validator("webhook_secret")
    @classmethod
    def is_a_secret(cls, secret: SecretStr | None) -> SecretStr | None:
        if secret and not re.fullmatch(r"[A-Za-z0-9_-]{32,256}", secret.get_secret_value()):
            raise ValueError("it takes 32 to 256 letters, digits, _ and -")
        return secret

    @field_validator("database_url")
    @classmethod
    def is_a_known_database(cls, url: SecretStr) -> SecretStr:
        """Take the addresses that hosts give out (postgres://, postgresql://) as those of our driver."""
        address = re.sub(r"^postgres(?:ql)?://", "postgresql+asyncpg://", url.get_secret_value())
        if not re.match(
            r"sqlite\+aiosqlite:///|postgresql\+asyncpg://(?:[^/@]+@)?[^/@:\s]*(?::\d{1,5})?/[^/\s]+$", address
        ):
            raise ValueError("an address looks like sqlite+aiosqlite:///data/qadam.db or postgresql://user@host/name")
        return SecretStr(address)

    @field_validator("redis_url")
    @classmethod
    def is_a_redis(cls, url: SecretStr | None) -> SecretStr | None:
        if url and not re.fullmatch(r"rediss?://(?:[^/@\s]*@)?[^/@:\s]+(?::\d{1,5})?(?:/\d+)?", url.get_secret_value()):
            raise ValueError("an address looks like redis://host:6379/0")
        return url

    @field_validator("admin_ids", mode="before")
    @classmethod
    def between_commas(cls, ids: object) -> object:
        if not isinstance(ids, str):
            return ids
        parts = [part.strip() for part in ids.split(",") if part.strip()]
        if not all(re.fullmatch(r"[1-9]\d{0,15}", part) for part in parts):
            raise ValueError("ids are numbers, with commas between")
        return frozenset(map(int, parts))

    @field_validator("timezone")
    @classmethod
    def is_a_zone(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError) as error:
            raise ValueError("a zone is written like Asia/Almaty") from error
        return name

    @field_validator("log_level", mode="before")
    @classmethod
    def in_capitals(cls, level: object) -> object:
        return level.upper() if isinstance(level, str) else level


def load_settings() -> Settings:
    """Read the settings. Raises `SettingsError` with every bad one, by name."""
    try:
        return Settings()
    except ValidationError as error:
        raise SettingsError("; ".join(problem(item["loc"], item["msg"]) for item in error.errors())) from None
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f".env: cannot be read: {type(error).__name__}") from None


def problem(where: tuple[int | str, ...], message: str) -> str:
    return f"{str(where[0]).upper()}: {message.removeprefix('Value error, ')}"
