from __future__ import annotations

import io
import json
import logging
import sys
from typing import TYPE_CHECKING, Any, Literal

import pytest
import structlog
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from pydantic import SecretStr

from bot.entry.logs import configure_logs, secrets_of
from bot.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LogLevel = Literal["DEBUG", "INFO", "WARNING", "ERROR"]
TOKEN = "123456:AAF-secret_token_of_nobody"
SECRET = "AAF-secret"
WORDS = "words of a person"


class Stream(io.StringIO):
    """Standard error, at a terminal or not."""

    def __init__(self, *, terminal: bool) -> None:
        super().__init__()
        self.terminal = terminal

    def isatty(self) -> bool:
        return self.terminal

    def events(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.getvalue().splitlines()]


@pytest.fixture
def configured(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Stream]]:
    """Configure logs onto a stream; afterwards everything is as it was."""
    root, scheduler = logging.getLogger(), logging.getLogger("apscheduler")
    before = (root.handlers[:], root.level, scheduler.level)

    def configure(
        *,
        terminal: bool = False,
        token: str | None = TOKEN,
        level: LogLevel = "INFO",
        webhook_secret: SecretStr | None = None,
        data_key: SecretStr | None = None,
    ) -> Stream:
        stream = Stream(terminal=terminal)
        monkeypatch.setattr(sys, "stderr", stream)
        secret = SecretStr(token) if token else None
        more = {"webhook_secret": webhook_secret, "data_key": data_key}
        configure_logs(Settings(_env_file=None, bot_token=secret, log_level=level).model_copy(update=more))
        return stream

    yield configure
    root.handlers[:], root.level, scheduler.level = before
    structlog.reset_defaults()


both = pytest.mark.parametrize("terminal", [True, False], ids=["terminal", "json"])


def fail(text: str) -> None:
    raise LookupError(text)


@both
def test_our_own_lines_never_hold_the_token(configured: Callable[..., Stream], *, terminal: bool) -> None:
    stream, log = configured(terminal=terminal), structlog.get_logger("ours")
    log.info(TOKEN, url=f"https://api/bot{TOKEN}/getMe", where=[TOKEN, {"deep": TOKEN}])
    log.warning("an error as a value", error=ValueError(TOKEN))
    assert stream.getvalue().count("\n") == 2
    assert stream.getvalue().count("***") == 5
    assert SECRET not in stream.getvalue()


@both
def test_lines_of_libraries_never_hold_the_token(configured: Callable[..., Stream], *, terminal: bool) -> None:
    stream = configured(terminal=terminal)
    logging.getLogger("aiohttp").warning("POST https://api/bot%s/getMe failed, %r", TOKEN, {"token": TOKEN})
    assert stream.getvalue().count("\n") == 1
    assert SECRET not in stream.getvalue()


@both
def test_no_secret_of_the_settings_is_ever_in_a_line(configured: Callable[..., Stream], *, terminal: bool) -> None:
    new, old, hook = 'a-new-"key"-0123456789abcdefghijkl', "an-old-key-0123456789abcdefghijklm", "h00k-" * 8
    stream = configured(terminal=terminal, webhook_secret=SecretStr(hook), data_key=SecretStr(f"{new}, {old}"))
    structlog.get_logger("ours").info("said", new=new, old=[old], hook={"deep": hook}, token=TOKEN)
    logging.getLogger("theirs").warning("%s and %s", f"{new}, {old}", hook)
    assert stream.getvalue().count("***") == 6
    for unsaid in (new[:5], old[:5], hook[:5], SECRET):
        assert unsaid not in stream.getvalue()


