"""Words: however a sentence was typed, it is the same sentence."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.words import Aliases, Layout, normalise, other_layout, tokens, tokens_of, trigrams, unswollen

DATA = yaml.safe_load(Path("content/words/aliases.yaml").read_text(encoding="utf-8"))
ALIASES = Aliases(DATA["aliases"], DATA["confused"])

KAZAKH_PLAIN = str.maketrans("әғқңөұүһі", "агкноуухи")
KAZAKH_LATIN = str.maketrans(
    {"ә": "a", "ғ": "gh", "қ": "q", "ң": "n", "ө": "o", "ұ": "u", "ү": "u", "һ": "h", "і": "i", "ы": "y"}
    | {"а": "a", "б": "b", "д": "d", "е": "e", "ж": "zh", "з": "z", "к": "k", "л": "l", "м": "m", "н": "n"}
    | {"о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "ш": "sh", "й": "y", "х": "kh"}
)
KAZAKH_WORDS = ("жсн", "қайда", "беріледі", "өтініш", "пәтер", "жалға", "рұқсат", "мерзімі", "шекара", "көмек")
RUSSIAN_LATIN = str.maketrans(
    {"а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ж": "zh", "з": "z", "и": "i", "к": "k"}
    | {"л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f"}
    | {"х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ы": "y", "ь": "'", "ю": "yu", "я": "ya", "й": "y"}
)
RUSSIAN_WORDS = ("как", "получить", "разрешение", "хозяйка", "ещё", "площадь", "подъезд", "шахта", "российский")


@pytest.mark.parametrize(
    "text", ["ЖСН қайда беріледі", "жсн кайда бериледи", "zhsn qaida beriledi", "jsn qayda berıledi"]
)
def test_four_spellings_of_a_kazakh_question_meet(text: str) -> None:
    assert normalise(text) == "zhsn kaida beriledi"


@given(st.lists(st.sampled_from(KAZAKH_WORDS), min_size=1))
def test_kazakh_meets_its_plain_letters_and_its_latin_spelling(words: list[str]) -> None:
    text = " ".join(words)
    assert normalise(text.translate(KAZAKH_PLAIN)) == normalise(text)
    assert normalise(text.translate(KAZAKH_LATIN)) == normalise(text)


@given(st.lists(st.sampled_from(RUSSIAN_WORDS), min_size=1))
def test_russian_meets_its_latin_spelling(words: list[str]) -> None:
    plain = " ".join(words).replace("ё", "е").replace("ъ", "")
    assert normalise(plain.translate(RUSSIAN_LATIN)) == normalise(" ".join(words)) == normalise(plain.upper())


@given(st.text())
def test_normalising_twice_changes_nothing(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


def test_normalising_any_single_character_twice_changes_nothing() -> None:
    characters = (chr(code) for code in range(0x30000) if not 0xD800 <= code < 0xE000)
    assert not [c for c in characters if normalise(normalise(c * 5)) != normalise(c * 5)]


@given(st.text(alphabet="schgk ", max_size=12))
def test_letter_clusters_settle(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


def test_invisible_characters_and_apostrophes_do_not_split_words() -> None:
    assert tokens("ре\u00adги\u200bстрация don’t pol'za") == ("registratsia", "dont", "polza")


def test_short_words_and_numbers_keep_doubled_letters() -> None:
    assert tokens("ссср 11000 Аппарат") == ("sssr", "11000", "aparat")


def test_j_is_short_i_after_a_vowel_and_zh_elsewhere() -> None:
    assert normalise("moj rossijskij") == normalise("мой российский")
    assert normalise("jumys jsn") == normalise("жұмыс жсн")


def test_an_alias_adds_the_name_of_its_group() -> None:
    assert ALIASES.names("жсн алу", tokens("жсн алу")) == ("iin",)


def test_a_text_that_holds_the_name_gets_no_second_one() -> None:
    assert ALIASES.names("иин", tokens("иин")) == ()


def test_an_alias_of_several_words_counts_as_one() -> None:
    assert "vizaran" in ALIASES.names("do a visa run", tokens("do a visa run"))


def test_two_cyrillic_letters_are_an_alias_and_two_latin_ones_are_not() -> None:
    aliases = Aliases([["предприниматель", "ИП", "IP"]])
    assert aliases.names("открыть ип", tokens("открыть ип")) == ("predprinimatel",)
    assert aliases.names("my ip", tokens("my ip")) == ()


def test_rvp_and_vnzh_are_confused_but_never_the_same() -> None:
    assert set(ALIASES.confused_with("ВНЖ?")) == {"РВП", "ВНЖ"}
    assert ALIASES.confused_with("документы на внж") == ()
    assert ALIASES.names("trp", ("trp",)) == ("rvp",)
    assert ALIASES.names("ықтиярхат", tokens("ықтиярхат")) == ("vnzh",)


def test_no_word_stands_in_two_groups() -> None:
    words = [normalise(word) for group in DATA["aliases"] for word in {normalise(w): w for w in group}.values()]
    assert sorted(words) == sorted(set(words))


LAYOUT = Layout(frozenset(trigrams(tokens("как получить иин в алматы how to get an iin"))))


@pytest.mark.parametrize(("typed", "meant"), [("bby", "иин"), ("rfr gjkexbnm bby", "как получить иин")])
def test_a_forgotten_keyboard_switch_is_repaired(typed: str, meant: str) -> None:
    assert LAYOUT.repair(typed) == meant


@pytest.mark.parametrize("text", ["how to get an iin", "как получить", "LLP", "xyzzy", "", "123"])
def test_an_ordinary_text_is_left_as_it_is(text: str) -> None:
    assert LAYOUT.repair(text) == text


@given(st.text(alphabet="йцукенгшщзхъфывапролджэячсмитьбюё"))
def test_a_russian_text_typed_on_a_latin_keyboard_reads_as_meant(text: str) -> None:
    typed = other_layout(text)
    assert other_layout(typed) == text or not text


def test_marks_in_a_cyrillic_text_stay_marks() -> None:
    assert other_layout("да, нет") == "lf, ytn"


@given(st.lists(st.text().map(lambda text: " ".join(text.split("\n")))))
def test_many_texts_at_once_have_the_tokens_of_each(texts: list[str]) -> None:
    assert tokens_of(texts) == [tokens(text) for text in texts]


def test_letters_without_a_sound_of_their_own_are_no_words() -> None:
    assert tokens_of(["ъ ИИН ь"]) == [("iin",)]


def test_a_text_is_cut_to_its_length_and_one_that_swells_to_a_part_of_it() -> None:
    assert unswollen("я живу здесь", 100) == "я живу здесь"
    assert unswollen("йод " * 100, 100) == "йод " * 25
    assert unswollen("\N{ARABIC LIGATURE SALLALLAHOU ALAYHE WASALLAM}" * 200, 100) == "ﷺ" * 5
