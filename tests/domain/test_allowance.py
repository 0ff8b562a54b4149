"""How much one chat may ask for: a flood is held back to its share, and nobody else notices."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.allowance import A_SECOND, AT_ONCE, IN_HAND, MANY_CHATS, QUIET, Allowance, Verdict

# Eighths of a second and powers of two are exact, so that a bound is a bound and not nearly one.
eighths = st.integers(0, 400).map(lambda number: number / 8)
rates = st.sampled_from([0.25, 0.5, 1.0, 2.0, 4.0])
bursts = st.integers(1, 25)
PASSED, FIRST, REFUSED = Verdict.PASSED, Verdict.REFUSED_FIRST, Verdict.REFUSED


@given(burst=bursts, rate=rates, moments=st.lists(eighths, max_size=300).map(sorted))
def test_never_more_pass_than_the_burst_and_what_the_time_gives(burst: int, rate: float, moments: list[float]) -> None:
    allowance = Allowance(burst, rate)
    passed = [moment for moment in moments if allowance.take(1, moment) is PASSED]
    for index, start in enumerate(passed):
        for number, end in enumerate(passed[index:], 1):
            assert number <= burst + (end - start) * rate


@given(burst=bursts, rate=rates, pauses=st.lists(eighths, max_size=60))
def test_who_keeps_to_the_rate_is_never_refused(burst: int, rate: float, pauses: list[float]) -> None:
    allowance, now = Allowance(burst, rate), 1000.0
    for pause in pauses:
        now += 1 / rate + pause
        assert allowance.take(1, now) is PASSED


@given(burst=bursts, rate=rates, later=eighths)
def test_after_a_full_rest_a_whole_burst_passes_again(burst: int, rate: float, later: float) -> None:
    allowance = Allowance(burst, rate)
    for now in (0.0, burst / rate + later):
        assert [allowance.take(1, now) for _ in range(burst)] == [PASSED] * burst
        assert allowance.take(1, now) is not PASSED


@given(steps=st.lists(st.tuples(st.integers(1, 4), st.sampled_from([0.0, 0.125, 1.0, 7.0])), max_size=200))
def test_one_chat_is_treated_as_if_there_were_no_other(steps: list[tuple[int, float]]) -> None:
    together, now = Allowance(3, 0.5), 0.0
    found: defaultdict[int, list[Verdict]] = defaultdict(list)
    moments: defaultdict[int, list[float]] = defaultdict(list)
    for chat, pause in steps:
        now += pause
        found[chat].append(together.take(chat, now))
        moments[chat].append(now)
    for chat, verdicts in found.items():
        alone = Allowance(3, 0.5)
        assert [alone.take(chat, moment) for moment in moments[chat]] == verdicts


@given(moments=st.lists(eighths, max_size=300).map(sorted))
def test_one_word_is_said_at_most_every_ten_seconds_and_before_any_silence(moments: list[float]) -> None:
    allowance = Allowance(2, 0.25)
    found = [(moment, allowance.take(1, moment)) for moment in moments]
    refused = [pair for pair in found if pair[1] is not PASSED]
    assert not refused or refused[0][1] is FIRST
    said = [moment for moment, verdict in refused if verdict is FIRST]
    assert all(later - earlier >= QUIET for earlier, later in pairwise(said))


def test_a_flood_that_does_not_end_is_one_episode() -> None:
    allowance = Allowance()
    verdicts = [allowance.take(1, millisecond / 1000) for millisecond in range(30_000)]
    assert verdicts.count(PASSED) == AT_ONCE + 29 * A_SECOND
    assert verdicts.count(FIRST) == 1
    assert allowance.take(1, 29.999 + QUIET) is PASSED


def test_a_new_flood_after_a_quiet_time_is_a_new_episode() -> None:
    allowance = Allowance(1)
    found = [allowance.take(1, now) for now in (0.0, 0.0, 0.0, QUIET, QUIET, QUIET)]
    assert found == [PASSED, FIRST, REFUSED, PASSED, FIRST, REFUSED]


def test_what_waits_in_its_own_line_is_refused_however_many_tokens_are_left() -> None:
    allowance = Allowance()
    assert allowance.take(1, 0.0, IN_HAND - 1) is PASSED
    assert allowance.take(1, 0.0, IN_HAND) is FIRST
    assert allowance.take(1, 0.0, IN_HAND) is REFUSED
    assert allowance.take(1, 0.0) is PASSED


@given(chats=st.lists(st.integers(-50, 50), max_size=300), most=st.integers(1, 20))
def test_no_more_chats_are_remembered_than_was_said(chats: list[int], most: int) -> None:
    allowance = Allowance(most=most)
    for now, chat in enumerate(chats):
        allowance.take(chat, float(now))
        assert len(allowance.chats) <= most
        assert chat in allowance.chats


def test_many_chats_do_not_wash_away_the_memory_of_a_flood() -> None:
    allowance = Allowance(1)
    allowance.take(0, 0.0)
    for chat in range(1, 3 * MANY_CHATS):
        allowance.take(chat, 0.0)
        if chat % 100 == 0:
            assert allowance.take(0, 0.0) is not PASSED
    assert len(allowance.chats) == MANY_CHATS
    assert 1 not in allowance.chats
