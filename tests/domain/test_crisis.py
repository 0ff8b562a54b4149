"""Crisis: whoever speaks of death, harm or violence is heard in any spelling; a figure of speech is not."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.crisis import CrisisLexicon
from bot.domain.phrases import Phrases
from bot.domain.words import normalise

DATA = yaml.safe_load(Path("content/words/crisis.yaml").read_text(encoding="utf-8"))
LEXICON = CrisisLexicon(DATA["themes"], DATA["idioms"])

IN_DANGER = """
не хочу больше жить
не вижу смысла просыпаться
хачу умиреть
hochu umeret
ne hochu zhit
ytn cbk ;bnm
всем будет легче если меня не станет
думаю о том чтобы спрыгнуть с балкона
это мой последний день
опять резала руки
муж меня избил
он сказал что убьет меня если уйду
подруга написала что больше не хочет жить
кажется у меня паническая атака
меня держат в квартире и не выпускают
если меня депортируют я убью себя
простите меня за всё
өлгім келеді
олгим келед
olgim keledi
өмір сүргім келмейді
күйеуім мені ұрады
kuieuim meni urdy
құрбым өзіне қол жұмсамақ
дем ала алмай жатырмын
менсіз бәріне жақсы болады
жаным ауырып тұр
өзімді кесіп тастадым
үйден шығармайды, мені қамап қойды
i want to die
dont wanna be here anymore
everyone would be better off without me
my husband beats me
he is going to kill me
my friend says she wants to end it
i took all the pills
having a panic attack
this is my last message
whats the point of living
""".strip().splitlines()

NOT_IN_DANGER = """
умру от смеха
сроки горят, убиться можно
умираю с голоду, где поесть
телефон сдох, где починить
не хочу жить с хозяйкой
не хочу жить в Алматы, хочу в Астану
эта бюрократия меня убивает
хоть убей не пойму как подать заявление
больше не могу находиться в казахстане по безвизу
хочу исчезнуть из базы мобильных граждан
где жить в алматы
свидетельство о смерти перевод
өліп бара жатырмын күлкіден
күлкіден өлдім
ЖСН алғым келеді
паспортымды ұрлап кетті
killing me with this paperwork
this queue is killing me
lol i'm dying laughing
my phone died
i want to live in almaty
i dont want to live in a hostel
my landlord will kill me if i break it
wont let me register on egov
как получить ИИН
жсн қайда беріледі
how long can I stay
""".strip().splitlines()


@pytest.mark.parametrize("text", IN_DANGER)
def test_somebody_in_danger_is_heard(text: str) -> None:
    assert LEXICON.detect(text)


@pytest.mark.parametrize("text", NOT_IN_DANGER)
def test_a_figure_of_speech_or_an_ordinary_question_is_no_alarm(text: str) -> None:
    assert not LEXICON.detect(text)


def test_an_idiom_does_not_hide_what_stands_beside_it() -> None:
    assert LEXICON.detect("умру от смеха. нет, правда, не хочу жить")


@given(st.text(), st.text())
def test_a_cry_for_help_is_heard_whatever_stands_around_it(before: str, after: str) -> None:
    assert LEXICON.detect(f"{before}\n хочу покончить с собой \n{after}")


@given(st.sampled_from(IN_DANGER))
def test_capitals_and_marks_do_not_matter(text: str) -> None:
    assert LEXICON.detect(text.upper() + "!!!")


def test_a_phrase_knows_choices_gaps_and_endings() -> None:
    phrases = Phrases(["не хочу/могу … жить", "суицид*"])
    assert phrases.find(normalise("я не могу больше так жить")) != ()
    assert phrases.find(normalise("суицидальные")) != ()
    assert phrases.find(normalise("не хочу раз два три четыре жить")) == ()
    assert phrases.find(normalise("не хочу жительства")) == ()


def test_a_phrase_may_begin_with_a_letter_and_a_mark() -> None:
    assert Phrases(["e-mail взломали"]).find(normalise("мой e-mail взломали")) != ()
    assert Phrases(["я устал"]).find(normalise("я устал")) != ()


def test_cutting_a_phrase_out_does_not_make_new_neighbours() -> None:
    assert Phrases(["от смеха"]).without("umru ot smeha sam") == "umru | sam"


def test_an_empty_lexicon_hears_nothing() -> None:
    assert not CrisisLexicon({}, {}).detect("не хочу жить")


def test_a_phrase_of_marks_alone_is_ignored() -> None:
    assert Phrases(["!!", "ь"]).find("ь !!") == ()
