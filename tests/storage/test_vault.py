"""What is sealed opens with its key, at its place, for its person, and in no other way."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.storage.vault import BLOCK, MARK_BLOCK, SealError, Vault
from tests.keys import KEY, VAULT

OTHER = Vault(KEY[::-1])
texts = st.text(st.characters(codec="utf-8"), max_size=600).map(lambda text: text.rstrip() + "}")
chats = st.integers(-(2**52), 2**52)


@given(text=texts, chat=chats)
def test_a_sealed_text_opens_as_it_was(text: str, chat: int) -> None:
    person = VAULT.person(chat)
    assert VAULT.open(VAULT.seal(text, "a.b", person), "a.b", person) == text
    assert VAULT.open_mark(VAULT.seal_mark(text, "a.b", person), "a.b", person) == text


@given(text=texts, chat=chats)
def test_sealing_hides_sameness_and_marks_show_it(text: str, chat: int) -> None:
    person = VAULT.person(chat)
    assert VAULT.seal(text, "a.b", person) != VAULT.seal(text, "a.b", person)
    assert VAULT.seal_mark(text, "a.b", person) == VAULT.seal_mark(text, "a.b", person)
    assert VAULT.seal_mark(text, "a.b", person) != VAULT.seal_mark(text, "a.b", VAULT.person(chat + 1))


@given(text=texts, data=st.data())
def test_not_a_bit_of_a_sealed_value_can_be_changed(text: str, data: st.DataObject) -> None:
    person = VAULT.person(1)
    for sealed, opened in (
        (VAULT.seal(text, "a.b", person), VAULT.open),
        (VAULT.seal_mark(text, "a.b", person), VAULT.open_mark),
    ):
        bit = data.draw(st.integers(0, len(sealed) * 8 - 1))
        changed = bytearray(sealed)
        changed[bit // 8] ^= 1 << bit % 8
        with pytest.raises(SealError):
            opened(bytes(changed), "a.b", person)


def test_a_value_cannot_be_moved_to_another_place_person_or_key() -> None:
    person = VAULT.person(1)
    for seal, opened, others in (
        (VAULT.seal, VAULT.open, OTHER.open),
        (VAULT.seal_mark, VAULT.open_mark, OTHER.open_mark),
    ):
        sealed = seal("own", "wishes.wishes", person)
        with pytest.raises(SealError):
            opened(sealed, "ledgers.dates", person)
        with pytest.raises(SealError):
            opened(sealed, "wishes.wishes", VAULT.person(2))
        with pytest.raises(SealError):
            others(sealed, "wishes.wishes", person)


def test_a_value_cut_short_is_refused() -> None:
    for sealed in (b"", b"x" * 16, b"x" * 40):
        with pytest.raises(SealError):
            VAULT.open(sealed, "a.b", b"")


def test_the_length_of_a_value_tells_only_its_number_of_blocks() -> None:
    person = VAULT.person(1)
    assert {len(VAULT.seal("x" * n, "a.b", person)) for n in range(1, BLOCK + 1)} == {16 + 16 + BLOCK}
    assert {len(VAULT.seal_mark("x" * n, "a.b", person)) for n in range(1, MARK_BLOCK + 1)} == {16 + MARK_BLOCK}
    assert len(VAULT.seal("x" * (BLOCK + 1), "a.b", person)) == 16 + 16 + 2 * BLOCK


@given(chat=chats, other=chats)
def test_people_have_one_mark_each_and_other_keys_make_others(chat: int, other: int) -> None:
    assert VAULT.person(chat) == Vault(KEY).person(chat) != OTHER.person(chat)
    assert (VAULT.person(chat) == VAULT.person(other)) == (chat == other)
    assert str(chat).encode() not in VAULT.person(chat)


def test_a_key_shows_by_a_mark_which_it_is() -> None:
    assert VAULT.mark == Vault(KEY).mark != OTHER.mark


@pytest.mark.parametrize("key", ["", "short", "a" * 64, "ab" * 40])
def test_a_weak_key_is_refused(key: str) -> None:
    with pytest.raises(ValueError, match="at least 32 characters"):
        Vault(key)
