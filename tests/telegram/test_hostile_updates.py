"""Whatever Telegram, or somebody who pretends to be Telegram, sends: no handler fails, and no callback is too long."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest
from aiogram import Bot
from aiogram.types import ErrorEvent, Update
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.entry.runtime import open_parts
from bot.preview.session import TerminalSession
from bot.settings import Settings
from bot.telegram.build import build_dispatcher

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator

    from aiogram.types import TelegramObject

    from bot.entry.knowledge import Knowledge
    from bot.preview.session import Shown

    Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[object]]

USER = {"id": 7, "is_bot": False, "first_name": "-"}
BOT = {"id": 1, "is_bot": True, "first_name": "Qadam"}

users = st.fixed_dictionaries(
    {"id": st.integers(1, 2**52), "is_bot": st.booleans(), "first_name": st.text(max_size=20)},
    optional={"language_code": st.sampled_from(["ru", "kk", "en", "uz", "xx", "", "pt-BR", "\x00"])},
)
chats = st.fixed_dictionaries(
    {"id": st.integers(-(2**52), 2**52), "type": st.sampled_from(["private", "group", "supergroup", "channel"])}
)
words = st.one_of(
    st.text(max_size=300),
    st.sampled_from(["/start", "/start iin__get", "/lang xx", "/lang kk", "/", "//", "/start " + "a" * 64, "/cancel"]),
    st.text("иинжсн қ😀\n/", max_size=4000),
)
bodies = st.one_of(
    st.fixed_dictionaries({"text": words}),
    st.fixed_dictionaries({"caption": words, "photo": st.just([])}),
    st.fixed_dictionaries({"voice": st.just({"file_id": "a", "file_unique_id": "b", "duration": 1})}),
    st.fixed_dictionaries({"dice": st.just({"emoji": "🎲", "value": 1})}),
    st.fixed_dictionaries({"new_chat_members": st.lists(users, max_size=2)}),
    st.just({}),
)
datas = st.one_of(
    st.text(min_size=1, max_size=32),
    st.builds("o:{}/{}/{}".format, st.sampled_from("mshtc"), st.text(max_size=12), st.text("abc?234567", max_size=20)),
    st.builds("l:{}:{}".format, st.sampled_from(["ru", "kk", "en", "xx", ""]), st.text(max_size=12)),
    st.builds("r:{}:{}".format, st.sampled_from(["ru", "kk", "en", "xx", ""]), st.text(max_size=12)),
    st.builds("g:{}".format, st.text(max_size=20)),
)


@st.composite
def updates(draw: Callable[[Any], Any]) -> dict[str, Any]:
    user = draw(users)
    private = {"id": user["id"], "type": "private"}
    message = {"message_id": draw(st.integers(1, 10**6)), "date": 0, "chat": draw(st.one_of(st.just(private), chats))}
    message |= draw(bodies) | draw(st.sampled_from([{}, {"from": user}]))
    kind = draw(
        st.sampled_from(["message", "edited_message", "channel_post", "callback_query", "my_chat_member", "poll"])
    )
    body: Any = message
    if kind == "callback_query":
        shown = draw(st.one_of(st.just({**message, "text": "x", "from": BOT}), st.none()))
        body = {"id": "1", "from": user, "chat_instance": "-", "message": shown}
        body |= draw(st.one_of(st.fixed_dictionaries({"data": datas}), st.just({"game_short_name": "x"})))
    elif kind in ("my_chat_member", "poll"):
        body = None
    return {"update_id": draw(st.integers(0, 2**31)), kind: body}


class House:
    """The whole dispatcher over a session that checks what the bot sends, and remembers what failed."""

    def __init__(self, knowledge: Knowledge, database: str) -> None:
        self.runner = asyncio.Runner()
        self.failures: list[BaseException] = []
        self.parts = open_parts(Settings(_env_file=None, database_url=database), knowledge)
        self.bot = Bot("1:test", session=TerminalSession(self.check))
        self.runner.run(self.open())

    async def open(self) -> None:
        self.dispatcher, _ = build_dispatcher(await self.parts.__aenter__())

        async def remember(handler: Handler, event: TelegramObject, data: dict[str, Any]) -> object:
            assert isinstance(event, ErrorEvent)
            self.failures.append(event.exception)
            return await handler(event, data)

        self.dispatcher.errors.outer_middleware(remember)

    @staticmethod
    def check(shown: Shown) -> None:
        assert 0 < len(shown.message.text or "") <= 4096
        for button in shown.buttons:
            assert button.url or 0 < len((button.callback_data or "").encode()) <= 64

    def feed(self, update: dict[str, Any]) -> None:
        self.runner.run(self.dispatcher.feed_update(self.bot, Update.model_validate(update)))

    def close(self) -> None:
        self.runner.run(self.parts.__aexit__(None, None, None))
        self.runner.close()


@pytest.fixture(scope="module")
def house(knowledge: Knowledge, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    made = House(knowledge, f"sqlite+aiosqlite:///{tmp_path_factory.mktemp('house')}/qadam.db")
    yield made
    made.close()


@pytest.mark.filterwarnings("ignore:Detected unknown update type")  # what it warns of is tried here on purpose
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(update=updates())
def test_no_update_makes_a_handler_fail(house: House, update: dict[str, Any]) -> None:
    house.feed(update)
    assert not house.failures, house.failures[-1]


def test_a_failure_in_a_handler_would_be_noticed_here(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.services.answers.Answers.ask", lambda *_args, **_options: 1 / 0)
    message = {"message_id": 1, "date": 0, "chat": {"id": 7, "type": "private"}, "from": USER, "text": "иин"}
    house.feed({"update_id": 1, "message": message})
    assert isinstance(house.failures.pop(), ZeroDivisionError)
