"""What Sentry is told: which code failed, and nothing of anybody."""

from __future__ import annotations

import json
import logging
import sys
from typing import TYPE_CHECKING, Any

import pytest
import structlog
from pydantic import SecretStr
from sentry_sdk.transport import Transport

from bot.entry import faults
from bot.entry.logs import configure_logs
from bot.settings import ROOT, Settings, SettingsError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sentry_sdk.envelope import Envelope

DSN = "http://key-of-tests@127.0.0.1:1/1"
WORDS = "words of a person"
TOKEN = "123456:AAF-secret_token_of_nobody"


class Kept(Transport):
    """Keeps what would be sent."""

    sent: list[Any] = []  # noqa: RUF012 - Sentry makes the object, so the class has to know

    def capture_envelope(self, envelope: Envelope) -> None:
        self.sent += [item.payload.json for item in envelope.items]


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Any]]:
    """What goes to Sentry of what is logged; afterwards everything is as it was."""
    root = logging.getLogger()
    before = root.handlers[:], root.level
    Kept.sent = []
    honest = faults.client_for
    monkeypatch.setattr("bot.entry.logs.client_for", lambda settings: honest(settings, Kept))
    configure_logs(Settings(_env_file=None, bot_token=SecretStr(TOKEN), sentry_dsn=SecretStr(DSN)))
    yield Kept.sent
    root.handlers[:], root.level = before
    structlog.reset_defaults()


def fail(said: str) -> None:
    secret = said + TOKEN
    raise LookupError(secret)


def test_a_fault_is_told_by_its_kind_and_place_and_by_nothing_else(sent: list[Any]) -> None:
    log = structlog.get_logger("ours")
    try:
        fail(WORDS)
    except LookupError as error:
        log.error("update failed", error=type(error).__name__, person=WORDS)  # noqa: TRY400 - as the bot does
    (event,) = sent
    (value,) = event["exception"]["values"]
    assert value["type"] == "LookupError"
    assert [frame["function"] for frame in value["stacktrace"]["frames"]][-1] == "fail"
    told = json.dumps(event)
    for unsaid in (WORDS, TOKEN, str(ROOT), "key-of-tests", "server_name", "vars", "breadcrumbs", sys.argv[0]):
        assert unsaid not in told
    assert set(event) <= {*faults.KEPT_OF_EVENT, "exception"}


def test_what_is_no_fault_is_not_told(sent: list[Any]) -> None:
    log = structlog.get_logger("ours")
    log.error("Redis is away")
    try:
        fail(WORDS)
    except LookupError:
        log.warning("delayed")
    assert sent == []


def test_an_error_of_a_library_is_told_by_its_kind(sent: list[Any]) -> None:
    try:
        fail(WORDS)
    except LookupError:
        logging.getLogger("library").exception("failed with %s", WORDS)
    (event,) = sent
    assert WORDS not in json.dumps(event)


def test_without_an_address_nobody_is_told() -> None:
    assert faults.client_for(Settings(_env_file=None)) is None


def test_an_address_that_is_none_stops_the_start_without_showing_it() -> None:
    with pytest.raises(SettingsError, match=r"^SENTRY_DSN: an address looks like") as refused:
        faults.client_for(Settings(_env_file=None, sentry_dsn=SecretStr("my-secret")))
    assert "my-secret" not in str(refused.value)
