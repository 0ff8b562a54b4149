"""Places: the rows in which the features of a word stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping


class Places:
    """Gives the row of each feature of a word, and in place of a row that there is not, the feature itself.

    Words that stand in the content are looked up once and remembered: there is an end of them, and none is anybody's
    own. Whatever else people write leaves no trace here.
    """

    __slots__ = ("_features", "_ours", "_rows", "_seen")

    def __init__(
        self, rows: Mapping[str, int], features: Callable[[str], Iterable[str]], ours: Callable[[str], bool]
    ) -> None:
        """`features` takes a word apart; `ours` tells whether it stands in the content."""
        self._rows = rows
        self._features = features
        self._ours = ours
        self._seen: dict[str, tuple[int | str, ...]] = {}

    def __len__(self) -> int:
        """How many words are remembered."""
        return len(self._seen)

    def of(self, word: str) -> tuple[int | str, ...]:
        found = self._seen.get(word)
        if found is None:
            found = self.of_all(self._features(word))
            if self._ours(word):
                self._seen[word] = found
        return found

    def of_all(self, features: Iterable[str]) -> tuple[int | str, ...]:
        """The same for features of more than one word. Nothing is remembered."""
        rows = self._rows
        return tuple(rows.get(feature, feature) for feature in features)
