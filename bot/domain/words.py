"""Words: one skeleton alphabet for Russian, Kazakh and English, however they were typed.

Cyrillic, Latin letters, missing Kazakh letters and a forgotten keyboard switch all meet in the same tokens:
"ЖСН қайда беріледі", "жсн кайда бериледи", "zhsn qaida beriledi" are one text after `normalise`.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_CYRILLIC: Final = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ж": "zh", "з": "z", "и": "i", "к": "k",
    "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f",
    "х": "h", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sh", "ъ": "", "ы": "i", "ь": "", "э": "e", "ю": "iu",
    "я": "ia", "ә": "a", "ғ": "g", "қ": "k", "ң": "n", "ө": "o", "ұ": "u", "ү": "u", "һ": "h", "і": "i",
    "є": "e", "ґ": "g",
}  # fmt: skip
_LATIN: Final = {"q": "k", "x": "h", "y": "i", "w": "u", "ı": "i", "ə": "a", "ŋ": "n", "ø": "o"}
_ALPHABET: Final = str.maketrans(_CYRILLIC | _LATIN)
# Before decomposition strips the hook: Kazakh Latin writes these letters for ш, ж, ч.
_HOOKED: Final = str.maketrans({"ş": "sh", "š": "sh", "ž": "zh", "č": "ch"})

_INVISIBLE: Final = re.compile(
    "[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f\u00ad\u200b-\u200f\u2060\ufeff]+"
)
# "don't" is typed "dont", and an apostrophe is a soft sign in Latin letters.
_APOSTROPHE: Final = re.compile(r"(?<=[^\W\d_])['’ʼ`´‘](?=[^\W\d_])")
_TOKEN: Final = re.compile(r"[^\W_]+")
# The Arabic sign of blessing (U+FDFA) is the worst: one of it is read as eighteen letters.
_SWELLS: Final = 18
_CLUSTER: Final = re.compile(r"shch|sch|kh|gh")
_CLUSTERS: Final = {"shch": "sh", "sch": "sh", "kh": "h", "gh": "g"}
_DOUBLED: Final = re.compile(r"([^\W\d_])\1+")
_UNSETTLED: Final = re.compile(r"sh?ch|kh|gh|([^\W\d_])\1")
# Latin j is й after a vowel ("moj"), and ж elsewhere ("jumys", "jsn").
_SHORT_J: Final = re.compile(r"(?<=[aeiou])j(?![aeiou])")


def unswollen(text: str, most: int) -> str:
    """The beginning of a text that stays short when it is normalised: a single sign may become eighteen letters."""
    text = text[:most]
    return text if len(unicodedata.normalize("NFKD", text)) <= 2 * most else text[: most // _SWELLS]


def normalise(text: str) -> str:
    """The text in the skeleton alphabet, tokens joined by a space. Applying it twice changes nothing."""
    return " ".join(tokens(text))


def tokens(text: str) -> tuple[str, ...]:
    """The words and numbers of the text in the skeleton alphabet."""
    return tuple(filter(None, map(_settle, _TOKEN.findall(_skeleton(text)))))


def tokens_of(texts: Sequence[str]) -> list[tuple[str, ...]]:
    """The tokens of many texts of one line each, quicker than one by one."""
    lines = [_TOKEN.findall(line) for line in _skeleton("\n".join(texts)).split("\n")] if texts else []
    settled = {token: _settle(token) for token in {token for line in lines for token in line}}
    return [tuple(settled[token] for token in line) for line in lines]


def _skeleton(text: str) -> str:
    folded = unicodedata.normalize("NFC", text).casefold().translate(_HOOKED)
    folded = unicodedata.normalize("NFKD", folded).casefold()
    plain = _APOSTROPHE.sub("", _INVISIBLE.sub("", folded)).translate(_ALPHABET)
    return _SHORT_J.sub("i", plain).replace("j", "zh")


def _settle(token: str) -> str:
    while _UNSETTLED.search(token):
        shorter = _CLUSTER.sub(lambda found: _CLUSTERS[found.group()], token)
        if len(shorter) > 4:
            shorter = _DOUBLED.sub(r"\1", shorter)
        if shorter == token:
            break
        token = shorter
    return token


class Aliases:
    """Groups of words that mean the same: ``[["ИИН", "ЖСН", "IIN"], …]``, and words that people confuse.

    A text that holds a member of a group also gets the first word of the group. Members are whole words, or
    several words in a row. A member of one or two Latin letters is left out, because it may mean anything
    ("ip", "pr"); one of two Cyrillic letters counts only when it was typed in Cyrillic.

    ``confused`` holds groups that are *not* the same though people mix them (``[["РВП", "ВНЖ"]]``): whoever
    types such a word alone is offered all of its first group.
    """

    __slots__ = ("_confused", "_members", "_short", "_starts", "_width")

    def __init__(self, groups: Iterable[Sequence[str]], confused: Iterable[Sequence[str]] = ()) -> None:
        self._members: dict[tuple[str, ...], str] = {}
        self._short: dict[str, str] = {}
        for group in groups:
            self._add(group)
        self._width = max(map(len, self._members), default=0)
        self._starts = {member[0] for member in self._members}
        self._confused: dict[str, tuple[str, ...]] = {}
        for group in confused:
            for word in group:
                self._confused.setdefault(normalise(word), tuple(group))

    def _add(self, group: Sequence[str]) -> None:
        first = "".join(tokens(group[0])) if group else ""
        for member in group:
            words = tokens(member)
            if len("".join(words)) > 2:
                self._members[words] = first
            elif words and not member.isascii():
                self._short[member.casefold()] = first

    def expand(self, text: str) -> tuple[str, ...]:
        """The words of a text in the skeleton alphabet, and the names of the groups that they belong to."""
        words = tokens(text)
        return words + self.names(text, words)

    def names(self, text: str, words: Sequence[str]) -> tuple[str, ...]:
        """The group names to add to a text and its tokens; each once, none that the text already holds."""
        found = dict.fromkeys(self._named(text, words))
        return tuple(name for name in found if name not in words)

    def _named(self, text: str, words: Sequence[str]) -> Iterator[str]:
        for start, word in enumerate(words):
            if word not in self._starts:
                continue
            for end in range(start + 1, min(start + self._width, len(words)) + 1):
                if name := self._members.get(tuple(words[start:end])):
                    yield name
        for word in _TOKEN.findall(text.casefold()) if self._short else ():
            if name := self._short.get(word):
                yield name

    def confused_with(self, text: str) -> tuple[str, ...]:
        """The words that people confuse with the text, itself among them, if it holds nothing else."""
        return self._confused.get(normalise(text), ())


_QWERTY: Final = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`"
_JCUKEN: Final = "йцукенгшщзхъфывапролджэячсмитьбюё"
_CYRILLIC_LETTER: Final = re.compile("[а-яё]")
_TO_CYRILLIC: Final = str.maketrans(_QWERTY, _JCUKEN)
_TO_LATIN: Final = str.maketrans(_JCUKEN, _QWERTY)


def other_layout(text: str) -> str:
    """The text as it would read had the keyboard been switched."""
    folded = text.casefold()
    # The marks that share a key with a letter (б and ю) stay marks in a text that is Cyrillic already.
    return folded.translate(_TO_LATIN if _CYRILLIC_LETTER.search(folded) else _TO_CYRILLIC)


def trigrams(words: Iterable[str]) -> Iterator[str]:
    """Three-letter pieces of words, their edges marked by a space, so that short words have some too."""
    for word in words:
        edged = f" {word} "
        yield from map("".join, zip(edged, edged[1:], edged[2:], strict=False))


class Layout:
    """Repairs a text typed with the wrong keyboard layout ("bby" is ИИН), by the trigrams of the corpus."""

    __slots__ = ("_known",)

    # A rule by vowels rewrote plain English; only a clear gain in familiar trigrams is trusted.
    GAIN: Final = 0.35
    # The beginning tells how the keyboard stood.
    SAMPLE: Final = 120

    def __init__(self, known: frozenset[str]) -> None:
        self._known = known

    def repair(self, text: str) -> str:
        """The text itself, or the reading that the corpus knows far better."""
        sample = text[: self.SAMPLE]
        share = self._share(sample)
        # Where most is familiar there is nothing left to gain.
        if share + self.GAIN >= 1 or self._share(other_layout(sample)) - share <= self.GAIN:
            return text
        return other_layout(text)

    def _share(self, text: str) -> float:
        pieces = [*trigrams(word for word in tokens(text) if not word.isdigit())]
        return sum(map(self._known.__contains__, pieces)) / len(pieces) if pieces else 0.0
