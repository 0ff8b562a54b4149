"""`python -m bot COMMAND`: reads the command line, runs a command, turns expected faults into one line and status 2."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from typing import TYPE_CHECKING, NoReturn

from bot.domain.fact import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.settings import Settings

BAD_INPUT = 2


class Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.exit(BAD_INPUT, f"{self.prog}: {message}\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its status. Without one: Telegram if there is a token, else the terminal."""
    gc.disable()  # importing makes hundreds of thousands of objects that all stay
    parsed = parser().parse_args(arguments)
    try:
        status = run(parsed)
        sys.stdout.flush()  # so that a reader who has gone is noticed here
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # Python writes the rest when it leaves
        return 0
    return status


def run(parsed: argparse.Namespace) -> int:
    from bot.i18n.catalogue import CatalogueError
    from bot.library.findings import ContentError
    from bot.settings import SettingsError, load_settings

    try:
        settings = load_settings()
        command = parsed.command or ("run" if settings.bot_token else "chat")
        return dispatch(command, parsed, settings)
    except (SettingsError, CatalogueError, ContentError) as error:
        return complain(str(error))


def dispatch(command: str, parsed: argparse.Namespace, settings: Settings) -> int:  # noqa: PLR0911 - one line a command
    match command:
        case "run" | "chat":
            from bot.cli.talk import chat, run_bot

            return (
                chat(settings, parsed)
                if command == "chat"
                else run_bot(
                    settings, webhook=getattr(parsed, "webhook", False), worker=getattr(parsed, "worker", False)
                )
            )
        case "ask":
            from bot.cli.ask import ask

            return ask(settings, parsed)
        case "stay":
            from bot.cli.stay import stay

            return stay(parsed)
        case "remind":
            from bot.cli.remind import remind

            return remind(settings, parsed)
        case "route":
            from bot.cli.route import route

            return route(settings, parsed)
        case "content":
            from bot.cli.content import content

            return content(settings, parsed)
        case _:
            from bot.cli.db import db

            return db(settings, parsed)


def say_where_the_key_is(settings: Settings) -> None:
    """Make the key of the data if there is none yet, and say so this once."""
    from bot.entry.keys import make_key_file

    if file := make_key_file(settings):
        print(
            f"qadam: DATA_KEY is not set, so a key was made: {file}. What people keep cannot be read without it; "
            "copy it to a safe place apart from the database.",
            file=sys.stderr,
        )


def complain(message: str) -> int:
    print(f"qadam: {message}", file=sys.stderr)
    return BAD_INPUT


def parser() -> Parser:
    top = Parser(prog="python -m bot", description="Qadam, a Telegram assistant for people who moved to Kazakhstan.")
    commands = top.add_subparsers(dest="command", metavar="COMMAND", parser_class=Parser)
    run_parser = commands.add_parser("run", help="the bot on Telegram (needs BOT_TOKEN)")
    how = run_parser.add_mutually_exclusive_group()
    how.add_argument("--worker", action="store_true", help="only remind, beside processes that answer")
    how.add_argument("--webhook", action="store_true", help="let Telegram call (needs WEBHOOK_URL and WEBHOOK_SECRET)")
    chat = commands.add_parser("chat", help="the same bot in the terminal")
    chat.add_argument("--lang", choices=LANGUAGES, help="language of the person's Telegram")
    ask = commands.add_parser("ask", help="route one question and print what the bot would show")
    ask.add_argument("--lang", choices=LANGUAGES, help="language of the person")
    ask.add_argument("--json", action="store_true", help="print the decision as one JSON line")
    ask.add_argument(
        "--explain", action="store_true", help="print the topics, their scores, and which words spoke for them"
    )
    ask.add_argument("--batch", metavar="FILE", help='read JSON lines {"q": …, "lang": …} from a file, - for input')
    ask.add_argument("text", nargs="*", metavar="TEXT", help="the question")
    stay = commands.add_parser("stay", help="count stays from a file of trips")
    stay.add_argument("--batch", metavar="FILE", required=True, help="read JSON lines from a file, - for input")
    remind = commands.add_parser("remind", help="deliver the reminders that are due, and print what was done")
    remind.add_argument("--now", metavar="ISO", help="as if it were this moment, such as 2026-12-15T10:00+05:00")
    remind.add_argument("--once", action="store_true", help="try each reminder once instead of until it is settled")
    actions = commands.add_parser("route", help="teach the router").add_subparsers(
        dest="action", metavar="ACTION", required=True, parser_class=Parser
    )
    calibrate = actions.add_parser("calibrate", help="learn the questions of the content, and fit how sure to be")
    calibrate.add_argument("--questions", metavar="DIR", help="question sets to fit on (benchmarks/routing/choose)")
    calibrate.add_argument("--training", metavar="DIR", help="messages to learn danger from (training/crisis)")
    calibrate.add_argument("--danger", metavar="DIR", help="messages to fit danger on (benchmarks/crisis/choose)")
    add_content(commands.add_parser("content", help="check the content files, print their graph or their claims"))
    db = commands.add_parser("db", help="migrate the database, copy it while the bot runs, or make a key for it")
    actions = db.add_subparsers(dest="action", metavar="ACTION", required=True, parser_class=Parser)
    actions.add_parser("upgrade", help="bring the database up to date")
    actions.add_parser("backup", help="write a consistent copy").add_argument("file", metavar="FILE")
    actions.add_parser("restore", help="fill an empty database from such a copy").add_argument("file", metavar="FILE")
    copy = actions.add_parser("copy", help="copy everything to another, empty database, such as PostgreSQL")
    copy.add_argument("url", metavar="URL", help="its address: postgresql://user:password@host/name")
    actions.add_parser("fields", help="print every stored field with its purpose and its life")
    actions.add_parser("key", help="print a new key for DATA_KEY")
    return top


def add_content(content: argparse.ArgumentParser) -> None:
    actions = content.add_subparsers(dest="action", metavar="ACTION", required=True, parser_class=Parser)
    check = actions.add_parser("check", help="say what is wrong, one line each")
    graph = actions.add_parser("graph", help="print the FAQ graph")
    graph.add_argument("--format", choices=("mermaid", "dot"), default="mermaid", help="format of the graph")
    claims = actions.add_parser("claims", help="print every sentence with a number, its facts and its sources")
    for action in (check, graph, claims):
        action.add_argument("folder", nargs="?", metavar="DIR", help="another content folder")
        action.add_argument("--lang", choices=LANGUAGES, default="en", help="language of the texts and findings")
    compared = actions.add_parser("compared", help="note that translations were compared with the Russian text")
    compared.add_argument("names", nargs="+", metavar="NAME", help="a topic (iin.get) or a line (lawyer_first)")
    compared.add_argument("--dir", dest="folder", metavar="DIR", help="another content folder")
