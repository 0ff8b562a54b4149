"""Addresses: a button pressed years later still opens the screen it named, or the nearest one that is left."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.address import (
    MAX_ADDRESS_BYTES,
    MAX_OFFERED,
    Address,
    Days,
    Help,
    Menu,
    Offer,
    SectionScreen,
    Topic,
    back,
    code,
    parse,
    step_to,
    without_trail,
)
from bot.telegram.callbacks import LanguagesData, OpenData, SpeakData
from tests.domain.small_graph import graph_of, topic

NAMES = (
    "iin.get",
    "iin.papers",
    "stay.limit",
    "stay.count",
    "permits.trp.work",
    "housing.find",
    "arrival.notification.how",
)
GRAPH = graph_of(
    {
        name: tuple(t for t in NAMES if t.startswith(f"{name}."))
        for name in ("iin", "stay", "permits", "housing", "arrival")
    },
    *(topic(name) for name in NAMES),
)
topics = st.sampled_from(NAMES)
offers = st.lists(topics, min_size=1, max_size=MAX_OFFERED).map(lambda names: Offer(tuple(names)))
plain = st.one_of(
    st.just(Menu()),
    st.just(Help()),
    st.just(Days()),
    offers,
    st.sampled_from([SectionScreen(s.id) for s in GRAPH.sections]),
)


@st.composite
def walks(draw: st.DrawFn) -> list[Address]:
    """Screens as a reader opens them: some screen, then topic after topic, none twice."""
    seen: list[Address] = [draw(plain)]
    for name in draw(st.lists(topics, unique=True, max_size=len(NAMES))):
        seen.append(step_to(name, seen[-1]))
    return seen


@given(plain)
def test_an_address_written_and_read_is_the_same_screen(address: Address) -> None:
    assert parse(str(address), GRAPH) == address


@given(walks())
def test_a_topic_written_and_read_keeps_its_topic_and_the_latest_steps_of_its_trail(walk: list[Address]) -> None:
    last = walk[-1]
    read = parse(str(last), GRAPH)
    if isinstance(last, Topic):
        assert isinstance(read, Topic)
        assert read.topic == last.topic
        assert last.trail[len(last.trail) - len(read.trail) :] == read.trail
        dropped = last.trail[: len(last.trail) - len(read.trail)]
        assert not dropped or len(str(read)) + len(dropped[-1]) + (not read.trail) > MAX_ADDRESS_BYTES
    else:
        assert read == last


@given(walks())
def test_every_callback_of_every_walk_fits_into_64_bytes(walk: list[Address]) -> None:
    for address in map(str, walk):
        for data in (
            OpenData(address=address),
            SpeakData(language="kk", address=address),
            LanguagesData(address=address),
        ):
            assert len(data.pack().encode()) <= 64


def test_the_longest_callback_uses_all_64_bytes() -> None:
    longest = Topic("x" * (MAX_ADDRESS_BYTES - len("t/")))
    assert len(SpeakData(language="kk", address=str(longest)).pack()) == 64


def test_a_trail_that_just_fits_is_kept_and_a_longer_one_loses_its_oldest_steps() -> None:
    trail = ("aaaa", "bbbb", "cccc")
    assert str(Topic("x" * 44, trail)) == "t/" + "x" * 44 + "/aaaabbbbcccc"
    assert str(Topic("x" * 45, trail)) == "t/" + "x" * 45 + "/bbbbcccc"
    assert str(Topic("x" * 49, trail)) == "t/" + "x" * 49 + "/cccc"


def test_an_id_that_fills_the_address_leaves_no_room_for_a_trail() -> None:
    assert str(Topic("x" * 57, (code("iin.get"),))) == "t/" + "x" * 57


@given(walks())
def test_back_walks_the_trail_to_where_the_reader_came_from(walk: list[Address]) -> None:
    for before, here in itertools.pairwise(walk):
        if isinstance(before, Topic | Offer):
            assert back(here, GRAPH) == before


@given(walks())
def test_back_from_anywhere_comes_to_the_menu_without_going_in_circles(walk: list[Address]) -> None:
    here: Address | None = parse(str(walk[-1]), GRAPH)
    seen = []
    while here is not None:
        assert here not in seen
        seen.append(here)
        here = back(here, GRAPH)
    assert seen[-1] == Menu()


def test_back_from_a_topic_opened_in_the_menu_is_its_section() -> None:
    assert back(Topic("stay.limit"), GRAPH) == SectionScreen("stay")


def test_back_from_a_topic_of_no_section_is_the_menu() -> None:
    assert back(Topic("gone.topic"), GRAPH) == Menu()


@pytest.mark.parametrize("here", [Help(), Days(), SectionScreen("stay"), Offer(("iin.get",))])
def test_back_from_other_screens_is_the_menu(here: Address) -> None:
    assert back(here, GRAPH) == Menu()


@pytest.mark.parametrize("here", [Help(), Days(), Offer(("iin.get",))])
def test_back_from_a_topic_opened_on_a_screen_is_that_screen(here: Address) -> None:
    opened = step_to("stay.limit", here)
    assert parse(str(here), GRAPH) == here
    assert back(parse(str(opened), GRAPH), GRAPH) == here


def test_the_menu_has_nothing_behind_it() -> None:
    assert back(Menu(), GRAPH) is None


def test_a_topic_already_on_the_trail_takes_the_reader_back_to_it() -> None:
    first = Topic("iin.get")
    second = step_to("iin.papers", first)
    third = step_to("stay.limit", second)
    assert step_to("iin.papers", third) == second
    assert step_to("iin.get", third) == first
    assert step_to("stay.limit", third) == third


def test_back_from_a_topic_out_of_an_offer_shows_the_same_offer() -> None:
    offer = Offer(("iin.get", "stay.limit"))
    deeper = step_to("stay.count", step_to("stay.limit", offer))
    opened = parse(str(deeper), GRAPH)
    assert back(opened, GRAPH) == step_to("stay.limit", offer)
    assert back(Topic("stay.limit", step_to("stay.limit", offer).trail), GRAPH) == offer


@pytest.mark.parametrize(
    "text",
    ["", "m", "x", "t/gone.topic", "t/gone.topic/abcd", "s/gone", "c/", "c/zzzz", "t", "s", "T/iin.get", "m/iin"],
)
def test_what_is_gone_or_was_never_there_leads_to_the_menu(text: str) -> None:
    assert parse(text, GRAPH) == Menu()


def test_an_offer_keeps_the_topics_that_are_left() -> None:
    assert parse(f"c/{code('gone.topic')}{code('iin.get')}", GRAPH) == Offer(("iin.get",))


def test_an_offer_never_shows_more_than_five_topics() -> None:
    read = parse("c/" + "".join(map(code, NAMES)), GRAPH)
    assert read == Offer(NAMES[:5])


def test_back_steps_over_topics_and_offers_that_are_gone() -> None:
    gone = code("gone.topic")
    here = parse(f"t/iin.get/{code('stay.limit')}{gone}?1{gone}", GRAPH)
    assert back(here, GRAPH) == Topic("stay.limit")


def test_a_trail_of_gone_topics_leads_to_the_section() -> None:
    assert back(parse(f"t/iin.get/{code('gone.topic')}", GRAPH), GRAPH) == SectionScreen("iin")


def test_a_code_stays_what_it_is_in_buttons_of_years_ago() -> None:
    assert (code("iin.get"), code("psych.crisis")) == ("f3r6", "maws")


@given(st.text())
def test_junk_opens_some_screen_and_never_raises(text: str) -> None:
    assert_usable(parse(text, GRAPH))


@given(
    st.sampled_from(["t/iin.get/", "t/iin.get", "c/", "s/", "s/iin/", "m/"]),
    st.one_of(st.text(), st.text("?12345abcdyz/:|", max_size=80)),
)
def test_a_spoilt_address_still_makes_buttons_that_telegram_takes(begin: str, rest: str) -> None:
    assert_usable(parse(begin + rest, GRAPH))


def assert_usable(address: Address) -> None:
    """The screen exists, its buttons pack, and so does every screen behind it."""
    here: Address | None = address
    for _ in range(100):
        if here is None:
            return
        data = SpeakData(language="kk", address=str(here)).pack()
        assert len(data.encode()) <= 64
        match here:
            case Topic(name):
                assert GRAPH.node(name)
            case SectionScreen(name):
                assert GRAPH.section(name)
            case Offer(names):
                assert all(map(GRAPH.node, names))
                assert names
            case _:
                pass
        here = back(here, GRAPH)
    pytest.fail("back goes in circles")


def test_a_screen_is_stored_without_the_way_that_led_there() -> None:
    assert without_trail(Topic("iin.get", ("abcd",))) == Topic("iin.get")
    assert without_trail(Offer(("iin.get",))) == Offer(("iin.get",))
