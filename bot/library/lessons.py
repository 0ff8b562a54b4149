"""The whole course: from questions and messages to the files in `content/learned/`. Needs the extra `teach`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from bot.domain.faq import CRISIS as DANGER
from bot.domain.learned import Model
from bot.domain.ranking import ELSEWHERE
from bot.domain.words import tokens
from bot.library.calibrate import calibrate, fit_alarm
from bot.library.learned import ALONE, CALIBRATION, CRISIS, FOLDER, TOGETHER, TOPICS, write_calibrations
from bot.library.load import load
from bot.library.measured import read_asked, read_told
from bot.library.router import build_index, build_lexicon, corpus_of, documents
from bot.library.semantic import FILE, SemanticError, load_encoder, load_semantic
from bot.library.sums import quickly
from bot.library.teach import Examples, train, train_layers
from bot.library.weights import write_weights

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from bot.library.measured import Asked, Told
    from bot.library.reading import Library

# How firmly each model is held to simple weights; less would learn the authors' habits by heart.
TOPICS_STRENGTH, DANGER_STRENGTH = 20.0, 30.0
# Topics in which people tell of danger: their questions are no examples of a calm message.
ABOUT_DANGER = frozenset({DANGER, "safety.discrimination"})
# An ordinary question counts half: there are many more of them than messages of danger.
ORDINARY = 0.5
IN_DANGER, CALM = "danger", "calm"


@dataclass(frozen=True, slots=True)
class Lessons:
    """Folders: questions to fit on, messages to learn danger from, messages to fit danger on."""

    questions: Path
    training: Path
    danger: Path


def learn(content: Path, lessons: Lessons) -> Iterator[str]:
    """Learn everything and write it beside the content; yield what was done, a line at a time.

    Raises `ContentError` and `MeasuredError`.
    """
    library = load(content)
    asked, told, heard = read_asked(lessons.questions), read_told(lessons.training), read_told(lessons.danger)
    folder, corpus, index = content / FOLDER, corpus_of(library), build_index(library)
    topics, danger = topic_examples(library), danger_examples(library, told, asked)
    topic_weights = train(topics, [index.expand(text) for text in topics.texts], TOPICS_STRENGTH)
    write_weights(folder / TOPICS, topic_weights, {"corpus": corpus})
    yield f"{TOPICS}: {len(topics.texts)} questions, {len(topic_weights.values)} weights"
    danger_weights = train(danger, [tokens(text) for text in danger.texts], DANGER_STRENGTH, wanted=IN_DANGER)
    yield f"{CRISIS}: {len(told)} messages, {len(danger.texts) - len(told)} questions"
    semantic = None
    try:
        encode = cache(load_encoder())
        train_layers(folder / FILE, encode, corpus, topics, danger)
        semantic = load_semantic(folder, corpus, encode)
        yield f"{FILE}: the same for the second scorer"
    except SemanticError as error:
        yield f"{FILE}: not learned: {error}"
    scorers = ((ALONE, None), (TOGETHER, semantic)) if semantic else ((ALONE, None),)
    fitted = {name: calibrate(index, Model(topic_weights, quickly), asked, second) for name, second in scorers}
    write_calibrations(folder / CALIBRATION, fitted, corpus)
    lexicon = build_lexicon(library)
    alarms = {name: fit_alarm(lexicon, Model(danger_weights, quickly), heard, second) for name, second in scorers}
    write_weights(folder / CRISIS, danger_weights, {"alarms": alarms})
    for name, found in fitted.items():
        yield f"{name}: answers from {found.answer_at:.2f} on, danger from {alarms[name]['least']:.2f} on"


def topic_examples(library: Library) -> Examples:
    """Return every question with the topic that it leads to, or with the label of none."""
    pairs = [(text, d.node) for d in documents(library) for text in (d.title, *d.examples)]
    pairs += [(text, ELSEWHERE) for texts in library.elsewhere.values() for text in texts]
    return Examples(tuple(text for text, _ in pairs), tuple(label for _, label in pairs))


def danger_examples(library: Library, told: Sequence[Told], asked: Sequence[Asked]) -> Examples:
    """Return the messages, and ordinary questions beside them that are calm."""
    known = topic_examples(library)
    calm = [text for text, label in zip(known.texts, known.labels, strict=True) if label not in ABOUT_DANGER]
    calm += [question.text for question in asked if not question.right & ABOUT_DANGER]
    return Examples(
        (*(message.text for message in told), *calm),
        (*(IN_DANGER if message.danger else CALM for message in told), *(CALM for _ in calm)),
        (*(1.0 for _ in told), *(ORDINARY for _ in calm)),
    )
