"""Content folders for tests: valid topics, facts and sections written in a line, and where things stand in them."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

import yaml

from bot.domain.fact import LANGUAGES, Unit
from bot.domain.faq import LINES, ORIGINAL, fingerprint
from bot.library.limits import NEEDED

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

REVIEWED = {"reviewed_on": date(2026, 11, 21), "review_by": date(2027, 2, 21)}
# As long as a real answer has to be, and as easy to read.
FILLING = {
    "ru": "Эта часть текста стоит здесь для того, чтобы ответ получился достаточно длинным. " * 5,
    "kk": "Бұл бөлік жауаптың ұзындығы жеткілікті болуы үшін ғана қосылған. " * 7,
    "en": "This part stands here only because an answer needs to be long enough. " * 6,
}
BODIES = {
    "ru": f"Ответ одной строкой.\n\n{FILLING['ru'].strip()}\n\n- Первый шаг.",
    "kk": f"Бір жолдық жауап, қысқа.\n\n{FILLING['kk'].strip()}\n\n- Бірінші қадам.",
    "en": f"An answer in one line.\n\n{FILLING['en'].strip()}\n\n- The first step.",
}
TRIP_WORDS = "".join(
    f"{kind}: [{word}]\n"
    for kind, word in {
        "entry": "entered",
        "exit": "left",
        "here": "here since",
        "presence": "was",
        "will_enter": "return",
        "will_leave": "leave",
        "going_in": "кіріп",
        "going_out": "шығып",
        "unclear": "crossed",
        "others": "my brother",
        "ourselves": "i",
    }.items()
)
Data = dict[str, Any]
Place = tuple[str, int]


class Plain(yaml.SafeDumper):
    """Writes a value that stands twice twice, as a person would."""

    def ignore_aliases(self, data: object) -> bool:
        return True


def dumped(data: object) -> str:
    return yaml.dump(data, Dumper=Plain, allow_unicode=True, sort_keys=False, width=10_000)


def source(**other: object) -> Data:
    titles = dict.fromkeys(LANGUAGES, "Law (2022)")
    return {"title": titles, "publisher": "State", "kind": "official", "url": "https://law.kz/1", **other}


def fact(**other: object) -> Data:
    return {
        "what": "A number",
        "value": 3,
        "unit": "days",
        "confidence": "official",
        "sources": [],
        **REVIEWED,
        **other,
    }


def head(name: str, language: str, **other: object) -> Data:
    examples = [f"{name} {language} {number}" for number in range(8)]
    return {"title": f"About {name}", "button": "A button", "examples": examples, **other}


@dataclass
class Content:
    """A content folder. What is planted is given back as the place where a finding is due: file and line."""

    folder: Path
    shown: list[str] = field(default_factory=list)

    def write(self, path: str, text: str) -> str:
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return path

    def append(self, path: str, text: str) -> str:
        return self.write(path, (self.folder / path).read_text(encoding="utf-8") + text)

    def at(self, path: str, mark: str) -> Place:
        """Return the place of the one line that holds a mark."""
        lines = (self.folder / path).read_text(encoding="utf-8").splitlines()
        (found,) = (number for number, line in enumerate(lines, 1) if mark in line)
        return path, found

    def node(self, name: str, **other: object) -> str:
        """Write node.yaml of a topic."""
        section, _, topic = name.partition(".")
        node = {"kind": "answer", "sources": ["law"], **REVIEWED, "next": ["arrival.first_steps"], **other}
        return self.write(f"{section}/{topic}/node.yaml", dumped(node))

    def text(self, name: str, language: str, body: str | None = None, **other: object) -> str:
        """Write one text of a topic."""
        section, _, topic = name.partition(".")
        path = f"{section}/{topic}/{language}.md"
        follows = {} if language == ORIGINAL else {"follows": self.mark(f"{section}/{topic}/{ORIGINAL}.md")}
        shown = dumped(head(name, language, **(follows | other)))
        return self.write(path, f"---\n{shown}---\n{body or BODIES[language]}\n")

    def mark(self, path: str) -> str:
        """Return what a translation of a text has to say that it follows."""
        _, words, body = (self.folder / path).read_text(encoding="utf-8").split("---\n", 2)
        said = yaml.safe_load(words)
        options = said.get("options", {})
        return fingerprint(said["title"], body, *(options[name] for name in sorted(options)))

    def line(self, name: str, texts: Mapping[str, str]) -> None:
        """Write a line in all languages."""
        for language, text in texts.items():
            head = "" if language == ORIGINAL else f"---\nfollows: {fingerprint(texts[ORIGINAL])}\n---\n"
            self.write(f"lines/{name}/{language}.md", head + text)

    def topic(self, name: str, *, shown: bool = True, **node: Any) -> str:  # noqa: ANN401 - as YAML has it
        """Write a topic that is in order, and show it in the menu. Returns the path of its node.yaml."""
        for language in LANGUAGES:
            self.text(name, language)
        self.shown += [name] if shown else []
        return self.node(name, **node)

    def facts(self, path: str, facts: Data, sources: Data | None = None) -> str:
        return self.write(f"facts/{path}.yaml", dumped({"sources": sources or {}, "facts": facts}))

    def section(self, name: str, title: Data | None = None, topics: list[str] | None = None) -> str:
        titles = {"ru": "Раздел", "kk": "Бөлім", "en": "Section"} | (title or {})
        return self.append("sections.yaml", dumped([{"id": name, "title": titles, "topics": topics or self.shown}]))


def small_content(folder: Path) -> Content:
    """Write the smallest content that the bot accepts and the checker finds nothing in."""
    content = Content(folder)
    facts = {
        name: fact(unit="date", value=date(2023, 1, 27)) if unit is Unit.DATE else fact(unit=unit.value)
        for name, unit in NEEDED.items()
    }
    content.facts("all", facts, {"law": source()})
    for line in LINES:
        content.line(line, {"ru": "К юристу.", "kk": "Алдымен заңгер.", "en": "A lawyer first."})
    content.write("words/aliases.yaml", "aliases: [[IIN, TIN]]\n")
    content.write("words/crisis.yaml", "themes: {}\n")
    content.write("words/small_talk.yaml", "kinds: {}\n")
    content.write("words/foreign.yaml", "places: [Paris]\n")
    content.write("words/trip.yaml", TRIP_WORDS)
    content.write("words/remind.yaml", "ask: [remind me]\n")
    content.write("sections.yaml", "")
    for name in ("arrival.first_steps", "psych.crisis", "safety.privacy"):
        following = "psych.crisis" if name.startswith("arrival") else "arrival.first_steps"
        content.topic(name, shown=False, next=[following])
        content.section(name.partition(".")[0], topics=[name])
    return content


def codes_in(folder: Path) -> set[str]:
    """Return the codes of all findings that the program files of a folder can make."""
    calls = (
        call
        for file in folder.glob("*.py")
        for call in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and ast.unparse(call.func).rpartition(".")[2] in ("note", "warn", "Finding")
    )
    return {str(call.args[2].value) for call in calls if isinstance(call.args[2], ast.Constant)}
