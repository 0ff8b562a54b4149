"""The door for Telegram's posts: who is let in, who is not, and what becomes of what was taken."""

from __future__ import annotations

import asyncio
import gzip
import json
import secrets
from contextlib import AsyncExitStack
from typing import TYPE_CHECKING

import pytest
from structlog.testing import capture_logs

from bot.entry import webhook
from bot.entry.webhook import ask_for_posts, open_door
from bot.services.shared import seen
from bot.settings import SettingsError
from tests.entry.hooked import SECRET, Hook, free_port, hooked, served_of, settings_of

if TYPE_CHECKING:
    from pathlib import Path

    from bot.entry.knowledge import Knowledge
    from tests.fakes.telegram_server import TelegramServer

SHORT = 0.05
WORDS = "words of a person"
HELLO = json.dumps({"update_id": 7, "message": WORDS}).encode()


def waiting(server: TelegramServer) -> bytes:
    """The newest update that Telegram has for the bot, as it would post it."""
    return json.dumps(server.telegram.updates.pending[-1].update).encode()


async def still_answers(server: TelegramServer, number: int = 2002) -> None:
    """Somebody new writes, and gets the only answer that there is."""
    person = server.user(number, language_code="en")
    await person.command("/menu")
    assert 200 in await server.deliver()
    assert (await person.answer()).text.startswith("Choose a topic")


async def test_what_is_posted_with_the_secret_is_answered_to_the_person(server: TelegramServer, hook: Hook) -> None:
    (asked,) = server.calls("setWebhook")
    assert asked.arguments["url"] == f"http://127.0.0.1:{hook.port}/hook"
    assert asked.arguments["secret_token"] == SECRET
    assert asked.arguments["drop_pending_updates"] is False
    assert set(asked.arguments["allowed_updates"]) >= {"message", "callback_query", "my_chat_member"}
    person = server.user(language_code="en")
    await person.send("how do I get an IIN?")
    assert await server.deliver() == [200]
    assert (await person.answer()).text.startswith("How to get an IIN")


@pytest.mark.parametrize(
    "secret",
    [None, b"", SECRET[:-1].encode(), SECRET.encode() + b"A", SECRET.swapcase().encode(), "құпия".encode(),
     b"\xff\xfe\x80", SECRET.encode() + b"\xff", b'"' * 300],
    ids=["missing", "empty", "short", "long", "swapped", "Kazakh", "no-text", "right-and-more", "quotes"],
)  # fmt: skip
async def test_without_the_right_secret_the_answer_is_401_and_nothing_is_handled(
    server: TelegramServer, hook: Hook, secret: bytes | None
) -> None:
    person = server.user(language_code="en")
    await person.command("/menu")
    with capture_logs() as logs:
        assert await hook.post(waiting(server), secret) == 401
    assert [(line["event"], line["status"]) for line in logs] == [("request refused", 401)]
    server.telegram.updates.drop()
    await still_answers(server)
    assert hook.gate.passed == 1
    assert person.unread == []


