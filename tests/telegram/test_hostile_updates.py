"""Whatever Telegram, or somebody who pretends to be Telegram, sends: no handler fails, nobody is left out."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from structlog.testing import capture_logs

from tests.hostile_updates import BOT, CALLBACK_BYTES, datas, deserves_answer, updates, words
from tests.house import House

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.entry.knowledge import Knowledge

USER = {"id": 7, "is_bot": False, "first_name": "-"}
MESSAGE = {"message_id": 1, "date": 0, "chat": {"id": 7, "type": "private"}, "from": USER}
often = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
forged = st.text(min_size=1, max_size=CALLBACK_BYTES).map(
    lambda data: data.encode("utf-8", "replace")[:CALLBACK_BYTES].decode("utf-8", "ignore") or "x"
)
deep = st.lists(st.sampled_from("abcdm0?5/"), max_size=CALLBACK_BYTES - len("o:t/iin.get/")).map("".join)


class Lodging:
    """The house with a loop of its own, for tests that hypothesis runs."""

    def __init__(self, knowledge: Knowledge, database: str) -> None:
        self.runner = asyncio.Runner()
        self.house = House(knowledge, database)
        self.runner.run(self.house.__aenter__())

    def feed(self, update: dict[str, Any]) -> int | None:
        """Return how many calls the bot made. Whatever fails, or is logged as an error, fails the test."""
        with capture_logs() as lines:
            calls = self.runner.run(self.house.feed(update))
        assert not self.house.failures, self.house.failures.pop()
        assert not self.house.logged, self.house.logged.pop()
        assert [line for line in lines if line["log_level"] == "error"] == []
        return calls

    def close(self) -> None:
        self.runner.run(self.house.__aexit__(None, None, None))
        self.runner.close()


@pytest.fixture(scope="module")
def house(knowledge: Knowledge, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lodging]:
    made = Lodging(knowledge, f"sqlite+aiosqlite:///{tmp_path_factory.mktemp('house')}/qadam.db")
    yield made
    made.close()


@pytest.mark.filterwarnings("ignore:Detected unknown update type")  # what it warns of is tried here on purpose
@settings(often, max_examples=300)
@given(update=updates())
def test_no_update_makes_a_handler_fail_and_who_writes_words_in_private_is_answered(
    house: Lodging, update: dict[str, Any]
) -> None:
    calls = house.feed(update)
    assert calls or not deserves_answer(update)


@settings(often, max_examples=150)
@given(text=words.filter(str.strip))
def test_whatever_is_written_is_answered(house: Lodging, text: str) -> None:
    assert house.feed({"update_id": 1, "message": MESSAGE | {"text": text}})


@settings(often, max_examples=200)
@given(data=st.one_of(forged, datas, deep.map("o:t/iin.get/{}".format), deep.map("l:kk:t/{}".format)))
def test_whatever_a_button_carries_is_acknowledged_and_something_is_shown(house: Lodging, data: str) -> None:
    shown = MESSAGE | {"from": BOT, "text": "x"}
    query = {"id": "1", "from": USER, "chat_instance": "-", "message": shown, "data": data}
    calls = house.feed({"update_id": 1, "callback_query": query})
    assert calls is not None
    assert calls >= 2


def test_a_failure_in_a_handler_would_be_noticed_here(house: Lodging, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.services.answers.Answers.ask", lambda *_args, **_options: 1 / 0)
    with pytest.raises(AssertionError, match="division by zero"):
        house.feed({"update_id": 1, "message": MESSAGE | {"text": "иин"}})


def test_an_update_that_owes_an_answer_is_recognised() -> None:
    assert deserves_answer({"update_id": 1, "message": MESSAGE | {"text": "иин"}})
    assert not deserves_answer({"update_id": 1, "message": MESSAGE | {"text": "\n"}})
    assert not deserves_answer({"update_id": 1, "message": MESSAGE | {"from": USER | {"is_bot": True}, "text": "x"}})
