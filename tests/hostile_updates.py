"""Updates as Telegram, or somebody who pretends to be Telegram, might send them, for tests and for a benchmark."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Callable

Json = dict[str, Any]
BOT = {"id": 1, "is_bot": True, "first_name": "Qadam"}
MOST_LETTERS = 4096
LANGUAGES = ["ru", "kk", "en", "uz", "xx", "", "pt-BR", "\x00"]
CALLBACK_BYTES = 64
PIECES = [
    "9", "1.1.", "31/02/", "1 мая ", "5 сен", "сегодня ", "14 or 15 ", "въехал 1 мая 2025, ", "выехал ", "кірдім ",
    "ﷺ", "\u0301", "\u200b", "\u202e", "(", "[", "*", "`", "1. ", "> ", "\n", " ", "sch", "aa", "'а", "не хочу ",
    "привет ", "иин ", "напомни 5 декабря ", "months ago ", "понедельник ", "😀", "각", "٣", "½", "&lt;", "/start ",
]  # fmt: skip
"""What a text of nothing but this makes slow in a careless reader."""
COMMANDS = [
    "start", "menu", "help", "lang", "sos", "privacy", "cancel", "stay", "trips", "deadlines", "remind", "entry",
    "exit", "forget", "export", "status", "due", "xyz",
]  # fmt: skip

users = st.fixed_dictionaries(
    {"id": st.integers(1, 2**52), "is_bot": st.booleans(), "first_name": st.text(max_size=20)},
    optional={"language_code": st.sampled_from(LANGUAGES)},
)
people = st.fixed_dictionaries(
    {"id": st.integers(100, 2000), "is_bot": st.just(value=False), "first_name": st.just("-")},
    optional={"language_code": st.sampled_from(LANGUAGES)},
)
"""Some whom the bot meets again."""
chats = st.fixed_dictionaries(
    {"id": st.integers(-(2**52), 2**52), "type": st.sampled_from(["private", "group", "supergroup", "channel"])}
)
repeated = st.builds(
    lambda piece, times: (piece * times)[:MOST_LETTERS], st.sampled_from(PIECES), st.integers(1, MOST_LETTERS)
)
mixed = st.lists(st.sampled_from(PIECES), min_size=1, max_size=60).map("".join)
short = st.text(max_size=60)
halves = st.text(st.characters(categories=["Cs", "Ll"]), max_size=20)
"""Halves of surrogate pairs: JSON lets them in."""
reminded = st.builds("{} декабря {}".format, st.integers(0, 40), st.one_of(short, halves))
arguments = st.one_of(short, mixed, reminded, halves, st.sampled_from(["yes", "kk"]))
commands = st.builds("/{} {}".format, st.sampled_from(COMMANDS), arguments)
asked = st.builds("напомни {}".format, reminded)
payloads = st.builds("/start {}".format, st.text("abcdefghijklmnopqrstuvwxyz_0123456789-", max_size=64))
words = st.one_of(
    halves,
    st.text(max_size=300),
    st.text("иинжсн қ😀\n/.1259", max_size=300),
    mixed,
    repeated,
    commands,
    asked,
    payloads,
    st.sampled_from(
        ["/", "//", "/start iin__get", "/lang kk", "/cancel", "/@", "/start@qadam_test_bot", "как получить иин"]
    ),
)
entities = st.lists(
    st.fixed_dictionaries(
        {
            "type": st.sampled_from(["bot_command", "bold", "text_link", "mention", "pre", "custom_emoji", "nonsense"]),
            "offset": st.integers(-5, 5000),
            "length": st.integers(-5, 5000),
        },
        optional={"url": st.text(max_size=30), "custom_emoji_id": st.text(max_size=10)},
    ),
    max_size=4,
)
bodies = st.one_of(
    st.fixed_dictionaries({"text": words}),
    st.fixed_dictionaries({"text": words}),
    st.fixed_dictionaries({"text": words}),
    st.fixed_dictionaries({"text": words}, optional={"entities": entities}),
    st.fixed_dictionaries({"caption": words, "photo": st.just([])}),
    st.fixed_dictionaries({"voice": st.just({"file_id": "a", "file_unique_id": "b", "duration": 1})}),
    st.fixed_dictionaries({"dice": st.just({"emoji": "🎲", "value": 1})}),
    st.fixed_dictionaries({"new_chat_members": st.lists(users, max_size=2)}),
    st.just({}),
)
letters = "abcdefghijklmnopqrstuvwxyz234567?"
trails = st.text(letters + "01/", max_size=60)
prefixed = st.builds("{}:{}".format, st.sampled_from("olrdfgxpm"), st.text(max_size=30))
addresses = st.builds("o:{}/{}/{}".format, st.sampled_from("mshtc"), st.text(max_size=12), trails)
deep = st.builds("o:t/{}/{}".format, st.sampled_from(["iin.get", "psych.crisis", "stay.count"]), trails)
deeper = st.lists(st.sampled_from("abcm?"), max_size=31).map("/".join).map("o:t/{}".format)
spoken = st.builds("{}:{}:{}".format, st.sampled_from("lr"), st.sampled_from(LANGUAGES), st.text(max_size=12))
days = st.builds("d:{}{}".format, st.sampled_from("htcdpaowviqzgknyxflr"), st.text(letters + "-+.1890", max_size=50))
datas = st.one_of(st.text(min_size=1, max_size=64), prefixed, addresses, deep, deeper, spoken, days).map(
    lambda data: data.encode("utf-8", "replace")[:CALLBACK_BYTES].decode("utf-8", "ignore") or "x"
)
statuses = st.sampled_from(["member", "kicked", "left"])
KINDS = [
    "message", "message", "message", "edited_message", "callback_query", "callback_query", "channel_post",
    "my_chat_member", "poll",
]  # fmt: skip


@st.composite
def members(draw: Callable[[Any], Any], user: Json, chat: Json) -> Json:
    """Somebody blocked the bot, came back, or put it into a group."""
    old, new = ({"user": BOT, "status": draw(statuses), "until_date": 0} for _ in range(2))
    return {"chat": chat, "from": user, "date": 0, "old_chat_member": old, "new_chat_member": new}


@st.composite
def updates(draw: Callable[[Any], Any]) -> Json:
    user = draw(st.one_of(people, users))
    private = {"id": user["id"], "type": "private"}
    chat = draw(st.one_of(st.just(private), st.just(private), chats))
    message = {"message_id": draw(st.integers(1, 10**6)), "date": 0, "chat": chat}
    message |= draw(bodies) | draw(st.sampled_from([{"from": user}, {"from": user}, {"from": user}, {}]))
    kind = draw(st.sampled_from(KINDS))
    body: Any = message
    if kind == "callback_query":
        shown = draw(st.one_of(st.just({**message, "text": "x", "from": BOT}), st.none()))
        body = {"id": "1", "from": user, "chat_instance": "-", "message": shown}
        body |= draw(st.one_of(st.fixed_dictionaries({"data": datas}), st.just({"game_short_name": "x"})))
    elif kind == "my_chat_member":
        body = draw(members(user, chat))
    elif kind == "poll":
        body = None
    return {"update_id": draw(st.integers(0, 2**31)), kind: body}


def deserves_answer(update: Json) -> bool:
    """Tell whether somebody wrote words in a private chat, or tapped there: nobody is left without an answer."""
    message, query = update.get("message"), update.get("callback_query")
    if query:
        shown = query["message"] or {}
        return not query["from"]["is_bot"] and shown.get("chat", {}).get("type", "private") == "private"
    if not message or message["chat"]["type"] != "private":
        return False
    sender = message.get("from")
    return bool(sender) and not sender["is_bot"] and bool(message.get("text", "").strip())