@both
def test_the_text_and_the_traceback_of_an_exception_are_not_logged_but_its_kind_is(
    configured: Callable[..., Stream], *, terminal: bool
) -> None:
    stream = configured(terminal=terminal)
    try:
        fail(f"{WORDS} {TOKEN}")
    except LookupError as error:
        logging.getLogger("aiogram").exception("update failed")
        logging.getLogger("aiogram").error("Cause %s: %s", type(error).__name__, error)  # noqa: TRY400 - as aiogram does
        structlog.get_logger("ours").exception("failed")
        structlog.get_logger("ours").error("failed", exc_info=error)
    logged = stream.getvalue()
    assert logged.count("LookupError") >= 4
    assert WORDS not in logged
    assert SECRET not in logged
    assert "Traceback" not in logged
    assert "test_logs.py" not in logged


def test_a_line_of_a_library_has_the_shape_of_ours(configured: Callable[..., Stream]) -> None:
    stream = configured()
    structlog.get_logger("ours").info("polling")
    logging.getLogger("theirs").info("polling %s", "began")
    ours, theirs = stream.events()
    assert set(ours) == set(theirs) == {"event", "level", "timestamp"}
    assert (ours["event"], theirs["event"]) == ("polling", "polling began")
    assert ours["timestamp"].endswith("Z")


def test_a_line_says_which_update_it_is_about(configured: Callable[..., Stream]) -> None:
    stream = configured()
    with structlog.contextvars.bound_contextvars(update_id=7):
        structlog.get_logger("ours").info("answered")
        logging.getLogger("theirs").warning("slow")
    assert [event["update_id"] for event in stream.events()] == [7, 7]


def test_an_exception_that_is_none_is_no_error(configured: Callable[..., Stream]) -> None:
    stream = configured()
    structlog.get_logger("ours").info("fine", exc_info=None)
    structlog.get_logger("ours").info("fine", exc_info=True)
    assert [("error" in event, "exc_info" in event) for event in stream.events()] == [(False, False)] * 2


def test_a_message_of_a_library_may_name_its_values(configured: Callable[..., Stream]) -> None:
    stream = configured()
    logging.getLogger("theirs").info("%(what)s began", {"what": "polling"})
    assert stream.events()[0]["event"] == "polling began"


def test_the_level_of_the_settings_decides_what_is_logged(configured: Callable[..., Stream]) -> None:
    stream = configured(level="WARNING")
    for log in (structlog.get_logger("ours"), logging.getLogger("theirs")):
        log.info("quiet")
        log.warning("loud")
    assert [event["event"] for event in stream.events()] == ["loud", "loud"]


def test_the_scheduler_does_not_log_every_tick(configured: Callable[..., Stream]) -> None:
    stream = configured()
    logging.getLogger("apscheduler.scheduler").info("Running job")
    assert stream.getvalue() == ""


def test_without_a_token_nothing_is_cut_out(configured: Callable[..., Stream]) -> None:
    stream = configured(token=None)
    structlog.get_logger("ours").info("as it is")
    assert stream.events()[0]["event"] == "as it is"


@hypothesis_settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(before=st.text(max_size=20), after=st.text(max_size=20), terminal=st.booleans())
def test_wherever_it_stands_the_token_is_cut_out(
    configured: Callable[..., Stream], before: str, after: str, *, terminal: bool
) -> None:
    stream = configured(terminal=terminal)
    structlog.get_logger("ours").info("x", value=[before + TOKEN + after])
    logging.getLogger("theirs").info("%s%s%s", before, TOKEN, after)
    assert "***" in stream.getvalue()
    assert SECRET not in stream.getvalue()


def test_passwords_in_addresses_are_secrets_too() -> None:
    settings = Settings(
        _env_file=None,
        bot_token=SecretStr(TOKEN),
        database_url=SecretStr("postgresql://qadam:pass%2Fword@host/qadam"),
        redis_url=SecretStr("redis://:hidden@host:6379/0"),
        sentry_dsn=SecretStr("https://key@sentry.example.org/1"),
    )
    assert set(secrets_of(settings)) >= {
        TOKEN, "pass%2Fword", "pass/word", "hidden", "https://key@sentry.example.org/1",
    }  # fmt: skip
