"""Logs as data: lines for people at a terminal, JSON elsewhere. No message text, no secret."""

from __future__ import annotations

import json
import logging
import sys
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import structlog

from bot.entry.faults import client_for, reporting

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from structlog.typing import EventDict, Processor, WrappedLogger

    from bot.settings import Settings


def configure_logs(settings: Settings) -> None:
    """Send our logs and those of libraries to standard error in one shape, with all secrets cut out."""
    secrets = cut_out(secrets_of(settings))
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        reporting(client_for(settings)),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    final: Processor = (
        structlog.dev.ConsoleRenderer(colors=False)
        if sys.stderr.isatty()
        else structlog.processors.JSONRenderer(ensure_ascii=False)
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                without_exception_texts,
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                without(secrets, final),
            ],
        )
    )
    handler.addFilter(name_exceptions)
    logging.basicConfig(level=settings.log_level, handlers=[handler], force=True)
    for talkative in ("apscheduler", "aiosqlite"):  # the latter says every value that is read or written
        logging.getLogger(talkative).setLevel("WARNING")


def secrets_of(settings: Settings) -> Iterator[str]:
    """Give all that no log may hold: whole secrets, and the passwords in addresses."""
    held = (settings.bot_token, settings.webhook_secret, settings.data_key, settings.sentry_dsn)
    yield from (secret.get_secret_value() for secret in held if secret)
    for address in (settings.database_url, settings.redis_url):
        if address and (password := urlsplit(address.get_secret_value()).password):
            yield password
            yield unquote(password)


def name_exceptions(record: logging.LogRecord) -> bool:
    """Write exceptions inside a library's message by their kind: their text may quote a person's."""
    if isinstance(record.args, tuple):
        record.args = tuple(type(arg).__name__ if isinstance(arg, BaseException) else arg for arg in record.args)
    return True


def cut_out(secrets: Iterable[str]) -> list[str]:
    """Return secrets, each of several with commas between, also as JSON writes them; the longest first."""
    parts = {part.strip() for secret in secrets for part in (secret, *secret.split(","))} - {""}
    return sorted(parts | {json.dumps(part, ensure_ascii=False)[1:-1] for part in parts}, key=len, reverse=True)


def without(secrets: Iterable[str], final: Processor) -> Processor:
    """Cut secrets out of the finished line, wherever in the event they stood."""

    def scrubbed(logger: WrappedLogger, name: str, event: EventDict) -> str:
        line = str(final(logger, name, event))
        for secret in secrets:
            line = line.replace(secret, "***")
        return line

    return scrubbed


def without_exception_texts(_logger: WrappedLogger, _name: str, event: EventDict) -> EventDict:
    """A traceback may quote a message; the kind of the exception is enough to find it."""
    found = event.pop("exc_info", None)
    error = sys.exc_info()[1] if found is True else found[1] if isinstance(found, tuple) else found
    if isinstance(error, BaseException):
        event["error"] = type(error).__name__
    return event
