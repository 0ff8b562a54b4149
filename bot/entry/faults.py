"""Sends faults to Sentry, where SENTRY_DSN is set: their kind, and the lines of our code that they went through.

Nothing else leaves: no words of an exception, no variables, no request, no breadcrumbs, no name of the machine.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from bot import __version__
from bot.settings import ROOT, SettingsError

if TYPE_CHECKING:
    from collections.abc import MutableMapping

    from sentry_sdk import Client
    from sentry_sdk.transport import Transport
    from structlog.typing import EventDict, Processor, WrappedLogger

    from bot.settings import Settings

KEPT_OF_FRAME = ("filename", "abs_path", "function", "module", "lineno", "in_app")
KEPT_OF_EVENT = ("event_id", "timestamp", "platform", "level", "release", "sdk")


def client_for(settings: Settings, transport: type[Transport] | None = None) -> Client | None:
    """Return what takes faults, None where the settings name nobody. Raises `SettingsError`."""
    if settings.sentry_dsn is None:
        return None
    try:
        from sentry_sdk import Client  # noqa: PLC0415 - most do without
        from sentry_sdk.utils import BadDsn  # noqa: PLC0415 - as above
    except ModuleNotFoundError as error:
        raise SettingsError(f"SENTRY_DSN: {error.name} is not installed; `make scale` does that") from None
    try:
        return Client(
            dsn=settings.sentry_dsn.get_secret_value(),
            release=__version__,
            default_integrations=False,
            include_local_variables=False,
            include_source_context=False,
            max_breadcrumbs=0,
            send_client_reports=False,
            auto_session_tracking=False,
            before_send=bare,
            transport=transport,
        )
    except BadDsn:
        raise SettingsError("SENTRY_DSN: an address looks like https://key@sentry.example.org/1") from None


def reporting(client: Client | None) -> Processor:
    """Return the step of the log that reports the exception under way when an error is logged."""

    def report(_logger: WrappedLogger, method: str, event: EventDict) -> EventDict:
        error = sys.exc_info()[1]
        if client and method in {"error", "critical", "exception"} and error:
            from sentry_sdk.utils import event_from_exception  # noqa: PLC0415 - as above

            fault, hint = event_from_exception(error, client_options=client.options)
            client.capture_event(fault, hint)
        return event

    return report


def bare(event: Any, _hint: object) -> Any:  # noqa: ANN401 - Sentry's own type, which it does not export
    """Leave of an event what says which code failed."""
    values = (event.get("exception") or {}).get("values") or ()
    kept = {name: event[name] for name in KEPT_OF_EVENT if name in event}
    return kept | {"exception": {"values": [bare_exception(value) for value in values]}}


def bare_exception(value: MutableMapping[str, Any]) -> dict[str, Any]:
    frames = (value.get("stacktrace") or {}).get("frames") or ()
    return {
        "type": value.get("type"),
        "module": value.get("module"),
        "stacktrace": {"frames": [bare_frame(frame) for frame in frames]},
    }


def bare_frame(frame: MutableMapping[str, Any]) -> dict[str, Any]:
    """Name files from the folder of the program on: where it lies is nobody's business."""
    kept = {name: frame[name] for name in KEPT_OF_FRAME if name in frame}
    kept["abs_path"] = str(kept.get("abs_path", "")).replace(f"{ROOT}/", "")
    return kept
