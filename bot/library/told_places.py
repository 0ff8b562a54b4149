"""Places in a told trip: to which and from which somebody moved, and whether that is a move over our border."""

from __future__ import annotations

from enum import Enum, auto
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from bot.domain.told import Move
from bot.library.told_words import CROSSED, FILLERS, NUMBER, listed

if TYPE_CHECKING:
    from collections.abc import Iterator


class Place(Enum):
    OURS = auto()
    ELSEWHERE = auto()
    HOME = auto()
    """Abroad or not: nobody but the person knows."""
    UNKNOWN = auto()


OURS: Final = listed(
    "казах* қазақ* кз рк ҚР алмат* алма-ат* астан* нурсултан* нур шымкент* караганд* актау* атырау* актоб* ақтөбе*",
    "костан* кустана* қостанай* павлодар* петропавл* усть өскемен* семипалат* семей семейге семея тараз* уральск*",
    "орал оралға туркестан* түркістан* кызылорд* қызылорда* талдыкорган* кокшетау* жезказган* экибастуз* темиртау*",
    "балхаш* рудный жанаозен* байконур* байконыр* конаев* капчага* капшага* хоргос* қорғас* щучинск* бурабай",
    "боровое стран* елге елімізге республик* countr* сюда здесь тут осында* осыған мұнда* here",
)
ELSEWHERE: Final = listed(
    "росси* рф рашк* москв* питер* спб петербург* омск* новосиб* екатеринб* екб челяб* самар* оренбург* казань",
    "казани казанью томск* барнаул* тюмен* уфа уфу уфе уфы пермь перми сочи краснодар* ростов* саратов* волгоград*",
    "астрахан* магнитогорск* курган* сибир* крым* турци* түркия* стамбул* анкар* антали* анталь* грузи* тбилис*",
    "батуми армени* ереван* кыргыз* бишкек* ош оше ошқа узбек* өзбек* ташкент* самарканд* бухар* таджик* душанбе*",
    "туркмен* ашхабад* серби* белград* черногори* дуба* оаэ эмират* таиланд* пхукет* бангкок* китай* китая урумчи*",
    "пекин* герман* берлин* польш* варшав* беларус* белорус* минск* украин* киев* монголи* азербайдж* баку ресей*",
    "мәскеу* чехи* праг* вьетнам* инди* индию бали корея корею корее япони* сша америк* европ* англи* лондон*",
    "франци* париж* итали* испани* египет* египт* израил* иран* заграниц* границ* рубеж* шетел* russia* moscow",
    "turkey istanbul georgia tbilisi armenia* yerevan bishkek tashkent samarkand serbia belgrade dubai thailand",
    "china germany berlin poland warsaw belarus minsk ukraine mongolia azerbaijan india vietnam korea japan usa uk",
    "london europe france paris italy spain egypt israel iran abroad there туда оттуда",
)
HOME: Final = listed("домой дома дом родину родине home homeland үйге үйде")
NO_PLACE: Final = listed(
    "0 рейс* автостоп* паспорт* праздник* каникул* выходн* рождеств* new christmas holidays машин* авто* поезд",
    "поезде поездом самолет* автобус* такси раз раза перв* втор* трет* послед* след* прошл* эт* тот то та начал*",
    "конц* серед* обед* утр* вечер* ночь ночи пятниц* день дня дней дни недел* месяц* год* лет час* врем* итог*",
    "транзит* пару несколько один два две три четыре ноги свой общем принципе связи течение полдень morning evening",
    "night afternoon time foot car bus plane train transit weekend days weeks months a few end beginning бірге рет",
    "ретте бірінші кезде түнде кеште күні ертеңге соңында содан осыдан одан бұдан шекарадан шекараға алғашқы және",
)
SOMEWHERE: Final = listed(
    "отпуск* больниц* командиров* гости гостей магазин* дач* аул* ауыл* сел* деревн* горы гор работ* школ*",
    "университ* офис* общежит* квартир* жиль* отел* гостиниц* хат* вокзал* аэропорт* цон* банк* рынк* базар*",
    "vacation work hospital mountains school office apartment flat hotel job airport",
)
"""Places that are anywhere."""
ARTICLES: Final = listed(
    "территори* предел* the a an my our your this город* г городок city of region области мою свою моей своей наш",
    "нашу",
)
INTO: Final = listed("в во на к ко за to in into at")
OUT_OF: Final = listed("из изо from")
OFF: Final = listed("с со")
TOWARDS: Final = listed("for")
LEAVING_IT: Final = listed("left leave leaving exited departed покинул* покину* покидаю")
ENTERING_IT: Final = listed("landed entered enter entering returned return returning visited")
VERBS: Final = listed("left leave leaving exit enter entering return returning be come go fly get stay")
FOLLOWERS: Final = listed(
    "on in to from at for again and then via by through with around about early back into before after when but i",
    "we yesterday today tomorrow last next this or until together alone between over near under without as я мы на",
    "в с со из через а вместе уже вчера сегодня",
)
"""What may stand behind "left" that is not left by it."""
DATIVE, ABLATIVE = ("ga", "ge", "ka", "ke", "na", "ne"), ("dan", "den", "tan", "ten", "nan", "nen")
KAZAKH: Final = listed(
    "келдим келдік келген* келіп келемін келем келсем кирдим кірдік кирген* кіріп киремин кірсем оралдым оралдык",
    "оралып кеттим кеттік кеткен* кетіп кетемин кетем кетсем шықтым шықтық шыққан* шығып шыгамын шыгам шықсам",
    "қайтамын кайтсам",
)


