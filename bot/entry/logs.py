"""Logs as data: lines for people at a terminal, JSON elsewhere. No message text, no token."""

from __future__ import annotations

import logging
import sys
from typing import TYPE_CHECKING, Any

import structlog

if TYPE_CHECKING:
    from structlog.typing import EventDict, Processor, WrappedLogger

    from bot.settings import Settings


def configure_logs(settings: Settings) -> None:
    """Send our logs and those of libraries to standard error in one shape, with the token cut out."""
    token = settings.bot_token.get_secret_value() if settings.bot_token else ""
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        without(token),
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
            foreign_pre_chain=[*shared, without_exception_texts],
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, without(token), final],
        )
    )
    logging.basicConfig(level=settings.log_level, handlers=[handler], force=True)
    logging.getLogger("apscheduler").setLevel("WARNING")


def without(secret: str) -> Processor:
    def scrub(_logger: WrappedLogger, _name: str, event: EventDict) -> EventDict:
        return {key: clean(value, secret) for key, value in event.items()} if secret else event

    return scrub


def clean(value: Any, secret: str) -> Any:  # noqa: ANN401 - logs carry anything
    return value.replace(secret, "***") if isinstance(value, str) else value


def without_exception_texts(_logger: WrappedLogger, _name: str, event: EventDict) -> EventDict:
    """A library's traceback may quote a message; the kind of the exception is enough to find it."""
    record = event.get("_record")
    if record is not None and record.exc_info and record.exc_info[0]:
        event["error"] = record.exc_info[0].__name__
        record.exc_info = record.exc_text = None
    event.pop("exc_info", None)
    return event
