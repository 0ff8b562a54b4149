"""The catalogues hold what the code says: every text, in every language, with the same blanks to fill in."""

from __future__ import annotations

import ast
import re
import shlex
from string import Formatter
from typing import TYPE_CHECKING

import pytest
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_keywords
from babel.messages.pofile import read_po

from bot.domain.fact import LANGUAGES
from bot.entry.knowledge import LOCALES
from bot.i18n.catalogue import read_catalogue
from bot.settings import ROOT

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog, Message

Said = tuple[str | None, tuple[str, ...]]


@pytest.fixture(scope="module")
def in_code() -> frozenset[Said]:
    """Every text that the code says, found as `make catalogues` finds it."""
    line = re.search(r"^KEYWORDS := (.*)$", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert line
    keywords = DEFAULT_KEYWORDS | parse_keywords([word for word in shlex.split(line[1]) if word != "-k"])
    found = extract_from_dir(ROOT / "bot", method_map=[("**.py", "python")], keywords=keywords)
    return frozenset((context, forms(message)) for _, _, message, _, context in found)


def test_no_text_stands_where_the_collector_does_not_look() -> None:
    """Before Python 3.12 a text inside an f-string is not found, and so never translated."""
    hidden = [
        f"{path}:{call.lineno}"
        for path in (ROOT / "bot").rglob("*.py")
        for joined in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(joined, ast.JoinedStr)
        for call in ast.walk(joined)
        if isinstance(call, ast.Call) and says_a_text(call)
    ]
    assert hidden == []


def says_a_text(call: ast.Call) -> bool:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    return name in ("t", "n", "N_") and any(isinstance(argument, ast.Constant) for argument in call.args[:1])


def forms(message: object) -> tuple[str, ...]:
    return (message,) if isinstance(message, str) else tuple(message) if isinstance(message, tuple | list) else ()


def said_in(catalogue: Catalog) -> frozenset[Said]:
    return frozenset((message.context, forms(message.id)) for message in catalogue if message.id)


def messages(language: str) -> list[Message]:
    return [message for message in read_catalogue(LOCALES, language) if message.id]


def blanks(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_the_code_says_something(in_code: frozenset[Said]) -> None:
    assert (None, ("Back",)) in in_code
    assert (None, ("{n} day", "{n} days")) in in_code
    assert ("genitive", ("{n} day", "{n} days")) in in_code


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_of_the_code_is_in_the_catalogue_and_none_is_left_over(
    language: str, in_code: frozenset[Said]
) -> None:
    said = said_in(read_catalogue(LOCALES, language))
    assert in_code - said == set(), "run `make catalogues`, then translate"
    assert said - in_code == set(), "run `make catalogues`"


def test_the_template_for_translators_holds_the_texts_of_the_code(in_code: frozenset[Said]) -> None:
    with (LOCALES / "bot.pot").open("rb") as file:
        assert said_in(read_po(file)) == in_code


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_translation_has_the_blanks_of_its_text(language: str) -> None:
    wrong = [
        (text, translation)
        for message in messages(language)
        for text in forms(message.id)[-1:]
        for translation in forms(message.string)
        if blanks(text) != blanks(translation)
    ]
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_translation_begins_and_ends_as_its_text_does(language: str) -> None:
    """Two texts are put together with line breaks and spaces in between: none may bring its own."""
    wrong = [
        translation
        for message in messages(language)
        for translation in forms(message.string)
        if translation != translation.strip() or translation.count("\n") != forms(message.id)[0].count("\n")
    ]
    assert wrong == []


def test_english_says_exactly_what_the_code_says() -> None:
    for message in messages("en"):
        assert tuple(form.replace("\xa0", " ") for form in forms(message.string)) == forms(message.id)
