"""The types of Telegram's answers are made once."""

from __future__ import annotations

import gc
import json

from aiogram import Bot
from aiogram.methods import GetMe, Response
from aiogram.types import User

from bot.telegram.session import Session

ME = {"id": 42, "is_bot": True, "first_name": "Qadam"}


async def test_the_type_of_an_answer_outlives_the_garbage_collection() -> None:
    session = Session("http://127.0.0.1:1")
    bot = Bot("42:TEST", session=session)
    made = set()
    for _ in range(3):
        answer = session.check_response(bot, GetMe(), 200, json.dumps({"ok": True, "result": ME}))
        assert answer.result
        assert answer.result.id == ME["id"]
        made.add(id(type(answer)))
        del answer
        gc.collect()
    assert made == {id(Response[User])}
    await session.close()
