"""The files that training leaves in `content/learned/`, and whether they still fit the content."""

from __future__ import annotations

import json
from dataclasses import asdict
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from bot.domain.crisis import Alarm
from bot.domain.learned import Model
from bot.domain.ranking import SIGNALS, Calibration
from bot.library.sums import quickly
from bot.library.weights import WeightsError, read_weights

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from bot.domain.search import Document

FOLDER, TOPICS, CRISIS, CALIBRATION = "learned", "topics.weights", "crisis.weights", "calibration.json"
# How what was learned is used: by itself, or beside the second scorer, if that was there.
ALONE, TOGETHER = "alone", "together"


class LearnedError(Exception):
    """What was learned cannot be used; the text says which file and why."""


def fingerprint(
    documents: Sequence[Document], aliases: Mapping[str, object], elsewhere: Mapping[str, Sequence[str]]
) -> str:
    """Return a mark of everything that the router learns from: it changes with any question, title or group of words.

    The body of an answer does not count: it is shown, not learned from.
    """
    said = [(d.node, d.language, d.title, *d.examples) for d in documents]
    return sha256(json.dumps([said, aliases, elsewhere], ensure_ascii=False, sort_keys=True).encode()).hexdigest()[:16]


def read_topics(folder: Path, corpus: str) -> tuple[Model, Mapping[str, Calibration]]:
    """Read the topics model and how it was calibrated, alone and together with the second scorer.

    Raises `LearnedError` if it is missing, damaged or of another corpus.
    """
    try:
        weights, about = read_weights(folder / TOPICS)
    except WeightsError as error:
        raise LearnedError(f"{TOPICS}: {error}") from error
    calibrations, made_for = read_calibrations(folder / CALIBRATION)
    if not about.get("corpus") == made_for == corpus:
        raise LearnedError("the questions have changed since: run python -m bot route calibrate")
    return Model(weights, quickly), calibrations


def read_crisis(folder: Path) -> tuple[Model, Mapping[str, Alarm]]:
    """Read the danger model and when it counts, alone and together with the second scorer. Raises `LearnedError`."""
    try:
        weights, about = read_weights(folder / CRISIS)
        alarms = {name: Alarm(**alarm) for name, alarm in about["alarms"].items()}
        return Model(weights, quickly), {ALONE: alarms.pop(ALONE), **alarms}
    except (WeightsError, KeyError, TypeError, AttributeError) as error:
        raise LearnedError(f"{CRISIS}: {error}") from error


def read_calibrations(path: Path) -> tuple[Mapping[str, Calibration], str]:
    try:
        read = json.loads(path.read_text(encoding="utf-8"))
        corpus = str(read.pop("corpus"))
        found = {name: calibration(values) for name, values in read.items()}
        return {ALONE: found.pop(ALONE), **found}, corpus
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise LearnedError(f"{path.name}: cannot be read ({type(error).__name__})") from error


def calibration(values: Mapping[str, Any]) -> Calibration:
    factors = {name: tuple(map(float, values[name])) for name in ("right", "ours")}
    if any(len(numbers) != 1 + SIGNALS for numbers in factors.values()):
        raise ValueError("one factor for each signal, and a constant")
    return Calibration(**{**values, **factors})


def write_calibrations(path: Path, calibrations: Mapping[str, Calibration], corpus: str) -> None:
    kept = {"corpus": corpus} | {name: asdict(fitted) for name, fitted in calibrations.items()}
    path.write_text(json.dumps(kept, indent=2) + "\n", encoding="utf-8")
