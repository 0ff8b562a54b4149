"""`ask`: route one question, or a file of them, and print what the bot would show. Needs no Telegram, no database."""

from __future__ import annotations

import json
from time import perf_counter
from typing import TYPE_CHECKING, Any

from bot.cli.batch import numbered, run_batch
from bot.cli.main import complain
from bot.domain.address import MAX_OFFERED
from bot.domain.fact import LANGUAGES
from bot.domain.faq import CRISIS
from bot.entry.knowledge import load_knowledge

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from bot.entry.knowledge import Knowledge
    from bot.services.answers import Reply
    from bot.settings import Settings

DEFAULT_LANGUAGE = "ru"
# A word that adds less is not worth a mention.
TELLING = 0.01
# Small talk and other countries' law are answered by the bot itself; to a caller no node answers them.
# A trip is answered by the topic about counting days.
PUBLIC_DECISIONS = {"small_talk": "unknown", "foreign": "unknown", "trip": "answer"}


def ask(settings: Settings, parsed: argparse.Namespace) -> int:
    if bool(parsed.batch) == bool(parsed.text):
        return complain("ask: give either a question or --batch FILE")
    knowledge = load_knowledge(settings)
    if parsed.batch:
        return run_batch(parsed.batch, lambda text: answers(text, parsed.lang, knowledge))
    if parsed.explain:
        print("\n".join(explained(" ".join(parsed.text), knowledge)))
        return 0
    reply, milliseconds = timed(" ".join(parsed.text), parsed.lang, knowledge)
    print(json.dumps(as_json(reply, milliseconds), ensure_ascii=False) if parsed.json else as_text(reply))
    return 0


def answers(text: str, language: str | None, knowledge: Knowledge) -> Iterator[str]:
    """Yield the answer of each question of a batch as one JSON line; raises as `read_questions` before the first."""
    for question, lang in list(read_questions(text)):
        reply, milliseconds = timed(question, lang or language, knowledge)
        yield json.dumps(as_json(reply, milliseconds), ensure_ascii=False)


def read_questions(text: str) -> Iterator[tuple[str, str | None]]:
    """Yield questions with their language. Raises `ValueError` that names the line of the first bad one."""
    for number, line in numbered(text):
        try:
            item = json.loads(line)
        except (ValueError, RecursionError):
            item = None
        if not isinstance(item, dict) or not isinstance(item.get("q"), str):
            raise ValueError(  # noqa: TRY004 - to the caller each bad line is a bad value
                f'{number}: a line looks like {{"q": "a question", "lang": "ru"}}'
            )
        if item.get("lang") not in (None, *LANGUAGES):
            raise ValueError(f"{number}: lang is one of {', '.join(LANGUAGES)}")
        yield item["q"], item.get("lang")


def timed(question: str, language: str | None, knowledge: Knowledge) -> tuple[Reply, float]:
    started = perf_counter()
    decision = knowledge.answers.router.route(question)
    milliseconds = (perf_counter() - started) * 1000
    return knowledge.answers.reply(decision, language or DEFAULT_LANGUAGE, knowledge.today()), milliseconds


def as_json(reply: Reply, milliseconds: float) -> dict[str, Any]:
    decision = reply.decision
    nodes = [{"id": c.node, "score": round(c.score, 4)} for c in decision.candidates]
    if decision.kind == "crisis":  # the card comes first, whatever else was asked
        nodes = [{"id": CRISIS, "score": 1.0}, *(node for node in nodes if node["id"] != CRISIS)][:MAX_OFFERED]
    return {
        "lang": reply.language,
        "decision": PUBLIC_DECISIONS.get(decision.kind, decision.kind),
        "nodes": nodes,
        "ms": round(milliseconds, 2),
    }


def explained(text: str, knowledge: Knowledge) -> Iterator[str]:
    """Yield what the router makes of a text, and what each word added to each topic."""
    router = knowledge.answers.router
    decision = router.route(text)
    yield f"decision: {decision.kind}" + (f" ({decision.small_talk})" if decision.small_talk else "")
    yield f"read as:  {router.read_as(text)}"
    for number, reason in enumerate(router.explain(text), start=1):
        words = ", ".join(f"{word} {added:+.2f}" for word, added in reason.words if abs(added) >= TELLING)
        yield f"{number}. {reason.node} {reason.score:.2f}  {words}"


def as_text(reply: Reply) -> str:
    shown = []
    for view in reply.views:
        shown += [message.plain for message in view.messages]
        shown.append("\n".join(f"[{button.label}]" for row in view.buttons for button in row))
    return "\n\n".join(shown)