async def test_the_secret_is_compared_in_constant_time(hook: Hook, monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[tuple[bytes, bytes]] = []

    def spy(given: bytes, right: bytes) -> bool:
        compared.append((given, right))
        return honest(given, right)

    honest = secrets.compare_digest
    monkeypatch.setattr(secrets, "compare_digest", spy)
    assert await hook.post(b"{", b"wrong") == 401
    assert await hook.post(b"{") == 400
    assert compared == [(b"wrong", SECRET.encode()), (SECRET.encode(), SECRET.encode())]


async def test_without_the_secret_not_a_byte_of_the_body_is_waited_for(hook: Hook) -> None:
    assert await hook.say(b"POST /hook HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n\r\n") == 401


@pytest.mark.parametrize(
    ("status", "body", "more"),
    [
        (421, HELLO, {"host": b"evil.example"}),
        (421, HELLO, {"host": b"127.0.0.1.evil.example"}),
        (421, HELLO, {"host": b"[::1"}),
        (421, HELLO, {"host": b""}),
        (421, HELLO, {"host": b"\xff\xfe"}),
        (404, HELLO, {"method": b"GET"}),
        (404, HELLO, {"method": b"PUT"}),
        (404, HELLO, {"path": b"/"}),
        (404, HELLO, {"path": b"/hook/"}),
        (404, HELLO, {"path": b"/%ff%00/../hook?x"}),
        (413, HELLO + b" " * 2**21, {}),
        (413, gzip.compress(HELLO + b" " * 2**24), {"headers": b"Content-Encoding: gzip\r\n"}),
        (400, HELLO, {"headers": b"Content-Encoding: gzip\r\n"}),
        (400, WORDS.encode(), {}),
        (400, b"", {}),
        (400, b"\xff\xfe\x80", {}),
        (400, b"[" * 500_000, {}),
        (400, b'{"update_id": ' + b"9" * 5000 + b"}", {}),
        (400, json.dumps([WORDS]).encode(), {}),
        (400, json.dumps({"message": WORDS}).encode(), {}),
        (400, json.dumps({"update_id": WORDS}).encode(), {}),
        (400, json.dumps({"update_id": True, "message": WORDS}).encode(), {}),
    ],
)
async def test_whatever_is_no_post_of_an_update_is_refused_and_logged_without_contents(
    server: TelegramServer,
    hook: Hook,
    caplog: pytest.LogCaptureFixture,
    *,
    status: int,
    body: bytes,
    more: dict[str, bytes],
) -> None:
    with capture_logs() as logs:
        assert await hook.post(body, more=more) == status
    assert [(line["event"], line["status"]) for line in logs] == [("request refused", status)]
    assert WORDS not in f"{logs} {caplog.text}"
    assert [record for record in caplog.records if record.exc_info] == []
    assert hook.gate.passed == 0
    await still_answers(server)


@pytest.mark.parametrize("said", [b"\x16\x03\x01\x02\x00\x01\r\n\r\n", b"POST\r\n\r\n", b"POST /hook HTTP/9 \r\n\r\n"])
async def test_what_is_no_http_is_refused_without_a_word_in_the_log(
    server: TelegramServer, hook: Hook, caplog: pytest.LogCaptureFixture, said: bytes
) -> None:
    assert await hook.say(said) == 400
    assert caplog.records == []
    await still_answers(server)


@pytest.mark.parametrize("host", [b"127.0.0.1", b"localhost:8080", b"LOCALHOST", b"[::1]:8080"])
async def test_this_machine_may_call_the_webhook_by_its_own_names(hook: Hook, host: bytes) -> None:
    assert await hook.post(b"", more={"host": host}) == 400


async def test_an_update_of_a_kind_that_nobody_knows_yet_does_not_come_again(
    server: TelegramServer, hook: Hook
) -> None:
    with capture_logs() as logs:
        assert await hook.post(HELLO) == 200
    assert [(line["event"], line["error"]) for line in logs] == [("update not read", "ValidationError")]
    await still_answers(server)


async def test_an_update_that_comes_twice_is_handled_once(server: TelegramServer, hook: Hook) -> None:
    person = server.user(language_code="en")
    await person.command("/menu")
    update = waiting(server)
    assert await server.deliver() == [200]
    assert [await hook.post(update), await hook.post(update)] == [200, 200]
    await still_answers(server)
    assert hook.gate.passed == 2


async def test_only_so_many_updates_are_known_by_their_number(
    server: TelegramServer, hook: Hook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(seen, "REMEMBERED", 2)
    updates = []
    for number in (1001, 1002, 1003):
        await server.user(number, language_code="en").command("/menu")
        updates.append(waiting(server))
    assert await server.deliver() == [200, 200, 200]
    assert [await hook.post(update) for update in (updates[2], updates[1], updates[0])] == [200, 200, 200]
    await still_answers(server)
    assert hook.gate.passed == 5  # the first is not known any more


async def test_where_there_is_no_room_telegram_is_asked_to_come_again_and_nothing_is_lost(
    server: TelegramServer, tmp_path: Path, knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webhook, "UPDATES_AT_ONCE", 1)
    monkeypatch.setattr(webhook, "ANSWER_WITHIN", SHORT)
    monkeypatch.setattr(webhook, "WAITING_AT_MOST", 1)
    people = [server.user(number, language_code="en") for number in (1001, 1002, 1003)]
    async with hooked(server, tmp_path, knowledge) as hook:
        hook.gate.open.clear()
        await people[0].command("/menu")
        assert await server.deliver() == [200]
        await hook.gate.arrived.wait()
        for person in people[1:]:
            await person.command("/menu")
        assert await server.deliver() == [200, 503]
        assert await server.deliver() == [503]
        hook.gate.open.set()
        for person in people[:2]:
            assert (await person.answer()).text.startswith("Choose a topic")
        assert await server.deliver() == [200]
        assert (await people[2].answer()).text.startswith("Choose a topic")
    assert hook.gate.passed == 3


async def test_at_a_stop_the_door_closes_first_and_then_what_was_taken_is_finished(
    server: TelegramServer, tmp_path: Path, knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webhook, "UPDATES_AT_ONCE", 1)
    monkeypatch.setattr(webhook, "ANSWER_WITHIN", SHORT)
    people = [server.user(number, language_code="en") for number in (1001, 1002)]
    async with AsyncExitStack() as opened:
        hook = await opened.enter_async_context(hooked(server, tmp_path, knowledge))
        hook.gate.open.clear()
        for person in people:
            await person.command("/menu")
        assert await server.deliver() == [200, 200]
        await hook.gate.arrived.wait()
        stopping = asyncio.create_task(opened.pop_all().aclose())
        await asyncio.wait_for(hook.closed(), 5)
        assert not stopping.done()
        hook.gate.open.set()
        await stopping
    for person in people:
        assert (await person.answer()).text.startswith("Choose a topic")


async def test_what_cannot_be_finished_in_time_is_given_up_and_counted(
    server: TelegramServer, tmp_path: Path, knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webhook, "UPDATES_AT_ONCE", 1)
    monkeypatch.setattr(webhook, "ANSWER_WITHIN", SHORT)
    monkeypatch.setattr(webhook, "SECONDS_TO_FINISH", 0.05)
    with capture_logs() as logs:
        async with hooked(server, tmp_path, knowledge) as hook:
            hook.gate.open.clear()
            for number in (1001, 1002):
                await server.user(number).command("/menu")
            assert await server.deliver() == [200, 200]
            await hook.gate.arrived.wait()
    assert [(line["event"], line["not_begun"]) for line in logs if "not_begun" in line] == [("updates not finished", 1)]
    assert hook.gate.passed == 0


async def test_a_fault_on_the_way_of_an_update_is_logged_by_its_kind_and_others_are_answered(
    server: TelegramServer, hook: Hook
) -> None:
    hook.gate.fault = LookupError(WORDS)
    await server.user().send(WORDS)
    with capture_logs() as logs:
        assert await server.deliver() == [200]
        await hook.gate.arrived.wait()
        hook.gate.fault = None
        await still_answers(server)
    assert ("update failed", "LookupError") in [(line["event"], line.get("error")) for line in logs]
    assert WORDS not in str(logs)


async def test_a_port_that_is_taken_is_named(server: TelegramServer, tmp_path: Path, knowledge: Knowledge) -> None:
    settings = settings_of(server, tmp_path, free_port())
    async with served_of(server, settings, knowledge) as served, open_door(served, settings):
        with pytest.raises(SettingsError, match=r"^HOST, PORT: nothing can listen there: .*in use"):
            async with open_door(served, settings):
                pass


async def test_an_address_that_telegram_does_not_like_is_named(
    server: TelegramServer, tmp_path: Path, knowledge: Knowledge
) -> None:
    settings = settings_of(server, tmp_path, free_port())
    server.fault("setWebhook", kind="refused", description="Bad Request: bad webhook: Failed to resolve host")
    async with served_of(server, settings, knowledge) as served:
        with pytest.raises(SettingsError, match=r"^WEBHOOK_URL: Telegram refuses it: .*Failed to resolve host"):
            await ask_for_posts(served, settings)