SOMEBODY: Final = listed("it him her them me us you")
MOVING: Final = listed("ұшып қайтып көшіп шығып кіріп келіп кетіп барып оралып мініп өтіп аттанып жүріп")


def is_auxiliary(words: tuple[str, ...]) -> bool:
    """Tell whether a Kazakh verb of moving only helps another verb ("I took fright" is "frightened I went")."""
    return any(
        verb in KAZAKH and before.endswith("p") and len(before) > 2 and before not in MOVING
        for before, verb in pairwise(words)
    )


def kind_of(word: str) -> Place | None:
    """Return what a word behind "to" or "from" is; None if no place."""
    for words, place in ((OURS, Place.OURS), (ELSEWHERE, Place.ELSEWHERE), (HOME, Place.HOME)):
        if word in words:
            return place
    return None if any(word in some for some in (NO_PLACE, FILLERS, FOLLOWERS, VERBS)) else Place.UNKNOWN


def after(words: tuple[str, ...], index: int) -> str:
    """Return the word that a preposition belongs to."""
    return next((word for word in words[index + 1 :] if word not in ARTICLES), NUMBER)


def ways(words: tuple[str, ...], *, leaving: bool) -> Iterator[tuple[bool, Place | None]]:
    """Yield the places with whether somebody moved there, rather than from there."""
    kazakh = KAZAKH.among(words)
    for index, word in enumerate(words):
        place = after(words, index)
        if word in INTO or (leaving and word in TOWARDS):
            yield True, kind_of(place)
        elif word in OUT_OF or (word in OFF and (place in SOMEWHERE or place in OURS)):
            yield False, kind_of(place)
        elif word in ("otsiuda", "ottuda"):
            yield False, Place.OURS if word == "otsiuda" else Place.ELSEWHERE
        elif word in ("siuda", "tuda") or word in HOME:
            yield True, kind_of(word)
        elif word in LEAVING_IT or word in ENTERING_IT:
            yield word in ENTERING_IT, Place.UNKNOWN if place in SOMEBODY else kind_of(place)
        elif kazakh and word.endswith((*DATIVE, *ABLATIVE)) and word not in FILLERS:
            yield word.endswith(DATIVE), kind_of(words[index - 1] if index and len(word) <= len(ABLATIVE[0]) else word)


def is_astray(kind: Move, words: tuple[str, ...]) -> bool:
    """Tell whether a move is perhaps none over our border, or one the other way round."""
    leaving = kind in (Move.EXIT, Move.WILL_LEAVE)
    found = tuple(ways(words, leaving=leaving))
    to, since = {place for there, place in found if there}, {place for there, place in found if not there}
    if leaving:
        nowhere = Place.UNKNOWN in to and Place.OURS not in since and Place.ELSEWHERE not in to
        return nowhere or Place.OURS in to or bool({Place.ELSEWHERE, Place.UNKNOWN, Place.HOME} & since)
    if kind is Move.HERE:
        return bool({Place.ELSEWHERE, Place.HOME} & to)
    nowhere = (Place.UNKNOWN in to or CROSSED.among(words)) and Place.OURS not in to
    anywhere = Place.UNKNOWN in since and SOMEWHERE.among(words)
    return nowhere or anywhere or bool({Place.ELSEWHERE, Place.HOME} & to) or Place.OURS in since
